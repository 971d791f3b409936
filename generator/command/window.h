#ifndef REDBINDER_COMMAND_WINDOW_H
#define REDBINDER_COMMAND_WINDOW_H

#include "command/command.h"
#include "comply/comply.h"

/* The period that ends on AS_OF and is as long as TEXT says: "12m", "1y", "90d"; `m` are months
 * here. Without a first day when TEXT is NULL. False when TEXT cannot be read; told on stderr. */
bool command_window(const Command *command, const char *text, Date as_of, Period *period);

#endif
