#include "model/schedule.h"

#include "model/calls.h"
#include "model/heap.h"

#include "library_text.h"

#include <stdlib.h>

static LibraryText text;
static Schedule *schedule;

static void set_up(void)
{
    text = library_text_new();
    temp_folder_write(text.folder, "people.yaml",
                      "people: [{id: jo, name: Jo}, {id: al, name: Al}, {id: bo, name: Bo}]\n"
                      "teams: [{id: ops, name: Ops, members: [jo, al]}, {id: crew, name: Crew}]\n"
                      "vendors: [{id: northwind, name: N, response: 2h}, {id: quick, name: Q}]\n");
}

static void tear_down(void)
{
    schedule_free(schedule);
    schedule = NULL;
    library_text_clear(&text);
}

static void put(const char *name, const char *content)
{
    temp_folder_write(text.folder, name, content);
}

/* The schedule of the scenario called ID of plan a, with what LOSSES says. */
static void make_with(const char *id, const Losses *losses)
{
    const Scenario *scenario = (const Scenario *)library_text_find(&text, id);
    schedule_free(schedule);
    schedule = schedule_new(text.library, scenario->entity.plan, scenario, losses);
}

static void make(const char *id)
{
    if (text.library == NULL)
        library_text_read(&text);
    make_with(id, NULL);
}

static const Task *task(const char *step)
{
    for (size_t i = 0; i < schedule->n_tasks; i++)
        if (schedule->tasks[i].kind == TASK_STEP &&
            strcmp(schedule->tasks[i].step->entity.id.text, step) == 0)
            return &schedule->tasks[i];
    ck_abort_msg("no step %s", step);
    return NULL;
}

static const Recovered *recovered(const char *id)
{
    for (size_t i = 0; i < schedule->n_recovered; i++)
        if (strcmp(schedule->recovered[i].entity->id.text, id) == 0)
            return &schedule->recovered[i];
    ck_abort_msg("%s is not recovered", id);
    return NULL;
}

static const char *task_name(const Task *one)
{
    static const char *const names[] = {"detect", "decide", "notify", "response", "", "restore"};
    return one->kind == TASK_STEP ? one->step->entity.id.text : names[one->kind];
}

/* "detect first second": the chain that ends with task LAST. */
static void expect_chain(size_t last, bool staffed, const char *expected)
{
    g_autoptr(GArray) chain = schedule_chain(schedule, last, staffed);
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < chain->len; i++)
        g_string_append_printf(names, "%s%s", i > 0 ? " " : "",
                               task_name(&schedule->tasks[g_array_index(chain, size_t, i)]));
    ck_assert_str_eq(names->str, expected);
}

enum { M = 60, H = 3600 };

static const char one_service[] =
    "title: A\n"
    "services: [{id: api, rto: 2h, mtd: 4h}]\n"
    "scenarios:\n"
    "  - {id: down, affects: [api], runbooks: [fix], detect: 5m, decide: 15m, notify: 10m}\n"
    "roles: [{id: lead, holders: [jo]}, {id: hands, holders: [jo], alternates: [al]},\n"
    "        {id: vacant}]\n";

START_TEST(begins_with_detection_decision_and_notification)
{
    put("a/plan.yaml", one_service);
    put("a/runbooks/fix.yaml", "title: Fix\nrecovers: [api]\nsteps:\n"
                               "  - {id: look, title: L, takes: 10m, manual: x}\n"
                               "  - {id: mend, title: M, takes: 1h, manual: x}\n"
                               "  - {id: tell, title: T, manual: x}\n");
    make("down");
    ck_assert_uint_eq(schedule->n_tasks, 6);
    ck_assert_int_eq(task("look")->start, 30 * M);
    ck_assert_int_eq(task("mend")->end, 100 * M);
    ck_assert_int_eq(recovered("api")->back, 100 * M);
    ck_assert_int_eq(recovered("api")->staffed_back, 100 * M);
    expect_chain(recovered("api")->last, false, "detect decide notify look mend");
    ck_assert_uint_eq(schedule->n_steps, 3);
    ck_assert_uint_eq(schedule->n_unestimated, 1);
    ck_assert(!task("tell")->estimated);
    ck_assert_int_eq(task("mend")->slack, 0);
    ck_assert_int_eq(task("mend")->saving, H);
    ck_assert_str_eq(task_name(&schedule->tasks[schedule_best_saving(schedule)]), "mend");
    ck_assert_str_eq(schedule_limit(schedule, recovered("api"))->text, "2h");
}
END_TEST

static const char side_by_side[] =
    "title: Fix\nrecovers: [api]\nsteps:\n"
    "  - {id: look, title: L, takes: 10m, who: lead, manual: x}\n"
    "  - {id: left, title: A, takes: 1h, who: lead, after: [look], manual: x}\n"
    "  - {id: right, title: B, takes: 50m, who: lead, after: [look], manual: x}\n"
    "  - {id: free, title: C, takes: 20m, who: hands, after: [], manual: x}\n"
    "  - {id: close, title: D, takes: 5m, after: [left, right, free], manual: x}\n";

START_TEST(steps_run_side_by_side_when_people_suffice)
{
    put("a/plan.yaml", one_service);
    put("a/runbooks/fix.yaml", side_by_side);
    make("down");
    ck_assert_int_eq(task("free")->start, 30 * M);
    ck_assert_int_eq(task("free")->slack, 50 * M);
    ck_assert_int_eq(task("right")->start, 40 * M);
    ck_assert_int_eq(recovered("api")->back, 105 * M);
    /* Without `left` the way over `right` remains. */
    ck_assert_int_eq(task("left")->saving, 10 * M);
    ck_assert_int_eq(task("look")->saving, 10 * M);
    ck_assert_int_eq(task("right")->saving, 0);
}
END_TEST

/* lift calls hoist, which calls hook: their steps take its place, by their own people. */
START_TEST(a_call_takes_as_long_as_what_it_calls)
{
    put("a/plan.yaml", one_service);
    put("a/runbooks/fix.yaml",
        "title: T\nrecovers: [api]\nsteps:\n"
        "  - {id: look, title: T, who: lead, takes: 10m, manual: x}\n"
        "  - {id: lift, title: T, who: lead, takes: 5h, call: hoist}\n"
        "  - {id: aside, title: T, who: hands, takes: 7m, manual: x, after: [look]}\n"
        "  - {id: last, title: T, takes: 1m, wait: 'true', after: [lift]}\n");
    put("a/runbooks/hoist.yaml", "title: T\nsteps:\n"
                                 "  - {id: look, title: T, who: al, takes: 20m, manual: x}\n"
                                 "  - {id: rope, title: T, who: al, call: hook, after: []}\n"
                                 "  - {id: pull, title: T, who: al, takes: 4m, manual: x}\n");
    put("a/runbooks/hook.yaml",
        "title: T\nsteps: [{id: turn, title: T, who: bo, takes: 30m, manual: x}]\n");
    make("down");
    ck_assert_uint_eq(schedule->n_steps, 6); /* calls are none */
    ck_assert_uint_eq(schedule->n_unestimated, 0);
    ck_assert_int_eq(task("turn")->start, 40 * M); /* with the called runbook, not after look */
    ck_assert_int_eq(task("pull")->start, 70 * M);
    ck_assert(task("lift")->closes);
    ck_assert_int_eq(task("lift")->takes, 0);
    ck_assert_int_eq(task("lift")->end, 74 * M);
    ck_assert_int_eq(task("aside")->start, 40 * M);
    ck_assert_int_eq(schedule->end, 75 * M);
    expect_chain(recovered("api")->last, false, "detect decide notify look turn pull last");
    const Runbook *fix = (const Runbook *)library_text_find(&text, "fix");
    ck_assert_int_eq(duration_approximate(runbook_estimate(fix)), 72 * M);
    ck_assert_str_eq(task("pull")->runbook->entity.id.text, "hoist");
}
END_TEST

/* A call that closes a circle is a step like any other. */
START_TEST(a_call_in_a_circle_is_a_step)
{
    put("a/plan.yaml", one_service);
    put("a/runbooks/fix.yaml", "title: T\nrecovers: [api]\nsteps:\n"
                               "  - {id: own, title: T, takes: 10m, call: fix}\n"
                               "  - {id: other, title: T, takes: 9m, call: other}\n");
    put("a/runbooks/other.yaml", "title: T\nsteps: [{id: back, title: T, takes: 3m, call: fix}]\n");
    make("down");
    ck_assert_uint_eq(schedule->n_steps, 2);
    ck_assert_int_eq(schedule->end, (30 + 10 + 3) * M);
}
END_TEST

/* Each runbook calls the next one twice: 2^40 steps, were nothing to stop it. */
START_TEST(calls_do_not_explode)
{
    put("a/plan.yaml", one_service);
    put("a/runbooks/fix.yaml",
        "title: T\nrecovers: [api]\nsteps: [{id: own, title: T, call: r0}]\n");
    for (int i = 0; i < 40; i++) {
        g_autofree char *name = g_strdup_printf("a/runbooks/r%d.yaml", i);
        g_autofree char *body =
            g_strdup_printf("title: T\nsteps: [{id: x, title: T, takes: 1m, call: r%d},"
                            " {id: y, title: T, call: r%d}]\n",
                            MIN(i + 1, 39), MIN(i + 1, 39));
        put(name, body);
    }
    make("down");
    ck_assert_uint_gt(schedule->n_tasks, 1000);
    ck_assert_uint_lt(schedule->n_tasks, 2 * CALLS_MAX_STEPS);
}
END_TEST

START_TEST(one_person_does_one_step_at_a_time)
{
    put("a/plan.yaml", one_service);
    put("a/runbooks/fix.yaml", side_by_side);
    make("down");
    ck_assert_int_eq(task("left")->staffed_start, 40 * M);
    ck_assert_int_eq(task("right")->staffed_start, 100 * M);
    ck_assert_int_eq(task("right")->waited, 60 * M);
    ck_assert_str_eq(task("right")->who->id.text, "jo");
    /* The other one is left what only few can do. */
    ck_assert_str_eq(task("free")->who->id.text, "al");
    ck_assert_int_eq(task("free")->staffed_start, 30 * M);
    ck_assert_int_eq(recovered("api")->staffed_back, 155 * M);
    expect_chain(recovered("api")->staffed_last, true,
                 "detect decide notify look left right close");
}
END_TEST

START_TEST(who_can_do_least_else_is_taken_first)
{
    put("a/plan.yaml", one_service);
    put("a/runbooks/fix.yaml",
        "title: Fix\nrecovers: [api]\nsteps:\n"
        "  - {id: long, title: A, takes: 1h, who: hands, after: [], manual: x}\n"
        "  - {id: short, title: B, takes: 50m, who: lead, after: [], manual: x}\n");
    make("down");
    ck_assert_str_eq(task("long")->who->id.text, "al");
    ck_assert_str_eq(task("short")->who->id.text, "jo");
    ck_assert_int_eq(schedule->staffed_end, schedule->end);
}
END_TEST

START_TEST(a_team_shares_and_nobody_counts_as_one)
{
    put("a/plan.yaml", one_service);
    put("a/runbooks/fix.yaml",
        "title: Fix\nrecovers: [api]\nsteps:\n"
        "  - {id: a, title: A, takes: 1h, who: ops, after: [], manual: x}\n"
        "  - {id: b, title: B, takes: 1h, who: ops, after: [], manual: x}\n"
        "  - {id: c, title: C, takes: 1h, who: ops, after: [], manual: x}\n"
        "  - {id: d, title: D, takes: 1h, who: crew, after: [], manual: x}\n"
        "  - {id: e, title: E, takes: 1h, who: crew, after: [], manual: x}\n"
        "  - {id: f, title: F, takes: 1h, who: vacant, after: [], manual: x}\n"
        "  - {id: g, title: G, takes: 1h, who: quick, after: [], manual: x}\n"
        "  - {id: h, title: H, takes: 1h, who: quick, after: [], manual: x}\n");
    make("down");
    ck_assert_int_eq(schedule->end, 90 * M);
    ck_assert_int_eq(task("b")->waited, 0);
    ck_assert_int_eq(task("c")->waited, H);
    ck_assert_int_eq(task("d")->waited, 0);
    ck_assert_int_eq(task("e")->waited, H);
    ck_assert_int_eq(task("f")->waited, 0);
    ck_assert_int_eq(task("h")->waited, 0);
    ck_assert_str_eq(task("e")->who->id.text, "crew");
    ck_assert_int_eq(schedule->staffed_end, 150 * M);
}
END_TEST

START_TEST(who_is_lost_does_nothing)
{
    put("a/plan.yaml", one_service);
    put("a/runbooks/fix.yaml", side_by_side);
    library_text_read(&text);
    g_autoptr(Losses) losses = losses_new(text.library);
    losses_add(losses, library_text_find(&text, "jo"));
    make_with("down", losses);
    ck_assert(task("look")->unmanned);
    ck_assert(!task("free")->unmanned);
    ck_assert_str_eq(task("free")->who->id.text, "al");
}
END_TEST

START_TEST(what_is_urgent_goes_first)
{
    put("a/plan.yaml", "title: A\nservices: [{id: late, rto: 24h}, {id: soon, rto: 1h}]\n"
                       "scenarios: [{id: down, affects: [late, soon], runbooks: [long, short]}]\n");
    put("a/runbooks/long.yaml", "title: L\nrecovers: [late]\nsteps:\n"
                                "  - {id: long, title: L, takes: 10h, who: jo, manual: x}\n");
    put("a/runbooks/short.yaml", "title: S\nrecovers: [soon]\nsteps:\n"
                                 "  - {id: short, title: S, takes: 50m, who: jo, manual: x}\n");
    make("down");
    ck_assert_int_eq(recovered("soon")->staffed_back, 50 * M);
    ck_assert_int_eq(recovered("late")->staffed_back, 650 * M);
    int64_t saving;
    size_t best = schedule_best_saving_of(schedule, recovered("soon"), &saving);
    ck_assert_str_eq(task_name(&schedule->tasks[best]), "short");
    ck_assert_int_eq(saving, 50 * M);
}
END_TEST

START_TEST(a_vendor_comes_after_its_response_time)
{
    put("a/plan.yaml", one_service);
    put("a/runbooks/fix.yaml", "title: Fix\nrecovers: [api]\nsteps:\n"
                               "  - {id: look, title: L, takes: 10m, manual: x}\n"
                               "  - {id: swap, title: S, takes: 1h, who: northwind, manual: x}\n"
                               "  - {id: test, title: T, takes: 10m, who: northwind, manual: x}\n");
    make("down");
    ck_assert_int_eq(task("swap")->start, 150 * M);
    ck_assert_int_eq(task("test")->end, 220 * M);
    expect_chain(recovered("api")->last, false, "detect decide notify response swap test");
    ck_assert_uint_eq(schedule->n_tasks, 7);
    ck_assert_int_eq(schedule->tasks[4].kind, TASK_RESPONSE);
}
END_TEST

START_TEST(a_restore_runs_beside_the_steps)
{
    put("a/plan.yaml", "title: A\ndata:\n  - id: db\n    rpo: 1h\n    size: 360GB\n    backups:\n"
                       "      - {method: logs, kind: log, every: 5m}\n"
                       "      - {method: dump, kind: full, every: 1d, rate: 100MB/s, replay: 30m}\n"
                       "scenarios: [{id: down, affects: [db], runbooks: [fix], detect: 5m}]\n");
    put("a/runbooks/fix.yaml", "title: F\nrecovers: [db]\nsteps:\n"
                               "  - {id: go, title: G, takes: 10m, manual: x}\n");
    make("down");
    ck_assert_int_eq(recovered("db")->back, 95 * M);
    ck_assert_str_eq(recovered("db")->copy->method.text, "logs");
    ck_assert_int_eq(recovered("db")->loss.seconds, 5 * M);
    expect_chain(recovered("db")->last, false, "detect restore");
    ck_assert_str_eq(schedule->tasks[2].copy->method.text, "dump");
}
END_TEST

START_TEST(copies_may_be_lost)
{
    put("a/plan.yaml",
        "title: A\nsites: [{id: west, kind: region}, {id: hall, kind: datacenter, within: west}]\n"
        "data:\n  - {id: db, backups: [{method: dump, every: 1d, to: [hall]}]}\n"
        "  - {id: log}\nscenarios: [{id: down, affects: [db, log, db], loses: [west]}]\n");
    make("down");
    ck_assert_uint_eq(schedule->n_recovered, 2);
    ck_assert(recovered("db")->copies_lost);
    ck_assert_ptr_null(recovered("db")->copy);
    ck_assert_ptr_null(recovered("db")->runbook);
    ck_assert(!recovered("log")->copies_lost);
}
END_TEST

static const char three_services[] =
    "title: A\n"
    "services:\n"
    "  - {id: web, depends: [cache, lan]}\n"
    "  - {id: cache, depends: [db]}\n"
    "  - {id: lan}\n"
    "  - {id: mail}\n"
    "data: [{id: db}]\n"
    "scenarios:\n"
    "  - {id: down, affects: [web, db, mail], runbooks: [fix-web, fix-db, fix-db, fix-mail]}\n"
    "  - {id: alone, affects: [web], runbooks: [fix-web]}\n";

static void put_runbook(const char *name, const char *recovers, const char *takes)
{
    g_autofree char *path = g_strdup_printf("a/runbooks/%s.yaml", name);
    g_autofree char *content = g_strdup_printf("title: T\nrecovers: [%s]\nsteps:\n"
                                               "  - {id: do-%s, title: T, takes: %s, manual: x}\n",
                                               recovers, name, takes);
    put(path, content);
}

START_TEST(a_runbook_waits_for_what_others_recover)
{
    put("a/plan.yaml", three_services);
    put_runbook("fix-web", "web", "1h");
    put_runbook("fix-db", "db", "2h");
    put_runbook("fix-mail", "mail", "1h");
    make("down");
    ck_assert_uint_eq(schedule->n_runbooks, 3);
    ck_assert_int_eq(recovered("db")->back, 2 * H);
    ck_assert_int_eq(recovered("web")->back, 3 * H);
    ck_assert_int_eq(recovered("mail")->back, H);
    expect_chain(recovered("web")->last, false, "do-fix-db do-fix-web");
    ck_assert_uint_eq(schedule_best_saving(schedule), 1);
    make("alone");
    ck_assert_int_eq(recovered("web")->back, H);
}
END_TEST

START_TEST(a_runbook_does_not_wait_for_itself)
{
    put("a/plan.yaml", three_services);
    put_runbook("fix-web", "web, db, cache", "1h");
    put_runbook("fix-db", "db", "2h");
    put_runbook("fix-mail", "mail", "1h");
    make("down");
    ck_assert_int_eq(recovered("web")->back, H);
    ck_assert_int_eq(recovered("db")->back, 2 * H);
    ck_assert_str_eq(recovered("db")->runbook->entity.id.text, "fix-db");
}
END_TEST

START_TEST(a_circle_ends)
{
    put("a/plan.yaml",
        "title: A\nservices:\n  - {id: x, depends: [y, x]}\n  - {id: y, depends: [z]}\n"
        "  - {id: z, depends: [x]}\n  - {id: p, depends: [q]}\n  - {id: q, depends: [p]}\n"
        "scenarios: [{id: down, affects: [x, y], runbooks: [fix-x, fix-y, fix-p]}]\n");
    put_runbook("fix-x", "x, p", "1h");
    put_runbook("fix-y", "y", "2h");
    put_runbook("fix-p", "q", "3h");
    make("down");
    ck_assert_uint_eq(schedule->n_tasks, 3);
    ck_assert_int_gt(recovered("x")->back, 0);
    ck_assert_int_gt(recovered("y")->back, 0);
    /* Nobody is short of people here. */
    for (size_t i = 0; i < schedule->n_tasks; i++)
        ck_assert_int_eq(schedule->tasks[i].staffed_end, schedule->tasks[i].end);
    ck_assert_int_eq(schedule->staffed_end, schedule->end);
}
END_TEST

START_TEST(names_in_after_that_lead_nowhere_do_no_harm)
{
    Library library = {.path = "l"};
    Text ids[] = {{.text = "b"}, {.text = "nobody"}, {.text = NULL}, {.text = "a"}};
    Text *texts[] = {&ids[0], &ids[1], &ids[2], &ids[3]};
    Step a = {.entity = {.kind = ENTITY_STEP, .id = {.text = "a"}},
              .takes = {.text = "soon"},
              .after = {.items = texts, .count = 4}};
    Step b = {.entity = {.kind = ENTITY_STEP, .id = {.text = "b"}},
              .takes = {.text = "1h", .known = true, .value = {0, H}},
              .after = {.items = texts, .count = 4}};
    Step *steps[] = {&a, &b};
    Ref nowhere = {.text = "nowhere"};
    Ref *lost[] = {&nowhere};
    Runbook runbook = {.entity = {.kind = ENTITY_RUNBOOK},
                       .recovers = {.items = lost, .count = 1},
                       .steps = {.items = steps, .count = 2}};
    Ref ref = {.text = "r", .target = &runbook.entity};
    Ref *refs[] = {&ref, &nowhere};
    Scenario scenario = {.runbooks = {.items = refs, .count = 2},
                         .affects = {.items = lost, .count = 1},
                         .detect = {.text = "?"}};
    Plan plan = {.id = "p"};
    g_autoptr(Schedule) made = schedule_new(&library, &plan, &scenario, NULL);
    ck_assert_uint_eq(made->n_tasks, 2);
    ck_assert_int_eq(made->end, H);
    ck_assert_uint_eq(made->n_unestimated, 1);
    ck_assert_uint_eq(made->n_recovered, 0);
    Scenario empty = {.detect = {.text = "?"}};
    g_autoptr(Schedule) nothing = schedule_new(&library, &plan, &empty, NULL);
    ck_assert_uint_eq(nothing->n_tasks, 0);
    ck_assert(schedule_best_saving(nothing) == TASK_NONE);
}
END_TEST

START_TEST(survives_ten_thousand_steps)
{
    put("a/plan.yaml", one_service);
    g_autoptr(GString) steps = g_string_new("title: F\nrecovers: [api]\nsteps:\n");
    for (int i = 0; i < 10000; i++)
        g_string_append_printf(steps,
                               "  - {id: s%d, title: S, takes: 1m, who: ops, after: %s,"
                               " manual: x}\n",
                               i, i % 2 == 0 ? "[]" : "[s0]");
    put("a/runbooks/fix.yaml", steps->str);
    make("down");
    ck_assert_uint_eq(schedule->n_tasks, 10003);
    ck_assert_int_eq(schedule->end, 32 * M);
    /* Two people, one minute each. */
    ck_assert_int_eq(schedule->staffed_end, (30 + 5000) * M);
    ck_assert_uint_lt(schedule->work, 200000);
}
END_TEST

/* Every node by itself: without it, how long is the rest? */
START_TEST(a_saving_is_what_a_shorter_step_saves)
{
    for (unsigned seed = 1; seed <= 40; seed++) {
        enum { COUNT = 9 };
        Step steps[COUNT];
        Step *items[COUNT];
        Text ids[COUNT];
        Text *after[COUNT][COUNT];
        Runbook runbook = {.entity = {.kind = ENTITY_RUNBOOK}};
        unsigned state = seed * 2654435761u;
        static const char *const names[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i"};
        for (size_t i = 0; i < COUNT; i++) {
            ids[i] = (Text){.text = names[i]};
            size_t count = 0;
            for (size_t j = 0; j < i; j++) {
                state = state * 1664525u + 1013904223u;
                if (state >> 30 == 0)
                    after[i][count++] = &ids[j];
            }
            state = state * 1664525u + 1013904223u;
            items[i] = &steps[i];
            static Source source;
            steps[i] =
                (Step){.entity = {.kind = ENTITY_STEP, .id = ids[i]},
                       .takes = {.text = "x", .known = true, .value = {0, 1 + (state >> 24) % 50}},
                       .after = {.items = after[i], .count = count, .span = {.source = &source}}};
        }
        runbook.steps.items = items;
        runbook.steps.count = COUNT;
        Ref ref = {.text = "r", .target = &runbook.entity};
        Ref *refs[] = {&ref};
        Scenario scenario = {.runbooks = {.items = refs, .count = 1}};
        Library library = {.path = "l"};
        Plan plan = {.id = "p"};
        g_autoptr(Schedule) whole = schedule_new(&library, &plan, &scenario, NULL);
        for (size_t i = 0; i < COUNT; i++) {
            int64_t takes = steps[i].takes.value.seconds;
            steps[i].takes.value.seconds = 0;
            g_autoptr(Schedule) less = schedule_new(&library, &plan, &scenario, NULL);
            steps[i].takes.value.seconds = takes;
            ck_assert_int_eq(whole->tasks[i].saving, whole->end - less->end);
            ck_assert_int_eq(whole->tasks[i].slack == 0 ? 0 : whole->tasks[i].saving, 0);
        }
    }
}
END_TEST

START_TEST(a_heap_gives_the_least_first)
{
    g_auto(Heap) heap = heap_new();
    for (size_t i = 0; i < 1000; i++)
        heap_push(&heap, (int64_t)(i * 7919 % 101), i, i);
    HeapEntry last = heap_pop(&heap);
    ck_assert_int_eq(last.key, 0);
    for (size_t i = 1; i < 1000; i++) {
        HeapEntry entry = heap_pop(&heap);
        ck_assert(last.key < entry.key || (last.key == entry.key && last.rank < entry.rank));
        last = entry;
    }
    ck_assert(heap_is_empty(&heap));
}
END_TEST

static Suite *schedule_suite(void)
{
    Suite *suite = suite_create("schedule");
    TCase *tests = tcase_create("schedules");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, begins_with_detection_decision_and_notification);
    tcase_add_test(tests, steps_run_side_by_side_when_people_suffice);
    tcase_add_test(tests, a_call_takes_as_long_as_what_it_calls);
    tcase_add_test(tests, a_call_in_a_circle_is_a_step);
    tcase_add_test(tests, calls_do_not_explode);
    tcase_add_test(tests, one_person_does_one_step_at_a_time);
    tcase_add_test(tests, who_can_do_least_else_is_taken_first);
    tcase_add_test(tests, a_team_shares_and_nobody_counts_as_one);
    tcase_add_test(tests, who_is_lost_does_nothing);
    tcase_add_test(tests, what_is_urgent_goes_first);
    tcase_add_test(tests, a_vendor_comes_after_its_response_time);
    tcase_add_test(tests, a_restore_runs_beside_the_steps);
    tcase_add_test(tests, copies_may_be_lost);
    tcase_add_test(tests, a_runbook_waits_for_what_others_recover);
    tcase_add_test(tests, a_runbook_does_not_wait_for_itself);
    tcase_add_test(tests, a_circle_ends);
    tcase_add_test(tests, survives_ten_thousand_steps);
    suite_add_tcase(suite, tests);
    TCase *bare = tcase_create("parts");
    tcase_add_test(bare, names_in_after_that_lead_nowhere_do_no_harm);
    tcase_add_test(bare, a_saving_is_what_a_shorter_step_saves);
    tcase_add_test(bare, a_heap_gives_the_least_first);
    suite_add_tcase(suite, bare);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(schedule_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
