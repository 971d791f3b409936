#include "press/html.h"

/* The lists of a table of contents, one for each depth that is open. */
typedef struct Contents {
    const HtmlWriter *writer;
    xmlNode *nav;
    xmlNode *lists[MAX_HEADING_LEVEL];
    int levels[MAX_HEADING_LEVEL]; /* lists[i] holds entries of levels[i] */
    int depth;
    int deepest; /* level of the sections that are listed */
} Contents;

bool html_is_other_page(const Node *node)
{
    return node->kind == NODE_SECTION && node->as.section.page != NULL;
}

/* The list that the entry of a section of LEVEL belongs to. */
static xmlNode *find_list(Contents *to, int level)
{
    while (to->depth > 1 && to->levels[to->depth - 1] > level)
        to->depth--;
    bool deeper = to->depth == 0 || level > to->levels[to->depth - 1];
    if (deeper && to->depth < MAX_HEADING_LEVEL) {
        xmlNode *parent = to->depth == 0 ? to->nav : to->lists[to->depth - 1]->last;
        to->lists[to->depth] = html_add(parent, "ol");
        to->levels[to->depth++] = level;
    }
    return to->lists[to->depth - 1];
}

static xmlNode *add_entry(Contents *to, const Node *section)
{
    xmlNode *list = find_list(to, section->as.section.level);
    g_autofree char *title = node_plain_text(section->first);
    g_autofree char *url = html_link_to(to->writer, (Target){NULL, section->id});
    xmlNode *link = html_add_with_text(html_add(list, "li"), "a", NULL, title);
    html_set(link, "href", url);
    return link;
}

/* What once stood on this page and now on another is still found here by its old address: its
 * entry has its anchor, or the entry of the section around it has a mark of that name. */
static void add_mark(const Contents *to, xmlNode *link, const char *id)
{
    if (link != NULL)
        html_set(link, "id", id);
    else if (to->depth > 0)
        html_set(html_add_with_text(to->lists[to->depth - 1]->last, "span", NULL, ""), "id", id);
}

/* The sections below PARENT, which stands on another page when ELSEWHERE. */
static void add_below(Contents *to, const Node *parent, bool elsewhere)
{
    for (const Node *node = parent->first; node != NULL; node = node->next) {
        bool away = elsewhere || html_is_other_page(node);
        bool listed = node->kind == NODE_SECTION && node->as.section.level <= to->deepest &&
                      node->first != NULL && node != to->writer->title;
        xmlNode *link = listed ? add_entry(to, node) : NULL;
        if (away && node->id != NULL)
            add_mark(to, link, node->id);
        add_below(to, node, away); /* a tree is not deep: doc/validate.h */
    }
}

void html_contents(const HtmlWriter *writer, xmlNode *parent, int level)
{
    xmlNode *nav = html_add_class(parent, "nav", "contents");
    html_set(nav, "aria-label", "Contents");
    html_add_with_text(nav, "p", "contents-title", "Contents");
    Contents contents = {.writer = writer,
                         .nav = nav,
                         .deepest = level > 0 ? level + writer->raised : MAX_HEADING_LEVEL};
    add_below(&contents, writer->part == NULL ? writer->doc->root : writer->part, false);
}

/* ---- the places of one page ---- */

static const Node *page_root(const HtmlWriter *writer)
{
    return writer->part == NULL ? writer->doc->root : writer->part;
}

/* Sections two levels deep, and the steps of a runbook. */
static bool is_place(const HtmlWriter *writer, const Node *node)
{
    enum { DEEPEST = 3 };
    if (node->kind == NODE_STEP)
        return node->id != NULL;
    return node->kind == NODE_SECTION && node->id != NULL && node->first != NULL &&
           node != writer->title && node->as.section.level - writer->raised <= DEEPEST;
}

/* The node behind NODE, but for what stands on other pages. */
static const Node *next_here(const Node *root, const Node *node)
{
    const Node *next = node_following(root, node);
    while (next != NULL && html_is_other_page(next)) {
        while (next != root && next->next == NULL)
            next = next->parent;
        next = next == root ? NULL : next->next;
    }
    return next;
}

bool html_has_places(const HtmlWriter *writer)
{
    enum { FEWEST = 3 };
    const Node *root = page_root(writer);
    size_t count = 0;
    for (const Node *at = root; at != NULL; at = next_here(root, at)) {
        if (at->kind == NODE_CONTENTS)
            return false;
        count += is_place(writer, at);
    }
    return count >= FEWEST;
}

void html_places(const HtmlWriter *writer, xmlNode *parent)
{
    const Node *root = page_root(writer);
    xmlNode *nav = html_add_class(parent, "nav", "places");
    html_set(nav, "aria-label", "On this page");
    html_add_with_text(nav, "p", "pages-title", "On this page");
    Contents contents = {.writer = writer, .nav = nav};
    for (const Node *at = root; at != NULL; at = next_here(root, at)) {
        if (!is_place(writer, at))
            continue;
        bool step = at->kind == NODE_STEP;
        g_autofree char *title =
            step ? g_strdup_printf("%d. %s", at->as.step.number, at->text == NULL ? "" : at->text)
                 : node_plain_text(at->first);
        xmlNode *list = find_list(&contents, step ? MAX_HEADING_LEVEL : at->as.section.level);
        xmlNode *link = html_add_with_text(html_add(list, "li"), "a", NULL, title);
        html_set_printf(link, "href", "#%s", at->id);
    }
}
