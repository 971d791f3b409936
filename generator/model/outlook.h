#ifndef REDBINDER_MODEL_OUTLOOK_H
#define REDBINDER_MODEL_OUTLOOK_H

#include "model/silence.h"

/*
 * What an aftermath means for those who have to live with it: what is back when and whether that is
 * in time, which copies are left, who decides, who cannot be reached.
 */
typedef struct Outlook {
    Aftermath *aftermath;
    Silence *silence;
    bool *touched; /* for each plan of the library */
    size_t n_touched;
    bool in_time; /* all that is touched comes back within its objectives, and somebody decides */
} Outlook;

/* What follows from LOSSES on the day AS_OF. LIBRARY and LOSSES must outlive the result, which is
 * owned by the caller. */
Outlook *outlook_new(const Library *library, const Losses *losses,
                     Date as_of) G_GNUC_WARN_UNUSED_RESULT;
void outlook_free(Outlook *outlook);

/* How something that is down comes back. */
typedef struct Return {
    const Runbook *runbook;   /* NULL: together with what it depends on, or not at all */
    int64_t seconds;          /* from the beginning of the interruption; -1: nobody has said */
    const DurationValue *rto; /* NULL: there is none that can be read */
    bool in_time;             /* true also when that cannot be told */
} Return;

Return outlook_return(const Outlook *outlook, const Down *down);

/* What is left of the copies of a data set. */
typedef enum CopiesLeft {
    COPIES_NEVER_MADE,
    COPIES_GONE,
    COPIES_USELESS, /* some are there, and none can be restored */
    COPIES_OF_UNKNOWN_AGE,
    COPIES_KNOWN
} CopiesLeft;

typedef struct Remnant {
    CopiesLeft left;
    const Backup *best;       /* COPIES_KNOWN */
    Duration loss;            /* COPIES_KNOWN: at most */
    const DurationValue *rpo; /* NULL: there is none that can be read */
    bool in_time;             /* within the RPO; true also when that cannot be told, or none are
                                 needed */
} Remnant;

Remnant outlook_remnant(const Outlook *outlook, const DataSet *data);

/* Who may declare a disaster in ROLE, which does: holders before alternates, those who can be
 * reached before all who are left. */
typedef struct Decider {
    const Entity *who; /* NULL: nobody is left */
    bool is_alternate;
    bool is_reached;
} Decider;

Decider outlook_decider(const Outlook *outlook, const Role *role);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Outlook, outlook_free)

#endif
