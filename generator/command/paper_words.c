#include "command/paper_words.h"

#include "doc/difference.h"

/* The paths of the changed documents. */
static GHashTable *changed_paths(const Currency *currency)
{
    GHashTable *paths = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < currency->parts->len; i++) {
        const CurrencyPart *part = &g_array_index(currency->parts, CurrencyPart, i);
        if (part->state == PART_CHANGED)
            g_hash_table_add(paths, (gpointer)part->path);
    }
    return paths;
}

/* The print may be of files that were changed and are in no commit, or of another version. */
static void say_rest(CurrencyPart *part, const Doc *then, const Doc *now)
{
    if (part->imprint == NULL || then->imprint == NULL ||
        g_str_has_prefix(then->imprint, part->imprint))
        return;
    bool same = g_strcmp0(then->imprint, now->imprint) == 0;
    g_ptr_array_add(part->words,
                    g_strdup(same ? "the commit it is from says the same: it was printed from "
                                    "changed files, or by another version of redbinder"
                                  : "perhaps more: it was printed from changed files, or by "
                                    "another version of redbinder"));
}

void paper_words_add(Currency *currency, const Papers *then, const Papers *now)
{
    g_autoptr(GHashTable) paths = changed_paths(currency);
    if (g_hash_table_size(paths) == 0)
        return;
    g_autoptr(GHashTable) old_docs = papers_documents(then, paths);
    g_autoptr(GHashTable) new_docs = papers_documents(now, paths);
    for (guint i = 0; i < currency->parts->len; i++) {
        CurrencyPart *part = &g_array_index(currency->parts, CurrencyPart, i);
        const Doc *old = g_hash_table_lookup(old_docs, part->path);
        const Doc *doc = g_hash_table_lookup(new_docs, part->path);
        if (part->state != PART_CHANGED || part->words != NULL || old == NULL || doc == NULL)
            continue;
        part->words = doc_differences(old, doc);
        say_rest(part, old, doc);
    }
}
