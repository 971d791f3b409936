#include "history/history.h"

#include "history/database.h"
#include "history/history_rules.h"
#include "history/plain_text.h"
#include "history/run_words.h"

#include <string.h>

enum { MAX_TEXT = 16 * 1024 };

/*
 * Rows to runs. The tables are STRICT and checked, but a database can be written to by
 * anybody: whatever does not fit the model is reported as damage.
 */
typedef struct Loader {
    History *history;
    Diags *diags;
    Arena *arena;
    sqlite3_stmt *steps, *findings, *notes, *people;
    bool failed;
} Loader;

static const char runs_sql[] =
    "SELECT number, id, evidence, name, kind, outcome, plan, exercise, incident, runbook, "
    "runbook_hash, title, operator, declared, started, ended, service_back, recovered_to, version, "
    "commit_id, script, host, decided, verified "
    "FROM runs JOIN evidence ON sha256 = evidence "
    "WHERE started < ?1 AND (ended IS NULL OR ended < ?1) ORDER BY started, id";
static const char steps_sql[] =
    "SELECT step, started, ended, outcome, exit_status, done_by, note, attempt, undone, output, "
    "output_hash FROM run_steps WHERE run = ? ORDER BY position";
static const char notes_sql[] = "SELECT at, step, done_by, text FROM run_notes WHERE run = ? "
                                "ORDER BY position";
static const char people_sql[] = "SELECT name FROM run_people WHERE run = ? ORDER BY position";
static const char findings_sql[] = "SELECT severity, text, owner, due, closed "
                                   "FROM findings WHERE run = ? ORDER BY position";

static void damaged(Loader *loader, const char *what)
{
    if (!loader->failed)
        diags_add_path(loader->diags, &rule_system_history_damaged, loader->history->path,
                       "a row of the history has no valid %s", what);
    loader->failed = true;
}

static const char *load_text(Loader *loader, sqlite3_stmt *row, int column)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    if (text == NULL)
        return NULL;
    size_t length = (size_t)sqlite3_column_bytes(row, column);
    if (plain_text_span(text, length) == length && memchr(text, '\t', length) == NULL)
        return arena_text_n(loader->arena, text, length);
    return plain_text(loader->arena, text, length, MAX_TEXT);
}

static const char *load_required(Loader *loader, sqlite3_stmt *row, int column, const char *what)
{
    const char *text = load_text(loader, row, column);
    if (text == NULL)
        damaged(loader, what);
    return text == NULL ? "" : text;
}

static int load_word(Loader *loader, sqlite3_stmt *row, int column, const char *const *words,
                     const char *what)
{
    int index = word_find(words, (const char *)sqlite3_column_text(row, column));
    if (index < 0)
        damaged(loader, what);
    return index < 0 ? 0 : index;
}

static Date load_date(Loader *loader, sqlite3_stmt *row, int column)
{
    if (sqlite3_column_type(row, column) == SQLITE_NULL)
        return (Date){INT32_MIN};
    int64_t days = sqlite3_column_int64(row, column);
    if (days < HISTORY_FIRST_DAY || days > HISTORY_LAST_DAY)
        damaged(loader, "date");
    return (Date){(int32_t)days};
}

static Moment load_moment(Loader *loader, sqlite3_stmt *row, int column)
{
    if (sqlite3_column_type(row, column) == SQLITE_NULL)
        return (Moment){MOMENT_ABSENT};
    int64_t seconds = sqlite3_column_int64(row, column);
    if (seconds < HISTORY_FIRST_SECOND || seconds > HISTORY_LAST_SECOND)
        damaged(loader, "time");
    return (Moment){seconds};
}

static int load_exit_status(sqlite3_stmt *row, int column)
{
    if (sqlite3_column_type(row, column) == SQLITE_NULL)
        return -1;
    return sqlite3_column_int(row, column) & 0xFF;
}

static RunStep load_step(Loader *loader, sqlite3_stmt *row)
{
    return (RunStep){
        .id = load_required(loader, row, 0, "step"),
        .started = load_moment(loader, row, 1),
        .ended = load_moment(loader, row, 2),
        .outcome = (StepOutcome)load_word(loader, row, 3, step_outcome_words, "outcome"),
        .exit_status = load_exit_status(row, 4),
        .by = load_text(loader, row, 5),
        .note = load_text(loader, row, 6),
        .attempt = sqlite3_column_int(row, 7),
        .undone = sqlite3_column_int(row, 8) != 0,
        .output = load_text(loader, row, 9),
        .output_hash = load_text(loader, row, 10),
    };
}

static RunFinding load_finding(Loader *loader, sqlite3_stmt *row)
{
    return (RunFinding){
        .severity = load_text(loader, row, 0),
        .text = load_required(loader, row, 1, "text"),
        .owner = load_text(loader, row, 2),
        .due = load_date(loader, row, 3),
        .closed = load_date(loader, row, 4),
    };
}

/* The next row of STATEMENT; false at the end, on failure and after damage. */
static bool next_row(Loader *loader, sqlite3_stmt *statement)
{
    return !loader->failed &&
           database_next(loader->history, statement, &loader->failed, loader->diags);
}

static void *keep(Arena *arena, const GArray *array, size_t size)
{
    void *kept = arena_alloc(arena, array->len * size);
    if (array->len > 0)
        memcpy(kept, array->data, array->len * size);
    return kept;
}

static void load_steps(Loader *loader, int64_t number, Run *run)
{
    g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(RunStep));
    sqlite3_bind_int64(loader->steps, 1, number);
    while (next_row(loader, loader->steps)) {
        RunStep step = load_step(loader, loader->steps);
        g_array_append_val(steps, step);
    }
    sqlite3_reset(loader->steps);
    run->n_steps = steps->len;
    run->steps = keep(loader->arena, steps, sizeof(RunStep));
}

static void load_findings(Loader *loader, int64_t number, Run *run)
{
    g_autoptr(GArray) findings = g_array_new(FALSE, FALSE, sizeof(RunFinding));
    sqlite3_bind_int64(loader->findings, 1, number);
    while (next_row(loader, loader->findings)) {
        RunFinding finding = load_finding(loader, loader->findings);
        g_array_append_val(findings, finding);
    }
    sqlite3_reset(loader->findings);
    run->n_findings = findings->len;
    run->findings = keep(loader->arena, findings, sizeof(RunFinding));
}

static void load_notes(Loader *loader, int64_t number, Run *run)
{
    g_autoptr(GArray) notes = g_array_new(FALSE, FALSE, sizeof(RunNote));
    sqlite3_bind_int64(loader->notes, 1, number);
    while (next_row(loader, loader->notes)) {
        RunNote note = {.at = load_moment(loader, loader->notes, 0),
                        .step = load_text(loader, loader->notes, 1),
                        .by = load_text(loader, loader->notes, 2),
                        .text = load_required(loader, loader->notes, 3, "note")};
        g_array_append_val(notes, note);
    }
    sqlite3_reset(loader->notes);
    run->n_notes = notes->len;
    run->notes = keep(loader->arena, notes, sizeof(RunNote));
}

static void load_people(Loader *loader, int64_t number, Run *run)
{
    g_autoptr(GArray) people = g_array_new(FALSE, FALSE, sizeof(RunPerson));
    sqlite3_bind_int64(loader->people, 1, number);
    while (next_row(loader, loader->people)) {
        RunPerson person = {.name = load_required(loader, loader->people, 0, "name")};
        g_array_append_val(people, person);
    }
    sqlite3_reset(loader->people);
    run->n_people = people->len;
    run->people = keep(loader->arena, people, sizeof(RunPerson));
}

static Run load_run(Loader *loader, sqlite3_stmt *row)
{
    Run run = {
        .id = load_required(loader, row, 1, "id"),
        .evidence_hash = load_required(loader, row, 2, "evidence"),
        .evidence = load_required(loader, row, 3, "name"),
        .kind = (RunKind)load_word(loader, row, 4, run_kind_words, "kind"),
        .outcome = (RunOutcome)load_word(loader, row, 5, run_outcome_words, "outcome"),
        .plan = load_required(loader, row, 6, "plan"),
        .exercise = load_text(loader, row, 7),
        .incident = load_text(loader, row, 8),
        .runbook = load_text(loader, row, 9),
        .runbook_hash = load_text(loader, row, 10),
        .title = load_text(loader, row, 11),
        .operator_name = load_text(loader, row, 12),
        .declared = load_moment(loader, row, 13),
        .started = load_moment(loader, row, 14),
        .ended = load_moment(loader, row, 15),
        .service_back = load_moment(loader, row, 16),
        .recovered_to = load_moment(loader, row, 17),
        .version = load_text(loader, row, 18),
        .commit = load_text(loader, row, 19),
        .script = (ScriptState)load_word(loader, row, 20, script_state_words, "script"),
        .host = load_text(loader, row, 21),
        .decided = load_moment(loader, row, 22),
        .verified = load_moment(loader, row, 23),
    };
    int64_t number = sqlite3_column_int64(row, 0);
    load_steps(loader, number, &run);
    load_findings(loader, number, &run);
    load_notes(loader, number, &run);
    load_people(loader, number, &run);
    return run;
}

static void load_runs(Loader *loader, Date as_of, RunSet *set)
{
    g_autoptr(sqlite3_stmt) runs = database_prepare(loader->history, runs_sql, loader->diags);
    g_autoptr(sqlite3_stmt) steps = database_prepare(loader->history, steps_sql, loader->diags);
    g_autoptr(sqlite3_stmt) findings =
        database_prepare(loader->history, findings_sql, loader->diags);
    g_autoptr(sqlite3_stmt) notes = database_prepare(loader->history, notes_sql, loader->diags);
    g_autoptr(sqlite3_stmt) people = database_prepare(loader->history, people_sql, loader->diags);
    if (runs == NULL || steps == NULL || findings == NULL || notes == NULL || people == NULL)
        return;
    loader->notes = notes;
    loader->people = people;
    loader->steps = steps;
    loader->findings = findings;
    g_autoptr(GArray) loaded = g_array_new(FALSE, FALSE, sizeof(Run));
    sqlite3_bind_int64(runs, 1, date_start((Date){as_of.days + 1}).seconds);
    while (next_row(loader, runs)) {
        Run run = load_run(loader, runs);
        g_array_append_val(loaded, run);
    }
    if (loader->failed)
        return; /* half a history would make a wrong report */
    set->count = loaded->len;
    set->runs = keep(loader->arena, loaded, sizeof(Run));
}

RunSet *history_runs(History *history, Date as_of, Diags *diags)
{
    RunSet *set = g_new0(RunSet, 1);
    set->arena = arena_new();
    Loader loader = {.history = history, .diags = diags, .arena = set->arena};
    /* One transaction, so that a run being recorded meanwhile is seen whole or not at all. */
    if (!database_execute(history, "BEGIN", diags))
        return set;
    load_runs(&loader, as_of, set);
    sqlite3_exec(history->db, "ROLLBACK", NULL, NULL, NULL);
    return set;
}
