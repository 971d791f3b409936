#include "history/history.h"

#include "history/record_store.h"

History *history_open(const char *path, HistoryMode mode, Diags *diags)
{
    g_autoptr(History) history = database_open(path, mode, &history_migrations, diags);
    if (history == NULL || (mode == HISTORY_WRITE && !record_store_check(history, diags)))
        return NULL;
    return g_steal_pointer(&history);
}

void history_close(History *history)
{
    if (history == NULL)
        return;
    g_ptr_array_unref(history->sources);
    g_hash_table_unref(history->statements);
    for (size_t i = 0; i < N_TABLES; i++) {
        sqlite3_finalize(history->inserts[i]);
        sqlite3_finalize(history->selects[i]);
    }
    sqlite3_close(history->db);
    g_free(history->path);
    g_free(history);
}
