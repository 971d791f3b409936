#include "compose/dependency_figure.h"

#include <string.h>

enum {
    WIDTH = 480,
    LEGEND = 16, /* height */
    HEAD = 22,   /* of a band: the titles of its columns */
    FOOT = 8,
    MOST_HEIGHT = 640,
    GUTTER = 24,
    MOST_COLUMNS = 5, /* when they are all */
    BAND_COLUMNS = 4, /* of a band when there are more */
    BEFORE = 48,      /* left of a band that goes on: numbers of what stands before */
    BEHIND = 12,      /* right of a band after which others come */
    MOST_BOX = 130,   /* width */
    INSET = 2,
    EDGE = 4, /* of the box of a data set */
};

/* Some columns beside each other. What has more columns than fit becomes several bands, one below
 * the other. */
typedef struct Band {
    const DependencyGraph *graph;
    Figure *figure;
    size_t from, to; /* columns */
    double left, box;
    double y;           /* where it begins */
    double top, height; /* of what these columns hold, in the heights of the layers */
} Band;

static const LayerColumn *column_at(const Band *band, size_t index)
{
    return &band->graph->layers->columns[index];
}

static double column_left(const Band *band, size_t index)
{
    return band->left + (double)(index - band->from) * (band->box + GUTTER);
}

static double middle_of(const Band *band, const LayerSlot *slot)
{
    return band->y + HEAD + slot->y - band->top;
}

static const Entity *entity_of(const Band *band, size_t node)
{
    return band->graph->nodes[node];
}

static const DurationValue *rto_of(const Entity *entity)
{
    return entity->kind == ENTITY_SERVICE ? &((const Service *)entity)->rto
                                          : &((const DataSet *)entity)->rto;
}

/* What stands below the name: where it is, or how soon it must be back. Owned by the caller. */
static char *remark_of(const Band *band, const Entity *entity)
{
    char rto[DURATION_TEXT_SIZE];
    const DurationValue *value = rto_of(entity);
    if (entity->plan != NULL && entity->plan != band->graph->plan)
        return g_strdup_printf("plan %s", entity->plan->id);
    if (value_is_length(value))
        return g_strdup_printf("RTO %s", duration_words(value->value, rto));
    return g_strdup("");
}

/* What belongs to another plan has a dashed frame. */
static void draw_foreign_frame(Figure *figure, double x, double y, double width, double height)
{
    figure_rectangle(figure, x, y, width, height, PAINT_NONE, PAINT_NONE);
    figure_line(figure, x, y, x + width, y, PAINT_INK, true);
    figure_line(figure, x, y + height, x + width, y + height, PAINT_INK, true);
    figure_line(figure, x, y, x, y + height, PAINT_INK, true);
    figure_line(figure, x + width, y, x + width, y + height, PAINT_INK, true);
}

static void draw_frame(Figure *figure, const Entity *entity, bool foreign, bool in_circle, double x,
                       double y, double width)
{
    double height = dependency_sizes.box;
    if (foreign)
        draw_foreign_frame(figure, x, y, width, height);
    else
        figure_rectangle(figure, x, y, width, height, PAINT_PAPER, PAINT_INK);
    if (entity->kind == ENTITY_DATA)
        figure_rectangle(figure, x, y, EDGE, height, PAINT_INK, PAINT_INK);
    if (in_circle)
        figure_rectangle(figure, x + INSET, y + INSET, width - 2 * INSET, height - 2 * INSET,
                         PAINT_NONE, PAINT_DANGER);
}

/* Smaller where a word of NAME would have to be broken. */
static double name_size(const char *name, double room)
{
    g_auto(GStrv) words = g_strsplit(name, " ", -1);
    for (size_t i = 0; words[i] != NULL; i++)
        if (figure_text_width(words[i], 8, false) > room)
            return 7;
    return 8;
}

static void draw_name(Figure *figure, const char *name, double x, double y, double room)
{
    const char *lines[2];
    double size = name_size(name, room);
    size_t count = figure_wrap(figure, name, size, false, room, lines, G_N_ELEMENTS(lines));
    for (size_t i = 0; i < count; i++)
        figure_text(figure, x, y + 9.5 * (double)i, size, ANCHOR_START, PAINT_INK, false, lines[i]);
}

static void draw_box(const Band *band, size_t node, double x, double middle)
{
    const Entity *entity = entity_of(band, node);
    char number[24];
    double y = middle - dependency_sizes.box / 2;
    double left = x + (entity->kind == ENTITY_DATA ? EDGE + 4 : 6);
    double room = x + band->box - 4 - left;
    g_autofree char *remark = remark_of(band, entity);
    draw_frame(band->figure, entity, entity->plan != band->graph->plan,
               band->graph->layers->in_circle[node], x, y, band->box);
    draw_name(band->figure, entity_name(entity), left, y + 11, room);
    g_snprintf(number, sizeof number, "%zu", band->graph->numbers[node]);
    double taken = figure_text_width(number, 7, true) + 4;
    figure_text(band->figure, left, y + 31.5, 7, ANCHOR_START, PAINT_INK, true, number);
    figure_text(band->figure, x + band->box - 4, y + 31.5, 7, ANCHOR_END, PAINT_MUTED, false,
                figure_fit(band->figure, remark, 7, false, room - taken));
}

/* The head of an arrow whose point is at X, Y. */
static void draw_head(Figure *figure, double x, double y, bool to_the_left)
{
    double back = to_the_left ? x + 6 : x - 6;
    const Point points[] = {{x, y}, {back, y - 2.8}, {back, y + 2.8}};
    figure_polygon(figure, points, G_N_ELEMENTS(points), PAINT_INK, PAINT_NONE);
}

static void draw_line(Figure *figure, double x1, double y1, double x2, double y2, bool against)
{
    figure_line(figure, x1, y1, x2, y2, against ? PAINT_DANGER : PAINT_INK, against);
}

static void draw_link(const Band *band, size_t index, const LayerLink *link)
{
    const LayerSlot *from = &column_at(band, index)->slots[link->from];
    const LayerSlot *to = &column_at(band, index + 1)->slots[link->to];
    double x1 = column_left(band, index) + band->box;
    double x2 = column_left(band, index + 1);
    draw_line(band->figure, x1, middle_of(band, from), x2, middle_of(band, to), link->against);
    if (link->against && !from->is_wire)
        draw_head(band->figure, x1, middle_of(band, from), true);
    if (!link->against && !to->is_wire)
        draw_head(band->figure, x2, middle_of(band, to), false);
}

static void draw_slot(const Band *band, size_t index, const LayerSlot *slot)
{
    double x = column_left(band, index);
    if (slot->is_wire)
        draw_line(band->figure, x, middle_of(band, slot), x + band->box, middle_of(band, slot),
                  slot->against);
    else
        draw_box(band, slot->node, x, middle_of(band, slot));
}

/* What leads into a slot from the band before. */
typedef struct Entry {
    GString *numbers; /* NULL: nothing */
    bool cut;         /* there are more */
    bool forward;
} Entry;

static void entry_add(Entry *entry, size_t number, bool forward)
{
    enum { ELLIPSIS = 8 };
    if (entry->numbers == NULL)
        entry->numbers = g_string_new(NULL);
    gsize length = entry->numbers->len;
    entry->forward |= forward;
    if (entry->cut)
        return;
    g_string_append_printf(entry->numbers, "%s%zu", length > 0 ? ", " : "", number);
    if (length == 0 || figure_text_width(entry->numbers->str, 7, true) < BEFORE - 13 - ELLIPSIS)
        return;
    g_string_truncate(entry->numbers, length);
    g_string_append(entry->numbers, "\xE2\x80\xA6");
    entry->cut = true;
}

static void draw_entry(const Band *band, const LayerSlot *slot, const Entry *entry)
{
    double x = column_left(band, band->from);
    double y = middle_of(band, slot);
    draw_line(band->figure, x - 10, y, x, y, !entry->forward);
    if (entry->forward && !slot->is_wire)
        draw_head(band->figure, x, y, false);
    figure_text(band->figure, x - 12, y + 2.5, 7, ANCHOR_END, PAINT_INK, true,
                figure_fit(band->figure, entry->numbers->str, 7, true, x - 13));
}

/* Tells with numbers what leads into the band. */
static void draw_entries(const Band *band)
{
    if (band->from == 0)
        return;
    const LayerColumn *before = column_at(band, band->from - 1);
    const LayerColumn *column = column_at(band, band->from);
    g_autofree Entry *entries = g_new0(Entry, column->n_slots + 1);
    for (size_t i = 0; i < before->n_links; i++) {
        const LayerLink *link = &before->links[i];
        entry_add(&entries[link->to], band->graph->numbers[before->slots[link->from].node],
                  !link->against);
    }
    for (size_t i = 0; i < column->n_slots; i++) {
        if (entries[i].numbers == NULL)
            continue;
        draw_entry(band, &column->slots[i], &entries[i]);
        g_string_free(entries[i].numbers, TRUE);
    }
}

/* Marks what goes on in the next band. */
static void draw_exits(const Band *band)
{
    const LayerColumn *column = column_at(band, band->to - 1);
    g_autofree bool *goes_on = g_new0(bool, column->n_slots + 1);
    for (size_t i = 0; i < column->n_links; i++)
        goes_on[column->links[i].from] = true;
    double x = column_left(band, band->to - 1) + band->box;
    for (size_t i = 0; i < column->n_slots; i++)
        if (goes_on[i]) {
            double y = middle_of(band, &column->slots[i]);
            draw_line(band->figure, x, y, x + BEHIND - 1, y, false);
            draw_head(band->figure, x + BEHIND - 1, y, false);
        }
}

static void draw_titles(const Band *band)
{
    for (size_t i = band->from; i < band->to; i++)
        figure_text(band->figure, column_left(band, i) + band->box / 2, band->y + HEAD - 8, 8,
                    ANCHOR_MIDDLE, PAINT_MUTED, true,
                    i == 0                       ? "first"
                    : column_at(band, i)->begins ? "then"
                                                 : "with them");
}

static bool has_data(const DependencyGraph *graph)
{
    for (size_t i = 0; i < graph->n_nodes; i++)
        if (graph->layers->has_place[i] && graph->nodes[i]->kind == ENTITY_DATA)
            return true;
    return false;
}

static bool has_circle(const DependencyGraph *graph)
{
    for (size_t i = 0; i < graph->n_nodes; i++)
        if (graph->layers->has_place[i] && graph->layers->in_circle[i])
            return true;
    return false;
}

static double draw_words(Figure *figure, double x, const char *words)
{
    figure_text(figure, x, 10, 8, ANCHOR_START, PAINT_INK, false, words);
    return x + figure_text_width(words, 8, false) + 10;
}

static void draw_legend(Figure *figure, const DependencyGraph *graph)
{
    draw_line(figure, 0, 7, 14, 7, false);
    draw_head(figure, 16, 7, false);
    double x = draw_words(figure, 20, "comes before");
    if (has_data(graph)) {
        figure_rectangle(figure, x, 3, 14, 8, PAINT_PAPER, PAINT_INK);
        figure_rectangle(figure, x, 3, EDGE, 8, PAINT_INK, PAINT_INK);
        x = draw_words(figure, x + 18, "data set");
    }
    if (has_circle(graph)) {
        figure_rectangle(figure, x, 1, 16, 12, PAINT_PAPER, PAINT_INK);
        figure_rectangle(figure, x + INSET, 1 + INSET, 12, 8, PAINT_NONE, PAINT_DANGER);
        x = draw_words(figure, x + 20, "in a circle, which the dashed arrow closes");
    }
}

/* How many columns stand in the band that begins with FROM. */
static size_t band_columns(size_t n_columns, size_t from)
{
    if (n_columns <= MOST_COLUMNS)
        return n_columns;
    return MIN(n_columns - from, BAND_COLUMNS);
}

static void find_extent(Band *band)
{
    double bottom = 0;
    band->top = band->graph->layers->height;
    for (size_t i = band->from; i < band->to; i++)
        for (size_t j = 0; j < column_at(band, i)->n_slots; j++) {
            const LayerSlot *slot = &column_at(band, i)->slots[j];
            double half = (slot->is_wire ? dependency_sizes.wire : dependency_sizes.box) / 2;
            band->top = MIN(band->top, slot->y - half);
            bottom = MAX(bottom, slot->y + half);
        }
    band->height = bottom - band->top;
}

bool dependency_is_split(const DependencyGraph *graph)
{
    return graph->layers->n_columns > MOST_COLUMNS;
}

static Band band_of(const DependencyGraph *graph, size_t from, double y)
{
    size_t all = graph->layers->n_columns;
    size_t widest = band_columns(all, 0);
    bool split = dependency_is_split(graph);
    Band band = {.graph = graph, .from = from, .to = from + band_columns(all, from), .y = y};
    band.left = split ? BEFORE : 1;
    double room = WIDTH - 1 - band.left - (split ? BEHIND : 0) - (double)(widest - 1) * GUTTER;
    band.box = MIN(room / (double)widest, MOST_BOX);
    find_extent(&band);
    return band;
}

static double band_end(const Band *band)
{
    return band->y + HEAD + band->height + FOOT;
}

static void draw_band(const Band *band)
{
    draw_titles(band);
    draw_entries(band);
    if (band->to < band->graph->layers->n_columns)
        draw_exits(band);
    for (size_t i = band->from; i + 1 < band->to; i++)
        for (size_t j = 0; j < column_at(band, i)->n_links; j++)
            draw_link(band, i, &column_at(band, i)->links[j]);
    for (size_t i = band->from; i < band->to; i++)
        for (size_t j = 0; j < column_at(band, i)->n_slots; j++)
            draw_slot(band, i, &column_at(band, i)->slots[j]);
}

/* The bands of the page that begins with column FROM: one, and others as long as they fit. GArray
 * of Band, owned by the caller. */
static GArray *page_bands(const DependencyGraph *graph, size_t from)
{
    GArray *bands = g_array_new(FALSE, FALSE, sizeof(Band));
    double y = LEGEND;
    while (from < graph->layers->n_columns) {
        Band band = band_of(graph, from, y);
        if (bands->len > 0 && band_end(&band) > MOST_HEIGHT)
            break;
        g_array_append_val(bands, band);
        from = band.to;
        y = band_end(&band);
    }
    return bands;
}

const Figure *dependency_figure(Arena *arena, const DependencyGraph *graph, size_t *next)
{
    if (*next >= graph->layers->n_columns)
        return NULL;
    g_autoptr(GArray) bands = page_bands(graph, *next);
    const Band *last = &g_array_index(bands, Band, bands->len - 1);
    g_autofree char *alt = dependency_describe(graph, *next, last->to);
    Figure *figure =
        figure_new(arena, WIDTH, band_end(last),
                   *next == 0 ? "Order of recovery" : "Order of recovery, continued", alt);
    draw_legend(figure, graph);
    for (guint i = 0; i < bands->len; i++) {
        Band *band = &g_array_index(bands, Band, i);
        band->figure = figure;
        draw_band(band);
    }
    *next = last->to;
    return figure;
}
