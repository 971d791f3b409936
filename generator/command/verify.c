#include "base/diag_text.h"
#include "base/file_uri.h"
#include "command/commands.h"
#include "command/paper_pages.h"
#include "command/tell.h"
#include "command/verify_hash.h"
#include "command/verify_log.h"
#include "command/verify_paper.h"

#include <stdio.h>
#include <string.h>

typedef struct Kind Kind;

/* What is said about one file or hash. */
typedef struct Answer {
    const char *path; /* as it was named */
    const Kind *kind; /* NULL when it could not be judged */
    LogVerdict log;
    PaperAnswer paper;
    HashAnswer hash;
} Answer;

/* By what all of them are judged. */
typedef struct Bench {
    PaperDesk *desk;
    GPtrArray *sources; /* into which findings point */
} Bench;

/*
 * What can be verified. To add a kind: its functions here, its line in the table KINDS, its member
 * in Answer.
 */
struct Kind {
    const char *name;
    bool (*knows)(const char *path);
    /* False with a finding when it cannot be judged. */
    bool (*judge)(Answer *answer, const Bench *bench, Diags *diags);
    void (*say)(const Answer *answer, GString *out);
    void (*put)(const Answer *answer, Json *json);
};

/* ---- hashes ---- */

static bool knows_hash(const char *path)
{
    g_autofree char *digits = hash_digits(path);
    return digits != NULL && !g_file_test(path, G_FILE_TEST_EXISTS);
}

static bool judge_hash(Answer *answer, const Bench *bench, Diags *diags)
{
    g_autofree char *digits = hash_digits(answer->path);
    return hash_judge(answer->path, digits, bench->desk, &answer->hash, diags);
}

static void say_hash(const Answer *answer, GString *out)
{
    hash_answer_say(&answer->hash, out);
}

static void put_hash(const Answer *answer, Json *json)
{
    hash_answer_put(&answer->hash, json);
}

/* ---- paper ---- */

static bool judge_paper(Answer *answer, const Bench *bench, Diags *diags)
{
    return paper_judge(answer->path, bench->desk, &answer->paper, diags);
}

static void say_paper(const Answer *answer, GString *out)
{
    paper_answer_say(&answer->paper, out);
}

static void put_paper(const Answer *answer, Json *json)
{
    paper_answer_put(&answer->paper, json);
}

/* ---- logs; whatever is nothing else should be one ---- */

static bool knows_any(const char *path)
{
    (void)path;
    return true;
}

static bool judge_log(Answer *answer, const Bench *bench, Diags *diags)
{
    return log_judge(answer->path, bench->sources, &answer->log, diags);
}

static void say_log(const Answer *answer, GString *out)
{
    log_verdict_say(&answer->log, out);
}

static void put_log(const Answer *answer, Json *json)
{
    log_verdict_put(&answer->log, json);
}

static const Kind kinds[] = {
    {"hash", knows_hash, judge_hash, say_hash, put_hash},
    {"paper", paper_knows, judge_paper, say_paper, put_paper},
    {"run log", knows_any, judge_log, say_log, put_log},
};

/* ---- all of them ---- */

typedef struct Answers {
    Answer *items;
    size_t count;
    const char *folder; /* the current one */
} Answers;

static void judge(Answer *answer, const Bench *bench, Diags *diags)
{
    const Kind *kind = kinds;
    while (!kind->knows(answer->path))
        kind++;
    if (kind->judge(answer, bench, diags))
        answer->kind = kind;
}

static void answers_clear(Answers *answers)
{
    for (size_t i = 0; i < answers->count; i++) {
        paper_answer_clear(&answers->items[i].paper);
        hash_answer_clear(&answers->items[i].hash);
    }
    g_free(answers->items);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Answers, answers_clear)

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

/* ---- the command ---- */

typedef struct Wanted {
    char *library; /* NULL: the current folder */
    char *pages;   /* a file for the pages to replace, or NULL */
    char *as_of_text;
    Date as_of;
    char *format_text;
    DiagFormat format;
    gboolean strict;
} Wanted;

static void wanted_clear(Wanted *wanted)
{
    g_free(wanted->library);
    g_free(wanted->pages);
    g_free(wanted->as_of_text);
    g_free(wanted->format_text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Wanted, wanted_clear)

/* Is TEXT of hexadecimal digits and spaces, too few or too many for a hash, and no file? */
static bool is_no_hash(const char *text)
{
    g_autofree char *digits = hash_digits(text);
    return digits == NULL && *text != '\0' &&
           strspn(text, "0123456789abcdefABCDEF ") == strlen(text) &&
           !g_file_test(text, G_FILE_TEST_EXISTS);
}

/* Could TEXT be a piece of a hash that the shell has cut at a space? */
static bool is_piece(const char *text)
{
    size_t length = strlen(text);
    return length > 0 && length < 8 && strspn(text, "0123456789abcdefABCDEF") == length &&
           !g_file_test(text, G_FILE_TEST_EXISTS);
}

/* PATHS with the pieces of hashes put together; owned. */
static GPtrArray *join_pieces(char **paths, size_t count)
{
    GPtrArray *joined = g_ptr_array_new_with_free_func(g_free);
    bool open = false;
    for (size_t i = 0; i < count; i++) {
        bool piece = is_piece(paths[i]);
        if (piece && open) {
            char **last = (char **)&joined->pdata[joined->len - 1];
            g_autofree char *before = *last;
            *last = g_strconcat(before, " ", paths[i], NULL);
        } else {
            g_ptr_array_add(joined, g_strdup(paths[i]));
        }
        open = piece;
    }
    return joined;
}

static int verify(const GPtrArray *paths, const Wanted *wanted)
{
    const char *library = wanted->library == NULL ? "." : wanted->library;
    g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func(free_source);
    g_autoptr(PaperDesk) desk = paper_desk_new(library);
    g_autofree char *folder = g_get_current_dir();
    const Bench bench = {desk, sources};
    g_auto(Answers) answers = {g_new0(Answer, paths->len), paths->len, folder};
    g_autoptr(Diags) diags = diags_new();
    for (size_t i = 0; i < paths->len; i++) {
        answers.items[i].path = paths->pdata[i];
        judge(&answers.items[i], &bench, diags);
    }
    const Answer *first = &answers.items[0];
    if (wanted->pages != NULL && first->kind != NULL)
        paper_pages_write(&first->paper, library, wanted->as_of, wanted->pages, diags);
    if (wanted->strict)
        diags_keep(diags, make_error, NULL);
    int status = command_status(diags);
    if (wanted->format == FORMAT_JSON) {
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
    g_auto(Wanted) wanted = {.format = FORMAT_TEXT};
    const GOptionEntry options[] = {
        {"library", 'l', 0, G_OPTION_ARG_FILENAME, &wanted.library,
         "the plan library that paper is compared with (.)", "DIR"},
        {"pages", 0, 0, G_OPTION_ARG_FILENAME, &wanted.pages,
         "print the pages that make the PDF current to this file", "FILE"},
        {"as-of", 0, 0, G_OPTION_ARG_STRING, &wanted.as_of_text, "print them for this day", "DATE"},
        {"format", 0, 0, G_OPTION_ARG_STRING, &wanted.format_text, "text or json", "FORMAT"},
        {"strict", 0, 0, G_OPTION_ARG_NONE, &wanted.strict, "do not pass what is not sealed", NULL},
        {0}};
    int status = EXIT_CLEAN;
    if (!command_options(command, options, &argc, &argv, &status))
        return status;
    if (!diag_format_parse(wanted.format_text, &wanted.format) || wanted.format == FORMAT_SARIF)
        return command_usage(command, "--format takes text or json");
    if (argc < 2)
        return command_usage(command, "name at least one file or hash");
    g_autoptr(GPtrArray) paths = join_pieces(argv + 1, (size_t)argc - 1);
    for (guint i = 0; i < paths->len; i++)
        if (is_no_hash(paths->pdata[i]))
            return command_usage(command, "there is no file '%s', and a hash has 8 to 64 digits",
                                 (const char *)paths->pdata[i]);
    if (wanted.pages != NULL && (paths->len != 1 || !paper_knows(paths->pdata[0])))
        return command_usage(command, "--pages goes with one PDF");
    if (!command_as_of(wanted.as_of_text, &wanted.as_of))
        return EXIT_USAGE;
    return verify(paths, &wanted);
}

const Command command_verify = {
    .name = "verify",
    .arguments = "FILE|HASH…",
    .summary = "say whether paper is current, and run logs are as their scripts have left them",
    .details =
        "FILE is a PDF that redbinder has made, or the log of a run; HASH is one that stands on\n"
        "paper: 8 to 64 digits of 0-9 and a-f, in either case, with or without spaces. Nothing is\n"
        "taken into the history.\n"
        "\n"
        "Paper is compared with the plan library in --library (the current folder when left out),\n"
        "document by document: those that are changed, new or gone are named with their pages,\n"
        "and where git has the commit that the PDF names, with what has changed in them. Paper is\n"
        "current when it would be printed with the same words now; drills recorded since and\n"
        "the day do not matter.\n"
        "\n"
        "--pages prints what makes the PDF current: a sheet that says which pages to take out and\n"
        "which to put in, and the documents that are changed or new, for the day --as-of, else\n"
        "SOURCE_DATE_EPOCH, else today.\n"
        "\n"
        "Of a log the seal, the chain of SHA-256 values at the ends of its lines, is followed, "
        "and\n"
        "the files that it names as output are compared with their SHA-256. It is\n"
        "  sealed    all of it is as the script has written it; compare the head with what was\n"
        "            noted when the run ended\n"
        "  open      it is as it was up to a line; what follows is not sealed\n"
        "  unsealed  nothing in it is sealed\n"
        "  broken    it was changed at or before the line that is named\n"
        "\n"
        "What is open or unsealed is a warning, and with --strict an error.\n"
        "\n"
        "Exit status: 0 all is as it was, or current; 1 something is not; 2 wrong usage; 3 a file\n"
        "cannot be read.\n"
        "\n"
        "Examples:\n"
        "  redbinder verify --library plans binder.pdf\n"
        "  redbinder verify --library plans --pages replace.pdf binder.pdf\n"
        "  redbinder verify --library plans '3F2A 91BC'\n"
        "  redbinder verify drill.log\n"
        "  redbinder verify --strict plans/*/evidence/*.log\n"
        "  redbinder verify --format json drill.log",
    .run = run,
};
