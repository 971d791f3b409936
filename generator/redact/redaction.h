#ifndef REDBINDER_REDACT_REDACTION_H
#define REDBINDER_REDACT_REDACTION_H

#include "redact/mask.h"
#include "redact/redact.h"

/* What the files of this room share while one library is being redacted. */
typedef struct Redaction {
    Library *library;
    RunSet *runs;
    Mask *mask;
    GHashTable *aliases; /* id or name of a person -> Alias *; owns both */
    GHashTable *kept;    /* ids and names of roles, teams and vendors, which stay; keys owned */
    GHashTable *dropped; /* const Plan * and const Entity * that are internal */
} Redaction;

/* What a person is called in public. Belongs to the library. */
typedef struct Alias {
    const char *id;   /* person-3 */
    const char *name; /* Incident commander */
} Alias;

/* Gives every person of the library an alias: the first role that they hold, else where they step
 * in, else their job; with a number where several have the same. */
void redact_name_people(Redaction *redaction);

/* Tells the mask all that must not be read, and notes what is internal. */
void redact_learn(Redaction *redaction);

/* Does VALUE, of a key `internal`, say so? */
bool redact_means_internal(const BoolValue *value);

/* TEXT, which may be NULL, as USE has it; belongs to the library. */
const char *redact_text(const Redaction *redaction, const char *text, MaskUse use);

/* The person called NAME, by id or name, in public; others stay when they are roles, teams or
 * vendors, and become words. NULL for NULL. Belongs to the library. */
const char *redact_who(const Redaction *redaction, const char *name);

/* Each changes what its name says. The model is changed last: the others look things up in it. */
void redact_history(const Redaction *redaction);
void redact_verdicts(const Redaction *redaction, PlanView *view);
void redact_model(const Redaction *redaction);

/* What runs speak for is looked up by ids, which are others now, and by places of runbooks. */
void redact_coverage(PlanView *view);

/* Markdown without its blocks of code and without what must not be read; BLOCKS: more than a line.
 * Belongs to the library. */
const char *redact_markdown(const Redaction *redaction, const char *text, bool blocks);

#endif
