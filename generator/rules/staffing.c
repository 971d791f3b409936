#include "rules/staffing.h"

#include "rules/chain_text.h"
#include "rules/checks.h"
#include "rules/late.h"
#include "rules/subject.h"

/*
 * Whether the people whom a plan names are enough to recover in time.
 */

/* Who makes a chain longest by being busy with something else. */
typedef struct Bottleneck {
    const Task *task; /* the one that waits longest for them */
    int64_t waited;   /* for all of theirs on the chain */
} Bottleneck;

static Bottleneck find_bottleneck(const Schedule *schedule, const GArray *chain)
{
    g_autoptr(GHashTable) sums = g_hash_table_new(g_direct_hash, g_direct_equal);
    g_autoptr(GHashTable) longest = g_hash_table_new(g_direct_hash, g_direct_equal);
    Bottleneck bottleneck = {.task = NULL, .waited = 0};
    for (guint i = 0; i < chain->len; i++) {
        Task *task = &schedule->tasks[g_array_index(chain, size_t, i)];
        if (task->waited == 0 || task->who == NULL)
            continue;
        void *who = (void *)(uintptr_t)task->who;
        int64_t sum = (int64_t)GPOINTER_TO_SIZE(g_hash_table_lookup(sums, who)) + task->waited;
        g_hash_table_insert(sums, who, GSIZE_TO_POINTER((size_t)sum));
        Task *other = g_hash_table_lookup(longest, who);
        if (other == NULL || task->waited > other->waited)
            g_hash_table_insert(longest, who, task);
        if (sum > bottleneck.waited) {
            bottleneck.waited = sum;
            bottleneck.task = g_hash_table_lookup(longest, who);
        }
    }
    return bottleneck;
}

static void help_bottleneck(const Bottleneck *bottleneck, Diag *diag, Diags *diags)
{
    const Task *task = bottleneck->task;
    char waited[DURATION_TEXT_SIZE];
    chain_length(bottleneck->waited, waited);
    const Entity *named = task->step->who.target;
    const char *step = subject_id(&task->step->entity);
    if (named == task->who && named->kind == ENTITY_PERSON)
        diag_help(diags, diag,
                  "'%s' is the bottleneck: steps wait %s for them; give step '%s' to somebody else",
                  subject_id(task->who), waited, step);
    else if (named == task->who)
        diag_help(diags, diag,
                  "%s '%s' is the bottleneck: it names nobody and counts as one person, for whom "
                  "steps wait %s; name at least two people",
                  entity_kind_word(named->kind), subject_id(named), waited);
    else
        diag_help(diags, diag,
                  "'%s' is the bottleneck: steps wait %s for them; give %s '%s' one more person, "
                  "or step '%s' to somebody else",
                  subject_id(task->who), waited, entity_kind_word(named->kind), subject_id(named),
                  step);
}

static Diag *report_short(const Schedule *schedule, const Late *late, Diags *diags)
{
    const Recovered *recovered = late->worst;
    const DurationValue *limit = schedule_limit(schedule, recovered);
    char unlimited[DURATION_TEXT_SIZE];
    g_autoptr(GArray) chain = schedule_chain(schedule, recovered->staffed_last, true);
    g_autofree char *arithmetic = chain_arithmetic(schedule, chain);
    Diag *diag =
        diags_add(diags, &check_recovery_over_rto_staffed.rule, limit->span,
                  "too few people to bring %s '%s' back in time in scenario '%s': %s > %s, "
                  "though %s with enough of them",
                  entity_kind_word(recovered->entity->kind), subject_id(recovered->entity),
                  subject_id(&schedule->scenario->entity), arithmetic, limit->text,
                  chain_length(recovered->back, unlimited));
    late_note(schedule, recovered, diag, diags);
    chain_notes(schedule, chain, true, diag, diags);
    late_note_others(late, diag, diags);
    Bottleneck bottleneck = find_bottleneck(schedule, chain);
    if (bottleneck.task != NULL)
        help_bottleneck(&bottleneck, diag, diags);
    return diag;
}

/* The first promise that breaks has the shortest chain to look at. */
static bool is_earlier(const Recovered *a, const Recovered *b)
{
    return a->staffed_back < b->staffed_back;
}

void staffing_weigh(const Schedule *schedule, Diags *diags)
{
    g_auto(LateList) list = late_list_new();
    for (size_t i = 0; i < schedule->n_recovered; i++) {
        const Recovered *recovered = &schedule->recovered[i];
        const DurationValue *limit = schedule_limit(schedule, recovered);
        if (recovered->runbook == NULL || limit == NULL)
            continue;
        int64_t most = duration_approximate(limit->value);
        if (recovered->back > most || recovered->staffed_back <= most)
            continue;
        /* The same few people are the cause of all that is late in a scenario. */
        late_list_add(&list, schedule, recovered, is_earlier);
    }
    late_list_report(&list, schedule, report_short, diags);
}

const Check check_recovery_over_rto_staffed = {
    .rule =
        {
            .id = "recovery-over-rto-staffed",
            .severity = SEVERITY_ERROR,
            .summary = "the people who recover are too few to keep a recovery time objective, "
                       "since each does one step at a time",
            .remedy = "name more people for the steps that wait, or let them take less time",
            .why = "Steps that look parallel on paper are done one after the other by the one "
                   "person who can do them, and the recovery ends later than promised.",
            .origin = "NIST SP 800-34 Rev. 1 3.2.1; NIST SP 800-53 Rev. 5 CP-2",
        },
    .run = late_with_schedule,
};
