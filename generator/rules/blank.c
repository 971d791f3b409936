#include "rules/blank.h"

#include <glib.h>
#include <string.h>

static const char *const blank_words[] = {"tbd",   "tba",      "todo",       "fixme",
                                          "lorem", "changeme", "placeholder"};

/* Domains that are reserved for examples, or stand for one in every template. */
static const char *const blank_domains[] = {
    "example.com",     "example.org",    "example.net",      "company.com",     "domain.com",
    "yourcompany.com", "yourdomain.com", "your-company.com", "your-domain.com",
};

static bool is_word_byte(char c)
{
    return g_ascii_isalnum(c) || ((unsigned char)c & 0x80) != 0;
}

static bool is_only_x(const char *word, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (g_ascii_tolower(word[i]) != 'x')
            return false;
    return length >= 3;
}

static bool is_blank_word(const char *word, size_t length)
{
    for (size_t i = 0; i < G_N_ELEMENTS(blank_words); i++)
        if (strlen(blank_words[i]) == length &&
            g_ascii_strncasecmp(word, blank_words[i], length) == 0)
            return true;
    return is_only_x(word, length);
}

static bool has_blank_word(const char *text)
{
    for (const char *at = text; *at != '\0';) {
        size_t length = 0;
        while (is_word_byte(at[length]))
            length++;
        if (length > 0 && is_blank_word(at, length))
            return true;
        at += length > 0 ? length : 1;
    }
    return false;
}

static bool is_domain_at(const char *text, const char *at, const char *domain)
{
    size_t length = strlen(domain);
    if (g_ascii_strncasecmp(at, domain, length) != 0)
        return false;
    if (at > text && (is_word_byte(at[-1]) || at[-1] == '-'))
        return false;
    char after = at[length];
    return !is_word_byte(after) && after != '-' && !(after == '.' && is_word_byte(at[length + 1]));
}

static bool has_blank_domain(const char *text)
{
    for (size_t i = 0; i < G_N_ELEMENTS(blank_domains); i++)
        for (const char *at = text; *at != '\0'; at++)
            if (is_domain_at(text, at, blank_domains[i]))
                return true;
    return false;
}

static size_t count_letters(const char *text, const char *end)
{
    size_t count = 0;
    for (const char *at = text; at < end; at++)
        if (g_ascii_isalpha(*at) || ((unsigned char)*at & 0x80) != 0)
            count++;
    return count;
}

/* "[Name]", but neither a Markdown link nor a task box. */
static bool has_square_blank(const char *text)
{
    for (const char *open = text; (open = strchr(open, '[')) != NULL;) {
        open++;
        const char *close = strpbrk(open, "[]");
        if (close == NULL || *close == '[')
            continue;
        bool is_link = close[1] == '(' || close[1] == '[' || close[1] == ':';
        if (!is_link && count_letters(open, close) >= 2)
            return true;
    }
    return false;
}

/* "<phone>", but neither a mail address nor a link in angle brackets. */
static bool has_angle_blank(const char *text)
{
    for (const char *open = text; (open = strchr(open, '<')) != NULL;) {
        open++;
        const char *close = strpbrk(open, "<>");
        if (close == NULL || *close == '<' || !g_ascii_isalpha(*open))
            continue;
        size_t length = (size_t)(close - open);
        if (memchr(open, '@', length) == NULL && memchr(open, ':', length) == NULL)
            return true;
    }
    return false;
}

const char *blank_reason(const char *text)
{
    if (has_square_blank(text) || has_angle_blank(text))
        return "the brackets are still to be filled in";
    if (has_blank_word(text))
        return "it is still to be filled in";
    if (has_blank_domain(text))
        return "the domain stands in for a real one";
    return NULL;
}

bool blank_is_fictional_number(const char *text)
{
    char digits[16];
    size_t count = 0;
    for (const char *at = text; *at != '\0'; at++) {
        if (!g_ascii_isdigit(*at))
            continue;
        if (count == sizeof digits - 1)
            return false;
        digits[count++] = *at;
    }
    digits[count] = '\0';
    bool is_international = strchr(text, '+') != NULL;
    const char *national = digits;
    if ((count == 11 || count == 8) && digits[0] == '1')
        national++;
    else if (is_international || (count != 10 && count != 7))
        return false;
    size_t length = strlen(national);
    return strncmp(national, "555", 3) == 0 ||
           (length == 10 && strncmp(national + 3, "555", 3) == 0);
}
