#ifndef REDBINDER_MODEL_LIBRARY_H
#define REDBINDER_MODEL_LIBRARY_H

#include "model/plan.h"

/*
 * A plan library: redbinder.yaml, people.yaml and one folder per plan.
 */
typedef struct Person {
    Entity entity;
    Text title; /* job */
    Text email, phone, phone2, chat;
    Text site, timezone;
    Text about;
    DateValue verified; /* when the numbers were last tried */
    DateValue trained;  /* last training for the parts they play */
    DateValue left;     /* when they left */
} Person;

typedef struct Team {
    Entity entity;
    Text email, phone, chat;
    RefList members; /* people */
    Text about;
} Team;

typedef struct Vendor {
    Entity entity;
    Text service;
    Text contact, email, phone, url, contract;
    DurationValue response; /* contractual */
    DateValue until;        /* when the contract ends */
    Text about;
} Vendor;

typedef struct MatrixRow {
    Text likelihood;
    TextList levels; /* one per impact */
} MatrixRow;

typedef enum ToolKind {
    TOOL_IDENTITY,
    TOOL_NETWORK, /* DNS, VPN */
    TOOL_CHAT,
    TOOL_MAIL,
    TOOL_TELEPHONE,
    TOOL_STATUS_PAGE,
    TOOL_DOCUMENTATION,
    TOOL_REPOSITORY, /* code, images, packages */
    TOOL_MONITORING,
    TOOL_SECRETS,
    TOOL_AUTOMATION,
} ToolKind;

/* A system that recovery itself needs. */
typedef struct Tool {
    Entity entity;
    Text about;
    Word kind;     /* ToolKind */
    RefList needs; /* services, tools: it does not work without them */
    Ref vendor;
    Text fallback; /* what is used when it is down */
} Tool;

/* Bounds that the checks hold the plans against. */
typedef struct Limits {
    DurationValue contacts;              /* numbers are tried at least so often */
    DurationValue critical_rto;          /* longest RTO of a critical service */
    DurationValue keep_least, keep_most; /* retention of backups */
    NumberValue roles;                   /* most roles of one person */
    NumberValue estimate; /* percent: how far estimates may be below what was measured */
} Limits;

/* A printed or carried copy of the plans. */
typedef struct Binder {
    Text where;
    Ref holder;
    DateValue printed;
    Text edition;
} Binder;

/* The words of `sheet`. */
typedef enum Sheet { SHEET_A4, SHEET_LETTER } Sheet;

/* How printed pages look. */
typedef struct Paper {
    Word sheet; /* Sheet; A4 when absent */
    BoolValue duplex;
    NumberValue text_size; /* points */
    Text text_font, code_font;
    TextList fallback_fonts;
    NumberValue accent; /* 0xrrggbb */
} Paper;

/* Bounds of `text-size`. */
enum { PAPER_TEXT_SMALLEST = 7, PAPER_TEXT_LARGEST = 14 };
/* What there is one file of an edition for; the words of `of`. */
typedef enum EditionOf { EDITION_OF_LIBRARY, EDITION_OF_PLAN, EDITION_OF_RUNBOOK } EditionOf;

/* What an edition is printed on; the words of `sheet`. */
typedef enum EditionSheet {
    EDITION_FULL, /* sheets of the library */
    EDITION_HALF, /* half of such a sheet, for a pocket */
    EDITION_CARD, /* a sheet to be folded to the size of a bank card */
} EditionSheet;

/* A way to print the plans that this library adds to those of the program. */
typedef struct OwnEdition {
    Text name, title;
    Word of;       /* EditionOf */
    Word sheet;    /* EditionSheet */
    Text template; /* below templates/ */
    BoolValue usual;
} OwnEdition;

/* The severity that this library gives a rule. */
typedef struct RuleLevel {
    Text rule;
    Word level; /* Severity by `rule_level_words` of read/schema.h: off, info, warning, error */
} RuleLevel;

/* Which level follows from likelihood and impact. */
typedef struct RiskMatrix {
    TextList levels; /* least first; may be absent */
    TextList impacts;
    LIST_OF(MatrixRow) rows;
    Span span;
} RiskMatrix;

/* A plan of which nothing could be read. */
typedef struct Unreadable {
    const char *id; /* the folder's name */
    const char *path;
} Unreadable;

typedef struct Library {
    const char *path; /* the folder, as given */
    Text title, about, organization, classification;
    Text language; /* BCP 47; "en" when absent */
    Text url;      /* where the site will be served; for paper, the feed and the list of pages */
    Text edit_url; /* where a file is edited; "{path}" stands for it */
    BoolValue search_engines; /* may they list the site? */
    TextList frameworks;
    RiskMatrix matrix;
    Limits limits;
    Paper paper;
    TextList rescue_kit; /* programs that are on the rescue medium */
    TextList domains;    /* own mail and web domains */
    TextList laws;       /* that ask for notifications */
    TextList families;   /* of scenarios that every plan must have */
    LIST_OF(Tool) tools;
    LIST_OF(Binder) binders;
    LIST_OF(OwnEdition) editions;
    LIST_OF(RuleLevel) rules;
    LIST_OF(Waiver) waivers;
    LIST_OF(Exemption) not_applicable; /* to all plans */
    LIST_OF(Person) people;
    LIST_OF(Team) teams;
    LIST_OF(Vendor) vendors;
    Plan **plans; /* sorted by number, then id */
    size_t n_plans;
    Unreadable *unreadable;
    size_t n_unreadable;
    GPtrArray *sources; /* Source *, owned: every file read */
    Arena *arena;
} Library;

void library_free(Library *library);

/* Finds the plan whose folder is called ID, or NULL. */
const Plan *library_find_plan(const Library *library, const char *id);

/* What ID names among KINDS for a reader standing in FROM (NULL: in the library): the plan's
 * own entities first, then the library's; `plan/id` looks into that plan. NULL when nothing. */
const Entity *library_find(const Library *library, const Plan *from, unsigned kinds,
                           const char *id);

/* Had PERSON left by the day AS_OF? */
bool person_has_left(const Person *person, Date as_of);

/* Level for LIKELIHOOD and IMPACT (any case); NULL when the matrix does not have them. */
const char *matrix_level(const RiskMatrix *matrix, const char *likelihood, const char *impact);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Library, library_free)

#endif
