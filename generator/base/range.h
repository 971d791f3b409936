#ifndef REDBINDER_BASE_RANGE_H
#define REDBINDER_BASE_RANGE_H

#include "base/source.h"

/*
 * From where to where a span reaches, as editors count: lines and columns from 1, columns in
 * characters. END is the place behind the last character; both are equal for a point.
 */
typedef struct Range {
    Place start, end;
} Range;

/* The range of SPAN, which has a source; white space at its end is left out. */
Range span_range(Span span);

#endif
