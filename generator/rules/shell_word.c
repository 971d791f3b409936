#include "rules/shell_lexer.h"

#include <string.h>

/* {1..9} or {a,b}, which a shell of POSIX takes as it stands. */
static void look_for_braces(ShellLexer *lexer)
{
    enum { FAR_ENOUGH = 64 };
    const char *end = lexer->end - lexer->at > FAR_ENOUGH ? lexer->at + FAR_ENOUGH : lexer->end;
    bool has_comma = false, has_range = false;
    for (const char *at = lexer->at + 1; at < end && !shell_is_among(*at, " \t\n;&|<>()'\"{$");
         at++) {
        has_comma = has_comma || *at == ',';
        has_range = has_range || (*at == '.' && at[-1] == '.');
        if (*at != '}')
            continue;
        if (has_comma || has_range)
            shell_mark(lexer, SHELL_BRACES, lexer->at, (size_t)(at + 1 - lexer->at));
        return;
    }
}

static void read_plain(ShellLexer *lexer, ShellWord *word, GString *value)
{
    if (*lexer->at == '\\') {
        if (shell_peek(lexer, 1) != '\n' && shell_peek(lexer, 1) != '\0') {
            word->is_quoted = true;
            g_string_append_c(value, lexer->at[1]);
        }
        lexer->at += MIN(2, lexer->end - lexer->at);
        return;
    }
    if (*lexer->at == '{')
        look_for_braces(lexer);
    if (shell_is_among(*lexer->at, "*?[") || (*lexer->at == '~' && value->len == 0))
        word->is_fixed = false;
    g_string_append_c(value, *lexer->at++);
}

/* Whether WORD says NAME+=, NAME[ or is followed by the bracket of NAME=(. */
static void look_for_array(ShellLexer *lexer, const ShellWord *word)
{
    const char *start = lexer->text + word->offset;
    size_t name = shell_name_length(start, lexer->at);
    if (name > 0 && start + name < lexer->at && start[name] == '[')
        shell_mark(lexer, SHELL_ARRAY, start, name + 1);
    if (name > 0 && lexer->at - start >= (ptrdiff_t)name + 2 && start[name] == '+' &&
        start[name + 1] == '=')
        shell_mark(lexer, SHELL_APPENDED, start, name + 2);
    if (shell_peek(lexer, 0) != '(' || !g_str_has_suffix(word->value, "="))
        return;
    shell_mark(lexer, SHELL_ARRAY, start, word->length + 1);
    lexer->at++;
    while (lexer->at < lexer->end && *lexer->at != ')') {
        if (shell_is_among(*lexer->at, " \t\n") || shell_is_among(*lexer->at, ";&|<>("))
            lexer->at++;
        else
            shell_read_word(lexer, SHELL_LIST);
    }
    if (lexer->at == lexer->end)
        lexer->out->is_whole = false;
    else
        lexer->at++;
}

ShellWord *shell_read_word(ShellLexer *lexer, ShellRole role)
{
    ShellWord *word = arena_new_item(lexer->out->arena, ShellWord);
    g_ptr_array_add(lexer->out->words, word);
    *word =
        (ShellWord){.role = role, .offset = (size_t)(lexer->at - lexer->text), .is_fixed = true};
    lexer->role = role;
    guint expansions = lexer->out->expansions->len;
    g_autoptr(GString) value = g_string_new(NULL);
    while (lexer->at < lexer->end && !shell_is_among(*lexer->at, " \t\n;&|<>()")) {
        if (*lexer->at == '\'') {
            word->is_quoted = true;
            shell_read_single_quotes(lexer, value);
        } else if (*lexer->at == '"') {
            word->is_quoted = true;
            shell_read_double_quotes(lexer, value);
        } else if (*lexer->at == '$' || *lexer->at == '`') {
            shell_read_expansion(lexer, false, value);
        } else {
            read_plain(lexer, word, value);
        }
    }
    bool is_bracket = strcmp(value->str, "[") == 0 || strcmp(value->str, "[[") == 0;
    word->is_fixed = (word->is_fixed || is_bracket) && lexer->out->expansions->len == expansions;
    word->length = (size_t)(lexer->at - lexer->text) - word->offset;
    word->value = arena_text_n(lexer->out->arena, value->str, value->len);
    if (role == SHELL_ASSIGNMENT || role == SHELL_ARGUMENT)
        look_for_array(lexer, word);
    return word;
}
