#ifndef REDBINDER_SCRIPT_SCRIPT_H
#define REDBINDER_SCRIPT_SCRIPT_H

#include "base/diag.h"
#include "model/library.h"

/*
 * A runbook as one self-contained POSIX shell script. It is made from the model, never from
 * rendered text. Nothing of a plan reaches the shell unquoted.
 */

/* What a script says of its origin. */
typedef struct ScriptOrigin {
    const char *generator; /* name and version */
    const char *as_of;     /* date as text */
    const char *commit;    /* of the library; NULL when not known */
} ScriptOrigin;

/* Appends TEXT as one shell word: in single quotes, with each of ' $ ` \ outside of them behind
 * a backslash: 'it'\''s '\$'5'. Any bytes but NUL. */
void shell_quote(GString *out, const char *text);

/*
 * Appends the script of RUNBOOK to OUT, which must be empty. ENGINE is the fixed part, all of its
 * sections (script/engine.h). A pure function of its arguments.
 *
 * The script can tell whether somebody has changed it: its first line that begins with `rb_self=`
 * has to hold the SHA-256 of the script with nothing behind that `=`. That is how script_write
 * leaves it: take the digest of OUT and hand its hex digits to script_seal. A script that was not
 * sealed works, and says nothing of itself.
 */
void script_write(const Runbook *runbook, const ScriptOrigin *origin, const char *engine,
                  GString *out);
void script_seal(GString *script, const char *hex);

#endif
