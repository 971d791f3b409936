#ifndef REDBINDER_COMMAND_VERIFY_RULES_H
#define REDBINDER_COMMAND_VERIFY_RULES_H

#include "base/diag.h"

/* What `redbinder verify` finds by itself. */
extern const Rule rule_file_unverifiable, rule_hash_ambiguous, rule_hash_unknown,
    rule_paper_outdated;

/* All of them, sorted by id; ends with NULL. */
extern const Rule *const verify_rules[];

#endif
