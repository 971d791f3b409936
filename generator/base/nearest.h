#ifndef REDBINDER_BASE_NEAREST_H
#define REDBINDER_BASE_NEAREST_H

#include <stddef.h>

/*
 * Which known word was meant. Feed the candidates one by one; the first of the best stays.
 */
typedef struct Nearest {
    const char *word; /* what was written; borrowed */
    const char *best; /* nearest candidate so far; NULL when none is near enough */
    size_t distance;
} Nearest;

/* WORD is borrowed and must outlive the use. */
Nearest nearest_start(const char *word);
void nearest_offer(Nearest *nearest, const char *candidate);

/* How many letters must be changed, added, dropped or swapped with their neighbour to turn A
 * into B, without regard to case; words longer than 64 bytes count as entirely different. */
size_t edit_distance(const char *a, const char *b);

#endif
