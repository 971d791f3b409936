#ifndef REDBINDER_COMMAND_COMMANDS_H
#define REDBINDER_COMMAND_COMMANDS_H

#include "command/command.h"

extern const Command command_init, command_check, command_build, command_record, command_verify,
    command_history, command_report, command_schema, command_explain;

#endif
