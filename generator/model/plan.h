#ifndef REDBINDER_MODEL_PLAN_H
#define REDBINDER_MODEL_PLAN_H

#include "base/arena.h"
#include "model/runbook.h"

/*
 * What a plan says. Filled by read/ from the tables in read/schema_*.c, which also hold the
 * meaning of every key; constant afterwards. A member left out of the source is all zero.
 */

typedef enum Tier { TIER_CRITICAL, TIER_HIGH, TIER_MEDIUM, TIER_LOW } Tier;

/* A measured promise: availability, latency, error rate ... */
typedef struct ServiceLevel {
    Text name;
    Text target; /* as a person reads it: "99.9% uptime" */
    Text about;
} ServiceLevel;

typedef struct Service {
    Entity entity;
    Text about;
    Word tier; /* Tier */
    DurationValue rto, mtd, wrt;
    Text why;        /* what the objectives rest on */
    RefList depends; /* services and data sets */
    RefList at;      /* sites where it runs; lost when all of them are */
    LIST_OF(ServiceLevel) levels;
} Service;

typedef enum BackupKind {
    BACKUP_FULL,
    BACKUP_INCREMENTAL,
    BACKUP_LOG,
    BACKUP_SNAPSHOT,
    BACKUP_REPLICA,
    BACKUP_VERSIONED, /* version control, object versioning */
} BackupKind;

/* How long copies are kept at one stage: online, archived ... */
typedef struct Retention {
    Text stage;
    DurationValue keep; /* or forever */
} Retention;

typedef struct Backup {
    Text method;
    Word kind;           /* BackupKind */
    DurationValue every; /* or continuous, on-change */
    DurationValue takes; /* duration of the job */
    DurationValue lag;   /* transfer or replication lag */
    DurationValue keep;  /* or forever */
    LIST_OF(Retention) retention;
    RefList to; /* sites */
    Text encryption, compression, format;
    Text check;            /* integrity check */
    DurationValue test;    /* how often a restore is tested */
    BoolValue synchronous; /* a write is done when the copy has it too */
    BoolValue immutable;   /* nobody can change or delete a copy while it is kept */
    BoolValue offline;     /* copies cannot be reached over the network */
    SizeValue rate;        /* at which it is restored, bytes per second */
    DurationValue replay;  /* to bring a restored copy up to date: logs, increments */
    RefList keys;          /* services, tools, sites, data sets that hold what decrypts it */
    Text about;
} Backup;

typedef enum DataClass { DATA_USER, DATA_SYSTEM, DATA_DOCUMENTATION } DataClass;

typedef struct DataSet {
    Entity entity;
    Text about;
    DurationValue rpo, rto;
    Text why;        /* what the objectives rest on */
    Word data_class; /* DataClass, as in NIST SP 800-53 CP-9 */
    SizeValue size;
    RefList at;           /* sites where it is written */
    Text consistent_with; /* name of a group whose sets must be of the same moment */
    TextList items;       /* files, tables: what belongs to it */
    LIST_OF(Backup) backups;
    Text no_backup; /* reason why there is none */
} DataSet;

/* Targets of one tier of systems, where a plan gives no finer ones. */
typedef enum SiteKind {
    SITE_REGION,
    SITE_DATACENTER,
    SITE_STORAGE,
    SITE_REPOSITORY,
    SITE_OFFICE
} SiteKind;

/* A region, data centre or store: where services run or copies lie. */
typedef struct Site {
    Entity entity;
    Text about;
    Word kind; /* SiteKind */
    Text role; /* primary, secondary, tertiary */
    Text location, provider;
    NumberValue capacity; /* percent of full load */
    NumberValue needed;   /* percent of full load that it must carry when it takes over */
    Ref within;           /* the site whose failure it shares */
    Text activation;      /* automatic, manual */
    Text failover_when;   /* threshold */
    DurationValue sync;   /* interval */
    DurationValue keep;   /* how long copies stay here; or forever */
    Text encryption;
    TextList holds;
} Site;

typedef struct Replication {
    Text about;
    Ref from, to; /* sites */
    Text strategy, consistency;
    DurationValue lag;
} Replication;

typedef struct Risk {
    Entity entity;
    Text about;
    Text likelihood, impact; /* words of the library's matrix */
    Text level;              /* as claimed; checked against the matrix */
    Text group;
    Text treatment; /* Markdown */
    Text residual;  /* level that is left after treatment */
    Ref owner;
    Ref scenario;
    DateValue reviewed;
    DurationValue review;
    BoolValue internal; /* left out of the public edition */
} Risk;

typedef struct FailureMode {
    Entity entity;
    Text about;
    Text group;
    Text likelihood, impact;
    DurationValue detect;
    Text procedure;
    Ref runbook;
    BoolValue internal; /* left out of the public edition */
} FailureMode;

/* A window of a scenario's response, counted from its declaration. */
typedef struct Phase {
    Entity entity;
    DurationValue from, to;
    TextList actions; /* inline Markdown */
} Phase;

typedef enum ScenarioFamily {
    FAMILY_CYBER_ATTACK,
    FAMILY_DATA_CORRUPTION,
    FAMILY_SITE_LOSS,
    FAMILY_HARDWARE,
    FAMILY_SOFTWARE,
    FAMILY_NETWORK,
    FAMILY_POWER,
    FAMILY_SUPPLIER,
    FAMILY_PEOPLE,
} ScenarioFamily;

typedef struct Scenario {
    Entity entity;
    Word family;   /* ScenarioFamily */
    RefList loses; /* sites, people, vendors, tools, services that it takes away */
    Text about;
    Text priority; /* P1 ... */
    Text likelihood, impact;
    Text effect; /* what users notice */
    TextList causes;
    RefList affects; /* services and data sets */
    DurationValue rto, rpo, detect, decide, notify;
    LIST_OF(Phase) phases;
    RefList runbooks;
} Scenario;

/* When somebody is on call, week by week. */
typedef struct Shift {
    Ref who;
    WeekValue when;
} Shift;

/* A part that somebody plays during recovery. */
typedef struct Role {
    Entity entity;
    TextList duties;
    RefList holders, alternates; /* people, teams, vendors */
    DurationValue escalate;      /* unanswered for so long: the next level is called */
    BoolValue declares;          /* may declare a disaster */
    DurationValue training;      /* holders are trained at least so often */
    LIST_OF(Shift) roster;
} Role;

typedef struct Contact {
    Ref who; /* person, team, vendor or role */
    Text as; /* "Primary contact" */
    Text when;
} Contact;

typedef struct EscalationLevel {
    NumberValue level;
    Ref who; /* role, person, team */
    DurationValue after;
    Text when;
} EscalationLevel;

/* One row of the notification matrix. */
typedef struct Notification {
    Entity entity;
    Text group;           /* internal, external, severity ... */
    Text when;            /* severity or phase */
    DurationValue within; /* deadline after declaration */
    DurationValue every;  /* repeated */
    TextList audience, channels, actions;
    Text law; /* the law or contract that asks for it */
    Ref message;
    BoolValue internal; /* left out of the public edition */
} Notification;

typedef struct Placeholder {
    Text name, about;
} Placeholder;

typedef struct Message {
    Entity entity;
    Text about;
    Text subject;
    Text body; /* verbatim, with {placeholders} */
    LIST_OF(Placeholder) placeholders;
    BoolValue internal; /* left out of the public edition */
} Message;

typedef enum ExerciseType {
    EXERCISE_TABLETOP,
    EXERCISE_WALKTHROUGH,
    EXERCISE_SIMULATION,
    EXERCISE_RESTORE,
    EXERCISE_FAILOVER,
    EXERCISE_FULL,
    EXERCISE_TRAINING,
    EXERCISE_AUDIT,
    EXERCISE_REVIEW,
} ExerciseType;

typedef struct Proof {
    DurationValue rto, rpo;
} Proof;

/* Test cases that prove an exercise when JUnit XML is recorded. Patterns of base/glob.h; an absent
 * one matches all. */
typedef struct JunitRule {
    Text suite;       /* name of a suite that holds the case, or its class */
    Text test_case;   /* its name */
    Ref runbook;      /* that the cases carry out */
    RefList services; /* services and data sets that they are about */
} JunitRule;

typedef struct Exercise {
    Entity entity;
    Text about;
    Word type; /* ExerciseType */
    DurationValue every;
    Text method;         /* environment or manner */
    DurationValue lasts; /* at most */
    RefList scenarios, runbooks;
    RefList services; /* services and data sets it exercises */
    TextList participants;
    RefList absent;           /* people who by plan do not take part */
    Ref target;               /* site that it restores to */
    TextList success;         /* criteria */
    TextList process;         /* steps of the exercise itself */
    Proof proves;             /* expected RTO and RPO */
    LIST_OF(JunitRule) junit; /* the first that matches a case takes it */
} Exercise;

typedef struct SuccessCriteria {
    TextList must, nice;
} SuccessCriteria;

typedef struct Kpi {
    Entity entity;
    Text about, group, target;
} Kpi;

/* Something that reacts without a person. */
typedef struct Trigger {
    Entity entity;
    Text group, when, action;
    BoolValue internal; /* left out of the public edition */
} Trigger;

/* A piece of configuration, shown verbatim. */
typedef struct Snippet {
    Entity entity; /* name: the caption */
    Text about, language, code;
    BoolValue internal; /* left out of the public edition */
} Snippet;

typedef struct PracticeItem {
    Text name, about;
    DurationValue every;
    TextList items;
} PracticeItem;

/* A named list of things that are always done: security, redundancy, improvement ... */
typedef struct Practice {
    Entity entity;
    Text about;
    LIST_OF(PracticeItem) items;
    BoolValue internal; /* left out of the public edition */
} Practice;

typedef struct ReviewDuty {
    Text name;
    DurationValue every;
} ReviewDuty;

typedef struct WebLink {
    Text name, url;
} WebLink;

/* A Markdown file of the plan's folder, as a chapter of its own. */
typedef struct Chapter {
    Text title; /* its first heading, or the file's name */
    Text body;  /* Markdown, without that heading */
    const char *slug;
} Chapter;

/* A finding that is accepted for a while. */
typedef struct Waiver {
    Text rule; /* id of the rule */
    Text at;   /* id of what it is about, `runbook/step` for a step; absent: the whole plan */
    Text reason;
    Ref owner;
    DateValue until; /* the last day */
} Waiver;

/* A control that does not apply, and who answers for that. */
typedef struct Exemption {
    Text control; /* framework/control */
    Text reason;
    Ref owner;
    DateValue until; /* the last day */
} Exemption;

typedef struct Plan {
    const char *id;   /* the folder's name */
    const char *path; /* the folder, as shown to people */
    Text number;      /* 004 */
    Text title, about, scope, purpose, closing;
    Text version, classification;
    Ref owner;
    Ref author;
    DateValue approved;
    Ref approved_by;
    DateValue reviewed;
    DurationValue review;
    LIST_OF(ReviewDuty) reviews;
    TextList update_when;
    LIST_OF(WebLink) links;
    TextList related;             /* plans */
    LIST_OF(ServiceLevel) levels; /* of the plan as a whole */
    DurationValue rto, rpo;       /* of the plan as a whole */
    LIST_OF(Service) services;
    LIST_OF(DataSet) data;
    LIST_OF(Site) sites;
    LIST_OF(Replication) replication;
    LIST_OF(Risk) risks;
    LIST_OF(FailureMode) failures;
    LIST_OF(Scenario) scenarios;
    LIST_OF(Role) roles;
    LIST_OF(Contact) contacts;
    LIST_OF(EscalationLevel) escalation;
    LIST_OF(Notification) notifications;
    LIST_OF(Message) messages;
    LIST_OF(Exercise) exercises;
    SuccessCriteria success;
    LIST_OF(Kpi) kpis;
    LIST_OF(Trigger) triggers;
    LIST_OF(Snippet) snippets;
    LIST_OF(PracticeItem) after_incident;
    LIST_OF(Practice) practices;
    LIST_OF(Runbook) runbooks;  /* sorted by id */
    LIST_OF(Chapter) chapters;  /* sorted by file name */
    BoolValue internal;         /* the whole plan is left out of the public edition */
    TextList internal_chapters; /* slugs of chapters that are */
    LIST_OF(Waiver) waivers;
    LIST_OF(Exemption) not_applicable;
    Span span;                 /* start of plan.yaml */
    const struct RefUse *uses; /* every reference written in the plan, in source order */
    size_t n_uses;
    Arena *arena; /* holds everything above; owned */
} Plan;

/* A reference and the kinds it may name, for rules that look at all of them. */
typedef struct RefUse {
    Ref *ref;
    unsigned kinds; /* ENTITY_BIT mask */
} RefUse;

/* What ID names among KINDS in PLAN alone; NULL when nothing. */
const Entity *plan_find(const Plan *plan, unsigned kinds, const char *id);

/* Calls VISIT for every entity of PLAN except steps, in document order. */
typedef void (*EntityVisit)(const Entity *entity, void *data);
void plan_each_entity(const Plan *plan, EntityVisit visit, void *data);

/* The ids that PLAN has of KINDS, an ENTITY_BIT mask, in that order. The array is the caller's, the
 * ids are borrowed. */
GPtrArray *plan_ids(const Plan *plan, unsigned kinds);

const Runbook *plan_find_runbook(const Plan *plan, const char *id);
const Exercise *plan_find_exercise(const Plan *plan, const char *id);

/* The data set that EXERCISE restores to a site where it is in use, or NULL; *PLACE gets where that
 * data set says that it is written there. */
const DataSet *exercise_overwrites(const Exercise *exercise, const Ref **place);

/* May whoever has ROLE declare a disaster? */
bool role_may_declare(const Role *role);

/* The role of PLAN that may declare a disaster; NULL when there is none or more than one. */
const Role *plan_declaring_role(const Plan *plan);

/* Marks in COVERED the hours of the week in which the roster of ROLE has somebody. False when it
 * has no roster, or one that could not be read in full. */
bool role_on_call(const Role *role, Week *covered);

/* Whether EXERCISE says how often it takes place. */
bool exercise_has_frequency(const Exercise *exercise);

#endif
