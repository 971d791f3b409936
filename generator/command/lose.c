#include "command/lose.h"

#include "base/nearest.h"
#include "command/lose_answer.h"
#include "read/reader.h"

#include <stdio.h>
#include <string.h>

/* ---- What is lost -------------------------------------------------------------------------- */

static const struct {
    const char *word;
    EntityKind kind;
} lost_kinds[] = {
    {"site", ENTITY_SITE},     {"person", ENTITY_PERSON}, {"service", ENTITY_SERVICE},
    {"vendor", ENTITY_VENDOR}, {"tool", ENTITY_TOOL},     {"team", ENTITY_TEAM},
    {"data", ENTITY_DATA},
};

/* What is searched for, and what came near. */
typedef struct Search {
    EntityKind kind;
    const char *id;
    GPtrArray *found; /* const Entity * */
    Nearest nearest;
} Search;

static void match(const Entity *entity, void *data)
{
    Search *search = data;
    if (entity->kind != search->kind)
        return;
    nearest_offer(&search->nearest, entity->id.text);
    if (strcmp(entity->id.text, search->id) == 0)
        g_ptr_array_add(search->found, (void *)(uintptr_t)entity);
}

static void search_library(const Library *library, Search *search)
{
    const char *slash = strchr(search->id, '/');
    g_autofree char *plan =
        slash == NULL ? NULL : g_strndup(search->id, (gsize)(slash - search->id));
    if (slash != NULL)
        search->id = slash + 1;
    for (size_t i = 0; i < library->n_plans; i++)
        if (plan == NULL || strcmp(library->plans[i]->id, plan) == 0)
            plan_each_entity(library->plans[i], match, search);
    if (plan != NULL)
        return;
    for (size_t i = 0; i < library->people.count; i++)
        match(&library->people.items[i]->entity, search);
    for (size_t i = 0; i < library->teams.count; i++)
        match(&library->teams.items[i]->entity, search);
    for (size_t i = 0; i < library->vendors.count; i++)
        match(&library->vendors.items[i]->entity, search);
    for (size_t i = 0; i < library->tools.count; i++)
        match(&library->tools.items[i]->entity, search);
}

static char *kinds_help(const char *word)
{
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "--lose takes KIND:ID, and '%s' is none; KIND is one of", word);
    for (size_t i = 0; i < G_N_ELEMENTS(lost_kinds); i++)
        g_string_append_printf(text, "%s %s", i == 0 ? "" : ",", lost_kinds[i].word);
    return g_string_free(text, FALSE);
}

/* Who takes a team away means the people in it. */
static void lose_entity(Losses *losses, const Entity *entity)
{
    losses_add(losses, entity);
    if (entity->kind != ENTITY_TEAM)
        return;
    const RefList *members = &((const Team *)entity)->members;
    for (size_t i = 0; i < members->count; i++)
        losses_add(losses, members->items[i]->target);
}

char *lose_word(const Library *library, Losses *losses, const char *word)
{
    const char *colon = strchr(word, ':');
    size_t length = colon == NULL ? 0 : (size_t)(colon - word);
    for (size_t i = 0; colon != NULL && i < G_N_ELEMENTS(lost_kinds); i++) {
        if (strlen(lost_kinds[i].word) != length || strncmp(lost_kinds[i].word, word, length) != 0)
            continue;
        g_autoptr(GPtrArray) found = g_ptr_array_new();
        Search search = {lost_kinds[i].kind, colon + 1, found, nearest_start(colon + 1)};
        search_library(library, &search);
        for (guint j = 0; j < found->len; j++)
            lose_entity(losses, found->pdata[j]);
        if (found->len > 0)
            return NULL;
        if (search.nearest.best != NULL)
            return g_strdup_printf("there is no %s '%s'; did you mean '%s'?", lost_kinds[i].word,
                                   colon + 1, search.nearest.best);
        return g_strdup_printf("there is no %s '%s'", lost_kinds[i].word, colon + 1);
    }
    return kinds_help(word);
}

/* ---- The answer ---------------------------------------------------------------------------- */

int lose(const Command *command, const LoseRequest *request)
{
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(Library) library = read_library(request->folder, diags);
    int status = command_status(diags);
    if (status != EXIT_CLEAN)
        command_print(diags);
    if (library == NULL)
        return status;
    g_autoptr(Losses) losses = losses_new(library);
    for (size_t i = 0; request->words[i] != NULL; i++) {
        g_autofree char *mistake = lose_word(library, losses, request->words[i]);
        if (mistake != NULL)
            return command_usage(command, "%s", mistake);
    }
    g_autoptr(Outlook) outlook = outlook_new(library, losses, request->as_of);
    if (status == EXIT_CLEAN && !outlook->in_time)
        status = EXIT_FINDINGS;
    g_autoptr(GString) out = g_string_new(NULL);
    if (request->as_json)
        lose_json(outlook, request->words, status, out);
    else
        lose_text(outlook, request->words, out);
    fputs(out->str, stdout);
    return status;
}
