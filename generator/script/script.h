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
} ScriptOrigin;

/* Appends TEXT as one shell word: in single quotes, with each of ' $ ` \ outside of them behind
 * a backslash: 'it'\''s '\$'5'. Any bytes but NUL. */
void shell_quote(GString *out, const char *text);

/* Appends the script of RUNBOOK to OUT. ENGINE is the text of templates/runbook.sh, the fixed
 * part. A pure function of its arguments. */
void script_write(const Runbook *runbook, const ScriptOrigin *origin, const char *engine,
                  GString *out);

#endif
