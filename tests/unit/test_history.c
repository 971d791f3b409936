#include "base/file.h"
#include "history/database.h"
#include "history/evidence.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define RESTORE_LOG "tests/golden/evidence/restore.log"
#define BEGIN "redbinder-log 1\n2026-08-14T09:00:00Z\trun-begin\trun=r1\tplan=docs\n"
#define END "2026-08-14T10:00:00Z\trun-end\toutcome=passed\n"

static char folder[] = "/tmp/redbinder-history-XXXXXX";
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

START_TEST(rules_are_sorted)
{
    for (size_t i = 0; history_rules[i] != NULL; i++) {
        const Rule *rule = history_rules[i];
        ck_assert(i == 0 || strcmp(history_rules[i - 1]->id, rule->id) < 0);
        ck_assert(*rule->summary != '\0' && *rule->remedy != '\0');
        ck_assert(g_str_has_prefix(rule->id, "evidence-") ||
                  g_str_has_prefix(rule->id, "history-") ||
                  g_str_has_prefix(rule->id, "system-history"));
    }
}
END_TEST

START_TEST(round_trip)
{
    g_autoptr(History) history = open_history(HISTORY_WRITE);
    Recorded recorded;
    ck_assert(record(history, RESTORE_LOG, &recorded));
    ck_assert(!recorded.known_before);
    ck_assert_uint_eq(recorded.n_runs, 1);
    ck_assert_uint_eq(recorded.n_steps, 2);
    ck_assert_uint_eq(recorded.n_findings, 1);
    ck_assert_str_eq(recorded.format, "run log");
    ck_assert(record(history, "tests/golden/evidence/pytest.xml", &recorded));
    ck_assert_str_eq(recorded.format, "JUnit XML");

    g_autoptr(RunSet) set = runs_until(history, "2026-12-31");
    ck_assert_uint_eq(set->count, 2);
    ck_assert_str_eq(set->runs[0].evidence, "pytest.xml");
    const Run *run = &set->runs[1];
    ck_assert_str_eq(run->id, "docs-2026-08-14");
    ck_assert_int_eq(run->kind, RUN_DRILL);
    ck_assert_int_eq(run->outcome, RUN_PASSED);
    ck_assert_str_eq(run->plan, "ai-docs-assistant");
    ck_assert_str_eq(run->runbook, "restore-database");
    ck_assert_uint_eq(strlen(run->runbook_hash), 64);
    ck_assert_uint_eq(strlen(run->evidence_hash), 64);
    ck_assert_ptr_null(run->incident);
    ck_assert_ptr_null(run->title);
    ck_assert_int_eq(run_measured_rto(run), 55 * 60);
    ck_assert_int_eq(run_measured_rpo(run), 25 * 60);
    ck_assert_uint_eq(run->n_steps, 2);
    ck_assert_str_eq(run->steps[0].id, "pick-backup");
    ck_assert_int_eq(run->steps[0].exit_status, 0);
    ck_assert_int_eq(run->steps[1].exit_status, -1);
    ck_assert_int_eq(run->steps[1].started.seconds, MOMENT_ABSENT);
    ck_assert_uint_eq(run->n_findings, 1);
    char day[DATE_TEXT_SIZE];
    ck_assert_str_eq(date_format(run->findings[0].due, day), "2026-09-30");
    ck_assert_int_eq(run->findings[0].closed.days, INT32_MIN);
    assert_sqlite("SELECT text FROM run_notes", "the vendor was called\n");
}
END_TEST

#define DIGITS "00000000000000000000000000000000000000000000000000000000000000ff"
#define FULL_LOG                                                                                   \
    "redbinder-log 1\n"                                                                            \
    "2026-01-02T00:00:01Z\trun-begin\trun=r\tplan=p\trunbook=b\tkind=incident\texercise=e\t"       \
    "incident=i\ttitle=t\toperator=o\tversion=1.2\tcommit=0abc\thost=h\tscript=intact\tmono=7\t"   \
    "hash=" DIGITS "\n"                                                                            \
    "2026-01-02T00:00:02Z\tdeclared\tat=2026-01-01T23:59:00Z\n"                                    \
    "2026-01-02T00:00:02Z\tdecided\tat=2026-01-01T23:59:30Z\n"                                     \
    "2026-01-02T00:00:03Z\tstarted\tat=2026-01-01T23:59:50Z\n"                                     \
    "2026-01-02T00:00:03Z\tstep-begin\tstep=s1\n"                                                  \
    "2026-01-02T00:00:04Z\tstep-end\tstep=s1\toutcome=failed\tstatus=3\tby=x\tnote=n\tattempt=2\t" \
    "output=l.d/01-s1.out\toutput-hash=" DIGITS "\n"                                               \
    "2026-01-02T00:00:04Z\tdecided\tstep=s1\tanswer=calm\tgo=s2/a\n"                               \
    "2026-01-02T00:00:04Z\thandover\tto=y\n"                                                       \
    "2026-01-02T00:00:05Z\tstep-end\tstep=s2/a\toutcome=passed\n"                                  \
    "2026-01-02T00:00:05Z\trollback-begin\tstep=s2/a\n"                                            \
    "2026-01-02T00:00:05Z\trollback-end\tstep=s2/a\toutcome=passed\tstatus=0\n"                    \
    "2026-01-02T00:00:06Z\tservice-back\n"                                                         \
    "2026-01-02T00:00:06Z\tverified\n"                                                             \
    "2026-01-02T00:00:07Z\trecovered-to\tat=1900-01-01T00:00:00+14:00\n"                           \
    "2026-01-02T00:00:08Z\tfinding\ttext=f1\tseverity=critical\towner=w\tdue=2026-02-01\t"         \
    "closed=2026-02-02\n"                                                                          \
    "2026-01-02T00:00:09Z\tfinding\ttext=f2\n"                                                     \
    "2026-01-02T00:00:09Z\tnote\ttext=t\tstep=s1\tby=z\n"                                          \
    "2026-01-02T00:00:10Z\trun-end\toutcome=failed\tstatus=1\n"

static void assert_same_steps(const Run *a, const Run *b)
{
    ck_assert_uint_eq(a->n_steps, b->n_steps);
    for (size_t i = 0; i < a->n_steps; i++) {
        ck_assert_str_eq(a->steps[i].id, b->steps[i].id);
        ck_assert_int_eq(a->steps[i].started.seconds, b->steps[i].started.seconds);
        ck_assert_int_eq(a->steps[i].ended.seconds, b->steps[i].ended.seconds);
        ck_assert_int_eq(a->steps[i].outcome, b->steps[i].outcome);
        ck_assert_int_eq(a->steps[i].exit_status, b->steps[i].exit_status);
        ck_assert_pstr_eq(a->steps[i].by, b->steps[i].by);
        ck_assert_pstr_eq(a->steps[i].note, b->steps[i].note);
        ck_assert_int_eq(a->steps[i].attempt, b->steps[i].attempt);
        ck_assert_int_eq(a->steps[i].undone, b->steps[i].undone);
        ck_assert_pstr_eq(a->steps[i].output, b->steps[i].output);
        ck_assert_pstr_eq(a->steps[i].output_hash, b->steps[i].output_hash);
    }
}

static void assert_same_findings(const Run *a, const Run *b)
{
    ck_assert_uint_eq(a->n_findings, b->n_findings);
    for (size_t i = 0; i < a->n_findings; i++) {
        ck_assert_pstr_eq(a->findings[i].severity, b->findings[i].severity);
        ck_assert_str_eq(a->findings[i].text, b->findings[i].text);
        ck_assert_pstr_eq(a->findings[i].owner, b->findings[i].owner);
        ck_assert_int_eq(a->findings[i].due.days, b->findings[i].due.days);
        ck_assert_int_eq(a->findings[i].closed.days, b->findings[i].closed.days);
    }
}

static void assert_same_notes(const Run *a, const Run *b)
{
    ck_assert_uint_eq(a->n_notes, b->n_notes);
    for (size_t i = 0; i < a->n_notes; i++) {
        ck_assert_int_eq(a->notes[i].at.seconds, b->notes[i].at.seconds);
        ck_assert_pstr_eq(a->notes[i].step, b->notes[i].step);
        ck_assert_pstr_eq(a->notes[i].by, b->notes[i].by);
        ck_assert_str_eq(a->notes[i].text, b->notes[i].text);
    }
    ck_assert_uint_eq(a->n_people, b->n_people);
    for (size_t i = 0; i < a->n_people; i++)
        ck_assert_str_eq(a->people[i].name, b->people[i].name);
}

static void assert_same_run(const Run *a, const Run *b)
{
    ck_assert_str_eq(a->id, b->id);
    ck_assert_int_eq(a->kind, b->kind);
    ck_assert_int_eq(a->outcome, b->outcome);
    ck_assert_str_eq(a->plan, b->plan);
    ck_assert_pstr_eq(a->exercise, b->exercise);
    ck_assert_pstr_eq(a->incident, b->incident);
    ck_assert_pstr_eq(a->runbook, b->runbook);
    ck_assert_pstr_eq(a->runbook_hash, b->runbook_hash);
    ck_assert_pstr_eq(a->title, b->title);
    ck_assert_pstr_eq(a->operator_name, b->operator_name);
    ck_assert_pstr_eq(a->version, b->version);
    ck_assert_pstr_eq(a->commit, b->commit);
    ck_assert_pstr_eq(a->host, b->host);
    ck_assert_int_eq(a->script, b->script);
    ck_assert_int_eq(a->declared.seconds, b->declared.seconds);
    ck_assert_int_eq(a->decided.seconds, b->decided.seconds);
    ck_assert_int_eq(a->verified.seconds, b->verified.seconds);
    ck_assert_int_eq(a->started.seconds, b->started.seconds);
    ck_assert_int_eq(a->ended.seconds, b->ended.seconds);
    ck_assert_int_eq(a->service_back.seconds, b->service_back.seconds);
    ck_assert_int_eq(a->recovered_to.seconds, b->recovered_to.seconds);
    ck_assert_str_eq(a->evidence, b->evidence);
    ck_assert_str_eq(a->evidence_hash, b->evidence_hash);
    assert_same_steps(a, b);
    assert_same_findings(a, b);
    assert_same_notes(a, b);
}

START_TEST(every_field_comes_back)
{
    g_autoptr(History) history = open_history(HISTORY_WRITE);
    g_autofree char *path = put("full.log", FULL_LOG);
    Recorded recorded;
    ck_assert(record(history, path, &recorded));
    g_autoptr(RunSet) set = runs_until(history, "2026-12-31");
    ck_assert_uint_eq(set->count, 1);

    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, FULL_LOG, -1);
    g_autoptr(Source) source = source_new_take(path, g_strdup(FULL_LOG), strlen(FULL_LOG));
    EvidenceInput input = {source, hash, &(EvidenceHints){0}};
    g_autoptr(Evidence) evidence = evidence_read(&input, EVIDENCE_RUN_LOG, diags);
    ck_assert_ptr_nonnull(evidence);
    assert_same_run(&set->runs[0], &evidence->runs[0].run);

    const Run *run = &set->runs[0];
    ck_assert_int_eq(run->script, SCRIPT_INTACT);
    ck_assert_str_eq(run->commit, "0abc");
    ck_assert_int_eq(run->declared.seconds - run->decided.seconds, -30);
    ck_assert_int_eq(run->started.seconds - run->decided.seconds, 20);
    ck_assert_int_eq(run_measured_wrt(run), 0);
    ck_assert_int_eq(run->steps[0].attempt, 2);
    ck_assert(!run->steps[0].undone && run->steps[1].undone);
    ck_assert_str_eq(run->steps[1].by, "y");
    ck_assert_uint_eq(run->n_people, 4);
    ck_assert_str_eq(run->people[0].name, "o");
    ck_assert_str_eq(run->people[3].name, "z");
    ck_assert_uint_eq(run->n_notes, 4);
    ck_assert_str_eq(run->notes[0].text, "answered 'calm', on to s2/a");
    ck_assert_str_eq(run->notes[1].text, "handed over to y");
    ck_assert_str_eq(run->notes[2].text, "undone");
    ck_assert_str_eq(run->notes[2].step, "s2/a");
}
END_TEST

/* A database of the first version, as it was left by the program of that time. */
static void put_version_1(void)
{
    const Migrations first = {.steps = history_migrations.steps, .count = 1};
    History *history = database_open(database, HISTORY_WRITE, &first, diags);
    ck_assert_ptr_nonnull(history);
    ck_assert(database_execute(
        history,
        "INSERT INTO evidence VALUES ('" DIGITS "', 'old.log', 'run-log');"
        "INSERT INTO runs VALUES (5, 'old', '" DIGITS "', 'drill', 'passed', 'p', NULL, NULL, 'b',"
        "  NULL, 'title', 'Ana', 100, 200, 900, 700, 50);"
        "INSERT INTO runs VALUES (9, 'older', '" DIGITS "', 'test', 'failed', 'p', 'e', NULL, NULL,"
        "  NULL, NULL, NULL, NULL, 100, NULL, NULL, NULL);"
        "INSERT INTO run_steps VALUES (5, 1, 's', 200, 300, 'passed', 0, 'Ana', 'a note');"
        "INSERT INTO findings VALUES (5, 1, 'low', 'too slow', 'ops', 20000, NULL);"
        "INSERT INTO run_notes VALUES (5, 1, 250, 'said');",
        diags));
    history_close(history);
}

static void assert_version_1_rows(const RunSet *set)
{
    ck_assert_uint_eq(set->count, 2);
    ck_assert_str_eq(set->runs[0].id, "older");
    ck_assert_int_eq(set->runs[0].declared.seconds, MOMENT_ABSENT);
    ck_assert_uint_eq(set->runs[0].n_people, 0);
    const Run *run = &set->runs[1];
    ck_assert_str_eq(run->id, "old");
    ck_assert_str_eq(run->evidence, "old.log");
    ck_assert_int_eq(run->script, SCRIPT_UNKNOWN);
    ck_assert_int_eq(run->decided.seconds, MOMENT_ABSENT);
    ck_assert_int_eq(run_measured_rto(run), 600);
    ck_assert_int_eq(run_measured_rpo(run), 50);
    ck_assert_uint_eq(run->n_steps, 1);
    ck_assert_str_eq(run->steps[0].note, "a note");
    ck_assert_int_eq(run->steps[0].attempt, 0);
    ck_assert_uint_eq(run->n_findings, 1);
    ck_assert_int_eq(run->findings[0].due.days, 20000);
    ck_assert_uint_eq(run->n_notes, 1);
    ck_assert_str_eq(run->notes[0].text, "said");
    ck_assert_uint_eq(run->n_people, 1);
    ck_assert_str_eq(run->people[0].name, "Ana");
}

START_TEST(version_1_keeps_its_rows)
{
    put_version_1();
    g_autoptr(History) reader = open_history(HISTORY_READ);
    g_autoptr(RunSet) seen = runs_until(reader, "2026-12-31");
    assert_version_1_rows(seen);
    assert_sqlite("PRAGMA user_version", "1\n"); /* only read: left as it was */

    g_autoptr(History) history = open_history(HISTORY_WRITE);
    g_autoptr(RunSet) set = runs_until(history, "2026-12-31");
    assert_version_1_rows(set);
    assert_sqlite("PRAGMA user_version; PRAGMA integrity_check; PRAGMA foreign_key_check;"
                  "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB '*_[12]'",
                  "3\nok\n");
    Recorded recorded;
    ck_assert(record(history, RESTORE_LOG, &recorded));
    ck_assert_uint_eq(diags_count(diags), 0);
}
END_TEST

START_TEST(as_of)
{
    g_autoptr(History) history = open_history(HISTORY_WRITE);
    Recorded recorded;
    g_autofree char *late = put("late.log", "redbinder-log 1\n"
                                            "2026-08-14T23:00:00Z\trun-begin\trun=late\tplan=docs\n"
                                            "2026-08-15T01:00:00Z\trun-end\toutcome=passed\n");
    ck_assert(record(history, late, &recorded));
    ck_assert(record(history, RESTORE_LOG, &recorded));
    g_autoptr(RunSet) before = runs_until(history, "2026-08-13");
    ck_assert_uint_eq(before->count, 0);
    g_autoptr(RunSet) same_day = runs_until(history, "2026-08-14");
    ck_assert_uint_eq(same_day->count, 1);
    ck_assert_str_eq(same_day->runs[0].id, "docs-2026-08-14");
    g_autoptr(RunSet) next_day = runs_until(history, "2026-08-15");
    ck_assert_uint_eq(next_day->count, 2);
    ck_assert_str_eq(next_day->runs[1].id, "late");
}
END_TEST

START_TEST(known_by_content)
{
    g_autoptr(History) history = open_history(HISTORY_WRITE);
    Recorded recorded;
    ck_assert(record(history, RESTORE_LOG, &recorded));
    g_autofree char *text = NULL;
    ck_assert(g_file_get_contents(RESTORE_LOG, &text, NULL, NULL));
    g_autofree char *copy = put("copy.log", text);
    ck_assert(record(history, copy, &recorded));
    ck_assert(recorded.known_before);
    ck_assert_uint_eq(recorded.n_runs, 0);
    ck_assert_str_eq(recorded.format, "run log");
    ck_assert_uint_eq(diags_count(diags), 0);
    assert_sqlite("SELECT count(*) FROM runs", "1\n");

    /* other bytes that say the same: one more file of evidence, and no more runs */
    g_autofree char *commented = g_strconcat(text, "# looked at\n", NULL);
    g_autofree char *same = put("same.log", commented);
    ck_assert(record(history, same, &recorded));
    ck_assert(!recorded.known_before);
    ck_assert_uint_eq(recorded.n_runs, 0);
    ck_assert_uint_eq(recorded.n_known, 1);
    assert_sqlite("SELECT count(*) FROM runs", "1\n");

    g_autoptr(GString) changed = g_string_new(text);
    ck_assert_uint_eq(g_string_replace(changed, "vendor was called", "vendor was asked", 0), 1);
    g_autofree char *other = put("other.log", changed->str);
    ck_assert(!record(history, other, &recorded));
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert_str_eq(diags_at(diags, 0)->rule->id, "evidence-run-known");
    ck_assert_str_eq(diags_at(diags, 0)->text, "run 'docs-2026-08-14' is in the history already, "
                                               "from 'restore.log' with other content");
    assert_sqlite("SELECT count(*) FROM evidence", "2\n");
}
END_TEST

START_TEST(all_or_nothing)
{
    g_autoptr(History) history = open_history(HISTORY_WRITE);
    Recorded recorded;
    g_autofree char *bad = put("bad.log", BEGIN "2026-08-14T09:01:00Z\tstep-begin\tstep=a\n"
                                                "nonsense\n" END);
    ck_assert(!record(history, bad, &recorded));
    ck_assert_uint_eq(recorded.n_runs, 0);
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert_str_eq(diags_at(diags, 0)->rule->id, "evidence-malformed");
    ck_assert_str_eq(diags_at(diags, 0)->span.source->path, bad);
    assert_sqlite("SELECT (SELECT count(*) FROM evidence), (SELECT count(*) FROM runs)", "0|0\n");
    g_autofree char *good = put("bad.log", BEGIN END);
    ck_assert(record(history, good, &recorded));
}
END_TEST

/* A write that fails in the middle leaves nothing behind, as a killed program would. */
START_TEST(failure_in_the_middle)
{
    g_autoptr(History) history = open_history(HISTORY_WRITE);
    ck_assert(database_execute(history, "CREATE UNIQUE INDEX spoil ON run_steps (outcome)", diags));
    Recorded recorded;
    ck_assert(!record(history, RESTORE_LOG, &recorded));
    ck_assert_uint_eq(recorded.n_runs, 0);
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert_str_eq(diags_at(diags, 0)->rule->id, "system-history");
    assert_sqlite("SELECT (SELECT count(*) FROM evidence), (SELECT count(*) FROM runs), "
                  "(SELECT count(*) FROM run_steps)",
                  "0|0|0\n");
    ck_assert(database_execute(history, "DROP INDEX spoil", diags));
    ck_assert(record(history, RESTORE_LOG, &recorded));
}
END_TEST

START_TEST(killed_while_recording)
{
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        History *history = history_open(database, HISTORY_WRITE, diags);
        if (history != NULL && database_execute(history,
                                                "PRAGMA cache_size = 1; BEGIN IMMEDIATE;"
                                                "INSERT INTO records WITH RECURSIVE n(i) AS "
                                                "(SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT "
                                                "5000) SELECT i, 'file', printf('%064d', i), NULL,"
                                                " NULL, zeroblob(32), zeroblob(32) FROM n",
                                                diags))
            _exit(7); /* with half of it written to the file already */
        _exit(1);
    }
    int status = 0;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 7);
    history_close(open_history(_i == 0 ? HISTORY_READ : HISTORY_WRITE));
    assert_sqlite("SELECT count(*) FROM records", "0\n");
    assert_sqlite("PRAGMA integrity_check", "ok\n");
}
END_TEST

START_TEST(hostile_text_is_data)
{
    g_autoptr(History) history = open_history(HISTORY_WRITE);
    Recorded recorded;
    g_autofree char *hostile =
        put("it's; DROP TABLE runs.log",
            "redbinder-log 1\n"
            "2026-08-14T09:00:00Z\trun-begin\trun='); DROP TABLE runs; --\tplan=docs\n"
            "2026-08-14T09:01:00Z\tfinding\ttext=<script>%n</script>\n" END);
    ck_assert(record(history, hostile, &recorded));
    g_autoptr(RunSet) set = runs_until(history, "2026-12-31");
    ck_assert_str_eq(set->runs[0].id, "'); DROP TABLE runs; --");
    ck_assert_str_eq(set->runs[0].evidence, "it's; DROP TABLE runs.log");
    ck_assert_str_eq(set->runs[0].findings[0].text, "<script>%n</script>");
}
END_TEST

START_TEST(not_evidence)
{
    g_autoptr(History) history = open_history(HISTORY_WRITE);
    Recorded recorded;
    g_autofree char *prose = put("prose.txt", "Dear diary\n");
    g_autofree char *empty = put("empty.xml", "\n");
    ck_assert(!record(history, prose, &recorded));
    ck_assert(!record(history, empty, &recorded));
    ck_assert(!record(history, folder, &recorded));
    ck_assert(!record(history, "/nonexistent/file.log", &recorded));
    ck_assert_uint_eq(diags_count(diags), 4);
    ck_assert_str_eq(diags_at(diags, 0)->rule->id, "evidence-format");
    ck_assert_str_eq(diags_at(diags, 1)->rule->id, "evidence-empty");
    ck_assert_str_eq(diags_at(diags, 2)->rule->id, "system-read");
    ck_assert_str_eq(diags_at(diags, 3)->rule->id, "system-read");
}
END_TEST

START_TEST(size_limit)
{
    g_autoptr(History) history = open_history(HISTORY_WRITE);
    g_autofree char *path = put("huge.log", BEGIN);
    ck_assert_int_eq(truncate(path, 16 * 1024 * 1024 + 1), 0);
    Recorded recorded;
    ck_assert(!record(history, path, &recorded));
    ck_assert_str_eq(diags_at(diags, 0)->rule->id, "system-read");
}
END_TEST

/* Changes rows as somebody would who knows how. */
static void edit(const char *sql)
{
    g_autofree char *all = g_strconcat("DROP TRIGGER runs_not_changed;"
                                       "DROP TRIGGER run_steps_not_changed;"
                                       "DROP TRIGGER findings_not_changed;"
                                       "PRAGMA ignore_check_constraints = 1; ",
                                       sql, NULL);
    assert_sqlite(all, "");
}

START_TEST(rows_that_do_not_fit)
{
    static const char *const edits[] = {
        "UPDATE runs SET started = 9000000000000000",
        "UPDATE runs SET kind = 'rehearsal'",
        "UPDATE run_steps SET outcome = ''",
        "UPDATE findings SET due = 99999999",
    };
    History *history = open_history(HISTORY_WRITE);
    Recorded recorded;
    ck_assert(record(history, RESTORE_LOG, &recorded));
    history_close(history);
    edit(edits[_i]);
    g_autoptr(History) reader = open_history(HISTORY_READ);
    g_autoptr(RunSet) set = history_runs(reader, &all_days, diags);
    /* a start beyond every day is in no range: not an error, but not a run either */
    ck_assert_uint_eq(set->count, 0);
    ck_assert_uint_eq(diags_count(diags), _i == 0 ? 0 : 1);
    if (_i > 0)
        ck_assert_str_eq(diags_at(diags, 0)->rule->id, "system-history-damaged");
}
END_TEST

START_TEST(edited_text_is_made_plain)
{
    History *history = open_history(HISTORY_WRITE);
    Recorded recorded;
    ck_assert(record(history, RESTORE_LOG, &recorded));
    history_close(history);
    edit("UPDATE runs SET title = 'a' || char(27) || '[31m' || CAST(x'FF' AS TEXT)");
    g_autoptr(History) reader = open_history(HISTORY_READ);
    g_autoptr(RunSet) set = runs_until(reader, "2026-12-31");
    ck_assert_str_eq(set->runs[0].title, "a [31m\xEF\xBF\xBD");
}
END_TEST

/* What the sqlite3 program thinks of our file, and how it would look things up. */
START_TEST(outside_reader)
{
    g_autoptr(History) history = open_history(HISTORY_WRITE);
    Recorded recorded;
    ck_assert(record(history, RESTORE_LOG, &recorded));
    ck_assert(record(history, "tests/golden/evidence/gotestsum.xml", &recorded));
    assert_sqlite("PRAGMA integrity_check; PRAGMA foreign_key_check", "ok\n");
    assert_sqlite("SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND strict = 0 "
                  "AND name NOT LIKE 'sqlite%'",
                  "0\n");
    ck_assert(!database_execute(history,
                                "INSERT INTO run_steps (record, position, step, outcome, undone, "
                                "seal) VALUES (99, 1, 'x', 'passed', 0, zeroblob(32))",
                                diags)); /* foreign keys are on */
}
END_TEST

/* Same evidence, same rows: nothing of the moment of recording is kept. */
START_TEST(same_rows_from_same_evidence)
{
    for (int i = 0; i < 2; i++) {
        g_snprintf(database, sizeof database, "%s/%d.db", folder, i);
        g_autoptr(History) history = open_history(HISTORY_WRITE);
        Recorded recorded;
        ck_assert(record(history, RESTORE_LOG, &recorded));
    }
    g_autofree char *sql =
        g_strdup_printf("ATTACH '%s/0.db' AS o; "
                        "SELECT * FROM runs EXCEPT SELECT * FROM o.runs; "
                        "SELECT * FROM evidence EXCEPT SELECT * FROM o.evidence; "
                        "SELECT * FROM records EXCEPT SELECT * FROM o.records",
                        folder);
    assert_sqlite(sql, "");
}
END_TEST

/* A log that was recorded when its run broke off, and once more when that had been resumed. */
START_TEST(longer_log_of_a_run)
{
    static const char first[] = BEGIN "2026-08-14T09:01:00Z\tnote\ttext=a\n"
                                      "2026-08-14T09:02:00Z\trun-end\toutcome=aborted\n";
    g_autofree char *whole =
        g_strdup_printf("%s2026-08-14T09:03:00Z\tresumed\toperator=Bo\n%s", first, END);
    g_autofree char *other = g_strdup_printf("%s# another end\n" END, BEGIN);
    g_autoptr(History) history = open_history(HISTORY_WRITE);
    g_autofree char *short_log = put("short.log", first);
    g_autofree char *long_log = put("long.log", whole);
    g_autofree char *other_log = put("other.log", other);
    Recorded recorded;
    ck_assert(record(history, short_log, &recorded));
    ck_assert(record(history, long_log, &recorded));
    ck_assert_uint_eq(diags_count(diags), 0);
    g_autoptr(RunSet) set = history_runs(history, &all_days, diags);
    ck_assert_uint_eq(set->count, 1);
    ck_assert_int_eq(set->runs[0].outcome, RUN_PASSED);
    ck_assert_uint_eq(set->runs[0].n_notes, 2);
    ck_assert_str_eq(set->runs[0].evidence, "long.log");
    ck_assert(record(history, short_log, &recorded) && recorded.known_before);
    ck_assert(record(history, long_log, &recorded) && recorded.known_before);
    ck_assert(!record(history, other_log, &recorded));
    ck_assert_str_eq(diags_at(diags, diags_count(diags) - 1)->rule->id, "evidence-run-known");
    assert_sqlite("SELECT count(*) FROM run_notes; PRAGMA foreign_key_check", "3\n");
}
END_TEST

/* LINES, each ended by '\n', with the values that seal them. Owned. */
static char *sealed(const char *lines)
{
    g_auto(GStrv) all = g_strsplit(lines, "\n", -1);
    g_autoptr(GString) log = g_string_new("redbinder-log 1\n");
    g_autofree char *value = g_strdup("");
    for (size_t i = 1; all[i] != NULL && *all[i] != '\0'; i++) {
        g_autofree char *covered = g_strconcat(value, "\n", all[i], "\n", NULL);
        g_free(value);
        value = g_compute_checksum_for_string(G_CHECKSUM_SHA256, covered, -1);
        g_string_append_printf(log, "%s\tchain=%s\n", all[i], value);
    }
    return g_strdup(log->str);
}

/* A run that was recorded when it had broken off, and goes on: its seal holds all along. */
START_TEST(longer_log_of_a_sealed_run)
{
    static const char first[] = BEGIN "2026-08-14T09:02:00Z\trun-end\toutcome=aborted\n";
    g_autofree char *more = g_strconcat(first, "2026-08-14T09:03:00Z\tresumed\n", END, NULL);
    g_autofree char *short_text = sealed(first);
    g_autofree char *long_text = sealed(more);
    g_autofree char *tail = g_strdup(long_text + strlen(short_text));
    g_autofree char *changed = g_strconcat(
        short_text, "2026-08-14T09:03:00Z\tresumed\toperator=me\n", strchr(tail, '\n') + 1, NULL);
    g_autoptr(History) history = open_history(HISTORY_WRITE);
    g_autofree char *short_log = put("short.log", short_text);
    g_autofree char *changed_log = put("changed.log", changed);
    g_autofree char *long_log = put("long.log", long_text);
    Recorded recorded;
    ck_assert(record(history, short_log, &recorded) && recorded.seal == LOG_SEALED);
    ck_assert(!record(history, changed_log, &recorded));
    assert_sqlite("SELECT outcome FROM runs", "aborted\n");
    ck_assert(record(history, long_log, &recorded));
    ck_assert(recorded.is_log && recorded.seal == LOG_SEALED);
    assert_sqlite("SELECT outcome, log_seal FROM runs ORDER BY record",
                  "aborted|whole\npassed|whole\n");
    static const HistoryScope all = {.as_of = {30000}, .from = {INT32_MIN}};
    g_autoptr(RunSet) set = history_runs(history, &all, diags);
    ck_assert_uint_eq(set->count, 1);
    ck_assert_int_eq(set->runs[0].outcome, RUN_PASSED);
    ck_assert_int_eq(set->runs[0].seal, LOG_SEALED);
}
END_TEST

START_TEST(seals_are_told)
{
    g_autofree char *open = sealed(BEGIN);
    g_autofree char *open_text = g_strconcat(open, END, NULL);
    g_autofree char *broken = sealed(BEGIN END);
    strstr(broken, "run=r1")[5] = '3';
    g_autofree char *bare = g_strdup(BEGIN END);
    strstr(bare, "run=r1")[5] = '2';
    g_autoptr(History) history = open_history(HISTORY_WRITE);
    g_autofree char *bare_log = put("bare.log", bare);
    g_autofree char *open_log = put("open.log", open_text);
    g_autofree char *broken_log = put("broken.log", broken);
    Recorded recorded;
    ck_assert(!record(history, broken_log, &recorded));
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert_str_eq(diags_at(diags, 0)->rule->id, "evidence-seal-broken");
    assert_sqlite("SELECT count(*) FROM evidence", "0\n");
    ck_assert(record(history, bare_log, &recorded));
    ck_assert(recorded.is_log && recorded.seal == LOG_NOT_SEALED);
    ck_assert(record(history, open_log, &recorded));
    ck_assert(recorded.is_log && recorded.seal == LOG_SEALED_PARTLY);
}
END_TEST

static Suite *suite_history(void)
{
    const struct {
        const TTest *test;
        int times;
    } tests[] = {
        {rules_are_sorted, 1},
        {round_trip, 1},
        {every_field_comes_back, 1},
        {version_1_keeps_its_rows, 1},
        {as_of, 1},
        {known_by_content, 1},
        {longer_log_of_a_run, 1},
        {longer_log_of_a_sealed_run, 1},
        {seals_are_told, 1},
        {all_or_nothing, 1},
        {failure_in_the_middle, 1},
        {killed_while_recording, 2},
        {hostile_text_is_data, 1},
        {not_evidence, 1},
        {size_limit, 1},
        {rows_that_do_not_fit, 4},
        {edited_text_is_made_plain, 1},
        {outside_reader, 1},
        {same_rows_from_same_evidence, 1},
    };
    Suite *suite = suite_create("history");
    TCase *tcase = tcase_create("history");
    tcase_set_timeout(tcase, 30);
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
        tcase_add_loop_test(tcase, tests[i].test, 0, tests[i].times);
    suite_add_tcase(suite, tcase);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(suite_history());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
