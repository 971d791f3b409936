#ifndef REDBINDER_PUBLISH_LINK_WAY_H
#define REDBINDER_PUBLISH_LINK_WAY_H

#include <glib.h>
#include <stdbool.h>

/* Where the links that authors write lead, as far as their words tell. */

/* Is URL relative to its page? What begins with '/' leads to the server that the site is on. */
bool link_is_relative(const char *url);

/* The file that URL leads to from the page FILE; a folder is its index.html. NULL when that is
 * outside the site. Owned. */
char *link_file(const char *file, const char *url) G_GNUC_WARN_UNUSED_RESULT;

/* The anchor that URL names, "" when it names none. Owned. */
char *link_anchor(const char *url) G_GNUC_WARN_UNUSED_RESULT;

#endif
