#include "press/pdf_record.h"

#include <string.h>

#define MARK "redbinder-record 1"
#define BETWEEN "; "
#define HEX_DIGITS "0123456789abcdef"

static void clear_part(gpointer data)
{
    g_free(((PdfPart *)data)->path);
}

PdfRecord *pdf_record_new(const char *file, const char *as_of, const char *commit)
{
    PdfRecord *record = g_new0(PdfRecord, 1);
    record->file = g_strdup(file);
    record->as_of = g_strdup(as_of);
    record->commit = g_strdup(commit);
    record->parts = g_array_new(FALSE, TRUE, sizeof(PdfPart));
    g_array_set_clear_func(record->parts, clear_part);
    return record;
}

void pdf_record_free(PdfRecord *record)
{
    if (record == NULL)
        return;
    g_free(record->file);
    g_free(record->as_of);
    g_free(record->commit);
    g_array_unref(record->parts);
    g_free(record);
}

PdfPart *pdf_record_add(PdfRecord *record, const char *path, const char *imprint)
{
    PdfPart part = {.path = g_strdup(path)};
    if (imprint != NULL)
        g_strlcpy(part.imprint, imprint, sizeof part.imprint);
    g_array_append_val(record->parts, part);
    return &g_array_index(record->parts, PdfPart, record->parts->len - 1);
}

/* ---- writing ---- */

static void put_name(GString *out, const char *name)
{
    g_string_append_uri_escaped(out, name, "/+", FALSE);
}

static void put_item(GString *out, const char *key, const char *value)
{
    if (value == NULL)
        return;
    g_string_append_printf(out, BETWEEN "%s ", key);
    put_name(out, value);
}

void pdf_record_write(const PdfRecord *record, GString *out)
{
    g_string_append(out, MARK);
    put_item(out, "file", record->file);
    put_item(out, "as-of", record->as_of);
    put_item(out, "commit", record->commit);
    if (record->is_partial)
        g_string_append(out, BETWEEN "partial");
    g_string_append_printf(out, BETWEEN "pages %d", record->n_pages);
    for (guint i = 0; i < record->parts->len; i++) {
        const PdfPart *part = &g_array_index(record->parts, PdfPart, i);
        g_string_append(out, BETWEEN "part ");
        put_name(out, part->path);
        g_string_append_printf(out, " %s %d-%d", *part->imprint == '\0' ? "-" : part->imprint,
                               part->first, part->last);
    }
}

/* ---- reading ---- */

static bool take_number(const char *word, int *number)
{
    guint64 value = 0;
    if (!g_ascii_string_to_unsigned(word, 10, 0, G_MAXINT32, &value, NULL))
        return false;
    *number = (int)value;
    return true;
}

/* A name as put_name writes it; nothing that would disturb a terminal. NULL when it is none. */
static char *take_name(const char *word)
{
    g_autofree char *name = g_uri_unescape_string(word, NULL);
    if (name == NULL || *name == '\0' || !g_utf8_validate(name, -1, NULL))
        return NULL;
    for (const char *at = name; *at != '\0'; at = g_utf8_next_char(at))
        if (!g_unichar_isprint(g_utf8_get_char(at)))
            return NULL;
    return g_steal_pointer(&name);
}

static bool take_text(char **words, char **text)
{
    if (*text != NULL || g_strv_length(words) != 2)
        return false;
    *text = take_name(words[1]);
    return *text != NULL;
}

static bool take_pages(const PdfRecord *record, const char *word, PdfPart *part)
{
    g_auto(GStrv) ends = g_strsplit(word, "-", 3);
    return g_strv_length(ends) == 2 && take_number(ends[0], &part->first) &&
           take_number(ends[1], &part->last) && part->first <= part->last &&
           part->last <= record->n_pages;
}

static bool take_part(PdfRecord *record, char **words)
{
    if (g_strv_length(words) != 4 || record->parts->len >= PDF_MOST_PARTS)
        return false;
    size_t digits = strlen(words[2]);
    bool known = strcmp(words[2], "-") != 0;
    if (known && (digits != PDF_IMPRINT_KEPT || strspn(words[2], HEX_DIGITS) != digits))
        return false;
    g_autofree char *path = take_name(words[1]);
    return path != NULL &&
           take_pages(record, words[3], pdf_record_add(record, path, known ? words[2] : NULL));
}

static bool take_item(PdfRecord *record, const char *item)
{
    g_auto(GStrv) words = g_strsplit(item, " ", 5);
    if (words[0] == NULL)
        return false;
    if (strcmp(words[0], "part") == 0)
        return take_part(record, words);
    if (strcmp(item, "partial") == 0)
        return record->is_partial = true;
    if (strcmp(words[0], "file") == 0)
        return take_text(words, &record->file);
    if (strcmp(words[0], "as-of") == 0)
        return take_text(words, &record->as_of);
    if (strcmp(words[0], "commit") == 0)
        return take_text(words, &record->commit);
    return strcmp(words[0], "pages") == 0 && g_strv_length(words) == 2 &&
           take_number(words[1], &record->n_pages);
}

PdfRecord *pdf_record_parse(const char *text)
{
    g_autoptr(PdfRecord) record = pdf_record_new(NULL, NULL, NULL);
    g_auto(GStrv) items = g_strsplit(text, BETWEEN, -1);
    if (items[0] == NULL || strcmp(items[0], MARK) != 0)
        return NULL;
    for (char **item = items + 1; *item != NULL; item++)
        if (!take_item(record, *item))
            return NULL;
    return record->file == NULL ? NULL : g_steal_pointer(&record);
}
