#include "model/risk_scale.h"
#include "rules/checks.h"
#include "rules/subject.h"
#include "rules/term.h"

/* Whether somebody looks after the risks: treats them, owns them, prepares for them, looks again.
 */

/* The scenarios that an exercise plays, and the runbooks that one carries out. */
typedef struct Exercised {
    const Library *library;
    GHashTable *entities;  /* const Entity *: of the plan's own exercises */
    GHashTable *elsewhere; /* of those of all plans; NULL until it is needed */
} Exercised;

static void add_targets(GHashTable *entities, const RefList *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->target != NULL)
            g_hash_table_add(entities, (void *)(uintptr_t)list->items[i]->target);
}

static void add_exercises(GHashTable *entities, const Plan *plan)
{
    for (size_t i = 0; i < plan->exercises.count; i++) {
        add_targets(entities, &plan->exercises.items[i]->scenarios);
        add_targets(entities, &plan->exercises.items[i]->runbooks);
    }
}

static Exercised exercised_new(const CheckInput *input)
{
    Exercised exercised = {.library = input->library,
                           .entities = g_hash_table_new(g_direct_hash, g_direct_equal)};
    add_exercises(exercised.entities, input->plan);
    return exercised;
}

static void exercised_clear(Exercised *exercised)
{
    g_hash_table_unref(exercised->entities);
    if (exercised->elsewhere != NULL)
        g_hash_table_unref(exercised->elsewhere);
}

static bool plays(GHashTable *entities, const Scenario *scenario)
{
    if (g_hash_table_contains(entities, scenario))
        return true;
    for (size_t i = 0; i < scenario->runbooks.count; i++)
        if (scenario->runbooks.items[i]->target != NULL &&
            g_hash_table_contains(entities, scenario->runbooks.items[i]->target))
            return true;
    return false;
}

/* The other plans are asked only when the plan's own exercises do not play it. */
static bool is_exercised(Exercised *exercised, const Scenario *scenario)
{
    if (plays(exercised->entities, scenario))
        return true;
    if (exercised->elsewhere == NULL) {
        exercised->elsewhere = g_hash_table_new(g_direct_hash, g_direct_equal);
        for (size_t i = 0; i < exercised->library->n_plans; i++)
            add_exercises(exercised->elsewhere, exercised->library->plans[i]);
    }
    return plays(exercised->elsewhere, scenario);
}

static bool is_left_out(const char *text, Span span)
{
    return text == NULL && span.source == NULL;
}

/* What a risk has not got: "no `treatment`, no `owner` and no exercise of its scenario". */
typedef struct Lacks {
    GString *list;
    const char *last; /* not yet in LIST */
} Lacks;

static void lacks_add(Lacks *lacks, const char *what)
{
    if (lacks->last != NULL)
        g_string_append_printf(lacks->list, "%sno %s", lacks->list->len > 0 ? ", " : "",
                               lacks->last);
    lacks->last = what;
}

static char *lacks_text(Lacks *lacks)
{
    if (lacks->last != NULL)
        g_string_append_printf(lacks->list, "%sno %s", lacks->list->len > 0 ? " and " : "",
                               lacks->last);
    return g_string_free(lacks->list, FALSE);
}

static void report_unattended(const Risk *risk, const Text *level, const char *lacks,
                              const Scenario *scenario, Diags *diags)
{
    Span place = level == &risk->level ? level->span : subject_place(&risk->entity);
    Diag *diag =
        diags_add(diags, &check_risk_unattended.rule, place, "risk '%s' is rated '%s' and has %s",
                  subject_id(&risk->entity), level->text, lacks);
    if (level != &risk->level)
        diag_note(diags, diag, level->span, "the matrix rates it '%s'", level->text);
    if (scenario != NULL)
        diag_note(diags, diag, subject_place(&scenario->entity), "scenario '%s' answers it",
                  subject_id(&scenario->entity));
}

static void check_attention(const Risk *risk, const Text *level, Exercised *exercised, Diags *diags)
{
    Lacks lacks = {.list = g_string_new(NULL)};
    const Scenario *scenario = NULL;
    if (is_left_out(risk->treatment.text, risk->treatment.span))
        lacks_add(&lacks, "`treatment`");
    if (is_left_out(risk->owner.text, risk->owner.span))
        lacks_add(&lacks, "`owner`");
    if (is_left_out(risk->scenario.text, risk->scenario.span))
        lacks_add(&lacks, "`scenario`");
    else if (risk->scenario.target != NULL) {
        const Scenario *answer = (const Scenario *)risk->scenario.target;
        bool helpless = answer->runbooks.count == 0 && answer->runbooks.span.source == NULL;
        bool untried = !is_exercised(exercised, answer);
        if (helpless)
            lacks_add(&lacks, "runbook in its scenario");
        if (untried)
            lacks_add(&lacks, "exercise of its scenario");
        if (helpless || untried)
            scenario = answer;
    }
    g_autofree char *text = lacks_text(&lacks);
    if (text[0] != '\0')
        report_unattended(risk, level, text, scenario, diags);
}

static void risk_unattended(const CheckInput *input, Diags *diags)
{
    const Plan *plan = input->plan;
    g_autoptr(RiskScale) scale = risk_scale_new(&input->library->matrix);
    Exercised exercised = exercised_new(input);
    for (size_t i = 0; i < plan->risks.count; i++) {
        const Risk *risk = plan->risks.items[i];
        const Text *level = risk_scale_level(scale, risk);
        if (level != NULL && risk_scale_is_high(scale, level->text))
            check_attention(risk, level, &exercised, diags);
    }
    exercised_clear(&exercised);
}

const Check check_risk_unattended = {
    .rule =
        {
            .id = "risk-unattended",
            .severity = SEVERITY_WARNING,
            .summary = "a high risk has no treatment, owner, scenario, runbook or exercise",
            .remedy = "say what is done about it (`treatment`), who answers for it (`owner`) and "
                      "which `scenario`, with runbooks and an exercise, prepares for it",
            .why = "The plan itself says that this is likely and bad, and when it happens nobody "
                   "has prepared for it or tried out what to do.",
            .origin = "AICPA TSC A1.3; ISO 22301:2019 8.2.3; NIST SP 800-53 Rev. 5 RA-7",
        },
    .run = risk_unattended,
};

static void residual_above_inherent(const CheckInput *input, Diags *diags)
{
    const Plan *plan = input->plan;
    g_autoptr(RiskScale) scale = risk_scale_new(&input->library->matrix);
    for (size_t i = 0; i < plan->risks.count; i++) {
        const Risk *risk = plan->risks.items[i];
        const Text *level = risk_scale_level(scale, risk);
        int order;
        if (risk->residual.text == NULL || level == NULL ||
            !risk_scale_compare(scale, risk->residual.text, level->text, &order) || order <= 0)
            continue;
        Diag *diag = diags_add(diags, &check_residual_above_inherent.rule, risk->residual.span,
                               "risk '%s' is worse after its treatment than before: '%s' > '%s'",
                               subject_id(&risk->entity), risk->residual.text, level->text);
        if (level == &risk->level)
            diag_note(diags, diag, level->span, "before treatment it is '%s'", level->text);
        else
            diag_note(diags, diag, level->span,
                      "the matrix has '%s' for likelihood '%s' and "
                      "impact '%s'",
                      level->text, risk->likelihood.text, risk->impact.text);
    }
}

const Check check_residual_above_inherent = {
    .rule =
        {
            .id = "residual-above-inherent",
            .severity = SEVERITY_WARNING,
            .summary = "a risk has a higher level after its treatment than before",
            .remedy = "correct `residual` or `level`, or change a treatment that makes it worse",
            .why = "One of the two levels is wrong, and whoever accepts the rest of the risk "
                   "accepts a number that nobody has thought about.",
            .origin = "ISO 22301:2019 8.2.3; AICPA TSC CC9.1",
        },
    .run = residual_above_inherent,
};

static void report_risk_overdue(const Risk *risk, Term term, Date as_of, Diags *diags)
{
    g_autofree char *overdue = term_overdue(term, as_of);
    Diag *diag = diags_add(diags, &check_risk_review_overdue.rule, risk->reviewed.span,
                           "the review of risk '%s' is %s", subject_id(&risk->entity), overdue);
    diag_note(diags, diag, risk->review.span, "it is due every %s", risk->review.text);
}

static void risk_review_overdue(const CheckInput *input, Diags *diags)
{
    const Plan *plan = input->plan;
    for (size_t i = 0; i < plan->risks.count; i++) {
        const Risk *risk = plan->risks.items[i];
        if (known_length(&risk->review) == NULL)
            continue;
        if (is_left_out(risk->reviewed.text, risk->reviewed.span)) {
            Diag *diag = diags_add(diags, &check_risk_review_overdue.rule, risk->review.span,
                                   "risk '%s' is to be looked at every %s, but does not say when "
                                   "it last was",
                                   subject_id(&risk->entity), risk->review.text);
            diag_help(diags, diag, "look at it again and add `reviewed:` with the date");
            continue;
        }
        Term term = term_of(risk->reviewed.value, &risk->review);
        if (risk->reviewed.known && term_is_over(term, input->as_of))
            report_risk_overdue(risk, term, input->as_of, diags);
    }
}

const Check check_risk_review_overdue = {
    .rule =
        {
            .id = "risk-review-overdue",
            .severity = SEVERITY_WARNING,
            .summary = "a risk was last looked at longer ago than the plan promises",
            .remedy = "look at the risk again and bring its `reviewed:` up to date",
            .why = "Likelihood and impact were judged in another world; what has become likely "
                   "since is still at the bottom of the list.",
            .origin = "NIST SP 800-53 Rev. 5 RA-3; ISO 22301:2019 8.2.3",
        },
    .run = risk_review_overdue,
};
