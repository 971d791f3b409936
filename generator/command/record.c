#include "base/diag_text.h"
#include "base/nearest.h"
#include "command/commands.h"
#include "command/form_subjects.h"
#include "command/library_paths.h"
#include "command/named_plan.h"
#include "history/history.h"
#include "history/run_words.h"
#include "read/reader.h"

#include <stdio.h>
#include <string.h>

/* Files that share a transaction: each alone would cost the disk a few milliseconds. */
enum { BATCH = 512 };

/* ", 2 runs" */
static void print_count(size_t count, const char *what)
{
    printf(", %zu %s%s", count, what, count == 1 ? "" : "s");
}

static const char *seal_words(const Recorded *recorded)
{
    static const char *const words[] = {[LOG_NOT_SEALED] = ", not sealed",
                                        [LOG_SEALED] = ", sealed",
                                        [LOG_SEALED_PARTLY] = ", not sealed to its end"};
    return recorded->is_log ? words[recorded->seal] : "";
}

/* What became of the file at PATH; TAKEN is false for one that was refused. */
static void print_recorded(const char *path, bool taken, const Recorded *recorded)
{
    g_autofree char *name = text_for_terminal(path);
    if (!taken || recorded->known_before) {
        printf("%s: %s\n", name, taken ? "known already, nothing added" : "refused");
        return;
    }
    printf("%s: %s", name, recorded->format);
    if (recorded->n_runs > 0 || recorded->n_acts == 0) {
        print_count(recorded->n_runs, "run");
        print_count(recorded->n_steps, "step");
        print_count(recorded->n_findings, "finding");
    }
    if (recorded->n_acts > 0)
        print_count(recorded->n_acts, "act");
    if (recorded->n_known > 0)
        printf(", %zu known already", recorded->n_known);
    printf("%s\n", seal_words(recorded));
}

/* Tells of each file only when the disk has it; false when it takes nothing more. */
static bool record_batch(History *history, char **paths, int count, const EvidenceHints *hints,
                         Diags *diags)
{
    Recorded recorded[BATCH] = {0};
    bool taken[BATCH] = {false};
    bool begun = history_begin(history, diags);
    for (int i = 0; begun && i < count; i++)
        taken[i] = history_record(history, paths[i], hints, &recorded[i], diags);
    bool kept = begun && history_commit(history, diags);
    for (int i = 0; i < count; i++)
        print_recorded(paths[i], kept && taken[i], &recorded[i]);
    fflush(stdout);
    return kept;
}

static void record_all(History *history, char **paths, int count, const EvidenceHints *hints,
                       Diags *diags)
{
    bool going = true;
    for (int i = 0; i < count; i += BATCH) {
        int some = MIN(BATCH, count - i);
        if (going)
            going = record_batch(history, paths + i, some, hints, diags);
        else
            for (int j = 0; j < some; j++)
                print_recorded(paths[i + j], false, NULL);
    }
}

/* The runbook that NAME, "plan/runbook", stands for; NULL when there is none: told on stderr. */
static const Runbook *find_runbook(const Command *command, const Library *library, const char *name)
{
    g_autoptr(GString) all = g_string_new(NULL);
    Nearest nearest = nearest_start(name);
    for (size_t i = 0; i < library->n_plans; i++) {
        const Plan *plan = library->plans[i];
        for (size_t j = 0; j < plan->runbooks.count; j++) {
            g_string_printf(all, "%s/%s", plan->id, plan->runbooks.items[j]->entity.id.text);
            if (strcmp(all->str, name) == 0)
                return plan->runbooks.items[j];
            if (edit_distance(name, all->str) < nearest.distance || nearest.best == NULL)
                nearest_offer(&nearest, arena_text(library->arena, all->str));
        }
    }
    for (size_t i = 0; act_kind_words[i] != NULL; i++)
        nearest_offer(&nearest, act_kind_words[i]);
    if (nearest.best != NULL)
        command_usage(command, "there is no runbook or kind of act '%s'; did you mean '%s'?", name,
                      nearest.best);
    else
        command_usage(command,
                      "there is no runbook '%s'; write PLAN/RUNBOOK, or the kind of "
                      "an act: review, approval, training, contact, backup, "
                      "attestation, finding",
                      name);
    return NULL;
}

/* Appends the form for acts of KIND to OUT, of the plan PLAN_ID where that is not NULL. False when
 * there is no such plan: told on stderr. */
static bool append_act_form(const Command *command, const Library *library, ActKind kind,
                            const char *plan_id, GString *out)
{
    const Plan *plan = plan_id == NULL ? NULL : named_plan(command, library, plan_id);
    if (plan_id != NULL && plan == NULL)
        return false;
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GArray) subjects = form_subjects_new(kind, library, plan, arena);
    history_act_form(kind, plan_id, (const FormSubject *)(void *)subjects->data, subjects->len,
                     out);
    return true;
}

/* Prints the form NAME: of a runbook, or of a kind of act. */
static int print_form(const Command *command, const char *folder, const char *name,
                      const char *plan_id)
{
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(Library) library = read_library(folder, diags);
    if (library == NULL) {
        command_print(diags);
        return command_status(diags);
    }
    g_autoptr(GString) form = g_string_new(NULL);
    ActKind kind;
    if (history_find_act_kind(name, &kind)) {
        if (!append_act_form(command, library, kind, plan_id, form))
            return EXIT_USAGE;
    } else {
        const Runbook *runbook = find_runbook(command, library, name);
        if (runbook == NULL)
            return EXIT_USAGE;
        history_form(runbook, form);
    }
    fputs(form->str, stdout);
    return EXIT_CLEAN;
}

/* What the command line asks for. */
typedef struct Wanted {
    char *library, *history, *plan, *exercise, *started, *form; /* NULL when not given */
} Wanted;

static void wanted_clear(Wanted *wanted)
{
    g_free(wanted->library);
    g_free(wanted->history);
    g_free(wanted->plan);
    g_free(wanted->exercise);
    g_free(wanted->started);
    g_free(wanted->form);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Wanted, wanted_clear)

/* Takes the COUNT files at PATHS in; FOLDER is a library when IS_LIBRARY. */
static int record_files(const Wanted *wanted, const char *folder, bool is_library, char **paths,
                        int count)
{
    g_autofree char *path = history_path(folder, wanted->history);
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(History) history = history_open(path, HISTORY_WRITE, diags);
    g_autoptr(Diags) plan_diags = diags_new(); /* `check` tells them */
    g_autoptr(Library) plans = is_library ? read_library(folder, plan_diags) : NULL;
    EvidenceHints hints = {wanted->plan, wanted->exercise, wanted->started, plans};
    if (history != NULL)
        record_all(history, paths, count, &hints, diags);
    if (diags_count(diags) > 0)
        command_print(diags);
    return command_status(diags);
}

static int run(const Command *command, int argc, char **argv)
{
    g_auto(Wanted) wanted = {0};
    const GOptionEntry options[] = {
        {"library", 'l', 0, G_OPTION_ARG_FILENAME, &wanted.library, "the plan library (.)", "DIR"},
        {"history", 0, 0, G_OPTION_ARG_FILENAME, &wanted.history,
         "the history (LIBRARY/history.db)", "FILE"},
        {"plan", 0, 0, G_OPTION_ARG_STRING, &wanted.plan, "the plan, where the evidence names none",
         "PLAN"},
        {"exercise", 0, 0, G_OPTION_ARG_STRING, &wanted.exercise,
         "the exercise, where the evidence names none", "EXERCISE"},
        {"started", 0, 0, G_OPTION_ARG_STRING, &wanted.started,
         "when the tests ran, where their report does not say", "TIME"},
        {"form", 0, 0, G_OPTION_ARG_STRING, &wanted.form,
         "print a form for a run of this runbook on paper, or for acts of this kind, and end",
         "PLAN/RUNBOOK | KIND"},
        {0}};
    int status = EXIT_CLEAN;
    if (!command_options(command, options, &argc, &argv, &status))
        return status;
    if (wanted.form != NULL && argc > 1)
        return command_usage(command, "--form prints an empty form; a file that was filled in is "
                                      "named without it");
    if (wanted.form == NULL && argc < 2)
        return command_usage(command, "name at least one file of evidence");
    Moment started;
    if (wanted.started != NULL && !moment_parse(wanted.started, &started))
        return command_usage(command, "'%s' is not a time; write 2026-08-14T09:00:00Z",
                             wanted.started);
    const char *folder = wanted.library == NULL ? "." : wanted.library;
    g_autofree char *main_file = g_build_filename(folder, "redbinder.yaml", NULL);
    bool there = g_file_test(main_file, G_FILE_TEST_EXISTS);
    bool can_do_without = wanted.form == NULL && wanted.library == NULL && wanted.history != NULL;
    if (!there && !can_do_without)
        return command_usage(command, "'%s' is not a plan library; name one with --library",
                             folder);
    if (wanted.form != NULL)
        return print_form(command, folder, wanted.form, wanted.plan);
    return record_files(&wanted, folder, there, argv + 1, argc - 1);
}

const Command command_record = {
    .name = "record",
    .arguments = "FILE… | --form PLAN/RUNBOOK | --form KIND",
    .summary = "take evidence of drills and incidents into the history",
    .details =
        "FILE is a log that a runbook script has written, a form that was filled in, a table in\n"
        "CSV, or test results in JUnit XML: the plans say under `junit` which cases prove which\n"
        "exercise. docs/evidence.md has all ways in.\n"
        "A file is taken in whole or not at all, and only once, whatever its name. The plans,\n"
        "exercises, runbooks, people and so on that it names must be in the library; where only a\n"
        "history is named and there is no library, any will do.\n"
        "KIND is review, approval, training, contact, backup, attestation or finding: what counts\n"
        "for a control and is no run. With --plan the form is about that plan.\n"
        "Of a log is said whether it is sealed; one that was changed after its script had sealed\n"
        "it is refused.\n"
        "\n"
        "Exit status: 0 all taken in, 1 a file was refused, 2 wrong usage, 3 disk or database.\n"
        "\n"
        "Examples:\n"
        "  redbinder record --library plans drill.log\n"
        "  redbinder record --library plans --form docs/restore-database >form.yaml\n"
        "  redbinder record --library plans --plan docs --form contact >calls.yaml\n"
        "  redbinder record --library plans --plan docs --exercise restore-drill results.xml",
    .run = run,
};
