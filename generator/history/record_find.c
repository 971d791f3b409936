#include "history/record_find.h"

#include "history/history_rules.h"
#include "history/plain_text.h"

#include <string.h>

enum { LEAST_DIGITS = 8 };

/* Adds the numbers that SQL gives for NAME, and for what is behind all that begins with it. */
static bool add_numbers(History *history, const char *sql, const char *name, GArray *numbers,
                        Diags *diags)
{
    g_autofree char *behind = g_strconcat(name, "g", NULL); /* no digit of a key */
    g_autoptr(Query) query = database_query(history, sql, diags);
    bool failed = query == NULL;
    if (failed)
        return false;
    query_bind(query, 1, name);
    if (sqlite3_bind_parameter_count(query) > 1)
        query_bind(query, 2, behind);
    while (database_next(history, query, &failed, diags)) {
        int64_t number = sqlite3_column_int64(query, 0);
        g_array_append_val(numbers, number);
    }
    query_end(g_steal_pointer(&query));
    return !failed;
}

static bool may_be_key(const char *name)
{
    size_t digits = strspn(name, "0123456789abcdef");
    return name[digits] == '\0' && digits >= LEAST_DIGITS;
}

GArray *record_find(History *history, const char *name, Diags *diags)
{
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(int64_t));
    if (!add_numbers(history, "SELECT record FROM runs WHERE id = ? ORDER BY record", name, numbers,
                     diags))
        return NULL;
    if (numbers->len == 0 && may_be_key(name) &&
        !add_numbers(history, "SELECT seq FROM records WHERE key >= ? AND key < ? ORDER BY key",
                     name, numbers, diags))
        return NULL;
    if (numbers->len > 0)
        return g_steal_pointer(&numbers);
    g_autoptr(Arena) arena = arena_new();
    diags_add_path(diags, &rule_history_record_unknown, history->path,
                   "there is no run and no key '%s'", plain_text(arena, name, strlen(name), 80));
    return NULL;
}
