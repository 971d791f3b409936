#include "base/xml.h"

#include "base/text.h"

Xml xml_start(GString *out)
{
    g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    return (Xml){.out = out};
}

static void put_escaped(GString *out, const char *text, bool attribute)
{
    g_autofree char *copy = NULL;
    for (const char *at = text_clean(text, &copy); *at != '\0'; at++) {
        switch (*at) {
        case '&':
            g_string_append(out, "&amp;");
            break;
        case '<':
            g_string_append(out, "&lt;");
            break;
        case '>':
            g_string_append(out, "&gt;");
            break;
        case '"':
            g_string_append(out, attribute ? "&quot;" : "\"");
            break;
        case '\n':
        case '\t': /* a reader would make a space of it in an attribute */
            if (attribute)
                g_string_append_printf(out, "&#%d;", *at);
            else
                g_string_append_c(out, *at);
            break;
        default:
            g_string_append_c(out, *at);
        }
    }
}

static void begin_line(Xml *xml)
{
    g_string_append_c(xml->out, '\n');
    for (int i = 0; i < xml->depth; i++)
        g_string_append(xml->out, "  ");
}

static void close_tag(Xml *xml)
{
    if (xml->in_tag)
        g_string_append_c(xml->out, '>');
    xml->in_tag = false;
}

void xml_begin(Xml *xml, const char *name)
{
    g_assert(xml->depth < XML_DEPTH && !xml->in_text);
    close_tag(xml);
    begin_line(xml);
    g_string_append_c(xml->out, '<');
    g_string_append(xml->out, name);
    xml->names[xml->depth++] = name;
    xml->in_tag = true;
}

void xml_end(Xml *xml)
{
    g_assert(xml->depth > 0);
    const char *name = xml->names[--xml->depth];
    if (xml->in_tag) {
        g_string_append(xml->out, "/>");
    } else {
        if (!xml->in_text)
            begin_line(xml);
        g_string_append(xml->out, "</");
        g_string_append(xml->out, name);
        g_string_append_c(xml->out, '>');
    }
    xml->in_tag = xml->in_text = false;
}

void xml_set(Xml *xml, const char *name, const char *value)
{
    g_assert(xml->in_tag);
    g_string_append_c(xml->out, ' ');
    g_string_append(xml->out, name);
    g_string_append(xml->out, "=\"");
    put_escaped(xml->out, value, true);
    g_string_append_c(xml->out, '"');
}

void xml_text(Xml *xml, const char *text)
{
    g_assert(xml->in_tag || xml->in_text);
    close_tag(xml);
    xml->in_text = true;
    put_escaped(xml->out, text, false);
}

void xml_element(Xml *xml, const char *name, const char *text)
{
    xml_begin(xml, name);
    xml_text(xml, text);
    xml_end(xml);
}

void xml_finish(Xml *xml)
{
    g_assert(xml->depth == 0);
    g_string_append_c(xml->out, '\n');
}
