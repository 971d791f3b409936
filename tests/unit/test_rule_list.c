#include "command/rule_list.h"
#include "rules/rules.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/*
 * What every rule owes its readers.
 */

/* Lower-case words of letters and digits with single hyphens between them. */
static bool is_kebab(const char *id)
{
    size_t length = strlen(id);
    return length > 0 && strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == length &&
           g_ascii_isalpha(*id) && strstr(id, "--") == NULL && id[length - 1] != '-';
}

static bool ends_with_stop(const char *text)
{
    return g_str_has_suffix(text, ".");
}

/* "NIST", "RTO" and `key` may begin a sentence in lower case, "The" may not. */
static bool begins_lower(const char *text)
{
    return !(g_ascii_isupper(text[0]) && (g_ascii_islower(text[1]) || text[1] == ' '));
}

/* Is TEXT one piece of prose: no blanks around it, none doubled, in UTF-8? */
static bool is_prose(const char *text)
{
    return *text != '\0' && g_utf8_validate(text, -1, NULL) && *text != ' ' &&
           !g_str_has_suffix(text, " ") && strstr(text, "  ") == NULL &&
           strpbrk(text, "\n\t") == NULL;
}

static void expect_words(const Rule *rule)
{
    ck_assert_msg(is_kebab(rule->id) && strchr(rule->id, '-') != NULL, "%s: no id", rule->id);
    ck_assert_msg(strlen(rule->id) <= 40, "%s: the id is long", rule->id);
    ck_assert_msg(rule->severity != SEVERITY_OFF, "%s: is off", rule->id);
    ck_assert_msg(rule->summary != NULL && is_prose(rule->summary) && begins_lower(rule->summary) &&
                      !ends_with_stop(rule->summary),
                  "%s: the summary is not lower case without full stop", rule->id);
    ck_assert_msg(rule->remedy != NULL && is_prose(rule->remedy) && begins_lower(rule->remedy) &&
                      !ends_with_stop(rule->remedy),
                  "%s: the remedy is not lower case without full stop", rule->id);
    ck_assert_msg(rule->why == NULL || (is_prose(rule->why) && ends_with_stop(rule->why)),
                  "%s: why it matters is no sentence", rule->id);
    ck_assert_msg(rule->origin == NULL || (is_prose(rule->origin) && !ends_with_stop(rule->origin)),
                  "%s: the origin is empty or ends with a full stop", rule->id);
}

START_TEST(every_rule_has_its_words)
{
    g_autoptr(GPtrArray) rules = rule_list();
    ck_assert_uint_gt(rules->len, 80);
    for (size_t i = 0; i < rules->len; i++) {
        const Rule *rule = rules->pdata[i];
        expect_words(rule);
        if (i > 0) {
            const Rule *before = rules->pdata[i - 1];
            ck_assert_msg(strcmp(before->id, rule->id) < 0, "%s: twice in the list", rule->id);
        }
    }
}
END_TEST

START_TEST(every_check_says_why_and_where_from)
{
    size_t count = 0;
    for (const Check *const *check = all_checks; *check != NULL; check++, count++) {
        const Rule *rule = &(*check)->rule;
        ck_assert_msg(rule->why != NULL, "%s: why does it matter?", rule->id);
        ck_assert_msg(rule->origin != NULL, "%s: where does it come from?", rule->id);
        ck_assert_msg((*check)->run != NULL || (*check)->run_library != NULL, "%s: does nothing",
                      rule->id);
        if (count > 0)
            ck_assert_msg(strcmp(check[-1]->rule.id, rule->id) < 0, "%s: out of order", rule->id);
    }
    ck_assert_uint_ge(count, 20);
}
END_TEST

/* The judges above must be able to say no. */
START_TEST(knows_bad_words)
{
    static const char *const ids[] = {"", "a b", "A-b", "a--b", "a-", "-a", "a_b", "1-a"};
    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++)
        ck_assert_msg(!is_kebab(ids[i]), "%s", ids[i]);
    ck_assert(is_kebab("a-b2-c"));
    ck_assert(!begins_lower("The plan"));
    ck_assert(!begins_lower("A plan"));
    ck_assert(begins_lower("a plan") && begins_lower("RTO") && begins_lower("`rto`"));
    ck_assert(!is_prose("") && !is_prose(" a") && !is_prose("a ") && !is_prose("a  b"));
    ck_assert(!is_prose("a\nb") && is_prose("a b"));
}
END_TEST

static Suite *rule_list_suite(void)
{
    Suite *suite = suite_create("rule_list");
    TCase *tests = tcase_create("words");
    tcase_add_test(tests, every_rule_has_its_words);
    tcase_add_test(tests, every_check_says_why_and_where_from);
    tcase_add_test(tests, knows_bad_words);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(rule_list_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
