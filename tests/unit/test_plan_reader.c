#include "read/reader.h"

#include "base/diag_text.h"
#include "read/reading_rules.h"

#include "temp_folder.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Small libraries in a folder; "good" is a plan that is always there and must always be read. */

static char *folder;
static Diags *diags;
static Library *library;

#define RUNBOOK "title: r\nsteps: [{id: a, title: b, run: c}]\n"

static void put(const char *name, const char *text)
{
    temp_folder_write(folder, name, text);
}

static void set_up(void)
{
    folder = temp_folder_new();
    diags = diags_new();
    put("redbinder.yaml", "title: Library\n");
    put("people.yaml", "people:\n  - {id: jo, name: Jo Berg}\nteams:\n  - {id: ops, name: Ops}\n");
    put("good/plan.yaml", "number: 2\ntitle: Good\nowner: jo\nservices: [{id: api, rto: 1h}]\n");
    put("good/runbooks/restore.yaml", RUNBOOK);
}

static void tear_down(void)
{
    library_free(library);
    library = NULL;
    diags_free(diags);
    temp_folder_remove(folder);
}

static void read_it(void)
{
    library = read_library(folder, diags);
    ck_assert_ptr_nonnull(library);
    diags_sort(diags);
    const Plan *good = library_find_plan(library, "good");
    ck_assert_ptr_nonnull(good);
    ck_assert_str_eq(good->title.text, "Good");
    ck_assert_uint_eq(good->runbooks.count, 1);
    ck_assert_ptr_nonnull(good->owner.target);
    for (size_t i = 0; i < diags_count(diags); i++) {
        const Diag *diag = diags_at(diags, i);
        ck_assert_msg(diag->span.source != NULL || diag->path != NULL, "%s", diag->text);
    }
}

static char *all_findings(void)
{
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < diags_count(diags); i++)
        diag_print(diags_at(diags, i), false, out);
    return g_string_free(out, FALSE);
}

static void expect_count(size_t count)
{
    g_autofree char *all = all_findings();
    ck_assert_msg(diags_count(diags) == count, "%s", all);
}

/* The finding INDEX is of RULE, in the file NAME at LINE; LINE 0: about the file as a whole. */
static const Diag *expect_finding(size_t index, const Rule *rule, const char *name, uint32_t line)
{
    g_autofree char *all = all_findings();
    g_autofree char *path = g_build_filename(folder, name, NULL);
    ck_assert_msg(index < diags_count(diags), "%s", all);
    const Diag *diag = diags_at(diags, index);
    ck_assert_msg(diag->rule == rule, "%zu: %s", index, all);
    if (line == 0) {
        ck_assert_str_eq(diag->path, path);
        return diag;
    }
    ck_assert_ptr_nonnull(diag->span.source);
    ck_assert_str_eq(diag->span.source->path, path);
    ck_assert_uint_eq(source_place(diag->span.source, diag->span.offset).line, line);
    return diag;
}

START_TEST(reads_a_library)
{
    put("a/plan.yaml", "title: A\nnumber: 010\n");
    put("b/plan.yaml", "title: B\n");
    put("evidence/log.txt", "x");
    put("templates/plan.md", "x");
    put(".git/config", "x");
    put("notes.txt", "x");
    read_it();
    expect_count(0);
    ck_assert_str_eq(library->title.text, "Library");
    ck_assert_uint_eq(library->n_plans, 3);
    ck_assert_str_eq(library->plans[0]->id, "a"); /* 010, 2, none: by number as text */
    ck_assert_str_eq(library->plans[1]->id, "good");
    ck_assert_str_eq(library->plans[2]->id, "b");
    ck_assert_uint_eq(library->n_unreadable, 0);
    const Runbook *runbook = plan_find_runbook(library->plans[1], "restore");
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, RUNBOOK, -1);
    ck_assert_str_eq(runbook->hash, hash);
    ck_assert_ptr_eq(runbook->entity.plan, library->plans[1]);
}
END_TEST

START_TEST(says_when_it_is_no_library)
{
    g_autofree char *good = g_build_filename(folder, "good", NULL);
    g_autofree char *missing = g_build_filename(folder, "missing", NULL);
    g_autofree char *file = g_build_filename(folder, "people.yaml", NULL);
    const char *const paths[] = {good, missing, file, ""};
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        ck_assert_ptr_null(read_library(paths[i], diags));
        ck_assert_uint_eq(diags_count(diags), i + 1);
        ck_assert_str_eq(diags_at(diags, i)->path, paths[i]);
        ck_assert_ptr_eq(diags_at(diags, i)->rule, &rule_system_read);
    }
}
END_TEST

START_TEST(reads_the_plans_of_a_broken_library)
{
    put("redbinder.yaml", "title: [\n");
    put("people.yaml", "people:\n  - {id: jo, name: Jo Berg}\nteams:\n\t- x\n");
    read_it();
    expect_finding(0, &rule_yaml_tab, "people.yaml", 4);
    ck_assert_ptr_nonnull(library->title.text);
}
END_TEST

START_TEST(leaves_out_what_cannot_be_read)
{
    put("a/plan.yaml", "title: x\n  bad\n- worse\n");
    put("b/plan.yaml", "");
    put("c/notes.txt", "no plan.yaml here");
    put("d/plan.yaml", "title: \xFF\n");
    put("e/plan.yaml/inside", "a folder in its place");
    read_it();
    expect_finding(0, &rule_yaml_syntax, "a/plan.yaml", 3);
    expect_finding(1, &rule_file_empty, "b/plan.yaml", 1);
    expect_finding(2, &rule_plan_missing, "c", 0);
    expect_finding(3, &rule_text_encoding, "d/plan.yaml", 1);
    expect_finding(4, &rule_system_read, "e/plan.yaml", 0);
    ck_assert_uint_eq(library->n_plans, 1);
    ck_assert_uint_eq(library->n_unreadable, 5);
    ck_assert_str_eq(library->unreadable[2].id, "c");
}
END_TEST

START_TEST(leaves_out_what_it_may_not_read)
{
    if (geteuid() == 0)
        return; /* root may read everything */
    put("a/plan.yaml", "title: A\n");
    put("b/plan.yaml", "title: B\n");
    put("b/runbooks/r.yaml", RUNBOOK);
    g_autofree char *plan = g_build_filename(folder, "a/plan.yaml", NULL);
    g_autofree char *runbook = g_build_filename(folder, "b/runbooks/r.yaml", NULL);
    ck_assert_int_eq(chmod(plan, 0), 0);
    ck_assert_int_eq(chmod(runbook, 0), 0);
    read_it();
    expect_finding(0, &rule_system_read, "a/plan.yaml", 0);
    expect_finding(1, &rule_system_read, "b/runbooks/r.yaml", 0);
    expect_count(2);
    ck_assert_uint_eq(library->n_plans, 2);
}
END_TEST

/* Links that lead nowhere, or round and round, and a pipe nobody writes to. */
START_TEST(is_not_held_up_by_odd_files)
{
    g_autofree char *dangling = g_build_filename(folder, "good/more.yaml", NULL);
    g_autofree char *loop = g_build_filename(folder, "good/runbooks/loop.yaml", NULL);
    g_autofree char *pipe_path = g_build_filename(folder, "good/pipe.yaml", NULL);
    g_autofree char *around = g_build_filename(folder, "around", NULL);
    ck_assert_int_eq(symlink("nowhere", dangling), 0);
    ck_assert_int_eq(symlink("loop.yaml", loop), 0);
    ck_assert_int_eq(mkfifo(pipe_path, 0600), 0);
    ck_assert_int_eq(symlink(".", around), 0);
    read_it();
    expect_finding(0, &rule_plan_missing, "around", 0);
    expect_finding(1, &rule_system_read, "good/more.yaml", 0);
    expect_finding(2, &rule_system_read, "good/pipe.yaml", 0);
    expect_finding(3, &rule_system_read, "good/runbooks/loop.yaml", 0);
    expect_count(4);
}
END_TEST

/* One run tells all, also of the files beside a plan.yaml that is broken. */
START_TEST(collects_the_findings_of_all_files)
{
    put("a/plan.yaml", "title: x\nrto: soon\nabout: 'open\n");
    put("a/more.yaml", "rpo: soon\n");
    put("a/runbooks/r.yaml", "title: r\nsteps: [{id: a, title: b, run: c, takes: soon}]\n");
    put("a/chapter.md", "\xFF");
    put("b/plan.yaml", "title: x\nrpo: soon\n");
    read_it();
    expect_finding(0, &rule_text_encoding, "a/chapter.md", 1);
    expect_finding(1, &rule_duration_malformed, "a/more.yaml", 1);
    expect_finding(2, &rule_duration_malformed, "a/plan.yaml", 2);
    expect_finding(3, &rule_yaml_syntax, "a/plan.yaml", 3);
    expect_finding(4, &rule_duration_malformed, "a/runbooks/r.yaml", 2);
    expect_finding(5, &rule_duration_malformed, "b/plan.yaml", 2);
    expect_count(6);
    ck_assert_uint_eq(library->n_plans, 2);
}
END_TEST

START_TEST(joins_the_files_of_a_plan)
{
    put("a/plan.yaml", "title: A\nservices: [{id: api, rto: 1h}]\n");
    put("a/more.yaml", "rto: 1h\nscenarios: [{id: fire, affects: [api, db]}]\n");
    put("a/zz.yaml", "data: [{id: db, rpo: 1h}]\n");
    read_it();
    expect_count(0);
    const Plan *plan = library_find_plan(library, "a");
    ck_assert_uint_eq(plan->services.count, 1);
    ck_assert_ptr_eq(plan->scenarios.items[0]->affects.items[1]->target,
                     &plan->data.items[0]->entity);
}
END_TEST

START_TEST(refuses_a_key_in_two_files_and_names_both)
{
    put("a/plan.yaml", "title: A\n\nrto: 1h\n");
    put("a/more.yaml", "rpo: 1h\nrto: 2h\n");
    put("a/other.yaml", "title: B\nrpo: 2h\n");
    read_it();
    const Diag *first = expect_finding(0, &rule_key_duplicate, "a/more.yaml", 2);
    expect_finding(1, &rule_key_duplicate, "a/other.yaml", 1);
    const Diag *last = expect_finding(2, &rule_key_duplicate, "a/other.yaml", 2);
    expect_count(3);
    const Note *note = first->notes->pdata[0];
    ck_assert(g_str_has_suffix(note->span.source->path, "a/plan.yaml"));
    ck_assert_uint_eq(source_place(note->span.source, note->span.offset).line, 3);
    note = last->notes->pdata[0];
    ck_assert(g_str_has_suffix(note->span.source->path, "a/more.yaml"));
    const Plan *plan = library_find_plan(library, "a");
    ck_assert_int_eq(plan->rto.value.seconds, 3600);
    ck_assert_str_eq(plan->title.text, "A");
}
END_TEST

START_TEST(asks_for_required_keys_once)
{
    put("a/plan.yaml", "rto: 1h\n");
    put("b/plan.yaml", "rto: 1h\n");
    put("b/more.yaml", "title: B\n");
    put("c/plan.yaml", "rto: 1h\n");
    put("c/more.yaml", "title: [\n"); /* who knows what it held */
    put("d/plan.yaml", "title: D\n");
    put("d/runbooks/r.yaml", "about: x\n");
    read_it();
    expect_finding(0, &rule_key_missing, "a/plan.yaml", 1);
    expect_finding(diags_count(diags) - 2, &rule_key_missing, "d/runbooks/r.yaml", 1);
    expect_finding(diags_count(diags) - 1, &rule_key_missing, "d/runbooks/r.yaml", 1);
    ck_assert_str_eq(library_find_plan(library, "a")->title.text, "a");
    ck_assert_str_eq(library_find_plan(library, "b")->title.text, "B");
    for (size_t i = 1; i + 2 < diags_count(diags); i++)
        ck_assert_ptr_ne(diags_at(diags, i)->rule, &rule_key_missing);
}
END_TEST

START_TEST(reports_files_that_nothing_reads)
{
    put("good/more.yml", "rto: 1h\n");
    put("good/runbooks/Restore.yaml", RUNBOOK);
    put("good/runbooks/a.txt", "x");
    put("good/runbooks/.yaml", "x");
    put("good/runbooks/-.yaml", "x");
    put("good/runbooks/a--b.yaml", "x");
    put("good/.hidden.yaml", "x: y\n");
    put("good/bad\n.md", "x");
    read_it();
    expect_finding(0, &rule_file_stray, "good/bad\n.md", 0);
    expect_finding(1, &rule_file_stray, "good/more.yml", 0);
    expect_finding(2, &rule_file_stray, "good/runbooks/-.yaml", 0);
    expect_finding(3, &rule_file_stray, "good/runbooks/Restore.yaml", 0);
    expect_finding(4, &rule_file_stray, "good/runbooks/a--b.yaml", 0);
    expect_finding(5, &rule_file_stray, "good/runbooks/a.txt", 0);
    expect_count(6);
}
END_TEST

/* The folder's name is the plan's id, an address on the site and a folder of the output. */
START_TEST(refuses_folders_that_have_no_id_for_a_name)
{
    static const char *const names[] = {"A B", "Docs", "compliance", "x\xFFy", "x\ny"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(names[i], "plan.yaml", NULL);
        put(path, "title: X\n");
    }
    read_it();
    expect_count(5);
    for (size_t i = 0; i < 5; i++) {
        ck_assert_ptr_eq(diags_at(diags, i)->rule, &rule_id_malformed);
        ck_assert(g_utf8_validate(diags_at(diags, i)->text, -1, NULL));
        ck_assert(g_utf8_validate(diags_at(diags, i)->path, -1, NULL));
        ck_assert(g_utf8_validate(library->unreadable[i].id, -1, NULL));
    }
    ck_assert_uint_eq(library->n_plans, 1);
    ck_assert_uint_eq(library->n_unreadable, 5);
}
END_TEST

START_TEST(reads_chapters)
{
    put("good/a.md", "\n# The title\n\nBody *here*\n");
    put("good/b.md", "No heading\n");
    put("good/c.md", "\xEF\xBB\xBF# Windows\r\n\r\none\r\ntwo\r\n");
    put("good/d.md", "#hashtag\n");
    put("good/e.md", "");
    put("good/f.md", "#\n\nafter an empty heading\n");
    read_it();
    expect_count(0);
    const Plan *plan = library_find_plan(library, "good");
    ck_assert_uint_eq(plan->chapters.count, 6);
    static const char *const titles[] = {"The title", "b", "Windows", "d", "e", "f"};
    static const char *const bodies[] = {"\n\nBody *here*\n",
                                         "No heading\n",
                                         "\n\none\ntwo\n",
                                         "#hashtag\n",
                                         "",
                                         "#\n\nafter an empty heading\n"};
    for (size_t i = 0; i < 6; i++) {
        ck_assert_str_eq(plan->chapters.items[i]->title.text, titles[i]);
        ck_assert_str_eq(plan->chapters.items[i]->body.text, bodies[i]);
    }
}
END_TEST

START_TEST(takes_ids_off_titles_as_off_other_headings)
{
    put("good/a.md", "# How we restore {#restore}  \n");
    put("good/b.md", "# Not {#An id}\n");
    put("good/c.md", "# {#only}\n");
    put("good/d.md", "# Braces{#d-1}\n");
    read_it();
    const Plan *plan = library_find_plan(library, "good");
    static const char *const titles[] = {"How we restore", "Not {#An id}", "{#only}", "Braces"};
    for (size_t i = 0; i < G_N_ELEMENTS(titles); i++)
        ck_assert_str_eq(plan->chapters.items[i]->title.text, titles[i]);
}
END_TEST

START_TEST(leaves_out_chapters_beyond_the_limits)
{
    g_autofree char *quotes = g_strnfill(200000, '>');
    g_autoptr(GString) stars = g_string_new(NULL);
    for (int i = 0; i < 20000; i++)
        g_string_append(stars, "a*");
    put("good/a.md", quotes);
    put("good/b.md", stars->str);
    g_autofree char *huge = g_strnfill(1024 * 1024 + 1, ' ');
    put("good/c.md", huge);
    put("good/d.yaml", huge);
    read_it();
    expect_finding(0, &rule_prose_limit, "good/a.md", 1);
    expect_finding(1, &rule_prose_limit, "good/b.md", 1);
    expect_finding(2, &rule_system_read, "good/c.md", 0);
    expect_finding(3, &rule_system_read, "good/d.yaml", 0);
    expect_count(4);
    ck_assert_uint_eq(library_find_plan(library, "good")->chapters.count, 0);
}
END_TEST

START_TEST(reads_a_file_of_the_largest_size)
{
    g_autoptr(GString) text = g_string_new("title: Large\n#");
    while (text->len < 1024 * 1024)
        g_string_append_c(text, 'x');
    put("a/plan.yaml", text->str);
    read_it();
    expect_count(0);
    ck_assert_uint_eq(library->n_plans, 2);
}
END_TEST

START_TEST(tells_the_kind_of_each_step)
{
    put("a/plan.yaml", "title: A\n");
    put("a/runbooks/r.yaml", "title: r\nsteps:\n"
                             "  - {id: a, title: x, run: y}\n"
                             "  - {id: b, title: x, manual: y}\n"
                             "  - {id: c, title: x, checklist: [y]}\n"
                             "  - {id: d, title: x, notify: [y]}\n"
                             "  - {id: e, title: x}\n"
                             "  - {id: f, title: x, run: y, notify: [y]}\n");
    read_it();
    expect_finding(0, &rule_step_kind, "a/runbooks/r.yaml", 7);
    expect_finding(1, &rule_step_kind, "a/runbooks/r.yaml", 8);
    expect_count(2);
    const Runbook *runbook = plan_find_runbook(library_find_plan(library, "a"), "r");
    static const StepKind kinds[] = {STEP_RUN, STEP_MANUAL, STEP_CHECKLIST, STEP_NOTIFY};
    for (size_t i = 0; i < 4; i++) {
        ck_assert_int_eq(runbook->steps.items[i]->kind, kinds[i]);
        ck_assert_uint_eq(runbook->steps.items[i]->number, i + 1);
    }
}
END_TEST

/* What could not be read has been reported: nothing says that the step has no kind. */
START_TEST(gives_no_echo_of_a_step_that_was_reported)
{
    g_autofree char *large = g_strnfill(70000, 'x');
    g_autofree char *text = g_strdup_printf("title: r\nsteps:\n"
                                            "  - {id: a, title: x, run: %s}\n"
                                            "  - {id: b, title: x, run: [y]}\n"
                                            "  - {id: c, title: x, manual: }\n"
                                            "  - {id: d, title: x, checklist: y}\n"
                                            "  - {id: e, title: x, notify: {y: z}}\n",
                                            large);
    put("a/plan.yaml", "title: A\n");
    put("a/runbooks/r.yaml", text);
    read_it();
    expect_finding(0, &rule_prose_limit, "a/runbooks/r.yaml", 3);
    expect_finding(1, &rule_value_type, "a/runbooks/r.yaml", 4);
    expect_finding(2, &rule_value_missing, "a/runbooks/r.yaml", 5);
    expect_finding(3, &rule_value_type, "a/runbooks/r.yaml", 6);
    expect_finding(4, &rule_value_type, "a/runbooks/r.yaml", 7);
    expect_count(5);
}
END_TEST

START_TEST(keeps_the_plan_when_a_runbook_is_broken)
{
    put("a/plan.yaml", "title: A\nscenarios: [{id: fire, runbooks: [bad, fine]}]\n");
    put("a/runbooks/bad.yaml", "title: [\n");
    put("a/runbooks/fine.yaml", RUNBOOK);
    put("a/runbooks/empty.yaml", "");
    read_it();
    const Plan *plan = library_find_plan(library, "a");
    ck_assert_uint_eq(plan->runbooks.count, 1);
    ck_assert_ptr_eq(plan->scenarios.items[0]->runbooks.items[1]->target,
                     &plan->runbooks.items[0]->entity);
}
END_TEST

static Suite *plan_reader_suite(void)
{
    Suite *suite = suite_create("plan reader");
    TCase *tests = tcase_create("libraries");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, reads_a_library);
    tcase_add_test(tests, says_when_it_is_no_library);
    tcase_add_test(tests, reads_the_plans_of_a_broken_library);
    tcase_add_test(tests, leaves_out_what_cannot_be_read);
    tcase_add_test(tests, leaves_out_what_it_may_not_read);
    tcase_add_test(tests, is_not_held_up_by_odd_files);
    tcase_add_test(tests, collects_the_findings_of_all_files);
    tcase_add_test(tests, joins_the_files_of_a_plan);
    tcase_add_test(tests, refuses_a_key_in_two_files_and_names_both);
    tcase_add_test(tests, asks_for_required_keys_once);
    tcase_add_test(tests, reports_files_that_nothing_reads);
    tcase_add_test(tests, refuses_folders_that_have_no_id_for_a_name);
    tcase_add_test(tests, reads_chapters);
    tcase_add_test(tests, takes_ids_off_titles_as_off_other_headings);
    tcase_add_test(tests, leaves_out_chapters_beyond_the_limits);
    tcase_add_test(tests, reads_a_file_of_the_largest_size);
    tcase_add_test(tests, tells_the_kind_of_each_step);
    tcase_add_test(tests, gives_no_echo_of_a_step_that_was_reported);
    tcase_add_test(tests, keeps_the_plan_when_a_runbook_is_broken);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(plan_reader_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
