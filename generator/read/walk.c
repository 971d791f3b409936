#include "read/walk.h"

#include <string.h>

/* What every LIST_OF has in memory. */
typedef LIST_OF(void) AnyList;

static WalkStep enter(const Shape *shape, void *object, const Walker *walker)
{
    WalkStep step =
        walker->object == NULL ? WALK_INTO : walker->object(shape, object, walker->data);
    if (step == WALK_INTO)
        walk_object(shape, object, walker);
    return step;
}

static void walk_value(const Field *field, void *value, const Walker *walker)
{
    const char **text = value;
    if (walker->value != NULL && *text != NULL)
        walker->value(field, text, walker->data);
}

/* The items of a list are as writable as their plan is; only the array says that it is not. */
static void walk_list(const Field *field, char *member, const Walker *walker)
{
    AnyList list;
    memcpy(&list, member, sizeof list);
    void **items = (void **)(void *)list.items;
    size_t kept = 0;
    for (size_t i = 0; i < list.count; i++) {
        WalkStep step = WALK_INTO;
        if (field->shape != NULL)
            step = enter(field->shape, items[i], walker);
        else
            walk_value(field, items[i], walker);
        if (step != WALK_DROP)
            items[kept++] = items[i];
    }
    list.count = kept;
    memcpy(member, &list, sizeof list);
}

void walk_object(const Shape *shape, void *object, const Walker *walker)
{
    for (size_t i = 0; i < shape->n_fields; i++) {
        const Field *field = &shape->fields[i];
        char *member = (char *)object + field->offset;
        if (field->type == FIELD_OBJECT)
            enter(field->shape, member, walker);
        else if (field->type == FIELD_LIST || field->type == FIELD_MAP ||
                 field->type == FIELD_TEXTS || field->type == FIELD_LINES ||
                 field->type == FIELD_REFS)
            walk_list(field, member, walker);
        else
            walk_value(field, member, walker);
    }
}
