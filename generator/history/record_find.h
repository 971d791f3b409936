#ifndef REDBINDER_HISTORY_RECORD_FIND_H
#define REDBINDER_HISTORY_RECORD_FIND_H

#include "history/database.h"

/* Numbers (int64_t) of the records that NAME stands for, oldest first: the runs of that id, and
 * those with a key that begins with it, if it has eight digits at least. NULL with a finding when
 * there are none, or when the database fails. Owned by the caller. */
GArray *record_find(History *history, const char *name, Diags *diags) G_GNUC_WARN_UNUSED_RESULT;

#endif
