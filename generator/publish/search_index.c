#include "publish/search_index.h"

#include "base/json.h"

#include <stdlib.h>
#include <string.h>

/* Of one place. What comes behind is not found, but the page still is by the rest. */
enum { MOST_TEXT = 4000 };

typedef struct Entry {
    char *file;
    GString *script; /* the page as an array */
} Entry;

struct SearchIndex {
    GMutex lock;
    GPtrArray *entries; /* Entry * */
};

static void free_entry(gpointer data)
{
    Entry *entry = data;
    g_free(entry->file);
    g_string_free(entry->script, TRUE);
    g_free(entry);
}

SearchIndex *search_index_new(void)
{
    SearchIndex *index = g_new0(SearchIndex, 1);
    g_mutex_init(&index->lock);
    index->entries = g_ptr_array_new_with_free_func(free_entry);
    return index;
}

void search_index_free(SearchIndex *index)
{
    if (index == NULL)
        return;
    g_ptr_array_unref(index->entries);
    g_mutex_clear(&index->lock);
    g_free(index);
}

/* ---- the text of a place ---- */

/* What kind of place NODE is; NULL when no link can lead to it. */
static const char *place_kind(const Node *node)
{
    if (node->id == NULL)
        return NULL;
    if (node->kind == NODE_SECTION)
        return "section";
    if (node->kind == NODE_STEP)
        return "step";
    if (node->kind == NODE_ROW)
        return "row";
    return node->kind == NODE_CARD ? "card" : NULL;
}

/* Appends TEXT with every run of white space as one space, and one behind it. */
static void add_words(GString *out, const char *text)
{
    for (; text != NULL && *text != '\0' && out->len < MOST_TEXT; text++) {
        bool blank = strchr(" \t\r\n", *text) != NULL;
        bool has_blank = out->len == 0 || out->str[out->len - 1] == ' ';
        if (!blank)
            g_string_append_c(out, *text);
        else if (!has_blank)
            g_string_append_c(out, ' ');
    }
}

static void add_text(GString *out, const Node *node)
{
    bool is_text = node->kind == NODE_TEXT || node->kind == NODE_CODE_SPAN;
    if (node->kind == NODE_REFERENCE || node->kind == NODE_LINK)
        return; /* its inlines say it; a URL is no text */
    add_words(out, node->text);
    if (node->kind == NODE_CODE)
        add_words(out, node->as.code.caption);
    if (node->kind == NODE_CARD)
        add_words(out, node->as.card.detail);
    /* Words of one line may be parted in several nodes, those of different blocks are not. */
    if (!is_text)
        add_words(out, " ");
}

/* Gathers the text below NODE, and in PLACES the places that have an entry of their own. */
static void gather(const Node *node, GString *text, GPtrArray *places)
{
    for (const Node *child = node->first; child != NULL; child = child->next) {
        if (child->kind == NODE_SECTION && child->as.section.page != NULL)
            continue; /* a page of its own comes by itself */
        if (place_kind(child) != NULL) {
            g_ptr_array_add(places, (gpointer)child);
        } else if (child->kind != NODE_HEADING) {
            add_text(text, child);
            gather(child, text, places);
            if (!node_is_inline(child->kind))
                add_words(text, " ");
        }
    }
}

/* Cut where a character ends. */
static void cut(GString *text)
{
    const char *end = NULL;
    g_string_truncate(text, MIN(text->len, MOST_TEXT));
    if (!g_utf8_validate(text->str, (gssize)text->len, &end))
        g_string_truncate(text, (gsize)(end - text->str));
    g_strchomp(text->str);
    text->len = strlen(text->str);
}

static char *label_of(const Node *place)
{
    const Node *first = place->first;
    if (place->kind == NODE_SECTION && first != NULL && first->kind == NODE_HEADING)
        return node_plain_text(first);
    return g_strdup(place->text == NULL ? "" : place->text);
}

/* KIND "page": a link leads to its top, without an anchor. */
static void write_place(GString *out, const Node *place, const char *kind)
{
    bool is_page = strcmp(kind, "page") == 0;
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GPtrArray) places = g_ptr_array_new();
    g_autofree char *label = label_of(place);
    if (place->kind == NODE_STEP)
        add_words(text, place->as.step.step_id);
    add_words(text, " ");
    if (place->kind == NODE_CARD)
        add_words(text, place->as.card.detail);
    add_words(text, " ");
    gather(place, text, places);
    cut(text);
    g_string_append(out, out->str[out->len - 1] == '[' ? "\n  [" : ",\n  [");
    json_append_text(out, is_page ? "" : place->id);
    const char *const rest[] = {kind, label, text->str};
    for (size_t i = 0; i < G_N_ELEMENTS(rest); i++) {
        g_string_append_c(out, ',');
        json_append_text(out, rest[i]);
    }
    g_string_append_c(out, ']');
    for (guint i = 0; i < places->len; i++)
        write_place(out, places->pdata[i], place_kind(places->pdata[i]));
}

/* The page is its title section, where it has one. */
static const Node *top_of(const Doc *doc, const Node *part)
{
    if (part != NULL)
        return part;
    const Node *first = doc->root->first;
    bool alone = first != NULL && first->next == NULL && first->kind == NODE_SECTION;
    return alone ? first : doc->root;
}

void search_index_add(SearchIndex *index, const Doc *doc, const Node *part, const char *file,
                      const char *plan)
{
    const Node *top = top_of(doc, part);
    const char *whole = doc->root->text == NULL ? "" : doc->root->text;
    g_autofree char *title = part == NULL ? g_strdup(whole) : label_of(part);
    bool says_plan = plan == NULL || g_str_has_prefix(title, plan);
    g_autofree char *within = says_plan ? g_strdup(title) : g_strconcat(title, ", ", plan, NULL);
    Entry *entry = g_new0(Entry, 1);
    entry->file = g_strdup(file);
    entry->script = g_string_new("[");
    json_append_text(entry->script, file);
    g_string_append_c(entry->script, ',');
    json_append_text(entry->script, within);
    g_string_append(entry->script, ",[");
    write_place(entry->script, top, "page");
    g_string_append(entry->script, "]]");
    g_mutex_lock(&index->lock);
    g_ptr_array_add(index->entries, entry);
    g_mutex_unlock(&index->lock);
}

static int compare_entries(const void *a, const void *b)
{
    const Entry *x = *(const Entry *const *)a;
    const Entry *y = *(const Entry *const *)b;
    return strcmp(x->file, y->file);
}

void search_index_write(SearchIndex *index, GString *out)
{
    if (index->entries->len > 0)
        qsort(index->entries->pdata, index->entries->len, sizeof(gpointer), compare_entries);
    g_string_append(out, "var redbinderPages = [");
    for (guint i = 0; i < index->entries->len; i++) {
        const Entry *entry = index->entries->pdata[i];
        g_string_append(out, i == 0 ? "\n" : ",\n");
        g_string_append_len(out, entry->script->str, (gssize)entry->script->len);
    }
    g_string_append(out, "\n];\n");
}

size_t search_index_count(const SearchIndex *index)
{
    return index->entries->len;
}

const char *search_index_file(const SearchIndex *index, size_t at)
{
    return ((const Entry *)index->entries->pdata[at])->file;
}
