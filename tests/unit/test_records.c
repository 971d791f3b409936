#include "history/record_store.h"
#include "history/run_store.h"
#include "history_world.h"

#include <stdlib.h>

#define DIGITS "00000000000000000000000000000000000000000000000000000000000000ff"

static const char *const table_names[] = {"records",     "evidence",  "runs",        "run_steps",
                                          "findings",    "run_notes", "run_people",  "run_services",
                                          "run_earlier", "acts",      "corrections", "merges"};

/* Stores EVIDENCE as if it had been read from TEXT. */
static bool store(History *history, const char *text, const Evidence *evidence, Recorded *recorded)
{
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
    g_autoptr(Source) source = source_new_take("here/acts.csv", g_strdup(text), strlen(text));
    EvidenceInput input = {source, hash, &(EvidenceHints){0}};
    *recorded = (Recorded){0};
    ck_assert(database_execute(history, "BEGIN IMMEDIATE", diags));
    record_store_forget(history);
    bool stored = run_store_evidence(history, &input, EVIDENCE_FORM, evidence, recorded, diags);
    ck_assert(database_execute(history, stored ? "COMMIT" : "ROLLBACK", diags));
    return stored;
}

static RunSet *load(History *history, const HistoryScope *scope)
{
    RunSet *set = history_runs(history, scope, diags);
    ck_assert_uint_eq(diags_count(diags), 0);
    return set;
}

static Act full_act(void)
{
    return (Act){.kind = ACT_FINDING,
                 .date = {20000},
                 .plan = "p",
                 .subject = "s",
                 .by = "b",
                 .role = "r",
                 .passed = true,
                 .until = {20001},
                 .owner = "o",
                 .closed = {20002},
                 .commit = "c",
                 .retest = "t",
                 .note = "n"};
}

static Act bare_act(ActKind kind, int32_t day, const char *plan)
{
    return (Act){
        .kind = kind, .date = {day}, .plan = plan, .until = {INT32_MIN}, .closed = {INT32_MIN}};
}

START_TEST(acts_come_back)
{
    Act acts[] = {full_act(), bare_act(ACT_REVIEW, 19000, NULL)};
    Evidence evidence = {.acts = acts, .n_acts = 2};
    Recorded recorded;
    g_autoptr(History) history = open_named("a.db", HISTORY_WRITE);
    ck_assert(store(history, "one", &evidence, &recorded));
    ck_assert_uint_eq(recorded.n_acts, 2);
    g_autoptr(RunSet) set = load(history, &all_days);
    ck_assert_uint_eq(set->n_acts, 2);
    const Act *act = &set->acts[1];
    ck_assert_int_eq(act->kind, ACT_FINDING);
    ck_assert_int_eq(act->date.days, 20000);
    const char *const texts[] = {act->plan,  act->subject, act->by,     act->role,
                                 act->owner, act->commit,  act->retest, act->note};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        ck_assert_int_eq(texts[i][0], "psbroctn"[i]);
    ck_assert(act->passed);
    ck_assert_int_eq(act->until.days, 20001);
    ck_assert_int_eq(act->closed.days, 20002);
    ck_assert_uint_eq(strlen(act->key), 64);
    ck_assert_uint_eq(strlen(act->evidence_hash), 64);
    ck_assert_str_eq(act->evidence, "acts.csv");
    ck_assert_ptr_null(set->acts[0].plan);
    ck_assert_ptr_null(set->acts[0].note);
    ck_assert(!set->acts[0].passed);
    ck_assert_int_eq(set->acts[0].until.days, INT32_MIN);
}
END_TEST

/* A list that grows from month to month is taken in each time: only what is new is added. */
START_TEST(what_is_known_is_not_added_again)
{
    Act acts[] = {bare_act(ACT_TRAINING, 20000, "p"), bare_act(ACT_TRAINING, 20030, "p")};
    Evidence first = {.acts = acts, .n_acts = 1}, second = {.acts = acts, .n_acts = 2};
    Recorded recorded;
    g_autoptr(History) history = open_named("a.db", HISTORY_WRITE);
    ck_assert(store(history, "one", &first, &recorded));
    ck_assert(store(history, "two", &second, &recorded));
    ck_assert_uint_eq(recorded.n_acts, 1);
    ck_assert_uint_eq(recorded.n_known, 1);
    g_autoptr(RunSet) set = load(history, &all_days);
    ck_assert_uint_eq(set->n_acts, 2);
}
END_TEST

START_TEST(new_members_of_runs_come_back)
{
    const char *services[] = {"search", "mail"};
    RunPerson people[] = {{"ana", "lead"}, {"bo", NULL}};
    EvidenceRun run = {.run = {.id = "r",
                               .plan = "p",
                               .type = "functional",
                               .scenario = "fire",
                               .site = "b2",
                               .backup = "set-7",
                               .checksum = CHECKSUM_FAILED,
                               .observer = "cy",
                               .services = services,
                               .n_services = 2,
                               .seal = LOG_SEALED_PARTLY,
                               .declared = {MOMENT_ABSENT},
                               .decided = {MOMENT_ABSENT},
                               .started = {1000},
                               .ended = {MOMENT_ABSENT},
                               .service_back = {MOMENT_ABSENT},
                               .verified = {MOMENT_ABSENT},
                               .recovered_to = {MOMENT_ABSENT},
                               .people = people,
                               .n_people = 2}};
    Evidence evidence = {.runs = &run, .n_runs = 1};
    Recorded recorded;
    g_autoptr(History) history = open_named("a.db", HISTORY_WRITE);
    ck_assert(store(history, "one", &evidence, &recorded));
    g_autoptr(RunSet) set = load(history, &all_days);
    const Run *back = &set->runs[0];
    ck_assert_str_eq(back->type, "functional");
    ck_assert_str_eq(back->scenario, "fire");
    ck_assert_str_eq(back->site, "b2");
    ck_assert_str_eq(back->backup, "set-7");
    ck_assert_int_eq(back->checksum, CHECKSUM_FAILED);
    ck_assert_str_eq(back->observer, "cy");
    ck_assert_int_eq(back->seal, LOG_SEALED_PARTLY);
    ck_assert_uint_eq(back->n_services, 2);
    ck_assert_str_eq(back->services[1], "mail");
    ck_assert_str_eq(back->people[0].role, "lead");
    ck_assert_ptr_null(back->people[1].role);
}
END_TEST

START_TEST(only_what_is_asked_for)
{
    Act acts[] = {bare_act(ACT_REVIEW, 20672, "p"), bare_act(ACT_REVIEW, 20673, "q"),
                  bare_act(ACT_TRAINING, 20680, NULL)};
    Evidence evidence = {.acts = acts, .n_acts = 3};
    Recorded recorded;
    g_autoptr(History) history = open_named("a.db", HISTORY_WRITE);
    ck_assert(store(history, "acts", &evidence, &recorded));
    record_run(history, "one", "p", "2026-08-07"); /* day 20672 */
    record_run(history, "two", "q", "2026-08-08");
    record_run(history, "three", "p", "2026-08-15");
    const struct {
        HistoryScope scope;
        size_t runs, acts;
    } cases[] = {
        {{.as_of = {20671}, .from = {INT32_MIN}}, 0, 0},
        {{.as_of = {20672}, .from = {INT32_MIN}}, 1, 1},
        {{.as_of = {20673}, .from = {INT32_MIN}}, 2, 2},
        {{.as_of = {20673}, .from = {20673}}, 1, 1},
        {{.as_of = {20690}, .from = {20673}}, 2, 2},
        {{.as_of = {20690}, .from = {INT32_MIN}, .plan = "p"}, 2, 2},
        {{.as_of = {20690}, .from = {20674}, .plan = "q"}, 0, 1},
        {{.as_of = {20690}, .from = {INT32_MIN}, .plan = "x"}, 0, 1},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(RunSet) set = load(history, &cases[i].scope);
        ck_assert_msg(set->count == cases[i].runs && set->n_acts == cases[i].acts,
                      "case %zu: %zu runs, %zu acts", i, set->count, set->n_acts);
        for (size_t j = 0; j < set->count; j++)
            ck_assert_uint_eq(set->runs[j].n_steps + set->runs[j].n_notes, 0);
        ck_assert(set->count == 0 || set->runs[0].n_findings == 1);
        ck_assert_uint_eq(strlen(set->head), i == 0 ? 0 : 64);
    }
    g_autoptr(RunSet) whole = load(history, &all_days);
    ck_assert_uint_eq(whole->runs[0].n_steps, 1);
    ck_assert_uint_eq(whole->runs[0].n_notes, 1);
}
END_TEST

/* "two:1,three:0": the runs of a set, each with the number of its steps and notes. */
static char *steps_of(const RunSet *set)
{
    g_autoptr(GString) words = g_string_new(NULL);
    for (size_t i = 0; i < set->count; i++)
        g_string_append_printf(words, "%s%s:%zu", i == 0 ? "" : ",", set->runs[i].id,
                               set->runs[i].n_steps + set->runs[i].n_notes);
    return g_string_free(g_steal_pointer(&words), FALSE);
}

/* Recorded in another order than they took place, far apart: looked up, and passed over. */
START_TEST(steps_of_the_newest)
{
    g_autoptr(History) history = open_named("a.db", HISTORY_WRITE);
    record_run(history, "last", "p", "2026-08-15"); /* day 20680 */
    record_run(history, "one", "p", "2026-08-07");
    for (int i = 0; i < 12; i++) {
        g_autofree char *id = g_strdup_printf("q%d", i);
        record_run(history, id, "q", "2026-08-01");
    }
    record_run(history, "two", "p", "2026-08-08");
    static const char q[] = "q0:0,q1:0,q10:0,q11:0,q2:0,q3:0,q4:0,q5:0,q6:0,q7:0,q8:0,q9:";
    const struct {
        size_t newest;
        int32_t from;
        const char *last_of_q, *of_p;
    } cases[] = {
        {0, INT32_MIN, "0", "one:0,two:0,last:0"}, {1, INT32_MIN, "2", "one:0,two:0,last:2"},
        {1, 20680, "0", "one:0,two:0,last:2"},     {1, 20681, "0", "one:0,two:0,last:0"},
        {5, 20673, "0", "one:0,two:2,last:2"},     {5, 20672, "0", "one:2,two:2,last:2"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const HistoryScope scope = {.as_of = {20690},
                                    .from = {INT32_MIN},
                                    .steps_of_newest = cases[i].newest,
                                    .steps_from = {cases[i].from}};
        g_autoptr(RunSet) set = load(history, &scope);
        g_autofree char *expected = g_strconcat(q, cases[i].last_of_q, ",", cases[i].of_p, NULL);
        g_autofree char *words = steps_of(set);
        ck_assert_str_eq(words, expected);
        for (size_t j = 0; j < set->count; j++)
            ck_assert(set->runs[j].n_findings == 1 && set->runs[j].n_people == 1);
    }
}
END_TEST

START_TEST(head_of_nothing)
{
    g_autoptr(History) history = open_named("a.db", HISTORY_READ);
    g_autoptr(RunSet) set = load(history, &all_days);
    ck_assert_str_eq(set->head, "");
}
END_TEST

/* One row in each table, by hand. */
static void fill_tables(const char *name)
{
    g_autofree char *answer = ask_sqlite(
        name,
        "PRAGMA foreign_keys = 0;"
        "INSERT INTO records VALUES (1, 'file', '" DIGITS "', NULL, NULL, zeroblob(32),"
        "  zeroblob(32));"
        "INSERT INTO evidence VALUES (1, '" DIGITS "', 'n', 'csv', zeroblob(32));"
        "INSERT INTO runs (record, id, kind, outcome, plan, script, log_seal, checksum,"
        "  started, seal) VALUES (1, 'r', 'test', 'passed', 'p', 'unknown', 'none',"
        "  'unknown', 1, zeroblob(32));"
        "INSERT INTO run_steps (record, position, step, outcome, undone, seal)"
        "  VALUES (1, 1, 's', 'passed', 0, zeroblob(32));"
        "INSERT INTO findings (record, position, text, seal) VALUES (1, 1, 't', zeroblob(32));"
        "INSERT INTO run_notes (record, position, at, text, seal)"
        "  VALUES (1, 1, 1, 't', zeroblob(32));"
        "INSERT INTO run_people VALUES (1, 1, 'n', 'r', zeroblob(32));"
        "INSERT INTO run_services VALUES (1, 1, 's', zeroblob(32));"
        "INSERT INTO run_earlier VALUES (1, 1, '" DIGITS "', zeroblob(32));"
        "INSERT INTO acts (record, kind, date, passed, seal)"
        "  VALUES (1, 'review', 1, 0, zeroblob(32));"
        "INSERT INTO corrections (record, reason, seal) VALUES (1, 'x', zeroblob(32));"
        "INSERT INTO merges VALUES (1, '" DIGITS "', 1, zeroblob(32));");
    ck_assert_str_eq(answer, "");
}

START_TEST(rows_are_only_added)
{
    static const char *const sql[] = {"UPDATE %s SET seal = seal", "DELETE FROM %s",
                                      "INSERT OR REPLACE INTO %s SELECT * FROM %s",
                                      "REPLACE INTO %s SELECT * FROM %s"};
    history_close(open_named("a.db", HISTORY_WRITE));
    fill_tables("a.db");
    for (size_t i = 0; i < G_N_ELEMENTS(table_names); i++)
        for (size_t j = 0; j < G_N_ELEMENTS(sql); j++) {
            g_auto(GStrv) parts = g_strsplit(sql[j], "%s", -1);
            g_autofree char *change = g_strjoinv(table_names[i], parts);
            g_autofree char *answer = ask_sqlite("a.db", change);
            ck_assert_msg(strstr(answer, "the history is only added to") != NULL, "%s: %s", change,
                          answer);
        }
    g_autofree char *answer =
        ask_sqlite("a.db", "INSERT OR REPLACE INTO records VALUES (2, 'act', '" DIGITS
                           "', NULL, NULL, zeroblob(32), zeroblob(32))");
    ck_assert_ptr_nonnull(strstr(answer, "only added to"));
    assert_sqlite("a.db", "SELECT count(*) FROM records; SELECT count(*) FROM run_steps", "1\n1\n");
}
END_TEST

#define FIRST_PART                                                                                 \
    "redbinder-log 1\n2026-08-14T09:00:00Z\trun-begin\trun=r1\tplan=docs\n"                        \
    "2026-08-14T09:02:00Z\trun-end\toutcome=aborted\n"
#define SECOND_PART                                                                                \
    "2026-08-14T09:03:00Z\tresumed\toperator=Bo\n"                                                 \
    "2026-08-14T09:30:00Z\trun-end\toutcome=aborted\n"
#define THIRD_PART                                                                                 \
    "2026-08-14T09:33:00Z\tresumed\toperator=Cy\n"                                                 \
    "2026-08-14T10:00:00Z\trun-end\toutcome=passed\n"

/* In whatever order the logs of a run come in that was resumed twice, the longest counts. */
START_TEST(longest_log_counts)
{
    static const char *const logs[] = {FIRST_PART, FIRST_PART SECOND_PART,
                                       FIRST_PART SECOND_PART THIRD_PART};
    static const int orders[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                    {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    g_autoptr(History) history = open_named("a.db", HISTORY_WRITE);
    for (int i = 0; i < 3; i++) {
        Recorded recorded;
        const char *text = logs[orders[_i][i]];
        g_autofree char *name = g_strdup_printf("%d.log", i);
        ck_assert(record_text(history, name, text, &recorded));
        ck_assert_uint_eq(recorded.n_runs, 1);
    }
    g_autoptr(RunSet) set = load(history, &all_days);
    ck_assert_uint_eq(set->count, 1);
    ck_assert_int_eq(set->runs[0].outcome, RUN_PASSED);
    ck_assert_uint_eq(set->runs[0].n_people, 2);
    assert_sqlite("a.db", "SELECT count(*) FROM corrections", "2\n");
}
END_TEST

/* Of many files in one transaction, each is taken in whole or not at all. */
START_TEST(many_files_together)
{
    g_autoptr(History) history = open_named("a.db", HISTORY_WRITE);
    Recorded recorded;
    ck_assert(history_begin(history, diags));
    record_run(history, "one", "p", "2026-08-07");
    ck_assert(!record_text(history, "bad.log", "redbinder-log 1\nnonsense\n", &recorded));
    g_autofree char *twice = g_strconcat(FIRST_PART, "# more\n", NULL);
    ck_assert(record_text(history, "r1.log", FIRST_PART, &recorded));
    ck_assert(record_text(history, "r2.log", twice, &recorded));
    ck_assert_uint_eq(recorded.n_known, 1);
    assert_sqlite("a.db", "SELECT count(*) FROM runs", "0\n"); /* not yet */
    ck_assert(history_commit(history, diags));
    assert_sqlite("a.db", "SELECT id FROM runs ORDER BY id; SELECT count(*) FROM evidence",
                  "one\nr1\n3\n");

    /* what is not committed is gone when the program is */
    ck_assert(history_begin(history, diags));
    record_run(history, "two", "p", "2026-08-07");
    history_close(g_steal_pointer(&history));
    assert_sqlite("a.db", "SELECT count(*) FROM runs", "2\n");
}
END_TEST

/* A database of version 2 with something in each column. */
static void put_version_2(void)
{
    const Migrations second = {.steps = history_migrations.steps, .count = 2};
    g_autofree char *path = g_build_filename(folder, "old.db", NULL);
    g_autoptr(History) history = database_open(path, HISTORY_WRITE, &second, diags);
    ck_assert_ptr_nonnull(history);
    ck_assert(database_execute(
        history,
        "INSERT INTO evidence VALUES ('" DIGITS "', 'b.log', 'run-log'),"
        " (replace('" DIGITS "', 'f', 'e'), 'a.xml', 'junit'),"
        " (replace('" DIGITS "', 'f', 'd'), 'shorter.log', 'run-log');"
        "INSERT INTO runs VALUES (4, 'old', '" DIGITS "', 'incident', 'failed', 'p', 'v', 'c', 'e',"
        " 'i', 'b', '" DIGITS "', 'modified', 't', 'ana', 'h', 1, 2, 3, 4, 5, 6, 7);"
        "INSERT INTO runs (number, id, evidence, kind, outcome, plan, script, started)"
        " VALUES (2, 'bare', replace('" DIGITS "', 'f', 'e'), 'test', 'passed', 'q', 'unknown', 9);"
        "INSERT INTO run_steps VALUES (4, 1, 's', 2, 10, 11, 'failed', 1, 3, 'ana', 'n', 'out',"
        " '" DIGITS
        "'), (4, 2, 's2', NULL, NULL, NULL, 'skipped', 0, NULL, NULL, NULL, NULL, NULL);"
        "INSERT INTO findings VALUES (4, 1, 'high', 'f', 'o', 20000, 20001);"
        "INSERT INTO run_notes VALUES (4, 1, 12, 's', 'bo', 'note');"
        "INSERT INTO run_people VALUES (4, 1, 'ana'), (4, 2, 'bo');",
        diags));
}

START_TEST(version_2_keeps_its_rows)
{
    put_version_2();
    g_autofree char *before =
        ask_sqlite("old.db", "SELECT id, kind, outcome, plan, version, commit_id, exercise,"
                             " incident, runbook, runbook_hash, script, title, operator, host,"
                             " declared, decided, started, ended, service_back, verified,"
                             " recovered_to, evidence FROM runs ORDER BY number;"
                             "SELECT position, step, attempt, started, ended, outcome, undone,"
                             " exit_status, done_by, note, output, output_hash FROM run_steps;"
                             "SELECT severity, text, owner, due, closed FROM findings;"
                             "SELECT at, step, done_by, text FROM run_notes;"
                             "SELECT name FROM run_people;"
                             "SELECT * FROM evidence ORDER BY sha256");
    history_close(open_named("old.db", HISTORY_WRITE));
    g_autofree char *after =
        ask_sqlite("old.db", "SELECT id, runs.kind, outcome, plan, version, commit_id, exercise,"
                             " incident, runbook, runbook_hash, script, title, operator, host,"
                             " declared, decided, started, ended, service_back, verified,"
                             " recovered_to, evidence FROM runs JOIN records ON seq = record"
                             " ORDER BY record;"
                             "SELECT position, step, attempt, started, ended, outcome, undone,"
                             " exit_status, done_by, note, output, output_hash FROM run_steps;"
                             "SELECT severity, text, owner, due, closed FROM findings;"
                             "SELECT at, step, done_by, text FROM run_notes;"
                             "SELECT name FROM run_people;"
                             "SELECT sha256, name, format FROM evidence ORDER BY sha256");
    ck_assert_ptr_nonnull(strstr(before, "old|incident|failed|p|v|c|e|i|b|"));
    ck_assert_str_eq(before, after);
    assert_sqlite("old.db",
                  "SELECT seq, kind, length(head) FROM records; PRAGMA foreign_key_check;"
                  "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB '*_[12]'",
                  "1|file|32\n2|run|32\n3|file|32\n4|run|32\n5|file|32\n");
}
END_TEST

/* What is carried over gets the key that it would get if it were recorded now. */
START_TEST(carried_over_is_the_same)
{
    put_version_2();
    g_autoptr(History) old = open_named("old.db", HISTORY_WRITE);
    g_autoptr(History) again = open_named("new.db", HISTORY_WRITE);
    g_autoptr(RunSet) set = load(old, &all_days);
    ck_assert_uint_eq(set->count, 2);
    for (size_t i = 0; i < set->count; i++) {
        EvidenceRun run = {.run = set->runs[i]};
        Evidence evidence = {.runs = &run, .n_runs = 1};
        Recorded recorded;
        ck_assert(store(again, run.run.id, &evidence, &recorded));
    }
    static const char keys[] = "SELECT key FROM records WHERE kind = 'run' ORDER BY key";
    g_autofree char *first = ask_sqlite("old.db", keys);
    assert_sqlite("new.db", keys, first);
}
END_TEST

/* Nothing is sealed behind a row that is not sound. */
START_TEST(last_record_is_looked_at)
{
    static const char *const edits[] = {
        "DROP TRIGGER run_steps_not_changed; UPDATE run_steps SET exit_status = 1",
        "DROP TRIGGER run_notes_not_deleted; DELETE FROM run_notes",
        "DROP TRIGGER runs_not_changed; UPDATE runs SET host = 'other'",
        "DROP TRIGGER records_not_changed; UPDATE records SET head = zeroblob(32)",
        "DROP TRIGGER records_not_changed; UPDATE records SET key = '" DIGITS "' WHERE seq = 2",
    };
    static const char *const rows[] = {"run_steps 1, run 'one'", "run_people 1, run 'one'",
                                       "runs, run 'one'", "records, run 'one'",
                                       "records, run 'one'"};
    History *history = open_named("a.db", HISTORY_WRITE);
    record_run(history, "one", "p", "2026-08-07");
    history_close(history);
    assert_sqlite("a.db", edits[_i], "");
    g_autofree char *path = g_build_filename(folder, "a.db", NULL);
    ck_assert_ptr_null(history_open(path, HISTORY_WRITE, diags));
    ck_assert_str_eq(last_rule(), "history-broken");
    g_autofree char *expected =
        g_strdup_printf("record 2 is not as it was sealed: first broken row: %s", rows[_i]);
    ck_assert_str_eq(diags_at(diags, 0)->text, expected);
}
END_TEST

static Suite *suite_records(void)
{
    const struct {
        const TTest *test;
        int times;
    } tests[] = {
        {acts_come_back, 1},
        {what_is_known_is_not_added_again, 1},
        {new_members_of_runs_come_back, 1},
        {only_what_is_asked_for, 1},
        {steps_of_the_newest, 1},
        {head_of_nothing, 1},
        {rows_are_only_added, 1},
        {longest_log_counts, 6},
        {many_files_together, 1},
        {version_2_keeps_its_rows, 1},
        {carried_over_is_the_same, 1},
        {last_record_is_looked_at, 5},
    };
    Suite *suite = suite_create("records");
    TCase *tcase = tcase_create("records");
    tcase_set_timeout(tcase, 30);
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
        tcase_add_loop_test(tcase, tests[i].test, 0, tests[i].times);
    suite_add_tcase(suite, tcase);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(suite_records());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
