#include "model/loss.h"

/*
 * What is named is kept; what that carries away is worked out when it is asked for, from the thing
 * that is asked for towards what it rests on. So nothing costs more than what is looked at, and a
 * large library is not searched for each scenario. Nothing here recurses along what a plan says:
 * the only chains without a bound are those of sites within sites and of tools that need tools.
 */

/* What was found out since the last addition. */
typedef struct Findings {
    GHashTable *orders; /* Entity to when it was lost, plus 1; 1: it is not lost */
    GHashTable *tools;  /* each lost Tool to what took it; NULL: not worked out yet */
} Findings;

struct Losses {
    const Library *library;
    GHashTable *named;   /* Entity to its place among what was named, from 1 */
    GHashTable *vendors; /* casefolded name or id of each Vendor that was named to it */
    Findings *found;
};

enum { NOT_LOST = 0 };

/* Many references in two lists, all of which must be lost. */
typedef struct Parts {
    const RefList *lists[2];
} Parts;

Losses *losses_new(const Library *library)
{
    Losses *losses = g_new0(Losses, 1);
    losses->library = library;
    losses->named = g_hash_table_new(g_direct_hash, g_direct_equal);
    losses->vendors = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    losses->found = g_new0(Findings, 1);
    losses->found->orders = g_hash_table_new(g_direct_hash, g_direct_equal);
    return losses;
}

void losses_free(Losses *losses)
{
    if (losses == NULL)
        return;
    g_hash_table_unref(losses->named);
    g_hash_table_unref(losses->vendors);
    g_hash_table_unref(losses->found->orders);
    if (losses->found->tools != NULL)
        g_hash_table_unref(losses->found->tools);
    g_free(losses->found);
    g_free(losses);
}

/* Hash tables take keys that are not const and leave them as they are. */
static void *key_of(const Entity *entity)
{
    return (void *)(uintptr_t)entity;
}

static void add_vendor(Losses *losses, const Entity *vendor, const char *word)
{
    if (word != NULL)
        g_hash_table_insert(losses->vendors, g_utf8_casefold(word, -1), key_of(vendor));
}

/* The vendor who runs SITE and was named; NULL when there is none. */
static const Entity *lost_provider(const Losses *losses, const Site *site)
{
    if (site->provider.text == NULL || g_hash_table_size(losses->vendors) == 0)
        return NULL;
    g_autofree char *word = g_utf8_casefold(site->provider.text, -1);
    return g_hash_table_lookup(losses->vendors, word);
}

void losses_add(Losses *losses, const Entity *entity)
{
    if (entity == NULL || g_hash_table_contains(losses->named, entity))
        return;
    size_t place = g_hash_table_size(losses->named) + 1;
    g_hash_table_insert(losses->named, key_of(entity), GSIZE_TO_POINTER(place));
    if (entity->kind == ENTITY_VENDOR) {
        add_vendor(losses, entity, entity->id.text);
        add_vendor(losses, entity, entity->name.text);
    }
    g_hash_table_remove_all(losses->found->orders);
    g_clear_pointer(&losses->found->tools, g_hash_table_unref);
}

void losses_add_scenario(Losses *losses, const Scenario *scenario)
{
    for (size_t i = 0; i < scenario->loses.count; i++)
        losses_add(losses, scenario->loses.items[i]->target);
}

static size_t named_order(const Losses *losses, const Entity *entity)
{
    return GPOINTER_TO_SIZE(g_hash_table_lookup(losses->named, entity));
}

static void remember(const Losses *losses, const Entity *entity, size_t order)
{
    g_hash_table_insert(losses->found->orders, key_of(entity), GSIZE_TO_POINTER(order + 1));
}

static bool recall(const Losses *losses, const Entity *entity, size_t *order)
{
    size_t found = GPOINTER_TO_SIZE(g_hash_table_lookup(losses->found->orders, entity));
    *order = found == 0 ? NOT_LOST : found - 1;
    return found != 0;
}

/* Goes up from SITE until something is known, then tells all sites on the way. */
static size_t site_order(const Losses *losses, const Entity *site)
{
    const Entity *end = site;
    size_t order = NOT_LOST;
    while (end != NULL && end->kind == ENTITY_SITE && !recall(losses, end, &order)) {
        order = named_order(losses, end);
        if (order == NOT_LOST)
            order = named_order(losses, lost_provider(losses, (const Site *)end));
        /* Remembered as not lost meanwhile, which also ends a circle of sites. */
        remember(losses, end, order);
        if (order != NOT_LOST)
            break;
        end = ((const Site *)end)->within.target;
    }
    for (const Entity *at = site; order != NOT_LOST && at != end;
         at = ((const Site *)at)->within.target)
        remember(losses, at, order);
    return order;
}

static Parts parts_of(const Entity *entity)
{
    switch ((int)entity->kind) {
    case ENTITY_SERVICE:
        return (Parts){{&((const Service *)entity)->at, NULL}};
    case ENTITY_DATA:
        return (Parts){{&((const DataSet *)entity)->at, NULL}};
    case ENTITY_TEAM:
        return (Parts){{&((const Team *)entity)->members, NULL}};
    case ENTITY_ROLE:
        return (Parts){{&((const Role *)entity)->holders, &((const Role *)entity)->alternates}};
    default:
        return (Parts){{NULL, NULL}};
    }
}

/* When a part without parts of its own, a site or a team of people was lost. */
static size_t simple_order(const Losses *losses, const Entity *entity)
{
    if (entity == NULL)
        return NOT_LOST;
    if (entity->kind == ENTITY_SITE)
        return site_order(losses, entity);
    size_t order = named_order(losses, entity);
    if (order != NOT_LOST || entity->kind != ENTITY_TEAM || recall(losses, entity, &order))
        return order;
    const RefList *members = &((const Team *)entity)->members;
    for (size_t i = 0; i < members->count; i++) {
        const Entity *person = members->items[i]->target;
        size_t gone = person == NULL ? NOT_LOST : named_order(losses, person);
        if (gone == NOT_LOST) {
            order = NOT_LOST;
            break;
        }
        order = MAX(order, gone);
    }
    remember(losses, entity, order);
    return order;
}

/* When the last of the parts of ENTITY was lost, and which that was; NOT_LOST when one is left or
 * there are none. A reference that leads nowhere is taken to be left. */
static size_t last_part(const Losses *losses, const Entity *entity, const Entity **last)
{
    Parts parts = parts_of(entity);
    size_t order = NOT_LOST;
    for (size_t i = 0; i < G_N_ELEMENTS(parts.lists); i++) {
        const RefList *list = parts.lists[i];
        for (size_t j = 0; list != NULL && j < list->count; j++) {
            const Entity *part = list->items[j]->target;
            size_t gone = simple_order(losses, part);
            if (gone == NOT_LOST)
                return NOT_LOST;
            if (gone > order) {
                order = gone;
                *last = part;
            }
        }
    }
    return order;
}

static size_t order_of(const Losses *losses, const Entity *entity)
{
    size_t order = named_order(losses, entity);
    if (order != NOT_LOST)
        return order;
    if (entity->kind == ENTITY_SITE)
        return site_order(losses, entity);
    if (recall(losses, entity, &order))
        return order;
    const Entity *last = NULL;
    order = last_part(losses, entity, &last);
    remember(losses, entity, order);
    return order;
}

static void take_tool(GHashTable *taken, GPtrArray *queue, const Entity *tool, const Entity *by)
{
    if (g_hash_table_contains(taken, tool))
        return;
    g_hash_table_insert(taken, key_of(tool), key_of(by));
    g_ptr_array_add(queue, key_of(tool));
}

/* Tool to the tools that need it. */
static GHashTable *tools_by_need(const Library *library)
{
    GHashTable *users = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL,
                                              (GDestroyNotify)g_ptr_array_unref);
    for (size_t i = 0; i < library->tools.count; i++) {
        const Tool *tool = library->tools.items[i];
        for (size_t j = 0; j < tool->needs.count; j++) {
            const Entity *need = tool->needs.items[j]->target;
            if (need == NULL || need->kind != ENTITY_TOOL)
                continue;
            GPtrArray *list = g_hash_table_lookup(users, need);
            if (list == NULL) {
                list = g_ptr_array_new();
                g_hash_table_insert(users, key_of(need), list);
            }
            g_ptr_array_add(list, key_of(&tool->entity));
        }
    }
    return users;
}

/* What takes TOOL at once: itself when it was named, else the vendor who delivers it, else the
 * first service that it needs and that is gone. */
static const Entity *direct_cause(const Losses *losses, const Tool *tool)
{
    if (named_order(losses, &tool->entity) != NOT_LOST)
        return &tool->entity;
    const Entity *vendor = tool->vendor.target;
    if (vendor != NULL && named_order(losses, vendor) != NOT_LOST)
        return vendor;
    for (size_t i = 0; i < tool->needs.count; i++) {
        const Entity *need = tool->needs.items[i]->target;
        if (need != NULL && need->kind != ENTITY_TOOL && order_of(losses, need) != NOT_LOST)
            return need;
    }
    return NULL;
}

static GHashTable *lost_tools(const Losses *losses)
{
    if (losses->found->tools != NULL)
        return losses->found->tools;
    GHashTable *taken = g_hash_table_new(g_direct_hash, g_direct_equal);
    g_autoptr(GPtrArray) queue = g_ptr_array_new();
    g_autoptr(GHashTable) users = tools_by_need(losses->library);
    for (size_t i = 0; i < losses->library->tools.count; i++) {
        const Tool *tool = losses->library->tools.items[i];
        const Entity *cause = direct_cause(losses, tool);
        if (cause != NULL)
            take_tool(taken, queue, &tool->entity, cause);
    }
    for (guint i = 0; i < queue->len; i++) {
        const Entity *tool = queue->pdata[i];
        const GPtrArray *list = g_hash_table_lookup(users, tool);
        for (guint j = 0; list != NULL && j < list->len; j++)
            take_tool(taken, queue, list->pdata[j], tool);
    }
    losses->found->tools = taken;
    return taken;
}

bool losses_has(const Losses *losses, const Entity *entity)
{
    if (losses == NULL || entity == NULL || g_hash_table_size(losses->named) == 0)
        return false;
    if (entity->kind == ENTITY_TOOL)
        return g_hash_table_contains(lost_tools(losses), entity);
    return order_of(losses, entity) != NOT_LOST;
}

const Entity *losses_cause(const Losses *losses, const Entity *entity)
{
    if (!losses_has(losses, entity))
        return NULL;
    if (named_order(losses, entity) != NOT_LOST)
        return entity;
    if (entity->kind == ENTITY_TOOL)
        return g_hash_table_lookup(lost_tools(losses), entity);
    if (entity->kind == ENTITY_SITE) {
        const Entity *provider = lost_provider(losses, (const Site *)entity);
        return provider != NULL ? provider : ((const Site *)entity)->within.target;
    }
    const Entity *last = NULL;
    last_part(losses, entity, &last);
    return last;
}
