#ifndef REDBINDER_RULES_TEXT_PLACE_H
#define REDBINDER_RULES_TEXT_PLACE_H

#include "model/value.h"

/*
 * Where a part of a value stands in the file, so that a finding can point at the very word.
 * YAML indents, folds and escapes what it holds, so an offset into the value is not one into the
 * file; the two are walked side by side, white space counting as one thing in both.
 */

/* The place of the LENGTH bytes at OFFSET of TEXT, in whatever style it was written. It ends with
 * its line. What stands in white space is placed at the start of that space. The span of TEXT when
 * the place cannot be told. */
Span text_place(const Text *text, size_t offset, size_t length);

#endif
