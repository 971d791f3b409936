#ifndef REDBINDER_EXPORT_OSCAL_H
#define REDBINDER_EXPORT_OSCAL_H

#include "base/uuid.h"
#include "base/xml.h"
#include "export/export.h"

/*
 * What the three documents have in common. The order of elements is that of NIST's schemas, and
 * values are made so that these take them: texts without blanks around them, never empty, tokens
 * of letters, digits and ".-_".
 *
 * UUIDs are of version 5. Their namespace is the library, by its organization and title, so that
 * a run has the same UUID in all documents and at all times; a document's own UUID is made of all
 * that it says, so that it changes when the document does.
 */
typedef struct Oscal {
    Xml xml;
    const ExportJob *job;
    Uuid space;
    size_t start;   /* of the document in the text */
    size_t uuid_at; /* of the document's own UUID */
} Oscal;

/* The namespace of the properties that are not OSCAL's own. */
extern const char oscal_namespace[];

/* Begins a document of KIND, up to its metadata. */
Oscal oscal_start(const ExportJob *job, OscalKind kind, GString *out);

/* Ends it and gives it its UUID. */
void oscal_finish(Oscal *oscal);

/* What stands between the metadata of a document and its end. */
void oscal_put_results(Oscal *oscal);
void oscal_put_schedule(Oscal *oscal);
void oscal_put_milestones(Oscal *oscal);

/* The UUID of what PARTS (ends with NULL; a part may be empty) names, into BUFFER of
 * UUID_TEXT_SIZE bytes, which is returned. */
const char *oscal_uuid(const Oscal *oscal, char *buffer, ...) G_GNUC_NULL_TERMINATED;

/* How often COUNTS has been asked for KEY before, which is borrowed: ids may be there twice in a
 * plan that is wrong, but UUIDs may not. As text, owned. */
char *oscal_again(GHashTable *counts, const char *key);

/* TEXT on one line, without blanks around; FALLBACK when nothing is left. Owned. */
char *oscal_line(const char *text, const char *fallback);

/* TEXT as a token: whatever is no letter, digit, ".", "-" or "_" becomes "-". Owned. */
char *oscal_token(const char *text);

void oscal_title(Oscal *oscal, const char *text);

/* NAME as one paragraph; nothing when TEXT is NULL and there is no FALLBACK. */
void oscal_paragraph(Oscal *oscal, const char *name, const char *text, const char *fallback);

/* A property of our own; nothing when VALUE is NULL or blank. */
void oscal_prop(Oscal *oscal, const char *name, const char *value);
void oscal_prop_number(Oscal *oscal, const char *name, int64_t value);
void oscal_prop_day(Oscal *oscal, const char *name, Date day);

/* Instants within the years that OSCAL can write; others are moved to the nearest. */
void oscal_moment(Oscal *oscal, const char *name, int64_t seconds);

/* The last second of DAY. */
void oscal_end_of(Oscal *oscal, const char *name, Date day);

/* The controls of the frameworks and the promises of the plans from FIRST, COUNT views, each
 * once, in order. */
void oscal_reviewed_controls(Oscal *oscal, const PlanView *views, size_t count);

/* The id of the control that RESULT is about. Owned. */
char *oscal_control_id(const Framework *framework, const Control *control);

/* The control that stands for the plans' own objectives. */
extern const char oscal_objectives_id[];

/* An element NAME whose one attribute ATTRIBUTE is VALUE. */
void oscal_mark(Oscal *oscal, const char *name, const char *attribute, const char *value);

#endif
