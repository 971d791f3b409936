#ifndef REDBINDER_READ_SCHEMA_H
#define REDBINDER_READ_SCHEMA_H

#include "model/value.h"

#include <glib.h>
#include <stddef.h>

/*
 * The source format as one table: the loader, `redbinder schema` and docs/format.md come
 * from it.
 *
 * To add a key: a member in model/, one line in the table of its object in
 * read/schema_*.c, `make docs`. AT() checks at compile time that the member has the type
 * that the loader will write.
 */
typedef enum FieldType {
    FIELD_TEXT,     /* Text: one line, plain */
    FIELD_LINE,     /* Text: one line of inline Markdown */
    FIELD_PROSE,    /* Text: Markdown */
    FIELD_VERBATIM, /* Text: kept as written */
    FIELD_URL,      /* Text: http, https, mailto, tel or relative */
    FIELD_WEB,      /* Text: http or https */
    FIELD_ID,       /* Text: a-z 0-9 and '-' */
    FIELD_WORD,     /* Word: one of WORDS */
    FIELD_DURATION, /* DurationValue */
    FIELD_DATE,     /* DateValue */
    FIELD_PERCENT,  /* NumberValue: "99.9%" */
    FIELD_INTEGER,  /* NumberValue: whole, >= 0 */
    FIELD_POINTS,   /* NumberValue: "9.5pt" */
    FIELD_COLOUR,   /* NumberValue: "8f1414", red, green and blue; VALUE is 0xrrggbb */
    FIELD_BOOL,     /* BoolValue: true or false */
    FIELD_SIZE,     /* SizeValue: "200GB" */
    FIELD_RATE,     /* SizeValue: "50MB/s" */
    FIELD_WEEK,     /* WeekValue: "mon-fri 08:00-18:00" */
    FIELD_REF,      /* Ref to one of REFS */
    FIELD_REFS,     /* RefList */
    FIELD_TEXTS,    /* TextList of plain lines */
    FIELD_LINES,    /* TextList of inline Markdown */
    FIELD_OBJECT,   /* a struct of SHAPE in place */
    FIELD_LIST,     /* LIST_OF a struct of SHAPE, written as a sequence */
    FIELD_MAP,      /* LIST_OF a struct of SHAPE, written as a mapping: its key fills the
                       first field of SHAPE */
} FieldType;

/* Words a FIELD_DURATION takes beside a length of time. */
enum {
    WORD_CONTINUOUS = 1 << DURATION_WORD_CONTINUOUS,
    WORD_ON_CHANGE = 1 << DURATION_WORD_ON_CHANGE,
    WORD_FOREVER = 1 << DURATION_WORD_FOREVER,
};

/* What becomes of a value in the public edition; see docs/public.md. */
typedef enum Privacy {
    PRIVACY_NONE,    /* it stays; what is private is masked in it */
    PRIVACY_HIDDEN,  /* words stand in its place */
    PRIVACY_REMOVED, /* likewise, and wherever a text repeats it */
} Privacy;

typedef struct Shape Shape;

typedef struct Field {
    const char *key;
    FieldType type;
    bool required;
    size_t offset;            /* of the member in the struct of its shape */
    const Shape *shape;       /* OBJECT, LIST, MAP */
    const char *const *words; /* WORD: NULL-terminated, in the order of the enum */
    unsigned duration_words;  /* DURATION: WORD_* */
    unsigned refs;            /* REF, REFS: ENTITY_BIT mask */
    Privacy privacy;
    const char *about;   /* what it means; one sentence, ends with a full stop */
    const char *example; /* as written in YAML, or NULL */
} Field;

struct Shape {
    const char *name;  /* heading in docs/format.md */
    const char *about; /* Markdown */
    size_t size;
    bool is_entity; /* starts with an Entity */
    EntityKind kind;
    const char *bare; /* the key that a bare text stands for, or NULL */
    const Field *fields;
    size_t n_fields;
};

#define AT(object, member, type)                                                                   \
    .offset = offsetof(object, member) + 0 * sizeof(_Generic(((object *)0)->member, type : 1))
#define AT_LIST(object, member, item)                                                              \
    .offset = offsetof(object, member) +                                                           \
              0 * sizeof(_Generic(((object *)0)->member.items, item *const * : 1))
#define FIELDS(table) .fields = (table), .n_fields = G_N_ELEMENTS(table)

/* The whole files. */
extern const Shape shape_library; /* redbinder.yaml */
extern const Shape shape_people;  /* people.yaml */
extern const Shape shape_plan;    /* plan.yaml and the other *.yaml of its folder */
extern const Shape shape_runbook; /* runbooks/<id>.yaml */

/* Parts, by the file of their topic. */
extern const Shape shape_service, shape_data_set, shape_service_level; /* schema_objectives.c */
extern const Shape shape_site, shape_replication;                      /* schema_backups.c */
extern const Shape shape_backup;
extern const Shape shape_risk, shape_failure_mode, shape_scenario;    /* schema_risks.c */
extern const Shape shape_role, shape_contact, shape_escalation_level; /* schema_people.c */
extern const Shape shape_notification, shape_message;                 /* schema_messages.c */
extern const Shape shape_exercise, shape_success, shape_kpi, shape_review_duty; /* schema_proof.c */
extern const Shape shape_waiver, shape_exemption;                               /* schema_plan.c */
extern const Shape shape_trigger, shape_snippet, shape_practice,
    shape_practice_item; /* schema_practices.c */

extern const char *const backup_kind_words[];
extern const char *const tier_words[];
extern const char *const site_kind_words[];
extern const char *const exercise_type_words[];
extern const char *const on_failure_words[];
extern const char *const data_class_words[];
extern const char *const scenario_family_words[];
extern const char *const tool_kind_words[];
extern const char *const sheet_words[];
extern const char *const rule_level_words[]; /* in the order of Severity: off first */

/* Appends SHAPE and all that it holds to SHAPES (const Shape *), each once, in document order. */
void shape_collect(GPtrArray *shapes, const Shape *shape);

/* The field of SHAPE called KEY, or NULL. */
const Field *shape_find(const Shape *shape, const char *key);

#endif
