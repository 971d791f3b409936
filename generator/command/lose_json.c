#include "command/lose_answer.h"

#include "base/json.h"

/* The word for KIND, as --lose takes it. */
static const char *kind_word(EntityKind kind)
{
    return kind == ENTITY_DATA ? "data" : entity_kind_word(kind);
}

/* What it is, and the plan of what has one. */
static void put_entity(Json *json, const char *name, const Entity *entity)
{
    json_begin_object(json, name);
    json_text(json, "kind", kind_word(entity->kind));
    json_text(json, "id", entity->id.text);
    if (entity->plan != NULL)
        json_text(json, "plan", entity->plan->id);
    json_end_object(json);
}

static void put_id(Json *json, const char *name, const Entity *entity)
{
    json_text(json, name, entity == NULL ? NULL : entity->id.text);
}

/* An absent time is left out, as is what follows from it. */
static void put_limit(Json *json, const char *name, const DurationValue *limit, bool has_time,
                      bool in_time)
{
    if (limit == NULL)
        return;
    json_number(json, name, duration_approximate(limit->value));
    if (has_time)
        json_bool(json, "inTime", in_time);
}

static void put_down(Json *json, const Outlook *outlook, const Down *down)
{
    Return back = outlook_return(outlook, down);
    json_begin_object(json, NULL);
    json_text(json, "kind", kind_word(down->entity->kind));
    json_text(json, "id", down->entity->id.text);
    put_entity(json, "cause", down->cause);
    json_bool(json, "returns", down->returns);
    put_id(json, "runbook", back.runbook == NULL ? NULL : &back.runbook->entity);
    if (back.seconds >= 0)
        json_number(json, "seconds", back.seconds);
    put_limit(json, "rtoSeconds", back.rto, back.seconds >= 0, back.in_time);
    json_end_object(json);
}

static void put_obstacle(Json *json, const Obstacle *obstacle)
{
    static const char *const kinds[] = {
        [OBSTACLE_WHO] = "who", [OBSTACLE_SYSTEM] = "system", [OBSTACLE_COPY] = "copy"};
    json_begin_object(json, NULL);
    json_text(json, "obstacle", kinds[obstacle->kind]);
    if (obstacle->step != NULL)
        put_id(json, "step", &obstacle->step->entity);
    put_entity(json, "needed", obstacle->needed);
    json_end_object(json);
}

static void put_runbooks(Json *json, const PlanFate *fate)
{
    json_begin_array(json, "runbooks");
    for (size_t i = 0; i < fate->n_runbooks; i++) {
        const RunbookFate *runbook = &fate->runbooks[i];
        json_begin_object(json, NULL);
        put_id(json, "id", &runbook->runbook->entity);
        json_bool(json, "wanted", runbook->wanted);
        json_bool(json, "possible", runbook->possible);
        json_begin_array(json, "obstacles");
        for (size_t j = 0; j < runbook->n_obstacles; j++)
            put_obstacle(json, &runbook->obstacles[j]);
        json_end_array(json);
        json_end_object(json);
    }
    json_end_array(json);
}

static void put_copies(Json *json, const Outlook *outlook, const Plan *plan)
{
    static const char *const words[] = {[COPIES_NEVER_MADE] = "never made",
                                        [COPIES_GONE] = "none",
                                        [COPIES_USELESS] = "useless",
                                        [COPIES_OF_UNKNOWN_AGE] = "of unknown age",
                                        [COPIES_KNOWN] = "known"};
    json_begin_array(json, "copies");
    for (size_t i = 0; i < plan->data.count; i++) {
        const DataSet *data = plan->data.items[i];
        Remnant remnant = outlook_remnant(outlook, data);
        bool is_known = remnant.left == COPIES_KNOWN;
        json_begin_object(json, NULL);
        put_id(json, "data", &data->entity);
        json_text(json, "left", words[remnant.left]);
        if (is_known) {
            json_text(json, "method", remnant.best->method.text);
            json_number(json, "lossSeconds", duration_approximate(remnant.loss));
        }
        put_limit(json, "rpoSeconds", remnant.rpo, is_known, remnant.in_time);
        json_end_object(json);
    }
    json_end_array(json);
}

static void put_deciders(Json *json, const Outlook *outlook, const Plan *plan)
{
    json_begin_array(json, "deciders");
    for (size_t i = 0; i < plan->roles.count; i++) {
        const Role *role = plan->roles.items[i];
        if (!role_may_declare(role))
            continue;
        Decider decider = outlook_decider(outlook, role);
        json_begin_object(json, NULL);
        put_id(json, "role", &role->entity);
        put_id(json, "who", decider.who);
        json_bool(json, "alternate", decider.is_alternate);
        json_bool(json, "reached", decider.is_reached);
        json_end_object(json);
    }
    json_end_array(json);
}

static void put_plan(Json *json, const Outlook *outlook, const PlanFate *fate)
{
    json_begin_object(json, NULL);
    json_text(json, "plan", fate->plan->id);
    json_text(json, "title", fate->plan->title.text);
    put_id(json, "scenario", fate->nearest == NULL ? NULL : &fate->nearest->entity);
    json_number(json, "leadSeconds", fate->lead);
    json_begin_array(json, "down");
    for (size_t i = 0; i < fate->n_down; i++)
        put_down(json, outlook, fate->down[i]);
    json_end_array(json);
    put_runbooks(json, fate);
    put_copies(json, outlook, fate->plan);
    put_deciders(json, outlook, fate->plan);
    json_end_object(json);
}

static void put_tools(Json *json, const Aftermath *aftermath)
{
    json_begin_array(json, "tools");
    for (size_t i = 0; i < aftermath->library->tools.count; i++) {
        const Tool *tool = aftermath->library->tools.items[i];
        const Down *down = aftermath_find(aftermath, &tool->entity);
        json_begin_object(json, NULL);
        put_id(json, "id", &tool->entity);
        json_text(json, "kind", tool->kind.text);
        json_bool(json, "works", down == NULL);
        if (down != NULL) {
            put_entity(json, "cause", down->cause);
            json_bool(json, "returns", down->returns);
            json_text(json, "fallback", tool->fallback.text);
        }
        json_end_object(json);
    }
    json_end_array(json);
}

static void put_people(Json *json, const Silence *silence)
{
    json_begin_array(json, "unreachable");
    for (size_t i = 0; i < silence->n_people; i++) {
        const Silent *silent = &silence->people[i];
        json_begin_object(json, NULL);
        put_id(json, "id", &silent->person->entity);
        json_text(json, "name", entity_name(&silent->person->entity));
        json_begin_array(json, "channels");
        for (size_t j = 0; j < silent->channels.count; j++) {
            ChannelKind kind = silent->channels.items[j].kind;
            json_begin_object(json, NULL);
            json_text(json, "channel", channel_word(kind));
            put_id(json, "tool", &silence->cut[kind]->entity);
            json_end_object(json);
        }
        json_end_array(json);
        json_end_object(json);
    }
    json_end_array(json);
}

static void put_loops(Json *json, const Aftermath *aftermath)
{
    json_begin_array(json, "loops");
    for (size_t i = 0; i < aftermath->n_loops; i++) {
        json_begin_array(json, NULL);
        for (size_t j = 0; j < aftermath->loops[i].length; j++)
            put_entity(json, NULL, aftermath->loops[i].chain[j]);
        json_end_array(json);
    }
    json_end_array(json);
}

void lose_json(const Outlook *outlook, char *const *words, int status, GString *out)
{
    const Aftermath *aftermath = outlook->aftermath;
    Json json = json_start(out);
    json_begin_object(&json, NULL);
    json_number(&json, "format", 1);
    json_begin_object(&json, "tool");
    json_text(&json, "name", "redbinder");
    json_text(&json, "version", REDBINDER_VERSION);
    json_end_object(&json);
    json_number(&json, "exitCode", status);
    json_begin_array(&json, "without");
    for (size_t i = 0; words[i] != NULL; i++)
        json_text(&json, NULL, words[i]);
    json_end_array(&json);
    json_bool(&json, "inTime", outlook->in_time);
    json_begin_array(&json, "plans");
    for (size_t i = 0; i < aftermath->library->n_plans; i++)
        if (outlook->touched[i])
            put_plan(&json, outlook, &aftermath->plans[i]);
    json_end_array(&json);
    put_tools(&json, aftermath);
    put_people(&json, outlook->silence);
    put_loops(&json, aftermath);
    json_end_object(&json);
    json_finish(&json);
}
