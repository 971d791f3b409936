#include "publish/timings.h"

#include <sys/resource.h>
#include <time.h>

static int64_t read_clock(clockid_t clock)
{
    struct timespec now = {0};
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

void timings_start(Timings *timings)
{
    *timings = (Timings){.started = read_clock(CLOCK_MONOTONIC)};
}

int64_t timings_now(void)
{
    return read_clock(CLOCK_THREAD_CPUTIME_ID);
}

void timings_add(Timings *timings, StageName stage, int64_t start)
{
    __atomic_fetch_add(&timings->nanoseconds[stage], timings_now() - start, __ATOMIC_RELAXED);
}

int64_t timings_all_now(void)
{
    return read_clock(CLOCK_PROCESS_CPUTIME_ID);
}

void timings_add_all(Timings *timings, StageName stage, int64_t start)
{
    __atomic_fetch_add(&timings->nanoseconds[stage], timings_all_now() - start, __ATOMIC_RELAXED);
}

void timings_print(const Timings *timings, GString *out)
{
    static const char *const names[N_STAGES] = {"read",   "check", "compose", "markdown", "html",
                                                "script", "pdf",   "export",  "write"};
    struct rusage usage = {0};
    getrusage(RUSAGE_SELF, &usage);
    for (int stage = 0; stage < N_STAGES; stage++)
        g_string_append_printf(out, "%-10s %9.1f ms\n", names[stage],
                               (double)timings->nanoseconds[stage] / 1e6);
    g_string_append_printf(out, "%-10s %9.1f ms\n", "wall",
                           (double)(read_clock(CLOCK_MONOTONIC) - timings->started) / 1e6);
    g_string_append_printf(out, "%-10s %9.1f MB\n", "peak", (double)usage.ru_maxrss / 1024.0);
}
