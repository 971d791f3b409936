#include "rules/checks.h"
#include "rules/subject.h"

#include <string.h>

/* What a promise to users would need, against what the objectives allow. */

static const char *const no_loss_phrases[] = {"no data loss", "zero data loss", "without data loss",
                                              "no loss of data"};

/* Words after which the phrase allows some loss: "no data loss beyond the RPO". */
static const char *const qualifying_words[] = {"beyond", "more",  "greater", "over",   "exceeding",
                                               "above",  "older", "outside", "larger", "except"};

static bool is_qualified(const char *rest)
{
    rest += strspn(rest, " \t\n*_,(");
    for (size_t i = 0; i < G_N_ELEMENTS(qualifying_words); i++)
        if (g_str_has_prefix(rest, qualifying_words[i]))
            return true;
    return false;
}

static bool promises_no_loss(const char *text)
{
    g_autofree char *lower = g_ascii_strdown(text, -1);
    for (size_t i = 0; i < G_N_ELEMENTS(no_loss_phrases); i++) {
        const char *at = strstr(lower, no_loss_phrases[i]);
        if (at != NULL && !is_qualified(at + strlen(no_loss_phrases[i])))
            return true;
    }
    return false;
}

/* A recovery point objective and whose it is; the plan's own when ENTITY is NULL. */
typedef struct AllowedLoss {
    const DurationValue *rpo;
    const Entity *entity;
} AllowedLoss;

static void offer_loss(AllowedLoss *most, const DurationValue *rpo, const Entity *entity)
{
    if (known_length(rpo) == NULL || duration_approximate(rpo->value) == 0)
        return;
    if (most->rpo == NULL || duration_compare(rpo->value, most->rpo->value) > 0)
        *most = (AllowedLoss){.rpo = rpo, .entity = entity};
}

static AllowedLoss most_allowed_loss(const Plan *plan)
{
    AllowedLoss most = {.rpo = NULL, .entity = NULL};
    offer_loss(&most, &plan->rpo, NULL);
    for (size_t i = 0; i < plan->data.count; i++)
        offer_loss(&most, &plan->data.items[i]->rpo, &plan->data.items[i]->entity);
    for (size_t i = 0; i < plan->scenarios.count; i++)
        offer_loss(&most, &plan->scenarios.items[i]->rpo, &plan->scenarios.items[i]->entity);
    return most;
}

static void compare_criteria(const TextList *criteria, const AllowedLoss *most, Diags *diags)
{
    for (size_t i = 0; i < criteria->count; i++) {
        const Text *text = criteria->items[i];
        if (text->text == NULL || !promises_no_loss(text->text))
            continue;
        Diag *diag = diags_add(diags, &check_data_loss_contradiction.rule, text->span,
                               "success means that no data is lost, but the plan allows a loss: "
                               "%s > 0",
                               most->rpo->text);
        if (most->entity == NULL)
            diag_note(diags, diag, most->rpo->span, "the plan as a whole may lose %s",
                      most->rpo->text);
        else
            diag_note(diags, diag, most->rpo->span, "%s '%s' may lose %s",
                      entity_kind_word(most->entity->kind), subject_id(most->entity),
                      most->rpo->text);
    }
}

static void data_loss_contradiction(const CheckInput *input, Diags *diags)
{
    const Plan *plan = input->plan;
    AllowedLoss most = most_allowed_loss(plan);
    if (most.rpo == NULL)
        return;
    compare_criteria(&plan->success.must, &most, diags);
    compare_criteria(&plan->success.nice, &most, diags);
    for (size_t i = 0; i < plan->exercises.count; i++)
        compare_criteria(&plan->exercises.items[i]->success, &most, diags);
}

const Check check_data_loss_contradiction = {
    .rule =
        {
            .id = "data-loss-contradiction",
            .severity = SEVERITY_ERROR,
            .summary = "a success criterion promises that no data is lost, but an objective allows "
                       "a loss",
            .remedy = "write what may be lost, such as \"no data loss beyond the RPO\", or lower "
                      "the objective to 0",
            .why = "One reader plans for a loss and another promises that there is none; the "
                   "difference comes out when customers ask for their data.",
            .origin = "NIST SP 800-34 Rev. 1 3.2.1; NIST SP 800-53 Rev. 5 CP-2 a.2",
        },
    .run = data_loss_contradiction,
};

/* Percentages are counted in millionths of a percent. */
static const int64_t PERCENT = 1000000;
enum { YEAR_HOURS = 8766, HOUR_SECONDS = 3600, MOST_DECIMALS = 6 };

/* The first percentage of TEXT, -1 when it has none. */
static int64_t find_percentage(const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (!g_ascii_isdigit(*at))
            continue;
        int64_t value = 0;
        for (; g_ascii_isdigit(*at); at++)
            value = MIN(value * 10 + (*at - '0'), 1000);
        value *= PERCENT;
        if (*at == '.') {
            int64_t weight = PERCENT / 10;
            for (at++; g_ascii_isdigit(*at); at++, weight /= 10)
                value += weight * (*at - '0');
        }
        const char *after = at + strspn(at, " ");
        if (*after == '%')
            return value;
        if (*at == '\0')
            break;
    }
    return -1;
}

static bool mentions_availability(const Text *text)
{
    if (text->text == NULL)
        return false;
    g_autofree char *lower = g_ascii_strdown(text->text, -1);
    return strstr(lower, "availab") != NULL || strstr(lower, "uptime") != NULL;
}

/* Seconds of downtime that LEVEL allows in a year; -1 when it does not speak of availability. */
static int64_t allowed_downtime(const ServiceLevel *level)
{
    if (level->target.text == NULL ||
        (!mentions_availability(&level->name) && !mentions_availability(&level->target)))
        return -1;
    int64_t share = find_percentage(level->target.text);
    /* Below one half it is the share of failures that is meant. */
    if (share < 50 * PERCENT || share > 100 * PERCENT)
        return -1;
    return (100 * PERCENT - share) * YEAR_HOURS * HOUR_SECONDS / (100 * PERCENT);
}

/* "0.1% of 8766h = 8.77h". Owned by the caller. */
static char *downtime_arithmetic(int64_t share, int64_t seconds)
{
    int64_t rest = 100 * PERCENT - share;
    if (rest == 0)
        return g_strdup("0h");
    int64_t hundredths = (seconds * 100 + HOUR_SECONDS / 2) / HOUR_SECONDS;
    g_autofree char *decimals = g_strdup_printf("%06d", (int)(rest % PERCENT));
    size_t length = MOST_DECIMALS;
    while (length > 0 && decimals[length - 1] == '0')
        length--;
    return g_strdup_printf("%d%s%.*s%% of %dh = %d.%02dh", (int)(rest / PERCENT),
                           length > 0 ? "." : "", (int)length, decimals, YEAR_HOURS,
                           (int)(hundredths / 100), (int)(hundredths % 100));
}

/* How many recoveries break the promise of a year: told of one and of two. */
static void report_level(const ServiceLevel *level, const Service *slowest, int64_t allowed,
                         bool once, Diags *diags)
{
    g_autofree char *arithmetic = downtime_arithmetic(find_percentage(level->target.text), allowed);
    const char *id = subject_id(&slowest->entity);
    const char *rto = slowest->rto.text;
    char sum[DURATION_TEXT_SIZE];
    duration_format(duration_add(slowest->rto.value, slowest->rto.value), sum);
    Diag *diag;
    if (once)
        diag = diags_add(diags, &check_slo_impossible.rule, level->target.span,
                         "one recovery of service '%s' uses up more than a year's downtime: "
                         "%s > %s",
                         id, rto, arithmetic);
    else
        diag = diags_add(diags, &check_slo_margin.rule, level->target.span,
                         "two recoveries of service '%s' use up more than a year's downtime: "
                         "%s + %s = %s > %s",
                         id, rto, rto, sum, arithmetic);
    diag_note(diags, diag, slowest->rto.span, "service '%s' may be down for %s", id, rto);
}

typedef void (*LevelVisit)(const ServiceLevel *level, const Service *slowest, Diags *diags);

static void level_impossible(const ServiceLevel *level, const Service *slowest, Diags *diags)
{
    int64_t allowed = allowed_downtime(level);
    if (allowed >= 0 && duration_approximate(slowest->rto.value) > allowed)
        report_level(level, slowest, allowed, true, diags);
}

static void level_without_margin(const ServiceLevel *level, const Service *slowest, Diags *diags)
{
    int64_t allowed = allowed_downtime(level);
    int64_t once = duration_approximate(slowest->rto.value);
    if (allowed >= 0 && once <= allowed && once > allowed - once)
        report_level(level, slowest, allowed, false, diags);
}

static const Service *slowest_service(const Plan *plan)
{
    const Service *slowest = NULL;
    for (size_t i = 0; i < plan->services.count; i++) {
        const Service *service = plan->services.items[i];
        if (known_length(&service->rto) != NULL &&
            (slowest == NULL || duration_compare(service->rto.value, slowest->rto.value) > 0))
            slowest = service;
    }
    return slowest;
}

/* Calls VISIT for the plan's own levels with its slowest service, then for those of each. */
static void each_level(const Plan *plan, LevelVisit visit, Diags *diags)
{
    const Service *slowest = slowest_service(plan);
    if (slowest == NULL)
        return;
    for (size_t i = 0; i < plan->levels.count; i++)
        visit(plan->levels.items[i], slowest, diags);
    for (size_t i = 0; i < plan->services.count; i++) {
        const Service *service = plan->services.items[i];
        if (known_length(&service->rto) == NULL)
            continue;
        for (size_t j = 0; j < service->levels.count; j++)
            visit(service->levels.items[j], service, diags);
    }
}

static void slo_impossible(const CheckInput *input, Diags *diags)
{
    each_level(input->plan, level_impossible, diags);
}

const Check check_slo_impossible = {
    .rule =
        {
            .id = "slo-impossible",
            .severity = SEVERITY_WARNING,
            .summary = "an availability target allows less downtime in a year than one recovery "
                       "within the recovery time objective",
            .remedy = "lower the availability target, or shorten `rto`",
            .why = "One disaster that goes exactly as planned breaks the promise for the "
                   "whole year, so either the target or the plan is not meant.",
            .origin = "NIST SP 800-53 Rev. 5 CP-2 a.2",
        },
    .run = slo_impossible,
};

static void slo_margin(const CheckInput *input, Diags *diags)
{
    each_level(input->plan, level_without_margin, diags);
}

const Check check_slo_margin = {
    .rule =
        {
            .id = "slo-margin",
            .severity = SEVERITY_WARNING,
            .summary = "an availability target allows one recovery in a year, but not two",
            .remedy = "lower the availability target, or shorten `rto`",
            .why = "The promise holds only while there is no second disaster in the year and no "
                   "planned downtime at all; every small outage counts too.",
            .origin = "NIST SP 800-53 Rev. 5 CP-2 a.2",
        },
    .run = slo_margin,
};
