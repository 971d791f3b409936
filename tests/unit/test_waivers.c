#include "rules/waivers.h"

#include "model/plan_folders.h"
#include "read/reader.h"
#include "rules/checks.h"
#include "rules/entity_map.h"
#include "rules/levels.h"

#include "temp_folder.h"

#include <stdlib.h>

/* A library of two plans; each test adds findings where it likes. */

#define RULE check_backup_missing.rule
#define OTHER_RULE check_role_unfilled.rule

static const char plan_text[] = "title: A\n"
                                "services:\n"
                                "  - id: api\n"
                                "    name: First\n"
                                "  - {id: web, name: Second}\n"
                                "scenarios:\n"
                                "  - id: fire\n"
                                "    name: Third\n"
                                "    phases:\n"
                                "      - {id: early, name: Fourth}\n"
                                "    effect: Fifth\n"
                                "waivers:\n";

static const char runbook_text[] = "title: Sixth\n"
                                   "steps:\n"
                                   "  - id: one\n"
                                   "    title: Seventh\n"
                                   "    manual: x\n"
                                   "  - {id: two, title: Eighth, manual: x}\n"
                                   "trigger: Ninth\n";

static char *folder;
static Diags *diags;
static Library *library;

/* Reads the library, its first plan with the line of flow mappings WAIVERS. */
static void read_with(const char *waivers)
{
    g_autofree char *plan = g_strdup_printf("%s%s", plan_text, waivers);
    temp_folder_write(folder, "a/plan.yaml", plan);
    library = read_library(folder, diags);
    ck_assert_ptr_nonnull(library);
    ck_assert_uint_eq(diags_count(diags), 0);
}

static void set_up(void)
{
    folder = temp_folder_new();
    diags = diags_new();
    temp_folder_write(folder, "redbinder.yaml",
                      "title: Library\nwaivers:\n"
                      "  - {rule: role-unfilled, at: jo, reason: x, owner: jo, "
                      "until: 2026-03-31}\n");
    temp_folder_write(folder, "people.yaml",
                      "people:\n  - {id: jo, name: Joan}\n"
                      "  - {id: al, name: Alan}\n");
    temp_folder_write(folder, "a/runbooks/r.yaml", runbook_text);
    temp_folder_write(folder, "b/plan.yaml", "title: Tenth\n");
}

static void tear_down(void)
{
    diags_free(diags);
    library_free(library);
    temp_folder_remove(folder);
}

/* The place of WORD in the file whose name ends with FILE. */
static Span place_of(const char *file, const char *word)
{
    for (size_t i = 0; i < library->sources->len; i++) {
        const Source *source = library->sources->pdata[i];
        const char *found =
            g_str_has_suffix(source->path, file) ? strstr(source->text, word) : NULL;
        if (found != NULL)
            return (Span){source, (uint32_t)(found - source->text), (uint32_t)strlen(word)};
    }
    ck_abort_msg("%s does not say %s", file, word);
}

static void find_at(const Rule *rule, const char *file, const char *word)
{
    diags_add(diags, rule, place_of(file, word), "%s", word);
}

static bool says(const char *rule, const char *text)
{
    for (size_t i = 0; i < diags_count(diags); i++) {
        const Diag *diag = diags_at(diags, i);
        if (strcmp(diag->rule->id, rule) == 0 && strstr(diag->text, text) != NULL)
            return true;
    }
    return false;
}

static void apply_to(const bool *chosen, bool has_history)
{
    WaiverInput input = {library, chosen, has_history, (Date){20500}}; /* 2026-02-16 */
    waivers_apply(&input, diags);
}

static void apply(void)
{
    apply_to(NULL, true);
}

#define WAIVER(rule, at, until)                                                                    \
    "  - {rule: " rule ", at: " at ", reason: x, owner: jo, until: " until "}\n"
#define WIDE_WAIVER(rule, until) "  - {rule: " rule ", reason: x, owner: jo, until: " until "}\n"

START_TEST(covers_what_lies_inside_of_what_it_names)
{
    read_with(WAIVER("backup-missing", "api", "2026-02-16") WAIVER(
        "backup-missing", "fire", "2026-02-16") WAIVER("backup-missing", "r/two", "2026-02-16"));
    const char *inside[] = {"First", "Third", "Fourth", "Fifth"};
    for (size_t i = 0; i < G_N_ELEMENTS(inside); i++)
        find_at(&RULE, "a/plan.yaml", inside[i]);
    find_at(&RULE, "r.yaml", "Eighth");
    find_at(&RULE, "a/plan.yaml", "Second");
    find_at(&RULE, "r.yaml", "Seventh");
    find_at(&RULE, "r.yaml", "Ninth");
    find_at(&RULE, "b/plan.yaml", "Tenth");
    find_at(&OTHER_RULE, "a/plan.yaml", "First");
    apply();
    for (size_t i = 0; i < G_N_ELEMENTS(inside); i++)
        ck_assert_msg(!says("backup-missing", inside[i]), "%s", inside[i]);
    ck_assert(!says("backup-missing", "Eighth"));
    ck_assert(says("backup-missing", "Second"));
    ck_assert(says("backup-missing", "Seventh"));
    ck_assert(says("backup-missing", "Ninth"));
    ck_assert(says("backup-missing", "Tenth"));
    ck_assert(says("role-unfilled", "First"));
}
END_TEST

START_TEST(covers_a_runbook_and_a_plan_as_a_whole)
{
    read_with(WAIVER("backup-missing", "r", "2026-02-16")
                  WIDE_WAIVER("role-unfilled", "2026-02-16"));
    find_at(&RULE, "r.yaml", "Sixth");
    find_at(&RULE, "r.yaml", "Seventh");
    find_at(&RULE, "r.yaml", "Ninth");
    find_at(&RULE, "a/plan.yaml", "First");
    find_at(&OTHER_RULE, "a/plan.yaml", "title");
    find_at(&OTHER_RULE, "r.yaml", "Seventh");
    find_at(&OTHER_RULE, "b/plan.yaml", "Tenth");
    g_autofree char *path = g_build_filename(folder, "a", "gone.yaml", NULL);
    diags_add_path(diags, &OTHER_RULE, path, "gone");
    apply();
    ck_assert_uint_eq(diags_count(diags), 3);
    ck_assert(says("backup-missing", "First"));
    ck_assert(says("role-unfilled", "Tenth"));
    ck_assert(says("waiver-unused", "at 'jo'"));
}
END_TEST

START_TEST(covers_the_files_of_the_library)
{
    read_with("  []\n");
    find_at(&OTHER_RULE, "people.yaml", "Joan");
    find_at(&OTHER_RULE, "people.yaml", "Alan");
    apply();
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert(says("role-unfilled", "Alan"));
}
END_TEST

/* The day that is its last still counts; of two the one that lasts; findings of reading stay. */
START_TEST(covers_until_its_last_day)
{
    read_with(WAIVER("backup-missing", "api", "2026-02-15") WAIVER(
        "backup-missing", "web", "2026-02-15") WAIVER("backup-missing", "web", "2026-02-16"));
    find_at(&RULE, "a/plan.yaml", "First");
    find_at(&RULE, "a/plan.yaml", "Second");
    find_at(reading_rules[0], "a/plan.yaml", "Second");
    apply();
    ck_assert(says("backup-missing", "First"));
    ck_assert(!says("backup-missing", "Second"));
    ck_assert(says(reading_rules[0]->id, "Second"));
    ck_assert(says("waiver-expired", "1 day ago"));
    for (size_t i = 0; i < diags_count(diags); i++) {
        const Diag *diag = diags_at(diags, i);
        if (strcmp(diag->rule->id, "waiver-expired") == 0)
            ck_assert_int_eq(strncmp(diag->help, "take it out", 11) == 0,
                             source_place(diag->span.source, diag->span.offset).line == 14);
    }
}
END_TEST

START_TEST(leaves_plans_alone_that_were_not_checked)
{
    read_with(WIDE_WAIVER("backup-missing", "2020-01-01"));
    const bool chosen[] = {false, true};
    find_at(&OTHER_RULE, "people.yaml", "Joan");
    apply_to(chosen, true);
    ck_assert_uint_eq(diags_count(diags), 0);
}
END_TEST

/* Without a history nobody knows what the check would find; a name that is none is wrong anyway. */
START_TEST(says_nothing_of_what_needs_a_history)
{
    read_with(WIDE_WAIVER("exercise-overdue", "2030-01-01")
                  WAIVER("exercise-overdue", "api", "2030-01-01")
                      WAIVER("exercise-overdue", "nobody", "2030-01-01"));
    find_at(&OTHER_RULE, "people.yaml", "Joan");
    apply_to(NULL, false);
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert(says("waiver-unused", "nothing here is called 'nobody'"));
    find_at(&OTHER_RULE, "people.yaml", "Joan");
    apply_to(NULL, true);
    ck_assert_uint_eq(diags_count(diags), 4);
    ck_assert(says("waiver-unused", "no finding of 'exercise-overdue' at 'api'"));
}
END_TEST

START_TEST(finds_the_innermost_entity)
{
    static const struct {
        const char *file, *word, *name;
    } cases[] = {
        {"a/plan.yaml", "First", "api"},  {"a/plan.yaml", "Fourth", "early"},
        {"a/plan.yaml", "Fifth", "fire"}, {"a/plan.yaml", "title", NULL},
        {"a/plan.yaml", "waivers", NULL}, {"r.yaml", "Sixth", "r"},
        {"r.yaml", "Eighth", "r/two"},    {"r.yaml", "Ninth", "r"},
        {"people.yaml", "Joan", NULL},
    };
    read_with("  []\n");
    g_autoptr(EntityMap) map = entity_map_new(library, library->plans[0]);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        size_t at = entity_map_at(map, place_of(cases[i].file, cases[i].word));
        const char *name = at == SIZE_MAX ? NULL : entity_map_name(map, at);
        ck_assert_msg(g_strcmp0(name, cases[i].name) == 0, "%s", cases[i].word);
    }
    ck_assert_uint_eq(entity_map_at(map, (Span){NULL, 0, 0}), SIZE_MAX);
    ck_assert(entity_map_has(map, "r/two"));
    ck_assert(!entity_map_has(map, "two"));
}
END_TEST

START_TEST(finds_the_plan_of_a_file)
{
    read_with("  []\n");
    g_autoptr(PlanFolders) folders = plan_folders_new(library);
    g_autofree char *inside = g_build_filename(folder, "b", "runbooks", "x.yaml", NULL);
    g_autofree char *beside = g_build_filename(folder, "people.yaml", NULL);
    g_autofree char *similar = g_build_filename(folder, "bb", "plan.yaml", NULL);
    ck_assert_uint_eq(plan_folders_find(folders, inside), 1);
    ck_assert_uint_eq(plan_folders_find(folders, beside), SIZE_MAX);
    ck_assert_uint_eq(plan_folders_find(folders, similar), SIZE_MAX);
    ck_assert_uint_eq(plan_folders_find(folders, "elsewhere/b"), SIZE_MAX);
    ck_assert_uint_eq(plan_folders_find(folders, ""), SIZE_MAX);
}
END_TEST

static Severity severity_of(const Levels *levels, const Rule *rule)
{
    g_autoptr(Diags) list = diags_new();
    diags_add_path(list, rule, "x", "x");
    levels_apply(levels, list);
    return diags_count(list) == 0 ? SEVERITY_OFF : diags_at(list, 0)->severity;
}

START_TEST(gives_levels_the_later_before_the_earlier)
{
    temp_folder_write(folder, "redbinder.yaml",
                      "title: L\nrules: {backup-missing: error, role-unfilled: off, all: info}\n");
    read_with("  []\n");
    g_autoptr(Levels) levels = levels_new();
    const char *nearest = NULL;
    ck_assert_int_eq(severity_of(levels, &RULE), SEVERITY_WARNING);
    levels_read(levels, library, diags);
    ck_assert_uint_eq(diags_count(diags), 0);
    ck_assert_int_eq(severity_of(levels, &RULE), SEVERITY_ERROR);
    ck_assert_int_eq(severity_of(levels, &OTHER_RULE), SEVERITY_OFF);
    ck_assert_int_eq(severity_of(levels, &rule_waiver_unused), SEVERITY_INFO);
    ck_assert_int_eq(severity_of(levels, reading_rules[0]), reading_rules[0]->severity);
    ck_assert(levels_set(levels, "role-unfilled", SEVERITY_WARNING, &nearest));
    ck_assert_int_eq(severity_of(levels, &OTHER_RULE), SEVERITY_WARNING);
    ck_assert(!levels_set(levels, "role-unfiled", SEVERITY_OFF, &nearest));
    ck_assert_str_eq(nearest, "role-unfilled");
    ck_assert(!levels_set(levels, reading_rules[0]->id, SEVERITY_OFF, &nearest));
    levels_set_strict(levels);
    ck_assert_int_eq(severity_of(levels, &OTHER_RULE), SEVERITY_ERROR);
    ck_assert_int_eq(severity_of(levels, &rule_waiver_unused), SEVERITY_INFO);
}
END_TEST

static Suite *waivers_suite(void)
{
    Suite *suite = suite_create("waivers");
    TCase *tests = tcase_create("waivers and levels");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, covers_what_lies_inside_of_what_it_names);
    tcase_add_test(tests, covers_a_runbook_and_a_plan_as_a_whole);
    tcase_add_test(tests, covers_the_files_of_the_library);
    tcase_add_test(tests, covers_until_its_last_day);
    tcase_add_test(tests, leaves_plans_alone_that_were_not_checked);
    tcase_add_test(tests, says_nothing_of_what_needs_a_history);
    tcase_add_test(tests, finds_the_innermost_entity);
    tcase_add_test(tests, finds_the_plan_of_a_file);
    tcase_add_test(tests, gives_levels_the_later_before_the_earlier);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(waivers_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
