#ifndef REDBINDER_HISTORY_XML_EVENTS_H
#define REDBINDER_HISTORY_XML_EVENTS_H

#include "base/arena.h"
#include "base/diag.h"

/*
 * Foreign XML, element by element. Nothing is loaded from elsewhere, no tree is built, and a
 * document type ends the reading before it is looked into, so that no entity of it can grow.
 */
typedef struct XmlAttribute {
    const char *name;
    const char *value;
    Span span; /* its value; the tag's name where that cannot be told */
} XmlAttribute;

typedef struct XmlElement {
    const char *name;               /* without namespace prefix */
    const XmlAttribute *attributes; /* those without prefix */
    size_t n_attributes;
    Span span; /* its tag's name */
} XmlElement;

/* NAME and TEXT are borrowed for the call. START answers whether to go on. */
typedef struct XmlHandler {
    bool (*start)(void *data, const XmlElement *element);
    void (*text)(void *data, const char *text, size_t length);
    void (*end)(void *data, const char *name);
} XmlHandler;

/* Reads SOURCE and tells HANDLER; what an element points to belongs to ARENA. False with one
 * finding when it is not well-formed or has a document type. */
bool xml_events_read(const Source *source, const XmlHandler *handler, void *data, Arena *arena,
                     Diags *diags);

/* The value of the attribute NAME, or NULL. */
const char *xml_attribute(const XmlElement *element, const char *name);

/* The same with its place. */
const XmlAttribute *xml_find_attribute(const XmlElement *element, const char *name);

#endif
