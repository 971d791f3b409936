#ifndef REDBINDER_RULES_FAMILIES_H
#define REDBINDER_RULES_FAMILIES_H

#include "model/plan.h"

/*
 * The families of scenarios as a library names those that every plan must have: the words of
 * `family` in a scenario.
 */

/* The word of FAMILY. */
const char *family_word(ScenarioFamily family);

/* The family that is called WORD (ScenarioFamily), or -1. */
int family_find(const char *word);

enum { FAMILY_COUNT = FAMILY_PEOPLE + 1 };

#endif
