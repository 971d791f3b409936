#include "compose/call_link.h"

#include "base/phone.h"
#include "base/url.h"

#include <string.h>

void call_link(Doc *doc, Node *inlines, const char *scheme, const char *text)
{
    g_autoptr(GString) url = g_string_new(scheme);
    for (const char *at = text; *at != '\0'; at++)
        if (*at != ' ')
            g_string_append_c(url, *at);
    bool phone = strcmp(scheme, "tel:") == 0;
    bool follows =
        phone ? phone_fault(text) == NULL : strchr(text, '@') != NULL && strchr(text, ' ') == NULL;
    if (follows && url_is_safe(url->str))
        node_add_link(doc, inlines, url->str, text);
    else
        node_add_text(doc, inlines, text);
}
