#include "model/runbook.h"
#include "read/schema.h"

const char *const on_failure_words[] = {"stop", "continue", "roll-back", NULL};

enum {
    REF_WHO = ENTITY_BIT(ENTITY_ROLE) | ENTITY_BIT(ENTITY_PERSON) | ENTITY_BIT(ENTITY_TEAM) |
              ENTITY_BIT(ENTITY_VENDOR)
};

static const Field check_item_fields[] = {
    {.key = "text", .type = FIELD_LINE, .required = true, AT(CheckItem, text, Text),
     .about = "What to see to.", .example = "Network connectivity"},
    {.key = "items", .type = FIELD_LINES, AT(CheckItem, items, TextList),
     .about = "What it consists of.", .example = "[DNS answers]"},
};

static const Shape shape_check_item = {
    .name = "Checklist item",
    .about = "A thing to tick; a bare text is an item without parts.",
    .size = sizeof(CheckItem),
    .bare = "text",
    FIELDS(check_item_fields),
};

static const Field choice_fields[] = {
    {.key = "answer", .type = FIELD_TEXT, .required = true, AT(Choice, answer, Text),
     .about = "The answer, in a word or two.", .example = "region is back"},
    {.key = "go", .type = FIELD_TEXT, AT(Choice, go, Text),
     .about = "Id of the later step that follows, or `stop`; the next step when left out.",
     .example = "fail-over"},
    {.key = "about", .type = FIELD_LINE, AT(Choice, about, Text), .about = "When to choose it."},
};

static const Shape shape_choice = {
    .name = "Choice",
    .about = "One answer to the question of a `decide` step; a bare text leads to the next step.",
    .size = sizeof(Choice),
    .bare = "answer",
    FIELDS(choice_fields),
};

static const Field step_fields[] = {
    {.key = "id", .type = FIELD_ID, .required = true, AT(Step, entity.id, Text),
     .about = "Name of the step on the page, on paper, in the script and in the history.",
     .example = "pick-backup"},
    {.key = "title", .type = FIELD_TEXT, .required = true, AT(Step, entity.name, Text),
     .about = "What is achieved.", .example = "Pick the newest valid backup"},
    {.key = "who", .type = FIELD_REF, .refs = REF_WHO, AT(Step, who, Ref),
     .about = "Role, person, team or vendor who does it.", .example = "database-administrator"},
    {.key = "where", .type = FIELD_TEXT, AT(Step, where, Text), .about = "Where it is done.",
     .example = "bastion host"},
    {.key = "takes", .type = FIELD_DURATION, AT(Step, takes, DurationValue),
     .about = "Estimate.", .example = "10m"},
    {.key = "timeout", .type = FIELD_DURATION, AT(Step, timeout, DurationValue),
     .about = "How long its command may take; it is then stopped.",
     .example = "2h"},
    {.key = "manual", .type = FIELD_PROSE, AT(Step, manual, Text),
     .about = "What a person does by hand. Makes it a manual step."},
    {.key = "run", .type = FIELD_VERBATIM, .privacy = PRIVACY_REMOVED, AT(Step, run, Text),
     .about = "POSIX shell commands, run as `sh -eu`. Makes it a run step.",
     .example = "systemctl restart docs-api"},
    {.key = "checklist", .type = FIELD_LIST, .shape = &shape_check_item,
     AT_LIST(Step, checklist, CheckItem), .about = "Things to tick. Makes it a checklist step."},
    {.key = "notify", .type = FIELD_TEXTS, AT(Step, notify, TextList),
     .about = "Whom to tell. Makes it a notify step.", .example = "[stakeholders]"},
    {.key = "message", .type = FIELD_REF, .refs = ENTITY_BIT(ENTITY_MESSAGE),
     AT(Step, message, Ref), .about = "The message template to use.", .example = "first-notice"},
    {.key = "after", .type = FIELD_TEXTS, AT(Step, after, TextList),
     .about = "Ids of earlier steps that must be done before; the step before it when left out, "
              "`[]` for none. Steps that do not wait for each other can be shared among people.",
     .example = "[pick-backup]"},
    {.key = "require", .type = FIELD_VERBATIM, .privacy = PRIVACY_REMOVED, AT(Step, require, Text),
     .about = "Shell commands that must succeed before the step is begun.",
     .example = "test -s \"$BACKUP_FILE\""},
    {.key = "business-check", .type = FIELD_BOOL, AT(Step, business_check, BoolValue),
     .about = "The step shows that the service is of use again, not only that it runs.",
     .example = "true"},
    {.key = "decide", .type = FIELD_PROSE, AT(Step, decide, Text),
     .about = "A question that decides how it goes on. Makes it a decide step."},
    {.key = "choices", .type = FIELD_LIST, .shape = &shape_choice, AT_LIST(Step, choices, Choice),
     .about = "The answers to `decide`; the first is taken to be the rule."},
    {.key = "wait", .type = FIELD_VERBATIM, .privacy = PRIVACY_REMOVED, AT(Step, wait, Text),
     .about = "Shell commands that are tried every `interval` until they succeed, at most for "
              "`timeout`. Makes it a wait step.",
     .example = "pg_isready -h \"$DB_HOST\""},
    {.key = "call", .type = FIELD_REF, .refs = ENTITY_BIT(ENTITY_RUNBOOK), AT(Step, call, Ref),
     .about = "Another runbook whose steps are done here. Makes it a call step.",
     .example = "restore-database"},
    {.key = "retries", .type = FIELD_INTEGER, AT(Step, retries, NumberValue),
     .about = "How often a command that failed is tried again.", .example = "3"},
    {.key = "interval", .type = FIELD_DURATION, AT(Step, interval, DurationValue),
     .about = "Time between two tries; `10s` when left out.", .example = "30s"},
    {.key = "unless", .type = FIELD_VERBATIM, .privacy = PRIVACY_REMOVED, AT(Step, unless, Text),
     .about = "Shell commands that succeed when the step is done already; it is then passed over.",
     .example = "systemctl is-active docs-api"},
    {.key = "idempotent", .type = FIELD_BOOL, AT(Step, idempotent, BoolValue),
     .about = "May be run again after an interruption without asking.", .example = "true"},
    {.key = "interactive", .type = FIELD_BOOL, AT(Step, interactive, BoolValue),
     .about = "Its command needs the terminal for itself; what it prints is not kept.",
     .example = "true"},
    {.key = "target", .type = FIELD_TEXT, .privacy = PRIVACY_HIDDEN, AT(Step, target, Text),
     .about = "What must be typed before an irreversible step; `$NAME` stands for the value of a "
              "variable. The step's id when left out.",
     .example = "$DB_NAME"},
    {.key = "verify", .type = FIELD_VERBATIM, .privacy = PRIVACY_REMOVED, AT(Step, verify, Text),
     .about = "Shell commands that succeed when the step has worked."},
    {.key = "expect", .type = FIELD_LINE, AT(Step, expect, Text),
     .about = "What a person should see.", .example = "a dump not older than the RPO"},
    {.key = "rollback", .type = FIELD_VERBATIM, .privacy = PRIVACY_REMOVED,
     AT(Step, rollback, Text),
     .about = "Shell commands that undo it."},
    {.key = "confirm", .type = FIELD_BOOL, AT(Step, confirm, BoolValue),
     .about = "Ask before the commands are run.", .example = "true"},
    {.key = "irreversible", .type = FIELD_LINE, AT(Step, irreversible, Text),
     .about = "Why it cannot be undone; the step's id must be typed before it is run.",
     .example = "overwrites the target database"},
    {.key = "on-failure", .type = FIELD_WORD, .words = on_failure_words,
     AT(Step, on_failure, Word), .about = "What follows a failure; `stop` when left out.",
     .example = "continue"},
    {.key = "on-failure-go", .type = FIELD_TEXT, AT(Step, on_failure_go, Text),
     .about = "Id of the later step with which to go on after a failure.",
     .example = "fail-over"},
    {.key = "tags", .type = FIELD_TEXTS, AT(Step, tags, TextList),
     .about = "Words by which the script picks steps (`--tag`). A step of a called runbook that has "
              "none has those of the call.",
     .example = "[database, drill]"},
    {.key = "note", .type = FIELD_PROSE, AT(Step, note, Text),
     .about = "Anything else worth knowing."},
    {.key = "internal", .type = FIELD_BOOL, AT(Step, internal, BoolValue),
     .about = "The public edition shows that there is a step, and nothing of it.", .example = "true"},
};

static const Shape shape_step = {
    .name = "Step",
    .about = "One step; exactly one of `run`, `manual`, `checklist`, `notify`, `decide`, `wait` and "
             "`call` says what kind.",
    .size = sizeof(Step),
    .is_entity = true,
    .kind = ENTITY_STEP,
    FIELDS(step_fields),
};

static const Field env_fields[] = {
    {.key = "name", .type = FIELD_TEXT, .required = true, AT(EnvVariable, name, Text),
     .about = "Name of the variable; the key of the mapping.", .example = "DB_HOST"},
    {.key = "about", .type = FIELD_LINE, AT(EnvVariable, about, Text),
     .about = "What it holds.", .example = "host to restore to"},
    {.key = "default", .type = FIELD_TEXT, .privacy = PRIVACY_HIDDEN,
     AT(EnvVariable, fallback, Text),
     .about = "Value when it is not set.", .example = "localhost"},
    {.key = "pattern", .type = FIELD_TEXT, .privacy = PRIVACY_HIDDEN,
     AT(EnvVariable, pattern, Text),
     .about = "Shell pattern that its value must match.", .example = "'db-[0-9]*'"},
    {.key = "secret", .type = FIELD_BOOL, AT(EnvVariable, secret, BoolValue),
     .about = "Never shown or logged.", .example = "true"},
};

static const Shape shape_env = {
    .name = "Environment variable",
    .about = "A variable that the commands read; a bare text is what it holds.",
    .size = sizeof(EnvVariable),
    .bare = "about",
    FIELDS(env_fields),
};

static const Field access_fields[] = {
    {.key = "about", .type = FIELD_LINE, .required = true, AT(AccessNeed, about, Text),
     .about = "The right.", .example = "cluster administrator"},
    {.key = "check", .type = FIELD_VERBATIM, .privacy = PRIVACY_REMOVED,
     AT(AccessNeed, check, Text),
     .about = "Shell commands that succeed when it is there.",
     .example = "kubectl auth can-i '*' '*'"},
};

static const Shape shape_access = {
    .name = "Access",
    .about = "A right that whoever does it must have; a bare text is what it is.",
    .size = sizeof(AccessNeed),
    .bare = "about",
    FIELDS(access_fields),
};

static const Field space_fields[] = {
    {.key = "size", .type = FIELD_SIZE, .required = true, AT(SpaceNeed, size, SizeValue),
     .about = "How much must be free.", .example = "40GB"},
    {.key = "at", .type = FIELD_TEXT, .privacy = PRIVACY_REMOVED, AT(SpaceNeed, at, Text),
     .about = "In which folder; `$NAME` stands for the value of a variable. Where the log of the run "
              "stands when left out.",
     .example = "/var/lib/postgresql"},
};

static const Shape shape_space = {
    .name = "Space",
    .about = "Room on a disk; a bare text is its size.",
    .size = sizeof(SpaceNeed),
    .bare = "size",
    FIELDS(space_fields),
};

static const Field needs_fields[] = {
    {.key = "tools", .type = FIELD_TEXTS, AT(RunbookNeeds, tools, TextList),
     .about = "Programs that must be installed.", .example = "[pg_restore, aws]"},
    {.key = "access", .type = FIELD_LIST, .shape = &shape_access,
     AT_LIST(RunbookNeeds, access, AccessNeed),
     .about = "Rights that whoever does it must have.", .example = "[cluster administrator]"},
    {.key = "files", .type = FIELD_TEXTS, .privacy = PRIVACY_REMOVED,
     AT(RunbookNeeds, files, TextList),
     .about = "Files that the commands use and that lie outside the library.",
     .example = "[/opt/dr/restore.sh]"},
    {.key = "space", .type = FIELD_LIST, .shape = &shape_space,
     AT_LIST(RunbookNeeds, space, SpaceNeed), .about = "Room that must be free on disks.",
     .example = "[{size: 40GB, at: /var/lib/postgresql}]"},
    {.key = "user", .type = FIELD_TEXT, .privacy = PRIVACY_HIDDEN, AT(RunbookNeeds, user, Text),
     .about = "User, by name or number, who must start the script.", .example = "root"},
    {.key = "systems", .type = FIELD_REFS,
     .refs = ENTITY_BIT(ENTITY_SERVICE) | ENTITY_BIT(ENTITY_TOOL), AT(RunbookNeeds, systems, RefList),
     .about = "Services and tools that must work before it can be carried out.",
     .example = "[sso]"},
    {.key = "env", .type = FIELD_MAP, .shape = &shape_env,
     AT_LIST(RunbookNeeds, env, EnvVariable), .about = "Variables that the commands read.",
     .example = "{DB_HOST: host to restore to}"},
};

static const Shape shape_needs = {
    .name = "Needs",
    .about = "What must be at hand before a runbook is started.",
    .size = sizeof(RunbookNeeds),
    FIELDS(needs_fields),
};

static const Field runbook_fields[] = {
    {.key = "title", .type = FIELD_TEXT, .required = true, AT(Runbook, entity.name, Text),
     .about = "What it achieves.", .example = "Restore the documents database"},
    {.key = "about", .type = FIELD_PROSE, AT(Runbook, about, Text),
     .about = "When to use it and when not."},
    {.key = "trigger", .type = FIELD_LINE, AT(Runbook, trigger, Text),
     .about = "What must be seen before it is started.",
     .example = "the API answers 500 for 5 minutes"},
    {.key = "recovers", .type = FIELD_REFS,
     .refs = ENTITY_BIT(ENTITY_SERVICE) | ENTITY_BIT(ENTITY_DATA),
     AT(Runbook, recovers, RefList), .about = "Services and data sets that are back after it.",
     .example = "[docs-db]"},
    {.key = "rto", .type = FIELD_DURATION, AT(Runbook, rto, DurationValue),
     .about = "Limit for the whole runbook.", .example = "2h"},
    {.key = "failback", .type = FIELD_REF, .refs = ENTITY_BIT(ENTITY_RUNBOOK),
     AT(Runbook, failback, Ref), .about = "The runbook that leads back to normal work.",
     .example = "return-to-us-west"},
    {.key = "needs", .type = FIELD_OBJECT, .shape = &shape_needs, AT(Runbook, needs, RunbookNeeds),
     .about = "What must be at hand before it is started."},
    {.key = "stop-when", .type = FIELD_LINES, AT(Runbook, stop_when, TextList),
     .about = "When to stop and ask.", .example = "[the checksum does not match]"},
    {.key = "abort-when", .type = FIELD_LINES, AT(Runbook, abort_when, TextList),
     .about = "When to give up and go another way.", .example = "[half of the RTO is gone]"},
    {.key = "steps", .type = FIELD_LIST, .required = true, .shape = &shape_step,
     AT_LIST(Runbook, steps, Step), .about = "What is done, in order."},
    {.key = "internal", .type = FIELD_BOOL, AT(Runbook, internal, BoolValue),
     .about = "The public edition leaves the runbook out.", .example = "true"},
};

const Shape shape_runbook = {
    .name = "runbooks/<id>.yaml",
    .about = "A runbook: ordered steps that recover something. Its id is the file's name.",
    .size = sizeof(Runbook),
    .is_entity = true,
    .kind = ENTITY_RUNBOOK,
    FIELDS(runbook_fields),
};
