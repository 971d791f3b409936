#include "publish/gate.h"

#include "base/nearest.h"

#include <string.h>

static void add(GPtrArray *reasons, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void add(GPtrArray *reasons, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_ptr_array_add(reasons, g_strdup_vprintf(format, arguments));
    va_end(arguments);
}

static const char *id_of(const Entity *entity)
{
    return entity->id.text != NULL ? entity->id.text : entity_name(entity);
}

static void look_overdue(const PlanView *view, GPtrArray *reasons)
{
    char day[DATE_TEXT_SIZE];
    for (size_t i = 0; i < view->standing->n_exercises; i++) {
        const ExerciseState *state = &view->standing->exercises[i];
        if (!state->overdue)
            continue;
        if (state->has_due)
            add(reasons, "exercise '%s' was due on %s", id_of(&state->exercise->entity),
                date_format(state->due, day));
        else
            add(reasons, "exercise '%s' has never passed", id_of(&state->exercise->entity));
    }
}

static void look_objectives(const PlanView *view, Verdict verdict, GPtrArray *reasons)
{
    for (size_t i = 0; i < view->standing->n_objectives; i++) {
        const Objective *objective = &view->standing->objectives[i];
        if (objective->verdict == verdict)
            add(reasons, "%s of '%s': %s", measure_word(objective->kind), id_of(objective->subject),
                objective->reason);
    }
}

static void look_controls(const PlanView *view, Verdict verdict, GPtrArray *reasons)
{
    for (size_t i = 0; i < view->n_assessments; i++)
        for (size_t j = 0; j < view->assessments[i].n_results; j++) {
            const ControlResult *result = &view->assessments[i].results[j];
            const char *number = result->control->number.text;
            if (result->verdict == verdict)
                add(reasons, "control %s: %s",
                    number != NULL ? number : id_of(&result->control->entity), result->reason);
        }
}

static void look_not_satisfied(const PlanView *view, GPtrArray *reasons)
{
    look_controls(view, VERDICT_NOT_SATISFIED, reasons);
}

static void look_stale(const PlanView *view, GPtrArray *reasons)
{
    look_objectives(view, VERDICT_STALE, reasons);
    look_controls(view, VERDICT_STALE, reasons);
}

static void look_no_evidence(const PlanView *view, GPtrArray *reasons)
{
    look_objectives(view, VERDICT_NO_EVIDENCE, reasons);
    look_controls(view, VERDICT_NO_EVIDENCE, reasons);
}

static void look_missed(const PlanView *view, GPtrArray *reasons)
{
    look_objectives(view, VERDICT_NOT_SATISFIED, reasons);
}

static void look_findings(const PlanView *view, bool only_overdue, GPtrArray *reasons)
{
    char day[DATE_TEXT_SIZE];
    for (size_t i = 0; i < view->standing->n_findings; i++) {
        const OpenFinding *open = &view->standing->findings[i];
        const RunFinding *finding = open->finding;
        if (only_overdue && !open->overdue)
            continue;
        g_autofree char *due = finding->due.days == INT32_MIN
                                   ? g_strdup("without a day")
                                   : g_strdup_printf("due on %s", date_format(finding->due, day));
        add(reasons, "'%s', owner %s, %s", finding->text == NULL ? "(no text)" : finding->text,
            finding->owner == NULL ? "nobody" : finding->owner, due);
    }
}

static void look_open_findings(const PlanView *view, GPtrArray *reasons)
{
    look_findings(view, false, reasons);
}

static void look_overdue_findings(const PlanView *view, GPtrArray *reasons)
{
    look_findings(view, true, reasons);
}

const GateCondition gate_conditions[] = {
    {"overdue", "an exercise was not passed by its day", look_overdue},
    {"missed", "an objective was missed when it was measured last", look_missed},
    {"not-satisfied", "a control is not satisfied", look_not_satisfied},
    {"stale", "a control or an objective is stale", look_stale},
    {"no-evidence", "a control or an objective has no evidence", look_no_evidence},
    {"open-findings", "a finding is open", look_open_findings},
    {"overdue-findings", "a finding is open beyond its day", look_overdue_findings},
    {.word = NULL},
};

/* The bit of the condition WORD; 0 when there is none, and NEAREST is what was meant, or NULL. */
static GateConditions find(const char *word, const char **nearest)
{
    Nearest search = nearest_start(word);
    for (size_t i = 0; gate_conditions[i].word != NULL; i++) {
        if (strcmp(gate_conditions[i].word, word) == 0)
            return 1u << i;
        nearest_offer(&search, gate_conditions[i].word);
    }
    *nearest = search.best;
    return 0;
}

char *gate_parse(const char *list, GateConditions *conditions, const char **nearest)
{
    if (*list == '\0')
        return g_strdup(list);
    g_auto(GStrv) words = g_strsplit(list, ",", -1);
    for (char **word = words; *word != NULL; word++) {
        GateConditions condition = find(g_strstrip(*word), nearest);
        if (condition == 0)
            return g_strdup(*word);
        *conditions |= condition;
    }
    return NULL;
}

static void look(const PlanView *view, GateConditions conditions, GPtrArray *reasons)
{
    for (size_t i = 0; gate_conditions[i].word != NULL; i++) {
        if ((conditions & 1u << i) == 0)
            continue;
        g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
        gate_conditions[i].look(view, found);
        for (guint j = 0; j < found->len; j++)
            add(reasons, "%s: %s: %s", view->plan->id, gate_conditions[i].word,
                (const char *)found->pdata[j]);
    }
}

GPtrArray *gate_reasons(const Shelf *shelf, const Plan *plan, GateConditions conditions)
{
    GPtrArray *reasons = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < shelf->library->n_plans; i++)
        if (plan == NULL || shelf->library->plans[i] == plan)
            look(&shelf->views[i], conditions, reasons);
    return reasons;
}
