#include "base/phone.h"

#include <glib.h>
#include <string.h>

enum { FEWEST_DIGITS = 7, MOST_DIGITS = 15 };

const char *phone_fault(const char *text)
{
    size_t digits = 0;
    char first = '\0';
    for (const char *at = text; *at != '\0'; at++) {
        if (g_ascii_isdigit(*at)) {
            if (digits++ == 0)
                first = *at;
        } else if (g_ascii_isalpha(*at) || ((unsigned char)*at & 0x80) != 0)
            return "has letters";
        else if (strchr(" -.()+", *at) == NULL)
            return "has characters that are on no keypad";
    }
    const char *start = text + strspn(text, " (");
    if (*start != '+')
        return "has no country code";
    if (strchr(start + 1, '+') != NULL)
        return "has a '+' inside";
    if (first == '0')
        return "has a country code that begins with 0";
    if (strstr(text, "(0)") != NULL)
        return "has a trunk prefix, (0), that is not dialled with a country code";
    if (digits < FEWEST_DIGITS)
        return "has too few digits";
    return digits > MOST_DIGITS ? "has more than 15 digits" : NULL;
}
