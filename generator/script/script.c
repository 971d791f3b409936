#include "script/script.h"

#include "script/assignment.h"
#include "script/callers.h"
#include "script/flat.h"
#include "script/needs.h"
#include "script/shown.h"
#include "script/step_part.h"
#include "script/tags.h"

#include <string.h>

/* Stands at the end of the head, in which no other line can begin like this. */
#define SELF_LINE "\nrb_self="

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

static const char *plan_version(const Runbook *runbook)
{
    const Plan *plan = runbook->entity.plan;
    return plan == NULL ? "" : or_empty(plan->version.text);
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
    g_string_append(out, SELF_LINE "\n");
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
    assign_line(out, "rb_version", plan_version(runbook));
    assign_line(out, "rb_commit", or_empty(origin->commit));
    assign_line(out, "rb_as_of", origin->as_of);
    assign_line(out, "rb_generator", origin->generator);
    assign_line(out, "rb_trigger", or_empty(runbook->trigger.text));
    put_lines(out, "rb_stop_when", &runbook->stop_when);
    put_lines(out, "rb_abort_when", &runbook->abort_when);
    put_recovers(runbook, out);
    put_exercises(runbook, out);
    g_string_append(out, "rb_rto=\nrb_rto_words=\n");
    assign_seconds(out, "rb_rto", &runbook->rto);
    assign_words(out, "rb_rto_words", &runbook->rto);
    assign_exact(out, "rb_estimate", estimated ? duration_words(estimate, words) : "");
}

/* A function that finds the number of a step by its id. */
static void put_numbers(const FlatRunbook *flat, GString *out)
{
    g_string_append(out, "\nnumber_of() {\n    case $1 in\n");
    for (guint i = 0; i < flat->steps->len; i++) {
        const FlatStep *step = g_ptr_array_index(flat->steps, i);
        g_string_append(out, "    ");
        shell_quote(out, step->label);
        g_string_append_printf(out, ") rb_number=%zu ;;\n", step->number);
    }
    g_string_append(out, "    *) return 1 ;;\n    esac\n}\n");
}

/* Steps that do not simply wait for the one before: number, then what each waits for. */
static void put_ties(const FlatRunbook *flat, GString *out)
{
    g_autoptr(GString) ties = g_string_new(NULL);
    for (guint i = 0; i < flat->steps->len; i++) {
        const FlatStep *step = g_ptr_array_index(flat->steps, i);
        if (!step->is_tied)
            continue;
        g_string_append_printf(ties, "%zu", step->number);
        for (guint j = 0; j < step->after->len; j++)
            g_string_append_printf(ties, " %zu", g_array_index(step->after, size_t, j));
        g_string_append_c(ties, '\n');
    }
    assign_exact(out, "rb_ties", ties->str);
}

/* The runbooks that are called, each with its hash. */
static void put_called(const FlatRunbook *flat, GString *out)
{
    g_autoptr(GString) called = g_string_new(NULL);
    for (guint i = 0; i < flat->called->len; i++) {
        const Runbook *runbook = g_ptr_array_index(flat->called, i);
        g_string_append(called, i == 0 ? "" : ", ");
        shown_line(called, or_empty(runbook->entity.id.text));
        g_string_append_printf(called, " %.*s", SHORT_HASH, or_empty(runbook->hash));
    }
    assign_exact(out, "rb_called", called->str);
}

static void put_callers(const Runbook *runbook, GString *out)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    callers(runbook->entity.plan, lines);
    assign_exact(out, "rb_callers", lines->str);
}

/* A function of a few steps each: a `case` over all of them would be searched from its top. */
enum { STEPS_TOGETHER = 25 };

static void put_groups(size_t count, GString *out)
{
    g_string_append_printf(out, "step() {\n    case $((($1 - 1) / %d)) in\n", STEPS_TOGETHER);
    for (size_t group = 0; group * STEPS_TOGETHER < count; group++)
        g_string_append_printf(out, "    %zu) steps_%zu \"$1\" ;;\n", group, group);
    g_string_append(out, "    *) return 1 ;;\n    esac\n}\n\n");
}

static void put_steps(const FlatRunbook *flat, const Needs *needs, GString *out)
{
    for (guint i = 0; i < flat->steps->len; i++) {
        if (i % STEPS_TOGETHER == 0)
            g_string_append_printf(out, "\nsteps_%u() {\n    case $1 in\n", i / STEPS_TOGETHER);
        step_part(g_ptr_array_index(flat->steps, i), needs, out);
        if ((i + 1) % STEPS_TOGETHER == 0 || i + 1 == flat->steps->len)
            g_string_append(out, "    *) return 1 ;;\n    esac\n}\n");
    }
    g_string_append_c(out, '\n');
    put_groups(flat->steps->len, out);
}

void script_write(const Runbook *runbook, const ScriptOrigin *origin, const char *engine,
                  GString *out)
{
    g_autoptr(FlatRunbook) flat = flat_new(runbook);
    g_autoptr(Needs) needs = needs_new(flat);
    put_head(runbook, origin, out);
    put_facts(runbook, origin, out);
    g_string_append_printf(out, "rb_count=%u\n", flat->steps->len);
    put_ties(flat, out);
    tags_part(flat, out);
    put_called(flat, out);
    put_callers(runbook, out);
    needs_part(needs, out);
    put_numbers(flat, out);
    put_steps(flat, needs, out);
    g_string_append(out, engine);
}

void script_seal(GString *script, const char *hex)
{
    const char *line = strstr(script->str, SELF_LINE);
    if (line != NULL)
        g_string_insert(script, line - script->str + (gssize)strlen(SELF_LINE), hex);
}
