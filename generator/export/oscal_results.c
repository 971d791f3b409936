#include "export/claims.h"
#include "export/observation.h"

/* Five verdicts in the two states of OSCAL. What does not apply is nothing that is missing. */
static const struct {
    const char *state, *reason, *implementation;
} statuses[] = {
    [VERDICT_SATISFIED] = {"satisfied", "pass", NULL},
    [VERDICT_NOT_SATISFIED] = {"not-satisfied", "fail", NULL},
    [VERDICT_STALE] = {"not-satisfied", "other", NULL},
    [VERDICT_NO_EVIDENCE] = {"not-satisfied", "other", NULL},
    [VERDICT_NOT_APPLICABLE] = {"satisfied", "other", "not-applicable"},
};

static void put_target(Oscal *oscal, const Claim *claim)
{
    xml_begin(&oscal->xml, "target");
    xml_set(&oscal->xml, "type", claim->has_objective_id ? "objective-id" : "statement-id");
    xml_set(&oscal->xml, "target-id", claim->target);
    xml_begin(&oscal->xml, "status");
    xml_set(&oscal->xml, "state", statuses[claim->verdict].state);
    xml_set(&oscal->xml, "reason", statuses[claim->verdict].reason);
    xml_end(&oscal->xml);
    if (statuses[claim->verdict].implementation != NULL)
        oscal_mark(oscal, "implementation-status", "state",
                   statuses[claim->verdict].implementation);
    xml_end(&oscal->xml);
}

static void put_finding(Oscal *oscal, const PlanView *view, const Claim *claim)
{
    xml_begin(&oscal->xml, "finding");
    xml_set(&oscal->xml, "uuid", claim->finding);
    oscal_title(oscal, claim->title);
    oscal_paragraph(oscal, "description", claim->reason, "No reason is known.");
    oscal_prop(oscal, "verdict", verdict_word(claim->verdict));
    if (claim->attested)
        oscal_prop(oscal, "attested", "true");
    oscal_prop_day(oscal, "until", claim->until);
    if (claim->exemption != NULL) {
        oscal_prop(oscal, "exempt-owner", claim->exemption->owner.text);
        oscal_prop_day(oscal, "exempt-until",
                       claim->exemption->until.known ? claim->exemption->until.value
                                                     : (Date){INT32_MIN});
    }
    put_target(oscal, claim);
    observation_put_references(oscal, view, claim->run, claim->act);
    if (claim_failed(claim))
        oscal_mark(oscal, "associated-risk", "risk-uuid", claim->risk);
    oscal_paragraph(oscal, "remarks", claim->turn, NULL);
    xml_end(&oscal->xml);
}

/* Until when the newest measurements count, by run; days as pointers. Owned. */
static GHashTable *measured_until(const Standing *standing)
{
    GHashTable *days = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < standing->n_objectives; i++) {
        const Objective *objective = &standing->objectives[i];
        if (!objective->has_until || objective->last == NULL)
            continue;
        int32_t known = GPOINTER_TO_INT(g_hash_table_lookup(days, objective->last));
        if (known == 0 || objective->until.days > known)
            g_hash_table_insert(days, (gpointer)objective->last,
                                GINT_TO_POINTER(objective->until.days));
    }
    return days;
}

/* Each run of the period, then whatever else a claim rests on: nothing is referred to in vain. */
static void put_observations(Oscal *oscal, const PlanView *view, const GArray *claims)
{
    const Standing *standing = view->standing;
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) until = measured_until(standing);
    for (size_t i = 0; i < standing->n_runs; i++) {
        const Run *run = standing->runs[i];
        int32_t days = GPOINTER_TO_INT(g_hash_table_lookup(until, run));
        observation_put_run(oscal, view, run, (Date){days == 0 ? INT32_MIN : days});
        g_hash_table_add(seen, (gpointer)run);
    }
    for (size_t i = 0; i < claims->len; i++) {
        const Claim *claim = &g_array_index(claims, Claim, i);
        if (claim->run != NULL && g_hash_table_add(seen, (gpointer)claim->run))
            observation_put_run(oscal, view, claim->run, (Date){INT32_MIN});
        if (claim->act != NULL && g_hash_table_add(seen, (gpointer)claim->act))
            observation_put_act(oscal, view, claim->act);
    }
}

/* The first day of the period; without a limit, that of the oldest run. */
static Date first_day(const Standing *standing)
{
    if (standing->from.days != INT32_MIN)
        return standing->from;
    return standing->n_runs > 0 ? run_date(standing->runs[0]) : standing->as_of;
}

static void put_result(Oscal *oscal, const PlanView *view)
{
    char uuid[UUID_TEXT_SIZE];
    const Plan *plan = view->plan;
    g_autoptr(GArray) claims = claims_new(oscal, view);
    oscal_uuid(oscal, uuid, "result", plan->id, NULL);
    xml_begin(&oscal->xml, "result");
    xml_set(&oscal->xml, "uuid", uuid);
    oscal_title(oscal, plan->title.text == NULL ? plan->id : plan->title.text);
    oscal_paragraph(oscal, "description", plan->about.text,
                    "Computed from the plan and from dated runs.");
    oscal_moment(oscal, "start", date_start(first_day(view->standing)).seconds);
    oscal_end_of(oscal, "end", view->standing->as_of);
    oscal_prop(oscal, "plan", plan->id);
    oscal_prop(oscal, "plan-version", plan->version.text);
    oscal_reviewed_controls(oscal, view, 1);
    put_observations(oscal, view, claims);
    for (size_t i = 0; i < claims->len; i++)
        if (claim_failed(&g_array_index(claims, Claim, i)))
            claim_put_risk(oscal, view, &g_array_index(claims, Claim, i));
    for (size_t i = 0; i < claims->len; i++)
        put_finding(oscal, view, &g_array_index(claims, Claim, i));
    xml_end(&oscal->xml);
}

/* OSCAL has no results without a result. */
static void put_no_result(Oscal *oscal)
{
    char uuid[UUID_TEXT_SIZE];
    oscal_uuid(oscal, uuid, "result", NULL);
    xml_begin(&oscal->xml, "result");
    xml_set(&oscal->xml, "uuid", uuid);
    oscal_title(oscal, "No plans");
    oscal_paragraph(oscal, "description", "The library holds no plan.", NULL);
    oscal_moment(oscal, "start", date_start(oscal->job->as_of).seconds);
    oscal_reviewed_controls(oscal, NULL, 0);
    xml_end(&oscal->xml);
}

/* The document that says what was to be exercised lies beside this one. */
static void put_back_matter(Oscal *oscal, const char *uuid)
{
    xml_begin(&oscal->xml, "back-matter");
    xml_begin(&oscal->xml, "resource");
    xml_set(&oscal->xml, "uuid", uuid);
    oscal_title(oscal, "Schedule of exercises");
    oscal_mark(oscal, "rlink", "href", oscal_file_name(OSCAL_SCHEDULE));
    xml_end(&oscal->xml);
    xml_end(&oscal->xml);
}

void oscal_put_results(Oscal *oscal)
{
    char uuid[UUID_TEXT_SIZE];
    char href[UUID_TEXT_SIZE + 1] = "#";
    oscal_uuid(oscal, uuid, "resource", "schedule", NULL);
    g_strlcat(href, uuid, sizeof href);
    oscal_mark(oscal, "import-ap", "href", href);
    for (size_t i = 0; i < oscal->job->n_views; i++)
        put_result(oscal, &oscal->job->views[i]);
    if (oscal->job->n_views == 0)
        put_no_result(oscal);
    put_back_matter(oscal, uuid);
}
