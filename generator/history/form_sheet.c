#include "history/history.h"

#include "model/calls.h"

#include <string.h>

#define BLANK "________"

/* One line of a comment: what could end it becomes a space. */
static void put_words(GString *out, const char *text)
{
    for (; text != NULL && *text != '\0'; text++)
        g_string_append_c(out, *text == '\n' || *text == '\t' ? ' ' : *text);
}

/* KEY with TEXT in quotes, or with a line to write on. */
static void put_value(GString *out, const char *key, const char *text)
{
    if (text == NULL) {
        g_string_append_printf(out, "%s: " BLANK "\n", key);
        return;
    }
    g_string_append_printf(out, "%s: '", key);
    for (; *text != '\0'; text++) {
        if (*text == '\'')
            g_string_append_c(out, '\'');
        g_string_append_c(out, *text == '\n' || *text == '\t' ? ' ' : *text);
    }
    g_string_append(out, "'\n");
}

static void put_head(const Runbook *runbook, GString *out)
{
    const Plan *plan = runbook->entity.plan;
    g_string_append(out, "# ");
    put_words(out, entity_name(&runbook->entity));
    g_string_append(out,
                    "\n"
                    "#\n"
                    "# A run on paper. Write on the lines, then type it in and take it into the\n"
                    "# history with `redbinder record FILE`. Where there is nothing to say leave\n"
                    "# the line as it is. Put a text with a colon or # in quotes.\n"
                    "# Times: 09:15 on the day of `date`; past midnight 2026-08-15 00:10.\n"
                    "form: 1\n");
    put_value(out, "plan", plan->id);
    put_value(out, "runbook", runbook->entity.id.text);
    put_value(out, "hash", runbook->hash);
    if (plan->version.text != NULL)
        put_value(out, "version", plan->version.text);
}

static void put_facts(const Runbook *runbook, GString *out)
{
    const Plan *plan = runbook->entity.plan;
    g_string_append(out, "\nkind: " BLANK "          # drill, incident or test\n");
    if (plan->exercises.count > 0) {
        g_string_append(out, "exercise: " BLANK "      # of a drill:");
        for (size_t i = 0; i < plan->exercises.count; i++) {
            g_string_append(out, i == 0 ? " " : ", ");
            put_words(out, plan->exercises.items[i]->entity.id.text);
        }
        g_string_append_c(out, '\n');
    }
    g_string_append(out, "incident: " BLANK "      # of an incident: its name\n"
                         "operator: " BLANK "      # who leads\n"
                         "\n"
                         "date: " BLANK "          # 2026-08-14\n"
                         "zone: " BLANK "          # of the clock it was read from; UTC when empty: +02:00\n"
                         "declared: " BLANK "      # the disaster or drill was declared\n"
                         "decided: " BLANK "       # the decision to recover was taken\n"
                         "started: " BLANK "       # work was begun\n");
}

/* The lines of one step; WAY is the ids of the calls that lead to it. */
static void put_step(const Step *step, const char *way, GString *out)
{
    g_string_append_printf(out, "  # %zu. ", step->number);
    put_words(out, entity_name(&step->entity));
    if (step->who.text != NULL) {
        g_string_append(out, ", ");
        put_words(out, step->who.target == NULL ? step->who.text : entity_name(step->who.target));
    }
    if (step->takes.known) {
        char words[DURATION_TEXT_SIZE];
        g_string_append_printf(out, " (%s)", duration_words(step->takes.value, words));
    }
    g_string_append_printf(out, "\n  - id: %s%s\n", way, step->entity.id.text);
    g_string_append(out, "    outcome: " BLANK "   # passed, failed or skipped\n"
                         "    start: " BLANK "\n"
                         "    end: " BLANK "\n"
                         "    by: " BLANK "        # initials\n");
    if (step->kind == STEP_DECIDE)
        g_string_append(out, "    answer: " BLANK "\n");
    g_string_append(out, "    note: " BLANK "\n");
}

static void put_steps(const Runbook *runbook, GString *out)
{
    g_autoptr(GArray) steps = calls_unfold(runbook);
    g_autoptr(GString) way = g_string_new(NULL);
    if (steps->len > 0)
        g_string_append(out, "\nsteps:\n");
    for (guint i = 0; i < steps->len; i++) {
        const CalledStep *called = &g_array_index(steps, CalledStep, i);
        const char *id = called->step->entity.id.text;
        if (id == NULL)
            continue;
        switch (called->kind) {
        case CALLED_STEP:
            put_step(called->step, way->str, out);
            break;
        case CALLED_OPEN:
            g_string_append_printf(way, "%s/", id);
            break;
        case CALLED_CLOSE:
            g_string_truncate(way, way->len - strlen(id) - 1);
            break;
        }
    }
}

void history_form(const Runbook *runbook, GString *out)
{
    put_head(runbook, out);
    put_facts(runbook, out);
    put_steps(runbook, out);
    g_string_append(out, "\nservice-back: " BLANK "  # the first good check of the service\n"
                         "verified: " BLANK "      # all is checked, normal work may go on\n"
                         "recovered-to: " BLANK "  # time of the newest data that was recovered\n"
                         "ended: " BLANK "\n"
                         "outcome: " BLANK "       # passed, failed or aborted\n"
                         "\n"
                         "findings:\n"
                         "  - text: " BLANK "      # what was shown to be wrong\n"
                         "    severity: " BLANK "  # low, medium, high or critical\n"
                         "    owner: " BLANK "\n"
                         "    due: " BLANK "       # 2026-09-30\n"
                         "notes:\n"
                         "  - " BLANK "\n");
}
