#include "compose/directive.h"
#include "compose/show.h"

#include <string.h>

/* Shows the step that AT names as "runbook/step". False when PLAN has no such step. */
static bool show_step(Doc *doc, Node *cell, const Plan *plan, const char *at)
{
    const char *slash = strchr(at, '/');
    if (plan == NULL || slash == NULL)
        return false;
    g_autofree char *id = g_strndup(at, (size_t)(slash - at));
    const Runbook *runbook = plan_find_runbook(plan, id);
    const Step *step = runbook == NULL ? NULL : runbook_find_step(runbook, slash + 1);
    if (step == NULL)
        return false;
    Target target = entity_target(doc, &runbook->entity);
    target.anchor = arena_printf(doc->arena, "step-%s", step->entity.id.text);
    show_entity(doc, cell, &runbook->entity);
    node_add_text(doc, cell, ", step ");
    node_add_reference(doc, cell, target, entity_name(&step->entity));
    return true;
}

static void cell_about(const Scope *scope, Node *row, const Plan *plan, const Waiver *waiver)
{
    const unsigned all = ~ENTITY_BIT(ENTITY_STEP);
    Doc *doc = scope->doc;
    Node *cell = node_add_cell(doc, row, NULL);
    const char *at = waiver->at.text;
    if (at == NULL) {
        node_add_text(doc, cell, plan == NULL ? "what the plans share" : "the whole plan");
        return;
    }
    if (show_step(doc, cell, plan, at))
        return;
    const Entity *entity = library_find(scope->subject->library, plan, all, at);
    if (entity != NULL)
        show_entity(doc, cell, entity);
    else
        node_add_code_span(doc, cell, at);
}

static void append_waiver(const Scope *scope, Node *table, const Plan *plan, const Waiver *waiver)
{
    Doc *doc = scope->doc;
    Node *row = node_add_row(doc, table, false);
    node_add_code_span(doc, node_add_cell(doc, row, NULL), or_dash(waiver->rule.text));
    cell_about(scope, row, plan, waiver);
    cell_line(doc, row, waiver->reason.text);
    cell_ref(doc, row, &waiver->owner);
    Node *until = node_add_cell(doc, row, waiver->until.text == NULL ? or_dash(NULL) : NULL);
    show_date(doc, until, &waiver->until);
    if (!date_is_over(&waiver->until, scope->subject->as_of))
        return;
    node_add_text(doc, until, " ");
    node_add_badge(doc, until, TONE_DANGER, "expired");
}

/* Those of the plan, or in a document of the library those of what the plans share. */
void append_waivers(const Scope *scope)
{
    static const char *const titles[] = {"What the checks found", "About", "Why it is accepted",
                                         "Answers for it", "Until"};
    const Plan *plan = scope->subject->view == NULL ? NULL : scope->subject->view->plan;
    const Library *library = scope->subject->library;
    size_t count = plan == NULL ? library->waivers.count : plan->waivers.count;
    Waiver *const *waivers = plan == NULL ? library->waivers.items : plan->waivers.items;
    Node *table = node_add_table(scope->doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(scope->doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < count; i++)
        append_waiver(scope, table, plan, waivers[i]);
    close_table(table);
}
