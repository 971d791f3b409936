#ifndef REDBINDER_READ_WALK_H
#define REDBINDER_READ_WALK_H

#include "read/schema.h"

/*
 * A walk over what has been read, by the table of the format: what is done to every value of a
 * kind need not know where in the model such values lie.
 */
typedef enum WalkStep {
    WALK_INTO, /* look at its fields */
    WALK_PAST, /* leave its fields alone */
    WALK_DROP, /* take it out of the list that it is an item of; elsewhere as WALK_PAST */
} WalkStep;

typedef struct Walker {
    /* Asked before the fields of OBJECT, a struct of SHAPE. May be NULL. */
    WalkStep (*object)(const Shape *shape, void *object, void *data);
    /* Called for each written value of FIELD, of a list for each item. TEXT is the first member of
     * the value, whatever its kind, and not NULL in it. May be NULL. */
    void (*value)(const Field *field, const char **text, void *data);
    void *data;
} Walker;

/* Walks over the fields of OBJECT, a struct of SHAPE, in the order of the table; WALKER is not
 * asked about OBJECT itself. */
void walk_object(const Shape *shape, void *object, const Walker *walker);

#endif
