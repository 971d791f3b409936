#include "model/plan.h"
#include "read/schema.h"

const char *const exercise_type_words[] = {"tabletop", "walkthrough", "simulation",
                                           "restore",  "failover",    "full",
                                           "training", "audit",       "review",
                                           NULL};

static const Field proof_fields[] = {
    {.key = "rto", .type = FIELD_DURATION, AT(Proof, rto, DurationValue),
     .about = "Recovered within.", .example = "2h"},
    {.key = "rpo", .type = FIELD_DURATION, AT(Proof, rpo, DurationValue),
     .about = "Lost at most.", .example = "1h"},
};

static const Shape shape_proof = {
    .name = "Proof",
    .about = "What an exercise is to show.",
    .size = sizeof(Proof),
    FIELDS(proof_fields),
};

static const Field junit_rule_fields[] = {
    {.key = "suite", .type = FIELD_TEXT, AT(JunitRule, suite, Text),
     .about = "Name of a test suite that holds the case, or its class: `*` stands for any characters, "
              "`?` for one. Any, when absent.",
     .example = "\"restore*\""},
    {.key = "case", .type = FIELD_TEXT, AT(JunitRule, test_case, Text),
     .about = "Name of the test case, likewise.", .example = "\"test_counts*\""},
    {.key = "runbook", .type = FIELD_REF, .refs = ENTITY_BIT(ENTITY_RUNBOOK),
     AT(JunitRule, runbook, Ref), .about = "Runbook that the cases carry out.",
     .example = "restore-database"},
    {.key = "services", .type = FIELD_REFS,
     .refs = ENTITY_BIT(ENTITY_SERVICE) | ENTITY_BIT(ENTITY_DATA),
     AT(JunitRule, services, RefList),
     .about = "Services and data sets that they are about.", .example = "[docs-api]"},
};

static const Shape shape_junit_rule = {
    .name = "Test rule",
    .about = "Which cases of a test report are a run of the exercise.",
    .size = sizeof(JunitRule),
    .bare = "suite",
    FIELDS(junit_rule_fields),
};

static const Field exercise_fields[] = {
    {.key = "id", .type = FIELD_ID, .required = true, AT(Exercise, entity.id, Text),
     .about = "Name for references.", .example = "restore-drill"},
    {.key = "name", .type = FIELD_TEXT, AT(Exercise, entity.name, Text),
     .about = "Name for people.", .example = "Restore drill"},
    {.key = "about", .type = FIELD_PROSE, AT(Exercise, about, Text),
     .about = "What is played through."},
    {.key = "type", .type = FIELD_WORD, .required = true, .words = exercise_type_words,
     AT(Exercise, type, Word), .about = "How real it is.", .example = "restore"},
    {.key = "every", .type = FIELD_DURATION, AT(Exercise, every, DurationValue),
     .about = "How often; a result counts for as long.", .example = "3mo"},
    {.key = "method", .type = FIELD_TEXT, AT(Exercise, method, Text),
     .about = "Environment or manner.", .example = "scheduled maintenance window"},
    {.key = "lasts", .type = FIELD_DURATION, AT(Exercise, lasts, DurationValue),
     .about = "How long it takes, at most.", .example = "2h"},
    {.key = "scenarios", .type = FIELD_REFS, .refs = ENTITY_BIT(ENTITY_SCENARIO),
     AT(Exercise, scenarios, RefList), .about = "Scenarios it plays.",
     .example = "[database-corrupted]"},
    {.key = "runbooks", .type = FIELD_REFS, .refs = ENTITY_BIT(ENTITY_RUNBOOK),
     AT(Exercise, runbooks, RefList), .about = "Runbooks it carries out.",
     .example = "[restore-database]"},
    {.key = "services", .type = FIELD_REFS,
     .refs = ENTITY_BIT(ENTITY_SERVICE) | ENTITY_BIT(ENTITY_DATA),
     AT(Exercise, services, RefList), .about = "Services and data sets whose objectives it measures.",
     .example = "[docs-api]"},
    {.key = "participants", .type = FIELD_TEXTS, AT(Exercise, participants, TextList),
     .about = "Who takes part.", .example = "[incident response team]"},
    {.key = "absent", .type = FIELD_REFS, .refs = ENTITY_BIT(ENTITY_PERSON),
     AT(Exercise, absent, RefList),
     .about = "Key people who by plan do not take part, so that others learn to do without them.",
     .example = "[maria-silva]"},
    {.key = "target", .type = FIELD_REF, .refs = ENTITY_BIT(ENTITY_SITE), AT(Exercise, target, Ref),
     .about = "Where it restores to; not where the data is written.", .example = "test-stand"},
    {.key = "success", .type = FIELD_LINES, AT(Exercise, success, TextList),
     .about = "When it has succeeded.", .example = "[all configuration restored]"},
    {.key = "process", .type = FIELD_LINES, AT(Exercise, process, TextList),
     .about = "How it is carried out, in order."},
    {.key = "proves", .type = FIELD_OBJECT, .shape = &shape_proof, AT(Exercise, proves, Proof),
     .about = "What it is to show.", .example = "{rto: 2h, rpo: 1h}"},
    {.key = "junit", .type = FIELD_LIST, .shape = &shape_junit_rule,
     AT_LIST(Exercise, junit, JunitRule),
     .about = "Test cases of JUnit XML that prove it: the first rule that matches a case takes it.",
     .example = "[{suite: \"restore*\", runbook: restore-database}]"},
};

const Shape shape_exercise = {
    .name = "Exercise",
    .about = "A planned drill, tabletop, failover or restore test.",
    .size = sizeof(Exercise),
    .is_entity = true,
    .kind = ENTITY_EXERCISE,
    FIELDS(exercise_fields),
};

static const Field success_fields[] = {
    {.key = "must", .type = FIELD_LINES, AT(SuccessCriteria, must, TextList),
     .about = "What has to be achieved."},
    {.key = "nice", .type = FIELD_LINES, AT(SuccessCriteria, nice, TextList),
     .about = "What would be welcome."},
};

const Shape shape_success = {
    .name = "Success criteria",
    .about = "When a recovery has succeeded.",
    .size = sizeof(SuccessCriteria),
    FIELDS(success_fields),
};

static const Field kpi_fields[] = {
    {.key = "id", .type = FIELD_ID, .required = true, AT(Kpi, entity.id, Text),
     .about = "Name for references.", .example = "rto-achievement"},
    {.key = "name", .type = FIELD_TEXT, AT(Kpi, entity.name, Text), .about = "Name for people.",
     .example = "RTO achievement"},
    {.key = "group", .type = FIELD_TEXT, AT(Kpi, group, Text),
     .about = "Heading under which it is listed.", .example = "Plan effectiveness"},
    {.key = "about", .type = FIELD_LINE, AT(Kpi, about, Text), .about = "How it is measured.",
     .example = "share of runs that met their RTO"},
    {.key = "target", .type = FIELD_TEXT, AT(Kpi, target, Text), .about = "What is aimed at.",
     .example = "95%"},
};

const Shape shape_kpi = {
    .name = "KPI",
    .about = "A figure by which the plan is judged.",
    .size = sizeof(Kpi),
    .is_entity = true,
    .kind = ENTITY_OTHER,
    FIELDS(kpi_fields),
};

static const Field review_duty_fields[] = {
    {.key = "name", .type = FIELD_TEXT, .required = true, AT(ReviewDuty, name, Text),
     .about = "What is looked at.", .example = "Procedures"},
    {.key = "every", .type = FIELD_DURATION, .required = true, AT(ReviewDuty, every, DurationValue),
     .about = "How often.", .example = "1mo"},
};

const Shape shape_review_duty = {
    .name = "Review duty",
    .about = "Something that is looked at regularly.",
    .size = sizeof(ReviewDuty),
    FIELDS(review_duty_fields),
};
