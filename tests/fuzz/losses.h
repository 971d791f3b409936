#ifndef REDBINDER_FUZZ_LOSSES_H
#define REDBINDER_FUZZ_LOSSES_H

#include "model/library.h"

/* Takes things of LIBRARY away, which CHANCE chooses, and appends what follows for people and for
 * machines. Stands apart since the schedule and the document tree both have tasks. */
void losses_told(const Library *library, uint64_t chance, GString *text, GString *json);

#endif
