#ifndef REDBINDER_COMMAND_EXPLAIN_CONTROL_H
#define REDBINDER_COMMAND_EXPLAIN_CONTROL_H

#include "command/command.h"

#include <stdbool.h>
#include <stddef.h>

/* Which controls are to be explained for whom. */
typedef struct ControlQuery {
    const char *library;    /* folder */
    const char *history;    /* NULL: that of the library */
    const char *plan;       /* NULL: all, in a line each */
    const char *framework;  /* NULL: those that redbinder.yaml names */
    char **names;           /* numbers or ids of controls */
    const GPtrArray *rules; /* that the names may stand for as well, to propose; or NULL */
    size_t n_names;
    Date as_of;
    bool json;
} ControlQuery;

/* Prints what the verdicts on the controls rest on. Returns the exit status. */
int explain_control(const Command *command, const ControlQuery *query);

#endif
