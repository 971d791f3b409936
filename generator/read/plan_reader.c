#include "read/plan_reader.h"

#include "read/library_files.h"
#include "read/object.h"
#include "read/prose.h"
#include "read/reader.h"
#include "read/reading_rules.h"
#include "read/scalar.h"
#include "read/source_text.h"

#include <string.h>

/* What is needed while one plan is read. */
typedef struct PlanReading {
    Plan *plan;
    GPtrArray *sources;
    Diags *diags;
    GArray *uses;
    bool whole; /* so far */
} PlanReading;

static const Source *open_source(PlanReading *reading, const char *path)
{
    Source *source = source_text_read(path, reading->diags);
    if (source != NULL)
        g_ptr_array_add(reading->sources, source);
    if (source != NULL && source_text_check(source, reading->diags))
        return source;
    reading->whole = false;
    return NULL;
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
    bool whole = object_read_file(&reader, shape, object, seen);
    reading->whole = reading->whole && whole;
    return whole;
}

#define STEP_KEYS "`run`, `manual`, `checklist`, `notify`, `decide`, `wait` and `call`"

/* The kind of a step follows from the key that it has. */
static void settle_step(Step *step, size_t number, Diags *diags)
{
    step->number = number;
    bool present[] = {
        [STEP_MANUAL] = step->manual.span.source != NULL,
        [STEP_RUN] = step->run.span.source != NULL,
        [STEP_CHECKLIST] = step->checklist.span.source != NULL,
        [STEP_NOTIFY] = step->notify.span.source != NULL,
        [STEP_DECIDE] = step->decide.span.source != NULL,
        [STEP_WAIT] = step->wait.span.source != NULL,
        [STEP_CALL] = step->call.span.source != NULL,
    };
    int count = 0;
    for (size_t kind = 0; kind < G_N_ELEMENTS(present); kind++) {
        if (present[kind] && count++ == 0)
            step->kind = (StepKind)kind;
    }
    if (count == 0)
        diags_add(diags, &rule_step_kind, step->entity.id.span, "step '%s' has none of " STEP_KEYS,
                  step->entity.id.text);
    else if (count > 1)
        diags_add(diags, &rule_step_kind, step->entity.id.span, "step '%s' has %d of " STEP_KEYS,
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
    if (g_str_has_suffix(name, ".yaml")) {
        g_autofree char *id = g_strndup(name, strlen(name) - strlen(".yaml"));
        if (is_id(id))
            return g_steal_pointer(&id);
    }
    diags_add_path(reading->diags, &rule_file_stray, path,
                   "'%s' is not the name of a runbook: a-z 0-9 '-' and .yaml", name);
    return NULL;
}

static void read_runbooks(PlanReading *reading)
{
    Plan *plan = reading->plan;
    g_autofree char *folder = g_build_filename(plan->path, "runbooks", NULL);
    if (!is_there(folder))
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

/* The text of SOURCE with its lines ended by '\n' alone. Owned by the caller. */
static char *with_plain_line_ends(const Source *source)
{
    g_autoptr(GString) out = g_string_sized_new(source->length);
    for (const char *at = source->text; *at != '\0'; at++)
        if (*at != '\r')
            g_string_append_c(out, *at);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* Can NAME be shown to people? */
static bool is_plain_name(const char *name)
{
    if (!g_utf8_validate(name, -1, NULL))
        return false;
    for (; *name != '\0'; name = g_utf8_next_char(name))
        if (source_text_forbids(g_utf8_get_char(name)) || *name == '\n' || *name == '\t')
            return false;
    return true;
}

static Chapter *read_chapter(PlanReading *reading, const char *path, const char *name)
{
    if (!is_plain_name(name)) {
        diags_add_path(reading->diags, &rule_file_stray, path,
                       "the name of the file is not plain text");
        return NULL;
    }
    const Source *source = open_source(reading, path);
    if (source == NULL ||
        !prose_within_limits(source->text, source->length, (Span){source, 0, 0}, reading->diags))
        return NULL;
    Arena *arena = reading->plan->arena;
    Chapter *chapter = arena_new_item(arena, Chapter);
    g_autofree char *text = with_plain_line_ends(source);
    const char *rest = NULL;
    chapter->slug = arena_text_n(arena, name, strlen(name) - strlen(".md"));
    chapter->title = (Text){prose_title(arena, text, &rest), {source, 0, 0}};
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

static bool read_main_file(PlanReading *reading, SeenKeys *seen)
{
    g_autofree char *path = g_build_filename(reading->plan->path, "plan.yaml", NULL);
    const Source *source = open_source(reading, path);
    if (source == NULL)
        return false;
    reading->plan->span = (Span){source, 0, 0};
    return read_file(reading, source, &shape_plan, reading->plan, seen);
}

/* Reads plan.yaml first, then the other YAML files of the folder, for their findings also when
 * plan.yaml could not be read: that is told by false. */
static bool read_plan_files(PlanReading *reading, const GPtrArray *names)
{
    Plan *plan = reading->plan;
    Span spans[64] = {{0}};
    SeenKeys seen = {spans};
    bool main_read = read_main_file(reading, &seen);
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
        if (part != NULL)
            read_file(reading, part, &shape_plan, plan, &seen);
    }
    ObjectReader reader = {.diags = reading->diags};
    if (reading->whole)
        object_require(&reader, &shape_plan, &seen, plan->span);
    if (plan->title.text == NULL)
        plan->title = (Text){plan->id, plan->span};
    return main_read;
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

/* The name of the folder is the plan's id, and that of its folder in the output. */
static bool may_be_plan(const char *path, const char *id, Diags *diags)
{
    if (is_id(id) && strcmp(id, "compliance") != 0)
        return true;
    diags_add_path(diags, &rule_id_malformed, path,
                   is_id(id) ? "the folder is called '%s', as the report in the output is"
                             : "the name of the folder, '%s', is not an id",
                   id);
    return false;
}

Plan *plan_read(const char *path, const char *id, GPtrArray *sources, bool *whole, Diags *diags)
{
    *whole = false;
    g_autoptr(GPtrArray) names = folder_names(path, diags);
    if (names == NULL)
        return NULL;
    g_autofree char *main_path = g_build_filename(path, "plan.yaml", NULL);
    if (!is_there(main_path)) {
        diags_add_path(diags, &rule_plan_missing, path, "the folder has no plan.yaml");
        return NULL;
    }
    if (!may_be_plan(path, id, diags))
        return NULL;
    Arena *arena = arena_new();
    Plan *plan = arena_new_item(arena, Plan);
    plan->arena = arena;
    plan->id = arena_text(arena, id);
    plan->path = arena_text(arena, path);
    g_autoptr(GArray) uses = g_array_new(FALSE, FALSE, sizeof(RefUse));
    PlanReading reading = {plan, sources, diags, uses, true};
    bool main_read = read_plan_files(&reading, names);
    read_runbooks(&reading);
    read_chapters(&reading, names);
    if (!main_read) {
        arena_free(arena);
        return NULL;
    }
    keep_uses(&reading);
    *whole = reading.whole;
    return plan;
}
