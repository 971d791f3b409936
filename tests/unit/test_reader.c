#include "read/reader.h"

#include "model/plan.h"
#include "read/reading_rules.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* One text read as a file, and what came of it. */
typedef struct Reading {
    Source *source;
    Arena *arena;
    Diags *diags;
    Plan plan;
    Runbook runbook;
    bool read;
} Reading;

static Reading *reading_new(const char *text, size_t length)
{
    Reading *reading = g_new0(Reading, 1);
    char *copy = g_malloc(length + 1);
    memcpy(copy, text, length);
    copy[length] = '\0';
    reading->source = source_new_take("plan.yaml", copy, length);
    reading->arena = arena_new();
    reading->diags = diags_new();
    return reading;
}

/* Whatever the text: each finding has a place in it. */
static void check_places(const Reading *reading)
{
    for (size_t i = 0; i < diags_count(reading->diags); i++) {
        const Diag *diag = diags_at(reading->diags, i);
        ck_assert_ptr_eq(diag->span.source, reading->source);
        ck_assert_uint_le(diag->span.offset, reading->source->length);
        ck_assert_uint_le(diag->span.offset + diag->span.length, reading->source->length);
        ck_assert_ptr_nonnull(diag->help);
    }
}

static Reading *read_bytes(const char *text, size_t length)
{
    Reading *reading = reading_new(text, length);
    reading->read =
        read_object(reading->source, &shape_plan, &reading->plan, reading->arena, reading->diags);
    diags_sort(reading->diags);
    check_places(reading);
    return reading;
}

static Reading *read_plan_text(const char *text)
{
    return read_bytes(text, strlen(text));
}

static Reading *read_runbook_text(const char *text)
{
    Reading *reading = reading_new(text, strlen(text));
    reading->read = read_object(reading->source, &shape_runbook, &reading->runbook, reading->arena,
                                reading->diags);
    diags_sort(reading->diags);
    check_places(reading);
    return reading;
}

static void reading_free(Reading *reading)
{
    source_free(reading->source);
    arena_free(reading->arena);
    diags_free(reading->diags);
    g_free(reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reading, reading_free)

static const Diag *expect_finding(const Reading *reading, size_t index, const Rule *rule,
                                  uint32_t line, uint32_t column)
{
    ck_assert_msg(index < diags_count(reading->diags), "only %zu findings",
                  diags_count(reading->diags));
    const Diag *diag = diags_at(reading->diags, index);
    Place place = source_place(reading->source, diag->span.offset);
    ck_assert_msg(diag->rule == rule && place.line == line && place.column == column,
                  "finding %zu is %s at %u:%u: %s", index, diag->rule->id, place.line, place.column,
                  diag->text);
    return diag;
}

static void expect_count(const Reading *reading, size_t count)
{
    GString *all = g_string_new(NULL);
    for (size_t i = 0; i < diags_count(reading->diags); i++)
        g_string_append_printf(all, "%s; ", diags_at(reading->diags, i)->text);
    g_autofree char *texts = g_string_free(all, FALSE);
    ck_assert_msg(diags_count(reading->diags) == count, "%zu findings: %s",
                  diags_count(reading->diags), texts);
}

/* TEXT gives just one finding, of RULE. */
static void expect_only(const char *text, const Rule *rule, uint32_t line, uint32_t column)
{
    g_autoptr(Reading) reading = read_plan_text(text);
    expect_finding(reading, 0, rule, line, column);
    expect_count(reading, 1);
}

/* PART COUNT times, between START and END; owned. */
static char *repeated(const char *start, const char *part, size_t count, const char *end)
{
    GString *out = g_string_new(start);
    for (size_t i = 0; i < count; i++)
        g_string_append(out, part);
    g_string_append(out, end);
    return g_string_free(out, FALSE);
}

START_TEST(reads_values_with_their_places)
{
    g_autoptr(Reading) reading = read_plan_text("# a comment\n"
                                                "title: Docs: \n"
                                                "  the assistant\n"
                                                "rto: 4h\n"
                                                "services:\n"
                                                "  - {id: api, rto: 1h, depends: [db]}\n"
                                                "  - id: 007\n"
                                                "    name: no\n");
    ck_assert_uint_eq(diags_count(reading->diags), 1); /* ": " in a plain text */
    g_autoptr(Reading) good = read_plan_text("# a comment\n"
                                             "title: 'Docs: the assistant'\n"
                                             "rto: 4h\n"
                                             "services:\n"
                                             "  - {id: api, rto: 1h, depends: [db]}\n"
                                             "  - id: 007\n"
                                             "    name: no\n");
    expect_count(good, 0);
    ck_assert(good->read);
    ck_assert_str_eq(good->plan.title.text, "Docs: the assistant");
    ck_assert_uint_eq(good->plan.services.count, 2);
    const Service *service = good->plan.services.items[0];
    ck_assert_str_eq(service->depends.items[0]->text, "db");
    ck_assert_ptr_null(service->depends.items[0]->target);
    Place place = source_place(good->source, service->rto.span.offset);
    ck_assert_uint_eq(place.line, 5);
    ck_assert_uint_eq(place.column, 20);
    ck_assert_uint_eq(service->rto.span.length, 2);
    ck_assert_str_eq(good->plan.services.items[1]->entity.id.text, "007");
    ck_assert_str_eq(good->plan.services.items[1]->entity.name.text, "no");
    ck_assert_int_eq(service->entity.kind, ENTITY_SERVICE);
}
END_TEST

START_TEST(counts_columns_in_characters)
{
    expect_only(
        "title: \xC3\xA9\xE6\xBC\xA2\nservices:\n  - {id: a, \xC3\xA9\xC3\xA9\xC3\xA9: 1}\n",
        &rule_key_unknown, 3, 13);
    expect_only(
        "title: x\nabout: \"\xF0\x9F\x94\xA5\"\nreviews: [{name: \xF0\x9F\x94\xA5, every: soon}]\n",
        &rule_duration_malformed, 3, 28);
}
END_TEST

START_TEST(places_stand_behind_a_byte_order_mark_and_crlf)
{
    expect_only("\xEF\xBB\xBFtitle: x\r\nrto: soon\r\n", &rule_duration_malformed, 2, 6);
    expect_only("\xEF\xBB\xBFtittle: x\r\ntitle: y\r\n", &rule_key_unknown, 1, 1);
    g_autoptr(Reading) reading = read_plan_text("title: x\r\nabout: |\r\n  one\r\n  two\r\n");
    expect_count(reading, 0);
    ck_assert_str_eq(reading->plan.about.text, "one\ntwo\n");
}
END_TEST

START_TEST(refuses_bytes_that_are_no_utf8)
{
    static const struct {
        const char *text;
        uint32_t line, column;
    } cases[] = {
        {"title: x\nabout: a\xFF"
         "b\n",
         2, 9},
        {"\xC3", 1, 1},
        {"title: \xED\xA0\x80\n", 1, 8}, /* a surrogate */
        {"title: \xC0\xAF\n", 1, 8},     /* too long a form */
        {"title: \xF4\x90\x80\x80\n", 1, 8},
        {"title: \xC3\xA9 \xE2\x82", 1, 10},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Reading) reading = read_plan_text(cases[i].text);
        ck_assert(!reading->read);
        expect_finding(reading, 0, &rule_text_encoding, cases[i].line, cases[i].column);
    }
    g_autofree char *many = g_strnfill(2000, '\xFE');
    g_autoptr(Reading) reading = read_plan_text(many);
    ck_assert_uint_le(diags_count(reading->diags), 10);
}
END_TEST

START_TEST(refuses_control_characters)
{
    static const struct {
        const char *text;
        size_t length;
        uint32_t line, column;
    } cases[] = {
        {"title: a\0b\n", 11, 1, 9},
        {"title: a\x07\n", 10, 1, 9},
        {"title: a\rabout: b\n", 18, 1, 9},
        {"title: a\n\x1B[31m\n", 15, 2, 1},
        {"title: \xC2\x85\n", 10, 1, 8},
        {"title: \xE2\x80\xA8 x\n", 13, 1, 8},
        {"title: \xE2\x80\xA9\n", 11, 1, 8},
        {"title: a\xEF\xBB\xBF\n", 12, 1, 9},
        {"title: \x7F\n", 9, 1, 8},
        {"title: \xC2\x9B\n", 10, 1, 8},
        {"title: \xEF\xBF\xBE\n", 11, 1, 8},
        {"title: \xEF\xBF\xBF\n", 11, 1, 8},
        {"title: x\r", 9, 1, 9},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Reading) reading = read_bytes(cases[i].text, cases[i].length);
        ck_assert_msg(!reading->read, "case %zu", i);
        expect_finding(reading, 0, &rule_text_control, cases[i].line, cases[i].column);
        expect_count(reading, 1);
    }
}
END_TEST

/* What no source may hold must not come in by the back door. */
START_TEST(refuses_escapes_for_control_characters)
{
    static const char *const escapes[] = {"\\0", "\\a",     "\\e[1m",  "\\x7f",
                                          "\\N", "\\L",     "\\P",     "\\u0085",
                                          "\\r", "\\uFFFE", "\\uFEFF", "\\x01\\x02"};
    for (size_t i = 0; i < G_N_ELEMENTS(escapes); i++) {
        g_autofree char *text = g_strdup_printf("number: 1\ntitle: \"a%sz\"\nabout: \"b%sz\"\n",
                                                escapes[i], escapes[i]);
        g_autoptr(Reading) reading = read_plan_text(text);
        expect_finding(reading, 0, &rule_text_control, 2, 8);
        expect_finding(reading, 1, &rule_text_control, 3, 8);
        expect_count(reading, 2);
        ck_assert(reading->read);
        ck_assert(g_str_has_prefix(reading->plan.title.text, "a?"));
        ck_assert(g_str_has_suffix(reading->plan.title.text, "z"));
        for (const char *at = reading->plan.about.text; *at != '\0'; at = g_utf8_next_char(at))
            ck_assert(g_unichar_isprint(g_utf8_get_char(at)));
    }
    g_autoptr(Reading) harmless =
        read_plan_text("title: \"\\u00e9 \\U0001F525 \\\"\\\\ \\_\"\nabout: \"a\\nb\\tc\"\n");
    expect_count(harmless, 0);
    ck_assert_str_eq(harmless->plan.title.text, "\xC3\xA9 \xF0\x9F\x94\xA5 \"\\ \xC2\xA0");
    ck_assert_str_eq(harmless->plan.about.text, "a\nb\tc");
    g_autoptr(Reading) key = read_plan_text("title: x\n\"ti\\0tle\": y\n");
    expect_finding(key, 0, &rule_key_unknown, 2, 1);
    expect_finding(key, 1, &rule_text_control, 2, 1);
    expect_only("title: \"\\ud800\"\n", &rule_yaml_syntax, 1, 11);
}
END_TEST

START_TEST(explains_tabs)
{
    expect_only("title: x\nservices:\n\t- id: a\n", &rule_yaml_tab, 3, 1);
    expect_only("title: x\nservices:\n  - id: a\n  \tname: b\n", &rule_yaml_tab, 4, 3);
    g_autoptr(Reading) between = read_plan_text("title:\tx\nabout: |\n  a\tb\n");
    expect_count(between, 0);
}
END_TEST

START_TEST(explains_broken_yaml)
{
    static const struct {
        const char *text;
        uint32_t line;
    } cases[] = {
        {"title: a: b\n", 1},
        {"title: x\n about: y\n", 2},
        {"update-when: [a, b\n", 2},
        {"success: {must: [b]\n", 2},
        {"title: 'x\n", 1},
        {"title: \"x\\q\"\n", 1},
        {"title: @x\n", 1},
        {"title: x\nabout\nscope: y\n", 3},
        {"title: ]\n", 1},
        {"title: x\n- a\n", 2},
        {"title: x\n%YAML 1.1\n", 3},
        {"%YAML 9.9\n---\ntitle: x\n", 1},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Reading) reading = read_plan_text(cases[i].text);
        ck_assert_msg(!reading->read, "%s", cases[i].text);
        const Diag *diag = diags_at(reading->diags, 0);
        Place place = source_place(reading->source, diag->span.offset);
        ck_assert_msg(diag->rule == &rule_yaml_syntax && place.line == cases[i].line,
                      "%s: %s at %u:%u: %s", cases[i].text, diag->rule->id, place.line,
                      place.column, diag->text);
        expect_count(reading, 1);
    }
}
END_TEST

START_TEST(refuses_features_of_yaml)
{
    expect_only("title: &a x\n", &rule_yaml_feature, 1, 8);
    expect_only("title: !!str x\n", &rule_yaml_feature, 1, 8);
    expect_only("title: ! x\n", &rule_yaml_feature, 1, 8);
    expect_only("title: x\nsuccess: &s\n  must: [a]\n", &rule_yaml_feature, 2, 10);
    expect_only("title: x\nupdate-when: !!seq [a]\n", &rule_yaml_feature, 2, 14);
    expect_only("title: x\n<<: {about: y}\n", &rule_yaml_feature, 2, 1);
    g_autoptr(Reading) alias = read_plan_text("title: &a x\nabout: *a\n*a : *a\n");
    expect_finding(alias, 0, &rule_yaml_feature, 1, 8);
    expect_finding(alias, 1, &rule_yaml_feature, 2, 8);
    g_autoptr(Reading) cycle = read_plan_text("title: x\nupdate-when: &a [*a, *a]\n");
    expect_count(cycle, 3);
    ck_assert_uint_eq(cycle->plan.update_when.count, 0);
}
END_TEST

START_TEST(refuses_a_second_document)
{
    static const char *const texts[] = {"title: x\n---\ntitle: y\n",
                                        "title: x\n...\n---\ntitle: y\n", "title: x\n---\n"};
    static const uint32_t lines[] = {2, 3, 2};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(Reading) reading = read_plan_text(texts[i]);
        expect_finding(reading, 0, &rule_yaml_documents, lines[i], 1);
        expect_count(reading, 1);
        ck_assert(reading->read);
        ck_assert_str_eq(reading->plan.title.text, "x");
    }
    g_autoptr(Reading) ended = read_plan_text("--- # a plan\ntitle: x\n...\n# the end\n");
    expect_count(ended, 0);
}
END_TEST

START_TEST(says_when_a_file_holds_nothing)
{
    static const char *const texts[] = {
        "", "\n\n", "# only a comment\n", "---\n", "---\n...\n", "\xEF\xBB\xBF", "   \n"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(Reading) reading = read_plan_text(texts[i]);
        ck_assert(!reading->read);
        expect_finding(reading, 0, &rule_file_empty, 1, 1);
        expect_count(reading, 1);
    }
    expect_only("just a text\n", &rule_value_type, 1, 1);
    expect_only("- a\n- b\n", &rule_value_type, 1, 1);
    expect_only("~\n", &rule_value_type, 1, 1);
}
END_TEST

START_TEST(refuses_duplicate_keys_and_names_both_places)
{
    g_autoptr(Reading) reading =
        read_plan_text("title: x\nrto: 1h\ntitle: y\nsuccess:\n  must: [a]\n"
                       "  must: [b]\nrto: 2h\n");
    const Diag *first = expect_finding(reading, 0, &rule_key_duplicate, 3, 1);
    expect_finding(reading, 1, &rule_key_duplicate, 6, 3);
    expect_finding(reading, 2, &rule_key_duplicate, 7, 1);
    expect_count(reading, 3);
    ck_assert_uint_eq(first->notes->len, 1);
    const Note *note = first->notes->pdata[0];
    ck_assert_uint_eq(note->span.offset, 0);
    ck_assert_str_eq(reading->plan.title.text, "x");
    ck_assert_int_eq(reading->plan.rto.value.seconds, 3600);
}
END_TEST

START_TEST(refuses_duplicate_names_in_a_mapping)
{
    g_autoptr(Reading) reading = read_runbook_text("title: x\nneeds:\n  env:\n    DB: a\n"
                                                   "    HOST: {about: b}\n    DB: {about: c}\n"
                                                   "    PORT: {name: d}\n"
                                                   "steps: [{id: a, title: b, run: c}]\n");
    expect_finding(reading, 0, &rule_key_duplicate, 6, 5);
    expect_finding(reading, 1, &rule_key_duplicate, 7, 12);
    expect_count(reading, 2);
    ck_assert_uint_eq(reading->runbook.needs.env.count, 3);
    ck_assert_str_eq(reading->runbook.needs.env.items[0]->name.text, "DB");
    ck_assert_str_eq(reading->runbook.needs.env.items[0]->about.text, "a");
}
END_TEST

START_TEST(refuses_duplicate_ids_and_completes_missing_ones)
{
    g_autoptr(Reading) reading = read_plan_text("title: x\nservices:\n  - {id: a, rto: 1h}\n"
                                                "  - {id: a, rto: 2h}\n  - {name: b}\n"
                                                "  - {id: B_B}\n");
    const Diag *duplicate = expect_finding(reading, 0, &rule_id_duplicate, 4, 10);
    ck_assert_uint_eq(duplicate->notes->len, 1);
    expect_finding(reading, 1, &rule_key_missing, 5, 5);
    expect_finding(reading, 2, &rule_id_malformed, 6, 10);
    expect_count(reading, 3);
    ck_assert_uint_eq(reading->plan.services.count, 4);
    for (size_t i = 0; i < 4; i++)
        ck_assert_ptr_nonnull(reading->plan.services.items[i]->entity.id.text);
}
END_TEST

START_TEST(proposes_the_nearest_key)
{
    g_autoptr(Reading) reading =
        read_plan_text("titel: x\ntitle: y\nservices:\n  - {id: a, rtoo: 1h}\n"
                       "  - {id: b, colour: red}\n");
    const Diag *near = expect_finding(reading, 0, &rule_key_unknown, 1, 1);
    ck_assert_str_eq(near->help, "did you mean `title`?");
    ck_assert_str_eq(expect_finding(reading, 1, &rule_key_unknown, 4, 13)->help,
                     "did you mean `rto`?");
    const Diag *far = expect_finding(reading, 2, &rule_key_unknown, 5, 13);
    ck_assert_ptr_nonnull(strstr(far->help, "the keys here are `id`"));
    expect_count(reading, 3);
}
END_TEST

/* A key that is not known hides nothing that stands below it. */
START_TEST(passes_over_unknown_values_whole)
{
    g_autoptr(Reading) reading = read_plan_text("wat:\n  - {a: [b, {c: d}]}\n  - e: |\n      f\n"
                                                "title: x\nrto: soon\n");
    expect_finding(reading, 0, &rule_key_unknown, 1, 1);
    expect_finding(reading, 1, &rule_duration_malformed, 6, 6);
    expect_count(reading, 2);
    ck_assert_str_eq(reading->plan.title.text, "x");
}
END_TEST

START_TEST(bears_wrong_types_everywhere)
{
    static const char *const values[] = {
        "text", "[a, b]", "{a: b}",      "[[a], [b]]",   "[{a: b}]",       "",      "~", "\"\"",
        "[]",   "{}",     "[~, '', []]", "|\n    block", "{? [a, b] : c}", "[a: b]"};
    for (size_t i = 0; i < shape_plan.n_fields; i++)
        for (size_t j = 0; j < G_N_ELEMENTS(values); j++) {
            const char *key = shape_plan.fields[i].key;
            const char *title = strcmp(key, "title") == 0 ? "" : "title: x\n";
            g_autofree char *text = g_strdup_printf("%s%s: %s\nzzz: last\n", title, key, values[j]);
            g_autoptr(Reading) reading = read_plan_text(text);
            ck_assert_msg(reading->read, "%s", text);
            size_t last = diags_count(reading->diags) - 1;
            ck_assert_ptr_eq(diags_at(reading->diags, last)->rule, &rule_key_unknown);
        }
}
END_TEST

START_TEST(bears_wrong_types_in_runbooks)
{
    static const char *const values[] = {"text", "[a, b]", "{a: b}", "[[a]]", "", "[~]", "{}"};
    static const char *const keys[] = {"id",     "who",     "takes",      "run",     "checklist",
                                       "notify", "confirm", "on-failure", "message", "expect"};
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        for (size_t j = 0; j < G_N_ELEMENTS(values); j++) {
            g_autofree char *text = g_strdup_printf(
                "title: x\nsteps:\n  - %s: %s\n    title: y\n  - {id: z, title: z, run: z}\n",
                keys[i], values[j]);
            g_autoptr(Reading) reading = read_runbook_text(text);
            ck_assert_msg(reading->read, "%s", text);
            ck_assert_uint_eq(reading->runbook.steps.count, 2);
            ck_assert_str_eq(reading->runbook.steps.items[1]->run.text, "z");
        }
}
END_TEST

START_TEST(points_at_a_value_that_is_missing)
{
    expect_only("title: x\nrto:\nrpo: 1h\n", &rule_value_missing, 2, 5);
    expect_only("title: x\nupdate-when:\n  - a\n  -\n", &rule_value_missing, 4, 4);
    expect_only("title: x\nrpo:", &rule_value_missing, 2, 5);
}
END_TEST

START_TEST(takes_a_bare_text_for_its_key)
{
    g_autoptr(Reading) reading = read_runbook_text(
        "title: x\nsteps:\n  - id: a\n    title: b\n    checklist:\n      - one\n"
        "      - {text: two, items: [three]}\n      - ''\n      - ~\n      -\n      - [x]\n");
    expect_finding(reading, 0, &rule_value_missing, 8, 9);
    expect_finding(reading, 1, &rule_value_missing, 10, 8);
    expect_finding(reading, 2, &rule_value_type, 11, 9);
    expect_count(reading, 3);
    ck_assert_uint_eq(reading->runbook.steps.items[0]->checklist.count, 4);
}
END_TEST

START_TEST(ends_at_64_levels)
{
    g_autofree char *closing = repeated("", "]", 63, "\n");
    g_autofree char *most = repeated("wat: ", "[", 63, closing);
    g_autoptr(Reading) fits = read_plan_text(most);
    expect_finding(fits, 0, &rule_key_missing, 1, 1);
    expect_finding(fits, 1, &rule_key_unknown, 1, 1);
    expect_count(fits, 2);
    g_autofree char *more_closing = repeated("", "]", 64, "\n");
    g_autofree char *more = repeated("title: x\nwat: ", "[", 64, more_closing);
    g_autoptr(Reading) deep = read_plan_text(more);
    ck_assert(!deep->read);
    expect_finding(deep, 0, &rule_key_unknown, 2, 1);
    expect_finding(deep, 1, &rule_yaml_depth, 2, 69);
    expect_count(deep, 2);
    g_autoptr(GString) block = g_string_new("title: x\nwat:\n");
    for (int i = 1; i < 200; i++)
        g_string_append_printf(block, "%*sa:\n", i, "");
    g_autoptr(Reading) stairs = read_plan_text(block->str);
    expect_finding(stairs, 1, &rule_yaml_depth, 66, 65);
    expect_count(stairs, 2);
}
END_TEST

/* libyaml alone takes half a minute for the first of these. Check ends what hangs. */
START_TEST(gives_up_on_huge_nonsense_in_good_time)
{
    static const char *const parts[] = {
        "[",  "{",   "[{", "- ",  "? ",  "{a: ", "!x ",  "&a ", "'",
        "\"", "a: ", ": ", "*a ", "-\n", "a:\n", "%a\n", "|\n", "---\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_autofree char *text =
            repeated("title: x\nabout: ", parts[i], 100000 / strlen(parts[i]), "\n");
        g_autofree char *bare = repeated("", parts[i], 100000 / strlen(parts[i]), "");
        g_autoptr(Reading) reading = read_plan_text(text);
        g_autoptr(Reading) alone = read_plan_text(bare);
        ck_assert(reading->read || diags_count(reading->diags) > 0);
        ck_assert_uint_gt(diags_count(alone->diags), 0);
    }
}
END_TEST

/* Many findings on one line of a megabyte: none of them counts from the line's start. */
START_TEST(refuses_values_that_are_too_long)
{
    g_autofree char *word = g_strnfill(MAX_LINE_SIZE + 1, 'x');
    g_autofree char *fits = g_strndup(word, MAX_LINE_SIZE);
    const char *const forms[] = {"title: %s\n",
                                 "title: T\nowner: %s\n",
                                 "title: T\nrto: %s\n",
                                 "title: T\nrelated: [%s, y]\n",
                                 "title: T\nservices: [{id: %s}]\n",
                                 "title: T\nlinks: [{name: x, url: %s}]\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        char **parts = g_strsplit(forms[i], "%s", 2);
        g_autofree char *text = g_strconcat(parts[0], word, parts[1], NULL);
        g_strfreev(parts);
        g_autoptr(Reading) reading = read_plan_text(text);
        ck_assert_uint_eq(diags_count(reading->diags), 1);
        ck_assert_ptr_eq(diags_at(reading->diags, 0)->rule, &rule_prose_limit);
        ck_assert_str_eq(diags_at(reading->diags, 0)->text, "the text is longer than 4 KiB");
    }
    g_autofree char *text = g_strdup_printf("title: %s\nabout: %s\n", fits, word);
    g_autoptr(Reading) reading = read_plan_text(text);
    ck_assert_uint_eq(diags_count(reading->diags), 0);
    ck_assert_str_eq(reading->plan.title.text, fits);
}
END_TEST

START_TEST(reads_a_long_line_in_good_time)
{
    g_autofree char *items =
        repeated("title: \xC3\xA9\nupdate-when: [", "\xC3\xA9, ", 200000, "x]\n");
    g_autoptr(Reading) reading = read_plan_text(items);
    expect_count(reading, 0);
    ck_assert_uint_eq(reading->plan.update_when.count, 200001);
    const Text *last = reading->plan.update_when.items[200000];
    ck_assert_uint_eq(source_place(reading->source, last->span.offset).column, 600015);
    g_autofree char *bad = repeated("title: \xC3\xA9\nreviews: [", "{every: no}, ", 20000, "]\n");
    g_autoptr(Reading) findings = read_plan_text(bad);
    ck_assert(!findings->read);
    ck_assert_uint_eq(diags_count(findings->diags), MAX_FILE_FINDINGS + 2);
    const Diag *last_finding = diags_at(findings->diags, MAX_FILE_FINDINGS + 1);
    ck_assert_ptr_eq(last_finding->rule, &rule_file_hopeless);
}
END_TEST

START_TEST(reads_ten_thousand_items)
{
    g_autoptr(GString) text = g_string_new("title: x\nservices:\n");
    for (int i = 0; i < 10000; i++)
        g_string_append_printf(text, "  - {id: service-%d, rto: 1h}\n", i);
    g_string_append(text, "  - {id: service-77, rto: 1h}\n");
    g_autoptr(Reading) reading = read_plan_text(text->str);
    expect_finding(reading, 0, &rule_id_duplicate, 10003, 10);
    expect_count(reading, 1);
    ck_assert_uint_eq(reading->plan.services.count, 10001);
}
END_TEST

START_TEST(rules_are_listed_in_order)
{
    size_t count = 0;
    for (; reading_rules[count] != NULL; count++) {
        ck_assert_int_eq(reading_rules[count]->severity, SEVERITY_ERROR);
        ck_assert_ptr_nonnull(reading_rules[count]->summary);
        ck_assert_ptr_nonnull(reading_rules[count]->remedy);
        if (count > 0)
            ck_assert_str_lt(reading_rules[count - 1]->id, reading_rules[count]->id);
    }
    ck_assert_uint_ge(count, 25);
}
END_TEST

static Suite *reader_suite(void)
{
    Suite *suite = suite_create("reader");
    TCase *form = tcase_create("form");
    tcase_add_test(form, reads_values_with_their_places);
    tcase_add_test(form, counts_columns_in_characters);
    tcase_add_test(form, places_stand_behind_a_byte_order_mark_and_crlf);
    tcase_add_test(form, refuses_bytes_that_are_no_utf8);
    tcase_add_test(form, refuses_control_characters);
    tcase_add_test(form, refuses_escapes_for_control_characters);
    tcase_add_test(form, explains_tabs);
    tcase_add_test(form, explains_broken_yaml);
    tcase_add_test(form, refuses_features_of_yaml);
    tcase_add_test(form, refuses_a_second_document);
    tcase_add_test(form, says_when_a_file_holds_nothing);
    suite_add_tcase(suite, form);
    TCase *keys = tcase_create("keys and values");
    tcase_set_timeout(keys, 60);
    tcase_add_test(keys, refuses_duplicate_keys_and_names_both_places);
    tcase_add_test(keys, refuses_duplicate_names_in_a_mapping);
    tcase_add_test(keys, refuses_duplicate_ids_and_completes_missing_ones);
    tcase_add_test(keys, proposes_the_nearest_key);
    tcase_add_test(keys, passes_over_unknown_values_whole);
    tcase_add_test(keys, bears_wrong_types_everywhere);
    tcase_add_test(keys, bears_wrong_types_in_runbooks);
    tcase_add_test(keys, points_at_a_value_that_is_missing);
    tcase_add_test(keys, takes_a_bare_text_for_its_key);
    tcase_add_test(keys, rules_are_listed_in_order);
    suite_add_tcase(suite, keys);
    TCase *size = tcase_create("size");
    tcase_set_timeout(size, 120);
    tcase_add_test(size, ends_at_64_levels);
    tcase_add_test(size, gives_up_on_huge_nonsense_in_good_time);
    tcase_add_test(size, refuses_values_that_are_too_long);
    tcase_add_test(size, reads_a_long_line_in_good_time);
    tcase_add_test(size, reads_ten_thousand_items);
    suite_add_tcase(suite, size);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(reader_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
