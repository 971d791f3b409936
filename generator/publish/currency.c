#include "publish/currency.h"

#include <string.h>

const char *part_state_word(PartState state)
{
    static const char *const words[] = {[PART_CURRENT] = "current",
                                        [PART_CHANGED] = "changed",
                                        [PART_NEW] = "new",
                                        [PART_GONE] = "gone",
                                        [PART_UNKNOWN] = "unknown"};
    return words[state];
}

static void clear_part(gpointer data)
{
    CurrencyPart *part = data;
    if (part->words != NULL)
        g_ptr_array_unref(part->words);
}

/* The documents of RECORD (PdfPart) by their paths. */
static GHashTable *parts_by_path(const PdfRecord *record)
{
    GHashTable *by_path = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; record != NULL && i < record->parts->len; i++) {
        PdfPart *part = &g_array_index(record->parts, PdfPart, i);
        if (!g_hash_table_contains(by_path, part->path))
            g_hash_table_insert(by_path, part->path, part);
    }
    return by_path;
}

static PartState state_of(const PdfPart *old, const PdfPart *now)
{
    if (now == NULL)
        return PART_GONE;
    if (*old->imprint == '\0' || *now->imprint == '\0')
        return PART_UNKNOWN;
    return strcmp(old->imprint, now->imprint) == 0 ? PART_CURRENT : PART_CHANGED;
}

static void add(Currency *currency, CurrencyPart part)
{
    g_array_append_val(currency->parts, part);
    g_hash_table_insert(currency->by_path, (gpointer)part.path,
                        GUINT_TO_POINTER(currency->parts->len));
    currency->counts[part.state]++;
}

static void add_old(Currency *currency, const PdfRecord *old, GHashTable *now)
{
    for (guint i = 0; i < old->parts->len; i++) {
        const PdfPart *part = &g_array_index(old->parts, PdfPart, i);
        if (old->is_partial && *part->imprint == '\0') /* the sheet before the pages */
            continue;
        add(currency, (CurrencyPart){.path = part->path,
                                     .state = state_of(part, g_hash_table_lookup(now, part->path)),
                                     .first = part->first,
                                     .last = part->last,
                                     .imprint = *part->imprint == '\0' ? NULL : part->imprint});
    }
}

Currency *currency_new(const PdfRecord *old, const PdfRecord *now)
{
    Currency *currency = g_new0(Currency, 1);
    currency->parts = g_array_new(FALSE, FALSE, sizeof(CurrencyPart));
    g_array_set_clear_func(currency->parts, clear_part);
    currency->by_path = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) old_parts = parts_by_path(old);
    g_autoptr(GHashTable) now_parts = parts_by_path(now);
    add_old(currency, old, now_parts);
    for (guint i = 0; now != NULL && !old->is_partial && i < now->parts->len; i++) {
        const PdfPart *part = &g_array_index(now->parts, PdfPart, i);
        if (!g_hash_table_contains(old_parts, part->path))
            add(currency, (CurrencyPart){.path = part->path, .state = PART_NEW});
    }
    return currency;
}

void currency_free(Currency *currency)
{
    if (currency == NULL)
        return;
    g_hash_table_unref(currency->by_path);
    g_array_unref(currency->parts);
    g_free(currency);
}

const CurrencyPart *currency_find(const Currency *currency, const char *path)
{
    guint place = GPOINTER_TO_UINT(g_hash_table_lookup(currency->by_path, path));
    return place == 0 ? NULL : &g_array_index(currency->parts, CurrencyPart, place - 1);
}

bool currency_holds(const Currency *currency)
{
    return currency->counts[PART_CURRENT] == currency->parts->len;
}
