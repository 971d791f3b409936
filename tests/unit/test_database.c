#include "base/file.h"
#include "history/database.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define RESTORE_LOG "tests/golden/evidence/restore.log"

static char folder[] = "/tmp/redbinder-database-XXXXXX";
static char database[64];
static Diags *diags;
static const HistoryScope all_days = {
    .as_of = {376199}, .from = {INT32_MIN}, .steps_of_newest = HISTORY_ALL_STEPS};

static void set_up(void)
{
    ck_assert_ptr_nonnull(mkdtemp(folder));
    g_snprintf(database, sizeof database, "%s/history.db", folder);
    diags = diags_new();
}

static void tear_down(void)
{
    ck_assert(file_remove_tree(folder, diags));
    diags_free(diags);
}

/* Writes TEXT to NAME in the folder of the test and gives its path, to be freed. */
static char *put(const char *name, const char *text)
{
    char *path = g_build_filename(folder, name, NULL);
    ck_assert(file_write(path, text, strlen(text), 0644, diags));
    return path;
}

static History *open_history(HistoryMode mode)
{
    History *history = history_open(database, mode, diags);
    ck_assert_uint_eq(diags_count(diags), 0);
    ck_assert_ptr_nonnull(history);
    return history;
}

static bool record(History *history, const char *path, Recorded *recorded)
{
    static const EvidenceHints hints = {.plan = "hinted"};
    return history_record(history, path, &hints, recorded, diags);
}

/* That opening gives nothing but one finding of RULE_ID. */
static void assert_refused(HistoryMode mode, const char *rule_id)
{
    ck_assert_ptr_null(history_open(database, mode, diags));
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert_str_eq(diags_at(diags, 0)->rule->id, rule_id);
    ck_assert_str_eq(diags_at(diags, 0)->path, database);
}

static RunSet *runs_until(History *history, const char *day)
{
    Date date = {0};
    ck_assert(date_parse(day, &date));
    const HistoryScope scope = {
        .as_of = date, .from = {INT32_MIN}, .steps_of_newest = HISTORY_ALL_STEPS};
    RunSet *set = history_runs(history, &scope, diags);
    ck_assert_uint_eq(diags_count(diags), 0);
    return set;
}

/* The answer of the sqlite3 program to SQL, an outside reader of our file. */
static void assert_sqlite(const char *sql, const char *expected)
{
    g_autofree char *command = g_strdup_printf("sqlite3 '%s' \"%s\" 2>&1", database, sql);
    FILE *pipe = popen(command, "r");
    ck_assert_ptr_nonnull(pipe);
    g_autoptr(GString) answer = g_string_new(NULL);
    char line[512];
    while (fgets(line, sizeof line, pipe) != NULL)
        g_string_append(answer, line);
    pclose(pipe);
    ck_assert_str_eq(answer->str, expected);
}

START_TEST(missing_database)
{
    g_autoptr(History) history = open_history(HISTORY_READ);
    g_autoptr(RunSet) set = runs_until(history, "2026-12-31");
    ck_assert_uint_eq(set->count, 0);
    ck_assert_int_ne(access(database, F_OK), 0);
}
END_TEST

START_TEST(empty_file_is_version_0)
{
    g_free(put("history.db", ""));
    g_autoptr(History) reader = open_history(HISTORY_READ);
    g_autoptr(RunSet) set = runs_until(reader, "2026-12-31");
    ck_assert_uint_eq(set->count, 0);
    g_autoptr(History) writer = open_history(HISTORY_WRITE);
    Recorded recorded;
    ck_assert(record(writer, RESTORE_LOG, &recorded));
    assert_sqlite("PRAGMA application_id; PRAGMA user_version", "1919181422\n3\n");
}
END_TEST

/* The real steps, then one more. */
static Migrations next_version(const char *script, Migration steps[4])
{
    ck_assert_uint_eq(history_migrations.count, 3);
    memcpy(steps, history_migrations.steps, 3 * sizeof *steps);
    steps[3] = (Migration){script, NULL};
    return (Migrations){steps, 4};
}

START_TEST(older_version_is_brought_up)
{
    History *first = open_history(HISTORY_WRITE);
    Recorded recorded;
    ck_assert(record(first, RESTORE_LOG, &recorded));
    history_close(first);
    Migration steps[4];
    Migrations next = next_version("ALTER TABLE runs ADD COLUMN witness TEXT", steps);

    /* a reader does it on a copy and leaves the file alone */
    g_autoptr(History) reader = database_open(database, HISTORY_READ, &next, diags);
    ck_assert_ptr_nonnull(reader);
    ck_assert(database_execute(reader, "SELECT witness FROM runs", diags));
    g_autoptr(RunSet) set = runs_until(reader, "2026-12-31");
    ck_assert_uint_eq(set->count, 1);
    assert_sqlite("PRAGMA user_version", "3\n");

    g_autoptr(History) writer = database_open(database, HISTORY_WRITE, &next, diags);
    ck_assert_ptr_nonnull(writer);
    assert_sqlite("PRAGMA user_version; SELECT count(witness), count(*) FROM runs", "4\n0|1\n");
}
END_TEST

START_TEST(failing_migration_is_undone)
{
    history_close(open_history(HISTORY_WRITE));
    Migration steps[4];
    Migrations next =
        next_version("CREATE TABLE half (x TEXT) STRICT; CREATE TABLE runs (x)", steps);
    ck_assert_ptr_null(database_open(database, HISTORY_WRITE, &next, diags));
    ck_assert_uint_eq(diags_count(diags), 1);
    assert_sqlite("PRAGMA user_version; SELECT count(*) FROM sqlite_schema WHERE name = 'half'",
                  "3\n0\n");
}
END_TEST

START_TEST(newer_database)
{
    history_close(open_history(HISTORY_WRITE));
    assert_sqlite("PRAGMA user_version = 99", "");
    assert_refused(HISTORY_WRITE, "system-history-newer");
    ck_assert_ptr_null(history_open(database, HISTORY_READ, diags));
}
END_TEST

START_TEST(database_of_another_program)
{
    assert_sqlite("CREATE TABLE songs (title); PRAGMA user_version = 1", "");
    assert_refused(HISTORY_WRITE, "system-history-foreign");
    ck_assert_ptr_null(history_open(database, HISTORY_READ, diags));
    assert_sqlite("SELECT name FROM sqlite_schema", "songs\n");
}
END_TEST

START_TEST(not_a_database)
{
    g_autofree char *path = put("history.db", "just some text\n");
    assert_refused(_i == 0 ? HISTORY_READ : HISTORY_WRITE, "system-history-foreign");
    g_autofree char *text = NULL;
    ck_assert(g_file_get_contents(path, &text, NULL, NULL));
    ck_assert_str_eq(text, "just some text\n");
}
END_TEST

START_TEST(not_a_file)
{
    ck_assert_int_eq(_i < 2 ? mkdir(database, 0755) : mkfifo(database, 0644), 0);
    assert_refused(_i % 2 == 0 ? HISTORY_READ : HISTORY_WRITE, "system-history");
}
END_TEST

START_TEST(names_that_sqlite_knows)
{
    ck_assert_int_eq(chdir(folder), 0);
    g_autoptr(History) history = history_open(":memory:", HISTORY_WRITE, diags);
    ck_assert_ptr_nonnull(history);
    ck_assert_int_eq(access(":memory:", F_OK), 0);
    ck_assert_ptr_null(history_open("", HISTORY_WRITE, diags));
    ck_assert_ptr_null(history_open("no/such/folder/history.db", HISTORY_WRITE, diags));
    ck_assert_uint_eq(diags_count(diags), 2);
}
END_TEST

/* Fills the file's pages from the second on with rubbish, or cuts it short. */
static void damage(bool cut)
{
    g_autofree char *text = NULL;
    gsize length = 0;
    ck_assert(g_file_get_contents(database, &text, &length, NULL));
    ck_assert_uint_gt(length, 4 * 4096);
    memset(text + 4096, 0xA5, length - 4096);
    ck_assert(file_write(database, text, cut ? 5000 : length, 0644, diags));
}

START_TEST(damaged_database)
{
    History *history = open_history(HISTORY_WRITE);
    Recorded recorded;
    ck_assert(record(history, RESTORE_LOG, &recorded));
    history_close(history);
    damage(_i == 1);
    History *reader = history_open(database, HISTORY_READ, diags);
    if (reader != NULL) {
        g_autoptr(RunSet) set = history_runs(reader, &all_days, diags);
        ck_assert_uint_eq(set->count, 0);
        history_close(reader);
    }
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert_str_eq(diags_at(diags, 0)->rule->id, "system-history-damaged");
    ck_assert_ptr_null(history_open(database, HISTORY_WRITE, diags));
    ck_assert_uint_eq(diags_count(diags), 2);
    ck_assert_str_eq(diags_at(diags, 1)->rule->id, "system-history-damaged");
}
END_TEST

START_TEST(tables_are_missing)
{
    History *writer = open_history(HISTORY_WRITE);
    Recorded recorded;
    ck_assert(record(writer, RESTORE_LOG, &recorded));
    history_close(writer);
    assert_sqlite("DROP TABLE run_steps", "");
    g_autoptr(History) reader = open_history(HISTORY_READ);
    g_autoptr(RunSet) set = history_runs(reader, &all_days, diags);
    ck_assert_uint_eq(set->count, 0);
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert_str_eq(diags_at(diags, 0)->rule->id, "system-history-damaged");
}
END_TEST

START_TEST(locked_database)
{
    g_autoptr(History) owner = open_history(HISTORY_WRITE);
    ck_assert(database_execute(owner, "BEGIN EXCLUSIVE", diags));
    assert_refused(HISTORY_READ, "system-history");
    ck_assert_ptr_nonnull(strstr(diags_at(diags, 0)->help, "another program"));
}
END_TEST

START_TEST(read_only_folder)
{
    History *history = open_history(HISTORY_WRITE);
    Recorded recorded;
    ck_assert(record(history, RESTORE_LOG, &recorded));
    history_close(history);
    ck_assert_int_eq(chmod(database, _i == 0 ? 0444 : 0666), 0);
    ck_assert_int_eq(chmod(folder, 0555), 0);
    bool root = geteuid() == 0; /* root may write anywhere */
    ck_assert(!root || seteuid(65534) == 0);
    g_autoptr(History) reader = open_history(HISTORY_READ);
    g_autoptr(RunSet) set = runs_until(reader, "2026-12-31");
    ck_assert_uint_eq(set->count, 1);
    g_autoptr(History) writer = history_open(database, HISTORY_WRITE, diags);
    ck_assert(_i == 1 || writer == NULL);
    if (writer != NULL)
        ck_assert(!record(writer, "tests/golden/evidence/jest.xml", &recorded));
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert_str_eq(diags_at(diags, 0)->rule->id, "system-history");
    ck_assert(!root || seteuid(0) == 0);
    ck_assert_int_eq(chmod(folder, 0755), 0);
}
END_TEST

static Suite *suite_database(void)
{
    const struct {
        const TTest *test;
        int times;
    } tests[] = {
        {missing_database, 1},
        {empty_file_is_version_0, 1},
        {older_version_is_brought_up, 1},
        {failing_migration_is_undone, 1},
        {newer_database, 1},
        {database_of_another_program, 1},
        {not_a_database, 2},
        {not_a_file, 4},
        {names_that_sqlite_knows, 1},
        {damaged_database, 2},
        {tables_are_missing, 1},
        {locked_database, 1},
        {read_only_folder, 2},
    };
    Suite *suite = suite_create("database");
    TCase *tcase = tcase_create("database");
    tcase_set_timeout(tcase, 30);
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
        tcase_add_loop_test(tcase, tests[i].test, 0, tests[i].times);
    suite_add_tcase(suite, tcase);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(suite_database());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
