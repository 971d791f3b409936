#include "pdf_pages.h"

/* Scripts other than the Latin one on printed pages. DejaVu Sans, which stands behind every other
 * font, has Hebrew and Arabic letters. */

enum { EDGE = 544 }; /* where lines end */

/* Where the word begins, or ends, that is TEXT and nothing more. */
static int place_of(const char *side, const char *text)
{
    g_autofree char *answer = ask(
        "pdftotext -bbox %s - | sed -n '/>%s</s/.*%s=\"\\([0-9]*\\).*/\\1/p'", file, text, side);
    ck_assert_msg(*answer != '\0', "%s", text);
    return atoi(answer);
}

static int left_of(const char *text)
{
    return place_of("xMin", text);
}

static int right_of(const char *text)
{
    return place_of("xMax", text);
}

static void add_item(Doc *doc, Node *list, const char *text)
{
    node_add_paragraph(doc, node_add(doc, list, NODE_ITEM), text);
}

START_TEST(lets_paragraphs_stand_right)
{
    g_autoptr(Doc) doc = doc_new("a/plan", "T", "en");
    node_add_section(doc, doc->root, 2, "aleph", "\u05d0");
    node_add_paragraph(doc, doc->root, "\u05d1");
    node_add_paragraph(doc, doc->root, "Latin \u05d2");
    g_autoptr(Diags) diags = diags_new();
    print_doc(doc, diags);
    ck_assert_uint_eq(diags_count(diags), 0);
    ck_assert_int_ge(right_of("\u05d0"), EDGE - 1);
    ck_assert_int_ge(right_of("\u05d1"), EDGE - 1);
    ck_assert_int_lt(right_of("\u05d2"), 200);
}
END_TEST

START_TEST(sets_marks_of_lists_behind_their_items)
{
    g_autoptr(Doc) doc = doc_new("a/plan", "T", "en");
    Node *list = node_add_list(doc, doc->root, false);
    add_item(doc, list, "\u05d0");
    Node *tasks = node_add_list(doc, doc->root, true);
    tasks->as.list.start = 7;
    add_item(doc, tasks, "\u05d1");
    add_item(doc, tasks, "Item");
    g_autoptr(Diags) diags = diags_new();
    print_doc(doc, diags);
    ck_assert_int_gt(left_of("•"), right_of("\u05d0") - 1);
    ck_assert_int_ge(right_of("•"), EDGE - 6);
    ck_assert_int_gt(right_of("\u05d1"), EDGE - 20);
    ck_assert_int_lt(right_of("\u05d1"), EDGE - 10);
    ck_assert_int_lt(right_of("8\\."), left_of("Item"));
}
END_TEST

/* In a column of its own it stands right, beside a label it stays there. */
START_TEST(keeps_values_beside_their_labels)
{
    g_autoptr(Doc) doc = doc_new("a/plan", "T", "en");
    Node *card = node_add(doc, doc->root, NODE_CARD);
    card->text = "\u05d0";
    Node *facts = node_add(doc, card, NODE_FACTS);
    node_add_fact(doc, facts, "Name", "\u05d1");
    Node *table = node_add_table(doc, doc->root, 2);
    Node *head = node_add_row(doc, table, true);
    node_add_cell(doc, head, "Longerhead");
    node_add_cell(doc, head, "Next");
    Node *row = node_add_row(doc, table, false);
    node_add_cell(doc, row, "\u05d2");
    node_add_cell(doc, row, "555");
    g_autoptr(Diags) diags = diags_new();
    print_doc(doc, diags);
    ck_assert_int_ge(right_of("\u05d0"), EDGE - 12);
    ck_assert_int_lt(right_of("\u05d1"), 200);
    ck_assert_int_ge(right_of("\u05d2"), right_of("Longerhead") - 2);
    ck_assert_int_lt(right_of("\u05d2"), left_of("555"));
}
END_TEST

/* ---- several scripts in one list ---- */

static const char *const people[][2] = {
    {"Anna Müller", "+49 30 901820"}, {"王小明", "+86 10 555501"},  {"田中 さくら", "+81 3 555502"},
    {"محمد علي", "+971 4 555503"},    {"דוד כהן", "+972 3 555504"},
};

static Doc *contact_list(void)
{
    Doc *doc = doc_new("people", "People", "en");
    Node *table = node_add_table(doc, doc->root, 2);
    Node *head = node_add_row(doc, table, true);
    node_add_cell(doc, head, "Name");
    node_add_cell(doc, head, "Telephone");
    for (size_t i = 0; i < G_N_ELEMENTS(people); i++) {
        Node *row = node_add_row(doc, table, false);
        node_add_cell(doc, row, people[i][0]);
        node_add_cell(doc, row, people[i][1]);
    }
    return doc;
}

/* Prints DOC with a font behind the others that has the signs of Chinese and Japanese. */
static void print_with_fallback(const Doc *doc, Diags *diags)
{
    static const PdfFamily fallback = {.name = "Droid Sans Fallback"};
    PdfFamilies families = {.text = {.name = "Open Sans"},
                            .code = {.name = "DejaVu Sans Mono"},
                            .fallbacks = &fallback,
                            .n_fallbacks = 1};
    g_autoptr(PdfFonts) fonts = pdf_fonts_choose(&families, diags);
    PdfJob job = plain_job;
    job.docs = &doc;
    job.n_docs = 1;
    GString *out = g_string_new(NULL);
    ck_assert(press_pdf(fonts, &job, out, diags));
    ck_assert(g_file_set_contents(file, out->str, (gssize)out->len, NULL));
    g_string_free(out, TRUE);
}

/* TEXT without what poppler adds: marks of direction, and spaces between letters that are narrow.
 */
static char *letters_of(const char *text)
{
    GString *letters = g_string_new(NULL);
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);
        if (g_unichar_isalnum(letter))
            g_string_append_unichar(letters, letter);
    }
    return g_string_free(letters, FALSE);
}

START_TEST(prints_names_of_many_scripts_in_one_list)
{
    g_autoptr(Doc) doc = contact_list();
    g_autoptr(Diags) diags = diags_new();
    print_with_fallback(doc, diags);
    ck_assert_uint_eq(diags_count(diags), 0);
    g_autofree char *text = text_of_page(1);
    g_autofree char *printed = letters_of(text);
    for (size_t i = 0; i < G_N_ELEMENTS(people); i++) {
        g_autofree char *row = g_strconcat(people[i][0], people[i][1], NULL);
        g_autofree char *wanted = letters_of(row);
        ck_assert_msg(strstr(printed, wanted) != NULL, "%s", row);
    }
}
END_TEST

static Suite *scripts_suite(void)
{
    Suite *suite = suite_create("pdf_scripts");
    TCase *tests = tcase_create("pages");
    tcase_add_checked_fixture(tests, make_folder, remove_folder);
    tcase_add_test(tests, lets_paragraphs_stand_right);
    tcase_add_test(tests, sets_marks_of_lists_behind_their_items);
    tcase_add_test(tests, keeps_values_beside_their_labels);
    tcase_add_test(tests, prints_names_of_many_scripts_in_one_list);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(scripts_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
