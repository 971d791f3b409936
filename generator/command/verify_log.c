#include "command/verify_log.h"

#include "base/file.h"
#include "command/verify_rules.h"

enum { MAX_FILE = 16 * 1024 * 1024 };

bool log_judge(const char *path, GPtrArray *sources, LogVerdict *verdict, Diags *diags)
{
    size_t length = 0;
    char *text = file_read(path, MAX_FILE, &length, diags);
    if (text == NULL)
        return false;
    Source *source = source_new_take(path, text, length);
    g_ptr_array_add(sources, source);
    if (!log_verify_knows(source)) {
        diags_add(diags, &rule_file_unverifiable, (Span){source, 0, 0},
                  "this is no run log and no PDF: nothing in it could be verified");
        return false;
    }
    g_autofree char *folder = g_path_get_dirname(path);
    return log_verify(source, folder, verdict, diags);
}

static uint32_t broken_line(const SealCheck *seal)
{
    return seal->fault.source == NULL ? 0
                                      : source_place(seal->fault.source, seal->fault.offset).line;
}

static void say_count(GString *out, size_t count, const char *what)
{
    g_string_append_printf(out, "%zu %s%s", count, what, count == 1 ? "" : "s");
}

static void say_outputs(const LogOutputs *outputs, GString *out)
{
    size_t all = outputs->n_whole + outputs->n_missing + outputs->n_changed;
    if (all == 0)
        return;
    g_string_append(out, ", ");
    say_count(out, all, "output");
    if (outputs->n_missing > 0)
        g_string_append_printf(out, ", %zu missing", outputs->n_missing);
    if (outputs->n_changed > 0)
        g_string_append_printf(out, ", %zu changed", outputs->n_changed);
}

void log_verdict_say(const LogVerdict *verdict, GString *out)
{
    const SealCheck *seal = &verdict->seal;
    switch (seal->state) {
    case SEAL_NONE:
        g_string_append(out, "unsealed (");
        break;
    case SEAL_OPEN:
        g_string_append(out, "open (");
        break;
    case SEAL_WHOLE:
        g_string_append(out, "sealed (");
        break;
    case SEAL_BROKEN:
        g_string_append_printf(out, "broken at line %u (", broken_line(seal));
        break;
    }
    say_count(out, seal->n_events, "event");
    if (seal->state == SEAL_OPEN)
        g_string_append_printf(out, ", %zu not covered", seal->n_open);
    if (seal->state == SEAL_OPEN || seal->state == SEAL_WHOLE)
        g_string_append_printf(out, ", head %s", seal->head);
    g_string_append_c(out, ')');
    say_outputs(&verdict->outputs, out);
}

void log_verdict_put(const LogVerdict *verdict, Json *json)
{
    static const char *const words[] = {[SEAL_NONE] = "unsealed",
                                        [SEAL_OPEN] = "open",
                                        [SEAL_WHOLE] = "sealed",
                                        [SEAL_BROKEN] = "broken"};
    const SealCheck *seal = &verdict->seal;
    json_text(json, "seal", words[seal->state]);
    json_text(json, "head", *seal->head == '\0' ? NULL : seal->head);
    json_number(json, "events", (int64_t)seal->n_events);
    json_number(json, "eventsNotCovered", (int64_t)seal->n_open);
    if (seal->state == SEAL_BROKEN)
        json_number(json, "brokenLine", broken_line(seal));
    json_number(json, "outputs", (int64_t)(verdict->outputs.n_whole));
    json_number(json, "outputsMissing", (int64_t)verdict->outputs.n_missing);
    json_number(json, "outputsChanged", (int64_t)verdict->outputs.n_changed);
}
