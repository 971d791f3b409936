#ifndef REDBINDER_RULES_RULES_H
#define REDBINDER_RULES_RULES_H

#include "base/diag.h"
#include "model/library.h"
#include "model/run.h"

/*
 * Whether a plan can keep its promises. Every check is run, always; what the reader has
 * already reported (values that are not `known`, references without target) is skipped
 * without an echo.
 *
 * To add a check: write `static void name(const CheckInput *, Diags *)` and its `const Check`
 * in the file of its topic in rules/, add it to the list in rules/rules.c, make
 * tests/rules/<id>/, run `make docs`.
 */
typedef struct CheckInput {
    const Library *library;
    const Plan *plan; /* NULL for run_library */
    RunList runs;     /* the plan's runs, oldest first; all runs for run_library */
    ActList acts;     /* that may concern the plan, oldest first; none for run_library */
    bool has_history; /* false: no history was read, so nothing can be said about runs */
    Date as_of;
    const struct ShellTexts *texts; /* the plan's commands, read for all checks at once; NULL: each
                                       check reads them itself. See rules/commands.h */
} CheckInput;

typedef struct Check {
    Rule rule;
    void (*run)(const CheckInput *input, Diags *diags);         /* once for each plan; or NULL */
    void (*run_library)(const CheckInput *input, Diags *diags); /* once for the library; or NULL */
    bool asks_history; /* of what runs have shown; one that does not is given none */
} Check;

/* All checks, sorted by id; ends with NULL. */
extern const Check *const all_checks[];

/* Runs all checks on one plan. Touches nothing but DIAGS: plans may be checked in parallel. */
void rules_check(const CheckInput *input, Diags *diags);

/* Runs the checks of what the plans of a library share: people, matrix, binders ... */
void rules_check_library(const CheckInput *input, Diags *diags);

#endif
