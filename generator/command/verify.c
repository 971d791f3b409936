#include "command/verify.h"

#include "base/diag_text.h"
#include "base/file.h"
#include "base/file_uri.h"
#include "command/commands.h"
#include "command/tell.h"
#include "history/log_verify.h"

#include <stdio.h>

enum { MAX_FILE = 16 * 1024 * 1024 };

const Rule rule_file_unverifiable = {
    .id = "file-unverifiable",
    .severity = SEVERITY_ERROR,
    .summary = "a file holds nothing that it could be verified by",
    .remedy = "name a run log: it begins with the line 'redbinder-log 1'",
};

typedef struct FileKind FileKind;

/* What is said about one file. */
typedef struct Answer {
    const char *path;     /* as it was named */
    const FileKind *kind; /* NULL when it could not be judged */
    LogVerdict log;
} Answer;

/*
 * A kind of file that can be verified. To add one: its functions here, its line in the table KINDS,
 * its member in Answer.
 */
struct FileKind {
    const char *name;
    bool (*knows)(const Source *source);
    /* False with a finding when the file cannot be judged. */
    bool (*judge)(const Source *source, Answer *answer, Diags *diags);
    void (*say)(const Answer *answer, GString *out);
    void (*put)(const Answer *answer, Json *json);
};

static bool judge_log(const Source *source, Answer *answer, Diags *diags)
{
    g_autofree char *folder = g_path_get_dirname(answer->path);
    return log_verify(source, folder, &answer->log, diags);
}

static uint32_t broken_line(const SealCheck *seal)
{
    return seal->fault.source == NULL ? 0
                                      : source_place(seal->fault.source, seal->fault.offset).line;
}

static void say_count(GString *out, size_t count, const char *what)
{
    g_string_append_printf(out, "%zu %s%s", count, what, count == 1 ? "" : "s");
}

static void say_outputs(const LogOutputs *outputs, GString *out)
{
    size_t all = outputs->n_whole + outputs->n_missing + outputs->n_changed;
    if (all == 0)
        return;
    g_string_append(out, ", ");
    say_count(out, all, "output");
    if (outputs->n_missing > 0)
        g_string_append_printf(out, ", %zu missing", outputs->n_missing);
    if (outputs->n_changed > 0)
        g_string_append_printf(out, ", %zu changed", outputs->n_changed);
}

static void say_log(const Answer *answer, GString *out)
{
    const SealCheck *seal = &answer->log.seal;
    switch (seal->state) {
    case SEAL_NONE:
        g_string_append(out, "unsealed (");
        break;
    case SEAL_OPEN:
        g_string_append(out, "open (");
        break;
    case SEAL_WHOLE:
        g_string_append(out, "sealed (");
        break;
    case SEAL_BROKEN:
        g_string_append_printf(out, "broken at line %u (", broken_line(seal));
        break;
    }
    say_count(out, seal->n_events, "event");
    if (seal->state == SEAL_OPEN)
        g_string_append_printf(out, ", %zu not covered", seal->n_open);
    if (seal->state == SEAL_OPEN || seal->state == SEAL_WHOLE)
        g_string_append_printf(out, ", head %s", seal->head);
    g_string_append_c(out, ')');
    say_outputs(&answer->log.outputs, out);
}

static void put_log(const Answer *answer, Json *json)
{
    static const char *const words[] = {[SEAL_NONE] = "unsealed",
                                        [SEAL_OPEN] = "open",
                                        [SEAL_WHOLE] = "sealed",
                                        [SEAL_BROKEN] = "broken"};
    const SealCheck *seal = &answer->log.seal;
    json_text(json, "seal", words[seal->state]);
    json_text(json, "head", *seal->head == '\0' ? NULL : seal->head);
    json_number(json, "events", (int64_t)seal->n_events);
    json_number(json, "eventsNotCovered", (int64_t)seal->n_open);
    if (seal->state == SEAL_BROKEN)
        json_number(json, "brokenLine", broken_line(seal));
    json_number(json, "outputs", (int64_t)(answer->log.outputs.n_whole));
    json_number(json, "outputsMissing", (int64_t)answer->log.outputs.n_missing);
    json_number(json, "outputsChanged", (int64_t)answer->log.outputs.n_changed);
}

static const FileKind kinds[] = {
    {.name = "run log",
     .knows = log_verify_knows,
     .judge = judge_log,
     .say = say_log,
     .put = put_log},
};

static const FileKind *kind_of(const Source *source, Diags *diags)
{
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (kinds[i].knows(source))
            return &kinds[i];
    diags_add(diags, &rule_file_unverifiable, (Span){source, 0, 0},
              "this is no run log: nothing in it could be verified");
    return NULL;
}

/* What is to be said about the files, and their texts, into which findings point. */
typedef struct Answers {
    Answer *items;
    size_t count;
    GPtrArray *sources;
    const char *folder; /* the current one */
} Answers;

static void judge_file(Answers *answers, Answer *answer, Diags *diags)
{
    size_t length = 0;
    char *text = file_read(answer->path, MAX_FILE, &length, diags);
    if (text == NULL)
        return;
    Source *source = source_new_take(answer->path, text, length);
    g_ptr_array_add(answers->sources, source);
    const FileKind *kind = kind_of(source, diags);
    if (kind != NULL && kind->judge(source, answer, diags))
        answer->kind = kind;
}

static void print_answers(const Answers *answers)
{
    for (size_t i = 0; i < answers->count; i++) {
        const Answer *answer = &answers->items[i];
        g_autofree char *name = text_for_terminal(answer->path);
        g_autoptr(GString) line = g_string_new(NULL);
        if (answer->kind == NULL)
            g_string_append(line, "cannot be verified");
        else
            answer->kind->say(answer, line);
        printf("%s: %s\n", name, line->str);
    }
}

static void put_answers(Json *json, const void *data)
{
    const Answers *answers = data;
    json_begin_array(json, "files");
    for (size_t i = 0; i < answers->count; i++) {
        const Answer *answer = &answers->items[i];
        g_autofree char *path = path_below(answer->path, answers->folder);
        json_begin_object(json, NULL);
        json_text(json, "path", path);
        json_text(json, "kind", answer->kind == NULL ? NULL : answer->kind->name);
        if (answer->kind != NULL)
            answer->kind->put(answer, json);
        json_end_object(json);
    }
    json_end_array(json);
}

static bool make_error(Diag *diag, void *unused)
{
    (void)unused;
    if (diag->severity == SEVERITY_WARNING)
        diag->severity = SEVERITY_ERROR;
    return true;
}

static void free_source(gpointer source)
{
    source_free(source);
}

static int verify(char **paths, size_t count, DiagFormat format, bool strict)
{
    g_autofree Answer *items = g_new0(Answer, count);
    g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func(free_source);
    g_autofree char *folder = g_get_current_dir();
    Answers answers = {items, count, sources, folder};
    g_autoptr(Diags) diags = diags_new();
    for (size_t i = 0; i < count; i++) {
        items[i].path = paths[i];
        judge_file(&answers, &items[i], diags);
    }
    if (strict)
        diags_keep(diags, make_error, NULL);
    int status = command_status(diags);
    if (format == FORMAT_JSON) {
        tell_json(diags, status, put_answers, &answers);
        return status;
    }
    print_answers(&answers);
    fflush(stdout);
    if (diags_count(diags) > 0)
        command_print(diags);
    return status;
}

static int run(const Command *command, int argc, char **argv)
{
    g_autofree char *format_text = NULL;
    gboolean strict = FALSE;
    const GOptionEntry options[] = {
        {"format", 0, 0, G_OPTION_ARG_STRING, &format_text, "text or json", "FORMAT"},
        {"strict", 0, 0, G_OPTION_ARG_NONE, &strict, "do not pass what is not sealed", NULL},
        {0}};
    int status = EXIT_CLEAN;
    DiagFormat format = FORMAT_TEXT;
    if (!command_options(command, options, &argc, &argv, &status))
        return status;
    if (!diag_format_parse(format_text, &format) || format == FORMAT_SARIF)
        return command_usage(command, "--format takes text or json");
    if (argc < 2)
        return command_usage(command, "name at least one file");
    return verify(argv + 1, (size_t)argc - 1, format, strict);
}

const Command command_verify = {
    .name = "verify",
    .arguments = "FILE…",
    .summary = "say whether run logs are as their scripts have left them",
    .details =
        "FILE is the log of a run. Its seal, the chain of SHA-256 values at the ends of its\n"
        "lines, is followed, and the files that it names as output are compared with their\n"
        "SHA-256. Nothing is taken into the history.\n"
        "\n"
        "A log is\n"
        "  sealed    all of it is as the script has written it; compare the head with what was\n"
        "            noted when the run ended\n"
        "  open      it is as it was up to a line; what follows is not sealed\n"
        "  unsealed  nothing in it is sealed\n"
        "  broken    it was changed at or before the line that is named\n"
        "\n"
        "What is open or unsealed is a warning, and with --strict an error.\n"
        "\n"
        "Exit status: 0 all is as it was, 1 something does not match, 2 wrong usage, 3 a file\n"
        "cannot be read.\n"
        "\n"
        "Examples:\n"
        "  redbinder verify drill.log\n"
        "  redbinder verify --strict plans/*/evidence/*.log\n"
        "  redbinder verify --format json drill.log",
    .run = run,
};
