#ifndef REDBINDER_BASE_DURATION_H
#define REDBINDER_BASE_DURATION_H

#include "base/date.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * A length of time: calendar months and seconds are kept apart, so that "3mo after
 * 31 January" is exact. Both are >= 0. Units as written: s m h d w mo y.
 */
typedef struct Duration {
    int32_t months;
    int64_t seconds;
} Duration;

enum { DURATION_TEXT_SIZE = 64 };

/* Reads "90s", "1h30m", "2d", "3mo", "1y", "0". Returns false on anything else and on
 * more than 200 years. */
bool duration_parse(const char *text, Duration *duration);

/* Shortest text that duration_parse reads back: "1h30m", "3mo", "0". Writes into BUFFER of
 * DURATION_TEXT_SIZE bytes and returns it. */
const char *duration_format(Duration duration, char *buffer);

/* For people, cut to the two largest units: "1 h 30 min", "3 months", "0". Same buffer rule. */
const char *duration_words(Duration duration, char *buffer);

/* Seconds, a month counted as 30.4375 days. For comparing, never for adding to a date. */
int64_t duration_approximate(Duration duration);

Duration duration_from_seconds(int64_t seconds);
Duration duration_add(Duration a, Duration b);
int duration_compare(Duration a, Duration b);

/* START plus DURATION, months by the calendar (31 January + 1mo = 28 or 29 February);
 * seconds are rounded down to whole days. */
Date date_add(Date start, Duration duration);

/* END minus DURATION, months by the calendar (31 March - 1mo = 28 or 29 February); not before
 * 1900-01-01. */
Date date_subtract(Date end, Duration duration);

#endif
