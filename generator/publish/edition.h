#ifndef REDBINDER_PUBLISH_EDITION_H
#define REDBINDER_PUBLISH_EDITION_H

#include <stdbool.h>
#include <stddef.h>

/*
 * What the plans are printed as: the plan, the binder for the shelf, the compliance report and so
 * on. A build makes the usual ones, or those that are asked for by name.
 *
 * To add one: its line in publish/edition.c, a word in docs/editions.md.
 */
typedef enum EditionOf {
    EDITION_OF_LIBRARY, /* one file */
    EDITION_OF_PLAN,    /* one for each plan */
    EDITION_OF_REPORT,  /* one for the library and one for each plan */
} EditionOf;

typedef struct Edition {
    const char *name;    /* what --edition takes */
    const char *summary; /* a line for people */
    EditionOf of;
    bool usual; /* made when none is asked for */
} Edition;

/* In the order in which they are told to people; ends with a NULL name. */
extern const Edition all_editions[];

/* The editions that a build makes. */
typedef struct EditionChoice {
    size_t n_names;
    const char *const *names; /* borrowed; those asked for */
} EditionChoice;

/* Puts the names of all into NAMES, which has room for SIZE; gives their number. */
size_t edition_names(const char **names, size_t size);

/* The edition called NAME, or NULL. */
const Edition *edition_find(const char *name);

/* The name that NAME was perhaps meant to be, or NULL. */
const char *edition_nearest(const char *name);

/* Is the edition NAME, which there must be, made by CHOICE? */
bool edition_is_chosen(const EditionChoice *choice, const char *name);

#endif
