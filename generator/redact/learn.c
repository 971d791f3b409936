#include "redact/redaction.h"

#include "read/walk.h"

#include <string.h>

enum {
    LEAST_WORD = 3,    /* shorter words would be found in any text */
    LEAST_NUMBER = 7,  /* 112 is everybody's */
    LEAST_COMMAND = 8, /* a shorter line of commands tells nothing: fi, done, exit 1 */
};

enum { IN_TEXT = MASK_TEXT | MASK_TOLD };

static bool is_single(const char *words)
{
    return strpbrk(words, " \t\n-") == NULL;
}

/* Words that people write: one alone is looked for in its own case, since `Will` is a name and
 * `will` is none. */
static void learn_words(Redaction *redaction, const char *words, const char *instead)
{
    if (words == NULL)
        return;
    bool is_short = g_utf8_strlen(words, -1) < LEAST_WORD;
    unsigned uses = is_short ? MASK_TOLD : IN_TEXT;
    mask_add(redaction->mask, words, instead, uses | (is_single(words) ? MASK_CASE : 0u));
}

/* An id of several parts is looked for everywhere; one of a single word is told by findings only
 * as itself. */
static void learn_id(Redaction *redaction, const char *id, const char *instead)
{
    unsigned uses = is_single(id) ? MASK_TOLD | MASK_CASE : IN_TEXT | MASK_ID;
    mask_add(redaction->mask, id, instead, uses);
}

/* "Maria Silva" as others make an id of it. Owned. */
static char *slug_of(const char *name)
{
    GString *slug = g_string_new(NULL);
    for (const char *at = name; *at != '\0'; at++) {
        if (g_ascii_isalnum(*at))
            g_string_append_c(slug, g_ascii_tolower(*at));
        else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
            g_string_append_c(slug, '-');
    }
    return g_string_free(slug, FALSE);
}

static void learn_people(Redaction *redaction)
{
    const Library *library = redaction->library;
    for (size_t i = 0; i < library->people.count; i++) {
        const Entity *entity = &library->people.items[i]->entity;
        const Alias *alias = g_hash_table_lookup(redaction->aliases, entity->id.text);
        learn_id(redaction, entity->id.text, alias->id);
        learn_words(redaction, entity->name.text, alias->name);
        g_autofree char *slug = slug_of(entity_name(entity));
        if (!is_single(slug))
            learn_id(redaction, slug, alias->id);
    }
}

/* Each line of COMMANDS, for a chapter repeats a line and not the whole. */
static void learn_commands(Redaction *redaction, const char *commands)
{
    g_auto(GStrv) lines = g_strsplit(commands, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        size_t length = strlen(g_strchomp(*line));
        if (length > 0 && (*line)[length - 1] == '\\')
            (*line)[length - 1] = '\0';
        g_strstrip(*line);
        bool tells = strlen(*line) >= LEAST_COMMAND && strpbrk(*line, " /=|$") != NULL;
        if (tells)
            mask_add(redaction->mask, *line, left_out_part, IN_TEXT);
    }
}

static void learn_value(const Field *field, const char **text, void *data)
{
    Redaction *redaction = data;
    bool named = field->privacy == PRIVACY_REMOVED;
    if (!named)
        return;
    bool number = g_str_has_prefix(field->key, "phone");
    if (number)
        mask_add_number(redaction->mask, *text);
    if (field->type == FIELD_VERBATIM)
        learn_commands(redaction, *text);
    else if (!number || strlen(*text) >= LEAST_NUMBER)
        learn_words(redaction, *text, left_out_part);
    if (strcmp(field->key, "chat") == 0 && g_ascii_isalnum(**text)) {
        g_autofree char *handle = g_strconcat("@", *text, NULL);
        learn_words(redaction, handle, left_out_part);
    }
}

static bool is_internal(const Shape *shape, void *object)
{
    const Field *field = shape_find(shape, "internal");
    if (field == NULL)
        return false;
    return redact_means_internal((const BoolValue *)(void *)((char *)object + field->offset));
}

static void learn_internal(Redaction *redaction, const Entity *entity)
{
    g_hash_table_add(redaction->dropped, (gpointer)entity);
    if (entity->kind == ENTITY_STEP) {
        const Step *step = (const Step *)entity;
        g_autofree char *id = g_strdup_printf("internal-%zu", step->number);
        learn_id(redaction, entity->id.text, id);
    } else {
        learn_id(redaction, entity->id.text, "internal");
    }
    learn_words(redaction, entity->name.text, left_out_part);
}

static WalkStep learn_object(const Shape *shape, void *object, void *data)
{
    if (shape->is_entity && is_internal(shape, object))
        learn_internal(data, object);
    return WALK_INTO;
}

static void learn_secrets(Redaction *redaction, const Runbook *runbook)
{
    for (size_t i = 0; i < runbook->needs.env.count; i++) {
        const EnvVariable *variable = runbook->needs.env.items[i];
        bool secret =
            variable->secret.text != NULL && (!variable->secret.known || variable->secret.value);
        if (secret && variable->name.text != NULL)
            mask_add(redaction->mask, variable->name.text, left_out_part, IN_TEXT | MASK_CASE);
    }
}

static void learn_plan(Redaction *redaction, Plan *plan, const Walker *walker)
{
    if (redact_is_internal(plan)) {
        g_hash_table_add(redaction->dropped, plan);
        learn_id(redaction, plan->id, "internal");
        learn_words(redaction, plan->title.text, left_out_part);
    }
    walk_object(&shape_plan, plan, walker);
    for (size_t i = 0; i < plan->runbooks.count; i++) {
        Runbook *runbook = plan->runbooks.items[i];
        learn_object(&shape_runbook, runbook, redaction);
        walk_object(&shape_runbook, runbook, walker);
        learn_secrets(redaction, runbook);
    }
}

/* A name that evidence gives and nobody of the library has: of somebody from outside. */
static void learn_stranger(Redaction *redaction, const char *name)
{
    if (name != NULL && redact_who(redaction, name) == left_out)
        learn_words(redaction, name, left_out_part);
}

static void learn_run(Redaction *redaction, const Run *run)
{
    learn_stranger(redaction, run->operator_name);
    learn_stranger(redaction, run->observer);
    for (size_t i = 0; i < run->n_people; i++)
        learn_stranger(redaction, run->people[i].name);
    for (size_t i = 0; i < run->n_steps; i++)
        learn_stranger(redaction, run->steps[i].by);
    for (size_t i = 0; i < run->n_findings; i++)
        learn_stranger(redaction, run->findings[i].owner);
    learn_words(redaction, run->host, left_out_part);
    learn_words(redaction, run->evidence, left_out_part);
}

static void learn_history(Redaction *redaction)
{
    const RunSet *set = redaction->runs;
    for (size_t i = 0; i < set->count; i++)
        learn_run(redaction, &set->runs[i]);
    for (size_t i = 0; i < set->n_acts; i++) {
        learn_stranger(redaction, set->acts[i].by);
        learn_stranger(redaction, set->acts[i].owner);
        learn_words(redaction, set->acts[i].evidence, left_out_part);
    }
}

void redact_learn(Redaction *redaction)
{
    const Walker walker = {learn_object, learn_value, redaction};
    Library *library = redaction->library;
    learn_people(redaction);
    walk_object(&shape_library, library, &walker);
    walk_object(&shape_people, library, &walker);
    for (size_t i = 0; i < library->n_plans; i++)
        learn_plan(redaction, library->plans[i], &walker);
    learn_history(redaction);
}
