#include "rules/checks.h"
#include "rules/commands.h"
#include "rules/listing.h"
#include "rules/quota.h"
#include "rules/subject.h"

#include "base/nearest.h"

#include <string.h>

/*
 * What every rescue shell has: the builtins and, of the utilities of POSIX.1-2017 XCU, those that
 * busybox brings; then what it and coreutils have beyond that. Sorted. Anything else must be
 * declared, so that the script looks for it before the first step and not in the middle.
 */
static const char *const always_there[] = {
    ".",       ":",         "[",        "alias",   "awk",       "basename", "bg",       "break",
    "builtin", "cat",       "cd",       "chgrp",   "chmod",     "chown",    "cksum",    "cmp",
    "comm",    "command",   "continue", "cp",      "cut",       "date",     "dd",       "declare",
    "df",      "diff",      "dirname",  "disown",  "du",        "echo",     "env",      "eval",
    "exec",    "exit",      "expand",   "export",  "expr",      "false",    "fc",       "fg",
    "find",    "fold",      "getconf",  "getopts", "grep",      "hash",     "head",     "hostname",
    "id",      "install",   "jobs",     "kill",    "let",       "link",     "ln",       "local",
    "logname", "ls",        "mapfile",  "md5sum",  "mkdir",     "mkfifo",   "mktemp",   "more",
    "mv",      "nice",      "nl",       "nohup",   "od",        "paste",    "popd",     "printf",
    "ps",      "pushd",     "pwd",      "read",    "readarray", "readlink", "readonly", "realpath",
    "renice",  "return",    "rm",       "rmdir",   "sed",       "select",   "seq",      "set",
    "sh",      "sha256sum", "shift",    "shopt",   "sleep",     "sort",     "source",   "split",
    "stat",    "stty",      "sync",     "tail",    "tee",       "test",     "time",     "timeout",
    "times",   "touch",     "tr",       "trap",    "true",      "tty",      "type",     "typeset",
    "ulimit",  "umask",     "unalias",  "uname",   "uniq",      "unlink",   "unset",    "wait",
    "wc",      "which",     "who",      "whoami",  "xargs",     "yes",
};

static bool is_always_there(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(always_there); i++)
        if (strcmp(always_there[i], name) == 0)
            return true;
    return false;
}

/* The program that an entry of `needs.tools` names: "aws CLI 2" is `aws`. Owned by the caller. */
static char *tool_name(const char *entry)
{
    return g_strndup(entry, strcspn(entry, " \t,(>=<"));
}

/* ---- tool-undeclared ---- */

/* The undeclared tools of one runbook. */
typedef struct Undeclared {
    GHashTable *known; /* declared, or looked at already */
    GPtrArray *names;
    GArray *places; /* of the first of them, as far as they are noted */
} Undeclared;

static GHashTable *declared_tools(const Runbook *runbook)
{
    GHashTable *known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < runbook->needs.tools.count; i++)
        if (runbook->needs.tools.items[i]->text != NULL)
            g_hash_table_add(known, tool_name(runbook->needs.tools.items[i]->text));
    return known;
}

static void look_at_call(const Body *body, const Call *call, Undeclared *undeclared)
{
    const ShellWord *word = call->words[0];
    /* A function of the shell is called by its bare name, as is what lies in the PATH. */
    if (call->is_remote || *call->name == '\0' || strchr(word->value, '/') != NULL ||
        g_hash_table_contains(undeclared->known, call->name) ||
        shell_text_find(body->shell, call->name, true) != NULL)
        return;
    g_hash_table_add(undeclared->known, g_strdup(call->name));
    if (is_always_there(call->name))
        return;
    g_ptr_array_add(undeclared->names, g_strdup(call->name));
    if (undeclared->places->len > LISTING_NOTED)
        return;
    Span place = body_place(body, word);
    g_array_append_val(undeclared->places, place);
}

static void look_for_undeclared(const Body *body, void *data)
{
    for (guint i = 0; i < body->shell->commands->len; i++) {
        Call call;
        if (!call_start(g_ptr_array_index(body->shell->commands, i), &call))
            continue;
        do
            look_at_call(body, &call, data);
        while (call_next(&call));
    }
}

static void help_undeclared(const Runbook *runbook, const Undeclared *undeclared, Diag *diag,
                            Diags *diags)
{
    Nearest nearest = nearest_start(g_ptr_array_index(undeclared->names, 0));
    for (size_t i = 0; i < runbook->needs.tools.count; i++)
        if (runbook->needs.tools.items[i]->text != NULL)
            nearest_offer(&nearest, runbook->needs.tools.items[i]->text);
    if (nearest.best != NULL && undeclared->names->len == 1)
        diag_help(diags, diag, "did you mean '%s'? else add it to `needs.tools`", nearest.best);
}

static void report_undeclared(const Runbook *runbook, const Undeclared *undeclared, Quota *quota,
                              Diags *diags)
{
    Span first = g_array_index(undeclared->places, Span, 0);
    if (!quota_take(quota, first))
        return;
    Listing listing = {.text = NULL, .count = 0};
    for (guint i = 0; i < undeclared->names->len; i++)
        listing_add(&listing, g_ptr_array_index(undeclared->names, i));
    g_autofree char *names = listing_end(&listing);
    Diag *diag = diags_add(diags, &check_tool_undeclared.rule, first,
                           undeclared->names->len == 1
                               ? "runbook '%s' runs %s, which is not under `needs.tools`"
                               : "runbook '%s' runs %s, which are not under `needs.tools`",
                           subject_id(&runbook->entity), names);
    for (guint i = 1; i < MIN(undeclared->names->len, LISTING_NOTED + 1); i++)
        diag_note(diags, diag, g_array_index(undeclared->places, Span, i), "'%s' is run here",
                  (const char *)g_ptr_array_index(undeclared->names, i));
    help_undeclared(runbook, undeclared, diag, diags);
}

static void tool_undeclared(const CheckInput *input, Diags *diags)
{
    Quota quota = {.count = 0};
    for (size_t i = 0; i < input->plan->runbooks.count; i++) {
        const Runbook *runbook = input->plan->runbooks.items[i];
        Undeclared undeclared = {
            .known = declared_tools(runbook),
            .names = g_ptr_array_new_with_free_func(g_free),
            .places = g_array_new(FALSE, FALSE, sizeof(Span)),
        };
        runbook_each_body(input, runbook, look_for_undeclared, &undeclared);
        if (undeclared.names->len > 0)
            report_undeclared(runbook, &undeclared, &quota, diags);
        g_hash_table_unref(undeclared.known);
        g_ptr_array_unref(undeclared.names);
        g_array_unref(undeclared.places);
    }
    quota_end(&quota, &check_tool_undeclared.rule, "runbooks", diags);
}

const Check check_tool_undeclared = {
    .rule =
        {
            .id = "tool-undeclared",
            .severity = SEVERITY_WARNING,
            .summary = "a command is run that is not among the tools that the runbook needs",
            .remedy = "add it to `needs.tools`: the script then looks for it before the first step",
            .why = "On the machine that is left the program may be missing, and it comes out in "
                   "the middle of the recovery instead of before it.",
            .origin = "NIST SP 800-34 Rev. 1 4.3.2; POSIX.1-2017 XCU 4",
        },
    .run = tool_undeclared,
};

/* ---- tool-not-in-rescue-kit ---- */

static GHashTable *rescue_kit(const Library *library)
{
    GHashTable *kit = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < library->rescue_kit.count; i++)
        if (library->rescue_kit.items[i]->text != NULL)
            g_hash_table_add(kit, tool_name(library->rescue_kit.items[i]->text));
    return kit;
}

/* The tools of RUNBOOK that are not in KIT: const Text *. */
static GPtrArray *tools_beyond(const Runbook *runbook, GHashTable *kit)
{
    GPtrArray *beyond = g_ptr_array_new();
    for (size_t i = 0; i < runbook->needs.tools.count; i++) {
        const Text *tool = runbook->needs.tools.items[i];
        if (tool->text == NULL)
            continue;
        g_autofree char *name = tool_name(tool->text);
        if (!g_hash_table_contains(kit, name) && !is_always_there(name))
            g_ptr_array_add(beyond, (gpointer)tool);
    }
    return beyond;
}

static void report_beyond(const CheckInput *input, const Runbook *runbook, const GPtrArray *beyond,
                          Diags *diags)
{
    const Text *first = g_ptr_array_index(beyond, 0);
    Listing listing = {.text = NULL, .count = 0};
    for (guint i = 0; i < beyond->len; i++)
        listing_add(&listing, ((const Text *)g_ptr_array_index(beyond, i))->text);
    g_autofree char *names = listing_end(&listing);
    Diag *diag =
        diags_add(diags, &check_tool_not_in_rescue_kit.rule, first->span,
                  beyond->len == 1 ? "runbook '%s' needs %s, which is not on the rescue medium"
                                   : "runbook '%s' needs %s, which are not on the rescue medium",
                  subject_id(&runbook->entity), names);
    for (guint i = 1; i < MIN(beyond->len, LISTING_NOTED + 1); i++) {
        const Text *tool = g_ptr_array_index(beyond, i);
        diag_note(diags, diag, tool->span, "nor is '%s'", tool->text);
    }
    diag_note(diags, diag, input->library->rescue_kit.span, "what is on the medium");
}

static void tool_not_in_rescue_kit(const CheckInput *input, Diags *diags)
{
    if (input->library->rescue_kit.span.source == NULL)
        return;
    Quota quota = {.count = 0};
    GHashTable *kit = rescue_kit(input->library);
    for (size_t i = 0; i < input->plan->runbooks.count; i++) {
        const Runbook *runbook = input->plan->runbooks.items[i];
        GPtrArray *beyond = tools_beyond(runbook, kit);
        if (beyond->len > 0 &&
            quota_take(&quota, ((const Text *)g_ptr_array_index(beyond, 0))->span))
            report_beyond(input, runbook, beyond, diags);
        g_ptr_array_unref(beyond);
    }
    g_hash_table_unref(kit);
    quota_end(&quota, &check_tool_not_in_rescue_kit.rule, "runbooks", diags);
}

const Check check_tool_not_in_rescue_kit = {
    .rule =
        {
            .id = "tool-not-in-rescue-kit",
            .severity = SEVERITY_WARNING,
            .summary = "a runbook needs a program that is not on the rescue medium",
            .remedy = "put it on the medium and add it to `rescue-kit` in redbinder.yaml",
            .why = "When the usual machines are gone, recovery starts from the medium; what is not "
                   "on it must be fetched over a network that may be down.",
            .origin = "NIST SP 800-34 Rev. 1 4.3.2; NIST SP 800-53 Rev. 5 CP-9(3)",
        },
    .run = tool_not_in_rescue_kit,
};
