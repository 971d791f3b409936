#ifndef REDBINDER_COMPLY_FRAMEWORK_SCHEMA_H
#define REDBINDER_COMPLY_FRAMEWORK_SCHEMA_H

#include "read/schema.h"

/* The keys of a framework's file, for the reader and for docs/frameworks.md. What a framework must
 * have is asked when it is whole (framework_check): one that extends another has it from there. */
extern const Shape shape_framework;

#endif
