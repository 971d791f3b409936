#include "compose/dependency_figure.h"
#include "compose/directive.h"

static void append_figure(Doc *doc, Node *parent, const Figure *figure, bool split)
{
    Node *node = node_add(doc, parent, NODE_FIGURE);
    node->as.figure.figure = figure;
    node->text = split
                     ? "What comes back in which order: from left to right, each after what it "
                       "waits for; a number at the left edge is that of a box before. What follows "
                       "from other arrows is not drawn"
                     : "What comes back in which order: from left to right, each after what it "
                       "waits for. What follows from other arrows is not drawn";
}

void append_dependencies(const Scope *scope)
{
    Doc *doc = scope->doc;
    bool too_many;
    const DependencyGraph *graph =
        dependency_graph_new(doc->arena, scope->subject->view->plan, &too_many);
    if (too_many)
        node_add_paragraph(doc, scope->parent,
                           "There are too many services and data sets for a figure of what waits "
                           "for what.");
    if (graph == NULL)
        return;
    size_t next = 0;
    const Figure *figure;
    while ((figure = dependency_figure(doc->arena, graph, &next)) != NULL)
        append_figure(doc, scope->parent, figure, dependency_is_split(graph));
    g_autofree char *loners = dependency_loners(graph);
    if (loners == NULL)
        return;
    Node *paragraph = node_add_paragraph(doc, scope->parent, NULL);
    node_add_text(doc, paragraph,
                  "In any order, since they wait for nothing and nothing waits for them: ");
    node_add_text(doc, paragraph, loners);
    node_add_text(doc, paragraph, ".");
}
