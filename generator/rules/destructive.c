#include "rules/checks.h"
#include "rules/commands.h"
#include "rules/destruction.h"
#include "rules/quota.h"
#include "rules/subject.h"

#include <string.h>

/* What STEP has against a mistake. A value that could not be read counts: it was reported. */
typedef struct Guards {
    bool asks, checks, leads_back;
} Guards;

static bool is_there(const Text *text)
{
    return text->text != NULL || text->span.source != NULL;
}

static Guards guards_of(const Step *step)
{
    bool is_final = is_there(&step->irreversible);
    bool confirms =
        step->confirm.span.source != NULL && (!step->confirm.known || step->confirm.value);
    return (Guards){
        .asks = is_final || confirms,
        .checks = is_there(&step->require),
        .leads_back = is_final || is_there(&step->rollback),
    };
}

/* What one step destroys: the first call of its commands, and where others stand. */
typedef struct Search {
    const Body *body;
    Diags *diags;
    Diag *diag; /* NULL before the first */
    size_t noted;
    Quota *quota;
    const Step *step; /* the last that was looked at */
} Search;

enum { MOST_NOTES = 3 };

static void append_part(GPtrArray *parts, bool is_missing, const char *part)
{
    if (is_missing)
        g_ptr_array_add(parts, (gpointer)part);
}

/* PARTS with commas, and LAST before the last of them. Owned by the caller. */
static char *join_parts(const GPtrArray *parts, const char *last)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < parts->len; i++)
        g_string_append_printf(text, "%s%s",
                               i == 0                ? ""
                               : i + 1 == parts->len ? last
                                                     : ", ",
                               (const char *)g_ptr_array_index(parts, i));
    return g_string_free(text, FALSE);
}

static void help_guards(Guards guards, Diag *diag, Diags *diags)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new();
    append_part(parts, !guards.checks,
                "add `require:` with a command that fails on the wrong host or without a good "
                "backup");
    append_part(parts, !guards.asks && guards.leads_back, "add `confirm: true`");
    append_part(parts, guards.asks && !guards.leads_back,
                "say with `rollback:` how it is undone, or with `irreversible:` why it cannot be");
    append_part(parts, !guards.asks && !guards.leads_back,
                "add `confirm: true` and `rollback:`, or say with `irreversible:` why it cannot be "
                "undone");
    g_autofree char *help = join_parts(parts, "; ");
    diag_help(diags, diag, "%s", help);
}

static void report(Search *search, Guards guards, Span place, const char *what)
{
    if (!quota_take(search->quota, place))
        return;
    g_autoptr(GPtrArray) parts = g_ptr_array_new();
    append_part(parts, !guards.asks, "no `confirm`");
    append_part(parts, !guards.checks, "no `require`");
    append_part(parts, !guards.leads_back, "no `rollback`");
    g_autofree char *missing = join_parts(parts, " and ");
    search->diag =
        diags_add(search->diags, &check_step_destructive.rule, place, "step '%s' %s, and has %s",
                  subject_id(&search->body->step->entity), what, missing);
    help_guards(guards, search->diag, search->diags);
}

/* Whoever asks whether the right is there wants nothing to happen yet. */
static void report_check(Search *search, Span place, const char *what)
{
    if (!quota_take(search->quota, place))
        return;
    search->diag = diags_add(search->diags, &check_step_destructive.rule, place,
                             "the check of the access '%s' %s", search->body->id, what);
    diag_help(search->diags, search->diag,
              "ask in another way whether the right is there; what changes something belongs in a "
              "step");
}

static void found(const ShellWord *word, const char *what, void *data)
{
    Search *search = data;
    if (search->body->step == NULL) {
        if (!quota_is_spent(search->quota))
            report_check(search, body_place(search->body, word), what);
        return;
    }
    Guards guards = guards_of(search->body->step);
    if (guards.asks && guards.checks && guards.leads_back)
        return;
    if (search->diag == NULL && !quota_is_spent(search->quota))
        report(search, guards, body_place(search->body, word), what);
    else if (search->diag != NULL && search->noted++ < MOST_NOTES)
        diag_note(search->diags, search->diag, body_place(search->body, word), "it %s here", what);
}

static void look_at_body(const Body *body, void *data)
{
    Search *search = data;
    if (strcmp(body->key, "rollback") == 0)
        return; /* the script asks before each */
    if (search->step != body->step) {
        search->diag = NULL;
        search->noted = 0;
    }
    search->step = body->step;
    search->body = body;
    destruction_find(body->shell, found, search);
}

static void step_destructive(const CheckInput *input, Diags *diags)
{
    Quota quota = {.count = 0};
    Search search = {.diags = diags, .quota = &quota};
    plan_each_body(input, look_at_body, &search);
    quota_end(&quota, &check_step_destructive.rule, "commands that destroy", diags);
}

const Check check_step_destructive = {
    .rule =
        {
            .id = "step-destructive",
            .severity = SEVERITY_ERROR,
            .summary = "a step destroys something without a question, a check before it, or a way "
                       "back",
            .remedy = "add `require:` with a check of what it is run on, `confirm: true` with "
                      "`rollback:`, or `irreversible:` with the reason",
            .why = "At three in the morning commands are run on the wrong host: without a check "
                   "before it the recovery itself destroys what was left.",
            .origin = "NIST SP 800-34 Rev. 1 App. E; GitLab.com, outage of 31 January 2017",
        },
    .run = step_destructive,
};
