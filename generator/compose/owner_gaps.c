#include "compose/brief.h"
#include "compose/directive.h"
#include "compose/gap_cells.h"
#include "compose/owner_names.h"
#include "compose/show.h"

#include <string.h>

/* All that somebody has to see to, whichever plan it is in. */
typedef struct OwnerShare {
    const char *owner;
    Node *runs;        /* a table */
    GPtrArray *checks; /* of sections, one for each plan */
} OwnerShare;

typedef struct Sharing {
    const Scope *scope;
    GPtrArray *shares;    /* OwnerShare *, owned, in the order of their coming */
    GHashTable *by_owner; /* name, borrowed -> OwnerShare */
    OwnerNames *names;
} Sharing;

static Node *open_table(Doc *doc, const char *const *titles, size_t n_titles)
{
    Node *table = node_add_table(doc, NULL, n_titles);
    header_row(doc, table, titles, n_titles);
    return table;
}

static void share_free(gpointer data)
{
    OwnerShare *share = data;
    g_ptr_array_unref(share->checks);
    g_free(share);
}

static OwnerShare *share_of(Sharing *sharing, const char *owner)
{
    static const char *const runs[] = {"Plan", "What a run has shown", "Since", "Due"};
    Doc *doc = sharing->scope->doc;
    OwnerShare *share = g_hash_table_lookup(sharing->by_owner, owner);
    if (share != NULL)
        return share;
    share = g_new0(OwnerShare, 1);
    share->owner = owner;
    share->checks = g_ptr_array_new();
    share->runs = open_table(doc, runs, G_N_ELEMENTS(runs));
    g_ptr_array_add(sharing->shares, share);
    g_hash_table_insert(sharing->by_owner, (gpointer)owner, share);
    return share;
}

static void cell_plan(Doc *doc, Node *row, const Plan *plan)
{
    g_autofree char *document = plan_document(plan);
    node_add_reference(doc, node_add_cell(doc, row, NULL), (Target){document, NULL},
                       plan->title.text);
}

/* What is wrong in people.yaml belongs to no plan, though each that it matters to has it. In the
 * public edition no finding has a place. */
static bool is_of_plan(const Plan *plan, const Diag *diag)
{
    const char *path = diag->span.source != NULL ? diag->span.source->path : diag->path;
    size_t length = strlen(plan->path);
    return path == NULL || (strncmp(path, plan->path, length) == 0 &&
                            (path[length] == '/' || path[length] == '\0'));
}

/* What the checks have found in the files of the plan itself. Owned by the caller. */
static Diags *own_findings(const PlanView *view)
{
    Diags *own = diags_new();
    for (size_t i = 0; view->findings != NULL && i < diags_count(view->findings); i++)
        if (is_of_plan(view->plan, diags_at(view->findings, i)))
            diags_add_copy(own, diags_at(view->findings, i));
    return own;
}

/* The first to be seen of the page is who has how much to do, and where. */
static Node *plan_section(const Scope *scope, const Plan *plan, const Diags *findings)
{
    Doc *doc = scope->doc;
    g_autofree char *anchor = g_strconcat("plan-", plan->id, NULL);
    g_autofree char *document = plan_document(plan);
    Node *section = gap_section(doc, scope->level + 1, anchor, plan->title.text, findings);
    node_add_reference(doc, node_add_paragraph(doc, section, NULL), (Target){document, NULL},
                       "To the plan");
    return section;
}

static void gather_checks(Sharing *sharing, const PlanView *view)
{
    g_autoptr(Diags) own = own_findings(view);
    if (diags_count(own) == 0)
        return;
    const char *owner =
        view->plan->owner.text == NULL ? "Plans without an owner" : plan_owner_name(view->plan);
    g_ptr_array_add(share_of(sharing, owner)->checks,
                    plan_section(sharing->scope, view->plan, own));
}

static void gather_runs(Sharing *sharing, const PlanView *view)
{
    Doc *doc = sharing->scope->doc;
    char day[DATE_TEXT_SIZE];
    for (size_t i = 0; i < view->standing->n_findings; i++) {
        const OpenFinding *open = &view->standing->findings[i];
        const char *owner = owner_name(sharing->names, view->plan, open->finding->owner);
        Node *row = node_add_row(doc, share_of(sharing, owner)->runs, false);
        cell_plan(doc, row, view->plan);
        node_add_cell(doc, row, or_dash(open->finding->text));
        node_add_cell(doc, row, date_format(open->opened, day));
        Node *due = node_add_cell(doc, row, NULL);
        bool has_due = open->finding->due.days != INT32_MIN;
        node_add_text(doc, due, has_due ? date_format(open->finding->due, day) : or_dash(NULL));
        if (open->overdue) {
            node_add_text(doc, due, " ");
            node_add_badge(doc, due, TONE_DANGER, "overdue");
        }
    }
}

static void append_share(const Scope *scope, const OwnerShare *share)
{
    Node *section =
        node_add_section(scope->doc, scope->parent, scope->level, share->owner, share->owner);
    if (share->runs->first != share->runs->last)
        node_append(section, share->runs);
    for (guint i = 0; i < share->checks->len; i++)
        node_append(section, share->checks->pdata[i]);
}

void append_gaps_by_owner(const Scope *scope)
{
    const Subject *subject = scope->subject;
    g_autoptr(GPtrArray) shares = g_ptr_array_new_with_free_func(share_free);
    g_autoptr(GHashTable) by_owner = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(OwnerNames) names = owner_names_new(subject->library);
    Sharing sharing = {scope, shares, by_owner, names};
    for (size_t i = 0; i < subject->n_views; i++) {
        gather_checks(&sharing, &subject->views[i]);
        gather_runs(&sharing, &subject->views[i]);
    }
    for (guint i = 0; i < shares->len; i++)
        append_share(scope, shares->pdata[i]);
    if (shares->len == 0)
        node_add_paragraph(scope->doc, scope->parent, "Nothing is open in any plan.");
}
