#include "rules/rules.h"

#include "base/phone.h"
#include "rules/blank.h"
#include "rules/checks.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* Models too large or too broken for a folder in tests/rules/; all else is tested there. */

static DurationValue length(const char *text)
{
    DurationValue value = {.text = text};
    value.known = duration_parse(text, &value.value);
    return value;
}

static Diags *check_plan(Plan *plan)
{
    Plan *plans[] = {plan};
    Library library = {.plans = plans, .n_plans = 1};
    CheckInput input = {.library = &library, .plan = plan, .as_of = {20454}};
    Diags *diags = diags_new();
    rules_check(&input, diags);
    rules_check_library(&input, diags);
    return diags;
}

static size_t count_of(const Diags *diags, const char *id)
{
    size_t count = 0;
    for (size_t i = 0; i < diags_count(diags); i++)
        if (strcmp(diags_at(diags, i)->rule->id, id) == 0)
            count++;
    return count;
}

static const Diag *first_of(const Diags *diags, const char *id)
{
    for (size_t i = 0; i < diags_count(diags); i++)
        if (strcmp(diags_at(diags, i)->rule->id, id) == 0)
            return diags_at(diags, i);
    ck_abort_msg("no finding of %s", id);
    return NULL;
}

START_TEST(lists_every_check_once_and_in_order)
{
    size_t count = 0;
    for (; all_checks[count] != NULL; count++) {
        const Rule *rule = &all_checks[count]->rule;
        ck_assert(all_checks[count]->run != NULL || all_checks[count]->run_library != NULL);
        ck_assert_ptr_nonnull(rule->summary);
        ck_assert_ptr_nonnull(rule->remedy);
        ck_assert_int_ne(rule->severity, SEVERITY_OFF);
        ck_assert(!g_str_has_suffix(rule->summary, "."));
        if (count > 0)
            ck_assert_str_lt(all_checks[count - 1]->rule.id, rule->id);
    }
    ck_assert_uint_ge(count, 15);
}
END_TEST

START_TEST(says_nothing_of_an_empty_plan)
{
    Plan plan = {.id = "empty"};
    g_autoptr(Diags) diags = check_plan(&plan);
    ck_assert_uint_eq(diags_count(diags), 0);
}
END_TEST

/* Everything is there, and nothing of it could be read. */
START_TEST(is_silent_about_what_was_reported)
{
    DurationValue bad = {.text = "soon"};
    Ref lost = {.text = "lost"};
    Ref *refs[] = {&lost};
    RefList depends = {.items = refs, .count = 1};
    Service service = {.entity = {.kind = ENTITY_SERVICE, .id = {.text = "api"}},
                       .rto = bad,
                       .mtd = bad,
                       .wrt = bad,
                       .depends = depends};
    Service *services[] = {&service};
    Backup backup = {.every = bad, .keep = bad, .immutable = {.text = "perhaps"}};
    Backup *backups[] = {&backup};
    DataSet set = {.entity = {.kind = ENTITY_DATA, .id = {.text = "db"}},
                   .rpo = length("1h"),
                   .why = {.text = "an hour can be typed again"},
                   .backups = {.items = backups, .count = 1}};
    DataSet *data[] = {&set};
    Phase phase = {.to = bad};
    Phase *phases[] = {&phase};
    Scenario scenario = {.entity = {.kind = ENTITY_SCENARIO, .id = {.text = NULL}},
                         .rto = bad,
                         .rpo = bad,
                         .affects = depends,
                         .phases = {.items = phases, .count = 1}};
    Scenario *scenarios[] = {&scenario};
    Step step = {.takes = bad, .who = lost};
    Step *steps[] = {&step};
    static char path[] = "broken.yaml";
    const Source source = {.path = path};
    Runbook runbook = {.entity = {.kind = ENTITY_RUNBOOK, .id = {.text = NULL}},
                       .trigger = {.text = "it answers 500 for 5 minutes"},
                       .stop_when = {.span = {.source = &source}},
                       .rto = bad,
                       .recovers = depends,
                       .steps = {.items = steps, .count = 1}};
    Runbook *runbooks[] = {&runbook};
    RefUse uses[] = {{.ref = &lost, .kinds = ~0u}};
    Plan plan = {.id = "broken",
                 .review = bad,
                 .reviewed = {.text = "2024-01-XX"},
                 .services = {.items = services, .count = 1},
                 .data = {.items = data, .count = 1},
                 .scenarios = {.items = scenarios, .count = 1},
                 .runbooks = {.items = runbooks, .count = 1},
                 .uses = uses,
                 .n_uses = 1};
    g_autoptr(Diags) diags = check_plan(&plan);
    for (size_t i = 0; i < diags_count(diags); i++)
        ck_abort_msg("%s: %s", diags_at(diags, i)->rule->id, diags_at(diags, i)->text);
}
END_TEST

/* A plan of COUNT services; each depends on what LINK says. Owned by its arena. */
typedef size_t (*Link)(size_t from, size_t number, size_t count);

static Plan *tangle_new(size_t count, size_t links, Link link)
{
    Arena *arena = arena_new();
    Plan *plan = arena_new_item(arena, Plan);
    plan->arena = arena;
    plan->id = "tangle";
    Service **services = arena_alloc(arena, count * sizeof *services);
    for (size_t i = 0; i < count; i++) {
        services[i] = arena_new_item(arena, Service);
        services[i]->entity = (Entity){
            .kind = ENTITY_SERVICE, .plan = plan, .id = {.text = arena_printf(arena, "s%zu", i)}};
        services[i]->rto = length(i + 1 == count ? "2h" : "1h");
    }
    for (size_t i = 0; i < count; i++) {
        Ref **refs = arena_alloc(arena, links * sizeof *refs);
        size_t kept = 0;
        for (size_t j = 0; j < links; j++) {
            size_t to = link(i, j, count);
            if (to == SIZE_MAX)
                continue;
            refs[kept] = arena_new_item(arena, Ref);
            *refs[kept++] =
                (Ref){.text = services[to]->entity.id.text, .target = &services[to]->entity};
        }
        services[i]->depends = (RefList){.items = refs, .count = kept};
    }
    plan->services.items = services;
    plan->services.count = count;
    return plan;
}

static size_t link_next(size_t from, size_t number, size_t count)
{
    return number == 0 && from + 1 < count ? from + 1 : SIZE_MAX;
}

START_TEST(follows_a_long_chain_and_cuts_its_text)
{
    Plan *plan = tangle_new(10000, 1, link_next);
    g_autoptr(Diags) diags = check_plan(plan);
    ck_assert_uint_eq(count_of(diags, "dependency-slower"), 9999);
    ck_assert_uint_eq(count_of(diags, "dependency-cycle"), 0);
    const Diag *diag = first_of(diags, "dependency-slower");
    ck_assert_ptr_nonnull(strstr(diag->text, "s0 (1h) -> s1 (1h)"));
    ck_assert_ptr_nonnull(strstr(diag->text, "s5 (1h) -> ... 9993 more ... -> s9999 (2h)"));
    ck_assert_uint_lt(strlen(diag->text), 300);
    arena_free(plan->arena);
}
END_TEST

static size_t link_two_below(size_t from, size_t number, size_t count)
{
    size_t to = from / 2 * 2 + 2 + number;
    return to < count ? to : SIZE_MAX;
}

/* Layers of two, each service depending on both of the next: 2^30 ways through. */
START_TEST(takes_every_dependency_once)
{
    Plan *plan = tangle_new(61, 2, link_two_below);
    g_autoptr(Diags) diags = check_plan(plan);
    ck_assert_uint_eq(count_of(diags, "dependency-slower"), 60);
    arena_free(plan->arena);
}
END_TEST

static size_t link_to_start(size_t from, size_t number, size_t count)
{
    return number == 0 ? 0 : link_next(from, 0, count);
}

/* All of them wait for each other; s0 also for itself. */
START_TEST(tells_one_circle_of_a_tangle)
{
    Plan *plan = tangle_new(10000, 2, link_to_start);
    g_autoptr(Diags) diags = check_plan(plan);
    ck_assert_uint_eq(count_of(diags, "dependency-cycle"), 1);
    const Diag *diag = first_of(diags, "dependency-cycle");
    ck_assert_str_eq(diag->text, "services wait for each other in a circle: s0 -> s0");
    ck_assert_uint_eq(diag->notes->len, 1);
    const Note *note = diag->notes->pdata[0];
    ck_assert_ptr_nonnull(strstr(note->text, "10000 services in all"));
    arena_free(plan->arena);
}
END_TEST

static size_t link_round(size_t from, size_t number, size_t count)
{
    return number == 0 ? (from + 1) % count : SIZE_MAX;
}

START_TEST(cuts_the_text_of_a_long_circle)
{
    Plan *plan = tangle_new(10000, 1, link_round);
    g_autoptr(Diags) diags = check_plan(plan);
    ck_assert_uint_eq(count_of(diags, "dependency-cycle"), 1);
    const Diag *diag = first_of(diags, "dependency-cycle");
    ck_assert_str_eq(diag->text, "services wait for each other in a circle: s0 -> s1 -> s2 -> s3 "
                                 "-> s4 -> s5 -> ... 9993 more ... -> s9999 -> s0");
    ck_assert_ptr_null(diag->notes);
    arena_free(plan->arena);
}
END_TEST

static size_t link_all(size_t from, size_t number, size_t count)
{
    return from == number ? SIZE_MAX : number % count;
}

START_TEST(survives_a_tangle_of_all_with_all)
{
    Plan *plan = tangle_new(150, 150, link_all);
    g_autoptr(Diags) diags = check_plan(plan);
    ck_assert_uint_eq(count_of(diags, "dependency-cycle"), 1);
    ck_assert_str_eq(first_of(diags, "dependency-cycle")->text,
                     "services wait for each other in a circle: s0 -> s1 -> s0");
    arena_free(plan->arena);
}
END_TEST

START_TEST(survives_ten_thousand_unused_sites)
{
    g_autoptr(Arena) arena = arena_new();
    enum { COUNT = 10000 };
    Site **sites = arena_alloc(arena, COUNT * sizeof *sites);
    for (size_t i = 0; i < COUNT; i++) {
        sites[i] = arena_new_item(arena, Site);
        sites[i]->entity =
            (Entity){.kind = ENTITY_SITE, .id = {.text = arena_printf(arena, "site-%zu", i)}};
    }
    Plan plan = {.id = "sites", .sites = {.items = sites, .count = COUNT}};
    Plan *plans[] = {&plan};
    Library library = {.plans = plans, .n_plans = 1};
    CheckInput input = {.library = &library, .as_of = {20454}};
    g_autoptr(Diags) diags = diags_new();
    check_definition_unused.run_library(&input, diags);
    ck_assert_uint_eq(count_of(diags, "definition-unused"), COUNT);
}
END_TEST

START_TEST(knows_blanks)
{
    static const char *const blanks[] = {
        "[Name]",
        "call [phone] or [mail]",
        "<name>",
        "TBD",
        "tbd.",
        "(TODO)",
        "XXX",
        "+49 xxxxx",
        "Lorem ipsum",
        "me@example.com",
        "https://www.company.com/x",
        "EXAMPLE.ORG.",
        "[a [Name]",
        "[名前]",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(blanks); i++)
        ck_assert_msg(blank_reason(blanks[i]) != NULL, "'%s' is a blank", blanks[i]);
}
END_TEST

START_TEST(knows_what_is_no_blank)
{
    static const char *const real[] = {
        "",
        "Maria Silva",
        "[docs](https://silva.name)",
        "[x] done",
        "[ ] open",
        "[docs]: /x",
        "a < b > c",
        "Maria <maria@silva.name>",
        "<https://silva.name>",
        "me@mycompany.com",
        "me@example.com.br",
        "my-company.com",
        "XX",
        "Maxxx",
        "Tbdson",
        "[",
        "]",
        "<",
        "[]",
        "x [y",
        "example.community",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(real); i++)
        ck_assert_msg(blank_reason(real[i]) == NULL, "'%s' is no blank", real[i]);
}
END_TEST

START_TEST(knows_numbers_that_lead_nowhere)
{
    ck_assert(blank_is_fictional_number("+1-555-0199"));
    ck_assert(blank_is_fictional_number("+1 (212) 555-0100"));
    ck_assert(blank_is_fictional_number("555-0123"));
    ck_assert(blank_is_fictional_number("+15551234567"));
    ck_assert(!blank_is_fictional_number("+49 30 5551234"));
    ck_assert(!blank_is_fictional_number("+555 123 4567"));
    ck_assert(!blank_is_fictional_number("+1 212 736 5555"));
    ck_assert(!blank_is_fictional_number("+123456789012345678901234"));
    ck_assert(!blank_is_fictional_number(""));
}
END_TEST

START_TEST(knows_what_can_be_dialled)
{
    ck_assert_ptr_null(phone_fault("+49 30 901820"));
    ck_assert_ptr_null(phone_fault("(+49) 171.392-0010"));
    ck_assert_ptr_null(phone_fault("+123456789012345"));
    ck_assert_str_eq(phone_fault("+1234567890123456"), "has more than 15 digits");
    ck_assert_str_eq(phone_fault("+123456"), "has too few digits");
    ck_assert_str_eq(phone_fault("030 901820"), "has no country code");
    ck_assert_str_eq(phone_fault(""), "has no country code");
    ck_assert_str_eq(phone_fault("+030 901820"), "has a country code that begins with 0");
    ck_assert_str_eq(phone_fault("+1-555-DR-PRIMARY"), "has letters");
    ck_assert_str_eq(phone_fault("+49 30 901820\xC2\xA0"), "has letters");
    ck_assert_str_eq(phone_fault("+49 30/901820"), "has characters that are on no keypad");
    ck_assert_str_eq(phone_fault("+49 30 +901820"), "has a '+' inside");
}
END_TEST

static Suite *rules_suite(void)
{
    Suite *suite = suite_create("rules");
    TCase *tests = tcase_create("checks");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, lists_every_check_once_and_in_order);
    tcase_add_test(tests, says_nothing_of_an_empty_plan);
    tcase_add_test(tests, is_silent_about_what_was_reported);
    tcase_add_test(tests, follows_a_long_chain_and_cuts_its_text);
    tcase_add_test(tests, takes_every_dependency_once);
    tcase_add_test(tests, tells_one_circle_of_a_tangle);
    tcase_add_test(tests, cuts_the_text_of_a_long_circle);
    tcase_add_test(tests, survives_a_tangle_of_all_with_all);
    tcase_add_test(tests, survives_ten_thousand_unused_sites);
    tcase_add_test(tests, knows_blanks);
    tcase_add_test(tests, knows_what_is_no_blank);
    tcase_add_test(tests, knows_numbers_that_lead_nowhere);
    tcase_add_test(tests, knows_what_can_be_dialled);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(rules_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
