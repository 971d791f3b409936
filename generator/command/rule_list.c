#include "command/rule_list.h"

#include "read/reader.h"
#include "rules/rules.h"

#include <string.h>

static int compare(gconstpointer a, gconstpointer b)
{
    const Rule *left = *(const Rule *const *)a;
    const Rule *right = *(const Rule *const *)b;
    return strcmp(left->id, right->id);
}

static void add_all(GPtrArray *list, const Rule *const *rules)
{
    for (; *rules != NULL; rules++)
        g_ptr_array_add(list, (gpointer)*rules);
}

GPtrArray *rule_list(void)
{
    GPtrArray *list = g_ptr_array_new();
    add_all(list, reading_rules);
    for (const Check *const *check = all_checks; *check != NULL; check++)
        g_ptr_array_add(list, (gpointer)&(*check)->rule);
    g_ptr_array_sort(list, compare);
    return list;
}
