#include "press/markdown_inline.h"

#include "press/route.h"

#include <string.h>

typedef struct Inlines {
    GString *out;
    const Doc *doc;
    MarkdownAnchors *anchors;
    MarkdownPlace place;
    bool emphasis, strong, link; /* inside one: none of them nests in itself */
    bool at_mark;                /* OUT begins right behind a mark */
} Inlines;

static void append_children(Inlines *to, const Node *parent);

static bool is_space(gunichar c)
{
    return c == '\0' || c == MARKDOWN_BREAK || g_unichar_isspace(c);
}

/* ---- emphasis and strong: only where the marks can be nothing else ---- */

/* May a mark stand beside C? A letter or another mark might undo it. */
static bool is_free(gunichar c)
{
    return is_space(c) || (c < 0x80 && g_ascii_ispunct((char)c) && c != '*');
}

static bool is_mark(NodeKind kind)
{
    return kind == NODE_EMPHASIS || kind == NODE_STRONG;
}

static bool is_blank(const char *text)
{
    while (*text != '\0' && is_space(g_utf8_get_char_validated(text, -1)))
        text = g_utf8_next_char(text);
    return *text == '\0';
}

/* SPACED: whitespace comes between. It does not part a mark from one around it, which would
 * put it outside. */
static bool is_free_before(const Inlines *to, bool spaced)
{
    const GString *out = to->out;
    if (is_blank(out->str))
        return !to->at_mark;
    return spaced || is_free(g_utf8_get_char(g_utf8_prev_char(out->str + out->len)));
}

static bool is_blank_node(const Node *node)
{
    return node->kind == NODE_SOFT_BREAK || node->kind == NODE_LINE_BREAK ||
           (node->kind == NODE_TEXT && (node->text == NULL || is_blank(node->text)));
}

/* What comes after NODE on its line, NULL at the end; *AT_MARK when that is the end of marks
 * around it. Links have no end, since one within another leaves no trace. */
static const Node *next_inline(const Node *node, bool *at_mark)
{
    while (node->next == NULL && node_is_inline(node->parent->kind)) {
        node = node->parent;
        *at_mark = *at_mark || is_mark(node->kind);
    }
    return node->next;
}

static bool is_free_after(const Node *node, MarkdownPlace place, bool spaced)
{
    bool at_mark = false;
    const Node *next = next_inline(node, &at_mark);
    while (!at_mark && next != NULL && is_blank_node(next)) {
        spaced = spaced || next->text == NULL || *next->text != '\0';
        next = next_inline(next, &at_mark);
    }
    if (at_mark || next == NULL)
        return !at_mark;
    if (next->kind == NODE_TEXT)
        return spaced || is_free(g_utf8_get_char_validated(next->text, -1));
    return spaced || (next->kind == NODE_CODE_SPAN && place != MARKDOWN_CELL);
}

/* INNER, which is Markdown, without the whitespace at its ends; *BEFORE and *AFTER get that,
 * since a mark beside whitespace is none. Owned by the caller. */
static char *trim(const char *inner, char **before, char **after)
{
    const char *start = inner;
    const char *end = inner + strlen(inner);
    while (start < end && is_space(g_utf8_get_char(start)))
        start = g_utf8_next_char(start);
    while (end > start && is_space(g_utf8_get_char(g_utf8_prev_char(end))))
        end = g_utf8_prev_char(end);
    *before = g_strndup(inner, (gsize)(start - inner));
    *after = g_strdup(end);
    return g_strndup(start, (gsize)(end - start));
}

/* Appends INNER between two MARKs. False, and nothing done, where NODE cannot have them. */
static bool append_marked(Inlines *to, const Node *node, const char *inner, const char *mark)
{
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    g_autofree char *core = trim(inner, &before, &after);
    if (*core == '\0' || !is_free_before(to, *before != '\0') ||
        !is_free_after(node, to->place, *after != '\0'))
        return false;
    g_string_append_printf(to->out, "%s%s%s%s%s", before, mark, core, mark, after);
    return true;
}

/* The children of NODE as Markdown of their own. */
static GString *children_of(const Inlines *to, const Node *node)
{
    Inlines inner = *to;
    inner.out = g_string_new(NULL);
    inner.at_mark = is_mark(node->kind);
    append_children(&inner, node);
    return inner.out;
}

static void append_emphasis(Inlines *to, const Node *node, bool *inside, const char *mark)
{
    bool marked = false;
    if (!*inside) {
        *inside = true;
        g_autoptr(GString) inner = children_of(to, node);
        *inside = false;
        marked = append_marked(to, node, inner->str, mark);
    }
    if (!marked)
        append_children(to, node);
}

static void append_badge(Inlines *to, const Node *node)
{
    const char *text = node->text == NULL ? "" : node->text;
    g_autoptr(GString) word = g_string_new(NULL);
    markdown_escape_text(word, text, to->place);
    if (to->strong || !append_marked(to, node, word->str, "**"))
        markdown_escape_text(to->out, text, to->place);
}

/* ---- links ---- */

static void append_destination(Inlines *to, const Node *node, const char *url)
{
    to->link = true;
    g_autoptr(GString) inner = children_of(to, node);
    to->link = false;
    GString *out = to->out;
    if (out->len > 0 && out->str[out->len - 1] == '!')
        g_string_insert_c(out, (gssize)out->len - 1, '\\'); /* else it were an image */
    bool bare = to->place != MARKDOWN_CELL && strpbrk(url, " <>\\\t\n") == NULL &&
                (g_str_has_prefix(url, "http://") || g_str_has_prefix(url, "https://"));
    if (bare && g_str_is_ascii(url) && node->first != NULL && node->first->next == NULL &&
        node->first->kind == NODE_TEXT && strcmp(node->first->text, url) == 0) {
        g_string_append_printf(out, "<%s>", url);
        return;
    }
    g_string_append_c(out, '[');
    if (inner->len > 0)
        g_string_append(out, inner->str);
    else
        markdown_escape_text(out, url, to->place);
    g_string_append_c(out, ']');
    markdown_escape_url(out, url, to->place);
}

static void append_link(Inlines *to, const Node *node)
{
    if (to->link || node->text == NULL || *node->text == '\0')
        append_children(to, node);
    else
        append_destination(to, node, node->text);
}

static void append_reference(Inlines *to, const Node *node)
{
    const Target *target = &node->as.reference.target;
    const char *anchor = NULL;
    g_autoptr(GString) url = g_string_new(NULL);
    if (target->document != NULL)
        route_to_document(url, to->doc->path, target->document, ".md");
    else if (target->anchor != NULL)
        anchor = markdown_anchor(to->anchors, target->anchor);
    if (anchor != NULL)
        g_string_append_printf(url, "#%s", anchor);
    if (to->link || url->len == 0)
        append_children(to, node);
    else
        append_destination(to, node, url->str);
}

/* Underscores behind a space mean nothing; without a label they might be a mark or a rule. */
static void append_field(Inlines *to, const Node *node)
{
    int width = node->as.field.width <= 0 ? 12 : CLAMP(node->as.field.width, 3, 60);
    bool labelled = node->text != NULL && *node->text != '\0';
    if (labelled) {
        markdown_escape_text(to->out, node->text, to->place);
        g_string_append(to->out, ": ");
    }
    for (int i = 0; i < width; i++)
        g_string_append(to->out, labelled ? "_" : "\\_");
}

static void append_break(Inlines *to, char c)
{
    g_string_append_c(to->out, to->place == MARKDOWN_FLOW ? c : ' ');
}

/* "[`a]: b`](url)" at the start of a paragraph were a definition of "a". */
static void append_code(Inlines *to, const char *code)
{
    if (to->link && strstr(code, "]:") != NULL)
        markdown_escape_text(to->out, code, to->place);
    else
        markdown_escape_code(to->out, code, to->place);
}

static void append_inline(Inlines *to, const Node *node);

static void append_pages(Inlines *to, const Node *pages)
{
    for (const Node *node = pages->first; node != NULL; node = node->next) {
        g_string_append(to->out, node == pages->first ? "" : ", ");
        append_inline(to, node);
    }
}

static void append_inline(Inlines *to, const Node *node)
{
    switch (node->kind) {
    case NODE_TEXT:
        markdown_escape_text(to->out, node->text == NULL ? "" : node->text, to->place);
        return;
    case NODE_SOFT_BREAK:
        append_break(to, '\n');
        return;
    case NODE_LINE_BREAK:
        append_break(to, MARKDOWN_BREAK);
        return;
    case NODE_EMPHASIS:
        append_emphasis(to, node, &to->emphasis, "*");
        return;
    case NODE_STRONG:
        append_emphasis(to, node, &to->strong, "**");
        return;
    case NODE_CODE_SPAN:
        append_code(to, node->text == NULL ? "" : node->text);
        return;
    case NODE_LINK:
        append_link(to, node);
        return;
    case NODE_REFERENCE:
        append_reference(to, node);
        return;
    case NODE_PAGES:
        append_pages(to, node);
        return;
    case NODE_BADGE:
        append_badge(to, node);
        return;
    case NODE_FIELD:
        append_field(to, node);
        return;
    case NODE_DOCUMENT:
    case NODE_SECTION:
    case NODE_HEADING:
    case NODE_PARAGRAPH:
    case NODE_QUOTE:
    case NODE_LIST:
    case NODE_ITEM:
    case NODE_TABLE:
    case NODE_ROW:
    case NODE_CELL:
    case NODE_CODE:
    case NODE_FIGURE:
    case NODE_CALLOUT:
    case NODE_STEP:
    case NODE_CARD:
    case NODE_FACTS:
    case NODE_FACT:
    case NODE_DIVIDER:
    case NODE_CONTENTS:
    case NODE_COVER:
    case NODE_QR:
        break;
    }
    g_assert_not_reached();
}

static void append_children(Inlines *to, const Node *parent)
{
    for (const Node *at = parent->first; at != NULL; at = at->next)
        append_inline(to, at);
}

void markdown_inlines(GString *out, const Doc *doc, MarkdownAnchors *anchors, const Node *parent,
                      MarkdownPlace place)
{
    Inlines to = {.out = out, .doc = doc, .anchors = anchors, .place = place};
    append_children(&to, parent);
}

void markdown_marked(GString *out, const char *text, const char *mark, MarkdownPlace place)
{
    g_autoptr(GString) inner = g_string_new(NULL);
    markdown_escape_text(inner, text == NULL ? "" : text, place);
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    g_autofree char *core = trim(inner->str, &before, &after);
    if (*core != '\0')
        g_string_append_printf(out, "%s%s%s", mark, core, mark);
}
