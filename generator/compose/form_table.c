#include "compose/directive.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_ROWS = 60, BROADEST = 100, BLANKS_OF_LETTER = 2 };

/* Cuts "What happened=40" into its title and the breadth of the column, about that of so many
 * letters; 0 when none is given. */
static int cut_breadth(char *title)
{
    char *sign = strrchr(title, '=');
    if (sign == NULL)
        return 0;
    *sign = '\0';
    return CLAMP(atoi(sign + 1), 0, BROADEST);
}

/* Room for two lines of handwriting, BREADTH letters broad. */
static void add_blank_cell(Doc *doc, Node *row, int breadth)
{
    g_autoptr(GString) blanks = g_string_new("\u00a0");
    for (int i = 0; i < breadth * BLANKS_OF_LETTER; i++)
        g_string_append_c(blanks, ' ');
    g_string_append(blanks, "\u00a0");
    Node *cell = node_add_cell(doc, row, blanks->str);
    node_add(doc, cell, NODE_LINE_BREAK);
    node_add_text(doc, cell, "\u00a0");
}

/* `::form-table{20; Time=12; What happened=60}`: a table of 20 rows to be written into. */
void append_form_table(const Scope *scope)
{
    g_auto(GStrv) words = g_strsplit(scope->arguments, ";", MAX_TABLE_COLUMNS + 1);
    size_t n_columns = g_strv_length(words) < 2 ? 0 : g_strv_length(words) - 1;
    if (n_columns == 0)
        return;
    Doc *doc = scope->doc;
    Node *table = node_add_table(doc, scope->parent, n_columns);
    Node *header = node_add_row(doc, table, true);
    int breadths[MAX_TABLE_COLUMNS];
    for (size_t i = 0; i < n_columns; i++) {
        breadths[i] = cut_breadth(words[i + 1]);
        node_add_cell(doc, header, g_strstrip(words[i + 1]));
    }
    int n_rows = CLAMP(atoi(words[0]), 1, MOST_ROWS);
    for (int i = 0; i < n_rows; i++) {
        Node *row = node_add_row(doc, table, false);
        for (size_t j = 0; j < n_columns; j++)
            add_blank_cell(doc, row, breadths[j]);
    }
}
