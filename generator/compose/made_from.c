#include "compose/directive.h"

/* What a report was made from: whoever has these has the same report again. */
void append_made_from(const Scope *scope)
{
    const Subject *subject = scope->subject;
    Doc *doc = scope->doc;
    char from[DATE_TEXT_SIZE];
    char as_of[DATE_TEXT_SIZE];
    date_format(subject->as_of, as_of);
    g_autofree char *period =
        subject->from.days == INT32_MIN
            ? g_strdup_printf("all that is recorded up to %s", as_of)
            : g_strdup_printf("%s to %s", date_format(subject->from, from), as_of);
    g_autofree char *records = g_strdup_printf(
        "%zu run%s and %zu other record%s up to %s", subject->n_runs,
        subject->n_runs == 1 ? "" : "s", subject->n_acts, subject->n_acts == 1 ? "" : "s", as_of);
    Node *facts = node_add(doc, scope->parent, NODE_FACTS);
    node_add_fact(doc, facts, "Period", period);
    node_add_fact(doc, facts, "History", records);
    Node *head = node_add_fact(doc, facts, "Head of the history", NULL);
    if (subject->head == NULL || *subject->head == '\0')
        node_add_text(doc, head, "none");
    else
        node_add_code_span(doc, head, subject->head);
}

void append_new_page(const Scope *scope)
{
    if (scope->parent->kind == NODE_SECTION)
        scope->parent->as.section.new_page = true;
}
