#ifndef REDBINDER_BASE_WEEK_H
#define REDBINDER_BASE_WEEK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Times that come back every week, in quarters of an hour from Monday 00:00: who is on call when.
 */
enum { WEEK_SLOTS = 7 * 24 * 4, WEEK_BYTES = WEEK_SLOTS / 8 };

typedef struct Week {
    uint8_t bits[WEEK_BYTES]; /* slot S is covered when bit S % 8 of byte S / 8 is set */
} Week;

enum { WEEK_TEXT_SIZE = 48 };

/* Reads "mon-fri 08:00-18:00", "sat,sun 00:00-24:00", "fri 18:00-08:00" (which ends on Saturday)
 * and "always". Times are whole quarters of an hour. False on anything else. */
bool week_parse(const char *text, Week *week);

/* Adds the times of OTHER to WEEK. */
void week_add(Week *week, const Week *other);

/* Finds the first stretch that WEEK does not cover: *FROM its first slot, *TO the slot after its
 * last (a stretch over Sunday night ends beyond WEEK_SLOTS). False when all 168 hours are
 * covered. */
bool week_gap(const Week *week, size_t *from, size_t *to);

/* How many slots are not covered. */
size_t week_uncovered(const Week *week);

/* "fri 18:00": SLOT for people. Writes into BUFFER of WEEK_TEXT_SIZE bytes and returns it. */
const char *week_slot_words(size_t slot, char *buffer);

#endif
