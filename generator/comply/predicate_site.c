#include "comply/answer.h"
#include "comply/backup.h"

#include "comply/reason.h"
#include "comply/tally.h"

static bool is_primary(const Site *site)
{
    return site->role.text != NULL && g_ascii_strncasecmp(site->role.text, "primary", 7) == 0;
}

static bool is_processing(const Site *site)
{
    return site->kind.text != NULL &&
           (site->kind.index == SITE_REGION || site->kind.index == SITE_DATACENTER);
}

bool site_is_alternate(const Site *site)
{
    return is_processing(site) && site->role.text != NULL && !is_primary(site);
}

static bool is_any(const Site *site)
{
    (void)site;
    return true;
}

/* Why places cannot be compared with those primary sites of PLAN that are of a KIND, or NULL. */
static const char *no_comparison(const Question *question, bool (*kind)(const Site *),
                                 bool by_location)
{
    const Plan *plan = question->standing->plan;
    size_t n_primary = 0;
    for (size_t i = 0; i < plan->sites.count; i++) {
        const Site *site = plan->sites.items[i];
        if (!is_primary(site) || !kind(site))
            continue;
        n_primary++;
        if (by_location && site->location.text == NULL)
            return arena_printf(question->arena,
                                "The primary site '%s' has no location to compare with.",
                                reason_id(&site->entity));
    }
    return n_primary > 0 ? NULL
                         : "No site has the role 'primary': there is nothing to compare with.";
}

static Answer not_comparable(const char *hindrance)
{
    return (Answer){.verdict = VERDICT_NO_EVIDENCE,
                    .reason = hindrance,
                    .turn = "Write `role: primary` and `location` at the site where work is "
                            "normally done."};
}

/* Whether the location of SITE is known and no primary site of PLAN has the same. */
static bool is_apart(const Plan *plan, const Site *site)
{
    if (is_primary(site) || site->location.text == NULL)
        return false;
    for (size_t i = 0; i < plan->sites.count; i++) {
        const Site *other = plan->sites.items[i];
        if (is_primary(other) && other->location.text != NULL &&
            g_ascii_strcasecmp(site->location.text, other->location.text) == 0)
            return false;
    }
    return true;
}

typedef bool (*SiteTest)(const Plan *plan, const Site *site);

static bool has_copy(const Plan *plan, const DataSet *data, SiteTest test)
{
    for (size_t i = 0; i < data->backups.count; i++) {
        const RefList *to = &data->backups.items[i]->to;
        for (size_t j = 0; j < to->count; j++) {
            const Entity *target = to->items[j]->target;
            if (target != NULL && target->kind == ENTITY_SITE && test(plan, (const Site *)target))
                return true;
        }
    }
    return false;
}

static bool is_elsewhere(const Plan *plan, const Site *site)
{
    (void)plan;
    return !is_primary(site);
}

static bool has_copy_elsewhere(const Plan *plan, const DataSet *data)
{
    return has_copy(plan, data, is_elsewhere);
}

static bool has_copy_apart(const Plan *plan, const DataSet *data)
{
    return has_copy(plan, data, is_apart);
}

Answer backups_elsewhere(const Question *question)
{
    const DataSet *failed = NULL;
    const char *hindrance = no_comparison(question, is_any, false);
    if (hindrance != NULL)
        return not_comparable(hindrance);
    return backup_tally(question, has_copy_elsewhere,
                        "have copies at a site that is not a primary one", &failed);
}

Answer backups_apart(const Question *question)
{
    const DataSet *failed = NULL;
    const char *hindrance = no_comparison(question, is_any, true);
    if (hindrance != NULL)
        return not_comparable(hindrance);
    return backup_tally(question, has_copy_apart,
                        "have copies at a known location other than the primary sites'", &failed);
}

Answer alternate_site_named(const Question *question)
{
    const Plan *plan = question->standing->plan;
    Tally tally = {0};
    for (size_t i = 0; i < plan->sites.count; i++) {
        const Site *site = plan->sites.items[i];
        if (site_is_alternate(site))
            tally_entity(&tally, site->capacity.known && site->activation.text != NULL,
                         &site->entity);
    }
    if (plan->sites.count == 0)
        return answer_plain(VERDICT_NO_EVIDENCE, "There are no sites.");
    if (tally.whole == 0)
        return answer_plain(VERDICT_NOT_SATISFIED,
                            arena_printf(question->arena,
                                         "None of %zu sites is a region or data centre with a "
                                         "role other than primary.",
                                         plan->sites.count));
    /* One place to go to is enough; the reason names those that are no use yet. */
    Answer answer = answer_tally(question, &tally, "alternate processing sites",
                                 "say their capacity and how they are activated");
    answer.verdict = tally.part > 0 ? VERDICT_SATISFIED : VERDICT_NOT_SATISFIED;
    return answer;
}

Answer alternate_site_apart(const Question *question)
{
    const Plan *plan = question->standing->plan;
    const char *hindrance = no_comparison(question, is_processing, true);
    if (hindrance != NULL)
        return not_comparable(hindrance);
    Tally tally = {0};
    for (size_t i = 0; i < plan->sites.count; i++)
        if (site_is_alternate(plan->sites.items[i]))
            tally_entity(&tally, is_apart(plan, plan->sites.items[i]),
                         &plan->sites.items[i]->entity);
    return answer_tally(question, &tally, "alternate processing sites",
                        "have a known location other than the primary sites'");
}

Answer restore_elsewhere(const Question *question)
{
    const Plan *plan = question->standing->plan;
    Tally tally = {0};
    for (size_t i = 0; i < plan->exercises.count; i++) {
        const Exercise *exercise = plan->exercises.items[i];
        const Ref *place = NULL;
        if (exercise_is_of(exercise, 1u << EXERCISE_RESTORE))
            tally_entity(&tally,
                         exercise->target.target != NULL &&
                             exercise_overwrites(exercise, &place) == NULL,
                         &exercise->entity);
    }
    return answer_tally(question, &tally, "exercises of type restore",
                        "restore to a named site where the data is not in use");
}
