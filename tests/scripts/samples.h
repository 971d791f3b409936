#ifndef REDBINDER_TESTS_SCRIPTS_SAMPLES_H
#define REDBINDER_TESTS_SCRIPTS_SAMPLES_H

#include "script/script.h"

/* Sample runbooks, built by hand, and what makes them short to write. */

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define TEXT(written)                                                                              \
    {                                                                                              \
        .text = (written)                                                                          \
    }
#define ENTITY(of_kind, of_id, of_name)                                                            \
    {                                                                                              \
        .kind = (of_kind), .id = TEXT(of_id), .name = TEXT(of_name), .plan = &sample_plan          \
    }
#define SECONDS(written, amount)                                                                   \
    {                                                                                              \
        .text = (written), .known = true, .value = {.seconds = (amount) }                          \
    }
#define YES                                                                                        \
    {                                                                                              \
        .text = "true", .known = true, .value = true                                               \
    }
#define GOES_ON                                                                                    \
    {                                                                                              \
        .text = "continue", .index = ON_FAILURE_CONTINUE                                           \
    }
#define STEPS(array)                                                                               \
    {                                                                                              \
        .items = (array), .count = COUNT(array)                                                    \
    }

#define SAMPLE_HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

extern const Plan sample_plan;

/* What the engine can do: of steps that decide, wait, call, fail and are undone. */
extern const Runbook *const engine_samples[]; /* the last is NULL */

/* Writes to FOLDER the script of a runbook whose every text is random bytes, numbered SEED, yet
 * which has to do the same whatever they are. */
bool write_random_sample(const char *engine, const char *folder, unsigned seed);

/* A runbook of COUNT steps with a command each. */
bool write_long_sample(const char *engine, const char *folder, size_t count);

/* Writes and seals one script: FOLDER/NAME.sh. */
bool write_sample(const Runbook *runbook, const char *engine, const char *folder, const char *name);

#endif
