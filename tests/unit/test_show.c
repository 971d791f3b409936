#include "compose/show.h"

#include "doc/validate.h"
#include "model/plan.h"

#include "tree_text.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define DASH "\xE2\x80\x93"

static Doc *doc;
static Node *paragraph;

static Plan shop = {.id = "shop"};
static Runbook restore = {.entity = {.kind = ENTITY_RUNBOOK,
                                     .id = {.text = "restore"},
                                     .name = {.text = "Restore it"},
                                     .plan = &shop}};
static Scenario fire = {.entity = {.kind = ENTITY_SCENARIO, .id = {.text = "fire"}, .plan = &shop}};
static Message notice = {
    .entity = {.kind = ENTITY_MESSAGE, .id = {.text = "notice"}, .plan = &shop}};
static Person maria = {.entity = {.kind = ENTITY_PERSON, .id = {.text = "maria"}}};
static Service api = {.entity = {.kind = ENTITY_SERVICE, .id = {.text = "api"}, .plan = &shop}};

static void set_up(void)
{
    doc = doc_new("shop/plan", "Title", "en");
    paragraph = node_add_paragraph(doc, doc->root, NULL);
}

static void tear_down(void)
{
    doc_free(doc);
}

static void expect_tree(const Node *node, const char *expected)
{
    g_autofree char *tree = tree_text(node);
    ck_assert_str_eq(tree, expected);
}

/* What stands in the paragraph; then it is emptied. */
static void expect_shown(const char *expected)
{
    expect_tree(paragraph, expected);
    while (paragraph->first != NULL)
        node_detach(paragraph->first);
}

static DurationValue duration(const char *text, DurationWord word)
{
    DurationValue value = {.text = text, .word = word};
    value.known = word != DURATION_WORD_NONE || duration_parse(text, &value.value);
    return value;
}

START_TEST(shows_durations_in_their_three_states)
{
    DurationValue absent = {0};
    DurationValue known = duration("90m", DURATION_WORD_NONE);
    DurationValue zero = duration("0", DURATION_WORD_NONE);
    DurationValue bad = duration("<soon>", DURATION_WORD_NONE);
    DurationValue always = duration("continuous", DURATION_WORD_CONTINUOUS);
    DurationValue change = duration("on-change", DURATION_WORD_ON_CHANGE);
    DurationValue forever = duration("forever", DURATION_WORD_FOREVER);
    show_duration(doc, paragraph, &absent);
    expect_shown("");
    show_duration(doc, paragraph, &known);
    expect_shown("\"1 h 30 min\"");
    show_duration(doc, paragraph, &zero);
    expect_shown("\"0\"");
    show_duration(doc, paragraph, &bad);
    expect_shown("\"<soon>\" \" \" (badge \"not readable\")");
    show_duration(doc, paragraph, &always);
    show_duration(doc, paragraph, &change);
    show_duration(doc, paragraph, &forever);
    expect_shown("\"continuous\" \"on every change\" \"forever\"");
}
END_TEST

START_TEST(shows_dates_in_their_three_states)
{
    DateValue absent = {0};
    DateValue known = {.text = "2026-03-31", .known = true, .value = {20543}};
    DateValue bad = {.text = "2024-01-XX"};
    show_date(doc, paragraph, &absent);
    show_date(doc, paragraph, &known);
    show_date(doc, paragraph, &bad);
    expect_shown("\"2026-03-31\" \"2024-01-XX\" \" \" (badge \"not readable\")");
}
END_TEST

START_TEST(leads_to_what_has_a_place)
{
    show_entity(doc, paragraph, &restore.entity);
    expect_shown("(reference shop/runbooks/restore# \"Restore it\")");
    show_entity(doc, paragraph, &fire.entity);
    show_entity(doc, paragraph, &notice.entity);
    expect_shown("(reference #scenario-fire \"fire\") (reference #message-notice \"notice\")");
    show_entity(doc, paragraph, &maria.entity);
    expect_shown("(reference people#person-maria \"maria\")");
    show_entity(doc, paragraph, &api.entity);
    expect_shown("\"api\"");
    g_autoptr(Doc) elsewhere = doc_new("people", "People", "en");
    Node *other = node_add_paragraph(elsewhere, elsewhere->root, NULL);
    show_entity(elsewhere, other, &fire.entity);
    show_entity(elsewhere, other, &maria.entity);
    expect_tree(other, "(reference shop/plan#scenario-fire \"fire\") "
                       "(reference #person-maria \"maria\")");
}
END_TEST

/* The anchor that a reference names is the one that the section gets. */
START_TEST(anchors_are_what_references_lead_to)
{
    static const char *const ids[] = {"a", "0", "a-b", "a-2", "2nd-try", "fire"};
    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
        Scenario scenario = {
            .entity = {.kind = ENTITY_SCENARIO, .id = {.text = ids[i]}, .plan = &shop}};
        show_entity(doc, paragraph, &scenario.entity);
        node_add_section(doc, doc->root, 1, entity_anchor(doc, &scenario.entity), "S");
    }
    g_autofree char *problem = doc_validate(doc);
    ck_assert_msg(problem == NULL, "%s", problem);
}
END_TEST

START_TEST(shows_references)
{
    Ref absent = {0};
    Ref known = {.text = "api", .target = &api.entity};
    Ref lost = {.text = "apu"};
    Ref *items[] = {&known, &lost};
    RefList refs = {.items = items, .count = 2};
    show_ref(doc, paragraph, &absent);
    expect_shown("");
    show_refs(doc, paragraph, &refs);
    expect_shown("\"api\" \", \" \"apu\" \" \" (badge \"not readable\")");
}
END_TEST

START_TEST(fills_cells_with_values_or_dashes)
{
    DurationValue absent = {0};
    DurationValue hour = duration("1h", DURATION_WORD_NONE);
    Ref none = {0};
    RefList no_refs = {0};
    TextList no_lines = {0};
    Text one = {.text = "*a*"};
    Text two = {.text = "b"};
    Text *texts[] = {&one, &two};
    TextList lines = {.items = texts, .count = 2};
    Node *table = node_add_table(doc, doc->root, 7);
    static const char *const titles[] = {"1", "2", "3", "4", "5", "6", "7"};
    header_row(doc, table, titles, 7);
    Node *row = node_add_row(doc, table, false);
    cell_duration(doc, row, &absent);
    cell_duration(doc, row, &hour);
    cell_line(doc, row, NULL);
    cell_line(doc, row, "`c`");
    cell_ref(doc, row, &none);
    cell_refs(doc, row, &no_refs);
    cell_lines(doc, row, &no_lines);
    expect_tree(row, "(cell \"" DASH "\") (cell \"1 h\") (cell \"" DASH "\") (cell (span \"c\")) "
                     "(cell \"" DASH "\") (cell \"" DASH "\") (cell \"" DASH "\")");
    Node *more = node_add_row(doc, table, false);
    cell_lines(doc, more, &lines);
    expect_tree(more, "(cell (emphasis \"a\") \"; \" \"b\")");
    ck_assert_str_eq(or_dash(NULL), DASH);
    ck_assert_str_eq(or_dash(""), DASH);
    ck_assert_str_eq(or_dash("x"), "x");
}
END_TEST

START_TEST(adds_no_fact_for_what_is_absent)
{
    DurationValue absent = {0};
    Ref none = {0};
    RefList no_refs = {0};
    TextList no_lines = {0};
    Node *facts = node_add(doc, doc->root, NODE_FACTS);
    fact_text(doc, facts, "A", NULL);
    fact_duration(doc, facts, "B", &absent);
    fact_ref(doc, facts, "C", &none);
    fact_refs(doc, facts, "D", &no_refs);
    fact_lines(doc, facts, "E", &no_lines);
    ck_assert_ptr_null(facts->first);
    drop_if_empty(facts);
    expect_tree(doc->root, "(paragraph)");
    Node *kept = node_add(doc, doc->root, NODE_FACTS);
    fact_text(doc, kept, "A", "x");
    drop_if_empty(kept);
    expect_tree(doc->root, "(paragraph) (facts (fact \"A\" \"x\"))");
}
END_TEST

START_TEST(adds_no_block_for_what_is_absent)
{
    TextList none = {0};
    Text one = {.text = "1. *a*"};
    Text *texts[] = {&one};
    TextList lines = {.items = texts, .count = 1};
    block_prose(doc, doc->root, NULL);
    block_lines(doc, doc->root, &none, true);
    expect_tree(doc->root, "(paragraph)");
    block_prose(doc, doc->root, "# a\n\nb");
    block_lines(doc, doc->root, &lines, false);
    expect_tree(doc->root, "(paragraph) (paragraph (strong \"a\")) (paragraph \"b\") "
                           "(list (item (paragraph \"1. *a*\")))");
}
END_TEST

START_TEST(closes_tables_without_empty_columns)
{
    static const char *const titles[] = {"A", "B", "C"};
    Node *empty = node_add_table(doc, doc->root, 3);
    header_row(doc, empty, titles, 3);
    close_table(empty);
    expect_tree(doc->root, "(paragraph)");
    Node *table = node_add_table(doc, doc->root, 3);
    header_row(doc, table, titles, 3);
    for (int i = 0; i < 2; i++) {
        Node *row = node_add_row(doc, table, false);
        cell_line(doc, row, NULL);
        cell_line(doc, row, NULL);
        cell_line(doc, row, i == 0 ? "x" : NULL);
    }
    close_table(table);
    ck_assert_uint_eq(table->as.table.n_columns, 2);
    expect_tree(table, "(row (cell \"A\") (cell \"C\")) (row (cell \"" DASH "\") (cell \"x\")) "
                       "(row (cell \"" DASH "\") (cell \"" DASH "\"))");
}
END_TEST

START_TEST(shows_code_of_a_remark)
{
    static const struct {
        const char *text, *tree;
    } cases[] = {
        {"add `rto:` here", "\"add \" (span \"rto:\") \" here\""},
        {"*no* markup <b>", "\"*no* markup <b>\""},
        {"one ` alone", "\"one \" \" alone\""},
        {"``", ""},
        {"`a``b`", "(span \"a\") (span \"b\")"},
        {"", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        show_remark(doc, paragraph, cases[i].text);
        expect_shown(cases[i].tree);
    }
}
END_TEST

START_TEST(shows_sizes_as_they_are_written)
{
    static const struct {
        SizeValue value;
        const char *tree;
    } cases[] = {
        {{.text = NULL}, ""},
        {{.text = "200GB", .known = true, .value = 2e11}, "\"200 GB\""},
        {{.text = "3 TiB", .known = true, .value = 3.3e12}, "\"3 TiB\""},
        {{.text = "1.5MB/s", .known = true, .value = 1.5e6}, "\"1.5 MB/s\""},
        {{.text = "much"}, "\"much\" \" \" (badge \"not readable\")"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        show_size(doc, paragraph, &cases[i].value);
        expect_shown(cases[i].tree);
    }
}
END_TEST

START_TEST(shows_flags_by_their_word)
{
    static const struct {
        BoolValue value;
        const char *tree;
    } cases[] = {
        {{.text = NULL}, ""},
        {{.text = "true", .known = true, .value = true}, "\"offline\""},
        {{.text = "false", .known = true}, "\"not \" \"offline\""},
        {{.text = "soon"}, "\"offline\" \": \" \"soon\" \" \" (badge \"not readable\")"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        show_flag(doc, paragraph, "offline", &cases[i].value);
        expect_shown(cases[i].tree);
    }
}
END_TEST

START_TEST(knows_which_days_are_over)
{
    DateValue day = {.text = "2026-03-31", .known = true, .value = {20543}};
    DateValue bad = {.text = "2024-01-XX", .value = {0}};
    DateValue absent = {0};
    ck_assert(!date_is_over(&day, (Date){20542}));
    ck_assert(!date_is_over(&day, (Date){20543}));
    ck_assert(date_is_over(&day, (Date){20544}));
    ck_assert(!date_is_over(&bad, (Date){20544}));
    ck_assert(!date_is_over(&absent, (Date){20544}));
}
END_TEST

START_TEST(takes_out_remarks_that_say_nothing)
{
    Node *list = node_add_list(doc, doc->root, false);
    close_remark(doc, open_remark(doc, list, "bare"), NULL);
    expect_tree(list, "");
    Node *facts = open_remark(doc, list, "told");
    fact_text(doc, facts, "A", "x");
    close_remark(doc, facts, "why");
    expect_tree(list, "(item (paragraph (strong \"told\")) (paragraph \"why\") "
                      "(facts (fact \"A\" \"x\")))");
    Node *named = open_remark(doc, list, "named");
    node_add_text(doc, named->parent->first, ": see there");
    close_remark(doc, named, NULL);
    expect_tree(list->last, "(paragraph (strong \"named\") \": see there\")");
}
END_TEST

static Suite *show_suite(void)
{
    Suite *suite = suite_create("show");
    TCase *tests = tcase_create("values");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, shows_durations_in_their_three_states);
    tcase_add_test(tests, shows_dates_in_their_three_states);
    tcase_add_test(tests, leads_to_what_has_a_place);
    tcase_add_test(tests, anchors_are_what_references_lead_to);
    tcase_add_test(tests, shows_references);
    tcase_add_test(tests, fills_cells_with_values_or_dashes);
    tcase_add_test(tests, adds_no_fact_for_what_is_absent);
    tcase_add_test(tests, adds_no_block_for_what_is_absent);
    tcase_add_test(tests, closes_tables_without_empty_columns);
    tcase_add_test(tests, shows_code_of_a_remark);
    tcase_add_test(tests, shows_sizes_as_they_are_written);
    tcase_add_test(tests, shows_flags_by_their_word);
    tcase_add_test(tests, knows_which_days_are_over);
    tcase_add_test(tests, takes_out_remarks_that_say_nothing);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(show_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
