#ifndef REDBINDER_MODEL_VALUE_H
#define REDBINDER_MODEL_VALUE_H

#include "base/date.h"
#include "base/duration.h"
#include "base/size.h"
#include "base/source.h"
#include "base/week.h"

/*
 * Values of a plan with the place where each was written.
 *
 * Every value has three states: absent (text NULL), known, and written but not readable
 * (text set, known false). The third has been reported by the reader already: rules skip it
 * without an echo, pages show the text as written.
 * All text is valid UTF-8 without control characters other than '\n' and '\t', and belongs
 * to the arena of its plan or library.
 */
typedef struct Text {
    const char *text; /* NULL: absent */
    Span span;
} Text;

/* Words that stand for a length of time. */
typedef enum DurationWord {
    DURATION_WORD_NONE,
    DURATION_WORD_CONTINUOUS, /* value is 0 */
    DURATION_WORD_ON_CHANGE,  /* value is 0 */
    DURATION_WORD_FOREVER,    /* value is meaningless */
} DurationWord;

typedef struct DurationValue {
    const char *text;
    Span span;
    bool known;
    DurationWord word;
    Duration value;
} DurationValue;

/* Was it written and read, and is it a length of time and not "forever"? */
bool value_is_length(const DurationValue *value);

typedef struct DateValue {
    const char *text;
    Span span;
    bool known;
    Date value;
} DateValue;

/* A whole number, a percentage such as "99.9%" (value 99.9), points or a colour (0xrrggbb). */
typedef struct NumberValue {
    const char *text;
    Span span;
    bool known;
    double value;
} NumberValue;

typedef struct BoolValue {
    const char *text;
    Span span;
    bool known;
    bool value;
} BoolValue;

/* An amount of data in bytes, or a rate in bytes per second. */
typedef struct SizeValue {
    const char *text;
    Span span;
    bool known;
    double value;
} SizeValue;

/* Times that come back every week. */
typedef struct WeekValue {
    const char *text;
    Span span;
    bool known;
    Week value;
} WeekValue;

/* One word of a fixed list; INDEX is its place in the enum that the field names, -1 unknown. */
typedef struct Word {
    const char *text;
    Span span;
    int index;
} Word;

/* What an id can name. */
typedef enum EntityKind {
    ENTITY_PERSON,
    ENTITY_TEAM,
    ENTITY_VENDOR,
    ENTITY_ROLE,
    ENTITY_SERVICE,
    ENTITY_DATA,
    ENTITY_SITE,
    ENTITY_RISK,
    ENTITY_SCENARIO,
    ENTITY_RUNBOOK,
    ENTITY_STEP,
    ENTITY_EXERCISE,
    ENTITY_MESSAGE,
    ENTITY_TOOL,
    ENTITY_OTHER, /* has an id that only anchors need */
} EntityKind;

struct Plan;

/*
 * The common start of everything that has an id. IDs are a-z 0-9 and '-', unique per kind
 * in their plan (steps: in their runbook; people, teams and vendors: in the library).
 */
typedef struct Entity {
    EntityKind kind;
    Text id;
    Text name;               /* a title for people; falls back to the id in entity_name() */
    const struct Plan *plan; /* NULL for what the library holds */
    Span span;               /* its whole mapping */
} Entity;

/* Has it the id that it was given, not one that stands in for what could not be read? No reference
 * can mean the latter: it has a dot. */
bool entity_has_own_id(const Entity *entity);

/* Name for people, never NULL. */
const char *entity_name(const Entity *entity);

/* "service", "data set", "person" ...: the word for people. */
const char *entity_kind_word(EntityKind kind);

/* The bit of KIND in a mask of allowed kinds. */
#define ENTITY_BIT(kind) (1u << (kind))

/* A written id and what it names; TARGET is NULL when nothing has that id (reported). Written
 * `id`, or `plan/id` for something in another plan. */
typedef struct Ref {
    const char *text;
    Span span;
    const Entity *target;
} Ref;

/*
 * Many of something, in the order of the source. Members: `items`, an array of `count`
 * pointers. Both the array and what it points to belong to the arena of the plan.
 */
#define LIST_OF(type)                                                                              \
    struct {                                                                                       \
        type *const *items;                                                                        \
        size_t count;                                                                              \
        Span span; /* of the list; source NULL when absent */                                      \
    }

typedef LIST_OF(Text) TextList;
typedef LIST_OF(Ref) RefList;

#endif
