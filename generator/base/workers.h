#ifndef REDBINDER_BASE_WORKERS_H
#define REDBINDER_BASE_WORKERS_H

#include <stddef.h>

/*
 * Who does a number of pieces of work that do not depend on each other. Rooms that have such
 * work take workers and know nothing of threads.
 */
typedef struct Workers Workers;
typedef void Work(void *data, size_t index);

struct Workers {
    /* Does WORK(DATA, i) for each i below COUNT, perhaps several at once, and waits for all. */
    void (*each)(const Workers *workers, size_t count, Work *work, void *data);
    unsigned threads;
};

/* Does WORK(DATA, i) for each i below COUNT by WORKERS; one after another when NULL. */
void workers_each(const Workers *workers, size_t count, Work *work, void *data);

#endif
