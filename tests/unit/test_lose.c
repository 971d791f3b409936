#include "command/lose.h"

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
        "    backups: [{method: near, every: 15m, to: [hall]}, {method: far, every: 1d, to: [east]}]\n");
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

/* What is said without WORD; owned by the caller. */
static char *without(const char *word, bool *good)
{
    if (text.library == NULL)
        library_text_read(&text);
    g_autoptr(Losses) losses = losses_new(text.library);
    ck_assert_ptr_null(lose_word(text.library, losses, word));
    GString *out = g_string_new(NULL);
    *good = lose_describe(text.library, losses, out);
    return g_string_free(out, FALSE);
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
    if (text.library == NULL)
        library_text_read(&text);
    g_autoptr(Losses) losses = losses_new(text.library);
    ck_assert_ptr_null(lose_word(text.library, losses, "site:shop/west"));
    ck_assert_ptr_null(lose_word(text.library, losses, "site:east"));
    g_autoptr(GString) out = g_string_new(NULL);
    ck_assert(!lose_describe(text.library, losses, out));
    says(out->str, "data set 'orders': NO COPY IS LEFT");
    says(out->str, "no copy is left of data set 'orders'");
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
    tcase_add_test(tcase, needing_what_is_lost_is_a_loop);
    tcase_add_test(tcase, no_copy_may_be_left);
    tcase_add_test(tcase, nothing_is_touched);
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
