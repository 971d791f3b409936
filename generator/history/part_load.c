#include "history/part_load.h"

#include "history/record_cursor.h"

#include <string.h>

/* Where Run keeps the rows of a table. */
typedef struct PartMember {
    size_t items, count; /* offsets */
} PartMember;

#define MEMBER(name)                                                                               \
    {                                                                                              \
        offsetof(Run, name), offsetof(Run, n_##name)                                               \
    }

static const PartMember members[N_TABLES] = {
    [TABLE_STEPS] = MEMBER(steps),       [TABLE_FINDINGS] = MEMBER(findings),
    [TABLE_NOTES] = MEMBER(notes),       [TABLE_PEOPLE] = MEMBER(people),
    [TABLE_SERVICES] = MEMBER(services),
};

typedef struct PartLoader {
    RowLoader *loader;
    TableId id;
    GByteArray *items; /* rows of one run */
} PartLoader;

static void add_row(const PartLoader *part, sqlite3_stmt *row)
{
    const Table *table = &history_tables[part->id];
    size_t before = part->items->len;
    g_byte_array_set_size(part->items, (guint)(before + table->size));
    row_load(part->loader, table, row, 1, part->items->data + before);
}

/* Hands the rows that were added to RUN. */
static void hand_over(const PartLoader *part, Run *run)
{
    const PartMember *member = &members[part->id];
    GByteArray *items = part->items;
    if (items->len == 0)
        return;
    void *kept = arena_alloc(part->loader->arena, items->len);
    memcpy(kept, items->data, items->len);
    memcpy((char *)run + member->items, &kept, sizeof kept);
    size_t count = items->len / history_tables[part->id].size;
    memcpy((char *)run + member->count, &count, sizeof count);
    g_byte_array_set_size(items, 0);
}

static void look_up(const PartLoader *part, const RunRecord *run)
{
    RowLoader *loader = part->loader;
    sqlite3_stmt *rows = record_rows_of(loader->history, part->id, run->record, loader->diags);
    loader->failed = loader->failed || rows == NULL;
    while (row_load_next(loader, rows))
        add_row(part, rows);
    if (rows != NULL)
        sqlite3_reset(rows);
    hand_over(part, run->run);
}

/* The rows of all records from the first of RECORDS to the last: the number of their record, and
 * their columns. NULL with a finding. */
static sqlite3_stmt *prepare_scan(const PartLoader *part, const RunRecord *records, size_t count)
{
    const Table *table = &history_tables[part->id];
    g_autoptr(GString) sql = g_string_new("SELECT record");
    row_load_columns(table, sql);
    g_string_append_printf(sql, " FROM %s WHERE record BETWEEN ? AND ? ORDER BY record, position",
                           table->name);
    sqlite3_stmt *rows = database_prepare(part->loader->history, sql->str, part->loader->diags);
    part->loader->failed = part->loader->failed || rows == NULL;
    if (rows != NULL) {
        sqlite3_bind_int64(rows, 1, records[0].record);
        sqlite3_bind_int64(rows, 2, records[count - 1].record);
    }
    return rows;
}

/* Goes through rows and RECORDS side by side. */
static void scan(const PartLoader *part, const RunRecord *records, size_t count)
{
    g_autoptr(sqlite3_stmt) rows = prepare_scan(part, records, count);
    size_t at = 0;
    while (row_load_next(part->loader, rows)) {
        int64_t record = sqlite3_column_int64(rows, 0);
        if (record != records[at].record)
            hand_over(part, records[at].run);
        while (records[at].record < record)
            at++;
        if (records[at].record == record)
            add_row(part, rows);
    }
    hand_over(part, records[at].run);
}

void part_load(RowLoader *loader, TableId table, const RunRecord *records, size_t count)
{
    /* To pass over the rows of a few records is less work than to look those of one up. */
    enum { PASSED_OVER = 8 };
    if (count == 0 || loader->failed)
        return;
    g_autoptr(GByteArray) items = g_byte_array_new();
    const PartLoader part = {loader, table, items};
    size_t range = (size_t)(records[count - 1].record - records[0].record);
    if (range / PASSED_OVER < count) {
        scan(&part, records, count);
        return;
    }
    for (size_t i = 0; i < count; i++)
        look_up(&part, &records[i]);
}
