#include "rules/checks.h"
#include "rules/subject.h"

/* Which of the two objectives is compared. */
typedef enum Goal { GOAL_RTO, GOAL_RPO } Goal;

typedef struct GoalWords {
    const Rule *rule;
    const char *key;
    const char *words;
} GoalWords;

static const GoalWords goal_words[] = {
    [GOAL_RTO] = {&check_scenario_rto_looser.rule, "rto", "recovery time objective"},
    [GOAL_RPO] = {&check_scenario_rpo_looser.rule, "rpo", "recovery point objective"},
};

static const DurationValue *scenario_goal(const Scenario *scenario, Goal goal)
{
    return known_length(goal == GOAL_RTO ? &scenario->rto : &scenario->rpo);
}

static const DurationValue *plan_goal(const Plan *plan, Goal goal)
{
    return known_length(goal == GOAL_RTO ? &plan->rto : &plan->rpo);
}

static const DurationValue *entity_goal(const Entity *entity, Goal goal)
{
    if (entity == NULL)
        return NULL;
    return goal == GOAL_RTO ? subject_rto(entity) : subject_rpo(entity);
}

static bool is_tighter(const DurationValue *value, const DurationValue *than)
{
    return value != NULL && duration_compare(value->value, than->value) < 0;
}

/* The affected service or data set with the shortest objective below MINE; NULL when none. */
static const Entity *tightest_affected(const Scenario *scenario, Goal goal,
                                       const DurationValue *mine)
{
    const Entity *tightest = NULL;
    for (size_t i = 0; i < scenario->affects.count; i++) {
        const Entity *entity = scenario->affects.items[i]->target;
        const DurationValue *value = entity_goal(entity, goal);
        if (is_tighter(value, mine)) {
            tightest = entity;
            mine = value;
        }
    }
    return tightest;
}

static void note_tighter(const Scenario *scenario, const Plan *plan, Goal goal, Diag *diag,
                         Diags *diags)
{
    const DurationValue *mine = scenario_goal(scenario, goal);
    const DurationValue *whole = plan_goal(plan, goal);
    if (is_tighter(whole, mine))
        diag_note(diags, diag, whole->span, "the plan as a whole has %s", whole->text);
    for (size_t i = 0; i < scenario->affects.count; i++) {
        const Entity *entity = scenario->affects.items[i]->target;
        const DurationValue *value = entity_goal(entity, goal);
        if (is_tighter(value, mine))
            diag_note(diags, diag, value->span, "%s '%s', which it affects, has %s",
                      entity_kind_word(entity->kind), subject_id(entity), value->text);
    }
}

static void compare_scenario(const Scenario *scenario, const Plan *plan, Goal goal, Diags *diags)
{
    const GoalWords *words = &goal_words[goal];
    const DurationValue *mine = scenario_goal(scenario, goal);
    if (mine == NULL)
        return;
    const DurationValue *limit = plan_goal(plan, goal);
    if (!is_tighter(limit, mine))
        limit = NULL;
    const Entity *entity = tightest_affected(scenario, goal, limit != NULL ? limit : mine);
    if (entity != NULL)
        limit = entity_goal(entity, goal);
    if (limit == NULL)
        return;
    const char *id = subject_id(&scenario->entity);
    Diag *diag;
    if (entity == NULL)
        diag = diags_add(diags, words->rule, mine->span,
                         "scenario '%s' is looser than the plan's %s: %s > %s", id, words->words,
                         mine->text, limit->text);
    else
        diag =
            diags_add(diags, words->rule, mine->span,
                      "scenario '%s' is looser than the %s of %s '%s': %s > %s", id, words->words,
                      entity_kind_word(entity->kind), subject_id(entity), mine->text, limit->text);
    diag_help(diags, diag, "lower `%s` of the scenario to %s, or raise the objective it breaks",
              words->key, limit->text);
    note_tighter(scenario, plan, goal, diag, diags);
}

static void scenario_rto_looser(const CheckInput *input, Diags *diags)
{
    for (size_t i = 0; i < input->plan->scenarios.count; i++)
        compare_scenario(input->plan->scenarios.items[i], input->plan, GOAL_RTO, diags);
}

static void scenario_rpo_looser(const CheckInput *input, Diags *diags)
{
    for (size_t i = 0; i < input->plan->scenarios.count; i++)
        compare_scenario(input->plan->scenarios.items[i], input->plan, GOAL_RPO, diags);
}

const Check check_scenario_rto_looser = {
    .rule =
        {
            .id = "scenario-rto-looser",
            .severity = SEVERITY_ERROR,
            .summary = "a scenario allows a longer recovery than the plan or something it affects",
            .remedy = "lower the scenario's `rto`, or raise the objective it breaks",
            .why = "Whoever follows the scenario believes to be in time while the service is "
                   "already late by its own objective.",
            .origin = "NIST SP 800-34 Rev. 1 3.2.1; NIST SP 800-53 Rev. 5 CP-2 a.2",
        },
    .run = scenario_rto_looser,
};

const Check check_scenario_rpo_looser = {
    .rule =
        {
            .id = "scenario-rpo-looser",
            .severity = SEVERITY_ERROR,
            .summary = "a scenario allows more data to be lost than the plan or something it "
                       "affects",
            .remedy = "lower the scenario's `rpo`, or raise the objective it breaks",
            .why = "Whoever follows the scenario accepts a copy that is too old, although the "
                   "business was promised a newer one.",
            .origin = "NIST SP 800-34 Rev. 1 3.2.1; NIST SP 800-53 Rev. 5 CP-2 a.2",
        },
    .run = scenario_rpo_looser,
};

/* The phase that ends last; NULL when no end can be read. */
static const Phase *last_phase(const Scenario *scenario)
{
    const Phase *last = NULL;
    for (size_t i = 0; i < scenario->phases.count; i++) {
        const Phase *phase = scenario->phases.items[i];
        if (known_length(&phase->to) != NULL &&
            (last == NULL || duration_compare(phase->to.value, last->to.value) > 0))
            last = phase;
    }
    return last;
}

static void phase_over_rto(const CheckInput *input, Diags *diags)
{
    for (size_t i = 0; i < input->plan->scenarios.count; i++) {
        const Scenario *scenario = input->plan->scenarios.items[i];
        const Phase *phase = last_phase(scenario);
        if (phase == NULL || known_length(&scenario->rto) == NULL ||
            duration_compare(phase->to.value, scenario->rto.value) <= 0)
            continue;
        Diag *diag = diags_add(diags, &check_phase_over_rto.rule, phase->to.span,
                               "scenario '%s' is still in phase '%s' when it should have "
                               "recovered: %s > %s",
                               subject_id(&scenario->entity), subject_id(&phase->entity),
                               phase->to.text, scenario->rto.text);
        diag_note(diags, diag, scenario->rto.span, "its recovery time objective is %s",
                  scenario->rto.text);
        diag_help(diags, diag,
                  "end phase '%s' within %s, move what follows recovery out of the phases, or "
                  "raise `rto`",
                  subject_id(&phase->entity), scenario->rto.text);
    }
}

const Check check_phase_over_rto = {
    .rule =
        {
            .id = "phase-over-rto",
            .severity = SEVERITY_ERROR,
            .summary = "the last phase of a scenario ends after its recovery time objective",
            .remedy = "shorten the phases, or raise the scenario's `rto`",
            .why = "The scenario's own timetable ends after the hour that it promises, so the "
                   "promise is broken even on a perfect day.",
            .origin = "NIST SP 800-34 Rev. 1 3.2.1 and 4.3.1",
        },
    .run = phase_over_rto,
};
