#include "doc/table.h"

#include "doc/markdown.h"

#include <string.h>

static void free_text(gpointer text)
{
    g_free(text);
}

/* The cells of LINE, trimmed, with `\|` made `|`. Owned by the caller. */
static GPtrArray *split_cells(const char *line)
{
    GPtrArray *cells = g_ptr_array_new_with_free_func(free_text);
    g_autoptr(GString) cell = g_string_new(NULL);
    while (*line == ' ')
        line++;
    if (*line == '|')
        line++;
    for (; *line != '\0'; line++) {
        if (line[0] == '\\' && line[1] == '|') {
            g_string_append_c(cell, '|');
            line++;
        } else if (*line == '|') {
            g_ptr_array_add(cells, g_strstrip(g_strdup(cell->str)));
            g_string_truncate(cell, 0);
        } else {
            g_string_append_c(cell, *line);
        }
    }
    g_strstrip(cell->str);
    if (*cell->str != '\0')
        g_ptr_array_add(cells, g_strdup(cell->str));
    return cells;
}

/* Reads `---`, `:--`, `--:`, `:-:`. */
static bool read_align(const char *cell, Align *align)
{
    bool left = *cell == ':';
    if (left)
        cell++;
    size_t dashes = strspn(cell, "-");
    bool right = cell[dashes] == ':';
    if (dashes == 0 || cell[dashes + (right ? 1 : 0)] != '\0')
        return false;
    *align = left && right ? ALIGN_CENTER : right ? ALIGN_RIGHT : ALIGN_LEFT;
    return true;
}

static void append_row(Doc *doc, Node *table, const GPtrArray *cells, bool header)
{
    Node *row = node_add_row(doc, table, header);
    for (size_t i = 0; i < table->as.table.n_columns; i++) {
        Node *cell = node_add_cell(doc, row, NULL);
        if (i < cells->len)
            doc_append_inline(doc, cell, cells->pdata[i]);
    }
}

bool table_append(Doc *doc, Node *parent, char *const *lines)
{
    if (lines[0] == NULL || lines[1] == NULL || strchr(lines[0], '|') == NULL)
        return false;
    g_autoptr(GPtrArray) header = split_cells(lines[0]);
    g_autoptr(GPtrArray) delimiters = split_cells(lines[1]);
    Align aligns[MAX_TABLE_COLUMNS] = {ALIGN_LEFT};
    if (header->len == 0 || header->len != delimiters->len || header->len > MAX_TABLE_COLUMNS)
        return false;
    for (size_t i = 0; i < delimiters->len; i++)
        if (!read_align(delimiters->pdata[i], &aligns[i]))
            return false;
    Node *table = node_add_table(doc, parent, header->len);
    Align *kept = arena_alloc(doc->arena, header->len * sizeof *kept);
    memcpy(kept, aligns, header->len * sizeof *kept);
    table->as.table.aligns = kept;
    append_row(doc, table, header, true);
    for (size_t i = 2; lines[i] != NULL; i++) {
        g_autoptr(GPtrArray) cells = split_cells(lines[i]);
        append_row(doc, table, cells, false);
    }
    return true;
}
