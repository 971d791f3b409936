#include "history/run_log_subject.h"

#include "history/run_words.h"
#include "read/schema.h"

#include <string.h>

void log_take_person(LogReader *reader, const char *name, const char *role)
{
    if (name == NULL)
        return;
    gpointer index = NULL;
    if (!g_hash_table_lookup_extended(reader->known_people, name, NULL, &index)) {
        RunPerson person = {.name = name, .role = role};
        g_hash_table_insert(reader->known_people, (gpointer)(guintptr)name,
                            GSIZE_TO_POINTER(reader->people->len));
        g_array_append_val(reader->people, person);
        return;
    }
    RunPerson *known = &g_array_index(reader->people, RunPerson, GPOINTER_TO_SIZE(index));
    if (known->role == NULL)
        known->role = role;
}

void log_take_participant(LogReader *reader, const LogLine *line)
{
    const Text *values = line->values;
    evidence_mention(reader->evidence, EVIDENCE_NAME_ANYBODY, NULL, values[LOG_FIELD_NAME]);
    log_take_person(reader, values[LOG_FIELD_NAME].text, values[LOG_FIELD_ROLE].text);
}

static void take_checksum(LogReader *reader, Text value)
{
    static const char *const words[] = {"passed", "failed", NULL};
    int index = log_read_word(reader, value, words, -1);
    if (index >= 0)
        reader->run.run.checksum = (ChecksumResult)(index + CHECKSUM_PASSED);
}

void log_take_backup(LogReader *reader, const LogLine *line)
{
    Run *run = &reader->run.run;
    const char *set = line->values[LOG_FIELD_SET].text;
    /* What was found of another set says nothing of this one. */
    if (g_strcmp0(run->backup, set) != 0)
        run->checksum = CHECKSUM_UNKNOWN;
    run->backup = set;
    take_checksum(reader, line->values[LOG_FIELD_CHECKSUM]);
}

/* The next of the ids in VALUE, of which *REST bytes are still to be looked at; text NULL at the
 * end. */
static Text next_id(LogReader *reader, Text value, const char **rest)
{
    const char *start = *rest + strspn(*rest, ", ");
    size_t length = strcspn(start, ", ");
    *rest = start + length;
    if (length == 0)
        return (Text){0};
    Span span = value.span;
    /* Where the text was unquoted or unescaped, the place of the whole is all that is known. */
    if (span.length == strlen(value.text)) {
        span.offset += (uint32_t)(start - value.text);
        span.length = (uint32_t)length;
    }
    return (Text){arena_text_n(reader->arena, start, length), span};
}

static void take_services(LogReader *reader, Text value)
{
    Run *run = &reader->run.run;
    if (value.text == NULL)
        return;
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    const char *rest = value.text;
    for (Text id; (id = next_id(reader, value, &rest)).text != NULL;) {
        evidence_check_id(id, "service", reader->diags);
        evidence_mention(reader->evidence, EVIDENCE_NAME_SERVICE, run->plan, id);
        if (g_hash_table_add(known, (gpointer)(guintptr)id.text))
            g_ptr_array_add(ids, (gpointer)(guintptr)id.text);
    }
    run->n_services = ids->len;
    run->services = arena_alloc(reader->arena, ids->len * sizeof(char *));
    for (guint i = 0; i < ids->len; i++)
        run->services[i] = ids->pdata[i];
}

static const char *take_id(LogReader *reader, Text value, const char *name, EvidenceNameKind kind)
{
    evidence_check_id(value, name, reader->diags);
    evidence_mention(reader->evidence, kind, reader->run.run.plan, value);
    return value.text;
}

void log_take_subject(LogReader *reader, const LogLine *line)
{
    const Text *values = line->values;
    Run *run = &reader->run.run;
    evidence_mention_run(reader->evidence, &reader->run, values[LOG_FIELD_PLAN],
                         values[LOG_FIELD_EXERCISE], values[LOG_FIELD_RUNBOOK]);
    run->scenario = take_id(reader, values[LOG_FIELD_SCENARIO], "scenario", EVIDENCE_NAME_SCENARIO);
    run->site = take_id(reader, values[LOG_FIELD_SITE], "site", EVIDENCE_NAME_SITE);
    int type = log_read_word(reader, values[LOG_FIELD_TYPE], exercise_type_words, -1);
    run->type = type < 0 ? NULL : exercise_type_words[type];
    run->backup = values[LOG_FIELD_BACKUP].text;
    take_checksum(reader, values[LOG_FIELD_CHECKSUM]);
    run->observer = values[LOG_FIELD_OBSERVER].text;
    evidence_mention(reader->evidence, EVIDENCE_NAME_ANYBODY, NULL, values[LOG_FIELD_OBSERVER]);
    take_services(reader, values[LOG_FIELD_SERVICES]);
}
