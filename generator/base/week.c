#include "base/week.h"

#include <glib.h>
#include <string.h>

enum { DAYS = 7, DAY_SLOTS = 24 * 4 };

static const char *const day_names[DAYS] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

static bool is_covered(const Week *week, size_t slot)
{
    slot %= WEEK_SLOTS;
    return (week->bits[slot / 8] >> (slot % 8) & 1) != 0;
}

static void cover(Week *week, size_t from, size_t to)
{
    for (size_t slot = from; slot < to; slot++) {
        size_t at = slot % WEEK_SLOTS;
        week->bits[at / 8] = (uint8_t)(week->bits[at / 8] | 1u << (at % 8));
    }
}

/* Reads "mon" at *TEXT and moves it on. */
static bool take_day(const char **text, size_t *day)
{
    for (*day = 0; *day < DAYS; (*day)++)
        if (g_ascii_strncasecmp(*text, day_names[*day], 3) == 0) {
            *text += 3;
            return true;
        }
    return false;
}

/* Reads "mon-fri,sun" into DAYS_SET and moves *TEXT on. */
static bool take_days(const char **text, bool *days_set)
{
    for (;;) {
        size_t first = 0;
        if (!take_day(text, &first))
            return false;
        size_t last = first;
        if (**text == '-') {
            (*text)++;
            if (!take_day(text, &last))
                return false;
        }
        for (size_t day = first;; day = (day + 1) % DAYS) {
            days_set[day] = true;
            if (day == last)
                break;
        }
        if (**text != ',')
            return true;
        (*text)++;
        *text += strspn(*text, " ");
    }
}

/* Reads "08:15" as slots from midnight and moves *TEXT on. */
static bool take_time(const char **text, size_t *slots)
{
    const char *at = *text;
    for (size_t i = 0; i < 5; i++)
        if (i == 2 ? at[i] != ':' : !g_ascii_isdigit(at[i]))
            return false;
    int hour = (at[0] - '0') * 10 + (at[1] - '0');
    int minute = (at[3] - '0') * 10 + (at[4] - '0');
    if (hour > 24 || minute > 59 || minute % 15 != 0 || (hour == 24 && minute > 0))
        return false;
    *slots = (size_t)(hour * 4 + minute / 15);
    *text += 5;
    return true;
}

bool week_parse(const char *text, Week *week)
{
    memset(week, 0, sizeof *week);
    if (strcmp(text, "always") == 0) {
        cover(week, 0, WEEK_SLOTS);
        return true;
    }
    bool days_set[DAYS] = {false};
    size_t from = 0;
    size_t to = 0;
    if (!take_days(&text, days_set) || *text != ' ')
        return false;
    text += strspn(text, " ");
    if (!take_time(&text, &from) || *text++ != '-' || !take_time(&text, &to) || *text != '\0')
        return false;
    /* A day ends at 24:00; no shift begins there. */
    if (from == to || from == DAY_SLOTS)
        return false;
    if (to < from)
        to += DAY_SLOTS;
    for (size_t day = 0; day < DAYS; day++)
        if (days_set[day])
            cover(week, day * DAY_SLOTS + from, day * DAY_SLOTS + to);
    return true;
}

void week_add(Week *week, const Week *other)
{
    for (size_t i = 0; i < WEEK_BYTES; i++)
        week->bits[i] = (uint8_t)(week->bits[i] | other->bits[i]);
}

bool week_gap(const Week *week, size_t *from, size_t *to)
{
    size_t start = 0;
    /* A gap over the end of the week is found as one. */
    while (start < WEEK_SLOTS && !is_covered(week, start))
        start++;
    if (start == WEEK_SLOTS) {
        *from = 0;
        *to = WEEK_SLOTS;
        return true;
    }
    for (size_t i = 0; i < WEEK_SLOTS; i++) {
        if (is_covered(week, start + i))
            continue;
        *from = (start + i) % WEEK_SLOTS;
        for (*to = *from; !is_covered(week, *to); (*to)++)
            continue;
        return true;
    }
    return false;
}

size_t week_uncovered(const Week *week)
{
    size_t count = 0;
    for (size_t slot = 0; slot < WEEK_SLOTS; slot++)
        if (!is_covered(week, slot))
            count++;
    return count;
}

const char *week_slot_words(size_t slot, char *buffer)
{
    slot %= WEEK_SLOTS;
    g_snprintf(buffer, WEEK_TEXT_SIZE, "%s %02zu:%02zu", day_names[slot / DAY_SLOTS],
               slot % DAY_SLOTS / 4, slot % 4 * 15);
    return buffer;
}
