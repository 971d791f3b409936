#include "publish/replacement_sheet.h"

#include <string.h>

char *replacement_pages(int first, int last)
{
    if (first == 0)
        return NULL;
    return first == last ? g_strdup_printf("page %d", first)
                         : g_strdup_printf("pages %d-%d", first, last);
}

static void add_row(Doc *doc, Node *table, const char *name, const char *out, const char *in)
{
    Node *row = node_add_row(doc, table, false);
    node_add_cell(doc, row, name);
    node_add_cell(doc, row, out);
    node_add_cell(doc, row, in);
}

/* The pages of the document PATH among the new ones. Owned. */
static char *new_pages(const PdfRecord *record, const char *path)
{
    for (guint i = 0; record != NULL && i < record->parts->len; i++) {
        const PdfPart *part = &g_array_index(record->parts, PdfPart, i);
        if (strcmp(part->path, path) == 0)
            return replacement_pages(part->first, part->last);
    }
    return NULL;
}

/* The rows of what comes in, in the order of the new print. AFTER is the last old page before. */
static void add_coming(Doc *doc, Node *table, const Replacement *replacement,
                       const Doc *const *docs, size_t n, const PdfRecord *record)
{
    int after = 0;
    for (size_t i = 0; i < n; i++) {
        const CurrencyPart *part = currency_find(replacement->currency, docs[i]->path);
        if (part == NULL)
            continue;
        if (part->state == PART_CHANGED || part->state == PART_NEW) {
            g_autofree char *in = new_pages(record, docs[i]->path);
            g_autofree char *out = replacement_pages(part->first, part->last);
            if (out == NULL)
                out = g_strdup_printf("nothing; goes behind page %d", after);
            add_row(doc, table, docs[i]->root->text, out, in == NULL ? "page 0" : in);
        }
        after = part->last > 0 ? part->last : after;
    }
}

static void add_going(Doc *doc, Node *table, const Currency *currency)
{
    for (guint i = 0; i < currency->parts->len; i++) {
        const CurrencyPart *part = &g_array_index(currency->parts, CurrencyPart, i);
        if (part->state != PART_GONE)
            continue;
        g_autofree char *out = replacement_pages(part->first, part->last);
        add_row(doc, table, part->path, out == NULL ? "its pages" : out, "nothing");
    }
}

Doc *replacement_sheet(const Replacement *replacement, const Doc *const *docs, size_t n,
                       const PdfRecord *record)
{
    static const char *const titles[] = {"Document", "Take out of the print", "Put in of these"};
    const PdfRecord *old = replacement->record;
    Doc *doc = doc_new("replacement", "Pages to replace", docs[0]->language);
    g_autofree char *about = g_strdup_printf(
        "These pages make a print of %s%s%s current. Take the old pages out, put the new ones in "
        "their place, and write it into the record of changes. Page numbers in the text and in the "
        "contents of the print stay those of the old one.",
        old->file, old->as_of == NULL ? "" : " as of ", old->as_of == NULL ? "" : old->as_of);
    node_add_paragraph(doc, doc->root, about);
    Node *table = node_add_table(doc, doc->root, G_N_ELEMENTS(titles));
    Node *head = node_add_row(doc, table, true);
    for (size_t i = 0; i < G_N_ELEMENTS(titles); i++)
        node_add_cell(doc, head, titles[i]);
    add_coming(doc, table, replacement, docs, n, record);
    add_going(doc, table, replacement->currency);
    return doc;
}
