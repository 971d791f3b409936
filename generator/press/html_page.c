#include "press/html.h"

#include "press/html_frame.h"
#include "press/route.h"

#include <string.h>

/* A page in the making: a copy of the frame whose slots are filled on the way. */
typedef struct Page {
    const HtmlPage *job;
    HtmlWriter writer;
    const char *root; /* the way to the root of the site: "../../" */
    const char *title;
} Page;

/* ---- slots ---- */

static const char *slot_text(const Page *page, HtmlSlot slot)
{
    const HtmlPage *job = page->job;
    switch (slot) {
    case HTML_SLOT_ABOUT:
        return job->doc->about == NULL ? page->title : job->doc->about;
    case HTML_SLOT_AS_OF:
        return job->as_of;
    case HTML_SLOT_CHANGED:
        return job->changed;
    case HTML_SLOT_COMMIT:
        return job->commit;
    case HTML_SLOT_GENERATOR:
        return job->generator;
    case HTML_SLOT_LANGUAGE:
        return job->doc->language;
    case HTML_SLOT_LIBRARY:
        return job->library_title;
    case HTML_SLOT_TITLE:
        return page->title;
    case HTML_SLOT_CONTENT:
    case HTML_SLOT_CONTENTS:
    case HTML_SLOT_CRUMBS:
    case HTML_SLOT_EDIT:
    case HTML_SLOT_LINKS:
    case HTML_SLOT_PAGES:
    case HTML_SLOT_UNKNOWN:
        break;
    }
    return NULL;
}

static void add_links(const Page *page, xmlNode *parent, bool crumbs)
{
    const HtmlPage *job = page->job;
    xmlNode *nav = html_add_class(parent, "nav", crumbs ? "crumbs" : "forms");
    html_set(nav, "aria-label", crumbs ? "Path" : "Other forms of this page");
    xmlNode *list = html_add(nav, crumbs ? "ol" : "ul");
    size_t n_links = crumbs ? job->n_crumbs : job->n_links;
    for (size_t i = 0; i < n_links; i++) {
        const struct HtmlLink *link = crumbs ? &job->crumbs[i] : &job->links[i];
        xmlNode *item = html_add(list, "li");
        if (link->href == NULL) {
            html_set(item, "aria-current", "page");
            html_add_text(item, link->text);
            continue;
        }
        xmlNode *anchor = html_add_with_text(item, "a", NULL, link->text);
        bool here = *page->root == '\0' && *link->href == '\0';
        html_set_printf(anchor, "href", "%s%s", page->root, here ? "./" : link->href);
    }
}

/* The pages around this one, in groups with a title each. */
static void add_pages(const Page *page, xmlNode *parent)
{
    const HtmlPage *job = page->job;
    g_autofree char *here = html_file(page->writer.path);
    xmlNode *nav = html_add_class(parent, "nav", "pages");
    html_set(nav, "aria-label", "Pages");
    xmlNode *list = NULL;
    for (size_t i = 0; i < job->n_pages; i++) {
        const struct HtmlLink *link = &job->pages[i];
        if (link->href == NULL)
            html_add_with_text(nav, "p", "pages-title", link->text);
        if (link->href == NULL || list == NULL)
            list = html_add(nav, "ul");
        if (link->href == NULL)
            continue;
        xmlNode *anchor = html_add_with_text(html_add(list, "li"), "a", NULL, link->text);
        html_set_printf(anchor, "href", "%s%s", page->root, link->href);
        if (strcmp(link->href, here) == 0)
            html_set(anchor, "aria-current", "page");
    }
}

static bool is_filled(const Page *page, HtmlSlot slot)
{
    const HtmlPage *job = page->job;
    if (slot == HTML_SLOT_CONTENT)
        return true;
    if (slot == HTML_SLOT_CRUMBS)
        return job->n_crumbs > 0;
    if (slot == HTML_SLOT_LINKS)
        return job->n_links > 0;
    if (slot == HTML_SLOT_PAGES)
        return job->n_pages > 0;
    if (slot == HTML_SLOT_CONTENTS)
        return html_has_places(&page->writer);
    if (slot == HTML_SLOT_EDIT)
        return job->edit != NULL;
    const char *text = slot_text(page, slot);
    return text != NULL && *text != '\0';
}

/* What this page has in its HEAD beside what all have. */
static void add_to_head(const Page *page, xmlNode *head)
{
    const HtmlPage *job = page->job;
    for (size_t i = 0; i < job->n_metas; i++) {
        xmlNode *meta = html_add(head, "meta");
        html_set(meta, "name", job->metas[i].name);
        html_set(meta, "content", job->metas[i].content);
        html_add_text(head, "\n");
    }
    for (const char *const *name = job->scripts; name != NULL && *name != NULL; name++) {
        xmlNode *script = html_add(head, "script");
        html_set_printf(script, "src", "%sassets/%s", page->root, *name);
        html_set(script, "defer", "defer");
        html_add_text(head, "\n");
    }
}

static void copy_children(Page *page, xmlNode *parent, const xmlNode *frame);

static void fill_slot(Page *page, xmlNode *parent, const xmlNode *frame, HtmlSlot slot)
{
    if (!is_filled(page, slot))
        return;
    copy_children(page, parent, frame);
    if (slot == HTML_SLOT_CONTENT)
        html_document(&page->writer, parent);
    else if (slot == HTML_SLOT_EDIT)
        html_set(html_add_with_text(parent, "a", NULL, "Edit this page"), "href", page->job->edit);
    else if (slot == HTML_SLOT_CRUMBS || slot == HTML_SLOT_LINKS)
        add_links(page, parent, slot == HTML_SLOT_CRUMBS);
    else if (slot == HTML_SLOT_CONTENTS)
        html_places(&page->writer, parent);
    else if (slot == HTML_SLOT_PAGES)
        add_pages(page, parent);
    else
        html_add_text(parent, slot_text(page, slot));
}

/* ---- the copy of the frame ---- */

static void copy_attributes(const Page *page, xmlNode *element, const xmlNode *frame)
{
    for (const xmlNs *at = frame->nsDef; at != NULL; at = at->next)
        html_set(element, "xmlns", (const char *)at->href);
    for (const xmlAttr *at = frame->properties; at != NULL; at = at->next) {
        const char *name = (const char *)at->name;
        const char *value = html_frame_value(at);
        if (g_str_has_prefix(value, "root:")) {
            const char *way = value + strlen("root:");
            bool here = *page->root == '\0' && *way == '\0';
            html_set_printf(element, name, "%s%s", page->root, here ? "./" : way);
        } else if (g_str_has_prefix(value, "slot:")) {
            html_set(element, name, slot_text(page, html_slot(value + strlen("slot:"))));
        } else {
            html_set(element, name, value);
        }
    }
}

static void copy_node(Page *page, xmlNode *parent, const xmlNode *frame)
{
    if (frame->type == XML_TEXT_NODE) {
        html_add_text(parent, (const char *)frame->content);
        return;
    }
    if (frame->type != XML_ELEMENT_NODE)
        return; /* comments are for the author of the frame */
    bool is_slot = false;
    HtmlSlot slot = html_frame_slot(frame, &is_slot);
    if (is_slot) {
        fill_slot(page, parent, frame, slot);
        return;
    }
    xmlNode *element = html_add(parent, (const char *)frame->name);
    copy_attributes(page, element, frame);
    copy_children(page, element, frame);
    if (strcmp((const char *)frame->name, "head") == 0)
        add_to_head(page, element);
}

static void copy_children(Page *page, xmlNode *parent, const xmlNode *frame)
{
    for (const xmlNode *at = frame->children; at != NULL; at = at->next)
        copy_node(page, parent, at);
}

static char *page_path(const HtmlPage *page)
{
    return page->part == NULL ? g_strdup(page->doc->path) : site_map_part(page->doc, page->part);
}

/* A part alone says too little: "Risks, Payment service". */
static char *page_title(const HtmlPage *page)
{
    const char *whole = page->doc->root->text;
    if (page->part == NULL)
        return g_strdup(whole);
    g_autofree char *own = node_plain_text(page->part->first);
    return g_strdup_printf("%s, %s", own, whole);
}

/* The section whose heading is that of the page, or NULL. */
static const Node *title_section(const HtmlPage *page)
{
    const Node *first = page->part != NULL ? page->part : page->doc->root->first;
    bool has_title = first != NULL && first->kind == NODE_SECTION && first->first != NULL &&
                     (first == page->part || first->as.section.level <= 1);
    return has_title ? first : NULL;
}

static HtmlWriter writer_of(const HtmlPage *page, const char *path)
{
    return (HtmlWriter){.doc = page->doc,
                        .part = page->part,
                        .title = title_section(page),
                        .path = path,
                        .map = page->map,
                        .raised = page->part == NULL ? 0 : page->part->as.section.level - 1,
                        .level = 1};
}

void press_html(const HtmlFrame *frame, const HtmlPage *page, GString *out)
{
    const xmlNode *frame_root = xmlDocGetRootElement(frame->tree);
    g_autoptr(GString) way = g_string_new(NULL);
    g_autofree char *path = page_path(page);
    route_to_root(way, path);
    g_autoptr(HtmlTree) tree = html_tree_new("html");
    xmlNode *root = html_tree_root(tree);
    g_autofree char *title = page_title(page);
    Page job = {.job = page, .writer = writer_of(page, path), .root = way->str, .title = title};
    copy_attributes(&job, root, frame_root);
    copy_children(&job, root, frame_root);
    html_tree_save(tree, out);
}
