#include "history/junit_values.h"

#include "evidence_case.h"
#include "library_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SUITE "<testsuite name='s' timestamp='2026-05-04T00:00:00Z'>"
#define CASE "<testcase name='t' time='1'/>"

static const EvidenceHints no_hints = {0};
static const EvidenceHints docs = {.plan = "docs"};

static Case read_bytes(const char *text, size_t length, const EvidenceHints *hints)
{
    static const EvidenceFormat junit = EVIDENCE_JUNIT;
    return case_read("reports/junit.xml", text, length, hints, &junit);
}

static Case read_report(const char *text, const EvidenceHints *hints)
{
    return read_bytes(text, strlen(text), hints);
}

static Case read_sample(const char *name, const EvidenceHints *hints)
{
    g_autofree char *path = g_build_filename("tests/golden/evidence", name, NULL);
    g_autofree char *text = NULL;
    gsize length = 0;
    ck_assert(g_file_get_contents(path, &text, &length, NULL));
    Case c = read_bytes(text, length, hints);
    ck_assert_str_eq(c.found, "");
    ck_assert_ptr_nonnull(c.evidence);
    return c;
}

static void assert_found(const char *text, const char *expected)
{
    Case c = read_report(text, &docs);
    ck_assert_str_eq(c.found, expected);
    free_case(&c);
}

static void assert_moment(Moment moment, const char *expected)
{
    char buffer[MOMENT_TEXT_SIZE];
    ck_assert_int_ne(moment.seconds, MOMENT_ABSENT);
    ck_assert_str_eq(moment_format(moment, buffer), expected);
}

START_TEST(pytest_report)
{
    Case c = read_sample("pytest.xml", &no_hints);
    ck_assert_uint_eq(c.evidence->n_runs, 1);
    const Run *run = &c.evidence->runs[0].run;
    ck_assert_str_eq(run->id, "junit-0123456789abcdef-1");
    ck_assert_int_eq(run->kind, RUN_TEST);
    ck_assert_int_eq(run->outcome, RUN_FAILED);
    ck_assert_str_eq(run->plan, "ai-docs-assistant");
    ck_assert_str_eq(run->exercise, "restore-drill");
    ck_assert_str_eq(run->title, "pytest");
    assert_moment(run->started, "2026-05-04T00:00:01Z");
    assert_moment(run->ended, "2026-05-04T00:00:07Z");
    assert_moment(run->service_back, "2026-05-04T00:20:00Z");
    ck_assert_int_eq(run->recovered_to.seconds, MOMENT_ABSENT);
    ck_assert_uint_eq(run->n_steps, 4);
    ck_assert_str_eq(run->steps[1].id, "tests.test_restore.test_restore[docs]");
    assert_moment(run->steps[2].started, "2026-05-04T00:00:05Z");
    ck_assert_int_eq(run->steps[2].outcome, STEP_FAILED);
    ck_assert_str_eq(run->steps[2].note,
                     "AssertionError: assert 41 == 42 where 41 = count('documents')");
    ck_assert_int_eq(run->steps[3].outcome, STEP_SKIPPED);
    ck_assert_str_eq(run->steps[3].note, "no offsite copy here");
    free_case(&c);
}
END_TEST

START_TEST(surefire_report)
{
    Case c = read_sample("surefire.xml", &no_hints);
    ck_assert_uint_eq(c.evidence->n_runs, 1);
    const Run *run = &c.evidence->runs[0].run;
    ck_assert_str_eq(run->plan, "agent-factory");
    ck_assert_int_eq(run->outcome, RUN_FAILED);
    assert_moment(run->declared, "2026-06-01T09:58:00Z");
    assert_moment(run->started, "2026-06-01T10:00:00Z");
    assert_moment(run->ended, "2026-06-01T10:20:35Z");
    ck_assert_uint_eq(run->n_steps, 2);
    ck_assert_int_eq(run->steps[0].outcome, STEP_PASSED);
    ck_assert_ptr_null(run->steps[0].note);
    ck_assert_str_eq(run->steps[1].note, "java.lang.IllegalStateException: session lost");
    free_case(&c);
}
END_TEST

START_TEST(gotestsum_report)
{
    Case c = read_sample("gotestsum.xml", &docs);
    ck_assert_uint_eq(c.evidence->n_runs, 2);
    const Run *restore = &c.evidence->runs[0].run;
    ck_assert_str_eq(restore->plan, "docs");
    ck_assert_int_eq(restore->outcome, RUN_PASSED);
    ck_assert_uint_eq(restore->n_steps, 2);
    const Run *failover = &c.evidence->runs[1].run;
    ck_assert_str_eq(failover->id, "junit-0123456789abcdef-2");
    ck_assert_int_eq(failover->outcome, RUN_ABORTED);
    ck_assert_int_eq(failover->steps[0].outcome, STEP_SKIPPED);
    free_case(&c);
}
END_TEST

START_TEST(jest_report)
{
    Case c = read_sample("jest.xml", &docs);
    const Run *run = &c.evidence->runs[0].run;
    ck_assert_int_eq(run->outcome, RUN_FAILED);
    ck_assert_uint_eq(run->n_steps, 3);
    /* 1.5 s and 1.75 s do not fit into the 2 s of the suite: the cases overlapped */
    ck_assert_int_eq(run->steps[1].started.seconds, MOMENT_ABSENT);
    ck_assert_str_eq(run->steps[2].note, "Error: expect(received).toBe(expected)");
    assert_moment(run->ended, "2026-03-03T07:30:02Z");
    free_case(&c);
}
END_TEST

START_TEST(bats_report)
{
    Case c = read_sample("bats.xml", &docs);
    ck_assert_uint_eq(c.evidence->n_runs, 2);
    const Run *run = &c.evidence->runs[0].run;
    ck_assert_str_eq(run->title, "restore.bats");
    ck_assert_int_eq(run->outcome, RUN_FAILED);
    assert_moment(run->ended, "2026-07-01T04:00:03Z");
    ck_assert_str_eq(run->steps[1].note, "(in test file restore.bats, line 12)");
    ck_assert_int_eq(run->steps[2].outcome, STEP_SKIPPED);
    ck_assert_str_eq(run->steps[2].note, "no tape here");
    ck_assert_int_eq(c.evidence->runs[1].run.outcome, RUN_PASSED);
    free_case(&c);
}
END_TEST

/* A flaky case has passed in the end; a broken one has failed again. */
START_TEST(surefire_reruns)
{
    Case c = read_sample("surefire-rerun.xml", &docs);
    const Run *run = &c.evidence->runs[0].run;
    ck_assert_int_eq(run->outcome, RUN_FAILED);
    assert_moment(run->started, "2026-06-01T10:00:00Z");
    ck_assert_int_eq(run->steps[0].outcome, STEP_PASSED);
    ck_assert_int_eq(run->steps[0].attempt, 3);
    ck_assert_str_eq(run->steps[0].note, "expected: <1> but was: <0>");
    ck_assert_int_eq(run->steps[1].outcome, STEP_FAILED);
    ck_assert_int_eq(run->steps[1].attempt, 2);
    ck_assert_str_eq(run->steps[1].note, "no rows");
    free_case(&c);
}
END_TEST

START_TEST(gradle_and_nunit_reports)
{
    Case c = read_sample("gradle.xml", &docs);
    ck_assert_int_eq(c.evidence->runs[0].run.outcome, RUN_PASSED);
    ck_assert_int_eq(c.evidence->runs[0].run.steps[0].attempt, 0);
    assert_moment(c.evidence->runs[0].run.started, "2026-05-02T11:12:13Z");
    free_case(&c);
    c = read_sample("nunit.xml", &docs);
    const Run *run = &c.evidence->runs[0].run;
    ck_assert_uint_eq(c.evidence->n_runs, 1);
    ck_assert_str_eq(run->title, "Restore.Tests");
    ck_assert_int_eq(run->outcome, RUN_FAILED);
    assert_moment(run->steps[0].ended, "2026-05-02T11:12:14Z");
    ck_assert_str_eq(run->steps[1].note, "Expected: 42 But was: 41");
    free_case(&c);
}
END_TEST

START_TEST(times_that_are_none)
{
    g_autofree char *text = NULL;
    gsize length = 0;
    ck_assert(g_file_get_contents("tests/golden/evidence/jest-clock.xml", &text, &length, NULL));
    Case c = read_bytes(text, length, &docs);
    ck_assert_str_eq(c.found,
                     "3:125 evidence-clock time '-11770557.774' is none: it is taken as unknown\n"
                     "6:68 evidence-clock time 'NaN' is none: it is taken as unknown\n");
    ck_assert_ptr_nonnull(c.evidence);
    const Run *run = &c.evidence->runs[0].run;
    ck_assert_int_eq(run->outcome, RUN_PASSED);
    assert_moment(run->ended, "2019-10-02T21:35:57Z");
    ck_assert_int_eq(run->steps[1].started.seconds, MOMENT_ABSENT);
    free_case(&c);
}
END_TEST

START_TEST(outcomes_in_attributes)
{
    Case c = read_report(SUITE "<testcase name='a' status='run' result='completed'/>"
                               "<testcase name='b' status='notrun' result='suppressed'/>"
                               "<testcase name='c' status='FAILED'/></testsuite>",
                         &docs);
    const RunStep *steps = c.evidence->runs[0].run.steps;
    ck_assert_int_eq(steps[0].outcome, STEP_PASSED);
    ck_assert_int_eq(steps[1].outcome, STEP_SKIPPED);
    ck_assert_int_eq(steps[2].outcome, STEP_FAILED);
    free_case(&c);
}
END_TEST

START_TEST(start_from_the_command_line)
{
    static const EvidenceHints hints = {.plan = "docs", .started = "2026-08-14T09:00:00Z"};
    Case c = read_report("<testsuite>" CASE "</testsuite>", &hints);
    ck_assert_str_eq(c.found, "");
    assert_moment(c.evidence->runs[0].run.started, "2026-08-14T09:00:00Z");
    assert_moment(c.evidence->runs[0].run.ended, "2026-08-14T09:00:01Z");
    free_case(&c);
}
END_TEST

/* What a case says holds for it alone, what it was about for the run. */
START_TEST(properties_of_cases)
{
    Case c = read_report(
        SUITE "<properties><property name='redbinder.plan' value='docs'/></properties>"
              "<testcase name='a' time='2'><properties>"
              "<property name='redbinder.exercise' value='drill-a'/>"
              "<property name='redbinder.site' value='island'/>"
              "<property name='redbinder.services' value='api, orders'/>"
              "<property name='redbinder.checksum' value='passed'/></properties></testcase>"
              "<testcase name='b' time='3'><properties>"
              "<property name='redbinder.exercise' value='drill-b'/></properties>"
              "<failure/></testcase>"
              "<testcase name='c' time='4'/>"
              "<testcase name='d' time='1'><properties>"
              "<property name='redbinder.exercise' value='drill-a'/></properties></testcase>"
              "</testsuite>",
        &no_hints);
    ck_assert_str_eq(c.found, "");
    ck_assert_uint_eq(c.evidence->n_runs, 3);
    const Run *a = &c.evidence->runs[0].run;
    ck_assert_str_eq(a->id, "junit-0123456789abcdef-1.docs.drill-a");
    ck_assert_str_eq(a->plan, "docs");
    ck_assert_str_eq(a->exercise, "drill-a");
    ck_assert_str_eq(a->site, "island");
    ck_assert_uint_eq(a->n_services, 2);
    ck_assert_int_eq(a->checksum, CHECKSUM_PASSED);
    ck_assert_int_eq(a->outcome, RUN_PASSED);
    ck_assert_uint_eq(a->n_steps, 2);
    assert_moment(a->started, "2026-05-04T00:00:00Z");
    assert_moment(a->ended, "2026-05-04T00:00:10Z");
    const Run *b = &c.evidence->runs[1].run;
    ck_assert_str_eq(b->exercise, "drill-b");
    ck_assert_int_eq(b->outcome, RUN_FAILED);
    ck_assert_ptr_null(b->site);
    assert_moment(b->started, "2026-05-04T00:00:02Z");
    ck_assert_ptr_null(c.evidence->runs[2].run.exercise);
    ck_assert_int_eq(c.evidence->runs[2].run.outcome, RUN_PASSED);
    free_case(&c);
}
END_TEST

/* ---- rules of the plans ---- */

#define RULES_A                                                                                    \
    "title: A\nexercises:\n"                                                                       \
    "  - {id: restore, type: restore, junit: [{suite: 'restore*', case: 'rows*',"                  \
    " services: [orders]}, {suite: 'restore.bats', runbook: fix}]}\n"                              \
    "data: [{id: orders, rpo: 1h}]\n"
#define RULES_B                                                                                    \
    "title: B\nexercises:\n"                                                                       \
    "  - {id: switch, type: failover, junit: [failover.bats]}\n"                                   \
    "  - {id: offsite, type: restore, junit: [{case: 'offsite*'}]}\n"

static LibraryText library_with_rules(void)
{
    LibraryText text = library_text_new();
    temp_folder_write(text.folder, "a/plan.yaml", RULES_A);
    temp_folder_write(text.folder, "a/runbooks/fix.yaml",
                      "title: Fix\nsteps: [{id: one, title: T, manual: x}]\n");
    temp_folder_write(text.folder, "b/plan.yaml", RULES_B);
    g_autoptr(Diags) diags = diags_new();
    text.library = read_library(text.folder, diags);
    ck_assert_ptr_nonnull(text.library);
    return text;
}

/* One file feeds exercises of several plans. The first rule takes a case, and that another
 * exercise claims it too is told. */
START_TEST(rules_say_where_cases_belong)
{
    LibraryText text = library_with_rules();
    EvidenceHints hints = {.library = text.library};
    g_autofree char *report = NULL;
    gsize length = 0;
    ck_assert(g_file_get_contents("tests/golden/evidence/bats.xml", &report, &length, NULL));
    Case c = read_bytes(report, length, &hints);
    ck_assert_str_eq(c.found,
                     "9:6 evidence-case-ambiguous test case 'offsite copy' proves "
                     "exercise 'restore' of plan 'a', and 'offsite' of 'b' claims it too\n");
    ck_assert_uint_eq(c.evidence->n_runs, 3);
    const Run *fix = &c.evidence->runs[0].run;
    ck_assert_str_eq(fix->id, "junit-0123456789abcdef.a.restore.fix");
    ck_assert_str_eq(fix->plan, "a");
    ck_assert_str_eq(fix->exercise, "restore");
    ck_assert_str_eq(fix->runbook, "fix");
    ck_assert_uint_eq(fix->n_steps, 2);
    ck_assert_int_eq(fix->outcome, RUN_PASSED);
    assert_moment(fix->started, "2026-07-01T04:00:00Z");
    const Run *rows = &c.evidence->runs[1].run;
    ck_assert_ptr_null(rows->runbook);
    ck_assert_int_eq(rows->outcome, RUN_FAILED);
    ck_assert_uint_eq(rows->n_services, 1);
    ck_assert_str_eq(rows->services[0], "orders");
    assert_moment(rows->started, "2026-07-01T04:00:01Z");
    const Run *failover = &c.evidence->runs[2].run;
    ck_assert_str_eq(failover->plan, "b");
    ck_assert_str_eq(failover->exercise, "switch");
    ck_assert_str_eq(failover->title, "failover.bats");
    free_case(&c);
    library_text_clear(&text);
}
END_TEST

/* Cases of one exercise are one run, whatever suites hold them. */
START_TEST(rules_join_suites)
{
    LibraryText text = library_with_rules();
    EvidenceHints hints = {.library = text.library};
    Case c = read_report("<testsuites>"
                         "<testsuite name='x' timestamp='2026-05-04T02:00:00Z'>"
                         "<testcase classname='restore.deep' name='rows' time='2'/>"
                         "<testcase name='other'/></testsuite>\n"
                         "<testsuite name='outer' timestamp='2026-05-04T01:00:00Z'>"
                         "<testsuite name='restore-2'><testcase name='rows 2' time='1'/>"
                         "</testsuite></testsuite></testsuites>",
                         &hints);
    ck_assert_str_eq(c.found, "1:124 evidence-case-unclaimed 1 of 3 test cases belong to no "
                              "exercise and are left out; this is the first\n");
    ck_assert_uint_eq(c.evidence->n_runs, 1);
    const Run *run = &c.evidence->runs[0].run;
    ck_assert_uint_eq(run->n_steps, 2);
    ck_assert_ptr_null(run->title);
    assert_moment(run->started, "2026-05-04T01:00:00Z");
    assert_moment(run->ended, "2026-05-04T02:00:02Z");
    free_case(&c);
    library_text_clear(&text);
}
END_TEST

START_TEST(what_comes_before_rules)
{
    static const char report[] =
        "<testsuite name='restore.bats' timestamp='2026-05-04T02:00:00Z'>" CASE "</testsuite>";
    LibraryText text = library_with_rules();
    EvidenceHints only_b = {.plan = "b", .library = text.library};
    Case c = read_report(report, &only_b); /* the rule of plan a is not asked */
    ck_assert_str_eq(c.found, "");
    ck_assert_str_eq(c.evidence->runs[0].run.plan, "b");
    ck_assert_ptr_null(c.evidence->runs[0].run.exercise);
    free_case(&c);
    EvidenceHints chosen = {.plan = "a", .exercise = "own", .library = text.library};
    c = read_report(report, &chosen);
    ck_assert_str_eq(c.evidence->runs[0].run.exercise, "own");
    ck_assert_ptr_null(c.evidence->runs[0].run.runbook);
    free_case(&c);
    EvidenceHints all = {.library = text.library};
    c = read_report("<testsuite name='x' timestamp='2026-05-04T02:00:00Z'>" CASE "</testsuite>",
                    &all);
    ck_assert_str_eq(c.found, "1:2 evidence-plan-missing nothing says which plan these test cases "
                              "belong to\n");
    free_case(&c);
    library_text_clear(&text);
}
END_TEST

START_TEST(inner_suites_and_namespace)
{
    Case c = read_report("<j:testsuites xmlns:j='urn:junit'><j:testsuite name='outer'>"
                         "<j:testsuite name='a' timestamp='2026-05-04T00:00:00Z'>"
                         "<j:testcase name='one' time='2'/></j:testsuite>"
                         "<j:testsuite name='b' timestamp='2026-05-04T01:00:00Z'>"
                         "<j:testcase name='two'/><j:testcase name='three' time='0.5'/>"
                         "</j:testsuite></j:testsuite></j:testsuites>",
                         &docs);
    ck_assert_str_eq(c.found, "");
    ck_assert_uint_eq(c.evidence->n_runs, 1);
    const Run *run = &c.evidence->runs[0].run;
    ck_assert_str_eq(run->title, "outer");
    ck_assert_uint_eq(run->n_steps, 3);
    assert_moment(run->started, "2026-05-04T00:00:00Z");
    /* The inner suites lie an hour apart: no run ends before a step of it does. */
    assert_moment(run->steps[2].ended, "2026-05-04T01:00:00Z");
    assert_moment(run->ended, "2026-05-04T01:00:00Z");
    ck_assert_int_eq(run->steps[1].started.seconds, MOMENT_ABSENT);
    assert_moment(run->steps[2].started, "2026-05-04T01:00:00Z");
    free_case(&c);
}
END_TEST

START_TEST(without_times)
{
    Case c = read_report(SUITE "<testcase name='t'/></testsuite>", &docs);
    ck_assert_str_eq(c.found, "");
    const Run *run = &c.evidence->runs[0].run;
    ck_assert_int_eq(run->ended.seconds, MOMENT_ABSENT);
    ck_assert_int_eq(run->steps[0].ended.seconds, MOMENT_ABSENT);
    free_case(&c);
    assert_found("<testsuites>\n  <testsuite name='s'>" CASE "</testsuite>\n</testsuites>",
                 "2:4 evidence-missing the test suite does not say when it ran\n");
    assert_found("<testsuite timestamp='May 4th'>" CASE "</testsuite>",
                 "1:23 evidence-malformed timestamp 'May 4th' is not a time\n");
    assert_found(SUITE "\n<testcase name='t' time='fast'/></testsuite>",
                 "2:26 evidence-malformed time 'fast' is not a number of seconds\n");
}
END_TEST

START_TEST(failed_without_failing_case)
{
    Case c = read_report(
        "<testsuite errors='1' timestamp='2026-05-04T00:00:00Z'>" CASE "</testsuite>", &docs);
    ck_assert_int_eq(c.evidence->runs[0].run.outcome, RUN_FAILED);
    free_case(&c);
    c = read_report(SUITE CASE "<error message='teardown'/></testsuite>", &docs);
    ck_assert_int_eq(c.evidence->runs[0].run.outcome, RUN_FAILED);
    free_case(&c);
}
END_TEST

START_TEST(properties)
{
    Case c = read_report(
        "<testsuites><properties><property name='redbinder.plan' value='all'/>"
        "<property name='redbinder.runbook'> restore </property></properties>" SUITE CASE
        "</testsuite>" SUITE "<properties><property name='redbinder.plan' value='own'/>"
        "<property name='other.plan' value='no'/>"
        "</properties>" CASE "</testsuite></testsuites>",
        &docs);
    ck_assert_str_eq(c.found, "");
    ck_assert_str_eq(c.evidence->runs[0].run.plan, "all");
    ck_assert_str_eq(c.evidence->runs[0].run.runbook, "restore");
    ck_assert_str_eq(c.evidence->runs[1].run.plan, "own");
    free_case(&c);
    assert_found(SUITE "\n<property name='redbinder.plna' value='x'/>"
                       "\n<property name='redbinder.plan' value='X Y'/>"
                       "\n<property name='redbinder.declared' value='noon'/>"
                       "\n<property name='redbinder.declared' value='1 pm'/>" CASE "</testsuite>",
                 "2:17 evidence-unknown unknown property 'redbinder.plna'\n"
                 "3:40 evidence-malformed plan 'X Y' is not an id\n"
                 "4:44 evidence-malformed redbinder.declared 'noon' is not a time\n"
                 "5:44 evidence-duplicate property 'redbinder.declared' has two values in one "
                 "test suite\n");
}
END_TEST

START_TEST(no_plan)
{
    Case c = read_report(SUITE CASE "</testsuite>", &no_hints);
    ck_assert_str_eq(c.found,
                     "1:2 evidence-plan-missing nothing says which plan these test cases belong "
                     "to\n");
    ck_assert_ptr_nonnull(strstr(diags_at(c.diags, 0)->help, "--plan"));
    ck_assert_ptr_null(c.evidence);
    free_case(&c);
}
END_TEST

START_TEST(nothing_in_it)
{
    assert_found("<testsuites/>", "1:1 evidence-empty no test suite has a test case\n");
    assert_found("<html><body/></html>",
                 "1:2 evidence-format <html> is not the beginning of JUnit XML\n");
    assert_found("<testsuites>" CASE "</testsuites>",
                 "1:14 evidence-malformed a test case stands outside of a test suite\n");
    assert_found(SUITE "<testcase/></testsuite>",
                 "1:55 evidence-missing a test case has no name\n");
}
END_TEST

START_TEST(not_well_formed)
{
    assert_found(SUITE "\n" CASE "\n</testsuit>",
                 "3:1 evidence-xml not well-formed XML: Opening and ending tag mismatch: "
                 "testsuite line 1 and testsuit\n");
    assert_found(SUITE "\n<testcase name='&copy;'/></testsuite>",
                 "2:1 evidence-xml not well-formed XML: Entity 'copy' not defined\n");
    assert_found(SUITE "\n<testcase name='a'/><testcase name='b'>x & y</testcase></testsuite>",
                 "2:21 evidence-xml not well-formed XML: xmlParseEntityRef: no name\n");
    assert_found(SUITE CASE "</testcase></testsuite>",
                 "1:83 evidence-xml not well-formed XML: Opening and ending tag mismatch: "
                 "testsuite line 1 and testcase\n");
    static const char nul[] = SUITE "\n<testcase name='a\0b'/></testsuite>";
    Case c = read_bytes(nul, sizeof nul - 1, &docs);
    ck_assert_uint_eq(diags_count(c.diags), 1);
    ck_assert_str_eq(diags_at(c.diags, 0)->rule->id, "evidence-xml");
    free_case(&c);
}
END_TEST

/* The entities would grow to gigabytes; the document type itself must end the reading. */
START_TEST(document_type_is_refused)
{
    g_autoptr(GString) bomb = g_string_new("<?xml version='1.0'?>\n<!DOCTYPE testsuite [\n"
                                           "<!ENTITY a '");
    for (int i = 0; i < 50000; i++)
        g_string_append(bomb, "0123456789");
    g_string_append(bomb, "'>\n]>\n<testsuite name='");
    for (int i = 0; i < 50000; i++)
        g_string_append(bomb, "&a;");
    g_string_append(bomb, "'/>");
    assert_found(bomb->str, "2:1 evidence-xml a document type is not accepted\n");
    assert_found("<!DOCTYPE testsuite SYSTEM 'file:///etc/passwd'><testsuite/>",
                 "1:1 evidence-xml a document type is not accepted\n");
    assert_found("<?xml version='1.0'?><!DOCTYPE testsuite><testsuite/>",
                 "1:22 evidence-xml a document type is not accepted\n");
    assert_found("<!DOCTYPE t [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/'> %p;]><testsuite/>",
                 "1:1 evidence-xml a document type is not accepted\n");
}
END_TEST

START_TEST(deep_nesting_is_refused)
{
    g_autoptr(GString) deep = g_string_new(NULL);
    for (int i = 0; i < 100000; i++)
        g_string_append(deep, "<testsuite>");
    Case c = read_report(deep->str, &docs);
    ck_assert_uint_eq(diags_count(c.diags), 1);
    ck_assert_str_eq(diags_at(c.diags, 0)->rule->id, "evidence-xml");
    free_case(&c);
}
END_TEST

START_TEST(crowded_tags_are_refused)
{
    GString *text = g_string_new("<testsuite");
    for (int i = 0; i < 300000; i++)
        g_string_append_printf(text, " a%d='>'", i);
    g_string_append(text, "/>");
    assert_found(text->str, "1:1 evidence-xml this tag has more than 1000 attributes\n");
    g_string_assign(text, SUITE "<testcase name='t' time='1'><system-out><![CDATA[<a ");
    for (int i = 0; i < 2000; i++)
        g_string_append(text, "'\" ");
    g_string_append(text, "]]></system-out></testcase><!-- < ' --><?x < '?></testsuite>");
    Case c = read_report(text->str, &docs);
    ck_assert_str_eq(c.found, "");
    ck_assert_ptr_nonnull(c.evidence);
    free_case(&c);
    g_string_free(text, TRUE);
}
END_TEST

START_TEST(text_is_made_plain)
{
    Case c = read_report(SUITE "<testcase name='a&#9;&#10;b&#x9B;31m&lt;b&gt;'>"
                               "<failure>   \n\n first &amp; last\nmore</failure>"
                               "</testcase></testsuite>",
                         &docs);
    ck_assert_str_eq(c.found, "");
    const RunStep *step = &c.evidence->runs[0].run.steps[0];
    ck_assert_str_eq(step->id, "a b 31m<b>");
    ck_assert_str_eq(step->note, "first & last");
    free_case(&c);
}
END_TEST

START_TEST(long_messages_are_shortened)
{
    g_autoptr(GString) text = g_string_new(SUITE "<testcase name='t'><failure message='");
    for (int i = 0; i < 1000; i++)
        g_string_append(text, "é");
    g_string_append(text, "'/></testcase></testsuite>");
    Case c = read_report(text->str, &docs);
    const char *note = c.evidence->runs[0].run.steps[0].note;
    ck_assert_int_eq(g_utf8_strlen(note, -1), 201);
    ck_assert(g_str_has_suffix(note, "é…"));
    free_case(&c);
}
END_TEST

START_TEST(other_encodings)
{
    Case c = read_report("<?xml version='1.0' encoding='ISO-8859-1'?>\n" SUITE
                         "\n<testcase name='caf\xE9'/></testsuite>",
                         &docs);
    ck_assert_str_eq(c.found, "");
    ck_assert_str_eq(c.evidence->runs[0].run.steps[0].id, "café");
    free_case(&c);
    assert_found("<?xml version='1.0' encoding='ISO-8859-1'?>\n<testsuite>\n"
                 "<testcase name='caf\xE9' time='x'/></testsuite>",
                 "2:1 evidence-missing the test suite does not say when it ran\n"
                 "3:1 evidence-malformed time 'x' is not a number of seconds\n");
}
END_TEST

START_TEST(numbers_of_seconds)
{
    static const struct {
        const char *text;
        JunitSeconds state;
        double seconds;
    } cases[] = {
        {"1,234.5", JUNIT_SECONDS_KNOWN, 1234.5},
        {"1,234", JUNIT_SECONDS_KNOWN, 1234},
        {"1.234,5", JUNIT_SECONDS_KNOWN, 1234.5},
        {"0,250", JUNIT_SECONDS_KNOWN, 0.25},
        {"12,5", JUNIT_SECONDS_KNOWN, 12.5},
        {"1,234,567", JUNIT_SECONDS_KNOWN, 1234567},
        {"1e-3", JUNIT_SECONDS_KNOWN, 0.001},
        {" 0.5s ", JUNIT_SECONDS_KNOWN, 0.5},
        {"00:01:30.5", JUNIT_SECONDS_KNOWN, 90.5},
        {NULL, JUNIT_SECONDS_ABSENT, -1},
        {"", JUNIT_SECONDS_ABSENT, -1},
        {"-0.001", JUNIT_SECONDS_ODD, -1},
        {"-11770557.774", JUNIT_SECONDS_ODD, -1},
        {"NaN", JUNIT_SECONDS_ODD, -1},
        {"1e999", JUNIT_SECONDS_WRONG, -1},
        {"1 s", JUNIT_SECONDS_WRONG, -1},
        {"1.2.3", JUNIT_SECONDS_WRONG, -1},
        {"1:30", JUNIT_SECONDS_WRONG, -1},
        {"inf", JUNIT_SECONDS_WRONG, -1},
        {"0x10", JUNIT_SECONDS_WRONG, -1},
        {"11111111111111111111111111111111111111", JUNIT_SECONDS_WRONG, -1},
        {"0.00000000000000000000000000000000000000000001", JUNIT_SECONDS_WRONG, -1},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        double seconds = 0;
        ck_assert_msg(junit_seconds(cases[i].text, &seconds) == cases[i].state, "%s",
                      cases[i].text);
        ck_assert_double_eq(seconds, cases[i].seconds);
    }
}
END_TEST

START_TEST(instants)
{
    static const char *const same[] = {
        "2026-05-04T00:00:01Z",        "2026-05-04T00:00:01",      "2026-05-04T02:00:01.123+02:00",
        "2026-05-04T02:00:01+0200",    "2026-05-04 00:00:01",      "2026-05-04 00:00:01Z",
        "2026-05-04 02:00:01.5 +0200", "2026-05-03T19:00:01-0500",
    };
    static const char *const wrong[] = {"2026-05-04", "May 4, 2026 10:00:00 AM", "1777852801000",
                                        "2026-05-04T00:00:01+02", ""};
    Moment moment;
    for (size_t i = 0; i < G_N_ELEMENTS(same); i++) {
        ck_assert_msg(junit_moment(same[i], &moment), "%s", same[i]);
        assert_moment(moment, "2026-05-04T00:00:01Z");
    }
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
        ck_assert_msg(!junit_moment(wrong[i], &moment), "%s", wrong[i]);
}
END_TEST

START_TEST(findings_are_bounded)
{
    g_autoptr(GString) text = g_string_new("<testsuites>");
    for (int i = 0; i < 3000; i++)
        g_string_append(text, "<testsuite>" CASE "</testsuite>");
    g_string_append(text, "</testsuites>");
    Case c = read_report(text->str, &docs);
    ck_assert_uint_eq(diags_count(c.diags), EVIDENCE_MAX_FINDINGS + 1);
    free_case(&c);
}
END_TEST

static Suite *suite_junit(void)
{
    const TTest *const tests[] = {
        pytest_report,
        surefire_report,
        gotestsum_report,
        jest_report,
        bats_report,
        surefire_reruns,
        gradle_and_nunit_reports,
        times_that_are_none,
        outcomes_in_attributes,
        start_from_the_command_line,
        properties_of_cases,
        rules_say_where_cases_belong,
        rules_join_suites,
        what_comes_before_rules,
        inner_suites_and_namespace,
        without_times,
        failed_without_failing_case,
        properties,
        no_plan,
        nothing_in_it,
        not_well_formed,
        document_type_is_refused,
        deep_nesting_is_refused,
        crowded_tags_are_refused,
        text_is_made_plain,
        long_messages_are_shortened,
        other_encodings,
        numbers_of_seconds,
        instants,
        findings_are_bounded,
    };
    Suite *suite = suite_create("JUnit XML");
    TCase *tcase = tcase_create("JUnit XML");
    for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(suite_junit());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
