#include "pdf_pages.h"

/* Printed pages, as poppler and qpdf read them. */

/* ---- the file ---- */

START_TEST(names_itself)
{
    g_autoptr(Doc) doc = doc_new("a/plan", "Title", "en");
    doc->about = "How to bring it back";
    node_add_paragraph(doc, doc->root, "Text.");
    g_autoptr(Diags) diags = diags_new();
    print_doc(doc, diags);
    ck_assert_uint_eq(diags_count(diags), 0);
    g_autofree char *info = ask("TZ=UTC pdfinfo -isodates %s", file);
    ck_assert_ptr_nonnull(strstr(info, "Plan <A> & B\n"));
    ck_assert_ptr_nonnull(strstr(info, "Example Ltd\n"));
    ck_assert_ptr_nonnull(strstr(info, "How to bring it back\n"));
    ck_assert_ptr_nonnull(strstr(info, "2026-06-30T00:00:00Z\n"));
    ck_assert_ptr_nonnull(strstr(info, "Tagged:          yes"));
    ck_assert_ptr_nonnull(strstr(info, "(A4)"));
}
END_TEST

START_TEST(embeds_its_fonts)
{
    g_autoptr(Doc) doc = doc_new("a/plan", "Title", "en");
    add_code(doc, doc->root, "ls\n");
    g_autoptr(Diags) diags = diags_new();
    print_doc(doc, diags);
    g_autofree char *fonts = ask("pdffonts %s | awk 'NR > 2 {print $1, $(NF-4)}'", file);
    ck_assert_ptr_nonnull(strstr(fonts, "OpenSans-Bold yes\n"));
    ck_assert_ptr_nonnull(strstr(fonts, "DejaVuSansMono yes\n"));
    ck_assert_ptr_null(strstr(fonts, " no\n"));
}
END_TEST

static Doc *rich_doc(const char *path)
{
    Doc *doc = doc_new(path, "Rich", "en");
    Node *top = node_add_section(doc, doc->root, 1, "top", "Rich");
    for (int i = 0; i < 12; i++) {
        Node *section = node_add_section(doc, top, 2, "part", "Part");
        add_words(doc, section, i);
        Node *list = node_add_list(doc, section, true);
        add_words(doc, node_add(doc, list, NODE_ITEM), 1);
        Node *paragraph = node_add_paragraph(doc, section, "see ");
        node_add_reference(doc, paragraph, (Target){NULL, "part-3"}, "the third part");
        node_add_badge(doc, paragraph, TONE_DANGER, "not proven");
        add_code(doc, add_step(doc, section, i), "echo one\necho two\n");
    }
    return doc;
}

static gpointer print_in_thread(gpointer data)
{
    g_autoptr(Doc) doc = rich_doc("a/plan");
    const Doc *docs[] = {doc};
    PdfJob job = plain_job;
    job.docs = docs;
    job.n_docs = 1;
    g_autoptr(Diags) diags = diags_new();
    GString *out = g_string_new(NULL);
    bool done = press_pdf(data, &job, out, diags);
    press_pdf_thread_end();
    return done ? out : NULL;
}

START_TEST(prints_the_same_bytes_again)
{
    g_autoptr(Diags) diags = diags_new();
    PdfFonts *fonts = pdf_fonts_new("Open Sans", "DejaVu Sans Mono", diags);
    GString *first = print_in_thread(fonts);
    GThread *threads[3];
    for (size_t i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = g_thread_new("pdf", print_in_thread, fonts);
    for (size_t i = 0; i < G_N_ELEMENTS(threads); i++) {
        GString *other = g_thread_join(threads[i]);
        ck_assert(g_string_equal(first, other));
        g_string_free(other, TRUE);
    }
    pdf_fonts_free(fonts);
    ck_assert_int_eq(setenv("TZ", "Asia/Tokyo", 1), 0);
    ck_assert_int_eq(setenv("LC_ALL", "C", 1), 0);
    fonts = pdf_fonts_new("Open Sans", "DejaVu Sans Mono", diags);
    GString *later = print_in_thread(fonts);
    ck_assert(g_string_equal(first, later));
    g_string_free(first, TRUE);
    g_string_free(later, TRUE);
    pdf_fonts_free(fonts);
}
END_TEST

START_TEST(says_what_fonts_lack)
{
    g_autoptr(Doc) doc = doc_new("a/plan", "Title", "en");
    node_add_paragraph(doc, doc->root, "\u65e5\u672c \u65e5");
    const Doc *docs[] = {doc};
    PdfJob job = plain_job;
    job.docs = docs;
    job.n_docs = 1;
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(PdfFonts) fonts = pdf_fonts_new("No Such Family", "DejaVu Sans Mono", diags);
    ck_assert(has_rule(diags, "font-missing", "'No Such Family'"));
    GString *out = g_string_new(NULL);
    ck_assert(press_pdf(fonts, &job, out, diags));
    ck_assert(has_rule(diags, "glyph-missing", "characters U+65E5, U+672C"));
    ck_assert_uint_eq(diags_count(diags), 2);
    g_string_free(out, TRUE);
}
END_TEST

START_TEST(points_at_what_fonts_lack)
{
    g_autoptr(Source) other = source_new_take("b/plan.yaml", g_strdup("title: none\n"), 12);
    g_autoptr(Source) source =
        source_new_take("a/plan.yaml", g_strdup("title: x\nto: \u672c\n"), 17);
    const Source *sources[] = {other, source};
    g_autoptr(Doc) doc = doc_new("a/plan", "Title", "en");
    node_add_paragraph(doc, doc->root, "\u65e5\u672c");
    const Doc *docs[] = {doc};
    PdfJob job = plain_job;
    job.docs = docs;
    job.n_docs = 1;
    job.sources = sources;
    job.n_sources = G_N_ELEMENTS(sources);
    g_autoptr(Diags) diags = diags_new();
    PdfFamily fallbacks[] = {{.name = "Nor This", .span = {source, 0, 5}}};
    PdfFamilies families = {.text = {.name = "No Such Family", .span = {source, 9, 2}},
                            .code = {.name = "DejaVu Sans Mono"},
                            .fallbacks = fallbacks,
                            .n_fallbacks = 1};
    g_autoptr(PdfFonts) fonts = pdf_fonts_choose(&families, diags);
    g_autoptr(GString) out = g_string_new(NULL);
    ck_assert(press_pdf(fonts, &job, out, diags));
    ck_assert(has_rule(diags, "font-missing", "'No Such Family' is not installed; 'DejaVu Sans'"));
    ck_assert(has_rule(diags, "glyph-missing", "character U+65E5"));
    ck_assert_uint_eq(diags_count(diags), 4);
    const Diag *fallback = diags_at(diags, 0);
    ck_assert_str_eq(fallback->text, "font family 'Nor This' is not installed");
    ck_assert_uint_eq(fallback->span.offset, 0);
    ck_assert_uint_eq(diags_at(diags, 1)->span.offset, 9);
    const Diag *glyph = diags_at(diags, 2);
    ck_assert_str_eq(glyph->text, "no font has the character U+672C");
    ck_assert_ptr_eq(glyph->span.source, source);
    ck_assert_uint_eq(glyph->span.offset, 13);
}
END_TEST

START_TEST(refuses_nothing)
{
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(PdfFonts) fonts = pdf_fonts_new("Open Sans", "DejaVu Sans Mono", diags);
    GString *out = g_string_new("kept");
    ck_assert(!press_pdf(fonts, &plain_job, out, diags));
    ck_assert_str_eq(out->str, "kept");
    ck_assert(has_rule(diags, "pdf-failed", "nothing to print"));
    g_string_free(out, TRUE);
}
END_TEST

/* ---- what is read ---- */

START_TEST(reads_in_order)
{
    g_autoptr(Doc) doc = doc_new("a/plan", "Alpha", "en");
    doc->footer = "Confidential";
    Node *section = node_add_section(doc, doc->root, 2, "one", "Bravo");
    Node *facts = node_add(doc, section, NODE_FACTS);
    node_add_fact(doc, facts, "Charlie", "delta");
    Node *table = node_add_table(doc, section, 2);
    Node *row = node_add_row(doc, table, true);
    node_add_cell(doc, row, "Echo");
    node_add_cell(doc, row, "Foxtrot");
    row = node_add_row(doc, table, false);
    node_add_cell(doc, row, "golf");
    node_add_cell(doc, row, "hotel");
    node_add_paragraph(doc, node_add_callout(doc, section, TONE_WARNING, "India"), "juliett");
    add_code(doc, add_step(doc, section, 7), "kilo\n");
    Node *card = node_add(doc, section, NODE_CARD);
    card->text = "Lima";
    card->as.card.detail = "mike";
    g_autoptr(Diags) diags = diags_new();
    print_doc(doc, diags);
    g_autofree char *text = ask("pdftotext -layout %s - | tr -s ' \\n' '  '", file);
    ck_assert_str_eq(g_strstrip(g_strdelimit(text, "\f", ' ')),
                     "Alpha Bravo Charlie delta Echo Foxtrot golf hotel India juliett "
                     "7. Begin7 time initials restore/7 kilo Lima mike "
                     "Confidential as of 2026-06-30 \u00b7 page 1 of 1");
}
END_TEST

START_TEST(keeps_code_as_it_is)
{
    GString *code = g_string_new("curl https://example.com/");
    for (int i = 0; i < 300; i++)
        g_string_append_printf(code, "%d/--x", i % 10);
    g_string_append_c(code, '\n');
    g_autoptr(Doc) doc = doc_new("a/plan", "T", "en");
    add_code(doc, doc->root, code->str);
    g_autoptr(Diags) diags = diags_new();
    print_doc(doc, diags);
    g_autofree char *text = ask("pdftotext -layout %s - | grep -v 'as of' | tr -d ' \\n\\f'", file);
    g_autofree char *wanted = g_strdup_printf("Tcurl%s", code->str + strlen("curl "));
    ck_assert_str_eq(text, g_strchomp(wanted));
    g_string_free(code, TRUE);
}
END_TEST

START_TEST(prints_all_of_a_long_word)
{
    g_autoptr(Doc) doc = doc_new("a/plan", "T", "en");
    g_autofree char *word = g_strnfill(500, 'n');
    node_add_paragraph(doc, doc->root, word);
    g_autoptr(Diags) diags = diags_new();
    print_doc(doc, diags);
    g_autofree char *text = ask("pdftotext -layout %s - | grep -v 'as of' | tr -d ' \\n\\f'", file);
    ck_assert_str_eq(text + 1, word);
}
END_TEST

START_TEST(shows_no_control_characters)
{
    g_autoptr(Doc) doc = doc_new("a/plan", "T", "en");
    node_add_paragraph(doc, doc->root,
                       "a\x01"
                       "b\xff"
                       "c \u202e gnp.exe");
    g_autoptr(Diags) diags = diags_new();
    print_doc(doc, diags);
    g_autofree char *text = text_of_page(1);
    ck_assert_ptr_nonnull(strstr(text, "a\ufffdb\ufffdc \ufffd gnp.exe"));
}
END_TEST

/* How far left the first word that holds PART begins, in points. */
static int left_of(const char *part)
{
    g_autofree char *answer =
        ask("pdftotext -bbox %s - | sed -n '/%s/s/.*xMin=\"\\([0-9]*\\).*/\\1/p'", file, part);
    ck_assert_str_ne(answer, "");
    return atoi(answer);
}

/* DejaVu Sans, which stands behind every other font, has Hebrew letters. */
START_TEST(runs_hebrew_from_right_to_left)
{
    g_autoptr(Doc) doc = doc_new("a/plan", "T", "en");
    node_add_paragraph(doc, doc->root, "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd 4217");
    Node *paragraph = node_add_paragraph(doc, doc->root, "Caller ");
    node_add_strong(doc, paragraph, "\u05d3\u05d5\u05d3 \u05db\u05d4\u05df");
    node_add_text(doc, paragraph, " answers");
    g_autoptr(Diags) diags = diags_new();
    print_doc(doc, diags);
    ck_assert_uint_eq(diags_count(diags), 0);
    /* Poppler gives each letter alone. */
    ck_assert_int_gt(left_of("\u05e9"), left_of("\u05e2"));
    ck_assert_int_gt(left_of("\u05e2"), left_of("4217"));
    ck_assert_int_lt(left_of("Caller"), left_of("\u05df"));
    ck_assert_int_lt(left_of("\u05df"), left_of("\u05db"));
    ck_assert_int_lt(left_of("\u05db"), left_of("\u05d3"));
    ck_assert_int_lt(left_of("\u05d3"), left_of("answers"));
}
END_TEST

START_TEST(stays_within_the_margins)
{
    g_autoptr(Doc) doc = doc_new("a/plan", "T", "en");
    char *longest = g_strnfill(3000, 'W');
    node_add_paragraph(doc, doc->root, longest);
    Node *deep = doc->root;
    for (int i = 0; i < 30; i++)
        deep = node_add(doc, node_add_list(doc, deep, false), NODE_ITEM);
    node_add_paragraph(doc, deep, longest);
    Node *table = node_add_table(doc, doc->root, 40);
    for (int i = 0; i < 3; i++) {
        Node *row = node_add_row(doc, table, i == 0);
        for (int j = 0; j < 40; j++)
            node_add_cell(doc, row, j == 7 ? longest : "value");
    }
    Node *paragraph = node_add_paragraph(doc, doc->root, "x ");
    Node *field = node_add(doc, paragraph, NODE_FIELD);
    field->text = longest;
    field->as.field.width = 100000;
    node_add_badge(doc, paragraph, TONE_GOOD, longest);
    add_step(doc, doc->root, 1)->text = longest;
    node_add_callout(doc, deep, TONE_INFO, longest);
    g_autoptr(Diags) diags = diags_new();
    print_doc(doc, diags);
    check_margins();
    g_free(longest);
}
END_TEST

/* ---- pages ---- */

/* The last line above the foot of PAGE, without white space around it. */
static char *last_line(int page)
{
    return ask("pdftotext -layout -f %d -l %d %s - | tr -d '\\f' | grep -v 'as of 2026' | "
               "grep '[^ ]' | tail -n 1 | sed 's/^ *//; s/ *$//' | tr -d '\\n'",
               page, page, file);
}

/* Where the words of PAGE begin and end: the least xMin and the greatest xMax. */
static void find_edges(int page, double *left, double *right)
{
    g_autofree char *answer =
        ask("pdftotext -bbox -f %d -l %d %s - | sed -n 's/.*xMin=\"\\([^\"]*\\)\".*"
            "xMax=\"\\([^\"]*\\)\".*/\\1 \\2/p' | "
            "awk 'NR == 1 || $1 < l { l = $1 } $2 > r { r = $2 } END { print l, r }'",
            page, page, file);
    ck_assert_int_eq(sscanf(answer, "%lf %lf", left, right), 2);
}

/* How far the text of a list and of a step stands from the left edge of the page at SIZE. */
static void find_indents(double size, double *item, double *step)
{
    g_autoptr(Doc) doc = doc_new("a/plan", "T", "en");
    Node *list = node_add_list(doc, doc->root, false);
    node_add_paragraph(doc, node_add(doc, list, NODE_ITEM), "Item");
    node_add_paragraph(doc, add_step(doc, doc->root, 1), "Within");
    const Doc *docs[] = {doc};
    PdfDesign design = pdf_design_usual;
    design.text_size = size;
    PdfJob job = plain_job;
    job.docs = docs;
    job.n_docs = 1;
    job.design = &design;
    g_autoptr(Diags) diags = diags_new();
    g_string_free(print_job(&job, diags), TRUE);
    g_autofree char *places = ask("pdftotext -bbox %s - | sed -n "
                                  "'s/.*xMin=\"\\([^\"]*\\)\".*>\\(Item\\|Within\\)<.*/\\1/p'",
                                  file);
    ck_assert_int_eq(sscanf(places, "%lf %lf", item, step), 2);
}

START_TEST(indents_by_the_size_of_the_text)
{
    static const double edge = 70.866;
    double small_item = 0, small_step = 0, item = 0, step = 0;
    find_indents(7, &small_item, &small_step);
    find_indents(14, &item, &step);
    ck_assert_double_eq_tol(item - edge, 2 * (small_item - edge), 1.5);
    ck_assert_double_eq_tol(step - edge, 2 * (small_step - edge), 1.5);
}
END_TEST

START_TEST(follows_its_design)
{
    g_autoptr(Doc) doc = doc_new("a/plan", "T", "en");
    add_words(doc, doc->root, 60);
    const Doc *docs[] = {doc};
    PdfDesign design = pdf_design_usual;
    design.sheet = PDF_SHEET_LETTER;
    design.duplex = true;
    PdfJob job = plain_job;
    job.docs = docs;
    job.n_docs = 1;
    job.design = &design;
    g_autoptr(Diags) diags = diags_new();
    g_string_free(print_job(&job, diags), TRUE);
    int n_pages = count_pages();
    ck_assert_int_ge(n_pages, 2);
    g_autofree char *info = ask("pdfinfo %s", file);
    ck_assert_ptr_nonnull(strstr(info, "(letter)"));
    double odd_left = 0, odd_right = 0, even_left = 0, even_right = 0;
    find_edges(1, &odd_left, &odd_right);
    find_edges(2, &even_left, &even_right);
    ck_assert(odd_left > 71.5 && odd_left < 74);
    ck_assert(even_left > 53.5 && even_left < 56);
    ck_assert(odd_right < 612 - 53.5 && even_right < 612 - 71.5);
    design.text_size = 14;
    g_string_free(print_job(&job, diags), TRUE);
    ck_assert_int_gt(count_pages(), n_pages);
}
END_TEST

/* Within the time that a test may take. */
START_TEST(parts_a_word_of_many_pages)
{
    enum { LENGTH = 250000 };
    g_autoptr(Doc) doc = doc_new("a/plan", "T", "en");
    g_autofree char *word = g_strnfill(LENGTH, 'n');
    node_add_paragraph(doc, doc->root, word);
    g_autoptr(Diags) diags = diags_new();
    print_doc(doc, diags);
    g_autofree char *count = ask("pdftotext %s - | grep -v 'as of' | tr -cd n | wc -c", file);
    ck_assert_int_eq(atoi(count), LENGTH);
    check_margins();
}
END_TEST

START_TEST(ends_no_page_with_a_heading)
{
    g_autoptr(Doc) doc = doc_new("a/plan", "T", "en");
    for (int i = 0; i < 120; i++) {
        Node *section = node_add_section(doc, doc->root, 2 + i % 3, "s", "Heading");
        Node *inner = node_add_section(doc, section, 5, "s", "Heading");
        if (i % 4 == 0)
            add_code(doc, inner, "one\ntwo\nthree\nfour\nfive\n");
        else if (i % 4 == 1)
            add_step(doc, inner, i);
        else
            add_words(doc, inner, 1 + i % 5);
    }
    g_autoptr(Diags) diags = diags_new();
    print_doc(doc, diags);
    int n_pages = count_pages();
    ck_assert_int_gt(n_pages, 8);
    for (int page = 1; page <= n_pages; page++) {
        g_autofree char *line = last_line(page);
        ck_assert_str_ne(line, "");
        ck_assert_str_ne(line, "Heading");
    }
}
END_TEST

START_TEST(keeps_steps_whole)
{
    g_autoptr(Doc) doc = doc_new("a/plan", "T", "en");
    for (int i = 1; i <= 30; i++) {
        Node *step = add_step(doc, doc->root, i);
        add_words(doc, step, 1 + i % 7);
        add_code(doc, step, "pg_restore\n");
        node_add_paragraph(doc, step, arena_printf(doc->arena, "Finish%d.", i));
    }
    g_autoptr(Diags) diags = diags_new();
    print_doc(doc, diags);
    int n_pages = count_pages();
    size_t begun = 0;
    for (int page = 1; page <= n_pages; page++) {
        g_autofree char *text = text_of_page(page);
        ck_assert_uint_eq(count_of(text, "Begin"), count_of(text, "Finish"));
        begun += count_of(text, "Begin");
    }
    ck_assert_uint_eq(begun, 30);
}
END_TEST

START_TEST(splits_what_is_taller_than_a_page)
{
    g_autoptr(Doc) doc = doc_new("a/plan", "T", "en");
    Node *step = add_step(doc, doc->root, 1);
    GString *code = g_string_new(NULL);
    for (int i = 0; i < 200; i++)
        g_string_append_printf(code, "line-%03d\n", i);
    add_code(doc, step, code->str);
    Node *table = node_add_table(doc, doc->root, 2);
    for (int i = 0; i < 2; i++) {
        Node *row = node_add_row(doc, table, i == 0);
        node_add_cell(doc, row, i == 0 ? "Head" : "body");
        Node *cell = node_add_cell(doc, row, NULL);
        for (int j = 0; j < (i == 0 ? 0 : 120); j++)
            node_add_text(doc, cell, words);
    }
    g_autoptr(Diags) diags = diags_new();
    print_doc(doc, diags);
    g_autofree char *text = ask("pdftotext -layout %s -", file);
    ck_assert_uint_eq(count_of(text, "line-"), 200);
    ck_assert_uint_eq(count_of(text, "whether"), 120);
    g_string_free(code, TRUE);
}
END_TEST

START_TEST(repeats_the_header_of_a_table)
{
    g_autoptr(Doc) doc = doc_new("a/plan", "T", "en");
    Node *table = node_add_table(doc, doc->root, 2);
    table->text = "Caption";
    for (int i = 0; i < 150; i++) {
        Node *row = node_add_row(doc, table, i == 0);
        node_add_cell(doc, row, i == 0 ? "Header" : "cell");
        node_add_cell(doc, row, "value");
    }
    node_add_paragraph(doc, doc->root, "Behind.");
    g_autoptr(Diags) diags = diags_new();
    print_doc(doc, diags);
    int n_pages = count_pages();
    ck_assert_int_ge(n_pages, 3);
    size_t cells = 0;
    for (int page = 1; page <= n_pages; page++) {
        g_autofree char *text = text_of_page(page);
        ck_assert_uint_eq(count_of(text, "Header"), 1);
        cells += count_of(text, "cell");
    }
    ck_assert_uint_eq(cells, 149);
}
END_TEST

START_TEST(begins_a_page_where_told)
{
    g_autoptr(Doc) doc = doc_new("a/plan", "T", "en");
    for (int i = 0; i < 3; i++) {
        Node *section = node_add_section(doc, doc->root, 1, "s", "Section");
        section->as.section.new_page = true;
        node_add_paragraph(doc, section, "Text.");
    }
    g_autoptr(Diags) diags = diags_new();
    print_doc(doc, diags);
    ck_assert_int_eq(count_pages(), 3);
}
END_TEST

/* ---- links ---- */

START_TEST(links_only_to_what_is_there)
{
    g_autoptr(Doc) doc = doc_new("a/plan", "T", "en");
    Node *section = node_add_section(doc, doc->root, 2, "there", "Target");
    Node *paragraph = node_add_paragraph(doc, section, "");
    node_add_reference(doc, paragraph, (Target){NULL, "there"}, "known");
    node_add_reference(doc, paragraph, (Target){NULL, "nowhere"}, "unknown");
    node_add_reference(doc, paragraph, (Target){"other/plan", "there"}, "elsewhere");
    node_add_link(doc, paragraph, "https://example.com/a'b?c=(d)", "outside");
    node_add_link(doc, paragraph, "runbooks/x.html", "relative");
    g_autoptr(Diags) diags = diags_new();
    print_doc(doc, diags);
    g_autofree char *links = ask("qpdf --qdf --object-streams=disable %s - | grep -a -c '/Subtype "
                                 "/Link'",
                                 file);
    g_autofree char *text = text_of_page(1);
    ck_assert_ptr_nonnull(strstr(text, "unknown"));
    ck_assert_ptr_nonnull(strstr(text, "elsewhere"));
    ck_assert_ptr_nonnull(strstr(text, "(https://example.com/a'b?c=(d))"));
    ck_assert_int_eq(atoi(links), 2); /* each with what stands behind it */
    g_autofree char *uri =
        ask("qpdf --qdf --object-streams=disable %s - | grep -a '/URI (' | sort -u", file);
    ck_assert_ptr_nonnull(strstr(uri, "(https://example.com/a%27b?c=%28d%29)"));
    g_autofree char *places = ask("pdfinfo -dests %s", file);
    ck_assert_ptr_nonnull(strstr(places, "\"there\""));
}
END_TEST

/* The page on which WORDS stand, from page FIRST on; 0 when on none. */
static int page_with(const char *phrase, int first)
{
    int n_pages = count_pages();
    for (int page = first; page <= n_pages; page++) {
        g_autofree char *text = text_of_page(page);
        if (strstr(text, phrase) != NULL)
            return page;
    }
    return 0;
}

static Doc *binder_part(int number)
{
    g_autofree char *path = g_strdup_printf("p%d/plan", number);
    g_autofree char *title = g_strdup_printf("Plan number %d", number);
    Doc *doc = doc_new(path, title, "en");
    Node *top = node_add_section(doc, doc->root, 1, "top", title);
    for (int i = 0; i < 5; i++) {
        Node *section = node_add_section(doc, top, 2, "s", "Chapter");
        for (int j = 0; j < 6; j++) {
            Node *paragraph = node_add_paragraph(doc, section, words);
            node_add_reference(doc, paragraph, (Target){"p3/plan", "goal"}, "the goal");
            node_add_text(doc, paragraph, words);
        }
    }
    if (number == 3)
        node_add_section(doc, top, 2, "goal", "The final goal");
    return doc;
}

/* Behind a link stands where it leads, unless its words say so. */
START_TEST(prints_addresses_once)
{
    g_autoptr(Doc) doc = doc_new("a/plan", "T", "en");
    Node *paragraph = node_add_paragraph(doc, doc->root, "Call ");
    node_add_link(doc, paragraph, "tel:+4930901820", "+49 30 90-1820");
    node_add_link(doc, paragraph, "tel:+4930901822", "the desk");
    node_add_link(doc, paragraph, "https://a.test/1", "the page");
    g_autoptr(Diags) diags = diags_new();
    print_doc(doc, diags);
    g_autofree char *text = text_of_page(1);
    ck_assert_ptr_nonnull(strstr(text, "90-1820"));
    ck_assert_ptr_null(strstr(text, "+4930901820"));
    ck_assert_ptr_nonnull(strstr(text, "(+4930901822)"));
    ck_assert_ptr_nonnull(strstr(text, "(https://a.test/1)"));
}
END_TEST

START_TEST(counts_pages_for_the_contents)
{
    enum { PARTS = 4 };
    Doc *docs[PARTS];
    for (int i = 0; i < PARTS; i++)
        docs[i] = binder_part(i);
    PdfJob job = plain_job;
    job.docs = (const Doc *const *)docs;
    job.n_docs = PARTS;
    job.contents = true;
    job.subtitle = "All plans";
    job.footer = "Binder";
    g_autoptr(Diags) diags = diags_new();
    GString *out = print_job(&job, diags);
    g_string_free(out, TRUE);
    g_autofree char *info = ask("pdfinfo %s", file);
    ck_assert_ptr_nonnull(strstr(info, "Tagged:          yes"));
    int goal = page_with("The final goal", 3);
    ck_assert_int_gt(goal, 8);
    g_autofree char *cover = text_of_page(1);
    ck_assert_ptr_nonnull(strstr(cover, "All plans"));
    ck_assert_ptr_null(strstr(cover, "page 1"));
    g_autofree char *labels = ask("qpdf --json --json-key=pagelabels %s | tr -d ' \n'", file);
    ck_assert_ptr_nonnull(strstr(labels, "\"index\":0,\"label\":{\"/P\":\"u:cover\""));
    ck_assert_ptr_nonnull(strstr(labels, "\"index\":1,\"label\":{\"/S\":\"/D\",\"/St\":2}}]"));
    g_autofree char *said =
        ask("pdftotext -layout -f 2 -l 2 %s - | sed -n 's/.*The final goal *//p'", file);
    ck_assert_int_eq(atoi(said), goal);
    g_autofree char *reference = g_strdup_printf("(page %d)", goal);
    g_autofree char *text = ask("pdftotext %s - | sed 's/\u00a0/ /g' | tr '\\n' ' '", file);
    ck_assert_uint_ge(count_of(text, reference), (size_t)PARTS * 30 - 8);
    g_autofree char *places = ask("pdfinfo -dests %s", file);
    ck_assert_ptr_nonnull(strstr(places, "\"p3/plan:goal\""));
    for (int i = 0; i < PARTS; i++)
        doc_free(docs[i]);
}
END_TEST

static Suite *pdf_suite(void)
{
    Suite *suite = suite_create("pdf");
    TCase *tests = tcase_create("pages");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, make_folder, remove_folder);
    tcase_add_test(tests, names_itself);
    tcase_add_test(tests, embeds_its_fonts);
    tcase_add_test(tests, prints_the_same_bytes_again);
    tcase_add_test(tests, says_what_fonts_lack);
    tcase_add_test(tests, points_at_what_fonts_lack);
    tcase_add_test(tests, refuses_nothing);
    tcase_add_test(tests, follows_its_design);
    tcase_add_test(tests, indents_by_the_size_of_the_text);
    tcase_add_test(tests, reads_in_order);
    tcase_add_test(tests, keeps_code_as_it_is);
    tcase_add_test(tests, prints_all_of_a_long_word);
    tcase_add_test(tests, shows_no_control_characters);
    tcase_add_test(tests, runs_hebrew_from_right_to_left);
    tcase_add_test(tests, stays_within_the_margins);
    tcase_add_test(tests, parts_a_word_of_many_pages);
    tcase_add_test(tests, ends_no_page_with_a_heading);
    tcase_add_test(tests, keeps_steps_whole);
    tcase_add_test(tests, splits_what_is_taller_than_a_page);
    tcase_add_test(tests, repeats_the_header_of_a_table);
    tcase_add_test(tests, begins_a_page_where_told);
    tcase_add_test(tests, links_only_to_what_is_there);
    tcase_add_test(tests, prints_addresses_once);
    tcase_add_test(tests, counts_pages_for_the_contents);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(pdf_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
