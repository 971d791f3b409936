#include "compose/compose.h"

#include "compose/directive.h"
#include "compose/template.h"
#include "doc/validate.h"
#include "read/reader.h"

#include "temp_folder.h"
#include "tree_text.h"

#include <stdlib.h>

/* A plan "shop" with one runbook, and templates written here. */

static char *folder;
static Library *library;
static PlanView view;
static Standing *standing;
static RunSet runs;
static Diags *findings;

static void set_up_plan(const char *plan)
{
    g_autoptr(Diags) diags = diags_new();
    folder = temp_folder_new();
    temp_folder_write(folder, "redbinder.yaml", "title: Library\n");
    temp_folder_write(folder, "shop/plan.yaml", plan);
    temp_folder_write(folder, "shop/runbooks/fix.yaml",
                      "title: Fix it\nneeds:\n  env:\n    A: {about: a, default: x}\n"
                      "    B: {about: b, default: hush, secret: true}\n"
                      "    C: {about: c, default: hush, secret: yes}\n"
                      "steps: [{id: one, title: One, run: true}]\n");
    library = read_library(folder, diags);
    ck_assert_uint_eq(library->n_plans, 1);
    standing = standing_new(library->plans[0], &runs, (Date){20543});
    findings = diags_new();
    view = (PlanView){.plan = library->plans[0], .standing = standing, .findings = findings};
}

static void tear_down(void)
{
    diags_free(findings);
    standing_free(standing);
    library_free(library);
    temp_folder_remove(folder);
}

static Subject subject_of(bool with_plan, bool with_runbook)
{
    return (Subject){.library = library,
                     .views = &view,
                     .n_views = 1,
                     .view = with_plan ? &view : NULL,
                     .runbook = with_runbook ? view.plan->runbooks.items[0] : NULL,
                     .as_of = {20543},
                     .generator = "redbinder test"};
}

static Doc *compose_text(const Source *source, const Subject *subject, Diags *diags)
{
    Template template = {.name = "plan.md", .source = source};
    Doc *doc = compose(&template, subject, "shop/plan", diags);
    g_autofree char *problem = doc_validate(doc);
    ck_assert_msg(problem == NULL, "%s", problem);
    return doc;
}

static void expect_tree(const char *text, bool with_plan, bool with_runbook, const char *expected)
{
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(Source) source = source_new_take("plan.md", g_strdup(text), strlen(text));
    Subject subject = subject_of(with_plan, with_runbook);
    g_autoptr(Doc) doc = compose_text(source, &subject, diags);
    g_autofree char *tree = tree_text(doc->root);
    ck_assert_msg(diags_count(diags) == 0, "%s", diags_at(diags, 0)->text);
    ck_assert_str_eq(tree, expected);
}

/* TEXT gives one finding of RULE at LINE, the same for every subject, and none without Diags. */
static void expect_finding(const char *text, bool with_plan, const Rule *rule, uint32_t line,
                           const char *message, const char *help)
{
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(Source) source = source_new_take("plan.md", g_strdup(text), strlen(text));
    Subject subject = subject_of(with_plan, false);
    doc_free(compose_text(source, &subject, diags));
    ck_assert_uint_eq(diags_count(diags), 1);
    const Diag *diag = diags_at(diags, 0);
    ck_assert_ptr_eq(diag->rule, rule);
    ck_assert_ptr_eq(diag->span.source, source);
    ck_assert_uint_eq(source_place(source, diag->span.offset).line, line);
    ck_assert_uint_le(diag->span.offset + diag->span.length, source->length);
    ck_assert_str_eq(diag->text, message);
    ck_assert_str_eq(diag->help, help == NULL ? rule->remedy : help);
    doc_free(compose_text(source, &subject, NULL));
}

#define PLAN "number: 004\ntitle: Shop *1*\nversion: 2.1\nservices: [{id: api, rto: 1h}]\n"

START_TEST(fills_in_variables)
{
    set_up_plan(PLAN);
    expect_tree("# {{plan.title}}\n\n{{plan.number}} {{plan.id}} {{library.title}}\n", true, false,
                "(section 1 #shop-1 (heading \"Shop *1*\") (paragraph \"004 shop Library\"))");
    expect_tree("{{as-of}}\n\n{{generator}}\n\n[{{library.organization}}]\n", false, false,
                "(paragraph \"2026-03-31\") (paragraph \"redbinder test\") (paragraph \"[]\")");
    expect_tree("{{runbook.title}} {{runbook.id}}\n", true, true, "(paragraph \"Fix it fix\")");
}
END_TEST

START_TEST(reports_unknown_variables)
{
    set_up_plan(PLAN);
    expect_finding("one\n\ntwo\nthree {{plan.titel}}\n", true, &rule_template_variable, 4,
                   "there is no variable 'plan.titel' in plan.md", NULL);
    expect_finding("# {{runbook.id}}\n", true, &rule_template_variable, 1,
                   "there is no variable 'runbook.id' in plan.md", NULL);
    expect_finding("- a\n- {{plan.id}}\n", false, &rule_template_variable, 2,
                   "there is no variable 'plan.id' in plan.md", NULL);
    expect_finding("> x\n>\n> **{{}}**\n", true, &rule_template_variable, 3,
                   "there is no variable '' in plan.md", NULL);
}
END_TEST

START_TEST(reports_unknown_directives)
{
    set_up_plan(PLAN);
    expect_finding("# A\n\n::objectivs\n", true, &rule_template_directive, 3,
                   "there is no directive 'objectivs'", "did you mean `::objectives`?");
    expect_finding("::zzzzzz{a}\n", true, &rule_template_directive, 1,
                   "there is no directive 'zzzzzz'", NULL);
    expect_finding("\xEF\xBB\xBF\r\n::steps\r\n", true, &rule_template_directive, 2,
                   "the directive 'steps' cannot be used in this template", NULL);
    expect_finding("::objectives\n", false, &rule_template_directive, 1,
                   "the directive 'objectives' cannot be used in this template", NULL);
}
END_TEST

/* TEXT filled with pages "risks" and "bare", of which the second has no heading. */
static Doc *compose_pages(const char *text, Diags *diags)
{
    g_autoptr(Source) source = source_new_take("plan.md", g_strdup(text), strlen(text));
    static const char text_of_risks[] = "# Risks\n\n## Fire\n\n::page{x}\n\nhot\n";
    g_autoptr(Source) risks =
        source_new_take("risks.md", g_strdup(text_of_risks), strlen(text_of_risks));
    g_autoptr(Source) bare = source_new_take("bare.md", g_strdup("{{plan.id}}\n"), 12);
    const Template pages[] = {{.name = "bare", .source = bare}, {.name = "risks", .source = risks}};
    const Template template = {
        .name = "plan.md", .source = source, .pages = pages, .n_pages = G_N_ELEMENTS(pages)};
    Subject subject = subject_of(true, false);
    Doc *doc = compose(&template, &subject, "shop/plan", diags);
    g_autofree char *problem = doc_validate(doc);
    ck_assert_msg(problem == NULL, "%s", problem);
    return doc;
}

START_TEST(a_page_is_a_chapter_wherever_it_is_named)
{
    set_up_plan(PLAN);
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(Doc) doc =
        compose_pages("# T\n\n## A\n\nx\n\n::page{risks}\n\n::page{bare}\n", diags);
    g_autofree char *tree = tree_text(doc->root);
    ck_assert_str_eq(
        tree, "(section 1 #t (heading \"T\") (section 2 #a (heading \"A\") (paragraph \"x\")) "
              "(section 2 #risks (heading \"Risks\") (section 3 #fire (heading \"Fire\") "
              "(paragraph \"hot\"))) (paragraph \"shop\"))");
    const Node *plain = doc->root->first->first->next;
    ck_assert_ptr_null(plain->as.section.page);
    ck_assert_str_eq(plain->next->as.section.page, "risks");
    ck_assert_uint_eq(diags_count(diags), 1); /* pages name no pages */
    ck_assert_ptr_eq(diags_at(diags, 0)->rule, &rule_template_directive);
}
END_TEST

START_TEST(reports_pages_that_are_unknown_or_named_twice)
{
    set_up_plan(PLAN);
    g_autoptr(Diags) diags = diags_new();
    doc_free(compose_pages("# T\n\n::page{risk}\n\n::page{bare}\n\n::page{zzzzz}\n", diags));
    ck_assert_uint_eq(diags_count(diags), 2);
    ck_assert_ptr_eq(diags_at(diags, 0)->rule, &rule_template_page);
    ck_assert_str_eq(diags_at(diags, 0)->text, "there is no page 'risk'");
    ck_assert_str_eq(diags_at(diags, 0)->help, "did you mean `::page{risks}`?");
    ck_assert_str_eq(diags_at(diags, 1)->help, rule_template_page.remedy);
    g_autoptr(Diags) twice = diags_new();
    doc_free(compose_pages("# T\n\n::page{risks}\n\n::page{risks}\n", twice));
    ck_assert_uint_eq(diags_count(twice), 2); /* the first is of the page itself */
    ck_assert_str_eq(diags_at(twice, 1)->text, "the page 'risks' is named twice");
}
END_TEST

START_TEST(directives_are_listed_in_order)
{
    size_t count = 0;
    for (; all_directives[count].name != NULL; count++) {
        ck_assert_ptr_nonnull(all_directives[count].append);
        if (count > 0)
            ck_assert_str_lt(all_directives[count - 1].name, all_directives[count].name);
    }
    ck_assert_uint_ge(count, 30);
}
END_TEST

/* Every directive alone, on a plan that says next to nothing. */
START_TEST(every_directive_bears_an_empty_plan)
{
    set_up_plan("title: Shop\n");
    for (const Directive *directive = all_directives; directive->name != NULL; directive++) {
        g_autofree char *text = g_strdup_printf("# T\n\n::%s\n", directive->name);
        g_autoptr(Diags) diags = diags_new();
        g_autoptr(Source) source = source_new_take("t", g_strdup(text), strlen(text));
        Subject subject = subject_of(true, true);
        doc_free(compose_text(source, &subject, diags));
        ck_assert_msg(diags_count(diags) == 0, "%s", directive->name);
    }
}
END_TEST

/* And on one that has an empty entry of everything. */
START_TEST(every_directive_bears_empty_entries)
{
    g_autoptr(GString) plan = g_string_new("title: Shop\n");
    for (size_t i = 0; i < shape_plan.n_fields; i++)
        if (shape_plan.fields[i].type == FIELD_LIST)
            g_string_append_printf(plan, "%s: [{}, {id: a}, {id: a, wat: b}]\n",
                                   shape_plan.fields[i].key);
    set_up_plan(plan->str);
    for (const Directive *directive = all_directives; directive->name != NULL; directive++) {
        g_autofree char *text = g_strdup_printf("# T\n\n::%s\n", directive->name);
        g_autoptr(Diags) diags = diags_new();
        g_autoptr(Source) source = source_new_take("t", g_strdup(text), strlen(text));
        Subject subject = subject_of(true, true);
        g_autoptr(Doc) doc = compose_text(source, &subject, diags);
        for (const Node *at = doc->root; at != NULL; at = node_following(doc->root, at))
            ck_assert_msg(
                (at->kind != NODE_LIST && at->kind != NODE_FACTS && at->kind != NODE_TABLE) ||
                    at->first != NULL,
                "::%s makes an empty %s", directive->name, tree_word(at->kind));
    }
}
END_TEST

START_TEST(leaves_out_empty_sections)
{
    set_up_plan(PLAN);
    expect_tree("# T\n\nx\n\n## Risks\n\n::risks\n\n### Matrix\n\n::risk-matrix\n\n## End\n\ny\n",
                true, false,
                "(section 1 #t (heading \"T\") (paragraph \"x\") (section 2 #end (heading \"End\") "
                "(paragraph \"y\")))");
    expect_tree("# T\n\n## A\n\n### B\n\nx\n\n### C\n", true, false,
                "(section 1 #t (heading \"T\") (section 2 #a (heading \"A\") (section 3 #b "
                "(heading \"B\") (paragraph \"x\"))))");
    expect_tree("# T\n\n## A\n", true, false, "");
}
END_TEST

/* A name that stands nowhere else is not lost, and what refers to it finds it. */
START_TEST(keeps_bare_scenarios_and_messages)
{
    set_up_plan(
        "title: Shop\nscenarios: [{id: fire, name: Fire}]\nmessages: [{id: note, name: Note}]\n"
        "risks: [{id: r, name: R, scenario: fire}]\n");
    expect_tree(
        "::scenarios\n\n::messages\n", true, false,
        "(section 1 #scenario-fire (heading \"Fire\") (paragraph \"Nothing more is written "
        "about it.\")) (section 1 #message-note (heading \"Note\") (paragraph \"Nothing more "
        "is written about it.\"))");
}
END_TEST

/* A template may leave out what a reference leads to. */
START_TEST(leads_nowhere_but_to_what_is_there)
{
    set_up_plan("title: Shop\nscenarios: [{id: fire, name: Fire}]\n"
                "risks: [{id: r, name: R, about: x, scenario: fire}]\n");
    g_autoptr(Source) source = source_new_take("t", g_strdup("::risks\n"), 8);
    Subject subject = subject_of(true, false);
    g_autoptr(Doc) doc = compose_text(source, &subject, NULL);
    g_autofree char *tree = tree_text(doc->root);
    ck_assert_ptr_nonnull(strstr(tree, "\"Fire\""));
    ck_assert_ptr_null(strstr(tree, "(reference"));
}
END_TEST

START_TEST(hides_secrets_also_when_it_is_unclear)
{
    set_up_plan(PLAN);
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(Source) source = source_new_take("t", g_strdup("::needs\n"), 8);
    Subject subject = subject_of(true, true);
    g_autoptr(Doc) doc = compose_text(source, &subject, diags);
    g_autofree char *tree = tree_text(doc->root);
    ck_assert_ptr_nonnull(strstr(tree, "(span \"x\")"));
    ck_assert_ptr_null(strstr(tree, "hush"));
}
END_TEST

START_TEST(takes_its_title_from_its_first_section)
{
    set_up_plan(PLAN "classification: internal\n");
    g_autoptr(Source) source = source_new_take("t", g_strdup("# A *b* {{plan.id}}\n\nx\n"), 23);
    Subject subject = subject_of(true, false);
    g_autoptr(Doc) doc = compose_text(source, &subject, NULL);
    ck_assert_str_eq(doc->root->text, "A b shop");
    ck_assert_str_eq(doc->language, "en");
    ck_assert_str_eq(doc->footer, "Shop *1* \xC2\xB7 2.1 \xC2\xB7 internal");
    g_autofree char *plan = plan_document(view.plan);
    g_autofree char *report = plan_compliance_document(view.plan);
    g_autofree char *runbook = runbook_document(view.plan->runbooks.items[0]);
    ck_assert_str_eq(plan, "shop/plan");
    ck_assert_str_eq(report, "shop/compliance");
    ck_assert_str_eq(runbook, "shop/runbooks/fix");
}
END_TEST

static Suite *template_suite(void)
{
    Suite *suite = suite_create("template");
    TCase *tests = tcase_create("documents");
    tcase_add_checked_fixture(tests, NULL, tear_down);
    tcase_add_test(tests, fills_in_variables);
    tcase_add_test(tests, reports_unknown_variables);
    tcase_add_test(tests, reports_unknown_directives);
    tcase_add_test(tests, a_page_is_a_chapter_wherever_it_is_named);
    tcase_add_test(tests, reports_pages_that_are_unknown_or_named_twice);
    tcase_add_test(tests, every_directive_bears_an_empty_plan);
    tcase_add_test(tests, every_directive_bears_empty_entries);
    tcase_add_test(tests, leaves_out_empty_sections);
    tcase_add_test(tests, keeps_bare_scenarios_and_messages);
    tcase_add_test(tests, leads_nowhere_but_to_what_is_there);
    tcase_add_test(tests, hides_secrets_also_when_it_is_unclear);
    tcase_add_test(tests, takes_its_title_from_its_first_section);
    suite_add_tcase(suite, tests);
    TCase *lists = tcase_create("lists");
    tcase_add_test(lists, directives_are_listed_in_order);
    suite_add_tcase(suite, lists);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(template_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
