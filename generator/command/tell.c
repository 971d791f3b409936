#include "command/tell.h"

#include "base/fingerprint.h"
#include "base/sarif.h"
#include "command/command.h"
#include "command/rule_list.h"
#include "model/plan_folders.h"
#include "rules/entity_map.h"

#include <stdio.h>
#include <string.h>

bool diag_format_parse(const char *text, DiagFormat *format)
{
    static const char *const words[] = {
        [FORMAT_TEXT] = "text", [FORMAT_JSON] = "json", [FORMAT_SARIF] = "sarif"};
    *format = FORMAT_TEXT;
    if (text == NULL)
        return true;
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(text, words[i]) == 0) {
            *format = (DiagFormat)i;
            return true;
        }
    return false;
}

/* What findings may lie in. Maps are made when they are first asked for. */
typedef struct Surroundings {
    const Library *library;
    PlanFolders *folders;
    EntityMap **maps; /* of each plan, and behind them that of the library */
} Surroundings;

/* The name of the innermost thing that DIAG lies in and that has one. */
static const char *name_around(const Diag *diag, const void *context)
{
    const Surroundings *surroundings = context;
    const Library *library = surroundings->library;
    if (library == NULL || diag->span.source == NULL)
        return NULL;
    size_t index = plan_folders_find(surroundings->folders, diag->span.source->path);
    const Plan *plan = index == SIZE_MAX ? NULL : library->plans[index];
    EntityMap **map = &surroundings->maps[plan == NULL ? library->n_plans : index];
    if (*map == NULL)
        *map = entity_map_new(library, plan);
    const char *name = NULL;
    for (size_t at = entity_map_at(*map, diag->span); at != SIZE_MAX && name == NULL;
         at = entity_map_around(*map, at))
        name = entity_map_name(*map, at);
    return name;
}

static GPtrArray *fingerprints_of(const Diags *diags, const char *folder, const Library *library)
{
    size_t n_maps = library == NULL ? 0 : library->n_plans + 1;
    g_autofree EntityMap **maps = g_new0(EntityMap *, n_maps);
    g_autoptr(PlanFolders) folders = library == NULL ? NULL : plan_folders_new(library);
    Surroundings surroundings = {library, folders, maps};
    GPtrArray *fingerprints = fingerprints_new(diags, folder, name_around, &surroundings);
    for (size_t i = 0; i < n_maps; i++)
        entity_map_free(maps[i]);
    return fingerprints;
}

static void tell_machine(Diags *diags, DiagFormat format, const Library *library, int status)
{
    diags_sort(diags);
    g_autofree char *folder = g_get_current_dir();
    g_autoptr(GPtrArray) fingerprints = fingerprints_of(diags, folder, library);
    g_autoptr(GPtrArray) rules = rule_list();
    DiagReport report = {.diags = diags,
                         .fingerprints = fingerprints,
                         .rules = rules,
                         .version = REDBINDER_VERSION,
                         .home = REDBINDER_HOME,
                         .folder = folder,
                         .status = status};
    g_autoptr(GString) out = g_string_new(NULL);
    if (format == FORMAT_SARIF)
        sarif_write(&report, out);
    else
        diag_report_json(&report, out);
    fputs(out->str, stdout);
}

void tell_json(Diags *diags, int status, void (*put)(Json *json, const void *answer),
               const void *answer)
{
    diags_sort(diags);
    g_autofree char *folder = g_get_current_dir();
    g_autoptr(GPtrArray) fingerprints = fingerprints_of(diags, folder, NULL);
    DiagReport report = {.diags = diags,
                         .fingerprints = fingerprints,
                         .version = REDBINDER_VERSION,
                         .folder = folder,
                         .status = status};
    g_autoptr(GString) out = g_string_new(NULL);
    Json json = json_start(out);
    json_begin_object(&json, NULL);
    diag_report_put(&report, &json);
    put(&json, answer);
    json_end_object(&json);
    json_finish(&json);
    fputs(out->str, stdout);
}

void tell(Diags *diags, DiagFormat format, const Library *library, int status)
{
    switch (format) {
    case FORMAT_TEXT:
        command_print(diags);
        return;
    case FORMAT_JSON:
    case FORMAT_SARIF:
        tell_machine(diags, format, library, status);
        return;
    }
    g_assert_not_reached();
}
