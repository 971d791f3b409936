#include "model/open_finding.h"

#include <check.h>

static const Date never = {INT32_MIN};
static const Date as_of = {100};

static Arena *arena;

static void set_up(void)
{
    arena = arena_new();
}

static void tear_down(void)
{
    arena_free(arena);
}

/* What is open after RUNS, one a day from day 10 on, and ACTS. */
static GArray *open_after(Run *runs, size_t n_runs, const Act *acts, size_t n_acts)
{
    const Run *pointers[4];
    const Act *act_pointers[4];
    for (size_t i = 0; i < n_runs; i++) {
        runs[i].started = date_start((Date){10 + (int32_t)i});
        runs[i].ended.seconds = MOMENT_ABSENT;
        pointers[i] = &runs[i];
    }
    for (size_t i = 0; i < n_acts; i++)
        act_pointers[i] = &acts[i];
    return open_findings(pointers, n_runs, (ActList){act_pointers, n_acts}, as_of, arena);
}

static GArray *open_of(Run *runs, size_t n_runs)
{
    return open_after(runs, n_runs, NULL, 0);
}

static Act about(const char *text, int32_t day)
{
    return (Act){
        .kind = ACT_FINDING, .subject = text, .date = {day}, .until = never, .closed = never};
}

START_TEST(lists_what_is_not_closed_oldest_first)
{
    RunFinding first[] = {{.text = "a", .due = never, .closed = never},
                          {.text = "b", .due = never, .closed = {100}},
                          {.text = "c", .due = {99}, .closed = {101}}};
    RunFinding second[] = {{.text = "d", .due = {100}, .closed = never}};
    Run runs[] = {{.id = "1", .findings = first, .n_findings = 3},
                  {.id = "2", .findings = second, .n_findings = 1}};
    g_autoptr(GArray) open = open_of(runs, 2);
    ck_assert_uint_eq(open->len, 3);
    ck_assert_ptr_eq(g_array_index(open, OpenFinding, 0).finding, &first[0]);
    ck_assert_ptr_eq(g_array_index(open, OpenFinding, 1).finding, &first[2]);
    ck_assert(g_array_index(open, OpenFinding, 1).overdue);
    ck_assert_ptr_eq(g_array_index(open, OpenFinding, 2).run, &runs[1]);
    ck_assert(!g_array_index(open, OpenFinding, 2).overdue);
}
END_TEST

START_TEST(lets_a_later_run_tell_in_the_same_words)
{
    RunFinding first[] = {{.text = "mended", .due = {1}, .closed = never},
                          {.text = "moved", .due = {1}, .closed = never},
                          {.text = "back", .due = never, .closed = {2}}};
    RunFinding second[] = {{.text = "mended", .due = {1}, .closed = {50}},
                           {.text = "moved", .due = {200}, .closed = never},
                           {.text = "back", .due = never, .closed = never}};
    Run runs[] = {{.id = "1", .findings = first, .n_findings = 3},
                  {.id = "2", .findings = second, .n_findings = 3}};
    g_autoptr(GArray) open = open_of(runs, 2);
    ck_assert_uint_eq(open->len, 2);
    ck_assert_ptr_eq(g_array_index(open, OpenFinding, 0).finding, &second[1]);
    ck_assert(!g_array_index(open, OpenFinding, 0).overdue);
    ck_assert_ptr_eq(g_array_index(open, OpenFinding, 1).finding, &second[2]);
}
END_TEST

START_TEST(keeps_findings_without_words_apart)
{
    RunFinding findings[] = {{.due = never, .closed = never}, {.due = never, .closed = never}};
    Run run = {.findings = findings, .n_findings = 2};
    g_autoptr(GArray) open = open_of(&run, 1);
    ck_assert_uint_eq(open->len, 2);
}
END_TEST

START_TEST(follows_what_acts_say)
{
    RunFinding findings[] = {{.text = "mended", .owner = "jo", .due = {50}, .closed = never},
                             {.text = "moved", .owner = "jo", .due = {50}, .closed = never},
                             {.text = "handed on", .owner = "jo", .due = {50}, .closed = never}};
    Run runs[] = {{.id = "1", .findings = findings, .n_findings = 3}};
    Act acts[] = {about("mended", 20), about("moved", 21), about("handed on", 22),
                  about("never told", 23)};
    acts[0].closed = (Date){20};
    acts[1].until = (Date){120};
    acts[2].owner = "maria";
    acts[3].closed = (Date){20};
    g_autoptr(GArray) open = open_after(runs, 1, acts, 4);
    ck_assert_uint_eq(open->len, 2);
    const OpenFinding *moved = &g_array_index(open, OpenFinding, 0);
    ck_assert_str_eq(moved->finding->text, "moved");
    ck_assert_str_eq(moved->finding->owner, "jo");
    ck_assert_int_eq(moved->finding->due.days, 120);
    ck_assert(!moved->overdue);
    const OpenFinding *handed = &g_array_index(open, OpenFinding, 1);
    ck_assert_str_eq(handed->finding->owner, "maria");
    ck_assert(handed->overdue);
    ck_assert_int_eq(handed->opened.days, 10);
    /* What was recorded is as it was. */
    ck_assert_int_eq(findings[0].closed.days, INT32_MIN);
}
END_TEST

START_TEST(counts_acts_only_up_to_the_day_and_of_their_kind)
{
    RunFinding findings[] = {{.text = "a", .due = never, .closed = never},
                             {.text = "b", .due = never, .closed = never},
                             {.text = "c", .due = never, .closed = never}};
    Run runs[] = {{.id = "1", .findings = findings, .n_findings = 3}};
    Act acts[] = {about("a", 20), about("b", 100), about("c", 101)};
    acts[0].kind = ACT_REVIEW;
    acts[0].closed = acts[1].closed = acts[2].closed = (Date){20};
    g_autoptr(GArray) open = open_after(runs, 1, acts, 3);
    ck_assert_uint_eq(open->len, 2);
    ck_assert_str_eq(g_array_index(open, OpenFinding, 0).finding->text, "a");
    ck_assert_str_eq(g_array_index(open, OpenFinding, 1).finding->text, "c");
}
END_TEST

START_TEST(opens_again_what_is_told_after_it_was_closed)
{
    RunFinding finding[] = {{.text = "slow", .due = never, .closed = never}};
    Run runs[] = {{.id = "1", .findings = finding, .n_findings = 1},
                  {.id = "2", .findings = finding, .n_findings = 1},
                  {.id = "3", .findings = finding, .n_findings = 1}};
    Act act = about("slow", 11);
    act.closed = (Date){11};
    /* Closed on the day of the second run, after it. */
    g_autoptr(GArray) closed = open_after(runs, 2, &act, 1);
    ck_assert_uint_eq(closed->len, 0);
    g_autoptr(GArray) open = open_after(runs, 3, &act, 1);
    ck_assert_uint_eq(open->len, 1);
    ck_assert_int_eq(g_array_index(open, OpenFinding, 0).opened.days, 12);
    ck_assert_str_eq(g_array_index(open, OpenFinding, 0).run->id, "3");
    /* Without the act it is as old as its first telling. */
    g_autoptr(GArray) old = open_of(runs, 3);
    ck_assert_int_eq(g_array_index(old, OpenFinding, 0).opened.days, 10);
}
END_TEST

START_TEST(names_the_act_that_closed)
{
    RunFinding finding = {.text = "slow", .due = {20}, .closed = never};
    Run run = {.id = "1", .findings = &finding, .n_findings = 1, .started = date_start((Date){10})};
    run.ended.seconds = MOMENT_ABSENT;
    Act acts[] = {about("slow", 11), about("slow", 12)};
    acts[0].closed = (Date){11};
    acts[0].commit = "abc";
    acts[1].owner = "jo";
    const Run *runs[] = {&run};
    const Act *pointers[] = {&acts[0], &acts[1]};
    g_autoptr(GArray) told = findings_told(runs, 1, (ActList){pointers, 2}, as_of, arena);
    ck_assert_uint_eq(told->len, 1);
    ck_assert_ptr_eq(g_array_index(told, OpenFinding, 0).closing, &acts[0]);
    ck_assert(!g_array_index(told, OpenFinding, 0).overdue);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("open findings");
    TCase *tcase = tcase_create("open");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, lists_what_is_not_closed_oldest_first);
    tcase_add_test(tcase, lets_a_later_run_tell_in_the_same_words);
    tcase_add_test(tcase, keeps_findings_without_words_apart);
    tcase_add_test(tcase, follows_what_acts_say);
    tcase_add_test(tcase, counts_acts_only_up_to_the_day_and_of_their_kind);
    tcase_add_test(tcase, opens_again_what_is_told_after_it_was_closed);
    tcase_add_test(tcase, names_the_act_that_closed);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
