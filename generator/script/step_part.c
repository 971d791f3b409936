#include "script/step_part.h"

#include "script/assignment.h"
#include "script/callers.h"
#include "script/expansion.h"
#include "script/script.h"
#include "script/shown.h"

#include <string.h>

/* Indentation and name of the assignments within the branch of a step. */
#define FIELD(name) "        rb_" name

enum {
    FILE_NAME_BYTES = 60,
    WAIT_LIMIT = 15 * 60, /* s, where a step that waits does not say how long */
    MOST_RETRIES = 1000,
};

/* What cannot be carried out as it is meant is left to a person. */
static const char *kind_word(const FlatStep *flat)
{
    const Step *step = flat->step;
    if (flat->closes)
        return "check";
    switch (step->kind) {
    case STEP_RUN:
        return step->run.text == NULL ? "manual" : "run";
    case STEP_WAIT:
        return step->wait.text == NULL ? "manual" : "wait";
    case STEP_DECIDE:
        return flat->ways == NULL ? "manual" : "decide";
    case STEP_CALL:
        return flat->last == 0 ? "manual" : "call";
    case STEP_CHECKLIST:
        return "checklist";
    case STEP_NOTIFY:
        return "notify";
    case STEP_MANUAL:
        return "manual";
    }
    g_assert_not_reached();
}

/* Commands: what is run, and what is shown of it where the two must differ. */
static void put_command(GString *out, const char *name, const char *shown_name, const char *text)
{
    assign_exact(out, name, text);
    if (text != NULL && !shown_is_plain(text))
        assign_text(out, shown_name, text);
}

static void put_checklist(const Step *step, GString *text)
{
    for (size_t i = 0; i < step->checklist.count; i++) {
        const CheckItem *item = step->checklist.items[i];
        g_string_append(text, "[ ] ");
        shown_line(text, item->text.text == NULL ? "" : item->text.text);
        g_string_append_c(text, '\n');
        for (size_t j = 0; j < item->items.count; j++) {
            g_string_append(text, "    [ ] ");
            shown_line(text, item->items.items[j]->text);
            g_string_append_c(text, '\n');
        }
    }
}

static void put_message(const Entity *target, GString *text)
{
    const Message *message = (const Message *)target;
    g_string_append(text, "\nMessage: ");
    shown_line(text, entity_name(target));
    if (message->subject.text != NULL) {
        g_string_append(text, "\nSubject: ");
        shown_line(text, message->subject.text);
    }
    if (message->body.text != NULL)
        g_string_append_printf(text, "\n\n%s", message->body.text);
}

static void put_notice(const Step *step, GString *text)
{
    g_string_append(text, "Tell: ");
    for (size_t i = 0; i < step->notify.count; i++) {
        g_string_append(text, i == 0 ? "" : ", ");
        shown_line(text, step->notify.items[i]->text);
    }
    const Entity *target = step->message.target;
    if (target != NULL && target->kind == ENTITY_MESSAGE)
        put_message(target, text);
    else if (step->message.text != NULL)
        g_string_append_printf(text, "\nMessage: %s", step->message.text);
}

static void put_call(const FlatStep *flat, GString *text)
{
    const Ref *call = &flat->step->call;
    const char *name = call->target == NULL ? call->text : entity_name(call->target);
    g_string_append(text, flat->last == 0 ? "Carry out the runbook: " : "The runbook follows: ");
    shown_line(text, name == NULL ? "" : name);
}

static const char *or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

/* What a person has to do in a step that is not a command. */
static void put_task(const FlatStep *flat, GString *out)
{
    const Step *step = flat->step;
    g_autoptr(GString) text = g_string_new(NULL);
    switch (step->kind) {
    case STEP_RUN:
    case STEP_WAIT:
    case STEP_MANUAL:
        g_string_append(text, or_empty(step->manual.text));
        break;
    case STEP_DECIDE:
        g_string_append(text, or_empty(step->decide.text));
        break;
    case STEP_CALL:
        put_call(flat, text);
        break;
    case STEP_CHECKLIST:
        put_checklist(step, text);
        break;
    case STEP_NOTIFY:
        put_notice(step, text);
        break;
    }
    if (text->len > 0 && !flat->closes)
        assign_text(out, FIELD("task"), text->str);
}

/* Three lists, one choice a line: what is answered, when, and the number of the step that
 * follows. */
static void put_choices(const FlatStep *flat, GString *out)
{
    if (flat->ways == NULL)
        return;
    g_autoptr(GString) answers = g_string_new(NULL);
    g_autoptr(GString) abouts = g_string_new(NULL);
    g_autoptr(GString) ways = g_string_new(NULL);
    for (size_t i = 0; i < flat->step->choices.count; i++) {
        const Choice *choice = flat->step->choices.items[i];
        shown_line(answers, or_empty(choice->answer.text));
        g_string_append_c(answers, '\n');
        shown_line(abouts, or_empty(choice->about.text));
        g_string_append_c(abouts, '\n');
        g_string_append_printf(ways, "%zu\n", flat->ways[i]);
    }
    assign_exact(out, FIELD("choices"), answers->str);
    assign_exact(out, FIELD("abouts"), abouts->str);
    assign_exact(out, FIELD("ways"), ways->str);
}

/* A doubtful `confirm` asks: an unreadable plan must not run more than a readable one. */
static bool wants_confirmation(const Step *step)
{
    const BoolValue *confirm = &step->confirm;
    return confirm->text != NULL && (!confirm->known || confirm->value);
}

static const char *irreversible_reason(const Step *step)
{
    const char *reason = step->irreversible.text;
    return reason == NULL || *reason != '\0' ? reason : "it cannot be undone";
}

static const char *who_name(const Ref *who)
{
    return who->target == NULL ? who->text : entity_name(who->target);
}

/* Whom to ring up, for those who do a step are not always in the room. */
static void put_call_line(const Ref *who, GString *out)
{
    g_autoptr(GString) line = g_string_new(NULL);
    caller_line(who->target, line);
    if (line->len > 0)
        assign_exact(out, FIELD("call"), line->str);
}

static void put_target(const char *target, const Needs *needs, GString *out)
{
    if (target == NULL)
        return;
    g_autoptr(GString) shown = g_string_new(NULL);
    shown_line(shown, target);
    assign_exact(out, FIELD("target_shown"), shown->str);
    g_string_append(out, FIELD("target="));
    expansion(out, shown->str, needs);
    g_string_append_c(out, '\n');
}

static void put_failure(const FlatStep *flat, GString *out)
{
    const char *word = NULL;
    if (flat->failure_go > 0)
        word = "go";
    else if (flat->on_failure == ON_FAILURE_CONTINUE)
        word = "continue";
    else if (flat->on_failure == ON_FAILURE_ROLL_BACK)
        word = "roll-back";
    assign_exact(out, FIELD("on_failure"), word);
    if (flat->failure_go > 0)
        g_string_append_printf(out, FIELD("go=%zu\n"), flat->failure_go);
}

static void put_tags(const TextList *tags, GString *out)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < tags->count; i++) {
        g_string_append(text, i == 0 ? "" : ", ");
        shown_line(text, or_empty(tags->items[i]->text));
    }
    if (text->len > 0)
        assign_exact(out, FIELD("tags"), text->str);
}

static void put_flag(GString *out, const char *name, const BoolValue *flag)
{
    assign_exact(out, name, flag->known && flag->value ? "yes" : NULL);
}

static void put_tries(const Step *step, const char *kind, GString *out)
{
    const NumberValue *retries = &step->retries;
    if (retries->text != NULL && retries->known && retries->value >= 1)
        g_string_append_printf(out, FIELD("retries=%d\n"), (int)MIN(retries->value, MOST_RETRIES));
    assign_seconds(out, FIELD("interval"), &step->interval);
    gsize start = out->len;
    assign_words(out, FIELD("limit_words"), &step->timeout);
    assign_seconds(out, FIELD("limit"), &step->timeout);
    if (out->len == start && strcmp(kind, "wait") == 0)
        g_string_append_printf(out, FIELD("limit_words='15 min'\n") FIELD("limit=%d\n"),
                               WAIT_LIMIT);
}

/* What is run before a step, in it and behind it; a call is verified by the step that closes it. */
static void put_commands(const FlatStep *flat, const char *kind, GString *out)
{
    const Step *step = flat->step;
    if (strcmp(kind, "run") == 0)
        put_command(out, FIELD("run"), FIELD("run_shown"), step->run.text);
    else if (strcmp(kind, "wait") == 0)
        put_command(out, FIELD("run"), FIELD("run_shown"), step->wait.text);
    if (strcmp(kind, "call") != 0) {
        put_command(out, FIELD("verify"), FIELD("verify_shown"), step->verify.text);
        put_flag(out, FIELD("business"), &step->business_check);
    }
    if (flat->closes)
        return;
    put_command(out, FIELD("unless"), FIELD("unless_shown"), step->unless.text);
    put_command(out, FIELD("require"), FIELD("require_shown"), step->require.text);
    put_command(out, FIELD("rollback"), FIELD("rollback_shown"), step->rollback.text);
}

/* "03-call.inner", as part of a file name. */
static void put_file_name(const FlatStep *flat, GString *out)
{
    g_autoptr(GString) name = g_string_new(NULL);
    g_string_printf(name, "%02zu-%s", flat->number, flat->label);
    g_string_truncate(name, MIN(name->len, FILE_NAME_BYTES));
    for (char *at = name->str; *at != '\0'; at++)
        if (*at == '/')
            *at = '.';
        else if (!g_ascii_isalnum(*at) && strchr("-_.", *at) == NULL)
            *at = '_';
    assign_exact(out, FIELD("file"), name->str);
}

void step_part(const FlatStep *flat, const Needs *needs, GString *out)
{
    const Step *step = flat->step;
    const char *kind = kind_word(flat);
    g_string_append_printf(out, "    %zu)\n", flat->number);
    assign_exact(out, FIELD("id"), flat->label);
    assign_line(out, FIELD("step_title"), entity_name(&step->entity));
    assign_exact(out, FIELD("kind"), kind);
    put_file_name(flat, out);
    assign_line(out, FIELD("who"), who_name(&flat->who));
    put_call_line(&flat->who, out);
    assign_line(out, FIELD("where"), step->where.text);
    put_tags(flat->tags, out);
    if (!flat->closes) {
        assign_words(out, FIELD("takes"), &step->takes);
        assign_seconds(out, FIELD("planned"), &step->takes);
        assign_line(out, FIELD("irreversible"), irreversible_reason(step));
        put_target(step->target.text, needs, out);
        assign_exact(out, FIELD("confirm"), wants_confirmation(step) ? "yes" : NULL);
        put_flag(out, FIELD("interactive"), &step->interactive);
        assign_text(out, FIELD("note"), step->note.text);
    }
    put_flag(out, FIELD("idempotent"), &step->idempotent);
    put_failure(flat, out);
    put_tries(step, kind, out);
    put_task(flat, out);
    put_choices(flat, out);
    if (strcmp(kind, "call") == 0)
        g_string_append_printf(out, FIELD("span=%zu\n"), flat->last);
    put_commands(flat, kind, out);
    if (strcmp(kind, "call") != 0)
        assign_line(out, FIELD("expect"), step->expect.text);
    g_string_append(out, "        ;;\n");
}
