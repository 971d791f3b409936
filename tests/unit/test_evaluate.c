#include "comply_world.h"

/* What attestations and exemptions make of a verdict, and what stands beside it. */

static Exemption exemption;
static Exemption *exemptions[1];

static void set_up_framework(void)
{
    set_up();
    world.framework.id = text("f");
    world.other.not_applicable.count = 0;
}

static Act *attest(const char *date, const char *subject, bool holds)
{
    return add_act(ACT_ATTESTATION, date, subject, holds);
}

static void set_person(void)
{
    world.control.evidence = word("person", EVIDENCE_PERSON);
}

static void exempt(const char *control, const char *until)
{
    exemption = (Exemption){.control = text(control),
                            .reason = text("there is one carrier"),
                            .owner = world.to_maria,
                            .until = date(until)};
    exemptions[0] = &exemption;
    SET_LIST(world.plan.not_applicable, exemptions);
}

START_TEST(a_person_attests_until_a_day)
{
    set_person();
    expect(NULL, VERDICT_NO_EVIDENCE, "A person has to attest this; plan and runs cannot show it.");
    ck_assert_str_eq(ask(NULL).turn,
                     "Have somebody who knows attest it, and record that with kind `attestation`, "
                     "plan `docs`, subject `f/c-1` and a day `until`.");
    Act *act = attest("2026-01-31", "f/c-1", true);
    expect(NULL, VERDICT_SATISFIED,
           "It was attested by 'maria' on 2026-01-31, not computed. That counts until "
           "2027-01-31.");
    ControlResult result = ask(NULL);
    ck_assert(result.attested);
    ck_assert(result.has_until);
    ck_assert_int_eq(result.until.days, day("2027-01-31").days);
    ck_assert_ptr_eq(result.act, act);
    ck_assert_ptr_null(result.turn);
    ck_assert_uint_eq(result.n_acts, 1);
    act->until = day("2026-06-29");
    expect(NULL, VERDICT_STALE,
           "It was attested by 'maria' on 2026-01-31, which counted only until 2026-06-29.");
    ck_assert_ptr_nonnull(ask(NULL).turn);
    act->until = day("2026-06-30");
    ck_assert_int_eq(ask(NULL).verdict, VERDICT_SATISFIED);
    act->date = day("2026-07-01");
    ck_assert_int_eq(ask(NULL).verdict, VERDICT_NO_EVIDENCE);
}
END_TEST

START_TEST(the_newest_attestation_of_the_plan_speaks)
{
    set_person();
    attest("2026-01-31", "f/c-1", false);
    expect(NULL, VERDICT_NOT_SATISFIED,
           "That it does not hold was attested by 'maria' on 2026-01-31.");
    ck_assert(ask(NULL).attested);
    attest("2026-02-28", "f/c-1", true);
    ck_assert_int_eq(ask(NULL).verdict, VERDICT_SATISFIED);
    Act *of_library = attest("2026-03-31", "f/c-1", false);
    of_library->plan = NULL;
    ck_assert_int_eq(ask(NULL).verdict, VERDICT_SATISFIED);
    world.acts[1].until = day("2026-03-31");
    ck_assert_int_eq(ask(NULL).verdict, VERDICT_NOT_SATISFIED);
    of_library->passed = true;
    ck_assert_int_eq(ask(NULL).verdict, VERDICT_SATISFIED);
}
END_TEST

START_TEST(attestations_of_something_else_say_nothing)
{
    const char *const subjects[] = {"g/c-1", "f/c-2", "f", "c-1", "f/", "/c-1", ""};
    set_person();
    for (size_t i = 0; i < G_N_ELEMENTS(subjects); i++) {
        world.set.n_acts = 0;
        attest("2026-01-31", subjects[i], true);
        ck_assert_int_eq(ask(NULL).verdict, VERDICT_NO_EVIDENCE);
    }
    world.set.n_acts = 0;
    attest("2026-01-31", "f/c-1", true)->plan = "payments";
    ck_assert_int_eq(ask(NULL).verdict, VERDICT_NO_EVIDENCE);
}
END_TEST

START_TEST(what_was_computed_is_not_attested_away)
{
    attest("2026-01-31", "f/c-1", true);
    world.web.about.text = NULL;
    ControlResult result = ask("functions-named");
    ck_assert_int_eq(result.verdict, VERDICT_NOT_SATISFIED);
    ck_assert(!result.attested);
    set_person();
    ck_assert_int_eq(ask("functions-named").verdict, VERDICT_NOT_SATISFIED);
    world.web.about = text("shows");
    expect("functions-named", VERDICT_SATISFIED,
           "2 of 2 services say what they do and have a tier. It was attested by 'maria' on "
           "2026-01-31, not computed. That counts until 2027-01-31.");
    world.control.evidence = word("plan", EVIDENCE_PLAN);
    world.acts[0].passed = false;
    world.acts[0].note = "the list is old";
    expect("functions-named", VERDICT_NOT_SATISFIED,
           "That it does not hold was attested by 'maria' on 2026-01-31: the list is old.");
}
END_TEST

START_TEST(what_does_not_apply_is_not_computed)
{
    world.web.about.text = NULL;
    exempt("f/c-1", "2026-06-30");
    expect("functions-named", VERDICT_NOT_APPLICABLE,
           "It does not apply until 2026-06-30, for which 'maria' answers: there is one carrier.");
    ControlResult result = ask("functions-named");
    ck_assert_ptr_eq(result.exemption, &exemption);
    ck_assert_ptr_null(result.turn);
    ck_assert_int_eq(result.until.days, day("2026-06-30").days);
    exempt("f/c-1", "2026-06-29");
    expect("functions-named", VERDICT_NOT_SATISFIED,
           "That it does not apply counted only until 2026-06-29. 1 of 2 services say what they do "
           "and have a tier; missing: web.");
    ck_assert_ptr_eq(ask("functions-named").exemption, &exemption);
    exempt("f/c-2", "2026-06-30");
    ck_assert_int_eq(ask("functions-named").verdict, VERDICT_NOT_SATISFIED);
}
END_TEST

START_TEST(an_exemption_needs_reason_owner_and_day)
{
    world.web.about.text = NULL;
    exempt("f/c-1", "2026-12-31");
    exemption.owner = world.to_nothing;
    ck_assert_int_eq(ask("functions-named").verdict, VERDICT_NOT_SATISFIED);
    exempt("f/c-1", "2026-12-31");
    exemption.reason.text = NULL;
    ck_assert_int_eq(ask("functions-named").verdict, VERDICT_NOT_SATISFIED);
    exempt("f/c-1", "2026-12-31");
    exemption.until.known = false;
    ck_assert_int_eq(ask("functions-named").verdict, VERDICT_NOT_SATISFIED);
}
END_TEST

START_TEST(the_library_exempts_all_plans)
{
    world.web.about.text = NULL;
    exempt("f/c-1", "2026-12-31");
    world.plan.not_applicable.count = 0;
    SET_LIST(world.library.not_applicable, exemptions);
    ck_assert_int_eq(ask("functions-named").verdict, VERDICT_NOT_APPLICABLE);
    Exemption over = exemption;
    Exemption *of_plan[] = {&over};
    over.until = date("2026-01-31");
    SET_LIST(world.plan.not_applicable, of_plan);
    ck_assert_int_eq(ask("functions-named").verdict, VERDICT_NOT_APPLICABLE);
}
END_TEST

START_TEST(controls_of_a_base_are_named_by_either_framework)
{
    Framework base = {.id = text("base")};
    world.framework.base = &base;
    set_person();
    attest("2026-01-31", "base/c-1", true);
    ck_assert_int_eq(ask(NULL).verdict, VERDICT_SATISFIED);
    exempt("base/c-1", "2026-12-31");
    ck_assert_int_eq(ask(NULL).verdict, VERDICT_NOT_APPLICABLE);
}
END_TEST

START_TEST(two_questions_are_answered_apart)
{
    add_run("r1", "2026-06-01", RUN_PASSED);
    ControlResult result = ask("services-exercised");
    ck_assert(result.has_parameter);
    ck_assert_int_eq(result.defined, VERDICT_SATISFIED);
    ck_assert_int_eq(result.met, VERDICT_SATISFIED);
    ck_assert(result.has_until);
    ck_assert_int_eq(result.until.days, day("2027-06-01").days);
    ck_assert_uint_eq(result.n_runs, 1);
    ck_assert_ptr_eq(result.runs[0], &world.runs[0]);
    world.drill.every = duration("2y");
    result = ask("services-exercised");
    ck_assert_int_eq(result.verdict, VERDICT_NOT_SATISFIED);
    ck_assert_int_eq(result.defined, VERDICT_NOT_SATISFIED);
    ck_assert_int_eq(result.met, VERDICT_SATISFIED);
    ck_assert(!result.has_until);
    ck_assert(!ask("functions-named").has_parameter);
}
END_TEST

START_TEST(what_is_missing_is_named_by_what_turns_it)
{
    world.web.about.text = NULL;
    ck_assert_str_eq(ask("functions-named").turn,
                     "Write `about` and `tier` of the services: 'web'.");
    world.web.about = text("shows");
    ck_assert_ptr_null(ask("functions-named").turn);
}
END_TEST

static Suite *evaluate_suite(void)
{
    TCase *tests = tcase_create("evaluate");
    tcase_add_checked_fixture(tests, set_up_framework, tear_down);
    tcase_add_test(tests, a_person_attests_until_a_day);
    tcase_add_test(tests, the_newest_attestation_of_the_plan_speaks);
    tcase_add_test(tests, attestations_of_something_else_say_nothing);
    tcase_add_test(tests, what_was_computed_is_not_attested_away);
    tcase_add_test(tests, what_does_not_apply_is_not_computed);
    tcase_add_test(tests, an_exemption_needs_reason_owner_and_day);
    tcase_add_test(tests, the_library_exempts_all_plans);
    tcase_add_test(tests, controls_of_a_base_are_named_by_either_framework);
    tcase_add_test(tests, two_questions_are_answered_apart);
    tcase_add_test(tests, what_is_missing_is_named_by_what_turns_it);
    Suite *suite = suite_create("evaluate");
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(evaluate_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
