#include "history/history.h"

#include "history/database.h"

History *history_open(const char *path, HistoryMode mode, Diags *diags)
{
    return database_open(path, mode, &history_migrations, diags);
}

void history_close(History *history)
{
    if (history == NULL)
        return;
    g_ptr_array_unref(history->sources);
    sqlite3_close(history->db);
    g_free(history->path);
    g_free(history);
}
