#include "rules/shell_lexer.h"

#include <string.h>

/* A here-document whose text begins behind the next end of line. */
typedef struct Here {
    char *delimiter;
    bool is_quoted, is_stripped;
    ShellCommand *command;
} Here;

void shell_here_free(gpointer data)
{
    Here *here = data;
    g_free(here->delimiter);
    g_free(here);
}

/* ---- here-documents ---- */

/* The word behind `<<`, which is not expanded. */
static Here *read_delimiter(ShellLexer *lexer)
{
    Here *here = g_new0(Here, 1);
    here->is_stripped = shell_takes(lexer, "-");
    here->command = shell_open_command(lexer);
    shell_skip_blanks(lexer);
    g_autoptr(GString) text = g_string_new(NULL);
    char quote = '\0';
    for (; lexer->at < lexer->end; lexer->at++) {
        char c = *lexer->at;
        if (c == '\n' || (quote == '\0' && strchr(" \t;&|<>()", c) != NULL))
            break;
        if (quote != '\0' ? c == quote : c == '\'' || c == '"') {
            quote = quote == '\0' ? c : '\0';
            here->is_quoted = true;
        } else if (c == '\\') {
            here->is_quoted = true;
        } else {
            g_string_append_c(text, c);
        }
    }
    here->delimiter = g_strndup(text->str, text->len);
    return here;
}

/* Where the text of HERE ends; AT is left behind its delimiter. The end of the text ends it too. */
static const char *find_here_end(ShellLexer *lexer, const Here *here)
{
    size_t length = strlen(here->delimiter);
    while (lexer->at < lexer->end) {
        const char *line = lexer->at;
        const char *line_end = memchr(line, '\n', (size_t)(lexer->end - line));
        lexer->at = line_end == NULL ? lexer->end : line_end + 1;
        const char *start = line;
        while (here->is_stripped && start < lexer->end && *start == '\t')
            start++;
        size_t found = (size_t)((line_end == NULL ? lexer->end : line_end) - start);
        if (found == length && strncmp(start, here->delimiter, length) == 0)
            return line;
    }
    return lexer->end;
}

static void read_here_text(ShellLexer *lexer, const Here *here)
{
    const char *start = lexer->at;
    const char *end = find_here_end(lexer, here);
    const char *after = lexer->at;
    ShellWord *word = arena_new_item(lexer->out->arena, ShellWord);
    *word = (ShellWord){
        .role = SHELL_HERE,
        .offset = (size_t)(start - lexer->text),
        .length = (size_t)(end - start),
        .value = arena_text_n(lexer->out->arena, start, (size_t)(end - start)),
        .is_quoted = true,
        .is_fixed = here->is_quoted,
    };
    g_ptr_array_add(lexer->out->words, word);
    g_ptr_array_add(here->command->others, word);
    if (here->is_quoted)
        return;
    const char *whole = lexer->end;
    lexer->at = start;
    lexer->end = end;
    lexer->role = SHELL_HERE;
    lexer->command = here->command;
    shell_read_here(lexer);
    lexer->command = NULL;
    lexer->end = whole;
    lexer->at = after;
}

/* The texts of all here-documents that the line has begun. Their commands may begin others, which
 * end within them. */
void shell_read_here_texts(ShellLexer *lexer)
{
    if (lexer->here->len == 0)
        return;
    GPtrArray *pending = lexer->here;
    lexer->here = g_ptr_array_new_with_free_func(shell_here_free);
    for (guint i = 0; i < pending->len; i++)
        read_here_text(lexer, g_ptr_array_index(pending, i));
    g_ptr_array_unref(lexer->here);
    g_ptr_array_set_size(pending, 0);
    lexer->here = pending;
}

/* ---- redirections ---- */

bool shell_at_redirection(const ShellLexer *lexer)
{
    size_t digits = 0;
    while (g_ascii_isdigit(shell_peek(lexer, digits)) && digits < 4)
        digits++;
    char sign = shell_peek(lexer, digits);
    return sign == '<' || sign == '>';
}

void shell_read_target(ShellLexer *lexer, bool is_written)
{
    ShellCommand *command = shell_open_command(lexer);
    shell_skip_blanks(lexer);
    ShellWord *word = shell_read_word(lexer, SHELL_TARGET);
    word->is_written = is_written;
    lexer->command = command;
    if (word->length == 0)
        lexer->out->is_whole = false;
    g_ptr_array_add(command->others, word);
}

/* <( ) and >( ): the commands in it are read, as an argument they say nothing. */
static void read_process(ShellLexer *lexer)
{
    ShellCommand *command = lexer->command;
    shell_mark(lexer, SHELL_PROCESS, lexer->at, 2);
    lexer->at += 2;
    lexer->command = NULL;
    if (++lexer->depth > SHELL_MAX_DEPTH)
        shell_break(lexer);
    else
        shell_read_list(lexer, ')');
    lexer->depth--;
    lexer->command = command;
}

static void read_duplicate(ShellLexer *lexer, const char *start, bool is_written)
{
    if (g_ascii_isdigit(shell_peek(lexer, 0)) || shell_peek(lexer, 0) == '-' ||
        shell_peek(lexer, 0) == '$') {
        shell_read_target(lexer, false);
        return;
    }
    if (is_written)
        shell_mark(lexer, SHELL_BOTH_REDIRECTED, start, (size_t)(lexer->at - start));
    shell_read_target(lexer, is_written);
}

void shell_read_redirection(ShellLexer *lexer)
{
    const char *start = lexer->at;
    while (g_ascii_isdigit(*lexer->at))
        lexer->at++;
    if (shell_peek(lexer, 1) == '(' && lexer->at == start) {
        read_process(lexer);
    } else if (shell_takes(lexer, "<<<")) {
        shell_mark(lexer, SHELL_HERE_STRING, start, (size_t)(lexer->at - start));
        shell_read_target(lexer, false);
    } else if (shell_takes(lexer, "<<")) {
        g_ptr_array_add(lexer->here, read_delimiter(lexer));
    } else if (shell_takes(lexer, ">&")) {
        read_duplicate(lexer, start, true);
    } else if (shell_takes(lexer, "<&")) {
        read_duplicate(lexer, start, false);
    } else {
        bool is_written = *lexer->at == '>' || shell_peek(lexer, 1) == '>';
        if (!shell_takes(lexer, ">>") && !shell_takes(lexer, ">|") && !shell_takes(lexer, "<>"))
            lexer->at++;
        shell_read_target(lexer, is_written);
    }
}
