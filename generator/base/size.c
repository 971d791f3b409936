#include "base/size.h"

#include <glib.h>
#include <string.h>

static const struct {
    const char *name;
    double bytes;
} units[] = {
    {"PB", 1e15},    {"TB", 1e12},    {"GB", 1e9},     {"MB", 1e6},     {"kB", 1e3},   {"B", 1},
    {"PiB", 0x1p50}, {"TiB", 0x1p40}, {"GiB", 0x1p30}, {"MiB", 0x1p20}, {"KiB", 1024},
};

enum { DECIMAL_UNITS = 6 }; /* the first of them, largest first */

/* Reads digits, a fraction and a unit; returns where they end, or NULL. */
static const char *parse_amount(const char *text, double *bytes)
{
    static const char digits[] = "0123456789";
    size_t length = strspn(text, digits);
    if (length > 0 && text[length] == '.') {
        size_t fraction = strspn(text + length + 1, digits);
        length = fraction == 0 ? 0 : length + 1 + fraction;
    }
    if (length == 0 || length > 15)
        return NULL;
    const char *unit = text + length;
    unit += strspn(unit, " ");
    size_t letters = 0;
    while (g_ascii_isalpha(unit[letters]))
        letters++;
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        if (strlen(units[i].name) != letters || strncmp(units[i].name, unit, letters) != 0)
            continue;
        *bytes = g_ascii_strtod(text, NULL) * units[i].bytes;
        return unit + letters;
    }
    return NULL;
}

bool size_parse(const char *text, double *bytes)
{
    double amount = 0;
    const char *end = parse_amount(text, &amount);
    if (end == NULL || *end != '\0')
        return false;
    *bytes = amount;
    return true;
}

bool rate_parse(const char *text, double *bytes_per_second)
{
    double bytes = 0;
    const char *end = parse_amount(text, &bytes);
    if (end == NULL || bytes <= 0)
        return false;
    double seconds = 0;
    if (strcmp(end, "/s") == 0)
        seconds = 1;
    else if (strcmp(end, "/min") == 0)
        seconds = 60;
    else if (strcmp(end, "/h") == 0)
        seconds = 3600;
    if (seconds <= 0)
        return false;
    *bytes_per_second = bytes / seconds;
    return true;
}

const char *size_words(double bytes, char *buffer)
{
    size_t unit = DECIMAL_UNITS - 1;
    /* What would be rounded to 1000 of a unit is 1 of the next. */
    while (unit > 0 && bytes >= 999.5 * units[unit].bytes)
        unit--;
    double count = bytes / units[unit].bytes;
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(number, sizeof number, count < 999.5 ? "%.3g" : "%.0f", count);
    g_snprintf(buffer, SIZE_TEXT_SIZE, "%s %s", number, units[unit].name);
    return buffer;
}
