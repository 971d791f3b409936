#include "history/csv_table.h"

#include "evidence_case.h"

#include <stdlib.h>
#include <string.h>

static Case read_bytes(const char *text, size_t length, const EvidenceHints *hints)
{
    Case c = case_read("tables/q3.CSV", text, length, hints, NULL);
    ck_assert_int_eq(c.format, EVIDENCE_CSV);
    return c;
}

static Case read_text(const char *text)
{
    static const EvidenceHints hints = {0};
    return read_bytes(text, strlen(text), &hints);
}

static void assert_found(const char *text, const char *expected)
{
    Case c = read_text(text);
    ck_assert_str_eq(c.found, expected);
    ck_assert_ptr_null(c.evidence);
    free_case(&c);
}

static Moment moment(const char *text)
{
    Moment read = {0};
    ck_assert(moment_parse(text, &read));
    return read;
}

START_TEST(runs_and_acts_in_one_table)
{
    Case c = read_text(
        "\xEF\xBB\xBF"
        "outcome,kind,plan,id,started,ended,service-back,declared,type,scenario,services,site,"
        "backup,checksum,observer,participants,finding,finding-severity,closed,commit,note,"
        "date,subject,by,passed\r\n"
        "passed,drill,docs,d1,2026-08-14T09:00:00Z,2026-08-14T10:00:00+00:00,2026-08-14 09:50,"
        "2026-08-14T10:55:00+02:00,restore,flood,\"api, orders\",island,\"set \"\"12\"\"\",passed,"
        "Ana Ito,Jo B. (lead); maria-silva,slow,low,2026-08-15,abc,\"two\r\nlines\",,,,\r\n"
        "\r\n"
        ",,,,,,,,,,,,,,,,,,,,,,,,\r\n"
        ",contact,,,,,,,,,,,,,,,,,,,no answer,2026-08-14T23:30:00-01:00,maria-silva,Jo,no\r\n");
    ck_assert_str_eq(c.found, "");
    ck_assert_uint_eq(c.evidence->n_runs, 1);
    const Run *run = &c.evidence->runs[0].run;
    ck_assert_str_eq(run->id, "d1");
    ck_assert_int_eq(run->kind, RUN_DRILL);
    ck_assert_int_eq(run->outcome, RUN_PASSED);
    ck_assert_str_eq(run->plan, "docs");
    ck_assert_int_eq(run->declared.seconds, moment("2026-08-14T08:55:00Z").seconds);
    ck_assert_int_eq(run->started.seconds, moment("2026-08-14T09:00:00Z").seconds);
    ck_assert_int_eq(run->service_back.seconds, moment("2026-08-14T09:50:00Z").seconds);
    ck_assert_int_eq(run->ended.seconds, moment("2026-08-14T10:00:00Z").seconds);
    ck_assert_int_eq(run->verified.seconds, MOMENT_ABSENT);
    ck_assert_str_eq(run->type, "restore");
    ck_assert_uint_eq(run->n_services, 2);
    ck_assert_str_eq(run->backup, "set \"12\"");
    ck_assert_int_eq(run->checksum, CHECKSUM_PASSED);
    ck_assert_uint_eq(run->n_people, 2);
    ck_assert_str_eq(run->people[0].name, "Jo B.");
    ck_assert_str_eq(run->people[0].role, "lead");
    ck_assert_str_eq(run->people[1].name, "maria-silva");
    ck_assert_str_eq(run->findings[0].severity, "low");
    ck_assert_str_eq(run->notes[0].text, "two lines");
    ck_assert_str_eq(run->evidence, "q3.CSV");
    ck_assert_uint_eq(c.evidence->n_acts, 2);
    ck_assert_int_eq(c.evidence->acts[0].kind, ACT_FINDING);
    ck_assert_str_eq(c.evidence->acts[0].commit, "abc");
    const Act *contact = &c.evidence->acts[1];
    ck_assert_int_eq(contact->kind, ACT_CONTACT);
    ck_assert(!contact->passed);
    ck_assert_str_eq(contact->note, "no answer");
    ck_assert_int_eq(contact->date.days, moment_date(moment("2026-08-15T00:30:00Z")).days);
    ck_assert_str_eq(contact->evidence_hash, HASH);
    free_case(&c);
}
END_TEST

START_TEST(little_is_enough)
{
    static const EvidenceHints docs = {.plan = "docs", .exercise = "dry"};
    static const char table[] = "kind;started;outcome\ntest;2026-08-14T09:00:00Z;failed";
    Case c = read_bytes(table, sizeof table - 1, &docs);
    ck_assert_str_eq(c.found, "");
    const Run *run = &c.evidence->runs[0].run;
    ck_assert_str_eq(run->id, "csv-8d51a38aaa96a4ec");
    ck_assert_int_eq(run->kind, RUN_TEST);
    ck_assert_int_eq(run->outcome, RUN_FAILED);
    ck_assert_str_eq(run->plan, "docs");
    ck_assert_str_eq(run->exercise, "dry");
    free_case(&c);
    c = read_text("date\tkind\tby\n2026-08-14\treview\tJo");
    ck_assert_str_eq(c.found, "");
    ck_assert_str_eq(c.evidence->acts[0].by, "Jo");
    free_case(&c);
}
END_TEST

/* The same row in a table that has grown, with its columns in another order, is the same run. */
START_TEST(rows_make_names)
{
    Case c = read_text("kind,started,outcome,plan\n"
                       "test,2026-08-14T09:00:00Z,failed,docs\n"
                       "test,2026-08-14T09:00:00Z,passed,docs\n");
    Case grown = read_text("plan,kind,site,started,outcome\n"
                           "docs,drill,,2026-08-13T09:00:00Z,passed\n"
                           "docs,test,,2026-08-14T09:00:00Z,failed\n");
    ck_assert_str_eq(c.evidence->runs[0].run.id, grown.evidence->runs[1].run.id);
    ck_assert_str_ne(c.evidence->runs[0].run.id, c.evidence->runs[1].run.id);
    free_case(&c);
    free_case(&grown);
}
END_TEST

START_TEST(columns_are_known)
{
    assert_found("kind,strated,kind,,xyzzy,date\nreview,,,,,2026-08-14\n",
                 "1:6 evidence-unknown unknown column 'strated'\n"
                 "1:14 evidence-duplicate column 'kind' stands twice\n"
                 "1:19 evidence-missing this column has no name\n"
                 "1:20 evidence-unknown unknown column 'xyzzy'\n"
                 "2:1 evidence-missing the row does not say what it is: its 'kind' is empty\n");
    assert_found("started,outcome\n", "1:1 evidence-missing there is no column 'kind'\n");
    assert_found("kind,date\n",
                 "1:1 evidence-empty the table has no row below the names of its columns\n");
    Case c = read_text("kind,strated\n");
    ck_assert_str_eq(diags_at(c.diags, 1)->help, "did you mean 'started'?");
    free_case(&c);
}
END_TEST

START_TEST(every_bad_cell_is_told)
{
    assert_found("kind,plan,id,started,ended,outcome,services,passed,finding-owner\n"
                 "drill,docs,a,yesterday,2026-08-14T09:00:00Z,fine,A,yes,Jo\n"
                 "dril,docs,,,,,,,\n"
                 "drill,docs,b,2026-08-14T09:00:00Z,2026-08-14T08:00:00Z,passed,,,\n"
                 "incident,docs,b,,,passed,,,\n"
                 "test,docs\n",
                 "2:14 evidence-malformed 'yesterday' is not a time\n"
                 "2:45 evidence-unknown 'fine' is none of 'passed', 'failed', 'aborted'\n"
                 "2:50 evidence-malformed service 'A' is not an id\n"
                 "2:52 evidence-unknown 'passed' says nothing of the kind 'drill'\n"
                 "2:56 evidence-missing the row does not say what was found: its 'finding' is "
                 "empty\n"
                 "3:1 evidence-unknown 'dril' is none of 'drill', 'incident', 'test', 'review', "
                 "'approval', 'training', 'contact', 'backup', 'attestation', 'finding'\n"
                 "4:35 evidence-malformed '2026-08-14T08:00:00Z' is earlier than "
                 "'2026-08-14T09:00:00Z'\n"
                 "5:1 evidence-missing the kind 'incident' needs 'started'\n"
                 "5:15 evidence-duplicate two rows are about a run 'b'\n"
                 "6:1 evidence-malformed this row has 2 cells, the first one 9\n");
    assert_found("kind,date,until,passed,subject,site\n"
                 "contact,soon,2026-08-14,yes,jo,island\n",
                 "2:9 evidence-malformed 'soon' is not a date\n"
                 "2:14 evidence-unknown 'until' says nothing of the kind 'contact'\n"
                 "2:32 evidence-unknown 'site' says nothing of the kind 'contact'\n");
}
END_TEST

START_TEST(quotes)
{
    assert_found("kind,date,by,note\nreview,2026-08-14,Jo,\"open\nreview,2026-08-14,Jo,\n",
                 "2:22 evidence-malformed this quote is never closed\n");
    assert_found("kind,date,by,note\nreview,2026-08-14,\"Jo\" B,\nreview,soon,Jo,\n"
                 "review,2026-08-14,J\"o\",\n",
                 "2:24 evidence-malformed text stands behind the closing quote of a cell\n"
                 "3:8 evidence-malformed 'soon' is not a date\n"
                 "4:20 evidence-malformed a quote stands inside of a cell without quotes\n");
    Case c = read_text("kind,date,by,note\nreview, \"2026-08-14\" ,\" Jo \",\"\"\"a\"\", b\"");
    ck_assert_str_eq(c.found, "");
    ck_assert_str_eq(c.evidence->acts[0].by, "Jo");
    ck_assert_str_eq(c.evidence->acts[0].note, "\"a\", b");
    free_case(&c);
}
END_TEST

/* A place behind a cell of several lines is still exact. */
START_TEST(places_behind_line_ends)
{
    assert_found("kind,note,date,by\r\nreview,\"a\r\n\xC3\xA9\xC3\xA9\",soon,Jo\r\n",
                 "3:5 evidence-malformed 'soon' is not a date\n");
}
END_TEST

START_TEST(bytes_that_are_no_text)
{
    assert_found("kind,date,by\nreview,2026-08-14,Ren\xE9\n",
                 "2:22 evidence-encoding not UTF-8, or a control character (byte 0xE9)\n");
    static const char nul[] = "kind,date,by\nreview,2026-08-14,a\0b\n";
    static const EvidenceHints hints = {0};
    Case c = read_bytes(nul, sizeof nul - 1, &hints);
    ck_assert_str_eq(c.found,
                     "2:20 evidence-encoding not UTF-8, or a control character (byte 0x00)\n");
    free_case(&c);
}
END_TEST

START_TEST(sizes_are_bounded)
{
    g_autoptr(GString) text = g_string_new("kind,date,by\n");
    for (int i = 0; i < 3000; i++)
        g_string_append(text, "review,soon,Jo\n");
    Case c = read_text(text->str);
    ck_assert_uint_eq(diags_count(c.diags), EVIDENCE_MAX_FINDINGS + 1);
    free_case(&c);
    g_string_assign(text, "kind,date,by\nreview,2026-08-14,");
    for (int i = 0; i < 5000; i++)
        g_string_append_c(text, 'x');
    assert_found(text->str, "2:19 evidence-malformed this cell is longer than 4096 bytes\n");
}
END_TEST

START_TEST(what_is_a_table)
{
    static const struct {
        const char *path, *text;
        bool is;
    } cases[] = {
        {"a.txt", "date, \"kind\" ,x\n", true}, {"a.txt", "kinds,date\n", false},
        {"a.txt", "date\nkind\n", false},       {"a.csv", "x\n", true},
        {"a.txt", "date;kind", true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Source *source =
            source_new_take(cases[i].path, g_strdup(cases[i].text), strlen(cases[i].text));
        ck_assert_int_eq(csv_table_begins(source), cases[i].is);
        source_free(source);
    }
}
END_TEST

static Suite *suite_csv(void)
{
    const TTest *const tests[] = {
        runs_and_acts_in_one_table,
        little_is_enough,
        rows_make_names,
        columns_are_known,
        every_bad_cell_is_told,
        quotes,
        places_behind_line_ends,
        bytes_that_are_no_text,
        sizes_are_bounded,
        what_is_a_table,
    };
    Suite *suite = suite_create("CSV");
    TCase *tcase = tcase_create("CSV");
    for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(suite_csv());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
