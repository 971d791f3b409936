#ifndef REDBINDER_PRESS_HTML_RULES_H
#define REDBINDER_PRESS_HTML_RULES_H

#include "base/diag.h"

/* What can be wrong with a page frame; the list of the room is press_rules[] in press.h. */
extern const Rule rule_template_malformed, rule_template_slot_missing, rule_template_slot_unknown;

#endif
