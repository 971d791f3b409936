#include "rules/checks.h"
#include "rules/subject.h"

/* How long copies are kept, against what they are kept for. */

/* How long the copies of a backup exist: the longest of its stages. */
typedef struct Keeping {
    const DurationValue *longest; /* NULL: nothing is said */
    bool forever;                 /* LONGEST says so */
    bool doubtful;                /* something could not be read */
} Keeping;

static void offer_keep(Keeping *keeping, const DurationValue *keep)
{
    if (keep->text == NULL && keep->span.source == NULL)
        return;
    if (!keep->known) {
        keeping->doubtful = true;
        return;
    }
    bool forever = keep->word == DURATION_WORD_FOREVER;
    if (keeping->longest == NULL ||
        (!keeping->forever &&
         (forever || duration_compare(keep->value, keeping->longest->value) > 0))) {
        keeping->longest = keep;
        keeping->forever = forever;
    }
}

/* What the backup says itself, else what the sites say to which it goes. */
static Keeping keeping_of(const Backup *backup)
{
    Keeping keeping = {.longest = NULL};
    offer_keep(&keeping, &backup->keep);
    for (size_t i = 0; i < backup->retention.count; i++)
        offer_keep(&keeping, &backup->retention.items[i]->keep);
    for (size_t i = 0; keeping.longest == NULL && i < backup->to.count; i++) {
        const Entity *site = backup->to.items[i]->target;
        if (site != NULL && site->kind == ENTITY_SITE)
            offer_keep(&keeping, &((const Site *)site)->keep);
    }
    return keeping;
}

static const char *method_of(const Backup *backup)
{
    return backup->method.text != NULL ? backup->method.text : "(no method)";
}

static bool is_kind(const Backup *backup, BackupKind kind)
{
    return backup->kind.text != NULL && backup->kind.index == (int)kind;
}

/* From the start of one full copy until the next is finished. */
static Duration full_interval(const Backup *full)
{
    return duration_add(full->every.value, length_or_none(&full->takes));
}

/* The backup that logs are brought on top of: of the full ones, that which is made most often. */
static const Backup *find_full(const DataSet *data)
{
    const Backup *best = NULL;
    for (size_t i = 0; i < data->backups.count; i++) {
        const Backup *backup = data->backups.items[i];
        if ((is_kind(backup, BACKUP_FULL) || is_kind(backup, BACKUP_SNAPSHOT)) &&
            known_length(&backup->every) != NULL && backup->every.word == DURATION_WORD_NONE &&
            (best == NULL || duration_compare(full_interval(backup), full_interval(best)) < 0))
            best = backup;
    }
    return best;
}

static const Backup *find_incremental(const DataSet *data)
{
    for (size_t i = 0; i < data->backups.count; i++)
        if (is_kind(data->backups.items[i], BACKUP_INCREMENTAL))
            return data->backups.items[i];
    return NULL;
}

static bool corrupts(const Scenario *scenario)
{
    return scenario->family.text != NULL && (scenario->family.index == FAMILY_DATA_CORRUPTION ||
                                             scenario->family.index == FAMILY_CYBER_ATTACK);
}

/* For each data set of a plan the scenario that corrupts it and is noticed last: DataSet to
 * Scenario. Owned by the caller. */
static GHashTable *slowest_corruptions(const Plan *plan)
{
    GHashTable *slowest = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (size_t i = 0; i < plan->scenarios.count; i++) {
        Scenario *scenario = plan->scenarios.items[i];
        if (!corrupts(scenario) || known_length(&scenario->detect) == NULL)
            continue;
        for (size_t j = 0; j < scenario->affects.count; j++) {
            void *target = (void *)(uintptr_t)scenario->affects.items[j]->target;
            const Scenario *before = g_hash_table_lookup(slowest, target);
            if (before == NULL ||
                duration_compare(scenario->detect.value, before->detect.value) > 0)
                g_hash_table_insert(slowest, target, scenario);
        }
    }
    return slowest;
}

static void note_corruption(const Scenario *scenario, Diag *diag, Diags *diags)
{
    diag_note(diags, diag, scenario->detect.span,
              "scenario '%s' is noticed only within %s: the logs from before it are gone by then",
              subject_id(&scenario->entity), scenario->detect.text);
}

/* "1d + 20m = 1d20m", or "1d". Owned by the caller. */
static char *interval_text(const Backup *full)
{
    if (duration_approximate(length_or_none(&full->takes)) == 0)
        return g_strdup(full->every.text);
    char sum[DURATION_TEXT_SIZE];
    return g_strdup_printf("%s + %s = %s", full->every.text, full->takes.text,
                           duration_format(full_interval(full), sum));
}

static Diag *report_chain(const DataSet *data, const Backup *log, const DurationValue *keep,
                          const Backup *full, Diags *diags)
{
    Duration interval = full_interval(full);
    bool equal = duration_compare(keep->value, interval) == 0;
    g_autofree char *arithmetic = interval_text(full);
    Diag *diag = diags_add(diags, &check_log_retention_short.rule, keep->span,
                           "'%s' of data set '%s' is kept no longer than from one full backup to "
                           "the next: %s %s %s",
                           method_of(log), subject_id(&data->entity), keep->text, equal ? "=" : "<",
                           arithmetic);
    diag_note(diags, diag, full->every.span,
              equal ? "when '%s' is late or fails once, the logs since the last good one are "
                      "already being deleted"
                    : "when '%s' is used, the first logs after it are already deleted",
              method_of(full));
    const Backup *incremental = find_incremental(data);
    if (incremental != NULL)
        diag_note(diags, diag, incremental->method.span,
                  "'%s' shortens the way only while every one since the full backup is good",
                  method_of(incremental));
    char two[DURATION_TEXT_SIZE];
    diag_help(diags, diag,
              "keep the logs for at least two intervals, %s, so that one full backup may fail",
              duration_format(duration_add(interval, interval), two));
    return diag;
}

static Diag *report_detection(const DataSet *data, const Backup *log, const DurationValue *keep,
                              const Scenario *scenario, Diags *diags)
{
    bool equal = duration_compare(keep->value, scenario->detect.value) == 0;
    Diag *diag = diags_add(diags, &check_log_retention_short.rule, keep->span,
                           "'%s' of data set '%s' is not kept until scenario '%s' is noticed: "
                           "%s %s %s",
                           method_of(log), subject_id(&data->entity), subject_id(&scenario->entity),
                           keep->text, equal ? "=" : "<", scenario->detect.text);
    diag_help(diags, diag, "keep the logs for longer than %s, or notice it earlier",
              scenario->detect.text);
    return diag;
}

static void check_log(const DataSet *data, const Backup *log, const Backup *full,
                      const Scenario *scenario, Diags *diags)
{
    Keeping keeping = keeping_of(log);
    if (keeping.longest == NULL || keeping.forever || keeping.doubtful)
        return;
    const DurationValue *keep = keeping.longest;
    bool late = scenario != NULL && duration_compare(keep->value, scenario->detect.value) <= 0;
    if (full != NULL && duration_compare(keep->value, full_interval(full)) <= 0) {
        Diag *diag = report_chain(data, log, keep, full, diags);
        if (late)
            note_corruption(scenario, diag, diags);
    } else if (late) {
        Diag *diag = report_detection(data, log, keep, scenario, diags);
        note_corruption(scenario, diag, diags);
    }
}

static void log_retention_short(const CheckInput *input, Diags *diags)
{
    const Plan *plan = input->plan;
    g_autoptr(GHashTable) slowest = slowest_corruptions(plan);
    for (size_t i = 0; i < plan->data.count; i++) {
        const DataSet *data = plan->data.items[i];
        const Backup *full = find_full(data);
        const Scenario *scenario = g_hash_table_lookup(slowest, data);
        for (size_t j = 0; j < data->backups.count; j++)
            if (is_kind(data->backups.items[j], BACKUP_LOG))
                check_log(data, data->backups.items[j], full, scenario, diags);
    }
}

const Check check_log_retention_short = {
    .rule =
        {
            .id = "log-retention-short",
            .severity = SEVERITY_ERROR,
            .summary = "logs are not kept from one full backup until after the next, or until a "
                       "corruption is noticed",
            .remedy = "keep the logs for longer than two intervals of the full backup and than any "
                      "corruption goes unnoticed",
            .why = "A restore to a moment needs every log since the full backup below it; with one "
                   "missing, all that was written after it is lost.",
            .origin = "NIST SP 800-53 Rev. 5 CP-9 and CP-10(2); NIST SP 800-34 Rev. 1 3.4.2",
        },
    .run = log_retention_short,
};

/* The longest of all backups of DATA. */
static Keeping keeping_of_data(const DataSet *data)
{
    Keeping all = {.longest = NULL};
    for (size_t i = 0; i < data->backups.count; i++) {
        Keeping one = keeping_of(data->backups.items[i]);
        all.doubtful = all.doubtful || one.doubtful;
        if (one.longest != NULL)
            offer_keep(&all, one.longest);
    }
    return all;
}

static void report_unsaid(const DataSet *data, const DurationValue *limit, Diags *diags)
{
    Diag *diag = diags_add(diags, &check_retention_short.rule, subject_place(&data->entity),
                           "no backup of data set '%s' says how long it is kept, and at least %s "
                           "is asked for",
                           subject_id(&data->entity), limit->text);
    diag_note(diags, diag, limit->span, "`keep-least` of the library is %s", limit->text);
    diag_help(diags, diag, "add `keep:` to its backups");
}

static void retention_short(const CheckInput *input, Diags *diags)
{
    const DurationValue *limit = known_length(&input->library->limits.keep_least);
    for (size_t i = 0; limit != NULL && i < input->plan->data.count; i++) {
        const DataSet *data = input->plan->data.items[i];
        Keeping keeping = keeping_of_data(data);
        if (data->backups.count == 0 || keeping.doubtful || keeping.forever)
            continue;
        if (keeping.longest == NULL) {
            report_unsaid(data, limit, diags);
            continue;
        }
        if (duration_compare(keeping.longest->value, limit->value) >= 0)
            continue;
        Diag *diag = diags_add(diags, &check_retention_short.rule, keeping.longest->span,
                               "the oldest copy of data set '%s' is deleted sooner than the "
                               "library allows: %s < %s",
                               subject_id(&data->entity), keeping.longest->text, limit->text);
        diag_note(diags, diag, limit->span, "`keep-least` of the library is %s", limit->text);
        diag_help(diags, diag, "keep one of its backups for %s", limit->text);
    }
}

const Check check_retention_short = {
    .rule =
        {
            .id = "retention-short",
            .severity = SEVERITY_WARNING,
            .summary = "the copies of a data set are not kept for as long as the library asks",
            .remedy = "keep one backup of the data set for at least `keep-least`",
            .why = "What was damaged long ago, or what a court asks for, is no longer in any copy.",
            .origin = "NIST SP 800-53 Rev. 5 SI-12; NIST SP 800-34 Rev. 1 3.4.2",
        },
    .run = retention_short,
};

static void check_most(const DataSet *data, const Backup *backup, const DurationValue *limit,
                       Diags *diags)
{
    Keeping keeping = keeping_of(backup);
    if (keeping.longest == NULL || keeping.doubtful ||
        (!keeping.forever && duration_compare(keeping.longest->value, limit->value) <= 0))
        return;
    Diag *diag =
        diags_add(diags, &check_retention_long.rule, keeping.longest->span,
                  "'%s' of data set '%s' is kept for longer than the library allows: "
                  "%s > %s",
                  method_of(backup), subject_id(&data->entity), keeping.longest->text, limit->text);
    diag_note(diags, diag, limit->span, "`keep-most` of the library is %s", limit->text);
    diag_help(diags, diag, "delete the copies after %s at the latest", limit->text);
}

static void retention_long(const CheckInput *input, Diags *diags)
{
    const DurationValue *limit = known_length(&input->library->limits.keep_most);
    for (size_t i = 0; limit != NULL && i < input->plan->data.count; i++) {
        const DataSet *data = input->plan->data.items[i];
        for (size_t j = 0; j < data->backups.count; j++)
            check_most(data, data->backups.items[j], limit, diags);
    }
}

const Check check_retention_long = {
    .rule =
        {
            .id = "retention-long",
            .severity = SEVERITY_WARNING,
            .summary = "a backup is kept for longer than the library allows",
            .remedy = "delete copies after `keep-most` at the latest",
            .why = "Data that had to be deleted comes back with a restore, and a stolen archive "
                   "holds the years that nobody needed any more.",
            .origin = "NIST SP 800-53 Rev. 5 SI-12",
        },
    .run = retention_long,
};
