#include "base/heading_id.h"

#include <stdbool.h>

static bool is_id_byte(char c)
{
    return g_ascii_islower(c) || g_ascii_isdigit(c) || c == '-';
}

const char *heading_id(const char *text, size_t length, size_t *id_length)
{
    if (length == 0 || text[length - 1] != '}')
        return NULL;
    const char *end = text + length - 1;
    const char *id = end;
    while (id > text && is_id_byte(id[-1]))
        id--;
    *id_length = (size_t)(end - id);
    return *id_length > 0 && id - text >= 2 && id[-1] == '#' && id[-2] == '{' ? id - 2 : NULL;
}
