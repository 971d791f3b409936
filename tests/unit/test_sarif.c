#include "base/fingerprint.h"
#include "base/sarif.h"

#include "json_check.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static const Rule rule_a = {.id = "a-rule",
                            .severity = SEVERITY_ERROR,
                            .summary = "it is {wrong}",
                            .remedy = "write `key: {a: b}`",
                            .why = "It fails.",
                            .origin = "NIST SP 800-34 Rev. 1 3.2.1"};
static const Rule rule_b = {
    .id = "b-rule", .severity = SEVERITY_WARNING, .summary = "it is odd", .remedy = "look at it"};
static const Rule rule_c = {
    .id = "c-rule", .severity = SEVERITY_INFO, .summary = "it is", .remedy = "know it"};

typedef void (*Writer)(const DiagReport *report, GString *out);

/* What WRITER makes of DIAGS; owned. */
static char *written(Writer writer, Diags *diags, int status)
{
    diags_sort(diags);
    g_autoptr(GPtrArray) prints = fingerprints_new(diags, "/work", NULL, NULL);
    g_autoptr(GPtrArray) rules = g_ptr_array_new();
    g_ptr_array_add(rules, (gpointer)&rule_a);
    g_ptr_array_add(rules, (gpointer)&rule_b);
    g_ptr_array_add(rules, (gpointer)&rule_c);
    DiagReport report = {.diags = diags,
                         .fingerprints = prints,
                         .rules = rules,
                         .version = "1.2.3",
                         .home = "https://home.test",
                         .folder = "/work",
                         .status = status};
    GString *out = g_string_new(NULL);
    writer(&report, out);
    ck_assert_msg(json_is_valid(out->str), "%s", out->str);
    return g_string_free(out, FALSE);
}

/* JSON without the blanks between its parts; owned. */
static char *dense(const char *json)
{
    GString *out = g_string_new(NULL);
    bool quoted = false;
    for (; *json != '\0'; json++) {
        if (*json == '"')
            quoted = !quoted;
        if (quoted || !g_ascii_isspace(*json))
            g_string_append_c(out, *json);
        if (quoted && *json == '\\')
            g_string_append_c(out, *++json);
    }
    return g_string_free(out, FALSE);
}

static void expect(const char *json, const char *part)
{
    g_autofree char *all = dense(json);
    ck_assert_msg(strstr(all, part) != NULL, "there is no %s in %s", part, all);
}

static Source *source_of(const char *path, const char *text)
{
    return source_new_take(path, g_strdup(text), strlen(text));
}

static void write_json_of(const DiagReport *report, GString *out)
{
    diag_report_json(report, out);
}

/* Two findings with all that one can have. */
static void add_findings(Diags *diags, const Source *source)
{
    Diag *diag = diags_add(diags, &rule_a, (Span){source, 10, 5}, "'é\"' is {wrong}");
    diag_note(diags, diag, (Span){source, 0, 7}, "see [here](https://evil.test)");
    diag_help(diags, diag, "write \\n");
    diags_add_path(diags, &rule_b, "plans/a b", "is no folder");
    diags_add_path(diags, &rule_c, NULL, "so it is");
}

START_TEST(writes_findings_as_json)
{
    g_autoptr(Source) source = source_of("./plans/x.yaml", "käy: 1\n\n k: ä€x\n");
    g_autoptr(Diags) diags = diags_new();
    add_findings(diags, source);
    g_autofree char *json = written(write_json_of, diags, 1);
    expect(json, "{\"format\":1,\"tool\":{\"name\":\"redbinder\",\"version\":\"1.2.3\"},"
                 "\"exitCode\":1,\"errors\":1,\"warnings\":1,\"findings\":[");
    expect(json, "{\"rule\":\"c-rule\",\"severity\":\"info\",\"path\":null,\"text\":");
    expect(json,
           "{\"rule\":\"b-rule\",\"severity\":\"warning\",\"path\":\"plans/a b\","
           "\"text\":\"is no folder\",\"help\":\"look at it\",\"notes\":[],\"fingerprint\":\"");
    expect(json, "{\"rule\":\"a-rule\",\"severity\":\"error\",\"path\":\"plans/x.yaml\",\"line\":3,"
                 "\"column\":2,\"endLine\":3,\"endColumn\":6,\"text\":\"'é\\\"' is {wrong}\","
                 "\"help\":\"write \\\\n\",\"notes\":[{\"path\":\"plans/x.yaml\",\"line\":1,"
                 "\"column\":1,\"endLine\":1,\"endColumn\":7,"
                 "\"text\":\"see [here](https://evil.test)\"}],");
}
END_TEST

START_TEST(writes_findings_as_sarif)
{
    g_autoptr(Source) source = source_of("./plans/x.yaml", "käy: 1\n\n k: ä€x\n");
    g_autoptr(Diags) diags = diags_new();
    add_findings(diags, source);
    g_autofree char *json = written(sarif_write, diags, 1);
    expect(json, "\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"redbinder\","
                 "\"version\":\"1.2.3\",\"informationUri\":\"https://home.test/README.md\",");
    expect(json, "{\"id\":\"a-rule\",\"shortDescription\":{\"text\":\"It is {{wrong}}.\"},"
                 "\"fullDescription\":{\"text\":\"It fails.\"},\"help\":{\"text\":\"");
    expect(json, "\"helpUri\":\"https://home.test/docs/rules.md#a-rule\",\"defaultConfiguration\":"
                 "{\"level\":\"error\"},\"properties\":{\"tags\":[\"disaster-recovery\",\"a\"]}}");
    expect(json, "**What to do.** Write `key: {{a: b}}`.");
    expect(json, "\"invocations\":[{\"executionSuccessful\":true,\"exitCode\":1}]");
    expect(json, "\"columnKind\":\"unicodeCodePoints\"");
    expect(json, "{\"ruleId\":\"a-rule\",\"ruleIndex\":0,\"level\":\"error\",\"message\":{\"text\":"
                 "\"'é\\\"' is {{wrong}}.\\nWrite \\\\n.\"},\"locations\":[{\"physicalLocation\":{"
                 "\"artifactLocation\":{\"uri\":\"plans/x.yaml\",\"uriBaseId\":\"SRCROOT\"},"
                 "\"region\":{\"startLine\":3,\"startColumn\":2,\"endLine\":3,\"endColumn\":6}}}],"
                 "\"relatedLocations\":[{\"id\":1,\"physicalLocation\":{");
    expect(json, "\"message\":{\"text\":\"see \\\\[here\\\\](https://evil.test)\"}}],"
                 "\"partialFingerprints\":{\"redbinder/v1\":\"");
    expect(json, "\"ruleId\":\"b-rule\",\"ruleIndex\":1,\"level\":\"warning\"");
    expect(json,
           "\"artifactLocation\":{\"uri\":\"plans/a%20b\",\"uriBaseId\":\"SRCROOT\"}}}],\"par");
    expect(json, "\"ruleId\":\"c-rule\",\"ruleIndex\":2,\"level\":\"note\"");
    expect(json, "\"locations\":[],\"partialFingerprints\"");
}
END_TEST

START_TEST(names_what_lies_outside_of_the_folder)
{
    g_autoptr(Source) source = source_of("/else/wo rk.yaml", "a: b\n");
    g_autoptr(Diags) diags = diags_new();
    diags_add(diags, &rule_a, (Span){source, 0, 5}, "no");
    g_autofree char *sarif = written(sarif_write, diags, 3);
    expect(sarif, "\"artifactLocation\":{\"uri\":\"file:///else/wo%20rk.yaml\"},"
                  "\"region\":{\"startLine\":1,\"startColumn\":1,\"endLine\":1,\"endColumn\":5}");
    expect(sarif, "\"executionSuccessful\":false,\"exitCode\":3");
    g_autofree char *json = written(write_json_of, diags, 3);
    expect(json, "\"path\":\"/else/wo rk.yaml\"");
}
END_TEST

START_TEST(writes_empty_lists)
{
    g_autoptr(Diags) diags = diags_new();
    g_autofree char *sarif = written(sarif_write, diags, 0);
    expect(sarif, "\"results\":[]");
    g_autofree char *json = written(write_json_of, diags, 0);
    expect(json, "\"exitCode\":0,\"errors\":0,\"warnings\":0,\"findings\":[]");
}
END_TEST

/* Whatever plans and file names hold, both formats stay JSON in UTF-8. */
START_TEST(stays_json_whatever_is_said)
{
    static const char *const texts[] = {
        "\"",       "\\",           "'\"'\\\\\"",       "\x01\x1f\x7f\x1b[31m",
        "{0} {{",   "[a](b](c",     "</script>",        "a\nb\tc",
        "\xFF\xFE", "\xE2\x80\xA8", "\xF4\x8F\xBF\xBF", ""};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(Source) source = source_of(texts[i], texts[i]);
        g_autoptr(Diags) diags = diags_new();
        Diag *diag = diags_add(diags, &rule_a, (Span){source, 0, 99}, "%s", texts[i]);
        diag_help(diags, diag, "%s", texts[i]);
        diag_note(diags, diag, (Span){source, 9, 0}, "%s", texts[i]);
        diag_note(diags, diag, (Span){0}, "%s", texts[i]);
        diags_add_path(diags, &rule_b, texts[i], "%s", texts[i]);
        g_autofree char *sarif = written(sarif_write, diags, 1);
        g_autofree char *json = written(write_json_of, diags, 1);
        ck_assert(g_utf8_validate(sarif, -1, NULL) && g_utf8_validate(json, -1, NULL));
    }
}
END_TEST

START_TEST(writes_rules_as_json)
{
    g_autoptr(GPtrArray) rules = g_ptr_array_new();
    g_ptr_array_add(rules, (gpointer)&rule_b);
    g_autoptr(GString) out = g_string_new(NULL);
    rules_json(rules, out);
    ck_assert(json_is_valid(out->str));
    expect(out->str, "[{\"id\":\"b-rule\",\"severity\":\"warning\",\"summary\":\"it is odd\","
                     "\"why\":null,\"remedy\":\"look at it\",\"origin\":null}]");
}
END_TEST

static Suite *sarif_suite(void)
{
    Suite *suite = suite_create("sarif");
    TCase *tests = tcase_create("reports");
    tcase_add_test(tests, writes_findings_as_json);
    tcase_add_test(tests, writes_findings_as_sarif);
    tcase_add_test(tests, names_what_lies_outside_of_the_folder);
    tcase_add_test(tests, writes_empty_lists);
    tcase_add_test(tests, stays_json_whatever_is_said);
    tcase_add_test(tests, writes_rules_as_json);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(sarif_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
