#include "base/duration.h"
#include "model/law.h"
#include "rules/listing.h"
#include "rules/reliance.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static Person maria = {.entity = {.kind = ENTITY_PERSON, .id = {.text = "maria"}}};
static Person jo = {.entity = {.kind = ENTITY_PERSON, .id = {.text = "jo"}}};
static Vendor hoster = {.entity = {.kind = ENTITY_VENDOR, .id = {.text = "hoster"}}};
static Ref to_maria = {.text = "maria", .target = &maria.entity};
static Ref to_jo = {.text = "jo", .target = &jo.entity};
static Ref to_hoster = {.text = "hoster", .target = &hoster.entity};
static Ref to_nobody = {.text = "nobody"};

#define REFS(...)                                                                                  \
    {                                                                                              \
        .items = (Ref *[]){__VA_ARGS__}, .count = sizeof((Ref *[]){__VA_ARGS__}) / sizeof(Ref *)   \
    }

static Team team_of(const RefList *members)
{
    return (Team){.entity = {.kind = ENTITY_TEAM, .id = {.text = "team"}}, .members = *members};
}

START_TEST(tells_one_person_from_several)
{
    Team alone = team_of(&(RefList)REFS(&to_maria, &to_maria));
    Team both = team_of(&(RefList)REFS(&to_maria, &to_jo));
    Team unknown = team_of(&(RefList){.count = 0});
    Ref to_unknown = {.text = "team", .target = &unknown.entity};
    Role doubtful = {.entity = {.kind = ENTITY_ROLE}, .holders = REFS(&to_maria, &to_unknown)};
    ck_assert_ptr_null(sole_person(&doubtful.entity));
    Team broken = team_of(&(RefList)REFS(&to_maria, &to_nobody));
    ck_assert_ptr_eq(sole_person(&maria.entity), &maria);
    ck_assert_ptr_eq(sole_person(&alone.entity), &maria);
    ck_assert_ptr_null(sole_person(&both.entity));
    ck_assert_ptr_null(sole_person(&unknown.entity));
    ck_assert_ptr_null(sole_person(&broken.entity));
    ck_assert_ptr_null(sole_person(&hoster.entity));
    ck_assert_ptr_null(sole_person(NULL));
    Role role = {.entity = {.kind = ENTITY_ROLE}, .holders = REFS(&to_maria)};
    ck_assert_ptr_eq(sole_person(&role.entity), &maria);
    role.holders = (RefList){.count = 0};
    ck_assert_ptr_null(sole_person(&role.entity));
}
END_TEST

START_TEST(counts_everybody_once)
{
    Team both = team_of(&(RefList)REFS(&to_maria, &to_jo));
    Ref to_both = {.text = "team", .target = &both.entity};
    Role role = {.entity = {.kind = ENTITY_ROLE},
                 .holders = REFS(&to_jo, &to_both),
                 .alternates = REFS(&to_both, &to_maria)};
    Ref to_role = {.text = "role", .target = &role.entity};
    g_autoptr(Crowd) crowd = crowd_new();
    crowd_add(crowd, &to_role);
    crowd_add(crowd, &to_role);
    crowd_add(crowd, &to_both);
    ck_assert_uint_eq(crowd->members->len, 2);
    ck_assert_ptr_eq(g_array_index(crowd->members, CrowdMember, 0).person, &jo);
    ck_assert_ptr_eq(g_array_index(crowd->members, CrowdMember, 1).person, &maria);
    ck_assert_ptr_eq(g_array_index(crowd->members, CrowdMember, 1).ref, &to_both);
    ck_assert(crowd_has(crowd, &maria.entity));
    ck_assert(!crowd_has(crowd, &hoster.entity));
    ck_assert(!crowd->open);
}
END_TEST

START_TEST(knows_when_others_may_be_behind_a_name)
{
    Team unknown = team_of(&(RefList){.count = 0});
    Ref to_unknown = {.text = "team", .target = &unknown.entity};
    Role empty = {.entity = {.kind = ENTITY_ROLE}};
    Ref to_empty = {.text = "role", .target = &empty.entity};
    const Ref *refs[] = {&to_hoster, &to_nobody, &to_unknown, &to_empty};
    for (size_t i = 0; i < G_N_ELEMENTS(refs); i++) {
        g_autoptr(Crowd) crowd = crowd_new();
        crowd_add(crowd, refs[i]);
        ck_assert_msg(crowd->open, "'%s' names everybody", refs[i]->text);
        ck_assert_uint_eq(crowd->members->len, 0);
    }
}
END_TEST

START_TEST(tells_an_empty_list_from_an_unreadable_one)
{
    static const struct {
        const char *text;
        bool empty;
    } cases[] = {{"[]", true}, {"[ ]", true}, {"[\n  ]", true}, {"[x]", false}, {"soon", false}};
    ck_assert(list_is_empty(0, (Span){.source = NULL}));
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Source) source =
            source_new_take("x", g_strdup(cases[i].text), strlen(cases[i].text));
        Span span = {.source = source};
        ck_assert_msg(list_is_empty(0, span) == cases[i].empty, "'%s'", cases[i].text);
        ck_assert(!list_is_empty(1, span));
    }
}
END_TEST

START_TEST(leaves_on_the_day_that_is_given)
{
    Person person = {.left = {.known = true, .value = {100}}};
    ck_assert(!person_has_left(&person, (Date){99}));
    ck_assert(person_has_left(&person, (Date){100}));
    person.left.known = false;
    ck_assert(!person_has_left(&person, (Date){100}));
}
END_TEST

START_TEST(finds_laws_by_their_names)
{
    static const struct {
        const char *text;
        const char *name;
    } cases[] = {
        {"GDPR", "GDPR"},
        {"gdpr art. 33", "GDPR"},
        {"Art. 33 GDPR", "GDPR"},
        {"UK-GDPR", "GDPR"},
        {"NIS2", "NIS2"},
        {"nis 2", "NIS2"},
        {"NIS-2 Directive", "NIS2"},
        {"(EU) 2022/2555 (NIS2)", "NIS2"},
        {"DORA Art. 19", "DORA"},
        {"Hipaa", "HIPAA"},
        {"NYDFS", "NYDFS"},
        {"NIS", NULL},
        {"NIS 22", NULL},
        {"Pandora", NULL},
        {"Contract with Octo", NULL},
        {"", NULL},
        {"33", NULL},
        {"\xC3\x9C"
         "berwachung",
         NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Law *law = law_find(cases[i].text);
        ck_assert_msg(g_strcmp0(law == NULL ? NULL : law->name, cases[i].name) == 0,
                      "'%s' is taken for %s", cases[i].text, law == NULL ? "nothing" : law->name);
        Duration most;
        ck_assert(law == NULL || duration_parse(law->within, &most));
    }
}
END_TEST

START_TEST(tells_contracts_apart)
{
    g_autofree char *one = law_key("Contract with Octo");
    g_autofree char *same = law_key("contract-with OCTO");
    g_autofree char *other = law_key("Contract with Octa");
    ck_assert_str_eq(one, same);
    ck_assert_str_ne(one, other);
}
END_TEST

START_TEST(cuts_lists_of_names)
{
    static const char *const names[] = {"a", "b", "c", "d", "e"};
    static const char *const lists[] = {"",
                                        "'a'",
                                        "'a' and 'b'",
                                        "'a', 'b' and 'c'",
                                        "'a', 'b', 'c' and 1 more",
                                        "'a', 'b', 'c' and 2 more"};
    for (size_t count = 0; count < G_N_ELEMENTS(lists); count++) {
        Listing listing = {.count = 0};
        for (size_t i = 0; i < count; i++)
            listing_add(&listing, names[i]);
        g_autofree char *text = listing_end(&listing);
        ck_assert_str_eq(text, lists[count]);
    }
}
END_TEST

static Suite *reliance_suite(void)
{
    Suite *suite = suite_create("reliance");
    TCase *tests = tcase_create("reliance");
    tcase_add_test(tests, tells_one_person_from_several);
    tcase_add_test(tests, counts_everybody_once);
    tcase_add_test(tests, knows_when_others_may_be_behind_a_name);
    tcase_add_test(tests, tells_an_empty_list_from_an_unreadable_one);
    tcase_add_test(tests, leaves_on_the_day_that_is_given);
    tcase_add_test(tests, finds_laws_by_their_names);
    tcase_add_test(tests, tells_contracts_apart);
    tcase_add_test(tests, cuts_lists_of_names);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(reliance_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
