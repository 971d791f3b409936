#ifndef REDBINDER_COMPLY_ANSWER_H
#define REDBINDER_COMPLY_ANSWER_H

#include "comply/predicate.h"

/*
 * The words and dates that answers share. All texts belong to the arena of the question.
 */

/* Satisfied when all of TALLY have it, with the words of tally_text; what would turn it names
 * those that are missing. */
Answer answer_tally(const Question *question, const Tally *tally, const char *things,
                    const char *claim);

/* An answer with the predicate's own turn. */
Answer answer_plain(Verdict verdict, const char *reason);

/* Lets ANSWER ask both: what is not DEFINED is not satisfied, else MET decides. */
void answer_ask_two(Answer *answer, Verdict defined, Verdict met);

/* The answer holds no longer than until UNTIL. */
void answer_limit(Answer *answer, Date until);

/* What the predicate says would turn it, with the names of those that TALLY (or NULL) misses. */
const char *turn_of(const Question *question, const Tally *tally);

/* "Carry out exercise 'drill' (runbook 'restore'), and record a run that passes: on 2026-06-30 it
 * counts until 2026-12-30." */
const char *turn_carry_out(const Question *question, const Exercise *exercise);

/* "restore, failover or full": the types of the control. */
const char *types_text(const Question *question);

/* "the 1y up to 2026-06-30": the period of the control. */
const char *period_text(const Question *question);

/* The last day on which something of DAY is in the period of the control. */
Date last_day(const Question *question, Date day);
bool is_in_period(const Question *question, Date day);

/* Whether EXERCISE is of one of TYPES (bits), or takes place at least once in the period. */
bool exercise_is_of(const Exercise *exercise, unsigned types);
bool exercise_is_often(const Question *question, const Exercise *exercise);

/* Whether RUN is one of the types: by its exercise, else by what it says itself. */
bool run_is_of(const Question *question, const Run *run, unsigned types);

#endif
