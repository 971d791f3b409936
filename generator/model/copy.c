#include "model/loss.h"

#include <math.h>

/* Longer than any length of time that can be written. */
static const double LONGEST = 1e10;

static Duration length_of(const DurationValue *value)
{
    return value_is_length(value) ? value->value : (Duration){0, 0};
}

static bool is_said(const BoolValue *value)
{
    return value->known && value->value;
}

static bool is_gone(const Backup *backup, const Losses *losses)
{
    if (losses == NULL || backup->to.count == 0)
        return false;
    for (size_t i = 0; i < backup->to.count; i++)
        if (!losses_has(losses, backup->to.items[i]->target))
            return false;
    return true;
}

/* Is HOLDER of keys lost, and not only with a service, which is brought back before? */
static bool is_lost_for_good(const Entity *holder, const Losses *losses)
{
    const Entity *at = holder;
    while (at != NULL && (at->kind == ENTITY_SITE || at->kind == ENTITY_TOOL)) {
        const Entity *cause = losses_cause(losses, at);
        if (cause == at)
            return true;
        at = cause;
    }
    return at != NULL && at->kind == ENTITY_VENDOR;
}

static bool is_locked(const Backup *backup, const Losses *losses)
{
    for (size_t i = 0; i < backup->keys.count; i++)
        if (!is_lost_for_good(backup->keys.items[i]->target, losses))
            return false;
    return backup->keys.count > 0;
}

bool scenario_corrupts(const Scenario *scenario)
{
    return scenario->family.text != NULL && (scenario->family.index == FAMILY_CYBER_ATTACK ||
                                             scenario->family.index == FAMILY_DATA_CORRUPTION);
}

/* Takes VALUE into *LONGEST_KEPT. False when that cannot be bounded: for ever, or not readable. */
static bool take_keep(const DurationValue *value, bool *any, Duration *longest)
{
    if (value->text == NULL && value->span.source == NULL)
        return true;
    if (!value_is_length(value))
        return false;
    if (!*any || duration_compare(value->value, *longest) > 0)
        *longest = value->value;
    *any = true;
    return true;
}

/* How long copies are kept at most. False when nothing says so, or nothing that can be read. */
static bool longest_kept(const Backup *backup, Duration *longest)
{
    bool any = false;
    if (!take_keep(&backup->keep, &any, longest))
        return false;
    for (size_t i = 0; i < backup->retention.count; i++)
        if (!take_keep(&backup->retention.items[i]->keep, &any, longest))
            return false;
    return any;
}

/* How BACKUP fares by itself. */
static CopyState own_state(const Backup *backup, const Scenario *scenario, const Losses *losses)
{
    if (is_gone(backup, losses))
        return COPY_GONE;
    if (is_locked(backup, losses))
        return COPY_LOCKED;
    if (scenario == NULL || !scenario_corrupts(scenario))
        return COPY_GOOD;
    bool is_apart = is_said(&backup->immutable) || is_said(&backup->offline);
    if (backup->kind.index == BACKUP_REPLICA && backup->kind.text != NULL && !is_apart)
        return COPY_SPOILED;
    Duration longest = {0, 0};
    if (value_is_length(&scenario->detect) && longest_kept(backup, &longest) &&
        duration_compare(longest, scenario->detect.value) <= 0)
        return COPY_TOO_SHORT;
    return COPY_GOOD;
}

/* Can it be restored without another? What does not say what it holds can. */
static bool is_whole(const Backup *backup)
{
    return backup->kind.text == NULL ||
           (backup->kind.index != BACKUP_LOG && backup->kind.index != BACKUP_INCREMENTAL);
}

CopyState *copy_states(const DataSet *data, const Scenario *scenario, const Losses *losses)
{
    size_t count = data->backups.count;
    CopyState *states = g_new(CopyState, count + 1);
    bool has_whole = false;
    bool has_base = false;
    for (size_t i = 0; i < count; i++) {
        const Backup *backup = data->backups.items[i];
        states[i] = own_state(backup, scenario, losses);
        if (!is_whole(backup))
            continue;
        has_whole = true;
        has_base |= states[i] == COPY_GOOD;
    }
    /* Who names no whole copy at all has increments that are whole by themselves. */
    for (size_t i = 0; has_whole && !has_base && i < count; i++)
        if (states[i] == COPY_GOOD)
            states[i] = COPY_BASELESS;
    return states;
}

bool copy_is_left(const DataSet *data, const Scenario *scenario, const Losses *losses)
{
    g_autofree CopyState *states = copy_states(data, scenario, losses);
    for (size_t i = 0; i < data->backups.count; i++)
        if (states[i] == COPY_GOOD)
            return true;
    return false;
}

bool copy_loss(const Backup *backup, Duration *most)
{
    if (!value_is_length(&backup->every))
        return false;
    *most = duration_add(duration_add(backup->every.value, length_of(&backup->takes)),
                         length_of(&backup->lag));
    return true;
}

bool copy_restore_time(const DataSet *data, const Backup *backup, Duration *time)
{
    if (!data->size.known || !backup->rate.known || backup->rate.value <= 0)
        return false;
    double seconds = ceil(data->size.value / backup->rate.value);
    *time = duration_add(duration_from_seconds((int64_t)CLAMP(seconds, 0, LONGEST)),
                         length_of(&backup->replay));
    return true;
}

/* Is A, which loses as much as B, restored sooner? One that nobody knows of is not. */
static bool is_restored_sooner(const DataSet *data, const Backup *a, const Backup *b)
{
    Duration time_a;
    Duration time_b;
    if (!copy_restore_time(data, a, &time_a))
        return false;
    return !copy_restore_time(data, b, &time_b) || duration_compare(time_a, time_b) < 0;
}

const Backup *copy_best(const DataSet *data, const Scenario *scenario, const Losses *losses,
                        bool *doubtful)
{
    const Backup *best = NULL;
    Duration least = {0, 0};
    g_autofree CopyState *states = copy_states(data, scenario, losses);
    *doubtful = false;
    for (size_t i = 0; i < data->backups.count; i++) {
        const Backup *backup = data->backups.items[i];
        if (states[i] != COPY_GOOD)
            continue;
        Duration most;
        if (!copy_loss(backup, &most)) {
            *doubtful |= backup->every.text != NULL || backup->every.span.source != NULL;
            continue;
        }
        int order = best == NULL ? -1 : duration_compare(most, least);
        if (order < 0 || (order == 0 && is_restored_sooner(data, backup, best))) {
            best = backup;
            least = most;
        }
    }
    return best;
}

const Backup *copy_restored(const DataSet *data, const Backup *best, const Scenario *scenario,
                            const Losses *losses, Duration *time)
{
    if (best == NULL || copy_restore_time(data, best, time))
        return best;
    if (is_whole(best))
        return NULL;
    const Backup *soonest = NULL;
    g_autofree CopyState *states = copy_states(data, scenario, losses);
    for (size_t i = 0; i < data->backups.count; i++) {
        const Backup *backup = data->backups.items[i];
        Duration takes;
        if (!is_whole(backup) || states[i] != COPY_GOOD || !copy_restore_time(data, backup, &takes))
            continue;
        if (soonest == NULL || duration_compare(takes, *time) < 0) {
            soonest = backup;
            *time = takes;
        }
    }
    return soonest;
}
