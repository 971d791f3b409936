#include "model/heap.h"

Heap heap_new(void)
{
    return (Heap){.entries = g_array_new(FALSE, FALSE, sizeof(HeapEntry))};
}

void heap_clear(Heap *heap)
{
    if (heap->entries != NULL)
        g_array_unref(heap->entries);
    heap->entries = NULL;
}

static HeapEntry *entry_at(const Heap *heap, size_t index)
{
    return &g_array_index(heap->entries, HeapEntry, index);
}

static bool is_above(const HeapEntry *a, const HeapEntry *b)
{
    return a->key != b->key ? a->key < b->key : a->rank < b->rank;
}

bool heap_is_empty(const Heap *heap)
{
    return heap->entries->len == 0;
}

const HeapEntry *heap_top(const Heap *heap)
{
    g_assert(!heap_is_empty(heap));
    return entry_at(heap, 0);
}

void heap_push(Heap *heap, int64_t key, size_t rank, size_t item)
{
    HeapEntry entry = {.key = key, .rank = rank, .item = item};
    g_array_append_val(heap->entries, entry);
    size_t at = heap->entries->len - 1;
    while (at > 0 && is_above(&entry, entry_at(heap, (at - 1) / 2))) {
        *entry_at(heap, at) = *entry_at(heap, (at - 1) / 2);
        at = (at - 1) / 2;
    }
    *entry_at(heap, at) = entry;
}

HeapEntry heap_pop(Heap *heap)
{
    HeapEntry top = *heap_top(heap);
    size_t count = heap->entries->len - 1;
    HeapEntry last = *entry_at(heap, count);
    g_array_set_size(heap->entries, (guint)count);
    size_t at = 0;
    for (size_t below = 1; below < count; below = 2 * at + 1) {
        if (below + 1 < count && is_above(entry_at(heap, below + 1), entry_at(heap, below)))
            below++;
        if (!is_above(entry_at(heap, below), &last))
            break;
        *entry_at(heap, at) = *entry_at(heap, below);
        at = below;
    }
    if (count > 0)
        *entry_at(heap, at) = last;
    return top;
}
