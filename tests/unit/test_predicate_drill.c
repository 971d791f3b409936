#include "comply_world.h"

/* What predicates make of runs with something beside their outcome: where, with whom, of which
 * copy, reviewed by whom, of which runbook. */

#define PLANNED                                                                                    \
    "1 of 1 exercises are of type restore or failover, 1 of these planned at least every 1y. "

START_TEST(alternate_site_exercised_there)
{
    Run *run = add_run("r1", "2026-06-01", RUN_PASSED);
    expect("alternate-site-exercised", VERDICT_NO_EVIDENCE,
           PLANNED "'drill' has passed, but not at an alternate processing site.");
    run->site = "west";
    ck_assert_int_eq(ask("alternate-site-exercised").verdict, VERDICT_NO_EVIDENCE);
    run->site = "east";
    expect("alternate-site-exercised", VERDICT_SATISFIED,
           PLANNED "'drill' passed at an alternate processing site in run 'r1' of 2026-06-01 and "
                   "is due again by 2026-12-01.");
    add_run("r2", "2026-06-02", RUN_FAILED);
    ck_assert_int_eq(ask("alternate-site-exercised").verdict, VERDICT_NOT_SATISFIED);
}
END_TEST

START_TEST(absent_key_person_stays_away)
{
    Ref *absent[] = {&world.to_maria};
    RunPerson people[] = {{"jo", NULL}};
    Run *run = add_run("r1", "2026-06-01", RUN_PASSED);
    run->people = people;
    run->n_people = 1;
    expect("absent-key-person-exercised", VERDICT_NOT_SATISFIED,
           "0 of 1 exercises name key people who stay away, 0 of these planned at least every 1y.");
    SET_LIST(world.drill.absent, absent);
    ck_assert_int_eq(ask("absent-key-person-exercised").verdict, VERDICT_SATISFIED);
    people[0].name = "maria";
    expect("absent-key-person-exercised", VERDICT_NO_EVIDENCE,
           "1 of 1 exercises name key people who stay away, 1 of these planned at least every 1y. "
           "'drill' has passed, but not without those who were to stay away.");
}
END_TEST

START_TEST(observer_takes_no_part)
{
    RunPerson people[] = {{"jo", NULL}};
    Run *run = add_run("r1", "2026-06-01", RUN_PASSED);
    ck_assert_int_eq(ask("independent-observer").verdict, VERDICT_NO_EVIDENCE);
    run->observer = "jo";
    ck_assert_int_eq(ask("independent-observer").verdict, VERDICT_SATISFIED);
    run->people = people;
    run->n_people = 1;
    ck_assert_int_eq(ask("independent-observer").verdict, VERDICT_NO_EVIDENCE);
    people[0].role = "observer";
    ck_assert_int_eq(ask("independent-observer").verdict, VERDICT_SATISFIED);
    run->operator_name = "jo";
    ck_assert_int_eq(ask("independent-observer").verdict, VERDICT_NO_EVIDENCE);
}
END_TEST

START_TEST(communication_tested_by_a_step)
{
    add_run("r1", "2026-06-01", RUN_PASSED);
    expect("communication-tested", VERDICT_NOT_SATISFIED,
           "0 of 1 exercises have a runbook that notifies somebody, 0 of these planned at least "
           "every 1y.");
    world.step.kind = STEP_NOTIFY;
    ck_assert_int_eq(ask("communication-tested").verdict, VERDICT_SATISFIED);
    world.set.count = 0;
    ck_assert_int_eq(ask("communication-tested").verdict, VERDICT_NO_EVIDENCE);
}
END_TEST

START_TEST(restore_checked_against_a_checksum)
{
    Run *run = add_run("r1", "2026-06-01", RUN_PASSED);
    ck_assert_int_eq(ask("restore-checked").verdict, VERDICT_NO_EVIDENCE);
    run->checksum = CHECKSUM_PASSED;
    expect("restore-checked", VERDICT_SATISFIED,
           "1 of 1 data sets were restored with a checksum that held in an exercise of type "
           "restore or failover in the 1y up to 2026-06-30. 'db': run 'r1' of 2026-06-01 passed.");
    run->checksum = CHECKSUM_FAILED;
    ck_assert_int_eq(ask("restore-checked").verdict, VERDICT_NO_EVIDENCE);
}
END_TEST

START_TEST(types_exercised_so_many)
{
    Exercise failover = {.entity = entity(ENTITY_EXERCISE, "over"),
                         .type = word("failover", EXERCISE_FAILOVER),
                         .every = duration("1y")};
    Exercise *exercises[] = {&world.drill, &failover};
    world.control.count = (NumberValue){.text = "2", .known = true, .value = 2};
    add_run("r1", "2026-06-01", RUN_PASSED);
    expect("types-exercised", VERDICT_NOT_SATISFIED,
           "2 types of exercise are asked for in the 1y up to 2026-06-30. Planned so often: "
           "restore. Passed: restore.");
    ck_assert_str_eq(ask("types-exercised").turn,
                     "Plan and carry out exercises of other types, until there are 2: failover.");
    SET_LIST(world.plan.exercises, exercises);
    ControlResult result = ask("types-exercised");
    ck_assert_int_eq(result.defined, VERDICT_SATISFIED);
    ck_assert_int_eq(result.met, VERDICT_NOT_SATISFIED);
    add_run("r2", "2025-06-30", RUN_PASSED)->exercise = "over";
    ck_assert_int_eq(ask("types-exercised").verdict, VERDICT_SATISFIED);
    world.runs[1].ended.seconds -= 2 * 86400;
    ck_assert_int_eq(ask("types-exercised").verdict, VERDICT_NOT_SATISFIED);
}
END_TEST

START_TEST(change_is_tried_again)
{
    expect("change-retested", VERDICT_NO_EVIDENCE,
           "0 of 1 runbooks have passed a run as they are written today; missing: restore.");
    add_run("r1", "2020-06-01", RUN_PASSED);
    ck_assert_int_eq(ask("change-retested").verdict, VERDICT_SATISFIED);
    world.runbook.hash = "bb";
    expect("change-retested", VERDICT_STALE,
           "0 of 1 runbooks have passed a run as they are written today; missing: restore. Runbook "
           "'restore' has changed since run 'r1' of 2020-06-01.");
    add_run("r2", "2026-06-01", RUN_FAILED)->runbook_hash = "bb";
    ck_assert_int_eq(ask("change-retested").verdict, VERDICT_STALE);
}
END_TEST

START_TEST(objective_gap_has_a_finding)
{
    RunFinding finding = {
        .text = "slow", .owner = "ops", .due = day("2026-12-31"), .closed = {INT32_MIN}};
    expect("objective-gap-tracked", VERDICT_NO_EVIDENCE, "No objective has been measured.");
    Run *run = add_run("r1", "2026-06-01", RUN_PASSED);
    expect("objective-gap-tracked", VERDICT_SATISFIED,
           "None of 3 measured objectives was missed at last.");
    run->service_back.seconds += 4 * 3600;
    expect("objective-gap-tracked", VERDICT_NOT_SATISFIED,
           "0 of 1 missed objectives have an open finding with an owner and a due day; missing: "
           "api.");
    run->findings = &finding;
    run->n_findings = 1;
    ck_assert_int_eq(ask("objective-gap-tracked").verdict, VERDICT_SATISFIED);
    finding.owner = NULL;
    ck_assert_int_eq(ask("objective-gap-tracked").verdict, VERDICT_NOT_SATISFIED);
}
END_TEST

START_TEST(results_reviewed_in_time)
{
    world.control.within = duration("30d");
    expect("results-reviewed", VERDICT_NO_EVIDENCE, "There are no runs that could be reviewed.");
    add_run("r1", "2026-05-01", RUN_PASSED);
    expect("results-reviewed", VERDICT_NOT_SATISFIED, "0 of 1 runs were reviewed; missing: r1.");
    Act *act = add_act(ACT_REVIEW, "2026-05-31", "r1", true);
    add_run("r2", "2026-06-20", RUN_FAILED);
    expect("results-reviewed", VERDICT_SATISFIED,
           "1 of 1 runs were reviewed. 1 has still time: 30d is allowed.");
    ck_assert_int_eq(ask("results-reviewed").until.days, day("2026-07-20").days);
    act->date = day("2026-06-01");
    expect("results-reviewed", VERDICT_NOT_SATISFIED,
           "1 of 1 runs were reviewed. 1 has still time: 30d is allowed. 1 of these came later "
           "than 30d after the run.");
    world.control.over = duration("1mo");
    expect("results-reviewed", VERDICT_NO_EVIDENCE, "1 has still time: 30d is allowed.");
}
END_TEST

START_TEST(results_reviewed_of_a_kind)
{
    Text words[] = {text("incident")};
    Text *list[] = {&words[0]};
    SET_LIST(world.control.of, list);
    Run *run = add_run("r1", "2025-05-01", RUN_PASSED);
    ck_assert_int_eq(ask("results-reviewed").verdict, VERDICT_NO_EVIDENCE);
    run->kind = RUN_INCIDENT;
    ck_assert_int_eq(ask("results-reviewed").verdict, VERDICT_NOT_SATISFIED);
}
END_TEST

START_TEST(top_risks_are_played)
{
    Ref *runbooks[] = {&world.to_runbook};
    Scenario scenario = {.entity = entity(ENTITY_SCENARIO, "fire")};
    Risk risk = {.entity = entity(ENTITY_RISK, "fire"), .level = text("high")};
    Risk minor = {.entity = entity(ENTITY_RISK, "rain"), .level = text("low")};
    Risk *risks[] = {&risk, &minor};
    SET_LIST(world.plan.risks, risks);
    Run *run = add_run("r1", "2025-06-30", RUN_PASSED);
    expect("top-risks-exercised", VERDICT_NO_EVIDENCE,
           "0 of 1 high risks had their scenario played in the 1y up to 2026-06-30; missing: "
           "fire.");
    risk.scenario = ref(&scenario.entity);
    ck_assert_int_eq(ask("top-risks-exercised").verdict, VERDICT_NO_EVIDENCE);
    SET_LIST(scenario.runbooks, runbooks);
    expect("top-risks-exercised", VERDICT_SATISFIED,
           "1 of 1 high risks had their scenario played in the 1y up to 2026-06-30.");
    scenario.runbooks.count = 0;
    run->scenario = "fire";
    ck_assert_int_eq(ask("top-risks-exercised").verdict, VERDICT_SATISFIED);
    run->ended.seconds -= 86400;
    ck_assert_int_eq(ask("top-risks-exercised").verdict, VERDICT_STALE);
    run->outcome = RUN_FAILED;
    ck_assert_int_eq(ask("top-risks-exercised").verdict, VERDICT_NO_EVIDENCE);
}
END_TEST

static Suite *drill_suite(void)
{
    TCase *tests = tcase_create("drill");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, alternate_site_exercised_there);
    tcase_add_test(tests, absent_key_person_stays_away);
    tcase_add_test(tests, observer_takes_no_part);
    tcase_add_test(tests, communication_tested_by_a_step);
    tcase_add_test(tests, restore_checked_against_a_checksum);
    tcase_add_test(tests, types_exercised_so_many);
    tcase_add_test(tests, change_is_tried_again);
    tcase_add_test(tests, objective_gap_has_a_finding);
    tcase_add_test(tests, results_reviewed_in_time);
    tcase_add_test(tests, results_reviewed_of_a_kind);
    tcase_add_test(tests, top_risks_are_played);
    Suite *suite = suite_create("predicate drill");
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(drill_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
