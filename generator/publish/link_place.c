#include "publish/link_place.h"

#include "read/schema.h"
#include "read/walk.h"
#include "rules/text_place.h"

#include <string.h>

struct LinkPlaces {
    GHashTable *texts;   /* address of a text -> const Text * */
    GHashTable *sources; /* the same of a template or chapter -> const Source *, its file */
};

static void keep(LinkPlaces *places, const Text *text)
{
    if (text->text != NULL)
        g_hash_table_insert(places->texts, (gpointer)text->text, (gpointer)text);
}

static void keep_value(const Field *field, const char **text, void *data)
{
    if (field->type == FIELD_PROSE || field->type == FIELD_LINE || field->type == FIELD_LINES ||
        field->type == FIELD_URL)
        keep(data, (const Text *)(const void *)text);
}

/* A chapter stands in its file as it is. */
static void keep_chapter(LinkPlaces *places, const Chapter *chapter)
{
    if (chapter->body.text != NULL && chapter->body.span.source != NULL)
        g_hash_table_insert(places->sources, (gpointer)chapter->body.text,
                            (gpointer)chapter->body.span.source);
}

static void keep_plan(Plan *plan, const Walker *walker)
{
    walk_object(&shape_plan, plan, walker);
    for (size_t i = 0; i < plan->runbooks.count; i++)
        walk_object(&shape_runbook, plan->runbooks.items[i], walker);
    for (size_t i = 0; i < plan->chapters.count; i++)
        keep_chapter(walker->data, plan->chapters.items[i]);
}

LinkPlaces *link_places_new(Library *library, const Resources *resources)
{
    LinkPlaces *places = g_new0(LinkPlaces, 1);
    const Walker walker = {.value = keep_value, .data = places};
    places->texts = g_hash_table_new(NULL, NULL);
    places->sources = g_hash_table_new(NULL, NULL);
    walk_object(&shape_library, library, &walker);
    walk_object(&shape_people, library, &walker);
    for (size_t i = 0; i < library->n_plans; i++)
        keep_plan(library->plans[i], &walker);
    for (guint i = 0; i < resources->sources->len; i++) {
        Source *source = resources->sources->pdata[i];
        g_hash_table_insert(places->sources, source->text, source);
    }
    return places;
}

void link_places_free(LinkPlaces *places)
{
    if (places == NULL)
        return;
    g_hash_table_unref(places->texts);
    g_hash_table_unref(places->sources);
    g_free(places);
}

/* Where URL begins in TEXT, as the end of a link if that can be found; NULL when it does not. */
static const char *find(const char *text, const char *url)
{
    g_autofree char *link = g_strconcat("](", url, NULL);
    const char *at = strstr(text, link);
    return at == NULL ? strstr(text, url) : at + strlen("](");
}

static Span place_in_source(const Source *source, const char *url)
{
    const char *at = find(source->text, url);
    if (at == NULL)
        return (Span){.source = source};
    return (Span){source, (uint32_t)(at - source->text), (uint32_t)strlen(url)};
}

Span link_place(const LinkPlaces *places, const char *origin, const char *url)
{
    const Source *source = g_hash_table_lookup(places->sources, origin);
    if (source != NULL)
        return place_in_source(source, url);
    const Text *text = g_hash_table_lookup(places->texts, origin);
    if (text == NULL)
        return (Span){.source = NULL};
    const char *at = find(text->text, url);
    return at == NULL ? text->span : text_place(text, (size_t)(at - text->text), strlen(url));
}
