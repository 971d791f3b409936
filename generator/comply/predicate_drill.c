#include "comply/drills.h"

#include "comply/reason.h"
#include "read/schema.h"

/* Exercises with something beside their type: where, with whom, without whom. */

static bool is_of_types(const Question *question, const Exercise *exercise)
{
    return exercise_is_of(exercise, control_types(question->control));
}

static const Site *find_site(const Plan *plan, const char *id)
{
    for (size_t i = 0; i < plan->sites.count; i++)
        if (g_strcmp0(plan->sites.items[i]->entity.id.text, id) == 0)
            return plan->sites.items[i];
    return NULL;
}

static bool was_elsewhere(const Question *question, const Exercise *exercise, const Run *run)
{
    (void)exercise;
    const Site *site = run->site == NULL ? NULL : find_site(question->standing->plan, run->site);
    return site != NULL && site_is_alternate(site);
}

Answer alternate_site_exercised(const Question *question)
{
    const char *types = types_text(question);
    DrillSort sort = {.exercise = is_of_types,
                      .run = was_elsewhere,
                      .words = arena_printf(question->arena, "are of type %s", types),
                      .plan =
                          arena_printf(question->arena,
                                       "Plan an exercise of type %s at an alternate site", types),
                      .run_words = "at an alternate processing site"};
    return drills_judge(question, &sort);
}

static bool has_absentees(const Question *question, const Exercise *exercise)
{
    (void)question;
    return exercise->absent.count > 0;
}

static bool took_part(const Run *run, const Entity *person)
{
    const char *id = person->id.text;
    if (id == NULL)
        return false;
    for (size_t i = 0; i < run->n_people; i++)
        if (g_strcmp0(run->people[i].name, id) == 0)
            return true;
    return g_strcmp0(run->operator_name, id) == 0;
}

static bool went_without(const Question *question, const Exercise *exercise, const Run *run)
{
    (void)question;
    for (size_t i = 0; i < exercise->absent.count; i++) {
        const Entity *absent = exercise->absent.items[i]->target;
        if (absent != NULL && took_part(run, absent))
            return false;
    }
    return true;
}

Answer absent_key_person_exercised(const Question *question)
{
    static const DrillSort sort = {
        .exercise = has_absentees,
        .run = went_without,
        .words = "name key people who stay away",
        .plan = "Name in `absent` of an exercise a key person who stays away",
        .run_words = "without those who were to stay away"};
    return drills_judge(question, &sort);
}

static bool may_be_watched(const Question *question, const Exercise *exercise)
{
    return question->control->types.count == 0 || is_of_types(question, exercise);
}

/* Whoever watches does not take part. */
static bool was_watched(const Question *question, const Exercise *exercise, const Run *run)
{
    (void)question;
    (void)exercise;
    if (run->observer == NULL || g_strcmp0(run->observer, run->operator_name) == 0)
        return false;
    for (size_t i = 0; i < run->n_people; i++)
        if (g_strcmp0(run->people[i].name, run->observer) == 0 &&
            g_strcmp0(run->people[i].role, "observer") != 0)
            return false;
    return true;
}

Answer independent_observer(const Question *question)
{
    bool has_types = question->control->types.count > 0;
    DrillSort sort = {
        .exercise = may_be_watched,
        .run = was_watched,
        .words = has_types ? arena_printf(question->arena, "are of type %s", types_text(question))
                           : "are looked at",
        .plan = "Plan an exercise that somebody watches who does not take part",
        .run_words = "before an observer who took no part"};
    return drills_judge(question, &sort);
}

static bool notifies(const RefList *runbooks)
{
    for (size_t i = 0; i < runbooks->count; i++) {
        const Entity *target = runbooks->items[i]->target;
        if (target == NULL || target->kind != ENTITY_RUNBOOK)
            continue;
        const Runbook *runbook = (const Runbook *)target;
        for (size_t j = 0; j < runbook->steps.count; j++)
            if (runbook->steps.items[j]->kind == STEP_NOTIFY)
                return true;
    }
    return false;
}

/* Messages are sent in its runbooks, or in those of the scenarios that it plays. */
static bool communicates(const Question *question, const Exercise *exercise)
{
    if (question->control->types.count > 0 && !is_of_types(question, exercise))
        return false;
    if (notifies(&exercise->runbooks))
        return true;
    for (size_t i = 0; i < exercise->scenarios.count; i++) {
        const Entity *target = exercise->scenarios.items[i]->target;
        if (target != NULL && target->kind == ENTITY_SCENARIO &&
            notifies(&((const Scenario *)target)->runbooks))
            return true;
    }
    return false;
}

Answer communication_tested(const Question *question)
{
    static const DrillSort sort = {.exercise = communicates,
                                   .words = "have a runbook that notifies somebody",
                                   .plan =
                                       "Plan an exercise with a runbook that has a `notify` step"};
    return drills_judge(question, &sort);
}
