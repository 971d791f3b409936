#include "export/claims.h"
#include "export/observation.h"

/* What is open of one plan, put together once: it is told of in three lists. */
typedef struct OpenItem {
    const OpenFinding *finding; /* or NULL, then: */
    const Claim *claim;
    char risk[UUID_TEXT_SIZE], item[UUID_TEXT_SIZE];
} OpenItem;

typedef struct PlanItems {
    const PlanView *view;
    GArray *claims; /* of Claim; owned */
    GArray *items;  /* of OpenItem; owned */
} PlanItems;

static void add_finding(const Oscal *oscal, PlanItems *plan, const OpenFinding *finding,
                        GHashTable *counts)
{
    OpenItem item = {.finding = finding};
    const char *id = plan->view->plan->id;
    const char *text = finding->finding->text == NULL ? "" : finding->finding->text;
    g_autofree char *number = oscal_again(counts, text);
    oscal_uuid(oscal, item.risk, "open-risk", id, text, number, NULL);
    oscal_uuid(oscal, item.item, "open-item", id, text, number, NULL);
    g_array_append_val(plan->items, item);
}

static void add_claim(const Oscal *oscal, PlanItems *plan, const Claim *claim)
{
    OpenItem item = {.claim = claim};
    g_strlcpy(item.risk, claim->risk, sizeof item.risk);
    oscal_uuid(oscal, item.item, "item", claim->risk, NULL);
    g_array_append_val(plan->items, item);
}

static PlanItems gather(const Oscal *oscal, const PlanView *view)
{
    PlanItems plan = {.view = view,
                      .claims = claims_new(oscal, view),
                      .items = g_array_new(FALSE, FALSE, sizeof(OpenItem))};
    g_autoptr(GHashTable) counts = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < view->standing->n_findings; i++)
        add_finding(oscal, &plan, &view->standing->findings[i], counts);
    for (size_t i = 0; i < plan.claims->len; i++)
        if (claim_failed(&g_array_index(plan.claims, Claim, i)))
            add_claim(oscal, &plan, &g_array_index(plan.claims, Claim, i));
    return plan;
}

static void put_observations(Oscal *oscal, const PlanItems *plan)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < plan->items->len; i++) {
        const OpenItem *item = &g_array_index(plan->items, OpenItem, i);
        const Run *run = item->finding != NULL ? item->finding->run : item->claim->run;
        const Act *act = item->finding != NULL ? NULL : item->claim->act;
        if (run != NULL && g_hash_table_add(seen, (gpointer)run))
            observation_put_run(oscal, plan->view, run, (Date){INT32_MIN});
        if (act != NULL && g_hash_table_add(seen, (gpointer)act))
            observation_put_act(oscal, plan->view, act);
    }
}

static void put_finding_risk(Oscal *oscal, const PlanItems *plan, const OpenItem *item)
{
    const RunFinding *finding = item->finding->finding;
    xml_begin(&oscal->xml, "risk");
    xml_set(&oscal->xml, "uuid", item->risk);
    oscal_title(oscal, finding->text);
    oscal_paragraph(oscal, "description", finding->text, "A finding without words.");
    oscal_paragraph(oscal, "statement", "It was found in an exercise or an incident.", NULL);
    oscal_prop(oscal, "plan", plan->view->plan->id);
    oscal_prop(oscal, "severity", finding->severity);
    oscal_prop(oscal, "owner", finding->owner);
    if (item->finding->overdue)
        oscal_prop(oscal, "overdue", "true");
    xml_element(&oscal->xml, "status", "open");
    if (finding->due.days != INT32_MIN)
        oscal_end_of(oscal, "deadline", finding->due);
    observation_put_references(oscal, plan->view, item->finding->run, NULL);
    xml_end(&oscal->xml);
}

static void put_risk(Oscal *oscal, const PlanItems *plan, const OpenItem *item)
{
    if (item->finding != NULL)
        put_finding_risk(oscal, plan, item);
    else
        claim_put_risk(oscal, plan->view, item->claim);
}

static void put_item(Oscal *oscal, const PlanItems *plan, const OpenItem *item)
{
    const Claim *claim = item->claim;
    const OpenFinding *finding = item->finding;
    xml_begin(&oscal->xml, "poam-item");
    xml_set(&oscal->xml, "uuid", item->item);
    oscal_title(oscal, finding != NULL ? finding->finding->text : claim->title);
    oscal_paragraph(oscal, "description", finding != NULL ? finding->finding->text : claim->reason,
                    "Nothing more is known.");
    oscal_prop(oscal, "plan", plan->view->plan->id);
    oscal_prop(oscal, "kind", finding != NULL ? "finding" : "missed");
    observation_put_references(oscal, plan->view, finding != NULL ? finding->run : claim->run,
                               finding != NULL ? NULL : claim->act);
    oscal_mark(oscal, "associated-risk", "risk-uuid", item->risk);
    oscal_paragraph(oscal, "remarks", finding != NULL ? NULL : claim->turn, NULL);
    xml_end(&oscal->xml);
}

/* OSCAL has no plan without an item. */
static void put_nothing_open(Oscal *oscal)
{
    char uuid[UUID_TEXT_SIZE];
    oscal_uuid(oscal, uuid, "item", NULL);
    xml_begin(&oscal->xml, "poam-item");
    xml_set(&oscal->xml, "uuid", uuid);
    oscal_title(oscal, "Nothing is open");
    oscal_paragraph(oscal, "description", "No finding is open, and nothing promised was missed.",
                    NULL);
    xml_end(&oscal->xml);
}

static void put_each(Oscal *oscal, const PlanItems *plans,
                     void (*put)(Oscal *oscal, const PlanItems *plan, const OpenItem *item))
{
    for (size_t i = 0; i < oscal->job->n_views; i++)
        for (size_t j = 0; j < plans[i].items->len; j++)
            put(oscal, &plans[i], &g_array_index(plans[i].items, OpenItem, j));
}

void oscal_put_milestones(Oscal *oscal)
{
    char uuid[UUID_TEXT_SIZE];
    const ExportJob *job = oscal->job;
    size_t count = 0;
    g_autofree PlanItems *plans = g_new0(PlanItems, job->n_views + 1);
    oscal_uuid(oscal, uuid, "system", NULL);
    xml_begin(&oscal->xml, "system-id");
    xml_set(&oscal->xml, "identifier-type", "https://ietf.org/rfc/rfc4122");
    xml_text(&oscal->xml, uuid);
    xml_end(&oscal->xml);
    for (size_t i = 0; i < job->n_views; i++) {
        plans[i] = gather(oscal, &job->views[i]);
        put_observations(oscal, &plans[i]);
        count += plans[i].items->len;
    }
    put_each(oscal, plans, put_risk);
    put_each(oscal, plans, put_item);
    if (count == 0)
        put_nothing_open(oscal);
    for (size_t i = 0; i < job->n_views; i++) {
        g_array_free(plans[i].claims, TRUE);
        g_array_free(plans[i].items, TRUE);
    }
}
