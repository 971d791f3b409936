#include "redact/mask.h"

#include "redact/reach.h"

#include <string.h>

const char left_out[] = "left out of the public edition";
const char left_out_part[] = "(left out of the public edition)";

/* What is known of a node of the tree of all words, in which each path from the root spells one. */
typedef struct Ending {
    char *words; /* as they were named; NULL: no word ends here */
    char *instead;
    unsigned uses;
} Ending;

struct Mask {
    GHashTable *edges; /* node and character -> node */
    GArray *endings;   /* Ending of each node; 0 is the root */
    Reach *reach;
};

static void clear_ending(gpointer data)
{
    Ending *ending = data;
    g_free(ending->words);
    g_free(ending->instead);
}

static guint new_node(Mask *mask)
{
    Ending none = {NULL, NULL, 0};
    g_array_append_val(mask->endings, none);
    return mask->endings->len - 1;
}

Mask *mask_new(void)
{
    Mask *mask = g_new0(Mask, 1);
    mask->edges = g_hash_table_new(NULL, NULL);
    mask->endings = g_array_new(FALSE, FALSE, sizeof(Ending));
    g_array_set_clear_func(mask->endings, clear_ending);
    mask->reach = reach_new();
    new_node(mask);
    return mask;
}

void mask_free(Mask *mask)
{
    if (mask == NULL)
        return;
    g_hash_table_unref(mask->edges);
    g_array_unref(mask->endings);
    reach_free(mask->reach);
    g_free(mask);
}

/* ---- words ---- */

/* The next character of *AT, folded, and *AT behind it; white space of any length is one blank. */
static gunichar next_folded(const char **at)
{
    gunichar c = g_utf8_get_char(*at);
    *at = g_utf8_next_char(*at);
    if (!g_unichar_isspace(c))
        return g_unichar_tolower(c);
    while (**at != '\0' && g_unichar_isspace(g_utf8_get_char(*at)))
        *at = g_utf8_next_char(*at);
    return ' ';
}

static gpointer edge(guint node, gunichar c)
{
    return GSIZE_TO_POINTER((gsize)node << 21 | c);
}

static guint follow(const Mask *mask, guint node, gunichar c)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(mask->edges, edge(node, c)));
}

void mask_add(Mask *mask, const char *words, const char *instead, unsigned uses)
{
    g_autofree char *trimmed = g_strstrip(g_strdup(words));
    if (*trimmed == '\0')
        return;
    guint node = 0;
    for (const char *at = trimmed; *at != '\0';) {
        gunichar c = next_folded(&at);
        guint child = follow(mask, node, c);
        if (child == 0) {
            child = new_node(mask);
            g_hash_table_insert(mask->edges, edge(node, c), GUINT_TO_POINTER(child));
        }
        node = child;
    }
    Ending *ending = &g_array_index(mask->endings, Ending, node);
    ending->uses |= uses;
    if (ending->words != NULL)
        return;
    ending->words = g_steal_pointer(&trimmed);
    ending->instead = g_strdup(instead);
}

void mask_add_number(Mask *mask, const char *number)
{
    reach_add(mask->reach, number);
}

/* Do A and B, side by side, belong to one word? */
static bool is_joined(gunichar a, gunichar b)
{
    return g_unichar_isalnum(a) && g_unichar_isalnum(b);
}

/* Does a word that reaches from START to END begin and end where words do? BEFORE is the character
 * before START, 0 for none. */
static bool is_whole(gunichar before, const char *start, const char *end)
{
    const char *last = g_utf8_prev_char(end);
    return !is_joined(before, g_utf8_get_char(start)) &&
           !is_joined(g_utf8_get_char(last), g_utf8_get_char(end));
}

/* May the word of ENDING be taken where it stands from START to END? */
static bool counts(const Ending *ending, MaskUse use, const char *start, const char *end)
{
    if (ending->words == NULL || (ending->uses & use) == 0)
        return false;
    size_t length = (size_t)(end - start);
    return (ending->uses & MASK_CASE) == 0 ||
           (strlen(ending->words) == length && memcmp(ending->words, start, length) == 0);
}

/* The longest word that begins at START; *END gets where it ends. NULL when none does. */
static const char *find_words(const Mask *mask, gunichar before, const char *start, MaskUse use,
                              const char **end)
{
    const char *found = NULL;
    guint node = 0;
    for (const char *at = start; *at != '\0';) {
        node = follow(mask, node, next_folded(&at));
        if (node == 0)
            break;
        const Ending *ending = &g_array_index(mask->endings, Ending, node);
        if (!counts(ending, use, start, at) || !is_whole(before, start, at))
            continue;
        found = ending->instead;
        *end = at;
    }
    return found;
}

/* What stands in the place of what begins at START; *END gets where that ends. NULL: nothing. */
static const char *find(const Mask *mask, gunichar before, const char *start, MaskUse use,
                        const char **end)
{
    const char *instead = find_words(mask, before, start, use, end);
    if (instead != NULL || use == MASK_ID)
        return instead;
    size_t length = reach_at(mask->reach, before, start);
    *end = start + length;
    return length == 0 ? NULL : left_out_part;
}

/* ---- texts ---- */

/* Appends TEXT to OUT, which may be NULL, without what is found. Is there anything? */
static bool rewrite(const Mask *mask, const char *text, MaskUse use, GString *out)
{
    bool any = false;
    gunichar before = 0;
    while (*text != '\0') {
        const char *end = NULL;
        const char *instead = find(mask, before, text, use, &end);
        if (instead == NULL)
            end = g_utf8_next_char(text);
        else if (out == NULL)
            return true;
        if (out != NULL && instead == NULL)
            g_string_append_len(out, text, end - text);
        else if (out != NULL)
            g_string_append(out, instead);
        any = any || instead != NULL;
        before = g_utf8_get_char(g_utf8_prev_char(end));
        text = end;
    }
    return any;
}

char *mask_apply(const Mask *mask, const char *text, MaskUse use)
{
    if (!mask_finds(mask, text, use))
        return NULL;
    GString *out = g_string_new(NULL);
    rewrite(mask, text, use, out);
    return g_string_free(out, FALSE);
}

bool mask_finds(const Mask *mask, const char *text, MaskUse use)
{
    return rewrite(mask, text, use, NULL);
}
