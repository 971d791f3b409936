#ifndef REDBINDER_RULES_WAIVERS_H
#define REDBINDER_RULES_WAIVERS_H

#include "rules/rules.h"

/*
 * Findings that a plan accepts for a while. A waiver of a plan covers findings of its rule that lie
 * in the plan's files, with `at` only those inside what it names; a waiver of the library covers
 * those of redbinder.yaml and people.yaml. A finding that is covered is taken out of the list. A
 * waiver whose `until` is before the day of evaluation covers nothing and is a finding
 * (waiver-expired), as is one that covers nothing (waiver-unused) or names no check
 * (waiver-rule-unknown). Findings of reading cannot be waived. Where no history was read, nobody
 * can tell what the waiver of a check that asks for it would cover.
 */

/* What the findings were found with. */
typedef struct WaiverInput {
    const Library *library;
    const bool *chosen; /* for each plan whether it was checked; NULL: all were. The waivers of one
                           that was not are left alone */
    bool has_history;
    Date as_of;
} WaiverInput;

/* Takes what the waivers of the library cover out of DIAGS and adds findings about the waivers. */
void waivers_apply(const WaiverInput *input, Diags *diags);

/* What can be wrong with a waiver. */
extern const Rule rule_waiver_expired, rule_waiver_rule_unknown, rule_waiver_unused;

#endif
