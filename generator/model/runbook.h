#ifndef REDBINDER_MODEL_RUNBOOK_H
#define REDBINDER_MODEL_RUNBOOK_H

#include "model/value.h"

/* What a step asks for; told by the key that is present. */
typedef enum StepKind {
    STEP_MANUAL,    /* manual: what a person does, Markdown */
    STEP_RUN,       /* run: shell commands */
    STEP_CHECKLIST, /* checklist: things to tick */
    STEP_NOTIFY,    /* notify: whom to tell */
    STEP_DECIDE,    /* decide: a question with a choice of ways */
    STEP_WAIT,      /* wait: until a command succeeds */
    STEP_CALL,      /* call: another runbook */
} StepKind;

typedef enum OnFailure {
    ON_FAILURE_STOP,
    ON_FAILURE_CONTINUE,
    ON_FAILURE_ROLL_BACK, /* undo the steps done so far, newest first */
} OnFailure;

#define STEP_STOP "stop" /* in place of a step's id: the run ends here */

/* One answer to the question of a decide step. */
typedef struct Choice {
    Text answer;
    Text go;    /* id of a later step, or "stop"; absent: the next step */
    Text about; /* when to choose it */
} Choice;

/* One line of a checklist, with lines below it. */
typedef struct CheckItem {
    Text text; /* inline Markdown */
    TextList items;
} CheckItem;

typedef struct Step {
    Entity entity; /* name: the step's title */
    size_t number; /* from 1, in order */
    StepKind kind;
    Ref who; /* role, person, team or vendor */
    Text where;
    DurationValue takes;   /* estimate */
    DurationValue timeout; /* the command is stopped after it; for wait the limit */
    Text manual;           /* Markdown */
    Text run;              /* shell text, verbatim */
    LIST_OF(CheckItem) checklist;
    TextList notify; /* audiences */
    Ref message;     /* message template for notify */
    Text decide;     /* Markdown: the question */
    LIST_OF(Choice) choices;
    Text wait;                /* shell text, tried until it exits 0 */
    Ref call;                 /* runbook; its steps are done here */
    NumberValue retries;      /* how often a command that failed is tried again */
    DurationValue interval;   /* between tries; 10 s when absent */
    Text unless;              /* shell text; exit 0: the step is done already */
    BoolValue idempotent;     /* may be run again after an interruption without asking */
    BoolValue interactive;    /* the command needs the terminal for itself */
    Text target;              /* what must be typed before an irreversible step; `$NAME` stands
                                 for the value of a variable; absent: the step's id */
    TextList after;           /* ids of earlier steps that must be done; absent: the one before.
                                 An empty list (span set): nothing must be done before */
    Text require;             /* shell text; the step is not begun unless it exits 0 */
    BoolValue business_check; /* it shows that the service is of use again */
    Text verify;              /* shell text; exit 0 means verified */
    Text expect;              /* what a person should see */
    Text rollback;            /* shell text that undoes the step */
    BoolValue confirm;        /* ask before the command */
    Text irreversible;        /* reason; asks for the step id to be typed */
    Word on_failure;          /* OnFailure; absent means stop */
    Text on_failure_go;       /* id of a later step with which to go on instead */
    TextList tags;            /* words by which some of the steps are picked; absent within a called
                                 runbook: those of the call */
    Text note;                /* Markdown */
    BoolValue internal;       /* left out of the public edition */
} Step;

typedef struct EnvVariable {
    Text name; /* [A-Z_][A-Z0-9_]* */
    Text about;
    Text fallback; /* default value */
    Text pattern;  /* shell pattern that its value must match */
    BoolValue secret;
} EnvVariable;

/* A right that whoever does it must have. */
typedef struct AccessNeed {
    Text about;
    Text check; /* shell text; exit 0 when it is there */
} AccessNeed;

/* Room on a disk. */
typedef struct SpaceNeed {
    SizeValue size;
    Text at; /* folder, in which `$NAME` stands for the value of a variable; absent: where the log
                of the run stands */
} SpaceNeed;

typedef struct RunbookNeeds {
    TextList tools;
    LIST_OF(AccessNeed) access;
    TextList files; /* that the commands use and that lie outside the library */
    LIST_OF(SpaceNeed) space;
    Text user;       /* who has to start the script */
    RefList systems; /* services and tools */
    LIST_OF(EnvVariable) env;
} RunbookNeeds;

typedef struct Runbook {
    Entity entity;     /* id: the file's name without .yaml */
    Text about;        /* Markdown */
    Text trigger;      /* when to start it */
    RefList recovers;  /* services and data sets */
    DurationValue rto; /* limit for the whole runbook */
    Ref failback;      /* the runbook that leads back to normal work */
    RunbookNeeds needs;
    TextList stop_when;
    TextList abort_when;
    LIST_OF(Step) steps;
    const char *hash;   /* SHA-256 of the source file as 64 hex digits: `sha256sum` of the
                           YAML gives the same */
    BoolValue internal; /* left out of the public edition */
} Runbook;

enum { SHORT_HASH = 12 }; /* digits shown to people */

/* Sum of the estimates of all steps; steps without one count 0, and a step that calls a runbook
 * counts what that one's steps do. */
Duration runbook_estimate(const Runbook *runbook);

/* Does RUNBOOK, by its name, move work to another place (and not back)? */
bool runbook_moves_work(const Runbook *runbook);

/* Is ENTITY among what RUNBOOK recovers? */
bool runbook_recovers(const Runbook *runbook, const Entity *entity);

/* Finds the step called ID, or NULL. */
const Step *runbook_find_step(const Runbook *runbook, const char *id);

#endif
