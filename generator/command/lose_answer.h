#ifndef REDBINDER_COMMAND_LOSE_ANSWER_H
#define REDBINDER_COMMAND_LOSE_ANSWER_H

#include "model/outlook.h"

/*
 * What follows from a loss, as people and as machines read it. WORDS, which end with NULL, are what
 * was taken away, as it was written.
 */

/* Appends the answer for people to OUT. */
void lose_text(const Outlook *outlook, char *const *words, GString *out);

/* Appends the answer to OUT as one JSON object; docs/ci.md has its keys. STATUS is that with which
 * the program ends. */
void lose_json(const Outlook *outlook, char *const *words, int status, GString *out);

#endif
