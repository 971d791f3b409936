#ifndef REDBINDER_COMMAND_LOSE_H
#define REDBINDER_COMMAND_LOSE_H

#include "command/command.h"
#include "model/loss.h"

/*
 * `redbinder check --lose KIND:ID`: what is still possible when something is lost.
 */

/* Reads the library in FOLDER, takes WORDS (NULL-terminated) away and answers on stdout. Returns the
 * exit status; mistakes are told on stderr. */
int lose(const Command *command, const char *folder, char *const *words);

/* Takes WORD, "site:us-west" or "site:plan/us-west", away. NULL when that was done, else what is
 * wrong with WORD; owned by the caller. */
char *lose_word(const Library *library, Losses *losses, const char *word)
    G_GNUC_WARN_UNUSED_RESULT;

/* Appends to OUT what follows from LOSSES, for people. True when all that is down comes back
 * within its objectives. */
bool lose_describe(const Library *library, const Losses *losses, GString *out);

#endif
