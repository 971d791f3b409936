#ifndef REDBINDER_BENCH_PROSE_H
#define REDBINDER_BENCH_PROSE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * Text made up from patterns. A pattern names what varies between at signs, as in
 * "restore @store@ on @host@". The same seed gives the same text on every machine.
 */
typedef struct Prose {
    uint64_t state; /* of the random numbers */
    unsigned index; /* of the plan; earlier plans may be referred to */
    int gap;        /* what is wrong with the plan; -1: nothing */
    const char *system, *store, *site, *region;
} Prose;

/* The prose of plan INDEX in a library made from SEED. */
Prose prose_new(uint64_t seed, unsigned index);

/* A random number below LIMIT. */
size_t prose_below(Prose *prose, size_t limit);

/* Appends PATTERN to OUT with its slots filled. An unknown slot is a mistake of ours. */
void prose_put(Prose *prose, const char *pattern, GString *out);

/* Appends WANTED of the COUNT patterns, each at most once, in order of the table. */
void prose_put_some(Prose *prose, const char *const *patterns, size_t count, size_t wanted,
                    GString *out);

/* Appends the id or the name of a person of the library. */
void prose_put_person_id(size_t person, GString *out);
void prose_put_person_name(size_t person, GString *out);

enum { N_PEOPLE = 96, N_TEAMS = 12, N_VENDORS = 6 };

#endif
