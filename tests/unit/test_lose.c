#include "command/lose.h"

#include "command/lose_answer.h"

#include "json_check.h"
#include "library_text.h"

#include <stdlib.h>

static LibraryText text;

static void set_up(void)
{
    text = library_text_new();
    temp_folder_write(text.folder, "redbinder.yaml",
                      "title: L\n"
                      "tools:\n"
                      "  - {id: sso, name: SSO, kind: identity, needs: [shop/login]}\n"
                      "  - {id: wiki, name: Wiki, kind: documentation, needs: [sso],"
                      " fallback: the paper binder}\n"
                      "  - {id: phones, name: Phones, kind: telephone}\n"
                      "  - {id: chat, name: Chat, kind: chat, needs: [sso]}\n");
    temp_folder_write(text.folder, "people.yaml",
                      "people: [{id: jo, name: Jo}, {id: al, name: Al}]\n");
    temp_folder_write(
        text.folder, "shop/plan.yaml",
        "title: Shop\n"
        "sites: [{id: west}, {id: east}, {id: hall, within: west}]\n"
        "roles:\n"
        "  - {id: lead, name: Lead, declares: true, holders: [jo], alternates: [al]}\n"
        "  - {id: dba, holders: [jo]}\n"
        "services:\n"
        "  - {id: login, rto: 1h, at: [hall]}\n"
        "  - {id: web, rto: 4h, depends: [login, orders]}\n"
        "data:\n"
        "  - id: orders\n"
        "    rpo: 1h\n"
        "    at: [west]\n"
        "    backups: [{method: near, every: 15m, to: [hall]}, {method: far, every: 1d, to: "
        "[east]}]\n");
    temp_folder_write(text.folder, "shop/runbooks/restore-login.yaml",
                      "title: L\nrecovers: [login]\n"
                      "steps: [{id: a, title: A, who: lead, takes: 90m, manual: do}]\n");
    temp_folder_write(text.folder, "shop/runbooks/restore-orders.yaml",
                      "title: O\nrecovers: [orders]\nneeds: {systems: [sso]}\n"
                      "steps: [{id: a, title: A, who: dba, takes: 30m, manual: do}]\n");
}

static void tear_down(void)
{
    library_text_clear(&text);
}

/* What is said without WORDS, for machines when AS_JSON; owned by the caller. */
static char *answer(char *const *words, bool as_json, bool *good)
{
    if (text.library == NULL)
        library_text_read(&text);
    g_autoptr(Losses) losses = losses_new(text.library);
    for (size_t i = 0; words[i] != NULL; i++)
        ck_assert_ptr_null(lose_word(text.library, losses, words[i]));
    g_autoptr(Outlook) outlook = outlook_new(text.library, losses, (Date){20454}); /* 2026-01-01 */
    GString *out = g_string_new(NULL);
    if (as_json)
        lose_json(outlook, words, 1, out);
    else
        lose_text(outlook, words, out);
    *good = outlook->in_time;
    return g_string_free(out, FALSE);
}

static char *without(const char *word, bool *good)
{
    char *words[] = {(char *)(uintptr_t)word, NULL};
    return answer(words, false, good);
}

static void says(const char *said, const char *line)
{
    if (strstr(said, line) == NULL)
        ck_abort_msg("'%s' is not in:\n%s", line, said);
}

START_TEST(a_site_takes_what_lies_there)
{
    bool good = true;
    g_autofree char *said = without("site:west", &good);
    ck_assert(!good);
    says(said, "service 'login' is lost with site 'hall', back after 1 h 30 min by "
               "'restore-login' (RTO 1h: MISSED)");
    says(said, "service 'web' is down with service 'login'");
    says(said, "data set 'orders': far is left, at most 1 day lost (RPO 1h: MISSED)");
    says(said, "tool 'sso' is down with service 'login'; back with it");
    says(said, "tool 'wiki' is down with tool 'sso'; use the paper binder");
    says(said, "tool 'phones' works");
    says(said, "Lead: Jo\n");
}
END_TEST

START_TEST(what_waits_for_another_runbook_comes_later)
{
    bool good = true;
    g_autofree char *said = without("site:west", &good);
    says(said, "'restore-orders' can be carried out later:\n"
               "      it needs tool 'sso', which comes back before");
}
END_TEST

START_TEST(a_person_may_be_the_last_of_a_role)
{
    bool good = true;
    g_autofree char *said = without("person:jo", &good);
    says(said, "step 'a' is for role 'dba', who is lost");
    says(said, "Lead: Al (alternate)");
    ck_assert(strstr(said, "'restore-login' CANNOT") == NULL);
}
END_TEST

START_TEST(what_holds_a_called_runbook_up_holds_its_caller_up)
{
    temp_folder_write(
        text.folder, "shop/runbooks/restore-login.yaml",
        "title: L\nrecovers: [login]\nneeds: {systems: [phones]}\n"
        "steps: [{id: all, title: A, call: inner}, {id: b, title: B, call: inner}]\n");
    temp_folder_write(text.folder, "shop/runbooks/inner.yaml",
                      "title: I\nneeds: {systems: [phones]}\n"
                      "steps: [{id: b, title: B, who: dba, takes: 5m, manual: do}]\n");
    char jo[] = "person:jo";
    char phones[] = "tool:phones";
    char *words[] = {jo, phones, NULL};
    bool good = true;
    g_autofree char *said = answer(words, false, &good);
    says(said, "'restore-login' CANNOT be carried out:\n"
               "      it needs tool 'phones', which is down\n"
               "      step 'b' is for role 'dba', who is lost\n"
               "    'restore-orders'");
}
END_TEST

START_TEST(things_of_other_plans_are_named_with_them)
{
    temp_folder_write(text.folder, "post/plan.yaml",
                      "title: Post\nservices: [{id: login, depends: [shop/login]}]\n");
    bool good = true;
    g_autofree char *said = without("service:shop/login", &good);
    says(said, "    service 'login' is down with service 'shop/login', back with it\n");
    says(said, "    service 'web' is down with service 'login', back with it\n");
    says(said, "tool 'sso' is down with service 'shop/login'; back with it\n");
}
END_TEST

START_TEST(needing_what_is_lost_is_a_loop)
{
    temp_folder_write(text.folder, "shop/runbooks/restore-login.yaml",
                      "title: L\nrecovers: [login]\nneeds: {systems: [wiki]}\n"
                      "steps: [{id: a, title: A, takes: 10m, manual: do}]\n");
    bool good = true;
    g_autofree char *said = without("service:login", &good);
    ck_assert(!good);
    says(said, "'restore-login' CANNOT be carried out:\n      it needs tool 'wiki', which is down");
    says(said, "service 'login' needs tool 'wiki' needs tool 'sso' needs service 'login'\n");
    says(said, "service 'login' is lost, and nothing leads back");
}
END_TEST

START_TEST(no_copy_may_be_left)
{
    char west[] = "site:shop/west";
    char east[] = "site:east";
    char *words[] = {west, east, NULL};
    bool good = true;
    g_autofree char *said = answer(words, false, &good);
    ck_assert(!good);
    says(said, "without site:shop/west, site:east\n");
    says(said, "data set 'orders': NO COPY IS LEFT");
    says(said, "no copy can be restored of data set 'orders'");
}
END_TEST

START_TEST(a_copy_without_keys_is_of_no_use)
{
    temp_folder_write(text.folder, "a/plan.yaml",
                      "title: A\n"
                      "sites: [{id: safe}, {id: far}]\n"
                      "data:\n"
                      "  - id: ledger\n"
                      "    rpo: 1d\n"
                      "    backups: [{method: tape, every: 1h, to: [far], keys: [safe]}]\n");
    bool good = true;
    g_autofree char *said = without("site:safe", &good);
    ck_assert(!good);
    says(said, "data set 'ledger': copies are left, and NONE CAN BE RESTORED");
}
END_TEST

START_TEST(what_is_made_anew_needs_no_copy)
{
    temp_folder_write(text.folder, "a/plan.yaml",
                      "title: A\n"
                      "sites: [{id: near}]\n"
                      "data:\n"
                      "  - {id: cache, at: [near], no-backup: it is filled from the ledger}\n"
                      "  - {id: notes}\n");
    temp_folder_write(text.folder, "a/runbooks/fill.yaml",
                      "title: F\nrecovers: [cache]\n"
                      "steps: [{id: a, title: A, takes: 30m, manual: do}]\n");
    bool good = false;
    g_autofree char *said = without("site:near", &good);
    says(said, "'fill' can be carried out\n");
    says(said, "data set 'cache' is lost with site 'near', back after 30 min by 'fill'");
    ck_assert(good);
}
END_TEST

START_TEST(a_team_takes_its_people)
{
    temp_folder_write(text.folder, "people.yaml",
                      "people: [{id: jo, name: Jo}, {id: al, name: Al}]\n"
                      "teams: [{id: ops, name: Ops, members: [jo]}]\n");
    bool good;
    g_autofree char *said = without("team:ops", &good);
    says(said, "step 'a' is for role 'dba', who is lost");
    says(said, "Lead: Al (alternate)");
}
END_TEST

START_TEST(a_vendor_takes_what_it_delivers)
{
    temp_folder_write(text.folder, "redbinder.yaml",
                      "title: L\n"
                      "tools:\n"
                      "  - {id: sso, name: SSO, kind: identity, vendor: nord}\n"
                      "  - {id: chat, name: Chat, kind: chat, needs: [sso]}\n");
    temp_folder_write(text.folder, "people.yaml",
                      "people: [{id: jo, name: Jo}, {id: al, name: Al}]\n"
                      "vendors: [{id: nord, name: Nord}]\n");
    bool good;
    g_autofree char *said = without("vendor:nord", &good);
    says(said, "tool 'sso' is down with vendor 'nord'; NOTHING IN ITS PLACE");
    says(said, "tool 'chat' is down with tool 'sso'; NOTHING IN ITS PLACE");
}
END_TEST

START_TEST(nothing_is_touched)
{
    bool good = false;
    g_autofree char *said = without("site:east", &good);
    says(said, "data set 'orders': near is left, at most 15 min lost (RPO 1h: kept)");
    ck_assert(good);
}
END_TEST

/* Of two scenarios that lose or hit the same the one that takes longest counts; one that loses what
 * was lost goes before one that hits what is down. */
START_TEST(detection_and_decision_come_first)
{
    temp_folder_write(text.folder, "shop/scenarios.yaml",
                      "scenarios:\n"
                      "  - {id: quick, loses: [west], detect: 1m}\n"
                      "  - {id: flood, loses: [west], detect: 10m, decide: 15m, notify: 5m}\n"
                      "  - {id: hidden, affects: [login], detect: 5h}\n"
                      "  - {id: timeless, loses: [west]}\n"
                      "  - {id: other, loses: [east], detect: 9h}\n");
    bool good = true;
    g_autofree char *site = without("site:west", &good);
    says(site, "the work begins after 30 min of detection and decision, as in scenario 'flood'\n");
    says(site, "back after 2 h by 'restore-login' (RTO 1h: MISSED)");
    g_autofree char *service = without("service:login", &good);
    says(service, "the work begins after 5 h of detection and decision, as in scenario 'hidden'\n");
    says(service, "back after 6 h 30 min by 'restore-login'");
}
END_TEST

START_TEST(nobody_may_say_how_long_detection_takes)
{
    bool good = true;
    g_autofree char *said = without("site:west", &good);
    says(said, "no scenario like this says how long detection and decision take");
}
END_TEST

static void write_people(void)
{
    temp_folder_write(text.folder, "people.yaml",
                      "people:\n"
                      "  - {id: jo, name: Jo, chat: '@jo'}\n"
                      "  - {id: al, name: Al, chat: '@al', phone: +49 30 901820}\n"
                      "  - {id: old, name: Old, chat: '@old', left: 2025-12-31}\n"
                      "  - {id: nowhere, name: Nowhere}\n"
                      "teams: [{id: ops, name: Ops, members: [jo]}]\n");
}

START_TEST(whoever_has_only_lost_channels_cannot_be_reached)
{
    write_people();
    bool good = true;
    g_autofree char *said = without("service:login", &good);
    says(said, "\npeople who cannot be reached\n    Jo: chat needs tool 'chat'\n\n");
    says(said, "Lead: Al (alternate)\n");
    g_autofree char *both = without("tool:phones", &good);
    ck_assert(strstr(both, "cannot be reached") == NULL);
}
END_TEST

START_TEST(nobody_who_decides_may_be_reached)
{
    write_people();
    char chat[] = "tool:chat";
    char phones[] = "tool:phones";
    char *words[] = {chat, phones, NULL};
    bool good = true;
    g_autofree char *said = answer(words, false, &good);
    says(said, "Lead: Jo, WHO CANNOT BE REACHED\n");
    says(said, "    Al: telephone needs tool 'phones', chat needs tool 'chat'\n");
    ck_assert(!good);
}
END_TEST

/* Mail of a foreign domain comes from elsewhere. */
START_TEST(foreign_mail_is_not_cut)
{
    temp_folder_write(text.folder, "redbinder.yaml",
                      "title: L\ndomains: [shop.net]\n"
                      "tools: [{id: mail, name: Mail, kind: mail},"
                      " {id: sso, name: S, kind: identity}]\n");
    temp_folder_write(text.folder, "people.yaml",
                      "people:\n"
                      "  - {id: jo, name: Jo, email: jo@eu.shop.net}\n"
                      "  - {id: al, name: Al, email: al@home.org}\n");
    bool good = true;
    g_autofree char *said = without("tool:mail", &good);
    says(said, "people who cannot be reached\n    Jo: mail needs tool 'mail'\n\n");
}
END_TEST

START_TEST(machines_read_the_same)
{
    write_people();
    char west[] = "site:west";
    char *words[] = {west, NULL};
    bool good = true;
    g_autofree char *said = answer(words, true, &good);
    ck_assert_msg(json_is_valid(said), "%s", said);
    says(said, "\"without\": [\n    \"site:west\"\n  ],\n  \"inTime\": false,\n");
    says(said, "          \"runbook\": \"restore-login\",\n"
               "          \"seconds\": 5400,\n"
               "          \"rtoSeconds\": 3600,\n"
               "          \"inTime\": false\n");
    says(said, "\"method\": \"far\",\n          \"lossSeconds\": 86400,\n");
    says(said, "\"who\": \"al\",\n          \"alternate\": true,\n"
               "          \"reached\": true\n");
    says(said, "\"unreachable\": [\n    {\n      \"id\": \"jo\",\n");
}
END_TEST

START_TEST(mistakes_are_named)
{
    library_text_read(&text);
    g_autoptr(Losses) losses = losses_new(text.library);
    g_autofree char *kind = lose_word(text.library, losses, "planet:west");
    says(kind, "KIND is one of site, person, service");
    g_autofree char *id = lose_word(text.library, losses, "site:wst");
    ck_assert_str_eq(id, "there is no site 'wst'; did you mean 'west'?");
    g_autofree char *bare = lose_word(text.library, losses, "west");
    says(bare, "--lose takes KIND:ID");
}
END_TEST

static Suite *suite(void)
{
    TCase *tcase = tcase_create("lose");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, a_site_takes_what_lies_there);
    tcase_add_test(tcase, what_waits_for_another_runbook_comes_later);
    tcase_add_test(tcase, a_person_may_be_the_last_of_a_role);
    tcase_add_test(tcase, what_holds_a_called_runbook_up_holds_its_caller_up);
    tcase_add_test(tcase, things_of_other_plans_are_named_with_them);
    tcase_add_test(tcase, needing_what_is_lost_is_a_loop);
    tcase_add_test(tcase, no_copy_may_be_left);
    tcase_add_test(tcase, a_copy_without_keys_is_of_no_use);
    tcase_add_test(tcase, what_is_made_anew_needs_no_copy);
    tcase_add_test(tcase, a_team_takes_its_people);
    tcase_add_test(tcase, a_vendor_takes_what_it_delivers);
    tcase_add_test(tcase, nothing_is_touched);
    tcase_add_test(tcase, detection_and_decision_come_first);
    tcase_add_test(tcase, nobody_may_say_how_long_detection_takes);
    tcase_add_test(tcase, whoever_has_only_lost_channels_cannot_be_reached);
    tcase_add_test(tcase, nobody_who_decides_may_be_reached);
    tcase_add_test(tcase, foreign_mail_is_not_cut);
    tcase_add_test(tcase, machines_read_the_same);
    tcase_add_test(tcase, mistakes_are_named);
    Suite *result = suite_create("lose");
    suite_add_tcase(result, tcase);
    return result;
}

int main(void)
{
    SRunner *runner = srunner_create(suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
