#include "base/shell_syntax.h"

#include <glib.h>
#include <string.h>

/* Where a list of commands stands. */
typedef enum State {
    STATE_START,   /* a command may begin */
    STATE_NEEDED,  /* a command must begin: behind | && || ! */
    STATE_COMMAND, /* within a command */
    STATE_CLOSED,  /* behind a compound command: no more words */
} State;

/* What may end a list. */
typedef enum Ending {
    END_TEXT,
    END_BRACKET,  /* ) of an expansion */
    END_SUBSHELL, /* ) */
    END_BRACE,    /* } */
    END_THEN,
    END_BRANCH, /* else, elif, fi */
    END_FI,
    END_DO,
    END_DONE,
} Ending;

/* What follows a word that begins a compound command. */
typedef enum Compound {
    NO_COMPOUND,
    COMPOUND_IF,
    COMPOUND_LOOP,
    COMPOUND_FOR,
    COMPOUND_BRACES
} Compound;

enum { MAX_DEPTH = 8 };

/* The text from AT on. Behind LINE_END, unless NULL, comes a here-document; commands go on at
 * RESUME. */
typedef struct Reader {
    const char *at;
    const char *line_end, *resume;
} Reader;

static bool list_is_plain(Reader *in, Ending ending, unsigned depth);

static bool is_among(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

/* ${NAME} and ${NAME:-plain}; AT is behind the first bracket. */
static bool braces_are_plain(Reader *in)
{
    const char *name = in->at;
    while (g_ascii_isalnum(*in->at) || *in->at == '_')
        in->at++;
    if (in->at == name || g_ascii_isdigit(*name))
        return false;
    if (is_among(*in->at, ":-+=?%#")) {
        in->at += *in->at == ':' && is_among(in->at[1], "-+=?") ? 2 : 1;
        while (g_ascii_isalnum(*in->at) || is_among(*in->at, "_./,@%+-*:"))
            in->at++;
    }
    if (*in->at != '}')
        return false;
    in->at++;
    return true;
}

/* IN is at the `$`. */
static bool dollar_is_plain(Reader *in, unsigned depth)
{
    in->at++;
    if (*in->at == '{') {
        in->at++;
        return braces_are_plain(in);
    }
    if (*in->at == '\'' || *in->at == '"')
        return false;
    if (*in->at != '(')
        return true;
    in->at++;
    return !is_among(*in->at, "(\\") && depth < MAX_DEPTH &&
           list_is_plain(in, END_BRACKET, depth + 1);
}

static bool double_quotes_are_plain(Reader *in, unsigned depth)
{
    for (in->at++; *in->at != '"';) {
        if (*in->at == '\0' || *in->at == '`')
            return false;
        if (*in->at == '$') {
            if (in->at[1] == '"')
                in->at++;
            else if (!dollar_is_plain(in, depth))
                return false;
        } else if (*in->at == '\\') {
            if (in->at[1] == '\0')
                return false;
            in->at += 2;
        } else {
            in->at++;
        }
    }
    in->at++;
    return true;
}

static bool word_is_plain(Reader *in, unsigned depth)
{
    while (*in->at != '\0' && !is_among(*in->at, " \t\n;&|<>()")) {
        if (*in->at == '\'') {
            const char *end = strchr(in->at + 1, '\'');
            if (end == NULL)
                return false;
            in->at = end + 1;
        } else if (*in->at == '"') {
            if (!double_quotes_are_plain(in, depth))
                return false;
        } else if (*in->at == '$') {
            if (!dollar_is_plain(in, depth))
                return false;
        } else if (*in->at == '`' || (*in->at == '\\' && is_among(in->at[1], "\n"))) {
            return false;
        } else if (*in->at == '\\') {
            if (in->at[1] == '\0')
                return false;
            in->at += 2;
        } else {
            in->at++;
        }
    }
    return true;
}

static bool is_word(const char *word, size_t length, const char *wanted)
{
    return strlen(wanted) == length && strncmp(word, wanted, length) == 0;
}

/* Words that a shell may not take for the name of a command. */
static bool is_reserved(const char *word, size_t length)
{
    static const char *const reserved[] = {
        "if",   "then",  "else",     "elif",   "fi",   "do",     "done",     "case",
        "esac", "while", "for",      "until",  "{",    "}",      "!",        "in",
        "[[",   "]]",    "function", "select", "time", "coproc", "namespace"};
    for (size_t i = 0; i < G_N_ELEMENTS(reserved); i++)
        if (is_word(word, length, reserved[i]))
            return true;
    return false;
}

/* Whether the line from AT to END closes what it opens, so that a here-document follows END. */
static bool rest_is_plain(const char *at, const char *end)
{
    size_t marks = 0;
    for (; at < end; at++) {
        marks += *at == '"';
        if (is_among(*at, "\\'`()#<") || strncmp(at, "for", 3) == 0)
            return false;
    }
    return marks % 2 == 0;
}

/* The line that holds nothing but the LENGTH bytes at WORD, from AT on; NULL when there is none.
 * With EXPANDED, expansions other than $NAME are doubtful, and NULL is returned too. */
static const char *find_delimiter(const char *at, const char *word, size_t length, bool expanded)
{
    for (;;) {
        size_t line = strcspn(at, "\n");
        if (line == length && strncmp(at, word, length) == 0)
            return at;
        for (size_t i = 0; expanded && i < line; i++)
            if (is_among(at[i], "\\`") ||
                (at[i] == '$' && !g_ascii_isalpha(at[i + 1]) && at[i + 1] != '_'))
                return NULL;
        if (at[line] == '\0')
            return NULL;
        at += line + 1;
    }
}

/* IN is at the second `<`. One document in a line. */
static bool here_document_is_plain(Reader *in)
{
    in->at++;
    while (is_among(*in->at, " \t"))
        in->at++;
    char mark = is_among(*in->at, "'\"") ? *in->at++ : '\0';
    const char *word = in->at;
    while (g_ascii_isalnum(*in->at) || *in->at == '_')
        in->at++;
    size_t length = (size_t)(in->at - word);
    if (mark != '\0' && *in->at++ != mark)
        return false;
    const char *end = strchr(in->at, '\n');
    if (length == 0 || in->line_end != NULL || end == NULL || !is_among(*in->at, " \t\n;&|>") ||
        !rest_is_plain(in->at, end))
        return false;
    const char *last = find_delimiter(end + 1, word, length, mark == '\0');
    if (last == NULL)
        return false;
    in->line_end = end;
    in->resume = last + length + (last[length] == '\n' ? 1 : 0);
    return true;
}

/* `>`, `>>`, `<`, `>&`, `<<`, with what they lead to. */
static bool redirection_is_plain(Reader *in, State *state, unsigned depth)
{
    if (*state != STATE_CLOSED)
        *state = STATE_COMMAND;
    char sign = *in->at++;
    if (*in->at == sign && sign == '<')
        return here_document_is_plain(in);
    if (*in->at == sign || *in->at == '&')
        in->at++;
    while (is_among(*in->at, " \t"))
        in->at++;
    const char *word = in->at;
    if (is_among(*in->at, "#") || !word_is_plain(in, depth) || in->at == word)
        return false;
    /* The number of a file may belong to the next sign. */
    return !g_ascii_isdigit(*word) || !is_among(*in->at, "<>");
}

/* ; & && | || and the end of a line. */
static bool operator_is_plain(Reader *in, State *state)
{
    char sign = *in->at++;
    if (sign == '\n') {
        if (in->line_end == in->at - 1) {
            in->at = in->resume;
            in->line_end = NULL;
        }
        *state = *state == STATE_NEEDED ? STATE_NEEDED : STATE_START;
        return true;
    }
    if (*state != STATE_COMMAND && *state != STATE_CLOSED)
        return false;
    bool is_double = *in->at == sign && sign != ';';
    in->at += is_double ? 1 : 0;
    *state = sign == '|' || is_double ? STATE_NEEDED : STATE_START;
    return !is_among(*in->at, ";&|");
}

/* ---- compound commands ---- */

/* Passes over blanks, and over line ends and comments too when LINES. */
static void skip_blanks(Reader *in, bool lines)
{
    while (is_among(*in->at, lines ? " \t\n" : " \t") || (lines && *in->at == '#'))
        in->at += *in->at == '#' ? strcspn(in->at, "\n") : 1;
}

/* Takes WANTED when it is the next word. */
static bool take_word(Reader *in, const char *wanted)
{
    size_t length = strcspn(in->at, " \t\n;&|<>()");
    if (!is_word(in->at, length, wanted))
        return false;
    in->at += length;
    return true;
}

/* Behind `if`. */
static bool branches_are_plain(Reader *in, unsigned depth)
{
    for (;;) {
        if (!list_is_plain(in, END_THEN, depth) || !take_word(in, "then") ||
            !list_is_plain(in, END_BRANCH, depth))
            return false;
        if (take_word(in, "elif"))
            continue;
        if (take_word(in, "else") && !list_is_plain(in, END_FI, depth))
            return false;
        return take_word(in, "fi");
    }
}

static bool body_is_plain(Reader *in, unsigned depth)
{
    return take_word(in, "do") && list_is_plain(in, END_DONE, depth) && take_word(in, "done");
}

/* Behind `for`: a name, `in` with its words on the same line, the body. */
static bool for_is_plain(Reader *in, unsigned depth)
{
    skip_blanks(in, false);
    if (!g_ascii_isalpha(*in->at) && *in->at != '_')
        return false;
    while (g_ascii_isalnum(*in->at) || *in->at == '_')
        in->at++;
    if (!is_among(*in->at, " \t"))
        return false;
    skip_blanks(in, false);
    if (!take_word(in, "in"))
        return false;
    for (skip_blanks(in, false); !is_among(*in->at, ";\n"); skip_blanks(in, false)) {
        const char *word = in->at;
        if (*in->at == '#' || !word_is_plain(in, depth) || in->at == word)
            return false;
    }
    in->at++;
    skip_blanks(in, true);
    return body_is_plain(in, depth);
}

static Compound compound_of(const char *word, size_t length)
{
    static const struct {
        const char *word;
        Compound compound;
    } words[] = {{"if", COMPOUND_IF},
                 {"while", COMPOUND_LOOP},
                 {"until", COMPOUND_LOOP},
                 {"for", COMPOUND_FOR},
                 {"{", COMPOUND_BRACES}};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (is_word(word, length, words[i].word))
            return words[i].compound;
    return NO_COMPOUND;
}

static bool compound_is_plain(Reader *in, Compound compound, unsigned depth)
{
    if (depth >= MAX_DEPTH)
        return false;
    if (compound == COMPOUND_IF)
        return branches_are_plain(in, depth + 1);
    if (compound == COMPOUND_LOOP)
        return list_is_plain(in, END_DO, depth + 1) && body_is_plain(in, depth + 1);
    if (compound == COMPOUND_FOR)
        return for_is_plain(in, depth + 1);
    return compound == COMPOUND_BRACES && list_is_plain(in, END_BRACE, depth + 1) &&
           take_word(in, "}");
}

/* Behind `!`: a command in the same line. */
static bool negation_is_plain(Reader *in, State *state)
{
    if (*state != STATE_START || !is_among(*in->at, " \t"))
        return false;
    *state = STATE_NEEDED;
    skip_blanks(in, false);
    return !is_among(*in->at, "!\n\\#");
}

/* To bash `a[` may begin the name of an element, in which other quotation counts. */
static bool begins_element(const char *word)
{
    const char *end = word;
    while (g_ascii_isalnum(*end) || *end == '_')
        end++;
    return *end == '[' && end > word;
}

static bool command_word_is_plain(Reader *in, State *state, unsigned depth)
{
    const char *word = in->at;
    if (*state == STATE_CLOSED || !word_is_plain(in, depth))
        return false;
    bool is_first = *state != STATE_COMMAND;
    size_t length = (size_t)(in->at - word);
    if (is_first && is_word(word, length, "!"))
        return negation_is_plain(in, state);
    Compound compound = is_first ? compound_of(word, length) : NO_COMPOUND;
    if (compound != NO_COMPOUND) {
        *state = STATE_CLOSED;
        return compound_is_plain(in, compound, depth);
    }
    *state = STATE_COMMAND;
    return !begins_element(word) && (!is_first || !is_reserved(word, length));
}

/* ( ... ) where a command may begin. */
static bool subshell_is_plain(Reader *in, State *state, unsigned depth)
{
    if (*state == STATE_COMMAND || *state == STATE_CLOSED || depth >= MAX_DEPTH)
        return false;
    *state = STATE_CLOSED;
    in->at++;
    /* `((` begins arithmetic in some shells. */
    return !is_among(*in->at, "(\\") && list_is_plain(in, END_SUBSHELL, depth + 1);
}

/* ---- lists ---- */

/* Whether the word that ENDING waits for begins at AT, where a command may begin. */
static bool is_end(const char *at, Ending ending)
{
    static const char *const words[][3] = {
        [END_BRACE] = {"}"}, [END_THEN] = {"then"}, [END_BRANCH] = {"else", "elif", "fi"},
        [END_FI] = {"fi"},   [END_DO] = {"do"},     [END_DONE] = {"done"},
    };
    if (ending <= END_SUBSHELL)
        return false;
    size_t length = strcspn(at, " \t\n;&|<>()");
    for (size_t i = 0; i < G_N_ELEMENTS(words[ending]); i++)
        if (words[ending][i] != NULL && is_word(at, length, words[ending][i]))
            return true;
    return false;
}

/* What comes next, which is not the end of the list. */
static bool part_is_plain(Reader *in, State *state, unsigned depth)
{
    if (is_among(*in->at, "\n;&|"))
        return operator_is_plain(in, state);
    if (*in->at == '<' || *in->at == '>')
        return redirection_is_plain(in, state, depth);
    if (*in->at == '(')
        return subshell_is_plain(in, state, depth);
    return command_word_is_plain(in, state, depth);
}

/* How much of what stands between words begins at AT: a blank, a joined line, a comment. */
static size_t filler_length(const char *at)
{
    if (is_among(*at, " \t"))
        return 1;
    if (*at == '\\' && at[1] == '\n')
        return 2; /* within a word it is doubtful */
    return *at == '#' ? strcspn(at, "\n") : 0;
}

/* Reads up to what ENDING says: a bracket is passed over, a word is not. */
static bool list_is_plain(Reader *in, Ending ending, unsigned depth)
{
    State state = STATE_START;
    bool is_empty = true;
    while (*in->at != '\0' && *in->at != ')') {
        size_t filler = filler_length(in->at);
        in->at += filler;
        if (filler > 0)
            continue;
        if (state == STATE_START && is_end(in->at, ending))
            return !is_empty;
        is_empty = is_empty && *in->at == '\n';
        if (!part_is_plain(in, &state, depth))
            return false;
    }
    if (state == STATE_NEEDED || (ending == END_TEXT) != (*in->at == '\0') || ending > END_SUBSHELL)
        return false;
    in->at += ending == END_TEXT ? 0 : 1;
    return !is_empty || ending != END_SUBSHELL;
}

bool shell_syntax_is_plain(const char *text)
{
    Reader in = {text, NULL, NULL};
    return list_is_plain(&in, END_TEXT, 0);
}
