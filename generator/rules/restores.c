#include "model/loss.h"
#include "rules/checks.h"
#include "rules/subject.h"
#include "rules/too_long.h"

/*
 * Whether the copies that are left suffice, and whether they are restored in time.
 */
enum { MOST_OTHERS = 3 };

static const char *copy_name(const Backup *backup)
{
    return backup->method.text != NULL ? backup->method.text : "(no method)";
}

/* The copy that is restored when nothing is lost, and how long that takes; NULL when not known. */
static const Backup *plain_restore(const DataSet *data, Duration *time)
{
    bool doubtful;
    const Backup *best = copy_best(data, NULL, NULL, &doubtful);
    return copy_restored(data, doubtful ? NULL : best, NULL, NULL, time);
}

bool restore_is_usual(const DataSet *data, const Backup *copy)
{
    Duration time;
    return copy != NULL && plain_restore(data, &time) == copy;
}

/* Those of a plan that must be back before a restore ends. */
typedef struct Waiting {
    const Entity *first; /* with the tightest objective */
    size_t count;
} Waiting;

static void take_waiting(Waiting *waiting, const Entity *entity, Duration time)
{
    const DurationValue *limit = subject_rto(entity);
    if (limit == NULL || duration_compare(time, limit->value) <= 0)
        return;
    waiting->count++;
    if (waiting->first == NULL ||
        duration_compare(limit->value, subject_rto(waiting->first)->value) < 0)
        waiting->first = entity;
}

/* Data set to the services of PLAN that depend on it, each once. */
static GHashTable *services_by_data(const Plan *plan)
{
    GHashTable *users = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL,
                                              (GDestroyNotify)g_ptr_array_unref);
    for (size_t i = 0; i < plan->services.count; i++) {
        Service *service = plan->services.items[i];
        for (size_t j = 0; j < service->depends.count; j++) {
            const Entity *target = service->depends.items[j]->target;
            if (target == NULL || target->kind != ENTITY_DATA)
                continue;
            GPtrArray *list = g_hash_table_lookup(users, target);
            if (list == NULL) {
                list = g_ptr_array_new();
                g_hash_table_insert(users, (void *)(uintptr_t)target, list);
            }
            if (list->len == 0 || list->pdata[list->len - 1] != service)
                g_ptr_array_add(list, service);
        }
    }
    return users;
}

static void report_slow(const DataSet *data, const Backup *copy, Duration time,
                        const Waiting *waiting, Diags *diags)
{
    char size[SIZE_TEXT_SIZE];
    char length[DURATION_TEXT_SIZE];
    const DurationValue *limit = subject_rto(waiting->first);
    bool is_own = waiting->first == &data->entity;
    const DurationValue *replay = known_length(&copy->replay);
    g_autofree char *of = is_own ? g_strdup("its recovery time objective")
                                 : g_strdup_printf("the recovery time objective of service '%s'",
                                                   subject_id(waiting->first));
    Diag *diag = diags_add(diags, &check_restore_over_rto.rule, copy->rate.span,
                           "data set '%s' takes longer to restore than %s: %s / %s%s%s = %s > %s",
                           subject_id(&data->entity), of, data->size.text, copy->rate.text,
                           replay != NULL ? " + " : "", replay != NULL ? replay->text : "",
                           duration_format(time, length), limit->text);
    diag_note(diags, diag, data->size.span, "'%s' holds %s", subject_id(&data->entity),
              size_words(data->size.value, size));
    if (replay != NULL)
        diag_note(diags, diag, replay->span, "bringing the copy up to date adds %s", replay->text);
    diag_note(diags, diag, limit->span, "'%s' must be back within %s", subject_id(waiting->first),
              limit->text);
    if (waiting->count > 1)
        diag_note(diags, diag, subject_place(&data->entity),
                  "%zu more %s for it, and cannot be back in time", waiting->count - 1,
                  waiting->count == 2 ? "waits" : "wait");
}

static void restore_over_rto(const CheckInput *input, Diags *diags)
{
    const Plan *plan = input->plan;
    g_autoptr(GHashTable) users = services_by_data(plan);
    for (size_t i = 0; i < plan->data.count; i++) {
        const DataSet *data = plan->data.items[i];
        Duration time;
        const Backup *copy = plain_restore(data, &time);
        if (copy == NULL)
            continue;
        Waiting waiting = {.first = NULL, .count = 0};
        take_waiting(&waiting, &data->entity, time);
        const GPtrArray *list = g_hash_table_lookup(users, data);
        for (guint j = 0; list != NULL && j < list->len; j++)
            take_waiting(&waiting, list->pdata[j], time);
        if (waiting.first != NULL)
            report_slow(data, copy, time, &waiting, diags);
    }
}

const Check check_restore_over_rto = {
    .rule =
        {
            .id = "restore-over-rto",
            .severity = SEVERITY_ERROR,
            .summary = "a data set takes longer to restore than its recovery time objective, or "
                       "that of a service that depends on it",
            .remedy = "restore faster (`rate`, `replay`), keep a standby, split the data, or raise "
                      "the `rto`",
            .why = "The copy is whole and the restore works, but the business waits for bytes to "
                   "arrive long after the service was promised.",
            .origin = "NIST SP 800-53 Rev. 5 CP-6 (2); NIST SP 800-34 Rev. 1 3.2.1",
        },
    .run = restore_over_rto,
};

/* The tightest objective for DATA in SCENARIO; NULL when there is none that can be read. */
static const DurationValue *tightest_rpo(const DataSet *data, const Scenario *scenario)
{
    const DurationValue *own = known_length(&data->rpo);
    const DurationValue *whole = known_length(&scenario->rpo);
    if (own == NULL || (whole != NULL && duration_compare(whole->value, own->value) < 0))
        return whole;
    return own;
}

static const char *state_words(CopyState state)
{
    switch (state) {
    case COPY_GOOD:
        return "is left";
    case COPY_GONE:
        return "is gone: all its sites are lost";
    case COPY_LOCKED:
        return "cannot be read: all that holds its keys is lost";
    case COPY_SPOILED:
        return "follows the data and so holds the same corruption";
    case COPY_TOO_SHORT:
        return "is not kept until the corruption is noticed";
    case COPY_BASELESS:
        return "is of no use: no copy that it goes on top of is left";
    }
    g_assert_not_reached();
}

static Span state_place(const Backup *backup, CopyState state)
{
    Span place = backup->kind.span;
    if (state == COPY_GONE)
        place = backup->to.items[0]->span;
    else if (state == COPY_LOCKED)
        place = backup->keys.items[0]->span;
    else if (state == COPY_TOO_SHORT)
        place = backup->keep.span;
    return place.source != NULL ? place : backup->method.span;
}

/* Says what became of the copies that are of no use. */
static void note_useless(const DataSet *data, const Scenario *scenario, const Losses *losses,
                         Diag *diag, Diags *diags)
{
    size_t told = 0;
    g_autofree CopyState *states = copy_states(data, scenario, losses);
    for (size_t i = 0; i < data->backups.count && told < MOST_OTHERS; i++) {
        const Backup *backup = data->backups.items[i];
        if (states[i] == COPY_GOOD)
            continue;
        diag_note(diags, diag, state_place(backup, states[i]), "'%s' %s", copy_name(backup),
                  state_words(states[i]));
        told++;
    }
}

/* "1d + 20m = 1d20m": what is lost with BACKUP at most. Owned by the caller. */
static char *loss_arithmetic(const Backup *backup, Duration most)
{
    const DurationValue *parts[] = {&backup->every, &backup->takes, &backup->lag};
    g_autoptr(GString) text = g_string_new(NULL);
    size_t count = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        if (duration_approximate(length_or_none(parts[i])) > 0)
            g_string_append_printf(text, "%s%s", count++ > 0 ? " + " : "", parts[i]->text);
    char sum[DURATION_TEXT_SIZE];
    duration_format(most, sum);
    return count > 1 ? g_strdup_printf("%s = %s", text->str, sum) : g_strdup(sum);
}

enum { MOST_LEVELS = 100 }; /* of sites within sites; a circle has no end */

static const Entity *outermost(const Entity *site)
{
    for (int i = 0; i < MOST_LEVELS && site != NULL && site->kind == ENTITY_SITE; i++) {
        const Entity *around = ((const Site *)site)->within.target;
        if (around == NULL)
            return site;
        site = around;
    }
    return NULL;
}

static bool all_within(const RefList *sites, const Entity *outer)
{
    for (size_t i = 0; i < sites->count; i++)
        if (outermost(sites->items[i]->target) != outer)
            return false;
    return sites->count > 0;
}

/* Do all copies lie where DATA is written, so that copy-same-failure-domain tells of them? */
static bool is_told_elsewhere(const DataSet *data)
{
    const Entity *home = data->at.count > 0 ? outermost(data->at.items[0]->target) : NULL;
    if (home == NULL || !all_within(&data->at, home))
        return false;
    for (size_t i = 0; i < data->backups.count; i++)
        if (!all_within(&data->backups.items[i]->to, home))
            return false;
    return true;
}

/* A scenario in which the copies fare as on any other day is the matter of another rule. */
static Diag *report_copies(const DataSet *data, const Ref *ref, const Scenario *scenario,
                           const Losses *losses, Diags *diags)
{
    const Rule *rule = &check_scenario_copies_lost.rule;
    const char *id = subject_id(&data->entity);
    const char *name = subject_id(&scenario->entity);
    if (!copy_is_left(data, scenario, losses))
        return is_told_elsewhere(data)
                   ? NULL
                   : diags_add(diags, rule, ref->span,
                               "no copy of data set '%s' can be restored in scenario '%s'", id,
                               name);
    bool doubtful;
    bool plain_doubtful;
    const Backup *plain = copy_best(data, NULL, NULL, &plain_doubtful);
    const Backup *best = copy_best(data, scenario, losses, &doubtful);
    const DurationValue *limit = tightest_rpo(data, scenario);
    if (best == plain || limit == NULL || doubtful || plain_doubtful)
        return NULL;
    Diag *diag;
    Duration most;
    if (best == NULL || !copy_loss(best, &most)) {
        diag = diags_add(diags, rule, ref->span,
                         "data set '%s' can lose any amount in scenario '%s', more than %s: no "
                         "copy that is left says how often it is made",
                         id, name, limit->text);
    } else {
        if (duration_compare(most, limit->value) <= 0)
            return NULL;
        g_autofree char *arithmetic = loss_arithmetic(best, most);
        diag = diags_add(diags, rule, ref->span,
                         "data set '%s' can lose more than its recovery point objective in "
                         "scenario '%s': %s > %s",
                         id, name, arithmetic, limit->text);
        diag_note(diags, diag, best->every.span, "'%s' is the best copy that is left",
                  copy_name(best));
    }
    diag_note(diags, diag, limit->span, "the recovery point objective is %s", limit->text);
    return diag;
}

/* What one scenario does to copies. */
typedef struct Weighing {
    const Scenario *scenario;
    Losses *losses;
    GHashTable *seen; /* data sets */
    Diags *diags;
} Weighing;

/* REF is where the scenario names DATA, or with VIA a service that depends on it there. */
static void weigh_copies(const Weighing *weighing, const DataSet *data, const Ref *ref,
                         const Ref *via)
{
    const Scenario *scenario = weighing->scenario;
    Diags *diags = weighing->diags;
    if (data->backups.count == 0 || !g_hash_table_add(weighing->seen, (void *)(uintptr_t)data))
        return;
    Diag *diag = report_copies(data, ref, scenario, weighing->losses, diags);
    if (diag == NULL)
        return;
    if (via != NULL)
        diag_note(diags, diag, via->span, "service '%s', which it affects, depends on '%s'",
                  subject_id(ref->target), subject_id(&data->entity));
    note_useless(data, scenario, weighing->losses, diag, diags);
    if (scenario->loses.count > 0)
        diag_note(diags, diag, scenario->loses.items[0]->span, "the scenario takes away '%s'%s",
                  scenario->loses.items[0]->text, scenario->loses.count > 1 ? " and more" : "");
}

/* What an affected service depends on is affected too, unless the plan says that it lies where the
 * scenario does not reach. */
static bool is_reached(const Weighing *weighing, const DataSet *data)
{
    return data->at.count == 0 || losses_has(weighing->losses, &data->entity) ||
           scenario_corrupts(weighing->scenario);
}

static void weigh_depends(const Weighing *weighing, const Ref *ref)
{
    const Service *service = (const Service *)ref->target;
    for (size_t i = 0; i < service->depends.count; i++) {
        const Ref *via = service->depends.items[i];
        const DataSet *data = (const DataSet *)via->target;
        if (via->target != NULL && via->target->kind == ENTITY_DATA && is_reached(weighing, data))
            weigh_copies(weighing, data, ref, via);
    }
}

/* What is named itself comes first, so that it is told at its own name. */
static void weigh_scenario(const Library *library, const Scenario *scenario, Diags *diags)
{
    g_autoptr(Losses) losses = losses_new(library);
    losses_add_scenario(losses, scenario);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_direct_hash, g_direct_equal);
    Weighing weighing = {scenario, losses, seen, diags};
    for (size_t i = 0; i < scenario->affects.count; i++) {
        const Ref *ref = scenario->affects.items[i];
        if (ref->target != NULL && ref->target->kind == ENTITY_DATA)
            weigh_copies(&weighing, (const DataSet *)ref->target, ref, NULL);
    }
    for (size_t i = 0; i < scenario->affects.count; i++) {
        const Ref *ref = scenario->affects.items[i];
        if (ref->target != NULL && ref->target->kind == ENTITY_SERVICE)
            weigh_depends(&weighing, ref);
    }
}

static void scenario_copies_lost(const CheckInput *input, Diags *diags)
{
    for (size_t i = 0; i < input->plan->scenarios.count; i++)
        weigh_scenario(input->library, input->plan->scenarios.items[i], diags);
}

const Check check_scenario_copies_lost = {
    .rule =
        {
            .id = "scenario-copies-lost",
            .severity = SEVERITY_ERROR,
            .summary = "a scenario takes away or spoils the copies of data that it affects, and "
                       "what is left loses more than the recovery point objective",
            .remedy =
                "keep a copy where the scenario does not reach, with its keys and what it goes "
                "on top of: at another site, immutable or offline, and for longer than it "
                "takes to notice",
            .why = "The backups look sufficient on any other day, and in the one scenario that "
                   "they are made for they are gone together with the data.",
            .origin = "NIST SP 800-53 Rev. 5 CP-6 (1), CP-9; NIST SP 800-34 Rev. 1 3.4.2",
        },
    .run = scenario_copies_lost,
};
