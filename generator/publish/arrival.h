#ifndef REDBINDER_PUBLISH_ARRIVAL_H
#define REDBINDER_PUBLISH_ARRIVAL_H

#include "base/diag.h"

/*
 * Files on their way to a folder that is not ours: they are written aside and moved in at once,
 * and nothing that lies there is touched. What is cut off leaves the folder as it was.
 */
typedef struct Arrival Arrival;

/* Something lies where one of the files would go: SEVERITY_ERROR, exit status 3. */
extern const Rule rule_init_occupied;

/* Begins an arrival at TARGET, a folder or nothing yet. NULL with a finding. */
Arrival *arrival_open(const char *target, Diags *diags) G_GNUC_WARN_UNUSED_RESULT;

/* The folder to write into; belongs to ARRIVAL. */
const char *arrival_folder(const Arrival *arrival);

/* Moves all of it to the target. False with findings when something is in the way or cannot be
 * moved; then the target is as before. */
bool arrival_commit(Arrival *arrival, Diags *diags);

/* Removes what was not moved. NULL is allowed. */
void arrival_close(Arrival *arrival);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Arrival, arrival_close)

#endif
