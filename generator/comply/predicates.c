#include "comply/predicate.h"

#include "read/schema.h"

const Predicate predicates[] = {
    {.name = "absent-key-person-exercised",
     .about = "An exercise that names key people who stay away is planned at least once in the "
              "period, and its newest pass without them still counts.",
     .turn = "Carry out an exercise without its key people, and record the run",
     .needs = PARAMETER_WITHIN,
     .two = true,
     .ask = absent_key_person_exercised},
    {.name = "activation-defined",
     .about = "Exactly one role may declare a disaster, it has a successor, and every runbook "
              "says what calls for it.",
     .turn = "Give one role `declares: true` and alternates, and each runbook a `trigger`",
     .ask = activation_defined},
    {.name = "alternate-site-apart",
     .about = "Every alternate processing site has another location than the primary one.",
     .turn = "Write `location` of the sites, and move what lies beside the primary one",
     .ask = alternate_site_apart},
    {.name = "alternate-site-exercised",
     .about = "An exercise of the types is planned at least once in the period, and its newest "
              "pass at an alternate site (`site` of the run) still counts.",
     .turn = "Carry out an exercise at the alternate site, and record the run with its `site`",
     .needs = PARAMETER_WITHIN | PARAMETER_TYPES,
     .two = true,
     .ask = alternate_site_exercised},
    {.name = "alternate-site-named",
     .about = "An alternate processing site is described with its capacity and activation.",
     .turn = "Describe in `sites` a region or data centre with `role`, `capacity` and "
             "`activation`",
     .ask = alternate_site_named},
    {.name = "approval-current",
     .about = "The plan says that it is reviewed at least once in the period, and its newest "
              "approval, by somebody else than its author, still counts.",
     .turn = "Have the plan approved by somebody who has not written it, and record that as "
             "`approved` and `approved-by` or with kind `approval`",
     .needs = PARAMETER_WITHIN,
     .two = true,
     .ask = approval_current},
    {.name = "backups-apart",
     .about = "Every data set has copies at a location other than the primary sites'.",
     .turn = "Keep a copy at a site with another `location`",
     .ask = backups_apart},
    {.name = "backups-checked",
     .about = "Every backup says how the integrity of its copies is checked.",
     .turn = "Write `check` at every backup",
     .ask = backups_checked},
    {.name = "backups-elsewhere",
     .about = "Every data set has copies at a site that is not a primary one.",
     .turn = "Keep a copy at a site that is not a primary one, and name it in `to`",
     .ask = backups_elsewhere},
    {.name = "backups-encrypted",
     .about = "Every backup says how its copies are encrypted, itself or at all of its sites.",
     .turn = "Write `encryption` at every backup or site",
     .ask = backups_encrypted},
    {.name = "backups-meet-rpo",
     .about = "Every data set has a backup whose interval, duration and lag fit into its RPO.",
     .turn = "Back up more often, or write an RPO that can be kept",
     .ask = backups_meet_rpo},
    {.name = "backups-succeed",
     .about = "The newest recorded job of every data set ended well and is no older than the "
              "interval of its backups.",
     .turn = "Mend the backup job, and record its results with kind `backup`",
     .ask = backups_succeed},
    {.name = "change-retested",
     .about = "Every runbook has passed a run as it is written today.",
     .turn = "Carry out each of these runbooks as it is now, and record a run that passes",
     .ask = change_retested},
    {.name = "channels-independent",
     .about = "Everybody the plan calls on can be reached over two kinds of channels, such as "
              "telephone and mail.",
     .turn = "Write a second way of another kind in people.yaml",
     .ask = channels_independent},
    {.name = "communication-tested",
     .about = "An exercise with a runbook that notifies somebody is planned at least once in the "
              "period, and its newest pass still counts.",
     .turn = "Carry out an exercise with a runbook that notifies somebody",
     .needs = PARAMETER_WITHIN,
     .takes = PARAMETER_TYPES,
     .two = true,
     .ask = communication_tested},
    {.name = "contacts-reachable",
     .about = "Everybody the plan calls on has a number that can be dialled and a second way.",
     .turn = "Write numbers that can be dialled and a second way in people.yaml",
     .ask = contacts_reachable},
    {.name = "contacts-verified",
     .about = "The library says how often numbers are tried, and those of all people the plan "
              "calls on were tried within the period.",
     .turn = "Try their numbers, and record that as `verified` in people.yaml or with kind "
             "`contact`",
     .needs = PARAMETER_WITHIN,
     .two = true,
     .ask = contacts_verified},
    {.name = "copies-protected",
     .about = "Every data set has a copy that nobody can change or that cannot be reached over "
              "the network.",
     .turn = "Keep a copy that is `immutable` or `offline`",
     .ask = copies_protected},
    {.name = "critical-rto-short",
     .about = "Every critical service has an RTO of the period or less.",
     .turn = "Shorten the RTO",
     .needs = PARAMETER_WITHIN,
     .ask = critical_rto_short},
    {.name = "data-classes-covered",
     .about = "User, system and documentation data each have a data set with backups.",
     .turn = "Give a data set that class, with its backups",
     .ask = data_classes_covered},
    {.name = "data-exercised",
     .about = "Every data set is covered by a planned exercise of the types, and was restored in "
              "a passed one within the period.",
     .turn = "Plan exercises that restore the data sets",
     .needs = PARAMETER_WITHIN | PARAMETER_TYPES,
     .two = true,
     .ask = data_exercised},
    {.name = "distribution-written",
     .about = "The library says where copies of the plans lie outside its own systems, and who "
              "keeps them.",
     .turn = "Write `where` and `holder` of a copy in `binders` of redbinder.yaml",
     .ask = distribution_written},
    {.name = "duties-written",
     .about = "Every role has duties.",
     .turn = "Write the `duties` of the roles",
     .ask = duties_written},
    {.name = "duty-covered",
     .about = "Every role with a roster is on call all 168 hours of the week, and there is one.",
     .turn = "Write a `roster` that covers the whole week",
     .ask = duty_covered},
    {.name = "escalation-complete",
     .about = "There are at least two escalation levels, and each says who is called and after "
              "how long.",
     .turn = "Write a second level under `escalation`, each with `who` and `after`",
     .ask = escalation_complete},
    {.name = "estimates-fit-rto",
     .about = "Every service with an RTO has a runbook whose estimated steps fit into it.",
     .turn = "Write `takes` at every step, and shorten what does not fit",
     .ask = estimates_fit},
    {.name = "exercise-current",
     .about = "An exercise of the types is planned at least once in the period, and its newest "
              "pass still counts.",
     .turn = "Plan an exercise of these types, and carry it out",
     .needs = PARAMETER_WITHIN | PARAMETER_TYPES,
     .two = true,
     .ask = exercise_current},
    {.name = "exercises-scheduled",
     .about = "Every service and data set is covered by an exercise of the types that takes place "
              "at least once in the period.",
     .turn = "Plan exercises of these types, often enough, that cover",
     .needs = PARAMETER_WITHIN | PARAMETER_TYPES,
     .ask = exercises_scheduled},
    {.name = "failback-exists",
     .about = "Every runbook that moves work to another place names one that leads back.",
     .turn = "Write a runbook that leads back, and name it as `failback`",
     .ask = failback_exists},
    {.name = "failures-followed-up",
     .about = "Every run of the period that did not pass has findings, every finding has owner "
              "and due date, and none is overdue.",
     .turn = "Record findings with owner and due date, and close what is overdue",
     .needs = PARAMETER_WITHIN,
     .ask = failures_followed_up},
    {.name = "failures-retested",
     .about = "Every run of the period that did not pass was followed by one of the same scope "
              "that did.",
     .turn = "Carry out again what failed, until it passes: runs",
     .needs = PARAMETER_WITHIN,
     .ask = failures_retested},
    {.name = "functions-named",
     .about = "Every service says what it does and how much depends on it.",
     .turn = "Write `about` and `tier` of the services",
     .ask = functions_named},
    {.name = "impacts-analysed",
     .about = "Every service has a downtime that can be borne at most (MTD), into which its RTO "
              "and the work after it (WRT) fit.",
     .turn = "Write `mtd`, `rto` and `wrt`, so that the last two fit into the first",
     .ask = impacts_analysed},
    {.name = "independent-observer",
     .about = "An exercise is planned at least once in the period, and its newest pass before an "
              "observer who took no part still counts.",
     .turn = "Carry out an exercise before an observer, and record who that was",
     .needs = PARAMETER_WITHIN,
     .takes = PARAMETER_TYPES,
     .two = true,
     .ask = independent_observer},
    {.name = "metrics-defined",
     .about = "The plan has figures by which it is judged, each with a target.",
     .turn = "Write `kpis` or `levels`, each with a `target`",
     .ask = metrics_defined},
    {.name = "objective-gap-tracked",
     .about = "Every objective that was missed when it was last measured has an open finding with "
              "owner and due date.",
     .turn = "Record a finding with owner and due date about the missed objective",
     .ask = objective_gap_tracked},
    {.name = "objectives-defined",
     .about = "Every service has an RTO and every data set an RPO.",
     .turn = "Write the missing objectives",
     .ask = objectives_defined},
    {.name = "plan-reviewed",
     .about = "The plan has an owner and a review interval within the period, and its last review "
              "still counts.",
     .turn = "Review the plan, and write `owner`, `review` and `reviewed` in it, or record the "
             "review",
     .needs = PARAMETER_WITHIN,
     .two = true,
     .ask = plan_reviewed},
    {.name = "regulator-deadlines",
     .about = "The plan has a notification for each of the laws that the library names, in the "
              "time of the law where redbinder knows it.",
     .turn = "Write a notification with `law` and `within`",
     .ask = regulator_deadlines},
    {.name = "related-plans-named",
     .about = "The plan names its related plans, and the library holds them.",
     .turn = "Name under `related` plans of this library",
     .ask = related_plans_named},
    {.name = "restoration-ordered",
     .about = "Every service has a tier, and dependencies give an order without cycles.",
     .turn = "Write `tier` of the services, and undo circles in `depends`",
     .ask = restoration_ordered},
    {.name = "restore-checked",
     .about = "Every data set is covered by a planned exercise of the types, and its newest "
              "restore within the period held against a checksum.",
     .turn = "Restore the data sets in an exercise, and record the result of the checksum",
     .needs = PARAMETER_WITHIN | PARAMETER_TYPES,
     .two = true,
     .ask = restore_checked},
    {.name = "restore-elsewhere",
     .about = "Every restore exercise names a site to restore to, and the data is not in use "
              "there.",
     .turn = "Write `target`, a site apart from production, at the exercises",
     .ask = restore_elsewhere},
    {.name = "restores-fit-rto",
     .about = "Every data set is restored, by its size and the rate of its backup, within the "
              "tightest RTO that waits for it.",
     .turn = "Write `size` and `rate`, and restore faster where that does not suffice",
     .ask = restores_fit},
    {.name = "results-reviewed",
     .about = "Every run was reviewed within the period after it; `of` says which kinds of run, "
              "`over` how far back.",
     .turn = "Review these runs, and record that with kind `review` and the id of the run as "
             "subject",
     .needs = PARAMETER_WITHIN,
     .takes = PARAMETER_OVER | PARAMETER_OF,
     .of = reviewed_kind_words,
     .ask = results_reviewed},
    {.name = "risks-treated",
     .about = "Every risk says what is done about it and which level is left.",
     .turn = "Write `treatment` and `residual` of the risks",
     .ask = risks_treated},
    {.name = "roles-filled",
     .about = "Every role is held by somebody.",
     .turn = "Name `holders` of the roles",
     .ask = roles_filled},
    {.name = "rpo-proven",
     .about = "Every RPO is met by a measurement that still counts.",
     .turn = "Carry out an exercise that measures the loss of data, and record the run",
     .ask = rpo_proven},
    {.name = "rto-proven",
     .about = "Every RTO is met by a measurement that still counts.",
     .turn = "Carry out an exercise that measures the time, and record the run",
     .ask = rto_proven},
    {.name = "runbooks-cover",
     .about = "Every critical and high service and every data set is recovered by a runbook with "
              "steps.",
     .turn = "Write runbooks that recover",
     .ask = runbooks_cover},
    {.name = "runbooks-verify",
     .about = "Every runbook that recovers something has a step that verifies it.",
     .turn = "Write `verify`, `expect` or `business-check` at a step of the runbooks",
     .ask = runbooks_verify},
    {.name = "scenario-families",
     .about = "The plan has a scenario of each family; `of` says which, all when it is left out.",
     .turn = "Write a scenario with that `family`",
     .takes = PARAMETER_OF,
     .of = scenario_family_words,
     .ask = scenario_families},
    {.name = "sections-present",
     .about = "The plan has the parts that `of` names, of those that NIST SP 800-34 gives a "
              "contingency plan.",
     .turn = "Write the missing parts",
     .needs = PARAMETER_OF,
     .of = section_words,
     .ask = sections_present},
    {.name = "services-exercised",
     .about = "Every service is covered by a planned exercise of the types, and took part in a "
              "passed one within the period.",
     .turn = "Plan exercises of these types that cover the services",
     .needs = PARAMETER_WITHIN | PARAMETER_TYPES,
     .two = true,
     .ask = services_exercised},
    {.name = "top-risks-exercised",
     .about = "Every high risk names its scenario, and a run within the period that passed played "
              "that or one of its runbooks.",
     .turn = "Name the `scenario` of these risks, and play it in an exercise",
     .needs = PARAMETER_WITHIN,
     .ask = top_risks_exercised},
    {.name = "training-current",
     .about = "Every role asks for training at least once in the period, and everybody who holds "
              "one or steps in had it, by people.yaml or recorded training.",
     .turn = "Train them, and record that as `trained` in people.yaml or with kind `training`",
     .needs = PARAMETER_WITHIN,
     .two = true,
     .ask = training_current},
    {.name = "types-exercised",
     .about = "At least `count` of the exercise types are planned at least once in the period, "
              "and have passed within it.",
     .turn = "Plan and carry out exercises of other types",
     .needs = PARAMETER_WITHIN | PARAMETER_TYPES | PARAMETER_COUNT,
     .two = true,
     .ask = types_exercised},
    {.name = "vendor-response",
     .about = "Every vendor the plan counts on has a contract that runs, with a response no "
              "longer than the tightest RTO.",
     .turn = "Write `contract`, `response` and `until` of the vendors, and agree on a shorter "
             "response where it is too long",
     .ask = vendor_response},
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

bool control_is_of(const Control *control, const Predicate *predicate, size_t index)
{
    for (size_t i = 0; i < control->of.count; i++)
        if (g_strcmp0(control->of.items[i]->text, predicate->of[index]) == 0)
            return true;
    return control->of.count == 0;
}

const char *parameter_word(Parameter parameter)
{
    switch (parameter) {
    case PARAMETER_WITHIN:
        return "within";
    case PARAMETER_TYPES:
        return "types";
    case PARAMETER_OF:
        return "of";
    case PARAMETER_COUNT:
        return "count";
    case PARAMETER_OVER:
        return "over";
    }
    g_assert_not_reached();
}
