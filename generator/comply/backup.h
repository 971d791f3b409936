#ifndef REDBINDER_COMPLY_BACKUP_H
#define REDBINDER_COMPLY_BACKUP_H

#include "comply/predicate.h"

/* Whether DATA, which has backups or ought to, has what is asked for. */
typedef bool (*DataTest)(const Plan *plan, const DataSet *data);

/* Asks TEST of every data set; CLAIM as in tally_text. A data set without backups is left out
 * when the plan says why it has none; not applicable when that goes for all. FAILED gets the
 * first that has it not, or NULL. */
Answer backup_tally(const Question *question, DataTest test, const char *claim,
                    const DataSet **failed);

#endif
