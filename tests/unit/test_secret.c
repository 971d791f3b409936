#include "rules/secret.h"

#include <check.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>

START_TEST(knows_names_of_secrets)
{
    static const char *const secrets[] = {"PGPASSWORD", "--api-key",     "db_passwd", "MYSQL_PWD",
                                          "--token",    "CLIENT_SECRET", "DB_PASS"};
    static const char *const others[] = {
        "PWD", "PASSWORD_FILE", "--secret-id", "TOKENS", "BYPASS", "KEY", ""};
    for (size_t i = 0; i < G_N_ELEMENTS(secrets); i++)
        ck_assert_msg(secret_is_name(secrets[i], strlen(secrets[i])), "%s", secrets[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        ck_assert_msg(!secret_is_name(others[i], strlen(others[i])), "%s", others[i]);
    ck_assert(secret_is_name("PASSWORD_FILE", strlen("PASSWORD")));
}
END_TEST

START_TEST(knows_values_that_are_none)
{
    static const char *const none[] = {"",           "ab",   "/run/x",   "$X",
                                       "<password>", "true", "changeme", "XXXX",
                                       "https://a",  "-d",   "***",      "@file"};
    for (size_t i = 0; i < G_N_ELEMENTS(none); i++)
        ck_assert_msg(!secret_is_value(none[i]), "%s", none[i]);
    ck_assert(secret_is_value("hunter22") && secret_is_value("xXa"));
}
END_TEST

START_TEST(finds_keys)
{
    SecretHit hit;
    ck_assert(secret_find_key("id AKIA1234567890ABCDEF.", &hit));
    ck_assert_uint_eq(hit.offset, 3);
    ck_assert_uint_eq(hit.length, 20);
    ck_assert(secret_find_key("AKIA ghp_0123456789012345678901234567890123456", &hit));
    ck_assert_uint_eq(hit.offset, 5);
    ck_assert(secret_find_key("x\n-----BEGIN RSA PRIVATE KEY-----\n", &hit));
    ck_assert(!secret_find_key("AKIA", &hit) && !secret_find_key("", &hit));
    ck_assert(!secret_find_key("XAKIA1234567890ABCDEF", &hit));
    ck_assert(!secret_find_key("AKIAIOSFODNN7EXAMPLE", &hit));
    ck_assert(!secret_find_key("-----BEGIN PUBLIC KEY-----", &hit));
}
END_TEST

START_TEST(finds_passwords_in_addresses)
{
    SecretHit hit;
    ck_assert(secret_find_in_address("at postgres://shop:hunter22@db/x", &hit));
    ck_assert_uint_eq(hit.offset, strlen("at postgres://"));
    ck_assert_uint_eq(hit.length, strlen("shop:"));
    static const char *const none[] = {"https://a.b:443/c@d",
                                       "https://a@b",
                                       "ssh://git@h:22/x",
                                       "postgres://shop:$PASSWORD@db",
                                       "postgres://a:<b>@c",
                                       "http://a:@b",
                                       "://",
                                       "a:b@c"};
    for (size_t i = 0; i < G_N_ELEMENTS(none); i++)
        ck_assert_msg(!secret_find_in_address(none[i], &hit), "%s", none[i]);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("secret");
    tcase_add_test(tests, knows_names_of_secrets);
    tcase_add_test(tests, knows_values_that_are_none);
    tcase_add_test(tests, finds_keys);
    tcase_add_test(tests, finds_passwords_in_addresses);
    Suite *suite = suite_create("secret");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
