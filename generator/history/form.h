#ifndef REDBINDER_HISTORY_FORM_H
#define REDBINDER_HISTORY_FORM_H

#include "history/evidence.h"

/*
 * What was written on paper and typed in: a YAML file printed by `record --form` and filled in by
 * hand, about a run or, by its `kind`, about acts. What is left empty, or is nothing but
 * underscores, says nothing.
 */

/* Does TEXT begin like a form: with `form:`, comments before it passed over? */
bool form_begins(const char *text);

void form_read(const EvidenceInput *input, Evidence *evidence, Diags *diags);

/* Is FORM the number of the forms that this program has? False with a finding. */
bool form_check_version(Text form, Diags *diags);

#endif
