#include "publish/threads.h"

#include <glib.h>

/* The pieces of work, which each thread takes the next of. */
typedef struct Task {
    Work *work;
    void *data;
    size_t count;
    int next;
} Task;

static gpointer run_pieces(gpointer data)
{
    Task *task = data;
    for (;;) {
        size_t index = (size_t)g_atomic_int_add(&task->next, 1);
        if (index >= task->count)
            return NULL;
        task->work(task->data, index);
    }
}

/* The threads live as long as there is work, and end with it: what a room keeps for a thread, as
 * the fonts of press/, serves many pieces and is freed before this returns. */
static void each(const Workers *workers, size_t count, Work *work, void *data)
{
    Task task = {.work = work, .data = data, .count = count};
    size_t n = MIN(workers->threads, count);
    g_autofree GThread **threads = g_new(GThread *, n + 1);
    for (size_t i = 0; i < n; i++)
        threads[i] = g_thread_new("redbinder", run_pieces, &task);
    for (size_t i = 0; i < n; i++)
        g_thread_join(threads[i]);
}

Workers threads_workers(unsigned count)
{
    return (Workers){each, count > 0 ? count : g_get_num_processors()};
}
