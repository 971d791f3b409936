#ifndef REDBINDER_BASE_ARENA_H
#define REDBINDER_BASE_ARENA_H

#include <glib.h>
#include <stddef.h>

/*
 * Memory with one lifetime: everything taken from an arena is freed with it.
 * A plan, a document and a history result own one each. Under AddressSanitizer
 * every piece is an allocation of its own, so that a write past its end is seen.
 * An arena belongs to one thread at a time.
 */
typedef struct Arena Arena;

/* A new, empty arena, owned by the caller. */
Arena *arena_new(void) G_GNUC_WARN_UNUSED_RESULT;

/* Frees ARENA and all that came from it. NULL is allowed. */
void arena_free(Arena *arena);

/* SIZE zeroed bytes, aligned for pointers, doubles and numbers of 64 bits; belongs to ARENA. Never
 * NULL. */
void *arena_alloc(Arena *arena, size_t size) G_GNUC_WARN_UNUSED_RESULT;

/* PIECE, which ARENA gave for SIZE bytes, with as many as LARGER says; what is new is zero. PIECE
 * itself is gone. NULL is no piece. */
void *arena_grow(Arena *arena, void *piece, size_t size, size_t larger) G_GNUC_WARN_UNUSED_RESULT;

/* A copy of the LENGTH bytes at TEXT with a NUL behind it; belongs to ARENA. */
const char *arena_text_n(Arena *arena, const char *text, size_t length) G_GNUC_WARN_UNUSED_RESULT;

/* A copy of TEXT; belongs to ARENA. NULL gives NULL. */
const char *arena_text(Arena *arena, const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* A formatted text; belongs to ARENA. */
const char *arena_printf(Arena *arena, const char *format, ...)
    G_GNUC_PRINTF(2, 3) G_GNUC_WARN_UNUSED_RESULT;

#define arena_new_item(arena, type) ((type *)arena_alloc((arena), sizeof(type)))

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Arena, arena_free)

#endif
