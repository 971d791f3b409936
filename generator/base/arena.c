#include "base/arena.h"

#include <stdbool.h>
#include <string.h>

/* Blocks grow, for there are thousands of arenas and most of them stay small. */
enum { FIRST_BLOCK = 2 * 1024, LARGEST_BLOCK = 4 * 1024 };

/* Enough for pointers, doubles and numbers of 64 bits. */
enum { ALIGNMENT = 8 };

struct Arena {
    GPtrArray *blocks;
    char *free_start;
    size_t free_size;
    size_t block_size; /* of the newest block */
};

Arena *arena_new(void)
{
    Arena *arena = g_new0(Arena, 1);
    arena->blocks = g_ptr_array_new_with_free_func(g_free);
    return arena;
}

void arena_free(Arena *arena)
{
    if (arena == NULL)
        return;
    g_ptr_array_unref(arena->blocks);
    g_free(arena);
}

static void *own_block(Arena *arena, size_t size)
{
    void *block = g_malloc0(size == 0 ? 1 : size);
    g_ptr_array_add(arena->blocks, block);
    return block;
}

#if defined(__SANITIZE_ADDRESS__)
static const bool every_piece_alone = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
static const bool every_piece_alone = true;
#else
static const bool every_piece_alone = false;
#endif
#else
static const bool every_piece_alone = false;
#endif

/* Makes room for NEEDED bytes, which the largest block can hold. */
static void add_block(Arena *arena, size_t needed)
{
    size_t size = arena->block_size == 0 ? FIRST_BLOCK : arena->block_size * 2;
    while (size < needed)
        size *= 2;
    arena->block_size = MIN(size, LARGEST_BLOCK);
    arena->free_start = own_block(arena, arena->block_size);
    arena->free_size = arena->block_size;
}

static size_t rounded(size_t size)
{
    return (MAX(size, 1) + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

/* Is a piece of SIZE bytes a block of its own? */
static bool is_alone(size_t size)
{
    return every_piece_alone || rounded(size) > LARGEST_BLOCK / 4;
}

void *arena_alloc(Arena *arena, size_t size)
{
    size_t needed = rounded(size);
    if (is_alone(size)) /* of the very size that was asked for: what is behind it is watched */
        return own_block(arena, every_piece_alone ? size : needed);
    if (needed > arena->free_size)
        add_block(arena, needed);
    void *piece = arena->free_start;
    arena->free_start += needed;
    arena->free_size -= needed;
    return piece;
}

void *arena_grow(Arena *arena, void *piece, size_t size, size_t larger)
{
    if (piece == NULL || !is_alone(size)) {
        void *grown = arena_alloc(arena, larger);
        return piece == NULL ? grown : memcpy(grown, piece, size);
    }
    guint block = arena->blocks->len - 1;
    while (arena->blocks->pdata[block] != piece)
        block--;
    char *grown = g_realloc(piece, larger);
    memset(grown + size, 0, larger - size);
    arena->blocks->pdata[block] = grown;
    return grown;
}

const char *arena_text_n(Arena *arena, const char *text, size_t length)
{
    char *copy = arena_alloc(arena, length + 1);
    memcpy(copy, text, length);
    return copy;
}

const char *arena_text(Arena *arena, const char *text)
{
    return text == NULL ? NULL : arena_text_n(arena, text, strlen(text));
}

const char *arena_printf(Arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return arena_text(arena, text);
}
