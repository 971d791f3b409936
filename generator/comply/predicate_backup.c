#include "comply/backup.h"

#include "comply/reason.h"

/* The most that can be lost with BACKUP alone: what has changed since its last copy began, when
 * the next one is not yet there. False when its interval or another time is not known. */
static bool worst_loss(const Backup *backup, Duration *loss)
{
    bool readable = (backup->takes.text == NULL || backup->takes.known) &&
                    (backup->lag.text == NULL || backup->lag.known);
    if (!backup->every.known || !readable)
        return false;
    *loss = duration_add(backup->every.value, duration_add(backup->takes.value, backup->lag.value));
    return true;
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

static bool has_rpo(const DataSet *data)
{
    return data->rpo.known && data->rpo.word != DURATION_WORD_FOREVER;
}

static bool meets_rpo(const Plan *plan, const DataSet *data)
{
    (void)plan;
    Duration loss = {0, 0};
    return has_rpo(data) && best_backup(data, &loss) != NULL &&
           duration_compare(loss, data->rpo.value) <= 0;
}

static const char *loss_text(Arena *arena, const DataSet *data)
{
    const char *id = reason_id(&data->entity);
    Duration loss = {0, 0};
    const Backup *best = best_backup(data, &loss);
    if (!has_rpo(data))
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
