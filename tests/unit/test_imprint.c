#include "publish/imprint.h"

#include "compose/compose.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "library_text.h"

/* What changes the imprint of a document, and what does not. */

static Source *source;
static Template template;

static void set_up(void)
{
    static const char text[] = "# {{runbook.title}}\n\nAs of {{as-of}}, {{generator}}, "
                               "{{imprint}}.\n\n::runbook-facts\n\n::steps\n";
    source = source_new_take("runbook.md", g_strdup(text), strlen(text));
    template = (Template){.name = "runbook.md", .source = source};
}

static void tear_down(void)
{
    source_free(source);
}

/* The imprint of a runbook with the text RUNBOOK, asked for on DAY. Owned by the caller. */
static char *imprint_on(const char *runbook, Date day)
{
    LibraryText text = library_text_new();
    temp_folder_write(text.folder, "a/plan.yaml", "title: A\n");
    temp_folder_write(text.folder, "a/runbooks/r.yaml", runbook);
    library_text_read(&text);
    Imprints *imprints = imprints_new(text.library); /* to be freed before the library */
    PlanView view = {.plan = text.library->plans[0]};
    Subject subject = {.library = text.library,
                       .views = &view,
                       .n_views = 1,
                       .view = &view,
                       .runbook = view.plan->runbooks.items[0],
                       .as_of = day,
                       .generator = "redbinder 9"};
    subject.imprinter = imprints_imprinter(imprints);
    g_autoptr(Doc) doc = compose(&template, &subject, "a/runbooks/r", NULL);
    g_autoptr(Doc) again = compose(&template, &subject, "a/runbooks/r", NULL);
    char *imprint = g_strdup(doc->imprint);
    ck_assert_str_eq(imprint, again->imprint);
    ck_assert_uint_eq(strlen(imprint), DIGEST_DIGITS);
    imprints_free(imprints);
    library_text_clear(&text);
    return imprint;
}

#define RUNBOOK "title: R\nsteps:\n  - {id: a, title: Copy it, run: cp a b, takes: 45m}\n"

START_TEST(stays_while_the_words_stay)
{
    g_autofree char *one = imprint_on(RUNBOOK, (Date){20000});
    g_autofree char *later = imprint_on(RUNBOOK, (Date){20500});
    g_autofree char *commented = imprint_on("# a comment\n" RUNBOOK, (Date){20000});
    ck_assert_str_eq(one, later);
    ck_assert_str_eq(one, commented);
}
END_TEST

START_TEST(changes_with_the_words)
{
    g_autofree char *one = imprint_on(RUNBOOK, (Date){20000});
    g_autofree char *longer = imprint_on(
        "title: R\nsteps:\n  - {id: a, title: Copy it, run: cp a b, takes: 1h}\n", (Date){20000});
    g_autofree char *other = imprint_on(
        "title: R\nsteps:\n  - {id: a, title: Copy it, run: cp a c, takes: 45m}\n", (Date){20000});
    ck_assert_str_ne(one, longer);
    ck_assert_str_ne(one, other);
}
END_TEST

static const char *give(void *data, const Template *of, const Subject *subject, const char *path)
{
    (void)of;
    (void)subject;
    (void)path;
    return data;
}

START_TEST(stands_in_the_document)
{
    LibraryText text = library_text_new();
    temp_folder_write(text.folder, "a/plan.yaml", "title: A\n");
    temp_folder_write(text.folder, "a/runbooks/r.yaml", RUNBOOK);
    library_text_read(&text);
    PlanView view = {.plan = text.library->plans[0]};
    char digits[] = "0123456789abcdef";
    const Imprinter imprinter = {give, digits};
    Subject subject = {.library = text.library,
                       .view = &view,
                       .runbook = view.plan->runbooks.items[0],
                       .generator = "redbinder 9",
                       .imprinter = &imprinter};
    g_autoptr(Doc) doc = compose(&template, &subject, "a/runbooks/r", NULL);
    ck_assert_str_eq(doc->imprint, "0123456789abcdef");
    g_autofree char *words = node_plain_text(doc->root);
    ck_assert_ptr_nonnull(strstr(words, "redbinder 9, 01234567."));
    library_text_clear(&text);
}
END_TEST

static Suite *imprint_suite(void)
{
    Suite *suite = suite_create("imprint");
    TCase *tests = tcase_create("imprint");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, stays_while_the_words_stay);
    tcase_add_test(tests, changes_with_the_words);
    tcase_add_test(tests, stands_in_the_document);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(imprint_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
