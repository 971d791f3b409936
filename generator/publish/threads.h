#ifndef REDBINDER_PUBLISH_THREADS_H
#define REDBINDER_PUBLISH_THREADS_H

#include "base/workers.h"

/* Workers that are COUNT threads; one per processor when COUNT is 0. */
Workers threads_workers(unsigned count);

#endif
