#include "base/url.h"
#include "compose/directive.h"
#include "compose/show.h"
#include "doc/markdown.h"

static const Plan *plan_of(const Scope *scope)
{
    return scope->subject->view->plan;
}

/* "2026-07-02 by Jo Berg" */
static void append_approval(Doc *doc, Node *facts, const Plan *plan)
{
    if (plan->approved.text == NULL && plan->approved_by.text == NULL)
        return;
    Node *fact = node_add_fact(doc, facts, "Approved", NULL);
    show_date(doc, fact, &plan->approved);
    if (plan->approved_by.text == NULL)
        return;
    node_add_text(doc, fact, fact->first == NULL ? "by " : " by ");
    show_ref(doc, fact, &plan->approved_by);
}

/* Begins what is told next in the line PARAGRAPH. */
static void begin_brief(Doc *doc, Node *paragraph, const char *label)
{
    node_add_text(doc, paragraph, paragraph->first == NULL ? "" : " · ");
    node_add_text(doc, paragraph, label);
}

/* "Version 2.1 · Approved 2026-07-02 · Reviewed 2026-05-01", for a card. */
static void append_brief(const Scope *scope)
{
    const Plan *plan = plan_of(scope);
    Doc *doc = scope->doc;
    Node *paragraph = node_add_paragraph(doc, scope->parent, NULL);
    if (plan->version.text != NULL) {
        begin_brief(doc, paragraph, "Version ");
        node_add_text(doc, paragraph, plan->version.text);
    }
    if (plan->approved.text != NULL) {
        begin_brief(doc, paragraph, "Approved ");
        show_date(doc, paragraph, &plan->approved);
    }
    if (plan->reviewed.text != NULL) {
        begin_brief(doc, paragraph, "Reviewed ");
        show_date(doc, paragraph, &plan->reviewed);
    }
    drop_if_empty(paragraph);
}

void append_identity(const Scope *scope)
{
    if (g_strcmp0(scope->arguments, "brief") == 0) {
        append_brief(scope);
        return;
    }
    const Plan *plan = plan_of(scope);
    Doc *doc = scope->doc;
    Node *facts = node_add(doc, scope->parent, NODE_FACTS);
    fact_text(doc, facts, "Plan", plan->number.text);
    fact_ref(doc, facts, "Owner", &plan->owner);
    fact_ref(doc, facts, "Author", &plan->author);
    fact_text(doc, facts, "Version", plan->version.text);
    fact_text(doc, facts, "Classification", plan->classification.text);
    append_approval(doc, facts, plan);
    fact_date(doc, facts, "Last reviewed", &plan->reviewed);
    fact_duration(doc, facts, "Reviewed every", &plan->review);
    fact_duration(doc, facts, "Recovery time objective", &plan->rto);
    fact_duration(doc, facts, "Recovery point objective", &plan->rpo);
    fact_text(doc, facts, "Scope", plan->scope.text);
    drop_if_empty(facts);
}

static void append_library(const Scope *scope, const Library *library)
{
    block_prose(scope->doc, scope->parent, library->about.text);
    Node *facts = node_add(scope->doc, scope->parent, NODE_FACTS);
    fact_text(scope->doc, facts, "Organization", library->organization.text);
    fact_text(scope->doc, facts, "Classification", library->classification.text);
    fact_text(scope->doc, facts, "Site", library->url.text);
    drop_if_empty(facts);
}

/* What is missing is said once for all; words stand where it was, too. */
static void append_public_notice(const Scope *scope)
{
    Doc *doc = scope->doc;
    Node *notice = node_add_callout(doc, scope->parent, TONE_INFO, "Public edition");
    node_add_paragraph(
        doc, notice,
        "How people are reached, commands, scripts and what is internal are left out, and "
        "people are named by what they do. Verdicts were made before that, from all "
        "that is known.");
}

void append_about(const Scope *scope)
{
    if (scope->subject->is_public)
        append_public_notice(scope);
    if (scope->subject->view == NULL) {
        append_library(scope, scope->subject->library);
        return;
    }
    const Plan *plan = plan_of(scope);
    block_prose(scope->doc, scope->parent, plan->about.text);
    block_prose(scope->doc, scope->parent, plan->purpose.text);
}

void append_closing(const Scope *scope)
{
    const Plan *plan = plan_of(scope);
    if (plan->closing.text == NULL)
        return;
    Node *callout = node_add_callout(scope->doc, scope->parent, TONE_NEUTRAL, "Remember");
    block_prose(scope->doc, callout, plan->closing.text);
}

void append_links(const Scope *scope)
{
    const Plan *plan = plan_of(scope);
    Doc *doc = scope->doc;
    if (plan->links.count == 0 && plan->related.count == 0)
        return;
    Node *list = node_add_list(doc, scope->parent, false);
    for (size_t i = 0; i < plan->links.count; i++) {
        const WebLink *link = plan->links.items[i];
        if (link->url.text == NULL)
            continue;
        const char *name = link->name.text == NULL ? link->url.text : link->name.text;
        Node *paragraph = node_add_paragraph(doc, node_add(doc, list, NODE_ITEM), NULL);
        if (url_is_safe(link->url.text))
            node_add_link(doc, paragraph, link->url.text, name);
        else
            node_add_text(doc, paragraph, name);
    }
    for (size_t i = 0; i < plan->related.count; i++)
        node_add_paragraph(doc, node_add(doc, list, NODE_ITEM), plan->related.items[i]->text);
    drop_if_empty(list);
}

void append_reviews(const Scope *scope)
{
    static const char *const titles[] = {"What is reviewed", "Every"};
    const Plan *plan = plan_of(scope);
    Doc *doc = scope->doc;
    if (plan->reviews.count > 0 || plan->review.text != NULL) {
        Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
        header_row(doc, table, titles, G_N_ELEMENTS(titles));
        if (plan->review.text != NULL) {
            Node *row = node_add_row(doc, table, false);
            node_add_cell(doc, row, "The plan as a whole");
            cell_duration(doc, row, &plan->review);
        }
        for (size_t i = 0; i < plan->reviews.count; i++) {
            Node *row = node_add_row(doc, table, false);
            node_add_cell(doc, row, or_dash(plan->reviews.items[i]->name.text));
            cell_duration(doc, row, &plan->reviews.items[i]->every);
        }
    }
    if (plan->update_when.count > 0) {
        node_add_paragraph(doc, scope->parent, "Between reviews it is updated on:");
        block_lines(doc, scope->parent, &plan->update_when, false);
    }
}

void append_chapters(const Scope *scope)
{
    const Plan *plan = plan_of(scope);
    for (size_t i = 0; i < plan->chapters.count; i++) {
        const Chapter *chapter = plan->chapters.items[i];
        Node *section = node_add_section(scope->doc, scope->parent, scope->level, chapter->slug,
                                         chapter->title.text);
        doc_append_markdown(scope->doc, section, chapter->body.text, scope->level + 1, NULL);
    }
}
