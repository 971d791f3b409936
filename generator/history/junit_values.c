#include "history/junit_values.h"

#include <math.h>
#include <string.h>

enum { LONGEST_SECONDS = 366 * 86400, MOST_CHARACTERS = 40 };

/* Which character of TEXT stands before the fraction; 0 when none does. */
static char decimal_mark(const char *text)
{
    const char *comma = strrchr(text, ',');
    const char *point = strrchr(text, '.');
    if (comma == NULL || (point != NULL && point > comma))
        return '.';
    if (point != NULL)
        return ',';
    bool grouped = strspn(comma + 1, "0123456789") == 3 && comma[4] == '\0';
    bool single = strchr(text, ',') == comma;
    bool after_zero = comma == text + 1 && *text == '0';
    return single && (!grouped || after_zero) ? ',' : '.';
}

/* TEXT without groups of thousands, with a point for its mark, in DIGITS; false when it holds
 * what no number has. */
static bool plain_number(const char *text, char digits[MOST_CHARACTERS + 1])
{
    char mark = decimal_mark(text);
    size_t n = 0;
    for (; *text != '\0'; text++) {
        if (*text == (mark == '.' ? ',' : '.'))
            continue;
        if (!g_ascii_isdigit(*text) && strchr(".,eE+-", *text) == NULL)
            return false;
        digits[n++] = *text == mark ? '.' : *text;
    }
    digits[n] = '\0';
    return true;
}

static JunitSeconds read_number(const char *text, double *value)
{
    char digits[MOST_CHARACTERS + 1];
    char *end = NULL;
    if (!plain_number(text, digits))
        return JUNIT_SECONDS_WRONG;
    *value = g_ascii_strtod(digits, &end);
    return end == digits || *end != '\0' ? JUNIT_SECONDS_WRONG : JUNIT_SECONDS_KNOWN;
}

/* "00:01:30.5": what .NET writes. */
static JunitSeconds read_clock(const char *text, double *value)
{
    double parts[3];
    g_auto(GStrv) pieces = g_strsplit(text, ":", 4);
    if (g_strv_length(pieces) != 3)
        return JUNIT_SECONDS_WRONG;
    for (int i = 0; i < 3; i++)
        if (read_number(pieces[i], &parts[i]) != JUNIT_SECONDS_KNOWN)
            return JUNIT_SECONDS_WRONG;
    *value = parts[0] * 3600 + parts[1] * 60 + parts[2];
    return JUNIT_SECONDS_KNOWN;
}

JunitSeconds junit_seconds(const char *text, double *seconds)
{
    *seconds = -1;
    g_autofree char *trimmed = text == NULL ? NULL : g_strstrip(g_strdup(text));
    if (trimmed == NULL || *trimmed == '\0')
        return JUNIT_SECONDS_ABSENT;
    size_t length = strlen(trimmed);
    if (length > MOST_CHARACTERS)
        return JUNIT_SECONDS_WRONG;
    if (g_ascii_strcasecmp(trimmed, "nan") == 0)
        return JUNIT_SECONDS_ODD;
    if (length > 1 && trimmed[length - 1] == 's')
        trimmed[length - 1] = '\0';
    double value = 0;
    JunitSeconds state =
        strchr(trimmed, ':') != NULL ? read_clock(trimmed, &value) : read_number(trimmed, &value);
    if (state != JUNIT_SECONDS_KNOWN || isnan(value) || value > LONGEST_SECONDS)
        return JUNIT_SECONDS_WRONG;
    if (value < 0)
        return JUNIT_SECONDS_ODD;
    *seconds = value;
    return JUNIT_SECONDS_KNOWN;
}

bool junit_moment(const char *text, Moment *moment)
{
    size_t length = strlen(text);
    if (length < 16 || length > MOST_CHARACTERS)
        return false;
    g_autoptr(GString) full = g_string_new(text);
    if (full->str[10] == ' ')
        full->str[10] = 'T';
    char *space = strchr(full->str, ' '); /* "10:00:00 +0200" */
    if (space != NULL)
        g_string_erase(full, space - full->str, 1);
    char sign = full->len > 5 ? full->str[full->len - 5] : '\0';
    if ((sign == '+' || sign == '-') && full->len > 19)
        g_string_insert_c(full, (gssize)full->len - 2, ':');
    return moment_parse(full->str, moment);
}

StepOutcome junit_status(const char *text, StepOutcome fallback)
{
    static const struct {
        const char *word;
        StepOutcome outcome;
    } words[] = {
        {"notrun", STEP_SKIPPED},  {"disabled", STEP_SKIPPED}, {"skipped", STEP_SKIPPED},
        {"ignored", STEP_SKIPPED}, {"pending", STEP_SKIPPED},  {"suppressed", STEP_SKIPPED},
        {"todo", STEP_SKIPPED},    {"failed", STEP_FAILED},    {"failure", STEP_FAILED},
        {"error", STEP_FAILED},    {"fail", STEP_FAILED},
    };
    for (size_t i = 0; text != NULL && i < G_N_ELEMENTS(words); i++)
        if (g_ascii_strcasecmp(text, words[i].word) == 0)
            return words[i].outcome;
    return fallback;
}
