#ifndef REDBINDER_COMPOSE_CALL_LINK_H
#define REDBINDER_COMPOSE_CALL_LINK_H

#include "doc/node.h"

/* Appends TEXT, a telephone number or a mail address, to INLINES; as a link that dials or writes
 * when it can be followed. SCHEME is "tel:" or "mailto:". */
void call_link(Doc *doc, Node *inlines, const char *scheme, const char *text);

#endif
