#ifndef REDBINDER_PUBLISH_LINK_CHECK_H
#define REDBINDER_PUBLISH_LINK_CHECK_H

#include "doc/node.h"
#include "model/library.h"
#include "publish/resources.h"

/*
 * Do the relative links that authors write lead anywhere? A page tells its links and its anchors
 * while it is written; whether there is what they lead to is known when all has been written.
 * Several threads may add at once.
 */
typedef struct LinkCheck LinkCheck;

extern const Rule rule_link_broken;

LinkCheck *link_check_new(void) G_GNUC_WARN_UNUSED_RESULT;
void link_check_free(LinkCheck *check);

/* Takes in the pages, anchors and relative links of DOC. Copies what it keeps. */
void link_check_add(LinkCheck *check, const Doc *doc);

/* Adds a finding for each link that leads to nothing; FILES is the set of all files of the site.
 * A link that stands on several pages is told once. LIBRARY is left as it is. */
void link_check_report(const LinkCheck *check, Library *library, const Resources *resources,
                       GHashTable *files, Diags *diags);

/* Makes text of every relative link of DOC that leads to nothing of what CHECK has taken in: in the
 * public edition the address of what is left out tells of it. */
void link_check_drop(const LinkCheck *check, Doc *doc);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(LinkCheck, link_check_free)

#endif
