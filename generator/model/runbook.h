#ifndef REDBINDER_MODEL_RUNBOOK_H
#define REDBINDER_MODEL_RUNBOOK_H

#include "model/value.h"

/* What a step asks for; told by the key that is present. */
typedef enum StepKind {
    STEP_MANUAL,    /* manual: what a person does, Markdown */
    STEP_RUN,       /* run: shell commands */
    STEP_CHECKLIST, /* checklist: things to tick */
    STEP_NOTIFY,    /* notify: whom to tell */
} StepKind;

typedef enum OnFailure { ON_FAILURE_STOP, ON_FAILURE_CONTINUE } OnFailure;

/* One line of a checklist, with lines below it. */
typedef struct CheckItem {
    Text text; /* inline Markdown */
    TextList items;
} CheckItem;

typedef struct Step {
    Entity entity; /* name: the step's title */
    size_t number; /* from 1, in order */
    StepKind kind;
    Ref who;               /* role, person, team or vendor */
    Text where;
    DurationValue takes;   /* estimate */
    DurationValue timeout; /* the command is stopped after it */
    Text manual;           /* Markdown */
    Text run;              /* shell text, verbatim */
    LIST_OF(CheckItem) checklist;
    TextList notify;       /* audiences */
    Ref message;           /* message template for notify */
    TextList after;        /* ids of earlier steps that must be done; absent: the one before.
                              An empty list (span set): nothing must be done before */
    Text require;          /* shell text; the step is not begun unless it exits 0 */
    BoolValue business_check; /* it shows that the service is of use again */
    Text verify;           /* shell text; exit 0 means verified */
    Text expect;           /* what a person should see */
    Text rollback;         /* shell text or Markdown; shown, not yet run */
    BoolValue confirm;     /* ask before the command */
    Text irreversible;     /* reason; asks for the step id to be typed */
    Word on_failure;       /* OnFailure; absent means stop */
    Text note;             /* Markdown */
} Step;

typedef struct EnvVariable {
    Text name; /* [A-Z_][A-Z0-9_]* */
    Text about;
    Text fallback; /* default value */
    BoolValue secret;
} EnvVariable;

typedef struct RunbookNeeds {
    TextList tools;
    TextList access;
    TextList files;   /* that the commands use and that lie outside the library */
    RefList systems;  /* services and tools */
    LIST_OF(EnvVariable) env;
} RunbookNeeds;

typedef struct Runbook {
    Entity entity;  /* id: the file's name without .yaml */
    Text about;     /* Markdown */
    Text trigger;   /* when to start it */
    RefList recovers; /* services and data sets */
    DurationValue rto; /* limit for the whole runbook */
    Ref failback;      /* the runbook that leads back to normal work */
    RunbookNeeds needs;
    TextList stop_when;
    LIST_OF(Step) steps;
    const char *hash; /* SHA-256 of the source file as 64 hex digits: `sha256sum` of the
                         YAML gives the same */
} Runbook;

enum { SHORT_HASH = 12 }; /* digits shown to people */

/* Sum of the estimates of all steps; steps without one count 0. */
Duration runbook_estimate(const Runbook *runbook);

/* Finds the step called ID, or NULL. */
const Step *runbook_find_step(const Runbook *runbook, const char *id);

#endif
