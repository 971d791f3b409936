#include "compose/brief.h"
#include "compose/directive.h"
#include "compose/show.h"
#include "model/coverage.h"

/* The first page of a plan's report is for who has one minute: lists end before the page does. */
enum { MOST_ITEMS = 5, MOST_DUTIES = 7, LONGEST_TEXT = 110 };

/* TEXT on a line or two; owned by the caller. */
static char *shorten(const char *text)
{
    if (g_utf8_strlen(text, -1) <= LONGEST_TEXT)
        return g_strdup(text);
    g_autofree char *start = g_utf8_substring(text, 0, LONGEST_TEXT - 1);
    return g_strconcat(start, "\xE2\x80\xA6", NULL);
}

/* A list that counts what it has no room for. */
typedef struct ShortList {
    Doc *doc;
    Node *list;
    size_t room, left_out;
} ShortList;

static ShortList begin_list(const Scope *scope, Node *parent, size_t room)
{
    return (ShortList){scope->doc, node_add_list(scope->doc, parent, false), room, 0};
}

/* "WHO: WHAT" as an item; WHO may be NULL. */
static void add_item(ShortList *to, const char *who, const char *what)
{
    if (to->room == 0) {
        to->left_out++;
        return;
    }
    to->room--;
    g_autofree char *text = shorten(what);
    Node *paragraph = node_add_paragraph(to->doc, node_add(to->doc, to->list, NODE_ITEM), NULL);
    if (who != NULL) {
        node_add_strong(to->doc, paragraph, who);
        node_add_text(to->doc, paragraph, ": ");
    }
    node_add_text(to->doc, paragraph, text);
}

/* Takes out of its parent the section that holds nothing but its heading. */
static void end_list(ShortList *to)
{
    if (to->left_out > 0) {
        g_autofree char *text = g_strdup_printf("and %zu more, below", to->left_out);
        node_add_paragraph(to->doc, node_add(to->doc, to->list, NODE_ITEM), text);
    }
    if (to->list->first == NULL)
        node_detach(to->list);
}

static char *answer_of(const Brief *brief)
{
    size_t open = brief->n_objectives - brief->n_proven;
    switch (brief->promise) {
    case PROMISE_MISSED:
        return g_strdup_printf("No: %zu of its %zu objectives %s when last measured, or the run "
                               "failed; %zu %s proven.",
                               brief->n_missed, brief->n_objectives,
                               brief->n_missed == 1 ? "was missed" : "were missed", brief->n_proven,
                               brief->n_proven == 1 ? "is" : "are");
    case PROMISE_NONE:
        return g_strdup("Nobody can say: it states no recovery time and no loss of data that a "
                        "run could be held against.");
    case PROMISE_UNPROVEN:
        return g_strdup_printf("Nobody knows. None of its %zu objectives is proven by a run that "
                               "still counts.",
                               brief->n_objectives);
    case PROMISE_PARTLY:
        return g_strdup_printf("In part. %zu of its %zu objectives are proven by runs that still "
                               "count, %zu %s not.",
                               brief->n_proven, brief->n_objectives, open,
                               open == 1 ? "is" : "are");
    case PROMISE_KEPT:
        return g_strdup_printf("Yes, as far as runs can show it: all of its %zu objectives are "
                               "proven by runs that still count.",
                               brief->n_objectives);
    }
    g_assert_not_reached();
}

static void append_share(GString *out, const char *words, Share share)
{
    if (share.whole == 0)
        return;
    g_string_append_printf(out, "%s%s: %zu of %zu", out->len == 0 ? "" : "; ", words, share.part,
                           share.whole);
}

/* "Recoveries that succeeded: 7 of 10; RTO achieved: 3 of 5; …" */
static void append_shares(Doc *doc, Node *parent, const PlanView *view)
{
    const Standing *standing = view->standing;
    g_autoptr(GString) out = g_string_new(NULL);
    append_share(out, "Recoveries that succeeded", standing->runs_passed);
    append_share(out, "RTO achieved", standing->rto_met);
    append_share(out, "RPO achieved", standing->rpo_met);
    append_share(out, "Services exercised", standing->services_exercised);
    for (size_t i = 0; i < view->n_assessments; i++) {
        const Assessment *assessment = &view->assessments[i];
        Share satisfied = {.whole = assessment->n_results};
        for (size_t j = 0; j < assessment->n_results; j++)
            satisfied.part += assessment->results[j].verdict == VERDICT_SATISFIED;
        g_autofree char *words =
            g_strdup_printf("Controls of %s satisfied", or_dash(assessment->framework->title.text));
        append_share(out, words, satisfied);
    }
    if (out->len == 0)
        return;
    g_string_append_c(out, '.');
    node_add_paragraph(doc, parent, out->str);
}

static void append_answer(const Scope *scope, const Brief *brief)
{
    Doc *doc = scope->doc;
    Node *callout = node_add_callout(doc, scope->parent, promise_tone(brief->promise),
                                     "Can the plan keep its promise?");
    g_autofree char *answer = answer_of(brief);
    g_autofree char *late =
        lateness_words(brief->n_overdue_exercises, brief->n_findings, brief->n_overdue_findings);
    g_autofree char *text = g_strdup_printf("%s %s", answer, late);
    node_add_paragraph(doc, callout, text);
    append_shares(doc, callout, brief->view);
}

static void append_unproven(const Scope *scope, const Standing *standing)
{
    Node *section = node_add_section(scope->doc, scope->parent, scope->level, "not-proven",
                                     "What is not proven");
    ShortList list = begin_list(scope, section, MOST_ITEMS);
    /* What was missed is worse than what nobody has tried. */
    for (int missed = 1; missed >= 0; missed--)
        for (size_t i = 0; i < standing->n_objectives; i++) {
            const Objective *objective = &standing->objectives[i];
            if (objective->verdict == VERDICT_SATISFIED ||
                (objective->verdict == VERDICT_NOT_SATISFIED) != (missed == 1))
                continue;
            g_autofree char *name = g_strdup_printf("%s, %s", entity_name(objective->subject),
                                                    measure_word(objective->kind));
            add_item(&list, name, objective->reason);
        }
    end_list(&list);
}

/* "was due on 2026-03-31", "never passed" */
static char *lateness_of(const ExerciseState *state)
{
    char day[DATE_TEXT_SIZE];
    if (!state->has_due)
        return g_strdup("has never passed");
    return g_strdup_printf("was due on %s", date_format(state->due, day));
}

static void append_overdue(const Scope *scope, const Standing *standing)
{
    Node *section =
        node_add_section(scope->doc, scope->parent, scope->level, "overdue", "What is overdue");
    ShortList list = begin_list(scope, section, MOST_ITEMS);
    for (size_t i = 0; i < standing->n_exercises; i++) {
        const ExerciseState *state = &standing->exercises[i];
        if (!state->overdue)
            continue;
        g_autofree char *late = lateness_of(state);
        add_item(&list, entity_name(&state->exercise->entity), late);
    }
    for (size_t i = 0; i < standing->n_findings; i++) {
        char day[DATE_TEXT_SIZE];
        const OpenFinding *open = &standing->findings[i];
        if (!open->overdue)
            continue;
        g_autofree char *name =
            g_strdup_printf("Finding, due on %s", date_format(open->finding->due, day));
        add_item(&list, name, or_dash(open->finding->text));
    }
    end_list(&list);
}

static void ask_for_findings(const Scope *scope, const Standing *standing, ShortList *list)
{
    for (size_t i = 0; i < standing->n_findings; i++) {
        const OpenFinding *open = &standing->findings[i];
        if (!open->overdue)
            continue;
        if (list->room == 0) {
            list->left_out++;
            continue;
        }
        const char *owner =
            finding_owner_name(scope->subject->library, standing->plan, open->finding->owner);
        g_autofree char *what =
            g_strdup_printf("close the finding \"%s\"", or_dash(open->finding->text));
        add_item(list, owner, what);
    }
}

static void ask_for_exercises(const Standing *standing, ShortList *list)
{
    for (size_t i = 0; i < standing->n_exercises; i++) {
        const ExerciseState *state = &standing->exercises[i];
        if (!state->overdue)
            continue;
        g_autofree char *what = g_strdup_printf("see to it that \"%s\" takes place and passes",
                                                entity_name(&state->exercise->entity));
        add_item(list, plan_owner_name(standing->plan), what);
    }
}

/* Which subjects an exercise with a frequency will measure. Owned by the caller. */
static bool *planned_subjects(const Standing *standing)
{
    bool *planned = g_new0(bool, standing->n_objectives + 1);
    for (size_t i = 0; i < standing->n_exercises; i++) {
        if (!exercise_has_frequency(standing->exercises[i].exercise))
            continue;
        Subjects subjects = coverage_of_exercise(standing->coverage, i);
        for (size_t j = 0; j < subjects.count; j++)
            planned[subjects.items[j]] = true;
    }
    return planned;
}

static void ask_for_proof(const Standing *standing, ShortList *list)
{
    g_autofree bool *planned = planned_subjects(standing);
    for (size_t i = 0; i < standing->n_objectives; i++) {
        const Objective *objective = &standing->objectives[i];
        const char *word = measure_word(objective->kind);
        const char *name = entity_name(objective->subject);
        g_autofree char *what = NULL;
        if (objective->verdict == VERDICT_NOT_SATISFIED)
            what =
                g_strdup_printf("mend what kept %s from its %s, and measure it again", name, word);
        else if (!objective->has_target)
            what = g_strdup_printf("decide on the %s of %s", word, name);
        else if (objective->n == 0 && !planned[i])
            what = g_strdup_printf("plan an exercise that measures the %s of %s", word, name);
        if (what != NULL)
            add_item(list, plan_owner_name(standing->plan), what);
    }
}

static void append_duties(const Scope *scope, const Standing *standing)
{
    Node *section =
        node_add_section(scope->doc, scope->parent, scope->level, "asked", "What is asked of whom");
    ShortList list = begin_list(scope, section, MOST_DUTIES);
    ask_for_findings(scope, standing, &list);
    ask_for_exercises(standing, &list);
    ask_for_proof(standing, &list);
    end_list(&list);
}

void append_summary(const Scope *scope)
{
    const PlanView *view = scope->subject->view;
    Brief brief = brief_of(view);
    append_answer(scope, &brief);
    append_unproven(scope, view->standing);
    append_overdue(scope, view->standing);
    append_duties(scope, view->standing);
}
