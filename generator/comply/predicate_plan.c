#include "comply/predicate.h"

#include "comply/reason.h"
#include "comply/tally.h"
#include "comply/verdict.h"

static Answer not_reviewable(const Question *question)
{
    const Plan *plan = question->standing->plan;
    const Duration within = question->control->within.value;
    bool has_interval = plan->review.known && duration_approximate(plan->review.value) > 0;
    const char *interval = "";
    if (!has_interval)
        interval = " No review interval is written.";
    else if (duration_compare(plan->review.value, within) > 0)
        interval = arena_printf(question->arena, " It is reviewed every %s, %s is allowed.",
                                plan->review.text, reason_duration(question->arena, within));
    const char *owner = plan->owner.target == NULL ? "The plan has no known owner." : "";
    if (*owner == '\0' && *interval == '\0')
        return (Answer){.verdict = VERDICT_SATISFIED};
    if (*owner == '\0')
        interval++;
    return (Answer){.verdict = VERDICT_NOT_SATISFIED,
                    .reason = arena_printf(question->arena, "%s%s", owner, interval)};
}

Answer plan_reviewed(const Question *question)
{
    const Standing *standing = question->standing;
    const Plan *plan = standing->plan;
    Arena *arena = question->arena;
    Answer answer = not_reviewable(question);
    if (answer.verdict != VERDICT_SATISFIED)
        return answer;
    if (!plan->reviewed.known)
        return (Answer){VERDICT_NO_EVIDENCE, "No date of a review is written.", NULL};
    const char *reviewed = reason_date(arena, plan->reviewed.value);
    if (plan->reviewed.value.days > standing->as_of.days)
        return (Answer){VERDICT_NO_EVIDENCE,
                        arena_printf(arena, "The review of %s lies in the future.", reviewed),
                        NULL};
    Date due = date_add(plan->reviewed.value, plan->review.value);
    bool over = standing->as_of.days > due.days;
    answer.verdict = over ? VERDICT_STALE : VERDICT_SATISFIED;
    answer.reason =
        arena_printf(arena, "Reviewed on %s at an interval of %s, owner '%s': %s %s.", reviewed,
                     plan->review.text, reason_id(plan->owner.target),
                     over ? "counted only until" : "counts until", reason_date(arena, due));
    return answer;
}

static bool has_tier(const Service *service)
{
    return service->tier.text != NULL && service->tier.index >= 0;
}

Answer functions_named(const Question *question)
{
    const Plan *plan = question->standing->plan;
    Tally tally = {0};
    for (size_t i = 0; i < plan->services.count; i++) {
        const Service *service = plan->services.items[i];
        tally_entity(&tally, has_tier(service) && service->about.text != NULL, &service->entity);
    }
    return (Answer){tally_verdict(&tally),
                    tally_text(&tally, question->arena, "services",
                               "say what they do and have "
                               "a tier"),
                    NULL};
}

Answer objectives_defined(const Question *question)
{
    const Standing *standing = question->standing;
    Tally rto = {0};
    Tally rpo = {0};
    for (size_t i = 0; i < standing->n_objectives; i++) {
        const Objective *objective = &standing->objectives[i];
        tally_entity(objective->kind == MEASURE_RTO ? &rto : &rpo, objective->has_target,
                     objective->subject);
    }
    const char *services = tally_text(&rto, question->arena, "services", "have an RTO");
    const char *data = tally_text(&rpo, question->arena, "data sets", "have an RPO");
    return (Answer){verdict_worst(tally_verdict(&rto), tally_verdict(&rpo)),
                    arena_printf(question->arena, "%s %s", services, data), NULL};
}

/* A walk along dependencies, without recursion: chains may be as long as the plan. */
typedef struct Walk {
    const Plan *plan;
    GHashTable *numbers; /* Service to its place, counted from 1 */
    size_t *next;        /* per service: the dependency to look at next */
    size_t *path;        /* services between the start and here */
    bool *on_path, *done;
    size_t depth;
} Walk;

static void enter(Walk *walk, size_t service)
{
    walk->on_path[service] = true;
    walk->path[walk->depth++] = service;
}

/* One step from the service at the end of the path; the service that closes a cycle, or NULL. */
static const Service *advance(Walk *walk)
{
    size_t here = walk->path[walk->depth - 1];
    const Service *service = walk->plan->services.items[here];
    if (walk->next[here] == service->depends.count) {
        walk->on_path[here] = false;
        walk->done[here] = true;
        walk->depth--;
        return NULL;
    }
    const Entity *target = service->depends.items[walk->next[here]++]->target;
    size_t number = GPOINTER_TO_SIZE(g_hash_table_lookup(walk->numbers, target));
    if (number == 0 || walk->done[number - 1])
        return NULL;
    if (walk->on_path[number - 1])
        return walk->plan->services.items[number - 1];
    enter(walk, number - 1);
    return NULL;
}

static const Service *walk_all(Walk *walk)
{
    const Service *found = NULL;
    for (size_t i = 0; i < walk->plan->services.count && found == NULL; i++) {
        if (!walk->done[i])
            enter(walk, i);
        while (walk->depth > 0 && found == NULL)
            found = advance(walk);
    }
    return found;
}

/* A service that depends on itself by way of others, or NULL. */
static const Service *find_cycle(const Plan *plan)
{
    size_t count = plan->services.count + 1;
    g_autoptr(GHashTable) numbers = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < plan->services.count; i++)
        g_hash_table_insert(numbers, plan->services.items[i], GSIZE_TO_POINTER(i + 1));
    g_autofree size_t *next = g_new0(size_t, count);
    g_autofree size_t *path = g_new0(size_t, count);
    g_autofree bool *on_path = g_new0(bool, count);
    g_autofree bool *done = g_new0(bool, count);
    Walk walk = {plan, numbers, next, path, on_path, done, 0};
    return walk_all(&walk);
}

Answer restoration_ordered(const Question *question)
{
    const Plan *plan = question->standing->plan;
    Tally tally = {0};
    for (size_t i = 0; i < plan->services.count; i++)
        tally_entity(&tally, has_tier(plan->services.items[i]), &plan->services.items[i]->entity);
    Answer answer = {tally_verdict(&tally),
                     tally_text(&tally, question->arena, "services", "have a tier"), NULL};
    const Service *cycle = find_cycle(plan);
    if (cycle != NULL) {
        answer.verdict = VERDICT_NOT_SATISFIED;
        answer.reason = arena_printf(question->arena, "%s '%s' depends on itself: no order.",
                                     answer.reason, reason_id(&cycle->entity));
    }
    return answer;
}

static void count_levels(Tally *tally, const ServiceLevel *const *levels, size_t count)
{
    for (size_t i = 0; i < count; i++)
        tally_count(tally, levels[i]->target.text != NULL,
                    levels[i]->name.text != NULL ? levels[i]->name.text : "(no name)");
}

Answer metrics_defined(const Question *question)
{
    const Plan *plan = question->standing->plan;
    Tally tally = {0};
    for (size_t i = 0; i < plan->kpis.count; i++)
        tally_entity(&tally, plan->kpis.items[i]->target.text != NULL,
                     &plan->kpis.items[i]->entity);
    count_levels(&tally, (const ServiceLevel *const *)plan->levels.items, plan->levels.count);
    for (size_t i = 0; i < plan->services.count; i++)
        count_levels(&tally, (const ServiceLevel *const *)plan->services.items[i]->levels.items,
                     plan->services.items[i]->levels.count);
    return (Answer){tally_verdict(&tally),
                    tally_text(&tally, question->arena, "KPIs and service levels", "have a target"),
                    NULL};
}

static bool is_plan(const Library *library, const char *name)
{
    for (size_t i = 0; i < library->n_plans; i++)
        if (g_strcmp0(library->plans[i]->id, name) == 0 ||
            g_strcmp0(library->plans[i]->title.text, name) == 0)
            return true;
    return false;
}

Answer related_plans_named(const Question *question)
{
    const TextList *related = &question->standing->plan->related;
    Tally tally = {0};
    for (size_t i = 0; i < related->count; i++)
        if (related->items[i]->text != NULL)
            tally_count(&tally, is_plan(question->library, related->items[i]->text),
                        related->items[i]->text);
    return (Answer){
        tally_verdict(&tally),
        tally_text(&tally, question->arena, "related plans named", "are in the library"), NULL};
}
