#include "history/xml_events.h"

#include "history/history_rules.h"
#include "history/plain_text.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

typedef struct XmlReader {
    const Source *source;
    const XmlHandler *handler;
    void *data;
    Arena *arena;
    Diags *diags;
    xmlParserCtxt *parser;
    bool refused; /* the first finding stands for all: what follows is its echo */
    bool stopped; /* by the handler */
} XmlReader;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlParserCtxt, xmlFreeParserCtxt)

enum { MAX_MESSAGE = 200, MAX_ATTRIBUTES = 1000, ATTRIBUTE_PARTS = 5 };

static Span line_span(const Source *source, int line)
{
    uint32_t number = line < 1 ? 1 : (uint32_t)line;
    if (number > source->n_lines)
        number = (uint32_t)source->n_lines;
    size_t length = 0;
    const char *text = source_line(source, number, &length);
    while (length > 0 && g_ascii_isspace(*text)) {
        text++;
        length--;
    }
    return (Span){source, (uint32_t)(text - source->text), (uint32_t)length};
}

/* Where the tag that the parser is behind or in begins; NULL where the text is recoded, since
 * offsets of the parser then are not those of the file. */
static const char *last_tag(const XmlReader *reader)
{
    const Source *source = reader->source;
    const xmlParserInput *input = reader->parser->input;
    size_t at = (size_t)input->consumed + (size_t)(input->cur - input->base);
    if (at > source->length)
        at = source->length;
    if (at == 0 || (input->buf != NULL && input->buf->encoder != NULL))
        return NULL;
    return memrchr(source->text, '<', at);
}

/* The name of the tag that the parser is behind; else its line. */
static Span tag_span(const XmlReader *reader, const char *name)
{
    const char *open = last_tag(reader);
    if (open == NULL)
        return line_span(reader->source, reader->parser->input->line);
    return (Span){reader->source, (uint32_t)(open + 1 - reader->source->text),
                  (uint32_t)strlen(name)};
}

/* The last tag of LINE that the parser has come to, for many reports are one long line; else all
 * of the line. */
static Span trouble_span(const XmlReader *reader, int line)
{
    Span span = line_span(reader->source, line);
    const char *start = reader->source->text + span.offset;
    const char *end = start + span.length;
    const char *open = last_tag(reader);
    if (open == NULL || open < start || open >= end)
        return span;
    const char *close = memchr(open, '>', (size_t)(end - open));
    span.offset = (uint32_t)(open - reader->source->text);
    span.length = (uint32_t)((close == NULL ? end : close + 1) - open);
    return span;
}

static void refuse(XmlReader *reader, Span span, const char *message)
{
    if (reader->refused)
        return;
    reader->refused = true;
    diags_add(reader->diags, &rule_evidence_xml, span, "%s", message);
    xmlStopParser(reader->parser);
}

static void on_error(void *data, xmlErrorPtr error)
{
    XmlReader *reader = data;
    if (error->level < XML_ERR_FATAL || reader->stopped)
        return; /* undeclared namespaces and the like do no harm */
    const char *text = error->message == NULL ? "unknown error" : error->message;
    const char *plain = plain_text(reader->arena, text, strlen(text), MAX_MESSAGE);
    g_autofree char *message = g_strdup_printf("not well-formed XML: %s", plain);
    refuse(reader, trouble_span(reader, error->line), message);
}

/* Trouble with an encoding is told without a parser, and would go to stderr; on_error hears of it
 * as well. */
static void ignore_error(void *data, xmlErrorPtr error)
{
    (void)data;
    (void)error;
}

static void on_document_type(void *data, const xmlChar *name, const xmlChar *public_id,
                             const xmlChar *system_id)
{
    (void)name;
    (void)public_id;
    (void)system_id;
    XmlReader *reader = data;
    refuse(reader, trouble_span(reader, reader->parser->input->line),
           "a document type is not accepted");
}

/* Where the value from START to END stands: it lies in the parser's copy of the text unless
 * something in it was replaced. TAG otherwise. */
static Span value_span(const XmlReader *reader, Span tag, const xmlChar *start, const xmlChar *end)
{
    const Source *source = reader->source;
    const xmlParserInput *input = reader->parser->input;
    if (start < input->base || end > input->cur ||
        (input->buf != NULL && input->buf->encoder != NULL))
        return tag;
    size_t at = (size_t)input->consumed + (size_t)(start - input->base);
    size_t length = (size_t)(end - start);
    if (at + length > source->length || memcmp(source->text + at, start, length) != 0)
        return tag;
    return (Span){source, (uint32_t)at, (uint32_t)length};
}

/* libxml2 gives five pointers per attribute: name, prefix, namespace, start and end of the
 * value. */
static size_t copy_attributes(const XmlReader *reader, Span tag, XmlAttribute *kept, int count,
                              const xmlChar **parts)
{
    Arena *arena = reader->arena;
    size_t n_kept = 0;
    for (int i = 0; i < count; i++, parts += ATTRIBUTE_PARTS) {
        if (parts[1] != NULL)
            continue;
        kept[n_kept].name = arena_text(arena, (const char *)parts[0]);
        kept[n_kept].value =
            arena_text_n(arena, (const char *)parts[3], (size_t)(parts[4] - parts[3]));
        kept[n_kept].span = value_span(reader, tag, parts[3], parts[4]);
        n_kept++;
    }
    return n_kept;
}

static void on_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int n_namespaces, const xmlChar **namespaces, int n_attributes,
                     int n_defaulted, const xmlChar **attributes)
{
    (void)prefix;
    (void)uri;
    (void)n_namespaces;
    (void)namespaces;
    (void)n_defaulted;
    XmlReader *reader = data;
    if (reader->refused || reader->stopped)
        return;
    XmlAttribute *kept = arena_alloc(reader->arena, (size_t)n_attributes * sizeof(XmlAttribute));
    XmlElement element = {.name = (const char *)name, .attributes = kept};
    element.span = tag_span(reader, element.name);
    element.n_attributes = copy_attributes(reader, element.span, kept, n_attributes, attributes);
    if (reader->handler->start(reader->data, &element))
        return;
    reader->stopped = true;
    xmlStopParser(reader->parser);
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)prefix;
    (void)uri;
    XmlReader *reader = data;
    if (!reader->refused && !reader->stopped)
        reader->handler->end(reader->data, (const char *)name);
}

static void on_text(void *data, const xmlChar *text, int length)
{
    XmlReader *reader = data;
    if (!reader->refused && !reader->stopped)
        reader->handler->text(reader->data, (const char *)text, (size_t)length);
}

/* Behind the next MARK at or after AT; END where there is none. */
static const char *past(const char *at, const char *end, const char *mark)
{
    const char *found = memmem(at, (size_t)(end - at), mark, strlen(mark));
    return found == NULL ? end : found + strlen(mark);
}

/* Behind the tag that begins at AT; *COUNT is the number of its quoted values. */
static const char *past_tag(const char *at, const char *end, size_t *count)
{
    for (*count = 0; at < end && *at != '>'; (*count)++) {
        at += strcspn(at, "\"'>");
        if (at < end && *at != '>')
            at = past(at + 1, end, *at == '"' ? "\"" : "'");
    }
    return at;
}

/* libxml2 holds each attribute of a tag against all others before it tells of the tag, which
 * takes minutes where there are a million. */
static bool has_crowded_tag(const Source *source, Span *where)
{
    const char *end = source->text + source->length;
    const char *at = source->text;
    while ((at = memchr(at, '<', (size_t)(end - at))) != NULL) {
        const char *tag = at;
        size_t count = 0;
        if (g_str_has_prefix(at, "<!--"))
            at = past(at, end, "-->");
        else if (g_str_has_prefix(at, "<![CDATA["))
            at = past(at, end, "]]>");
        else if (g_str_has_prefix(at, "<?"))
            at = past(at, end, "?>");
        else
            at = past_tag(at, end, &count);
        *where = (Span){source, (uint32_t)(tag - source->text), 1};
        if (count > MAX_ATTRIBUTES)
            return true;
    }
    return false;
}

bool xml_events_read(const Source *source, const XmlHandler *handler, void *data, Arena *arena,
                     Diags *diags)
{
    XmlReader reader = {
        .source = source, .handler = handler, .data = data, .arena = arena, .diags = diags};
    g_assert(source->length > 0 && source->length < G_MAXINT);
    Span crowded;
    if (has_crowded_tag(source, &crowded)) {
        diags_add(diags, &rule_evidence_xml, crowded, "this tag has more than %d attributes",
                  MAX_ATTRIBUTES);
        return false;
    }
    g_autoptr(xmlParserCtxt) parser = xmlCreateMemoryParserCtxt(source->text, (int)source->length);
    g_assert(parser != NULL);
    xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_NOBLANKS | XML_PARSE_NOCDATA);
    /* Set after the options, which touch the handlers. Without getEntity only the five
     * predefined entities are known. */
    *parser->sax = (xmlSAXHandler){.initialized = XML_SAX2_MAGIC,
                                   .internalSubset = on_document_type,
                                   .startElementNs = on_start,
                                   .endElementNs = on_end,
                                   .characters = on_text,
                                   .serror = on_error};
    parser->userData = &reader;
    reader.parser = parser;
    xmlSetStructuredErrorFunc(NULL, ignore_error);
    xmlParseDocument(parser);
    xmlSetStructuredErrorFunc(NULL, NULL);
    return !reader.refused;
}

const XmlAttribute *xml_find_attribute(const XmlElement *element, const char *name)
{
    for (size_t i = 0; i < element->n_attributes; i++)
        if (strcmp(element->attributes[i].name, name) == 0)
            return &element->attributes[i];
    return NULL;
}

const char *xml_attribute(const XmlElement *element, const char *name)
{
    const XmlAttribute *attribute = xml_find_attribute(element, name);
    return attribute == NULL ? NULL : attribute->value;
}
