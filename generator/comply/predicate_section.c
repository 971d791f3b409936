#include "comply/answer.h"

#include "comply/reason.h"

#include <string.h>

/*
 * The parts that NIST SP 800-34 Rev. 1 (Appendix A) gives a contingency plan, and where this
 * format has them. What no key holds may be a chapter: a Markdown file with that word in its title.
 */
typedef struct Section {
    const char *word;
    bool (*has)(const Question *question);
    const char *where; /* to write it; behind "Write" */
} Section;

static bool chapter_about(const Question *question, const char *const *words)
{
    const Plan *plan = question->standing->plan;
    for (size_t i = 0; i < plan->chapters.count; i++) {
        const char *title = plan->chapters.items[i]->title.text;
        if (title == NULL)
            continue;
        g_autofree char *folded = g_ascii_strdown(title, -1);
        for (size_t j = 0; words[j] != NULL; j++)
            if (strstr(folded, words[j]) != NULL)
                return true;
    }
    return false;
}

static bool has_approval(const Question *question)
{
    return question->standing->plan->approved.known &&
           question->standing->plan->approved_by.target != NULL;
}

static bool has_background(const Question *question)
{
    const Plan *plan = question->standing->plan;
    return plan->about.text != NULL || plan->purpose.text != NULL;
}

static bool has_scope(const Question *question)
{
    return question->standing->plan->scope.text != NULL;
}

static bool has_assumptions(const Question *question)
{
    static const char *const words[] = {"assumption", NULL};
    return chapter_about(question, words);
}

static bool has_system(const Question *question)
{
    const Plan *plan = question->standing->plan;
    for (size_t i = 0; i < plan->services.count; i++)
        if (plan->services.items[i]->about.text != NULL)
            return true;
    return false;
}

static bool has_phases(const Question *question)
{
    const Plan *plan = question->standing->plan;
    for (size_t i = 0; i < plan->scenarios.count; i++)
        if (plan->scenarios.items[i]->phases.count > 0)
            return true;
    return false;
}

static bool has_roles(const Question *question)
{
    const Plan *plan = question->standing->plan;
    for (size_t i = 0; i < plan->roles.count; i++)
        if (plan->roles.items[i]->duties.count > 0 && plan->roles.items[i]->holders.count > 0)
            return true;
    return false;
}

static bool has_activation(const Question *question)
{
    const Plan *plan = question->standing->plan;
    bool triggered = plan->triggers.count > 0;
    for (size_t i = 0; i < plan->runbooks.count && !triggered; i++)
        triggered = plan->runbooks.items[i]->trigger.text != NULL;
    return triggered && plan_declaring_role(plan) != NULL;
}

static bool has_notification(const Question *question)
{
    return question->standing->plan->notifications.count > 0;
}

/* Somebody finds out what is broken: a step that decides, or a scenario that says how long that
 * takes. */
static bool has_assessment(const Question *question)
{
    const Plan *plan = question->standing->plan;
    for (size_t i = 0; i < plan->scenarios.count; i++)
        if (plan->scenarios.items[i]->decide.known)
            return true;
    for (size_t i = 0; i < plan->runbooks.count; i++)
        for (size_t j = 0; j < plan->runbooks.items[i]->steps.count; j++)
            if (plan->runbooks.items[i]->steps.items[j]->kind == STEP_DECIDE)
                return true;
    return false;
}

static bool has_sequence(const Question *question)
{
    const Plan *plan = question->standing->plan;
    for (size_t i = 0; i < plan->services.count; i++)
        if (plan->services.items[i]->tier.text == NULL)
            return false;
    return plan->services.count > 0;
}

static bool has_procedures(const Question *question)
{
    const Plan *plan = question->standing->plan;
    for (size_t i = 0; i < plan->runbooks.count; i++)
        if (plan->runbooks.items[i]->steps.count > 0)
            return true;
    return false;
}

static bool has_escalation(const Question *question)
{
    return question->standing->plan->escalation.count > 0;
}

typedef bool (*StepTest)(const Step *step);

static bool any_step(const Question *question, StepTest test)
{
    const Plan *plan = question->standing->plan;
    for (size_t i = 0; i < plan->runbooks.count; i++)
        for (size_t j = 0; j < plan->runbooks.items[i]->steps.count; j++)
            if (test(plan->runbooks.items[i]->steps.items[j]))
                return true;
    return false;
}

static bool verifies(const Step *step)
{
    return step->verify.text != NULL || step->expect.text != NULL;
}

static bool checks_business(const Step *step)
{
    return step->business_check.known && step->business_check.value;
}

static bool has_data_validation(const Question *question)
{
    return any_step(question, verifies);
}

static bool has_function_validation(const Question *question)
{
    return any_step(question, checks_business);
}

static bool has_declaration(const Question *question)
{
    const SuccessCriteria *success = &question->standing->plan->success;
    return success->must.count > 0;
}

static bool has_user_notice(const Question *question)
{
    return question->standing->plan->messages.count > 0;
}

static bool has_way_back(const Question *question)
{
    const Plan *plan = question->standing->plan;
    for (size_t i = 0; i < plan->runbooks.count; i++)
        if (plan->runbooks.items[i]->failback.target != NULL)
            return true;
    return false;
}

static bool has_backups(const Question *question)
{
    const Plan *plan = question->standing->plan;
    for (size_t i = 0; i < plan->data.count; i++)
        if (plan->data.items[i]->backups.count > 0)
            return true;
    return false;
}

static bool has_event_records(const Question *question)
{
    return question->standing->plan->after_incident.count > 0;
}

static bool has_people(const Question *question)
{
    return question->standing->plan->contacts.count > 0 ||
           question->standing->plan->roles.count > 0;
}

static bool has_vendors(const Question *question)
{
    const Plan *plan = question->standing->plan;
    for (size_t i = 0; i < plan->n_uses; i++)
        if (plan->uses[i].ref->target != NULL && plan->uses[i].ref->target->kind == ENTITY_VENDOR)
            return true;
    return false;
}

static bool has_alternate(const Question *question)
{
    const Plan *plan = question->standing->plan;
    for (size_t i = 0; i < plan->sites.count; i++)
        if (site_is_alternate(plan->sites.items[i]))
            return true;
    return false;
}

static bool has_storage(const Question *question)
{
    const Plan *plan = question->standing->plan;
    for (size_t i = 0; i < plan->sites.count; i++)
        if (plan->sites.items[i]->kind.text != NULL &&
            plan->sites.items[i]->kind.index == SITE_STORAGE)
            return true;
    return false;
}

static bool has_diagram(const Question *question)
{
    static const char *const words[] = {"diagram", "architecture", "topology", NULL};
    return chapter_about(question, words);
}

static bool has_inventory(const Question *question)
{
    return question->standing->plan->services.count > 0 && question->standing->plan->data.count > 0;
}

static bool has_interconnections(const Question *question)
{
    const Plan *plan = question->standing->plan;
    for (size_t i = 0; i < plan->services.count; i++)
        if (plan->services.items[i]->depends.count > 0)
            return true;
    return false;
}

static bool has_schedule(const Question *question)
{
    const Plan *plan = question->standing->plan;
    for (size_t i = 0; i < plan->exercises.count; i++)
        if (exercise_has_frequency(plan->exercises.items[i]))
            return plan->review.known;
    return false;
}

static bool has_related(const Question *question)
{
    return question->standing->plan->related.count > 0;
}

/* Objectives with what they rest on. */
static bool has_impact_analysis(const Question *question)
{
    const Plan *plan = question->standing->plan;
    for (size_t i = 0; i < plan->services.count; i++)
        if (plan->services.items[i]->mtd.known && plan->services.items[i]->rto.known)
            return true;
    return false;
}

static bool has_change_record(const Question *question)
{
    return question->standing->plan->version.text != NULL;
}

/* In the order of section_words. */
static const Section sections[] = {
    {"approval", has_approval, "`approved` and `approved-by`"},
    {"background", has_background, "`about` or `purpose`"},
    {"scope", has_scope, "`scope`"},
    {"assumptions", has_assumptions, "a chapter (a Markdown file) titled Assumptions"},
    {"system-description", has_system, "`about` of the services"},
    {"phases", has_phases, "`phases` of the scenarios"},
    {"roles", has_roles, "`roles` with `holders` and `duties`"},
    {"activation", has_activation, "`trigger` of runbooks, and `declares` of one role"},
    {"notification", has_notification, "`notifications`"},
    {"assessment", has_assessment, "`decide` of a scenario, or a step that decides"},
    {"sequence", has_sequence, "`tier` of all services"},
    {"procedures", has_procedures, "runbooks with steps"},
    {"escalation", has_escalation, "`escalation`"},
    {"data-validation", has_data_validation, "`verify` or `expect` of steps"},
    {"function-validation", has_function_validation, "`business-check` of a step"},
    {"recovery-declaration", has_declaration, "`success` with what must be fulfilled"},
    {"user-notification", has_user_notice, "`messages`"},
    {"return", has_way_back, "`failback` of runbooks"},
    {"backup", has_backups, "`backups` of the data sets"},
    {"event-documentation", has_event_records, "`after-incident`"},
    {"personnel-contacts", has_people, "`contacts` or `roles`"},
    {"vendor-contacts", has_vendors, "a vendor in `contacts` or where one is needed"},
    {"alternate-processing", has_alternate, "a site that is not the primary one"},
    {"alternate-storage", has_storage, "a site of kind storage"},
    {"diagrams", has_diagram, "a chapter (a Markdown file) titled Architecture or Diagrams"},
    {"inventory", has_inventory, "`services` and `data`"},
    {"interconnections", has_interconnections, "`depends` of the services"},
    {"test-schedule", has_schedule, "`exercises` with `every`, and `review`"},
    {"associated-plans", has_related, "`related`"},
    {"impact-analysis", has_impact_analysis, "`mtd` and `rto` of the services"},
    {"change-record", has_change_record, "`version`"},
};

const char *const section_words[] = {"approval",
                                     "background",
                                     "scope",
                                     "assumptions",
                                     "system-description",
                                     "phases",
                                     "roles",
                                     "activation",
                                     "notification",
                                     "assessment",
                                     "sequence",
                                     "procedures",
                                     "escalation",
                                     "data-validation",
                                     "function-validation",
                                     "recovery-declaration",
                                     "user-notification",
                                     "return",
                                     "backup",
                                     "event-documentation",
                                     "personnel-contacts",
                                     "vendor-contacts",
                                     "alternate-processing",
                                     "alternate-storage",
                                     "diagrams",
                                     "inventory",
                                     "interconnections",
                                     "test-schedule",
                                     "associated-plans",
                                     "impact-analysis",
                                     "change-record",
                                     NULL};

Answer sections_present(const Question *question)
{
    Tally tally = {0};
    g_autoptr(GString) turn = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(sections); i++) {
        if (!control_is_of(question->control, question->predicate, i))
            continue;
        bool has = sections[i].has(question);
        tally_count(&tally, has, sections[i].word);
        if (!has)
            g_string_append_printf(turn, "%s%s", turn->len == 0 ? "Write " : "; ",
                                   sections[i].where);
    }
    g_string_append_c(turn, '.');
    Answer answer = answer_tally(question, &tally, "parts that are asked for", "are in the plan");
    answer.turn = arena_text(question->arena, turn->str);
    return answer;
}
