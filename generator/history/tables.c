#include "history/tables.h"

#include "history/run_words.h"

#define AT(row, member) .offset = offsetof(row, member)

const char *const record_kind_words[] = {"file", "run", "act", "correction", "merge", NULL};

static const Column record_columns[] = {
    {.name = "kind", .type = COLUMN_WORD, AT(RecordRow, kind), .words = record_kind_words},
    {.name = "key", .type = COLUMN_TEXT, AT(RecordRow, key), .required = true},
    {.name = "evidence", .type = COLUMN_TEXT, AT(RecordRow, evidence)},
    {.name = "corrects", .type = COLUMN_TEXT, AT(RecordRow, corrects)},
};

static const Column evidence_columns[] = {
    {.name = "sha256", .type = COLUMN_TEXT, AT(EvidenceRow, sha256), .required = true},
    {.name = "name", .type = COLUMN_TEXT, AT(EvidenceRow, name), .required = true},
    {.name = "format", .type = COLUMN_TEXT, AT(EvidenceRow, format), .required = true},
};

static const Column run_columns[] = {
    {.name = "id", .type = COLUMN_TEXT, AT(Run, id), .required = true},
    {.name = "kind", .type = COLUMN_WORD, AT(Run, kind), .words = run_kind_words},
    {.name = "outcome", .type = COLUMN_WORD, AT(Run, outcome), .words = run_outcome_words},
    {.name = "plan", .type = COLUMN_SHARED, AT(Run, plan), .required = true},
    {.name = "version", .type = COLUMN_SHARED, AT(Run, version)},
    {.name = "commit_id", .type = COLUMN_SHARED, AT(Run, commit)},
    {.name = "exercise", .type = COLUMN_SHARED, AT(Run, exercise)},
    {.name = "type", .type = COLUMN_SHARED, AT(Run, type)},
    {.name = "scenario", .type = COLUMN_SHARED, AT(Run, scenario)},
    {.name = "incident", .type = COLUMN_TEXT, AT(Run, incident)},
    {.name = "runbook", .type = COLUMN_SHARED, AT(Run, runbook)},
    {.name = "runbook_hash", .type = COLUMN_SHARED, AT(Run, runbook_hash)},
    {.name = "script", .type = COLUMN_WORD, AT(Run, script), .words = script_state_words},
    {.name = "log_seal", .type = COLUMN_WORD, AT(Run, seal), .words = log_seal_words},
    {.name = "title", .type = COLUMN_SHARED, AT(Run, title)},
    {.name = "operator", .type = COLUMN_SHARED, AT(Run, operator_name)},
    {.name = "observer", .type = COLUMN_SHARED, AT(Run, observer)},
    {.name = "host", .type = COLUMN_SHARED, AT(Run, host)},
    {.name = "site", .type = COLUMN_SHARED, AT(Run, site)},
    {.name = "backup", .type = COLUMN_TEXT, AT(Run, backup)},
    {.name = "checksum", .type = COLUMN_WORD, AT(Run, checksum), .words = checksum_words},
    {.name = "declared", .type = COLUMN_MOMENT, AT(Run, declared)},
    {.name = "decided", .type = COLUMN_MOMENT, AT(Run, decided)},
    {.name = "started", .type = COLUMN_MOMENT, AT(Run, started), .required = true},
    {.name = "ended", .type = COLUMN_MOMENT, AT(Run, ended)},
    {.name = "service_back", .type = COLUMN_MOMENT, AT(Run, service_back)},
    {.name = "verified", .type = COLUMN_MOMENT, AT(Run, verified)},
    {.name = "recovered_to", .type = COLUMN_MOMENT, AT(Run, recovered_to)},
};

static const Column step_columns[] = {
    {.name = "step", .type = COLUMN_SHARED, AT(RunStep, id), .required = true},
    {.name = "attempt", .type = COLUMN_NUMBER, AT(RunStep, attempt), .least = 1},
    {.name = "started", .type = COLUMN_MOMENT, AT(RunStep, started)},
    {.name = "ended", .type = COLUMN_MOMENT, AT(RunStep, ended)},
    {.name = "outcome", .type = COLUMN_WORD, AT(RunStep, outcome), .words = step_outcome_words},
    {.name = "undone", .type = COLUMN_FLAG, AT(RunStep, undone), .required = true},
    {.name = "exit_status", .type = COLUMN_NUMBER, AT(RunStep, exit_status)},
    {.name = "done_by", .type = COLUMN_SHARED, AT(RunStep, by)},
    {.name = "note", .type = COLUMN_TEXT, AT(RunStep, note)},
    {.name = "output", .type = COLUMN_TEXT, AT(RunStep, output)},
    {.name = "output_hash", .type = COLUMN_TEXT, AT(RunStep, output_hash)},
};

static const Column finding_columns[] = {
    {.name = "severity", .type = COLUMN_SHARED, AT(RunFinding, severity)},
    {.name = "text", .type = COLUMN_TEXT, AT(RunFinding, text), .required = true},
    {.name = "owner", .type = COLUMN_SHARED, AT(RunFinding, owner)},
    {.name = "due", .type = COLUMN_DATE, AT(RunFinding, due)},
    {.name = "closed", .type = COLUMN_DATE, AT(RunFinding, closed)},
};

static const Column note_columns[] = {
    {.name = "at", .type = COLUMN_MOMENT, AT(RunNote, at), .required = true},
    {.name = "step", .type = COLUMN_SHARED, AT(RunNote, step)},
    {.name = "done_by", .type = COLUMN_SHARED, AT(RunNote, by)},
    {.name = "text", .type = COLUMN_TEXT, AT(RunNote, text), .required = true},
};

static const Column person_columns[] = {
    {.name = "name", .type = COLUMN_SHARED, AT(RunPerson, name), .required = true},
    {.name = "role", .type = COLUMN_SHARED, AT(RunPerson, role)},
};

static const Column service_columns[] = {
    {.name = "service", .type = COLUMN_SHARED, .offset = 0, .required = true}};

static const Column earlier_columns[] = {
    {.name = "sha256", .type = COLUMN_TEXT, .offset = 0, .required = true}};

static const Column act_columns[] = {
    {.name = "kind", .type = COLUMN_WORD, AT(Act, kind), .words = act_kind_words},
    {.name = "date", .type = COLUMN_DATE, AT(Act, date), .required = true},
    {.name = "plan", .type = COLUMN_SHARED, AT(Act, plan)},
    {.name = "subject", .type = COLUMN_SHARED, AT(Act, subject)},
    {.name = "done_by", .type = COLUMN_SHARED, AT(Act, by)},
    {.name = "role", .type = COLUMN_SHARED, AT(Act, role)},
    {.name = "passed", .type = COLUMN_FLAG, AT(Act, passed), .required = true},
    {.name = "until", .type = COLUMN_DATE, AT(Act, until)},
    {.name = "owner", .type = COLUMN_SHARED, AT(Act, owner)},
    {.name = "closed", .type = COLUMN_DATE, AT(Act, closed)},
    {.name = "commit_id", .type = COLUMN_SHARED, AT(Act, commit)},
    {.name = "retest", .type = COLUMN_TEXT, AT(Act, retest)},
    {.name = "note", .type = COLUMN_TEXT, AT(Act, note)},
};

static const Column correction_columns[] = {
    {.name = "replacement", .type = COLUMN_TEXT, AT(CorrectionRow, replacement)},
    {.name = "date", .type = COLUMN_DATE, AT(CorrectionRow, date)},
    {.name = "done_by", .type = COLUMN_TEXT, AT(CorrectionRow, by)},
    {.name = "reason", .type = COLUMN_TEXT, AT(CorrectionRow, reason), .required = true},
};

static const Column merge_columns[] = {
    {.name = "head", .type = COLUMN_TEXT, AT(MergeRow, head), .required = true},
    {.name = "records", .type = COLUMN_NUMBER, AT(MergeRow, records)},
};

#define COLUMNS(list) list, G_N_ELEMENTS(list)

const Table history_tables[N_TABLES] = {
    [TABLE_RECORDS] = {"records", false, sizeof(RecordRow), COLUMNS(record_columns)},
    [TABLE_EVIDENCE] = {"evidence", false, sizeof(EvidenceRow), COLUMNS(evidence_columns)},
    [TABLE_RUNS] = {"runs", false, sizeof(Run), COLUMNS(run_columns)},
    [TABLE_STEPS] = {"run_steps", true, sizeof(RunStep), COLUMNS(step_columns)},
    [TABLE_FINDINGS] = {"findings", true, sizeof(RunFinding), COLUMNS(finding_columns)},
    [TABLE_NOTES] = {"run_notes", true, sizeof(RunNote), COLUMNS(note_columns)},
    [TABLE_PEOPLE] = {"run_people", true, sizeof(RunPerson), COLUMNS(person_columns)},
    [TABLE_SERVICES] = {"run_services", true, sizeof(const char *), COLUMNS(service_columns)},
    [TABLE_EARLIER] = {"run_earlier", true, sizeof(const char *), COLUMNS(earlier_columns)},
    [TABLE_ACTS] = {"acts", false, sizeof(Act), COLUMNS(act_columns)},
    [TABLE_CORRECTIONS] = {"corrections", false, sizeof(CorrectionRow),
                           COLUMNS(correction_columns)},
    [TABLE_MERGES] = {"merges", false, sizeof(MergeRow), COLUMNS(merge_columns)},
};

const TableId *record_tables(RecordKind kind)
{
    static const TableId file[] = {TABLE_EVIDENCE, N_TABLES};
    static const TableId run[] = {TABLE_RUNS,   TABLE_STEPS,    TABLE_FINDINGS, TABLE_NOTES,
                                  TABLE_PEOPLE, TABLE_SERVICES, TABLE_EARLIER,  N_TABLES};
    static const TableId act[] = {TABLE_ACTS, N_TABLES};
    static const TableId correction[] = {TABLE_CORRECTIONS, N_TABLES};
    static const TableId merge[] = {TABLE_MERGES, N_TABLES};
    static const TableId *const all[N_RECORD_KINDS] = {
        [RECORD_FILE] = file,   [RECORD_RUN] = run,
        [RECORD_ACT] = act,     [RECORD_CORRECTION] = correction,
        [RECORD_MERGE] = merge,
    };
    return all[kind];
}
