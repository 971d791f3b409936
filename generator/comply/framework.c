#include "comply/comply.h"

#include "base/nearest.h"
#include "comply/comply_rules.h"
#include "comply/framework_schema.h"
#include "comply/reason.h"
#include "read/reader.h"

#include <string.h>

Framework *framework_read_take(Source *source, Diags *diags)
{
    Framework *framework = g_new0(Framework, 1);
    framework->arena = arena_new();
    framework->file = source;
    framework->is_unreadable =
        !read_object(source, &shape_framework, framework, framework->arena, diags);
    return framework;
}

void framework_free(Framework *framework)
{
    if (framework == NULL)
        return;
    framework_free(framework->base);
    arena_free(framework->arena);
    source_free(framework->file);
    g_free(framework);
}

/* ---- one on top of another ---- */

static void take_text(Text *into, const Text *change)
{
    if (change->text != NULL || change->span.source != NULL)
        *into = *change;
}

static void take_duration(DurationValue *into, const DurationValue *change)
{
    if (change->text != NULL || change->span.source != NULL)
        *into = *change;
}

static void take_texts(TextList *into, const TextList *change)
{
    if (change->span.source != NULL)
        *into = *change;
}

/* CHANGE with what it leaves out from BASE. */
static Control *laid_over(const Control *base, const Control *change, Arena *arena)
{
    Control *control = arena_new_item(arena, Control);
    *control = *base;
    control->entity.span = change->entity.span;
    take_text(&control->entity.id, &change->entity.id);
    take_text(&control->entity.name, &change->entity.name);
    take_text(&control->number, &change->number);
    take_text(&control->about, &change->about);
    take_text(&control->oscal, &change->oscal);
    if (change->evidence.text != NULL || change->evidence.span.source != NULL)
        control->evidence = change->evidence;
    take_text(&control->predicate, &change->predicate);
    take_duration(&control->within, &change->within);
    take_duration(&control->over, &change->over);
    take_texts(&control->types, &change->types);
    take_texts(&control->of, &change->of);
    if (change->count.text != NULL || change->count.span.source != NULL)
        control->count = change->count;
    return control;
}

/* Id to control, borrowed. */
static GHashTable *index_controls(const Framework *framework)
{
    GHashTable *index = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < framework->controls.count; i++) {
        Control *control = framework->controls.items[i];
        if (control->entity.id.text != NULL)
            g_hash_table_insert(index, (gpointer)control->entity.id.text, control);
    }
    return index;
}

static void report_dropped(const Framework *base, const Text *id, Diags *diags)
{
    Diag *diag = diags_add(diags, &rule_control_unknown, id->span,
                           "framework '%s' has no control '%s' that could be dropped",
                           base->id.text == NULL ? "?" : base->id.text, id->text);
    Nearest nearest = nearest_start(id->text);
    for (size_t i = 0; i < base->controls.count; i++)
        nearest_offer(&nearest, reason_id(&base->controls.items[i]->entity));
    if (nearest.best != NULL)
        diag_help(diags, diag, "did you mean '%s'?", nearest.best);
}

/* The ids that FRAMEWORK drops; what BASE does not have is reported. */
static GHashTable *index_dropped(const Framework *framework, GHashTable *in_base, Diags *diags)
{
    GHashTable *dropped = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < framework->drop.count; i++) {
        const Text *id = framework->drop.items[i];
        if (id->text == NULL)
            continue;
        if (g_hash_table_contains(in_base, id->text))
            g_hash_table_add(dropped, (gpointer)id->text);
        else
            report_dropped(framework->base, id, diags);
    }
    return dropped;
}

/* The controls of the base in their order, changed or dropped, then the new ones. */
static void merge_controls(Framework *framework, Diags *diags)
{
    const Framework *base = framework->base;
    g_autoptr(GHashTable) in_base = index_controls(base);
    g_autoptr(GHashTable) own = index_controls(framework);
    g_autoptr(GHashTable) dropped = index_dropped(framework, in_base, diags);
    Control **merged = arena_alloc(
        framework->arena, (base->controls.count + framework->controls.count + 1) * sizeof *merged);
    size_t count = 0;
    for (size_t i = 0; i < base->controls.count; i++) {
        Control *control = base->controls.items[i];
        const char *id = control->entity.id.text;
        const Control *change = id == NULL ? NULL : g_hash_table_lookup(own, id);
        if (id != NULL && g_hash_table_contains(dropped, id))
            continue;
        merged[count++] = change == NULL ? control : laid_over(control, change, framework->arena);
    }
    for (size_t i = 0; i < framework->controls.count; i++) {
        Control *control = framework->controls.items[i];
        const char *id = control->entity.id.text;
        if (id == NULL || !g_hash_table_contains(in_base, id))
            merged[count++] = control;
    }
    framework->controls.items = merged;
    framework->controls.count = count;
}

static void inherit(Text *into, const Text *base)
{
    if (into->text == NULL && into->span.source == NULL)
        *into = *base;
}

void framework_extend_take(Framework *framework, Framework *base, Diags *diags)
{
    framework->base = base;
    inherit(&framework->title, &base->title);
    inherit(&framework->version, &base->version);
    inherit(&framework->about, &base->about);
    inherit(&framework->source, &base->source);
    merge_controls(framework, diags);
}

/* ---- by name ---- */

const Control *framework_named(const Framework *framework, const char *text, bool *known)
{
    const char *slash = strchr(text, '/');
    size_t length = slash == NULL ? 0 : (size_t)(slash - text);
    *known = false;
    for (const Framework *each = framework; each != NULL && slash != NULL; each = each->base)
        *known |= each->id.text != NULL && strlen(each->id.text) == length &&
                  strncmp(each->id.text, text, length) == 0;
    for (size_t i = 0; *known && i < framework->controls.count; i++)
        if (g_strcmp0(framework->controls.items[i]->entity.id.text, slash + 1) == 0)
            return framework->controls.items[i];
    return NULL;
}
