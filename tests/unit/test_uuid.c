#include "base/uuid.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* The namespaces of RFC 9562, 6.6. */
static const Uuid space_dns = {{0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00,
                                0xc0, 0x4f, 0xd4, 0x30, 0xc8}};
static const Uuid space_url = {{0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00,
                                0xc0, 0x4f, 0xd4, 0x30, 0xc8}};

static void expect(const Uuid *space, const char *name, const char *wanted)
{
    char text[UUID_TEXT_SIZE];
    Uuid uuid = uuid_v5(space, name, strlen(name));
    ck_assert_str_eq(uuid_format(&uuid, text), wanted);
}

START_TEST(known_vectors)
{
    expect(&space_dns, "www.example.com",
           "2ed6657d-e927-568b-95e1-2665a8aea6a2"); /* RFC 9562, A.4 */
    expect(&space_dns, "python.org", "886313e1-3b8a-5372-9b90-0c9aee199e5d");
    expect(&space_dns, "", "4ebd0208-8328-5d69-8c44-ec50939c0967");
    expect(&space_url, "http://example.org/", "715d503b-5f95-5532-9100-00663eb45ade");
}
END_TEST

START_TEST(each_byte_counts)
{
    Uuid three = uuid_v5(&space_dns, "a\0b", 3);
    Uuid one = uuid_v5(&space_dns, "a\0b", 1);
    ck_assert_mem_ne(three.bytes, one.bytes, sizeof one.bytes);
    Uuid within = uuid_v5(&one, "a", 1);
    ck_assert_mem_ne(within.bytes, one.bytes, sizeof one.bytes);
}
END_TEST

static Suite *uuid_suite(void)
{
    Suite *suite = suite_create("uuid");
    TCase *tests = tcase_create("version 5");
    tcase_add_test(tests, known_vectors);
    tcase_add_test(tests, each_byte_counts);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(uuid_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
