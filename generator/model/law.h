#ifndef REDBINDER_MODEL_LAW_H
#define REDBINDER_MODEL_LAW_H

#include <glib.h>

/*
 * Laws that give a time for the first notification of an incident.
 *
 * GDPR: Regulation (EU) 2016/679 Art. 33(1). NIS2: Directive (EU) 2022/2555 Art. 23(4)(a). DORA:
 * Regulation (EU) 2022/2554 Art. 19(4) with Delegated Regulation (EU) 2025/301 Art. 5(1)(a).
 * HIPAA: 45 CFR 164.404(b). NYDFS: 23 NYCRR 500.17(a).
 */
typedef struct Law {
    const char *name;
    const char *within; /* as redbinder writes it: 72h */
    const char *demand; /* what is asked for, from when on */
    const char *clause;
} Law;

/* The law that TEXT names, such as "GDPR Art. 33" or "nis 2"; NULL when it is none of these. */
const Law *law_find(const char *text);

/* A text that is equal for two names of the same law or contract: without case, blanks and dashes.
 * Owned by the caller. */
char *law_key(const char *text) G_GNUC_WARN_UNUSED_RESULT;

#endif
