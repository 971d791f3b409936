#ifndef REDBINDER_PUBLISH_FEED_H
#define REDBINDER_PUBLISH_FEED_H

#include "publish/pages.h"

/* Writes feed.xml, an Atom feed of what has changed in the plans, newest first: the commits that
 * changed them, where git tells of these, and when plans were approved and reviewed. Its dates are
 * theirs; it asks no clock, and an entry keeps its id. False with a finding. */
bool feed_write(const Press *press, Diags *diags);

#endif
