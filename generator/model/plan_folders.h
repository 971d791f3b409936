#ifndef REDBINDER_MODEL_PLAN_FOLDERS_H
#define REDBINDER_MODEL_PLAN_FOLDERS_H

#include "model/library.h"

/* Which plan a file belongs to. */
typedef struct PlanFolders PlanFolders;

/* LIBRARY is borrowed. Owned by the caller. */
PlanFolders *plan_folders_new(const Library *library) G_GNUC_WARN_UNUSED_RESULT;
void plan_folders_free(PlanFolders *folders);

/* The index in LIBRARY of the plan in whose folder PATH, as findings show it, lies; SIZE_MAX when
 * it lies in none. */
size_t plan_folders_find(const PlanFolders *folders, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PlanFolders, plan_folders_free)

#endif
