#include "export/export.h"

#include "comply_world.h"
#include "json_check.h"

#include <libxml/parser.h>
#include <string.h>

/* One plan, one run that passed and one that failed, and a result for each verdict. */

enum { RESULTS = 5 };

static ControlResult results[RESULTS];
static Control controls[RESULTS];
static Assessment assessment;
static PlanView view;
static Diags *findings;
static ExportJob job;
static const Act attested = {.kind = ACT_ATTESTATION,
                             .date = {20600},
                             .subject = "own/c-0",
                             .by = "maria",
                             .until = {20900},
                             .key = "aa"};

static void set_results(void)
{
    for (int i = 0; i < RESULTS; i++) {
        controls[i] = (Control){.entity = entity(ENTITY_OTHER, NULL)};
        controls[i].entity.id.text = arena_printf(world.arena, "c-%d", i);
        results[i] = (ControlResult){
            .control = &controls[i], .verdict = (Verdict)i, .reason = "For a reason."};
    }
    results[0].act = &attested;
    results[0].attested = true;
    assessment =
        (Assessment){.framework = &world.framework, .results = results, .n_results = RESULTS};
}

static void set_up_job(void)
{
    set_up();
    add_run("r-1", "2026-05-01", RUN_FAILED);
    add_run("r-2", "2026-06-01", RUN_PASSED);
    world.framework.id.text = "own";
    set_results();
    findings = diags_new();
}

/* Evaluates the world anew: tests change it first. */
static void start_job(void)
{
    world.standing = standing_new(&world.plan, &world.set, day("2026-06-30"));
    view = (PlanView){.plan = &world.plan,
                      .standing = world.standing,
                      .findings = findings,
                      .assessments = &assessment,
                      .n_assessments = 1};
    job = (ExportJob){.library = &world.library,
                      .views = &view,
                      .n_views = 1,
                      .head = "",
                      .from = {INT32_MIN},
                      .as_of = day("2026-06-30"),
                      .version = "1.2.3"};
}

static void tear_down_job(void)
{
    diags_free(findings);
    tear_down();
}

static char *oscal(OscalKind kind)
{
    GString *out = g_string_new(NULL);
    export_oscal(&job, kind, out);
    return g_string_free(out, FALSE);
}

static char *csv(const char *table)
{
    GString *out = g_string_new(NULL);
    export_csv(&job, table, &(ExportOut){.text = out});
    return g_string_free(out, FALSE);
}

static void expect_in(const char *text, const char *part)
{
    ck_assert_msg(strstr(text, part) != NULL, "there is no %s in\n%.3000s", part, text);
}

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = strstr(text, part); at != NULL; at = strstr(at + 1, part))
        count++;
    return count;
}

START_TEST(five_verdicts_in_two_states)
{
    start_job();
    g_autofree char *text = oscal(OSCAL_RESULTS);
    static const char *const expected[RESULTS] = {
        "\"own.c-0_smt\">\n        <status state=\"satisfied\" reason=\"pass\"/>",
        "\"own.c-1_smt\">\n        <status state=\"not-satisfied\" reason=\"fail\"/>",
        "\"own.c-2_smt\">\n        <status state=\"not-satisfied\" reason=\"other\"/>",
        "\"own.c-3_smt\">\n        <status state=\"not-satisfied\" reason=\"other\"/>",
        ("\"own.c-4_smt\">\n        <status state=\"satisfied\" reason=\"other\"/>\n"
         "        <implementation-status state=\"not-applicable\"/>")};
    for (int i = 0; i < RESULTS; i++)
        expect_in(text, expected[i]);
    ck_assert_uint_eq(count_of(text, "<implementation-status"), 1);
    ck_assert_uint_eq(count_of(text, "<risk "), 1);
    ck_assert_uint_eq(count_of(text, "<associated-risk "), 1);
    ck_assert_uint_eq(count_of(text, "name=\"attested\""), 1);
}
END_TEST

START_TEST(ids_of_nist_where_there_are_some)
{
    controls[1].oscal.text = "cp-9.1_obj.a-1";
    world.controls[0] = &controls[1];
    start_job();
    g_autofree char *text = oscal(OSCAL_RESULTS);
    expect_in(text, "<include-control control-id=\"cp-9.1\"/>");
    expect_in(text, "<target type=\"objective-id\" target-id=\"cp-9.1_obj.a-1\">");
    expect_in(text,
              "<target type=\"statement-id\" target-id=\"recovery-objectives_smt.docs.api.rto\">");
}
END_TEST

START_TEST(runs_and_acts_are_observations)
{
    start_job();
    g_autofree char *text = oscal(OSCAL_RESULTS);
    ck_assert_uint_eq(count_of(text, "<method>TEST</method>"), 2);
    ck_assert_uint_eq(count_of(text, "<method>INTERVIEW</method>"), 1);
    expect_in(text, "<collected>2026-05-01T02:00:00Z</collected>\n    </observation>");
    expect_in(text, "<collected>2026-06-01T02:00:00Z</collected>\n"
                    "      <expires>2026-12-01T23:59:59Z</expires>");
    expect_in(text, "<start>2026-05-01T00:00:00Z</start>");
    expect_in(text, "<end>2026-06-30T23:59:59Z</end>");
}
END_TEST

/* What counts has not to be of the period: nothing is referred to in vain. */
START_TEST(rows_outside_the_period_are_told_of_too)
{
    start_job();
    Run before = world.runs[0];
    before.id = "r-0";
    results[1].run = &before;
    g_autofree char *text = oscal(OSCAL_RESULTS);
    expect_in(text, "value=\"r-0\"");
    ck_assert_uint_eq(count_of(text, "<method>TEST</method>"), 3);
}
END_TEST

static void expect_frequency(const char *every, const char *expected)
{
    world.drill.every = duration(every);
    standing_free(world.standing);
    start_job();
    g_autofree char *text = oscal(OSCAL_SCHEDULE);
    if (expected == NULL)
        ck_assert_ptr_null(strstr(text, "<timing>"));
    else
        expect_in(text, expected);
}

START_TEST(frequencies_in_units_that_oscal_has)
{
    expect_frequency("3mo", "period=\"3\" unit=\"months\"");
    expect_frequency("18mo", "period=\"18\" unit=\"months\"");
    expect_frequency("2y", "period=\"2\" unit=\"years\"");
    expect_frequency("2w", "period=\"14\" unit=\"days\"");
    expect_frequency("36h", "period=\"36\" unit=\"hours\"");
    expect_frequency("90m", "period=\"90\" unit=\"minutes\"");
    expect_frequency("61s", "period=\"61\" unit=\"seconds\"");
    expect_frequency("1mo15d", "period=\"45\" unit=\"days\"");
    expect_frequency("0", NULL);
}
END_TEST

START_TEST(missed_objectives_are_due_when_they_are_tried_again)
{
    world.api.rto = duration("30m");
    start_job();
    g_autofree char *text = oscal(OSCAL_MILESTONES);
    expect_in(text,
              "<title>RTO of api</title>\n    <description>\n      <p>Measured 1h in run 'r-2'");
    expect_in(text, "<status>open</status>\n    <deadline>2026-12-01T23:59:59Z</deadline>");
}
END_TEST

START_TEST(milestones_of_findings)
{
    RunFinding found[] = {
        {.text = "no key", .due = {INT32_MIN}, .closed = {INT32_MIN}},
        {.severity = "high", .text = "too slow", .due = day("2026-06-15"), .closed = {INT32_MIN}}};
    world.runs[1].findings = found;
    world.runs[1].n_findings = G_N_ELEMENTS(found);
    start_job();
    g_autofree char *text = oscal(OSCAL_MILESTONES);
    ck_assert_uint_eq(count_of(text, "<title>too slow</title>"), 2);
    ck_assert_uint_eq(count_of(text, "<title>no key</title>"), 2);
    ck_assert_uint_eq(count_of(text, "<deadline>"), 1);
    expect_in(text, "<deadline>2026-06-15T23:59:59Z</deadline>");
    expect_in(text, "name=\"overdue\"");
    ck_assert_uint_eq(count_of(text, "<poam-item "), count_of(text, "<risk "));
}
END_TEST

/* Names may be there twice in a plan that is wrong. */
START_TEST(uuids_are_there_once)
{
    controls[2].entity.id.text = controls[1].entity.id.text;
    results[2].verdict = VERDICT_NOT_SATISFIED;
    start_job();
    for (OscalKind kind = OSCAL_RESULTS; kind <= OSCAL_MILESTONES; kind++) {
        g_autofree char *text = oscal(kind);
        g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        for (const char *at = strstr(text, " uuid=\""); at != NULL; at = strstr(at + 1, " uuid=\""))
            ck_assert(g_hash_table_add(seen, g_strndup(at + 7, 36)));
        ck_assert_uint_ge(g_hash_table_size(seen), 3);
    }
}
END_TEST

START_TEST(another_library_has_other_uuids)
{
    start_job();
    g_autofree char *one = oscal(OSCAL_SCHEDULE);
    g_autofree char *again = oscal(OSCAL_SCHEDULE);
    ck_assert_str_eq(one, again);
    world.library.organization.text = "Another";
    g_autofree char *other = oscal(OSCAL_SCHEDULE);
    const char *task = strstr(one, "<task uuid=");
    g_autofree char *uuid = g_strndup(task, strlen("<task uuid=") + 38);
    ck_assert_ptr_null(strstr(other, uuid));
}
END_TEST

/* ---- hostile text ---- */

static char *nasty_text(void)
{
    GString *text = g_string_new("=1+1\r\n\"' ,;\t]]></p><!-- & \xEF\xBF\xBE \xED\xA0\x80 \xC3");
    for (int byte = 1; byte < 256; byte++)
        g_string_append_c(text, (char)byte);
    return g_string_free(text, FALSE);
}

static void spoil_everything(char *text)
{
    static RunFinding found;
    found = (RunFinding){
        .severity = text, .text = text, .owner = text, .due = {INT32_MIN}, .closed = {INT32_MIN}};
    Run *run = &world.runs[1];
    run->id = run->title = run->incident = run->scenario = run->site = run->backup = text;
    run->evidence = run->evidence_hash = run->observer = run->operator_name = text;
    run->findings = &found;
    run->n_findings = 1;
    world.library.title.text = world.library.organization.text = world.plan.title.text = text;
    world.plan.about.text = world.plan.version.text = world.drill.about.text = text;
    world.api.entity.name.text = world.drill.entity.name.text = text;
    controls[0].number.text = controls[0].about.text = controls[0].entity.id.text = text;
    controls[1].oscal.text = text;
    for (int i = 0; i < RESULTS; i++) {
        results[i].reason = text;
        results[i].turn = text;
    }
}

START_TEST(whatever_the_texts_hold)
{
    g_autofree char *text = nasty_text();
    spoil_everything(text);
    start_job();
    job.head = text;
    for (OscalKind kind = OSCAL_RESULTS; kind <= OSCAL_MILESTONES; kind++) {
        g_autofree char *written = oscal(kind);
        xmlDoc *doc = xmlReadMemory(written, (int)strlen(written), "test", NULL, XML_PARSE_NONET);
        ck_assert_msg(doc != NULL, "%s", written);
        xmlFreeDoc(doc);
    }
    g_autoptr(GString) json = g_string_new(NULL);
    export_json(&job, &(ExportOut){.text = json});
    ck_assert_msg(json_is_valid(json->str), "%s", json->str);
    for (size_t i = 0; export_tables[i] != NULL; i++) {
        g_autofree char *table = csv(export_tables[i]);
        ck_assert(g_utf8_validate(table, -1, NULL));
        ck_assert_ptr_null(strstr(table, ",\"="));
        ck_assert(strpbrk(table, "\x01\x07\x0b\x1b\x7f") == NULL);
    }
}
END_TEST

/* ---- tables ---- */

static void expect_cell(const char *title, const char *cell)
{
    world.runs[1].title = title;
    g_autofree char *wanted = g_strdup_printf("\"passed\",%s,\"drill\"", cell);
    g_autofree char *text = csv("runs");
    expect_in(text, wanted);
}

START_TEST(no_cell_is_a_formula)
{
    start_job();
    expect_cell("=1+1", "\"'=1+1\"");
    expect_cell("+49 30", "\"'+49 30\"");
    expect_cell("-1", "\"'-1\"");
    expect_cell("@SUM(1)", "\"'@SUM(1)\"");
    expect_cell(" \t=1", "\"' \t=1\"");
    expect_cell("\xEF\xBC\x9D"
                "1",
                "\"'\xEF\xBC\x9D"
                "1\"");
    expect_cell("'=1", "\"''=1\"");
    expect_cell("a=1", "\"a=1\"");
    expect_cell("say \"no\", now", "\"say \"\"no\"\", now\"");
    expect_cell("a;=1", "\"a;=1\"");
    expect_cell("", "\"\"");
    expect_cell(NULL, "");
    expect_cell("\x01=1", "\"'=1\"");
}
END_TEST

typedef struct Taken {
    GString *text;
    size_t largest;
} Taken;

static void take_piece(void *data, const char *bytes, size_t length)
{
    Taken *taken = data;
    g_string_append_len(taken->text, bytes, (gssize)length);
    taken->largest = MAX(taken->largest, length);
}

/* Of many rows nobody need hold all: what is handed on is the same. */
START_TEST(rows_go_on_piece_by_piece)
{
    enum { VIEWS = 1000, LARGEST = 128 * 1024 };
    start_job();
    g_autofree PlanView *views = g_new(PlanView, VIEWS);
    for (size_t i = 0; i < VIEWS; i++)
        views[i] = view;
    job.views = views;
    job.n_views = VIEWS;
    for (int is_json = 0; is_json <= 1; is_json++) {
        g_autoptr(GString) whole = g_string_new(NULL);
        g_autoptr(GString) rest = g_string_new(NULL);
        g_autoptr(GString) all = g_string_new(NULL);
        Taken taken = {all, 0};
        const ExportOut kept = {.text = whole};
        const ExportOut handed = {.text = rest, .take = take_piece, .data = &taken};
        is_json ? export_json(&job, &kept) : export_csv(&job, "controls", &kept);
        is_json ? export_json(&job, &handed) : export_csv(&job, "controls", &handed);
        ck_assert_uint_gt(whole->len, 2 * LARGEST);
        ck_assert_str_eq(whole->str, all->str);
        ck_assert_uint_eq(rest->len, 0);
        ck_assert_uint_le(taken.largest, LARGEST);
    }
}
END_TEST

START_TEST(every_table_has_its_header)
{
    start_job();
    job.n_views = 0;
    for (size_t i = 0; export_tables[i] != NULL; i++) {
        g_autofree char *table = csv(export_tables[i]);
        ck_assert(g_str_has_prefix(table, "plan,"));
        ck_assert_ptr_eq(strchr(table, '\n'), table + strlen(table) - 1);
    }
}
END_TEST

static Suite *export_suite(void)
{
    Suite *suite = suite_create("export");
    TCase *documents = tcase_create("OSCAL");
    tcase_add_checked_fixture(documents, set_up_job, tear_down_job);
    tcase_add_test(documents, five_verdicts_in_two_states);
    tcase_add_test(documents, ids_of_nist_where_there_are_some);
    tcase_add_test(documents, runs_and_acts_are_observations);
    tcase_add_test(documents, rows_outside_the_period_are_told_of_too);
    tcase_add_test(documents, frequencies_in_units_that_oscal_has);
    tcase_add_test(documents, missed_objectives_are_due_when_they_are_tried_again);
    tcase_add_test(documents, milestones_of_findings);
    tcase_add_test(documents, uuids_are_there_once);
    tcase_add_test(documents, another_library_has_other_uuids);
    suite_add_tcase(suite, documents);
    TCase *texts = tcase_create("texts");
    tcase_add_checked_fixture(texts, set_up_job, tear_down_job);
    tcase_add_test(texts, whatever_the_texts_hold);
    tcase_add_test(texts, no_cell_is_a_formula);
    tcase_add_test(texts, every_table_has_its_header);
    tcase_add_test(texts, rows_go_on_piece_by_piece);
    suite_add_tcase(suite, texts);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(export_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
