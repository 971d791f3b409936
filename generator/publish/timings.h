#ifndef REDBINDER_PUBLISH_TIMINGS_H
#define REDBINDER_PUBLISH_TIMINGS_H

#include <glib.h>
#include <stdint.h>

/*
 * Where the time of a build goes: processor time per stage, summed over all threads. For people
 * and for `make bench`; no output depends on it.
 */
typedef enum StageName {
    STAGE_READ,
    STAGE_CHECK,
    STAGE_COMPOSE,
    STAGE_MARKDOWN,
    STAGE_HTML,
    STAGE_SCRIPT,
    STAGE_PDF,
    STAGE_EXPORT,
    STAGE_WRITE,
    N_STAGES,
} StageName;

typedef struct Timings {
    int64_t nanoseconds[N_STAGES]; /* added to atomically */
    int64_t started;               /* wall clock, monotonic */
} Timings;

void timings_start(Timings *timings);

/* Processor time of the calling thread so far, in nanoseconds. */
int64_t timings_now(void);

/* Adds the time since START, of the calling thread, to STAGE. */
void timings_add(Timings *timings, StageName stage, int64_t start);

/* The same for all threads together: for a stage beside which no other runs. */
int64_t timings_all_now(void);
void timings_add_all(Timings *timings, StageName stage, int64_t start);

/* Appends one line per stage, then wall time and peak memory. */
void timings_print(const Timings *timings, GString *out);

#endif
