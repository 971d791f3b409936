#ifndef REDBINDER_PRESS_HTML_FRAME_H
#define REDBINDER_PRESS_HTML_FRAME_H

#include "press/html_node.h"
#include "press/press.h"

/* A page frame as read: an XML tree that nobody changes, with known slots only. */
struct HtmlFrame {
    xmlDoc *tree;
    const Source *source;
};

/* What stands in a frame to be filled. */
typedef enum HtmlSlot {
    HTML_SLOT_UNKNOWN,
    HTML_SLOT_ABOUT,
    HTML_SLOT_AS_OF,
    HTML_SLOT_CHANGED,
    HTML_SLOT_COMMIT,
    HTML_SLOT_CONTENT,
    HTML_SLOT_CONTENTS,
    HTML_SLOT_CRUMBS,
    HTML_SLOT_EDIT,
    HTML_SLOT_GENERATOR,
    HTML_SLOT_LANGUAGE,
    HTML_SLOT_LIBRARY,
    HTML_SLOT_LINKS,
    HTML_SLOT_PAGES,
    HTML_SLOT_TITLE,
} HtmlSlot;

/* The slot called NAME. */
HtmlSlot html_slot(const char *name);

/* The text of ATTRIBUTE of a frame. Borrowed. */
const char *html_frame_value(const xmlAttr *attribute);

/* The slot that ELEMENT of a frame stands for; *IS_SLOT tells whether it is a slot element. */
HtmlSlot html_frame_slot(const xmlNode *element, bool *is_slot);

#endif
