#ifndef REDBINDER_COMPOSE_GAP_CELLS_H
#define REDBINDER_COMPOSE_GAP_CELLS_H

#include "base/diag.h"
#include "doc/node.h"

/* Appends three cells about DIAG to ROW: its kind, what is wrong and where, what to do. */
void gap_cells(Doc *doc, Node *row, const Diag *diag);

#endif
