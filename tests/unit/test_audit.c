#include "history/export.h"
#include "history/listing.h"
#include "history/merge.h"
#include "history/verify.h"
#include "history/withdraw.h"
#include "history_world.h"

#include <stdlib.h>

static Verified verify_named(const char *name)
{
    Verified verified;
    g_autoptr(History) history = open_named(name, HISTORY_INSPECT);
    ck_assert(history_verify(history, NULL, &verified, diags));
    return verified;
}

/* A history of a run of each of IDS, NULL at the end. */
static void put_runs(const char *name, const char *const *ids)
{
    g_autoptr(History) history = open_named(name, HISTORY_WRITE);
    for (; *ids != NULL; ids++)
        record_run(history, *ids, "p", "2026-08-07");
}

static void put_three(const char *name)
{
    put_runs(name, (const char *const[]){"one", "two", "three", NULL});
}

static bool withdraw_from(const char *name, const char *what, const char *reason)
{
    g_autoptr(History) history = open_named(name, HISTORY_WRITE);
    const Withdrawal withdrawal = {.by = "ana", .reason = reason, .date = {20700}};
    return history_withdraw(history, what, &withdrawal, diags);
}

/* "one,three": the ids of the runs that count; owned. */
static char *counting(const char *name)
{
    g_autoptr(History) history = open_named(name, HISTORY_INSPECT);
    g_autoptr(RunSet) set = history_runs(history, &all_days, diags);
    g_autoptr(GString) ids = g_string_new(NULL);
    for (size_t i = 0; i < set->count; i++)
        g_string_append_printf(ids, "%s%s", i == 0 ? "" : ",", set->runs[i].id);
    return g_string_free(g_steal_pointer(&ids), FALSE);
}

static void assert_counting(const char *name, const char *expected)
{
    g_autofree char *ids = counting(name);
    ck_assert_str_eq(ids, expected);
}

START_TEST(sound_history)
{
    put_three("a.db");
    Verified verified = verify_named("a.db");
    ck_assert_uint_eq(verified.records, 6);
    /* a file: its record and itself; a run: its record, itself, step, finding, note, person */
    ck_assert_uint_eq(verified.rows, 3 * (2 + 6));
    g_autoptr(History) history = open_named("a.db", HISTORY_INSPECT);
    g_autoptr(RunSet) set = history_runs(history, &all_days, diags);
    ck_assert_str_eq(set->head, verified.head);
    Verified none = {0};
    g_autoptr(History) empty = open_named("none.db", HISTORY_READ);
    ck_assert(history_verify(empty, NULL, &none, diags));
    ck_assert_str_eq(none.head, "");
}
END_TEST

/* What somebody does to the second run of three, and the row that is named. */
static const struct {
    const char *sql, *said;
} breaks[] = {
    {"DROP TRIGGER run_steps_not_changed; UPDATE run_steps SET exit_status = 1 WHERE record = 4",
     "record 4 is not as it was sealed: first broken row: run_steps 1, run 'two'"},
    {"DROP TRIGGER findings_not_changed; UPDATE findings SET closed = 20700 WHERE record = 4",
     "record 4 is not as it was sealed: first broken row: findings 1, run 'two'"},
    {"DROP TRIGGER run_people_not_changed; UPDATE run_people SET name = 'bo' WHERE record = 4",
     "record 4 is not as it was sealed: first broken row: run_people 1, run 'two'"},
    {"DROP TRIGGER runs_not_changed; UPDATE runs SET outcome = 'failed' WHERE record = 4",
     "record 4 is not as it was sealed: first broken row: runs, run 'two'"},
    {"DROP TRIGGER runs_not_changed; UPDATE runs SET plan = CAST(x'FF' AS TEXT) WHERE record = 4",
     "record 4 is not as it was sealed: first broken row: runs, run 'two'"},
    {"DROP TRIGGER runs_not_changed; UPDATE runs SET title = 'a' || char(0) || 'b'"
     " WHERE record = 4",
     "record 4 is not as it was sealed: first broken row: runs, run 'two'"},
    {"DROP TRIGGER run_steps_not_changed; UPDATE run_steps SET position = 2 WHERE record = 4",
     "record 4 is not as it was sealed: first broken row: run_steps 2, run 'two'"},
    {"DROP TRIGGER run_steps_not_deleted; DELETE FROM run_steps WHERE record = 4",
     "record 4 is not as it was sealed: first broken row: findings 1, run 'two'"},
    {"DROP TRIGGER runs_not_deleted; DELETE FROM runs WHERE record = 4",
     "record 4 is not as it was sealed: first broken row: run_steps 1"},
    {"INSERT INTO run_steps (record, position, step, outcome, undone, seal)"
     " VALUES (4, 2, 'x', 'passed', 0, zeroblob(32))",
     "record 4 is not as it was sealed: first broken row: run_steps 2, run 'two'"},
    {"INSERT INTO run_steps (record, position, step, outcome, undone, seal)"
     " VALUES (3, 7, 'x', 'passed', 0, zeroblob(32))",
     "a row too many: run_steps 7 of record 3"},
    {"INSERT INTO acts (record, kind, date, passed, seal) VALUES (99, 'review', 1, 1,"
     " zeroblob(32))",
     "a row too many: acts 1 of record 99"},
    {"DROP TRIGGER records_not_deleted; DELETE FROM records WHERE seq = 4", "record 4 is missing"},
    {"DROP TRIGGER records_not_changed; UPDATE records SET evidence = NULL WHERE seq = 4",
     "record 4 is not as it was sealed: first broken row: records, run 'two'"},
    {"DROP TRIGGER records_not_changed; UPDATE records SET kind = 'act' WHERE seq = 4",
     "record 4 is not as it was sealed: first broken row: records"},
    {"DROP TRIGGER records_not_changed; UPDATE records SET head = zeroblob(32) WHERE seq = 4",
     "record 4 is not as it was sealed: first broken row: records, run 'two'"},
    {"DROP TRIGGER evidence_not_changed; UPDATE evidence SET name = 'x' WHERE record = 3",
     "record 3 is not as it was sealed: first broken row: evidence"},
    {"INSERT INTO records SELECT 9, kind, replace(key, '0', 'f'), evidence, corrects, seal, head"
     " FROM records WHERE seq = 4",
     "record 7 is missing"},
};

START_TEST(broken_rows_are_named)
{
    put_three("a.db");
    g_autofree char *sql = g_strconcat("PRAGMA foreign_keys = 0; ", breaks[_i].sql, NULL);
    assert_sqlite("a.db", sql, "");
    g_autoptr(History) history = open_named("a.db", HISTORY_INSPECT);
    Verified verified;
    ck_assert(!history_verify(history, NULL, &verified, diags));
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert_str_eq(last_rule(), "history-broken");
    ck_assert_str_eq(diags_at(diags, 0)->text, breaks[_i].said);
}
END_TEST

/* A history that was cut back is sound in itself; the head that a report printed tells. */
START_TEST(head_pins_a_history)
{
    put_three("a.db");
    Verified whole = verify_named("a.db");
    put_runs("a.db", (const char *const[]){"four", NULL});
    Verified verified;
    g_autoptr(History) longer = open_named("a.db", HISTORY_INSPECT);
    ck_assert(history_verify(longer, whole.head, &verified, diags));
    g_autofree char *digits = g_strndup(whole.head, 12);
    ck_assert(history_verify(longer, digits, &verified, diags));
    put_runs("b.db", (const char *const[]){"one", "two", NULL});
    g_autoptr(History) shorter = open_named("b.db", HISTORY_INSPECT);
    ck_assert(!history_verify(shorter, digits, &verified, diags));
    ck_assert_str_eq(last_rule(), "history-broken");
}
END_TEST

static bool merge_into(const char *name, const char *const *others, size_t count, Merged *merged)
{
    g_autoptr(History) history = open_named(name, HISTORY_WRITE);
    const char *paths[4];
    for (size_t i = 0; i < count; i++)
        paths[i] = g_build_filename(folder, others[i], NULL);
    bool done = history_merge(history, paths, count, merged, diags);
    for (size_t i = 0; i < count; i++)
        g_free((char *)paths[i]);
    return done;
}

static bool merge_one(const char *name, const char *other, size_t added)
{
    Merged merged;
    bool done = merge_into(name, &other, 1, &merged);
    ck_assert(!done || merged.added == added);
    return done;
}

/* All that was said, without where and when it was taken in; owned. */
static char *contents(const char *name)
{
    return ask_sqlite(name, "SELECT key FROM records WHERE kind <> 'merge' ORDER BY key");
}

START_TEST(merge_adds_what_is_new)
{
    put_runs("a.db", (const char *const[]){"one", "two", NULL});
    put_runs("b.db", (const char *const[]){"two", "three", NULL});
    ck_assert(withdraw_from("b.db", "three", "a slip"));
    Verified b = verify_named("b.db");
    ck_assert(merge_one("a.db", "b.db", 3)); /* file, run and withdrawal */
    verify_named("a.db");
    assert_counting("a.db", "one,two");
    g_autofree char *expected = g_strdup_printf("%s|%zu\n", b.head, b.records);
    assert_sqlite("a.db", "SELECT head, records FROM merges", expected);
    g_autofree char *before = ask_sqlite("a.db", "SELECT max(seq) FROM records");
    ck_assert(merge_one("a.db", "b.db", 0));
    assert_sqlite("a.db", "SELECT max(seq) FROM records", before);

    /* both ways the same, and then there is nothing more to say */
    ck_assert(merge_one("b.db", "a.db", 2));
    ck_assert(merge_one("a.db", "b.db", 0));
    ck_assert(merge_one("b.db", "a.db", 0));
    g_autofree char *left = contents("a.db"), *right = contents("b.db");
    ck_assert_str_eq(left, right);
}
END_TEST

START_TEST(merge_of_many)
{
    static const char *const others[] = {"b.db", "c.db", "a.db"};
    put_runs("a.db", (const char *const[]){"one", NULL});
    put_runs("b.db", (const char *const[]){"two", "three", NULL});
    put_runs("c.db", (const char *const[]){"three", "four", NULL});
    Merged merged[3];
    ck_assert(merge_into("a.db", others, 3, merged));
    ck_assert_uint_eq(merged[0].added, 4);
    ck_assert_uint_eq(merged[1].added, 2);
    ck_assert_uint_eq(merged[2].added, 0);
    assert_counting("a.db", "four,one,three,two");
    assert_sqlite("a.db", "SELECT count(*) FROM merges", "2\n");
    verify_named("a.db");
}
END_TEST

#define SHORT_LOG                                                                                  \
    "redbinder-log 1\n2026-08-14T09:00:00Z\trun-begin\trun=r1\tplan=docs\n"                        \
    "2026-08-14T09:02:00Z\trun-end\toutcome=aborted\n"
#define LONG_LOG                                                                                   \
    SHORT_LOG "2026-08-14T09:03:00Z\tresumed\toperator=Bo\n"                                       \
              "2026-08-14T09:30:00Z\trun-end\toutcome=passed\n"

static void put_log(const char *name, const char *text)
{
    g_autoptr(History) history = open_named(name, HISTORY_WRITE);
    Recorded recorded;
    ck_assert(record_text(history, "r1.log", text, &recorded));
}

/* One site has the log as it was when the run broke off, the other the whole of it. */
START_TEST(merge_corrects_what_was_resumed)
{
    put_log("a.db", _i == 0 ? SHORT_LOG : LONG_LOG);
    put_log("b.db", _i == 0 ? LONG_LOG : SHORT_LOG);
    ck_assert(merge_one("a.db", "b.db", 2));
    g_autoptr(History) history = open_named("a.db", HISTORY_INSPECT);
    g_autoptr(RunSet) set = history_runs(history, &all_days, diags);
    ck_assert_uint_eq(set->count, 1);
    ck_assert_int_eq(set->runs[0].outcome, RUN_PASSED);
    /* who records both finds out the same */
    put_log("c.db", SHORT_LOG);
    put_log("c.db", LONG_LOG);
    g_autofree char *merged = contents("a.db"), *recorded = contents("c.db");
    ck_assert_str_eq(merged, recorded);
    ck_assert(merge_one("b.db", "a.db", 3));
    ck_assert(merge_one("a.db", "b.db", 0));
}
END_TEST

START_TEST(merge_refuses_other_content)
{
    put_runs("a.db", (const char *const[]){"r1", "r2", NULL});
    put_runs("b.db", (const char *const[]){"r3", NULL});
    put_log("b.db", LONG_LOG);
    g_autofree char *before = ask_sqlite("a.db", ".dump");
    ck_assert(!merge_one("a.db", "b.db", 0));
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert_str_eq(last_rule(), "history-conflict");
    const char *text = diags_at(diags, 0)->text;
    ck_assert(strstr(text, "run 'r1' has two contents") != NULL);
    g_autofree char *after = ask_sqlite("a.db", ".dump");
    ck_assert_str_eq(before, after);

    /* who withdraws the wrong one can merge */
    diags_free(diags);
    diags = diags_new();
    ck_assert(withdraw_from("a.db", "r1", "typed by hand"));
    ck_assert(merge_one("a.db", "b.db", 4));
    assert_counting("a.db", "r2,r3,r1");
}
END_TEST

START_TEST(merge_refuses_what_is_broken)
{
    put_three("a.db");
    put_runs("b.db", (const char *const[]){"four", "five", NULL});
    const char *broken = _i == 0 ? "a.db" : "b.db";
    assert_sqlite(broken,
                  "DROP TRIGGER runs_not_changed; UPDATE runs SET host = 'h' WHERE record = 2", "");
    g_autofree char *before = ask_sqlite("a.db", ".dump");
    ck_assert(!merge_one("a.db", "b.db", 0));
    ck_assert_str_eq(last_rule(), "history-broken");
    g_autofree char *after = ask_sqlite("a.db", ".dump");
    ck_assert_str_eq(before, after);
}
END_TEST

START_TEST(merge_of_what_is_not_there)
{
    put_three("a.db");
    ck_assert(!merge_one("a.db", "nothing.db", 0));
    ck_assert_str_eq(last_rule(), "system-history");
}
END_TEST

/* A withdrawn run counts no more, and again when that is withdrawn. */
START_TEST(withdrawals)
{
    put_three("a.db");
    ck_assert(withdraw_from("a.db", "two", "wrong plan"));
    assert_counting("a.db", "one,three");
    g_autofree char *key =
        ask_sqlite("a.db", "SELECT substr(key, 1, 16) FROM records WHERE kind = 'correction'");
    g_strchomp(key);
    ck_assert(withdraw_from("a.db", key, "it was right"));
    assert_counting("a.db", "one,three,two");
    ck_assert_uint_eq(diags_count(diags), 0);
    verify_named("a.db");

    /* these very words are there already; others are a new record */
    ck_assert(!withdraw_from("a.db", "two", "wrong plan"));
    ck_assert_str_eq(last_rule(), "history-record-unknown");
    diags_free(diags);
    diags = diags_new();
    ck_assert(withdraw_from("a.db", "two", "wrong plan after all"));
    assert_counting("a.db", "one,three");
}
END_TEST

START_TEST(what_cannot_be_withdrawn)
{
    put_three("a.db");
    ck_assert(withdraw_from("a.db", "one", "a slip"));
    g_autofree char *first =
        ask_sqlite("a.db", "SELECT key FROM records WHERE kind = 'correction'");
    g_strchomp(first);
    ck_assert(withdraw_from("a.db", first, "none"));
    g_autofree char *second = ask_sqlite(
        "a.db", "SELECT key FROM records WHERE kind = 'correction' ORDER BY seq DESC LIMIT 1");
    g_autofree char *file = ask_sqlite("a.db", "SELECT key FROM records WHERE seq = 1");
    const char *const names[] = {"four", g_strchomp(second), g_strchomp(file), first, "abc"};
    ck_assert(!withdraw_from("a.db", names[_i], "no"));
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert_str_eq(last_rule(), "history-record-unknown");
}
END_TEST

/* After a withdrawal, the same id can be recorded with what was right. */
START_TEST(withdrawn_and_recorded_anew)
{
    put_log("a.db", SHORT_LOG);
    ck_assert(withdraw_from("a.db", "r1", "wrong times"));
    put_runs("a.db", (const char *const[]){"r1", NULL});
    assert_counting("a.db", "r1");
}
END_TEST

START_TEST(listing)
{
    g_autoptr(History) history = open_named("a.db", HISTORY_WRITE);
    record_run(history, "one", "p", "2026-08-07"); /* day 20672 */
    record_run(history, "two", "q", "2026-08-08");
    record_run(history, "three", "p", "2026-08-09");
    const Withdrawal withdrawal = {.by = "ana", .reason = "x", .date = {20700}};
    ck_assert(history_withdraw(history, "three", &withdrawal, diags));
    const struct {
        ListFilter filter;
        size_t count;
    } cases[] = {
        {{.from = {INT32_MIN}, .to = {INT32_MAX}}, 2},
        {{.from = {INT32_MIN}, .to = {INT32_MAX}, .all = true}, 3},
        {{.from = {20673}, .to = {INT32_MAX}}, 1},
        {{.from = {INT32_MIN}, .to = {20672}}, 1},
        {{.from = {INT32_MIN}, .to = {INT32_MAX}, .plan = "q"}, 1},
        {{.from = {INT32_MIN}, .to = {INT32_MAX}, .kind = "drill"}, 2},
        {{.from = {INT32_MIN}, .to = {INT32_MAX}, .kind = "review"}, 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Listing) list = listing_new(history, &cases[i].filter, diags);
        ck_assert_msg(list->entries->len == cases[i].count, "case %zu: %u", i, list->entries->len);
    }
    g_autoptr(Listing) all = listing_new(history, &cases[1].filter, diags);
    const ListEntry *last = &g_array_index(all->entries, ListEntry, 2);
    ck_assert_str_eq(last->name, "three");
    ck_assert(!last->counts);
    ck_assert_str_eq(last->by, "ana");
    ck_assert_str_eq(last->evidence, "three.log");
    ck_assert_uint_eq(strlen(last->key), 64);
}
END_TEST

START_TEST(showing)
{
    put_three("a.db");
    ck_assert(withdraw_from("a.db", "two", "wrong \033[31mplan"));
    g_autoptr(History) history = open_named("a.db", HISTORY_INSPECT);
    g_autoptr(GString) out = g_string_new(NULL);
    ck_assert(history_show(history, "two", out, diags));
    static const char *const words[] = {"run, record 4\n",
                                        "  its SHA-256 ",
                                        "  withdrawn     wrong [31mplan (ana), 2026-09-04",
                                        "  evidence      two.log\n",
                                        "  started       2026-08-07T09:00:00Z\n",
                                        "run_steps\n    1 one  ",
                                        "  seal  "};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        ck_assert_msg(strstr(out->str, words[i]) != NULL, "no '%s' in %s", words[i], out->str);
    ck_assert(!history_show(history, "four", out, diags));
    ck_assert_str_eq(last_rule(), "history-record-unknown");
}
END_TEST

/* ---- the head that a report prints ---- */

/* Of a report up to the day AS_OF; owned. */
static char *head_of(const char *name, int32_t as_of)
{
    g_autoptr(History) history = open_named(name, HISTORY_INSPECT);
    const HistoryScope scope = {.as_of = {as_of}, .from = {INT32_MIN}};
    g_autoptr(RunSet) set = history_runs(history, &scope, diags);
    return g_strdup(set->head);
}

static void put_run(const char *name, const char *id, const char *day)
{
    g_autoptr(History) history = open_named(name, HISTORY_WRITE);
    record_run(history, id, "p", day);
}

/* What is done to the history, and whether that is of a day up to 20680, 2026-08-15. Withdrawals
 * are all of day 20700. */
START_TEST(head_of_a_day)
{
    put_run("a.db", "one", "2026-08-07");
    g_autofree char *first = head_of("a.db", 20680);
    put_run("a.db", "late", "2026-08-16");
    ck_assert(withdraw_from("a.db", "late", "x"));
    put_run("b.db", "later", "2026-08-17");
    g_autoptr(History) history = open_named("a.db", HISTORY_WRITE);
    g_autofree char *other = g_build_filename(folder, "b.db", NULL);
    Merged merged;
    ck_assert(history_merge(history, (const char *const[]){other}, 1, &merged, diags));
    g_clear_pointer(&history, history_close);
    g_autofree char *same = head_of("a.db", 20680);
    ck_assert_str_eq(same, first);
    Verified verified = verify_named("a.db");
    ck_assert_str_ne(verified.head, first);

    ck_assert(withdraw_from("a.db", "one", "x"));
    g_autofree char *without = head_of("a.db", 20680);
    ck_assert_str_ne(without, first);
    verified = verify_named("a.db");
    ck_assert_str_eq(without, verified.head);
    g_autofree char *key = ask_sqlite("a.db", "SELECT key FROM records WHERE kind = 'correction' "
                                              "ORDER BY seq DESC LIMIT 1");
    ck_assert(withdraw_from("a.db", g_strchomp(key), "it was right"));
    g_autofree char *again = head_of("a.db", 20680);
    ck_assert_str_ne(again, without);
    ck_assert_str_ne(again, first);

    put_run("a.db", "forgotten", "2026-08-01");
    g_autofree char *changed = head_of("a.db", 20680);
    verified = verify_named("a.db");
    ck_assert_str_eq(changed, verified.head);
    history = open_named("a.db", HISTORY_INSPECT);
    ck_assert(history_verify(history, first, &verified, diags));
    ck_assert(history_verify(history, without, &verified, diags));
}
END_TEST

/* ---- how the database is asked ---- */

/* For sqlite3_trace_v2: keeps the text of each statement that is run. */
static int keep_sql(unsigned event, void *data, void *statement, void *text)
{
    (void)event;
    (void)text;
    const char *sql = sqlite3_sql(statement);
    if (sql != NULL)
        g_hash_table_add(data, g_strdup(sql));
    return 0;
}

static History *open_traced(const char *name, HistoryMode mode, GHashTable *asked)
{
    History *history = open_named(name, mode);
    ck_assert_int_eq(sqlite3_trace_v2(history->db, SQLITE_TRACE_STMT, keep_sql, asked), SQLITE_OK);
    return history;
}

static bool ignore_line(void *data, const char *line, size_t length)
{
    return data == NULL && line != NULL && length > 0;
}

/* Does all that can be done with a history. */
static void do_everything(GHashTable *asked)
{
    put_log("b.db", LONG_LOG);
    g_autoptr(History) history = open_traced("a.db", HISTORY_WRITE, asked);
    Recorded recorded;
    Merged merged;
    Verified verified;
    record_run(history, "one", "p", "2026-08-07");
    ck_assert(record_text(history, "r1.log", SHORT_LOG, &recorded));
    g_autofree char *other = g_build_filename(folder, "b.db", NULL);
    ck_assert(history_merge(history, (const char *const[]){other}, 1, &merged, diags));
    const Withdrawal withdrawal = {.by = "ana", .reason = "x", .date = {20700}};
    ck_assert(history_withdraw(history, "one", &withdrawal, diags));
    const HistoryScope narrow = {.as_of = {20700}, .from = {20000}, .plan = "p"};
    g_autoptr(RunSet) all = history_runs(history, &all_days, diags);
    g_autoptr(RunSet) some = history_runs(history, &narrow, diags);
    ck_assert_uint_eq(all->count, 1);
    ck_assert_uint_eq(some->count, 0); /* withdrawn */
    const ListFilter filter = {.from = {INT32_MIN}, .to = {INT32_MAX}};
    g_autoptr(Listing) list = listing_new(history, &filter, diags);
    g_autoptr(GString) out = g_string_new(NULL);
    ck_assert(history_show(history, "one", out, diags));
    g_autofree char *key = g_strndup(g_array_index(list->entries, ListEntry, 0).key, 12);
    ck_assert(history_show(history, key, out, diags));
    ck_assert(history_export(history, ignore_line, NULL, diags));
    ck_assert(history_verify(history, NULL, &verified, diags));
    ck_assert_uint_eq(diags_count(diags), 0);
}

/* Who verifies reads all; the last record is the end of the table. */
static bool may_scan(const char *sql)
{
    return g_str_has_prefix(sql, "SELECT count(*) FROM ") ||
           g_str_has_suffix(sql, "ORDER BY seq DESC LIMIT 1");
}

/* A step of a plan that SQLite calls a SCAN reads a whole table, whatever is asked for. */
static void assert_indexed(History *history, const char *sql)
{
    g_autofree char *explain = g_strconcat("EXPLAIN QUERY PLAN ", sql, NULL);
    g_autoptr(sqlite3_stmt) plan = database_prepare(history, explain, diags);
    ck_assert_msg(plan != NULL, "%s", sql);
    bool failed = false;
    while (database_next(history, plan, &failed, diags)) {
        const char *step = (const char *)sqlite3_column_text(plan, 3);
        ck_assert_msg(!g_str_has_prefix(step, "SCAN") || may_scan(sql), "%s: %s", step, sql);
    }
}

START_TEST(questions_go_by_indices)
{
    g_autoptr(GHashTable) asked = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    do_everything(asked);
    g_autoptr(History) history = open_named("a.db", HISTORY_INSPECT);
    GHashTableIter iter;
    gpointer sql = NULL;
    size_t questions = 0;
    g_hash_table_iter_init(&iter, asked);
    while (g_hash_table_iter_next(&iter, &sql, NULL)) {
        if (!g_str_has_prefix(sql, "SELECT"))
            continue;
        assert_indexed(history, sql);
        questions++;
    }
    ck_assert_msg(questions >= 40, "only %zu questions were seen", questions);
}
END_TEST

static Suite *suite_audit(void)
{
    const struct {
        const TTest *test;
        int times;
    } tests[] = {
        {sound_history, 1},
        {broken_rows_are_named, G_N_ELEMENTS(breaks)},
        {head_pins_a_history, 1},
        {merge_adds_what_is_new, 1},
        {merge_of_many, 1},
        {merge_corrects_what_was_resumed, 2},
        {merge_refuses_other_content, 1},
        {merge_refuses_what_is_broken, 2},
        {merge_of_what_is_not_there, 1},
        {withdrawals, 1},
        {what_cannot_be_withdrawn, 5},
        {withdrawn_and_recorded_anew, 1},
        {listing, 1},
        {showing, 1},
        {head_of_a_day, 1},
        {questions_go_by_indices, 1},
    };
    Suite *suite = suite_create("audit");
    TCase *tcase = tcase_create("audit");
    tcase_set_timeout(tcase, 30);
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
        tcase_add_loop_test(tcase, tests[i].test, 0, tests[i].times);
    suite_add_tcase(suite, tcase);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(suite_audit());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
