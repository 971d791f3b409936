#include "command/lose.h"

#include "base/diag_text.h"
#include "base/nearest.h"
#include "model/aftermath.h"
#include "read/reader.h"

#include <stdio.h>
#include <string.h>

/* ---- What is lost -------------------------------------------------------------------------- */

static const struct {
    const char *word;
    EntityKind kind;
} lost_kinds[] = {
    {"site", ENTITY_SITE},     {"person", ENTITY_PERSON}, {"service", ENTITY_SERVICE},
    {"vendor", ENTITY_VENDOR}, {"tool", ENTITY_TOOL},     {"team", ENTITY_TEAM},
    {"data", ENTITY_DATA},
};

/* What is searched for, and what came near. */
typedef struct Search {
    EntityKind kind;
    const char *id;
    GPtrArray *found; /* const Entity * */
    Nearest nearest;
} Search;

static void match(const Entity *entity, void *data)
{
    Search *search = data;
    if (entity->kind != search->kind)
        return;
    nearest_offer(&search->nearest, entity->id.text);
    if (strcmp(entity->id.text, search->id) == 0)
        g_ptr_array_add(search->found, (void *)(uintptr_t)entity);
}

static void search_library(const Library *library, Search *search)
{
    const char *slash = strchr(search->id, '/');
    g_autofree char *plan = slash == NULL ? NULL : g_strndup(search->id, (gsize)(slash - search->id));
    if (slash != NULL)
        search->id = slash + 1;
    for (size_t i = 0; i < library->n_plans; i++)
        if (plan == NULL || strcmp(library->plans[i]->id, plan) == 0)
            plan_each_entity(library->plans[i], match, search);
    if (plan != NULL)
        return;
    for (size_t i = 0; i < library->people.count; i++)
        match(&library->people.items[i]->entity, search);
    for (size_t i = 0; i < library->teams.count; i++)
        match(&library->teams.items[i]->entity, search);
    for (size_t i = 0; i < library->vendors.count; i++)
        match(&library->vendors.items[i]->entity, search);
    for (size_t i = 0; i < library->tools.count; i++)
        match(&library->tools.items[i]->entity, search);
}

static char *kinds_help(const char *word)
{
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "--lose takes KIND:ID, and '%s' is none; KIND is one of", word);
    for (size_t i = 0; i < G_N_ELEMENTS(lost_kinds); i++)
        g_string_append_printf(text, "%s %s", i == 0 ? "" : ",", lost_kinds[i].word);
    return g_string_free(text, FALSE);
}

char *lose_word(const Library *library, Losses *losses, const char *word)
{
    const char *colon = strchr(word, ':');
    size_t length = colon == NULL ? 0 : (size_t)(colon - word);
    for (size_t i = 0; colon != NULL && i < G_N_ELEMENTS(lost_kinds); i++) {
        if (strlen(lost_kinds[i].word) != length || strncmp(lost_kinds[i].word, word, length) != 0)
            continue;
        g_autoptr(GPtrArray) found = g_ptr_array_new();
        Search search = {lost_kinds[i].kind, colon + 1, found, nearest_start(colon + 1)};
        search_library(library, &search);
        for (guint j = 0; j < found->len; j++)
            losses_add(losses, found->pdata[j]);
        if (found->len > 0)
            return NULL;
        if (search.nearest.best != NULL)
            return g_strdup_printf("there is no %s '%s'; did you mean '%s'?", lost_kinds[i].word,
                                   colon + 1, search.nearest.best);
        return g_strdup_printf("there is no %s '%s'", lost_kinds[i].word, colon + 1);
    }
    return kinds_help(word);
}

/* ---- What follows -------------------------------------------------------------------------- */

typedef struct Report {
    const Aftermath *aftermath;
    GString *out;
    bool good; /* everything comes back in time */
} Report;

/* "service 'docs-api'" */
static void put_entity(GString *out, const Entity *entity)
{
    g_autofree char *id = text_for_terminal(entity->id.text);
    g_string_append_printf(out, "%s '%s'", entity_kind_word(entity->kind), id);
}

static void put_cause(const Report *report, const Down *down)
{
    if (down->cause == down->entity) {
        g_string_append(report->out, " is lost");
        return;
    }
    bool lost = down->entity->kind != ENTITY_TOOL &&
                losses_has(report->aftermath->losses, down->entity);
    g_string_append(report->out, lost ? " is lost with " : " is down with ");
    put_entity(report->out, down->cause);
}

static void put_seconds(GString *out, int64_t seconds)
{
    char words[DURATION_TEXT_SIZE];
    g_string_append(out, duration_words(duration_from_seconds(seconds), words));
}

static const Recovered *find_recovered(const Schedule *schedule, const Entity *entity)
{
    for (size_t i = 0; schedule != NULL && i < schedule->n_recovered; i++)
        if (schedule->recovered[i].entity == entity)
            return &schedule->recovered[i];
    return NULL;
}

static const DurationValue *objective_of(const Entity *entity)
{
    const DurationValue *value = entity->kind == ENTITY_SERVICE ? &((const Service *)entity)->rto
                                                                : &((const DataSet *)entity)->rto;
    return value->known && value->word == DURATION_WORD_NONE ? value : NULL;
}

/* ", back after 2 h 5 min by 'restore-database' (RTO 4 h: kept)" */
static void put_return(Report *report, const PlanFate *fate, const Down *down)
{
    GString *out = report->out;
    if (!down->returns) {
        g_string_append(out, ", and nothing leads back");
        report->good = false;
        return;
    }
    const Recovered *recovered = find_recovered(fate->schedule, down->entity);
    if (recovered == NULL || recovered->runbook == NULL) {
        g_string_append(out, ", back with it");
        return;
    }
    g_autofree char *runbook = text_for_terminal(recovered->runbook->entity.id.text);
    if (recovered->staffed_back > 0) {
        g_string_append(out, ", back after ");
        put_seconds(out, recovered->staffed_back);
    } else {
        g_string_append(out, ", back after a time that nobody has estimated,");
    }
    g_string_append_printf(out, " by '%s'", runbook);
    const DurationValue *rto = objective_of(down->entity);
    if (rto == NULL || recovered->staffed_back <= 0)
        return;
    bool kept = recovered->staffed_back <= duration_approximate(rto->value);
    report->good = report->good && kept;
    g_string_append_printf(out, " (RTO %s: %s)", rto->text, kept ? "kept" : "MISSED");
}

/* The best copy that is left of DATA, and what is lost with it. */
static void put_copy(Report *report, const DataSet *data)
{
    GString *out = report->out;
    bool doubtful = false;
    const Backup *copy = copy_best(data, NULL, report->aftermath->losses, &doubtful);
    Duration most = {0, 0};
    g_string_append(out, "    ");
    put_entity(out, &data->entity);
    if (copy == NULL || !copy_loss(copy, &most)) {
        bool gone = data->backups.count > 0 && !doubtful;
        for (size_t i = 0; gone && i < data->backups.count; i++)
            gone = copy_state(data->backups.items[i], NULL, report->aftermath->losses) == COPY_GONE;
        report->good = report->good && !gone && data->backups.count > 0;
        g_string_append(out, data->backups.count == 0 ? ": no copies are made\n"
                             : gone ? ": NO COPY IS LEFT\n"
                                    : ": copies are left; how old they are is not known\n");
        return;
    }
    char words[DURATION_TEXT_SIZE];
    g_autofree char *method =
        text_for_terminal(copy->method.text == NULL ? "a copy" : copy->method.text);
    g_string_append_printf(out, ": %s is left, at most %s lost", method,
                           duration_words(most, words));
    if (data->rpo.known && data->rpo.word == DURATION_WORD_NONE) {
        bool kept = duration_compare(most, data->rpo.value) <= 0;
        report->good = report->good && kept;
        g_string_append_printf(out, " (RPO %s: %s)", data->rpo.text, kept ? "kept" : "MISSED");
    }
    g_string_append_c(out, '\n');
}

static void put_obstacles(const Report *report, const RunbookFate *fate)
{
    GString *out = report->out;
    for (size_t i = 0; i < fate->n_obstacles; i++) {
        const Obstacle *obstacle = &fate->obstacles[i];
        g_string_append(out, "      ");
        if (obstacle->kind == OBSTACLE_WHO) {
            g_autofree char *step = text_for_terminal(obstacle->step->entity.id.text);
            g_string_append_printf(out, "step '%s' is for ", step);
            put_entity(out, obstacle->needed);
            g_string_append(out, ", who is lost\n");
            continue;
        }
        if (obstacle->kind == OBSTACLE_COPY) {
            g_string_append(out, "no copy is left of ");
            put_entity(out, obstacle->needed);
        } else {
            g_string_append(out, "it needs ");
            put_entity(out, obstacle->needed);
            const Down *down = aftermath_find(report->aftermath, obstacle->needed);
            g_string_append(out, down != NULL && down->returns ? ", which comes back before"
                                                               : ", which is down");
        }
        g_string_append_c(out, '\n');
    }
}

static void put_runbooks(const Report *report, const PlanFate *fate)
{
    bool any = false;
    for (size_t i = 0; i < fate->n_runbooks; i++) {
        const RunbookFate *runbook = &fate->runbooks[i];
        if (!runbook->wanted && runbook->n_obstacles == 0)
            continue;
        if (!any)
            g_string_append(report->out, "  runbooks\n");
        any = true;
        g_autofree char *id = text_for_terminal(runbook->runbook->entity.id.text);
        g_string_append_printf(report->out, "    '%s' %s\n", id,
                               !runbook->possible         ? "CANNOT be carried out:"
                               : runbook->n_obstacles > 0 ? "can be carried out later:"
                                                          : "can be carried out");
        put_obstacles(report, runbook);
    }
}

/* The first in LIST who is left; NULL when nobody is. */
static const Entity *first_left(const Losses *losses, const RefList *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->target != NULL && !losses_has(losses, list->items[i]->target))
            return list->items[i]->target;
    return NULL;
}

static void put_deciders(Report *report, const Plan *plan)
{
    const Losses *losses = report->aftermath->losses;
    bool any = false;
    for (size_t i = 0; i < plan->roles.count; i++) {
        const Role *role = plan->roles.items[i];
        if (!role->declares.known || !role->declares.value)
            continue;
        any = true;
        const Entity *holder = first_left(losses, &role->holders);
        const Entity *who = holder != NULL ? holder : first_left(losses, &role->alternates);
        g_autofree char *title = text_for_terminal(entity_name(&role->entity));
        g_autofree char *name = who == NULL ? NULL : text_for_terminal(entity_name(who));
        g_string_append_printf(report->out, "    %s: %s%s\n", title,
                               name == NULL ? "NOBODY IS LEFT" : name,
                               name != NULL && holder == NULL ? " (alternate)" : "");
        report->good = report->good && name != NULL;
    }
    if (!any)
        g_string_append(report->out, "    the plan does not say who may declare a disaster\n");
}

/* Does LOSSES or what is down touch PLAN? */
static bool is_touched(const Aftermath *aftermath, const PlanFate *fate)
{
    for (size_t i = 0; i < aftermath->n_down; i++)
        if (aftermath->down[i].plan == fate->plan)
            return true;
    for (size_t i = 0; i < fate->n_runbooks; i++)
        if (fate->runbooks[i].n_obstacles > 0)
            return true;
    for (size_t i = 0; i < fate->plan->roles.count; i++)
        if (losses_has(aftermath->losses, &fate->plan->roles.items[i]->entity))
            return true;
    for (size_t i = 0; i < fate->plan->data.count; i++) {
        const DataSet *data = fate->plan->data.items[i];
        for (size_t j = 0; j < data->backups.count; j++)
            if (copy_state(data->backups.items[j], NULL, aftermath->losses) == COPY_GONE)
                return true;
    }
    return false;
}

static void put_down(Report *report, const PlanFate *fate)
{
    bool any = false;
    for (size_t i = 0; i < report->aftermath->n_down; i++) {
        const Down *down = &report->aftermath->down[i];
        if (down->plan != fate->plan)
            continue;
        any = true;
        g_string_append(report->out, "    ");
        put_entity(report->out, down->entity);
        put_cause(report, down);
        put_return(report, fate, down);
        g_string_append_c(report->out, '\n');
    }
    if (!any)
        g_string_append(report->out, "    no service and no data set\n");
}

static void put_plan(Report *report, const PlanFate *fate)
{
    GString *out = report->out;
    g_autofree char *title = text_for_terminal(fate->plan->title.text);
    g_string_append_printf(out, "\n%s (%s)\n  down\n", title, fate->plan->id);
    put_down(report, fate);
    put_runbooks(report, fate);
    if (fate->plan->data.count > 0)
        g_string_append(out, "  copies\n");
    for (size_t i = 0; i < fate->plan->data.count; i++)
        put_copy(report, fate->plan->data.items[i]);
    g_string_append(out, "  who decides\n");
    put_deciders(report, fate->plan);
}

static bool is_channel(const Tool *tool)
{
    return tool->kind.index == TOOL_CHAT || tool->kind.index == TOOL_MAIL ||
           tool->kind.index == TOOL_TELEPHONE || tool->kind.index == TOOL_STATUS_PAGE;
}

/* Tools that are down, and channels that still work. */
static void put_tools(Report *report)
{
    const Library *library = report->aftermath->library;
    GString *out = report->out;
    if (library->tools.count > 0)
        g_string_append(out, "\ntools and channels\n");
    for (size_t i = 0; i < library->tools.count; i++) {
        const Tool *tool = library->tools.items[i];
        const Down *down = aftermath_find(report->aftermath, &tool->entity);
        if (down == NULL && !is_channel(tool))
            continue;
        g_string_append(out, "    ");
        put_entity(out, &tool->entity);
        if (down == NULL) {
            g_string_append(out, " works\n");
            continue;
        }
        put_cause(report, down);
        g_autofree char *fallback =
            tool->fallback.text == NULL ? NULL : text_for_terminal(tool->fallback.text);
        if (fallback != NULL)
            g_string_append_printf(out, "; use %s", fallback);
        else
            g_string_append(out, down->returns ? "; back with it" : "; NOTHING IN ITS PLACE");
        g_string_append_c(out, '\n');
    }
}

static void put_loops(Report *report)
{
    const Aftermath *aftermath = report->aftermath;
    if (aftermath->n_loops > 0)
        g_string_append(report->out, "\nrecovery depends on what was lost\n");
    for (size_t i = 0; i < aftermath->n_loops; i++) {
        const Loop *loop = &aftermath->loops[i];
        g_string_append(report->out, "    ");
        put_entity(report->out, loop->chain[0]);
        for (size_t j = 1; j <= loop->length; j++) {
            g_string_append(report->out, " needs ");
            put_entity(report->out, loop->chain[j % loop->length]);
        }
        g_string_append_c(report->out, '\n');
        report->good = false;
    }
}

bool lose_describe(const Library *library, const Losses *losses, GString *out)
{
    g_autoptr(Aftermath) aftermath = aftermath_new(library, losses);
    Report report = {.aftermath = aftermath, .out = out, .good = true};
    size_t touched = 0;
    for (size_t i = 0; i < library->n_plans; i++) {
        if (!is_touched(aftermath, &aftermath->plans[i]))
            continue;
        touched++;
        put_plan(&report, &aftermath->plans[i]);
    }
    put_tools(&report);
    put_loops(&report);
    g_string_append(out, "\ntimes count from when the work begins: detection and decision come on top\n");
    g_string_append_printf(out, "%zu of %zu plan%s touched; %s\n", touched, library->n_plans,
                           library->n_plans == 1 ? "" : "s",
                           report.good ? "everything comes back within its objectives"
                                       : "NOT everything comes back within its objectives");
    return report.good;
}

int lose(const Command *command, const char *folder, char *const *words)
{
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(Library) library = read_library(folder, diags);
    int status = command_status(diags);
    if (status != EXIT_CLEAN)
        command_print(diags);
    if (library == NULL)
        return status;
    g_autoptr(Losses) losses = losses_new(library);
    g_autoptr(GString) out = g_string_new("without");
    for (size_t i = 0; words[i] != NULL; i++) {
        g_autofree char *mistake = lose_word(library, losses, words[i]);
        if (mistake != NULL)
            return command_usage(command, "%s", mistake);
        g_autofree char *shown = text_for_terminal(words[i]);
        g_string_append_printf(out, "%s %s", i == 0 ? "" : ",", shown);
    }
    g_string_append_c(out, '\n');
    bool good = lose_describe(library, losses, out);
    fputs(out->str, stdout);
    return status != EXIT_CLEAN ? status : good ? EXIT_CLEAN : EXIT_FINDINGS;
}
