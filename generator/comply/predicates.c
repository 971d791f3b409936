#include "comply/predicate.h"

#include "read/schema.h"

const Predicate predicates[] = {
    {.name = "alternate-site-apart",
     .about = "Every alternate processing site has another location than the primary one.",
     .ask = alternate_site_apart},
    {.name = "alternate-site-named",
     .about = "An alternate processing site is described with its capacity and activation.",
     .ask = alternate_site_named},
    {.name = "backups-apart",
     .about = "Every data set has copies at a location other than the primary sites'.",
     .ask = backups_apart},
    {.name = "backups-checked",
     .about = "Every backup says how the integrity of its copies is checked.",
     .ask = backups_checked},
    {.name = "backups-elsewhere",
     .about = "Every data set has copies at a site that is not a primary one.",
     .ask = backups_elsewhere},
    {.name = "backups-encrypted",
     .about = "Every backup says how its copies are encrypted, itself or at all of its sites.",
     .ask = backups_encrypted},
    {.name = "backups-meet-rpo",
     .about = "Every data set has a backup whose interval, duration and lag fit into its RPO.",
     .ask = backups_meet_rpo},
    {.name = "contacts-reachable",
     .about = "Everybody the plan calls on has a number that can be dialled and a second way.",
     .ask = contacts_reachable},
    {.name = "contacts-verified",
     .about = "The numbers of all people the plan calls on were tried within the period.",
     .needs = NEEDS_WITHIN,
     .ask = contacts_verified},
    {.name = "data-exercised",
     .about = "Every data set was restored in a passed exercise of the types within the period.",
     .needs = NEEDS_WITHIN | NEEDS_TYPES,
     .ask = data_exercised},
    {.name = "duties-written", .about = "Every role has duties.", .ask = duties_written},
    {.name = "estimates-fit-rto",
     .about = "Every service with an RTO has a runbook whose estimated steps fit into it.",
     .ask = estimates_fit},
    {.name = "exercise-current",
     .about = "An exercise of the types is planned at least once in the period, and its newest "
              "pass still counts.",
     .needs = NEEDS_WITHIN | NEEDS_TYPES,
     .ask = exercise_current},
    {.name = "exercises-scheduled",
     .about = "Every service and data set is covered by an exercise of the types that takes place "
              "at least once in the period.",
     .needs = NEEDS_WITHIN | NEEDS_TYPES,
     .ask = exercises_scheduled},
    {.name = "failures-followed-up",
     .about =
         "Every run of the period that did not pass has findings, every finding has owner and due "
         "date, and none is overdue.",
     .needs = NEEDS_WITHIN,
     .ask = failures_followed_up},
    {.name = "failures-retested",
     .about = "Every run of the period that did not pass was followed by one of the same scope "
              "that did.",
     .needs = NEEDS_WITHIN,
     .ask = failures_retested},
    {.name = "functions-named",
     .about = "Every service says what it does and how much depends on it.",
     .ask = functions_named},
    {.name = "metrics-defined",
     .about = "The plan has figures by which it is judged, each with a target.",
     .ask = metrics_defined},
    {.name = "objectives-defined",
     .about = "Every service has an RTO and every data set an RPO.",
     .ask = objectives_defined},
    {.name = "plan-reviewed",
     .about = "The plan has an owner and a review interval within the period, and its last review "
              "still counts.",
     .needs = NEEDS_WITHIN,
     .ask = plan_reviewed},
    {.name = "related-plans-named",
     .about = "The plan names its related plans, and the library holds them.",
     .ask = related_plans_named},
    {.name = "restoration-ordered",
     .about = "Every service has a tier, and dependencies give an order without cycles.",
     .ask = restoration_ordered},
    {.name = "roles-filled", .about = "Every role is held by somebody.", .ask = roles_filled},
    {.name = "rpo-proven",
     .about = "Every RPO is met by a measurement that still counts.",
     .ask = rpo_proven},
    {.name = "rto-proven",
     .about = "Every RTO is met by a measurement that still counts.",
     .ask = rto_proven},
    {.name = "runbooks-cover",
     .about = "Every critical and high service and every data set is recovered by a runbook with "
              "steps.",
     .ask = runbooks_cover},
    {.name = "services-exercised",
     .about = "Every service took part in a passed exercise of the types within the period.",
     .needs = NEEDS_WITHIN | NEEDS_TYPES,
     .ask = services_exercised},
};

const size_t n_predicates = G_N_ELEMENTS(predicates);

const Predicate *predicate_find(const char *name)
{
    for (size_t i = 0; i < n_predicates; i++)
        if (g_strcmp0(predicates[i].name, name) == 0)
            return &predicates[i];
    return NULL;
}

unsigned control_types(const Control *control)
{
    unsigned types = 0;
    for (size_t i = 0; i < control->types.count; i++)
        for (size_t j = 0; exercise_type_words[j] != NULL; j++)
            if (g_strcmp0(control->types.items[i]->text, exercise_type_words[j]) == 0)
                types |= 1u << j;
    return types;
}
