#include "compose/directive.h"
#include "compose/escalation_figure.h"

void append_escalation_figure(const Scope *scope)
{
    const Subject *subject = scope->subject;
    Doc *doc = scope->doc;
    g_autoptr(GPtrArray) figures =
        escalation_figures(doc->arena, subject->view->plan, subject->as_of, !subject->is_public);
    for (guint i = 0; i < figures->len; i++) {
        Node *node = node_add(doc, scope->parent, NODE_FIGURE);
        node->as.figure.figure = figures->pdata[i];
        node->text = "Who is called when; times count from the declaration";
    }
}
