#ifndef REDBINDER_MODEL_ACT_H
#define REDBINDER_MODEL_ACT_H

#include "base/date.h"

#include <stdbool.h>

/*
 * What was done on a day and is no run: somebody reviewed, approved, trained, tried a phone
 * number or attested; a backup job ended; a finding went on. What the members say for each kind:
 *
 *   kind         subject                      by               passed   until
 *   review       id of a run; NULL: the plan  reviewer         -        next review
 *   approval     version or commit            who approved     -        it counts until
 *   training     person                       trainer          passed   it counts until
 *   contact      person                       who tried it     reached  -
 *   backup       data set, or its job         -                job well -
 *   attestation  framework/control            who attests      holds    it counts until
 *   finding      the finding's text           who says so      -        new due date
 *
 * Text that is absent is NULL; a day that is absent has days INT32_MIN.
 */
typedef enum ActKind {
    ACT_REVIEW,
    ACT_APPROVAL,
    ACT_TRAINING,
    ACT_CONTACT,
    ACT_BACKUP,
    ACT_ATTESTATION,
    ACT_FINDING,
} ActKind;

typedef struct Act {
    ActKind kind;
    Date date;
    const char *plan; /* plan id; NULL: it is about people, or the whole library */
    const char *subject;
    const char *by;
    const char *role; /* of the subject or of BY, where it matters: role that was trained for */
    bool passed;
    Date until;
    const char *owner;  /* finding: who sees to it from now on */
    Date closed;        /* finding: the day it was closed */
    const char *commit; /* finding: change that closed it; approval: what was approved */
    const char *retest; /* finding: id of the run that showed it closed */
    const char *note;
    const char *key;           /* 64 hex digits: its content; names it in corrections */
    const char *evidence;      /* name of the file it was read from, without folders */
    const char *evidence_hash; /* SHA-256, 64 hex digits */
} Act;

#endif
