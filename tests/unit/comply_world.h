#ifndef REDBINDER_TESTS_COMPLY_WORLD_H
#define REDBINDER_TESTS_COMPLY_WORLD_H

#include "comply/comply.h"
#include "comply/predicate.h"

#include <check.h>
#include <stdlib.h>

/* One of everything that predicates look at, good as it stands; each test spoils one thing.
 * Asked as of 2026-06-30 with a period of one year and the types restore and failover. */
enum { MAX_RUNS = 8, MAX_ACTS = 8 };

typedef struct World {
    Library library;
    Plan plan, other;
    Plan *plans[2];
    Person maria, jo;
    Team team;
    Vendor vendor;
    Role lead;
    Role *roles[1];
    Contact contact;
    Contact *contacts[1];
    EscalationLevel level;
    EscalationLevel *escalation[1];
    Service api, web;
    Service *services[2];
    DataSet db;
    DataSet *data[1];
    Backup backup;
    Backup *backups[1];
    Site primary, second;
    Site *sites[2];
    Step step;
    Step *steps[1];
    Runbook runbook;
    Runbook *runbooks[1];
    Exercise drill;
    Exercise *exercises[1];
    Kpi kpi;
    Kpi *kpis[1];
    Text related, duty, type_restore, type_failover;
    Text *related_list[1], *duties[1], *types[2];
    Ref to_maria, to_jo, to_team, to_vendor, to_lead, to_api, to_web, to_db, to_second, to_runbook,
        to_nothing;
    Ref *holders[1], *alternates[1], *members[1], *depends[1], *recovers[3], *copies[1],
        *carries[1];
    Run runs[MAX_RUNS];
    Act acts[MAX_ACTS];
    RunSet set;
    Control control;
    Control *controls[1];
    Framework framework;
    Standing *standing;
    Arena *arena;
} World;

static World world;

#define SET_LIST(list, array) ((list).items = (array), (list).count = G_N_ELEMENTS(array))

static inline DurationValue duration(const char *text)
{
    DurationValue value = {.text = text, .known = true};
    ck_assert(duration_parse(text, &value.value));
    return value;
}

static inline Date day(const char *text)
{
    Date date = {0};
    ck_assert(date_parse(text, &date));
    return date;
}

static inline DateValue date(const char *text)
{
    return (DateValue){.text = text, .known = true, .value = day(text)};
}

static inline Text text(const char *words)
{
    return (Text){.text = words};
}

static inline Word word(const char *text, int index)
{
    return (Word){.text = text, .index = index};
}

static inline Entity entity(EntityKind kind, const char *id)
{
    return (Entity){.kind = kind, .id = {.text = id}};
}

static inline Ref ref(const Entity *target)
{
    return (Ref){.text = target->id.text, .target = target};
}

static inline void set_people(void)
{
    world.maria = (Person){.entity = entity(ENTITY_PERSON, "maria"),
                           .phone = text("+49 30 901820"),
                           .email = text("maria@silva.name"),
                           .verified = date("2026-05-31")};
    world.jo = (Person){.entity = entity(ENTITY_PERSON, "jo"),
                        .phone = text("+49 171 3920010"),
                        .phone2 = text("+49 30 901821"),
                        .verified = date("2026-05-31")};
    world.team = (Team){.entity = entity(ENTITY_TEAM, "ops")};
    world.vendor = (Vendor){.entity = entity(ENTITY_VENDOR, "host"),
                            .phone = text("+49 40 808080"),
                            .url = text("https://nordwolke.test/")};
    world.lead = (Role){.entity = entity(ENTITY_ROLE, "lead")};
    world.duty = text("decides");
    world.to_maria = ref(&world.maria.entity);
    world.to_jo = ref(&world.jo.entity);
    world.to_team = ref(&world.team.entity);
    world.to_vendor = ref(&world.vendor.entity);
    world.to_lead = ref(&world.lead.entity);
    world.holders[0] = &world.to_maria;
    world.alternates[0] = &world.to_team;
    world.members[0] = &world.to_jo;
    world.duties[0] = &world.duty;
    SET_LIST(world.lead.holders, world.holders);
    SET_LIST(world.lead.alternates, world.alternates);
    SET_LIST(world.lead.duties, world.duties);
    SET_LIST(world.team.members, world.members);
    world.contact = (Contact){.who = world.to_vendor};
    world.level = (EscalationLevel){.who = world.to_lead};
    world.roles[0] = &world.lead;
    world.contacts[0] = &world.contact;
    world.escalation[0] = &world.level;
    SET_LIST(world.plan.roles, world.roles);
    SET_LIST(world.plan.contacts, world.contacts);
    SET_LIST(world.plan.escalation, world.escalation);
}

static inline void set_objectives(void)
{
    Word critical = word("critical", TIER_CRITICAL);
    world.api = (Service){.entity = entity(ENTITY_SERVICE, "api"),
                          .about = text("answers"),
                          .tier = critical,
                          .rto = duration("4h")};
    world.web = (Service){.entity = entity(ENTITY_SERVICE, "web"),
                          .about = text("shows"),
                          .tier = word("low", TIER_LOW),
                          .rto = duration("8h")};
    world.db = (DataSet){.entity = entity(ENTITY_DATA, "db"), .rpo = duration("1h")};
    world.to_api = ref(&world.api.entity);
    world.to_web = ref(&world.web.entity);
    world.to_db = ref(&world.db.entity);
    world.depends[0] = &world.to_api;
    SET_LIST(world.web.depends, world.depends);
    world.kpi = (Kpi){.entity = entity(ENTITY_OTHER, "rto-met"), .target = text("95%")};
    world.services[0] = &world.api;
    world.services[1] = &world.web;
    world.data[0] = &world.db;
    world.kpis[0] = &world.kpi;
    SET_LIST(world.plan.services, world.services);
    SET_LIST(world.plan.data, world.data);
    SET_LIST(world.plan.kpis, world.kpis);
}

static inline void set_sites(void)
{
    Word region = word("region", SITE_REGION);
    world.primary = (Site){.entity = entity(ENTITY_SITE, "west"),
                           .kind = region,
                           .role = text("primary"),
                           .location = text("us-west-2")};
    world.second = (Site){.entity = entity(ENTITY_SITE, "east"),
                          .kind = region,
                          .role = text("secondary"),
                          .location = text("us-east-1"),
                          .capacity = {.text = "100%", .known = true, .value = 100},
                          .activation = text("manual")};
    world.to_second = ref(&world.second.entity);
    world.backup = (Backup){.every = duration("30m"),
                            .takes = duration("20m"),
                            .lag = duration("10m"),
                            .encryption = text("AES-256"),
                            .check = text("sha256")};
    world.copies[0] = &world.to_second;
    SET_LIST(world.backup.to, world.copies);
    world.backups[0] = &world.backup;
    SET_LIST(world.db.backups, world.backups);
    world.sites[0] = &world.primary;
    world.sites[1] = &world.second;
    SET_LIST(world.plan.sites, world.sites);
}

static inline void set_recovery(void)
{
    world.step = (Step){.entity = entity(ENTITY_STEP, "go"), .takes = duration("4h")};
    world.runbook = (Runbook){.entity = entity(ENTITY_RUNBOOK, "restore"), .hash = "aa"};
    world.to_runbook = ref(&world.runbook.entity);
    world.recovers[0] = &world.to_api;
    world.recovers[1] = &world.to_web;
    world.recovers[2] = &world.to_db;
    world.steps[0] = &world.step;
    SET_LIST(world.runbook.steps, world.steps);
    SET_LIST(world.runbook.recovers, world.recovers);
    world.drill = (Exercise){.entity = entity(ENTITY_EXERCISE, "drill"),
                             .type = word("restore", EXERCISE_RESTORE),
                             .every = duration("6mo")};
    world.carries[0] = &world.to_runbook;
    SET_LIST(world.drill.runbooks, world.carries);
    world.runbooks[0] = &world.runbook;
    world.exercises[0] = &world.drill;
    SET_LIST(world.plan.runbooks, world.runbooks);
    SET_LIST(world.plan.exercises, world.exercises);
}

static inline void set_framework(void)
{
    world.type_restore = text("restore");
    world.type_failover = text("failover");
    world.types[0] = &world.type_restore;
    world.types[1] = &world.type_failover;
    world.control = (Control){.entity = entity(ENTITY_OTHER, "c-1"),
                              .evidence = word("plan", EVIDENCE_PLAN),
                              .within = duration("1y")};
    SET_LIST(world.control.types, world.types);
    world.controls[0] = &world.control;
    SET_LIST(world.framework.controls, world.controls);
}

static inline void set_up(void)
{
    world = (World){.to_nothing = {.text = "gone"}, .arena = arena_new()};
    world.plan = (Plan){.id = "docs", .reviewed = date("2026-03-31"), .review = duration("1y")};
    world.other = (Plan){.id = "payments", .title = text("Payments")};
    set_people();
    set_objectives();
    set_sites();
    set_recovery();
    set_framework();
    world.plan.owner = world.to_team;
    world.related = text("Payments");
    world.related_list[0] = &world.related;
    SET_LIST(world.plan.related, world.related_list);
    world.plans[0] = &world.plan;
    world.plans[1] = &world.other;
    world.library =
        (Library){.plans = world.plans, .n_plans = 2, .limits = {.contacts = duration("6mo")}};
    world.set.runs = world.runs;
    world.set.acts = world.acts;
}

static inline void tear_down(void)
{
    standing_free(world.standing);
    arena_free(world.arena);
}

/* A run of the exercise 'drill' on DATE that meets every objective when it passed. */
static inline Run *add_run(const char *id, const char *date, RunOutcome outcome)
{
    ck_assert_uint_lt(world.set.count, MAX_RUNS);
    Run *run = &world.runs[world.set.count++];
    int64_t start = date_start(day(date)).seconds;
    bool passed = outcome == RUN_PASSED;
    *run = (Run){
        .id = id,
        .outcome = outcome,
        .plan = "docs",
        .exercise = "drill",
        .runbook = "restore",
        .runbook_hash = "aa",
        .declared = {MOMENT_ABSENT},
        .started = {start},
        .ended = {start + 7200},
        .service_back = {passed ? start + 3600 : MOMENT_ABSENT},
        .recovered_to = {passed ? start - 600 : MOMENT_ABSENT},
    };
    return run;
}

/* An act about the plan, by Maria, without any last day. */
static inline Act *add_act(ActKind kind, const char *date, const char *subject, bool passed)
{
    ck_assert_uint_lt(world.set.n_acts, MAX_ACTS);
    Act *act = &world.acts[world.set.n_acts++];
    *act = (Act){.kind = kind,
                 .date = day(date),
                 .plan = "docs",
                 .subject = subject,
                 .by = "maria",
                 .passed = passed,
                 .until = {INT32_MIN},
                 .closed = {INT32_MIN}};
    return act;
}

static inline ControlResult ask(const char *predicate)
{
    world.control.predicate.text = predicate;
    standing_free(world.standing);
    world.standing = standing_new(&world.plan, &world.set, day("2026-06-30"));
    size_t n = 0;
    const ControlResult *results =
        comply_evaluate(&world.framework, world.standing, &world.library, world.arena, &n);
    ck_assert_uint_eq(n, 1);
    return results[0];
}

static inline void expect(const char *predicate, Verdict verdict, const char *reason)
{
    ControlResult result = ask(predicate);
    ck_assert_str_eq(result.reason, reason);
    ck_assert_str_eq(verdict_word(result.verdict), verdict_word(verdict));
}

#endif
