#ifndef REDBINDER_BASE_DATE_H
#define REDBINDER_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

/* A day of the Gregorian calendar: days since 1970-01-01. Years 1900 to 2999. */
typedef struct Date {
    int32_t days;
} Date;

/* An instant: seconds since 1970-01-01T00:00:00Z. */
typedef struct Moment {
    int64_t seconds;
} Moment;

enum { DATE_TEXT_SIZE = 16, MOMENT_TEXT_SIZE = 32 };

/* Reads "2026-03-31"; false when it is not such a day. */
bool date_parse(const char *text, Date *date);

/* Writes "2026-03-31" into BUFFER of DATE_TEXT_SIZE bytes and returns it. */
const char *date_format(Date date, char *buffer);

/* Year, month (1-12) and day (1-31) of DATE. */
void date_split(Date date, int *year, int *month, int *day);

/* Reads "2026-03-31T09:15:00Z", also with fractions of a second (dropped), with an offset
 * "+02:00", and without any zone (taken as UTC). False when it is none of these. */
bool moment_parse(const char *text, Moment *moment);

/* Writes "2026-03-31T09:15:00Z" into BUFFER of MOMENT_TEXT_SIZE bytes and returns it. */
const char *moment_format(Moment moment, char *buffer);

/* The day in UTC on which MOMENT falls, and the first instant of a day. */
Date moment_date(Moment moment);
Moment date_start(Date date);

#endif
