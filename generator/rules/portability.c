#include "rules/checks.h"
#include "rules/commands.h"
#include "rules/quota.h"
#include "rules/text_place.h"

#include "base/shell_syntax.h"

#include <string.h>

/* ---- shell-syntax ---- */

/* What the shell has said of one text; equal texts are asked about once. */
typedef struct Answer {
    ShellVerdict verdict;
    ShellFault fault;
} Answer;

static void answer_free(gpointer data)
{
    Answer *answer = data;
    g_free(answer->fault.message);
    g_free(answer);
}

static const Answer *ask_shell(GHashTable *answers, const char *text)
{
    Answer *answer = g_hash_table_lookup(answers, text);
    if (answer != NULL)
        return answer;
    answer = g_new0(Answer, 1);
    answer->verdict = shell_syntax_check(text, &answer->fault);
    g_hash_table_insert(answers, (gpointer)text, answer);
    return answer;
}

/* The place of LINE of TEXT, which is behind the last one when the text ends too early; the whole
 * when the shell does not say. */
static Span line_place(const Text *text, size_t line)
{
    const char *start = text->text;
    for (size_t i = 1; i < line; i++) {
        const char *end = strchr(start, '\n');
        if (end == NULL || end[strspn(end, " \t\n")] == '\0')
            break;
        start = end + 1;
    }
    start += strspn(start, " \t");
    size_t length = strcspn(start, "\n");
    return line == 0 ? text->span : text_place(text, (size_t)(start - text->text), length);
}

typedef struct Syntax {
    GHashTable *answers;
    Quota quota;
    Diags *diags;
} Syntax;

static void look_at_syntax(const Body *body, void *data)
{
    Syntax *syntax = data;
    const Text *text = body->text;
    const Answer *answer = ask_shell(syntax->answers, text->text);
    if (answer->verdict != SHELL_FAULTY)
        return;
    if (quota_is_spent(&syntax->quota))
        return;
    Span place = line_place(text, answer->fault.line);
    if (!quota_take(&syntax->quota, place))
        return;
    Diag *diag = diags_add(syntax->diags, &check_shell_syntax.rule, place,
                           "the shell cannot read `%s` of %s '%s': %s", body->key, body->kind,
                           body->id, answer->fault.message);
    g_autoptr(ShellText) shell = shell_text_read(text->text);
    if (shell->unclosed != SIZE_MAX)
        diag_note(syntax->diags, diag, text_place(text, shell->unclosed, 1),
                  "what begins here is not closed");
}

static void shell_syntax(const CheckInput *input, Diags *diags)
{
    Syntax syntax = {
        .answers = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, answer_free),
        .diags = diags,
    };
    for (size_t i = 0; i < input->plan->runbooks.count; i++)
        runbook_each_text(input->plan->runbooks.items[i], look_at_syntax, &syntax);
    g_hash_table_unref(syntax.answers);
    quota_end(&syntax.quota, &check_shell_syntax.rule, "commands", diags);
}

const Check check_shell_syntax = {
    .rule =
        {
            .id = "shell-syntax",
            .severity = SEVERITY_ERROR,
            .summary = "the shell cannot read the commands of a step",
            .remedy = "close what was opened; `sh -n` on the commands says the same",
            .why = "The step fails before its first command, in the night in which it is "
                   "needed.",
            .origin = "POSIX.1-2017 XCU 2.10",
        },
    .run = shell_syntax,
};

/* ---- shell-bashism ---- */

typedef struct Foreign {
    const char *name;    /* of a command or variable; NULL: any */
    const char *pattern; /* of its arguments, as call_has reads them */
    const char *said;    /* what it is */
    const char *instead;
} Foreign;

/* By ShellExtra. */
static const Foreign foreign_signs[] = {
    [SHELL_DOUBLE_BRACKET] = {NULL, NULL, "[[ ]]", "write `[ ]`, or `case` for patterns"},
    [SHELL_ARITHMETIC] = {NULL, NULL, "(( ))", "write `[ \"$x\" -gt 1 ]` or `x=$((x + 1))`"},
    [SHELL_ARRAY] = {NULL, NULL, "an array", "use `set --` and \"$@\", or one variable each"},
    [SHELL_PROCESS] = {NULL, NULL, "<( )", "write to a file, or use a pipe"},
    [SHELL_FUNCTION_WORD] = {NULL, NULL, "`function`", "write `name() { ...; }`"},
    [SHELL_HERE_STRING] = {NULL, NULL, "<<<", "write `printf '%s\\n' \"$x\" |` before the command"},
    [SHELL_BOTH_REDIRECTED] = {NULL, NULL, "a redirection of both outputs at once",
                               "write `>file 2>&1`, or `2>&1 |`"},
    [SHELL_ANSI_QUOTE] = {NULL, NULL, "$'...'", "use `printf` for special characters"},
    [SHELL_FALL_THROUGH] = {NULL, NULL, ";& or ;;&", "repeat the commands in both branches"},
    [SHELL_EDITED_EXPANSION] = {NULL, NULL, "an expansion that edits",
                                "use ${x#...}, ${x%...}, `sed` or `tr`"},
    [SHELL_BRACES] = {NULL, NULL, "{ } that make several words",
                      "write the words out, or use `seq`"},
    [SHELL_SELECT] = {NULL, NULL, "`select`", "ask with `read -r`"},
    [SHELL_APPENDED] = {NULL, NULL, "+=", "write `x=\"$x...\"`"},
};

static const Foreign foreign_commands[] = {
    {"source", "", "`source`", "write `. ./file`"},
    {"[", "===", "== in [ ]", "write ="},
    {"test", "===", "== in test", "write ="},
    {"[", "=-v", "-v in [ ]", "write `[ -n \"${x-}\" ]`"},
    {"read", "-p", "`read -p`", "print the question with `printf` before"},
    {"read", "-s", "`read -s`", "turn the echo off with `stty -echo`"},
    {"read", "-t|-a|-n|-N|-d|-u|-e|-i", "an option of `read` other than -r", "use `read -r` alone"},
    {"set", "-o pipefail", "`pipefail`", "check each command, by way of a file"},
    {"trap", "ERR|DEBUG|RETURN", "a trap of ERR, DEBUG or RETURN", "use `trap ... EXIT`"},
    {"echo", "=-e|=-ne|=-en", "`echo -e`", "use `printf`"},
    {"printf", "=-v", "`printf -v`", "write `x=$(printf ...)`"},
    {"local", "", "`local`", "use other names, or a subshell"},
    {"declare", "", "`declare`", "assign alone"},
    {"typeset", "", "`typeset`", "assign alone"},
    {"let", "", "`let`", "write `x=$((x + 1))`"},
    {"shopt", "", "`shopt`", "do without"},
    {"pushd", "", "`pushd`", "use `cd` in a subshell"},
    {"popd", "", "`popd`", "use `cd` in a subshell"},
    {"mapfile", "", "`mapfile`", "read line by line"},
    {"readarray", "", "`readarray`", "read line by line"},
    {"disown", "", "`disown`", "use `nohup`"},
    {"export", "=-f", "`export -f`", "define the function where it is used"},
};

static const Foreign foreign_variables[] = {
    {"RANDOM", NULL, "$RANDOM", "use `od -An -N2 -tu2 /dev/urandom`"},
    {"SECONDS", NULL, "$SECONDS", "take the difference of `date +%s`"},
    {"EPOCHSECONDS", NULL, "$EPOCHSECONDS", "use `date +%s`"},
    {"PIPESTATUS", NULL, "$PIPESTATUS", "check each command, by way of a file"},
    {"UID", NULL, "$UID", "use `id -u`"},
    {"EUID", NULL, "$EUID", "use `id -u`"},
    {"HOSTNAME", NULL, "$HOSTNAME", "use `hostname` or `uname -n`"},
    {"OSTYPE", NULL, "$OSTYPE", "use `uname`"},
    {"HOSTTYPE", NULL, "$HOSTTYPE", "use `uname -m`"},
    {"MACHTYPE", NULL, "$MACHTYPE", "use `uname -m`"},
    {"FUNCNAME", NULL, "$FUNCNAME", "write the name"},
    {"DIRSTACK", NULL, "$DIRSTACK", "use `cd` in a subshell"},
    {"REPLY", NULL, "$REPLY", "name the variable: `read -r answer`"},
    {"BASH_SOURCE", NULL, "$BASH_SOURCE", "use $0"},
    {"BASH_VERSION", NULL, "$BASH_VERSION", "do without"},
    {"BASHPID", NULL, "$BASHPID", "use $$"},
};

typedef struct Bashisms {
    Quota quota;
    Diags *diags;
    GHashTable *said; /* in this body */
} Bashisms;

static void report_foreign(Bashisms *bashisms, const Body *body, size_t offset, size_t length,
                           const Foreign *foreign)
{
    if (g_hash_table_contains(bashisms->said, foreign->said))
        return;
    g_hash_table_add(bashisms->said, (gpointer)foreign->said);
    if (quota_is_spent(&bashisms->quota))
        return;
    Span place = text_place(body->text, offset, length);
    if (!quota_take(&bashisms->quota, place))
        return;
    Diag *diag = diags_add(bashisms->diags, &check_shell_bashism.rule, place,
                           "%s '%s' uses %s, which a shell of POSIX does not know", body->kind,
                           body->id, foreign->said);
    diag_help(bashisms->diags, diag, "%s", foreign->instead);
}

static void look_at_marks(Bashisms *bashisms, const Body *body)
{
    for (guint i = 0; i < body->shell->marks->len; i++) {
        const ShellMark *mark = &g_array_index(body->shell->marks, ShellMark, i);
        report_foreign(bashisms, body, mark->offset, mark->length, &foreign_signs[mark->extra]);
    }
}

static void look_at_call(Bashisms *bashisms, const Body *body, const Call *call)
{
    const ShellWord *word = call->words[0];
    if (call->is_remote || shell_text_find(body->shell, call->name, true) != NULL)
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(foreign_commands); i++)
        if (strcmp(foreign_commands[i].name, call->name) == 0 &&
            call_has(call, foreign_commands[i].pattern)) {
            report_foreign(bashisms, body, word->offset, word->length, &foreign_commands[i]);
            return;
        }
}

static bool is_own_variable(const Body *body, const char *name)
{
    const RunbookNeeds *needs = &body->runbook->needs;
    for (size_t i = 0; i < needs->env.count; i++)
        if (g_strcmp0(needs->env.items[i]->name.text, name) == 0)
            return true;
    return shell_text_find(body->shell, name, false) != NULL;
}

static void look_at_variable(Bashisms *bashisms, const Body *body, const ShellExpansion *expansion)
{
    if (expansion->is_guarded)
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(foreign_variables); i++)
        if (strcmp(foreign_variables[i].name, expansion->name) == 0 &&
            !g_hash_table_contains(bashisms->said, foreign_variables[i].said) &&
            !is_own_variable(body, expansion->name))
            report_foreign(bashisms, body, expansion->offset, expansion->length,
                           &foreign_variables[i]);
}

static void look_for_bashisms(const Body *body, void *data)
{
    Bashisms *bashisms = data;
    bashisms->said = g_hash_table_new(g_str_hash, g_str_equal);
    look_at_marks(bashisms, body);
    for (guint i = 0; i < body->shell->commands->len; i++) {
        Call call;
        if (call_start(g_ptr_array_index(body->shell->commands, i), &call))
            look_at_call(bashisms, body, &call);
    }
    for (guint i = 0; i < body->shell->expansions->len; i++)
        look_at_variable(bashisms, body, g_ptr_array_index(body->shell->expansions, i));
    g_hash_table_unref(bashisms->said);
}

static void shell_bashism(const CheckInput *input, Diags *diags)
{
    Bashisms bashisms = {.diags = diags};
    plan_each_body(input, look_for_bashisms, &bashisms);
    quota_end(&bashisms.quota, &check_shell_bashism.rule, "places", diags);
}

const Check check_shell_bashism = {
    .rule =
        {
            .id = "shell-bashism",
            .severity = SEVERITY_WARNING,
            .summary = "commands use what only bash and its like know",
            .remedy = "write it as POSIX has it, or put it into a script of its own that names its "
                      "shell",
            .why = "The script is run by the `sh` of whatever machine is left, often dash or "
                   "busybox: there the step fails, or worse, means something else.",
            .origin = "POSIX.1-2017 XCU 2",
        },
    .run = shell_bashism,
};
