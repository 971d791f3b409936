#ifndef REDBINDER_PUBLISH_COMMIT_NAME_H
#define REDBINDER_PUBLISH_COMMIT_NAME_H

/* COMMIT as people read it: of an id of git the first 12 digits and what follows the id; of
 * anything else the first 24 characters. NULL for NULL. Owned by the caller. */
char *commit_name(const char *commit);

#endif
