#include "history/export.h"

#include "history/record_cursor.h"

static bool write_record(const Record *record, ExportLine write, void *data)
{
    g_autoptr(GString) line = g_string_new(NULL);
    for (guint i = 0; i < record->rows->len; i++) {
        const Row *row = &g_array_index(record->rows, Row, i);
        char seal[SEAL_DIGITS + 1];
        g_string_assign(line, "{\"seal\":\"");
        g_string_append(line, seal_format(&row->seal, seal));
        g_string_append(line, "\",\"row\":");
        g_string_append_len(line, record->texts->str + row->text, (gssize)row->text_length);
        g_string_append(line, "}\n");
        if (!write(data, line->str, line->len))
            return false;
    }
    return true;
}

bool history_export(History *history, ExportLine write, void *data, Diags *diags)
{
    if (!database_execute(history, "BEGIN", diags))
        return false;
    g_autoptr(RecordCursor) cursor = record_cursor_new(history, 0, diags);
    bool written = !cursor->failed;
    while (written && record_cursor_next(cursor, diags))
        written = write_record(cursor->record, write, data);
    written = written && !cursor->failed;
    record_cursor_free(g_steal_pointer(&cursor));
    sqlite3_exec(history->db, "ROLLBACK", NULL, NULL, NULL);
    return written;
}
