#ifndef REDBINDER_RULES_SHELL_TEXT_H
#define REDBINDER_RULES_SHELL_TEXT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What shell text says, as far as it can be told without running it: its commands with their words,
 * its expansions, the names that it defines, and what is not of POSIX. After the Shell Command
 * Language, POSIX.1-2017 XCU 2; what bash adds is read too, so that it can be named.
 * Any text may be given. Reading takes time in proportion to its length.
 */
typedef enum ShellRole {
    SHELL_COMMAND,    /* names the command */
    SHELL_ARGUMENT,   /* is handed to it */
    SHELL_ASSIGNMENT, /* NAME=value before it */
    SHELL_TARGET,     /* of a redirection */
    SHELL_HERE,       /* a here-document */
    SHELL_LIST,       /* what `for` goes through; a part of an array */
    SHELL_SUBJECT,    /* what `case` looks at */
    SHELL_PATTERN,    /* of `case` */
    SHELL_TEST,       /* between [[ and ]] */
} ShellRole;

typedef struct ShellWord {
    ShellRole role;
    size_t offset, length; /* in the text */
    const char *value;     /* without quotation marks; expansions as written */
    bool is_quoted;        /* in part, at least */
    bool is_fixed;         /* no expansion, no pattern: VALUE is what the command gets */
    bool is_written;       /* a TARGET that is written to */
} ShellWord;

/* A simple command. It may have no words: `X=1`, `> file`. */
typedef struct ShellCommand {
    GPtrArray *words;  /* const ShellWord *: its name and its arguments */
    GPtrArray *others; /* const ShellWord *: assignments, targets, here-documents */
} ShellCommand;

typedef enum ShellExpansionKind {
    SHELL_PARAMETER, /* $X ${X} $1 $@ */
    SHELL_OUTPUT,    /* $(...) and backticks */
    SHELL_NUMBER,    /* $((...)) */
} ShellExpansionKind;

typedef struct ShellExpansion {
    ShellExpansionKind kind;
    const char *name; /* of a PARAMETER, else "" */
    size_t offset, length;
    ShellRole role;              /* of the word that it stands in */
    const ShellCommand *command; /* that the word belongs to; may be NULL */
    bool is_quoted;              /* in double quotes, a here-document or arithmetic */
    bool is_guarded;             /* ${X:-...}, ${X:?...} and the like: it may be unset */
} ShellExpansion;

/* A name that the text gives a value, or a function that it defines. */
typedef struct ShellDefinition {
    const char *name;
    const ShellWord *value; /* the assignment when it is one, else NULL */
    bool is_function;
    bool is_loop; /* the variable of `for`: one word at a time */
} ShellDefinition;

/* What a shell of POSIX does not know, told by its look. */
typedef enum ShellExtra {
    SHELL_DOUBLE_BRACKET,   /* [[ ]] */
    SHELL_ARITHMETIC,       /* (( )) */
    SHELL_ARRAY,            /* x=(a b), x[1]=a, ${x[1]} */
    SHELL_PROCESS,          /* <( ) */
    SHELL_FUNCTION_WORD,    /* function f */
    SHELL_HERE_STRING,      /* <<< */
    SHELL_BOTH_REDIRECTED,  /* &> file, >& file, |& */
    SHELL_ANSI_QUOTE,       /* $'...', $"..." */
    SHELL_FALL_THROUGH,     /* ;& ;;& */
    SHELL_EDITED_EXPANSION, /* ${x/a/b} ${x:1:2} ${x^^} ${!x} */
    SHELL_BRACES,           /* {1..9} {a,b} */
    SHELL_SELECT,           /* select x in */
    SHELL_APPENDED,         /* x+=a */
} ShellExtra;

typedef struct ShellMark {
    ShellExtra extra;
    size_t offset, length;
} ShellMark;

typedef struct ShellText {
    GPtrArray *commands;    /* ShellCommand *, in order; those within $( ) follow their own */
    GPtrArray *words;       /* ShellWord *, all of them */
    GPtrArray *expansions;  /* ShellExpansion * */
    GPtrArray *definitions; /* ShellDefinition * */
    GHashTable *variables, *functions; /* the first definition of each name; borrowed */
    GArray *marks;                     /* ShellMark */
    bool is_whole;                     /* false: a quotation, bracket or the like is not closed */
    size_t unclosed;    /* where the innermost begins; SIZE_MAX when that is not known */
    bool is_open;       /* it takes in text from elsewhere (eval, `.`): more may be defined */
    bool has_arguments; /* `set --`, or a function: $1 can have a value */
    struct Arena *arena;
} ShellText;

ShellText *shell_text_read(const char *text) G_GNUC_WARN_UNUSED_RESULT;
void shell_text_free(ShellText *text);

/* The name of COMMAND, "" when it has none or one that is known only when it is run. */
const char *shell_command_name(const ShellCommand *command);

/* What TEXT defines as NAME, function or not; NULL when nothing. */
const ShellDefinition *shell_text_find(const ShellText *text, const char *name, bool is_function);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ShellText, shell_text_free)

#endif
