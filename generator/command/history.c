#include "base/diag_text.h"
#include "base/nearest.h"
#include "command/commands.h"
#include "command/history_commands.h"
#include "command/library_paths.h"
#include "history/export.h"
#include "history/merge.h"
#include "history/verify.h"
#include "history/withdraw.h"

#include <stdio.h>
#include <string.h>

void history_place_clear(HistoryPlace *place)
{
    g_free(place->library);
    g_free(place->history);
}

History *history_place_open(const HistoryPlace *place, HistoryMode mode, Diags *diags)
{
    const char *folder = place->library == NULL ? "." : place->library;
    g_autofree char *path = history_path(folder, place->history);
    return history_open(path, mode, diags);
}

int history_place_end(Diags *diags, bool done)
{
    if (diags_count(diags) > 0)
        command_print(diags);
    int status = command_status(diags);
    return status == EXIT_CLEAN && !done ? EXIT_WORLD : status;
}

/* ---- verify ---- */

static bool is_seal(const char *text)
{
    size_t digits = strspn(text, "0123456789abcdef");
    return text[digits] == '\0' && digits >= 8 && digits <= 64;
}

static int run_verify(const Command *command, int argc, char **argv)
{
    g_auto(HistoryPlace) place = {0};
    g_autofree char *head = NULL;
    const GOptionEntry options[] = {HISTORY_PLACE_OPTIONS(place),
                                    {"head", 0, 0, G_OPTION_ARG_STRING, &head,
                                     "the seal of a record that must be there, as a report "
                                     "prints it",
                                     "SEAL"},
                                    {0}};
    int status = EXIT_CLEAN;
    if (!command_options(command, options, &argc, &argv, &status))
        return status;
    if (argc > 1)
        return command_usage(command, "name the history with --history FILE");
    if (head != NULL && !is_seal(head))
        return command_usage(command, "a seal has 8 to 64 of the digits 0-9 and a-f");
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(History) history = history_place_open(&place, HISTORY_INSPECT, diags);
    Verified verified;
    bool sound = history != NULL && history_verify(history, head, &verified, diags);
    if (sound)
        printf("sound: %zu record%s, %zu row%s, head %s\n", verified.records,
               verified.records == 1 ? "" : "s", verified.rows, verified.rows == 1 ? "" : "s",
               verified.records == 0 ? "none" : verified.head);
    return history_place_end(diags, sound);
}

const Command command_history_verify = {
    .name = "history verify",
    .arguments = "",
    .summary = "recompute all seals",
    .details =
        "Each row of the history carries a SHA-256 over itself and all rows before it. `verify`\n"
        "recomputes them and names the first row that is not as it was sealed, is missing or is\n"
        "one too many. Rows that were taken away at the end leave no trace in the file: a report\n"
        "prints the head of what it was made from, and --head asks for it.\n"
        "\n"
        "Exit status: 0 sound, 1 broken, 2 wrong usage, 3 disk or database.\n"
        "\n"
        "Examples:\n"
        "  redbinder history verify --library plans\n"
        "  redbinder history verify --history site-b.db --head 3f9a01c27b44",
    .run = run_verify,
};

/* ---- export ---- */

static bool print_line(void *data, const char *line, size_t length)
{
    (void)data;
    return fwrite(line, 1, length, stdout) == length;
}

static int run_export(const Command *command, int argc, char **argv)
{
    g_auto(HistoryPlace) place = {0};
    const GOptionEntry options[] = {HISTORY_PLACE_OPTIONS(place), {0}};
    int status = EXIT_CLEAN;
    if (!command_options(command, options, &argc, &argv, &status))
        return status;
    if (argc > 1)
        return command_usage(command, "name the history with --history FILE");
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(History) history = history_place_open(&place, HISTORY_INSPECT, diags);
    bool done = history != NULL && history_export(history, print_line, NULL, diags);
    return history_place_end(diags, done);
}

const Command command_history_export = {
    .name = "history export",
    .arguments = "",
    .summary = "print all rows with their seals as JSON Lines",
    .details =
        "One line for each row, in the order of the seals: {\"seal\":\"...\",\"row\":{...}}. What\n"
        "follows \"row\": is the text that was sealed, so that any program with SHA-256 can check\n"
        "it; docs/history.md shows how.\n"
        "\n"
        "Examples:\n"
        "  redbinder history export --library plans >history.jsonl",
    .run = run_export,
};

/* ---- merge ---- */

static void print_merged(char **paths, const Merged *merged, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        g_autofree char *name = text_for_terminal(paths[i]);
        printf("%s: %zu record%s, %zu new\n", name, merged[i].records,
               merged[i].records == 1 ? "" : "s", merged[i].added);
    }
}

static int run_merge(const Command *command, int argc, char **argv)
{
    g_auto(HistoryPlace) place = {0};
    const GOptionEntry options[] = {HISTORY_PLACE_OPTIONS(place), {0}};
    int status = EXIT_CLEAN;
    if (!command_options(command, options, &argc, &argv, &status))
        return status;
    if (argc < 2)
        return command_usage(command, "name at least one other history");
    size_t count = (size_t)argc - 1;
    g_autofree Merged *merged = g_new0(Merged, count);
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(History) history = history_place_open(&place, HISTORY_WRITE, diags);
    bool done = history != NULL &&
                history_merge(history, (const char *const *)argv + 1, count, merged, diags);
    if (done)
        print_merged(argv + 1, merged, count);
    return history_place_end(diags, done);
}

const Command command_history_merge = {
    .name = "history merge",
    .arguments = "OTHER.db…",
    .summary = "add what other histories hold and this one does not",
    .details =
        "Records are the same when they say the same, wherever they were recorded: nothing comes\n"
        "in twice, and merging again adds nothing. Where the log of one run goes on from that of\n"
        "another, the longer one counts. Two runs of one id that differ otherwise are named, and\n"
        "nothing is merged; nor is anything from a history that does not verify.\n"
        "\n"
        "Exit status: 0 merged, 1 refused, 2 wrong usage, 3 disk or database.\n"
        "\n"
        "Examples:\n"
        "  redbinder history merge --library plans site-b.db site-c.db",
    .run = run_merge,
};

/* ---- withdraw ---- */

static int run_withdraw(const Command *command, int argc, char **argv)
{
    g_auto(HistoryPlace) place = {0};
    g_autofree char *by = NULL, *reason = NULL, *day = NULL;
    const GOptionEntry options[] = {
        HISTORY_PLACE_OPTIONS(place),
        {"by", 0, 0, G_OPTION_ARG_STRING, &by, "who withdraws it (required)", "NAME"},
        {"reason", 0, 0, G_OPTION_ARG_STRING, &reason, "why (required)", "TEXT"},
        {"as-of", 0, 0, G_OPTION_ARG_STRING, &day, "the day of it (today)", "DATE"},
        {0}};
    int status = EXIT_CLEAN;
    if (!command_options(command, options, &argc, &argv, &status))
        return status;
    if (argc != 2)
        return command_usage(command, "name one run or act, by its id or its key");
    if (by == NULL || *by == '\0' || reason == NULL || *reason == '\0')
        return command_usage(command, "say --by whom and for what --reason");
    Withdrawal withdrawal = {.by = by, .reason = reason};
    if (!command_as_of(day, &withdrawal.date))
        return EXIT_USAGE;
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(History) history = history_place_open(&place, HISTORY_WRITE, diags);
    bool done = history != NULL && history_withdraw(history, argv[1], &withdrawal, diags);
    if (done) {
        g_autofree char *name = text_for_terminal(argv[1]);
        printf("%s: withdrawn\n", name);
    }
    return history_place_end(diags, done);
}

const Command command_history_withdraw = {
    .name = "history withdraw",
    .arguments = "RUN|KEY --by NAME --reason TEXT",
    .summary = "let a run or act count no more",
    .details =
        "Nothing is taken away: a record is added that says who withdrew which one, when and why,\n"
        "and the withdrawn one counts in no report any more. What was wrong with it can then be\n"
        "recorded rightly. KEY is one that `redbinder history list` shows. A withdrawal is "
        "withdrawn\n"
        "by its own key, and then the first record counts again.\n"
        "\n"
        "Examples:\n"
        "  redbinder history withdraw drill-7 --by ana --reason 'recorded for the wrong plan'",
    .run = run_withdraw,
};

/* ---- the words ---- */

static const Command *const words[] = {&command_history_list,
                                       &command_history_show,
                                       &command_history_verify,
                                       &command_history_export,
                                       &command_history_merge,
                                       &command_history_withdraw,
                                       NULL};

static int refuse_word(const Command *command, const char *word, size_t prefix)
{
    Nearest nearest = nearest_start(word);
    for (size_t i = 0; words[i] != NULL; i++)
        nearest_offer(&nearest, words[i]->name + prefix);
    if (nearest.best == NULL)
        return command_usage(command, "history does not know '%s'", word);
    return command_usage(command, "history does not know '%s'; did you mean '%s'?", word,
                         nearest.best);
}

static int run(const Command *command, int argc, char **argv)
{
    const size_t prefix = strlen("history ");
    for (size_t i = 0; argc > 1 && words[i] != NULL; i++)
        if (strcmp(words[i]->name + prefix, argv[1]) == 0)
            return words[i]->run(words[i], argc - 1, argv + 1);
    if (argc > 2 && *argv[1] == '-')
        return command_usage(command, "say first what to do with the history, then '%s'", argv[1]);
    int status = EXIT_CLEAN;
    const GOptionEntry options[] = {{0}};
    if (!command_options(command, options, &argc, &argv, &status))
        return status;
    return argc > 1 ? refuse_word(command, argv[1], prefix)
                    : command_usage(command, "say what to do with the history");
}

const Command command_history = {
    .name = "history",
    .arguments = "list|show|verify|export|merge|withdraw …",
    .summary = "look at what was recorded, verify, join and correct it",
    .details = "  list      the runs and acts that count, a line for each\n"
               "  show      everything about one of them\n"
               "  verify    recompute all seals\n"
               "  export    all rows with their seals as JSON Lines\n"
               "  merge     add what other histories hold\n"
               "  withdraw  let a run or act count no more\n"
               "\n"
               "`redbinder history WORD --help` tells more.\n"
               "\n"
               "Examples:\n"
               "  redbinder history list --library plans --kind drill --from 2026-01-01\n"
               "  redbinder history verify --library plans",
    .run = run,
};
