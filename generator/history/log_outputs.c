#include "history/log_outputs.h"

#include "base/file.h"
#include "history/history_rules.h"
#include "history/plain_text.h"
#include "history/run_log_line.h"

#include <string.h>

enum {
    MAX_OUTPUT = 64 * 1024 * 1024, /* scripts cut theirs to 1 MiB */
    SHORT_SUM = 12,
};

typedef struct OutputReader {
    const Source *source;
    const char *folder;
    Arena *arena;
    LogOutputs *counts;
    Diags *diags;
} OutputReader;

static const char *shown(const OutputReader *reader, Text name)
{
    return plain_text(reader->arena, name.text, strlen(name.text), EVIDENCE_MAX_SHOWN);
}

/* Does NAME lead to a file below the folder that it is joined to? */
static bool lies_below(const char *name)
{
    for (const char *part = name; part != NULL; part = strchr(part, '/')) {
        part += *part == '/';
        if (strncmp(part, "..", 2) == 0 && (part[2] == '/' || part[2] == '\0'))
            return false;
    }
    return true;
}

static void report_missing(OutputReader *reader, Text name)
{
    reader->counts->n_missing++;
    diags_add(reader->diags, &rule_evidence_output_missing, name.span,
              "the output '%s' is not beside the log", shown(reader, name));
}

/* Compares the file at PATH with the sum that LINE has of it. */
static void compare(OutputReader *reader, const LogLine *line, const char *path)
{
    const Text *name = &line->values[LOG_FIELD_OUTPUT];
    const Text *expected = &line->values[LOG_FIELD_OUTPUT_HASH];
    size_t length = 0;
    g_autofree char *bytes = file_read(path, MAX_OUTPUT, &length, reader->diags);
    if (bytes == NULL) {
        reader->counts->n_missing++;
        return;
    }
    g_autofree char *sum =
        g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes, length);
    if (expected->text == NULL || strcmp(expected->text, sum) == 0) {
        reader->counts->n_whole++;
        return;
    }
    reader->counts->n_changed++;
    Diag *diag = diags_add(reader->diags, &rule_evidence_output_changed, name->span,
                           "the output '%s' is not what was printed then: its SHA-256 is %.*s…",
                           shown(reader, *name), SHORT_SUM, sum);
    diag_note(reader->diags, diag, expected->span, "it was this one");
}

static void check_output(OutputReader *reader, const LogLine *line)
{
    Text name = line->values[LOG_FIELD_OUTPUT];
    if (!lies_below(name.text)) {
        report_missing(reader, name);
        return;
    }
    g_autofree char *path = g_build_filename(reader->folder, name.text, NULL);
    if (g_file_test(path, G_FILE_TEST_EXISTS))
        compare(reader, line, path);
    else
        report_missing(reader, name);
}

LogOutputs log_outputs_check(const Source *source, const char *folder, Diags *diags)
{
    LogOutputs counts = {0};
    g_autoptr(Arena) arena = arena_new();
    OutputReader reader = {source, folder, arena, &counts, diags};
    for (uint32_t number = 2; number <= source->n_lines; number++) {
        g_autoptr(Diags) unheard = diags_new(); /* `record` tells what is wrong with the line */
        LogLine line;
        LogLineState state = log_line_read(source, number, arena, &line, unheard);
        if ((state == LOG_LINE_SOUND || state == LOG_LINE_PARTIAL) &&
            line.values[LOG_FIELD_OUTPUT].text != NULL)
            check_output(&reader, &line);
    }
    return counts;
}
