#include "compose/compose.h"

#include "compose/template.h"

/* Takes out the sections in which nothing but their heading stands. */
static void prune(Node *parent)
{
    for (Node *child = parent->first; child != NULL;) {
        Node *next = child->next;
        if (child->kind == NODE_SECTION) {
            prune(child);
            if (child->first == NULL || child->first->next == NULL)
                node_detach(child);
        }
        child = next;
    }
}

/* A reference to a section that this template leaves out becomes emphasis. */
static void settle_references(Node *root)
{
    g_autoptr(GHashTable) anchors = g_hash_table_new(g_str_hash, g_str_equal);
    for (const Node *at = root; at != NULL; at = node_following(root, at))
        if (at->id != NULL)
            g_hash_table_add(anchors, (gpointer)at->id);
    for (const Node *at = root; at != NULL; at = node_following(root, at)) {
        Node *node = (Node *)at;
        const Target *target = &node->as.reference.target;
        if (node->kind == NODE_REFERENCE && target->document == NULL && target->anchor != NULL &&
            !g_hash_table_contains(anchors, target->anchor))
            node->kind = NODE_EMPHASIS;
    }
}

static const char *subject_title(const Subject *subject)
{
    if (subject->runbook != NULL)
        return entity_name(&subject->runbook->entity);
    if (subject->view != NULL)
        return subject->view->plan->title.text;
    return subject->library->title.text;
}

/* "AI Docs Assistant · 2.1 · internal": what is left in the foot of each page. */
static const char *subject_footer(Doc *doc, const Subject *subject)
{
    const Library *library = subject->library;
    const Plan *plan = subject->view == NULL ? NULL : subject->view->plan;
    const char *class = plan != NULL && plan->classification.text != NULL
                            ? plan->classification.text
                            : library->classification.text;
    GString *footer = g_string_new(plan == NULL ? library->title.text : plan->title.text);
    if (plan != NULL && plan->version.text != NULL)
        g_string_append_printf(footer, " · %s", plan->version.text);
    if (class != NULL)
        g_string_append_printf(footer, " · %s", class);
    const char *kept = arena_text(doc->arena, footer->str);
    g_string_free(footer, TRUE);
    return kept;
}

/* SUBJECT with the imprint of the document PATH. */
static Subject with_imprint(const Template *template, const Subject *subject, const char *path)
{
    Subject about = *subject;
    const Imprinter *imprinter = subject->imprinter;
    about.imprint =
        imprinter == NULL ? NULL : imprinter->ask(imprinter->data, template, subject, path);
    return about;
}

Doc *compose(const Template *template, const Subject *subject, const char *path, Diags *diags)
{
    const Subject about = with_imprint(template, subject, path);
    const char *language = subject->library->language.text;
    Doc *doc = doc_new(path, subject_title(subject), language == NULL ? "en" : language);
    doc->footer = subject_footer(doc, subject);
    doc->imprint = arena_text(doc->arena, about.imprint);
    doc->tab = subject->tab;
    template_fill(template, &about, doc, diags);
    prune(doc->root);
    settle_references(doc->root);
    const Node *first = doc->root->first;
    if (first != NULL && first->kind == NODE_SECTION) {
        g_autofree char *title = node_plain_text(first->first);
        doc->root->text = arena_text(doc->arena, title);
    }
    return doc;
}

char *plan_document(const Plan *plan)
{
    return g_strdup_printf("%s/plan", plan->id);
}

char *plan_compliance_document(const Plan *plan)
{
    return g_strdup_printf("%s/compliance", plan->id);
}

char *runbook_document(const Runbook *runbook)
{
    return g_strdup_printf("%s/runbooks/%s", runbook->entity.plan->id, runbook->entity.id.text);
}
