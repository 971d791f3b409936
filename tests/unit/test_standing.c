#include "comply/comply.h"

#include <check.h>
#include <stdlib.h>

/* A plan with two services, a data set, two runbooks and two exercises, built anew for each
 * test; the runs are appended by the test. */
enum { MAX_RUNS = 16 };

typedef struct World {
    Plan plan;
    Service api, web;
    Service *services[2];
    DataSet db;
    DataSet *data[1];
    Runbook restore, move;
    Runbook *runbooks[2];
    Exercise drill, failover;
    Exercise *exercises[2];
    Ref to_db, to_api, to_web, to_restore, to_move, to_nothing;
    Ref *restore_refs[3], *move_refs[1], *drill_runbooks[1], *failover_runbooks[2],
        *failover_services[1];
    Run runs[MAX_RUNS];
    RunSet set;
} World;

static World world;

static DurationValue duration(const char *text)
{
    DurationValue value = {.text = text, .known = true};
    ck_assert(duration_parse(text, &value.value));
    return value;
}

static Date day(const char *text)
{
    Date date = {0};
    ck_assert(date_parse(text, &date));
    return date;
}

static Entity entity(EntityKind kind, const char *id)
{
    return (Entity){.kind = kind, .id = {.text = id}};
}

static Ref ref(const Entity *target)
{
    return (Ref){.text = target->id.text, .target = target};
}

static void set_refs(void)
{
    world.to_db = ref(&world.db.entity);
    world.to_api = ref(&world.api.entity);
    world.to_web = ref(&world.web.entity);
    world.to_restore = ref(&world.restore.entity);
    world.to_move = ref(&world.move.entity);
    world.to_nothing = (Ref){.text = "gone"};
    world.restore_refs[0] = &world.to_nothing;
    world.restore_refs[1] = &world.to_db;
    world.restore_refs[2] = &world.to_api;
    world.move_refs[0] = &world.to_web;
    world.restore.recovers.items = world.restore_refs;
    world.restore.recovers.count = 3;
    world.move.recovers.items = world.move_refs;
    world.move.recovers.count = 1;
    world.drill_runbooks[0] = &world.to_restore;
    world.drill.runbooks.items = world.drill_runbooks;
    world.drill.runbooks.count = 1;
    world.failover_runbooks[0] = &world.to_move;
    world.failover_runbooks[1] = &world.to_nothing;
    world.failover.runbooks.items = world.failover_runbooks;
    world.failover.runbooks.count = 2;
    world.failover_services[0] = &world.to_api;
    world.failover.services.items = world.failover_services;
    world.failover.services.count = 1;
}

static void set_up(void)
{
    world = (World){.plan = {.id = "docs"}};
    world.api = (Service){.entity = entity(ENTITY_SERVICE, "api"), .rto = duration("4h")};
    world.web = (Service){.entity = entity(ENTITY_SERVICE, "web")};
    world.db = (DataSet){.entity = entity(ENTITY_DATA, "db"), .rpo = duration("1h")};
    world.restore = (Runbook){.entity = entity(ENTITY_RUNBOOK, "restore"), .hash = "aa"};
    world.move = (Runbook){.entity = entity(ENTITY_RUNBOOK, "move"), .hash = "bb"};
    world.drill = (Exercise){.entity = entity(ENTITY_EXERCISE, "drill"),
                             .type = {.text = "restore", .index = EXERCISE_RESTORE},
                             .every = duration("1mo")};
    world.failover = (Exercise){.entity = entity(ENTITY_EXERCISE, "failover"),
                                .type = {.text = "failover", .index = EXERCISE_FAILOVER},
                                .every = duration("6mo")};
    set_refs();
    world.services[0] = &world.api;
    world.services[1] = &world.web;
    world.data[0] = &world.db;
    world.runbooks[0] = &world.move;
    world.runbooks[1] = &world.restore;
    world.exercises[0] = &world.drill;
    world.exercises[1] = &world.failover;
    world.plan.services.items = world.services;
    world.plan.services.count = 2;
    world.plan.data.items = world.data;
    world.plan.data.count = 1;
    world.plan.runbooks.items = world.runbooks;
    world.plan.runbooks.count = 2;
    world.plan.exercises.items = world.exercises;
    world.plan.exercises.count = 2;
    world.set.runs = world.runs;
}

/* A passed run of the runbook 'restore' on DATE that brought the service back after RTO
 * minutes and lost RPO minutes; -1: not measured. */
static Run *add_run(const char *id, const char *date, int rto, int rpo)
{
    ck_assert_uint_lt(world.set.count, MAX_RUNS);
    Run *run = &world.runs[world.set.count++];
    int64_t start = date_start(day(date)).seconds + 9 * 3600;
    *run = (Run){
        .id = id,
        .plan = "docs",
        .runbook = "restore",
        .runbook_hash = "aa",
        .declared = {start},
        .started = {start + 60},
        .ended = {start + 7200},
        .service_back = {rto < 0 ? MOMENT_ABSENT : start + rto * 60},
        .recovered_to = {rpo < 0 ? MOMENT_ABSENT : start - rpo * 60},
    };
    return run;
}

static Standing *stand(const char *as_of)
{
    return standing_new(&world.plan, &world.set, day(as_of));
}

/* The standing for the days from FROM to AS_OF, with ACTS. */
static Standing *stand_for(const char *from, const char *as_of, const Act *const *acts,
                           size_t n_acts)
{
    g_autoptr(RunGroups) groups = run_groups_new(&world.set);
    return standing_new_from(&world.plan, run_groups_of(groups, "docs"), (ActList){acts, n_acts},
                             (Period){day(from), day(as_of)});
}

enum { API, WEB, DB };

static void expect(const Objective *objective, Verdict verdict, const char *reason)
{
    ck_assert_str_eq(verdict_word(objective->verdict), verdict_word(verdict));
    ck_assert_str_eq(objective->reason, reason);
}

START_TEST(nothing_is_proven_without_runs)
{
    g_autoptr(Standing) standing = stand("2026-03-31");
    ck_assert_uint_eq(standing->n_objectives, 3);
    expect(&standing->objectives[API], VERDICT_NO_EVIDENCE, "No run has measured it.");
    expect(&standing->objectives[WEB], VERDICT_NO_EVIDENCE, "No RTO is written.");
    ck_assert_uint_eq(standing->runs_passed.whole, 0);
    ck_assert_uint_eq(standing->rto_met.whole, 0);
    ck_assert_uint_eq(standing->exercises_current.whole, 2);
    ck_assert_uint_eq(standing->exercises_current.part, 0);
}
END_TEST

START_TEST(empty_plan_has_an_empty_standing)
{
    Plan plan = {.id = "docs"};
    add_run("r1", "2026-03-01", 60, 30);
    g_autoptr(Standing) standing = standing_new(&plan, &world.set, day("2026-03-31"));
    ck_assert_uint_eq(standing->n_objectives, 0);
    ck_assert_uint_eq(standing->n_exercises, 0);
    ck_assert_uint_eq(standing->n_runs, 1);
}
END_TEST

START_TEST(runs_of_others_and_of_later_days_are_left_out)
{
    add_run("other", "2026-03-01", 60, 30)->plan = "payments";
    add_run("later", "2026-04-01", 60, 30);
    Run *dateless = add_run("dateless", "2026-03-01", 60, 30);
    dateless->started.seconds = MOMENT_ABSENT;
    dateless->ended.seconds = MOMENT_ABSENT;
    add_run("b", "2026-03-31", 60, 30);
    add_run("a", "2026-03-31", 60, 30);
    g_autoptr(Standing) standing = stand("2026-03-31");
    ck_assert_uint_eq(standing->n_runs, 2);
    ck_assert_str_eq(standing->runs[0]->id, "a");
    ck_assert_str_eq(standing->runs[1]->id, "b");
}
END_TEST

START_TEST(median_is_the_lower_middle)
{
    add_run("r1", "2026-03-01", 240, 10);
    add_run("r2", "2026-03-02", 60, 90);
    add_run("r3", "2026-03-03", 300, 30);
    add_run("r4", "2026-03-04", 120, 60);
    g_autoptr(Standing) standing = stand("2026-03-31");
    const Objective *api = &standing->objectives[API];
    ck_assert_uint_eq(api->n, 4);
    ck_assert_int_eq(api->best, 60 * 60);
    ck_assert_int_eq(api->median, 120 * 60);
    ck_assert_int_eq(api->worst, 300 * 60);
    ck_assert_uint_eq(api->n_met, 3);
    ck_assert_str_eq(api->last->id, "r4");
    const Objective *db = &standing->objectives[DB];
    ck_assert_int_eq(db->median, 30 * 60);
    ck_assert_uint_eq(db->n_met, 3);
    ck_assert_uint_eq(standing->rto_met.part, 3);
    ck_assert_uint_eq(standing->rto_met.whole, 4);
    ck_assert_uint_eq(standing->rpo_met.part, 3);
}
END_TEST

START_TEST(median_of_odd_n_is_the_middle)
{
    add_run("r1", "2026-03-01", 5, -1);
    add_run("r2", "2026-03-02", 1, -1);
    add_run("r3", "2026-03-03", 3, -1);
    g_autoptr(Standing) standing = stand("2026-03-31");
    ck_assert_int_eq(standing->objectives[API].median, 3 * 60);
    ck_assert_uint_eq(standing->objectives[DB].n, 0);
}
END_TEST

START_TEST(target_is_met_when_equalled)
{
    add_run("r1", "2026-03-30", 240, 60);
    g_autoptr(Standing) standing = stand("2026-03-31");
    expect(&standing->objectives[API], VERDICT_SATISFIED,
           "Measured 4h in run 'r1' of 2026-03-30, target 4h: met. Counts until 2026-04-30.");
    expect(&standing->objectives[DB], VERDICT_SATISFIED,
           "Measured 1h in run 'r1' of 2026-03-30, target 1h: met. Counts until 2026-04-30.");
}
END_TEST

START_TEST(target_is_missed_by_a_second)
{
    add_run("r1", "2026-03-30", 240, 60)->service_back.seconds += 1;
    g_autoptr(Standing) standing = stand("2026-03-31");
    expect(&standing->objectives[API], VERDICT_NOT_SATISFIED,
           "Measured 4h1s in run 'r1' of 2026-03-30, target 4h: missed.");
    ck_assert_uint_eq(standing->rto_met.part, 0);
    ck_assert_uint_eq(standing->rto_met.whole, 1);
}
END_TEST

START_TEST(newest_measurement_decides)
{
    add_run("r1", "2026-03-01", 500, -1);
    add_run("r2", "2026-03-02", 60, -1);
    g_autoptr(Standing) standing = stand("2026-03-31");
    ck_assert_int_eq(standing->objectives[API].verdict, VERDICT_SATISFIED);
    ck_assert_uint_eq(standing->objectives[API].n_met, 1);
}
END_TEST

START_TEST(validity_ends_with_the_month)
{
    add_run("r1", "2026-01-31", 60, 30);
    g_autoptr(Standing) last_day = stand("2026-02-28");
    ck_assert_int_eq(last_day->objectives[API].until.days, day("2026-02-28").days);
    ck_assert_int_eq(last_day->objectives[API].verdict, VERDICT_SATISFIED);
    g_autoptr(Standing) next_day = stand("2026-03-01");
    expect(&next_day->objectives[API], VERDICT_STALE,
           "Measured 1h in run 'r1' of 2026-01-31, target 4h: met, but counted only until "
           "2026-02-28.");
}
END_TEST

START_TEST(own_exercise_gives_the_frequency)
{
    Run *run = add_run("r1", "2026-01-31", 60, -1);
    run->exercise = "failover";
    g_autoptr(Standing) standing = stand("2026-06-30");
    ck_assert_int_eq(standing->objectives[API].until.days, day("2026-07-31").days);
    ck_assert_int_eq(standing->objectives[API].verdict, VERDICT_SATISFIED);
}
END_TEST

START_TEST(without_a_frequency_validity_has_no_end)
{
    world.drill.every = (DurationValue){.text = "often"};
    world.failover.every = duration("0");
    add_run("r1", "2020-01-31", 60, -1);
    g_autoptr(Standing) standing = stand("2026-06-30");
    ck_assert(!standing->objectives[API].has_until);
    expect(&standing->objectives[API], VERDICT_SATISFIED,
           "Measured 1h in run 'r1' of 2020-01-31, target 4h: met. No exercise says how often it "
           "is to be repeated.");
}
END_TEST

START_TEST(changed_runbook_makes_stale)
{
    add_run("r1", "2026-03-30", 60, -1)->runbook_hash = "AA";
    g_autoptr(Standing) same = stand("2026-03-31");
    ck_assert_int_eq(same->objectives[API].verdict, VERDICT_SATISFIED);
    world.restore.hash = "ab";
    g_autoptr(Standing) changed = stand("2026-03-31");
    expect(&changed->objectives[API], VERDICT_STALE,
           "Measured 1h in run 'r1' of 2026-03-30, target 4h: met, but runbook 'restore' has "
           "changed since.");
}
END_TEST

START_TEST(removed_runbook_makes_stale)
{
    Run *run = add_run("r1", "2026-03-30", 60, -1);
    run->runbook = "old";
    run->exercise = "failover";
    g_autoptr(Standing) standing = stand("2026-03-31");
    expect(&standing->objectives[API], VERDICT_STALE,
           "Measured 1h in run 'r1' of 2026-03-30, target 4h: met, but runbook 'old' is no longer "
           "in the plan.");
}
END_TEST

START_TEST(newer_failure_outweighs_a_measurement)
{
    add_run("r1", "2026-03-28", 60, 30);
    add_run("r2", "2026-03-29", -1, -1)->outcome = RUN_FAILED;
    add_run("r3", "2026-03-30", -1, -1)->outcome = RUN_ABORTED;
    g_autoptr(Standing) standing = stand("2026-03-31");
    expect(&standing->objectives[API], VERDICT_NOT_SATISFIED,
           "Measured 1h in run 'r1' of 2026-03-28, target 4h, but run 'r2' of 2026-03-29 failed.");
    ck_assert_uint_eq(standing->objectives[API].n, 1);
    ck_assert_uint_eq(standing->runs_passed.part, 1);
    ck_assert_uint_eq(standing->runs_passed.whole, 3);
}
END_TEST

START_TEST(scripts_that_were_not_as_made)
{
    world.restore.hash = "ab";
    static const struct {
        ScriptState script;
        RunOutcome outcome;
        const char *hash;
    } runs[] = {
        {SCRIPT_INTACT, RUN_PASSED, "AB"},  {SCRIPT_MODIFIED, RUN_PASSED, "ab"},
        {SCRIPT_INTACT, RUN_PASSED, "old"}, {SCRIPT_INTACT, RUN_PASSED, NULL},
        {SCRIPT_UNKNOWN, RUN_PASSED, "ab"}, {SCRIPT_INTACT, RUN_FAILED, "ab"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(runs); i++) {
        Run *run = add_run("r", "2026-03-28", 60, 30);
        run->script = runs[i].script;
        run->outcome = runs[i].outcome;
        run->runbook_hash = runs[i].hash;
    }
    g_autoptr(Standing) standing = stand("2026-03-31");
    ck_assert_uint_eq(standing->scripts_current.part, 1);
    ck_assert_uint_eq(standing->scripts_current.whole, 4);
}
END_TEST

START_TEST(failed_run_proves_nothing_by_its_time)
{
    add_run("r1", "2026-03-29", 60, 30)->outcome = RUN_FAILED;
    g_autoptr(Standing) failed = stand("2026-03-31");
    expect(&failed->objectives[API], VERDICT_NOT_SATISFIED,
           "Measured 1h in run 'r1' of 2026-03-29, target 4h: the run failed.");
    add_run("r2", "2026-03-30", 70, 30);
    g_autoptr(Standing) repeated = stand("2026-03-31");
    ck_assert_int_eq(repeated->objectives[API].verdict, VERDICT_SATISFIED);
}
END_TEST

START_TEST(aborted_run_proves_nothing_by_its_time)
{
    add_run("r1", "2026-03-28", -1, -1)->outcome = RUN_FAILED;
    add_run("r2", "2026-03-29", 60, 30)->outcome = RUN_ABORTED;
    g_autoptr(Standing) standing = stand("2026-03-31");
    expect(&standing->objectives[API], VERDICT_NOT_SATISFIED,
           "It has not been measured, and run 'r1' of 2026-03-28 failed.");
    ck_assert_uint_eq(standing->rto_met.whole, 0);
    ck_assert_uint_eq(standing->rpo_met.whole, 0);
}
END_TEST

START_TEST(aborted_run_shows_what_is_missed)
{
    add_run("r1", "2026-03-28", 60, 30);
    add_run("r2", "2026-03-29", 241, 61)->outcome = RUN_ABORTED;
    g_autoptr(Standing) standing = stand("2026-03-31");
    expect(&standing->objectives[API], VERDICT_NOT_SATISFIED,
           "Measured 4h1m in run 'r2' of 2026-03-29, target 4h: missed.");
    expect(&standing->objectives[DB], VERDICT_NOT_SATISFIED,
           "Measured 1h1m in run 'r2' of 2026-03-29, target 1h: missed.");
    ck_assert_uint_eq(standing->rto_met.part, 1);
    ck_assert_uint_eq(standing->rto_met.whole, 2);
}
END_TEST

START_TEST(failure_without_measurement_is_no_success)
{
    add_run("r1", "2026-03-29", -1, -1)->outcome = RUN_FAILED;
    g_autoptr(Standing) standing = stand("2026-03-31");
    expect(&standing->objectives[API], VERDICT_NOT_SATISFIED,
           "It has not been measured, and run 'r1' of 2026-03-29 failed.");
    ck_assert_ptr_null(standing->objectives[API].last);
}
END_TEST

START_TEST(test_suites_without_times_measure_nothing)
{
    Run *run = add_run("r1", "2026-03-29", -1, -1);
    run->kind = RUN_TEST;
    run->runbook = NULL;
    run->exercise = "drill";
    g_autoptr(Standing) standing = stand("2026-03-31");
    ck_assert_uint_eq(standing->objectives[API].n, 0);
    ck_assert_int_eq(standing->objectives[API].verdict, VERDICT_NO_EVIDENCE);
    ck_assert_ptr_eq(standing->exercises[0].passed, run);
}
END_TEST

START_TEST(whole_exercise_speaks_for_all_its_runbooks)
{
    world.web.rto = duration("4h");
    Run *run = add_run("r1", "2026-03-29", 60, -1);
    run->exercise = "failover";
    run->runbook = NULL;
    g_autoptr(Standing) standing = stand("2026-03-31");
    ck_assert_uint_eq(standing->objectives[API].n, 1);
    ck_assert_uint_eq(standing->objectives[WEB].n, 1);
    ck_assert_uint_eq(standing->objectives[DB].n, 0);
}
END_TEST

START_TEST(one_runbook_does_not_speak_for_another)
{
    world.web.rto = duration("4h");
    Run *run = add_run("r1", "2026-03-29", 60, -1);
    run->exercise = "failover";
    run->runbook = "unheard-of";
    g_autoptr(Standing) standing = stand("2026-03-31");
    ck_assert_uint_eq(standing->objectives[API].n, 1);
    ck_assert_uint_eq(standing->objectives[WEB].n, 0);
}
END_TEST

START_TEST(unreadable_target_is_shown_as_written)
{
    world.api.rto = (DurationValue){.text = "soon"};
    add_run("r1", "2026-03-29", 60, -1);
    g_autoptr(Standing) standing = stand("2026-03-31");
    expect(&standing->objectives[API], VERDICT_NO_EVIDENCE,
           "The RTO 'soon' cannot be compared with anything.");
    ck_assert_uint_eq(standing->objectives[API].n, 1);
    ck_assert_uint_eq(standing->objectives[API].n_met, 0);
    ck_assert_uint_eq(standing->rto_met.whole, 0);
}
END_TEST

START_TEST(zero_rpo_is_a_target)
{
    world.db.rpo = duration("0");
    add_run("r1", "2026-03-29", -1, 0);
    g_autoptr(Standing) met = stand("2026-03-31");
    ck_assert_int_eq(met->objectives[DB].verdict, VERDICT_SATISFIED);
    add_run("r2", "2026-03-30", -1, 1);
    g_autoptr(Standing) missed = stand("2026-03-31");
    ck_assert_int_eq(missed->objectives[DB].verdict, VERDICT_NOT_SATISFIED);
}
END_TEST

START_TEST(exercise_is_due_after_its_last_pass)
{
    add_run("r1", "2026-01-31", 60, 30)->exercise = "drill";
    Run *failed = add_run("r2", "2026-02-10", -1, -1);
    failed->exercise = "drill";
    failed->outcome = RUN_FAILED;
    g_autoptr(Standing) standing = stand("2026-02-28");
    const ExerciseState *drill = &standing->exercises[0];
    ck_assert_str_eq(drill->last->id, "r2");
    ck_assert_str_eq(drill->passed->id, "r1");
    ck_assert(drill->has_due);
    ck_assert_int_eq(drill->due.days, day("2026-02-28").days);
    ck_assert(!drill->overdue);
    ck_assert_uint_eq(standing->exercises_current.part, 1);
    g_autoptr(Standing) next_day = stand("2026-03-01");
    ck_assert(next_day->exercises[0].overdue);
}
END_TEST

START_TEST(exercise_that_never_passed_is_overdue)
{
    Run *run = add_run("r1", "2026-02-28", -1, -1);
    run->exercise = "drill";
    run->outcome = RUN_ABORTED;
    g_autoptr(Standing) standing = stand("2026-02-28");
    ck_assert_ptr_eq(standing->exercises[0].last, run);
    ck_assert(!standing->exercises[0].has_due);
    ck_assert(standing->exercises[0].overdue);
    ck_assert_ptr_null(standing->exercises[1].last);
    ck_assert(standing->exercises[1].overdue);
}
END_TEST

START_TEST(exercise_without_frequency_is_never_overdue)
{
    world.drill.every = (DurationValue){0};
    g_autoptr(Standing) standing = stand("2026-02-28");
    ck_assert(!standing->exercises[0].overdue);
    ck_assert_uint_eq(standing->exercises_current.whole, 1);
}
END_TEST

START_TEST(nine_of_ten_keep_to_a_measured_value)
{
    /* 10, 20, ... 110 minutes, not in order: the nearest rank of 90% of 11 is the 10th. */
    static const int minutes[] = {50, 110, 10, 90, 30, 100, 70, 20, 80, 40, 60};
    for (size_t i = 0; i < G_N_ELEMENTS(minutes); i++) {
        g_autofree char *date = g_strdup_printf("2026-03-%02zu", i + 1);
        add_run("r", date, minutes[i], -1);
    }
    g_autoptr(Standing) eleven = stand("2026-03-31");
    ck_assert_int_eq(eleven->objectives[API].p90, 100 * 60);
    ck_assert_int_eq(eleven->objectives[API].median, 60 * 60);
    world.set.count = 10; /* without the last, 60: 90% of 10 is the 9th */
    g_autoptr(Standing) ten = stand("2026-03-31");
    ck_assert_int_eq(ten->objectives[API].p90, 100 * 60);
    world.set.count = 1;
    g_autoptr(Standing) one = stand("2026-03-31");
    ck_assert_int_eq(one->objectives[API].p90, 50 * 60);
    /* They are kept in the order of the days. */
    ck_assert_int_eq(eleven->objectives[API].measurements[1].seconds, 110 * 60);
    ck_assert_int_eq(eleven->objectives[API].measurements[10].seconds, 60 * 60);
}
END_TEST

START_TEST(work_recovery_is_measured_where_it_was_verified)
{
    world.api.wrt = duration("30m");
    world.api.mtd = duration("2h");
    add_run("r1", "2026-03-29", 60, -1);
    g_autoptr(Standing) none = stand("2026-03-31");
    ck_assert_uint_eq(none->n_further, 0);
    Run *run = add_run("r2", "2026-03-30", 60, -1);
    run->verified.seconds = run->service_back.seconds + 1800;
    g_autoptr(Standing) standing = stand("2026-03-31");
    ck_assert_uint_eq(standing->n_further, 2);
    const Objective *wrt = &standing->further[0];
    ck_assert_str_eq(measure_word(wrt->kind), "WRT");
    ck_assert_int_eq(wrt->worst, 1800);
    expect(wrt, VERDICT_SATISFIED,
           "Measured 30m in run 'r2' of 2026-03-30, target 30m: met. Counts until 2026-04-30.");
    const Objective *mtd = &standing->further[1];
    ck_assert_str_eq(measure_word(mtd->kind), "MTD");
    ck_assert_int_eq(mtd->worst, 90 * 60);
    ck_assert_uint_eq(mtd->n, 1);
    run->verified.seconds += 1801;
    g_autoptr(Standing) late = stand("2026-03-31");
    ck_assert_int_eq(late->further[1].verdict, VERDICT_NOT_SATISFIED);
}
END_TEST

START_TEST(runs_before_the_period_prove_nothing)
{
    add_run("r1", "2026-02-28", 60, 30);
    add_run("r2", "2026-03-01", 90, 30);
    g_autoptr(Standing) standing = stand_for("2026-03-01", "2026-03-31", NULL, 0);
    ck_assert_uint_eq(standing->n_runs, 1);
    ck_assert_uint_eq(standing->n_known, 2);
    ck_assert_uint_eq(standing->objectives[API].n, 1);
    ck_assert_int_eq(standing->objectives[API].best, 90 * 60);
    g_autoptr(Standing) later = stand_for("2026-03-02", "2026-03-31", NULL, 0);
    expect(&later->objectives[API], VERDICT_NO_EVIDENCE,
           "No run from 2026-03-02 to 2026-03-31 has measured it.");
    ck_assert_uint_eq(later->runs_passed.whole, 0);
}
END_TEST

START_TEST(evidence_names_what_a_run_speaks_for)
{
    static const char *services[] = {"web", "gone", "web", "db"};
    world.web.rto = duration("4h");
    Run *run = add_run("r1", "2026-03-29", 60, 5);
    run->runbook = "unheard-of";
    run->services = services;
    run->n_services = G_N_ELEMENTS(services);
    g_autoptr(Standing) standing = stand("2026-03-31");
    ck_assert_uint_eq(standing->objectives[API].n, 0);
    ck_assert_uint_eq(standing->objectives[WEB].n, 1);
    ck_assert_uint_eq(standing->objectives[DB].n, 1);
    ck_assert_uint_eq(standing->services_exercised.part, 1);
    ck_assert_uint_eq(standing->services_exercised.whole, 2);
}
END_TEST

static const Date never = {INT32_MIN};

START_TEST(exercises_are_counted_against_their_plan)
{
    add_run("r1", "2025-02-01", 60, 30)->exercise = "drill";
    add_run("r2", "2025-06-01", 60, 30)->exercise = "drill";
    Run *failed = add_run("r3", "2025-07-01", 60, 30);
    failed->exercise = "drill";
    failed->outcome = RUN_FAILED;
    world.drill.every = duration("3mo");
    world.failover.every = duration("1w");
    g_autoptr(Standing) year = stand_for("2025-03-01", "2026-02-28", NULL, 0);
    const ExerciseState *drill = &year->exercises[0];
    ck_assert_uint_eq(drill->planned, 4);
    ck_assert_uint_eq(drill->n_passed, 1);
    ck_assert_uint_eq(drill->n_others, 1);
    ck_assert_str_eq(drill->before->id, "r1");
    ck_assert_int_eq(drill->due.days, day("2025-09-01").days);
    /* 365 days hold 52 weeks. */
    ck_assert_uint_eq(year->exercises[1].planned, 52);
    world.drill.every = duration("2y");
    g_autoptr(Standing) rare = stand_for("2025-08-01", "2026-07-31", NULL, 0);
    ck_assert_uint_eq(rare->exercises[0].planned, 0);
    ck_assert_ptr_null(rare->exercises[0].passed);
    ck_assert_str_eq(rare->exercises[0].before->id, "r2");
    ck_assert_int_eq(rare->exercises[0].due.days, day("2027-06-01").days);
    ck_assert(!rare->exercises[0].overdue);
    g_autoptr(Standing) all = stand("2026-02-28");
    ck_assert(!all->exercises[0].has_planned);
}
END_TEST

START_TEST(months_of_a_period_are_counted_whole)
{
    world.drill.every = duration("1mo");
    g_autoptr(Standing) year = stand_for("2025-02-01", "2026-01-31", NULL, 0);
    ck_assert_uint_eq(year->exercises[0].planned, 12);
    g_autoptr(Standing) short_of = stand_for("2025-02-02", "2026-01-31", NULL, 0);
    ck_assert_uint_eq(short_of->exercises[0].planned, 11);
}
END_TEST

START_TEST(findings_from_before_the_period_stay_open)
{
    RunFinding findings[] = {
        {.text = "old", .due = never, .closed = never},
        {.text = "closed before", .due = never, .closed = day("2026-02-27")},
        {.text = "closed within", .due = never, .closed = day("2026-03-01")},
    };
    Run *run = add_run("r1", "2026-01-01", 60, 30);
    run->findings = findings;
    run->n_findings = G_N_ELEMENTS(findings);
    g_autoptr(Standing) standing = stand_for("2026-03-01", "2026-03-31", NULL, 0);
    ck_assert_uint_eq(standing->n_runs, 0);
    ck_assert_uint_eq(standing->n_findings, 1);
    ck_assert_str_eq(standing->findings[0].finding->text, "old");
    ck_assert_int_eq(standing->findings[0].opened.days, day("2026-01-01").days);
    ck_assert_uint_eq(standing->n_closed, 1);
    ck_assert_str_eq(standing->closed[0].finding->text, "closed within");
}
END_TEST

START_TEST(scenarios_count_when_they_were_played)
{
    Scenario fire = {.entity = entity(ENTITY_SCENARIO, "fire")};
    Scenario flood = {.entity = entity(ENTITY_SCENARIO, "flood")};
    Scenario theft = {.entity = entity(ENTITY_SCENARIO, "theft")};
    Scenario *scenarios[] = {&fire, &flood, &theft};
    Ref to_flood = ref(&flood.entity);
    Ref *of_drill[] = {&to_flood};
    world.plan.scenarios.items = scenarios;
    world.plan.scenarios.count = 3;
    world.drill.scenarios.items = of_drill;
    world.drill.scenarios.count = 1;
    add_run("r1", "2026-03-01", 60, 30)->exercise = "drill";
    Run *failed = add_run("r2", "2026-03-02", 60, 30);
    failed->scenario = "fire";
    failed->outcome = RUN_FAILED;
    g_autoptr(Standing) one = stand("2026-03-31");
    ck_assert_uint_eq(one->scenarios_exercised.part, 1);
    ck_assert_uint_eq(one->scenarios_exercised.whole, 3);
    failed->outcome = RUN_PASSED;
    g_autoptr(Standing) two = stand("2026-03-31");
    ck_assert_uint_eq(two->scenarios_exercised.part, 2);
    /* What a run names goes before what its exercise names. */
    world.runs[0].scenario = "fire";
    g_autoptr(Standing) same = stand("2026-03-31");
    ck_assert_uint_eq(same->scenarios_exercised.part, 1);
}
END_TEST

START_TEST(numbers_are_fresh_when_they_were_tried)
{
    Person people[] = {
        {.entity = entity(ENTITY_PERSON, "old"), .verified = {.known = true}},
        {.entity = entity(ENTITY_PERSON, "first-day"), .verified = {.known = true}},
        {.entity = entity(ENTITY_PERSON, "called")},
        {.entity = entity(ENTITY_PERSON, "unreached")},
        {.entity = entity(ENTITY_PERSON, "future"), .verified = {.known = true}},
    };
    people[0].verified.value = day("2026-02-28");
    people[1].verified.value = day("2026-03-01");
    people[4].verified.value = day("2026-04-01");
    Ref refs[G_N_ELEMENTS(people)];
    Ref *holders[G_N_ELEMENTS(people)];
    for (size_t i = 0; i < G_N_ELEMENTS(people); i++) {
        refs[i] = ref(&people[i].entity);
        holders[i] = &refs[i];
    }
    Role role = {.entity = entity(ENTITY_ROLE, "lead")};
    role.holders.items = holders;
    role.holders.count = G_N_ELEMENTS(people);
    Role *roles[] = {&role};
    Contact contact = {.who = refs[0]}; /* named twice, counted once */
    Contact *contacts[] = {&contact};
    world.plan.roles.items = roles;
    world.plan.roles.count = 1;
    world.plan.contacts.items = contacts;
    world.plan.contacts.count = 1;
    Act acts[] = {
        {.kind = ACT_CONTACT, .subject = "called", .passed = true, .date = day("2026-03-05")},
        {.kind = ACT_CONTACT, .subject = "unreached", .date = day("2026-03-05")},
        {.kind = ACT_CONTACT, .subject = "old", .passed = true, .date = day("2026-02-20")},
    };
    const Act *pointers[] = {&acts[2], &acts[0], &acts[1]};
    g_autoptr(Standing) month = stand_for("2026-03-01", "2026-03-31", pointers, 3);
    ck_assert_uint_eq(month->contacts_fresh.part, 2);
    ck_assert_uint_eq(month->contacts_fresh.whole, 5);
    g_autoptr(Standing) year = stand_for("2020-03-01", "2026-03-31", pointers, 3);
    ck_assert_uint_eq(year->contacts_fresh.part, 3);
    g_autoptr(Standing) later = stand_for("2020-03-01", "2027-03-01", pointers, 3);
    ck_assert_uint_eq(later->contacts_fresh.part, 2); /* called, future */
}
END_TEST

START_TEST(findings_are_open_until_they_are_closed)
{
    RunFinding findings[] = {
        {.text = "closed", .due = day("2026-01-01"), .closed = day("2026-02-01")},
        {.text = "closed later", .due = day("2026-03-01"), .closed = day("2026-03-02")},
        {.text = "due today", .due = day("2026-03-01"), .closed = never},
        {.text = "overdue", .due = day("2026-02-28"), .closed = never},
        {.text = "no due date", .due = never, .closed = never},
    };
    Run *run = add_run("r1", "2026-02-01", 60, 30);
    run->findings = findings;
    run->n_findings = G_N_ELEMENTS(findings);
    g_autoptr(Standing) standing = stand("2026-03-01");
    ck_assert_uint_eq(standing->n_findings, 4);
    ck_assert_str_eq(standing->findings[0].finding->text, "closed later");
    ck_assert(!standing->findings[0].overdue);
    ck_assert(!standing->findings[1].overdue);
    ck_assert(standing->findings[2].overdue);
    ck_assert(!standing->findings[3].overdue);
    ck_assert_ptr_eq(standing->findings[3].run, run);
}
END_TEST

START_TEST(many_runs_are_counted_once_each)
{
    enum { MANY = 10000 };
    g_autofree Run *runs = g_new0(Run, MANY);
    for (size_t i = 0; i < MANY; i++) {
        runs[i] = *add_run("r", "2020-01-01", (int)(i % 100), 30);
        world.set.count = 0;
        runs[i].started.seconds += (int64_t)i * 3600;
        runs[i].ended.seconds = runs[i].started.seconds;
        runs[i].exercise = i % 3 == 0 ? "drill" : NULL;
    }
    RunSet set = {.runs = runs, .count = MANY};
    g_autoptr(Standing) standing = standing_new(&world.plan, &set, day("2026-03-31"));
    ck_assert_uint_eq(standing->n_runs, MANY);
    ck_assert_uint_eq(standing->objectives[API].n, MANY);
    ck_assert_int_eq(standing->objectives[API].median, 49 * 60);
    ck_assert_ptr_eq(standing->objectives[API].last, &runs[MANY - 1]);
}
END_TEST

static TCase *objective_tests(void)
{
    TCase *tests = tcase_create("objectives");
    tcase_add_checked_fixture(tests, set_up, NULL);
    tcase_add_test(tests, nothing_is_proven_without_runs);
    tcase_add_test(tests, empty_plan_has_an_empty_standing);
    tcase_add_test(tests, runs_of_others_and_of_later_days_are_left_out);
    tcase_add_test(tests, median_is_the_lower_middle);
    tcase_add_test(tests, median_of_odd_n_is_the_middle);
    tcase_add_test(tests, target_is_met_when_equalled);
    tcase_add_test(tests, target_is_missed_by_a_second);
    tcase_add_test(tests, newest_measurement_decides);
    tcase_add_test(tests, validity_ends_with_the_month);
    tcase_add_test(tests, own_exercise_gives_the_frequency);
    tcase_add_test(tests, without_a_frequency_validity_has_no_end);
    tcase_add_test(tests, changed_runbook_makes_stale);
    tcase_add_test(tests, removed_runbook_makes_stale);
    tcase_add_test(tests, newer_failure_outweighs_a_measurement);
    tcase_add_test(tests, aborted_run_proves_nothing_by_its_time);
    tcase_add_test(tests, aborted_run_shows_what_is_missed);
    tcase_add_test(tests, scripts_that_were_not_as_made);
    tcase_add_test(tests, failed_run_proves_nothing_by_its_time);
    tcase_add_test(tests, failure_without_measurement_is_no_success);
    tcase_add_test(tests, test_suites_without_times_measure_nothing);
    tcase_add_test(tests, whole_exercise_speaks_for_all_its_runbooks);
    tcase_add_test(tests, one_runbook_does_not_speak_for_another);
    tcase_add_test(tests, unreadable_target_is_shown_as_written);
    tcase_add_test(tests, zero_rpo_is_a_target);
    tcase_add_test(tests, many_runs_are_counted_once_each);
    tcase_add_test(tests, nine_of_ten_keep_to_a_measured_value);
    tcase_add_test(tests, work_recovery_is_measured_where_it_was_verified);
    tcase_add_test(tests, runs_before_the_period_prove_nothing);
    tcase_add_test(tests, evidence_names_what_a_run_speaks_for);
    tcase_add_test(tests, scenarios_count_when_they_were_played);
    tcase_add_test(tests, numbers_are_fresh_when_they_were_tried);
    return tests;
}

static TCase *exercise_tests(void)
{
    TCase *tests = tcase_create("exercises and findings");
    tcase_add_checked_fixture(tests, set_up, NULL);
    tcase_add_test(tests, exercise_is_due_after_its_last_pass);
    tcase_add_test(tests, exercise_that_never_passed_is_overdue);
    tcase_add_test(tests, exercise_without_frequency_is_never_overdue);
    tcase_add_test(tests, findings_are_open_until_they_are_closed);
    tcase_add_test(tests, exercises_are_counted_against_their_plan);
    tcase_add_test(tests, months_of_a_period_are_counted_whole);
    tcase_add_test(tests, findings_from_before_the_period_stay_open);
    return tests;
}

int main(void)
{
    Suite *suite = suite_create("standing");
    suite_add_tcase(suite, objective_tests());
    suite_add_tcase(suite, exercise_tests());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
