#include "comply_world.h"

/* What predicates make of runs. */

static const Date never = {INT32_MIN};

START_TEST(exercise_current_until_it_is_due)
{
    const char *planned = "1 of 1 exercises are of type restore or failover, 1 of these planned "
                          "at least every 1y.";
    const Run *run = add_run("r1", "2025-12-31", RUN_PASSED);
    expect("exercise-current", VERDICT_SATISFIED,
           arena_printf(world.arena,
                        "%s 'drill' passed in run 'r1' of 2025-12-31 and is due again by "
                        "2026-06-30.",
                        planned));
    ck_assert_ptr_eq(ask("exercise-current").run, run);
    add_run("r2", "2026-01-31", RUN_FAILED);
    expect("exercise-current", VERDICT_NOT_SATISFIED,
           arena_printf(world.arena, "%s 'drill' failed in run 'r2' of 2026-01-31.", planned));
    world.set.count = 0;
    add_run("r1", "2025-12-29", RUN_PASSED);
    expect("exercise-current", VERDICT_STALE,
           arena_printf(world.arena,
                        "%s 'drill' passed in run 'r1' of 2025-12-29 and was due again by "
                        "2026-06-29.",
                        planned));
}
END_TEST

START_TEST(exercise_current_has_to_be_planned_and_held)
{
    expect("exercise-current", VERDICT_NO_EVIDENCE,
           "1 of 1 exercises are of type restore or failover, 1 of these planned at least every "
           "1y. 'drill' has never taken place.");
    add_run("r1", "2026-06-01", RUN_ABORTED);
    expect("exercise-current", VERDICT_NO_EVIDENCE,
           "1 of 1 exercises are of type restore or failover, 1 of these planned at least every "
           "1y. 'drill' has never been finished.");
    add_run("r2", "2026-06-02", RUN_PASSED);
    world.drill.every = duration("2y");
    expect("exercise-current", VERDICT_NOT_SATISFIED,
           "1 of 1 exercises are of type restore or failover, 0 of these planned at least every "
           "1y. 'drill' passed in run 'r2' of 2026-06-02 and counts until 2027-06-02.");
    ControlResult result = ask("exercise-current");
    ck_assert(result.has_parameter);
    ck_assert_int_eq(result.defined, VERDICT_NOT_SATISFIED);
    ck_assert_int_eq(result.met, VERDICT_SATISFIED);
    ck_assert_str_eq(result.turn,
                     "Plan an exercise of type restore or failover, with `every: 1y` or less.");
    world.drill.type = word("tabletop", EXERCISE_TABLETOP);
    expect("exercise-current", VERDICT_NOT_SATISFIED,
           "0 of 1 exercises are of type restore or failover, 0 of these planned at least every "
           "1y.");
}
END_TEST

START_TEST(exercises_scheduled_for_all_subjects)
{
    expect("exercises-scheduled", VERDICT_SATISFIED,
           "3 of 3 services and data sets are covered by an exercise of type restore or failover "
           "at least every 1y.");
    world.recovers[1] = &world.to_nothing;
    expect("exercises-scheduled", VERDICT_NOT_SATISFIED,
           "2 of 3 services and data sets are covered by an exercise of type restore or failover "
           "at least every 1y; missing: web.");
}
END_TEST

START_TEST(services_exercised_within_the_period)
{
    const char *claim = "services passed an exercise of type restore or failover in the 1y up to "
                        "2026-06-30";
    expect("services-exercised", VERDICT_NO_EVIDENCE,
           arena_printf(world.arena, "0 of 2 %s; missing: api, web. 'api': never.", claim));
    add_run("r1", "2025-06-30", RUN_PASSED);
    expect("services-exercised", VERDICT_SATISFIED,
           arena_printf(world.arena, "2 of 2 %s. 'api': run 'r1' of 2025-06-30 passed.", claim));
    add_run("r2", "2026-01-01", RUN_FAILED);
    expect("services-exercised", VERDICT_NOT_SATISFIED,
           arena_printf(world.arena,
                        "0 of 2 %s; missing: api, web. 'api': run 'r2' of 2026-01-01 failed.",
                        claim));
    world.set.count = 0;
    add_run("r1", "2025-06-29", RUN_PASSED);
    ck_assert_int_eq(ask("services-exercised").verdict, VERDICT_STALE);
    world.runs[0].runbook_hash = "bb";
    add_run("r3", "2026-06-01", RUN_PASSED)->runbook_hash = "bb";
    expect("services-exercised", VERDICT_STALE,
           arena_printf(world.arena,
                        "0 of 2 %s; missing: api, web. 'api': run 'r3' of 2026-06-01 passed, but "
                        "runbook 'restore' has changed since.",
                        claim));
    ck_assert_str_eq(ask("services-exercised").turn,
                     "Carry out exercise 'drill' (runbook 'restore') and record a run that passes: "
                     "on 2026-06-30 it counts until 2026-12-30.");
    world.drill.type = word("tabletop", EXERCISE_TABLETOP);
    ControlResult result = ask("services-exercised");
    ck_assert_int_eq(result.defined, VERDICT_NOT_SATISFIED);
    ck_assert_int_eq(result.met, VERDICT_NO_EVIDENCE);
    ck_assert_str_eq(result.turn, "Plan an exercise of type restore or failover at least every 1y "
                                  "that covers 'api' and 1 more services.");
}
END_TEST

START_TEST(data_exercised_within_the_period)
{
    ck_assert_int_eq(ask("data-exercised").verdict, VERDICT_NO_EVIDENCE);
    const Run *run = add_run("r1", "2026-01-01", RUN_PASSED);
    expect("data-exercised", VERDICT_SATISFIED,
           "1 of 1 data sets passed an exercise of type restore or failover in the 1y up to "
           "2026-06-30. 'db': run 'r1' of 2026-01-01 passed.");
    ck_assert_ptr_eq(ask("data-exercised").run, run);
    DataSet cache = {.entity = entity(ENTITY_DATA, "cache")};
    DataSet *data[] = {&world.db, &cache};
    SET_LIST(world.plan.data, data);
    ck_assert_int_eq(ask("data-exercised").verdict, VERDICT_NOT_SATISFIED);
    cache.no_backup = text("rebuilt");
    ck_assert_int_eq(ask("data-exercised").verdict, VERDICT_SATISFIED);
}
END_TEST

START_TEST(objectives_proven_by_measurement)
{
    expect("rto-proven", VERDICT_NO_EVIDENCE,
           "0 of 2 services have met their RTO in a measurement that counts; missing: api, web. "
           "'api': No run has measured it.");
    add_run("r1", "2026-06-01", RUN_PASSED);
    expect("rto-proven", VERDICT_SATISFIED,
           "2 of 2 services have met their RTO in a measurement that counts. 'api': Measured 1h "
           "in run 'r1' of 2026-06-01, target 4h: met. Counts until 2026-12-01.");
    expect("rpo-proven", VERDICT_SATISFIED,
           "1 of 1 data sets have met their RPO in a measurement that counts. 'db': Measured 10m "
           "in run 'r1' of 2026-06-01, target 1h: met. Counts until 2026-12-01.");
    world.db.rpo = duration("9m");
    ck_assert_int_eq(ask("rpo-proven").verdict, VERDICT_NOT_SATISFIED);
    world.web.rto = duration("59m");
    ControlResult result = ask("rto-proven");
    ck_assert_int_eq(result.verdict, VERDICT_NOT_SATISFIED);
    ck_assert_ptr_eq(result.run, &world.runs[0]);
}
END_TEST

START_TEST(failures_followed_up_by_findings)
{
    RunFinding finding = {
        .text = "slow", .owner = "ops", .due = day("2026-06-30"), .closed = never};
    expect("failures-followed-up", VERDICT_NO_EVIDENCE,
           "There are no runs in the 1y up to 2026-06-30.");
    add_run("r1", "2026-06-01", RUN_PASSED);
    expect("failures-followed-up", VERDICT_NOT_APPLICABLE,
           "All 1 runs in the 1y up to 2026-06-30 passed, and none has findings: there was "
           "nothing to correct.");
    Run *run = add_run("r2", "2026-06-02", RUN_FAILED);
    expect("failures-followed-up", VERDICT_NOT_SATISFIED,
           "0 of 1 runs that did not pass have findings; missing: r2. There are no findings. 0 of "
           "0 open findings are overdue.");
    run->findings = &finding;
    run->n_findings = 1;
    expect("failures-followed-up", VERDICT_SATISFIED,
           "1 of 1 runs that did not pass have findings. 1 of 1 findings have an owner and a due "
           "date. 0 of 1 open findings are overdue.");
    finding.due = day("2026-06-29");
    ck_assert_int_eq(ask("failures-followed-up").verdict, VERDICT_NOT_SATISFIED);
    finding.closed = day("2026-06-30");
    ck_assert_int_eq(ask("failures-followed-up").verdict, VERDICT_SATISFIED);
    finding.owner = NULL;
    ck_assert_int_eq(ask("failures-followed-up").verdict, VERDICT_NOT_SATISFIED);
}
END_TEST

START_TEST(open_findings_of_old_runs_still_count)
{
    RunFinding finding = {
        .text = "slow", .owner = "ops", .due = day("2025-01-31"), .closed = never};
    Run *run = add_run("r1", "2025-01-01", RUN_FAILED);
    run->findings = &finding;
    run->n_findings = 1;
    ck_assert_int_eq(ask("failures-followed-up").verdict, VERDICT_NOT_SATISFIED);
    finding.due = day("2026-12-31");
    ck_assert_int_eq(ask("failures-followed-up").verdict, VERDICT_NO_EVIDENCE);
}
END_TEST

START_TEST(failures_retested_by_a_later_pass)
{
    expect("failures-retested", VERDICT_NO_EVIDENCE,
           "There are no runs in the 1y up to 2026-06-30.");
    add_run("r1", "2026-05-01", RUN_PASSED);
    expect("failures-retested", VERDICT_NOT_APPLICABLE,
           "All 1 runs in the 1y up to 2026-06-30 passed: there was nothing to repeat.");
    const Run *failed = add_run("r2", "2026-06-02", RUN_FAILED);
    expect("failures-retested", VERDICT_NOT_SATISFIED,
           "0 of 1 runs that did not pass were followed by a passed run of the same scope; "
           "missing: r2.");
    ck_assert_ptr_eq(ask("failures-retested").run, failed);
    Run *later = add_run("r3", "2026-06-03", RUN_PASSED);
    later->runbook = "other";
    ck_assert_int_eq(ask("failures-retested").verdict, VERDICT_NOT_SATISFIED);
    later->runbook = NULL;
    ck_assert_int_eq(ask("failures-retested").verdict, VERDICT_SATISFIED);
    later->runbook = "restore";
    later->exercise = NULL;
    ck_assert_int_eq(ask("failures-retested").verdict, VERDICT_SATISFIED);
}
END_TEST

static Suite *predicate_suite(void)
{
    TCase *tests = tcase_create("history");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, exercise_current_until_it_is_due);
    tcase_add_test(tests, exercise_current_has_to_be_planned_and_held);
    tcase_add_test(tests, exercises_scheduled_for_all_subjects);
    tcase_add_test(tests, services_exercised_within_the_period);
    tcase_add_test(tests, data_exercised_within_the_period);
    tcase_add_test(tests, objectives_proven_by_measurement);
    tcase_add_test(tests, failures_followed_up_by_findings);
    tcase_add_test(tests, open_findings_of_old_runs_still_count);
    tcase_add_test(tests, failures_retested_by_a_later_pass);
    Suite *suite = suite_create("predicate history");
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(predicate_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
