#include "command/explain_control.h"

#include "base/json.h"
#include "base/nearest.h"
#include "command/control_text.h"
#include "command/library_paths.h"
#include "command/named_plan.h"
#include "publish/frameworks.h"
#include "publish/shelf.h"
#include "read/reader.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* A control that was asked for. */
typedef struct Asked {
    const Framework *framework;
    size_t index; /* in its controls */
} Asked;

/* What has been read to answer. */
typedef struct Study {
    const ControlQuery *query;
    Library *library;
    Resources *resources;
    Framework *single; /* when one was asked for; owned */
    Framework *const *frameworks;
    size_t n_frameworks;
    RunSet *runs;
    RunGroups *groups;
    GArray *asked; /* of Asked */
    Arena *arena;
} Study;

static void study_clear(Study *study)
{
    run_groups_free(study->groups);
    run_set_free(study->runs);
    framework_free(study->single);
    resources_free(study->resources);
    library_free(study->library);
    if (study->asked != NULL)
        g_array_unref(study->asked);
    arena_free(study->arena);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Study, study_clear)

/* Is NAME (in any case) TEXT, or all of it up to where a part begins: CP-4 of CP-4a and CP-4(2),
 * but not of CP-41? */
static bool is_named(const char *text, const char *name)
{
    size_t length = strlen(name);
    if (text == NULL || g_ascii_strncasecmp(text, name, length) != 0)
        return false;
    char last = length == 0 ? '\0' : name[length - 1];
    char next = text[length];
    bool is_number = g_ascii_isdigit(last) && g_ascii_isdigit(next);
    bool is_word = g_ascii_isalpha(last) && g_ascii_isalnum(next);
    return length > 0 && !is_number && !is_word;
}

/* NAME without the id of FRAMEWORK and a slash before it, as verdicts print it; NULL when it has
 * that of another. */
static const char *name_within(const Framework *framework, const char *name)
{
    const char *slash = strchr(name, '/');
    if (slash == NULL)
        return name;
    size_t length = (size_t)(slash - name);
    const char *id = framework->id.text;
    bool is_its = id != NULL && strlen(id) == length && strncmp(id, name, length) == 0;
    return is_its ? slash + 1 : NULL;
}

static size_t find_controls(Study *study, const char *asked_for)
{
    size_t before = study->asked->len;
    for (size_t i = 0; i < study->n_frameworks; i++) {
        const Framework *framework = study->frameworks[i];
        const char *name = name_within(framework, asked_for);
        if (name == NULL)
            continue;
        for (size_t j = 0; j < framework->controls.count; j++) {
            const Control *control = framework->controls.items[j];
            Asked asked = {framework, j};
            if (is_named(control->number.text, name) || is_named(control->entity.id.text, name))
                g_array_append_val(study->asked, asked);
        }
    }
    return study->asked->len - before;
}

static int refuse_control(const Command *command, const Study *study, const char *name)
{
    Nearest nearest = nearest_start(name);
    for (size_t i = 0; i < study->n_frameworks; i++) {
        for (size_t j = 0; j < study->frameworks[i]->controls.count; j++) {
            const Control *control = study->frameworks[i]->controls.items[j];
            if (control->number.text != NULL)
                nearest_offer(&nearest, control->number.text);
            if (control->entity.id.text != NULL)
                nearest_offer(&nearest, control->entity.id.text);
        }
    }
    const GPtrArray *rules = study->query->rules;
    for (guint i = 0; rules != NULL && i < rules->len; i++)
        nearest_offer(&nearest, ((const Rule *)rules->pdata[i])->id);
    const char *what = rules != NULL ? "rule or control" : "control";
    if (nearest.best != NULL)
        return command_usage(command, "there is no %s '%s'; did you mean '%s'?", what, name,
                             nearest.best);
    if (study->n_frameworks == 0)
        return command_usage(command,
                             "there is no %s '%s'; redbinder.yaml names no framework: ask for one "
                             "with --framework",
                             what, name);
    return command_usage(command, "there is no %s '%s'", what, name);
}

/* Reads library, frameworks and history. False when something is not there; told in DIAGS. */
static bool study_read(Study *study, Diags *diags)
{
    const ControlQuery *query = study->query;
    Diags *reading = diags_new();
    study->library = read_library(query->library, reading);
    if (study->library == NULL) {
        diags_take_all(diags, reading);
        return false;
    }
    /* What is wrong with the plans is for `redbinder check` to say. */
    diags_free(reading);
    study->resources = resources_read(study->library, diags);
    study->frameworks = study->resources->frameworks;
    study->n_frameworks = study->resources->n_frameworks;
    if (query->framework != NULL) {
        study->single = framework_read(study->library, query->framework, diags);
        study->frameworks = &study->single;
        study->n_frameworks = study->single == NULL ? 0 : 1;
        if (study->single == NULL)
            return false;
    }
    g_autofree char *history = history_path_to_read(query->library, query->history);
    const Period period = {.from = {INT32_MIN}, .as_of = query->as_of};
    study->runs = shelf_read_runs(history, period, SHELF_STEPS_SHOWN, diags);
    if (study->runs == NULL)
        return false;
    study->groups = run_groups_new(study->runs);
    return true;
}

/* The results of FRAMEWORK for PLAN; they belong to the study. */
static const ControlResult *evaluate(Study *study, const Framework *framework,
                                     const Standing *standing)
{
    size_t n = 0;
    return comply_evaluate(framework, standing, study->library, study->arena, &n);
}

/* Writes the controls that were asked for, for PLAN. They lie by framework, each evaluated once. */
static void explain_plan(Study *study, const Plan *plan, Json *json, GString *out)
{
    Period period = {.from = {INT32_MIN}, .as_of = study->query->as_of};
    g_autoptr(Standing) standing =
        standing_new_from(plan, run_groups_of(study->groups, plan->id),
                          run_groups_acts(study->groups, plan->id), period);
    const Framework *framework = NULL;
    const ControlResult *results = NULL;
    for (guint i = 0; i < study->asked->len; i++) {
        const Asked *asked = &g_array_index(study->asked, Asked, i);
        if (asked->framework != framework)
            results = evaluate(study, asked->framework, standing);
        framework = asked->framework;
        ControlText text = {.framework = framework,
                            .plan = plan,
                            .result = &results[asked->index],
                            .as_of = study->query->as_of};
        if (json != NULL)
            control_text_json(&text, json);
        else if (study->query->plan == NULL)
            control_text_line(&text, out);
        else
            control_text_write(&text, i == 0, out);
    }
}

static void explain_all(Study *study, const Plan *plan)
{
    g_autoptr(GString) out = g_string_new(NULL);
    Json json = json_start(out);
    Json *to = study->query->json ? &json : NULL;
    if (to != NULL)
        json_begin_array(to, NULL);
    for (size_t i = 0; i < study->library->n_plans; i++)
        if (plan == NULL || study->library->plans[i] == plan)
            explain_plan(study, study->library->plans[i], to, out);
    if (to != NULL) {
        json_end_array(to);
        json_finish(to);
    }
    fputs(out->str, stdout);
}

int explain_control(const Command *command, const ControlQuery *query)
{
    g_autoptr(Diags) diags = diags_new();
    g_auto(Study) study = {
        .query = query, .asked = g_array_new(FALSE, FALSE, sizeof(Asked)), .arena = arena_new()};
    if (!study_read(&study, diags)) {
        command_print(diags);
        return command_status(diags);
    }
    const Plan *plan = NULL;
    if (query->plan != NULL) {
        plan = named_plan(command, study.library, query->plan);
        if (plan == NULL)
            return EXIT_USAGE;
    }
    for (size_t i = 0; i < query->n_names; i++)
        if (find_controls(&study, query->names[i]) == 0)
            return refuse_control(command, &study, query->names[i]);
    explain_all(&study, plan);
    if (diags_count(diags) > 0)
        command_print(diags);
    return command_status(diags);
}
