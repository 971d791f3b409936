#ifndef REDBINDER_COMMAND_NAMED_PLAN_H
#define REDBINDER_COMMAND_NAMED_PLAN_H

#include "command/command.h"
#include "model/library.h"

/* The plan of LIBRARY called ID. NULL when there is none: told on stderr, with the one that was
 * perhaps meant. */
const Plan *named_plan(const Command *command, const Library *library, const char *id);

#endif
