#include "command/git_tree.h"

#include <string.h>

static void free_entry(gpointer data)
{
    GitEntry *entry = data;
    g_free(entry->name);
    g_free(entry);
}

static void put_hex(char *out, const char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        g_snprintf(out + 2 * i, 3, "%02x", (unsigned char)bytes[i]);
}

/* Takes the entry "<mode> <name>\0<id in ID_BYTES bytes>" at AT off; what follows it, or NULL when
 * it is none. */
static const char *take_entry(const char *at, const char *end, size_t id_bytes, GPtrArray *entries)
{
    char *space = NULL;
    guint64 mode = g_ascii_strtoull(at, &space, 8);
    const char *nul = memchr(at, '\0', (size_t)(end - at));
    if (*space != ' ' || nul == NULL || (size_t)(end - nul) <= id_bytes ||
        strchr(space, '/') != NULL)
        return NULL;
    GitEntry *entry = g_new0(GitEntry, 1);
    entry->name = g_strdup(space + 1);
    entry->mode = (unsigned)mode;
    put_hex(entry->id, nul + 1, id_bytes);
    g_ptr_array_add(entries, entry);
    return nul + 1 + id_bytes;
}

GPtrArray *git_tree_read(GitObjects *objects, const char *name, const char *commit)
{
    g_autoptr(GString) tree = g_string_new(NULL);
    char id[GIT_ID_SIZE];
    if (!git_objects_read(objects, name, "tree", tree, id))
        return NULL;
    g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func(free_entry);
    const char *end = tree->str + tree->len;
    for (const char *at = tree->str; at != end;) {
        at = take_entry(at, end, strlen(commit) / 2, entries);
        if (at == NULL)
            return NULL;
    }
    return g_steal_pointer(&entries);
}

/* The id is the sum of a head and the bytes: SHA-1, or SHA-256 where the repository has long ids.
 */
bool git_blob_is(const char *text, size_t length, const char *id)
{
    GChecksumType type = strlen(id) == 64 ? G_CHECKSUM_SHA256 : G_CHECKSUM_SHA1;
    g_autoptr(GChecksum) sum = g_checksum_new(type);
    g_autofree char *head = g_strdup_printf("blob %zu", length);
    g_checksum_update(sum, (const guchar *)head, (gssize)strlen(head) + 1);
    g_checksum_update(sum, (const guchar *)text, (gssize)length);
    return strcmp(g_checksum_get_string(sum), id) == 0;
}
