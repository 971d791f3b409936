#ifndef REDBINDER_BASE_SOURCE_H
#define REDBINDER_BASE_SOURCE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The text of one file, kept in memory with a line table, so that a message can
 * show the line it speaks of without reading the file again.
 * Invariant: TEXT is NUL-terminated, without a byte order mark; only '\n' ends a line.
 */
typedef struct Source {
    char *path; /* as shown to people: valid UTF-8, whatever the file's name is */
    char *text;
    size_t length;   /* bytes */
    uint32_t *lines; /* byte offset at which each line begins */
    size_t n_lines;
    uint32_t *characters; /* how many begin before each stretch of the text, so that columns of
                             long lines are found without counting; NULL for plain ASCII */
} Source;

/* A stretch of a source. SOURCE is NULL for what has no place in a file. */
typedef struct Span {
    const Source *source;
    uint32_t offset; /* bytes from the start of the text */
    uint32_t length; /* bytes; 0 marks a point */
} Span;

/* A place as people count it: from 1; columns count characters. */
typedef struct Place {
    uint32_t line;
    uint32_t column;
} Place;

/* Takes TEXT (g_malloc'ed, NUL-terminated, LENGTH bytes) over; copies PATH,
 * with U+FFFD for bytes that are no text. */
Source *source_new_take(const char *path, char *text, size_t length) G_GNUC_WARN_UNUSED_RESULT;
void source_free(Source *source);

/* Byte offset of the COLUMN-th character (from 0) of LINE (from 0), as libyaml
 * counts them; clamped to the line and to the text. */
uint32_t source_offset(const Source *source, size_t line, size_t column);

/* Where OFFSET lies. */
Place source_place(const Source *source, uint32_t offset);

/* Line LINE (from 1) without its end; *LENGTH gets its bytes. Borrowed. */
const char *source_line(const Source *source, uint32_t line, size_t *length);

/* Orders spans by path, then by offset; spans without source come first. */
int span_compare(const Span *a, const Span *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Source, source_free)

#endif
