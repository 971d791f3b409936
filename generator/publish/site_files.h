#ifndef REDBINDER_PUBLISH_SITE_FILES_H
#define REDBINDER_PUBLISH_SITE_FILES_H

#include "publish/pages.h"

/* The address at which the site of LIBRARY will be served, http or https; NULL when redbinder.yaml
 * does not say. Borrowed. */
const char *site_address(const Library *library);

/* The address of FILE ("docs/index.html") there; relative where there is none. Owned. */
char *site_file_address(const Library *library, const char *file) G_GNUC_WARN_UNUSED_RESULT;

/* Writes what other programs ask for: the feed; robots.txt, which sends search engines away unless
 * redbinder.yaml lets them in; and sitemap.xml where it says at which address the site will be
 * served. All pages must have been written. False with a finding. */
bool site_files_write(const Press *press, Diags *diags);

#endif
