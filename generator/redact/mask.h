#ifndef REDBINDER_REDACT_MASK_H
#define REDBINDER_REDACT_MASK_H

#include <glib.h>
#include <stdbool.h>

/*
 * What must not be read, and texts without it. A word is found wherever it does not stand within a
 * longer one, whatever its case, and whatever white space parts it: a name broken by a line is the
 * same name. A telephone number is found by its last digits, however it is written. Mail addresses
 * and numbers that begin with '+' and a country code are found even if nobody has named them.
 */
typedef struct Mask Mask;

/* Where a word is looked for. */
typedef enum MaskUse {
    MASK_TEXT = 1, /* in what people write */
    MASK_ID = 2,   /* within ids; what stands in its place must be an id */
    MASK_TOLD = 4, /* in the sentences of findings and verdicts, which tell words of plans */
    MASK_CASE = 8, /* only in the case in which it was named */
} MaskUse;

/* Stands in the place of a whole value, and of a part of one. */
extern const char left_out[];
extern const char left_out_part[];

Mask *mask_new(void) G_GNUC_WARN_UNUSED_RESULT;
void mask_free(Mask *mask);

/* Finds WORDS from now on, and puts INSTEAD in their place. USES are MASK_* bits. What was named
 * first counts. */
void mask_add(Mask *mask, const char *words, const char *instead, unsigned uses);

/* Finds the telephone number NUMBER from now on. */
void mask_add_number(Mask *mask, const char *number);

/* TEXT without what is found by USE, owned by the caller; NULL when nothing is found. */
char *mask_apply(const Mask *mask, const char *text, MaskUse use) G_GNUC_WARN_UNUSED_RESULT;

/* Is anything found in TEXT? */
bool mask_finds(const Mask *mask, const char *text, MaskUse use);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mask, mask_free)

#endif
