#include "publish/threads.h"

#include <glib.h>

typedef struct Task {
    Work *work;
    void *data;
} Task;

/* A pool takes pointers, and NULL for none: indexes are handed through plus one. */
static void run_task(gpointer index, gpointer data)
{
    const Task *task = data;
    task->work(task->data, GPOINTER_TO_SIZE(index) - 1);
}

static void each(const Workers *workers, size_t count, Work *work, void *data)
{
    Task task = {work, data};
    GThreadPool *pool = g_thread_pool_new(run_task, &task, (int)workers->threads, FALSE, NULL);
    for (size_t i = 0; i < count; i++)
        g_thread_pool_push(pool, GSIZE_TO_POINTER(i + 1), NULL);
    g_thread_pool_free(pool, FALSE, TRUE);
}

Workers threads_workers(unsigned count)
{
    return (Workers){each, count > 0 ? count : g_get_num_processors()};
}
