#include "comply/answer.h"

#include "comply/reason.h"
#include "comply/tally.h"
#include "comply/verdict.h"

/* Why the plan does not say who reviews it at least once in the period; NULL when it does. */
static const char *not_reviewable(const Question *question)
{
    const Plan *plan = question->standing->plan;
    const Duration within = question->control->within.value;
    bool has_interval = plan->review.known && duration_approximate(plan->review.value) > 0;
    const char *owner = plan->owner.target == NULL ? "The plan has no known owner." : "";
    const char *interval = "";
    if (!has_interval)
        interval = "No review interval is written.";
    else if (duration_compare(plan->review.value, within) > 0)
        interval = arena_printf(question->arena, "It is reviewed every %s, %s is allowed.",
                                plan->review.text, reason_duration(question->arena, within));
    if (*owner == '\0' && *interval == '\0')
        return NULL;
    return arena_printf(question->arena, "%s%s%s", owner,
                        *owner != '\0' && *interval != '\0' ? " " : "", interval);
}

/* The newest review of the plan as a whole up to the day: as written in it, or recorded. */
static bool last_review(const Question *question, Date *date, const Act **act)
{
    const Standing *standing = question->standing;
    const DateValue *written = &standing->plan->reviewed;
    bool has = written->known && written->value.days <= standing->as_of.days;
    *act = NULL;
    if (has)
        *date = written->value;
    for (size_t i = 0; i < standing->n_acts; i++) {
        const Act *each = standing->acts[i];
        if (each->kind != ACT_REVIEW || each->subject != NULL || each->plan == NULL ||
            (has && each->date.days <= date->days))
            continue;
        *date = each->date;
        *act = each;
        has = true;
    }
    return has;
}

static const char *no_review(const Question *question)
{
    const DateValue *written = &question->standing->plan->reviewed;
    if (!written->known)
        return "No date of a review is written.";
    return arena_printf(question->arena, "The review of %s lies in the future.",
                        reason_date(question->arena, written->value));
}

Answer plan_reviewed(const Question *question)
{
    const Standing *standing = question->standing;
    const Plan *plan = standing->plan;
    Arena *arena = question->arena;
    const char *hindrance = not_reviewable(question);
    Date reviewed = {0};
    Answer answer = {.act = NULL};
    if (!last_review(question, &reviewed, &answer.act)) {
        answer.reason = hindrance != NULL ? hindrance : no_review(question);
        answer_ask_two(&answer, hindrance == NULL ? VERDICT_SATISFIED : VERDICT_NOT_SATISFIED,
                       VERDICT_NO_EVIDENCE);
        return answer;
    }
    bool often = plan->review.known &&
                 duration_compare(plan->review.value, question->control->within.value) <= 0;
    Date due = date_add(reviewed, often ? plan->review.value : question->control->within.value);
    bool over = standing->as_of.days > due.days;
    answer_ask_two(&answer, hindrance == NULL ? VERDICT_SATISFIED : VERDICT_NOT_SATISFIED,
                   over ? VERDICT_STALE : VERDICT_SATISFIED);
    answer_limit(&answer, due);
    if (!over)
        answer.turn = arena_printf(arena, "Write `owner`, and `review: %s` or less, in the plan.",
                                   reason_duration(arena, question->control->within.value));
    answer.reason =
        hindrance != NULL
            ? hindrance
            : arena_printf(arena, "Reviewed on %s at an interval of %s, owner '%s': %s %s.",
                           reason_date(arena, reviewed), plan->review.text,
                           reason_id(plan->owner.target),
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
    return answer_tally(question, &tally, "services",
                        "say what they do and have "
                        "a tier");
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
    return (Answer){.verdict = verdict_worst(tally_verdict(&rto), tally_verdict(&rpo)),
                    .reason = arena_printf(question->arena, "%s %s", services, data),
                    .turn = turn_of(question, rto.part < rto.whole ? &rto : &rpo)};
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
    Answer answer = answer_tally(question, &tally, "services", "have a tier");
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
    return answer_tally(question, &tally, "KPIs and service levels", "have a target");
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
    return answer_tally(question, &tally, "related plans named", "are in the library");
}
