#include "base/url.h"
#include "compose/directive.h"
#include "compose/show.h"
#include "doc/markdown.h"

#include <stdio.h>

/* "9e107d9d372b": the hash by which page, paper, script and evidence are matched. */
static const char *short_hash(Doc *doc, const Runbook *runbook)
{
    return arena_text_n(doc->arena, runbook->hash, SHORT_HASH);
}

void append_runbooks(const Scope *scope)
{
    static const char *const titles[] = {"Runbook", "Recovers", "Steps", "RTO", "Estimate"};
    const Plan *plan = scope->subject->view->plan;
    Doc *doc = scope->doc;
    if (plan->runbooks.count == 0)
        return;
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < plan->runbooks.count; i++) {
        const Runbook *runbook = plan->runbooks.items[i];
        char steps[16];
        char estimate[DURATION_TEXT_SIZE];
        Duration sum = runbook_estimate(runbook);
        snprintf(steps, sizeof steps, "%zu", runbook->steps.count);
        Node *row = node_add_row(doc, table, false);
        show_entity(doc, node_add_cell(doc, row, NULL), &runbook->entity);
        cell_refs(doc, row, &runbook->recovers);
        node_add_cell(doc, row, steps);
        cell_duration(doc, row, &runbook->rto);
        node_add_cell(doc, row,
                      duration_approximate(sum) == 0 ? or_dash(NULL)
                                                     : duration_words(sum, estimate));
    }
    close_table(table);
}

/* On paper, the way to PAGE of the site; NULL where there is no site. */
static Node *add_address(const Scope *scope, const char *page)
{
    const char *url = scope->subject->library->url.text;
    if (!scope->subject->paper || url == NULL || !url_is_safe(url))
        return NULL;
    Node *qr = node_add(scope->doc, scope->parent, NODE_QR);
    qr->text =
        arena_printf(scope->doc->arena, "%s%s%s", url, g_str_has_suffix(url, "/") ? "" : "/", page);
    return qr;
}

void append_web_address(const Scope *scope)
{
    g_autofree char *page = g_strdup_printf("%s/index.html", scope->subject->view->plan->id);
    add_address(scope, page);
}

/* The way to the page of RUNBOOK, and the hash by which the paper is held against it. */
static void append_address(const Scope *scope, const Runbook *runbook)
{
    g_autofree char *document = runbook_document(runbook);
    g_autofree char *page = g_strconcat(document, ".html", NULL);
    Node *qr = add_address(scope, page);
    if (qr != NULL)
        qr->as.qr.note =
            arena_printf(scope->doc->arena, "hash %s", short_hash(scope->doc, runbook));
}

void append_runbook_facts(const Scope *scope)
{
    const Runbook *runbook = scope->subject->runbook;
    Doc *doc = scope->doc;
    char estimate[DURATION_TEXT_SIZE];
    Duration sum = runbook_estimate(runbook);
    block_prose(doc, scope->parent, runbook->about.text);
    Node *facts = node_add(doc, scope->parent, NODE_FACTS);
    fact_text(doc, facts, "Start it when", runbook->trigger.text);
    fact_refs(doc, facts, "Recovers", &runbook->recovers);
    fact_duration(doc, facts, "RTO", &runbook->rto);
    if (duration_approximate(sum) > 0)
        node_add_fact(doc, facts, "Estimate", duration_words(sum, estimate));
    fact_lines(doc, facts, "Stop and ask when", &runbook->stop_when);
    fact_lines(doc, facts, "Give up when", &runbook->abort_when);
    fact_ref(doc, facts, "Back to normal by", &runbook->failback);
    if (!scope->subject->bare) /* a comment in the file changes it, and nothing else on the page */
        node_add_code_span(doc, node_add_fact(doc, facts, "Hash", NULL), short_hash(doc, runbook));
    if (scope->subject->is_public)
        return; /* which has no scripts */
    g_autofree char *script = g_strdup_printf("%s.sh", runbook->entity.id.text);
    node_add_code_span(doc, node_add_fact(doc, facts, "Script", NULL), script);
    append_address(scope, runbook);
}

static void append_variable(Doc *doc, Node *table, const EnvVariable *variable)
{
    Node *row = node_add_row(doc, table, false);
    node_add_code_span(doc, node_add_cell(doc, row, NULL), or_dash(variable->name.text));
    cell_line(doc, row, variable->about.text);
    Node *value = node_add_cell(doc, row, NULL);
    bool open = variable->secret.known && !variable->secret.value;
    if (variable->secret.text != NULL && !open) /* also when it cannot be read: safe is safe */
        node_add_badge(doc, value, TONE_WARNING, "secret");
    else if (variable->fallback.text != NULL)
        node_add_code_span(doc, value, variable->fallback.text);
    else
        node_add_text(doc, value, "must be set");
    Node *pattern = node_add_cell(doc, row, variable->pattern.text == NULL ? or_dash(NULL) : NULL);
    if (variable->pattern.text != NULL)
        node_add_code_span(doc, pattern, variable->pattern.text);
}

static void append_variables(Doc *doc, Node *parent, const RunbookNeeds *needs)
{
    static const char *const titles[] = {"Variable", "What it holds", "Value", "Pattern"};
    Node *table = node_add_table(doc, parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < needs->env.count; i++)
        append_variable(doc, table, needs->env.items[i]);
    close_table(table);
}

/* The rights, and below them the commands that tell whether they are there. */
static void append_access(Doc *doc, Node *parent, Node *facts, const RunbookNeeds *needs)
{
    Node *fact = needs->access.count > 0 ? node_add_fact(doc, facts, "Access", NULL) : NULL;
    for (size_t i = 0; i < needs->access.count; i++) {
        const AccessNeed *access = needs->access.items[i];
        Node *name = node_add(doc, NULL, NODE_PARAGRAPH);
        if (access->about.text != NULL)
            doc_append_inline(doc, name, access->about.text);
        g_autofree char *plain = node_plain_text(name);
        g_autofree char *caption = g_strdup_printf("Whether it is there: %s", plain);
        node_add_text(doc, fact, i > 0 ? "; " : "");
        if (access->about.text != NULL)
            doc_append_inline(doc, fact, access->about.text);
        if (access->check.text != NULL)
            node_add_code(doc, parent, "sh", caption, access->check.text);
    }
}

static void append_space(Doc *doc, Node *facts, const RunbookNeeds *needs)
{
    Node *fact = needs->space.count > 0 ? node_add_fact(doc, facts, "Free space", NULL) : NULL;
    for (size_t i = 0; i < needs->space.count; i++) {
        const SpaceNeed *space = needs->space.items[i];
        node_add_text(doc, fact, i > 0 ? "; " : "");
        show_size(doc, fact, &space->size);
        node_add_text(doc, fact, space->at.text == NULL ? " where the log stands" : " in ");
        if (space->at.text != NULL)
            node_add_code_span(doc, fact, space->at.text);
    }
}

void append_needs(const Scope *scope)
{
    const RunbookNeeds *needs = &scope->subject->runbook->needs;
    Doc *doc = scope->doc;
    Node *facts = node_add(doc, scope->parent, NODE_FACTS);
    fact_codes(doc, facts, "Tools", &needs->tools);
    fact_codes(doc, facts, "Files", &needs->files);
    append_space(doc, facts, needs);
    if (needs->user.text != NULL)
        node_add_code_span(doc, node_add_fact(doc, facts, "As user", NULL), needs->user.text);
    fact_refs(doc, facts, "Must work", &needs->systems);
    append_access(doc, scope->parent, facts, needs);
    drop_if_empty(facts);
    if (needs->env.count > 0)
        append_variables(doc, scope->parent, needs);
}
