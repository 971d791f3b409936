#include "base/fingerprint.h"

#include "base/file_uri.h"

#include <string.h>

/* FNV-1a goes through the bytes one by one: xor, then multiply. */
static uint64_t hash_bytes(uint64_t hash, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * UINT64_C(0x100000001b3);
    return hash;
}

/* With a NUL behind each part, so that "ab", "c" and "a", "bc" differ. */
static uint64_t hash_part(uint64_t hash, const char *text, size_t length)
{
    return hash_bytes(hash_bytes(hash, text, length), "", 1);
}

static uint64_t hash_line(uint64_t hash, Span span)
{
    size_t length = 0;
    const char *line =
        source_line(span.source, source_place(span.source, span.offset).line, &length);
    while (length > 0 && g_ascii_isspace(line[length - 1]))
        length--;
    while (length > 0 && g_ascii_isspace(*line)) {
        line++;
        length--;
    }
    return hash_part(hash, line, length);
}

static uint64_t hash_diag(const Diag *diag, const char *folder, const char *within)
{
    g_autofree char *path = path_below(diag_path(diag), folder);
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    hash = hash_part(hash, diag->rule->id, strlen(diag->rule->id));
    hash = hash_part(hash, path, strlen(path));
    if (within != NULL)
        hash = hash_part(hash, within, strlen(within));
    return diag->span.source == NULL ? hash : hash_line(hash, diag->span);
}

/* How many findings of this HASH came before. */
static unsigned count_before(GHashTable *counts, uint64_t hash)
{
    unsigned *count = g_hash_table_lookup(counts, &hash);
    if (count != NULL)
        return (*count)++;
    uint64_t *key = g_new(uint64_t, 1);
    *key = hash;
    count = g_new(unsigned, 1);
    *count = 1;
    g_hash_table_insert(counts, key, count);
    return 0;
}

GPtrArray *fingerprints_new(const Diags *diags, const char *folder, FingerprintWithin within,
                            const void *context)
{
    GPtrArray *fingerprints = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) counts =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    for (size_t i = 0; i < diags_count(diags); i++) {
        const Diag *diag = diags_at(diags, i);
        const char *id = within == NULL ? NULL : within(diag, context);
        uint64_t hash = hash_diag(diag, folder, id);
        unsigned before = count_before(counts, hash);
        char number[16];
        g_snprintf(number, sizeof number, "%u", before);
        if (before > 0)
            hash = hash_part(hash, number, strlen(number));
        g_ptr_array_add(fingerprints, g_strdup_printf("%016" G_GINT64_MODIFIER "x", hash));
    }
    return fingerprints;
}
