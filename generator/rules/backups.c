#include "rules/checks.h"
#include "rules/subject.h"

/*
 * How much of the newest data is lost when the last copy is all that is left: a copy taken
 * just before the next would have been, plus the time until it was finished and had arrived.
 */
typedef struct Loss {
    const Backup *best; /* NULL: none of the backups says how often it is made */
    Duration most;      /* lost with BEST */
    bool doubtful;      /* an interval could not be read, so there is no verdict */
} Loss;

static const char *backup_name(const Backup *backup)
{
    return backup->method.text != NULL ? backup->method.text : "(no method)";
}

static Duration backup_loss(const Backup *backup)
{
    Duration sum = duration_add(length_or_none(&backup->every), length_or_none(&backup->takes));
    return duration_add(sum, length_or_none(&backup->lag));
}

static Loss data_loss(const DataSet *data)
{
    Loss loss = {.best = NULL, .most = {0, 0}, .doubtful = false};
    for (size_t i = 0; i < data->backups.count; i++) {
        const Backup *backup = data->backups.items[i];
        if (backup->every.text == NULL)
            continue;
        if (known_length(&backup->every) == NULL) {
            loss.doubtful = true;
            continue;
        }
        Duration most = backup_loss(backup);
        if (loss.best == NULL || duration_compare(most, loss.most) < 0) {
            loss.best = backup;
            loss.most = most;
        }
    }
    return loss;
}

/* "1d + 20m = 1d20m"; what is nothing or not known is left out. Owned by the caller. */
static char *loss_arithmetic(const Loss *loss)
{
    const Backup *backup = loss->best;
    const DurationValue *parts[] = {&backup->every, &backup->takes, &backup->lag};
    g_autoptr(GString) text = g_string_new(NULL);
    size_t count = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (duration_approximate(length_or_none(parts[i])) == 0)
            continue;
        g_string_append_printf(text, "%s%s", count++ > 0 ? " + " : "", parts[i]->text);
    }
    char sum[DURATION_TEXT_SIZE];
    duration_format(loss->most, sum);
    if (count == 0)
        return g_strdup(sum);
    if (count > 1)
        g_string_append_printf(text, " = %s", sum);
    return g_strdup(text->str);
}

static void note_boundless(const DataSet *data, Diag *diag, Diags *diags)
{
    for (size_t i = 0; i < data->backups.count; i++) {
        const Backup *backup = data->backups.items[i];
        if (backup->every.text == NULL)
            diag_note(diags, diag, backup->method.span, "'%s' has no `every`, so it sets no bound",
                      backup_name(backup));
    }
}

static void help_interval(const DataSet *data, const Loss *loss, Diag *diag, Diags *diags)
{
    Duration rest =
        duration_add(length_or_none(&loss->best->takes), length_or_none(&loss->best->lag));
    int64_t room = duration_approximate(data->rpo.value) - duration_approximate(rest);
    char interval[DURATION_TEXT_SIZE];
    if (room > 0)
        diag_help(diags, diag,
                  "make '%s' more often than every %s, add a continuous backup, or raise `rpo`",
                  backup_name(loss->best), duration_format(duration_from_seconds(room), interval));
    else if (duration_approximate(rest) == 0)
        diag_help(diags, diag,
                  "no interval is short enough: add a backup with "
                  "`every: continuous`, or raise `rpo`");
    else
        diag_help(diags, diag,
                  "no interval of '%s' is short enough: shorten `takes` or `lag`, or raise `rpo`",
                  backup_name(loss->best));
}

static void report_loss(const DataSet *data, const Loss *loss, Diags *diags)
{
    g_autofree char *arithmetic = loss_arithmetic(loss);
    Diag *diag = diags_add(diags, &check_backup_interval_over_rpo.rule, data->rpo.span,
                           "data set '%s' can lose more than its recovery point objective: %s > %s",
                           subject_id(&data->entity), arithmetic, data->rpo.text);
    diag_note(diags, diag, loss->best->every.span, "'%s' is the best of its backups",
              backup_name(loss->best));
    note_boundless(data, diag, diags);
    help_interval(data, loss, diag, diags);
}

static void report_no_bound(const DataSet *data, Diags *diags)
{
    Diag *diag = diags_add(diags, &check_backup_interval_over_rpo.rule, data->rpo.span,
                           "data set '%s' can lose any amount, more than its recovery point "
                           "objective of %s: no backup says how often it is made",
                           subject_id(&data->entity), data->rpo.text);
    note_boundless(data, diag, diags);
    diag_help(diags, diag, "say with `every:` how often they are made, or `continuous`");
}

static void backup_interval_over_rpo(const CheckInput *input, Diags *diags)
{
    for (size_t i = 0; i < input->plan->data.count; i++) {
        const DataSet *data = input->plan->data.items[i];
        if (known_length(&data->rpo) == NULL || data->backups.count == 0)
            continue;
        Loss loss = data_loss(data);
        if (loss.doubtful)
            continue;
        if (loss.best == NULL)
            report_no_bound(data, diags);
        else if (duration_compare(loss.most, data->rpo.value) > 0)
            report_loss(data, &loss, diags);
    }
}

const Check check_backup_interval_over_rpo = {
    .rule =
        {
            .id = "backup-interval-over-rpo",
            .severity = SEVERITY_ERROR,
            .summary = "the best backup of a data set is made too rarely for its recovery point "
                       "objective",
            .remedy = "make a backup more often, or raise the data set's `rpo`",
            .why = "When the system fails just before the next copy is ready, everything "
                   "written since the last one is gone: more than the business was promised.",
            .origin = "NIST SP 800-34 Rev. 1 3.4.2; NIST SP 800-53 Rev. 5 CP-9",
        },
    .run = backup_interval_over_rpo,
};

static void backup_margin_zero(const CheckInput *input, Diags *diags)
{
    for (size_t i = 0; i < input->plan->data.count; i++) {
        const DataSet *data = input->plan->data.items[i];
        if (known_length(&data->rpo) == NULL)
            continue;
        Loss loss = data_loss(data);
        /* A continuous backup is all that can be done for an objective of 0. */
        if (loss.best == NULL || loss.doubtful || loss.best->every.word != DURATION_WORD_NONE ||
            duration_compare(loss.most, data->rpo.value) != 0)
            continue;
        g_autofree char *arithmetic = loss_arithmetic(&loss);
        Diag *diag = diags_add(diags, &check_backup_margin_zero.rule, loss.best->every.span,
                               "backup '%s' of data set '%s' leaves no margin to the recovery "
                               "point objective: %s = %s",
                               backup_name(loss.best), subject_id(&data->entity), arithmetic,
                               data->rpo.text);
        diag_note(diags, diag, data->rpo.span, "the recovery point objective is %s",
                  data->rpo.text);
    }
}

const Check check_backup_margin_zero = {
    .rule =
        {
            .id = "backup-margin-zero",
            .severity = SEVERITY_WARNING,
            .summary = "the interval of the best backup equals the recovery point objective",
            .remedy = "make the backup more often: one that fails or is late already breaks the "
                      "objective",
            .why = "A single job that fails, waits in a queue or runs long already loses more "
                   "than was promised, and nobody notices before the data is needed.",
            .origin = "NIST SP 800-34 Rev. 1 3.4.2; NIST SP 800-53 Rev. 5 CP-9",
        },
    .run = backup_margin_zero,
};

static void backup_missing(const CheckInput *input, Diags *diags)
{
    for (size_t i = 0; i < input->plan->data.count; i++) {
        const DataSet *data = input->plan->data.items[i];
        bool unreadable = (data->backups.span.source != NULL && data->backups.items == NULL) ||
                          data->no_backup.span.source != NULL;
        if (data->backups.count > 0 || unreadable || data->no_backup.text != NULL)
            continue;
        Diag *diag =
            diags_add(diags, &check_backup_missing.rule, subject_place(&data->entity),
                      "data set '%s' has no backup and no reason why", subject_id(&data->entity));
        if (known_length(&data->rpo) != NULL)
            diag_note(diags, diag, data->rpo.span, "at most %s of it may be lost", data->rpo.text);
    }
}

const Check check_backup_missing = {
    .rule =
        {
            .id = "backup-missing",
            .severity = SEVERITY_WARNING,
            .summary = "a data set is in no backup and no reason is given",
            .remedy = "add `backups:`, or say in `no-backup:` why none are made",
            .why = "What has no copy is gone with its disk, and the plan that recovers the "
                   "system around it recovers an empty one.",
            .origin = "AICPA TSC A1.2.7; NIST SP 800-53 Rev. 5 CP-9",
        },
    .run = backup_missing,
};
