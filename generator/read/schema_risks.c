#include "model/plan.h"
#include "read/schema.h"

const char *const scenario_family_words[] = {
    "cyber-attack", "data-corruption", "site-loss", "hardware", "software",
    "network",      "power",           "supplier",  "people",   NULL,
};

enum { REF_RECOVERED = ENTITY_BIT(ENTITY_SERVICE) | ENTITY_BIT(ENTITY_DATA) };
enum {
    REF_WHO = ENTITY_BIT(ENTITY_ROLE) | ENTITY_BIT(ENTITY_PERSON) | ENTITY_BIT(ENTITY_TEAM) |
              ENTITY_BIT(ENTITY_VENDOR)
};

static const Field risk_fields[] = {
    {.key = "id", .type = FIELD_ID, .required = true, AT(Risk, entity.id, Text),
     .about = "Name for references.", .example = "registry-outage"},
    {.key = "name", .type = FIELD_TEXT, AT(Risk, entity.name, Text), .about = "Name for people.",
     .example = "Container registry outage"},
    {.key = "about", .type = FIELD_PROSE, AT(Risk, about, Text), .about = "What may happen."},
    {.key = "group", .type = FIELD_TEXT, AT(Risk, group, Text),
     .about = "Heading under which it is listed.", .example = "High-impact scenarios"},
    {.key = "likelihood", .type = FIELD_TEXT, AT(Risk, likelihood, Text),
     .about = "A likelihood of the library's matrix.", .example = "medium"},
    {.key = "impact", .type = FIELD_TEXT, AT(Risk, impact, Text),
     .about = "An impact of the library's matrix.", .example = "high"},
    {.key = "level", .type = FIELD_TEXT, AT(Risk, level, Text),
     .about = "Level or priority as claimed; it is checked against the matrix.",
     .example = "high"},
    {.key = "residual", .type = FIELD_TEXT, AT(Risk, residual, Text),
     .about = "Level that is left after treatment.", .example = "low"},
    {.key = "treatment", .type = FIELD_PROSE, AT(Risk, treatment, Text),
     .about = "What is done about it."},
    {.key = "owner", .type = FIELD_REF, .refs = REF_WHO, AT(Risk, owner, Ref),
     .about = "Who answers for it.", .example = "infrastructure-team"},
    {.key = "scenario", .type = FIELD_REF, .refs = ENTITY_BIT(ENTITY_SCENARIO),
     AT(Risk, scenario, Ref), .about = "The scenario that answers it.",
     .example = "registry-down"},
    {.key = "reviewed", .type = FIELD_DATE, AT(Risk, reviewed, DateValue),
     .about = "When it was last looked at.", .example = "2026-06-30"},
    {.key = "review", .type = FIELD_DURATION, AT(Risk, review, DurationValue),
     .about = "How often it is looked at.", .example = "6mo"},
    {.key = "internal", .type = FIELD_BOOL, AT(Risk, internal, BoolValue),
     .about = "The public edition leaves it out.", .example = "true"},
};

const Shape shape_risk = {
    .name = "Risk",
    .about = "A place on the risk matrix.",
    .size = sizeof(Risk),
    .is_entity = true,
    .kind = ENTITY_RISK,
    FIELDS(risk_fields),
};

static const Field failure_mode_fields[] = {
    {.key = "id", .type = FIELD_ID, .required = true, AT(FailureMode, entity.id, Text),
     .about = "Name for references.", .example = "memory-leak"},
    {.key = "name", .type = FIELD_TEXT, AT(FailureMode, entity.name, Text),
     .about = "Name for people.", .example = "Memory leak"},
    {.key = "about", .type = FIELD_PROSE, AT(FailureMode, about, Text),
     .about = "How it shows itself."},
    {.key = "group", .type = FIELD_TEXT, AT(FailureMode, group, Text),
     .about = "Heading under which it is listed.", .example = "application"},
    {.key = "likelihood", .type = FIELD_TEXT, AT(FailureMode, likelihood, Text),
     .about = "A likelihood of the library's matrix.", .example = "low"},
    {.key = "impact", .type = FIELD_TEXT, AT(FailureMode, impact, Text),
     .about = "An impact of the library's matrix.", .example = "medium"},
    {.key = "detect", .type = FIELD_DURATION, AT(FailureMode, detect, DurationValue),
     .about = "Noticed at most this long after it began.", .example = "10m"},
    {.key = "procedure", .type = FIELD_LINE, AT(FailureMode, procedure, Text),
     .about = "What recovers from it.", .example = "automatic restart"},
    {.key = "runbook", .type = FIELD_REF, .refs = ENTITY_BIT(ENTITY_RUNBOOK),
     AT(FailureMode, runbook, Ref), .about = "The runbook that recovers from it.",
     .example = "restart-service"},
    {.key = "internal", .type = FIELD_BOOL, AT(FailureMode, internal, BoolValue),
     .about = "The public edition leaves it out.", .example = "true"},
};

const Shape shape_failure_mode = {
    .name = "Failure mode",
    .about = "A way in which something breaks, how it is noticed and what recovers it.",
    .size = sizeof(FailureMode),
    .is_entity = true,
    .kind = ENTITY_OTHER,
    FIELDS(failure_mode_fields),
};

static const Field phase_fields[] = {
    {.key = "id", .type = FIELD_ID, .required = true, AT(Phase, entity.id, Text),
     .about = "Name for references.", .example = "immediate"},
    {.key = "name", .type = FIELD_TEXT, AT(Phase, entity.name, Text), .about = "Name for people.",
     .example = "Immediate actions"},
    {.key = "from", .type = FIELD_DURATION, AT(Phase, from, DurationValue),
     .about = "Begins this long after declaration.", .example = "0"},
    {.key = "to", .type = FIELD_DURATION, AT(Phase, to, DurationValue),
     .about = "Is over this long after declaration.", .example = "15m"},
    {.key = "actions", .type = FIELD_LINES, AT(Phase, actions, TextList),
     .about = "What is done in it, in order."},
};

static const Shape shape_phase = {
    .name = "Phase",
    .about = "A window of the response to a scenario.",
    .size = sizeof(Phase),
    .is_entity = true,
    .kind = ENTITY_OTHER,
    FIELDS(phase_fields),
};

static const Field scenario_fields[] = {
    {.key = "id", .type = FIELD_ID, .required = true, AT(Scenario, entity.id, Text),
     .about = "Name for references.", .example = "database-corrupted"},
    {.key = "name", .type = FIELD_TEXT, AT(Scenario, entity.name, Text),
     .about = "Name for people.", .example = "Database corruption"},
    {.key = "about", .type = FIELD_PROSE, AT(Scenario, about, Text), .about = "What may happen."},
    {.key = "family", .type = FIELD_WORD, .words = scenario_family_words,
     AT(Scenario, family, Word), .about = "What kind of scenario it is.", .example = "site-loss"},
    {.key = "loses", .type = FIELD_REFS,
     .refs = ENTITY_BIT(ENTITY_SITE) | ENTITY_BIT(ENTITY_PERSON) | ENTITY_BIT(ENTITY_VENDOR) |
             ENTITY_BIT(ENTITY_TOOL) | ENTITY_BIT(ENTITY_SERVICE),
     AT(Scenario, loses, RefList),
     .about = "What it takes away: sites with all that lies there, people, vendors, tools, "
              "services.",
     .example = "[us-west]"},
    {.key = "priority", .type = FIELD_TEXT, AT(Scenario, priority, Text),
     .about = "Its rank among incidents.", .example = "P1"},
    {.key = "likelihood", .type = FIELD_TEXT, AT(Scenario, likelihood, Text),
     .about = "A likelihood of the library's matrix.", .example = "medium"},
    {.key = "impact", .type = FIELD_TEXT, AT(Scenario, impact, Text),
     .about = "An impact of the library's matrix.", .example = "high"},
    {.key = "effect", .type = FIELD_LINE, AT(Scenario, effect, Text),
     .about = "What users notice.", .example = "Complete service outage"},
    {.key = "causes", .type = FIELD_LINES, AT(Scenario, causes, TextList),
     .about = "What may bring it about.", .example = "[storage failure, human error]"},
    {.key = "affects", .type = FIELD_REFS, .refs = REF_RECOVERED, AT(Scenario, affects, RefList),
     .about = "Services and data sets that it hits.", .example = "[docs-api]"},
    {.key = "rto", .type = FIELD_DURATION, AT(Scenario, rto, DurationValue),
     .about = "Its own recovery time objective, not looser than that of what it hits.",
     .example = "2h"},
    {.key = "rpo", .type = FIELD_DURATION, AT(Scenario, rpo, DurationValue),
     .about = "Its own recovery point objective, not looser than that of what it hits.",
     .example = "15m"},
    {.key = "detect", .type = FIELD_DURATION, AT(Scenario, detect, DurationValue),
     .about = "Noticed at most this long after it began.", .example = "5m"},
    {.key = "decide", .type = FIELD_DURATION, AT(Scenario, decide, DurationValue),
     .about = "From notice to declaration, at most.", .example = "15m"},
    {.key = "notify", .type = FIELD_DURATION, AT(Scenario, notify, DurationValue),
     .about = "From declaration until those who recover are at work, at most.",
     .example = "10m"},
    {.key = "phases", .type = FIELD_LIST, .shape = &shape_phase, AT_LIST(Scenario, phases, Phase),
     .about = "The response in windows of time."},
    {.key = "runbooks", .type = FIELD_REFS, .refs = ENTITY_BIT(ENTITY_RUNBOOK),
     AT(Scenario, runbooks, RefList), .about = "Runbooks that recover from it, in order.",
     .example = "[restore-database]"},
};

const Shape shape_scenario = {
    .name = "Scenario",
    .about = "Something that may happen, its own targets and the way back.",
    .size = sizeof(Scenario),
    .is_entity = true,
    .kind = ENTITY_SCENARIO,
    FIELDS(scenario_fields),
};
