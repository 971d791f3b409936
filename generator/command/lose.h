#ifndef REDBINDER_COMMAND_LOSE_H
#define REDBINDER_COMMAND_LOSE_H

#include "command/command.h"
#include "model/loss.h"

/*
 * `redbinder check --lose KIND:ID`: what is still possible when something is lost.
 */
typedef struct LoseRequest {
    const char *folder; /* of the library */
    char *const *words; /* what is taken away; ends with NULL */
    Date as_of;
    bool as_json;
} LoseRequest;

/* Answers REQUEST on stdout. Returns the exit status; mistakes are told on stderr. */
int lose(const Command *command, const LoseRequest *request);

/* Takes WORD, "site:us-west" or "site:plan/us-west", away. NULL when that was done, else what is
 * wrong with WORD; owned by the caller. */
char *lose_word(const Library *library, Losses *losses, const char *word) G_GNUC_WARN_UNUSED_RESULT;

#endif
