#include "compose/brief.h"
#include "compose/directive.h"
#include "compose/gap_cells.h"
#include "compose/owner_names.h"
#include "compose/show.h"

#include <string.h>

/* All that somebody has to see to, whichever plan it is in. */
typedef struct OwnerShare {
    const char *owner;
    Node *checks, *runs; /* tables */
    size_t n_checks;
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

static OwnerShare *share_of(Sharing *sharing, const char *owner)
{
    static const char *const checks[] = {"Plan", "Kind", "What is wrong, and where", "What to do"};
    static const char *const runs[] = {"Plan", "What a run has shown", "Since", "Due"};
    Doc *doc = sharing->scope->doc;
    OwnerShare *share = g_hash_table_lookup(sharing->by_owner, owner);
    if (share != NULL)
        return share;
    share = g_new0(OwnerShare, 1);
    share->owner = owner;
    share->checks = open_table(doc, checks, G_N_ELEMENTS(checks));
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

static void gather_checks(Sharing *sharing, const PlanView *view)
{
    enum { MOST_ROWS = 300 }; /* of one owner; the pages of the plans have all */
    Doc *doc = sharing->scope->doc;
    for (size_t i = 0; view->findings != NULL && i < diags_count(view->findings); i++) {
        const Diag *diag = diags_at(view->findings, i);
        if (!is_of_plan(view->plan, diag))
            continue;
        const char *owner =
            view->plan->owner.text == NULL ? "Plans without an owner" : plan_owner_name(view->plan);
        OwnerShare *share = share_of(sharing, owner);
        if (++share->n_checks > MOST_ROWS)
            continue;
        Node *row = node_add_row(doc, share->checks, false);
        cell_plan(doc, row, view->plan);
        gap_cells(doc, row, diag);
    }
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
    Doc *doc = scope->doc;
    Node *section = node_add_section(doc, scope->parent, scope->level, share->owner, share->owner);
    if (share->runs->first != share->runs->last)
        node_append(section, share->runs);
    if (share->checks->first == share->checks->last)
        return;
    size_t shown = 0;
    for (const Node *row = share->checks->first->next; row != NULL; row = row->next)
        shown++;
    node_append(section, share->checks);
    if (share->n_checks == shown)
        return;
    g_autofree char *rest =
        g_strdup_printf("%zu more are on the pages of the plans.", share->n_checks - shown);
    node_add_paragraph(doc, section, rest);
}

void append_gaps_by_owner(const Scope *scope)
{
    const Subject *subject = scope->subject;
    g_autoptr(GPtrArray) shares = g_ptr_array_new_with_free_func(g_free);
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
