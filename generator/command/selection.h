#ifndef REDBINDER_COMMAND_SELECTION_H
#define REDBINDER_COMMAND_SELECTION_H

#include "command/command.h"
#include "model/library.h"

/*
 * What the paths of a command line mean: a whole library, or some of its plans. A path may be the
 * library's folder, a plan's folder or any file in it; the library is the nearest folder upwards
 * that holds redbinder.yaml. A file that belongs to no plan stands for the whole library.
 */
typedef struct Selection Selection;

/* Reads the COUNT PATHS; the current folder when there are none. NULL when that cannot be; told on
 * stderr as a mistake in usage. Owned by the caller. */
Selection *selection_new(const Command *command, char *const *paths,
                         size_t count) G_GNUC_WARN_UNUSED_RESULT;
void selection_free(Selection *selection);

/* The library's folder, as people are shown it. Borrowed. */
const char *selection_library(const Selection *selection);

/* For each plan of LIBRARY whether it is meant; NULL when the library as a whole is. Owned by the
 * caller. */
bool *selection_plans(const Selection *selection, const Library *library) G_GNUC_WARN_UNUSED_RESULT;

/* Drops findings about other plans of LIBRARY, and of the library itself unless it is meant as a
 * whole. What the world has done stays. */
void selection_filter(const Selection *selection, const Library *library, Diags *diags);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Selection, selection_free)

#endif
