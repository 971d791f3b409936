#include "rules/chain_text.h"

#include "rules/subject.h"

enum {
    MOST_PARTS = 6, /* of a sum, written out */
    MOST_NOTES = 8,
};

const char *chain_length(int64_t seconds, char *buffer)
{
    return duration_format(duration_from_seconds(seconds), buffer);
}

static const Task *link_at(const Schedule *schedule, const GArray *chain, guint index)
{
    return &schedule->tasks[g_array_index(chain, size_t, index)];
}

char *chain_arithmetic(const Schedule *schedule, const GArray *chain)
{
    char length[DURATION_TEXT_SIZE];
    int64_t sum = 0;
    size_t count = 0;
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < chain->len; i++) {
        int64_t takes = link_at(schedule, chain, i)->takes;
        sum += takes;
        if (takes == 0)
            continue;
        if (count < MOST_PARTS)
            g_string_append_printf(text, "%s%s", count > 0 ? " + " : "",
                                   chain_length(takes, length));
        count++;
    }
    chain_length(sum, length);
    if (count > MOST_PARTS)
        return g_strdup_printf("%zu parts = %s", count, length);
    return count > 1 ? g_strdup_printf("%s = %s", text->str, length) : g_strdup(length);
}

char *chain_task_words(const Task *task)
{
    char length[DURATION_TEXT_SIZE];
    chain_length(task->takes, length);
    switch (task->kind) {
    case TASK_DETECT:
        return g_strdup_printf("detection (%s)", length);
    case TASK_DECIDE:
        return g_strdup_printf("the decision (%s)", length);
    case TASK_NOTIFY:
        return g_strdup_printf("notification (%s)", length);
    case TASK_RESPONSE:
        return g_strdup_printf("the response of vendor '%s' (%s)",
                               subject_id(task->step->who.target), length);
    case TASK_STEP:
        return g_strdup_printf("step '%s' (%s)", subject_id(&task->step->entity), length);
    case TASK_RESTORE:
        return g_strdup_printf("the restore of data set '%s' (%s)", subject_id(&task->data->entity),
                               length);
    }
    g_assert_not_reached();
}

/* "step 'mend' of runbook 'fix' takes 1h", and for whom it waited. */
static void note_step(const Task *task, bool staffed, Diag *diag, Diags *diags)
{
    char length[DURATION_TEXT_SIZE];
    char waited[DURATION_TEXT_SIZE];
    chain_length(task->takes, length);
    const char *id = subject_id(&task->step->entity);
    const char *runbook = subject_id(&task->runbook->entity);
    if (staffed && task->waited > 0 && task->who != NULL)
        diag_note(diags, diag, task->step->takes.span,
                  "step '%s' of runbook '%s' takes %s, and first waits %s for %s '%s'", id, runbook,
                  length, chain_length(task->waited, waited), entity_kind_word(task->who->kind),
                  subject_id(task->who));
    else
        diag_note(diags, diag, task->step->takes.span, "step '%s' of runbook '%s' takes %s", id,
                  runbook, length);
}

static void note_restore(const Task *task, Diag *diag, Diags *diags)
{
    char length[DURATION_TEXT_SIZE];
    char size[SIZE_TEXT_SIZE];
    chain_length(task->takes, length);
    size_words(task->data->size.value, size);
    const char *method = task->copy->method.text != NULL ? task->copy->method.text : "a backup";
    diag_note(diags, diag, task->copy->rate.span, "data set '%s' of %s is restored from '%s' in %s",
              subject_id(&task->data->entity), size, method, length);
}

static void note_link(const Task *task, bool staffed, Diag *diag, Diags *diags)
{
    char length[DURATION_TEXT_SIZE];
    chain_length(task->takes, length);
    switch (task->kind) {
    case TASK_DETECT:
        diag_note(diags, diag, task->estimate->span, "%s until it is noticed", length);
        return;
    case TASK_DECIDE:
        diag_note(diags, diag, task->estimate->span, "%s until it is declared", length);
        return;
    case TASK_NOTIFY:
        diag_note(diags, diag, task->estimate->span, "%s until those who recover are at work",
                  length);
        return;
    case TASK_RESPONSE:
        diag_note(diags, diag, task->estimate->span, "%s until vendor '%s' responds", length,
                  subject_id(task->step->who.target));
        return;
    case TASK_STEP:
        note_step(task, staffed, diag, diags);
        return;
    case TASK_RESTORE:
        note_restore(task, diag, diags);
        return;
    }
}

static int compare_lengths(const void *a, const void *b)
{
    const Task *first = *(const Task *const *)a;
    const Task *second = *(const Task *const *)b;
    if (first->takes != second->takes)
        return first->takes > second->takes ? -1 : 1;
    return first < second ? -1 : first > second;
}

void chain_notes(const Schedule *schedule, const GArray *chain, bool staffed, Diag *diag,
                 Diags *diags)
{
    g_autoptr(GPtrArray) longest = g_ptr_array_new();
    for (guint i = 0; i < chain->len; i++)
        if (link_at(schedule, chain, i)->takes > 0)
            g_ptr_array_add(longest, &schedule->tasks[g_array_index(chain, size_t, i)]);
    g_ptr_array_sort(longest, compare_lengths);
    const Task *shortest = longest->len > MOST_NOTES ? longest->pdata[MOST_NOTES - 1] : NULL;
    for (guint i = 0; i < chain->len; i++) {
        const Task *task = link_at(schedule, chain, i);
        if (task->takes > 0 && (shortest == NULL || compare_lengths(&task, &shortest) <= 0))
            note_link(task, staffed, diag, diags);
    }
}
