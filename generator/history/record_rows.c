#include "history/record_rows.h"

#include "base/json.h"

#include <string.h>

Record *record_new(void)
{
    Record *record = g_new0(Record, 1);
    record->rows = g_array_new(FALSE, TRUE, sizeof(Row));
    record->values = g_array_new(FALSE, TRUE, sizeof(Value));
    record->texts = g_string_new(NULL);
    return record;
}

void record_free(Record *record)
{
    if (record == NULL)
        return;
    g_array_unref(record->rows);
    g_array_unref(record->values);
    g_string_free(record->texts, TRUE);
    arena_free(record->arena);
    g_free(record);
}

void record_begin(Record *record, RecordRow about)
{
    g_array_set_size(record->rows, 0);
    g_array_set_size(record->values, 0);
    g_string_truncate(record->texts, 0);
    arena_free(g_steal_pointer(&record->arena));
    record->about = about;
    record->about.key = record->key;
    record->key[0] = '\0';
    record_add(record, TABLE_RECORDS, &record->about, 1);
}

static Value text_value(const char *text)
{
    return text == NULL ? (Value){VALUE_NULL, 0, NULL} : (Value){VALUE_TEXT, 0, text};
}

static Value number_value(int64_t number, bool present)
{
    return present ? (Value){VALUE_NUMBER, number, NULL} : (Value){VALUE_NULL, 0, NULL};
}

/* What ITEM has in COLUMN. The members are of the type that the column says: see tables.c. */
static Value value_of(const Column *column, const void *item)
{
    const char *member = (const char *)item + column->offset;
    switch (column->type) {
    case COLUMN_TEXT:
    case COLUMN_SHARED:
        return text_value(*(const char *const *)(const void *)member);
    case COLUMN_WORD: {
        unsigned word = 0;
        memcpy(&word, member, sizeof word);
        return text_value(column->words[word]);
    }
    case COLUMN_MOMENT: {
        int64_t seconds = ((const Moment *)(const void *)member)->seconds;
        return number_value(seconds, seconds != MOMENT_ABSENT);
    }
    case COLUMN_DATE: {
        int32_t days = ((const Date *)(const void *)member)->days;
        return number_value(days, days != INT32_MIN);
    }
    case COLUMN_NUMBER: {
        int number = *(const int *)(const void *)member;
        return number_value(number, number >= column->least);
    }
    case COLUMN_FLAG:
        return number_value(*(const bool *)(const void *)member, true);
    }
    g_assert_not_reached();
}

Value *record_add_row(Record *record, TableId table, int64_t position)
{
    Row row = {.table = table, .position = position, .values = record->values->len};
    g_array_append_val(record->rows, row);
    g_array_set_size(record->values, record->values->len + (guint)history_tables[table].n_columns);
    return &g_array_index(record->values, Value, row.values);
}

void record_add(Record *record, TableId id, const void *items, size_t count)
{
    const Table *table = &history_tables[id];
    for (size_t i = 0; i < count; i++) {
        Value *values = record_add_row(record, id, (int64_t)i + 1);
        const char *item = (const char *)items + i * table->size;
        for (size_t j = 0; j < table->n_columns; j++)
            values[j] = value_of(&table->columns[j], item);
    }
}

const Value *row_values(const Record *record, const Row *row)
{
    return &g_array_index(record->values, Value, row->values);
}

/* Decimal digits by hand: there are millions of them, and printf is slow. */
static void append_number(GString *out, int64_t number)
{
    char digits[24];
    char *at = digits + sizeof digits;
    uint64_t rest = number < 0 ? -(uint64_t)number : (uint64_t)number;
    do {
        *--at = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (number < 0)
        *--at = '-';
    g_string_append_len(out, at, digits + sizeof digits - at);
}

static void append_name(GString *out, const char *name)
{
    g_string_append(out, ",\"");
    g_string_append(out, name);
    g_string_append(out, "\":");
}

static void append_values(GString *out, const Table *table, const Value *values)
{
    for (size_t i = 0; i < table->n_columns; i++) {
        if (values[i].type == VALUE_NULL)
            continue;
        append_name(out, table->columns[i].name);
        if (values[i].type == VALUE_TEXT)
            json_append_text(out, values[i].text);
        else
            append_number(out, values[i].number);
    }
}

/* Appends the canonical text of ROW and notes where it is. */
static void append_row(Record *record, Row *row)
{
    GString *out = record->texts;
    const Table *table = &history_tables[row->table];
    row->text = out->len;
    g_string_append(out, "{\"table\":\"");
    g_string_append(out, table->name);
    g_string_append_c(out, '"');
    if (table->numbered || row->table == TABLE_RECORDS) {
        append_name(out, table->numbered ? "position" : "seq");
        append_number(out, row->position);
    }
    append_values(out, table, row_values(record, row));
    g_string_append_c(out, '}');
    row->text_length = out->len - row->text;
}

/* The key needs all rows but the first, whose text needs the key. */
void record_complete(Record *record)
{
    struct sha256_ctx sum;
    Seal key;
    g_autoptr(GString) line = g_string_new("{\"kind\":");
    json_append_text(line, record_kind_words[record->about.kind]);
    if (record->about.corrects != NULL) {
        append_name(line, "corrects");
        json_append_text(line, record->about.corrects);
    }
    g_string_append_c(line, '}');
    sha256_init(&sum);
    seal_add_line(&sum, line->str, line->len);
    for (guint i = 1; i < record->rows->len; i++) {
        Row *row = &g_array_index(record->rows, Row, i);
        append_row(record, row);
        seal_add_line(&sum, record->texts->str + row->text, row->text_length);
    }
    sha256_digest(&sum, SEAL_SIZE, key.bytes);
    seal_format(&key, record->key);
}

void record_number(Record *record, int64_t seq)
{
    Row *row = &g_array_index(record->rows, Row, 0);
    row->position = seq;
    record->about.seq = seq;
    append_row(record, row);
}
