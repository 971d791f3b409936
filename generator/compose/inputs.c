#include "compose/directive.h"
#include "compose/show.h"

#include <stdio.h>
#include <string.h>

/* What the documents were made from, so that anybody can make them again and compare. */
static void fact_count(Doc *doc, Node *facts, const char *label, size_t count)
{
    char text[24];
    snprintf(text, sizeof text, "%zu", count);
    node_add_fact(doc, facts, label, text);
}

void append_build(const Scope *scope)
{
    const Subject *subject = scope->subject;
    const Library *library = subject->library;
    char as_of[DATE_TEXT_SIZE];
    size_t n_runbooks = 0;
    for (size_t i = 0; i < library->n_plans; i++)
        n_runbooks += library->plans[i]->runbooks.count;
    Doc *doc = scope->doc;
    Node *facts = node_add(doc, scope->parent, NODE_FACTS);
    node_add_fact(doc, facts, "Made by", subject->generator);
    node_add_fact(doc, facts, "As of", date_format(subject->as_of, as_of));
    fact_count(doc, facts, "Plans", library->n_plans);
    fact_count(doc, facts, "Runbooks", n_runbooks);
    if (library->n_unreadable > 0)
        fact_count(doc, facts, "Plans that could not be read", library->n_unreadable);
    fact_codes(doc, facts, "Frameworks", &library->frameworks);
}

/* PATH below the folder of LIBRARY. */
static const char *path_below(const Library *library, const char *path)
{
    size_t length = strlen(library->path);
    if (strncmp(path, library->path, length) != 0)
        return path;
    path += length;
    while (*path == '/')
        path++;
    return path;
}

void append_inputs(const Scope *scope)
{
    static const char *const titles[] = {"File", "SHA-256"};
    const Library *library = scope->subject->library;
    Doc *doc = scope->doc;
    if (library->sources == NULL)
        return;
    if (scope->subject->is_public) { /* files of internal plans are among them */
        node_add_paragraph(doc, scope->parent,
                           "The list of files is left out of the public edition.");
        return;
    }
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (guint i = 0; i < library->sources->len; i++) {
        const Source *source = library->sources->pdata[i];
        g_autofree char *hash = g_compute_checksum_for_data(
            G_CHECKSUM_SHA256, (const guchar *)source->text, source->length);
        Node *row = node_add_row(doc, table, false);
        node_add_code_span(doc, node_add_cell(doc, row, NULL), path_below(library, source->path));
        node_add_code_span(doc, node_add_cell(doc, row, NULL), hash);
    }
    close_table(table);
}
