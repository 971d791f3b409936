#ifndef REDBINDER_HISTORY_FORM_H
#define REDBINDER_HISTORY_FORM_H

#include "history/evidence.h"

/*
 * A run that was carried out from paper: a YAML file printed by history_form and filled in by
 * hand. What is left empty, or is nothing but underscores, says nothing.
 */

/* Does TEXT begin like a form: with `form:`, comments before it passed over? */
bool form_begins(const char *text);

void form_read(const EvidenceInput *input, Evidence *evidence, Diags *diags);

#endif
