#include "comply_world.h"

/* What predicates make of a plan; runs are in test_predicate_history.c. */

START_TEST(plan_reviewed_in_time)
{
    expect("plan-reviewed", VERDICT_SATISFIED,
           "Reviewed on 2026-03-31 at an interval of 1y, owner 'ops': counts until 2027-03-31.");
    world.plan.reviewed = date("2025-06-30");
    ck_assert_int_eq(ask("plan-reviewed").verdict, VERDICT_SATISFIED);
    world.plan.reviewed = date("2025-06-29");
    expect("plan-reviewed", VERDICT_STALE,
           "Reviewed on 2025-06-29 at an interval of 1y, owner 'ops': counted only until "
           "2026-06-29.");
}
END_TEST

START_TEST(plan_reviewed_needs_owner_interval_and_date)
{
    world.plan.reviewed = (DateValue){.text = "2024-01-XX"};
    expect("plan-reviewed", VERDICT_NO_EVIDENCE, "No date of a review is written.");
    world.plan.reviewed = date("2026-07-01");
    expect("plan-reviewed", VERDICT_NO_EVIDENCE, "The review of 2026-07-01 lies in the future.");
    world.plan.review = duration("2y");
    world.plan.reviewed = date("2026-06-30");
    ck_assert_str_eq(ask("plan-reviewed").turn,
                     "Write `owner`, and `review: 1y` or less, in the plan.");
    expect("plan-reviewed", VERDICT_NOT_SATISFIED, "It is reviewed every 2y, 1y is allowed.");
    world.plan.review = (DurationValue){0};
    world.plan.owner = world.to_nothing;
    expect("plan-reviewed", VERDICT_NOT_SATISFIED,
           "The plan has no known owner. No review interval is written.");
}
END_TEST

START_TEST(functions_named_by_tier_and_purpose)
{
    expect("functions-named", VERDICT_SATISFIED,
           "2 of 2 services say what they do and have a tier.");
    world.web.about.text = NULL;
    world.api.tier = word("huge", -1);
    expect("functions-named", VERDICT_NOT_SATISFIED,
           "0 of 2 services say what they do and have a tier; missing: api, web.");
    /* An absent word has the index of the first of its list. */
    world.web.about = text("shows");
    world.api.tier = (Word){0};
    expect("functions-named", VERDICT_NOT_SATISFIED,
           "1 of 2 services say what they do and have a tier; missing: api.");
}
END_TEST

START_TEST(objectives_defined_for_all)
{
    expect("objectives-defined", VERDICT_SATISFIED,
           "2 of 2 services have an RTO. 1 of 1 data sets have an RPO.");
    world.web.rto = (DurationValue){.text = "soon"};
    expect("objectives-defined", VERDICT_NOT_SATISFIED,
           "1 of 2 services have an RTO; missing: web. 1 of 1 data sets have an RPO.");
    world.web.rto = duration("8h");
    world.plan.data.count = 0;
    expect("objectives-defined", VERDICT_NO_EVIDENCE,
           "2 of 2 services have an RTO. There are no data sets.");
}
END_TEST

START_TEST(restoration_ordered_without_cycles)
{
    Ref *back[] = {&world.to_web};
    expect("restoration-ordered", VERDICT_SATISFIED, "2 of 2 services have a tier.");
    SET_LIST(world.api.depends, back);
    expect("restoration-ordered", VERDICT_NOT_SATISFIED,
           "2 of 2 services have a tier. 'api' depends on itself: no order.");
    back[0] = &world.to_nothing;
    world.api.tier = (Word){0};
    expect("restoration-ordered", VERDICT_NOT_SATISFIED,
           "1 of 2 services have a tier; missing: api.");
}
END_TEST

START_TEST(metrics_defined_with_targets)
{
    expect("metrics-defined", VERDICT_SATISFIED, "1 of 1 KPIs and service levels have a target.");
    world.kpi.target.text = NULL;
    expect("metrics-defined", VERDICT_NOT_SATISFIED,
           "0 of 1 KPIs and service levels have a target; missing: rto-met.");
}
END_TEST

START_TEST(related_plans_named_in_the_library)
{
    expect("related-plans-named", VERDICT_SATISFIED,
           "1 of 1 related plans named are in the library.");
    world.related = text("payment");
    expect("related-plans-named", VERDICT_NOT_SATISFIED,
           "0 of 1 related plans named are in the library; missing: payment.");
}
END_TEST

START_TEST(roles_filled_and_with_duties)
{
    expect("roles-filled", VERDICT_SATISFIED, "1 of 1 roles are held by somebody.");
    expect("duties-written", VERDICT_SATISFIED, "1 of 1 roles have duties.");
    world.holders[0] = &world.to_nothing;
    world.lead.duties.count = 0;
    expect("roles-filled", VERDICT_NOT_SATISFIED,
           "0 of 1 roles are held by somebody; missing: lead.");
    expect("duties-written", VERDICT_NOT_SATISFIED, "0 of 1 roles have duties; missing: lead.");
}
END_TEST

START_TEST(contacts_reachable_two_ways)
{
    expect("contacts-reachable", VERDICT_SATISFIED,
           "3 of 3 people, teams and vendors called on have a number that can be dialled and a "
           "second way.");
    world.maria.email = text("[Email]");
    world.jo.phone2 = world.jo.phone;
    world.vendor.phone = text("+1-555-DR-PRIMARY");
    expect("contacts-reachable", VERDICT_NOT_SATISFIED,
           "0 of 3 people, teams and vendors called on have a number that can be dialled and a "
           "second way; missing: maria, ops, host.");
}
END_TEST

START_TEST(phone_without_country_code_is_not_dialable)
{
    const char *const bad[] = {"030 901820", "+030 901820",       "+49 (0) 30 901820",
                               "+123456",    "+1234567890123456", "[Phone]"};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        world.vendor.phone = text(bad[i]);
        ck_assert_int_eq(ask("contacts-reachable").verdict, VERDICT_NOT_SATISFIED);
    }
    world.vendor.phone = text("+1234567");
    ck_assert_int_eq(ask("contacts-reachable").verdict, VERDICT_SATISFIED);
}
END_TEST

START_TEST(contacts_verified_within_the_period)
{
    expect("contacts-verified", VERDICT_SATISFIED,
           "2 of 2 people called on had their numbers tried in the 1y up to 2026-06-30.");
    world.jo.verified = date("2025-06-29");
    expect("contacts-verified", VERDICT_STALE,
           "1 of 2 people called on had their numbers tried in the 1y up to 2026-06-30; missing: "
           "jo.");
    world.jo.verified = (DateValue){.text = "recently"};
    ck_assert_int_eq(ask("contacts-verified").verdict, VERDICT_NOT_SATISFIED);
    world.maria.verified = date("2026-07-01");
    ck_assert_int_eq(ask("contacts-verified").verdict, VERDICT_NO_EVIDENCE);
    add_act(ACT_CONTACT, "2026-06-01", "maria", true);
    add_act(ACT_CONTACT, "2026-06-02", "jo", false);
    ControlResult result = ask("contacts-verified");
    ck_assert_int_eq(result.verdict, VERDICT_NOT_SATISFIED);
    add_act(ACT_CONTACT, "2026-06-03", "jo", true);
    result = ask("contacts-verified");
    ck_assert_int_eq(result.verdict, VERDICT_SATISFIED);
    ck_assert_int_eq(result.until.days, day("2027-06-01").days);
    ck_assert_uint_eq(result.n_acts, 2);
    world.library.limits.contacts = duration("2y");
    expect("contacts-verified", VERDICT_NOT_SATISFIED,
           "2 of 2 people called on had their numbers tried in the 1y up to 2026-06-30. The "
           "library asks for it every 2y, 1y is allowed.");
    ck_assert_int_eq(ask("contacts-verified").met, VERDICT_SATISFIED);
    ck_assert_str_eq(ask("contacts-verified").turn,
                     "Write `limits: {contacts: 1y}` in redbinder.yaml.");
}
END_TEST

START_TEST(backups_meet_rpo_with_everything_added)
{
    expect("backups-meet-rpo", VERDICT_SATISFIED,
           "1 of 1 data sets have a backup that fits into their RPO.");
    world.backup.lag = duration("11m");
    expect("backups-meet-rpo", VERDICT_NOT_SATISFIED,
           "0 of 1 data sets have a backup that fits into their RPO; missing: db. 'db': interval "
           "30m + duration 20m + lag 11m = 1h1m > 1h.");
    world.backup.every = (DurationValue){.text = "often"};
    expect("backups-meet-rpo", VERDICT_NOT_SATISFIED,
           "0 of 1 data sets have a backup that fits into their RPO; missing: db. 'db' has no "
           "backup with an interval.");
    world.db.rpo = (DurationValue){0};
    expect("backups-meet-rpo", VERDICT_NOT_SATISFIED,
           "0 of 1 data sets have a backup that fits into their RPO; missing: db. 'db' has no "
           "RPO.");
}
END_TEST

START_TEST(backups_left_out_with_a_reason)
{
    DataSet cache = {.entity = entity(ENTITY_DATA, "cache"), .no_backup = text("rebuilt")};
    DataSet *data[] = {&world.db, &cache};
    SET_LIST(world.plan.data, data);
    expect("backups-meet-rpo", VERDICT_SATISFIED,
           "1 of 1 data sets have a backup that fits into their RPO. Left out, with a written "
           "reason: 1.");
    data[0] = &cache;
    world.plan.data.count = 1;
    expect("backups-meet-rpo", VERDICT_NOT_APPLICABLE,
           "The plan gives a reason for having no backup of any of its data sets (1).");
    cache.no_backup.text = NULL;
    ck_assert_int_eq(ask("backups-meet-rpo").verdict, VERDICT_NOT_SATISFIED);
}
END_TEST

START_TEST(backups_encrypted_by_themselves_or_their_sites)
{
    expect("backups-encrypted", VERDICT_SATISFIED,
           "1 of 1 data sets have all their backups encrypted.");
    world.backup.encryption.text = NULL;
    ck_assert_int_eq(ask("backups-encrypted").verdict, VERDICT_NOT_SATISFIED);
    world.second.encryption = text("server side");
    ck_assert_int_eq(ask("backups-encrypted").verdict, VERDICT_SATISFIED);
    world.copies[0] = &world.to_nothing;
    ck_assert_int_eq(ask("backups-encrypted").verdict, VERDICT_NOT_SATISFIED);
    world.copies[0] = &world.to_second;
    world.backup.encryption = text("None");
    expect("backups-encrypted", VERDICT_NOT_SATISFIED,
           "0 of 1 data sets have all their backups encrypted; missing: db.");
}
END_TEST

START_TEST(backups_checked_for_integrity)
{
    expect("backups-checked", VERDICT_SATISFIED,
           "1 of 1 data sets have an integrity check for all their backups.");
    world.backup.check.text = NULL;
    expect("backups-checked", VERDICT_NOT_SATISFIED,
           "0 of 1 data sets have an integrity check for all their backups; missing: db.");
}
END_TEST

START_TEST(backups_elsewhere_and_apart)
{
    expect("backups-elsewhere", VERDICT_SATISFIED,
           "1 of 1 data sets have copies at a site that is not a primary one.");
    expect("backups-apart", VERDICT_SATISFIED,
           "1 of 1 data sets have copies at a known location other than the primary sites'.");
    world.second.location = text("US-West-2");
    ck_assert_int_eq(ask("backups-elsewhere").verdict, VERDICT_SATISFIED);
    expect("backups-apart", VERDICT_NOT_SATISFIED,
           "0 of 1 data sets have copies at a known location other than the primary sites'; "
           "missing: db.");
    world.copies[0] = &world.to_nothing;
    expect("backups-elsewhere", VERDICT_NOT_SATISFIED,
           "0 of 1 data sets have copies at a site that is not a primary one; missing: db.");
}
END_TEST

START_TEST(places_cannot_be_compared_with_nothing)
{
    world.primary.location.text = NULL;
    expect("backups-apart", VERDICT_NO_EVIDENCE,
           "The primary site 'west' has no location to compare with.");
    ck_assert_int_eq(ask("alternate-site-apart").verdict, VERDICT_NO_EVIDENCE);
    world.primary.role.text = NULL;
    expect("backups-elsewhere", VERDICT_NO_EVIDENCE,
           "No site has the role 'primary': there is nothing to compare with.");
}
END_TEST

START_TEST(repositories_are_no_place_to_run)
{
    Site forge = {.entity = entity(ENTITY_SITE, "forge"),
                  .kind = word("repository", SITE_REPOSITORY),
                  .role = text("primary")};
    Site *sites[] = {&forge, &world.primary, &world.second};
    SET_LIST(world.plan.sites, sites);
    ck_assert_int_eq(ask("alternate-site-apart").verdict, VERDICT_SATISFIED);
    expect("backups-apart", VERDICT_NO_EVIDENCE,
           "The primary site 'forge' has no location to compare with.");
}
END_TEST

START_TEST(alternate_site_named_and_apart)
{
    expect("alternate-site-named", VERDICT_SATISFIED,
           "1 of 1 alternate processing sites say their capacity and how they are activated.");
    expect("alternate-site-apart", VERDICT_SATISFIED,
           "1 of 1 alternate processing sites have a known location other than the primary "
           "sites'.");
    world.second.capacity = (NumberValue){.text = "plenty"};
    world.second.location.text = NULL;
    expect("alternate-site-named", VERDICT_NOT_SATISFIED,
           "0 of 1 alternate processing sites say their capacity and how they are activated; "
           "missing: east.");
    ck_assert_int_eq(ask("alternate-site-apart").verdict, VERDICT_NOT_SATISFIED);
    world.second.kind = (Word){0};
    expect("alternate-site-named", VERDICT_NOT_SATISFIED,
           "None of 2 sites is a region or data centre with a role other than primary.");
    ck_assert_int_eq(ask("alternate-site-apart").verdict, VERDICT_NO_EVIDENCE);
}
END_TEST

START_TEST(runbooks_cover_what_is_critical)
{
    expect("runbooks-cover", VERDICT_SATISFIED,
           "2 of 2 critical or high services and data sets are recovered by a runbook with "
           "steps.");
    world.web.tier = (Word){0};
    world.recovers[1] = &world.to_nothing;
    expect("runbooks-cover", VERDICT_NOT_SATISFIED,
           "2 of 3 critical or high services and data sets are recovered by a runbook with "
           "steps; missing: web.");
    world.runbook.steps.count = 0;
    ck_assert_int_eq(ask("runbooks-cover").verdict, VERDICT_NOT_SATISFIED);
}
END_TEST

START_TEST(estimates_fit_into_the_rto)
{
    expect("estimates-fit-rto", VERDICT_SATISFIED,
           "2 of 2 services have a runbook whose estimate fits into their RTO.");
    world.step.takes = duration("4h1s");
    expect("estimates-fit-rto", VERDICT_NOT_SATISFIED,
           "1 of 2 services have a runbook whose estimate fits into their RTO; missing: api. "
           "'api': 4h1s > 4h.");
    world.step.takes = (DurationValue){0};
    expect("estimates-fit-rto", VERDICT_NOT_SATISFIED,
           "0 of 2 services have a runbook whose estimate fits into their RTO; missing: api, web. "
           "'api' has no runbook with an estimate for every step.");
    world.api.rto = (DurationValue){0};
    expect("estimates-fit-rto", VERDICT_NOT_SATISFIED,
           "0 of 2 services have a runbook whose estimate fits into their RTO; missing: api, web. "
           "'api' has no RTO.");
}
END_TEST

START_TEST(nothing_is_satisfied_on_an_empty_plan)
{
    world.plan = (Plan){.id = "docs"};
    for (size_t i = 0; i < n_predicates; i++) {
        ControlResult result = ask(predicates[i].name);
        ck_assert_msg(result.verdict == VERDICT_NO_EVIDENCE ||
                          result.verdict == VERDICT_NOT_SATISFIED,
                      "%s: %s", predicates[i].name, verdict_word(result.verdict));
        ck_assert_ptr_nonnull(result.reason);
        ck_assert_ptr_null(result.run);
    }
}
END_TEST

START_TEST(what_a_person_attests_is_never_computed)
{
    world.control.evidence = word("person", EVIDENCE_PERSON);
    expect(NULL, VERDICT_NO_EVIDENCE, "A person has to attest this; plan and runs cannot show it.");
    expect("related-plans-named", VERDICT_NO_EVIDENCE,
           "1 of 1 related plans named are in the library. A person has to attest the rest.");
    world.related = text("gone");
    ck_assert_int_eq(ask("related-plans-named").verdict, VERDICT_NOT_SATISFIED);
}
END_TEST

START_TEST(what_cannot_be_asked_has_no_evidence)
{
    expect("roles-filed", VERDICT_NO_EVIDENCE,
           "Nothing was computed: no predicate is called 'roles-filed'.");
    expect(NULL, VERDICT_NO_EVIDENCE, "Nothing was computed: the control names no predicate.");
    world.type_restore = text("restoration");
    world.type_failover.text = NULL;
    expect("exercise-current", VERDICT_NO_EVIDENCE,
           "Nothing was computed: the framework gives no known exercise types for this control.");
    world.control.within = (DurationValue){.text = "yearly"};
    expect("plan-reviewed", VERDICT_NO_EVIDENCE,
           "Nothing was computed: the framework gives no readable period for this control.");
}
END_TEST

START_TEST(long_lists_name_the_first_and_count_the_rest)
{
    enum { MANY = 1000 };
    g_autofree Service *services = g_new0(Service, MANY);
    g_autofree Service **items = g_new0(Service *, MANY);
    Ref next[MANY];
    Ref *depends[MANY];
    for (size_t i = 0; i < MANY; i++) {
        services[i].entity = entity(ENTITY_SERVICE, "s");
        items[i] = &services[i];
        next[i] = ref(&services[(i + 1) % MANY].entity);
        depends[i] = &next[i];
        services[i].depends.items = &depends[i];
        services[i].depends.count = 1;
    }
    world.plan.services.items = items;
    world.plan.services.count = MANY;
    expect("restoration-ordered", VERDICT_NOT_SATISFIED,
           "0 of 1000 services have a tier; missing: s, s, s, s, s, s, s, s and 992 more. 's' "
           "depends on itself: no order.");
}
END_TEST

static Suite *predicate_suite(void)
{
    TCase *tests = tcase_create("plan");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, plan_reviewed_in_time);
    tcase_add_test(tests, plan_reviewed_needs_owner_interval_and_date);
    tcase_add_test(tests, functions_named_by_tier_and_purpose);
    tcase_add_test(tests, objectives_defined_for_all);
    tcase_add_test(tests, restoration_ordered_without_cycles);
    tcase_add_test(tests, metrics_defined_with_targets);
    tcase_add_test(tests, related_plans_named_in_the_library);
    tcase_add_test(tests, roles_filled_and_with_duties);
    tcase_add_test(tests, contacts_reachable_two_ways);
    tcase_add_test(tests, phone_without_country_code_is_not_dialable);
    tcase_add_test(tests, contacts_verified_within_the_period);
    tcase_add_test(tests, backups_meet_rpo_with_everything_added);
    tcase_add_test(tests, backups_left_out_with_a_reason);
    tcase_add_test(tests, backups_encrypted_by_themselves_or_their_sites);
    tcase_add_test(tests, backups_checked_for_integrity);
    tcase_add_test(tests, backups_elsewhere_and_apart);
    tcase_add_test(tests, places_cannot_be_compared_with_nothing);
    tcase_add_test(tests, repositories_are_no_place_to_run);
    tcase_add_test(tests, alternate_site_named_and_apart);
    tcase_add_test(tests, runbooks_cover_what_is_critical);
    tcase_add_test(tests, estimates_fit_into_the_rto);
    tcase_add_test(tests, nothing_is_satisfied_on_an_empty_plan);
    tcase_add_test(tests, what_a_person_attests_is_never_computed);
    tcase_add_test(tests, what_cannot_be_asked_has_no_evidence);
    tcase_add_test(tests, long_lists_name_the_first_and_count_the_rest);
    Suite *suite = suite_create("predicate");
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
