#include "history/row_load.h"

#include "history/history_rules.h"
#include "history/plain_text.h"
#include "history/run_words.h"

#include <string.h>

enum { MAX_TEXT = 16 * 1024 };

static void damaged(RowLoader *loader, const char *what)
{
    if (!loader->failed)
        diags_add_path(loader->diags, &rule_system_history_damaged, loader->history->path,
                       "a row of the history has no valid %s", what);
    loader->failed = true;
}

/* A copy of the LENGTH plain bytes at TEXT; the same one each time when it is SHARED. */
static const char *keep_text(RowLoader *loader, const char *text, size_t length, bool shared)
{
    if (!shared || strlen(text) != length)
        return arena_text_n(loader->arena, text, length);
    const char *known = g_hash_table_lookup(loader->shared, text);
    if (known == NULL) {
        known = arena_text_n(loader->arena, text, length);
        g_hash_table_add(loader->shared, (gpointer)known);
    }
    return known;
}

const char *row_load_text(RowLoader *loader, sqlite3_stmt *row, int column, bool shared)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    if (text == NULL)
        return NULL;
    size_t length = (size_t)sqlite3_column_bytes(row, column);
    if (plain_text_span(text, length) == length && memchr(text, '\t', length) == NULL)
        return keep_text(loader, text, length, shared);
    return plain_text(loader->arena, text, length, MAX_TEXT);
}

static unsigned load_word(RowLoader *loader, const Column *column, sqlite3_stmt *row, int index)
{
    int word = word_find(column->words, (const char *)sqlite3_column_text(row, index));
    if (word < 0)
        damaged(loader, column->name);
    return word < 0 ? 0 : (unsigned)word;
}

/* The number in a column that holds one from LEAST to MOST; ABSENT when it is NULL. */
static int64_t load_number(RowLoader *loader, const Column *column, sqlite3_stmt *row, int index,
                           const int64_t limits[2], int64_t absent)
{
    if (sqlite3_column_type(row, index) == SQLITE_NULL)
        return absent;
    int64_t number = sqlite3_column_int64(row, index);
    if (number >= limits[0] && number <= limits[1])
        return number;
    damaged(loader, column->name);
    return absent;
}

static void load_value(RowLoader *loader, const Column *column, sqlite3_stmt *row, int index,
                       char *member)
{
    static const int64_t moments[] = {HISTORY_FIRST_SECOND, HISTORY_LAST_SECOND};
    static const int64_t days[] = {HISTORY_FIRST_DAY, HISTORY_LAST_DAY};
    static const int64_t flags[] = {0, 1};
    const int64_t counts[] = {column->least, INT32_MAX};
    void *at = member;
    switch (column->type) {
    case COLUMN_TEXT:
    case COLUMN_SHARED: {
        const char *text = row_load_text(loader, row, index, column->type == COLUMN_SHARED);
        *(const char **)at = text == NULL && column->required ? "" : text;
        break;
    }
    case COLUMN_WORD: {
        unsigned word = load_word(loader, column, row, index);
        memcpy(at, &word, sizeof word);
        break;
    }
    case COLUMN_MOMENT:
        ((Moment *)at)->seconds = load_number(loader, column, row, index, moments, MOMENT_ABSENT);
        break;
    case COLUMN_DATE:
        ((Date *)at)->days = (int32_t)load_number(loader, column, row, index, days, INT32_MIN);
        break;
    case COLUMN_NUMBER:
        *(int *)at = (int)load_number(loader, column, row, index, counts, column->least - 1);
        break;
    case COLUMN_FLAG:
        *(bool *)at = load_number(loader, column, row, index, flags, 0) == 1;
        break;
    }
}

void row_load(RowLoader *loader, const Table *table, sqlite3_stmt *row, int first, void *item)
{
    for (size_t i = 0; i < table->n_columns; i++) {
        const Column *column = &table->columns[i];
        int index = first + (int)i;
        if (column->required && sqlite3_column_type(row, index) == SQLITE_NULL)
            damaged(loader, column->name);
        load_value(loader, column, row, index, (char *)item + column->offset);
    }
}

bool row_load_next(RowLoader *loader, sqlite3_stmt *statement)
{
    return !loader->failed &&
           database_next(loader->history, statement, &loader->failed, loader->diags);
}

void row_load_columns(const Table *table, GString *sql)
{
    for (size_t i = 0; i < table->n_columns; i++)
        g_string_append_printf(sql, ", %s.%s", table->name, table->columns[i].name);
}
