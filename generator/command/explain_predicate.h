#ifndef REDBINDER_COMMAND_EXPLAIN_PREDICATE_H
#define REDBINDER_COMMAND_EXPLAIN_PREDICATE_H

#include <stdbool.h>

/* Prints what controls can ask for, with the parameters: a line each, JSON, or the part of
 * docs/frameworks.md that is made from the tables. Returns the exit status. */
int explain_predicates(bool json, bool markdown);

#endif
