#include "redact/redaction.h"

#include "doc/markdown.h"

#include <string.h>

/* ---- blocks of code ---- */

/* The length of what may stand before a fence: quotes, marks of lists and blanks. */
static size_t lead_of(const char *line)
{
    size_t lead = strspn(line, " \t>");
    const char *at = line + lead;
    size_t digits = strspn(at, "0123456789");
    size_t mark = digits > 0 && strchr(".)", at[digits]) != NULL ? digits + 1 : 1;
    bool item = digits > 0 ? mark > 1 : *at != '\0' && strchr("-*+", *at) != NULL;
    if (!item || (at[mark] != ' ' && at[mark] != '\t'))
        return lead;
    lead += mark;
    return lead + strspn(line + lead, " \t>");
}

/* The length of the fence that LINE is; 0 when it is none. */
static size_t fence_of(const char *line)
{
    char mark = line[lead_of(line)];
    if (mark != '`' && mark != '~')
        return 0;
    const char *at = line + lead_of(line);
    size_t length = 0;
    while (at[length] == mark)
        length++;
    return length < 3 || (mark == '`' && strchr(at + length, '`') != NULL) ? 0 : length;
}

static bool closes(const char *line, char mark, size_t length)
{
    line += strspn(line, " \t>");
    size_t own = 0;
    while (line[own] == mark)
        own++;
    return own >= length && line[own + strspn(line + own, " \t")] == '\0';
}

/* TEXT with words in place of what its fences hold. Owned. */
static char *without_fences(const char *text)
{
    GString *out = g_string_new(NULL);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        size_t lead = lead_of(*line);
        size_t length = fence_of(*line);
        if (line != lines)
            g_string_append_c(out, '\n');
        if (length == 0) {
            g_string_append(out, *line);
            continue;
        }
        char mark = (*line)[lead];
        g_string_append_len(out, *line, (gssize)lead);
        g_string_append(out, left_out_part);
        while (line[1] != NULL && !closes(line[1], mark, length))
            line++;
        if (line[1] != NULL)
            line++;
    }
    return g_string_free(out, FALSE);
}

/* ---- what markup hides ---- */

static bool has_code(const Node *node)
{
    if (node->kind == NODE_CODE)
        return true;
    for (const Node *child = node->first; child != NULL; child = child->next)
        if (has_code(child))
            return true;
    return false;
}

/* Where links lead is no text of theirs. */
static bool has_private_link(const Redaction *redaction, const Node *node)
{
    if (node->kind == NODE_LINK && mask_finds(redaction->mask, node->text, MASK_TEXT))
        return true;
    for (const Node *child = node->first; child != NULL; child = child->next)
        if (has_private_link(redaction, child))
            return true;
    return false;
}

/* Does TEXT, as readers see it, still say what must not be read, or hold a block of code? So
 * `**Ma**ria` and `maria&#64;octo.test` are found. */
static bool still_tells(const Redaction *redaction, const char *text, bool blocks)
{
    g_autoptr(Doc) doc = doc_new("text", "text", "en");
    if (blocks)
        doc_append_markdown(doc, doc->root, text, 0, NULL);
    else
        doc_append_inline(doc, node_add_paragraph(doc, doc->root, NULL), text);
    g_autofree char *plain = node_plain_text(doc->root);
    return mask_finds(redaction->mask, plain, MASK_TEXT) || has_code(doc->root) ||
           has_private_link(redaction, doc->root);
}

const char *redact_markdown(const Redaction *redaction, const char *text, bool blocks)
{
    g_autofree char *open = blocks ? without_fences(text) : g_strdup(text);
    g_autofree char *masked = mask_apply(redaction->mask, open, MASK_TEXT);
    const char *told = masked == NULL ? open : masked;
    if (still_tells(redaction, told, blocks))
        return left_out;
    return strcmp(told, text) == 0 ? text : arena_text(redaction->library->arena, told);
}
