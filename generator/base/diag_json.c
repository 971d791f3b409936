#include "base/diag_json.h"

#include "base/file_uri.h"
#include "base/range.h"

static void put_path(Json *json, const char *path, const char *folder)
{
    g_autofree char *below = path_below(path, folder);
    bool whole = *below == '\0' && *path != '\0';
    json_text(json, "path", *path == '\0' ? NULL : whole ? "." : below);
}

static void put_range(Json *json, Span span)
{
    if (span.source == NULL)
        return;
    Range range = span_range(span);
    json_number(json, "line", range.start.line);
    json_number(json, "column", range.start.column);
    json_number(json, "endLine", range.end.line);
    json_number(json, "endColumn", range.end.column);
}

static void put_note(Json *json, const Note *note, const char *folder)
{
    json_begin_object(json, NULL);
    put_path(json, note->span.source == NULL ? "" : note->span.source->path, folder);
    put_range(json, note->span);
    json_text(json, "text", note->text);
    json_end_object(json);
}

static void put_finding(Json *json, const Diag *diag, const char *fingerprint, const char *folder)
{
    json_begin_object(json, NULL);
    json_text(json, "rule", diag->rule->id);
    json_text(json, "severity", severity_word(diag->severity));
    put_path(json, diag_path(diag), folder);
    put_range(json, diag->span);
    json_text(json, "text", diag->text);
    json_text(json, "help", diag->help);
    json_begin_array(json, "notes");
    for (size_t i = 0; diag->notes != NULL && i < diag->notes->len; i++)
        put_note(json, diag->notes->pdata[i], folder);
    json_end_array(json);
    json_text(json, "fingerprint", fingerprint);
    json_end_object(json);
}

static void put_count(Json *json, const char *name, const Diags *diags, Severity severity)
{
    json_number(json, name, (int64_t)diags_count_severity(diags, severity));
}

void diag_report_put(const DiagReport *report, Json *json)
{
    json_number(json, "format", 1);
    json_begin_object(json, "tool");
    json_text(json, "name", "redbinder");
    json_text(json, "version", report->version);
    json_end_object(json);
    json_number(json, "exitCode", report->status);
    put_count(json, "errors", report->diags, SEVERITY_ERROR);
    put_count(json, "warnings", report->diags, SEVERITY_WARNING);
    json_begin_array(json, "findings");
    for (size_t i = 0; i < diags_count(report->diags); i++)
        put_finding(json, diags_at(report->diags, i), report->fingerprints->pdata[i],
                    report->folder);
    json_end_array(json);
}

void diag_report_json(const DiagReport *report, GString *out)
{
    Json json = json_start(out);
    json_begin_object(&json, NULL);
    diag_report_put(report, &json);
    json_end_object(&json);
    json_finish(&json);
}

void rules_json(const GPtrArray *rules, GString *out)
{
    Json json = json_start(out);
    json_begin_array(&json, NULL);
    for (size_t i = 0; i < rules->len; i++) {
        const Rule *rule = rules->pdata[i];
        json_begin_object(&json, NULL);
        json_text(&json, "id", rule->id);
        json_text(&json, "severity", severity_word(rule->severity));
        json_text(&json, "summary", rule->summary);
        json_text(&json, "why", rule->why);
        json_text(&json, "remedy", rule->remedy);
        json_text(&json, "origin", rule->origin);
        json_end_object(&json);
    }
    json_end_array(&json);
    json_finish(&json);
}
