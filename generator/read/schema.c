#include "read/schema.h"

#include <string.h>

const Field *shape_find(const Shape *shape, const char *key)
{
    for (size_t i = 0; i < shape->n_fields; i++)
        if (strcmp(shape->fields[i].key, key) == 0)
            return &shape->fields[i];
    return NULL;
}

void shape_collect(GPtrArray *shapes, const Shape *shape)
{
    if (g_ptr_array_find(shapes, shape, NULL))
        return;
    g_ptr_array_add(shapes, (gpointer)shape);
    for (size_t i = 0; i < shape->n_fields; i++)
        if (shape->fields[i].shape != NULL)
            shape_collect(shapes, shape->fields[i].shape);
}
