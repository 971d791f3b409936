#include "compose/escalation_figure.h"

#include "figure_legible.h"
#include "library_text.h"

#include <stdlib.h>

static LibraryText text;
static Arena *arena;
static GPtrArray *figures;

static void set_up(void)
{
    text = library_text_new();
    arena = arena_new();
    temp_folder_write(
        text.folder, "people.yaml",
        "people:\n"
        "  - {id: jo, name: Jo Berg, phone: '+4930123456'}\n"
        "  - {id: al, name: Alessandra Quintanilla-Hohenstein WWWW, left: 2026-01-31,\n"
        "     phone: '+4930654321'}\n"
        "  - {id: bo, name: Bo, email: bo@example.org}\n"
        "teams: [{id: ops, name: Operations, phone: '+4930999', members: [jo, bo]}]\n");
    legible_begin();
}

static void tear_down(void)
{
    if (figures != NULL)
        g_ptr_array_unref(figures);
    figures = NULL;
    arena_free(arena);
    library_text_clear(&text);
    legible_end();
}

static void draw_for(const char *yaml, bool people)
{
    Date as_of;
    ck_assert(date_parse("2026-11-21", &as_of));
    temp_folder_write(text.folder, "a/plan.yaml", yaml);
    library_text_read(&text);
    figures = escalation_figures(arena, text.library->plans[0], as_of, people);
    for (guint i = 0; i < figures->len; i++)
        expect_legible(figures->pdata[i]);
}

static void draw(const char *yaml)
{
    draw_for(yaml, true);
}

static size_t count_text(const char *words)
{
    size_t count = 0;
    for (guint i = 0; i < figures->len; i++) {
        const Figure *figure = figures->pdata[i];
        for (size_t j = 0; j < figure->n_drawings; j++)
            count += figure->drawings[j].kind == DRAW_TEXT &&
                     strcmp(figure->drawings[j].text, words) == 0;
    }
    return count;
}

#define ROLES                                                                                      \
    "title: A\n"                                                                                   \
    "roles:\n"                                                                                     \
    "  - {id: lead, name: Lead, holders: [jo], alternates: [al], escalate: 15m}\n"                 \
    "  - {id: dba, name: Administrator, holders: [bo], escalate: 30m}\n"                           \
    "  - {id: press, name: Press}\n"

START_TEST(levels_say_who_answers_and_when)
{
    draw(ROLES "escalation:\n"
               "  - {level: 1, who: lead}\n"
               "  - {level: 2, who: dba, when: data may be lost}\n"
               "  - {level: 3, who: ops, after: 2h}\n"
               "  - {level: 4, who: press, after: 3h}\n");
    ck_assert_uint_eq(figures->len, 1);
    const Figure *figure = figures->pdata[0];
    ck_assert_str_eq(
        figure->alt,
        "Who is called when. At once: Lead (Jo Berg, Alessandra Quintanilla-Hohenstein WWWW: has "
        "left). The next one when nobody answers for 15 min. After 15 min: Administrator (Bo), "
        "when: data may be lost. The next one sooner when nobody answers for 30 min. After 2 h: "
        "Operations (Operations, Jo Berg: member, Bo: member). After 3 h: Press, which nobody "
        "holds.");
    ck_assert_uint_eq(count_text("+4930123456"), 2);
    ck_assert_uint_eq(count_text("bo@example.org"), 2);
    ck_assert_uint_eq(count_text("has left"), 1);
    ck_assert_uint_eq(count_text("nobody"), 1);
}
END_TEST

/* What is unknown does not add up, and whoever is called together has the same time. */
START_TEST(times_are_not_made_up)
{
    draw(ROLES "escalation:\n"
               "  - {level: 1, who: jo}\n"
               "  - {level: 2, who: dba}\n"
               "  - {level: 3, who: lead, after: 1h}\n"
               "  - {level: 3, who: ops}\n");
    ck_assert_uint_eq(count_text("at once"), 1);
    ck_assert_uint_eq(count_text("no time"), 1);
    ck_assert_uint_eq(count_text("after 1 h"), 2);
}
END_TEST

START_TEST(people_can_be_left_out)
{
    draw_for(ROLES "escalation: [{level: 1, who: lead}, {level: 2, who: press, after: 1h}]\n",
             false);
    const Figure *figure = figures->pdata[0];
    ck_assert_str_eq(figure->alt,
                     "Who is called when. At once: Lead. The next one sooner when nobody "
                     "answers for 15 min. After 1 h: Press.");
    ck_assert_uint_eq(count_text("Jo Berg") + count_text("+4930123456") + count_text("nobody"), 0);
}
END_TEST

/* An address in two would be of no use: it stands below its name where it is too long. */
START_TEST(numbers_are_never_cut)
{
    static const char address[] = "whoever.is-on-call-this-week@service-desk.example.org";
    temp_folder_write(text.folder, "people.yaml",
                      "people:\n"
                      "  - {id: jo, name: Jo Berg, email: "
                      "whoever.is-on-call-this-week@service-desk.example.org}\n"
                      "  - {id: al, name: Al, phone: '+4930654321'}\n");
    draw("title: A\n"
         "roles: [{id: lead, name: Lead, holders: [jo, al], alternates: [jo], escalate: 15m}]\n"
         "escalation: [{level: 1, who: lead}, {level: 2, who: jo}, {level: 3, who: al}]\n");
    ck_assert_uint_eq(figures->len, 1);
    ck_assert_uint_eq(count_text(address), 3);
}
END_TEST

START_TEST(nothing_is_drawn_without_levels)
{
    draw("title: A\n");
    ck_assert_uint_eq(figures->len, 0);
}
END_TEST

START_TEST(sixty_levels_lie_apart_on_several_pages)
{
    static const char *const who[] = {"lead", "dba", "ops", "press", "al"};
    g_autoptr(GString) yaml = g_string_new(ROLES "escalation:\n");
    for (size_t i = 0; i < 60; i++)
        g_string_append_printf(yaml,
                               "  - {level: %zu, who: %s, when: nobody has been reached and the "
                               "interruption of the service goes on and on}\n",
                               i + 1, who[i % G_N_ELEMENTS(who)]);
    draw(yaml->str);
    ck_assert_uint_ge(figures->len, 4);
    ck_assert_uint_eq(count_text("60  Alessandra Quintanilla-Hohenstein \xE2\x80\xA6"), 1);
}
END_TEST

START_TEST(a_crowd_is_counted)
{
    g_autoptr(GString) people = g_string_new("people:\n");
    g_autoptr(GString) yaml = g_string_new("title: A\nroles:\n  - {id: all, name: All, holders: [");
    for (size_t i = 0; i < 60; i++) {
        g_string_append_printf(people, "  - {id: p%zu, name: Person %zu}\n", i, i);
        g_string_append_printf(yaml, "%sp%zu", i > 0 ? ", " : "", i);
    }
    g_string_append(yaml, "]}\nescalation: [{who: all}]\n");
    temp_folder_write(text.folder, "people.yaml", people->str);
    draw(yaml->str);
    ck_assert_uint_eq(figures->len, 1);
    ck_assert_uint_eq(count_text("no number"), 12);
    ck_assert_uint_eq(count_text("and 48 more"), 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("escalation figure");
    TCase *tests = tcase_create("escalation");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, levels_say_who_answers_and_when);
    tcase_add_test(tests, times_are_not_made_up);
    tcase_add_test(tests, people_can_be_left_out);
    tcase_add_test(tests, numbers_are_never_cut);
    tcase_add_test(tests, nothing_is_drawn_without_levels);
    tcase_add_test(tests, sixty_levels_lie_apart_on_several_pages);
    tcase_add_test(tests, a_crowd_is_counted);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
