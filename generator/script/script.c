#include "script/script.h"

#include "script/assignment.h"
#include "script/shown.h"
#include "script/step_part.h"

#include <string.h>

/* A comment; the label keeps a hostile TEXT from reading as a directive to some tool. */
static void put_comment(GString *out, const char *label, const char *text)
{
    g_string_append_printf(out, "# %s: ", label);
    shown_line(out, text);
    g_string_append_c(out, '\n');
}

static const char *or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

static const char *plan_id(const Runbook *runbook)
{
    const Plan *plan = runbook->entity.plan;
    return plan == NULL || plan->id == NULL ? "plan" : plan->id;
}

static const char *plan_title(const Runbook *runbook)
{
    const Plan *plan = runbook->entity.plan;
    return plan == NULL || plan->title.text == NULL ? plan_id(runbook) : plan->title.text;
}

static void put_head(const Runbook *runbook, const ScriptOrigin *origin, GString *out)
{
    g_string_append(out, "#!/bin/sh\n");
    put_comment(out, "Runbook", entity_name(&runbook->entity));
    put_comment(out, "Plan", plan_title(runbook));
    put_comment(out, "SHA-256 of its source", or_empty(runbook->hash));
    put_comment(out, "As of", origin->as_of);
    put_comment(out, "Made by", origin->generator);
    g_string_append(out, "# Change the plan, not this file. Begin with --help or --dry-run.\n");
    g_string_append_c(out, '\n');
}

/* "plan-runbook" as part of a file name: anything doubtful becomes '_'. */
static void put_file_name(const Runbook *runbook, GString *out)
{
    g_autoptr(GString) name = g_string_new(plan_id(runbook));
    g_string_append_printf(name, "-%s", or_empty(runbook->entity.id.text));
    for (char *at = name->str; *at != '\0'; at++)
        if (!g_ascii_isalnum(*at) && strchr("-_.", *at) == NULL)
            *at = '_';
    assign_exact(out, "rb_name", name->str);
}

/* TEXTS, one a line. */
static void put_lines(GString *out, const char *name, const TextList *texts)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    for (size_t i = 0; i < texts->count; i++) {
        g_string_append(lines, i == 0 ? "- " : "\n- ");
        shown_line(lines, or_empty(texts->items[i]->text));
    }
    assign_exact(out, name, lines->str);
}

static void put_access(GString *out, const char *name, const RunbookNeeds *needs)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    for (size_t i = 0; i < needs->access.count; i++) {
        g_string_append(lines, i == 0 ? "- " : "\n- ");
        shown_line(lines, or_empty(needs->access.items[i]->about.text));
    }
    assign_exact(out, name, lines->str);
}

/* What is back after the runbook, and whether data belong to it. */
static void put_recovers(const Runbook *runbook, GString *out)
{
    g_autoptr(GString) ids = g_string_new(NULL);
    bool data = false;
    for (size_t i = 0; i < runbook->recovers.count; i++) {
        const Ref *ref = runbook->recovers.items[i];
        g_string_append(ids, i == 0 ? "" : ", ");
        shown_line(ids, or_empty(ref->text));
        data = data || (ref->target != NULL && ref->target->kind == ENTITY_DATA);
    }
    assign_exact(out, "rb_recovers", ids->str);
    assign_exact(out, "rb_recovers_data", data ? "yes" : "");
}

static void put_exercises(const Runbook *runbook, GString *out)
{
    g_autoptr(GString) ids = g_string_new(NULL);
    const Plan *plan = runbook->entity.plan;
    for (size_t i = 0; plan != NULL && i < plan->exercises.count; i++) {
        if (plan->exercises.items[i]->entity.id.text == NULL)
            continue;
        g_string_append_c(ids, ' ');
        shown_line(ids, plan->exercises.items[i]->entity.id.text);
    }
    assign_exact(out, "rb_exercises", ids->str);
}

static void put_facts(const Runbook *runbook, const ScriptOrigin *origin, GString *out)
{
    g_autofree char *hash = g_strndup(or_empty(runbook->hash), SHORT_HASH);
    Duration estimate = runbook_estimate(runbook);
    char words[DURATION_TEXT_SIZE];
    bool estimated = duration_approximate(estimate) > 0;

    put_file_name(runbook, out);
    assign_line(out, "rb_plan", plan_id(runbook));
    assign_line(out, "rb_plan_title", plan_title(runbook));
    assign_line(out, "rb_runbook", or_empty(runbook->entity.id.text));
    assign_line(out, "rb_title", entity_name(&runbook->entity));
    assign_exact(out, "rb_hash", or_empty(runbook->hash));
    assign_exact(out, "rb_short_hash", hash);
    assign_line(out, "rb_as_of", origin->as_of);
    assign_line(out, "rb_generator", origin->generator);
    assign_line(out, "rb_trigger", or_empty(runbook->trigger.text));
    put_lines(out, "rb_stop_when", &runbook->stop_when);
    put_access(out, "rb_access", &runbook->needs);
    put_recovers(runbook, out);
    put_exercises(runbook, out);
    g_string_append(out, "rb_rto=\nrb_rto_words=\n");
    assign_seconds(out, "rb_rto", &runbook->rto);
    assign_words(out, "rb_rto_words", &runbook->rto);
    assign_exact(out, "rb_estimate", estimated ? duration_words(estimate, words) : "");
    g_string_append_printf(out, "rb_count=%zu\n", runbook->steps.count);
}

/* The engine evaluates the name, so nothing but a name may reach it; rb_ is its own. */
static bool is_variable_name(const char *name)
{
    if ((!g_ascii_isalpha(*name) && *name != '_') || g_str_has_prefix(name, "rb_"))
        return false;
    for (; *name != '\0'; name++)
        if (!g_ascii_isalnum(*name) && *name != '_')
            return false;
    return true;
}

/* A call `need what 'first' 'second' 'third'` in the body of `needs`; the last two optional. */
static void put_need(GString *out, const char *what, const char *first, const char *second,
                     const char *third)
{
    const char *const words[] = {first, second, third};
    g_string_append_printf(out, "    need %s", what);
    for (size_t i = 0; i < G_N_ELEMENTS(words) && words[i] != NULL; i++) {
        g_string_append_c(out, ' ');
        shell_quote(out, words[i]);
    }
    g_string_append_c(out, '\n');
}

static void put_variable(const EnvVariable *variable, GString *out)
{
    const char *name = or_empty(variable->name.text);
    g_autoptr(GString) about = g_string_new(NULL);
    shown_line(about, or_empty(variable->about.text));
    if (!is_variable_name(name)) {
        g_autoptr(GString) shown = g_string_new(NULL);
        shown_line(shown, name);
        put_need(out, "nonsense", shown->str, NULL, NULL);
        return;
    }
    bool open =
        variable->secret.text == NULL || (variable->secret.known && !variable->secret.value);
    put_need(out, open ? "variable" : "secret", name, about->str, variable->fallback.text);
}

static void put_needs(const RunbookNeeds *needs, GString *out)
{
    g_string_append(out, "\nneeds() {\n    need clock\n");
    for (size_t i = 0; i < needs->tools.count; i++) {
        const char *tool = needs->tools.items[i]->text;
        if (tool != NULL && *tool != '\0')
            put_need(out, "tool", tool, NULL, NULL);
    }
    for (size_t i = 0; i < needs->env.count; i++)
        put_variable(needs->env.items[i], out);
    g_string_append(out, "}\n");
}

static void put_steps(const Runbook *runbook, GString *out)
{
    g_string_append(out, "\nstep() {\n    case $1 in\n");
    for (size_t i = 0; i < runbook->steps.count; i++)
        step_part(runbook->steps.items[i], out);
    g_string_append(out, "    *) return 1 ;;\n    esac\n}\n\n");
}

void script_write(const Runbook *runbook, const ScriptOrigin *origin, const char *engine,
                  GString *out)
{
    put_head(runbook, origin, out);
    put_facts(runbook, origin, out);
    put_needs(&runbook->needs, out);
    put_steps(runbook, out);
    g_string_append(out, engine);
}
