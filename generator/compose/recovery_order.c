#include "compose/directive.h"
#include "compose/recoverers.h"
#include "compose/show.h"

#include <stdio.h>

/* A service or data set, and when its turn comes: after all that it waits for in the same plan. */
typedef struct Turn {
    const Entity *entity;
    const RefList *depends; /* NULL: nothing */
    const DurationValue *rto;
    size_t waits; /* for so many that have no turn yet */
    size_t turn;  /* from 1; 0: not known, since it waits in a circle */
} Turn;

typedef struct Turns {
    GArray *all;        /* of Turn, in plan order */
    GHashTable *places; /* Entity -> place in ALL, counted from 1 */
} Turns;

static void add_turn(Turns *turns, Turn turn)
{
    g_array_append_val(turns->all, turn);
    g_hash_table_insert(turns->places, (gpointer)turn.entity,
                        GSIZE_TO_POINTER((size_t)turns->all->len));
}

static Turn *turn_of(const Turns *turns, const Entity *entity)
{
    size_t place = GPOINTER_TO_SIZE(g_hash_table_lookup(turns->places, entity));
    return place == 0 ? NULL : &g_array_index(turns->all, Turn, place - 1);
}

static void gather(Turns *turns, const Plan *plan)
{
    for (size_t i = 0; i < plan->data.count; i++) {
        const DataSet *data = plan->data.items[i];
        add_turn(turns, (Turn){&data->entity, NULL, &data->rto, 0, 0});
    }
    for (size_t i = 0; i < plan->services.count; i++) {
        const Service *service = plan->services.items[i];
        add_turn(turns, (Turn){&service->entity, &service->depends, &service->rto, 0, 0});
    }
}

static void note_waiting(Turns *turns, GHashTable *waiting, const Turn *turn)
{
    for (size_t i = 0; turn->depends != NULL && i < turn->depends->count; i++) {
        const Entity *on = turn->depends->items[i]->target;
        if (on == NULL || turn_of(turns, on) == NULL)
            continue;
        GPtrArray *list = g_hash_table_lookup(waiting, on);
        if (list == NULL) {
            list = g_ptr_array_new();
            g_hash_table_insert(waiting, (gpointer)on, list);
        }
        g_ptr_array_add(list, (gpointer)turn->entity);
        turn_of(turns, turn->entity)->waits++;
    }
}

static void free_list(gpointer list)
{
    g_ptr_array_unref(list);
}

/* Gives each its turn (Kahn 1962), and returns them in that order; what waits in a circle is left
 * out. */
static GPtrArray *in_order(Turns *turns)
{
    g_autoptr(GHashTable) waiting = g_hash_table_new_full(NULL, NULL, NULL, free_list);
    GPtrArray *order = g_ptr_array_new();
    for (guint i = 0; i < turns->all->len; i++)
        note_waiting(turns, waiting, &g_array_index(turns->all, Turn, i));
    for (guint i = 0; i < turns->all->len; i++) {
        Turn *turn = &g_array_index(turns->all, Turn, i);
        turn->turn = turn->waits == 0 ? 1 : 0;
        if (turn->waits == 0)
            g_ptr_array_add(order, turn);
    }
    for (guint i = 0; i < order->len; i++) {
        const Turn *done = order->pdata[i];
        const GPtrArray *list = g_hash_table_lookup(waiting, done->entity);
        for (guint j = 0; list != NULL && j < list->len; j++) {
            Turn *next = turn_of(turns, list->pdata[j]);
            if (--next->waits > 0)
                continue;
            next->turn = done->turn + 1; /* DONE is of the latest that it waited for */
            g_ptr_array_add(order, next);
        }
    }
    return order;
}

static void append_row(Doc *doc, Node *table, GHashTable *recoverers, const Turn *turn)
{
    static const RefList nothing = {0};
    char number[24];
    snprintf(number, sizeof number, "%zu", turn->turn);
    Node *row = node_add_row(doc, table, false);
    Node *cell = node_add_cell(doc, row, turn->turn == 0 ? NULL : number);
    if (turn->turn == 0)
        node_add_badge(doc, cell, TONE_DANGER, "waits for itself");
    node_add_cell(doc, row, entity_name(turn->entity));
    cell_refs(doc, row, turn->depends == NULL ? &nothing : turn->depends);
    cell_duration(doc, row, turn->rto);
    show_recoverers(doc, node_add_cell(doc, row, NULL), recoverers, turn->entity);
}

void append_recovery_order(const Scope *scope)
{
    static const char *const titles[] = {"Turn", "What comes back", "Waits for", "RTO",
                                         "Brought back by"};
    const Plan *plan = scope->subject->view->plan;
    Doc *doc = scope->doc;
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Turn));
    g_autoptr(GHashTable) places = g_hash_table_new(NULL, NULL);
    Turns turns = {all, places};
    gather(&turns, plan);
    g_autoptr(GPtrArray) order = in_order(&turns);
    g_autoptr(GHashTable) recoverers = recoverers_of(plan);
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (guint i = 0; i < order->len; i++)
        append_row(doc, table, recoverers, order->pdata[i]);
    for (guint i = 0; i < all->len; i++)
        if (g_array_index(all, Turn, i).turn == 0)
            append_row(doc, table, recoverers, &g_array_index(all, Turn, i));
    close_table(table);
}
