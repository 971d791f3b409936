#ifndef REDBINDER_BASE_FINGERPRINT_H
#define REDBINDER_BASE_FINGERPRINT_H

#include "base/diag.h"

/*
 * A name for a finding that stays the same while the finding does, so that whoever keeps lists of
 * findings knows an old one again. It is made of the rule, the file, what the finding lies in,
 * and the text of its line without the blanks around it; findings that are equal in all of
 * these are counted. Numbers of lines are left out: text that moves keeps its fingerprint.
 */

/* The id of what DIAG lies in (a service, a step ...); NULL when it is not known. */
typedef const char *(*FingerprintWithin)(const Diag *diag, const void *context);

/* The fingerprints of DIAGS, which is sorted, in its order: texts of 16 hexadecimal digits, the
 * 64-bit FNV-1a hash (draft-eastlake-fnv). Files are named as seen from FOLDER, an absolute path.
 * WITHIN may be NULL; CONTEXT is handed to it. Owned by the caller. */
GPtrArray *fingerprints_new(const Diags *diags, const char *folder, FingerprintWithin within,
                            const void *context) G_GNUC_WARN_UNUSED_RESULT;

#endif
