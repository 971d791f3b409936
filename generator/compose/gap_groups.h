#ifndef REDBINDER_COMPOSE_GAP_GROUPS_H
#define REDBINDER_COMPOSE_GAP_GROUPS_H

#include "base/diag.h"
#include "doc/node.h"

/* Appends to PARENT what somebody who acts by a plan on paper must know of FINDINGS: the errors, by
 * what is wrong, with their number and the first of each; of the others, how many there are. */
void append_gap_groups(Doc *doc, Node *parent, const Diags *findings);

#endif
