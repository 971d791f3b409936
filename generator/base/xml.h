#ifndef REDBINDER_BASE_XML_H
#define REDBINDER_BASE_XML_H

#include <glib.h>
#include <stdbool.h>

/*
 * XML text, written piece by piece and indented by two spaces. Whatever the texts hold, the result
 * is well-formed: they are cleaned of what XML may not hold, and escaped. An element holds either
 * text or elements; the caller keeps begin and end in balance and gives names that are names.
 */
enum { XML_DEPTH = 16 };

typedef struct Xml {
    GString *out;                 /* borrowed */
    const char *names[XML_DEPTH]; /* of the elements that are open; borrowed */
    int depth;
    bool in_tag;  /* the start tag of the innermost can still take attributes */
    bool in_text; /* the innermost holds text */
} Xml;

/* Begins with the declaration of UTF-8. */
Xml xml_start(GString *out);

void xml_begin(Xml *xml, const char *name);
void xml_end(Xml *xml);

/* Only between xml_begin and what the element holds. */
void xml_set(Xml *xml, const char *name, const char *value);
void xml_text(Xml *xml, const char *text);

/* An element that holds TEXT alone. */
void xml_element(Xml *xml, const char *name, const char *text);

/* Ends the text with a line end. */
void xml_finish(Xml *xml);

#endif
