#include "history/run_store.h"

#include "history/history_rules.h"
#include "history/plain_text.h"
#include "history/run_words.h"

#include <string.h>

static const char *const format_words[] = {
    [EVIDENCE_RUN_LOG] = "run-log",
    [EVIDENCE_JUNIT] = "junit",
    [EVIDENCE_FORM] = "form",
};

/* The statements of one file of evidence, prepared once. */
typedef struct RunStore {
    History *history;
    Diags *diags;
    sqlite3_stmt *look_up, *run, *step, *finding, *note, *person;
} RunStore;

static const char look_up_sql[] =
    "SELECT evidence.name FROM runs JOIN evidence ON evidence.sha256 = runs.evidence "
    "WHERE runs.id = ?";
static const char run_sql[] =
    "INSERT INTO runs (id, evidence, kind, outcome, plan, version, commit_id, exercise, incident, "
    "runbook, runbook_hash, script, title, operator, host, declared, decided, started, ended, "
    "service_back, verified, recovered_to) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
static const char step_sql[] =
    "INSERT INTO run_steps (run, position, step, attempt, started, ended, outcome, undone, "
    "exit_status, done_by, note, output, output_hash) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
static const char finding_sql[] =
    "INSERT INTO findings (run, position, severity, text, owner, due, closed) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)";
static const char note_sql[] =
    "INSERT INTO run_notes (run, position, at, step, done_by, text) VALUES (?, ?, ?, ?, ?, ?)";
static const char person_sql[] = "INSERT INTO run_people (run, position, name) VALUES (?, ?, ?)";

/* Binding fails only when memory runs out, and then the step does too. */
static void bind_text(sqlite3_stmt *statement, int index, const char *text)
{
    sqlite3_bind_text(statement, index, text, -1, SQLITE_STATIC); /* NULL binds NULL */
}

static void bind_moment(sqlite3_stmt *statement, int index, Moment moment)
{
    if (moment.seconds == MOMENT_ABSENT)
        sqlite3_bind_null(statement, index);
    else
        sqlite3_bind_int64(statement, index, moment.seconds);
}

/* What is less than LEAST says that there was none. */
static void bind_count(sqlite3_stmt *statement, int index, int count, int least)
{
    if (count < least)
        sqlite3_bind_null(statement, index);
    else
        sqlite3_bind_int(statement, index, count);
}

static void bind_date(sqlite3_stmt *statement, int index, Date date)
{
    if (date.days == INT32_MIN)
        sqlite3_bind_null(statement, index);
    else
        sqlite3_bind_int(statement, index, date.days);
}

static bool store_run(RunStore *store, const Run *run)
{
    sqlite3_stmt *statement = store->run;
    const char *const texts[] = {run->id,
                                 run->evidence_hash,
                                 run_kind_words[run->kind],
                                 run_outcome_words[run->outcome],
                                 run->plan,
                                 run->version,
                                 run->commit,
                                 run->exercise,
                                 run->incident,
                                 run->runbook,
                                 run->runbook_hash,
                                 script_state_words[run->script],
                                 run->title,
                                 run->operator_name,
                                 run->host};
    const Moment moments[] = {run->declared,     run->decided,  run->started,     run->ended,
                              run->service_back, run->verified, run->recovered_to};
    int index = 1;
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        bind_text(statement, index++, texts[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(moments); i++)
        bind_moment(statement, index++, moments[i]);
    return database_run(store->history, statement, store->diags);
}

static bool store_step(RunStore *store, int64_t run, size_t position, const RunStep *step)
{
    sqlite3_stmt *statement = store->step;
    sqlite3_bind_int64(statement, 1, run);
    sqlite3_bind_int64(statement, 2, (int64_t)position);
    bind_text(statement, 3, step->id);
    bind_count(statement, 4, step->attempt, 1);
    bind_moment(statement, 5, step->started);
    bind_moment(statement, 6, step->ended);
    bind_text(statement, 7, step_outcome_words[step->outcome]);
    sqlite3_bind_int(statement, 8, step->undone);
    bind_count(statement, 9, step->exit_status, 0);
    bind_text(statement, 10, step->by);
    bind_text(statement, 11, step->note);
    bind_text(statement, 12, step->output);
    bind_text(statement, 13, step->output_hash);
    return database_run(store->history, statement, store->diags);
}

static bool store_finding(RunStore *store, int64_t run, size_t position, const RunFinding *finding)
{
    sqlite3_stmt *statement = store->finding;
    sqlite3_bind_int64(statement, 1, run);
    sqlite3_bind_int64(statement, 2, (int64_t)position);
    bind_text(statement, 3, finding->severity);
    bind_text(statement, 4, finding->text);
    bind_text(statement, 5, finding->owner);
    bind_date(statement, 6, finding->due);
    bind_date(statement, 7, finding->closed);
    return database_run(store->history, statement, store->diags);
}

static bool store_note(RunStore *store, int64_t run, size_t position, const RunNote *note)
{
    sqlite3_stmt *statement = store->note;
    sqlite3_bind_int64(statement, 1, run);
    sqlite3_bind_int64(statement, 2, (int64_t)position);
    bind_moment(statement, 3, note->at);
    bind_text(statement, 4, note->step);
    bind_text(statement, 5, note->by);
    bind_text(statement, 6, note->text);
    return database_run(store->history, statement, store->diags);
}

static bool store_person(RunStore *store, int64_t run, size_t position, const char *name)
{
    sqlite3_stmt *statement = store->person;
    sqlite3_bind_int64(statement, 1, run);
    sqlite3_bind_int64(statement, 2, (int64_t)position);
    bind_text(statement, 3, name);
    return database_run(store->history, statement, store->diags);
}

static bool store_parts(RunStore *store, const Run *run)
{
    int64_t number = sqlite3_last_insert_rowid(store->history->db);
    bool stored = true;
    for (size_t i = 0; stored && i < run->n_steps; i++)
        stored = store_step(store, number, i + 1, &run->steps[i]);
    for (size_t i = 0; stored && i < run->n_findings; i++)
        stored = store_finding(store, number, i + 1, &run->findings[i]);
    for (size_t i = 0; stored && i < run->n_notes; i++)
        stored = store_note(store, number, i + 1, &run->notes[i]);
    for (size_t i = 0; stored && i < run->n_people; i++)
        stored = store_person(store, number, i + 1, run->people[i].name);
    return stored;
}

/* Whether the id of RUN is free; false with a finding when it is taken or cannot be told. */
static bool check_new(RunStore *store, const EvidenceRun *run)
{
    bool failed = false;
    bind_text(store->look_up, 1, run->run.id);
    bool taken = database_next(store->history, store->look_up, &failed, store->diags);
    if (taken) {
        const char *name = (const char *)sqlite3_column_text(store->look_up, 0);
        g_autoptr(Arena) arena = arena_new();
        name = name == NULL ? "" : name;
        diags_add(store->diags, &rule_evidence_run_known, run->span,
                  "run '%s' is in the history already, from '%s' with other content",
                  plain_text(arena, run->run.id, strlen(run->run.id), EVIDENCE_MAX_SHOWN),
                  plain_text(arena, name, strlen(name), EVIDENCE_MAX_SHOWN));
    }
    sqlite3_reset(store->look_up);
    return !taken && !failed;
}

bool run_store_knows(History *history, const char *hash, bool *failed, Diags *diags)
{
    g_autoptr(sqlite3_stmt) statement =
        database_prepare(history, "SELECT 1 FROM evidence WHERE sha256 = ?", diags);
    if (statement == NULL) {
        *failed = true;
        return false;
    }
    bind_text(statement, 1, hash);
    return database_next(history, statement, failed, diags);
}

static bool store_evidence_row(History *history, const EvidenceInput *input, EvidenceFormat format,
                               const char *name, Diags *diags)
{
    g_autoptr(sqlite3_stmt) statement = database_prepare(
        history, "INSERT INTO evidence (sha256, name, format) VALUES (?, ?, ?)", diags);
    if (statement == NULL)
        return false;
    bind_text(statement, 1, input->hash);
    bind_text(statement, 2, name);
    bind_text(statement, 3, format_words[format]);
    return database_run(history, statement, diags);
}

static bool store_runs(RunStore *store, const Evidence *evidence)
{
    bool all_new = true;
    for (size_t i = 0; i < evidence->n_runs; i++)
        all_new = check_new(store, &evidence->runs[i]) && all_new;
    for (size_t i = 0; all_new && i < evidence->n_runs; i++)
        if (!store_run(store, &evidence->runs[i].run) || !store_parts(store, &evidence->runs[i].run))
            return false;
    return all_new;
}

bool run_store_evidence(History *history, const EvidenceInput *input, EvidenceFormat format,
                        const Evidence *evidence, Diags *diags)
{
    const char *name = evidence->n_runs > 0 ? evidence->runs[0].run.evidence : "";
    if (!store_evidence_row(history, input, format, name, diags))
        return false;
    g_autoptr(sqlite3_stmt) look_up = database_prepare(history, look_up_sql, diags);
    g_autoptr(sqlite3_stmt) run = database_prepare(history, run_sql, diags);
    g_autoptr(sqlite3_stmt) step = database_prepare(history, step_sql, diags);
    g_autoptr(sqlite3_stmt) finding = database_prepare(history, finding_sql, diags);
    g_autoptr(sqlite3_stmt) note = database_prepare(history, note_sql, diags);
    g_autoptr(sqlite3_stmt) person = database_prepare(history, person_sql, diags);
    if (look_up == NULL || run == NULL || step == NULL || finding == NULL || note == NULL ||
        person == NULL)
        return false;
    RunStore store = {.history = history,
                      .diags = diags,
                      .look_up = look_up,
                      .run = run,
                      .step = step,
                      .finding = finding,
                      .note = note,
                      .person = person};
    return store_runs(&store, evidence);
}
