#ifndef REDBINDER_PUBLISH_GATE_H
#define REDBINDER_PUBLISH_GATE_H

#include "publish/shelf.h"

/*
 * What a report must not say where somebody builds upon it: conditions, each with a word, that a
 * machine fails on.
 *
 * To add one: a function in publish/gate.c, a line in its table, a word in docs/redbinder.1.
 */
typedef struct GateCondition {
    const char *word;
    const char *about; /* for people */
    void (*look)(const PlanView *view, GPtrArray *reasons);
} GateCondition;

/* Ends with a NULL word. */
extern const GateCondition gate_conditions[];

/* Conditions by their place in the table, a bit each. */
typedef unsigned GateConditions;

/* Adds the conditions of LIST, "overdue,stale", to CONDITIONS. NULL, or the first word that is
 * none, owned by the caller; NEAREST then is the word that was perhaps meant, or NULL. */
char *gate_parse(const char *list, GateConditions *conditions,
                 const char **nearest) G_GNUC_WARN_UNUSED_RESULT;

/* Why the gate is shut: a line of plain text for each reason, "docs: overdue: …", plan by plan, for
 * PLAN alone when it is not NULL. Empty when it is open. GPtrArray of char *, owned by the
 * caller. */
GPtrArray *gate_reasons(const Shelf *shelf, const Plan *plan,
                        GateConditions conditions) G_GNUC_WARN_UNUSED_RESULT;

#endif
