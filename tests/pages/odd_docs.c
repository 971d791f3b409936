/* Prints documents of random blocks, and one that means ill: odd_docs FOLDER COUNT writes
 * FOLDER/000.pdf and so on, and FOLDER/hostile.pdf. The same call writes the same bytes.
 *
 * Words tell what they are, for whoever looks at the pages: "o17" is the seventeenth word in
 * reading order; words of headings begin with "Heading"; others are no part of the count. */
#include "press/press.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Author {
    Doc *doc;
    unsigned seed;
    int words; /* counted ones so far */
    int steps, headings;
} Author;

static unsigned below(Author *author, unsigned n)
{
    author->seed = author->seed * 1103515245 + 12345;
    return (author->seed >> 16) % n;
}

/* N words, some of them with a filler behind them. */
static const char *words(Author *author, unsigned n)
{
    static const char *const fillers[] = {
        "",          "restore", "the (second) copy;", "a, b/c", "\u2014",
        "caf\u00e9", "\u2192",  "\u041c\u0438\u0440"};
    g_autoptr(GString) text = g_string_new(NULL);
    for (unsigned i = 0; i < n; i++) {
        g_string_append_printf(text, "%so%d", i == 0 ? "" : " ", ++author->words);
        const char *filler = fillers[below(author, G_N_ELEMENTS(fillers))];
        if (*filler != '\0' && below(author, 9) == 0)
            g_string_append_printf(text, " %s", filler);
    }
    return arena_text(author->doc->arena, text->str);
}

static const char *heading(Author *author)
{
    return arena_printf(author->doc->arena, "Heading number %d", ++author->headings);
}

/* ---- blocks ---- */

static void add_paragraph(Author *author, Node *parent)
{
    Node *paragraph = node_add_paragraph(author->doc, parent, words(author, 1 + below(author, 60)));
    if (below(author, 3) == 0)
        node_add_strong(author->doc, paragraph,
                        arena_printf(author->doc->arena, " %s ", words(author, 2)));
    node_add_text(author->doc, paragraph, " ");
    if (below(author, 4) == 0)
        node_add_code_span(author->doc, paragraph, words(author, 1 + below(author, 4)));
    node_add_text(author->doc, paragraph, " ");
    if (below(author, 5) == 0)
        node_add_badge(author->doc, paragraph, TONE_WARNING, "not proven");
    if (below(author, 6) == 0)
        node_add_field(author->doc, paragraph, "name", 20);
    if (below(author, 6) == 0)
        node_add_link(author->doc, paragraph, "https://example.org/a/long/way?to=it",
                      words(author, 3));
}

static void add_table(Author *author, Node *parent)
{
    size_t columns = 1 + below(author, 9);
    unsigned rows = 1 + below(author, below(author, 8) == 0 ? 120 : 12);
    Node *table = node_add_table(author->doc, parent, columns);
    for (unsigned i = 0; i <= rows; i++) {
        Node *row = node_add_row(author->doc, table, i == 0);
        for (size_t j = 0; j < columns; j++)
            node_add_cell(author->doc, row,
                          i == 0 ? "Column" : words(author, 1 + below(author, 6)));
    }
}

static void add_code(Author *author, Node *parent)
{
    g_autoptr(GString) code = g_string_new(NULL);
    for (unsigned i = below(author, 30); i > 0; i--)
        g_string_append_printf(code, "%*s%s\n", (int)below(author, 8), "",
                               words(author, 1 + below(author, 14)));
    node_add_code(author->doc, parent, "sh", below(author, 2) ? "On the host" : NULL, code->str);
}

static void add_facts(Author *author, Node *parent)
{
    Node *facts = node_add(author->doc, parent, NODE_FACTS);
    for (unsigned i = 1 + below(author, 6); i > 0; i--)
        node_add_fact(author->doc, facts, below(author, 2) ? "Phone" : "A longer label of a fact",
                      words(author, 1 + below(author, 20)));
}

static void add_blocks(Author *author, Node *parent, unsigned n, int depth);

static void add_list(Author *author, Node *parent, int depth)
{
    Node *list = node_add_list(author->doc, parent, below(author, 2));
    list->as.list.start = 1;
    list->as.list.tight = below(author, 2);
    for (unsigned i = 1 + below(author, 7); i > 0; i--) {
        Node *item = node_add(author->doc, list, NODE_ITEM);
        item->as.item.task = (Task)(below(author, 5) == 0 ? 1 + below(author, 2) : 0);
        add_paragraph(author, item);
        if (below(author, 5) == 0)
            add_blocks(author, item, 1, depth + 1);
    }
}

static void add_step(Author *author, Node *parent, int depth)
{
    Node *step = node_add(author->doc, parent, NODE_STEP);
    step->as.step.number = ++author->steps;
    step->id = arena_printf(author->doc->arena, "step-%d", author->steps);
    step->as.step.step_id = step->id;
    step->text = words(author, 2 + below(author, 9));
    add_blocks(author, step, below(author, 4), depth + 1);
}

static void add_card(Author *author, Node *parent)
{
    Node *card = node_add(author->doc, parent, NODE_CARD);
    card->text = words(author, 2);
    card->as.card.detail = below(author, 2) ? words(author, 3) : NULL;
    add_facts(author, card);
}

static void add_block(Author *author, Node *parent, int depth)
{
    switch (below(author, depth < 4 ? 9 : 3)) {
    case 0:
        add_code(author, parent);
        break;
    case 1:
        add_facts(author, parent);
        break;
    case 2:
    case 3:
        add_paragraph(author, parent);
        break;
    case 4:
        add_table(author, parent);
        break;
    case 5:
        add_list(author, parent, depth);
        break;
    case 6:
        add_step(author, parent, depth);
        break;
    case 7:
        add_card(author, parent);
        break;
    default:
        add_blocks(author, node_add_callout(author->doc, parent, TONE_DANGER, words(author, 3)),
                   below(author, 3), depth + 1);
    }
}

static void add_blocks(Author *author, Node *parent, unsigned n, int depth)
{
    for (unsigned i = 0; i < n; i++)
        add_block(author, parent, depth);
}

static void add_section(Author *author, Node *parent, int level)
{
    const char *title = heading(author);
    Node *section =
        node_add_section(author->doc, parent, level, doc_anchor(author->doc, title), title);
    add_blocks(author, section, below(author, 5), 1);
    for (unsigned i = level < 4 ? below(author, 3) : 0; i > 0; i--)
        add_section(author, section, level + 1);
}

static void fill_at_random(Author *author)
{
    Node *top = node_add_section(author->doc, author->doc->root, 1, "top", heading(author));
    if (below(author, 3) == 0)
        node_add(author->doc, top, NODE_CONTENTS)->as.contents.level = 3;
    for (unsigned i = 1 + below(author, 3); i > 0; i--)
        add_section(author, top, 2);
}

/* ---- what means ill ---- */

static const char *longest_of(Doc *doc)
{
    g_autofree char *longest = g_strnfill(5000, 'W');
    return arena_text(doc->arena, longest);
}

static void fill_with_malice(Author *author)
{
    Doc *doc = author->doc;
    Node *top = node_add_section(doc, doc->root, 1, "top", heading(author));
    for (int level = 2; level <= MAX_HEADING_LEVEL; level++) {
        for (int i = 0; i < 12; i++)
            node_add_section(doc, top, level, heading(author), "Heading of nothing");
        add_paragraph(author, top);
    }
    node_add_paragraph(doc, top, longest_of(doc));
    Node *deep = top;
    for (int i = 0; i < 40; i++)
        deep = node_add(doc, node_add_list(doc, deep, i % 2), NODE_ITEM);
    node_add_paragraph(doc, deep, words(author, 200));
    deep = top;
    for (int i = 0; i < 20; i++)
        deep = node_add_callout(doc, deep, TONE_INFO, words(author, 1));
    node_add_paragraph(doc, deep, words(author, 300));
    for (int i = 0; i < 300; i++)
        add_card(author, top);
    for (int rows = 1; rows <= 1000; rows *= 1000) {
        Node *table = node_add_table(doc, top, 4);
        for (int i = 0; i <= rows; i++) {
            Node *row = node_add_row(doc, table, i == 0);
            for (int j = 0; j < 3; j++)
                node_add_cell(doc, row, i == 0 ? "Column" : words(author, i % 97 == 1 ? 1 : 2));
            node_add_cell(doc, row, i % 97 == 1 ? longest_of(doc) : "no part of it");
        }
    }
    Node *wide = node_add_table(doc, top, MAX_TABLE_COLUMNS);
    for (int i = 0; i < 20; i++) {
        Node *row = node_add_row(doc, wide, i == 0);
        for (int j = 0; j < MAX_TABLE_COLUMNS; j++)
            node_add_cell(doc, row, i == 0 ? "Column" : "cell");
    }
}

/* ---- printing ---- */

static bool print(const PdfFonts *fonts, const char *folder, const char *name, unsigned seed,
                  void (*fill)(Author *author))
{
    g_autoptr(Doc) doc = doc_new(name, "Odd", "en");
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(GString) out = g_string_new(NULL);
    Author author = {.doc = doc, .seed = seed};
    fill(&author);
    const Doc *docs[] = {doc};
    PdfJob job = {.docs = docs, .n_docs = 1, .title = name, .language = "en", .as_of = {20634}};
    if (!press_pdf(fonts, &job, out, diags))
        return false;
    g_autofree char *path = g_strdup_printf("%s/%s.pdf", folder, name);
    printf("%s %d\n", path, author.words);
    return g_file_set_contents(path, out->str, (gssize)out->len, NULL);
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(PdfFonts) fonts = pdf_fonts_new("Open Sans", "DejaVu Sans Mono", diags);
    bool done = print(fonts, argv[1], "hostile", 1, fill_with_malice);
    for (int i = 0; i < atoi(argv[2]); i++) {
        char name[16];
        g_snprintf(name, sizeof name, "%03d", i);
        done = print(fonts, argv[1], name, (unsigned)i * 7919 + 17, fill_at_random) && done;
    }
    press_pdf_thread_end();
    return done ? 0 : 1;
}
