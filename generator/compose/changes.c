#include "comply/change.h"
#include "compose/directive.h"
#include "compose/show.h"

/*
 * What has changed: the state of each plan as it says itself, and which runbooks are no longer
 * those that were carried out.
 */
static void append_plan(Doc *doc, Node *table, const Plan *plan)
{
    g_autofree char *document = plan_document(plan);
    Node *row = node_add_row(doc, table, false);
    node_add_reference(doc, node_add_cell(doc, row, NULL), (Target){document, NULL},
                       plan->title.text);
    node_add_cell(doc, row, or_dash(plan->version.text));
    show_date(doc, node_add_cell(doc, row, plan->reviewed.text == NULL ? or_dash(NULL) : NULL),
              &plan->reviewed);
    show_date(doc, node_add_cell(doc, row, plan->approved.text == NULL ? or_dash(NULL) : NULL),
              &plan->approved);
    cell_ref(doc, row, &plan->approved_by);
}

void append_versions(const Scope *scope)
{
    static const char *const titles[] = {"Plan", "Version", "Last reviewed", "Approved",
                                         "Approved by"};
    Doc *doc = scope->doc;
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < scope->subject->n_views; i++)
        append_plan(doc, table, scope->subject->views[i].plan);
    close_table(table);
}

/* ---- reviews, approvals and whatever else was recorded ---- */

static const char *act_word(ActKind kind)
{
    static const char *const words[] = {
        [ACT_REVIEW] = "review",     [ACT_APPROVAL] = "approval",
        [ACT_TRAINING] = "training", [ACT_CONTACT] = "numbers tried",
        [ACT_BACKUP] = "backup",     [ACT_ATTESTATION] = "attestation",
        [ACT_FINDING] = "finding"};
    return words[kind];
}

static void append_act(Doc *doc, Node *table, const Plan *plan, const Act *act)
{
    char day[DATE_TEXT_SIZE];
    g_autofree char *document = plan_document(plan);
    Node *row = node_add_row(doc, table, false);
    node_add_cell(doc, row, date_format(act->date, day));
    node_add_reference(doc, node_add_cell(doc, row, NULL), (Target){document, NULL},
                       plan->title.text);
    node_add_cell(doc, row, act_word(act->kind));
    node_add_cell(doc, row, or_dash(act->by));
    node_add_cell(doc, row, or_dash(act->note != NULL ? act->note : act->subject));
}

/* The newest of each plan, the newest first. */
void append_records(const Scope *scope)
{
    enum { MOST_OF_A_PLAN = 10 };
    static const char *const titles[] = {"Day", "Plan", "What", "By", "About"};
    Doc *doc = scope->doc;
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < scope->subject->n_views; i++) {
        const Standing *standing = scope->subject->views[i].standing;
        size_t left = MOST_OF_A_PLAN;
        for (size_t j = standing->n_acts; j > 0 && left > 0; j--) {
            const Act *act = standing->acts[j - 1];
            if (act->plan == NULL || (act->kind != ACT_REVIEW && act->kind != ACT_APPROVAL &&
                                      act->kind != ACT_ATTESTATION))
                continue;
            append_act(doc, table, standing->plan, act);
            left--;
        }
    }
    close_table(table);
}

/* ---- runbooks that are no longer what was carried out ---- */

static void append_changed(Doc *doc, Node *table, const Standing *standing, const Runbook *runbook,
                           const Run *run)
{
    char day[DATE_TEXT_SIZE];
    const char *change = runbook_change(standing, run);
    if (change == NULL)
        return;
    g_autofree char *document = plan_document(standing->plan);
    Node *row = node_add_row(doc, table, false);
    show_entity(doc, node_add_cell(doc, row, NULL), &runbook->entity);
    node_add_reference(doc, node_add_cell(doc, row, NULL), (Target){document, NULL},
                       standing->plan->title.text);
    node_add_cell(doc, row, date_format(run_date(run), day));
    node_add_cell(doc, row, change);
}

void append_changed_runbooks(const Scope *scope)
{
    static const char *const titles[] = {"Runbook", "Plan", "Last carried out",
                                         "What became of it"};
    Doc *doc = scope->doc;
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < scope->subject->n_views; i++) {
        const Standing *standing = scope->subject->views[i].standing;
        g_autoptr(GHashTable) newest = g_hash_table_new(g_str_hash, g_str_equal);
        for (size_t j = 0; j < standing->n_known; j++)
            if (standing->known[j]->runbook != NULL)
                g_hash_table_insert(newest, (gpointer)standing->known[j]->runbook,
                                    (gpointer)standing->known[j]);
        for (size_t j = 0; j < standing->plan->runbooks.count; j++) {
            const Runbook *runbook = standing->plan->runbooks.items[j];
            const Run *run = g_hash_table_lookup(newest, runbook->entity.id.text);
            if (run != NULL)
                append_changed(doc, table, standing, runbook, run);
        }
    }
    close_table(table);
    if (table->parent == NULL)
        node_add_paragraph(doc, scope->parent,
                           "Every runbook that was ever carried out is as it was then.");
}
