#ifndef REDBINDER_MODEL_REVISIONS_H
#define REDBINDER_MODEL_REVISIONS_H

#include <glib.h>
#include <stdbool.h>

/*
 * What has changed in a plan library, commit by commit, newest first. Texts are whatever somebody
 * has written there.
 */
typedef struct Revision {
    const char *commit;
    const char *author;
    const char *time;    /* of the commit, with its zone: 2026-08-14T23:40:00+02:00 */
    const char *subject; /* one line */
    GPtrArray *paths;    /* const char *: the files it changed, below the library */
    size_t place;        /* 0: the newest */
} Revision;

typedef struct Revisions Revisions;

/* None yet. Owned by the caller. */
Revisions *revisions_new(void) G_GNUC_WARN_UNUSED_RESULT;
void revisions_free(Revisions *revisions);

/* Adds a revision that is older than those that are there; texts are copied. Belongs to
 * REVISIONS. */
Revision *revisions_add(Revisions *revisions, const char *commit, const char *author,
                        const char *time, const char *subject);

/* REVISION changed the file PATH. */
void revisions_touch(Revisions *revisions, Revision *revision, const char *path);

/* The newest revision that changed the file PATH, "docs/runbooks/restore.yaml"; of "docs/" the plan
 * in that folder, without its runbooks and evidence. NULL when there is none. */
const Revision *revisions_last(const Revisions *revisions, const char *path);

/* The newest revision that changed a file below the folder "docs/", whatever it is; of "" one of
 * the whole library. NULL when there is none. */
const Revision *revisions_last_below(const Revisions *revisions, const char *folder);

/* There may be older revisions, which were not added and may have changed what was not found. */
void revisions_cut(Revisions *revisions);
bool revisions_are_cut(const Revisions *revisions);

size_t revisions_count(const Revisions *revisions);
const Revision *revisions_at(const Revisions *revisions, size_t index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Revisions, revisions_free)

#endif
