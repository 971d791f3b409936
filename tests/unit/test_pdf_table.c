#include "pdf_pages.h"

/* Tables on printed pages, and what goes with them. */

static Node *add_table(Doc *doc, Node *parent, size_t n_columns, const char *const *heads)
{
    Node *table = node_add_table(doc, parent, n_columns);
    Node *row = node_add_row(doc, table, true);
    for (size_t i = 0; i < n_columns; i++)
        node_add_cell(doc, row, heads[i]);
    return table;
}

static char *repeated(const char *text, int times)
{
    GString *out = g_string_new(NULL);
    for (int i = 0; i < times; i++)
        g_string_append(out, text);
    return g_string_free(out, FALSE);
}

START_TEST(breaks_no_short_value)
{
    static const char *const heads[] = {"Exercise", "Every", "Last", "What is done"};
    g_autoptr(Doc) doc = doc_new("a/plan", "T", "en");
    Node *table = add_table(doc, doc->root, G_N_ELEMENTS(heads), heads);
    g_autofree char *much = repeated("the copy is taken and looked at ", 12);
    for (int i = 0; i < 6; i++) {
        Node *row = node_add_row(doc, table, false);
        node_add_cell(doc, row, i % 2 == 0 ? much : "short");
        node_add_cell(doc, row, "3 months");
        node_add_cell(doc, row, "never run");
        node_add_cell(doc, row, much);
    }
    g_autoptr(Diags) diags = diags_new();
    print_doc(doc, diags);
    g_autofree char *text = ask("pdftotext -layout %s -", file);
    ck_assert_uint_eq(count_of(text, "3 months"), 6);
    ck_assert_uint_eq(count_of(text, "never run"), 6);
}
END_TEST

START_TEST(shares_the_room_out)
{
    static const char *const heads[] = {"One", "Other"};
    g_autoptr(Doc) doc = doc_new("a/plan", "T", "en");
    Node *table = add_table(doc, doc->root, G_N_ELEMENTS(heads), heads);
    g_autofree char *much = repeated("the copy is taken and looked at ", 40);
    Node *row = node_add_row(doc, table, false);
    node_add_cell(doc, row, "A text that has some words more than a short one");
    node_add_cell(doc, row, much);
    g_autoptr(Diags) diags = diags_new();
    print_doc(doc, diags);
    /* The long cell gets nearly all of the room, which makes the table lowest. */
    g_autofree char *lines = ask("pdftotext -layout %s - | grep -c 'copy\\|taken\\|looked'", file);
    ck_assert_int_le(atoi(lines), 17);
}
END_TEST

static char *page_size(int page)
{
    return ask("pdfinfo -f %d -l %d %s | sed -n 's/^Page.*size: *//p'", page, page, file);
}

/* Where long words leave a column so little room that its words stand below each other, the type
 * is smaller; where they do not, it is not. */
START_TEST(sets_cramped_tables_smaller)
{
    static const char *const heads[] = {"A", "B", "C", "D", "Text"};
    int sizes[2] = {0, 0};
    for (int cramped = 0; cramped < 2; cramped++) {
        g_autoptr(Doc) doc = doc_new("a/plan", "T", "en");
        Node *table = add_table(doc, doc->root, G_N_ELEMENTS(heads), heads);
        for (int i = 0; i < 6; i++) {
            Node *row = node_add_row(doc, table, false);
            for (size_t j = 0; j + 1 < G_N_ELEMENTS(heads); j++)
                node_add_cell(doc, row, cramped ? "abcdefghijklmnopqrst" : "abcdefghij");
            node_add_cell(doc, row, "one two three four five six seven eight");
        }
        g_autoptr(Diags) diags = diags_new();
        print_doc(doc, diags);
        g_autofree char *text = text_of_page(1);
        ck_assert_uint_eq(count_of(text, "one two three four"), 6);
        g_autofree char *heights = ask("pdftotext -bbox %s - | sed -n "
                                       "'s/.*yMin=\"\\([0-9.]*\\)\".*yMax=\"\\([0-9.]*\\)\">Text<.*"
                                       "/\\1 \\2/p' | awk '{ print int(($2 - $1) * 10) }'",
                                       file);
        sizes[cramped] = atoi(heights);
    }
    ck_assert_int_gt(sizes[1], 0);
    ck_assert_int_lt(sizes[1], sizes[0]);
}
END_TEST

START_TEST(turns_a_wide_table)
{
    enum { COLUMNS = 11 };
    const char *heads[COLUMNS];
    g_autoptr(Doc) doc = doc_new("a/plan", "T", "en");
    node_add_paragraph(doc, doc->root, "Before.");
    Node *section = node_add_section(doc, doc->root, 2, "s", "Broad");
    for (int i = 0; i < COLUMNS; i++)
        heads[i] = "Identifier";
    Node *table = add_table(doc, section, COLUMNS, heads);
    for (int i = 0; i < 40; i++) {
        Node *row = node_add_row(doc, table, false);
        for (int j = 0; j < COLUMNS; j++)
            node_add_cell(doc, row, "a-long-value");
    }
    node_add_paragraph(doc, section, "Behind.");
    g_autoptr(Diags) diags = diags_new();
    print_doc(doc, diags);
    ck_assert_int_eq(count_pages(), 4);
    g_autofree char *first = page_size(1);
    g_autofree char *second = page_size(2);
    g_autofree char *last = page_size(4);
    ck_assert_ptr_nonnull(strstr(first, "595.276 x 841.89 "));
    ck_assert_ptr_nonnull(strstr(second, "841.89 x 595.276 "));
    ck_assert_ptr_nonnull(strstr(last, "595.276 x 841.89 "));
    g_autofree char *before = text_of_page(1);
    ck_assert_ptr_null(strstr(before, "Broad"));
    g_autofree char *text = text_of_page(2);
    ck_assert_uint_eq(count_of(text, "Identifier"), COLUMNS);
    g_autofree char *behind = text_of_page(4);
    ck_assert_ptr_nonnull(strstr(behind, "Behind."));
    g_autofree char *outside =
        ask("pdftotext -bbox -f 2 -l 3 %s - | sed -n 's/.*xMin=\"\\([^\"]*\\)\".*xMax=\"\\([^\"]*"
            "\\)\" yMax=\"\\([^\"]*\\).*/\\1 \\2 \\3/p' | "
            "awk '$1 < 51 || $2 > 791 || $3 > 560 {print}'",
            file);
    ck_assert_str_eq(outside, "");
}
END_TEST

/* What stands upright in the usual type does so where the text is larger, if need be in that type.
 */
START_TEST(turns_no_table_for_large_text)
{
    static const char *const heads[] = {"A", "B", "C", "D", "E", "F", "G", "H"};
    for (int large = 0; large < 2; large++) {
        g_autoptr(Doc) doc = doc_new("a/plan", "T", "en");
        Node *table = add_table(doc, doc->root, G_N_ELEMENTS(heads), heads);
        Node *row = node_add_row(doc, table, false);
        for (size_t i = 0; i < G_N_ELEMENTS(heads); i++)
            node_add_cell(doc, row, "abcdefghijk");
        const Doc *docs[] = {doc};
        PdfDesign design = pdf_design_usual;
        design.text_size = large ? 13 : 9.5;
        PdfJob job = plain_job;
        job.docs = docs;
        job.n_docs = 1;
        job.design = &design;
        g_autoptr(Diags) diags = diags_new();
        g_string_free(print_job(&job, diags), TRUE);
        g_autofree char *size = page_size(1);
        ck_assert_ptr_nonnull(strstr(size, "595.276 x 841.89 "));
        g_autofree char *text = text_of_page(1);
        ck_assert_uint_eq(count_of(text, "abcdefghijk"), G_N_ELEMENTS(heads));
    }
}
END_TEST

/* A table of one row of so many lines, below enough text to leave a third of the page. */
static void print_tall_row(int times, Diags *diags)
{
    static const char *const heads[] = {"Head", "Text"};
    g_autoptr(Doc) doc = doc_new("a/plan", "T", "en");
    add_words(doc, doc->root, 16);
    add_words(doc, doc->root, 16);
    Node *table = add_table(doc, doc->root, G_N_ELEMENTS(heads), heads);
    Node *row = node_add_row(doc, table, false);
    node_add_cell(doc, row, "left");
    g_autofree char *much = repeated("every word of this is to be found on paper ", times);
    node_add_cell(doc, row, much);
    print_doc(doc, diags);
}

START_TEST(cuts_a_row_at_the_foot_of_a_page)
{
    g_autoptr(Diags) diags = diags_new();
    print_tall_row(45, diags);
    ck_assert_int_eq(count_pages(), 2);
    g_autofree char *first = text_of_page(1);
    g_autofree char *second = text_of_page(2);
    ck_assert_uint_ge(count_of(first, "every"), 6);
    ck_assert_uint_ge(count_of(second, "every"), 6);
    ck_assert_uint_eq(count_of(first, "every") + count_of(second, "every"), 45);
    ck_assert_uint_eq(count_of(first, "Head"), 1);
    ck_assert_uint_eq(count_of(second, "Head"), 1);
}
END_TEST

START_TEST(reads_a_cut_row_cell_by_cell)
{
    g_autoptr(Diags) diags = diags_new();
    print_tall_row(2000, diags);
    g_autofree char *count = ask("pdftotext -raw %s - | grep -v 'as of' | tr '\\n' ' ' | "
                                 "grep -o 'every word of this is to be found on paper' | wc -l",
                                 file);
    /* On each of the pages one sentence may go round the head or the foot. */
    ck_assert_int_ge(atoi(count), 2000 - 2 * count_pages());
    g_autofree char *all = ask("pdftotext %s - | grep -o every | wc -l", file);
    ck_assert_int_eq(atoi(all), 2000);
}
END_TEST

/* A lead as it stands below a heading, or in bold words where it is not the first. */
static void add_lead(Doc *doc, Node *section, bool bold)
{
    if (!bold) {
        node_add_paragraph(doc, section, "What the table is of.");
        return;
    }
    node_add_paragraph(doc, section, "One line.");
    node_add_strong(doc, node_add_paragraph(doc, section, NULL), "What the table is of.");
}

/* In how many of several places the table went to the next page, with all that leads to it. */
static int count_parted(bool bold)
{
    static const char *const heads[] = {"Head", "Text"};
    int parted = 0;
    for (int lines = 1; lines < 12; lines++) {
        g_autoptr(Doc) doc = doc_new("a/plan", "T", "en");
        for (int i = bold; i < 24 + lines; i++)
            node_add_paragraph(doc, doc->root, "One line.");
        Node *section = node_add_section(doc, doc->root, 2, "s", "Heading");
        add_lead(doc, section, bold);
        Node *table = add_table(doc, section, G_N_ELEMENTS(heads), heads);
        for (int i = 0; i < 4; i++)
            node_add_cell(doc, node_add_row(doc, table, false), "cell");
        g_autoptr(Diags) diags = diags_new();
        print_doc(doc, diags);
        g_autofree char *text = text_of_page(1);
        bool led = strstr(text, "What the table") != NULL;
        ck_assert(bold || led == (strstr(text, "Heading") != NULL));
        ck_assert(!led || count_of(text, "cell") >= 2);
        parted += count_of(text, "cell") == 0;
    }
    return parted;
}

/* Nothing that leads to a table stands on the page before it. */
START_TEST(keeps_a_lead_with_its_table)
{
    for (int bold = 0; bold < 2; bold++) {
        int parted = count_parted(bold);
        ck_assert_int_ge(parted, 3);
        ck_assert_int_le(parted, 8);
    }
}
END_TEST

static void fill_lines(Doc *doc, int n_lines)
{
    for (int i = 0; i < n_lines; i++)
        node_add_paragraph(doc, doc->root, "One line.");
}

START_TEST(parts_no_short_list)
{
    int parted = 0;
    for (int lines = 30; lines < 36; lines++) {
        g_autoptr(Doc) doc = doc_new("a/plan", "T", "en");
        fill_lines(doc, lines);
        Node *list = node_add_list(doc, doc->root, true);
        list->as.list.tight = true;
        for (int i = 0; i < 4; i++)
            node_add_paragraph(doc, node_add(doc, list, NODE_ITEM), "Item");
        g_autoptr(Diags) diags = diags_new();
        print_doc(doc, diags);
        g_autofree char *text = text_of_page(1);
        size_t n_items = count_of(text, "Item");
        ck_assert(n_items == 0 || n_items == 4);
        parted += n_items == 0;
    }
    ck_assert_int_gt(parted, 0);
    ck_assert_int_lt(parted, 6);
}
END_TEST

static void add_copies(Doc *doc)
{
    node_add_paragraph(doc, doc->root, "How copies are made.");
    add_code(doc, doc->root, "copy --all\n");
}

static void add_way_back(Doc *doc)
{
    node_add_fact(doc, node_add(doc, doc->root, NODE_FACTS), "Label", "Known");
    node_add_paragraph(doc, node_add_callout(doc, doc->root, TONE_INFO, "Way"), "back");
}

/* What ADD appends stands on one page, wherever it begins: both UPPER and LOWER, or neither. */
static void expect_kept(void (*add)(Doc *), const char *upper, const char *lower)
{
    int parted = 0;
    for (int lines = 28; lines < 36; lines++) {
        g_autoptr(Doc) doc = doc_new("a/plan", "T", "en");
        fill_lines(doc, lines);
        add(doc);
        g_autoptr(Diags) diags = diags_new();
        print_doc(doc, diags);
        g_autofree char *text = text_of_page(1);
        ck_assert_uint_eq(count_of(text, upper), count_of(text, lower));
        parted += count_of(text, lower) == 0;
    }
    ck_assert_int_gt(parted, 0);
    ck_assert_int_lt(parted, 8);
}

START_TEST(keeps_code_with_what_it_is)
{
    expect_kept(add_copies, "How copies", "copy --all");
}
END_TEST

START_TEST(keeps_the_way_back_with_what_is_known)
{
    expect_kept(add_way_back, "Known", "Way");
}
END_TEST

/* A list of facts that is taller than what is left is parted between facts, not within one. */
START_TEST(parts_facts_between_them)
{
    g_autoptr(Doc) doc = doc_new("a/plan", "T", "en");
    Node *section = node_add_section(doc, doc->root, 2, "s", "Heading");
    Node *facts = node_add(doc, section, NODE_FACTS);
    for (int i = 0; i < 27; i++) {
        Node *fact = node_add_fact(doc, facts, "Label", "Upper");
        node_add(doc, fact, NODE_LINE_BREAK);
        node_add_text(doc, fact, "Lower");
    }
    g_autoptr(Diags) diags = diags_new();
    print_doc(doc, diags);
    g_autofree char *text = text_of_page(1);
    ck_assert_int_eq(count_pages(), 2);
    ck_assert_uint_ge(count_of(text, "Upper"), 20);
    ck_assert_uint_eq(count_of(text, "Upper"), count_of(text, "Lower"));
}
END_TEST

START_TEST(heads_pages_with_their_section)
{
    g_autoptr(Doc) doc = doc_new("a/plan", "The plan", "en");
    doc->imprint = "0123456789abcdef";
    for (int i = 0; i < 3; i++) {
        Node *section = node_add_section(doc, doc->root, 2, "s", "Part");
        section->first->first->text = arena_printf(doc->arena, "Part %d", i);
        for (int j = 0; j < 50; j++)
            node_add_paragraph(doc, section, "One line.");
    }
    g_autoptr(Diags) diags = diags_new();
    print_doc(doc, diags);
    g_autofree char *opening = ask("pdftotext -layout -l 1 %s - | head -n 1", file);
    ck_assert_str_eq(opening, "The plan\n");
    g_autofree char *feet = ask("pdftotext %s - | tr -s ' ' | grep -c '· 01234567 · page'", file);
    ck_assert_int_eq(atoi(feet), count_pages());
    static const char *const wanted[] = {"Part 0", "Part 1", "Part 2"};
    for (int page = 2; page <= 4; page++) {
        g_autofree char *head =
            ask("pdftotext -layout -f %d -l %d %s - | head -n 1 | tr -s ' '", page, page, file);
        ck_assert_msg(g_str_has_prefix(head, "The plan Part "), "%s", head);
        ck_assert_msg(strstr(head, wanted[page - 2]) != NULL, "page %d: %s", page, head);
    }
}
END_TEST

static Suite *table_suite(void)
{
    Suite *suite = suite_create("pdf_table");
    TCase *tests = tcase_create("tables");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, make_folder, remove_folder);
    tcase_add_test(tests, breaks_no_short_value);
    tcase_add_test(tests, shares_the_room_out);
    tcase_add_test(tests, sets_cramped_tables_smaller);
    tcase_add_test(tests, turns_a_wide_table);
    tcase_add_test(tests, turns_no_table_for_large_text);
    tcase_add_test(tests, cuts_a_row_at_the_foot_of_a_page);
    tcase_add_test(tests, reads_a_cut_row_cell_by_cell);
    tcase_add_test(tests, keeps_a_lead_with_its_table);
    tcase_add_test(tests, parts_facts_between_them);
    tcase_add_test(tests, parts_no_short_list);
    tcase_add_test(tests, keeps_code_with_what_it_is);
    tcase_add_test(tests, keeps_the_way_back_with_what_is_known);
    tcase_add_test(tests, heads_pages_with_their_section);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(table_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
