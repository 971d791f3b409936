#include "compose/brief.h"

static Promise judge(const Brief *brief, size_t n_targets)
{
    if (brief->n_missed > 0)
        return PROMISE_MISSED;
    if (n_targets == 0)
        return PROMISE_NONE;
    if (brief->n_proven == 0)
        return PROMISE_UNPROVEN;
    return brief->n_proven == brief->n_objectives ? PROMISE_KEPT : PROMISE_PARTLY;
}

Brief brief_of(const PlanView *view)
{
    const Standing *standing = view->standing;
    Brief brief = {
        .view = view, .n_objectives = standing->n_objectives, .n_findings = standing->n_findings};
    size_t n_targets = 0;
    for (size_t i = 0; i < standing->n_objectives; i++) {
        const Objective *objective = &standing->objectives[i];
        n_targets += objective->has_target;
        brief.n_proven += objective->verdict == VERDICT_SATISFIED;
        brief.n_missed += objective->verdict == VERDICT_NOT_SATISFIED;
    }
    for (size_t i = 0; i < standing->n_exercises; i++)
        brief.n_overdue_exercises += standing->exercises[i].overdue;
    for (size_t i = 0; i < standing->n_findings; i++)
        brief.n_overdue_findings += standing->findings[i].overdue;
    brief.promise = judge(&brief, n_targets);
    return brief;
}

const char *promise_word(Promise promise)
{
    static const char *const words[] = {[PROMISE_MISSED] = "missed",
                                        [PROMISE_NONE] = "nothing promised",
                                        [PROMISE_UNPROVEN] = "not proven",
                                        [PROMISE_PARTLY] = "proven in part",
                                        [PROMISE_KEPT] = "proven"};
    return words[promise];
}

Tone promise_tone(Promise promise)
{
    static const Tone tones[] = {[PROMISE_MISSED] = TONE_DANGER,
                                 [PROMISE_NONE] = TONE_WARNING,
                                 [PROMISE_UNPROVEN] = TONE_WARNING,
                                 [PROMISE_PARTLY] = TONE_WARNING,
                                 [PROMISE_KEPT] = TONE_GOOD};
    return tones[promise];
}

const char *plan_owner_name(const Plan *plan)
{
    if (plan->owner.target != NULL)
        return entity_name(plan->owner.target);
    return plan->owner.text != NULL ? plan->owner.text : "no owner is named";
}

const char *finding_owner_name(const Library *library, const Plan *plan, const char *owner)
{
    const unsigned kinds = ENTITY_BIT(ENTITY_PERSON) | ENTITY_BIT(ENTITY_TEAM) |
                           ENTITY_BIT(ENTITY_VENDOR) | ENTITY_BIT(ENTITY_ROLE);
    if (owner == NULL || *owner == '\0')
        return "nobody";
    const Entity *entity = library_find(library, plan, kinds, owner);
    return entity == NULL ? owner : entity_name(entity);
}

static void append_count(GString *out, size_t count, const char *none, const char *one,
                         const char *many)
{
    if (count == 0)
        g_string_append(out, none);
    else if (count == 1)
        g_string_append(out, one);
    else
        g_string_append_printf(out, "%zu %s", count, many);
}

char *lateness_words(size_t n_exercises, size_t n_findings, size_t n_overdue)
{
    GString *out = g_string_new(NULL);
    append_count(out, n_exercises, "No exercise is overdue", "1 exercise is overdue",
                 "exercises are overdue");
    g_string_append(out, n_findings == 0 ? " and " : ", ");
    append_count(out, n_findings, "no finding is open", "1 finding is open", "findings are open");
    if (n_findings > 0)
        g_string_append(out, ", ");
    if (n_findings > 0)
        append_count(out, n_overdue, "none beyond its day", "1 of them beyond its day",
                     "of them beyond their day");
    g_string_append_c(out, '.');
    return g_string_free(out, FALSE);
}
