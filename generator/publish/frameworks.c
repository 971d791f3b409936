#include "publish/frameworks.h"

#include "base/nearest.h"
#include "publish/resources.h"
#include "read/reading_rules.h"

#include <string.h>

const Rule rule_framework_circle = {
    .id = "framework-circle",
    .severity = SEVERITY_ERROR,
    .summary = "a framework extends itself, directly or by way of others",
    .remedy = "extend a framework that does not extend this one",
};

const Rule rule_framework_misnamed = {
    .id = "framework-misnamed",
    .severity = SEVERITY_ERROR,
    .summary = "the id of a framework is not the name of its file",
    .remedy = "write the name of the file, without its ending, as `id`, or rename the file",
    .why = "Attestations and exceptions that name it by the one are not found by the other.",
};

const Rule rule_framework_unknown = {
    .id = "framework-unknown",
    .severity = SEVERITY_ERROR,
    .summary = "redbinder.yaml names, or a framework extends, a framework that there is not",
    .remedy = "name a file of templates/frameworks/ without its ending, or add it to the library",
};

enum { MOST_LAYERS = 16 };

/* Where a framework is looked for. */
typedef struct Places {
    char *own, *shipped; /* folders; owned */
} Places;

static Places places_new(const Library *library)
{
    g_autofree char *program = data_folder();
    return (Places){g_build_filename(library->path, "templates", "frameworks", NULL),
                    g_build_filename(program, "templates", "frameworks", NULL)};
}

static void places_clear(Places *places)
{
    g_free(places->own);
    g_free(places->shipped);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Places, places_clear)

/* The file of the framework NAME in FOLDER, owned; NULL when there is none. */
static char *find_in(const char *folder, const char *name)
{
    g_autofree char *file = g_strconcat(name, ".yaml", NULL);
    g_autofree char *path = g_build_filename(folder, file, NULL);
    bool is = strchr(name, '/') == NULL && g_file_test(path, G_FILE_TEST_EXISTS);
    return is ? g_steal_pointer(&path) : NULL;
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void report_unknown(const Places *places, const Text *name, Diags *diags)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    resource_names(names, places->shipped);
    resource_names(names, places->own);
    g_ptr_array_sort(names, compare_names);
    Nearest nearest = nearest_start(name->text);
    for (size_t i = 0; i < names->len; i++) {
        char *dot = strrchr(names->pdata[i], '.');
        if (dot != NULL)
            *dot = '\0';
        nearest_offer(&nearest, names->pdata[i]);
    }
    Diag *diag = diags_add(diags, &rule_framework_unknown, name->span, "there is no framework '%s'",
                           name->text);
    if (nearest.best != NULL)
        diag_help(diags, diag, "did you mean '%s'?", nearest.best);
}

static void report_circle(const Text *name, const GPtrArray *chain, Diags *diags)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < chain->len; i++)
        g_string_append_printf(text, "%s -> ", (const char *)chain->pdata[i]);
    diags_add(diags, &rule_framework_circle, name->span, "'%s' extends itself: %s%s", name->text,
              text->str, (const char *)chain->pdata[0]);
}

/* The file of what NAME means behind the files of CHAIN: each file once, the library's own before
 * the program's. Owned; NULL when there is none that is not in the chain. */
static char *find_next(const Places *places, const char *name, const GPtrArray *chain)
{
    const char *const folders[] = {places->own, places->shipped};
    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
        g_autofree char *path = find_in(folders[i], name);
        if (path != NULL &&
            !g_ptr_array_find_with_equal_func((GPtrArray *)chain, path, g_str_equal, NULL))
            return g_steal_pointer(&path);
    }
    return NULL;
}

static void check_name(const Framework *framework, const Text *name, Diags *diags)
{
    const Text *id = &framework->id;
    if (id->text == NULL || strcmp(id->text, name->text) == 0)
        return;
    Diag *diag = diags_add(diags, &rule_framework_misnamed, id->span,
                           "the framework '%s' calls itself '%s'", name->text, id->text);
    diag_help(diags, diag, "write `id: %s`, or rename the file", name->text);
}

/* The framework NAME and what it extends, each read and put under the one before. CHAIN holds the
 * files on the way, outermost first. NULL with a finding. */
static Framework *read_one(const Places *places, const Text *name, GPtrArray *chain, Diags *diags)
{
    if (chain->len == MOST_LAYERS) {
        diags_add(diags, &rule_framework_circle, name->span,
                  "'%s' lies below %d frameworks that extend each other", name->text, MOST_LAYERS);
        return NULL;
    }
    g_autofree char *path = find_next(places, name->text, chain);
    if (path == NULL) {
        g_autofree char *own = find_in(places->own, name->text);
        g_autofree char *shipped = find_in(places->shipped, name->text);
        if (own != NULL || shipped != NULL)
            report_circle(name, chain, diags);
        else
            report_unknown(places, name, diags);
        return NULL;
    }
    Source *source = resource_read(path, diags);
    if (source == NULL)
        return NULL;
    Framework *framework = framework_read_take(source, diags);
    check_name(framework, name, diags);
    g_ptr_array_add(chain, g_strdup(path));
    Framework *base = framework->extends.text == NULL
                          ? NULL
                          : read_one(places, &framework->extends, chain, diags);
    if (base != NULL)
        framework_extend_take(framework, base, diags);
    return framework;
}

static Framework *read_whole(const Places *places, const Text *name, Diags *diags)
{
    g_autoptr(GPtrArray) chain = g_ptr_array_new_with_free_func(g_free);
    Framework *framework = read_one(places, name, chain, diags);
    if (framework != NULL)
        framework_check(framework, diags);
    return framework;
}

Framework *framework_read(const Library *library, const char *name, Diags *diags)
{
    g_auto(Places) places = places_new(library);
    Text text = {.text = name};
    return read_whole(&places, &text, diags);
}

/* Whether the one at PLACE of the library's frameworks was named before; told when it was. */
static bool is_named_twice(const TextList *names, size_t place, Diags *diags)
{
    const Text *name = names->items[place];
    for (size_t i = 0; i < place; i++) {
        const Text *first = names->items[i];
        if (first->text == NULL || strcmp(first->text, name->text) != 0)
            continue;
        Diag *diag = diags_add(diags, &rule_id_duplicate, name->span,
                               "the framework '%s' is named twice", name->text);
        diag_note(diags, diag, first->span, "it is named here first");
        diag_help(diags, diag, "keep one of them");
        return true;
    }
    return false;
}

Framework **frameworks_read(const Library *library, size_t *n, Diags *diags)
{
    g_auto(Places) places = places_new(library);
    Framework **frameworks = g_new0(Framework *, library->frameworks.count + 1);
    *n = 0;
    for (size_t i = 0; i < library->frameworks.count; i++) {
        const Text *name = library->frameworks.items[i];
        bool wanted = name->text != NULL && !is_named_twice(&library->frameworks, i, diags);
        Framework *framework = wanted ? read_whole(&places, name, diags) : NULL;
        if (framework != NULL)
            frameworks[(*n)++] = framework;
    }
    frameworks_check_exemptions(library, frameworks, *n, diags);
    return frameworks;
}
