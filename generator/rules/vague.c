#include "rules/checks.h"
#include "rules/listing.h"
#include "rules/quota.h"
#include "rules/subject.h"

#include <string.h>

/*
 * Steps that name a goal and no way to it: "Restore the backup." A step is called vague only when
 * every sentence of it begins with one of the verbs of goals, it is short, and nothing in it can be
 * looked up: no command, number, path, address, link, emphasis or name.
 */
static const char *const goals[] = {
    "activate", "analyze",   "analyse",  "apply",       "assess",  "assure",   "bring",
    "check",    "clean",     "clear",    "close",       "confirm", "contain",  "deploy",
    "detect",   "determine", "diagnose", "empty",       "ensure",  "estimate", "evaluate",
    "execute",  "failover",  "fetch",    "fill",        "find",    "fix",      "follow",
    "identify", "implement", "initiate", "investigate", "isolate", "keep",     "let",
    "locate",   "look",      "make",     "mitigate",    "monitor", "obtain",   "patch",
    "perform",  "prepare",   "put",      "rebuild",     "recover", "redeploy", "reinstall",
    "repair",   "replace",   "resolve",  "restart",     "restore", "resume",   "retrieve",
    "return",   "review",    "roll",     "rollback",    "run",     "secure",   "see",
    "select",   "start",     "stop",     "switch",      "test",    "update",   "validate",
    "verify",   "watch",
};

enum { MOST_WORDS = 20 };

static bool is_goal(const char *word, size_t length)
{
    for (size_t i = 0; i < G_N_ELEMENTS(goals); i++)
        if (strlen(goals[i]) == length && g_ascii_strncasecmp(goals[i], word, length) == 0)
            return true;
    return false;
}

static size_t word_length(const char *text)
{
    size_t length = 0;
    while (g_ascii_isalpha(text[length]) || (text[length] & 0x80) != 0)
        length++;
    return length;
}

static bool has_capital(const char *word, size_t from, size_t length)
{
    for (size_t i = from; i < length; i++)
        if (g_ascii_isupper(word[i]))
            return true;
    return false;
}

/* Does TEXT, one or more sentences, only name goals? */
static bool is_only_goals(const char *text)
{
    size_t words = 0;
    bool begins = true; /* a sentence */
    for (const char *at = text; *at != '\0';) {
        size_t length = word_length(at);
        if (length == 0) {
            /* What can be looked up is never made of letters alone. */
            if (g_ascii_isdigit(*at) || strchr("`$/@=_\"*#<>[]{}:\\", *at) != NULL)
                return false;
            begins = begins || strchr(".;!?\n", *at) != NULL;
            at++;
            continue;
        }
        if (begins ? !is_goal(at, length) || has_capital(at, 1, length)
                   : has_capital(at, 0, length))
            return false;
        begins = false;
        if (++words > MOST_WORDS)
            return false;
        at += length;
    }
    return words > 0;
}

static bool is_vague_checklist(const Step *step)
{
    for (size_t i = 0; i < step->checklist.count; i++) {
        const CheckItem *item = step->checklist.items[i];
        if (item->text.text == NULL || item->items.count > 0 || !is_only_goals(item->text.text))
            return false;
    }
    return step->checklist.count > 0;
}

static bool is_there(const Text *text)
{
    return text->text != NULL || text->span.source != NULL;
}

static bool is_vague(const Step *step)
{
    if (is_there(&step->note) || is_there(&step->expect) || is_there(&step->verify) ||
        is_there(&step->where))
        return false;
    if (step->kind == STEP_CHECKLIST)
        return is_vague_checklist(step);
    return step->kind == STEP_MANUAL && step->manual.text != NULL &&
           is_only_goals(step->manual.text);
}

static Span vague_place(const Step *step)
{
    return step->kind == STEP_CHECKLIST ? step->checklist.items[0]->text.span : step->manual.span;
}

static void report_vague(const Runbook *runbook, const GPtrArray *vague, Diags *diags)
{
    Listing listing = {.text = NULL, .count = 0};
    for (guint i = 0; i < vague->len; i++)
        listing_add(&listing, subject_id(&((const Step *)g_ptr_array_index(vague, i))->entity));
    g_autofree char *names = listing_end(&listing);
    const Step *first = g_ptr_array_index(vague, 0);
    Diag *diag = diags_add(diags, &check_step_vague.rule, vague_place(first),
                           vague->len == 1
                               ? "step %s of runbook '%s' says what is to be reached, and not how"
                               : "the steps %s of runbook '%s' say what is to be reached, and not "
                                 "how",
                           names, subject_id(&runbook->entity));
    for (guint i = 1; i < MIN(vague->len, LISTING_NOTED + 1); i++) {
        const Step *step = g_ptr_array_index(vague, i);
        diag_note(diags, diag, vague_place(step), "nor does step '%s' say how",
                  subject_id(&step->entity));
    }
}

static void step_vague(const CheckInput *input, Diags *diags)
{
    Quota quota = {.count = 0};
    for (size_t i = 0; i < input->plan->runbooks.count; i++) {
        const Runbook *runbook = input->plan->runbooks.items[i];
        g_autoptr(GPtrArray) vague = g_ptr_array_new();
        for (size_t j = 0; j < runbook->steps.count; j++)
            if (is_vague(runbook->steps.items[j]))
                g_ptr_array_add(vague, runbook->steps.items[j]);
        if (vague->len > 0 && quota_take(&quota, vague_place(g_ptr_array_index(vague, 0))))
            report_vague(runbook, vague, diags);
    }
    quota_end(&quota, &check_step_vague.rule, "runbooks", diags);
}

const Check check_step_vague = {
    .rule =
        {
            .id = "step-vague",
            .severity = SEVERITY_WARNING,
            .summary = "a step names a goal, such as \"restore the backup\", and no way to it",
            .remedy = "write the command with `run:`, or which console, host or document, what to "
                      "do there, and what is then seen",
            .why = "Only somebody who knows the system by heart can carry it out, and that person "
                   "may be the one who cannot be reached.",
            .origin = "NIST SP 800-34 Rev. 1 4.3.2",
        },
    .run = step_vague,
};
