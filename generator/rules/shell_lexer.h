#ifndef REDBINDER_RULES_SHELL_LEXER_H
#define REDBINDER_RULES_SHELL_LEXER_H

#include "base/arena.h"
#include "rules/shell_text.h"

/*
 * How shell text is read: shell_list.c knows lists and commands, shell_redirection.c what goes in
 * and out, shell_word.c and shell_expansion.c what a word is made of. Only these and shell_text.c
 * include this. A lexer goes forward only; what it cannot read it gives up as a whole.
 */
typedef struct ShellLexer {
    const char *text;
    const char *at, *end;
    ShellText *out;
    ShellRole role;        /* of the word that is being read */
    ShellCommand *command; /* that it belongs to; NULL before its first word */
    GPtrArray *here;       /* here-documents whose text follows the line */
    unsigned depth;
} ShellLexer;

/* Deeper nesting is left unread. */
enum { SHELL_MAX_DEPTH = 48 };

/* shell_list.c: reads commands up to CLOSE, or to the end when CLOSE is NUL. */
void shell_read_list(ShellLexer *lexer, char close);

/* shell_redirection.c */
bool shell_at_redirection(const ShellLexer *lexer);
void shell_read_redirection(ShellLexer *lexer);
void shell_read_target(ShellLexer *lexer, bool is_written);

/* The texts of the here-documents that the line just ended has begun. */
void shell_read_here_texts(ShellLexer *lexer);
void shell_here_free(void *here);

/* shell_word.c: the word that begins here. */
ShellWord *shell_read_word(ShellLexer *lexer, ShellRole role);

/* shell_expansion.c: each adds what it reads to VALUE, unless that is NULL. */
void shell_read_expansion(ShellLexer *lexer, bool is_quoted, GString *value);
void shell_read_single_quotes(ShellLexer *lexer, GString *value);
void shell_read_double_quotes(ShellLexer *lexer, GString *value);

/* Records the expansions in the rest of the text, which is a here-document. */
void shell_read_here(ShellLexer *lexer);

/* shell_text.c: what is found. */
void shell_mark(ShellLexer *lexer, ShellExtra extra, const char *start, size_t length);
void shell_define(ShellLexer *lexer, const char *name, size_t length, const ShellWord *value,
                  bool is_function);

/* The command whose words are being read, a new one before its first. */
ShellCommand *shell_open_command(ShellLexer *lexer);
void shell_close_command(ShellLexer *lexer);

/* Gives the text up. */
void shell_break(ShellLexer *lexer);

/* What begins at START has no end. */
void shell_leave_open(ShellLexer *lexer, const char *start);

/* The byte AHEAD of the next; NUL behind the end. */
char shell_peek(const ShellLexer *lexer, size_t ahead);

/* Goes behind TEXT when it stands here. */
bool shell_takes(ShellLexer *lexer, const char *text);
void shell_skip_blanks(ShellLexer *lexer);

/* Whether C is one of SET, and not NUL. */
bool shell_is_among(char c, const char *set);

/* How many bytes at TEXT are a name. */
size_t shell_name_length(const char *text, const char *end);

#endif
