#include "history/form.h"
#include "history/known_names.h"

#include "evidence_case.h"
#include "library_text.h"

#include <stdlib.h>
#include <string.h>

static Case read_with(const char *text, const EvidenceHints *hints)
{
    return case_read("acts/calls.yaml", text, strlen(text), hints, NULL);
}

static Case read_text(const char *text)
{
    static const EvidenceHints hints = {0};
    return read_with(text, &hints);
}

static void assert_found(const char *text, const char *expected)
{
    Case c = read_text(text);
    ck_assert_str_eq(c.found, expected);
    ck_assert_ptr_null(c.evidence);
    free_case(&c);
}

static void assert_day(Date date, const char *expected)
{
    char buffer[DATE_TEXT_SIZE];
    ck_assert_int_ne(date.days, INT32_MIN);
    ck_assert_str_eq(date_format(date, buffer), expected);
}

START_TEST(calls_on_a_form)
{
    Case c = read_text("form: 1\nkind: contact # tried\nplan: docs\ndate: 2026-08-14\nby: Jo\n"
                       "entries:\n"
                       "  - {subject: maria-silva, passed: yes, note: ________}\n"
                       "  - {subject: ana-ito, passed: 'no', note: old number, date: 2026-08-15}\n"
                       "  - {subject: somebody-else, passed: ________, note: ________}\n");
    ck_assert_str_eq(c.found, "");
    ck_assert_uint_eq(c.evidence->n_runs, 0);
    ck_assert_uint_eq(c.evidence->n_acts, 2);
    const Act *reached = &c.evidence->acts[0];
    ck_assert_int_eq(reached->kind, ACT_CONTACT);
    ck_assert_str_eq(reached->plan, "docs");
    ck_assert_str_eq(reached->subject, "maria-silva");
    ck_assert_str_eq(reached->by, "Jo");
    ck_assert(reached->passed);
    ck_assert_ptr_null(reached->note);
    ck_assert_int_eq(reached->until.days, INT32_MIN);
    ck_assert_str_eq(reached->evidence, "calls.yaml");
    ck_assert_str_eq(reached->evidence_hash, HASH);
    assert_day(reached->date, "2026-08-14");
    const Act *missed = &c.evidence->acts[1];
    ck_assert(!missed->passed);
    ck_assert_str_eq(missed->note, "old number");
    assert_day(missed->date, "2026-08-15");
    free_case(&c);
}
END_TEST

START_TEST(one_act_on_a_form)
{
    Case c = read_text("form: 1\nkind: approval\nplan: docs\nsubject: '2.1'\ncommit: abc\n"
                       "date: 2026-08-14\nby: Jo\nrole: CISO\nuntil: 2027-08-14\n");
    ck_assert_str_eq(c.found, "");
    const Act *act = &c.evidence->acts[0];
    ck_assert_int_eq(act->kind, ACT_APPROVAL);
    ck_assert_str_eq(act->subject, "2.1");
    ck_assert_str_eq(act->commit, "abc");
    ck_assert_str_eq(act->role, "CISO");
    assert_day(act->until, "2027-08-14");
    free_case(&c);
    c = read_text("form: 1\nkind: finding\nplan: docs\nsubject: 'slow: very'\ndate: 2026-08-14\n"
                  "closed: 2026-08-13\nretest: r1\n");
    ck_assert_str_eq(c.found, "");
    ck_assert_str_eq(c.evidence->acts[0].retest, "r1");
    assert_day(c.evidence->acts[0].closed, "2026-08-13");
    free_case(&c);
}
END_TEST

START_TEST(mistakes_on_a_form)
{
    assert_found("form: 1\nkind: contact\nuntil: 2026-08-14\nsubject: jo\npassed: maybe\n",
                 "2:7 evidence-missing the kind 'contact' needs 'date'\n"
                 "3:8 evidence-unknown 'until' says nothing of the kind 'contact'\n"
                 "5:9 evidence-unknown 'maybe' is none of 'yes', 'no', 'passed', 'failed', "
                 "'true', 'false'\n");
    assert_found("form: 1\nkind: reveiw\ndate: 2026-08-14\n",
                 "2:7 evidence-unknown 'reveiw' is none of 'review', 'approval', 'training', "
                 "'contact', 'backup', 'attestation', 'finding'\n");
    assert_found(
        "form: 1\nkind: attestation\ndate: 14.8.2026\nsubject: CP-1\nby: Jo\npassed: yes\n",
        "3:7 evidence-malformed '14.8.2026' is not a date\n"
        "4:10 evidence-malformed 'CP-1' is not a control of a framework\n");
    assert_found("form: 1\nkind: finding\nplan: docs\ndate: 2026-08-14\nsubject: slow\nnote: x\n",
                 "2:7 evidence-missing nothing is said of the finding\n");
    assert_found("form: 1\nkind: contact\ndate: 2026-08-14\nentries: [{subject: a, passed: ___}]\n",
                 "2:7 evidence-empty no entry of the form is filled in\n");
    assert_found("form: 3\nkind: review\n", "1:7 evidence-format '3' is no form of this program\n");
    assert_found("form: 1\nkind: review\nreviewer: Jo\n",
                 "3:1 key-unknown 'reviewer' is not a key of Form\n");
}
END_TEST

/* Every form that is printed, filled in blindly, is taken in. */
START_TEST(printed_forms_are_some)
{
    static const char *const names[] = {"review", "approval",    "training", "contact",
                                        "backup", "attestation", "finding"};
    static const char *const values[][2] = {
        {"date: ____", "date: 2026-08-14 #"},
        {"until: ____", "until: 2027-08-14 #"},
        {"closed: ____", "closed: 2026-08-14 #"},
        {"passed: ____", "passed: yes #"},
        {"by: ____", "by: Jo #"},
    };
    static const FormSubject subjects[] = {{"a/b", "what: it\nis # like"}, {"c/d", NULL}};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        ActKind kind;
        ck_assert(history_find_act_kind(names[i], &kind));
        g_autoptr(GString) form = g_string_new(NULL);
        history_act_form(kind, "docs", subjects, G_N_ELEMENTS(subjects), form);
        for (size_t j = 0; j < G_N_ELEMENTS(values); j++)
            g_string_replace(form, values[j][0], values[j][1], 0);
        Case c = read_text(form->str);
        ck_assert_msg(c.found[0] == '\0', "%s: %s", form->str, c.found);
        bool single = kind == ACT_REVIEW || kind == ACT_APPROVAL;
        ck_assert_uint_eq(c.evidence->n_acts, single ? 1 : 2);
        ck_assert_int_eq(c.evidence->acts[0].kind, kind);
        free_case(&c);
    }
    ActKind kind;
    ck_assert(!history_find_act_kind("drill", &kind));
}
END_TEST

/* ---- names ---- */

static LibraryText small_library(void)
{
    LibraryText text = library_text_new();
    temp_folder_write(text.folder, "redbinder.yaml", "title: Library\nframeworks: [own-rules]\n");
    temp_folder_write(text.folder, "people.yaml",
                      "people: [{id: maria-silva, name: Maria Silva}]\n");
    temp_folder_write(text.folder, "docs/plan.yaml",
                      "title: Docs\ndata: [{id: orders, rpo: 1h}]\nsites: [{id: island}]\n"
                      "scenarios: [{id: flood, name: Flood}]\n");
    g_autoptr(Diags) diags = diags_new();
    text.library = read_library(text.folder, diags);
    ck_assert_ptr_nonnull(text.library);
    return text;
}

static void assert_names(const char *evidence, const char *expected)
{
    LibraryText text = small_library();
    Case c = read_text(evidence);
    ck_assert_str_eq(c.found, "");
    ck_assert_int_eq(known_names_check(c.evidence, text.library, c.diags), *expected == '\0');
    g_autofree char *found = case_list_found(&c);
    ck_assert_str_eq(found, expected);
    free_case(&c);
    library_text_clear(&text);
}

START_TEST(names_of_acts)
{
    assert_names("form: 1\nkind: contact\nplan: docs\nsubject: maria-silva\npassed: yes\n"
                 "date: 2026-08-14\nby: Maria\n",
                 "");
    assert_names("form: 1\nkind: training\nplan: doc\nsubject: mara-silva\npassed: yes\n"
                 "date: 2026-08-14\nby: maria-silv\n",
                 "3:7 evidence-name-unknown there is no plan 'doc'\n"
                 "4:10 evidence-name-unknown there is no person 'mara-silva'\n"
                 "7:5 evidence-name-unknown there is no person 'maria-silv'\n");
    assert_names("form: 1\nkind: backup\nplan: docs\ndate: 2026-08-14\npassed: yes\n"
                 "entries: [{subject: orders/nightly, note: x}, {subject: order, note: x}]\n",
                 "6:57 evidence-name-unknown plan 'docs' has no data set 'order'\n");
    assert_names("form: 1\nkind: attestation\ndate: 2026-08-14\npassed: yes\nby: Jo\n"
                 "entries: [{subject: own-rules/1, note: x}, {subject: own-rule/1, note: x}]\n",
                 "6:54 evidence-name-unknown there is no framework 'own-rule/1'\n");
}
END_TEST

START_TEST(names_of_runs)
{
    assert_names("redbinder-log 1\n"
                 "2026-08-14T09:00:00Z\trun-begin\trun=r1\tplan=docs\tscenario=floot\tsite=orders\t"
                 "services=orders,ordres\tobserver=Ana Ito\n"
                 "2026-08-14T09:00:00Z\trun-end\toutcome=passed\n",
                 "2:58 evidence-name-unknown plan 'docs' has no scenario 'floot'\n"
                 "2:69 evidence-name-unknown plan 'docs' has no site 'orders'\n"
                 "2:92 evidence-name-unknown plan 'docs' has no service or data set 'ordres'\n");
}
END_TEST

static Suite *suite_acts(void)
{
    const TTest *const tests[] = {
        calls_on_a_form,        one_act_on_a_form, mistakes_on_a_form,
        printed_forms_are_some, names_of_acts,     names_of_runs,
    };
    Suite *suite = suite_create("acts");
    TCase *tcase = tcase_create("acts");
    for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(suite_acts());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
