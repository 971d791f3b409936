#ifndef REDBINDER_HISTORY_EVIDENCE_VALUES_H
#define REDBINDER_HISTORY_EVIDENCE_VALUES_H

#include "history/evidence.h"

#define DATE_ABSENT ((Date){INT32_MIN})

/* Values that every way in writes alike; what is wrong with one is a finding at its place. */

/* TEXT of VALUE as a message may show it; belongs to ARENA. */
const char *evidence_shown(Arena *arena, Text value);

/* VALUE, or nothing when only the line to write on is there. */
Text evidence_filled(Text value);

/* The place of VALUE in WORDS; FALLBACK when it is absent or, with a finding, not there. */
int evidence_word(Text value, const char *const *words, int fallback, Diags *diags);

/* A day; absent when VALUE is absent or, with a finding, none. */
Date evidence_date(Text value, Diags *diags);

/* Are there too many findings since there were BEFORE of them? Then tells that the file was not
 * read beyond WHERE. */
bool evidence_too_much(Diags *diags, size_t before, Span where);

/* A name with a role behind it, "Maria Silva (incident lead)", taken apart; ROLE gets NULL
 * without one. Texts belong to ARENA. */
Text evidence_person(Arena *arena, Text value, Text *role);

#endif
