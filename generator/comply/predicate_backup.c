#include "comply/answer.h"
#include "comply/backup.h"

#include "comply/reason.h"
#include "model/loss.h"
#include "read/schema.h"

/* The most that can be lost with BACKUP alone: what has changed since its last copy began, when
 * the next one is not yet there. False when its interval or another time is not known. */
static bool worst_loss(const Backup *backup, Duration *loss)
{
    bool readable = (backup->takes.text == NULL || backup->takes.known) &&
                    (backup->lag.text == NULL || backup->lag.known);
    if (!readable)
        return false;
    return copy_loss(backup, loss);
}

/* The backup of DATA that loses least, or NULL. */
static const Backup *best_backup(const DataSet *data, Duration *least)
{
    const Backup *best = NULL;
    for (size_t i = 0; i < data->backups.count; i++) {
        Duration loss = {0, 0};
        if (worst_loss(data->backups.items[i], &loss) &&
            (best == NULL || duration_compare(loss, *least) < 0)) {
            best = data->backups.items[i];
            *least = loss;
        }
    }
    return best;
}

static bool meets_rpo(const Plan *plan, const DataSet *data)
{
    (void)plan;
    Duration loss = {0, 0};
    return value_is_length(&data->rpo) && best_backup(data, &loss) != NULL &&
           duration_compare(loss, data->rpo.value) <= 0;
}

static const char *loss_text(Arena *arena, const DataSet *data)
{
    const char *id = reason_id(&data->entity);
    Duration loss = {0, 0};
    const Backup *best = best_backup(data, &loss);
    if (!value_is_length(&data->rpo))
        return arena_printf(arena, "'%s' has no RPO.", id);
    if (best == NULL)
        return arena_printf(arena, "'%s' has no backup with an interval.", id);
    return arena_printf(arena, "'%s': interval %s + duration %s + lag %s = %s > %s.", id,
                        reason_duration(arena, best->every.value),
                        reason_duration(arena, best->takes.value),
                        reason_duration(arena, best->lag.value), reason_duration(arena, loss),
                        reason_duration(arena, data->rpo.value));
}

Answer backups_meet_rpo(const Question *question)
{
    const DataSet *failed = NULL;
    Answer answer =
        backup_tally(question, meets_rpo, "have a backup that fits into their RPO", &failed);
    if (failed != NULL)
        answer.reason = arena_printf(question->arena, "%s %s", answer.reason,
                                     loss_text(question->arena, failed));
    return answer;
}

/* Says something other than that there is none. */
static bool is_said(const Text *text)
{
    static const char *const denials[] = {"none", "no", "n/a", "-", "false", "unencrypted"};
    if (text->text == NULL || *text->text == '\0')
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(denials); i++)
        if (g_ascii_strcasecmp(text->text, denials[i]) == 0)
            return false;
    return true;
}

static bool all_sites_encrypt(const Backup *backup)
{
    for (size_t i = 0; i < backup->to.count; i++) {
        const Entity *target = backup->to.items[i]->target;
        if (target == NULL || target->kind != ENTITY_SITE ||
            !is_said(&((const Site *)target)->encryption))
            return false;
    }
    return backup->to.count > 0;
}

static bool is_encrypted(const Plan *plan, const DataSet *data)
{
    (void)plan;
    for (size_t i = 0; i < data->backups.count; i++) {
        const Backup *backup = data->backups.items[i];
        bool denied = backup->encryption.text != NULL && !is_said(&backup->encryption);
        if (!is_said(&backup->encryption) && (denied || !all_sites_encrypt(backup)))
            return false;
    }
    return data->backups.count > 0;
}

Answer backups_encrypted(const Question *question)
{
    const DataSet *failed = NULL;
    return backup_tally(question, is_encrypted, "have all their backups encrypted", &failed);
}

static bool is_checked(const Plan *plan, const DataSet *data)
{
    (void)plan;
    for (size_t i = 0; i < data->backups.count; i++)
        if (!is_said(&data->backups.items[i]->check))
            return false;
    return data->backups.count > 0;
}

Answer backups_checked(const Question *question)
{
    const DataSet *failed = NULL;
    return backup_tally(question, is_checked, "have an integrity check for all their backups",
                        &failed);
}

static bool is_set(const BoolValue *value)
{
    return value->known && value->value;
}

static bool is_protected(const Plan *plan, const DataSet *data)
{
    (void)plan;
    for (size_t i = 0; i < data->backups.count; i++)
        if (is_set(&data->backups.items[i]->immutable) || is_set(&data->backups.items[i]->offline))
            return true;
    return false;
}

Answer copies_protected(const Question *question)
{
    const DataSet *failed = NULL;
    return backup_tally(question, is_protected, "have a copy that is immutable or offline",
                        &failed);
}

Answer data_classes_covered(const Question *question)
{
    const Plan *plan = question->standing->plan;
    Tally tally = {0};
    for (size_t i = 0; data_class_words[i] != NULL; i++) {
        bool has = false;
        for (size_t j = 0; j < plan->data.count && !has; j++) {
            const DataSet *data = plan->data.items[j];
            has = data->data_class.text != NULL && data->data_class.index == (int)i &&
                  data->backups.count > 0;
        }
        tally_count(&tally, has, data_class_words[i]);
    }
    return answer_tally(question, &tally, "classes of data", "have a data set with backups");
}

/* The tightest RTO of DATA and of the services that depend on it; false when there is none. */
static bool tightest_rto(const Plan *plan, const DataSet *data, Duration *rto)
{
    bool has = value_is_length(&data->rto);
    if (has)
        *rto = data->rto.value;
    for (size_t i = 0; i < plan->services.count; i++) {
        const Service *service = plan->services.items[i];
        if (!value_is_length(&service->rto) ||
            (has && duration_compare(service->rto.value, *rto) >= 0))
            continue;
        for (size_t j = 0; j < service->depends.count; j++) {
            if (service->depends.items[j]->target != &data->entity)
                continue;
            *rto = service->rto.value;
            has = true;
            break;
        }
    }
    return has;
}

/* How long a restore of DATA takes when nothing else is lost; false when that is not known. */
static bool restore_time(const DataSet *data, Duration *time)
{
    bool doubtful = false;
    const Backup *best = copy_best(data, NULL, NULL, &doubtful);
    return copy_restored(data, doubtful ? NULL : best, NULL, NULL, time) != NULL;
}

static bool restore_fits(const Plan *plan, const DataSet *data)
{
    Duration time = {0, 0};
    Duration rto = {0, 0};
    return restore_time(data, &time) && tightest_rto(plan, data, &rto) &&
           duration_compare(time, rto) <= 0;
}

static const char *restore_text(const Question *question, const DataSet *data)
{
    Arena *arena = question->arena;
    const char *id = reason_id(&data->entity);
    Duration time = {0, 0};
    Duration rto = {0, 0};
    if (!restore_time(data, &time))
        return arena_printf(arena, "'%s' does not say its `size` and the `rate` of a backup.", id);
    if (!tightest_rto(question->standing->plan, data, &rto))
        return arena_printf(arena, "Nothing says when '%s' must be back.", id);
    return arena_printf(arena, "'%s': the restore of %s takes %s > %s.", id, data->size.text,
                        reason_duration(arena, time), reason_duration(arena, rto));
}

Answer restores_fit(const Question *question)
{
    const DataSet *failed = NULL;
    Answer answer =
        backup_tally(question, restore_fits,
                     "are restored within the tightest RTO that waits for them", &failed);
    if (failed != NULL)
        answer.reason =
            arena_printf(question->arena, "%s %s", answer.reason, restore_text(question, failed));
    return answer;
}
