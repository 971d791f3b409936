#ifndef REDBINDER_COMPOSE_GAP_CELLS_H
#define REDBINDER_COMPOSE_GAP_CELLS_H

#include "base/diag.h"
#include "doc/node.h"

/* Appends three cells about DIAG to ROW: its kind, what is wrong and where, what to do. */
void gap_cells(Doc *doc, Node *row, const Diag *diag);

/* A section of LEVEL that belongs nowhere yet: NAME with the number of FINDINGS above a table of
 * them, the gravest first. In the site it is folded. */
Node *gap_section(Doc *doc, int level, const char *anchor, const char *name,
                  const Diags *findings) G_GNUC_WARN_UNUSED_RESULT;

#endif
