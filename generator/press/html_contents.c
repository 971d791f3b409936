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
