#include "rules/checks.h"
#include "rules/quota.h"
#include "rules/subject.h"

#include "base/nearest.h"

#include <string.h>

/*
 * Where a runbook goes on: after an answer, after a failure, after waiting, and past the point of
 * no return.
 */

/* Looks at one step; QUOTA is that of the plan. */
typedef void (*StepLook)(const Runbook *runbook, const Step *step, Quota *quota, Diags *diags);

static void look_at_steps(const CheckInput *input, const Rule *rule, const char *what,
                          StepLook look, Diags *diags)
{
    Quota quota = {.count = 0};
    for (size_t i = 0; i < input->plan->runbooks.count; i++) {
        const Runbook *runbook = input->plan->runbooks.items[i];
        for (size_t j = 0; j < runbook->steps.count; j++)
            look(runbook, runbook->steps.items[j], &quota, diags);
    }
    quota_end(&quota, rule, what, diags);
}

/* ---- step-go-unknown ---- */

/* The steps of a runbook by id, the first that has it. */
static GHashTable *index_steps(const Runbook *runbook)
{
    GHashTable *index = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < runbook->steps.count; i++) {
        const Step *step = runbook->steps.items[i];
        const char *id = step->entity.id.text;
        if (id != NULL && !g_hash_table_contains(index, id))
            g_hash_table_insert(index, (gpointer)(guintptr)id, (gpointer)(guintptr)step);
    }
    return index;
}

/* The later step that was meant, or `stop`. */
static void help_later(const Runbook *runbook, const Step *step, const Text *go, Diag *diag,
                       Diags *diags)
{
    Nearest nearest = nearest_start(go->text);
    nearest_offer(&nearest, STEP_STOP);
    for (size_t i = step->number; i < runbook->steps.count; i++)
        if (runbook->steps.items[i]->entity.id.text != NULL)
            nearest_offer(&nearest, runbook->steps.items[i]->entity.id.text);
    if (nearest.best != NULL)
        diag_help(diags, diag, "did you mean '%s'?", nearest.best);
    else
        diag_help(diags, diag, "name a step below '%s', or `" STEP_STOP "`",
                  subject_id(&step->entity));
}

static void report_go(const Runbook *runbook, const Step *step, const char *when, const Text *go,
                      const Step *target, Diags *diags)
{
    const Rule *rule = &check_step_go_unknown.rule;
    const char *id = subject_id(&step->entity);
    if (target == NULL) {
        Diag *diag = diags_add(diags, rule, go->span,
                               "step '%s' goes on with '%s'%s, which is no step of runbook '%s'",
                               id, go->text, when, subject_id(&runbook->entity));
        help_later(runbook, step, go, diag, diags);
        return;
    }
    if (target == step) {
        Diag *diag = diags_add(diags, rule, go->span, "step '%s' goes on with itself%s", id, when);
        diag_help(diags, diag, "use `retries` to try it again, or name a later step");
        return;
    }
    Diag *diag =
        diags_add(diags, rule, go->span, "step '%s' goes back to '%s'%s", id, go->text, when);
    diag_note(diags, diag, subject_place(&target->entity), "'%s' is step %zu, '%s' step %zu",
              go->text, target->number, id, step->number);
    diag_help(diags, diag, "name a step below '%s'; a runbook goes forward only", id);
}

static void look_at_go(const Runbook *runbook, GHashTable *index, const Step *step,
                       const char *when, const Text *go, Quota *quota, Diags *diags)
{
    if (go->text == NULL || strcmp(go->text, STEP_STOP) == 0)
        return;
    const Step *target = g_hash_table_lookup(index, go->text);
    bool is_later = target != NULL && target->number > step->number;
    if (!is_later && quota_take(quota, go->span))
        report_go(runbook, step, when, go, target, diags);
}

static void step_go_unknown(const CheckInput *input, Diags *diags)
{
    Quota quota = {.count = 0};
    for (size_t i = 0; i < input->plan->runbooks.count; i++) {
        const Runbook *runbook = input->plan->runbooks.items[i];
        g_autoptr(GHashTable) index = index_steps(runbook);
        for (size_t j = 0; j < runbook->steps.count; j++) {
            const Step *step = runbook->steps.items[j];
            for (size_t k = 0; k < step->choices.count; k++)
                look_at_go(runbook, index, step, "", &step->choices.items[k]->go, &quota, diags);
            look_at_go(runbook, index, step, " after a failure", &step->on_failure_go, &quota,
                       diags);
        }
    }
    quota_end(&quota, &check_step_go_unknown.rule, "references", diags);
}

const Check check_step_go_unknown = {
    .rule =
        {
            .id = "step-go-unknown",
            .severity = SEVERITY_ERROR,
            .summary = "`go` or `on-failure-go` names no later step of its runbook",
            .remedy = "write the id of a step that stands below it, or `stop`",
            .why = "At the very place where the night does not go as planned, the runbook leads "
                   "nowhere or round in a circle.",
            .origin = "NIST SP 800-34 Rev. 1 4.3.1",
        },
    .run = step_go_unknown,
};

/* ---- choice-missing ---- */

static void look_at_choices(const Runbook *runbook, const Step *step, Quota *quota, Diags *diags)
{
    const Rule *rule = &check_choice_missing.rule;
    const char *id = subject_id(&step->entity);
    bool asks = step->decide.span.source != NULL;
    bool answers = step->choices.span.source != NULL;
    if (asks && step->choices.count < 2) {
        Span place = answers ? step->choices.span : step->decide.span;
        if (!quota_take(quota, place))
            return;
        if (step->choices.count == 0)
            diags_add(diags, rule, place, "step '%s' of runbook '%s' asks and has no `choices`", id,
                      subject_id(&runbook->entity));
        else
            diags_add(diags, rule, place, "step '%s' of runbook '%s' asks and has only one answer",
                      id, subject_id(&runbook->entity));
    } else if (answers && !asks && quota_take(quota, step->choices.span)) {
        Diag *diag = diags_add(diags, rule, step->choices.span,
                               "step '%s' of runbook '%s' has `choices` and does not ask", id,
                               subject_id(&runbook->entity));
        diag_help(diags, diag, "put the question under `decide`, or take the choices out");
    }
}

static void choice_missing(const CheckInput *input, Diags *diags)
{
    look_at_steps(input, &check_choice_missing.rule, "steps", look_at_choices, diags);
}

const Check check_choice_missing = {
    .rule =
        {
            .id = "choice-missing",
            .severity = SEVERITY_ERROR,
            .summary = "a step asks without giving a choice, or has choices and does not ask",
            .remedy = "give `decide` at least two `choices`, each with where it leads",
            .why = "Whoever stands before the question at night has to make up the answers, and "
                   "where they lead.",
            .origin = "NIST SP 800-34 Rev. 1 4.3.1",
        },
    .run = choice_missing,
};

/* ---- wait-unlimited ---- */

static void look_at_wait(const Runbook *runbook, const Step *step, Quota *quota, Diags *diags)
{
    (void)runbook;
    bool unlimited = step->timeout.text == NULL && step->timeout.span.source == NULL;
    if (step->kind != STEP_WAIT || !unlimited || !quota_take(quota, step->wait.span))
        return;
    Diag *diag =
        diags_add(diags, &check_wait_unlimited.rule, step->wait.span,
                  "step '%s' does not say how long it waits at most", subject_id(&step->entity));
    diag_help(diags, diag, "add `timeout:`; without it the script gives up after 15m");
}

static void wait_unlimited(const CheckInput *input, Diags *diags)
{
    look_at_steps(input, &check_wait_unlimited.rule, "steps", look_at_wait, diags);
}

const Check check_wait_unlimited = {
    .rule =
        {
            .id = "wait-unlimited",
            .severity = SEVERITY_WARNING,
            .summary = "a step waits and does not say for how long at most",
            .remedy = "add `timeout:` with the time after which something else has to be done",
            .why = "What one waits for may never come, and an hour in front of dots is an hour "
                   "less to recover in; or the script gives up on what only needed longer.",
            .origin = "NIST SP 800-34 Rev. 1 4.3.1",
        },
    .run = wait_unlimited,
};

/* ---- irreversible-target-unknown ---- */

static const EnvVariable *find_variable(const Runbook *runbook, const char *name)
{
    for (size_t i = 0; i < runbook->needs.env.count; i++) {
        const EnvVariable *variable = runbook->needs.env.items[i];
        if (g_strcmp0(variable->name.text, name) == 0)
            return variable;
    }
    return NULL;
}

/* The name of the variable at AT, which is "$NAME" or "${NAME}"; NULL when it is none. */
static char *variable_at(const char *at)
{
    if (*at != '$')
        return NULL;
    const char *start = at[1] == '{' ? at + 2 : at + 1;
    size_t length = strspn(start, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_");
    bool closed = at[1] != '{' || start[length] == '}';
    return length > 0 && closed && !g_ascii_isdigit(*start) ? g_strndup(start, length) : NULL;
}

static void report_target(const Runbook *runbook, const Step *step, const char *name,
                          const EnvVariable *variable, Diags *diags)
{
    const Rule *rule = &check_irreversible_target_unknown.rule;
    const char *id = subject_id(&step->entity);
    if (variable != NULL) {
        Diag *diag =
            diags_add(diags, rule, step->target.span,
                      "step '%s' has the value of '%s' typed, which is a secret", id, name);
        diag_note(diags, diag, variable->secret.span, "it is never shown");
        diag_help(diags, diag, "name what is overwritten or destroyed");
        return;
    }
    Diag *diag = diags_add(diags, rule, step->target.span,
                           "step '%s' has the value of '%s' typed, which is no variable of "
                           "runbook '%s'",
                           id, name, subject_id(&runbook->entity));
    Nearest nearest = nearest_start(name);
    for (size_t i = 0; i < runbook->needs.env.count; i++)
        if (runbook->needs.env.items[i]->name.text != NULL)
            nearest_offer(&nearest, runbook->needs.env.items[i]->name.text);
    if (nearest.best != NULL)
        diag_help(diags, diag, "did you mean '$%s'?", nearest.best);
    else
        diag_help(diags, diag, "add '%s' under `env` of `needs`", name);
}

static void look_at_target(const Runbook *runbook, const Step *step, Quota *quota, Diags *diags)
{
    for (const char *at = step->target.text; at != NULL && *at != '\0'; at++) {
        g_autofree char *name = variable_at(at);
        if (name == NULL)
            continue;
        const EnvVariable *variable = find_variable(runbook, name);
        bool open = variable != NULL && (variable->secret.text == NULL ||
                                         (variable->secret.known && !variable->secret.value));
        if (open)
            continue;
        if (quota_take(quota, step->target.span))
            report_target(runbook, step, name, variable, diags);
        return;
    }
}

static void irreversible_target_unknown(const CheckInput *input, Diags *diags)
{
    look_at_steps(input, &check_irreversible_target_unknown.rule, "steps", look_at_target, diags);
}

const Check check_irreversible_target_unknown = {
    .rule =
        {
            .id = "irreversible-target-unknown",
            .severity = SEVERITY_ERROR,
            .summary = "what has to be typed before an irreversible step is the value of a "
                       "variable that there is not",
            .remedy = "name a variable of `needs.env` that is no secret, or the target itself",
            .why = "Typing the target's name is the last thing that keeps a tired person from "
                   "overwriting the wrong database; a name that is not filled in keeps nobody.",
            .origin = "NIST SP 800-34 Rev. 1 4.3.1; NIST SP 800-53 Rev. 5 CP-10",
        },
    .run = irreversible_target_unknown,
};

/* ---- step-retried-blindly ---- */

static void look_at_retries(const Runbook *runbook, const Step *step, Quota *quota, Diags *diags)
{
    (void)runbook;
    bool repeatable =
        step->unless.span.source != NULL ||
        (step->idempotent.text != NULL && (!step->idempotent.known || step->idempotent.value));
    if (!step->retries.known || step->retries.value < 1 || step->kind != STEP_RUN || repeatable ||
        !quota_take(quota, step->retries.span))
        return;
    diags_add(diags, &check_step_retried_blindly.rule, step->retries.span,
              "step '%s' is tried again after a failure, and nothing says that this does no harm",
              subject_id(&step->entity));
}

static void step_retried_blindly(const CheckInput *input, Diags *diags)
{
    look_at_steps(input, &check_step_retried_blindly.rule, "steps", look_at_retries, diags);
}

const Check check_step_retried_blindly = {
    .rule =
        {
            .id = "step-retried-blindly",
            .severity = SEVERITY_WARNING,
            .summary = "a step is tried again and does not say that it can be",
            .remedy =
                "write `idempotent: true` when half of it may be done twice, or `unless:` with "
                "a command that tells that it is done",
            .why = "What failed half-way may have loaded half of the data; the second try then "
                   "loads it twice, or stops at what is there.",
            .origin = "NIST SP 800-34 Rev. 1 4.3; RFC 9110 9.2.2",
        },
    .run = step_retried_blindly,
};
