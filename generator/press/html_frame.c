#include "press/html_frame.h"

#include "press/html_rules.h"

#include <libxml/parser.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlParserCtxt, xmlFreeParserCtxt)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlDoc, xmlFreeDoc)

HtmlSlot html_slot(const char *name)
{
    static const struct {
        const char *name;
        HtmlSlot slot;
    } slots[] = {
        {"about", HTML_SLOT_ABOUT},         {"as-of", HTML_SLOT_AS_OF},
        {"changed", HTML_SLOT_CHANGED},     {"commit", HTML_SLOT_COMMIT},
        {"content", HTML_SLOT_CONTENT},     {"contents", HTML_SLOT_CONTENTS},
        {"crumbs", HTML_SLOT_CRUMBS},       {"edit", HTML_SLOT_EDIT},
        {"generator", HTML_SLOT_GENERATOR}, {"pages", HTML_SLOT_PAGES},
        {"language", HTML_SLOT_LANGUAGE},   {"library", HTML_SLOT_LIBRARY},
        {"links", HTML_SLOT_LINKS},         {"title", HTML_SLOT_TITLE},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(slots); i++)
        if (strcmp(slots[i].name, name) == 0)
            return slots[i].slot;
    return HTML_SLOT_UNKNOWN;
}

static bool is_block_slot(HtmlSlot slot)
{
    return slot == HTML_SLOT_CONTENT || slot == HTML_SLOT_CONTENTS || slot == HTML_SLOT_CRUMBS ||
           slot == HTML_SLOT_EDIT || slot == HTML_SLOT_LINKS || slot == HTML_SLOT_PAGES;
}

const char *html_frame_value(const xmlAttr *attribute)
{
    const xmlNode *text = attribute->children;
    return text == NULL || text->content == NULL ? "" : (const char *)text->content;
}

static const char *slot_name(const xmlNode *element)
{
    for (const xmlAttr *at = element->properties; at != NULL; at = at->next)
        if (strcmp((const char *)at->name, "name") == 0)
            return html_frame_value(at);
    return "";
}

HtmlSlot html_frame_slot(const xmlNode *element, bool *is_slot)
{
    *is_slot = strcmp((const char *)element->name, "slot") == 0;
    return *is_slot ? html_slot(slot_name(element)) : HTML_SLOT_UNKNOWN;
}

/* ---- findings ---- */

/* Where NAME stands in or after line LINE (from 1) of SOURCE, or the start of that line. */
static Span find_span(const Source *source, long line, const char *name)
{
    uint32_t start = source_offset(source, (size_t)MAX(line - 1, 0), 0);
    const char *found = *name == '\0' ? NULL : strstr(source->text + start, name);
    if (found == NULL)
        return (Span){.source = source, .offset = start};
    return (Span){.source = source,
                  .offset = (uint32_t)(found - source->text),
                  .length = (uint32_t)strlen(name)};
}

/* HTML knows no prefixes; false with a finding where ELEMENT has one. */
static bool check_prefixes(const xmlNode *element, const Source *source, Diags *diags)
{
    bool prefixed = element->ns != NULL && element->ns->prefix != NULL;
    for (const xmlNs *at = element->nsDef; at != NULL; at = at->next)
        prefixed = prefixed || at->prefix != NULL;
    for (const xmlAttr *at = element->properties; at != NULL; at = at->next)
        prefixed = prefixed || at->ns != NULL;
    if (prefixed)
        diags_add(diags, &rule_template_malformed,
                  find_span(source, xmlGetLineNo(element), (const char *)element->name),
                  "element '%s' uses a namespace prefix", (const char *)element->name);
    return !prefixed;
}

/* Checks "slot:NAME" in the attributes of ELEMENT; false with findings. */
static bool check_attributes(const xmlNode *element, const Source *source, Diags *diags)
{
    bool fine = true;
    for (const xmlAttr *at = element->properties; at != NULL; at = at->next) {
        const char *value = html_frame_value(at);
        if (!g_str_has_prefix(value, "slot:"))
            continue;
        HtmlSlot slot = html_slot(value + strlen("slot:"));
        if (slot != HTML_SLOT_UNKNOWN && !is_block_slot(slot))
            continue;
        diags_add(diags, &rule_template_slot_unknown,
                  find_span(source, xmlGetLineNo(element), value), "no text is called '%s'",
                  value + strlen("slot:"));
        fine = false;
    }
    return fine;
}

typedef struct Check {
    const Source *source;
    Diags *diags;
    bool fine, has_content;
} Check;

static void check_element(Check *check, const xmlNode *element)
{
    bool is_slot = false;
    HtmlSlot slot = html_frame_slot(element, &is_slot);
    if (is_slot && slot == HTML_SLOT_UNKNOWN) {
        const char *name = slot_name(element);
        diags_add(check->diags, &rule_template_slot_unknown,
                  find_span(check->source, xmlGetLineNo(element), name), "no slot is called '%s'",
                  name);
        check->fine = false;
    }
    if (slot == HTML_SLOT_CONTENT)
        check->has_content = true;
    if (!is_slot && !check_attributes(element, check->source, check->diags))
        check->fine = false;
    if (!check_prefixes(element, check->source, check->diags))
        check->fine = false;
    for (const xmlNode *at = element->children; at != NULL; at = at->next)
        if (at->type == XML_ELEMENT_NODE)
            check_element(check, at); /* the parser allows no more than 256 levels */
}

static bool check_slots(const xmlDoc *tree, const Source *source, Diags *diags)
{
    const xmlNode *root = xmlDocGetRootElement(tree);
    Check check = {.source = source, .diags = diags, .fine = true};
    check_element(&check, root);
    if (!check.has_content) {
        diags_add(diags, &rule_template_slot_missing,
                  find_span(source, xmlGetLineNo(root), "<html"), "no slot is called 'content'");
        check.fine = false;
    }
    return check.fine;
}

static void report_malformed(const xmlParserCtxt *context, const Source *source, Diags *diags)
{
    const xmlError *error = xmlCtxtGetLastError((void *)context);
    if (error == NULL || error->message == NULL) {
        diags_add(diags, &rule_template_malformed, (Span){.source = source}, "not XML");
        return;
    }
    g_autofree char *text = g_strchomp(g_strdup(error->message));
    size_t line = (size_t)MAX(error->line - 1, 0);
    size_t column = (size_t)MAX(error->int2 - 1, 0);
    Span span = {.source = source, .offset = source_offset(source, line, column)};
    diags_add(diags, &rule_template_malformed, span, "not well-formed XML: %s", text);
}

static xmlDoc *parse(const Source *source, Diags *diags)
{
    const char *entity = strstr(source->text, "<!ENTITY");
    if (entity != NULL) {
        Span span = {.source = source, .offset = (uint32_t)(entity - source->text), .length = 8};
        diags_add(diags, &rule_template_malformed, span, "a page frame declares entities");
        return NULL;
    }
    g_autoptr(xmlParserCtxt) context = xmlNewParserCtxt();
    g_assert(context != NULL);
    g_autoptr(xmlDoc) tree = xmlCtxtReadMemory(
        context, source->text, (int)MIN(source->length, (size_t)G_MAXINT), "page.html", "UTF-8",
        XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (tree == NULL) {
        report_malformed(context, source, diags);
        return NULL;
    }
    const xmlNode *root = xmlDocGetRootElement(tree);
    if (strcmp((const char *)root->name, "html") != 0) {
        diags_add(diags, &rule_template_malformed,
                  find_span(source, xmlGetLineNo(root), (const char *)root->name),
                  "the root element is '%s', not 'html'", (const char *)root->name);
        return NULL;
    }
    return g_steal_pointer(&tree);
}

HtmlFrame *html_frame_new(const Source *source, Diags *diags)
{
    xmlInitParser(); /* once, before there are threads */
    g_autoptr(xmlDoc) tree = parse(source, diags);
    if (tree == NULL || !check_slots(tree, source, diags))
        return NULL;
    HtmlFrame *frame = g_new0(HtmlFrame, 1);
    frame->tree = g_steal_pointer(&tree);
    frame->source = source;
    return frame;
}

static void each_way(const HtmlFrame *frame, const xmlNode *element, HtmlFrameWay see, void *data)
{
    for (const xmlAttr *at = element->properties; at != NULL; at = at->next) {
        const char *value = html_frame_value(at);
        if (g_str_has_prefix(value, "root:"))
            see(data, value + strlen("root:"),
                find_span(frame->source, xmlGetLineNo(element), value));
    }
    for (const xmlNode *at = element->children; at != NULL; at = at->next)
        if (at->type == XML_ELEMENT_NODE)
            each_way(frame, at, see, data); /* the parser allows no more than 256 levels */
}

void html_frame_each_way(const HtmlFrame *frame, HtmlFrameWay see, void *data)
{
    each_way(frame, xmlDocGetRootElement(frame->tree), see, data);
}

void html_frame_free(HtmlFrame *frame)
{
    if (frame == NULL)
        return;
    xmlFreeDoc(frame->tree);
    g_free(frame);
}
