#include "read/plan_reader.h"

#include "read/library_files.h"
#include "read/object.h"
#include "read/prose.h"
#include "read/reader.h"
#include "read/reading_rules.h"
#include "read/source_text.h"

#include <string.h>

/* What is needed while one plan is read. */
typedef struct PlanReading {
    Plan *plan;
    GPtrArray *sources;
    Diags *diags;
    GArray *uses;
} PlanReading;

static const Source *open_source(PlanReading *reading, const char *path)
{
    Source *source = source_text_read(path, reading->diags);
    if (source == NULL)
        return NULL;
    g_ptr_array_add(reading->sources, source);
    return source_text_check(source, reading->diags) ? source : NULL;
}

static bool read_file(PlanReading *reading, const Source *source, const Shape *shape, void *object,
                      SeenKeys *seen)
{
    g_auto(Yaml) yaml;
    yaml_open(&yaml, source, reading->diags);
    ObjectReader reader = {.yaml = &yaml,
                           .arena = reading->plan->arena,
                           .diags = reading->diags,
                           .plan = reading->plan,
                           .uses = reading->uses};
    return object_read_file(&reader, shape, object, seen);
}

/* The kind of a step follows from the key that it has. */
static void settle_step(Step *step, size_t number, Diags *diags)
{
    step->number = number;
    bool present[] = {
        [STEP_MANUAL] = step->manual.text != NULL,
        [STEP_RUN] = step->run.text != NULL,
        [STEP_CHECKLIST] = step->checklist.span.source != NULL,
        [STEP_NOTIFY] = step->notify.span.source != NULL,
    };
    int count = 0;
    for (size_t kind = 0; kind < G_N_ELEMENTS(present); kind++) {
        if (present[kind] && count++ == 0)
            step->kind = (StepKind)kind;
    }
    if (count == 0)
        diags_add(diags, &rule_step_kind, step->entity.id.span,
                  "step '%s' has none of `run`, `manual`, `checklist` and `notify`",
                  step->entity.id.text);
    else if (count > 1)
        diags_add(diags, &rule_step_kind, step->entity.id.span,
                  "step '%s' has %d of `run`, `manual`, `checklist` and `notify`",
                  step->entity.id.text, count);
}

static Runbook *read_runbook(PlanReading *reading, const char *path, const char *id)
{
    const Source *source = open_source(reading, path);
    if (source == NULL)
        return NULL;
    Runbook *runbook = arena_new_item(reading->plan->arena, Runbook);
    Span spans[64] = {{0}};
    SeenKeys seen = {spans};
    bool whole = read_file(reading, source, &shape_runbook, runbook, &seen);
    runbook->entity.kind = ENTITY_RUNBOOK;
    runbook->entity.plan = reading->plan;
    runbook->entity.id = (Text){arena_text(reading->plan->arena, id), {source, 0, 0}};
    if (!whole)
        return NULL;
    ObjectReader reader = {.diags = reading->diags};
    object_require(&reader, &shape_runbook, &seen, (Span){source, 0, 0});
    for (size_t i = 0; i < runbook->steps.count; i++)
        settle_step(runbook->steps.items[i], i + 1, reading->diags);
    g_autofree char *hash = g_compute_checksum_for_data(
        G_CHECKSUM_SHA256, (const guchar *)source->text, source->length);
    runbook->hash = arena_text(reading->plan->arena, hash);
    return runbook;
}

/* The id that the name of a runbook's file gives, or NULL with a finding. Owned. */
static char *runbook_id(PlanReading *reading, const char *path, const char *name)
{
    size_t length = strlen(name);
    bool fits = g_str_has_suffix(name, ".yaml") && length > 5 && name[0] != '-';
    for (size_t i = 0; fits && i < length - 5; i++)
        fits = g_ascii_islower(name[i]) || g_ascii_isdigit(name[i]) || name[i] == '-';
    if (fits)
        return g_strndup(name, length - 5);
    diags_add_path(reading->diags, &rule_file_stray, path,
                   "'%s' is not the name of a runbook: a-z 0-9 '-' and .yaml", name);
    return NULL;
}

static void read_runbooks(PlanReading *reading)
{
    Plan *plan = reading->plan;
    g_autofree char *folder = g_build_filename(plan->path, "runbooks", NULL);
    if (!is_folder(folder))
        return;
    g_autoptr(GPtrArray) names = folder_names(folder, reading->diags);
    if (names == NULL)
        return;
    Runbook **runbooks = arena_alloc(plan->arena, names->len * sizeof *runbooks);
    for (size_t i = 0; i < names->len; i++) {
        g_autofree char *path = g_build_filename(folder, names->pdata[i], NULL);
        g_autofree char *id = runbook_id(reading, path, names->pdata[i]);
        Runbook *runbook = id == NULL ? NULL : read_runbook(reading, path, id);
        if (runbook != NULL)
            runbooks[plan->runbooks.count++] = runbook;
    }
    plan->runbooks.items = runbooks;
}

/* The first line of TEXT when it is a heading `# ...`; *REST gets what follows it. */
static const char *first_heading(Arena *arena, const char *text, const char **rest)
{
    *rest = text;
    while (*text == '\n')
        text++;
    if (*text != '#')
        return NULL;
    const char *end = strchr(text, '\n');
    const char *start = text + strspn(text, "# ");
    if (end == NULL)
        end = text + strlen(text);
    if (start >= end)
        return NULL;
    *rest = end;
    return arena_text_n(arena, start, (size_t)(end - start));
}

static Chapter *read_chapter(PlanReading *reading, const char *path, const char *name)
{
    const Source *source = open_source(reading, path);
    if (source == NULL ||
        !prose_within_limits(source->text, source->length, (Span){source, 0, 0}, reading->diags))
        return NULL;
    Arena *arena = reading->plan->arena;
    Chapter *chapter = arena_new_item(arena, Chapter);
    const char *rest = NULL;
    chapter->slug = arena_text_n(arena, name, strlen(name) - strlen(".md"));
    chapter->title = (Text){first_heading(arena, source->text, &rest), {source, 0, 0}};
    if (chapter->title.text == NULL)
        chapter->title.text = chapter->slug;
    chapter->body = (Text){arena_text(arena, rest), {source, 0, 0}};
    return chapter;
}

static void read_chapters(PlanReading *reading, const GPtrArray *names)
{
    Plan *plan = reading->plan;
    Chapter **chapters = arena_alloc(plan->arena, names->len * sizeof *chapters);
    for (size_t i = 0; i < names->len; i++) {
        const char *name = names->pdata[i];
        if (!g_str_has_suffix(name, ".md") || strlen(name) == strlen(".md"))
            continue;
        g_autofree char *path = g_build_filename(plan->path, name, NULL);
        Chapter *chapter = read_chapter(reading, path, name);
        if (chapter != NULL)
            chapters[plan->chapters.count++] = chapter;
    }
    plan->chapters.items = chapters;
}

/* Reads plan.yaml first, then the other YAML files of the folder. False when plan.yaml could
 * not be read. */
static bool read_plan_files(PlanReading *reading, const GPtrArray *names)
{
    Plan *plan = reading->plan;
    g_autofree char *main_path = g_build_filename(plan->path, "plan.yaml", NULL);
    const Source *source = open_source(reading, main_path);
    if (source == NULL)
        return false;
    Span spans[64] = {{0}};
    SeenKeys seen = {spans};
    plan->span = (Span){source, 0, 0};
    if (!read_file(reading, source, &shape_plan, plan, &seen))
        return false;
    bool whole = true;
    for (size_t i = 0; i < names->len; i++) {
        const char *name = names->pdata[i];
        g_autofree char *path = g_build_filename(plan->path, name, NULL);
        if (strcmp(name, "plan.yaml") == 0)
            continue;
        if (g_str_has_suffix(name, ".yml"))
            diags_add_path(reading->diags, &rule_file_stray, path, "'%s' ends in .yml", name);
        if (!g_str_has_suffix(name, ".yaml"))
            continue;
        const Source *part = open_source(reading, path);
        whole = part != NULL && read_file(reading, part, &shape_plan, plan, &seen) && whole;
    }
    ObjectReader reader = {.diags = reading->diags};
    if (whole)
        object_require(&reader, &shape_plan, &seen, plan->span);
    if (plan->title.text == NULL)
        plan->title = (Text){plan->id, plan->span};
    return true;
}

static void keep_uses(PlanReading *reading)
{
    Plan *plan = reading->plan;
    RefUse *uses = arena_alloc(plan->arena, reading->uses->len * sizeof *uses);
    if (reading->uses->len > 0)
        memcpy(uses, reading->uses->data, reading->uses->len * sizeof *uses);
    plan->uses = uses;
    plan->n_uses = reading->uses->len;
}

static void plan_discard(Plan *plan)
{
    arena_free(plan->arena);
}

Plan *plan_read(const char *path, const char *id, GPtrArray *sources, Diags *diags)
{
    g_autoptr(GPtrArray) names = folder_names(path, diags);
    if (names == NULL)
        return NULL;
    g_autofree char *main_path = g_build_filename(path, "plan.yaml", NULL);
    if (!is_there(main_path)) {
        diags_add_path(diags, &rule_plan_missing, path, "the folder has no plan.yaml");
        return NULL;
    }
    Arena *arena = arena_new();
    Plan *plan = arena_new_item(arena, Plan);
    plan->arena = arena;
    plan->id = arena_text(arena, id);
    plan->path = arena_text(arena, path);
    g_autoptr(GArray) uses = g_array_new(FALSE, FALSE, sizeof(RefUse));
    PlanReading reading = {plan, sources, diags, uses};
    if (!read_plan_files(&reading, names)) {
        plan_discard(plan);
        return NULL;
    }
    read_runbooks(&reading);
    read_chapters(&reading, names);
    keep_uses(&reading);
    return plan;
}
