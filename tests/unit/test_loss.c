#include "model/loss.h"

#include "library_text.h"

#include <stdlib.h>

static LibraryText text;
static Losses *losses;

static void read_plan(const char *plan)
{
    temp_folder_write(text.folder, "a/plan.yaml", plan);
    library_text_read(&text);
    losses = losses_new(text.library);
}

static void set_up(void)
{
    text = library_text_new();
    temp_folder_write(text.folder, "people.yaml",
                      "people: [{id: jo, name: Jo}, {id: al, name: Al}, {id: bo, name: Bo}]\n"
                      "teams:\n  - {id: ops, name: Ops, members: [jo, al]}\n"
                      "  - {id: nobody, name: Nobody}\nvendors: [{id: northwind, name: N}]\n");
}

static void tear_down(void)
{
    losses_free(losses);
    losses = NULL;
    library_text_clear(&text);
}

static const Entity *find(const char *id)
{
    return library_text_find(&text, id);
}

static void lose(const char *id)
{
    losses_add(losses, find(id));
}

static bool is_lost(const char *id)
{
    return losses_has(losses, find(id));
}

static const char *cause(const char *id)
{
    const Entity *entity = losses_cause(losses, find(id));
    return entity == NULL ? "nothing" : entity->id.text;
}

static const char sites[] = "title: A\n"
                            "sites:\n"
                            "  - {id: west, kind: region}\n"
                            "  - {id: hall, kind: datacenter, within: west}\n"
                            "  - {id: rack, kind: storage, within: hall}\n"
                            "  - {id: east, kind: region}\n"
                            "services:\n"
                            "  - {id: api, at: [rack, east]}\n"
                            "  - {id: web, at: [rack]}\n"
                            "  - {id: drifting}\n"
                            "data: [{id: db, at: [hall, rack]}]\n";

START_TEST(a_site_takes_what_lies_within)
{
    read_plan(sites);
    ck_assert(!is_lost("west"));
    ck_assert_str_eq(cause("web"), "nothing");
    lose("west");
    ck_assert(is_lost("west") && is_lost("hall") && is_lost("rack") && !is_lost("east"));
    ck_assert(is_lost("web") && is_lost("db") && !is_lost("api") && !is_lost("drifting"));
    ck_assert_str_eq(cause("rack"), "hall");
    ck_assert_str_eq(cause("hall"), "west");
    ck_assert_str_eq(cause("west"), "west");
    ck_assert_str_eq(cause("web"), "rack");
    lose("east");
    ck_assert(is_lost("api"));
    ck_assert_str_eq(cause("api"), "east");
    ck_assert(!losses_has(losses, NULL));
    ck_assert(!losses_has(NULL, find("api")));
}
END_TEST

START_TEST(a_site_within_itself_ends)
{
    read_plan("title: A\nsites:\n  - {id: x, kind: office, within: y}\n"
              "  - {id: y, kind: office, within: z}\n  - {id: z, kind: office, within: x}\n"
              "  - {id: q, kind: office, within: q}\n");
    lose("q");
    ck_assert(!is_lost("x") && !is_lost("y") && !is_lost("z") && is_lost("q"));
    lose("y");
    ck_assert(is_lost("x") && is_lost("y") && is_lost("z"));
    ck_assert_str_eq(cause("z"), "x");
    ck_assert_str_eq(cause("x"), "y");
}
END_TEST

START_TEST(a_service_takes_the_tools_that_need_it)
{
    temp_folder_write(text.folder, "redbinder.yaml",
                      "title: Library\ntools:\n"
                      "  - {id: login, name: L, kind: identity, needs: [a/web]}\n"
                      "  - {id: chat, name: C, kind: chat, needs: [pager]}\n"
                      "  - {id: pager, name: P, kind: chat, needs: [chat, login]}\n"
                      "  - {id: wiki, name: W, kind: documentation, needs: [a/api]}\n");
    read_plan(sites);
    lose("rack");
    ck_assert(is_lost("login") && is_lost("chat") && is_lost("pager") && !is_lost("wiki"));
    ck_assert_str_eq(cause("login"), "web");
    ck_assert_str_eq(cause("chat"), "pager");
    ck_assert_str_eq(cause("pager"), "login");
    lose("api");
    ck_assert(is_lost("wiki"));
    lose("chat");
    ck_assert_str_eq(cause("chat"), "chat");
}
END_TEST

START_TEST(a_part_is_lost_with_all_who_play_it)
{
    read_plan("title: A\nroles:\n  - {id: lead, holders: [ops], alternates: [bo]}\n"
              "  - {id: hands, holders: [jo, northwind]}\n  - {id: vacant}\n");
    lose("jo");
    ck_assert(!is_lost("ops") && !is_lost("lead") && !is_lost("hands"));
    lose("bo");
    lose("al");
    lose("northwind");
    ck_assert(is_lost("ops") && is_lost("lead") && is_lost("hands"));
    ck_assert(!is_lost("vacant") && !is_lost("nobody"));
    ck_assert_str_eq(cause("ops"), "al");
    ck_assert_str_eq(cause("lead"), "ops");
    ck_assert_str_eq(cause("hands"), "northwind");
}
END_TEST

START_TEST(survives_ten_thousand_sites_in_a_row)
{
    g_autoptr(GString) plan = g_string_new("title: A\nsites:\n  - {id: s0, kind: office}\n");
    for (int i = 1; i < 10000; i++)
        g_string_append_printf(plan, "  - {id: s%d, kind: office, within: s%d}\n", i, i - 1);
    read_plan(plan->str);
    lose("s0");
    size_t lost = 0;
    const Plan *a = text.library->plans[0];
    for (size_t i = a->sites.count; i-- > 0;)
        lost += losses_has(losses, &a->sites.items[i]->entity);
    ck_assert_uint_eq(lost, 10000);
}
END_TEST

static const char copies[] =
    "title: A\n"
    "sites: [{id: west, kind: region}, {id: hall, kind: datacenter, within: west},\n"
    "        {id: east, kind: region}]\n"
    "data:\n"
    "  - id: db\n"
    "    size: 1TB\n"
    "    backups:\n"
    "      - {method: replica, kind: replica, every: continuous, lag: 5m, to: [hall]}\n"
    "      - {method: logs, kind: log, every: 15m, keep: 2h, to: [east]}\n"
    "      - {method: dump, kind: full, every: 1d, takes: 1h, rate: 100MB/s, replay: 30m}\n"
    "      - {method: tape, kind: full, every: 1d, takes: 1h, rate: 200MB/s, keep: 1y}\n"
    "      - {method: git, kind: versioned}\n"
    "scenarios:\n"
    "  - {id: fire, family: site-loss, loses: [west], affects: [db]}\n"
    "  - {id: worm, family: cyber-attack, detect: 2h, affects: [db]}\n"
    "  - {id: slip, family: data-corruption, affects: [db]}\n"
    "  - {id: untold, affects: [db]}\n";

static const DataSet *data_set(const char *id)
{
    return (const DataSet *)find(id);
}

static const Scenario *scenario(const char *id)
{
    return (const Scenario *)find(id);
}

static const char *best_in(const char *id)
{
    bool doubtful;
    const Backup *best = copy_best(data_set("db"), scenario(id), losses, &doubtful);
    ck_assert(!doubtful);
    return best == NULL ? "none" : best->method.text;
}

START_TEST(a_copy_goes_with_its_sites)
{
    read_plan(copies);
    ck_assert_str_eq(best_in("fire"), "replica");
    losses_add_scenario(losses, scenario("fire"));
    const DataSet *db = data_set("db");
    g_autofree CopyState *states = copy_states(db, NULL, losses);
    ck_assert_int_eq(states[0], COPY_GONE);
    ck_assert_int_eq(states[2], COPY_GOOD);
    ck_assert_str_eq(best_in("fire"), "logs");
}
END_TEST

START_TEST(corruption_follows_a_replica)
{
    read_plan(copies);
    const DataSet *db = data_set("db");
    g_autofree CopyState *states = copy_states(db, scenario("worm"), NULL);
    ck_assert_int_eq(states[0], COPY_SPOILED);
    ck_assert_int_eq(states[1], COPY_TOO_SHORT);
    ck_assert_str_eq(best_in("worm"), "tape");
    ck_assert_str_eq(best_in("slip"), "logs");
    ck_assert_str_eq(best_in("untold"), "replica");
    Backup apart = *db->backups.items[0];
    apart.immutable = (BoolValue){.known = true, .value = true};
    Backup *backups[] = {&apart};
    DataSet data = {.backups = {.items = backups, .count = 1}};
    g_autofree CopyState *alone = copy_states(&data, scenario("worm"), NULL);
    ck_assert_int_eq(alone[0], COPY_GOOD);
}
END_TEST

START_TEST(a_log_needs_what_it_goes_on_top_of)
{
    read_plan("title: A\nsites: [{id: west}, {id: east}]\n"
              "data:\n"
              "  - id: db\n"
              "    backups:\n"
              "      - {method: full, kind: full, every: 1d, to: [west]}\n"
              "      - {method: logs, kind: log, every: 5m, to: [east]}\n"
              "  - id: files\n"
              "    backups: [{method: chunks, kind: incremental, every: 1h, to: [east]}]\n");
    const DataSet *db = data_set("db");
    ck_assert(copy_is_left(db, NULL, losses));
    lose("west");
    g_autofree CopyState *states = copy_states(db, NULL, losses);
    ck_assert_int_eq(states[0], COPY_GONE);
    ck_assert_int_eq(states[1], COPY_BASELESS);
    ck_assert(!copy_is_left(db, NULL, losses));
    bool doubtful;
    ck_assert_ptr_null(copy_best(db, NULL, losses, &doubtful));
    ck_assert(copy_is_left(data_set("files"), NULL, losses));
}
END_TEST

START_TEST(keys_are_lost_with_all_that_holds_them)
{
    temp_folder_write(text.folder, "redbinder.yaml",
                      "title: Library\ntools:\n"
                      "  - {id: vault, name: V, kind: secrets, needs: [a/login]}\n"
                      "  - {id: keeper, name: K, kind: secrets, vendor: northwind}\n");
    read_plan("title: A\nsites: [{id: safe}, {id: east}]\n"
              "services: [{id: login, at: [east]}]\n"
              "data:\n"
              "  - id: db\n"
              "    backups: [{method: dump, every: 1h, keys: [safe, keeper]}]\n"
              "  - id: files\n"
              "    backups: [{method: dump, every: 1h, keys: [vault]}]\n");
    lose("northwind");
    lose("login");
    ck_assert(copy_is_left(data_set("db"), NULL, losses));
    /* A service is brought back, and the vault with it. */
    ck_assert(is_lost("vault") && copy_is_left(data_set("files"), NULL, losses));
    lose("safe");
    lose("vault");
    g_autofree CopyState *states = copy_states(data_set("db"), NULL, losses);
    ck_assert_int_eq(states[0], COPY_LOCKED);
    ck_assert(!copy_is_left(data_set("files"), NULL, losses));
}
END_TEST

START_TEST(a_vendor_takes_tools_and_sites)
{
    temp_folder_write(text.folder, "redbinder.yaml",
                      "title: Library\ntools:\n"
                      "  - {id: mail, name: M, kind: mail, vendor: northwind}\n");
    temp_folder_write(text.folder, "people.yaml", "vendors: [{id: northwind, name: North Wind}]\n");
    read_plan("title: A\nsites:\n  - {id: cloud, provider: north wind}\n"
              "  - {id: bucket, within: cloud}\n  - {id: store, provider: northwind}\n"
              "  - {id: other, provider: South Wind}\n");
    lose("northwind");
    ck_assert(is_lost("mail") && is_lost("cloud") && is_lost("bucket") && is_lost("store"));
    ck_assert(!is_lost("other"));
    ck_assert_str_eq(cause("mail"), "northwind");
    ck_assert_str_eq(cause("bucket"), "cloud");
    ck_assert_str_eq(cause("cloud"), "northwind");
}
END_TEST

START_TEST(a_restore_takes_size_over_rate)
{
    read_plan(copies);
    const DataSet *db = data_set("db");
    Duration time;
    ck_assert(copy_restore_time(db, db->backups.items[2], &time));
    ck_assert_int_eq(time.seconds, 10000 + 1800);
    ck_assert(!copy_restore_time(db, db->backups.items[0], &time));
    ck_assert_ptr_null(copy_restored(db, db->backups.items[0], NULL, NULL, &time));
    ck_assert_ptr_null(copy_restored(db, NULL, NULL, NULL, &time));
    const Backup *whole = copy_restored(db, db->backups.items[1], NULL, NULL, &time);
    ck_assert_str_eq(whole->method.text, "tape");
    ck_assert_int_eq(time.seconds, 5000);
    Duration most;
    ck_assert(copy_loss(db->backups.items[2], &most));
    ck_assert_int_eq(most.seconds, 25 * 3600);
    ck_assert(!copy_loss(db->backups.items[4], &most));
}
END_TEST

START_TEST(a_huge_set_takes_long_and_no_longer)
{
    DataSet data = {.size = {.known = true, .value = 1e300}};
    Backup backup = {.rate = {.known = true, .value = 1e-300}};
    Duration time;
    ck_assert(copy_restore_time(&data, &backup, &time));
    ck_assert_int_eq(time.seconds, 10000000000);
    data.size.value = 10;
    backup.rate.value = 3;
    ck_assert(copy_restore_time(&data, &backup, &time));
    ck_assert_int_eq(time.seconds, 4);
}
END_TEST

START_TEST(what_could_not_be_read_is_doubtful)
{
    Backup bad = {.every = {.text = "soon"}};
    Backup good = {.every = {.text = "1h", .known = true, .value = {0, 3600}}};
    Backup *backups[] = {&bad, &good};
    DataSet data = {.backups = {.items = backups, .count = 2}};
    bool doubtful;
    ck_assert_ptr_eq(copy_best(&data, NULL, NULL, &doubtful), &good);
    ck_assert(doubtful);
}
END_TEST

static Suite *loss_suite(void)
{
    Suite *suite = suite_create("loss");
    TCase *tests = tcase_create("losses");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, a_site_takes_what_lies_within);
    tcase_add_test(tests, a_site_within_itself_ends);
    tcase_add_test(tests, a_service_takes_the_tools_that_need_it);
    tcase_add_test(tests, a_part_is_lost_with_all_who_play_it);
    tcase_add_test(tests, survives_ten_thousand_sites_in_a_row);
    tcase_add_test(tests, a_copy_goes_with_its_sites);
    tcase_add_test(tests, corruption_follows_a_replica);
    tcase_add_test(tests, a_log_needs_what_it_goes_on_top_of);
    tcase_add_test(tests, keys_are_lost_with_all_that_holds_them);
    tcase_add_test(tests, a_vendor_takes_tools_and_sites);
    tcase_add_test(tests, a_restore_takes_size_over_rate);
    suite_add_tcase(suite, tests);
    TCase *bare = tcase_create("copies");
    tcase_add_test(bare, a_huge_set_takes_long_and_no_longer);
    tcase_add_test(bare, what_could_not_be_read_is_doubtful);
    suite_add_tcase(suite, bare);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(loss_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
