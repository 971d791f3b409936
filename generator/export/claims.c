#include "export/claims.h"

#include "export/observation.h"
#include "export/words.h"
#include "model/coverage.h"

static void clear_claim(gpointer data)
{
    Claim *claim = data;
    g_free(claim->title);
    g_free(claim->target);
    g_free(claim->statement);
}

static void name_claim(const Oscal *oscal, const PlanView *view, GHashTable *counts, Claim *claim)
{
    g_autofree char *number = oscal_again(counts, claim->target);
    oscal_uuid(oscal, claim->finding, "finding", view->plan->id, claim->target, number, NULL);
    oscal_uuid(oscal, claim->risk, "risk", view->plan->id, claim->target, number, NULL);
}

/* The days on which the exercises that cover each subject are due, the earliest of each. Owned. */
static Date *due_days(const Standing *standing)
{
    const Plan *plan = standing->plan;
    size_t n = plan->services.count + plan->data.count;
    Date *days = g_new(Date, n + 1);
    for (size_t i = 0; i < n; i++)
        days[i] = (Date){INT32_MIN};
    for (size_t i = 0; i < standing->n_exercises; i++) {
        const ExerciseState *state = &standing->exercises[i];
        Subjects covered = coverage_of_exercise(standing->coverage, i);
        for (size_t j = 0; state->has_due && j < covered.count; j++) {
            Date *day = &days[covered.items[j]];
            if (day->days == INT32_MIN || state->due.days < day->days)
                *day = state->due;
        }
    }
    return days;
}

static Claim objective_claim(const PlanView *view, const Objective *objective, const Date *days)
{
    size_t subject = 0;
    bool known = coverage_subject(view->standing->coverage, objective->subject, &subject);
    const char *kind = export_measure_word(objective->kind);
    const char *id = objective->subject->id.text;
    g_autofree char *target = g_strdup_printf("%s_smt.%s.%s.%s", oscal_objectives_id,
                                              view->plan->id, id == NULL ? "" : id, kind);
    g_autofree char *upper = g_ascii_strup(kind, -1);
    const char *name = entity_name(objective->subject);
    const char *promised = objective->target_text;
    return (Claim){
        .title = g_strdup_printf("%s of %s", upper, name),
        .target = oscal_token(target),
        .statement = promised == NULL ? g_strdup_printf("No %s of %s is promised.", upper, name)
                                      : g_strdup_printf("Promised is that the %s of %s is %s.",
                                                        upper, name, promised),
        .reason = objective->reason,
        .verdict = objective->verdict,
        .run = objective->last,
        .deadline = known ? days[subject] : (Date){INT32_MIN},
        .until = objective->has_until ? objective->until : (Date){INT32_MIN},
    };
}

static Claim control_claim(const Framework *framework, const ControlResult *result)
{
    const Control *control = result->control;
    bool named = control->oscal.text != NULL;
    g_autofree char *own = oscal_control_id(framework, control);
    const char *number = control->number.text;
    return (Claim){
        .title =
            g_strdup_printf("%s %s", number == NULL ? own : number, entity_name(&control->entity)),
        .target = named ? oscal_token(control->oscal.text) : g_strconcat(own, "_smt", NULL),
        .has_objective_id = named,
        .statement = g_strdup(control->about.text),
        .reason = result->reason,
        .turn = result->turn,
        .verdict = result->verdict,
        .attested = result->attested,
        .exemption = result->exemption,
        .run = result->run,
        .act = result->act,
        .deadline = {INT32_MIN},
        .until = result->has_until ? result->until : (Date){INT32_MIN},
    };
}

static void add_claim(GArray *claims, const Oscal *oscal, const PlanView *view, GHashTable *counts,
                      Claim claim)
{
    name_claim(oscal, view, counts, &claim);
    g_array_append_val(claims, claim);
}

GArray *claims_new(const Oscal *oscal, const PlanView *view)
{
    const Standing *standing = view->standing;
    GArray *claims = g_array_new(FALSE, FALSE, sizeof(Claim));
    g_array_set_clear_func(claims, clear_claim);
    g_autoptr(GHashTable) counts = g_hash_table_new(g_str_hash, g_str_equal);
    g_autofree Date *days = due_days(standing);
    for (size_t i = 0; i < standing->n_objectives; i++)
        add_claim(claims, oscal, view, counts,
                  objective_claim(view, &standing->objectives[i], days));
    for (size_t i = 0; i < standing->n_further; i++)
        if (standing->further[i].has_target)
            add_claim(claims, oscal, view, counts,
                      objective_claim(view, &standing->further[i], days));
    for (size_t i = 0; i < view->n_assessments; i++) {
        const Assessment *assessment = &view->assessments[i];
        for (size_t j = 0; j < assessment->n_results; j++)
            add_claim(claims, oscal, view, counts,
                      control_claim(assessment->framework, &assessment->results[j]));
    }
    return claims;
}

bool claim_failed(const Claim *claim)
{
    return claim->verdict == VERDICT_NOT_SATISFIED;
}

void claim_put_risk(Oscal *oscal, const PlanView *view, const Claim *claim)
{
    xml_begin(&oscal->xml, "risk");
    xml_set(&oscal->xml, "uuid", claim->risk);
    oscal_title(oscal, claim->title);
    oscal_paragraph(oscal, "description", claim->reason, "No reason is known.");
    oscal_paragraph(oscal, "statement", claim->statement, claim->title);
    oscal_prop(oscal, "plan", view->plan->id);
    xml_element(&oscal->xml, "status", "open");
    if (claim->deadline.days != INT32_MIN)
        oscal_end_of(oscal, "deadline", claim->deadline);
    observation_put_references(oscal, view, claim->run, claim->act);
    xml_end(&oscal->xml);
}
