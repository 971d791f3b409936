/* Prints one document that is out of all proportion: paper CASE. A line says what it took; status 1
 * when that was more than 10 seconds of processor or 512 MB. Without a case: the names of all. */
#include "press/press.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

static const char *next_word(unsigned *seed)
{
    static const char *const words[] = {
        "the",    "database", "is",        "restored", "from",    "a",  "copy",     "that",
        "nobody", "can",      "overwrite", "and",      "checked", "by", "its owner"};
    *seed = *seed * 1103515245 + 12345;
    return words[(*seed >> 16) % G_N_ELEMENTS(words)];
}

static void add_long(Doc *doc, const char *unit, size_t bytes)
{
    unsigned seed = 1;
    g_autoptr(GString) text = g_string_new(NULL);
    while (text->len < bytes) {
        g_string_append(text, unit == NULL ? next_word(&seed) : unit);
        if (unit == NULL)
            g_string_append_c(text, ' ');
    }
    node_add_paragraph(doc, doc->root, text->str);
}

static void add_table(Doc *doc, int rows, int columns)
{
    unsigned seed = 1;
    Node *table = node_add_table(doc, doc->root, (size_t)columns);
    for (int i = 0; i <= rows; i++) {
        Node *row = node_add_row(doc, table, i == 0);
        for (int j = 0; j < columns; j++) {
            g_autofree char *cell =
                g_strdup_printf("%s %d %s", next_word(&seed), i, next_word(&seed));
            node_add_cell(doc, row, cell);
        }
    }
}

static void paragraph(Doc *doc)
{
    add_long(doc, NULL, 10 * 1000 * 1000);
}

static void word(Doc *doc)
{
    add_long(doc, "n", 1000 * 1000);
}

static void cyrillic(Doc *doc)
{
    add_long(doc, "\u043c\u0438\u0440 ", 1000 * 1000);
}

static void rows(Doc *doc)
{
    add_table(doc, 5000, 5);
}

static void columns(Doc *doc)
{
    add_table(doc, 200, 40);
}

static const struct {
    const char *name;
    void (*fill)(Doc *doc);
    const char *about;
} cases[] = {
    {"paragraph", paragraph, "a paragraph of 10 MB"}, {"word", word, "a word of 1 MB"},
    {"cyrillic", cyrillic, "1 MB of Cyrillic"},       {"rows", rows, "a table of 5,000 rows"},
    {"columns", columns, "a table of 40 columns"},
};

static int print(size_t index)
{
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(PdfFonts) fonts = pdf_fonts_new("Open Sans", "DejaVu Sans Mono", diags);
    g_autoptr(Doc) doc = doc_new("long", "Long", "en");
    g_autoptr(GString) out = g_string_new(NULL);
    cases[index].fill(doc);
    const Doc *docs[] = {doc};
    PdfJob job = {.docs = docs, .n_docs = 1, .title = "Long", .language = "en", .as_of = {20634}};
    bool done = press_pdf(fonts, &job, out, diags);
    press_pdf_thread_end();
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    double seconds = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                     (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    double megabytes = (double)usage.ru_maxrss / 1024;
    printf("  %-26s %19.2f s %8.1f MB\n", cases[index].about, seconds, megabytes);
    return done && seconds < 10 && megabytes < 512 ? 0 : 1;
}

int main(int argc, char **argv)
{
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        if (argc < 2)
            puts(cases[i].name);
        else if (strcmp(argv[1], cases[i].name) == 0)
            return print(i);
    }
    return argc < 2 ? 0 : 2;
}
