#ifndef REDBINDER_RULES_COMMANDS_H
#define REDBINDER_RULES_COMMANDS_H

#include "rules/rules.h"
#include "rules/shell_text.h"

/*
 * The commands of runbooks: each piece of shell text with what it belongs to, a step or the check
 * of a right, and what is called in it, also behind sudo and the like.
 */
typedef struct Body {
    const Runbook *runbook;
    const Step *step; /* NULL: it is the check of a right */
    const char *kind; /* for messages, with ID: "step" or "the access" */
    const char *id;
    const char *key; /* `unless`, `require`, `run`, `wait`, `verify` or `rollback`; or `check` */
    const Text *text;
    const ShellText *shell; /* NULL: not read */
} Body;

typedef void (*BodyVisit)(const Body *body, void *data);

/* What the commands of a plan say, so that the checks need not each read them. */
typedef struct ShellTexts ShellTexts;

/* NULL when PLAN has so many that they should not all be kept. Owned by the caller. */
ShellTexts *shell_texts_new(const Plan *plan) G_GNUC_WARN_UNUSED_RESULT;
void shell_texts_free(ShellTexts *texts);

/* Calls VISIT for the pieces of RUNBOOK, which is of the plan of INPUT, in the order in which the
 * script runs them. Pieces that are not whole are left out: shell-syntax speaks of them. */
void runbook_each_body(const CheckInput *input, const Runbook *runbook, BodyVisit visit,
                       void *data);
void plan_each_body(const CheckInput *input, BodyVisit visit, void *data);

/* The same without reading them, so that none is left out. */
void runbook_each_text(const Runbook *runbook, BodyVisit visit, void *data);

/* Where WORD stands in its file. */
Span body_place(const Body *body, const ShellWord *word);

/* One call: a name with its arguments. */
typedef struct Call {
    const char *name;              /* without its folder; "" when it is known only when it is run */
    const ShellWord *const *words; /* the name first */
    size_t count;
    bool is_remote; /* runs on another machine, or in a container */
} Call;

/* Sets *CALL to that of COMMAND. False when it has no words. */
bool call_start(const ShellCommand *command, Call *call);

/* From `sudo rm x` to `rm x`. False when nothing more is called. */
bool call_next(Call *call);

/* Whether CALL has what PATTERN asks for: words apart by blanks, alternatives by '|'. One that
 * begins with '-' is an option: "-r" also stands in "-fr", "--force" also before '='; "=-c" is the
 * option as it is. Others are arguments, in this order; with '*' at the end, how one begins. The
 * name of CALL is not part of it. */
bool call_has(const Call *call, const char *pattern);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ShellTexts, shell_texts_free)

#endif
