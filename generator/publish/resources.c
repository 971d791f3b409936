#include "publish/resources.h"

#include "base/file.h"
#include "base/nearest.h"
#include "publish/frameworks.h"
#include "script/engine.h"

#include <string.h>
#include <unistd.h>

enum { MAX_RESOURCE = 4 * 1024 * 1024 };

static void free_source(gpointer source)
{
    source_free(source);
}

static void free_template(gpointer data)
{
    Template *template = data;
    g_free((char *)template->name);
    g_free(template);
}

static void free_asset(gpointer data)
{
    Asset *asset = data;
    g_free((char *)asset->name);
    g_free(asset->bytes);
    g_free(asset);
}

/* The folder of the running program, owned; NULL when it cannot be told. */
static char *program_folder(void)
{
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    return program == NULL ? NULL : g_path_get_dirname(program);
}

char *data_folder(void)
{
    const char *named = g_getenv("REDBINDER_DATA");
    if (named != NULL && *named != '\0')
        return g_strdup(named);
    g_autofree char *folder = program_folder();
    static const char *const places[] = {"../..", "../share/redbinder"};
    for (size_t i = 0; folder != NULL && i < G_N_ELEMENTS(places); i++) {
        g_autofree char *place = g_build_filename(folder, places[i], NULL);
        g_autofree char *sample = g_build_filename(place, "templates", "plan.md", NULL);
        if (g_file_test(sample, G_FILE_TEST_EXISTS))
            return g_steal_pointer(&place);
    }
    return g_strdup(REDBINDER_DATADIR);
}

/* Where NAME ("templates/plan.md") is found: the library's own, else the program's. Owned. */
static char *find(const Library *library, const char *name)
{
    char *own = g_build_filename(library->path, name, NULL);
    if (g_file_test(own, G_FILE_TEST_EXISTS))
        return own;
    g_free(own);
    g_autofree char *folder = data_folder();
    return g_build_filename(folder, name, NULL);
}

Source *resource_read(const char *path, Diags *diags)
{
    size_t length = 0;
    char *text = file_read(path, MAX_RESOURCE, &length, diags);
    if (text == NULL)
        return NULL;
    if (g_utf8_validate(text, (gssize)length, NULL))
        return source_new_take(path, text, length);
    diags_add_path(diags, &rule_system_read, path, "is not valid UTF-8");
    g_free(text);
    return NULL;
}

static Source *keep_source(Resources *resources, const Library *library, const char *name,
                           Diags *diags)
{
    g_autofree char *path = find(library, name);
    Source *source = resource_read(path, diags);
    if (source != NULL)
        g_ptr_array_add(resources->sources, source);
    return source;
}

static bool read_template(Resources *resources, const Library *library, const char *name,
                          Template *template, Diags *diags)
{
    g_autofree char *path = g_build_filename("templates", name, NULL);
    template->name = name;
    template->source = keep_source(resources, library, path, diags);
    return template->source != NULL;
}

bool resource_exists(const Library *library, const char *name)
{
    g_autofree char *path = g_build_filename("templates", name, NULL);
    g_autofree char *place = find(library, path);
    return g_file_test(place, G_FILE_TEST_IS_REGULAR);
}

/* The template NAME, if it has been read. */
static const Template *known_template(const Resources *resources, const char *name)
{
    const Template *const known[] = {
        &resources->plan,   &resources->runbook,         &resources->index,
        &resources->people, &resources->plan_compliance, &resources->compliance};
    for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
        if (strcmp(known[i]->name, name) == 0)
            return known[i];
    for (guint i = 0; i < resources->others->len; i++) {
        const Template *template = resources->others->pdata[i];
        if (strcmp(template->name, name) == 0)
            return template;
    }
    return NULL;
}

const Template *resource_template(Resources *resources, const Library *library, const char *name,
                                  Diags *diags)
{
    const Template *known = known_template(resources, name);
    if (known != NULL)
        return known;
    Template *template = g_new0(Template, 1);
    if (!read_template(resources, library, name, template, diags)) {
        g_free(template);
        return NULL;
    }
    template->name = g_strdup(name);
    g_ptr_array_add(resources->others, template);
    return template;
}

/* The sections of the scripts' engine, each of which a library may have its own of. */
static bool read_engine(Resources *resources, const Library *library, Diags *diags)
{
    bool all = true;
    for (size_t i = 0; engine_sections[i] != NULL; i++) {
        g_autofree char *name = g_strconcat(ENGINE_FOLDER "/", engine_sections[i], ".sh", NULL);
        const Source *section = keep_source(resources, library, name, diags);
        if (section != NULL)
            engine_append(resources->engine, section->text);
        all = all && section != NULL;
    }
    return all;
}

static bool read_templates(Resources *resources, const Library *library, Diags *diags)
{
    const struct {
        const char *name;
        Template *template;
    } wanted[] = {
        {"plan.md", &resources->plan},
        {"runbook.md", &resources->runbook},
        {"index.md", &resources->index},
        {"people.md", &resources->people},
        {"plan-compliance.md", &resources->plan_compliance},
        {"compliance.md", &resources->compliance},
    };
    bool all = true;
    for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++)
        all = read_template(resources, library, wanted[i].name, wanted[i].template, diags) && all;
    for (size_t i = 0; i < N_SITE_PAGES; i++)
        all =
            read_template(resources, library, site_pages[i].template, &resources->site[i], diags) &&
            all;
    const Source *frame = keep_source(resources, library, "templates/page.html", diags);
    if (frame != NULL)
        resources->frame = html_frame_new(frame, diags);
    return read_engine(resources, library, diags) && all && resources->frame != NULL;
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void resource_names(GPtrArray *names, const char *folder)
{
    g_autoptr(GDir) entries = g_dir_open(folder, 0, NULL);
    const char *name = NULL;
    while (entries != NULL && (name = g_dir_read_name(entries)) != NULL)
        if (name[0] != '.' && !g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
            g_ptr_array_add(names, g_strdup(name));
}

static void clear_page(gpointer page)
{
    g_free((char *)((Template *)page)->name);
}

/* Is NAME.md of templates/plan/ a page of that NAME? It must not take the place of another. */
static bool is_page_name(const char *name)
{
    static const char *const taken[] = {"compliance", "index", "plan", "runbooks"};
    for (size_t i = 0; i < G_N_ELEMENTS(taken); i++)
        if (strcmp(name, taken[i]) == 0)
            return false;
    return *name != '\0' && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(name);
}

/* The names of the files in templates/plan/, of the program and of the library; owned. */
static GPtrArray *page_files(const Library *library)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *program = data_folder();
    g_autofree char *shipped = g_build_filename(program, "templates", "plan", NULL);
    g_autofree char *own = g_build_filename(library->path, "templates", "plan", NULL);
    resource_names(names, shipped);
    resource_names(names, own);
    g_ptr_array_sort(names, compare_names);
    return names;
}

/* The pages of a plan, which templates/plan.md names. */
static bool read_plan_pages(Resources *resources, const Library *library, Diags *diags)
{
    g_autoptr(GPtrArray) files = page_files(library);
    bool all = true;
    for (guint i = 0; i < files->len; i++) {
        const char *file = files->pdata[i];
        g_autofree char *path = g_build_filename("templates/plan", file, NULL);
        g_autofree char *name = g_strndup(file, strlen(file) - MIN(strlen(file), strlen(".md")));
        if (!g_str_has_suffix(file, ".md") || !is_page_name(name))
            continue;
        Template page = {.source = keep_source(resources, library, path, diags)};
        all = all && page.source != NULL;
        page.name = g_steal_pointer(&name);
        g_array_append_val(resources->plan_pages, page);
    }
    resources->plan.pages = (const Template *)(const void *)resources->plan_pages->data;
    resources->plan.n_pages = resources->plan_pages->len;
    return all;
}

static bool read_assets(Resources *resources, const Library *library, Diags *diags)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *program = data_folder();
    g_autofree char *shipped = g_build_filename(program, "assets", NULL);
    g_autofree char *own = g_build_filename(library->path, "assets", NULL);
    resource_names(names, shipped);
    resource_names(names, own);
    g_ptr_array_sort(names, compare_names);
    for (size_t i = 0; i < names->len; i++) {
        g_autofree char *name = g_build_filename("assets", names->pdata[i], NULL);
        g_autofree char *path = find(library, name);
        Asset *asset = g_new0(Asset, 1);
        g_ptr_array_add(resources->assets, asset);
        asset->name = g_strdup(names->pdata[i]);
        asset->bytes = file_read(path, MAX_RESOURCE, &asset->length, diags);
        if (asset->bytes == NULL)
            return false;
    }
    return true;
}

bool is_installed(Diags *diags)
{
    g_autofree char *folder = data_folder();
    g_autofree char *templates = g_build_filename(folder, "templates", NULL);
    if (g_file_test(templates, G_FILE_TEST_IS_DIR))
        return true;
    Diag *diag = diags_add_path(diags, &rule_system_read, templates,
                                "the templates that come with the program are not here");
    diag_help(
        diags, diag,
        "install it with `make install`, or name the folder that holds templates/ and assets/ "
        "in REDBINDER_DATA");
    return false;
}

Resources *resources_read(const Library *library, Diags *diags)
{
    Resources *resources = g_new0(Resources, 1);
    resources->sources = g_ptr_array_new_with_free_func(free_source);
    resources->assets = g_ptr_array_new_with_free_func(free_asset);
    resources->engine = g_string_new(NULL);
    resources->plan_pages = g_array_new(FALSE, FALSE, sizeof(Template));
    g_array_set_clear_func(resources->plan_pages, clear_page);
    resources->others = g_ptr_array_new_with_free_func(free_template);
    if (!is_installed(diags))
        return resources;
    bool whole = read_templates(resources, library, diags);
    whole = read_plan_pages(resources, library, diags) && whole;
    whole = read_assets(resources, library, diags) && whole;
    resources->frameworks = frameworks_read(library, &resources->n_frameworks, diags);
    resources->complete = whole;
    return resources;
}

void resources_free(Resources *resources)
{
    if (resources == NULL)
        return;
    html_frame_free(resources->frame);
    g_string_free(resources->engine, TRUE);
    for (size_t i = 0; i < resources->n_frameworks; i++)
        framework_free(resources->frameworks[i]);
    g_free(resources->frameworks);
    g_array_unref(resources->plan_pages);
    g_ptr_array_unref(resources->others);
    g_ptr_array_unref(resources->assets);
    g_ptr_array_unref(resources->sources);
    g_free(resources);
}
