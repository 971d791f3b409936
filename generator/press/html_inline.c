#include "press/html.h"

#include "base/url.h"
#include "press/press.h"
#include "press/route.h"

#include <string.h>

const char *html_tone(Tone tone)
{
    static const char *const names[] = {
        [TONE_NEUTRAL] = "tone-neutral", [TONE_GOOD] = "tone-good",     [TONE_INFO] = "tone-info",
        [TONE_WARNING] = "tone-warning", [TONE_DANGER] = "tone-danger",
    };
    return names[tone];
}

/* Links are checked where they are read; a second look costs nothing. */
static const char *usable_url(const char *url)
{
    return url != NULL && *url != '\0' && url_is_safe(url) ? url : NULL;
}

/* The inlines of NODE as a link to URL; NULL, or within another link: as they are. */
static void add_anchor(HtmlWriter *to, xmlNode *parent, const Node *node, const char *url)
{
    if (to->in_link || url == NULL) {
        html_inlines(to, parent, node);
        return;
    }
    xmlNode *link = html_add(parent, "a");
    html_set(link, "href", url);
    to->in_link = true;
    html_inlines(to, link, node);
    to->in_link = false;
    if (link->children == NULL)
        html_add_text(link, url);
}

char *html_link_to(const HtmlWriter *writer, Target target)
{
    GString *url = g_string_new(NULL);
    const char *document = target.document == NULL ? writer->doc->path : target.document;
    const char *page = site_map_page(writer->map, document, target.anchor);
    if (strcmp(page, writer->path) != 0) {
        g_autofree char *file = html_file(page);
        route_to_document(url, writer->path, file, "");
    }
    if (target.anchor != NULL || url->len == 0)
        g_string_append_printf(url, "#%s", target.anchor == NULL ? "" : target.anchor);
    return g_string_free(url, FALSE);
}

/* What `#anchor` names may stand on another page of the same document. */
static void add_link(HtmlWriter *to, xmlNode *parent, const Node *node)
{
    const char *url = usable_url(node->text);
    g_autofree char *place = NULL;
    if (url != NULL && url[0] == '#' && url[1] != '\0')
        place = html_link_to(to, (Target){.anchor = url + 1});
    add_anchor(to, parent, node, place == NULL ? url : place);
}

static void add_reference(HtmlWriter *to, xmlNode *parent, const Node *node)
{
    g_autofree char *url = html_link_to(to, node->as.reference.target);
    add_anchor(to, parent, node, url);
}

static void add_badge(xmlNode *parent, const Node *node)
{
    xmlNode *badge = html_add(parent, "span");
    html_set_printf(badge, "class", "badge %s", html_tone(node->as.tone.tone));
    html_add_text(badge, node->text);
}

static void add_field(xmlNode *parent, const Node *node)
{
    int width = node->as.field.width <= 0 ? 12 : CLAMP(node->as.field.width, 3, 60);
    xmlNode *field = html_add_class(parent, "span", "field");
    if (node->text != NULL && *node->text != '\0') {
        g_autofree char *label = g_strdup_printf("%s: ", node->text);
        html_add_text(field, label);
    }
    g_autofree char *gap = g_strnfill((gsize)width, '_');
    xmlNode *line = html_add_with_text(field, "span", "gap", gap);
    html_set(line, "role", "img");
    html_set(line, "aria-label", "to be filled in");
}

static void add_inline(HtmlWriter *to, xmlNode *parent, const Node *node);

static void add_pages(HtmlWriter *to, xmlNode *parent, const Node *pages)
{
    for (const Node *node = pages->first; node != NULL; node = node->next) {
        html_add_text(parent, node == pages->first ? "" : ", ");
        add_inline(to, parent, node);
    }
}

static void add_inline(HtmlWriter *to, xmlNode *parent, const Node *node)
{
    switch (node->kind) {
    case NODE_TEXT:
        html_add_text(parent, node->text);
        return;
    case NODE_SOFT_BREAK:
        html_add_text(parent, "\n");
        return;
    case NODE_LINE_BREAK:
        html_add(parent, "br");
        return;
    case NODE_EMPHASIS:
        html_inlines(to, html_add(parent, "em"), node);
        return;
    case NODE_STRONG:
        html_inlines(to, html_add(parent, "strong"), node);
        return;
    case NODE_CODE_SPAN:
        html_add_with_text(parent, "code", NULL, node->text);
        return;
    case NODE_LINK:
        add_link(to, parent, node);
        return;
    case NODE_REFERENCE:
        add_reference(to, parent, node);
        return;
    case NODE_PAGES:
        add_pages(to, parent, node);
        return;
    case NODE_BADGE:
        add_badge(parent, node);
        return;
    case NODE_FIELD:
        add_field(parent, node);
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

void html_inlines(HtmlWriter *writer, xmlNode *parent, const Node *node)
{
    for (const Node *at = node->first; at != NULL; at = at->next)
        add_inline(writer, parent, at);
}
