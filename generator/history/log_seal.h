#ifndef REDBINDER_HISTORY_LOG_SEAL_H
#define REDBINDER_HISTORY_LOG_SEAL_H

#include "base/diag.h"
#include "history/seal.h"

/*
 * The seal of a run log: values at the ends of its lines, each a SHA-256 of the value before it and
 * of the events since; docs/run-log.md defines them. They show that events were changed, taken
 * out, put in or moved after they had been written, by anybody who has not made all of them anew.
 */
typedef enum SealState {
    SEAL_NONE,   /* no line carries a value */
    SEAL_OPEN,   /* all values are right; events follow the last one */
    SEAL_WHOLE,  /* the last event carries a value, and all are right */
    SEAL_BROKEN, /* one is not: something was changed */
} SealState;

typedef struct SealCheck {
    SealState state;
    size_t n_events;            /* lines that tell of one */
    size_t n_open;              /* how many of these the last right value does not cover */
    char head[SEAL_DIGITS + 1]; /* that value; "" where there is none */
    Span sealed;                /* where it stands; source NULL where there is none */
    Span open;                  /* the first event that it does not cover; the same */
    Span fault;                 /* SEAL_BROKEN: the first value that is not right */
    bool malformed;             /* that one is no SHA-256, or does not end its line */
} SealCheck;

/* Follows the values of SOURCE, a run log, up to the first that is not right. */
SealCheck log_seal_check(const Source *source);

/* Adds a finding at the fault of CHECK, which is broken. */
void log_seal_complain(const SealCheck *check, Diags *diags);

#endif
