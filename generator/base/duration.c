#include "base/duration.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

enum {
    MINUTE = 60,
    HOUR = 3600,
    DAY = 86400,
    WEEK = 7 * DAY,
    MONTH = 2629800, /* 30.4375 days */
};

static const int64_t LONGEST = (int64_t)200 * 12 * MONTH;

typedef struct Unit {
    const char *name;
    int64_t seconds;
    int32_t months;
} Unit;

static const Unit units[] = {
    {"s", 1, 0},   {"mo", 0, 1},   {"m", MINUTE, 0}, {"h", HOUR, 0},
    {"d", DAY, 0}, {"w", WEEK, 0}, {"y", 0, 12},
};

static const Unit *take_unit(const char **at)
{
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        size_t length = strlen(units[i].name);
        if (strncmp(*at, units[i].name, length) == 0 && !g_ascii_isalpha((*at)[length])) {
            *at += length;
            return &units[i];
        }
    }
    return NULL;
}

bool duration_parse(const char *text, Duration *duration)
{
    Duration sum = {0, 0};
    if (strcmp(text, "0") == 0) {
        *duration = sum;
        return true;
    }
    if (*text == '\0')
        return false;
    for (const char *at = text; *at != '\0';) {
        int64_t number = 0;
        const char *digits = at;
        for (; g_ascii_isdigit(*at); at++)
            number = MIN(number * 10 + (*at - '0'), LONGEST + 1);
        const Unit *unit = at == digits ? NULL : take_unit(&at);
        if (unit == NULL || number > LONGEST / (unit->months > 0 ? MONTH : unit->seconds))
            return false;
        sum.seconds += number * unit->seconds;
        sum.months += (int32_t)number * unit->months;
        if (sum.months > 2400 || duration_approximate(sum) > LONGEST)
            return false;
    }
    *duration = sum;
    return true;
}

static char *put(char *at, char *end, int64_t number, const char *unit)
{
    int written = snprintf(at, (size_t)(end - at), "%lld%s", (long long)number, unit);
    return at + written;
}

const char *duration_format(Duration duration, char *buffer)
{
    char *at = buffer;
    char *end = buffer + DURATION_TEXT_SIZE;
    if (duration.months >= 12)
        at = put(at, end, duration.months / 12, "y");
    if (duration.months % 12 > 0)
        at = put(at, end, duration.months % 12, "mo");
    int64_t rest = duration.seconds;
    if (rest > 0 && rest % WEEK == 0 && rest >= 2 * WEEK) {
        put(at, end, rest / WEEK, "w");
        return buffer;
    }
    if (rest >= 2 * DAY || (rest >= DAY && rest % DAY == 0)) {
        at = put(at, end, rest / DAY, "d");
        rest %= DAY;
    }
    if (rest >= HOUR) {
        at = put(at, end, rest / HOUR, "h");
        rest %= HOUR;
    }
    if (rest >= MINUTE) {
        at = put(at, end, rest / MINUTE, "m");
        rest %= MINUTE;
    }
    if (rest > 0)
        at = put(at, end, rest, "s");
    if (at == buffer)
        put(at, end, 0, "");
    return buffer;
}

typedef struct Amount {
    int64_t number;
    const char *one, *many;
} Amount;

const char *duration_words(Duration duration, char *buffer)
{
    int64_t seconds = duration.seconds;
    bool in_days = seconds >= 2 * DAY || (seconds >= DAY && seconds % DAY == 0);
    int64_t days = in_days ? seconds / DAY : 0;
    seconds -= days * DAY;
    Amount amounts[] = {
        {duration.months / 12, "year", "years"},
        {duration.months % 12, "month", "months"},
        {days, "day", "days"},
        {seconds / HOUR, "h", "h"},
        {seconds % HOUR / MINUTE, "min", "min"},
        {seconds % MINUTE, "s", "s"},
    };
    size_t used = 0;
    size_t parts = 0;
    buffer[0] = '\0';
    for (size_t i = 0; i < G_N_ELEMENTS(amounts) && parts < 2; i++) {
        if (amounts[i].number == 0)
            continue;
        const char *unit = amounts[i].number == 1 ? amounts[i].one : amounts[i].many;
        used += (size_t)snprintf(buffer + used, DURATION_TEXT_SIZE - used, "%s%lld %s",
                                 parts == 0 ? "" : " ", (long long)amounts[i].number, unit);
        parts++;
    }
    if (parts == 0)
        snprintf(buffer, DURATION_TEXT_SIZE, "0");
    return buffer;
}

int64_t duration_approximate(Duration duration)
{
    return duration.seconds + (int64_t)duration.months * MONTH;
}

Duration duration_from_seconds(int64_t seconds)
{
    return (Duration){0, seconds};
}

Duration duration_add(Duration a, Duration b)
{
    return (Duration){a.months + b.months, a.seconds + b.seconds};
}

int duration_compare(Duration a, Duration b)
{
    int64_t x = duration_approximate(a);
    int64_t y = duration_approximate(b);
    return (x > y) - (x < y);
}

static GDate to_gdate(Date from)
{
    int year = 0;
    int month = 0;
    int day = 0;
    date_split(from, &year, &month, &day);
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    return date;
}

static Date from_gdate(const GDate *date)
{
    GDate epoch;
    g_date_clear(&epoch, 1);
    g_date_set_dmy(&epoch, 1, G_DATE_JANUARY, 1970);
    return (Date){g_date_days_between(&epoch, date)};
}

Date date_add(Date start, Duration duration)
{
    GDate date = to_gdate(start);
    g_date_add_months(&date, (guint)duration.months);
    g_date_add_days(&date, (guint)(duration.seconds / DAY));
    return from_gdate(&date);
}

Date date_subtract(Date end, Duration duration)
{
    enum { FIRST_DAY = -25567 }; /* 1900-01-01 */
    GDate date = to_gdate(end);
    g_date_subtract_months(&date, (guint)duration.months);
    g_date_subtract_days(&date, (guint)(duration.seconds / DAY));
    Date start = from_gdate(&date);
    return (Date){MAX(start.days, FIRST_DAY)};
}
