#include "script/step_part.h"

#include "script/assignment.h"
#include "script/shown.h"

/* Indentation and name of the assignments within the branch of a step. */
#define FIELD(name) "        rb_" name

static const char *kind_word(StepKind kind)
{
    switch (kind) {
    case STEP_MANUAL:
        return "manual";
    case STEP_RUN:
        return "run";
    case STEP_CHECKLIST:
        return "checklist";
    case STEP_NOTIFY:
        return "notify";
    case STEP_DECIDE:
    case STEP_WAIT:
    case STEP_CALL:
        return "manual"; /* told as a task until the engine knows them */
    }
    g_assert_not_reached();
}

void step_label(const Step *step, GString *out)
{
    gsize start = out->len;
    if (step->entity.id.text != NULL)
        shown_line(out, step->entity.id.text);
    if (out->len == start)
        g_string_append_printf(out, "%zu", step->number);
}

/* A command: what is run, and what is shown of it where the two must differ. */
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

/* What a person has to do in a step that is not a command. */
static void put_task(const Step *step, GString *out)
{
    g_autoptr(GString) text = g_string_new(NULL);
    switch (step->kind) {
    case STEP_RUN:
    case STEP_MANUAL:
        g_string_append(text, step->manual.text == NULL ? "" : step->manual.text);
        break;
    case STEP_CHECKLIST:
        put_checklist(step, text);
        break;
    case STEP_NOTIFY:
        put_notice(step, text);
        break;
    case STEP_DECIDE:
        g_string_append(text, step->decide.text == NULL ? "" : step->decide.text);
        break;
    case STEP_WAIT:
        g_string_append(text, step->wait.text == NULL ? "" : step->wait.text);
        break;
    case STEP_CALL:
        g_string_append(text, step->call.text == NULL ? "" : step->call.text);
        break;
    }
    if (text->len > 0)
        assign_text(out, FIELD("task"), text->str);
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

static const char *who_name(const Step *step)
{
    return step->who.target == NULL ? step->who.text : entity_name(step->who.target);
}

void step_part(const Step *step, GString *out)
{
    g_autoptr(GString) label = g_string_new(NULL);
    step_label(step, label);
    bool has_command = step->kind == STEP_RUN && step->run.text != NULL;
    bool goes_on = step->on_failure.text != NULL && step->on_failure.index == ON_FAILURE_CONTINUE;

    g_string_append_printf(out, "    %zu)\n", step->number);
    assign_exact(out, FIELD("id"), label->str);
    assign_line(out, FIELD("step_title"), entity_name(&step->entity));
    assign_exact(out, FIELD("kind"),
                 step->kind == STEP_RUN && !has_command ? "manual" : kind_word(step->kind));
    assign_line(out, FIELD("who"), who_name(step));
    assign_line(out, FIELD("where"), step->where.text);
    assign_words(out, FIELD("takes"), &step->takes);
    assign_words(out, FIELD("limit_words"), &step->timeout);
    assign_seconds(out, FIELD("limit"), &step->timeout);
    assign_line(out, FIELD("irreversible"), irreversible_reason(step));
    assign_exact(out, FIELD("confirm"), wants_confirmation(step) ? "yes" : NULL);
    assign_exact(out, FIELD("goes_on"), goes_on ? "yes" : NULL);
    assign_text(out, FIELD("note"), step->note.text);
    put_task(step, out);
    if (has_command)
        put_command(out, FIELD("run"), FIELD("run_shown"), step->run.text);
    put_command(out, FIELD("verify"), FIELD("verify_shown"), step->verify.text);
    assign_line(out, FIELD("expect"), step->expect.text);
    assign_text(out, FIELD("rollback"), step->rollback.text);
    g_string_append(out, "        ;;\n");
}
