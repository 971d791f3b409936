#include "base/date.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

enum { DAY = 86400, FIRST_YEAR = 1900, LAST_YEAR = 2999 };

static void epoch_of(GDate *epoch)
{
    g_date_clear(epoch, 1);
    g_date_set_dmy(epoch, 1, G_DATE_JANUARY, 1970);
}

/* Reads exactly COUNT digits; false when there are fewer. */
static bool take_digits(const char **at, int count, int *number)
{
    *number = 0;
    for (int i = 0; i < count; i++, (*at)++) {
        if (!g_ascii_isdigit(**at))
            return false;
        *number = *number * 10 + (**at - '0');
    }
    return true;
}

static bool take_char(const char **at, char wanted)
{
    if (**at != wanted)
        return false;
    (*at)++;
    return true;
}

static bool take_date(const char **at, Date *date)
{
    int year = 0;
    int month = 0;
    int day = 0;
    if (!take_digits(at, 4, &year) || !take_char(at, '-') || !take_digits(at, 2, &month) ||
        !take_char(at, '-') || !take_digits(at, 2, &day))
        return false;
    if (year < FIRST_YEAR || year > LAST_YEAR ||
        !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
        return false;
    GDate epoch;
    GDate that;
    epoch_of(&epoch);
    g_date_clear(&that, 1);
    g_date_set_dmy(&that, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    date->days = g_date_days_between(&epoch, &that);
    return true;
}

bool date_parse(const char *text, Date *date)
{
    Date read = {0};
    if (!take_date(&text, &read) || *text != '\0')
        return false;
    *date = read;
    return true;
}

void date_split(Date date, int *year, int *month, int *day)
{
    GDate that;
    epoch_of(&that);
    if (date.days >= 0)
        g_date_add_days(&that, (guint)date.days);
    else
        g_date_subtract_days(&that, (guint)-date.days);
    *year = g_date_get_year(&that);
    *month = (int)g_date_get_month(&that);
    *day = g_date_get_day(&that);
}

const char *date_format(Date date, char *buffer)
{
    int year = 0;
    int month = 0;
    int day = 0;
    date_split(date, &year, &month, &day);
    snprintf(buffer, DATE_TEXT_SIZE, "%04u-%02u-%02u", (unsigned)year % 10000,
             (unsigned)month % 100, (unsigned)day % 100);
    return buffer;
}

/* Reads "Z", "+02:00", "+0200" or nothing. */
static bool take_zone(const char **at, int64_t *offset)
{
    *offset = 0;
    if (**at == '\0' || take_char(at, 'Z'))
        return true;
    int sign = **at == '-' ? -1 : 1;
    if (!take_char(at, '+') && !take_char(at, '-'))
        return false;
    int hours = 0;
    int minutes = 0;
    if (!take_digits(at, 2, &hours))
        return false;
    take_char(at, ':');
    if (!take_digits(at, 2, &minutes) || hours > 14 || minutes > 59)
        return false;
    *offset = sign * (hours * 3600 + minutes * 60);
    return true;
}

/* Passes over ".123" or nothing. */
static bool take_fraction(const char **at)
{
    if (!take_char(at, '.'))
        return true;
    const char *start = *at;
    while (g_ascii_isdigit(**at))
        (*at)++;
    return *at > start;
}

bool moment_parse(const char *text, Moment *moment)
{
    Date date = {0};
    int hour = 0;
    int minute = 0;
    int second = 0;
    int64_t offset = 0;
    const char *at = text;
    if (!take_date(&at, &date) || (!take_char(&at, 'T') && !take_char(&at, ' ')) ||
        !take_digits(&at, 2, &hour) || !take_char(&at, ':') || !take_digits(&at, 2, &minute))
        return false;
    if (take_char(&at, ':') && !take_digits(&at, 2, &second))
        return false;
    if (!take_fraction(&at) || hour > 23 || minute > 59 || second > 59 ||
        !take_zone(&at, &offset) || *at != '\0')
        return false;
    moment->seconds = (int64_t)date.days * DAY + hour * 3600 + minute * 60 + second - offset;
    return true;
}

Date moment_date(Moment moment)
{
    int64_t days = moment.seconds / DAY;
    if (moment.seconds % DAY < 0)
        days--;
    return (Date){(int32_t)days};
}

Moment date_start(Date date)
{
    return (Moment){(int64_t)date.days * DAY};
}

const char *moment_format(Moment moment, char *buffer)
{
    char day[DATE_TEXT_SIZE];
    Date date = moment_date(moment);
    unsigned rest = (unsigned)(moment.seconds - date_start(date).seconds);
    snprintf(buffer, MOMENT_TEXT_SIZE, "%sT%02u:%02u:%02uZ", date_format(date, day),
             rest / 3600 % 24, rest / 60 % 60, rest % 60);
    return buffer;
}
