#ifndef REDBINDER_HISTORY_FORM_ACT_H
#define REDBINDER_HISTORY_FORM_ACT_H

#include "history/evidence.h"

/*
 * A form about acts of KIND, one or many: what stands at its head holds for each of its
 * `entries` that does not say another. An entry of which nothing but the subject is written
 * was not done.
 */
void form_act_read(const EvidenceInput *input, ActKind kind, Evidence *evidence, Diags *diags);

#endif
