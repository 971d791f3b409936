#include "history/evidence.h"

#include "history/csv_table.h"
#include "history/form.h"
#include "history/history_rules.h"
#include "history/junit.h"
#include "history/plain_text.h"
#include "history/run_log.h"

#include <string.h>

typedef struct FormatReader {
    const char *name;
    void (*read)(const EvidenceInput *input, Evidence *evidence, Diags *diags);
} FormatReader;

static const FormatReader readers[] = {
    [EVIDENCE_RUN_LOG] = {"run log", run_log_read},
    [EVIDENCE_JUNIT] = {"JUnit XML", junit_read},
    [EVIDENCE_FORM] = {"form", form_read},
    [EVIDENCE_CSV] = {"CSV", csv_table_read},
};

const char *evidence_format_name(EvidenceFormat format)
{
    return readers[format].name;
}

bool evidence_format(const Source *source, EvidenceFormat *format, Diags *diags)
{
    const char *text = source->text;
    if (g_str_has_prefix(text, "redbinder-log")) {
        *format = EVIDENCE_RUN_LOG;
        return true;
    }
    if (form_begins(text)) {
        *format = EVIDENCE_FORM;
        return true;
    }
    size_t blank = strspn(text, " \t\r\n");
    if (text[blank] == '<') {
        *format = EVIDENCE_JUNIT;
        return true;
    }
    if (blank < source->length && csv_table_begins(source)) {
        *format = EVIDENCE_CSV;
        return true;
    }
    Span start = {source, (uint32_t)blank, 1};
    if (blank == source->length)
        diags_add(diags, &rule_evidence_empty, start, "the file is empty");
    else
        diags_add(diags, &rule_evidence_format, start,
                  "this is no run log, no form, no table and no JUnit XML");
    return false;
}

Evidence *evidence_read(const EvidenceInput *input, EvidenceFormat format, Diags *diags)
{
    size_t errors = diags_count_severity(diags, SEVERITY_ERROR);
    g_autoptr(Evidence) evidence = g_new0(Evidence, 1);
    evidence->arena = arena_new();
    evidence->all_runs = g_array_new(FALSE, FALSE, sizeof(EvidenceRun));
    evidence->all_acts = g_array_new(FALSE, FALSE, sizeof(Act));
    evidence->names = g_array_new(FALSE, FALSE, sizeof(EvidenceName));
    readers[format].read(input, evidence, diags);
    if (diags_count_severity(diags, SEVERITY_ERROR) > errors)
        return NULL;
    evidence->runs = (EvidenceRun *)(void *)evidence->all_runs->data;
    evidence->n_runs = evidence->all_runs->len;
    evidence->acts = (Act *)(void *)evidence->all_acts->data;
    evidence->n_acts = evidence->all_acts->len;
    return g_steal_pointer(&evidence);
}

#define ID_CHARACTERS "abcdefghijklmnopqrstuvwxyz0123456789-"

/* Ids with '/' between them: the way to a step of a runbook that another one calls. */
static bool is_step_path(const char *text)
{
    for (;;) {
        size_t length = strspn(text, ID_CHARACTERS);
        if (length == 0 || text[length] != '/')
            return length > 0 && text[length] == '\0';
        text += length + 1;
    }
}

bool evidence_check_step(Text value, Diags *diags)
{
    return value.text == NULL || is_step_path(value.text) ||
           evidence_check_id(value, "step", diags);
}

bool evidence_check_id(Text value, const char *name, Diags *diags)
{
    if (value.text == NULL || value.text[strspn(value.text, ID_CHARACTERS)] == '\0')
        return true;
    g_autoptr(Arena) arena = arena_new();
    Diag *diag =
        diags_add(diags, &rule_evidence_malformed, value.span, "%s '%s' is not an id", name,
                  plain_text(arena, value.text, strlen(value.text), EVIDENCE_MAX_SHOWN));
    diag_help(diags, diag, "an id is made of a-z, 0-9 and '-'");
    return false;
}

const char *evidence_file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

void evidence_mention(Evidence *evidence, EvidenceNameKind kind, const char *plan, Text id)
{
    EvidenceName name = {kind, plan, id};
    if (id.text != NULL)
        g_array_append_val(evidence->names, name);
}

void evidence_mention_run(Evidence *evidence, const EvidenceRun *run, Text plan, Text exercise,
                          Text runbook)
{
    if (plan.text == NULL)
        plan = (Text){run->run.plan, run->span};
    if (exercise.text == NULL)
        exercise = (Text){run->run.exercise, run->span};
    evidence_mention(evidence, EVIDENCE_NAME_PLAN, NULL, plan);
    evidence_mention(evidence, EVIDENCE_NAME_EXERCISE, run->run.plan, exercise);
    evidence_mention(evidence, EVIDENCE_NAME_RUNBOOK, run->run.plan, runbook);
}

void evidence_add_run(Evidence *evidence, const EvidenceRun *run)
{
    g_array_append_vals(evidence->all_runs, run, 1);
}

void evidence_add_act(Evidence *evidence, const EvidenceInput *input, Act act)
{
    act.evidence = evidence_file_name(input->source->path);
    act.evidence_hash = input->hash;
    g_array_append_val(evidence->all_acts, act);
}

bool evidence_complete(EvidenceRun *evidence, const EvidenceInput *input, Diags *diags)
{
    Run *run = &evidence->run;
    if (run->plan == NULL)
        run->plan = input->hints->plan;
    if (run->exercise == NULL)
        run->exercise = input->hints->exercise;
    run->evidence = evidence_file_name(input->source->path);
    run->evidence_hash = input->hash;
    if (run->plan != NULL)
        return true;
    diags_add(diags, &rule_evidence_plan_missing, evidence->span,
              "nothing says which plan this run belongs to");
    return false;
}

void evidence_free(Evidence *evidence)
{
    if (evidence == NULL)
        return;
    g_array_unref(evidence->all_runs);
    g_array_unref(evidence->all_acts);
    g_array_unref(evidence->names);
    arena_free(evidence->arena);
    g_free(evidence);
}
