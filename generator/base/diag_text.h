#ifndef REDBINDER_BASE_DIAG_TEXT_H
#define REDBINDER_BASE_DIAG_TEXT_H

#include "base/diag.h"

/* Appends DIAG for people to OUT:
 *
 *   plans/x/plan.yaml:14:10: error: recovery time 4h is shorter than ... [rule-id]
 *      14 |     rto: 4h
 *         |          ^~
 *      note: plans/x/plan.yaml:52:5: runbook 'restore' is estimated here
 *      52 |     takes: 5h
 *         |     ^~~~~
 *      help: raise `rto`, or shorten the steps
 *
 * The line of a note is shown when it is short and not the one just shown, unless there are many.
 * Control characters of the source line are shown as '?'. COLOUR adds ANSI sequences. */
void diag_print(const Diag *diag, bool colour, GString *out);

/* TEXT on one line and without control characters, whatever the name of a file or the command line
 * holds. Owned by the caller. */
char *text_for_terminal(const char *text);

/* "3 errors, 5 warnings and 1 remark"; "nothing to complain about" when DIAGS is empty. */
void diags_print_counts(const Diags *diags, GString *out);

#endif
