#ifndef REDBINDER_HISTORY_FORM_RUN_H
#define REDBINDER_HISTORY_FORM_RUN_H

#include "history/evidence.h"

/* A form about a run that was carried out from paper; see history/form.h. */
void form_run_read(const EvidenceInput *input, Evidence *evidence, Diags *diags);

#endif
