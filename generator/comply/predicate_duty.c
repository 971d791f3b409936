#include "comply/answer.h"

#include "comply/reason.h"
#include "comply/verdict.h"
#include "model/crew.h"

/* Whether those who hold roles may decide, are there, are called in turn, and know their part. */

Answer activation_defined(const Question *question)
{
    const Plan *plan = question->standing->plan;
    const Role *role = plan_declaring_role(plan);
    if (role == NULL)
        return answer_plain(VERDICT_NOT_SATISFIED,
                            "There is not exactly one role that may declare a disaster.");
    const char *id = reason_id(&role->entity);
    if (role->alternates.count == 0)
        return answer_plain(VERDICT_NOT_SATISFIED,
                            arena_printf(question->arena,
                                         "Role '%s' may declare a disaster and has no successor.",
                                         id));
    Tally tally = {0};
    for (size_t i = 0; i < plan->runbooks.count; i++)
        tally_entity(&tally, plan->runbooks.items[i]->trigger.text != NULL,
                     &plan->runbooks.items[i]->entity);
    Answer answer = answer_tally(question, &tally, "runbooks", "say what calls for them");
    answer.reason = arena_printf(
        question->arena, "Role '%s' declares a disaster, with a successor. %s", id, answer.reason);
    return answer;
}

Answer duty_covered(const Question *question)
{
    const Plan *plan = question->standing->plan;
    Tally tally = {0};
    const char *gap = "";
    for (size_t i = 0; i < plan->roles.count; i++) {
        const Role *role = plan->roles.items[i];
        Week covered;
        if (role->roster.count == 0)
            continue;
        bool full = role_on_call(role, &covered) && week_uncovered(&covered) == 0;
        tally_entity(&tally, full, &role->entity);
        size_t from = 0;
        size_t to = 0;
        char begins[WEEK_TEXT_SIZE];
        char ends[WEEK_TEXT_SIZE];
        if (full || *gap != '\0' || !week_gap(&covered, &from, &to))
            continue;
        gap = arena_printf(question->arena, " Nobody is on call for '%s' from %s to %s.",
                           reason_id(&role->entity), week_slot_words(from, begins),
                           week_slot_words(to, ends));
    }
    Answer answer =
        answer_tally(question, &tally, "roles with a roster", "are on call all 168 hours a week");
    answer.reason = arena_printf(question->arena, "%s%s", answer.reason, gap);
    return answer;
}

/* After how long the level at INDEX is called, or whether the one before it says so. */
static bool has_time(const Plan *plan, size_t index)
{
    if (index == 0 || plan->escalation.items[index]->after.known)
        return true;
    const Entity *before = plan->escalation.items[index - 1]->who.target;
    return before != NULL && before->kind == ENTITY_ROLE && ((const Role *)before)->escalate.known;
}

Answer escalation_complete(const Question *question)
{
    const Plan *plan = question->standing->plan;
    Tally tally = {0};
    if (plan->escalation.count == 1)
        return answer_plain(VERDICT_NOT_SATISFIED,
                            "There is one escalation level: nobody follows when it does not "
                            "answer.");
    for (size_t i = 0; i < plan->escalation.count; i++) {
        const EscalationLevel *level = plan->escalation.items[i];
        const char *name = level->who.text != NULL ? level->who.text : "(nobody)";
        tally_count(&tally, level->who.target != NULL && has_time(plan, i), name);
    }
    return answer_tally(question, &tally, "escalation levels",
                        "say who is called and after how long");
}

/* ---- training ---- */

/* Person to the newest training that they passed; both borrowed. */
static GHashTable *newest_trainings(const Standing *standing)
{
    GHashTable *trainings = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < standing->n_acts; i++) {
        const Act *act = standing->acts[i];
        if (act->kind == ACT_TRAINING && act->passed && act->subject != NULL)
            g_hash_table_insert(trainings, (gpointer)act->subject, (gpointer)act);
    }
    return trainings;
}

/* The last day on which the training of PERSON counts; false when they had none. */
static bool trained_until(const Question *question, GHashTable *trainings, const Person *person,
                          Date *until)
{
    const Act *act = person->entity.id.text == NULL
                         ? NULL
                         : g_hash_table_lookup(trainings, person->entity.id.text);
    const DateValue *written = &person->trained;
    bool has_written = written->known && written->value.days <= question->standing->as_of.days;
    rows_add_act(question->rows, act);
    if (act != NULL)
        *until = act->until.days != INT32_MIN ? act->until : last_day(question, act->date);
    if (has_written && (act == NULL || last_day(question, written->value).days > until->days))
        *until = last_day(question, written->value);
    return act != NULL || has_written;
}

/* Those who hold roles or step in, each once, still here: const Person's Entity. */
static GPtrArray *role_people(const Question *question)
{
    const Plan *plan = question->standing->plan;
    GPtrArray *people = g_ptr_array_new();
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < plan->roles.count; i++) {
        g_auto(Crew) crew = crew_of(&plan->roles.items[i]->entity, NULL);
        for (guint j = 0; j < crew.people->len; j++) {
            const Person *person = crew.people->pdata[j];
            if (!person_has_left(person, question->standing->as_of) &&
                g_hash_table_add(seen, (gpointer)person))
                g_ptr_array_add(people, (gpointer)person);
        }
    }
    return people;
}

/* Roles that say that they are trained for at least once in the period. */
static Tally training_defined(const Question *question)
{
    const Plan *plan = question->standing->plan;
    Tally tally = {0};
    for (size_t i = 0; i < plan->roles.count; i++) {
        const DurationValue *training = &plan->roles.items[i]->training;
        bool often = value_is_length(training) &&
                     duration_compare(training->value, question->control->within.value) <= 0;
        tally_entity(&tally, often, &plan->roles.items[i]->entity);
    }
    return tally;
}

Answer training_current(const Question *question)
{
    Arena *arena = question->arena;
    g_autoptr(GHashTable) trainings = newest_trainings(question->standing);
    g_autoptr(GPtrArray) people = role_people(question);
    Tally roles = training_defined(question);
    Tally dated = {0};
    Tally fresh = {0};
    Answer limit = {.has_until = false};
    for (guint i = 0; i < people->len; i++) {
        const Person *person = people->pdata[i];
        Date until = {0};
        bool has = trained_until(question, trainings, person, &until);
        tally_entity(&dated, has, &person->entity);
        tally_entity(&fresh, has && until.days >= question->standing->as_of.days, &person->entity);
        if (has)
            answer_limit(&limit, until);
    }
    Verdict met = tally_verdict(&fresh);
    if (met == VERDICT_NOT_SATISFIED && dated.part == 0)
        met = VERDICT_NO_EVIDENCE;
    else if (met == VERDICT_NOT_SATISFIED && dated.part == dated.whole)
        met = VERDICT_STALE;
    const char *often = arena_printf(arena, "are to be trained for at least every %s",
                                     reason_duration(arena, question->control->within.value));
    Answer answer = {.reason =
                         arena_printf(arena, "%s %s", tally_text(&roles, arena, "roles", often),
                                      tally_text(&fresh, arena, "people who hold them",
                                                 "have a training that still counts")),
                     .has_until = limit.has_until,
                     .until = limit.until};
    answer_ask_two(&answer, tally_verdict(&roles), met);
    if (met != VERDICT_SATISFIED)
        answer.turn = turn_of(question, &fresh);
    else
        answer.turn = arena_printf(arena, "Write `training: %s` or less at role '%s'.",
                                   reason_duration(arena, question->control->within.value),
                                   roles.whole > roles.part ? roles.missing[0] : "?");
    return answer;
}
