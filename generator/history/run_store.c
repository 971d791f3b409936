#include "history/run_store.h"

#include "history/continuation.h"
#include "history/history_rules.h"
#include "history/plain_text.h"
#include "history/record_store.h"

#include <string.h>

static const char *const format_words[] = {
    [EVIDENCE_RUN_LOG] = "run-log",
    [EVIDENCE_JUNIT] = "junit",
    [EVIDENCE_FORM] = "form",
    [EVIDENCE_CSV] = "csv",
};

/* What one file of evidence is stored with. */
typedef struct RunStore {
    History *history;
    Diags *diags;
    Record *record; /* used for one after another */
    const char *hash;
    Recorded *recorded;
} RunStore;

/* Appends the record that was built unless there is one of its content; *ADDED tells. */
static bool append_new(RunStore *store, bool *added)
{
    bool failed = false;
    record_complete(store->record);
    *added =
        !record_store_knows(store->history, store->record->key, &failed, store->diags) && !failed;
    if (!*added)
        return !failed;
    return record_store_append(store->history, store->record, store->diags);
}

static bool store_file(RunStore *store, EvidenceFormat format, const char *name)
{
    const EvidenceRow row = {store->hash, name, format_words[format]};
    bool added = false;
    record_begin(store->record, (RecordRow){.kind = RECORD_FILE});
    record_add(store->record, TABLE_EVIDENCE, &row, 1);
    return append_new(store, &added);
}

static void build_run(Record *record, const EvidenceRun *evidence, const char *hash)
{
    const Run *run = &evidence->run;
    record_begin(record, (RecordRow){.kind = RECORD_RUN, .evidence = hash});
    record_add(record, TABLE_RUNS, run, 1);
    record_add(record, TABLE_STEPS, run->steps, run->n_steps);
    record_add(record, TABLE_FINDINGS, run->findings, run->n_findings);
    record_add(record, TABLE_NOTES, run->notes, run->n_notes);
    record_add(record, TABLE_PEOPLE, run->people, run->n_people);
    record_add(record, TABLE_SERVICES, run->services, run->n_services);
    record_add(record, TABLE_EARLIER, evidence->earlier, evidence->n_earlier);
}

static void complain_of_rival(const RunStore *store, const EvidenceRun *evidence,
                              const Rivals *rivals)
{
    bool first_is_new = strcmp(rivals->keys[0], store->record->key) == 0;
    const char *name = rivals->names[first_is_new ? 1 : 0];
    const char *id = evidence->run.id;
    g_autoptr(Arena) arena = arena_new();
    diags_add(store->diags, &rule_evidence_run_known, evidence->span,
              "run '%s' is in the history already, from '%s' with other content",
              plain_text(arena, id, strlen(id), EVIDENCE_MAX_SHOWN),
              plain_text(arena, name, strlen(name), EVIDENCE_MAX_SHOWN));
}

/* *CLASHED is set, with a finding, when another run of that id stands against it. */
static bool store_run(RunStore *store, const EvidenceRun *evidence, bool *clashed)
{
    Recorded *recorded = store->recorded;
    bool added = false;
    build_run(store->record, evidence, store->hash);
    if (!append_new(store, &added))
        return false;
    recorded->n_known += added ? 0 : 1;
    if (!added)
        return true;
    recorded->n_runs++;
    recorded->n_steps += evidence->run.n_steps;
    recorded->n_findings += evidence->run.n_findings;
    g_auto(Rivals) rivals = {0};
    if (!continuation_settle(store->history, evidence->run.id, &rivals, store->diags))
        return false;
    if (rivals.found)
        complain_of_rival(store, evidence, &rivals);
    *clashed = *clashed || rivals.found;
    return true;
}

static bool store_act(RunStore *store, const Act *act)
{
    bool added = false;
    record_begin(store->record, (RecordRow){.kind = RECORD_ACT, .evidence = store->hash});
    record_add(store->record, TABLE_ACTS, act, 1);
    if (!append_new(store, &added))
        return false;
    store->recorded->n_acts += added ? 1 : 0;
    store->recorded->n_known += added ? 0 : 1;
    return true;
}

bool run_store_evidence(History *history, const EvidenceInput *input, EvidenceFormat format,
                        const Evidence *evidence, Recorded *recorded, Diags *diags)
{
    g_autoptr(Record) record = record_new();
    RunStore store = {history, diags, record, input->hash, recorded};
    bool clashed = false;
    if (!store_file(&store, format, evidence_file_name(input->source->path)))
        return false;
    for (size_t i = 0; i < evidence->n_runs; i++)
        if (!store_run(&store, &evidence->runs[i], &clashed))
            return false;
    for (size_t i = 0; i < evidence->n_acts; i++)
        if (!store_act(&store, &evidence->acts[i]))
            return false;
    return !clashed;
}
