#include "history/run_log.h"

#include "evidence_case.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEAD "redbinder-log 1\n"
#define OPEN HEAD "2026-08-14T09:00:00Z\trun-begin\trun=r1\tplan=docs"
#define BEGIN OPEN "\n"
#define END "2026-08-14T10:00:00Z\trun-end\toutcome=passed\n"

static const EvidenceHints no_hints = {0};

static Case read_bytes(const char *text, size_t length, const EvidenceHints *hints)
{
    static const EvidenceFormat log = EVIDENCE_RUN_LOG;
    return case_read("logs/drill.log", text, length, hints, &log);
}

static Case read_log(const char *text)
{
    return read_bytes(text, strlen(text), &no_hints);
}

static void assert_found(const char *text, const char *expected)
{
    Case c = read_log(text);
    ck_assert_str_eq(c.found, expected);
    free_case(&c);
}

static Moment moment(const char *text)
{
    Moment read = {0};
    ck_assert(moment_parse(text, &read));
    return read;
}

START_TEST(whole_log)
{
    g_autofree char *text = NULL;
    gsize length = 0;
    ck_assert(g_file_get_contents("tests/golden/evidence/restore.log", &text, &length, NULL));
    Case c = read_bytes(text, length, &no_hints);
    ck_assert_str_eq(c.found, "");
    ck_assert_uint_eq(c.evidence->n_runs, 1);
    const Run *run = &c.evidence->runs[0].run;
    ck_assert_str_eq(run->id, "docs-2026-08-14");
    ck_assert_int_eq(run->kind, RUN_DRILL);
    ck_assert_int_eq(run->outcome, RUN_PASSED);
    ck_assert_str_eq(run->plan, "ai-docs-assistant");
    ck_assert_str_eq(run->runbook, "restore-database");
    ck_assert_str_eq(run->exercise, "quarterly-test");
    ck_assert_str_eq(run->operator_name, "Maria Silva");
    ck_assert_ptr_null(run->incident);
    ck_assert_str_eq(run->evidence, "drill.log");
    ck_assert_str_eq(run->evidence_hash, HASH);
    ck_assert_int_eq(run_measured_rto(run), 55 * 60);
    ck_assert_int_eq(run_measured_rpo(run), 25 * 60);
    ck_assert_uint_eq(run->n_steps, 2);
    ck_assert_int_eq(run->steps[0].exit_status, 0);
    ck_assert_str_eq(run->steps[0].by, "Maria Silva");
    ck_assert_int_eq(run->steps[0].ended.seconds - run->steps[0].started.seconds, 330);
    ck_assert_int_eq(run->steps[1].started.seconds, MOMENT_ABSENT);
    ck_assert_int_eq(run->steps[1].exit_status, -1);
    ck_assert_uint_eq(run->n_findings, 1);
    ck_assert_str_eq(run->findings[0].severity, "medium");
    ck_assert_int_eq(run->findings[0].closed.days, INT32_MIN);
    ck_assert_uint_eq(c.evidence->runs[0].run.n_notes, 1);
    free_case(&c);
}
END_TEST

START_TEST(cut_off_log)
{
    g_autofree char *text = NULL;
    gsize length = 0;
    ck_assert(g_file_get_contents("tests/golden/evidence/cut-off.log", &text, &length, NULL));
    Case c = read_bytes(text, length, &no_hints);
    ck_assert_str_eq(c.found,
                     "2:36 evidence-unfinished the log has no 'run-end': the run is taken in as "
                     "aborted\n"
                     "3:22 evidence-unfinished step 'decide' was begun and not ended: it is taken "
                     "in as failed\n"
                     "6:22 evidence-unfinished step 'failover' was begun and not ended: it is "
                     "taken in as failed\n");
    const Run *run = &c.evidence->runs[0].run;
    ck_assert_int_eq(run->outcome, RUN_ABORTED);
    ck_assert_int_eq(run->ended.seconds, MOMENT_ABSENT);
    ck_assert_uint_eq(run->n_steps, 3);
    ck_assert_int_eq(run->steps[0].outcome, STEP_FAILED);
    ck_assert_int_eq(run->steps[1].outcome, STEP_PASSED);
    ck_assert_int_eq(run->steps[2].outcome, STEP_FAILED);
    ck_assert_int_eq(run_measured_rto(run), -1);
    free_case(&c);
}
END_TEST

START_TEST(all_errors_at_once)
{
    assert_found(BEGIN "2026-08-14T09:01:00Z\tstep-begni\tstep=a\n"
                       "2026-08-14T09:02:00Z\tstep-end\tstep=a\toutcom=passed\n"
                       "yesterday\tnote\ttext=x\n"
                       "2026-08-14T09:03:00Z\tfinding\ttext=é\tdue=soon\tseverity=hihg\n"
                       "2026-08-14T09:04:00Z\tstep-end\tstep=b\toutcome=passed\tstatus=256\n" END,
                 "3:22 evidence-unknown unknown event 'step-begni'\n"
                 "4:22 evidence-missing 'step-end' needs the field 'outcome'\n"
                 "4:38 evidence-unknown 'step-end' has no field 'outcom'\n"
                 "5:1 evidence-malformed 'yesterday' is not a time\n"
                 "6:41 evidence-malformed 'soon' is not a date\n"
                 "6:55 evidence-unknown 'hihg' is none of 'low', 'medium', 'high', 'critical'\n"
                 "7:60 evidence-malformed '256' is not an exit status\n");
}
END_TEST

START_TEST(nearest_word)
{
    Case c = read_log(BEGIN "2026-08-14T09:01:00Z\tstep-begni\tstep=a\n");
    ck_assert_str_eq(diags_at(c.diags, 0)->help, "did you mean 'step-begin'?");
    free_case(&c);
    c = read_log(BEGIN "2026-08-14T09:01:00Z\tstep-begin\tstpe=a\n");
    ck_assert_str_eq(diags_at(c.diags, 1)->help, "did you mean 'step'?");
    free_case(&c);
}
END_TEST

START_TEST(spaces_for_tabs)
{
    Case c = read_log(HEAD "2026-08-14T09:00:00Z run-begin run=r1 plan=docs\n");
    ck_assert_str_eq(c.found, "2:1 evidence-malformed '2026-08-14T09:00:00Z run-begin run=r1 "
                              "plan=docs' is not a time\n");
    ck_assert_ptr_nonnull(strstr(diags_at(c.diags, 0)->help, "tabs"));
    free_case(&c);
    assert_found(BEGIN "2026-08-14T09:01:00Z\tnote\tjust words\n",
                 "3:22 evidence-missing 'note' needs the field 'text'\n"
                 "3:27 evidence-malformed 'just words' is not a field\n");
    assert_found(BEGIN "2026-08-14T09:01:00Z\tstep-end\tstep=a outcome=passed status=0\n"
                       "2026-08-14T09:01:00Z\tnote\ttext=he set step=4 by hand\n" END,
                 "3:37 evidence-malformed a space stands before 'outcome=' where a tab belongs\n");
    c = read_log(BEGIN "2026-08-14T09:01:00Z\tstep-begin step=a\n");
    ck_assert_ptr_nonnull(strstr(diags_at(c.diags, 0)->help, "tabs"));
    free_case(&c);
    c = read_log(BEGIN "2026-08-14T09:01:00Z step-begin\tstep=a\n");
    ck_assert_ptr_nonnull(strstr(diags_at(c.diags, 0)->help, "tabs"));
    free_case(&c);
}
END_TEST

#define RESUMED "2026-08-15T09:00:00Z\tresumed\toperator=Bo"

START_TEST(resumed_run_is_one_run)
{
    Case c = read_log(BEGIN "2026-08-14T09:01:00Z\tstep-begin\tstep=a\n"
                            "2026-08-14T09:02:00Z\trun-end\toutcome=aborted\n" RESUMED "\n"
                            "2026-08-15T09:01:00Z\tstep-end\tstep=a\toutcome=passed\n"
                            "2026-08-15T09:02:00Z\trun-end\toutcome=passed\n");
    ck_assert_str_eq(c.found, "");
    ck_assert_uint_eq(c.evidence->n_runs, 1);
    const Run *run = &c.evidence->runs[0].run;
    ck_assert_int_eq(run->outcome, RUN_PASSED);
    ck_assert_int_eq(run->ended.seconds, moment("2026-08-15T09:02:00Z").seconds);
    ck_assert_uint_eq(run->n_steps, 1);
    ck_assert_str_eq(run->steps[0].by, "Bo");
    ck_assert_str_eq(run->notes[0].text, "resumed by Bo");
    free_case(&c);
    c = read_log(BEGIN END RESUMED "\n"); /* and broke off once more */
    ck_assert_int_eq(c.evidence->runs[0].run.outcome, RUN_ABORTED);
    ck_assert_int_eq(c.evidence->runs[0].run.ended.seconds, MOMENT_ABSENT);
    free_case(&c);
    assert_found(HEAD RESUMED "\n", "2:22 evidence-order 'resumed' stands before 'run-begin'\n");
}
END_TEST

/* What a script says of itself at first, and when it is resumed, and what counts. */
START_TEST(script_is_as_bad_as_it_ever_was)
{
    static const struct {
        const char *first, *then;
        ScriptState state;
    } cases[] = {
        {"\tscript=intact", "\tscript=intact", SCRIPT_INTACT},
        {"\tscript=intact", "\tscript=modified", SCRIPT_MODIFIED},
        {"\tscript=modified", "\tscript=intact", SCRIPT_MODIFIED},
        {"\tscript=modified", "", SCRIPT_MODIFIED},
        {"\tscript=intact", "", SCRIPT_UNKNOWN},
        {"", "\tscript=intact", SCRIPT_UNKNOWN},
        {"", "\tscript=modified", SCRIPT_MODIFIED},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text =
            g_strdup_printf(HEAD "2026-08-14T09:00:00Z\trun-begin\trun=r1\tplan=docs%s\n%s%s\n" END,
                            cases[i].first, "2026-08-14T09:30:00Z\tresumed", cases[i].then);
        Case c = read_log(text);
        ck_assert_str_eq(c.found, "");
        ck_assert_int_eq(c.evidence->runs[0].run.script, cases[i].state);
        free_case(&c);
    }
    assert_found(BEGIN "2026-08-14T09:30:00Z\tresumed\tscript=unknown\n" END,
                 "3:37 evidence-unknown 'unknown' is none of 'intact', 'modified'\n");
}
END_TEST

START_TEST(decisions_and_steps_undone)
{
    assert_found(BEGIN "2026-08-14T09:01:00Z\tdecided\n"
                       "2026-08-14T09:01:00Z\tdecided\tstep=a\tanswer=yes\n"
                       "2026-08-14T09:01:00Z\tdecided\tstep=a/b\tanswer=yes\n" END,
                 "");
    assert_found(BEGIN "2026-08-14T09:01:00Z\tdecided\n"
                       "2026-08-14T09:01:00Z\tdecided\n"
                       "2026-08-14T09:01:00Z\tdecided\tstep=a\n"
                       "2026-08-14T09:01:00Z\tdecided\tanswer=yes\n"
                       "2026-08-14T09:01:00Z\trollback-begin\tstep=a\n"
                       "2026-08-14T09:01:00Z\tstep-end\tstep=a/\toutcome=passed\tattempt=0\n"
                       "2026-08-14T09:01:00Z\tnote\ttext=x\tmono=1.5\n" END,
                 "4:22 evidence-duplicate 'decided' stands twice\n"
                 "5:22 evidence-missing 'decided' of a step needs the field 'answer'\n"
                 "6:22 evidence-missing 'decided' of a step needs the field 'step'\n"
                 "7:42 evidence-order step 'a' is undone and was never begun\n"
                 "8:36 evidence-malformed step 'a/' is not an id\n"
                 "8:62 evidence-malformed '0' is not a number of tries\n"
                 "9:39 evidence-malformed '1.5' is not a number of seconds\n");
    Case c = read_log(BEGIN "2026-08-14T09:01:00Z\tstep-end\tstep=a\toutcome=passed\n"
                            "2026-08-14T09:02:00Z\trollback-begin\tstep=a\n"
                            "2026-08-14T09:03:00Z\trollback-end\tstep=a\toutcome=failed\n" END);
    ck_assert(!c.evidence->runs[0].run.steps[0].undone);
    ck_assert_str_eq(c.evidence->runs[0].run.notes[0].text, "undoing it failed");
    free_case(&c);
}
END_TEST

/* Only the last time that the service was back counts. */
START_TEST(service_lost_again)
{
    Case c = read_log(BEGIN "2026-08-14T09:10:00Z\tservice-back\n"
                            "2026-08-14T09:11:00Z\tverified\n"
                            "2026-08-14T09:12:00Z\trecovered-to\tat=2026-08-14T08:00:00Z\n"
                            "2026-08-14T09:13:00Z\tservice-lost\n"
                            "2026-08-14T09:30:00Z\tservice-back\n" END);
    ck_assert_str_eq(c.found, "");
    const Run *run = &c.evidence->runs[0].run;
    ck_assert_int_eq(run_measured_rto(run), 30 * 60);
    ck_assert_int_eq(run_measured_rpo(run), -1);
    ck_assert_int_eq(run_measured_wrt(run), -1);
    ck_assert_uint_eq(run->n_notes, 1);
    ck_assert_str_eq(run->notes[0].text, "the service was lost again");
    free_case(&c);
    assert_found(BEGIN "2026-08-14T09:10:00Z\tservice-lost\n" END,
                 "3:22 evidence-order 'service-lost' stands before 'service-back'\n");
    assert_found(BEGIN "2026-08-14T09:10:00Z\tservice-back\n"
                       "2026-08-14T09:13:00Z\tservice-lost\n"
                       "2026-08-14T09:20:00Z\tservice-back\n"
                       "2026-08-14T09:30:00Z\tservice-back\n" END,
                 "6:22 evidence-duplicate 'service-back' stands twice\n");
}
END_TEST

START_TEST(said_twice)
{
    assert_found(BEGIN "2026-08-14T09:01:00Z\tnote\ttext=a\ttext=b\n"
                       "2026-08-14T09:02:00Z\tdeclared\n"
                       "2026-08-14T09:02:00Z\tdeclared\n"
                       "2026-08-14T09:03:00Z\tstep-end\tstep=a\toutcome=failed\n"
                       "2026-08-14T09:04:00Z\tstep-end\tstep=a\toutcome=passed\n"
                       "2026-08-14T09:05:00Z\trun-begin\trun=r2\tplan=docs\n" END,
                 "3:39 evidence-duplicate field 'text' stands twice in this line\n"
                 "5:22 evidence-duplicate 'declared' stands twice\n"
                 "7:22 evidence-duplicate step 'a' is ended twice\n"
                 "8:22 evidence-duplicate 'run-begin' stands twice\n");
}
END_TEST

START_TEST(out_of_order)
{
    assert_found(HEAD "2026-08-14T08:00:00Z\tdeclared\n"
                      "2026-08-14T08:00:00Z\tservice-back\n",
                 "2:22 evidence-order 'declared' stands before 'run-begin'\n");
    assert_found(BEGIN END "2026-08-14T11:00:00Z\tnote\ttext=late\n",
                 "4:22 evidence-order 'note' stands after 'run-end'\n");
    assert_found(HEAD "# nothing\n\n", "1:1 evidence-empty the log has no 'run-begin'\n");
    assert_found("redbinder-log 2\n" END,
                 "1:1 evidence-format the first line is not 'redbinder-log 1'\n");
}
END_TEST

START_TEST(backward_clock)
{
    Case c = read_log(BEGIN "2026-08-14T08:00:00Z\tnote\ttext=x\n"
                            "2026-08-14T09:30:00Z\tservice-back\tat=2026-08-14T09:40:00Z\n" END);
    ck_assert_str_eq(c.found,
                     "3:22 evidence-clock 'note' is 1 h earlier than the line before\n"
                     "4:38 evidence-clock '2026-08-14T09:40:00Z' is later than the line that "
                     "tells of it\n");
    ck_assert_ptr_nonnull(c.evidence);
    free_case(&c);
}
END_TEST

START_TEST(ids_and_hash)
{
    assert_found(HEAD "2026-08-14T09:00:00Z\trun-begin\trun=r 1\tplan=My Plan\thash=12\n" END,
                 "2:45 evidence-malformed plan 'My Plan' is not an id\n"
                 "2:58 evidence-malformed '12' is not a SHA-256\n");
    assert_found(HEAD "2026-08-14T09:00:00Z\trun-begin\tplan=docs\trun=\n" END,
                 "2:22 evidence-missing 'run-begin' needs the field 'run'\n");
}
END_TEST

START_TEST(hints_fill_gaps)
{
    static const EvidenceHints hints = {.plan = "hinted", .exercise = "drill"};
    const char *bare = HEAD "2026-08-14T09:00:00Z\trun-begin\trun=r1\n" END;
    Case c = read_bytes(bare, strlen(bare), &hints);
    ck_assert_str_eq(c.found, "");
    ck_assert_str_eq(c.evidence->runs[0].run.plan, "hinted");
    free_case(&c);
    c = read_bytes(BEGIN END, strlen(BEGIN END), &hints);
    ck_assert_str_eq(c.evidence->runs[0].run.plan, "docs");
    ck_assert_str_eq(c.evidence->runs[0].run.exercise, "drill");
    free_case(&c);
    assert_found(bare, "2:36 evidence-plan-missing nothing says which plan this run belongs to\n");
}
END_TEST

START_TEST(bytes_that_are_no_text)
{
    assert_found(BEGIN "2026-08-14T09:01:00Z\tnote\ttext=\xC3\x28\n" END,
                 "3:32 evidence-encoding not UTF-8, or a control character (byte 0xC3)\n");
    assert_found(BEGIN "2026-08-14T09:01:00Z\tnote\ttext=a\x1B[2J\n" END,
                 "3:33 evidence-encoding control character (byte 0x1B)\n");
    static const char nul[] = BEGIN "2026-08-14T09:01:00Z\tnote\ttext=a\0b\n" END;
    Case c = read_bytes(nul, sizeof nul - 1, &no_hints);
    ck_assert_str_eq(c.found, "3:33 evidence-encoding control character (byte 0x00)\n");
    free_case(&c);
}
END_TEST

START_TEST(line_ends_of_windows)
{
    Case c = read_log("redbinder-log 1\r\n"
                      "2026-08-14T09:00:00Z\trun-begin\trun=r1\tplan=docs\r\n"
                      "2026-08-14T10:00:00Z\trun-end\toutcome=passed\r\n");
    ck_assert_str_eq(c.found, "");
    ck_assert_str_eq(c.evidence->runs[0].run.plan, "docs");
    free_case(&c);
}
END_TEST

/* Values as `printf '\n%s\n' … | sha256sum` gives them. */
#define SEALED_BEGIN                                                                               \
    "2026-08-14T09:00:00Z\trun-begin\trun=r1\tplan=docs\tchain="                                   \
    "b572fe7e2c8437f44dc2772d25b73ce0e9eda328823036e64a24e19747756d16\n"
#define END_VALUE "ee991a9648cacbfc69c30169731a8215a33911d78cede978825231a8a4744b30"
#define SEALED_END "2026-08-14T10:00:00Z\trun-end\toutcome=passed\tchain=" END_VALUE "\n"

static void assert_seal(const char *text, LogSeal seal, const char *head)
{
    Case c = read_log(text);
    ck_assert_str_eq(c.found, "");
    const Run *run = &c.evidence->runs[0].run;
    ck_assert_int_eq(run->seal, seal);
    ck_assert_pstr_eq(run->seal_head, head);
    free_case(&c);
}

START_TEST(seal_is_kept)
{
    assert_seal(HEAD SEALED_BEGIN SEALED_END, LOG_SEALED, END_VALUE);
    assert_seal(HEAD SEALED_BEGIN END, LOG_SEALED_PARTLY,
                "b572fe7e2c8437f44dc2772d25b73ce0e9eda328823036e64a24e19747756d16");
    assert_seal(BEGIN END, LOG_NOT_SEALED, NULL);
}
END_TEST

/* A line that a full disk has cut off is no reason to refuse what stands before it. */
START_TEST(torn_line_is_left_out)
{
    Case c = read_log(HEAD SEALED_BEGIN "2026-08-14T10:00:00Z\trun-end\toutcome=pas");
    ck_assert_str_eq(c.found,
                     "2:36 evidence-unfinished the log has no 'run-end': the run is taken in as "
                     "aborted\n"
                     "3:1 evidence-unfinished the last line was not written whole: it is left "
                     "out\n");
    ck_assert_uint_eq(c.evidence->n_runs, 1);
    ck_assert_int_eq(c.evidence->runs[0].run.seal, LOG_SEALED_PARTLY);
    free_case(&c);
    /* With its line end, or where nothing is sealed, it is what was written. */
    assert_found(HEAD SEALED_BEGIN "2026-08-14T10:00:00Z\trun-end\toutcome=pas\n",
                 "3:38 evidence-unknown 'pas' is none of 'passed', 'failed', 'aborted'\n");
    assert_found(BEGIN "2026-08-14T10:00:00Z\trun-end\toutcome=pas",
                 "3:38 evidence-unknown 'pas' is none of 'passed', 'failed', 'aborted'\n");
}
END_TEST

START_TEST(broken_seal)
{
    assert_found(HEAD SEALED_BEGIN "2026-08-14T09:01:00Z\tdeclared\n" SEALED_END,
                 "4:51 evidence-seal-broken this line, or what stood before it, is not as it was "
                 "sealed\n");
    assert_found(HEAD SEALED_BEGIN "2026-08-14T10:00:00Z\trun-end\toutcome=failed\tchain=" END_VALUE
                                   "\n",
                 "3:51 evidence-seal-broken this line, or what stood before it, is not as it was "
                 "sealed\n");
    Case c = read_log(HEAD SEALED_BEGIN
                      "2026-08-14T10:00:00Z\trun-end\toutcome=failed\tchain=" END_VALUE "\n");
    ck_assert_ptr_null(c.evidence);
    const Diag *diag = diags_at(c.diags, 0);
    ck_assert_uint_eq(diag->notes->len, 1);
    const Note *note = diag->notes->pdata[0];
    ck_assert_uint_eq(source_place(c.source, note->span.offset).line, 2);
    free_case(&c);
}
END_TEST

/* A value that is none is told once. */
START_TEST(seal_that_is_none)
{
    assert_found(BEGIN "2026-08-14T10:00:00Z\trun-end\toutcome=passed\tchain=deadbeef\n",
                 "3:51 evidence-malformed 'chain' is not a SHA-256\n");
    assert_found(BEGIN "2026-08-14T10:00:00Z\trun-end\toutcome=passed\tchain=\n",
                 "3:51 evidence-malformed 'chain' is not a SHA-256\n");
    assert_found(BEGIN "2026-08-14T10:00:00Z\trun-end\tchain=" END_VALUE "\toutcome=passed\n",
                 "3:36 evidence-malformed 'chain' is not the last field of its line\n");
}
END_TEST

START_TEST(hostile_text_is_kept_as_it_is)
{
    Case c = read_log(BEGIN "2026-08-14T09:01:00Z\tnote\ttext='); DROP TABLE runs; --\n"
                            "2026-08-14T09:02:00Z\tfinding\ttext=<script>%s%n</script>\n" END);
    ck_assert_str_eq(c.found, "");
    ck_assert_str_eq(c.evidence->runs[0].run.notes[0].text, "'); DROP TABLE runs; --");
    ck_assert_str_eq(c.evidence->runs[0].run.findings[0].text, "<script>%s%n</script>");
    free_case(&c);
}
END_TEST

START_TEST(findings_are_bounded)
{
    g_autoptr(GString) log = g_string_new(BEGIN);
    for (int i = 0; i < 5000; i++)
        g_string_append(log, "nonsense\n");
    Case c = read_bytes(log->str, log->len, &no_hints);
    ck_assert_uint_eq(diags_count(c.diags), EVIDENCE_MAX_FINDINGS + 1);
    free_case(&c);
    g_string_assign(log, BEGIN "2026-08-14T09:01:00Z\tnote\ttext=");
    for (int i = 0; i < 5000; i++)
        g_string_append_c(log, 'x');
    c = read_bytes(log->str, log->len, &no_hints);
    ck_assert_str_eq(c.found, "3:32 evidence-malformed field 'text' is longer than 4096 bytes\n");
    free_case(&c);
}
END_TEST

START_TEST(measures)
{
    Run run = {.declared = {MOMENT_ABSENT},
               .started = moment("2026-01-01T10:00:00Z"),
               .ended = {MOMENT_ABSENT},
               .service_back = {MOMENT_ABSENT},
               .recovered_to = {MOMENT_ABSENT}};
    ck_assert_int_eq(run_measured_rto(&run), -1);
    ck_assert_int_eq(run_measured_rpo(&run), -1);
    ck_assert_int_eq(run_date(&run).days, moment_date(run.started).days);
    run.service_back = moment("2026-01-01T11:00:00Z");
    ck_assert_int_eq(run_measured_rto(&run), 3600);
    run.declared = moment("2026-01-01T09:30:00Z");
    ck_assert_int_eq(run_measured_rto(&run), 5400);
    run.service_back = moment("2026-01-01T09:00:00Z");
    ck_assert_int_eq(run_measured_rto(&run), -1);
    run.recovered_to = moment("2026-01-01T09:00:00Z");
    ck_assert_int_eq(run_measured_rpo(&run), 1800);
    run.recovered_to = moment("2026-01-01T09:45:00Z");
    ck_assert_int_eq(run_measured_rpo(&run), 0);
    run.ended = moment("2026-01-02T00:00:00Z");
    ck_assert_int_eq(run_date(&run).days, moment_date(run.started).days + 1);
}
END_TEST

START_TEST(what_it_was_about)
{
    Case c =
        read_log(OPEN "\ttype=restore\tscenario=flood\tsite=island\tbackup=s 1\tchecksum=failed"
                      "\tobserver=Ana Ito\tservices=api, orders,api\toperator=Jo\n"
                      "2026-08-14T09:00:01Z\tparticipant\tname=maria-silva\trole=lead\n"
                      "2026-08-14T09:00:01Z\tparticipant\tname=Jo\trole=operator\n"
                      "2026-08-14T09:00:02Z\tbackup\tset=s 1\n"
                      "2026-08-14T09:00:03Z\trun-end\toutcome=passed\n");
    ck_assert_str_eq(c.found, "");
    const Run *run = &c.evidence->runs[0].run;
    ck_assert_str_eq(run->type, "restore");
    ck_assert_str_eq(run->scenario, "flood");
    ck_assert_str_eq(run->site, "island");
    ck_assert_str_eq(run->backup, "s 1");
    ck_assert_int_eq(run->checksum, CHECKSUM_FAILED);
    ck_assert_str_eq(run->observer, "Ana Ito");
    ck_assert_uint_eq(run->n_services, 2);
    ck_assert_str_eq(run->services[1], "orders");
    ck_assert_uint_eq(run->n_people, 2);
    ck_assert_str_eq(run->people[0].name, "Jo");
    ck_assert_str_eq(run->people[0].role, "operator");
    ck_assert_str_eq(run->people[1].role, "lead");
    free_case(&c);
}
END_TEST

START_TEST(another_set_of_copies)
{
    Case c = read_log(OPEN "\tbackup=s1\tchecksum=failed\n"
                           "2026-08-14T09:00:02Z\tbackup\tset=s2\n"
                           "2026-08-14T09:00:03Z\trun-end\toutcome=passed\n");
    ck_assert_str_eq(c.evidence->runs[0].run.backup, "s2");
    ck_assert_int_eq(c.evidence->runs[0].run.checksum, CHECKSUM_UNKNOWN);
    free_case(&c);
    assert_found(OPEN "\ttype=restor\tchecksum=ok\tservices=api,B C\tsite=Is\n"
                      "2026-08-14T09:00:03Z\trun-end\toutcome=passed\n",
                 "2:54 evidence-unknown 'restor' is none of 'tabletop', 'walkthrough', "
                 "'simulation', 'restore', 'failover', 'full', 'training', 'audit', 'review'\n"
                 "2:70 evidence-unknown 'ok' is none of 'passed', 'failed'\n"
                 "2:86 evidence-malformed service 'B' is not an id\n"
                 "2:88 evidence-malformed service 'C' is not an id\n"
                 "2:95 evidence-malformed site 'Is' is not an id\n");
}
END_TEST

/* How a finding was closed is told by an act beside the run. */
START_TEST(findings_are_closed)
{
    Case c = read_log(OPEN "\toperator=Jo\n"
                           "2026-08-14T09:00:02Z\tfinding\ttext=slow\tclosed=2026-08-13\t"
                           "commit=abc123\tretest=r1\n"
                           "2026-08-14T09:00:02Z\tfinding\ttext=dark\tclosed=2026-08-13\n"
                           "2026-08-14T09:00:03Z\trun-end\toutcome=passed\n");
    ck_assert_str_eq(c.found, "");
    ck_assert_uint_eq(c.evidence->runs[0].run.n_findings, 2);
    ck_assert_uint_eq(c.evidence->n_acts, 1);
    const Act *act = &c.evidence->acts[0];
    ck_assert_int_eq(act->kind, ACT_FINDING);
    ck_assert_str_eq(act->subject, "slow");
    ck_assert_str_eq(act->plan, "docs");
    ck_assert_str_eq(act->commit, "abc123");
    ck_assert_str_eq(act->retest, "r1");
    ck_assert_str_eq(act->by, "Jo");
    ck_assert_int_eq(act->closed.days, act->date.days);
    ck_assert_str_eq(act->evidence_hash, HASH);
    free_case(&c);
}
END_TEST

static Suite *suite_runlog(void)
{
    const TTest *const tests[] = {
        whole_log,
        cut_off_log,
        all_errors_at_once,
        nearest_word,
        service_lost_again,
        said_twice,
        spaces_for_tabs,
        resumed_run_is_one_run,
        script_is_as_bad_as_it_ever_was,
        decisions_and_steps_undone,
        out_of_order,
        backward_clock,
        ids_and_hash,
        hints_fill_gaps,
        bytes_that_are_no_text,
        line_ends_of_windows,
        findings_are_bounded,
        hostile_text_is_kept_as_it_is,
        measures,
        what_it_was_about,
        another_set_of_copies,
        findings_are_closed,
        seal_is_kept,
        torn_line_is_left_out,
        broken_seal,
        seal_that_is_none,
    };
    Suite *suite = suite_create("run log");
    TCase *tcase = tcase_create("run log");
    for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(suite_runlog());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
