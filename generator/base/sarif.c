#include "base/sarif.h"

#include "base/file_uri.h"
#include "base/json.h"
#include "base/range.h"
#include "base/rule_text.h"

#include <stdlib.h>
#include <string.h>

/* The name of the folder that relative URIs begin at. */
static const char base_id[] = "SRCROOT";

static const char *level_word(Severity severity)
{
    switch (severity) {
    case SEVERITY_ERROR:
        return "error";
    case SEVERITY_WARNING:
        return "warning";
    case SEVERITY_INFO:
        return "note";
    case SEVERITY_OFF:
        return "none";
    }
    g_assert_not_reached();
}

/* Messages may hold placeholders {0} and links [text](target), so what plans say is kept from
 * being either: braces are doubled (3.11.5); brackets get a backslash where a link could
 * begin (3.11.6), and backslashes with them. */
static void put_message(Json *json, const char *name, const char *text)
{
    bool link = strstr(text, "](") != NULL;
    g_autoptr(GString) safe = g_string_new(NULL);
    for (; *text != '\0'; text++) {
        if (*text == '{' || *text == '}')
            g_string_append_c(safe, *text);
        else if (link && strchr("[]\\", *text) != NULL)
            g_string_append_c(safe, '\\');
        g_string_append_c(safe, *text);
    }
    json_text(json, name, safe->str);
}

static void put_message_object(Json *json, const char *name, const char *text)
{
    json_begin_object(json, name);
    put_message(json, "text", text);
    json_end_object(json);
}

static void put_help(Json *json, const Rule *rule)
{
    g_autoptr(GString) plain = g_string_new(NULL);
    g_autoptr(GString) markdown = g_string_new(NULL);
    rule_print(rule, plain);
    rule_print_markdown(rule, markdown);
    json_begin_object(json, "help");
    put_message(json, "text", plain->str);
    /* No link can begin here, for brackets are escaped already. */
    g_autoptr(GString) braces = g_string_new(markdown->str);
    g_string_replace(braces, "{", "{{", 0);
    g_string_replace(braces, "}", "}}", 0);
    json_text(json, "markdown", braces->str);
    json_end_object(json);
}

/* The first word of an id says what it is about. */
static void put_tags(Json *json, const char *id)
{
    g_autofree char *topic = g_strndup(id, strcspn(id, "-"));
    json_begin_object(json, "properties");
    json_begin_array(json, "tags");
    json_text(json, NULL, "disaster-recovery");
    json_text(json, NULL, topic);
    json_end_array(json);
    json_end_object(json);
}

static void put_rule(Json *json, const Rule *rule, const char *home)
{
    g_autofree char *summary = rule_sentence(rule->summary);
    g_autofree char *uri = g_strdup_printf("%s/docs/rules.md#%s", home, rule->id);
    json_begin_object(json, NULL);
    json_text(json, "id", rule->id);
    put_message_object(json, "shortDescription", summary);
    put_message_object(json, "fullDescription", rule->why == NULL ? summary : rule->why);
    put_help(json, rule);
    json_text(json, "helpUri", uri);
    json_begin_object(json, "defaultConfiguration");
    json_text(json, "level", level_word(rule->severity));
    json_end_object(json);
    put_tags(json, rule->id);
    json_end_object(json);
}

static void put_tool(Json *json, const DiagReport *report)
{
    g_autofree char *uri = g_strdup_printf("%s/README.md", report->home);
    json_begin_object(json, "tool");
    json_begin_object(json, "driver");
    json_text(json, "name", "redbinder");
    json_text(json, "version", report->version);
    json_text(json, "informationUri", uri);
    json_begin_array(json, "rules");
    for (size_t i = 0; i < report->rules->len; i++)
        put_rule(json, report->rules->pdata[i], report->home);
    json_end_array(json);
    json_end_object(json);
    json_end_object(json);
}

static void put_region(Json *json, Span span)
{
    if (span.source == NULL)
        return;
    Range range = span_range(span);
    json_begin_object(json, "region");
    json_number(json, "startLine", range.start.line);
    json_number(json, "startColumn", range.start.column);
    json_number(json, "endLine", range.end.line);
    json_number(json, "endColumn", range.end.column);
    json_end_object(json);
}

static void put_physical_location(Json *json, const char *path, Span span, const char *folder)
{
    g_autofree char *below = path_below(path, folder);
    g_autofree char *uri = file_uri(below);
    json_begin_object(json, "physicalLocation");
    json_begin_object(json, "artifactLocation");
    json_text(json, "uri", *uri == '\0' ? "." : uri);
    if (*below != '/')
        json_text(json, "uriBaseId", base_id);
    json_end_object(json);
    put_region(json, span);
    json_end_object(json);
}

static void put_locations(Json *json, const Diag *diag, const char *folder)
{
    const char *path = diag_path(diag);
    json_begin_array(json, "locations");
    if (*path != '\0') {
        json_begin_object(json, NULL);
        put_physical_location(json, path, diag->span, folder);
        json_end_object(json);
    }
    json_end_array(json);
}

static void put_notes(Json *json, const Diag *diag, const char *folder)
{
    if (diag->notes == NULL || diag->notes->len == 0)
        return;
    json_begin_array(json, "relatedLocations");
    for (size_t i = 0; i < diag->notes->len; i++) {
        const Note *note = diag->notes->pdata[i];
        json_begin_object(json, NULL);
        json_number(json, "id", (int64_t)i + 1);
        if (note->span.source != NULL)
            put_physical_location(json, note->span.source->path, note->span, folder);
        put_message_object(json, "message", note->text);
        json_end_object(json);
    }
    json_end_array(json);
}

static int compare_rule(const void *a, const void *b)
{
    const Rule *const *left = a;
    const Rule *const *right = b;
    return strcmp((*left)->id, (*right)->id);
}

/* Where RULE stands among all, or -1. */
static int64_t rule_index(const GPtrArray *rules, const Rule *rule)
{
    gpointer *found = rules->len == 0 ? NULL
                                      : bsearch(&rule, rules->pdata, rules->len,
                                                sizeof *rules->pdata, compare_rule);
    return found == NULL ? -1 : found - rules->pdata;
}

static void put_result(Json *json, const DiagReport *report, size_t index)
{
    const Diag *diag = diags_at(report->diags, index);
    g_autofree char *help = rule_sentence(diag->help);
    g_autofree char *problem = rule_sentence(diag->text);
    g_autofree char *text = g_strdup_printf("%s\n%s", problem, help);
    json_begin_object(json, NULL);
    json_text(json, "ruleId", diag->rule->id);
    json_number(json, "ruleIndex", rule_index(report->rules, diag->rule));
    json_text(json, "level", level_word(diag->severity));
    put_message_object(json, "message", text);
    put_locations(json, diag, report->folder);
    put_notes(json, diag, report->folder);
    json_begin_object(json, "partialFingerprints");
    json_text(json, "redbinder/v1", report->fingerprints->pdata[index]);
    json_end_object(json);
    json_end_object(json);
}

/* The folder is described, not named: logs are read on other machines. */
static void put_surroundings(Json *json, int status)
{
    json_begin_array(json, "invocations");
    json_begin_object(json, NULL);
    json_bool(json, "executionSuccessful", status <= 1);
    json_number(json, "exitCode", status);
    json_end_object(json);
    json_end_array(json);
    json_begin_object(json, "originalUriBaseIds");
    json_begin_object(json, base_id);
    put_message_object(json, "description", "The folder in which redbinder was run.");
    json_end_object(json);
    json_end_object(json);
    json_text(json, "columnKind", "unicodeCodePoints");
}

void sarif_write(const DiagReport *report, GString *out)
{
    Json json = json_start(out);
    json_begin_object(&json, NULL);
    json_text(&json, "$schema",
              "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
              "sarif-schema-2.1.0.json");
    json_text(&json, "version", "2.1.0");
    json_begin_array(&json, "runs");
    json_begin_object(&json, NULL);
    put_tool(&json, report);
    put_surroundings(&json, report->status);
    json_begin_array(&json, "results");
    for (size_t i = 0; i < diags_count(report->diags); i++)
        put_result(&json, report, i);
    json_end_array(&json);
    json_end_object(&json);
    json_end_array(&json);
    json_end_object(&json);
    json_finish(&json);
}
