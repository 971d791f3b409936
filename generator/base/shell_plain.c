#include "base/shell_syntax.h"

#include <glib.h>
#include <string.h>

/* Where a list of commands stands. */
typedef enum State {
    STATE_START,   /* a command may begin */
    STATE_NEEDED,  /* a command must begin: behind | && || */
    STATE_COMMAND, /* within a command */
} State;

enum { MAX_DEPTH = 8 };

static bool list_is_plain(const char **at, char close, unsigned depth);

static bool is_among(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

/* ${NAME} and ${NAME:-plain}; AT is behind the first bracket. */
static bool braces_are_plain(const char **at)
{
    const char *name = *at;
    while (g_ascii_isalnum(**at) || **at == '_')
        (*at)++;
    if (*at == name || g_ascii_isdigit(*name))
        return false;
    if (is_among(**at, ":-+=?%#")) {
        *at += **at == ':' && is_among((*at)[1], "-+=?") ? 2 : 1;
        while (g_ascii_isalnum(**at) || is_among(**at, "_./,@%+-*:"))
            (*at)++;
    }
    if (**at != '}')
        return false;
    (*at)++;
    return true;
}

/* AT is at the `$`. */
static bool dollar_is_plain(const char **at, unsigned depth)
{
    (*at)++;
    if (**at == '{') {
        (*at)++;
        return braces_are_plain(at);
    }
    if (**at == '\'' || **at == '"')
        return false;
    if (**at != '(')
        return true;
    (*at)++;
    return **at != '(' && depth < MAX_DEPTH && list_is_plain(at, ')', depth + 1);
}

static bool double_quotes_are_plain(const char **at, unsigned depth)
{
    for ((*at)++; **at != '"';) {
        if (**at == '\0' || **at == '`')
            return false;
        if (**at == '$') {
            if ((*at)[1] == '"')
                (*at)++;
            else if (!dollar_is_plain(at, depth))
                return false;
        } else if (**at == '\\') {
            if ((*at)[1] == '\0')
                return false;
            *at += 2;
        } else {
            (*at)++;
        }
    }
    (*at)++;
    return true;
}

static bool word_is_plain(const char **at, unsigned depth)
{
    while (**at != '\0' && !is_among(**at, " \t\n;&|<>()")) {
        if (**at == '\'') {
            const char *end = strchr(*at + 1, '\'');
            if (end == NULL)
                return false;
            *at = end + 1;
        } else if (**at == '"') {
            if (!double_quotes_are_plain(at, depth))
                return false;
        } else if (**at == '$') {
            if (!dollar_is_plain(at, depth))
                return false;
        } else if (**at == '`' || (**at == '\\' && is_among((*at)[1], "\n"))) {
            return false;
        } else if (**at == '\\') {
            if ((*at)[1] == '\0')
                return false;
            *at += 2;
        } else {
            (*at)++;
        }
    }
    return true;
}

/* Words that a shell may not take for the name of a command. */
static bool is_reserved(const char *word, size_t length)
{
    static const char *const reserved[] = {
        "if",   "then",  "else",     "elif",   "fi",   "do",     "done",     "case",
        "esac", "while", "for",      "until",  "{",    "}",      "!",        "in",
        "[[",   "]]",    "function", "select", "time", "coproc", "namespace"};
    for (size_t i = 0; i < G_N_ELEMENTS(reserved); i++)
        if (strlen(reserved[i]) == length && strncmp(word, reserved[i], length) == 0)
            return true;
    return false;
}

/* `>`, `>>`, `<`, `>&`, with what they lead to. */
static bool redirection_is_plain(const char **at, State *state, unsigned depth)
{
    *state = STATE_COMMAND;
    char sign = *(*at)++;
    if (**at == sign && sign == '<')
        return false;
    if (**at == sign || **at == '&')
        (*at)++;
    while (is_among(**at, " \t"))
        (*at)++;
    const char *word = *at;
    return !is_among(**at, "#") && word_is_plain(at, depth) && *at > word;
}

/* ; & && | || and the end of a line. */
static bool operator_is_plain(const char **at, State *state)
{
    char sign = *(*at)++;
    if (sign == '\n') {
        *state = *state == STATE_NEEDED ? STATE_NEEDED : STATE_START;
        return true;
    }
    if (*state != STATE_COMMAND)
        return false;
    bool is_double = **at == sign && sign != ';';
    *at += is_double ? 1 : 0;
    *state = sign == '|' || is_double ? STATE_NEEDED : STATE_START;
    return !is_among(**at, ";&|");
}

static bool command_word_is_plain(const char **at, State *state, unsigned depth)
{
    const char *word = *at;
    if (!word_is_plain(at, depth))
        return false;
    bool is_first = *state != STATE_COMMAND;
    *state = STATE_COMMAND;
    return !is_first || !is_reserved(word, (size_t)(*at - word));
}

/* Reads up to CLOSE, which is NUL for the whole text. */
static bool list_is_plain(const char **at, char close, unsigned depth)
{
    State state = STATE_START;
    for (;;) {
        bool is_fine = true;
        if (is_among(**at, " \t"))
            (*at)++;
        else if (**at == '\0' || **at == ')')
            break;
        else if (**at == '#')
            *at += strcspn(*at, "\n");
        else if (is_among(**at, "\n;&|"))
            is_fine = operator_is_plain(at, &state);
        else if (**at == '<' || **at == '>')
            is_fine = redirection_is_plain(at, &state, depth);
        else if (**at == '(')
            is_fine = false;
        else
            is_fine = command_word_is_plain(at, &state, depth);
        if (!is_fine)
            return false;
    }
    if (state == STATE_NEEDED || **at != close)
        return false;
    *at += close == '\0' ? 0 : 1;
    return true;
}

bool shell_syntax_is_plain(const char *text)
{
    const char *at = text;
    return list_is_plain(&at, '\0', 0);
}
