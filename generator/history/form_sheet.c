#include "history/history.h"

#include "history/form_text.h"
#include "model/calls.h"

#include <string.h>

static void put_head(const Runbook *runbook, GString *out)
{
    const Plan *plan = runbook->entity.plan;
    g_string_append(out, "# ");
    form_put_words(out, entity_name(&runbook->entity));
    g_string_append(out, "\n"
                         "#\n"
                         "# A run on paper.\n" FORM_HEAD
                         "# Times: 09:15 on the day of `date`; past midnight 2026-08-15 00:10.\n"
                         "form: 1\n");
    form_put_value(out, "plan", plan->id);
    form_put_value(out, "runbook", runbook->entity.id.text);
    form_put_value(out, "hash", runbook->hash);
    if (plan->version.text != NULL)
        form_put_value(out, "version", plan->version.text);
}

/* TEXT, and the ids of a list behind it, as a hint for KEY. */
static void put_choice(GString *out, const char *key, const char *text, const GPtrArray *ids)
{
    g_autoptr(GString) hint = g_string_new(text);
    for (guint i = 0; i < ids->len; i++)
        g_string_append_printf(hint, "%s%s", i == 0 ? ": " : ", ", (const char *)ids->pdata[i]);
    form_put_blank(out, "", key, hint->str);
}

/* A line for KEY with the ids that PLAN has of KINDS; none when it has none. */
static void put_ids(const Plan *plan, unsigned kinds, const char *key, const char *text,
                    GString *out)
{
    g_autoptr(GPtrArray) ids = plan_ids(plan, kinds);
    if (ids->len > 0)
        put_choice(out, key, text, ids);
}

static void put_facts(const Runbook *runbook, GString *out)
{
    const Plan *plan = runbook->entity.plan;
    g_string_append_c(out, '\n');
    form_put_blank(out, "", "kind", "drill, incident or test");
    put_ids(plan, ENTITY_BIT(ENTITY_EXERCISE), "exercise", "of a drill", out);
    form_put_blank(out, "", "type", "of a drill that is no exercise: tabletop, restore, ...");
    form_put_blank(out, "", "incident", "of an incident: its name");
    put_ids(plan, ENTITY_BIT(ENTITY_SCENARIO), "scenario", "what was played or happened", out);
    put_ids(plan, ENTITY_BIT(ENTITY_SERVICE) | ENTITY_BIT(ENTITY_DATA), "services",
            "what it was about, with commas", out);
    put_ids(plan, ENTITY_BIT(ENTITY_SITE), "site", "where the service came back", out);
    form_put_blank(out, "", "backup", "name of the set of copies that was restored");
    form_put_blank(out, "", "checksum", "of that set: passed or failed");
    form_put_blank(out, "", "operator", "who leads");
    form_put_blank(out, "", "observer", "who watches and judges, and takes no part");
    g_string_append(out, "participants:\n"
                         "  - " FORM_BLANK "             # Maria Silva (incident lead)\n"
                         "  - " FORM_BLANK "\n\n");
    form_put_blank(out, "", "date", "2026-08-14");
    form_put_blank(out, "", "zone", "of the clock it was read from; UTC when empty: +02:00");
    form_put_blank(out, "", "declared", "the disaster or drill was declared");
    form_put_blank(out, "", "decided", "the decision to recover was taken");
    form_put_blank(out, "", "started", "work was begun");
}

/* The lines of one step; WAY is the ids of the calls that lead to it. */
static void put_step(const Step *step, const char *way, GString *out)
{
    g_string_append_printf(out, "  # %zu. ", step->number);
    form_put_words(out, entity_name(&step->entity));
    if (step->who.text != NULL) {
        g_string_append(out, ", ");
        form_put_words(out,
                       step->who.target == NULL ? step->who.text : entity_name(step->who.target));
    }
    if (step->takes.known) {
        char words[DURATION_TEXT_SIZE];
        g_string_append_printf(out, " (%s)", duration_words(step->takes.value, words));
    }
    g_string_append_printf(out, "\n  - id: %s%s\n", way, step->entity.id.text);
    g_string_append(out, "    outcome: " FORM_BLANK "   # passed, failed or skipped\n"
                         "    start: " FORM_BLANK "\n"
                         "    end: " FORM_BLANK "\n"
                         "    by: " FORM_BLANK "        # initials\n");
    if (step->kind == STEP_DECIDE)
        g_string_append(out, "    answer: " FORM_BLANK "\n");
    g_string_append(out, "    note: " FORM_BLANK "\n");
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
    g_string_append(out,
                    "\nservice-back: " FORM_BLANK "  # the first good check of the service\n"
                    "verified: " FORM_BLANK "      # all is checked, normal work may go on\n"
                    "recovered-to: " FORM_BLANK "  # time of the newest data that was recovered\n"
                    "ended: " FORM_BLANK "\n"
                    "outcome: " FORM_BLANK "       # passed, failed or aborted\n"
                    "\n"
                    "findings:\n"
                    "  - text: " FORM_BLANK "      # what was shown to be wrong\n"
                    "    severity: " FORM_BLANK "  # low, medium, high or critical\n"
                    "    owner: " FORM_BLANK "\n"
                    "    due: " FORM_BLANK "       # 2026-09-30\n"
                    "    closed: " FORM_BLANK "    # an older one: the day on which it was\n"
                    "    commit: " FORM_BLANK "    # the change that closed it\n"
                    "    retest: " FORM_BLANK "    # id of the run that showed it\n"
                    "notes:\n"
                    "  - " FORM_BLANK "\n");
}
