#include "redact/reach.h"

#include <stdbool.h>
#include <string.h>

enum {
    TELLING = 7,      /* so many last digits tell a number from others */
    MOST_DIGITS = 24, /* of a number with all that may stand before it */
    LEAST_DIGITS = 8, /* of a number that is known by its country code */
};

struct Reach {
    GHashTable *tails; /* last digits as a number + 1 */
};

Reach *reach_new(void)
{
    Reach *reach = g_new0(Reach, 1);
    reach->tails = g_hash_table_new(NULL, NULL);
    return reach;
}

void reach_free(Reach *reach)
{
    g_hash_table_unref(reach->tails);
    g_free(reach);
}

/* Digits as they come: how many, and the last seven as a number. */
typedef struct Digits {
    size_t count;
    gsize tail;
} Digits;

static void take_digit(Digits *digits, char c)
{
    digits->count++;
    digits->tail = (digits->tail * 10 + (gsize)(c - '0')) % 10000000;
}

static gpointer tail_key(const Digits *digits)
{
    return GSIZE_TO_POINTER(digits->tail + 1);
}

void reach_add(Reach *reach, const char *number)
{
    Digits digits = {0, 0};
    for (; *number != '\0'; number++)
        if (g_ascii_isdigit(*number))
            take_digit(&digits, *number);
    if (digits.count >= TELLING)
        g_hash_table_add(reach->tails, tail_key(&digits));
}

/* The length of the number at START: what is known by its last digits, else all digits behind a
 * '+' when they are as many as a number has. */
static size_t number_at(const Reach *reach, const char *start)
{
    Digits digits = {0, 0};
    size_t length = 0;
    for (const char *at = start; *at != '\0' && digits.count < MOST_DIGITS; at++) {
        bool plus = *at == '+' && at == start;
        if (!g_ascii_isdigit(*at) && !plus && strchr(" -./()\n\t", *at) == NULL)
            break;
        if (!g_ascii_isdigit(*at))
            continue;
        take_digit(&digits, *at);
        bool known =
            digits.count >= TELLING && g_hash_table_contains(reach->tails, tail_key(&digits));
        bool dialled = *start == '+' && digits.count >= LEAST_DIGITS;
        if (known || dialled)
            length = (size_t)(at + 1 - start);
    }
    return length;
}

static bool is_local(char c)
{
    return g_ascii_isalnum(c) || (c != '\0' && strchr("._%+-", c) != NULL) || (c & 0x80) != 0;
}

static bool is_domain(char c)
{
    return g_ascii_isalnum(c) || c == '.' || c == '-' || (c & 0x80) != 0;
}

/* The length of the mail address at START: something, an '@', and a domain with a dot in it. */
static size_t address_at(const char *start)
{
    const char *at = start;
    while (is_local(*at))
        at++;
    if (at == start || *at != '@')
        return 0;
    const char *domain = at + 1;
    for (at = domain; is_domain(*at); at++) {
    }
    while (at > domain && !g_ascii_isalnum(at[-1]) && (at[-1] & 0x80) == 0)
        at--;
    return memchr(domain, '.', (size_t)(at - domain)) == NULL ? 0 : (size_t)(at - start);
}

size_t reach_at(const Reach *reach, gunichar before, const char *start)
{
    bool within = g_unichar_isalnum(before);
    const char *first = *start == '(' ? start + 1 : start;
    if (!within && (g_ascii_isdigit(*first) || *start == '+')) {
        size_t length = number_at(reach, start);
        if (length > 0)
            return length;
    }
    /* An address is looked for where it may begin, so that no part of it is looked at twice. */
    return within || (before < 0x80 && is_local((char)before)) ? 0 : address_at(start);
}
