#ifndef REDBINDER_COMMAND_LEVEL_OPTIONS_H
#define REDBINDER_COMMAND_LEVEL_OPTIONS_H

#include "command/command.h"
#include "rules/levels.h"

/* Sets in LEVELS what OPTIONS, each as `ID=LEVEL`, say; NULL: nothing. False when one cannot be
 * read; told on stderr as a mistake in usage. */
bool level_options_take(const Command *command, char *const *options, Levels *levels);

#endif
