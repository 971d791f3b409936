#include "rules/shell_text.h"

#include "rules/shell_lexer.h"

#include <string.h>

static void command_free(gpointer data)
{
    ShellCommand *command = data;
    g_ptr_array_unref(command->words);
    g_ptr_array_unref(command->others);
    g_free(command);
}

bool shell_is_among(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

char shell_peek(const ShellLexer *lexer, size_t ahead)
{
    return (size_t)(lexer->end - lexer->at) > ahead ? lexer->at[ahead] : '\0';
}

bool shell_takes(ShellLexer *lexer, const char *text)
{
    size_t length = strlen(text);
    if ((size_t)(lexer->end - lexer->at) < length || strncmp(lexer->at, text, length) != 0)
        return false;
    lexer->at += length;
    return true;
}

void shell_skip_blanks(ShellLexer *lexer)
{
    for (;;) {
        if (shell_peek(lexer, 0) == '\\' && shell_peek(lexer, 1) == '\n')
            lexer->at += 2;
        else if (shell_peek(lexer, 0) == ' ' || shell_peek(lexer, 0) == '\t')
            lexer->at++;
        else
            return;
    }
}

size_t shell_name_length(const char *text, const char *end)
{
    const char *at = text;
    if (at < end && g_ascii_isdigit(*at))
        return 0;
    while (at < end && (g_ascii_isalnum(*at) || *at == '_'))
        at++;
    return (size_t)(at - text);
}

void shell_leave_open(ShellLexer *lexer, const char *start)
{
    shell_break(lexer);
    if (lexer->out->unclosed == SIZE_MAX)
        lexer->out->unclosed = (size_t)(start - lexer->text);
}

void shell_break(ShellLexer *lexer)
{
    lexer->out->is_whole = false;
    lexer->at = lexer->end;
}

void shell_mark(ShellLexer *lexer, ShellExtra extra, const char *start, size_t length)
{
    ShellMark mark = {extra, (size_t)(start - lexer->text), length};
    g_array_append_val(lexer->out->marks, mark);
}

void shell_define(ShellLexer *lexer, const char *name, size_t length, const ShellWord *value,
                  bool is_function)
{
    ShellDefinition *definition = arena_new_item(lexer->out->arena, ShellDefinition);
    definition->name = arena_text_n(lexer->out->arena, name, length);
    definition->value = value;
    definition->is_function = is_function;
    g_ptr_array_add(lexer->out->definitions, definition);
    GHashTable *index = is_function ? lexer->out->functions : lexer->out->variables;
    if (!g_hash_table_contains(index, definition->name))
        g_hash_table_insert(index, (gpointer)definition->name, definition);
    lexer->out->has_arguments = lexer->out->has_arguments || is_function;
}

ShellCommand *shell_open_command(ShellLexer *lexer)
{
    if (lexer->command == NULL) {
        lexer->command = g_new0(ShellCommand, 1);
        lexer->command->words = g_ptr_array_new();
        lexer->command->others = g_ptr_array_new();
        g_ptr_array_add(lexer->out->commands, lexer->command);
    }
    return lexer->command;
}

const char *shell_command_name(const ShellCommand *command)
{
    if (command->words->len == 0)
        return "";
    const ShellWord *name = g_ptr_array_index(command->words, 0);
    return name->is_fixed ? name->value : "";
}

/* The arguments from FIRST up to LAST that are names: `read -r a b`, `export X=1`. */
static void define_arguments(ShellLexer *lexer, const ShellCommand *command, guint first,
                             guint last, bool with_value)
{
    for (guint i = first; i < MIN(last, command->words->len); i++) {
        const ShellWord *word = g_ptr_array_index(command->words, i);
        const char *end = word->value + strlen(word->value);
        size_t length = shell_name_length(word->value, end);
        if (length > 0 && (word->value[length] == '=' || (!with_value && word->value[length] == 0)))
            shell_define(lexer, word->value, length, NULL, false);
    }
}

/* What COMMAND gives a value to, now that it is whole. */
void shell_close_command(ShellLexer *lexer)
{
    static const char *const namers[] = {"read",    "local",     "declare", "typeset",
                                         "mapfile", "readarray", "let"};
    const ShellCommand *command = lexer->command;
    lexer->command = NULL;
    if (command == NULL)
        return;
    const char *name = shell_command_name(command);
    for (size_t i = 0; i < G_N_ELEMENTS(namers); i++)
        if (strcmp(name, namers[i]) == 0)
            define_arguments(lexer, command, 1, G_MAXUINT, false);
    if (strcmp(name, "export") == 0 || strcmp(name, "readonly") == 0)
        define_arguments(lexer, command, 1, G_MAXUINT, true);
    if (strcmp(name, "getopts") == 0)
        define_arguments(lexer, command, 2, 3, false);
    if (strcmp(name, "printf") == 0 && command->words->len > 2 &&
        strcmp(((const ShellWord *)g_ptr_array_index(command->words, 1))->value, "-v") == 0)
        define_arguments(lexer, command, 2, 3, false);
    if (strcmp(name, "eval") == 0 || strcmp(name, ".") == 0 || strcmp(name, "source") == 0)
        lexer->out->is_open = true;
    if (strcmp(name, "set") == 0 && command->words->len > 1)
        lexer->out->has_arguments = true;
}

ShellText *shell_text_read(const char *text)
{
    ShellText *out = g_new0(ShellText, 1);
    out->arena = arena_new();
    out->commands = g_ptr_array_new_with_free_func(command_free);
    out->words = g_ptr_array_new();
    out->expansions = g_ptr_array_new();
    out->definitions = g_ptr_array_new();
    out->variables = g_hash_table_new(g_str_hash, g_str_equal);
    out->functions = g_hash_table_new(g_str_hash, g_str_equal);
    out->marks = g_array_new(FALSE, FALSE, sizeof(ShellMark));
    out->is_whole = true;
    out->unclosed = SIZE_MAX;
    ShellLexer lexer = {
        .text = text,
        .at = text,
        .end = text + strlen(text),
        .out = out,
        .here = g_ptr_array_new_with_free_func(shell_here_free),
    };
    shell_read_list(&lexer, '\0');
    g_ptr_array_unref(lexer.here);
    return out;
}

void shell_text_free(ShellText *text)
{
    if (text == NULL)
        return;
    g_ptr_array_unref(text->commands);
    g_ptr_array_unref(text->words);
    g_ptr_array_unref(text->expansions);
    g_ptr_array_unref(text->definitions);
    g_hash_table_unref(text->variables);
    g_hash_table_unref(text->functions);
    g_array_unref(text->marks);
    arena_free(text->arena);
    g_free(text);
}

const ShellDefinition *shell_text_find(const ShellText *text, const char *name, bool is_function)
{
    return g_hash_table_lookup(is_function ? text->functions : text->variables, name);
}
