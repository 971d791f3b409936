#include "script/tags.h"

#include "script/assignment.h"
#include "script/shown.h"

static void free_line(gpointer line)
{
    g_string_free(line, TRUE);
}

/* The line of TAG, which is begun when it is met first. */
static GString *line_of(GPtrArray *lines, GHashTable *by_tag, const char *tag)
{
    GString *line = g_hash_table_lookup(by_tag, tag);
    if (line == NULL) {
        line = g_string_new(tag);
        g_string_append_c(line, '\t');
        g_ptr_array_add(lines, line);
        g_hash_table_insert(by_tag, g_strdup(tag), line);
    }
    return line;
}

static void add_tag(GPtrArray *lines, GHashTable *by_tag, const char *tag, size_t number)
{
    g_autoptr(GString) shown = g_string_new(NULL);
    shown_line(shown, tag == NULL ? "" : tag);
    if (shown->len > 0)
        g_string_append_printf(line_of(lines, by_tag, shown->str), " %zu", number);
}

void tags_part(const FlatRunbook *flat, GString *out)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(free_line);
    g_autoptr(GHashTable) by_tag = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < flat->steps->len; i++) {
        const FlatStep *step = g_ptr_array_index(flat->steps, i);
        for (size_t j = 0; j < step->tags->count; j++)
            add_tag(lines, by_tag, step->tags->items[j]->text, step->number);
    }
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < lines->len; i++) {
        const GString *line = g_ptr_array_index(lines, i);
        g_string_append_len(text, line->str, (gssize)line->len);
        g_string_append_c(text, '\n');
    }
    assign_exact(out, "rb_tag_lines", text->str);
}
