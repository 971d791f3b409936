#include "model/outlook.h"

static const DurationValue *known_length(const DurationValue *value)
{
    return value->known && value->word == DURATION_WORD_NONE ? value : NULL;
}

Return outlook_return(const Outlook *outlook, const Down *down)
{
    Return back = {.seconds = -1, .in_time = down->returns};
    const PlanFate *fate = g_hash_table_lookup(outlook->aftermath->fates, down->plan);
    if (down->entity->kind == ENTITY_SERVICE)
        back.rto = known_length(&((const Service *)down->entity)->rto);
    else if (down->entity->kind == ENTITY_DATA)
        back.rto = known_length(&((const DataSet *)down->entity)->rto);
    if (!down->returns || down->back == NULL || down->back->runbook == NULL)
        return back;
    back.runbook = down->back->runbook;
    /* A schedule of nothing but what comes before the work says nothing of the work. */
    if (down->back->staffed_back > fate->lead)
        back.seconds = down->back->staffed_back;
    if (back.rto != NULL && back.seconds >= 0)
        back.in_time = back.seconds <= duration_approximate(back.rto->value);
    return back;
}

static bool have_all_come_to(CopyState state, const DataSet *data, const Losses *losses)
{
    g_autofree CopyState *states = copy_states(data, NULL, losses);
    for (size_t i = 0; i < data->backups.count; i++)
        if (states[i] != state)
            return false;
    return true;
}

Remnant outlook_remnant(const Outlook *outlook, const DataSet *data)
{
    const Losses *losses = outlook->aftermath->losses;
    Remnant remnant = {.left = COPIES_KNOWN, .rpo = known_length(&data->rpo), .in_time = true};
    bool doubtful = false;
    remnant.best = copy_best(data, NULL, losses, &doubtful);
    if (remnant.best != NULL && copy_loss(remnant.best, &remnant.loss)) {
        if (remnant.rpo != NULL)
            remnant.in_time = duration_compare(remnant.loss, remnant.rpo->value) <= 0;
        return remnant;
    }
    remnant.best = NULL;
    remnant.left = doubtful || copy_is_left(data, NULL, losses) ? COPIES_OF_UNKNOWN_AGE
                   : data->backups.count == 0                   ? COPIES_NEVER_MADE
                   : have_all_come_to(COPY_GONE, data, losses)  ? COPIES_GONE
                                                                : COPIES_USELESS;
    bool is_needed = aftermath_find(outlook->aftermath, &data->entity) != NULL;
    remnant.in_time =
        remnant.left == COPIES_OF_UNKNOWN_AGE ||
        (remnant.left == COPIES_NEVER_MADE && (!is_needed || data->no_backup.text != NULL));
    return remnant;
}

/* The first of LIST who is left, and can be REACHED when that is asked; NULL when nobody is. */
static const Entity *first_left(const Outlook *outlook, const RefList *list, bool reached)
{
    for (size_t i = 0; i < list->count; i++) {
        const Entity *who = list->items[i]->target;
        if (who != NULL && !losses_has(outlook->aftermath->losses, who) &&
            (!reached || silence_can_reach(outlook->silence, who)))
            return who;
    }
    return NULL;
}

Decider outlook_decider(const Outlook *outlook, const Role *role)
{
    const RefList *const lists[] = {&role->holders, &role->alternates};
    for (int reached = 1; reached >= 0; reached--)
        for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
            const Entity *who = first_left(outlook, lists[i], reached == 1);
            if (who != NULL)
                return (Decider){.who = who, .is_alternate = i == 1, .is_reached = reached == 1};
        }
    return (Decider){.who = NULL};
}

/* Is somebody left to decide who cannot be reached? */
static bool is_cut_off(const Outlook *outlook, const Role *role)
{
    Decider decider = outlook_decider(outlook, role);
    return role_may_declare(role) && decider.who != NULL && !decider.is_reached;
}

/* Does what is lost or down touch the plan of FATE? */
static bool is_touched(const Outlook *outlook, const PlanFate *fate)
{
    const Losses *losses = outlook->aftermath->losses;
    if (fate->n_down > 0)
        return true;
    for (size_t i = 0; i < fate->n_runbooks; i++)
        if (fate->runbooks[i].n_obstacles > 0)
            return true;
    for (size_t i = 0; i < fate->plan->roles.count; i++)
        if (losses_has(losses, &fate->plan->roles.items[i]->entity) ||
            is_cut_off(outlook, fate->plan->roles.items[i]))
            return true;
    for (size_t i = 0; i < fate->plan->data.count; i++)
        if (!have_all_come_to(COPY_GOOD, fate->plan->data.items[i], losses))
            return true;
    return false;
}

static bool is_in_time(const Outlook *outlook, const PlanFate *fate)
{
    for (size_t i = 0; i < fate->n_down; i++)
        if (!outlook_return(outlook, fate->down[i]).in_time)
            return false;
    for (size_t i = 0; i < fate->plan->data.count; i++)
        if (!outlook_remnant(outlook, fate->plan->data.items[i]).in_time)
            return false;
    for (size_t i = 0; i < fate->plan->roles.count; i++) {
        const Role *role = fate->plan->roles.items[i];
        if (role_may_declare(role) && !outlook_decider(outlook, role).is_reached)
            return false;
    }
    return true;
}

Outlook *outlook_new(const Library *library, const Losses *losses, Date as_of)
{
    Outlook *outlook = g_new0(Outlook, 1);
    outlook->aftermath = aftermath_new(library, losses);
    outlook->silence = silence_new(outlook->aftermath, as_of);
    outlook->touched = g_new0(bool, library->n_plans + 1);
    outlook->in_time = outlook->aftermath->n_loops == 0;
    for (size_t i = 0; i < library->n_plans; i++) {
        const PlanFate *fate = &outlook->aftermath->plans[i];
        outlook->touched[i] = is_touched(outlook, fate);
        outlook->n_touched += outlook->touched[i];
        if (outlook->touched[i] && !is_in_time(outlook, fate))
            outlook->in_time = false;
    }
    return outlook;
}

void outlook_free(Outlook *outlook)
{
    if (outlook == NULL)
        return;
    silence_free(outlook->silence);
    aftermath_free(outlook->aftermath);
    g_free(outlook->touched);
    g_free(outlook);
}
