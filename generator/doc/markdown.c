#include "doc/markdown.h"

#include "base/heading_id.h"
#include "base/url.h"
#include "doc/table.h"
#include "doc/validate.h"

#define CMARK_NO_SHORT_NAMES 1 /* they clash with NodeKind */
#include <cmark.h>
#include <string.h>

/* Levels that must be left when a node is entered: for all that may stand in a block (a table of
 * rows of cells, emphasis, text), and for an inline and its text. */
enum { BLOCK_ROOM = 16, INLINE_ROOM = 2 };

/* The walk over cmark's tree. PARENT takes what comes next; every block entered moves it down,
 * every block left moves it up again. */
typedef struct Walk {
    Doc *doc;
    Node *top;    /* where everything is appended */
    Node *parent; /* where the next node goes */
    int level;    /* of sections made from `#`; 0: none are made */
    int depth;    /* of parent in the document */
    Node *link;   /* the one being filled, or NULL: links do not nest */
    const MarkdownHooks *hooks;
    const char *text; /* that is read */
    char **lines;     /* of the text, for tables */
    size_t n_lines;
} Walk;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(cmark_node, cmark_node_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(cmark_iter, cmark_iter_free)

static const char *literal(cmark_node *node)
{
    const char *text = cmark_node_get_literal(node);
    return text == NULL ? "" : text;
}

/* Appends TEXT with its {{variables}} filled in. */
static void append_text(Walk *walk, const char *text, int line)
{
    const MarkdownHooks *hooks = walk->hooks;
    if (hooks == NULL || hooks->variable == NULL || strstr(text, "{{") == NULL) {
        node_add_text(walk->doc, walk->parent, text);
        return;
    }
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *start = NULL; (start = strstr(text, "{{")) != NULL;) {
        const char *end = strstr(start, "}}");
        if (end == NULL)
            break;
        g_string_append_len(out, text, start - text);
        g_autofree char *name = g_strstrip(g_strndup(start + 2, (gsize)(end - start - 2)));
        const char *value = hooks->variable(hooks->data, name, line);
        if (value != NULL)
            g_string_append(out, value);
        text = end + 2;
    }
    g_string_append(out, text);
    node_add_text(walk->doc, walk->parent, out->str);
}

static int line_of(cmark_node *node)
{
    while (node != NULL && cmark_node_get_start_line(node) == 0)
        node = cmark_node_parent(node);
    return node == NULL ? 0 : cmark_node_get_start_line(node);
}

static int depth_of(const Node *node)
{
    int depth = 0;
    for (; node->parent != NULL; node = node->parent)
        depth++;
    return depth;
}

static void enter(Walk *walk, NodeKind kind)
{
    walk->parent = node_add(walk->doc, walk->parent, kind);
    walk->depth++;
}

static void leave(Walk *walk)
{
    walk->parent = walk->parent->parent;
    walk->depth--;
}

/* Enters a node of KIND for NODE of cmark's tree if LEVELS of nodes may follow; what is nested
 * deeper is kept, but flat. */
static void begin(Walk *walk, cmark_node *node, NodeKind kind, int levels)
{
    if (walk->depth + levels > MAX_DOC_DEPTH)
        return;
    enter(walk, kind);
    cmark_node_set_user_data(node, walk->parent);
}

static bool has_begun(cmark_node *node)
{
    return cmark_node_get_user_data(node) != NULL;
}

/* Leaves the node that was entered for NODE, if there was one. */
static void end(Walk *walk, cmark_node *node)
{
    if (has_begun(node))
        leave(walk);
}

/* A link, or just its inlines where its address is not safe, or in another link. */
static void begin_link(Walk *walk, cmark_node *node)
{
    const char *url = cmark_node_get_url(node);
    if (walk->link != NULL || url == NULL || !url_is_safe(url))
        return;
    begin(walk, node, NODE_LINK, INLINE_ROOM);
    if (!has_begun(node))
        return;
    walk->link = walk->parent;
    walk->link->text = arena_text(walk->doc->arena, url);
    walk->link->as.link.origin = walk->text;
}

static void end_link(Walk *walk, cmark_node *node)
{
    if (!has_begun(node))
        return;
    if (walk->link->first == NULL)
        node_add_text(walk->doc, walk->link, walk->link->text);
    walk->link = NULL;
    leave(walk);
}

static void visit_inline(Walk *walk, cmark_node *node, bool entering)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        append_text(walk, literal(node), line_of(node));
        return;
    case CMARK_NODE_HTML_INLINE:
        node_add_text(walk->doc, walk->parent, literal(node));
        return;
    case CMARK_NODE_SOFTBREAK:
        node_add(walk->doc, walk->parent, NODE_SOFT_BREAK);
        return;
    case CMARK_NODE_LINEBREAK:
        node_add(walk->doc, walk->parent, NODE_LINE_BREAK);
        return;
    case CMARK_NODE_CODE:
        node_add_code_span(walk->doc, walk->parent, literal(node));
        return;
    case CMARK_NODE_EMPH:
        entering ? begin(walk, node, NODE_EMPHASIS, INLINE_ROOM) : end(walk, node);
        return;
    case CMARK_NODE_STRONG:
        entering ? begin(walk, node, NODE_STRONG, INLINE_ROOM) : end(walk, node);
        return;
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
        entering ? begin_link(walk, node) : end_link(walk, node);
        return;
    case CMARK_NODE_NONE:
    case CMARK_NODE_DOCUMENT:
    case CMARK_NODE_BLOCK_QUOTE:
    case CMARK_NODE_LIST:
    case CMARK_NODE_ITEM:
    case CMARK_NODE_CODE_BLOCK:
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_CUSTOM_BLOCK:
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING:
    case CMARK_NODE_THEMATIC_BREAK:
    case CMARK_NODE_CUSTOM_INLINE:
        return;
    }
}

static bool is_inline(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    return type >= CMARK_NODE_FIRST_INLINE && type <= CMARK_NODE_LAST_INLINE;
}

/* Appends the inlines below BLOCK. */
static void append_inlines(Walk *walk, cmark_node *block)
{
    g_autoptr(cmark_iter) iterator = cmark_iter_new(block);
    cmark_event_type event = CMARK_EVENT_NONE;
    while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iterator);
        if (node != block && is_inline(node))
            visit_inline(walk, node, event == CMARK_EVENT_ENTER);
    }
}

/* Leaves sections until one of a lower level than LEVEL, or TOP, is the parent. */
static void close_sections(Walk *walk, int level)
{
    while (walk->parent != walk->top && walk->parent->kind == NODE_SECTION &&
           walk->parent->as.section.level >= level)
        leave(walk);
}

/* Takes the id off the end of HEADING, "Restore {#restore}": the title can be reworded then, and
 * links still find it. NULL when it names none; owned. */
static char *take_id(Doc *doc, Node *heading)
{
    Node *last = heading->last;
    size_t length = 0;
    const char *open = last == NULL || last->kind != NODE_TEXT
                           ? NULL
                           : heading_id(last->text, strlen(last->text), &length);
    if (open == NULL)
        return NULL;
    g_autofree char *rest = g_strchomp(g_strndup(last->text, (size_t)(open - last->text)));
    if (*rest == '\0' && heading->first == last)
        return NULL;
    char *id = g_strndup(open + 2, length);
    last->text = arena_text(doc->arena, rest);
    return id;
}

static void append_heading(Walk *walk, cmark_node *node)
{
    int level = walk->level + cmark_node_get_heading_level(node) - 1;
    bool in_section = walk->parent == walk->top || walk->parent->kind == NODE_SECTION;
    if (walk->level == 0 || !in_section) {
        enter(walk, NODE_PARAGRAPH);
        enter(walk, NODE_STRONG);
        append_inlines(walk, node);
        g_free(take_id(walk->doc, walk->parent));
        leave(walk);
        leave(walk);
        return;
    }
    level = MIN(level, MAX_HEADING_LEVEL);
    close_sections(walk, level);
    enter(walk, NODE_SECTION);
    Node *section = walk->parent;
    section->as.section.level = level;
    enter(walk, NODE_HEADING);
    append_inlines(walk, node);
    g_autofree char *id = take_id(walk->doc, walk->parent);
    g_autofree char *title = node_plain_text(walk->parent);
    section->id = doc_anchor(walk->doc, id == NULL ? title : id);
    leave(walk);
}

/* LINE without the quote marks and blanks that stand before COLUMN; a lazy line has none. */
static const char *skip_prefix(const char *line, size_t column)
{
    while (column > 0 && (*line == ' ' || *line == '\t' || *line == '>')) {
        line++;
        column--;
    }
    return line;
}

/* The raw lines of the paragraph NODE, from its first column. NULL when it cannot be a table. */
static char **paragraph_lines(const Walk *walk, cmark_node *node)
{
    size_t first = (size_t)cmark_node_get_start_line(node);
    size_t last = (size_t)cmark_node_get_end_line(node);
    size_t column = (size_t)cmark_node_get_start_column(node) - 1;
    if (first == 0 || last > walk->n_lines || last <= first ||
        column > strlen(walk->lines[first - 1]))
        return NULL;
    char **lines = g_new0(char *, last - first + 2);
    lines[0] = g_strdup(walk->lines[first - 1] + column);
    for (size_t i = first + 1; i <= last; i++)
        lines[i - first] = g_strdup(skip_prefix(walk->lines[i - 1], column));
    return lines;
}

/* The cells of a table are read one by one; their links stand in TEXT as a whole. */
static void note_origin(Node *parent, const char *text)
{
    for (Node *node = parent->first; node != NULL; node = node->next) {
        if (node->kind == NODE_LINK)
            node->as.link.origin = text;
        note_origin(node, text);
    }
}

static bool append_table(Walk *walk, cmark_node *node)
{
    g_auto(GStrv) lines = paragraph_lines(walk, node);
    if (lines == NULL || !table_append(walk->doc, walk->parent, lines))
        return false;
    note_origin(walk->parent->last, walk->text);
    return true;
}

/* A paragraph that is only `::name` or `::name{arguments}`. */
static bool append_directive(Walk *walk, cmark_node *node)
{
    const MarkdownHooks *hooks = walk->hooks;
    if (hooks == NULL || hooks->directive == NULL)
        return false;
    int line = cmark_node_get_start_line(node);
    if (line < 1 || cmark_node_get_end_line(node) != line)
        return false;
    g_autofree char *text = g_strchomp(g_strdup(walk->lines[line - 1]));
    size_t length = strlen(text);
    size_t name =
        strncmp(text, "::", 2) == 0 ? strspn(text + 2, "abcdefghijklmnopqrstuvwxyz0123456789-") : 0;
    const char *rest = text + 2 + name;
    bool braces = name > 0 && *rest == '{' && text[length - 1] == '}';
    if (name == 0 || (*rest != '\0' && !braces))
        return false;
    g_autofree char *directive = g_strndup(text + 2, name);
    g_autofree char *arguments =
        braces ? g_strndup(rest + 1, (gsize)(text + length - 1 - (rest + 1))) : g_strdup("");
    int level =
        walk->parent->kind == NODE_SECTION ? walk->parent->as.section.level + 1 : walk->level;
    hooks->directive(hooks->data, walk->doc, walk->parent, level, directive, arguments, line);
    return true;
}

static void append_paragraph(Walk *walk, cmark_node *node)
{
    if (append_directive(walk, node) || append_table(walk, node))
        return;
    enter(walk, NODE_PARAGRAPH);
    append_inlines(walk, node);
    leave(walk);
}

static void append_code(Walk *walk, cmark_node *node)
{
    const char *info = cmark_node_get_fence_info(node);
    g_autofree char *language = NULL;
    if (info != NULL && *info != '\0')
        language = g_strndup(info, strcspn(info, " \t"));
    node_add_code(walk->doc, walk->parent, language, NULL, literal(node));
}

static void begin_list(Walk *walk, cmark_node *node)
{
    begin(walk, node, NODE_LIST, BLOCK_ROOM);
    if (!has_begun(node))
        return;
    walk->parent->as.list.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    walk->parent->as.list.tight = cmark_node_get_list_tight(node) != 0;
    walk->parent->as.list.start = MAX(cmark_node_get_list_start(node), 0);
}

/* `[ ] ` or `[x] ` at the start of an item makes it a task; the marks are taken off. */
static void begin_item(Walk *walk, cmark_node *node)
{
    if (!has_begun(cmark_node_parent(node)))
        return;
    begin(walk, node, NODE_ITEM, 0);
    cmark_node *paragraph = cmark_node_first_child(node);
    cmark_node *text = paragraph == NULL ? NULL : cmark_node_first_child(paragraph);
    if (text == NULL || cmark_node_get_type(paragraph) != CMARK_NODE_PARAGRAPH ||
        cmark_node_get_type(text) != CMARK_NODE_TEXT)
        return;
    const char *start = literal(text);
    bool open = strncmp(start, "[ ] ", 4) == 0;
    bool done = strncmp(start, "[x] ", 4) == 0 || strncmp(start, "[X] ", 4) == 0;
    if (!open && !done)
        return;
    walk->parent->as.item.task = done ? TASK_DONE : TASK_OPEN;
    g_autofree char *rest = g_strdup(start + 4);
    cmark_node_set_literal(text, rest);
}

/* Blocks that hold blocks are entered and left; the others are taken whole. */
static void visit_block(Walk *walk, cmark_node *node, bool entering)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:
        entering ? begin(walk, node, NODE_QUOTE, BLOCK_ROOM) : end(walk, node);
        return;
    case CMARK_NODE_LIST:
        entering ? begin_list(walk, node) : end(walk, node);
        return;
    case CMARK_NODE_ITEM:
        entering ? begin_item(walk, node) : end(walk, node);
        return;
    case CMARK_NODE_PARAGRAPH:
        if (entering)
            append_paragraph(walk, node);
        return;
    case CMARK_NODE_HEADING:
        if (entering)
            append_heading(walk, node);
        return;
    case CMARK_NODE_CODE_BLOCK:
        append_code(walk, node);
        return;
    case CMARK_NODE_HTML_BLOCK:
        node_add_code(walk->doc, walk->parent, "html", NULL, literal(node));
        return;
    case CMARK_NODE_THEMATIC_BREAK:
        node_add(walk->doc, walk->parent, NODE_DIVIDER);
        return;
    case CMARK_NODE_NONE:
    case CMARK_NODE_DOCUMENT:
    case CMARK_NODE_CUSTOM_BLOCK:
    case CMARK_NODE_TEXT:
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
    case CMARK_NODE_CODE:
    case CMARK_NODE_HTML_INLINE:
    case CMARK_NODE_CUSTOM_INLINE:
    case CMARK_NODE_EMPH:
    case CMARK_NODE_STRONG:
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
        return;
    }
}

static cmark_node *parse(const char *text)
{
    cmark_node *root = cmark_parse_document(text, strlen(text), CMARK_OPT_DEFAULT);
    cmark_consolidate_text_nodes(root);
    return root;
}

void doc_append_markdown(Doc *doc, Node *parent, const char *text, int level,
                         const MarkdownHooks *hooks)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    Walk walk = {.doc = doc,
                 .top = parent,
                 .parent = parent,
                 .level = level,
                 .depth = depth_of(parent),
                 .hooks = hooks,
                 .text = text,
                 .lines = lines,
                 .n_lines = g_strv_length(lines)};
    g_autoptr(cmark_node) root = parse(text);
    g_autoptr(cmark_iter) iterator = cmark_iter_new(root);
    cmark_event_type event = CMARK_EVENT_NONE;
    while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iterator);
        if (!is_inline(node))
            visit_block(&walk, node, event == CMARK_EVENT_ENTER);
    }
}

/* Has TEXT nothing that Markdown could mean? Most names and short lines. */
static bool is_plain(const char *text)
{
    if (strpbrk(text, "*_`[]<>&\\!\n\r\t") != NULL || strstr(text, "  ") != NULL)
        return false;
    return g_ascii_isalpha(*text) || (unsigned char)*text >= 0x80;
}

void doc_append_inline(Doc *doc, Node *parent, const char *text)
{
    if (*text == '\0')
        return;
    if (is_plain(text)) {
        node_add_text(doc, parent, text);
        return;
    }
    Walk walk = {
        .doc = doc, .top = parent, .parent = parent, .depth = depth_of(parent), .text = text};
    g_autoptr(cmark_node) root = parse(text);
    cmark_node *block = cmark_node_first_child(root);
    if (block == NULL || cmark_node_get_type(block) != CMARK_NODE_PARAGRAPH ||
        cmark_node_next(block) != NULL) {
        /* "1. x" is meant as it stands, in one line. */
        g_autofree char *line = g_strdelimit(g_strdup(text), "\r\n\t", ' ');
        node_add_text(doc, parent, line);
        return;
    }
    append_inlines(&walk, block);
}
