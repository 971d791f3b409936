#ifndef REDBINDER_COMPOSE_VERDICT_H
#define REDBINDER_COMPOSE_VERDICT_H

#include "comply/comply.h"
#include "doc/node.h"

/* Appends VERDICT as a badge. */
void show_verdict(Doc *doc, Node *inlines, Verdict verdict);

/* Appends how a run went as a badge. */
void show_outcome(Doc *doc, Node *inlines, RunOutcome outcome);

#endif
