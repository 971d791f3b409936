#include "redact/redaction.h"

#include "read/walk.h"

#include <string.h>

/* Stands for what is internal wherever something refers to it. */
static const Entity nothing = {
    .kind = ENTITY_OTHER, .id = {"internal", {NULL, 0, 0}}, .name = {left_out, {NULL, 0, 0}}};

/* ---- values ---- */

static bool is_id_like(const char *text)
{
    return text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

/* A plain text may name somebody as a whole, or repeat an id, which has to remain one. */
static const char *plain(const Redaction *redaction, const char *text)
{
    const Alias *alias = g_hash_table_lookup(redaction->aliases, text);
    if (alias != NULL)
        return is_id_like(text) ? alias->id : alias->name;
    return redact_text(redaction, text, is_id_like(text) ? MASK_ID : MASK_TEXT);
}

static void redact_reference(const Redaction *redaction, Ref *ref)
{
    const Entity *target = ref->target;
    bool gone = target != NULL && (g_hash_table_contains(redaction->dropped, target) ||
                                   g_hash_table_contains(redaction->dropped, target->plan));
    if (gone)
        ref->target = &nothing;
    ref->text = gone ? nothing.id.text : plain(redaction, ref->text);
}

/* A text without a meaning beyond what people read gets words, a date or number nothing. */
static const char *in_place_of(const Field *field)
{
    bool worded = field->type == FIELD_TEXT || field->type == FIELD_LINE ||
                  field->type == FIELD_PROSE || field->type == FIELD_VERBATIM ||
                  field->type == FIELD_TEXTS || field->type == FIELD_LINES;
    return worded ? left_out : NULL;
}

static void redact_value(const Field *field, const char **text, void *data)
{
    const Redaction *redaction = data;
    if (field->privacy != PRIVACY_NONE)
        *text = in_place_of(field);
    else if (field->type == FIELD_REF || field->type == FIELD_REFS)
        redact_reference(redaction, (Ref *)(void *)text);
    else if (field->type == FIELD_PROSE)
        *text = redact_markdown(redaction, *text, true);
    else if (field->type == FIELD_LINE || field->type == FIELD_LINES)
        *text = redact_markdown(redaction, *text, false);
    else if (field->type == FIELD_URL || field->type == FIELD_WEB)
        *text = mask_finds(redaction->mask, *text, MASK_TEXT) ? left_out : *text;
    else if (field->type == FIELD_VERBATIM)
        *text = redact_text(redaction, *text, MASK_TEXT);
    else
        *text = plain(redaction, *text);
}

/* ---- what is internal ---- */

/* The step keeps its number, so that the others keep theirs. */
static void empty_step(const Redaction *redaction, Step *step)
{
    Step bare = {.entity = step->entity, .number = step->number, .kind = STEP_MANUAL};
    bare.entity.id.text = arena_printf(redaction->library->arena, "internal-%zu", step->number);
    bare.entity.name.text = left_out;
    bare.manual.text = left_out;
    *step = bare;
}

static WalkStep enter(const Shape *shape, void *object, void *data)
{
    const Redaction *redaction = data;
    if (!shape->is_entity || !g_hash_table_contains(redaction->dropped, object))
        return WALK_INTO;
    const Entity *entity = object;
    if (entity->kind != ENTITY_STEP)
        return WALK_DROP;
    empty_step(redaction, object);
    return WALK_PAST;
}

/* TEXT names a step of RUNBOOK: the new name where that one is internal. */
static void follow_step(const Redaction *redaction, const Runbook *runbook, Text *text)
{
    const Step *step = text->text == NULL ? NULL : runbook_find_step(runbook, text->text);
    if (step != NULL && g_hash_table_contains(redaction->dropped, step))
        text->text = arena_printf(redaction->library->arena, "internal-%zu", step->number);
}

static void follow_steps(const Redaction *redaction, Runbook *runbook)
{
    for (size_t i = 0; i < runbook->steps.count; i++) {
        Step *step = runbook->steps.items[i];
        follow_step(redaction, runbook, &step->on_failure_go);
        for (size_t j = 0; j < step->after.count; j++)
            follow_step(redaction, runbook, step->after.items[j]);
        for (size_t j = 0; j < step->choices.count; j++)
            follow_step(redaction, runbook, &step->choices.items[j]->go);
    }
}

/* ---- plans ---- */

static void redact_needs(const Redaction *redaction, RunbookNeeds *needs)
{
    needs->files.count = MIN(needs->files.count, 1); /* the words once are enough */
    for (size_t i = 0; i < needs->env.count; i++) {
        Text *name = &needs->env.items[i]->name;
        if (name->text != NULL && mask_finds(redaction->mask, name->text, MASK_TEXT))
            name->text = left_out;
    }
}

static void redact_runbooks(const Redaction *redaction, Plan *plan, const Walker *walker)
{
    Runbook **runbooks = (Runbook **)(void *)plan->runbooks.items;
    size_t kept = 0;
    for (size_t i = 0; i < plan->runbooks.count; i++) {
        Runbook *runbook = runbooks[i];
        if (g_hash_table_contains(redaction->dropped, runbook))
            continue;
        runbooks[kept++] = runbook;
        redact_needs(redaction, &runbook->needs);
        follow_steps(redaction, runbook);
        walk_object(&shape_runbook, runbook, walker);
        runbook->entity.id.text = redact_text(redaction, runbook->entity.id.text, MASK_ID);
    }
    plan->runbooks.count = kept;
}

static bool is_internal_chapter(const Plan *plan, const Chapter *chapter)
{
    for (size_t i = 0; i < plan->internal_chapters.count; i++)
        if (strcmp(plan->internal_chapters.items[i]->text, chapter->slug) == 0)
            return true;
    return false;
}

static void redact_chapters(const Redaction *redaction, Plan *plan)
{
    Chapter **chapters = (Chapter **)(void *)plan->chapters.items;
    size_t kept = 0;
    for (size_t i = 0; i < plan->chapters.count; i++) {
        Chapter *chapter = chapters[i];
        if (is_internal_chapter(plan, chapter))
            continue;
        chapters[kept++] = chapter;
        chapter->slug = redact_text(redaction, chapter->slug, MASK_ID);
        chapter->title.text = plain(redaction, chapter->title.text);
        if (chapter->body.text != NULL)
            chapter->body.text = redact_markdown(redaction, chapter->body.text, true);
    }
    plan->chapters.count = kept;
}

static void redact_plan(const Redaction *redaction, Plan *plan, const Walker *walker)
{
    redact_chapters(redaction, plan);
    redact_runbooks(redaction, plan, walker);
    walk_object(&shape_plan, plan, walker);
    plan->id = redact_text(redaction, plan->id, MASK_ID);
}

/* ---- the library ---- */

typedef struct Renaming {
    Person *person;
    const Alias *alias;
} Renaming;

/* The aliases are found by the names that the walk takes away. */
static Renaming *find_aliases(const Redaction *redaction)
{
    const Library *library = redaction->library;
    Renaming *renamings = g_new0(Renaming, library->people.count + 1);
    for (size_t i = 0; i < library->people.count; i++) {
        Person *person = library->people.items[i];
        renamings[i].person = person;
        renamings[i].alias = g_hash_table_lookup(redaction->aliases, person->entity.id.text);
    }
    return renamings;
}

/* Nobody knows whether a plan that could not be read is internal. */
static void hide_unreadable(Library *library)
{
    for (size_t i = 0; i < library->n_unreadable; i++)
        library->unreadable[i].id = left_out;
}

void redact_model(const Redaction *redaction)
{
    Library *library = redaction->library;
    const Walker walker = {enter, redact_value, (void *)redaction};
    g_autofree Renaming *renamings = find_aliases(redaction);
    walk_object(&shape_library, library, &walker);
    walk_object(&shape_people, library, &walker);
    for (size_t i = 0; i < library->n_plans; i++)
        redact_plan(redaction, library->plans[i], &walker);
    hide_unreadable(library);
    for (size_t i = 0; i < library->people.count; i++) {
        Person *person = renamings[i].person;
        Entity *entity = &person->entity;
        person->verified = person->trained = person->left = (DateValue){0};
        entity->id.text = renamings[i].alias->id;
        entity->name.text = renamings[i].alias->name;
    }
}
