#ifndef REDBINDER_COMMAND_RULE_LIST_H
#define REDBINDER_COMMAND_RULE_LIST_H

#include "base/diag.h"

/* All rules of all rooms (const Rule *), sorted by id. Owned by the caller. */
GPtrArray *rule_list(void) G_GNUC_WARN_UNUSED_RESULT;

#endif
