#include "model/library.h"

#include <check.h>
#include <stdlib.h>

static Service api = {.entity = {.kind = ENTITY_SERVICE, .id = {.text = "api"}}};
static DataSet orders = {.entity = {.kind = ENTITY_DATA, .id = {.text = "orders"}}};
static Phase first = {.entity = {.kind = ENTITY_OTHER, .id = {.text = "first"}}};
static Phase *phases[] = {&first};
static Scenario fire = {.entity = {.kind = ENTITY_SCENARIO, .id = {.text = "fire"}},
                        .phases = {.items = phases, .count = 1}};
static Role web = {.entity = {.kind = ENTITY_ROLE, .id = {.text = "infra"}}};
static Exercise drill = {.entity = {.kind = ENTITY_EXERCISE, .id = {.text = "drill"}}};
static Runbook restore = {.entity = {.kind = ENTITY_RUNBOOK, .id = {.text = "restore"}}};
static Runbook nameless = {.entity = {.kind = ENTITY_RUNBOOK}};

static Service *services[] = {&api};
static DataSet *data[] = {&orders};
static Scenario *scenarios[] = {&fire};
static Role *roles[] = {&web};
static Exercise *exercises[] = {&drill};
static Runbook *runbooks[] = {&nameless, &restore};

static Plan shop = {
    .id = "shop",
    .services = {.items = services, .count = 1},
    .data = {.items = data, .count = 1},
    .scenarios = {.items = scenarios, .count = 1},
    .roles = {.items = roles, .count = 1},
    .exercises = {.items = exercises, .count = 1},
    .runbooks = {.items = runbooks, .count = 2},
};
static Plan empty = {.id = "sh"};
static Plan *plans[] = {&empty, &shop};

static Person maria = {.entity = {.kind = ENTITY_PERSON, .id = {.text = "maria"}}};
static Team infra = {.entity = {.kind = ENTITY_TEAM, .id = {.text = "infra"}}};
static Vendor hoster = {.entity = {.kind = ENTITY_VENDOR, .id = {.text = "hoster"}}};
static Person *people[] = {&maria};
static Team *teams[] = {&infra};
static Vendor *vendors[] = {&hoster};

static const Library library = {
    .people = {.items = people, .count = 1},
    .teams = {.items = teams, .count = 1},
    .vendors = {.items = vendors, .count = 1},
    .plans = plans,
    .n_plans = 2,
};

enum {
    HOLDERS = ENTITY_BIT(ENTITY_PERSON) | ENTITY_BIT(ENTITY_TEAM) | ENTITY_BIT(ENTITY_VENDOR),
    WHO = HOLDERS | ENTITY_BIT(ENTITY_ROLE),
    RECOVERED = ENTITY_BIT(ENTITY_SERVICE) | ENTITY_BIT(ENTITY_DATA),
};

START_TEST(finds_plans_by_their_whole_name)
{
    ck_assert_ptr_eq(library_find_plan(&library, "shop"), &shop);
    ck_assert_ptr_eq(library_find_plan(&library, "sh"), &empty);
    ck_assert_ptr_null(library_find_plan(&library, "sho"));
    ck_assert_ptr_null(library_find_plan(&library, ""));
}
END_TEST

START_TEST(finds_only_the_kinds_asked_for)
{
    ck_assert_ptr_eq(plan_find(&shop, RECOVERED, "orders"), &orders.entity);
    ck_assert_ptr_null(plan_find(&shop, ENTITY_BIT(ENTITY_SERVICE), "orders"));
    ck_assert_ptr_eq(plan_find(&shop, ENTITY_BIT(ENTITY_OTHER), "first"), &first.entity);
    ck_assert_ptr_null(plan_find(&empty, ~0u, "api"));
    ck_assert_ptr_eq(plan_find_runbook(&shop, "restore"), &restore);
    ck_assert_ptr_null(plan_find_runbook(&shop, "drill"));
    ck_assert_ptr_eq(plan_find_exercise(&shop, "drill"), &drill);
    ck_assert_ptr_null(plan_find_exercise(&shop, "restore"));
}
END_TEST

START_TEST(looks_in_the_plan_before_the_directory)
{
    ck_assert_ptr_eq(library_find(&library, &shop, WHO, "infra"), &web.entity);
    ck_assert_ptr_eq(library_find(&library, &shop, HOLDERS, "infra"), &infra.entity);
    ck_assert_ptr_eq(library_find(&library, NULL, WHO, "infra"), &infra.entity);
    ck_assert_ptr_eq(library_find(&library, &empty, WHO, "hoster"), &hoster.entity);
    ck_assert_ptr_null(library_find(&library, &empty, RECOVERED, "api"));
}
END_TEST

START_TEST(looks_into_another_plan_by_its_name)
{
    ck_assert_ptr_eq(library_find(&library, &empty, RECOVERED, "shop/api"), &api.entity);
    ck_assert_ptr_null(library_find(&library, &shop, WHO, "shop/maria"));
    ck_assert_ptr_null(library_find(&library, &shop, RECOVERED, "shop/"));
    ck_assert_ptr_null(library_find(&library, &shop, RECOVERED, "/api"));
    ck_assert_ptr_null(library_find(&library, &shop, RECOVERED, "none/api"));
}
END_TEST

static void append_id(const Entity *entity, void *out)
{
    g_string_append_printf(out, "%s ", entity->id.text == NULL ? "-" : entity->id.text);
}

START_TEST(visits_all_entities_in_order)
{
    g_autoptr(GString) ids = g_string_new(NULL);
    plan_each_entity(&shop, append_id, ids);
    ck_assert_str_eq(ids->str, "api orders fire first infra drill - restore ");
}
END_TEST

static Text low = {.text = "Low"}, high = {.text = "HÖCH"}, minor = {.text = "minor"};
static Text *few[] = {&minor};
static Text *words[] = {&low, &high};

START_TEST(reads_the_matrix_in_any_case)
{
    MatrixRow full = {.likelihood = {.text = "rare"}, .levels = {.items = words, .count = 2}};
    MatrixRow shorter = {.likelihood = {.text = "often"}, .levels = {.items = few, .count = 1}};
    MatrixRow unread = {.likelihood = {.text = NULL}};
    MatrixRow *rows[] = {&unread, &full, &shorter};
    RiskMatrix matrix = {.impacts = {.items = words, .count = 2},
                         .rows = {.items = rows, .count = 3}};
    ck_assert_str_eq(matrix_level(&matrix, "RARE", "low"), "Low");
    ck_assert_str_eq(matrix_level(&matrix, "rare", "höch"), "HÖCH");
    ck_assert_str_eq(matrix_level(&matrix, "often", "LOW"), "minor");
    ck_assert_ptr_null(matrix_level(&matrix, "often", "höch"));
    ck_assert_ptr_null(matrix_level(&matrix, "never", "low"));
    ck_assert_ptr_null(matrix_level(&matrix, NULL, "low"));
}
END_TEST

static void free_source(gpointer source)
{
    source_free(source);
}

START_TEST(frees_all_it_owns)
{
    Library *owned = g_new0(Library, 1);
    owned->arena = arena_new();
    owned->sources = g_ptr_array_new_with_free_func(free_source);
    g_ptr_array_add(owned->sources, source_new_take("plan.yaml", g_strdup("a: b\n"), 5));
    owned->plans = arena_alloc(owned->arena, sizeof(Plan *));
    owned->n_plans = 1;
    Arena *arena = arena_new();
    owned->plans[0] = arena_new_item(arena, Plan);
    owned->plans[0]->arena = arena;
    library_free(owned);
    library_free(NULL);
}
END_TEST

static Suite *library_suite(void)
{
    Suite *suite = suite_create("library");
    TCase *tests = tcase_create("look-ups");
    tcase_add_test(tests, finds_plans_by_their_whole_name);
    tcase_add_test(tests, finds_only_the_kinds_asked_for);
    tcase_add_test(tests, looks_in_the_plan_before_the_directory);
    tcase_add_test(tests, looks_into_another_plan_by_its_name);
    tcase_add_test(tests, visits_all_entities_in_order);
    tcase_add_test(tests, reads_the_matrix_in_any_case);
    tcase_add_test(tests, frees_all_it_owns);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(library_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
