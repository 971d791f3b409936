#ifndef REDBINDER_COMMAND_HISTORY_COMMANDS_H
#define REDBINDER_COMMAND_HISTORY_COMMANDS_H

#include "command/command.h"
#include "history/history.h"

/*
 * `redbinder history WORD`: looking at what was recorded, checking, joining and correcting it.
 *
 * To add a word: a `const Command` with its name, "history WORD", and its line in
 * command/history.c.
 */
extern const Command command_history_list, command_history_show, command_history_export,
    command_history_verify, command_history_merge, command_history_withdraw;

/* Where the history is, from the command line. */
typedef struct HistoryPlace {
    char *library, *history; /* NULL when not given */
} HistoryPlace;

void history_place_clear(HistoryPlace *place);

/* The two options of a place, for the table of a command. */
#define HISTORY_PLACE_OPTIONS(place)                                                               \
    {"library", 'l', 0, G_OPTION_ARG_FILENAME, &(place).library, "the plan library (.)", "DIR"},   \
    {                                                                                              \
        "history", 0, 0, G_OPTION_ARG_FILENAME, &(place).history,                                  \
            "the history (LIBRARY/history.db)", "FILE"                                             \
    }

/* Opens the history at PLACE; NULL with a finding. */
History *history_place_open(const HistoryPlace *place, HistoryMode mode, Diags *diags);

/* Prints what DIAGS holds and gives the exit status: that of the findings, and at least
 * EXIT_WORLD when the command was not DONE. */
int history_place_end(Diags *diags, bool done);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(HistoryPlace, history_place_clear)

#endif
