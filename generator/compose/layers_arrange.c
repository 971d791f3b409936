#include "compose/layers.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

enum { SWEEPS = 8 };

/* A slot on its way to its place. */
typedef struct Mover {
    double wish; /* the mean of the places of its neighbours */
    size_t slot;
    size_t rank; /* from above */
} Mover;

static int compare_movers(const void *a, const void *b)
{
    const Mover *first = a;
    const Mover *second = b;
    if (first->wish < second->wish || first->wish > second->wish)
        return first->wish < second->wish ? -1 : 1;
    return first->rank < second->rank ? -1 : first->rank > second->rank;
}

/* What the neighbours of each slot of a column add up to. */
typedef struct Pull {
    double *sums;
    size_t *counts;
} Pull;

static Pull pull_new(size_t n_slots)
{
    return (Pull){g_new0(double, n_slots + 1), g_new0(size_t, n_slots + 1)};
}

static void pull_clear(Pull *pull)
{
    g_free(pull->sums);
    g_free(pull->counts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Pull, pull_clear)

static void pull_add(Pull *pull, size_t slot, double place)
{
    pull->sums[slot] += place;
    pull->counts[slot]++;
}

static double pull_mean(const Pull *pull, size_t slot, double otherwise)
{
    return pull->counts[slot] == 0 ? otherwise : pull->sums[slot] / (double)pull->counts[slot];
}

/* Puts the slots of COLUMN, which are in ORDER, before those of the column before it; or, when
 * BACK, of the one behind it. */
static void sort_column(Layers *layers, size_t **ranks, size_t column, bool back)
{
    const LayerColumn *one = &layers->columns[column];
    const LayerColumn *links = back ? one : &layers->columns[column - 1];
    g_auto(Pull) pull = pull_new(one->n_slots);
    for (size_t i = 0; i < links->n_links; i++) {
        const LayerLink *link = &links->links[i];
        if (back)
            pull_add(&pull, link->from, (double)ranks[column + 1][link->to]);
        else
            pull_add(&pull, link->to, (double)ranks[column - 1][link->from]);
    }
    g_autofree Mover *movers = g_new(Mover, one->n_slots + 1);
    for (size_t i = 0; i < one->n_slots; i++)
        movers[i] = (Mover){.wish = pull_mean(&pull, i, (double)ranks[column][i]),
                            .slot = i,
                            .rank = ranks[column][i]};
    qsort(movers, one->n_slots, sizeof *movers, compare_movers);
    for (size_t i = 0; i < one->n_slots; i++)
        ranks[column][movers[i].slot] = i;
}

static size_t **new_ranks(const Layers *layers)
{
    size_t **ranks = g_new(size_t *, layers->n_columns + 1);
    for (size_t i = 0; i < layers->n_columns; i++) {
        ranks[i] = g_new(size_t, layers->columns[i].n_slots + 1);
        for (size_t j = 0; j < layers->columns[i].n_slots; j++)
            ranks[i][j] = j;
    }
    return ranks;
}

/* Moves slots and links to where RANKS put them. */
static void apply_ranks(Layers *layers, size_t *const *ranks)
{
    for (size_t i = 0; i < layers->n_columns; i++) {
        LayerColumn *column = &layers->columns[i];
        g_autofree LayerSlot *slots = g_new(LayerSlot, column->n_slots + 1);
        memcpy(slots, column->slots, column->n_slots * sizeof *slots);
        for (size_t j = 0; j < column->n_slots; j++)
            column->slots[ranks[i][j]] = slots[j];
        for (size_t j = 0; j < column->n_links; j++) {
            column->links[j].from = ranks[i][column->links[j].from];
            column->links[j].to = ranks[i + 1][column->links[j].to];
        }
    }
}

static void sort_columns(Layers *layers)
{
    size_t **ranks = new_ranks(layers);
    for (size_t sweep = 0; sweep < SWEEPS; sweep++) {
        for (size_t i = 1; i < layers->n_columns; i++)
            sort_column(layers, ranks, i, false);
        for (size_t i = layers->n_columns; i-- > 1;)
            sort_column(layers, ranks, i - 1, true);
    }
    apply_ranks(layers, ranks);
    for (size_t i = 0; i < layers->n_columns; i++)
        g_free(ranks[i]);
    g_free(ranks);
}

static double slot_height(const LayerSlot *slot, const LayerSizes *sizes)
{
    return slot->is_wire ? sizes->wire : sizes->box;
}

/* The middle of each slot when all lie close together; returns where the last one ends. */
static double pack(const LayerColumn *column, const LayerSizes *sizes, double *offsets)
{
    double y = 0;
    for (size_t i = 0; i < column->n_slots; i++) {
        double height = slot_height(&column->slots[i], sizes);
        offsets[i] = y + height / 2;
        y += height + sizes->gap;
    }
    return column->n_slots == 0 ? 0 : y - sizes->gap;
}

/* Slots that were pushed together, and lie where they wish on average. */
typedef struct Block {
    double sum;
    size_t count;
} Block;

static double block_mean(const Block *block)
{
    return block->sum / (double)block->count;
}

/* Brings the slots as near to what they wish as their order allows (isotonic regression by pooling
 * adjacent violators). */
static void place_column(LayerColumn *column, const double *wishes, const double *offsets,
                         double room)
{
    g_autofree Block *blocks = g_new(Block, column->n_slots + 1);
    size_t n_blocks = 0;
    for (size_t i = 0; i < column->n_slots; i++) {
        blocks[n_blocks++] = (Block){wishes[i] - offsets[i], 1};
        while (n_blocks > 1 &&
               block_mean(&blocks[n_blocks - 2]) > block_mean(&blocks[n_blocks - 1])) {
            blocks[n_blocks - 2].sum += blocks[n_blocks - 1].sum;
            blocks[n_blocks - 2].count += blocks[n_blocks - 1].count;
            n_blocks--;
        }
    }
    for (size_t i = 0, slot = 0; i < n_blocks; i++)
        for (size_t j = 0; j < blocks[i].count; j++, slot++)
            column->slots[slot].y = offsets[slot] + CLAMP(block_mean(&blocks[i]), 0, room);
}

/* Draws the slots of COLUMN to the heights of their neighbours before them, and when BACK, behind
 * them. */
static void pull_column(Layers *layers, size_t index, const LayerSizes *sizes, bool back)
{
    LayerColumn *column = &layers->columns[index];
    g_auto(Pull) pull = pull_new(column->n_slots);
    for (size_t i = 0; index > 0 && i < layers->columns[index - 1].n_links; i++) {
        const LayerLink *link = &layers->columns[index - 1].links[i];
        pull_add(&pull, link->to, layers->columns[index - 1].slots[link->from].y);
    }
    for (size_t i = 0; back && i < column->n_links; i++)
        pull_add(&pull, column->links[i].from,
                 layers->columns[index + 1].slots[column->links[i].to].y);
    g_autofree double *offsets = g_new(double, column->n_slots + 1);
    g_autofree double *wishes = g_new(double, column->n_slots + 1);
    double end = pack(column, sizes, offsets);
    for (size_t i = 0; i < column->n_slots; i++)
        wishes[i] = pull_mean(&pull, i, column->slots[i].y);
    place_column(column, wishes, offsets, layers->height - end);
}

static void place_columns(Layers *layers, const LayerSizes *sizes)
{
    for (size_t i = 0; i < layers->n_columns; i++) {
        LayerColumn *column = &layers->columns[i];
        g_autofree double *offsets = g_new(double, column->n_slots + 1);
        layers->height = MAX(layers->height, pack(column, sizes, offsets));
        for (size_t j = 0; j < column->n_slots; j++)
            column->slots[j].y = offsets[j];
    }
    for (size_t i = 0; i < layers->n_columns; i++)
        pull_column(layers, i, sizes, false);
    for (size_t sweep = 0; sweep < SWEEPS; sweep++) {
        for (size_t i = layers->n_columns; i-- > 0;)
            pull_column(layers, i, sizes, true);
        for (size_t i = 0; i < layers->n_columns; i++)
            pull_column(layers, i, sizes, true);
    }
}

void layers_arrange(Layers *layers, const LayerSizes *sizes)
{
    sort_columns(layers);
    place_columns(layers, sizes);
}
