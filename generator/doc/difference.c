#include "doc/difference.h"

#include <string.h>

enum { SHORT_VALUE = 40, MOST_ITEMS = 6 };

/* Something with a name in a place: a fact, a cell of a table, a code block, or all other text. */
typedef struct Item {
    char *name;
    GString *value;
    bool is_cell; /* a row or column that is new or gone is told once, not by its cells */
} Item;

/* A section, step or card, without those that lie in it. */
typedef struct Place {
    char *name;
    bool is_step;
    GPtrArray *items;    /* Item * in order */
    GHashTable *by_name; /* of the same */
    GHashTable *counts;  /* char * -> how many items have wanted this name */
} Place;

/* A document as a list of places. */
typedef struct Map {
    GPtrArray *places;   /* Place * in order */
    GHashTable *by_name; /* of the same */
    GHashTable *counts;  /* char * -> how many places have wanted this name */
} Map;

static void free_item(gpointer data)
{
    Item *item = data;
    g_free(item->name);
    g_string_free(item->value, TRUE);
    g_free(item);
}

static void free_place(gpointer data)
{
    Place *place = data;
    g_hash_table_unref(place->by_name);
    g_hash_table_unref(place->counts);
    g_ptr_array_unref(place->items);
    g_free(place->name);
    g_free(place);
}

static void map_clear(Map *map)
{
    g_hash_table_unref(map->by_name);
    g_hash_table_unref(map->counts);
    g_ptr_array_unref(map->places);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Map, map_clear)

/* ---- a document taken apart ---- */

/* NAME, which is taken over, with a number behind it where COUNTS has it already. Two names of a
 * document that end in such numbers by themselves may meet; the later is then the one found. */
static char *unique_name(GHashTable *counts, char *name)
{
    unsigned count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, name)) + 1;
    char *unique = count == 1 ? g_strdup(name) : g_strdup_printf("%s (%u)", name, count);
    g_hash_table_insert(counts, name, GUINT_TO_POINTER(count));
    return unique;
}

static GHashTable *no_counts(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static Item *add_item(Place *place, char *name_taken, const char *value, bool is_cell)
{
    Item *item = g_new0(Item, 1);
    item->name = unique_name(place->counts, name_taken);
    item->value = g_string_new(value);
    item->is_cell = is_cell;
    g_ptr_array_add(place->items, item);
    g_hash_table_insert(place->by_name, item->name, item);
    return item;
}

static void add_text(Place *place, const char *text)
{
    Item *item = g_hash_table_lookup(place->by_name, "text");
    if (item == NULL)
        item = add_item(place, g_strdup("text"), "", false);
    g_string_append(item->value, text == NULL ? "" : text);
    g_string_append_c(item->value, '\n');
}

static Place *add_place(Map *map, char *name_taken, bool is_step)
{
    Place *place = g_new0(Place, 1);
    place->name = unique_name(map->counts, name_taken);
    place->is_step = is_step;
    place->items = g_ptr_array_new_with_free_func(free_item);
    place->by_name = g_hash_table_new(g_str_hash, g_str_equal);
    place->counts = no_counts();
    g_ptr_array_add(map->places, place);
    g_hash_table_insert(map->by_name, place->name, place);
    return place;
}

static const Node *cell_at(const Node *row, size_t column)
{
    const Node *cell = row->first;
    for (size_t i = 0; cell != NULL && i < column; i++)
        cell = cell->next;
    return cell;
}

static bool has_letter(const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text))
        if (g_unichar_isalpha(g_utf8_get_char(text)))
            return true;
    return false;
}

/* Do the cells of COLUMN tell the rows of TABLE apart, in words? */
static bool tells_apart(const Node *table, size_t column)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (const Node *row = table->first->next; row != NULL; row = row->next) {
        const Node *cell = cell_at(row, column);
        char *text = cell == NULL ? g_strdup("") : node_plain_text(cell);
        bool named = has_letter(text);
        if (!g_hash_table_add(seen, text) || !named)
            return false;
    }
    return true;
}

/* The column that names the rows of TABLE. */
static size_t naming_column(const Node *table)
{
    for (size_t column = 0; column < table->as.table.n_columns; column++)
        if (tells_apart(table, column))
            return column;
    return 0;
}

/* "'Documents API' RTO" for each cell but the one in NAMING; HEAD names the columns. */
static void add_row(Place *place, const Node *head, const Node *row, size_t naming)
{
    const Node *name = cell_at(row, naming);
    g_autofree char *first = name == NULL ? g_strdup("") : node_plain_text(name);
    add_item(place, g_strdup_printf("'%s'", first), "", false);
    const Node *column = head->first;
    for (const Node *cell = row->first; cell != NULL; cell = cell->next) {
        g_autofree char *title = column == NULL ? g_strdup("") : node_plain_text(column);
        g_autofree char *value = node_plain_text(cell);
        if (cell != name)
            add_item(place, g_strdup_printf("'%s' %s", first, title), value, true);
        column = column == NULL ? NULL : column->next;
    }
}

static void add_table(Place *place, const Node *table)
{
    size_t naming = naming_column(table);
    for (const Node *cell = table->first->first; cell != NULL; cell = cell->next) {
        g_autofree char *title = node_plain_text(cell);
        add_item(place, g_strdup_printf("column '%s'", title), "", false);
    }
    for (const Node *row = table->first->next; row != NULL; row = row->next)
        add_row(place, table->first, row, naming);
}

/* "Verify" becomes "verify"; what is not captioned is what the step does. */
static char *code_name(const Node *code)
{
    if (code->as.code.caption == NULL)
        return g_strdup("command");
    char *name = g_strdup(code->as.code.caption);
    *name = g_ascii_tolower(*name);
    return name;
}

static void take_apart(Map *map, Place *place, const Node *parent);

static void take_place(Map *map, const Node *node)
{
    Place *place;
    if (node->kind == NODE_SECTION) {
        g_autofree char *title = node_plain_text(node->first);
        place = add_place(map, g_strdup_printf("section \"%s\"", title), false);
    } else if (node->kind == NODE_STEP) {
        place = add_place(map, g_strdup_printf("step %s", node->as.step.step_id), true);
        add_item(place, g_strdup("title"), node->text, false);
    } else {
        place = add_place(map, g_strdup_printf("card of %s", node->text), false);
        if (node->as.card.detail != NULL)
            add_text(place, node->as.card.detail);
    }
    take_apart(map, place, node);
}

static void take_node(Map *map, Place *place, const Node *node)
{
    g_autofree char *text = NULL;
    if (node->kind == NODE_SECTION || node->kind == NODE_STEP || node->kind == NODE_CARD) {
        take_place(map, node);
    } else if (node->kind == NODE_FACT) {
        text = node_plain_text(node);
        add_item(place, g_ascii_strdown(node->text, -1), text, false);
    } else if (node->kind == NODE_CODE) {
        add_item(place, code_name(node), node->text, false);
    } else if (node->kind == NODE_TABLE) {
        add_table(place, node);
    } else if (node->kind == NODE_PARAGRAPH) {
        text = node_plain_text(node);
        add_text(place, text);
    } else if (node->kind == NODE_FIGURE) {
        add_item(place, g_strdup_printf("figure '%s'", node->as.figure.figure->title),
                 node->as.figure.figure->alt, false);
    } else if (!node_is_inline(node->kind) && node->kind != NODE_HEADING) {
        if (node->kind == NODE_CALLOUT)
            add_text(place, node->text);
        take_apart(map, place, node);
    }
}

static void take_apart(Map *map, Place *place, const Node *parent)
{
    for (const Node *node = parent->first; node != NULL; node = node->next)
        take_node(map, place, node);
}

static Map map_of(const Doc *doc)
{
    Map map = {g_ptr_array_new_with_free_func(free_place),
               g_hash_table_new(g_str_hash, g_str_equal), no_counts()};
    take_apart(&map, add_place(&map, g_strdup("beginning"), false), doc->root);
    return map;
}

/* ---- two of them compared ---- */

/* The words for one place, as far as there is room. */
typedef struct Line {
    GString *words;
    size_t n_items;
} Line;

static void say(Line *line, const char *format, ...) G_GNUC_PRINTF(2, 3);
static void say(Line *line, const char *format, ...)
{
    va_list arguments;
    if (++line->n_items > MOST_ITEMS)
        return;
    g_string_append(line->words, line->n_items == 1 ? ": " : "; ");
    va_start(arguments, format);
    g_string_append_vprintf(line->words, format, arguments);
    va_end(arguments);
}

static bool is_short(const GString *value)
{
    return value->len > 0 && value->len <= SHORT_VALUE && strchr(value->str, '\n') == NULL;
}

static void compare_item(const Item *old, const Item *now, Line *line)
{
    if (g_string_equal(old->value, now->value))
        return;
    if (is_short(old->value) && is_short(now->value))
        say(line, "%s %s -> %s", now->name, old->value->str, now->value->str);
    else
        say(line, "%s changed", now->name);
}

/* What has changed from OLD to NOW, which have one name; NULL when nothing has. */
static char *compare_places(const Place *old, const Place *now)
{
    Line line = {g_string_new(now->name), 0};
    for (guint i = 0; i < now->items->len; i++) {
        const Item *item = now->items->pdata[i];
        const Item *before = g_hash_table_lookup(old->by_name, item->name);
        if (before != NULL)
            compare_item(before, item, &line);
        else if (!item->is_cell)
            say(&line, "%s is new", item->name);
    }
    for (guint i = 0; i < old->items->len; i++) {
        const Item *item = old->items->pdata[i];
        if (!item->is_cell && !g_hash_table_contains(now->by_name, item->name))
            say(&line, "%s is gone", item->name);
    }
    if (line.n_items > MOST_ITEMS)
        g_string_append_printf(line.words, "; and %zu more", line.n_items - MOST_ITEMS);
    return g_string_free(line.words, line.n_items == 0);
}

/* The next place in MAP from *INDEX on that is a step and known to OTHER; NULL at the end. */
static const char *next_step(const Map *map, const Map *other, guint *index)
{
    while (*index < map->places->len) {
        const Place *place = map->places->pdata[(*index)++];
        if (place->is_step && g_hash_table_contains(other->by_name, place->name))
            return place->name;
    }
    return NULL;
}

static bool same_order(const Map *old, const Map *now)
{
    guint i = 0;
    guint j = 0;
    for (;;) {
        const char *left = next_step(old, now, &i);
        const char *right = next_step(now, old, &j);
        if (left == NULL || right == NULL)
            return true;
        if (strcmp(left, right) != 0)
            return false;
    }
}

GPtrArray *doc_differences(const Doc *old, const Doc *now)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    g_auto(Map) before = map_of(old);
    g_auto(Map) after = map_of(now);
    if (!same_order(&before, &after))
        g_ptr_array_add(lines, g_strdup("the steps are in another order"));
    for (guint i = 0; i < after.places->len; i++) {
        const Place *place = after.places->pdata[i];
        const Place *twin = g_hash_table_lookup(before.by_name, place->name);
        char *line =
            twin == NULL ? g_strdup_printf("%s is new", place->name) : compare_places(twin, place);
        if (line != NULL)
            g_ptr_array_add(lines, line);
    }
    for (guint i = 0; i < before.places->len; i++) {
        const Place *place = before.places->pdata[i];
        if (!g_hash_table_contains(after.by_name, place->name))
            g_ptr_array_add(lines, g_strdup_printf("%s is gone", place->name));
    }
    return lines;
}
