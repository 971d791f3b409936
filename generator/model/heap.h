#ifndef REDBINDER_MODEL_HEAP_H
#define REDBINDER_MODEL_HEAP_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A binary heap: the entry with the smallest key is on top, of equal keys the one with the
 * smallest rank, so that the order never depends on the order of insertion when ranks differ.
 */
typedef struct HeapEntry {
    int64_t key;
    size_t rank;
    size_t item;
} HeapEntry;

typedef struct Heap {
    GArray *entries; /* HeapEntry */
} Heap;

Heap heap_new(void) G_GNUC_WARN_UNUSED_RESULT;
void heap_clear(Heap *heap);

void heap_push(Heap *heap, int64_t key, size_t rank, size_t item);
bool heap_is_empty(const Heap *heap);

/* The top; HEAP must not be empty. Valid until the next change. */
const HeapEntry *heap_top(const Heap *heap);

/* Takes the top away and returns it; HEAP must not be empty. */
HeapEntry heap_pop(Heap *heap);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Heap, heap_clear)

#endif
