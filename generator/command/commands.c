#include "command/commands.h"

const Command *const all_commands[] = {
    &command_init,    &command_check,  &command_build,  &command_record,  &command_verify,
    &command_history, &command_report, &command_schema, &command_explain, NULL,
};
