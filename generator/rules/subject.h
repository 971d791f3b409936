#ifndef REDBINDER_RULES_SUBJECT_H
#define REDBINDER_RULES_SUBJECT_H

#include "model/plan.h"

/*
 * What a message speaks of: its name, its place and its objectives.
 */

/* The id of ENTITY, or its name; never NULL. */
const char *subject_id(const Entity *entity);

/* Where a message about ENTITY points: at its id, else where it begins. */
Span subject_place(const Entity *entity);

/* The objective of a service or data set; NULL when it has none that can be read. */
const DurationValue *subject_rto(const Entity *entity);
const DurationValue *subject_rpo(const Entity *entity);

/* VALUE when it is a length of time, else NULL. */
const DurationValue *known_length(const DurationValue *value);

/* The length of VALUE; none when it cannot be read. */
Duration length_or_none(const DurationValue *value);

/* The tightest objective of RUNBOOK and of what it recovers; NULL when there is none. *OF gets what
 * has it, NULL when that is the runbook itself. */
const DurationValue *subject_tightest_rto(const Runbook *runbook, const Entity **of);

#endif
