#include "comply_world.h"

/* What predicates make of the care that a plan takes: parts, authority, rosters, copies, risks,
 * laws, vendors, and of what people have recorded. */

/* VERDICT and the turn of PREDICATE. */
static void expect_turn(const char *predicate, Verdict verdict, const char *turn)
{
    ControlResult result = ask(predicate);
    ck_assert_str_eq(verdict_word(result.verdict), verdict_word(verdict));
    if (turn == NULL)
        ck_assert_ptr_null(result.turn);
    else
        ck_assert_str_eq(result.turn, turn);
}

static void set_of(Text *words, Text **list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        list[i] = &words[i];
    world.control.of.items = list;
    world.control.of.count = count;
}

START_TEST(sections_present_by_their_words)
{
    Text words[] = {text("roles"), text("scope"), text("diagrams")};
    Text *list[G_N_ELEMENTS(words)];
    set_of(words, list, G_N_ELEMENTS(words));
    expect("sections-present", VERDICT_NOT_SATISFIED,
           "1 of 3 parts that are asked for are in the plan; missing: scope, diagrams.");
    expect_turn("sections-present", VERDICT_NOT_SATISFIED,
                "Write `scope`; a chapter (a Markdown file) titled Architecture or Diagrams.");
    Chapter chapter = {.title = text("Network diagrams")};
    Chapter *chapters[] = {&chapter};
    SET_LIST(world.plan.chapters, chapters);
    world.plan.scope = text("all");
    expect_turn("sections-present", VERDICT_SATISFIED, NULL);
}
END_TEST

START_TEST(every_section_can_be_missing)
{
    Plan empty = {.id = "docs"};
    for (size_t i = 0; section_words[i] != NULL; i++) {
        Text words[] = {text(section_words[i])};
        Text *list[G_N_ELEMENTS(words)];
        set_of(words, list, 1);
        Plan kept = world.plan;
        world.plan = empty;
        ck_assert_msg(ask("sections-present").verdict == VERDICT_NOT_SATISFIED, "%s",
                      section_words[i]);
        world.plan = kept;
    }
}
END_TEST

START_TEST(sections_of_the_world_are_found)
{
    const char *const there[] = {"system-description",   "roles",      "sequence",
                                 "procedures",           "escalation", "personnel-contacts",
                                 "alternate-processing", "inventory",  "interconnections",
                                 "test-schedule",        "backup",     "associated-plans"};
    for (size_t i = 0; i < G_N_ELEMENTS(there); i++) {
        Text words[] = {text(there[i])};
        Text *list[G_N_ELEMENTS(words)];
        set_of(words, list, 1);
        ck_assert_msg(ask("sections-present").verdict == VERDICT_SATISFIED, "%s", there[i]);
    }
}
END_TEST

START_TEST(activation_defined_by_one_role_with_a_successor)
{
    expect("activation-defined", VERDICT_NOT_SATISFIED,
           "There is not exactly one role that may declare a disaster.");
    world.lead.declares = (BoolValue){.text = "true", .known = true, .value = true};
    expect("activation-defined", VERDICT_NOT_SATISFIED,
           "Role 'lead' declares a disaster, with a successor. 0 of 1 runbooks say what calls for "
           "them; missing: restore.");
    world.runbook.trigger = text("the database is gone");
    expect_turn("activation-defined", VERDICT_SATISFIED, NULL);
    world.lead.alternates.count = 0;
    expect("activation-defined", VERDICT_NOT_SATISFIED,
           "Role 'lead' may declare a disaster and has no successor.");
}
END_TEST

START_TEST(duty_covered_around_the_clock)
{
    Shift shift = {.who = world.to_maria, .when = {.text = "always", .known = true}};
    Shift *roster[] = {&shift};
    expect("duty-covered", VERDICT_NO_EVIDENCE, "There are no roles with a roster.");
    ck_assert(week_parse("always", &shift.when.value));
    SET_LIST(world.lead.roster, roster);
    expect("duty-covered", VERDICT_SATISFIED,
           "1 of 1 roles with a roster are on call all 168 hours a week.");
    ck_assert(week_parse("mon-fri 00:00-24:00", &shift.when.value));
    expect("duty-covered", VERDICT_NOT_SATISFIED,
           "0 of 1 roles with a roster are on call all 168 hours a week; missing: lead. Nobody is "
           "on call for 'lead' from sat 00:00 to mon 00:00.");
}
END_TEST

START_TEST(escalation_complete_with_times)
{
    EscalationLevel second = {.who = world.to_vendor, .after = duration("30m")};
    EscalationLevel *levels[] = {&world.level, &second};
    expect("escalation-complete", VERDICT_NOT_SATISFIED,
           "There is one escalation level: nobody follows when it does not answer.");
    SET_LIST(world.plan.escalation, levels);
    expect("escalation-complete", VERDICT_SATISFIED,
           "2 of 2 escalation levels say who is called and after how long.");
    second.after.known = false;
    ck_assert_int_eq(ask("escalation-complete").verdict, VERDICT_NOT_SATISFIED);
    world.lead.escalate = duration("15m");
    ck_assert_int_eq(ask("escalation-complete").verdict, VERDICT_SATISFIED);
    second.who = world.to_nothing;
    ck_assert_int_eq(ask("escalation-complete").verdict, VERDICT_NOT_SATISFIED);
}
END_TEST

START_TEST(channels_independent_of_two_kinds)
{
    expect("channels-independent", VERDICT_NOT_SATISFIED,
           "2 of 3 people, teams and vendors called on can be reached over two kinds of channels; "
           "missing: jo.");
    world.jo.email = text("jo@berg.name");
    expect_turn("channels-independent", VERDICT_SATISFIED, NULL);
}
END_TEST

START_TEST(training_current_by_people_and_acts)
{
    expect("training-current", VERDICT_NOT_SATISFIED,
           "0 of 1 roles are to be trained for at least every 1y; missing: lead. 0 of 2 people who "
           "hold them have a training that still counts; missing: maria, jo.");
    ck_assert_int_eq(ask("training-current").met, VERDICT_NO_EVIDENCE);
    world.lead.training = duration("1y");
    world.maria.trained = date("2026-01-31");
    Act *act = add_act(ACT_TRAINING, "2026-02-28", "jo", true);
    expect("training-current", VERDICT_SATISFIED,
           "1 of 1 roles are to be trained for at least every 1y. 2 of 2 people who hold them have "
           "a training that still counts.");
    ck_assert_int_eq(ask("training-current").until.days, day("2027-01-31").days);
    act->until = day("2026-06-29");
    ck_assert_int_eq(ask("training-current").verdict, VERDICT_STALE);
    act->until = (Date){INT32_MIN};
    act->passed = false;
    expect_turn("training-current", VERDICT_NOT_SATISFIED,
                "Train them, and record that as `trained` in people.yaml or with kind `training`: "
                "'jo'.");
    world.jo.left = date("2026-06-01");
    ck_assert_int_eq(ask("training-current").verdict, VERDICT_SATISFIED);
    world.lead.training = duration("2y");
    expect_turn("training-current", VERDICT_NOT_SATISFIED,
                "Write `training: 1y` or less at role 'lead'.");
}
END_TEST

START_TEST(approval_current_by_somebody_else)
{
    expect("approval-current", VERDICT_NO_EVIDENCE,
           "No approval up to 2026-06-30 is written or recorded.");
    world.plan.approved = date("2025-06-30");
    world.plan.approved_by = world.to_maria;
    world.plan.author = world.to_jo;
    expect("approval-current", VERDICT_SATISFIED,
           "Approved on 2025-06-30 by 'maria', who is not its author: counts until 2026-06-30.");
    world.plan.approved = date("2025-06-29");
    ck_assert_int_eq(ask("approval-current").verdict, VERDICT_STALE);
    Act *act = add_act(ACT_APPROVAL, "2026-06-01", "1.0", true);
    ControlResult result = ask("approval-current");
    ck_assert_int_eq(result.verdict, VERDICT_SATISFIED);
    ck_assert_ptr_eq(result.act, act);
    act->by = "jo";
    expect("approval-current", VERDICT_NOT_SATISFIED, "'jo' approved a plan of their own.");
    act->by = "maria";
    world.plan.review = duration("2y");
    result = ask("approval-current");
    ck_assert_int_eq(result.defined, VERDICT_NOT_SATISFIED);
    ck_assert_int_eq(result.met, VERDICT_SATISFIED);
}
END_TEST

START_TEST(plan_reviewed_by_a_record)
{
    world.plan.reviewed = date("2025-01-31");
    ck_assert_int_eq(ask("plan-reviewed").verdict, VERDICT_STALE);
    Act *act = add_act(ACT_REVIEW, "2026-05-31", NULL, true);
    ControlResult result = ask("plan-reviewed");
    ck_assert_int_eq(result.verdict, VERDICT_SATISFIED);
    ck_assert_ptr_eq(result.act, act);
    act->subject = "r1";
    ck_assert_int_eq(ask("plan-reviewed").verdict, VERDICT_STALE);
    act->subject = NULL;
    act->plan = NULL;
    ck_assert_int_eq(ask("plan-reviewed").verdict, VERDICT_STALE);
}
END_TEST

START_TEST(distribution_written_with_place_and_holder)
{
    Binder binder = {.where = text("red shelf"), .holder = world.to_maria};
    Binder *binders[] = {&binder};
    expect("distribution-written", VERDICT_NO_EVIDENCE, "There are no copies of the plans.");
    SET_LIST(world.library.binders, binders);
    ck_assert_int_eq(ask("distribution-written").verdict, VERDICT_SATISFIED);
    binder.holder = world.to_nothing;
    expect("distribution-written", VERDICT_NOT_SATISFIED,
           "0 of 1 copies of the plans say where they lie and who keeps them; missing: red shelf.");
}
END_TEST

START_TEST(copies_protected_from_an_attacker)
{
    expect("copies-protected", VERDICT_NOT_SATISFIED,
           "0 of 1 data sets have a copy that is immutable or offline; missing: db.");
    world.backup.offline = (BoolValue){.text = "true", .known = true, .value = true};
    ck_assert_int_eq(ask("copies-protected").verdict, VERDICT_SATISFIED);
    world.backup.offline.value = false;
    ck_assert_int_eq(ask("copies-protected").verdict, VERDICT_NOT_SATISFIED);
}
END_TEST

START_TEST(data_classes_covered_by_backups)
{
    DataSet sets[3] = {world.db, world.db, world.db};
    DataSet *data[] = {&sets[0], &sets[1], &sets[2]};
    const char *const words[] = {"user", "system", "documentation"};
    for (int i = 0; i < 3; i++)
        sets[i].data_class = word(words[i], i);
    SET_LIST(world.plan.data, data);
    ck_assert_int_eq(ask("data-classes-covered").verdict, VERDICT_SATISFIED);
    sets[2].backups.count = 0;
    sets[0].data_class = (Word){0};
    expect("data-classes-covered", VERDICT_NOT_SATISFIED,
           "1 of 3 classes of data have a data set with backups; missing: user, documentation.");
}
END_TEST

START_TEST(restores_fit_the_tightest_objective)
{
    Ref *depends[] = {&world.to_db};
    expect("restores-fit-rto", VERDICT_NOT_SATISFIED,
           "0 of 1 data sets are restored within the tightest RTO that waits for them; missing: "
           "db. 'db' does not say its `size` and the `rate` of a backup.");
    world.db.size = (SizeValue){.text = "3600GB", .known = true, .value = 3600e9};
    world.backup.rate = (SizeValue){.text = "250MB/s", .known = true, .value = 250e6};
    expect("restores-fit-rto", VERDICT_NOT_SATISFIED,
           "0 of 1 data sets are restored within the tightest RTO that waits for them; missing: "
           "db. Nothing says when 'db' must be back.");
    SET_LIST(world.api.depends, depends);
    ck_assert_int_eq(ask("restores-fit-rto").verdict, VERDICT_SATISFIED);
    world.db.rto = duration("3h59m");
    expect("restores-fit-rto", VERDICT_NOT_SATISFIED,
           "0 of 1 data sets are restored within the tightest RTO that waits for them; missing: "
           "db. 'db': the restore of 3600GB takes 4h > 3h59m.");
}
END_TEST

START_TEST(backups_succeed_by_their_feed)
{
    expect("backups-succeed", VERDICT_NO_EVIDENCE,
           "0 of 1 data sets with backups have a newest job that ended well and is not too old; "
           "missing: db. 'db': no result of a job is recorded.");
    Act *act = add_act(ACT_BACKUP, "2026-06-29", "db", true);
    expect("backups-succeed", VERDICT_SATISFIED,
           "1 of 1 data sets with backups have a newest job that ended well and is not too old. "
           "'db': the job of 2026-06-29 ended well; at an interval of 30m that is enough until "
           "2026-06-30.");
    act->date = day("2026-06-28");
    ck_assert_int_eq(ask("backups-succeed").verdict, VERDICT_STALE);
    world.backup.every = duration("2d");
    ck_assert_int_eq(ask("backups-succeed").verdict, VERDICT_SATISFIED);
    Act *failed = add_act(ACT_BACKUP, "2026-06-29", "db", false);
    ControlResult result = ask("backups-succeed");
    ck_assert_int_eq(result.verdict, VERDICT_NOT_SATISFIED);
    ck_assert_ptr_eq(result.act, failed);
}
END_TEST

START_TEST(restore_elsewhere_than_in_use)
{
    Ref to_primary = ref(&world.primary.entity);
    Ref *at[] = {&to_primary};
    SET_LIST(world.db.at, at);
    expect("restore-elsewhere", VERDICT_NOT_SATISFIED,
           "0 of 1 exercises of type restore restore to a named site where the data is not in use; "
           "missing: drill.");
    world.drill.target = world.to_second;
    ck_assert_int_eq(ask("restore-elsewhere").verdict, VERDICT_SATISFIED);
    world.drill.target = to_primary;
    ck_assert_int_eq(ask("restore-elsewhere").verdict, VERDICT_NOT_SATISFIED);
}
END_TEST

START_TEST(critical_rto_short_enough)
{
    world.control.within = duration("4h");
    expect("critical-rto-short", VERDICT_SATISFIED,
           "1 of 1 critical services have an RTO of 4h or less.");
    world.control.within = duration("2h");
    expect("critical-rto-short", VERDICT_NOT_SATISFIED,
           "0 of 1 critical services have an RTO of 2h or less; missing: api.");
}
END_TEST

START_TEST(failback_exists_for_what_moves)
{
    expect("failback-exists", VERDICT_NO_EVIDENCE,
           "There are no runbooks that move work to another place.");
    world.runbook.entity.name = text("Failover to the east");
    ck_assert_int_eq(ask("failback-exists").verdict, VERDICT_NOT_SATISFIED);
    world.runbook.failback = world.to_runbook;
    ck_assert_int_eq(ask("failback-exists").verdict, VERDICT_SATISFIED);
}
END_TEST

START_TEST(impacts_analysed_so_that_times_fit)
{
    world.api.mtd = duration("5h");
    world.api.wrt = duration("1h");
    world.web.mtd = duration("8h");
    expect("impacts-analysed", VERDICT_SATISFIED,
           "2 of 2 services have an MTD into which RTO and WRT fit.");
    world.api.wrt = duration("1h1m");
    world.web.mtd = (DurationValue){0};
    expect("impacts-analysed", VERDICT_NOT_SATISFIED,
           "0 of 2 services have an MTD into which RTO and WRT fit; missing: api, web.");
}
END_TEST

START_TEST(runbooks_verify_what_they_recover)
{
    expect("runbooks-verify", VERDICT_NOT_SATISFIED,
           "0 of 1 runbooks that recover something have a step that verifies it; missing: "
           "restore.");
    world.step.verify = text("curl -f localhost");
    ck_assert_int_eq(ask("runbooks-verify").verdict, VERDICT_SATISFIED);
}
END_TEST

START_TEST(scenario_families_that_are_asked_for)
{
    Scenario scenario = {.entity = entity(ENTITY_SCENARIO, "dark"),
                         .family = word("power", FAMILY_POWER)};
    Scenario *scenarios[] = {&scenario};
    Text words[] = {text("power"), text("people")};
    Text *list[G_N_ELEMENTS(words)];
    SET_LIST(world.plan.scenarios, scenarios);
    set_of(words, list, 2);
    expect("scenario-families", VERDICT_NOT_SATISFIED,
           "1 of 2 families of scenarios have a scenario in the plan; missing: people.");
    set_of(words, list, 1);
    ck_assert_int_eq(ask("scenario-families").verdict, VERDICT_SATISFIED);
    set_of(words, list, 0);
    expect("scenario-families", VERDICT_NOT_SATISFIED,
           "1 of 9 families of scenarios have a scenario in the plan; missing: cyber-attack, "
           "data-corruption, site-loss, hardware, software, network, supplier, people.");
}
END_TEST

START_TEST(risks_treated_with_what_is_left)
{
    Risk risk = {.entity = entity(ENTITY_RISK, "fire"), .treatment = text("doors")};
    Risk *risks[] = {&risk};
    expect("risks-treated", VERDICT_NO_EVIDENCE, "There are no risks.");
    SET_LIST(world.plan.risks, risks);
    ck_assert_int_eq(ask("risks-treated").verdict, VERDICT_NOT_SATISFIED);
    risk.residual = text("low");
    ck_assert_int_eq(ask("risks-treated").verdict, VERDICT_SATISFIED);
}
END_TEST

START_TEST(regulator_deadlines_of_the_laws)
{
    Notification notice = {.entity = entity(ENTITY_OTHER, "authority"),
                           .law = text("GDPR Art. 33"),
                           .within = duration("72h")};
    Notification *notices[] = {&notice};
    Text laws[] = {text("GDPR")};
    Text *list[] = {&laws[0]};
    expect("regulator-deadlines", VERDICT_NO_EVIDENCE,
           "There are no laws and contracts of the library.");
    SET_LIST(world.library.laws, list);
    ck_assert_int_eq(ask("regulator-deadlines").verdict, VERDICT_NOT_SATISFIED);
    SET_LIST(world.plan.notifications, notices);
    ck_assert_int_eq(ask("regulator-deadlines").verdict, VERDICT_SATISFIED);
    notice.within = duration("73h");
    expect("regulator-deadlines", VERDICT_NOT_SATISFIED,
           "0 of 1 laws and contracts of the library have a notification in time; missing: GDPR.");
}
END_TEST

START_TEST(vendor_response_within_the_tightest_objective)
{
    RefUse uses[] = {{&world.to_vendor, 0}, {&world.to_vendor, 0}, {&world.to_nothing, 0}};
    expect("vendor-response", VERDICT_NO_EVIDENCE, "There are no vendors that the plan counts on.");
    world.plan.uses = uses;
    world.plan.n_uses = G_N_ELEMENTS(uses);
    world.vendor.contract = text("K-17");
    world.vendor.response = duration("4h");
    world.vendor.until = date("2026-06-30");
    ck_assert_int_eq(ask("vendor-response").verdict, VERDICT_SATISFIED);
    world.vendor.response = duration("4h1m");
    expect("vendor-response", VERDICT_NOT_SATISFIED,
           "0 of 1 vendors that the plan counts on have a contract whose response is no longer "
           "than the tightest RTO; missing: host.");
    world.vendor.response = duration("1h");
    world.vendor.until = date("2026-06-29");
    ck_assert_int_eq(ask("vendor-response").verdict, VERDICT_NOT_SATISFIED);
}
END_TEST

static Suite *care_suite(void)
{
    TCase *tests = tcase_create("care");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, sections_present_by_their_words);
    tcase_add_test(tests, every_section_can_be_missing);
    tcase_add_test(tests, sections_of_the_world_are_found);
    tcase_add_test(tests, activation_defined_by_one_role_with_a_successor);
    tcase_add_test(tests, duty_covered_around_the_clock);
    tcase_add_test(tests, escalation_complete_with_times);
    tcase_add_test(tests, channels_independent_of_two_kinds);
    tcase_add_test(tests, training_current_by_people_and_acts);
    tcase_add_test(tests, approval_current_by_somebody_else);
    tcase_add_test(tests, plan_reviewed_by_a_record);
    tcase_add_test(tests, distribution_written_with_place_and_holder);
    tcase_add_test(tests, copies_protected_from_an_attacker);
    tcase_add_test(tests, data_classes_covered_by_backups);
    tcase_add_test(tests, restores_fit_the_tightest_objective);
    tcase_add_test(tests, backups_succeed_by_their_feed);
    tcase_add_test(tests, restore_elsewhere_than_in_use);
    tcase_add_test(tests, critical_rto_short_enough);
    tcase_add_test(tests, failback_exists_for_what_moves);
    tcase_add_test(tests, impacts_analysed_so_that_times_fit);
    tcase_add_test(tests, runbooks_verify_what_they_recover);
    tcase_add_test(tests, scenario_families_that_are_asked_for);
    tcase_add_test(tests, risks_treated_with_what_is_left);
    tcase_add_test(tests, regulator_deadlines_of_the_laws);
    tcase_add_test(tests, vendor_response_within_the_tightest_objective);
    Suite *suite = suite_create("predicate care");
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(care_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
