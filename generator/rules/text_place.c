#include "rules/text_place.h"

#include <string.h>

/* The ways in which YAML writes a scalar. */
typedef enum Style { STYLE_PLAIN, STYLE_SINGLE, STYLE_DOUBLE } Style;

/* Two hands that move together: through the value and through the source. */
typedef struct Walk {
    const char *text;
    const char *source, *end;
    Style style;
} Walk;

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Skips "|2- # why" up to the first line of a block. */
static const char *skip_block_head(const char *at, const char *end)
{
    const char *line_end = memchr(at, '\n', (size_t)(end - at));
    return line_end == NULL ? end : line_end + 1;
}

static Walk walk_start(const Text *text)
{
    const Source *source = text->span.source;
    Walk walk = {
        .text = text->text,
        .source = source->text + text->span.offset,
        .end = source->text + source->length,
        .style = STYLE_PLAIN,
    };
    switch (*walk.source) {
    case '|':
    case '>':
        walk.source = skip_block_head(walk.source, walk.end);
        break;
    case '\'':
        walk.style = STYLE_SINGLE;
        walk.source++;
        break;
    case '"':
        walk.style = STYLE_DOUBLE;
        walk.source++;
        break;
    default:
        break;
    }
    return walk;
}

/* How many bytes of SOURCE one escape takes that stands for one character. */
static size_t escape_length(const char *source, const char *end)
{
    static const struct {
        char letter;
        size_t length;
    } numbers[] = {{'x', 4}, {'u', 6}, {'U', 10}};
    size_t left = (size_t)(end - source);
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        if (left > 1 && source[1] == numbers[i].letter)
            return MIN(numbers[i].length, left);
    return MIN(2, left);
}

/* How many bytes of the source stand for one character of white space, or for none at all: an
 * escaped end of line. 0: what is there is no white space. */
static size_t space_length(const Walk *walk)
{
    if (walk->source >= walk->end)
        return 0;
    if (is_space(*walk->source))
        return 1;
    if (walk->style != STYLE_DOUBLE || *walk->source != '\\' || walk->end - walk->source < 2)
        return 0;
    bool is_white = walk->source[1] == '\n' || walk->source[1] == '\r' ||
                    strchr("nt \t", walk->source[1]) != NULL;
    return is_white ? 2 : 0;
}

static void skip_space(Walk *walk)
{
    while (is_space(*walk->text))
        walk->text++;
    for (size_t length = space_length(walk); length > 0; length = space_length(walk))
        walk->source += length;
}

/* Moves both hands over one character that is no white space. False when they do not meet. */
static bool step_over(Walk *walk)
{
    if (walk->source >= walk->end)
        return false;
    bool same = *walk->source == *walk->text;
    if (walk->style == STYLE_DOUBLE && *walk->source == '\\') {
        walk->source += escape_length(walk->source, walk->end);
        walk->text = g_utf8_next_char(walk->text);
        return true;
    }
    if (walk->style == STYLE_SINGLE && *walk->source == '\'')
        walk->source++;
    walk->source++;
    walk->text++;
    return same;
}

/* Moves on until the text's hand is at STOP or, in white space, would pass it. */
static bool walk_to(Walk *walk, const char *stop)
{
    while (walk->text < stop) {
        if (!is_space(*walk->text) && space_length(walk) == 0) {
            if (!step_over(walk))
                return false;
            continue;
        }
        Walk before = *walk;
        skip_space(walk);
        if (walk->text > stop) {
            *walk = before;
            return true;
        }
        if (walk->text == before.text && walk->source == before.source)
            return false;
    }
    return true;
}

/* A word begins behind the white space before it, also where the value has none there. */
static void settle(Walk *walk)
{
    if (*walk->text == '\0' || is_space(*walk->text))
        return;
    for (size_t length = space_length(walk); length > 0; length = space_length(walk))
        walk->source += length;
}

Span text_place(const Text *text, size_t offset, size_t length)
{
    const Source *source = text->span.source;
    if (source == NULL || text->text == NULL || text->span.offset >= source->length)
        return text->span;
    size_t whole = strlen(text->text);
    offset = MIN(offset, whole);
    length = MIN(length, whole - offset);
    Walk walk = walk_start(text);
    if (!walk_to(&walk, text->text + offset))
        return text->span;
    settle(&walk);
    const char *start = walk.source;
    if (!walk_to(&walk, text->text + offset + length))
        return text->span;
    size_t taken = (size_t)(walk.source - start);
    const char *line_end = memchr(start, '\n', taken);
    return (Span){
        .source = source,
        .offset = (uint32_t)(start - source->text),
        .length = (uint32_t)(line_end == NULL ? taken : (size_t)(line_end - start)),
    };
}
