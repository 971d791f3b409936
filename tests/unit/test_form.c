#include "history/evidence.h"
#include "history/form.h"

#include "library_text.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define HEAD "# a form\nform: 1\nplan: docs\nrunbook: restore\ndate: 2026-08-14\n"
#define BARE HEAD "started: 09:00\noutcome: passed\n"

/* A form, its run and its findings. */
typedef struct Case {
    Source *source;
    Diags *diags;
    Evidence *evidence;
    char *found; /* "line:column rule text" lines, sorted */
} Case;

static Case read_form(const char *text)
{
    static const EvidenceHints hints = {0};
    Case c = {.diags = diags_new()};
    c.source = source_new_take("night.yaml", g_strdup(text), strlen(text));
    EvidenceInput input = {c.source, HASH, &hints};
    EvidenceFormat format = EVIDENCE_JUNIT;
    ck_assert(evidence_format(c.source, &format, c.diags));
    ck_assert_int_eq(format, EVIDENCE_FORM);
    c.evidence = evidence_read(&input, format, c.diags);
    diags_sort(c.diags);
    GString *found = g_string_new(NULL);
    for (size_t i = 0; i < diags_count(c.diags); i++) {
        const Diag *diag = diags_at(c.diags, i);
        Place place = source_place(c.source, diag->span.offset);
        g_string_append_printf(found, "%u:%u %s %s\n", place.line, place.column, diag->rule->id,
                               diag->text);
    }
    c.found = g_string_free(found, FALSE);
    return c;
}

static void free_case(Case *c)
{
    g_free(c->found);
    evidence_free(c->evidence);
    diags_free(c->diags);
    source_free(c->source);
}

static void assert_found(const char *text, const char *expected)
{
    Case c = read_form(text);
    ck_assert_str_eq(c.found, expected);
    ck_assert_ptr_null(c.evidence);
    free_case(&c);
}

static int64_t at(const char *text)
{
    Moment read = {0};
    ck_assert(moment_parse(text, &read));
    return read.seconds;
}

START_TEST(whole_form)
{
    Case c = read_form(HEAD "hash: '" HASH "'\nversion: '1.2'\nkind: incident\nincident: fire\n"
                            "type: restore\nscenario: flood\nservices: api, orders\nsite: island\n"
                            "backup: nightly 12\nchecksum: passed\nobserver: Ana Ito\n"
                            "participants: [Jo B. (dock master), ____, Maria Silva (lead)]\n"
                            "operator: Maria Silva\nzone: +02:00\n"
                            "declared: 23:30\ndecided: 23:40\nstarted: 23:45\n"
                            "service-back: 2026-08-15 00:50\nverified: 2026-08-15T01:10:00+02:00\n"
                            "recovered-to: 2026-08-14 22:00:30\nended: 2026-08-15 1:20\n"
                            "outcome: failed\nsteps:\n"
                            "  - {id: fetch, outcome: passed, start: 23:46, end: 23:50, by: MS}\n"
                            "  - {id: ask, outcome: passed, end: 23:55, answer: 'yes', by: JB}\n"
                            "  - {id: call/load, outcome: failed, note: tape torn}\n"
                            "  - {id: look, outcome: ____, start: ____, note: ________}\n"
                            "findings: [{text: rope is short, severity: low, due: 2026-09-30,"
                            " closed: 2026-08-14, commit: abc, retest: ____},"
                            " {text: ____, severity: ____}]\n"
                            "notes: [it rained, ____]\n");
    ck_assert_str_eq(c.found, "");
    const Run *run = &c.evidence->runs[0].run;
    ck_assert_str_eq(run->id, "form-0123456789ab");
    ck_assert_int_eq(run->kind, RUN_INCIDENT);
    ck_assert_int_eq(run->outcome, RUN_FAILED);
    ck_assert_int_eq(run->script, SCRIPT_UNKNOWN);
    ck_assert_str_eq(run->runbook_hash, HASH);
    ck_assert_str_eq(run->version, "1.2");
    ck_assert_int_eq(run->declared.seconds, at("2026-08-14T21:30:00Z"));
    ck_assert_int_eq(run->decided.seconds, at("2026-08-14T21:40:00Z"));
    ck_assert_int_eq(run->started.seconds, at("2026-08-14T21:45:00Z"));
    ck_assert_int_eq(run->ended.seconds, at("2026-08-14T23:20:00Z"));
    ck_assert_int_eq(run_measured_rto(run), 80 * 60);
    ck_assert_int_eq(run_measured_wrt(run), 20 * 60);
    ck_assert_int_eq(run_measured_rpo(run), 90 * 60 - 30);
    ck_assert_uint_eq(run->n_steps, 3);
    ck_assert_int_eq(run->steps[0].ended.seconds, at("2026-08-14T21:50:00Z"));
    ck_assert_int_eq(run->steps[1].started.seconds, MOMENT_ABSENT);
    ck_assert_str_eq(run->steps[2].id, "call/load");
    ck_assert_int_eq(run->steps[2].ended.seconds, MOMENT_ABSENT);
    ck_assert_str_eq(run->steps[2].note, "tape torn");
    ck_assert_uint_eq(run->n_findings, 1);
    ck_assert_str_eq(run->type, "restore");
    ck_assert_str_eq(run->scenario, "flood");
    ck_assert_str_eq(run->services[1], "orders");
    ck_assert_str_eq(run->site, "island");
    ck_assert_str_eq(run->backup, "nightly 12");
    ck_assert_int_eq(run->checksum, CHECKSUM_PASSED);
    ck_assert_str_eq(run->observer, "Ana Ito");
    ck_assert_uint_eq(run->n_people, 4);
    ck_assert_str_eq(run->people[0].role, "lead");
    ck_assert_str_eq(run->people[1].name, "Jo B.");
    ck_assert_str_eq(run->people[1].role, "dock master");
    ck_assert_uint_eq(c.evidence->n_acts, 1);
    ck_assert_str_eq(c.evidence->acts[0].commit, "abc");
    ck_assert_ptr_null(c.evidence->acts[0].retest);
    ck_assert_uint_eq(run->n_notes, 2);
    ck_assert_str_eq(run->notes[0].text, "answered 'yes'");
    ck_assert_str_eq(run->notes[1].text, "it rained");
    free_case(&c);
}
END_TEST

START_TEST(little_is_enough)
{
    Case c = read_form(BARE);
    ck_assert_str_eq(c.found, "");
    ck_assert_int_eq(c.evidence->runs[0].run.kind, RUN_DRILL);
    ck_assert_int_eq(c.evidence->runs[0].run.ended.seconds, MOMENT_ABSENT);
    free_case(&c);
}
END_TEST

START_TEST(mistakes_have_places)
{
    assert_found(HEAD "started: ____\noutcome: passt\nkind: dril\n",
                 "6:10 evidence-missing the form does not say when work was started\n"
                 "7:10 evidence-unknown 'passt' is none of 'passed', 'failed', 'aborted'\n"
                 "8:7 evidence-unknown 'dril' is none of 'drill', 'incident', 'test'\n");
    assert_found(BARE "declared: half past nine\nended: 8:59\nzone: CET\n",
                 "10:7 evidence-malformed 'CET' is not a zone\n");
    assert_found(BARE "declared: half past nine\nended: 8:59\n",
                 "8:11 evidence-malformed 'half past nine' is not a time\n"
                 "9:8 evidence-malformed '8:59' is earlier than '09:00'\n");
    assert_found(BARE "steps:\n  - {id: a, start: 09:10, end: 09:09, outcome: passed}\n"
                      "  - {id: B, outcome: skipped}\n  - {id: c, note: done}\n"
                      "findings: [{severity: low}, {text: x, severity: huge}]\n",
                 "9:32 evidence-malformed '09:09' is earlier than '09:10'\n"
                 "10:10 evidence-malformed step 'B' is not an id\n"
                 "11:10 evidence-missing the form does not say how this step ended: add its "
                 "`outcome`\n"
                 "12:23 evidence-missing the form does not say what was found: add its `text`\n"
                 "12:49 evidence-unknown 'huge' is none of 'low', 'medium', 'high', 'critical'\n");
    assert_found("form: 2\ndate: 2026-08-14\nstarted: 1:00\noutcome: passed\n",
                 "1:7 evidence-format '2' is no form of this program\n");
    assert_found(BARE "outcom: passed\n", "8:1 key-unknown 'outcom' is not a key of Form\n");
    assert_found(HEAD "started: 09:00\n", "1:1 key-missing `outcome` is missing in Form\n");
}
END_TEST

START_TEST(what_is_no_form)
{
    static const char *const texts[] = {"# form: 1\n", "forms: 1\n", " \n#\nplan: a\n", ""};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        ck_assert(!form_begins(texts[i]));
    ck_assert(form_begins("form: 1"));
    ck_assert(form_begins("# x\n\n  # y\r\nform: 1"));
}
END_TEST

/* What is printed can be read again: as it is, it lacks but what a person has to write. */
START_TEST(printed_form_is_one)
{
    LibraryText text = library_text_new();
    temp_folder_write(text.folder, "a/plan.yaml", "title: A\nversion: \"it's: #1\"\n");
    temp_folder_write(text.folder, "a/runbooks/fix.yaml",
                      "title: 'Fix: # it'\nsteps:\n"
                      "  - {id: one, title: 'a: #b', takes: 5m, manual: x}\n"
                      "  - {id: two, title: T, call: lift}\n"
                      "  - {id: three, title: T, decide: x, choices: [a, b]}\n");
    temp_folder_write(text.folder, "a/runbooks/lift.yaml",
                      "title: T\nsteps: [{id: rope, title: T, manual: x}]\n");
    library_text_read(&text);
    g_autoptr(GString) form = g_string_new(NULL);
    history_form((const Runbook *)library_text_find(&text, "fix"), form);
    Case c = read_form(form->str);
    ck_assert_ptr_nonnull(strstr(c.found, "on which day"));
    ck_assert_ptr_nonnull(strstr(c.found, "when work was started"));
    ck_assert_ptr_nonnull(strstr(c.found, "how the run ended"));
    ck_assert_uint_eq(diags_count(c.diags), 3);
    ck_assert_ptr_nonnull(strstr(form->str, "- id: two/rope\n"));
    ck_assert_ptr_nonnull(strstr(form->str, "    answer: "));
    free_case(&c);
    library_text_clear(&text);
}
END_TEST

static Suite *suite_form(void)
{
    const TTest *const tests[] = {
        whole_form, little_is_enough, mistakes_have_places, what_is_no_form, printed_form_is_one,
    };
    Suite *suite = suite_create("form");
    TCase *tcase = tcase_create("form");
    for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(suite_form());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
