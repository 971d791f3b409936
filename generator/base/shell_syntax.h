#ifndef REDBINDER_BASE_SHELL_SYNTAX_H
#define REDBINDER_BASE_SHELL_SYNTAX_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Whether the shell of this machine can read shell text. /bin/sh itself is asked, with -n, so that
 * it reads and runs nothing; it gets no environment that could make it do more.
 */
typedef enum ShellVerdict {
    SHELL_WELL_FORMED,
    SHELL_FAULTY,
    SHELL_UNKNOWN, /* the shell could not be asked */
} ShellVerdict;

typedef struct ShellFault {
    size_t line;   /* of the text, from 1; 0 when the shell does not say */
    char *message; /* what it says, in lower case, on one line; owned by the caller */
} ShellFault;

/* *FAULT is set when the verdict is SHELL_FAULTY. */
ShellVerdict shell_syntax_check(const char *text, ShellFault *fault);

/* Whether TEXT is so plain that every shell can read it: then none has to be asked, which takes a
 * thousand times longer. False says nothing. */
bool shell_syntax_is_plain(const char *text);

#endif
