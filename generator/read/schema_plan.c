#include "model/plan.h"
#include "read/schema.h"

static const Field link_fields[] = {
    {.key = "name", .type = FIELD_TEXT, .required = true, AT(WebLink, name, Text),
     .about = "Text of the link.", .example = "Issue tracker"},
    {.key = "url", .type = FIELD_URL, .required = true, AT(WebLink, url, Text),
     .about = "Address: http, https, mailto, tel or relative.",
     .example = "https://github.com/octo/docs/issues"},
};

static const Shape shape_link = {
    .name = "Link",
    .about = "Something worth reading elsewhere.",
    .size = sizeof(WebLink),
    FIELDS(link_fields),
};

enum {
    REF_WHO = ENTITY_BIT(ENTITY_ROLE) | ENTITY_BIT(ENTITY_PERSON) | ENTITY_BIT(ENTITY_TEAM) |
              ENTITY_BIT(ENTITY_VENDOR)
};

static const Field waiver_fields[] = {
    {.key = "rule", .type = FIELD_TEXT, .required = true, AT(Waiver, rule, Text),
     .about = "Name of the rule.", .example = "backup-margin-zero"},
    {.key = "at", .type = FIELD_TEXT, AT(Waiver, at, Text),
     .about = "Id of what it is about, `runbook/step` for a step; the whole plan when left out.",
     .example = "docs-db"},
    {.key = "reason", .type = FIELD_LINE, .required = true, AT(Waiver, reason, Text),
     .about = "Why it is accepted.", .example = "a second copy follows in March"},
    {.key = "owner", .type = FIELD_REF, .required = true, .refs = REF_WHO, AT(Waiver, owner, Ref),
     .about = "Who answers for it.", .example = "maria-silva"},
    {.key = "until", .type = FIELD_DATE, .required = true, AT(Waiver, until, DateValue),
     .about = "The last day on which it counts.", .example = "2026-12-31"},
};

const Shape shape_waiver = {
    .name = "Waiver",
    .about = "A finding that is accepted for a while.",
    .size = sizeof(Waiver),
    FIELDS(waiver_fields),
};

static const Field exemption_fields[] = {
    {.key = "control", .type = FIELD_TEXT, .required = true, AT(Exemption, control, Text),
     .about = "The control: id of the framework and of the control.",
     .example = "nist-800-53-cp/cp-8-2"},
    {.key = "reason", .type = FIELD_LINE, .required = true, AT(Exemption, reason, Text),
     .about = "Why it does not apply.", .example = "there is one carrier in this country"},
    {.key = "owner", .type = FIELD_REF, .required = true, .refs = REF_WHO,
     AT(Exemption, owner, Ref), .about = "Who answers for that.", .example = "maria-silva"},
    {.key = "until", .type = FIELD_DATE, .required = true, AT(Exemption, until, DateValue),
     .about = "The last day on which that counts.", .example = "2026-12-31"},
};

const Shape shape_exemption = {
    .name = "Not applicable",
    .about = "A control of a framework that does not apply, for a while.",
    .size = sizeof(Exemption),
    FIELDS(exemption_fields),
};

static const Field plan_fields[] = {
    {.key = "number", .type = FIELD_TEXT, AT(Plan, number, Text),
     .about = "Its number in the library; plans are sorted by it.", .example = "004"},
    {.key = "title", .type = FIELD_TEXT, .required = true, AT(Plan, title, Text),
     .about = "Name of the system.", .example = "AI Docs Assistant"},
    {.key = "about", .type = FIELD_PROSE, AT(Plan, about, Text), .about = "What the plan is for."},
    {.key = "purpose", .type = FIELD_PROSE, AT(Plan, purpose, Text),
     .about = "Why it was written."},
    {.key = "scope", .type = FIELD_PROSE, AT(Plan, scope, Text), .about = "What it covers."},
    {.key = "version", .type = FIELD_TEXT, AT(Plan, version, Text), .about = "Version.",
     .example = "2.1"},
    {.key = "classification", .type = FIELD_TEXT, AT(Plan, classification, Text),
     .about = "Who may read it.", .example = "internal"},
    {.key = "owner", .type = FIELD_REF, .refs = REF_WHO, AT(Plan, owner, Ref),
     .about = "Who answers for the plan.", .example = "infrastructure-team"},
    {.key = "author", .type = FIELD_REF, .refs = REF_WHO, AT(Plan, author, Ref),
     .about = "Who wrote it.", .example = "maria-silva"},
    {.key = "approved", .type = FIELD_DATE, AT(Plan, approved, DateValue),
     .about = "When it was last approved.", .example = "2026-07-02"},
    {.key = "approved-by", .type = FIELD_REF, .refs = REF_WHO, AT(Plan, approved_by, Ref),
     .about = "Who approved it; not its author.", .example = "jo-berg"},
    {.key = "reviewed", .type = FIELD_DATE, AT(Plan, reviewed, DateValue),
     .about = "When it was last reviewed.", .example = "2026-06-30"},
    {.key = "review", .type = FIELD_DURATION, AT(Plan, review, DurationValue),
     .about = "How often it is reviewed.", .example = "1y"},
    {.key = "reviews", .type = FIELD_LIST, .shape = &shape_review_duty,
     AT_LIST(Plan, reviews, ReviewDuty), .about = "Reviews of single parts."},
    {.key = "update-when", .type = FIELD_LINES, AT(Plan, update_when, TextList),
     .about = "What calls for an update between reviews.", .example = "[new threats]"},
    {.key = "rto", .type = FIELD_DURATION, AT(Plan, rto, DurationValue),
     .about = "Recovery time objective of the plan as a whole.", .example = "4h"},
    {.key = "rpo", .type = FIELD_DURATION, AT(Plan, rpo, DurationValue),
     .about = "Recovery point objective of the plan as a whole.", .example = "1h"},
    {.key = "levels", .type = FIELD_LIST, .shape = &shape_service_level,
     AT_LIST(Plan, levels, ServiceLevel), .about = "Promises made to users."},
    {.key = "services", .type = FIELD_LIST, .shape = &shape_service,
     AT_LIST(Plan, services, Service), .about = "What is recovered."},
    {.key = "data", .type = FIELD_LIST, .shape = &shape_data_set, AT_LIST(Plan, data, DataSet),
     .about = "What is restored."},
    {.key = "sites", .type = FIELD_LIST, .shape = &shape_site, AT_LIST(Plan, sites, Site),
     .about = "Where services run and copies lie."},
    {.key = "replication", .type = FIELD_LIST, .shape = &shape_replication,
     AT_LIST(Plan, replication, Replication), .about = "How data moves between sites."},
    {.key = "risks", .type = FIELD_LIST, .shape = &shape_risk, AT_LIST(Plan, risks, Risk),
     .about = "What may go wrong, on the matrix."},
    {.key = "failures", .type = FIELD_LIST, .shape = &shape_failure_mode,
     AT_LIST(Plan, failures, FailureMode), .about = "How things break."},
    {.key = "scenarios", .type = FIELD_LIST, .shape = &shape_scenario,
     AT_LIST(Plan, scenarios, Scenario), .about = "What may happen, and the way back."},
    {.key = "roles", .type = FIELD_LIST, .shape = &shape_role, AT_LIST(Plan, roles, Role),
     .about = "Who does what during recovery."},
    {.key = "contacts", .type = FIELD_LIST, .shape = &shape_contact,
     AT_LIST(Plan, contacts, Contact), .about = "Whom to call, most important first."},
    {.key = "escalation", .type = FIELD_LIST, .shape = &shape_escalation_level,
     AT_LIST(Plan, escalation, EscalationLevel), .about = "Who is called next."},
    {.key = "notifications", .type = FIELD_LIST, .shape = &shape_notification,
     AT_LIST(Plan, notifications, Notification), .about = "Who is told what, by when."},
    {.key = "messages", .type = FIELD_LIST, .shape = &shape_message,
     AT_LIST(Plan, messages, Message), .about = "Messages prepared in advance."},
    {.key = "exercises", .type = FIELD_LIST, .shape = &shape_exercise,
     AT_LIST(Plan, exercises, Exercise), .about = "How the plan is tried out."},
    {.key = "success", .type = FIELD_OBJECT, .shape = &shape_success,
     AT(Plan, success, SuccessCriteria), .about = "When a recovery has succeeded."},
    {.key = "kpis", .type = FIELD_LIST, .shape = &shape_kpi, AT_LIST(Plan, kpis, Kpi),
     .about = "Figures by which the plan is judged."},
    {.key = "triggers", .type = FIELD_LIST, .shape = &shape_trigger,
     AT_LIST(Plan, triggers, Trigger), .about = "What reacts without a person."},
    {.key = "snippets", .type = FIELD_LIST, .shape = &shape_snippet,
     AT_LIST(Plan, snippets, Snippet), .about = "Configuration, shown verbatim."},
    {.key = "after-incident", .type = FIELD_LIST, .shape = &shape_practice_item,
     AT_LIST(Plan, after_incident, PracticeItem), .about = "What follows an incident, in order."},
    {.key = "practices", .type = FIELD_LIST, .shape = &shape_practice,
     AT_LIST(Plan, practices, Practice), .about = "What is always done, list by list."},
    {.key = "links", .type = FIELD_LIST, .shape = &shape_link, AT_LIST(Plan, links, WebLink),
     .about = "Worth reading elsewhere."},
    {.key = "related", .type = FIELD_TEXTS, AT(Plan, related, TextList),
     .about = "Other plans that belong to it, by folder name or title.",
     .example = "[agent-factory]"},
    {.key = "waivers", .type = FIELD_LIST, .shape = &shape_waiver, AT_LIST(Plan, waivers, Waiver),
     .about = "Findings that are accepted for a while."},
    {.key = "not-applicable", .type = FIELD_LIST, .shape = &shape_exemption,
     AT_LIST(Plan, not_applicable, Exemption),
     .about = "Controls of the frameworks that do not apply to this plan, for a while."},
    {.key = "closing", .type = FIELD_PROSE, AT(Plan, closing, Text),
     .about = "A last word to the reader."},
    {.key = "internal", .type = FIELD_BOOL, AT(Plan, internal, BoolValue),
     .about = "The public edition leaves the whole plan out.", .example = "true"},
    {.key = "internal-chapters", .type = FIELD_TEXTS, AT(Plan, internal_chapters, TextList),
     .about = "Chapters that the public edition leaves out: names of the plan's Markdown files "
              "without `.md`.",
     .example = "[people-notes]"},
};

const Shape shape_plan = {
    .name = "plan.yaml",
    .about = "A plan: the disaster-recovery plan of one system. Further `*.yaml` files of its "
             "folder hold more of the same keys; each key stands in exactly one file.",
    .size = sizeof(Plan),
    FIELDS(plan_fields),
};
