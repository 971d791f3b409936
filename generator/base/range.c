#include "base/range.h"

Range span_range(Span span)
{
    const Source *source = span.source;
    size_t start = MIN(span.offset, source->length);
    size_t end = MIN(start + span.length, source->length);
    while (end > start && g_ascii_isspace(source->text[end - 1]))
        end--;
    return (Range){source_place(source, (uint32_t)start), source_place(source, (uint32_t)end)};
}
