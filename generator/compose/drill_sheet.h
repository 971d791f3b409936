#ifndef REDBINDER_COMPOSE_DRILL_SHEET_H
#define REDBINDER_COMPOSE_DRILL_SHEET_H

#include "doc/node.h"

/* Appends to STEP the fields in which a run of it is written down by hand. */
void drill_step_fields(Doc *doc, Node *step);

#endif
