#include "publish/scaffold.h"

#include "base/file.h"
#include "base/folder.h"
#include "base/json.h"
#include "publish/arrival.h"
#include "publish/resources.h"
#include "publish/shelf.h"
#include "read/schema_text.h"

#include <string.h>

enum { MAX_FILE = 256 * 1024, MAX_FOLDERS = 8, SCAFFOLD_YEARS = 2 };

typedef struct Variable {
    const char *name;
    char *value;
} Variable;

typedef struct Scaffold {
    const char *folder; /* where it is written */
    Variable variables[5];
    size_t n_files;
    Diags *diags;
} Scaffold;

/* TEXT between quotes, as YAML reads it too. Owned. */
static char *quoted(const char *text)
{
    GString *out = g_string_new(NULL);
    Json json = json_start(out);
    json_text(&json, NULL, text);
    return g_string_free(out, FALSE);
}

/* The day YEARS after DAY; the 29th of February becomes the 28th. */
static Date years_after(Date day, int years)
{
    int year, month, day_of_month;
    char text[DATE_TEXT_SIZE + 8];
    Date later = day;
    date_split(day, &year, &month, &day_of_month);
    g_snprintf(text, sizeof text, "%04d-%02d-%02d", year + years, month, day_of_month);
    if (date_parse(text, &later))
        return later;
    g_snprintf(text, sizeof text, "%04d-%02d-%02d", year + years, month, day_of_month - 1);
    return date_parse(text, &later) ? later : day;
}

static void set_variables(Scaffold *scaffold, const ScaffoldOptions *options)
{
    char today[DATE_TEXT_SIZE];
    char later[DATE_TEXT_SIZE];
    date_format(options->as_of, today);
    date_format(years_after(options->as_of, SCAFFOLD_YEARS), later);
    const Variable variables[] = {
        {"{{title}}", g_strdup(options->title)},
        {"{{quoted-title}}", quoted(options->title)},
        {"{{today}}", g_strdup(today)},
        {"{{in-two-years}}", g_strdup(later)},
        {"{{generator}}", g_strdup(generator_name)},
    };
    G_STATIC_ASSERT(G_N_ELEMENTS(variables) == G_N_ELEMENTS(scaffold->variables));
    memcpy(scaffold->variables, variables, sizeof variables);
}

static void free_variables(Scaffold *scaffold)
{
    for (size_t i = 0; i < G_N_ELEMENTS(scaffold->variables); i++)
        g_free(scaffold->variables[i].value);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Scaffold, free_variables)

/* TEXT with its variables filled in, in one pass: a title may hold braces of its own. Owned. */
static char *filled(const Scaffold *scaffold, const char *text)
{
    GString *out = g_string_sized_new(strlen(text));
    while (*text != '\0') {
        const Variable *found = NULL;
        for (size_t i = 0; i < G_N_ELEMENTS(scaffold->variables) && *text == '{'; i++)
            if (g_str_has_prefix(text, scaffold->variables[i].name))
                found = &scaffold->variables[i];
        if (found == NULL) {
            g_string_append_c(out, *text++);
            continue;
        }
        g_string_append(out, found->value);
        text += strlen(found->name);
    }
    return g_string_free(out, FALSE);
}

static bool write_text(Scaffold *scaffold, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(scaffold->folder, name, NULL);
    scaffold->n_files++;
    return file_write(path, text, strlen(text), 0644, scaffold->diags);
}

static bool write_file(Scaffold *scaffold, const char *from, const char *name)
{
    size_t length = 0;
    g_autofree char *text = file_read(from, MAX_FILE, &length, scaffold->diags);
    if (text == NULL)
        return false;
    g_autofree char *whole = filled(scaffold, text);
    return write_text(scaffold, name, whole);
}

/* "dot-gitignore": a file of that name would already mean something where the templates lie. */
static char *name_in_library(const char *name)
{
    static const char dot[] = "dot-";
    return g_str_has_prefix(name, dot) ? g_strconcat(".", name + strlen(dot), NULL)
                                       : g_strdup(name);
}

/* Writes all that lies in the folder FROM to the folder BELOW of the library. */
static bool write_folder(Scaffold *scaffold, const char *from, const char *below, int depth)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) names = folder_list(from, &error);
    if (names == NULL || depth > MAX_FOLDERS) {
        diags_add_path(scaffold->diags, &rule_system_read, from, "the folder cannot be read: %s",
                       error == NULL ? "it is too deep" : error->message);
        return false;
    }
    bool done = true;
    for (size_t i = 0; i < names->len && done; i++) {
        g_autofree char *path = g_build_filename(from, names->pdata[i], NULL);
        g_autofree char *own = name_in_library(names->pdata[i]);
        g_autofree char *name = g_build_filename(below, own, NULL);
        done = g_file_test(path, G_FILE_TEST_IS_DIR) ? write_folder(scaffold, path, name, depth + 1)
                                                     : write_file(scaffold, path, name);
    }
    return done;
}

static bool write_schemas(Scaffold *scaffold)
{
    const struct {
        const char *name;
        const Shape *shape;
        bool partial;
    } schemas[] = {
        {".schema/library.json", &shape_library, false},
        {".schema/people.json", &shape_people, false},
        {".schema/plan.json", &shape_plan, false},
        {".schema/part.json", &shape_plan, true},
        {".schema/runbook.json", &shape_runbook, false},
    };
    bool done = true;
    for (size_t i = 0; i < G_N_ELEMENTS(schemas) && done; i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        schema_write_json(schemas[i].shape, schemas[i].partial, out);
        done = write_text(scaffold, schemas[i].name, out->str);
    }
    return done;
}

bool scaffold_write(const ScaffoldOptions *options, size_t *n_files, Diags *diags)
{
    if (!is_installed(diags))
        return false;
    g_autoptr(Arrival) arrival = arrival_open(options->folder, diags);
    if (arrival == NULL)
        return false;
    g_autofree char *data = data_folder();
    g_autofree char *templates = g_build_filename(data, "templates", "init", NULL);
    g_auto(Scaffold) scaffold = {.folder = arrival_folder(arrival), .diags = diags};
    set_variables(&scaffold, options);
    bool done = write_folder(&scaffold, templates, "", 0) && write_schemas(&scaffold) &&
                arrival_commit(arrival, diags);
    *n_files = done ? scaffold.n_files : 0;
    return done;
}
