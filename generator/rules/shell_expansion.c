#include "rules/shell_lexer.h"

#include <string.h>

static void read_dollar(ShellLexer *lexer, bool is_quoted);
static void read_backticks(ShellLexer *lexer, bool is_quoted);

static ShellExpansion *add_expansion(ShellLexer *lexer, ShellExpansionKind kind, bool is_quoted)
{
    ShellExpansion *expansion = arena_new_item(lexer->out->arena, ShellExpansion);
    *expansion = (ShellExpansion){
        .kind = kind,
        .name = "",
        .offset = (size_t)(lexer->at - lexer->text),
        .role = lexer->role,
        .command = lexer->command,
        .is_quoted = is_quoted,
    };
    g_ptr_array_add(lexer->out->expansions, expansion);
    return expansion;
}

static void end_expansion(const ShellLexer *lexer, ShellExpansion *expansion)
{
    expansion->length = (size_t)(lexer->at - lexer->text) - expansion->offset;
}

/* Reads commands within an expansion; the word around them goes on behind it. */
static void read_nested(ShellLexer *lexer, char close)
{
    ShellRole role = lexer->role;
    ShellCommand *command = lexer->command;
    lexer->command = NULL;
    if (++lexer->depth > SHELL_MAX_DEPTH)
        shell_break(lexer);
    else
        shell_read_list(lexer, close);
    lexer->depth--;
    lexer->role = role;
    lexer->command = command;
}

/* What stands between `((` and the brackets that close it; a single one closes half of it, so that
 * `((a) | b)` is read to its end too. True when both were closed at once. */
static bool read_arithmetic(ShellLexer *lexer)
{
    size_t open = 2;
    while (lexer->at < lexer->end) {
        char c = *lexer->at;
        if (c == '$') {
            read_dollar(lexer, true);
            continue;
        }
        if (c == '`') {
            read_backticks(lexer, true);
            continue;
        }
        lexer->at++;
        if (c == '(')
            open++;
        else if (c == ')' && --open == 0)
            return lexer->at - lexer->text >= 2 && lexer->at[-2] == ')';
    }
    lexer->out->is_whole = false;
    return false;
}

void shell_read_single_quotes(ShellLexer *lexer, GString *value)
{
    const char *start = lexer->at++;
    const char *close = memchr(lexer->at, '\'', (size_t)(lexer->end - lexer->at));
    if (close == NULL) {
        shell_leave_open(lexer, start);
        return;
    }
    if (value != NULL)
        g_string_append_len(value, lexer->at, close - lexer->at);
    lexer->at = close + 1;
}

/* An expansion as a part of a word, whose value it enters as written. */
void shell_read_expansion(ShellLexer *lexer, bool is_quoted, GString *value)
{
    const char *start = lexer->at;
    if (*lexer->at == '`')
        read_backticks(lexer, is_quoted);
    else
        read_dollar(lexer, is_quoted);
    if (value != NULL)
        g_string_append_len(value, start, lexer->at - start);
}

void shell_read_double_quotes(ShellLexer *lexer, GString *value)
{
    const char *start = lexer->at++;
    while (lexer->at < lexer->end && *lexer->at != '"') {
        char next = shell_peek(lexer, 1);
        if (*lexer->at == '$' || *lexer->at == '`') {
            shell_read_expansion(lexer, true, value);
        } else if (*lexer->at == '\\' && next != '\0' && shell_is_among(next, "$`\"\\\n")) {
            if (value != NULL && next != '\n')
                g_string_append_c(value, next);
            lexer->at += 2;
        } else {
            if (value != NULL)
                g_string_append_c(value, *lexer->at);
            lexer->at++;
        }
    }
    if (lexer->at == lexer->end)
        shell_leave_open(lexer, start);
    else
        lexer->at++;
}

/* The word behind the operator of ${X:-word}, with the bracket that closes it. */
static void read_alternative(ShellLexer *lexer, bool is_quoted)
{
    if (++lexer->depth > SHELL_MAX_DEPTH)
        shell_break(lexer);
    while (lexer->at < lexer->end && *lexer->at != '}') {
        if (*lexer->at == '\\')
            lexer->at += MIN(2, lexer->end - lexer->at);
        else if (*lexer->at == '\'' && !is_quoted)
            shell_read_single_quotes(lexer, NULL);
        else if (*lexer->at == '"')
            shell_read_double_quotes(lexer, NULL);
        else if (*lexer->at == '$' || *lexer->at == '`')
            shell_read_expansion(lexer, is_quoted, NULL);
        else
            lexer->at++;
    }
    lexer->depth--;
    if (lexer->at == lexer->end)
        lexer->out->is_whole = false;
    else
        lexer->at++;
}

/* How long the parameter at AT is: a name, a number, or a special one. */
static size_t parameter_length(const ShellLexer *lexer, bool in_braces)
{
    size_t length = shell_name_length(lexer->at, lexer->end);
    if (length > 0)
        return length;
    while (g_ascii_isdigit(shell_peek(lexer, length))) {
        length++;
        if (!in_braces)
            return length;
    }
    return length > 0 ? length : (size_t)(shell_is_among(shell_peek(lexer, 0), "@*#?-$!") ? 1 : 0);
}

/* What follows the name within ${ }. Records what is not of POSIX. */
static void read_operator(ShellLexer *lexer, ShellExpansion *expansion, const char *start)
{
    char first = shell_peek(lexer, 0);
    char second = shell_peek(lexer, 1);
    bool has_colon = first == ':';
    char sign = has_colon ? second : first;
    if (shell_is_among(sign, "-=?+")) {
        expansion->is_guarded = true;
        if (sign == '=')
            shell_define(lexer, expansion->name, strlen(expansion->name), NULL, false);
        lexer->at += has_colon ? 2 : 1;
    } else if (first == '[') {
        shell_mark(lexer, SHELL_ARRAY, start, (size_t)(lexer->at - start));
    } else if (first != '}' && first != '%' && first != '#') {
        shell_mark(lexer, SHELL_EDITED_EXPANSION, start, (size_t)(lexer->at - start));
    }
}

static void read_braces(ShellLexer *lexer, bool is_quoted)
{
    const char *start = lexer->at;
    ShellExpansion *expansion = add_expansion(lexer, SHELL_PARAMETER, is_quoted);
    lexer->at += 2;
    bool has_length = shell_peek(lexer, 0) == '#' && shell_peek(lexer, 1) != '}';
    bool is_indirect = shell_peek(lexer, 0) == '!' && shell_peek(lexer, 1) != '}';
    if (has_length || is_indirect)
        lexer->at++;
    size_t length = parameter_length(lexer, true);
    if (length == 0) {
        shell_break(lexer);
        return;
    }
    expansion->name = arena_text_n(lexer->out->arena, lexer->at, length);
    lexer->at += length;
    if (is_indirect)
        shell_mark(lexer, SHELL_EDITED_EXPANSION, start, (size_t)(lexer->at - start));
    else
        read_operator(lexer, expansion, start);
    read_alternative(lexer, is_quoted);
    end_expansion(lexer, expansion);
}

static void read_output(ShellLexer *lexer, bool is_quoted)
{
    bool is_number = shell_peek(lexer, 2) == '(';
    ShellExpansion *expansion =
        add_expansion(lexer, is_number ? SHELL_NUMBER : SHELL_OUTPUT, is_quoted);
    lexer->at += is_number ? 3 : 2;
    if (!is_number)
        read_nested(lexer, ')');
    else if (++lexer->depth > SHELL_MAX_DEPTH)
        shell_break(lexer);
    else
        read_arithmetic(lexer);
    lexer->depth -= is_number ? 1 : 0;
    end_expansion(lexer, expansion);
}

/* $'...': like single quotes, but \' does not end it. */
static void read_ansi_quotes(ShellLexer *lexer)
{
    const char *start = lexer->at;
    lexer->at += 2;
    while (lexer->at < lexer->end && *lexer->at != '\'')
        lexer->at += *lexer->at == '\\' ? MIN(2, lexer->end - lexer->at) : 1;
    if (lexer->at == lexer->end)
        lexer->out->is_whole = false;
    else
        lexer->at++;
    shell_mark(lexer, SHELL_ANSI_QUOTE, start, 2);
}

static void read_dollar(ShellLexer *lexer, bool is_quoted)
{
    char next = shell_peek(lexer, 1);
    if (next == '{') {
        read_braces(lexer, is_quoted);
    } else if (next == '(') {
        read_output(lexer, is_quoted);
    } else if (next == '\'' && !is_quoted) {
        read_ansi_quotes(lexer);
    } else if (next == '"' && !is_quoted) {
        shell_mark(lexer, SHELL_ANSI_QUOTE, lexer->at, 2);
        lexer->at++;
    } else {
        const char *start = lexer->at++;
        size_t length = parameter_length(lexer, false);
        if (length == 0)
            return;
        lexer->at = start;
        ShellExpansion *expansion = add_expansion(lexer, SHELL_PARAMETER, is_quoted);
        lexer->at += 1 + length;
        expansion->name = arena_text_n(lexer->out->arena, start + 1, length);
        end_expansion(lexer, expansion);
    }
}

/* The commands in backticks end with the next one that has no backslash before it. */
static void read_backticks(ShellLexer *lexer, bool is_quoted)
{
    ShellExpansion *expansion = add_expansion(lexer, SHELL_OUTPUT, is_quoted);
    const char *end = lexer->end;
    const char *close = ++lexer->at;
    while (close < end && *close != '`')
        close += *close == '\\' ? MIN(2, end - close) : 1;
    if (close == end) {
        shell_leave_open(lexer, lexer->at - 1);
        return;
    }
    lexer->end = close;
    read_nested(lexer, '\0');
    lexer->end = end;
    lexer->at = close + 1;
    end_expansion(lexer, expansion);
}

void shell_read_here(ShellLexer *lexer)
{
    while (lexer->at < lexer->end) {
        if (*lexer->at == '\\')
            lexer->at += MIN(2, lexer->end - lexer->at);
        else if (*lexer->at == '$' || *lexer->at == '`')
            shell_read_expansion(lexer, true, NULL);
        else
            lexer->at++;
    }
}
