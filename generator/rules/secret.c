#include "rules/secret.h"

#include <glib.h>
#include <string.h>

bool secret_is_name(const char *name, size_t length)
{
    static const char *const ends[] = {
        "PASSWORD",   "PASSWD",     "PASSPHRASE",  "SECRET",    "TOKEN", "API_KEY",   "APIKEY",
        "ACCESS_KEY", "SECRET_KEY", "PRIVATE_KEY", "MYSQL_PWD", "_PASS", "CREDENTIAL"};
    g_autofree char *upper = g_ascii_strup(name, (gssize)length);
    g_strdelimit(upper, "-", '_');
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
        if (g_str_has_suffix(upper, ends[i]))
            return true;
    return false;
}

bool secret_is_value(const char *value)
{
    static const char *const words[] = {"true",   "false", "yes", "no",   "none",    "null",
                                        "prompt", "stdin", "env", "file", "changeme"};
    enum { SHORTEST = 3 };
    if (strlen(value) < SHORTEST || strpbrk(value, "$`<>{}*") != NULL)
        return false;
    if (strchr("/.~-@", value[0]) != NULL || strstr(value, "://") != NULL)
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_ascii_strcasecmp(words[i], value) == 0)
            return false;
    return strspn(value, "xX") != strlen(value);
}

typedef struct Shape {
    const char *prefix;
    const char *letters; /* beyond letters and digits */
    size_t length;       /* of what follows, at least */
    const char *what;
} Shape;

static const Shape shapes[] = {
    {"AKIA", "", 16, "an access key of AWS"},  {"ASIA", "", 16, "an access key of AWS"},
    {"ghp_", "", 30, "a token of GitHub"},     {"gho_", "", 30, "a token of GitHub"},
    {"ghs_", "", 30, "a token of GitHub"},     {"github_pat_", "_", 30, "a token of GitHub"},
    {"glpat-", "_-", 20, "a token of GitLab"}, {"xoxb-", "-", 20, "a token of Slack"},
    {"xoxp-", "-", 20, "a token of Slack"},    {"sk_live_", "", 20, "a key of Stripe"},
    {"AIza", "_-", 35, "a key of Google"},     {"hvs.", "_-", 20, "a token of Vault"},
};

static bool fits(const char *at, const Shape *shape, size_t *length)
{
    size_t prefix = strlen(shape->prefix);
    if (strncmp(at, shape->prefix, prefix) != 0)
        return false;
    size_t end = prefix;
    while (g_ascii_isalnum(at[end]) || (at[end] != '\0' && strchr(shape->letters, at[end]) != NULL))
        end++;
    *length = end;
    return end - prefix >= shape->length && g_strstr_len(at, (gssize)end, "EXAMPLE") == NULL;
}

static bool find_shape(const char *text, const Shape *shape, SecretHit *hit)
{
    for (const char *at = text; (at = strstr(at, shape->prefix)) != NULL; at++) {
        size_t length = 0;
        if ((at > text && g_ascii_isalnum(at[-1])) || !fits(at, shape, &length))
            continue;
        *hit = (SecretHit){(size_t)(at - text), length, shape->what};
        return true;
    }
    return false;
}

bool secret_find_key(const char *text, SecretHit *hit)
{
    const char *begin = strstr(text, "-----BEGIN ");
    if (begin != NULL && strstr(begin, "PRIVATE KEY-----") != NULL) {
        *hit = (SecretHit){(size_t)(begin - text), strlen("-----BEGIN"), "a private key"};
        return true;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(shapes); i++)
        if (find_shape(text, &shapes[i], hit))
            return true;
    return false;
}

bool secret_find_in_address(const char *text, SecretHit *hit)
{
    for (const char *at = text; (at = strstr(at, "://")) != NULL; at += strlen("://")) {
        const char *user = at + strlen("://");
        size_t name = strcspn(user, ":@/ \t\n\"'$<");
        if (user[name] != ':')
            continue;
        const char *password = user + name + 1;
        size_t length = strcspn(password, "@/ \t\n\"'$<{");
        if (length == 0 || password[length] != '@')
            continue;
        *hit = (SecretHit){(size_t)(user - text), name + 1, "a password in an address"};
        return true;
    }
    return false;
}
