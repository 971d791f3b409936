#include "rules/shell_lexer.h"

#include <string.h>

/* What the next word of a list is. */
typedef enum Expected {
    EXPECT_COMMAND,
    EXPECT_ARGUMENT,
    EXPECT_FOR_NAME,
    EXPECT_FOR_IN,
    EXPECT_FOR_LIST,
    EXPECT_CASE_SUBJECT,
    EXPECT_CASE_IN,
    EXPECT_PATTERN,
    EXPECT_FUNCTION_NAME,
    EXPECT_TEST,
} Expected;

typedef struct List {
    Expected expected;
    size_t brackets; /* ( not yet closed */
    size_t cases;    /* `case` not yet ended */
    long blocks;     /* `if`, `do` and { not yet ended */
    char close;
    bool is_closed;
} List;

/* ---- words in their places ---- */

static bool is_bare(const ShellWord *word, const char *text)
{
    return !word->is_quoted && strcmp(word->value, text) == 0;
}

static bool is_any(const ShellWord *word, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (is_bare(word, texts[i]))
            return true;
    return false;
}

/* Words that begin or end something. True when WORD is one, and no command. */
static bool take_reserved(ShellLexer *lexer, List *list, const ShellWord *word)
{
    static const char *const plain[] = {"then", "elif", "else", "while", "until", "!"};
    static const char *const openers[] = {"if", "do", "{"};
    static const char *const closers[] = {"fi", "done", "}"};
    const char *start = lexer->text + word->offset;
    if (is_any(word, plain, G_N_ELEMENTS(plain)))
        return true;
    if (is_any(word, openers, G_N_ELEMENTS(openers))) {
        list->blocks++;
    } else if (is_any(word, closers, G_N_ELEMENTS(closers))) {
        list->blocks--;
    } else if (is_bare(word, "esac") && list->cases > 0) {
        list->cases--;
    } else if (is_bare(word, "for")) {
        list->expected = EXPECT_FOR_NAME;
    } else if (is_bare(word, "select")) {
        shell_mark(lexer, SHELL_SELECT, start, word->length);
        list->expected = EXPECT_FOR_NAME;
    } else if (is_bare(word, "case")) {
        list->expected = EXPECT_CASE_SUBJECT;
    } else if (is_bare(word, "function")) {
        shell_mark(lexer, SHELL_FUNCTION_WORD, start, word->length);
        list->expected = EXPECT_FUNCTION_NAME;
    } else if (is_bare(word, "[[")) {
        shell_mark(lexer, SHELL_DOUBLE_BRACKET, start, word->length);
        list->expected = EXPECT_TEST;
    } else {
        return false;
    }
    return true;
}

/* `name ( )`, whose name was just read. */
static bool take_function(ShellLexer *lexer, const ShellWord *word)
{
    const char *before = lexer->at;
    shell_skip_blanks(lexer);
    if (word->is_fixed && !word->is_quoted && shell_takes(lexer, "(")) {
        shell_skip_blanks(lexer);
        if (shell_takes(lexer, ")")) {
            shell_define(lexer, word->value, strlen(word->value), NULL, true);
            return true;
        }
    }
    lexer->at = before;
    return false;
}

/* Does NAME=, NAME+= or NAME[ begin here? *LENGTH is that of the name. */
static bool at_assignment(const ShellLexer *lexer, size_t *length)
{
    *length = shell_name_length(lexer->at, lexer->end);
    char next = shell_peek(lexer, *length);
    return *length > 0 &&
           (next == '=' || (next == '+' && shell_peek(lexer, *length + 1) == '=') || next == '[');
}

static void read_first_word(ShellLexer *lexer, List *list)
{
    const char *start = lexer->at;
    size_t length = 0;
    if (at_assignment(lexer, &length)) {
        ShellCommand *command = shell_open_command(lexer);
        ShellWord *word = shell_read_word(lexer, SHELL_ASSIGNMENT);
        g_ptr_array_add(command->others, word);
        shell_define(lexer, start, length, word, false);
        return;
    }
    ShellWord *word = shell_read_word(lexer, SHELL_COMMAND);
    if (lexer->command == NULL && take_reserved(lexer, list, word))
        return;
    if (lexer->command == NULL && take_function(lexer, word))
        return;
    ShellCommand *command = shell_open_command(lexer);
    g_ptr_array_add(command->words, word);
    list->expected = EXPECT_ARGUMENT;
}

static void read_for_in(ShellLexer *lexer, List *list)
{
    ShellWord *word = shell_read_word(lexer, SHELL_PATTERN);
    list->expected = is_bare(word, "in") ? EXPECT_FOR_LIST : EXPECT_COMMAND;
}

static void read_pattern(ShellLexer *lexer, List *list)
{
    ShellWord *word = shell_read_word(lexer, SHELL_PATTERN);
    if (is_bare(word, "esac")) {
        list->cases--;
        list->expected = EXPECT_COMMAND;
    }
}

static void read_loop_name(ShellLexer *lexer, List *list)
{
    ShellWord *word = shell_read_word(lexer, SHELL_PATTERN);
    shell_define(lexer, word->value, strlen(word->value), NULL, false);
    GPtrArray *definitions = lexer->out->definitions;
    ShellDefinition *loop = g_ptr_array_index(definitions, definitions->len - 1);
    loop->is_loop = true;
    list->expected = EXPECT_FOR_IN;
}

static void read_function_name(ShellLexer *lexer, List *list)
{
    ShellWord *word = shell_read_word(lexer, SHELL_PATTERN);
    if (!take_function(lexer, word))
        shell_define(lexer, word->value, strlen(word->value), NULL, true);
    list->expected = EXPECT_COMMAND;
}

static void read_any_word(ShellLexer *lexer, List *list)
{
    const char *before = lexer->at;
    switch (list->expected) {
    case EXPECT_COMMAND:
        read_first_word(lexer, list);
        break;
    case EXPECT_ARGUMENT:
        g_ptr_array_add(shell_open_command(lexer)->words, shell_read_word(lexer, SHELL_ARGUMENT));
        break;
    case EXPECT_FOR_NAME:
        read_loop_name(lexer, list);
        break;
    case EXPECT_FOR_IN:
        read_for_in(lexer, list);
        break;
    case EXPECT_FOR_LIST:
        shell_read_word(lexer, SHELL_LIST);
        break;
    case EXPECT_CASE_SUBJECT:
        shell_read_word(lexer, SHELL_SUBJECT);
        list->expected = EXPECT_CASE_IN;
        break;
    case EXPECT_CASE_IN:
        shell_read_word(lexer, SHELL_PATTERN);
        list->cases++;
        list->expected = EXPECT_PATTERN;
        break;
    case EXPECT_PATTERN:
        read_pattern(lexer, list);
        break;
    case EXPECT_FUNCTION_NAME:
        read_function_name(lexer, list);
        break;
    case EXPECT_TEST:
        if (is_bare(shell_read_word(lexer, SHELL_TEST), "]]"))
            list->expected = EXPECT_COMMAND;
        break;
    }
    if (lexer->at == before)
        lexer->at++;
}

/* ---- operators ---- */

static void end_command(ShellLexer *lexer, List *list)
{
    shell_close_command(lexer);
    if (list->expected == EXPECT_ARGUMENT || list->expected == EXPECT_FOR_LIST)
        list->expected = EXPECT_COMMAND;
}

static void read_semicolon(ShellLexer *lexer, List *list)
{
    const char *start = lexer->at;
    bool falls = shell_takes(lexer, ";;&") || shell_takes(lexer, ";&");
    bool ends_branch = falls || shell_takes(lexer, ";;");
    if (falls)
        shell_mark(lexer, SHELL_FALL_THROUGH, start, (size_t)(lexer->at - start));
    if (!ends_branch)
        lexer->at++;
    end_command(lexer, list);
    if (ends_branch && list->cases > 0)
        list->expected = EXPECT_PATTERN;
    else if (list->expected == EXPECT_FOR_IN)
        list->expected = EXPECT_COMMAND;
}

static void read_ampersand(ShellLexer *lexer, List *list)
{
    const char *start = lexer->at;
    if (shell_takes(lexer, "&>>") || shell_takes(lexer, "&>")) {
        shell_mark(lexer, SHELL_BOTH_REDIRECTED, start, (size_t)(lexer->at - start));
        shell_read_target(lexer, true);
        return;
    }
    if (!shell_takes(lexer, "&&"))
        lexer->at++;
    end_command(lexer, list);
}

static void read_bar(ShellLexer *lexer, List *list)
{
    const char *start = lexer->at;
    if (shell_takes(lexer, "|&"))
        shell_mark(lexer, SHELL_BOTH_REDIRECTED, start, 2);
    else if (!shell_takes(lexer, "||"))
        lexer->at++;
    end_command(lexer, list);
}

/* (( )), whose contents are no commands; dash takes it for two subshells. */
static void read_open_bracket(ShellLexer *lexer, List *list)
{
    const char *start = lexer->at;
    if (list->expected == EXPECT_COMMAND && shell_peek(lexer, 1) == '(') {
        size_t open = 0;
        do {
            open += *lexer->at == '(';
            open -= *lexer->at == ')';
            lexer->at++;
        } while (open > 0 && lexer->at < lexer->end);
        if (open == 0 && lexer->at[-2] == ')')
            shell_mark(lexer, SHELL_ARITHMETIC, start, 2);
        lexer->out->is_whole = lexer->out->is_whole && open == 0;
        return;
    }
    lexer->at++;
    if (list->expected == EXPECT_PATTERN)
        return;
    if (list->expected != EXPECT_COMMAND || lexer->command != NULL)
        lexer->out->is_whole = false;
    list->brackets++;
    list->expected = EXPECT_COMMAND;
}

static void read_close_bracket(ShellLexer *lexer, List *list)
{
    lexer->at++;
    if (list->expected == EXPECT_PATTERN) {
        list->expected = EXPECT_COMMAND;
        return;
    }
    end_command(lexer, list);
    list->expected = EXPECT_COMMAND;
    if (list->brackets > 0)
        list->brackets--;
    else if (list->close == ')')
        list->is_closed = true;
    else
        lexer->out->is_whole = false;
}

static void skip_comment(ShellLexer *lexer)
{
    while (lexer->at < lexer->end && *lexer->at != '\n')
        lexer->at++;
}

static void read_sign(ShellLexer *lexer, List *list)
{
    switch (*lexer->at) {
    case '\n':
        lexer->at++;
        end_command(lexer, list);
        shell_read_here_texts(lexer);
        break;
    case ';':
        read_semicolon(lexer, list);
        break;
    case '&':
        read_ampersand(lexer, list);
        break;
    case '|':
        if (list->expected == EXPECT_PATTERN)
            lexer->at++;
        else
            read_bar(lexer, list);
        break;
    case '(':
        read_open_bracket(lexer, list);
        break;
    case ')':
        read_close_bracket(lexer, list);
        break;
    default:
        break;
    }
}

void shell_read_list(ShellLexer *lexer, char close)
{
    List list = {.expected = EXPECT_COMMAND, .close = close};
    while (lexer->at < lexer->end && !list.is_closed) {
        shell_skip_blanks(lexer);
        char c = shell_peek(lexer, 0);
        if (c == '\0')
            break;
        if (c == '#')
            skip_comment(lexer);
        else if (list.expected == EXPECT_TEST && strchr("&|<>();", c) != NULL)
            lexer->at++; /* an operator of the test */
        else if (strchr("\n;&|()", c) != NULL)
            read_sign(lexer, &list);
        else if (shell_at_redirection(lexer))
            shell_read_redirection(lexer);
        else
            read_any_word(lexer, &list);
    }
    shell_close_command(lexer);
    if (list.cases > 0 || list.blocks != 0 || list.brackets > 0 || list.expected == EXPECT_TEST ||
        (close != '\0' && !list.is_closed))
        lexer->out->is_whole = false;
}
