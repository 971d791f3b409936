#include "read/reader.h"

#include "base/file.h"
#include "read/library_files.h"
#include "read/object.h"
#include "read/plan_reader.h"
#include "read/reading_rules.h"
#include "read/resolve.h"
#include "read/source_text.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct LibraryReading {
    Library *library;
    GArray *uses;        /* RefUse of people.yaml */
    GHashTable *partial; /* the library or plans of which a file could not be read */
    const Workers *workers;
    Diags *diags;
} LibraryReading;

static void free_source(gpointer source)
{
    source_free(source);
}

bool read_object(const Source *source, const Shape *shape, void *object, Arena *arena, Diags *diags)
{
    if (!source_text_check(source, diags))
        return false;
    g_auto(Yaml) yaml;
    yaml_open(&yaml, source, diags);
    Span spans[64] = {{0}};
    SeenKeys seen = {spans};
    ObjectReader reader = {.yaml = &yaml, .arena = arena, .diags = diags};
    if (!object_read_file(&reader, shape, object, &seen))
        return false;
    object_require(&reader, shape, &seen, (Span){source, 0, 0});
    return true;
}

/* Reads the file NAME of the library by SHAPE. False when it could not be read. */
static bool read_part(LibraryReading *reading, const char *name, const Shape *shape)
{
    g_autofree char *path = g_build_filename(reading->library->path, name, NULL);
    Source *source = source_text_read(path, reading->diags);
    if (source == NULL)
        return false;
    g_ptr_array_add(reading->library->sources, source);
    if (!source_text_check(source, reading->diags))
        return false;
    g_auto(Yaml) yaml;
    yaml_open(&yaml, source, reading->diags);
    Span spans[64] = {{0}};
    SeenKeys seen = {spans};
    ObjectReader reader = {.yaml = &yaml,
                           .arena = reading->library->arena,
                           .diags = reading->diags,
                           .uses = reading->uses};
    if (!object_read_file(&reader, shape, reading->library, &seen))
        return false;
    object_require(&reader, shape, &seen, (Span){source, 0, 0});
    return true;
}

static bool is_plan_folder(const char *name, const char *path)
{
    static const char *const reserved[] = {"assets", "templates", "output", "evidence"};
    for (size_t i = 0; i < G_N_ELEMENTS(reserved); i++)
        if (strcmp(name, reserved[i]) == 0)
            return false;
    return is_folder(path);
}

static int compare_plans(gconstpointer a, gconstpointer b)
{
    const Plan *left = *(const Plan *const *)a;
    const Plan *right = *(const Plan *const *)b;
    const char *number = left->number.text == NULL ? "\x7f" : left->number.text;
    const char *other = right->number.text == NULL ? "\x7f" : right->number.text;
    int order = strcmp(number, other);
    return order != 0 ? order : strcmp(left->id, right->id);
}

static void keep_plans(Library *library, GPtrArray *plans, GArray *unreadable)
{
    g_ptr_array_sort(plans, compare_plans);
    library->plans = arena_alloc(library->arena, plans->len * sizeof(Plan *));
    library->n_plans = plans->len;
    if (plans->len > 0)
        memcpy(library->plans, plans->pdata, plans->len * sizeof(Plan *));
    library->unreadable = arena_alloc(library->arena, unreadable->len * sizeof(Unreadable));
    library->n_unreadable = unreadable->len;
    if (unreadable->len > 0)
        memcpy(library->unreadable, unreadable->data, unreadable->len * sizeof(Unreadable));
}

/* One plan's share of the reading. */
typedef struct PlanJob {
    const char *name; /* of its folder */
    char *path;
    GPtrArray *sources;
    Diags *diags;
    Plan *plan;
    bool whole;
} PlanJob;

static void read_plan(void *data, size_t index)
{
    PlanJob *job = (PlanJob *)data + index;
    job->plan = plan_read(job->path, job->name, job->sources, &job->whole, job->diags);
}

/* The folders among NAMES that may hold plans, as jobs. */
static GArray *plan_jobs(const Library *library, const GPtrArray *names)
{
    GArray *jobs = g_array_new(FALSE, FALSE, sizeof(PlanJob));
    for (size_t i = 0; i < names->len; i++) {
        const char *name = names->pdata[i];
        g_autofree char *path = g_build_filename(library->path, name, NULL);
        if (!is_plan_folder(name, path))
            continue;
        PlanJob job = {name, g_steal_pointer(&path), g_ptr_array_new(), diags_new(), NULL, false};
        g_array_append_val(jobs, job);
    }
    return jobs;
}

/* Adds what JOB has read to the library, or its name to UNREADABLE, and clears
 * it. */
static void collect_plan(LibraryReading *reading, PlanJob *job, GPtrArray *plans,
                         GArray *unreadable)
{
    Library *library = reading->library;
    if (job->plan != NULL) {
        g_ptr_array_add(plans, job->plan);
        if (!job->whole)
            g_hash_table_add(reading->partial, job->plan);
    } else {
        g_autofree char *shown = g_utf8_make_valid(job->name, -1);
        Unreadable left_out = {arena_text(library->arena, shown),
                               arena_text(library->arena, job->path)};
        g_array_append_val(unreadable, left_out);
    }
    g_ptr_array_extend_and_steal(library->sources, job->sources);
    diags_take_all(reading->diags, job->diags);
    g_free(job->path);
}

static void read_plans(LibraryReading *reading, const GPtrArray *names)
{
    g_autoptr(GPtrArray) plans = g_ptr_array_new();
    g_autoptr(GArray) unreadable = g_array_new(FALSE, FALSE, sizeof(Unreadable));
    g_autoptr(GArray) jobs = plan_jobs(reading->library, names);
    workers_each(reading->workers, jobs->len, read_plan, jobs->data);
    for (size_t i = 0; i < jobs->len; i++)
        collect_plan(reading, &g_array_index(jobs, PlanJob, i), plans, unreadable);
    keep_plans(reading->library, plans, unreadable);
}

/* Sources at the top of the library that nothing reads: a slip of the name. */
static void report_strays(const LibraryReading *reading, const GPtrArray *names)
{
    for (size_t i = 0; i < names->len; i++) {
        const char *name = names->pdata[i];
        bool read = strcmp(name, "redbinder.yaml") == 0 || strcmp(name, "people.yaml") == 0;
        if (read || !(g_str_has_suffix(name, ".yml") || g_str_has_suffix(name, ".yaml")))
            continue;
        g_autofree char *path = g_build_filename(reading->library->path, name, NULL);
        diags_add_path(reading->diags, &rule_file_stray, path,
                       "a library has redbinder.yaml and people.yaml, and nothing reads this file");
    }
}

static Library *library_new(const char *path)
{
    Library *library = g_new0(Library, 1);
    library->arena = arena_new();
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--; /* so that the paths of all files begin with it */
    library->path = arena_text_n(library->arena, path, length);
    library->sources = g_ptr_array_new_with_free_func(free_source);
    return library;
}

static bool is_library(const char *path, Diags *diags)
{
    g_autofree char *main_path = g_build_filename(path, "redbinder.yaml", NULL);
    if (is_there(main_path))
        return true;
    GStatBuf about;
    const char *reason = NULL;
    if (g_stat(main_path, &about) != 0 && errno != ENOENT)
        reason = g_strerror(errno);
    else if (is_there(path))
        reason = "it has no redbinder.yaml";
    Diag *diag = reason != NULL
                     ? diags_add_path(diags, &rule_system_read, path,
                                      "this is not a plan library: %s", reason)
                     : diags_add_path(diags, &rule_system_read, path, "there is no such folder");
    diag_help(diags, diag, "name the folder that holds redbinder.yaml");
    return false;
}

Library *read_library(const char *path, Diags *diags)
{
    return read_library_with(path, NULL, diags);
}

Library *read_library_with(const char *path, const Workers *workers, Diags *diags)
{
    if (!is_library(path, diags))
        return NULL;
    g_autoptr(GPtrArray) names = folder_names(path, diags);
    if (names == NULL)
        return NULL;
    g_autoptr(Library) library = library_new(path);
    g_autoptr(GArray) uses = g_array_new(FALSE, FALSE, sizeof(RefUse));
    g_autoptr(GHashTable) partial = g_hash_table_new(NULL, NULL);
    LibraryReading reading = {library, uses, partial, workers, diags};
    read_part(&reading, "redbinder.yaml", &shape_library);
    g_autofree char *people = g_build_filename(path, "people.yaml", NULL);
    if (is_there(people) && !read_part(&reading, "people.yaml", &shape_people))
        g_hash_table_add(partial, library);
    if (library->title.text == NULL)
        library->title.text = "(no title)";
    report_strays(&reading, names);
    read_plans(&reading, names);
    resolve_library(library, uses, partial, diags);
    return g_steal_pointer(&library);
}
