#include "model/run.h"

static bool is_known(Moment moment)
{
    return moment.seconds != MOMENT_ABSENT;
}

/* T0: the declaration, else the start. */
static Moment zero_of(const Run *run)
{
    return is_known(run->declared) ? run->declared : run->started;
}

void run_set_free(RunSet *set)
{
    if (set == NULL)
        return;
    arena_free(set->arena);
    g_free(set);
}

int64_t run_measured_rto(const Run *run)
{
    Moment zero = zero_of(run);
    /* A clock that went backwards has measured nothing. */
    if (!is_known(run->service_back) || !is_known(zero) || run->service_back.seconds < zero.seconds)
        return -1;
    return run->service_back.seconds - zero.seconds;
}

int64_t run_measured_rpo(const Run *run)
{
    Moment zero = zero_of(run);
    if (!is_known(run->recovered_to) || !is_known(zero))
        return -1;
    int64_t lost = zero.seconds - run->recovered_to.seconds;
    return lost > 0 ? lost : 0;
}

int64_t run_measured_wrt(const Run *run)
{
    if (!is_known(run->service_back) || !is_known(run->verified) ||
        run->verified.seconds < run->service_back.seconds)
        return -1;
    return run->verified.seconds - run->service_back.seconds;
}

int64_t run_measured_mtd(const Run *run)
{
    Moment zero = zero_of(run);
    if (!is_known(zero) || !is_known(run->verified) || run->verified.seconds < zero.seconds)
        return -1;
    return run->verified.seconds - zero.seconds;
}

bool run_bears_on(const Run *run, int64_t seconds, int64_t target)
{
    return seconds >= 0 && (run->outcome != RUN_ABORTED || (target >= 0 && seconds > target));
}

Date run_date(const Run *run)
{
    return moment_date(is_known(run->ended) ? run->ended : run->started);
}
