#include "rules/checks.h"
#include "rules/commands.h"
#include "rules/quota.h"
#include "rules/subject.h"
#include "rules/text_place.h"

#include "base/nearest.h"

#include <string.h>

static Span expansion_place(const Body *body, const ShellExpansion *expansion)
{
    return text_place(body->text, expansion->offset, expansion->length);
}

static bool is_among(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static bool is_name(const char *name)
{
    return g_ascii_isalpha(*name) || *name == '_';
}

/* ---- variable-undefined ---- */

enum { MOST_NOTES = 3 };

/* What a login or the shell itself sets. Those of bash alone are the business of shell-bashism. */
static bool is_well_known(const char *name)
{
    static const char *const known[] = {
        "COLUMNS",  "EDITOR", "EUID",         "HOME",     "HOSTNAME", "IFS",           "LANG",
        "LINENO",   "LINES",  "LOGNAME",      "MAIL",     "OLDPWD",   "OPTARG",        "OPTIND",
        "PAGER",    "PATH",   "PIPESTATUS",   "PPID",     "PS1",      "PS2",           "PS4",
        "PWD",      "RANDOM", "SECONDS",      "SHELL",    "SHLVL",    "SSH_AUTH_SOCK", "TERM",
        "TMPDIR",   "TZ",     "UID",          "USER",     "VISUAL",   "FUNCNAME",      "OSTYPE",
        "HOSTTYPE", "REPLY",  "EPOCHSECONDS", "MACHTYPE", "DIRSTACK",
    };
    return is_among(name, known, G_N_ELEMENTS(known)) || g_str_has_prefix(name, "LC_") ||
           g_str_has_prefix(name, "BASH");
}

/* The search through one runbook. */
typedef struct Undefined {
    const Runbook *runbook;
    GHashTable *declared; /* in needs.env */
    GHashTable *assigned; /* in some step: name to that const Step * */
    GHashTable *reported; /* name to its Diag */
    Quota *quota;
    Diags *diags;
} Undefined;

static void collect_assigned(const Body *body, void *data)
{
    const Undefined *undefined = data;
    for (guint i = 0; body->step != NULL && i < body->shell->definitions->len; i++) {
        const ShellDefinition *definition = g_ptr_array_index(body->shell->definitions, i);
        if (!definition->is_function &&
            !g_hash_table_contains(undefined->assigned, definition->name))
            g_hash_table_insert(undefined->assigned, g_strdup(definition->name),
                                (gpointer)body->step);
    }
}

static void help_undefined(const Undefined *undefined, const Body *body, const char *name,
                           Diag *diag)
{
    const Step *step = g_hash_table_lookup(undefined->assigned, name);
    if (step != NULL && step != body->step) {
        diag_note(undefined->diags, diag, subject_place(&step->entity),
                  "step '%s' assigns it, for itself alone: each step has a shell of its own",
                  subject_id(&step->entity));
        diag_help(undefined->diags, diag,
                  "write the value to a file in the one step and read it in the other, or ask for "
                  "it under `needs.env`");
        return;
    }
    if (step != NULL) {
        diag_help(undefined->diags, diag,
                  "`require`, `run` and `verify` have a shell each: assign it in `%s` too",
                  body->key);
        return;
    }
    Nearest nearest = nearest_start(name);
    const RunbookNeeds *needs = &undefined->runbook->needs;
    for (size_t i = 0; i < needs->env.count; i++)
        if (needs->env.items[i]->name.text != NULL)
            nearest_offer(&nearest, needs->env.items[i]->name.text);
    if (nearest.best != NULL)
        diag_help(undefined->diags, diag, "did you mean '%s'?", nearest.best);
}

/* A step is run as `sh -eu -c`, with nothing for $1. */
static bool is_unset_argument(const Body *body, const ShellExpansion *expansion)
{
    return g_ascii_isdigit(*expansion->name) && strcmp(expansion->name, "0") != 0 &&
           !body->shell->has_arguments;
}

static bool is_undefined(const Undefined *undefined, const Body *body,
                         const ShellExpansion *expansion)
{
    const char *name = expansion->name;
    if (expansion->kind != SHELL_PARAMETER || expansion->is_guarded || body->shell->is_open)
        return false;
    if (is_unset_argument(body, expansion))
        return true;
    return is_name(name) && !is_well_known(name) &&
           !g_hash_table_contains(undefined->declared, name) &&
           shell_text_find(body->shell, name, false) == NULL;
}

static void report_undefined(Undefined *undefined, const Body *body,
                             const ShellExpansion *expansion)
{
    Diag *known = g_hash_table_lookup(undefined->reported, expansion->name);
    if (known != NULL) {
        if (known->notes == NULL || known->notes->len < MOST_NOTES)
            diag_note(undefined->diags, known, expansion_place(body, expansion),
                      "it is used here too");
        return;
    }
    if (quota_is_spent(undefined->quota))
        return;
    Span place = expansion_place(body, expansion);
    if (!quota_take(undefined->quota, place))
        return;
    Diag *diag;
    if (is_name(expansion->name)) {
        diag = diags_add(undefined->diags, &check_variable_undefined.rule, place,
                         "%s '%s' reads '$%s', which nothing sets", body->kind, body->id,
                         expansion->name);
        help_undefined(undefined, body, expansion->name, diag);
    } else {
        diag = diags_add(undefined->diags, &check_variable_undefined.rule, place,
                         "%s '%s' reads '$%s', and gets no arguments", body->kind, body->id,
                         expansion->name);
        diag_help(undefined->diags, diag, "ask for a variable with a name under `needs.env`");
    }
    g_hash_table_insert(undefined->reported, g_strdup(expansion->name), diag);
}

static void look_for_undefined(const Body *body, void *data)
{
    for (guint i = 0; i < body->shell->expansions->len; i++) {
        const ShellExpansion *expansion = g_ptr_array_index(body->shell->expansions, i);
        if (is_undefined(data, body, expansion))
            report_undefined(data, body, expansion);
    }
}

static void look_at_runbook(const CheckInput *input, const Runbook *runbook, Quota *quota,
                            Diags *diags)
{
    Undefined undefined = {
        .runbook = runbook,
        .declared = g_hash_table_new(g_str_hash, g_str_equal),
        .assigned = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .reported = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .quota = quota,
        .diags = diags,
    };
    for (size_t i = 0; i < runbook->needs.env.count; i++)
        if (runbook->needs.env.items[i]->name.text != NULL)
            g_hash_table_add(undefined.declared, (gpointer)runbook->needs.env.items[i]->name.text);
    runbook_each_body(input, runbook, collect_assigned, &undefined);
    runbook_each_body(input, runbook, look_for_undefined, &undefined);
    g_hash_table_unref(undefined.declared);
    g_hash_table_unref(undefined.assigned);
    g_hash_table_unref(undefined.reported);
}

static void variable_undefined(const CheckInput *input, Diags *diags)
{
    Quota quota = {.count = 0};
    for (size_t i = 0; i < input->plan->runbooks.count; i++)
        look_at_runbook(input, input->plan->runbooks.items[i], &quota, diags);
    quota_end(&quota, &check_variable_undefined.rule, "variables", diags);
}

const Check check_variable_undefined = {
    .rule =
        {
            .id = "variable-undefined",
            .severity = SEVERITY_ERROR,
            .summary = "commands read a variable that neither `needs.env` nor the step itself sets",
            .remedy = "ask for it under `needs.env`, or give it a value in the step",
            .why = "The step ends at once with `parameter not set`; where the shell is more "
                   "lenient it runs with a hole in the command, on the wrong host or folder.",
            .origin = "POSIX.1-2017 XCU 2.5.3; NIST SP 800-34 Rev. 1 4.3.2",
        },
    .run = variable_undefined,
};

/* ---- shell-unquoted ---- */

typedef struct Unquoted {
    Quota *quota;
    Diags *diags;
} Unquoted;

/* Names of what is meant to be split into several words. */
static bool is_meant_as_words(const char *name)
{
    static const char *const ends[] = {"OPTS", "ARGS", "FLAGS", "OPTIONS", "PARAMS"};
    g_autofree char *upper = g_ascii_strup(name, -1);
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
        if (g_str_has_suffix(upper, ends[i]))
            return true;
    return false;
}

/* Whether VALUE, that of NAME=VALUE, can be but one word. */
static bool is_one_word(const ShellWord *value)
{
    const char *text = strchr(value->value, '=');
    return text != NULL &&
           (g_str_has_prefix(text, "=$((") || strcmp(text, "=$?") == 0 ||
            strcmp(text, "=$!") == 0 ||
            (value->is_fixed && strpbrk(text, " \t\n*?[") == NULL && text[1] != '\0'));
}

/* What the step itself gives a value: name to SAFE when that is always one word, else to UNSAFE. */
enum { SAFE = 1, UNSAFE = 2 };

static GHashTable *settled_names(const ShellText *shell)
{
    GHashTable *names = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < shell->definitions->len; i++) {
        const ShellDefinition *definition = g_ptr_array_index(shell->definitions, i);
        if (definition->is_function)
            continue;
        bool is_safe =
            definition->is_loop || (definition->value != NULL && is_one_word(definition->value));
        int known = GPOINTER_TO_INT(g_hash_table_lookup(names, definition->name));
        g_hash_table_insert(names, (gpointer)definition->name,
                            GINT_TO_POINTER(is_safe && known != UNSAFE ? SAFE : UNSAFE));
    }
    return names;
}

/* Commands that take several words on purpose, or to which it makes no difference. */
static bool is_indifferent(const ShellExpansion *expansion)
{
    static const char *const names[] = {"set",     "kill",    "echo",   "exit",     "return",
                                        "shift",   "wait",    "export", "readonly", "local",
                                        "declare", "typeset", "eval"};
    return expansion->command != NULL &&
           is_among(shell_command_name(expansion->command), names, G_N_ELEMENTS(names));
}

static bool is_split(GHashTable *settled, const ShellExpansion *expansion)
{
    if (expansion->is_quoted || expansion->kind == SHELL_NUMBER || is_indifferent(expansion) ||
        (expansion->role != SHELL_ARGUMENT && expansion->role != SHELL_TARGET))
        return false;
    if (expansion->kind == SHELL_OUTPUT)
        return true;
    if (!is_name(expansion->name))
        return strchr("@*123456789", *expansion->name) != NULL;
    return !is_meant_as_words(expansion->name) &&
           GPOINTER_TO_INT(g_hash_table_lookup(settled, expansion->name)) != SAFE;
}

static void report_unquoted(Unquoted *unquoted, const Body *body, const ShellExpansion *expansion)
{
    g_autofree char *written = g_strndup(body->text->text + expansion->offset, expansion->length);
    Span place = expansion_place(body, expansion);
    const Rule *rule = &check_shell_unquoted.rule;
    if (expansion->kind == SHELL_OUTPUT) {
        diags_add(unquoted->diags, rule, place,
                  "%s '%s' uses the output of a command without quotation marks", body->kind,
                  body->id);
        return;
    }
    Diag *diag =
        diags_add(unquoted->diags, rule, place, "%s '%s' uses '%s' without quotation marks",
                  body->kind, body->id, written);
    bool is_all = strchr("@*", *expansion->name) != NULL;
    diag_help(unquoted->diags, diag, "write \"%s\"", is_all ? "$@" : written);
}

static void look_for_unquoted(const Body *body, void *data)
{
    Unquoted *unquoted = data;
    GHashTable *settled = settled_names(body->shell);
    GHashTable *reported = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < body->shell->expansions->len; i++) {
        const ShellExpansion *expansion = g_ptr_array_index(body->shell->expansions, i);
        if (g_hash_table_contains(reported, expansion->name) || !is_split(settled, expansion))
            continue;
        g_hash_table_add(reported, (gpointer)expansion->name);
        if (!quota_is_spent(unquoted->quota) &&
            quota_take(unquoted->quota, expansion_place(body, expansion)))
            report_unquoted(unquoted, body, expansion);
    }
    g_hash_table_unref(reported);
    g_hash_table_unref(settled);
}

static void shell_unquoted(const CheckInput *input, Diags *diags)
{
    Quota quota = {.count = 0};
    Unquoted unquoted = {.quota = &quota, .diags = diags};
    plan_each_body(input, look_for_unquoted, &unquoted);
    quota_end(&quota, &check_shell_unquoted.rule, "expansions", diags);
}

const Check check_shell_unquoted = {
    .rule =
        {
            .id = "shell-unquoted",
            .severity = SEVERITY_WARNING,
            .summary = "a variable, or the output of a command, stands without quotation marks",
            .remedy = "put it in double quotes",
            .why = "A value with a blank becomes two arguments and an empty one none at all: the "
                   "command works on something else than was meant.",
            .origin = "POSIX.1-2017 XCU 2.6.5",
        },
    .run = shell_unquoted,
};
