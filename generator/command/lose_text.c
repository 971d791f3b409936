#include "command/lose_answer.h"

#include "base/diag_text.h"

/* "service 'docs-api'", "service 'docs/api'" for what another plan than HOME holds */
static void put_entity(GString *out, const Entity *entity, const Plan *home)
{
    g_autofree char *id = text_for_terminal(entity->id.text);
    bool is_foreign = entity->plan != NULL && entity->plan != home;
    g_string_append_printf(out, "%s '%s%s%s'", entity_kind_word(entity->kind),
                           is_foreign ? entity->plan->id : "", is_foreign ? "/" : "", id);
}

static void put_seconds(GString *out, int64_t seconds)
{
    char words[DURATION_TEXT_SIZE];
    g_string_append(out, duration_words(duration_from_seconds(seconds), words));
}

/* " (RTO 4h: kept)"; nothing where there is no LIMIT. */
static void put_limit(GString *out, const char *name, const DurationValue *limit, bool kept)
{
    if (limit != NULL)
        g_string_append_printf(out, " (%s %s: %s)", name, limit->text, kept ? "kept" : "MISSED");
}

/* ---- one plan ---- */

/* The plan of which everything is that is told of no plan: the only one; NULL when there are more.
 */
static const Plan *only_plan(const Aftermath *aftermath)
{
    return aftermath->library->n_plans == 1 ? aftermath->library->plans[0] : NULL;
}

static void put_cause(const Outlook *outlook, const Down *down, GString *out)
{
    if (down->cause == down->entity) {
        g_string_append(out, " is lost");
        return;
    }
    bool lost =
        down->entity->kind != ENTITY_TOOL && losses_has(outlook->aftermath->losses, down->entity);
    g_string_append(out, lost ? " is lost with " : " is down with ");
    put_entity(out, down->cause, down->plan != NULL ? down->plan : only_plan(outlook->aftermath));
}

/* ", back after 2 h 5 min by 'restore-database' (RTO 4 h: kept)" */
static void put_return(const Outlook *outlook, const Down *down, GString *out)
{
    Return back = outlook_return(outlook, down);
    if (!down->returns) {
        g_string_append(out, ", and nothing leads back");
        return;
    }
    if (back.runbook == NULL) {
        g_string_append(out, ", back with it");
        return;
    }
    if (back.seconds >= 0) {
        g_string_append(out, ", back after ");
        put_seconds(out, back.seconds);
    } else {
        g_string_append(out, ", back after a time that nobody has estimated,");
    }
    g_autofree char *runbook = text_for_terminal(back.runbook->entity.id.text);
    g_string_append_printf(out, " by '%s'", runbook);
    if (back.seconds >= 0)
        put_limit(out, "RTO", back.rto, back.in_time);
}

static void put_lead(const PlanFate *fate, GString *out)
{
    if (fate->schedule == NULL)
        return;
    if (fate->nearest == NULL) {
        g_string_append(out, "  no scenario like this says how long detection and decision take: "
                             "times count from when the work begins\n");
        return;
    }
    g_autofree char *id = text_for_terminal(fate->nearest->entity.id.text);
    g_string_append(out, "  the work begins after ");
    put_seconds(out, fate->lead);
    g_string_append_printf(out, " of detection and decision, as in scenario '%s'\n", id);
}

static void put_down(const Outlook *outlook, const PlanFate *fate, GString *out)
{
    for (size_t i = 0; i < fate->n_down; i++) {
        g_string_append(out, "    ");
        put_entity(out, fate->down[i]->entity, fate->plan);
        put_cause(outlook, fate->down[i], out);
        put_return(outlook, fate->down[i], out);
        g_string_append_c(out, '\n');
    }
    if (fate->n_down == 0)
        g_string_append(out, "    no service and no data set\n");
}

/* The best copy that is left of DATA, and what is lost with it. */
static void put_copy(const Outlook *outlook, const DataSet *data, GString *out)
{
    static const char *const words[] = {
        [COPIES_NEVER_MADE] = "no copies are made",
        [COPIES_GONE] = "NO COPY IS LEFT",
        [COPIES_USELESS] = "copies are left, and NONE CAN BE RESTORED without what was lost",
        [COPIES_OF_UNKNOWN_AGE] = "copies are left; how old they are is not known",
    };
    Remnant remnant = outlook_remnant(outlook, data);
    g_string_append(out, "    ");
    put_entity(out, &data->entity, data->entity.plan);
    if (remnant.left != COPIES_KNOWN) {
        g_string_append_printf(out, ": %s\n", words[remnant.left]);
        return;
    }
    char most[DURATION_TEXT_SIZE];
    const char *method = remnant.best->method.text;
    g_autofree char *shown = text_for_terminal(method == NULL ? "a copy" : method);
    g_string_append_printf(out, ": %s is left, at most %s lost", shown,
                           duration_words(remnant.loss, most));
    put_limit(out, "RPO", remnant.rpo, remnant.in_time);
    g_string_append_c(out, '\n');
}

static void put_obstacle(const Outlook *outlook, const Obstacle *obstacle, const Plan *home,
                         GString *out)
{
    g_string_append(out, "      ");
    if (obstacle->kind == OBSTACLE_WHO) {
        g_autofree char *step = text_for_terminal(obstacle->step->entity.id.text);
        g_string_append_printf(out, "step '%s' is for ", step);
        put_entity(out, obstacle->needed, home);
        g_string_append(out, ", who is lost\n");
    } else if (obstacle->kind == OBSTACLE_COPY) {
        g_string_append(out, "no copy can be restored of ");
        put_entity(out, obstacle->needed, home);
        g_string_append_c(out, '\n');
    } else {
        const Down *down = aftermath_find(outlook->aftermath, obstacle->needed);
        g_string_append(out, "it needs ");
        put_entity(out, obstacle->needed, home);
        g_string_append(out, down != NULL && down->returns ? ", which comes back before\n"
                                                           : ", which is down\n");
    }
}

static void put_runbooks(const Outlook *outlook, const PlanFate *fate, GString *out)
{
    bool any = false;
    for (size_t i = 0; i < fate->n_runbooks; i++) {
        const RunbookFate *runbook = &fate->runbooks[i];
        if (!runbook->wanted && runbook->n_obstacles == 0)
            continue;
        if (!any)
            g_string_append(out, "  runbooks\n");
        any = true;
        g_autofree char *id = text_for_terminal(runbook->runbook->entity.id.text);
        g_string_append_printf(out, "    '%s' %s\n", id,
                               !runbook->possible         ? "CANNOT be carried out:"
                               : runbook->n_obstacles > 0 ? "can be carried out later:"
                                                          : "can be carried out");
        for (size_t j = 0; j < runbook->n_obstacles; j++)
            put_obstacle(outlook, &runbook->obstacles[j], fate->plan, out);
    }
}

static void put_deciders(const Outlook *outlook, const Plan *plan, GString *out)
{
    bool any = false;
    for (size_t i = 0; i < plan->roles.count; i++) {
        const Role *role = plan->roles.items[i];
        if (!role_may_declare(role))
            continue;
        any = true;
        Decider decider = outlook_decider(outlook, role);
        g_autofree char *title = text_for_terminal(entity_name(&role->entity));
        g_string_append_printf(out, "    %s: ", title);
        if (decider.who == NULL) {
            g_string_append(out, "NOBODY IS LEFT\n");
            continue;
        }
        g_autofree char *name = text_for_terminal(entity_name(decider.who));
        g_string_append_printf(out, "%s%s%s\n", name, decider.is_alternate ? " (alternate)" : "",
                               decider.is_reached ? "" : ", WHO CANNOT BE REACHED");
    }
    if (!any)
        g_string_append(out, "    the plan does not say who may declare a disaster\n");
}

static void put_plan(const Outlook *outlook, const PlanFate *fate, GString *out)
{
    const Plan *plan = fate->plan;
    g_autofree char *title = text_for_terminal(plan->title.text);
    g_string_append_printf(out, "\n%s (%s)\n", title, plan->id);
    put_lead(fate, out);
    g_string_append(out, "  down\n");
    put_down(outlook, fate, out);
    put_runbooks(outlook, fate, out);
    if (plan->data.count > 0)
        g_string_append(out, "  copies\n");
    for (size_t i = 0; i < plan->data.count; i++)
        put_copy(outlook, plan->data.items[i], out);
    g_string_append(out, "  who decides\n");
    put_deciders(outlook, plan, out);
}

/* ---- what the plans share ---- */

static bool is_channel(const Tool *tool)
{
    return tool->kind.index == TOOL_CHAT || tool->kind.index == TOOL_MAIL ||
           tool->kind.index == TOOL_TELEPHONE || tool->kind.index == TOOL_STATUS_PAGE;
}

static void put_tool(const Outlook *outlook, const Tool *tool, const Down *down, GString *out)
{
    g_string_append(out, "    ");
    put_entity(out, &tool->entity, NULL);
    if (down == NULL) {
        g_string_append(out, " works\n");
        return;
    }
    put_cause(outlook, down, out);
    if (tool->fallback.text != NULL) {
        g_autofree char *fallback = text_for_terminal(tool->fallback.text);
        g_string_append_printf(out, "; use %s\n", fallback);
    } else {
        g_string_append(out, down->returns ? "; back with it\n" : "; NOTHING IN ITS PLACE\n");
    }
}

/* Tools that are down, and channels that still work. */
static void put_tools(const Outlook *outlook, GString *out)
{
    const Library *library = outlook->aftermath->library;
    if (library->tools.count > 0)
        g_string_append(out, "\ntools and channels\n");
    for (size_t i = 0; i < library->tools.count; i++) {
        const Tool *tool = library->tools.items[i];
        const Down *down = aftermath_find(outlook->aftermath, &tool->entity);
        if (down != NULL || is_channel(tool))
            put_tool(outlook, tool, down, out);
    }
}

/* "Maria Silva: mail needs tool 'exchange', chat needs tool 'chat'" */
static void put_people(const Silence *silence, GString *out)
{
    if (silence->n_people > 0)
        g_string_append(out, "\npeople who cannot be reached\n");
    for (size_t i = 0; i < silence->n_people; i++) {
        const Silent *silent = &silence->people[i];
        g_autofree char *name = text_for_terminal(entity_name(&silent->person->entity));
        g_string_append_printf(out, "    %s:", name);
        for (size_t j = 0; j < silent->channels.count; j++) {
            ChannelKind kind = silent->channels.items[j].kind;
            g_string_append_printf(out, "%s %s needs ", j > 0 ? "," : "", channel_word(kind));
            put_entity(out, &silence->cut[kind]->entity, NULL);
        }
        g_string_append_c(out, '\n');
    }
}

static void put_loops(const Aftermath *aftermath, GString *out)
{
    if (aftermath->n_loops > 0)
        g_string_append(out, "\nrecovery depends on what was lost\n");
    for (size_t i = 0; i < aftermath->n_loops; i++) {
        const Loop *loop = &aftermath->loops[i];
        g_string_append(out, "    ");
        put_entity(out, loop->chain[0], only_plan(aftermath));
        for (size_t j = 1; j <= loop->length; j++) {
            g_string_append(out, " needs ");
            put_entity(out, loop->chain[j % loop->length], only_plan(aftermath));
        }
        g_string_append_c(out, '\n');
    }
}

void lose_text(const Outlook *outlook, char *const *words, GString *out)
{
    const Library *library = outlook->aftermath->library;
    g_string_append(out, "without");
    for (size_t i = 0; words[i] != NULL; i++) {
        g_autofree char *shown = text_for_terminal(words[i]);
        g_string_append_printf(out, "%s %s", i == 0 ? "" : ",", shown);
    }
    g_string_append_c(out, '\n');
    for (size_t i = 0; i < library->n_plans; i++)
        if (outlook->touched[i])
            put_plan(outlook, &outlook->aftermath->plans[i], out);
    put_tools(outlook, out);
    put_people(outlook->silence, out);
    put_loops(outlook->aftermath, out);
    g_string_append_printf(out, "\n%zu of %zu plan%s touched; %s\n", outlook->n_touched,
                           library->n_plans, library->n_plans == 1 ? "" : "s",
                           outlook->in_time ? "everything comes back within its objectives"
                                            : "NOT everything comes back within its objectives");
}
