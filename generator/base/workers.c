#include "base/workers.h"

void workers_each(const Workers *workers, size_t count, Work *work, void *data)
{
    if (workers != NULL) {
        workers->each(workers, count, work, data);
        return;
    }
    for (size_t i = 0; i < count; i++)
        work(data, i);
}
