#include "history/act_sheet.h"

#include "history/evidence_values.h"
#include "history/history_rules.h"
#include "history/run_words.h"

#include <string.h>

#define BIT(field) (1u << ACT_FIELD_##field)
#define BITS_ALWAYS (BIT(DATE) | BIT(PLAN) | BIT(NOTE))
#define BITS_FINDING (BIT(OWNER) | BIT(UNTIL) | BIT(CLOSED) | BIT(COMMIT) | BIT(RETEST))

static const char *const field_names[ACT_FIELDS] = {
    [ACT_FIELD_DATE] = "date",     [ACT_FIELD_PLAN] = "plan",     [ACT_FIELD_SUBJECT] = "subject",
    [ACT_FIELD_BY] = "by",         [ACT_FIELD_ROLE] = "role",     [ACT_FIELD_PASSED] = "passed",
    [ACT_FIELD_UNTIL] = "until",   [ACT_FIELD_OWNER] = "owner",   [ACT_FIELD_CLOSED] = "closed",
    [ACT_FIELD_COMMIT] = "commit", [ACT_FIELD_RETEST] = "retest", [ACT_FIELD_NOTE] = "note",
};

typedef struct ActShape {
    unsigned required, optional; /* BIT masks */
    EvidenceNameKind subject;
    bool has_names; /* SUBJECT says what the subject is the name of */
} ActShape;

static const ActShape shapes[] = {
    [ACT_REVIEW] = {.required = BIT(DATE) | BIT(BY),
                    .optional = BITS_ALWAYS | BIT(SUBJECT) | BIT(ROLE) | BIT(UNTIL)},
    [ACT_APPROVAL] = {.required = BIT(DATE) | BIT(BY),
                      .optional =
                          BITS_ALWAYS | BIT(SUBJECT) | BIT(ROLE) | BIT(UNTIL) | BIT(COMMIT)},
    [ACT_TRAINING] = {.required = BIT(DATE) | BIT(SUBJECT) | BIT(PASSED),
                      .optional = BITS_ALWAYS | BIT(BY) | BIT(ROLE) | BIT(UNTIL),
                      .subject = EVIDENCE_NAME_PERSON,
                      .has_names = true},
    [ACT_CONTACT] = {.required = BIT(DATE) | BIT(SUBJECT) | BIT(PASSED),
                     .optional = BITS_ALWAYS | BIT(BY),
                     .subject = EVIDENCE_NAME_PERSON,
                     .has_names = true},
    [ACT_BACKUP] = {.required = BIT(DATE) | BIT(PLAN) | BIT(SUBJECT) | BIT(PASSED),
                    .optional = BITS_ALWAYS,
                    .subject = EVIDENCE_NAME_BACKUP,
                    .has_names = true},
    [ACT_ATTESTATION] = {.required = BIT(DATE) | BIT(SUBJECT) | BIT(BY) | BIT(PASSED),
                         .optional = BITS_ALWAYS | BIT(ROLE) | BIT(UNTIL),
                         .subject = EVIDENCE_NAME_FRAMEWORK,
                         .has_names = true},
    [ACT_FINDING] = {.required = BIT(DATE) | BIT(PLAN) | BIT(SUBJECT),
                     .optional = BITS_ALWAYS | BIT(BY) | BITS_FINDING},
};

const char *act_field_name(ActField field)
{
    return field_names[field];
}

bool act_has_field(ActKind kind, ActField field)
{
    return ((shapes[kind].required | shapes[kind].optional) & (1u << field)) != 0;
}

/* Fields that the kind does not have, and those it must have. */
static void check_fields(const ActSheet *sheet, const char *plan, Diags *diags)
{
    const char *kind = act_kind_words[sheet->kind];
    for (ActField field = 0; field < ACT_FIELDS; field++) {
        const Text *value = &sheet->values[field];
        bool given = value->text != NULL || (field == ACT_FIELD_PLAN && plan != NULL);
        if (given && !act_has_field(sheet->kind, field)) {
            Diag *diag = diags_add(diags, &rule_evidence_unknown, value->span,
                                   "'%s' says nothing of the kind '%s'", field_names[field], kind);
            diag_help(diags, diag, "leave it empty, or write it into the note");
        } else if (!given && (shapes[sheet->kind].required & (1u << field)) != 0) {
            Diag *diag = diags_add(diags, &rule_evidence_missing, sheet->span,
                                   "the kind '%s' needs '%s'", kind, field_names[field]);
            diag_help(diags, diag, "docs/evidence.md says what each kind needs");
        }
    }
}

/* The day of VALUE, which may have a time behind it; then it is the day in UTC. */
static Date read_day(Text value, Diags *diags)
{
    Moment moment;
    if (value.text != NULL && strlen(value.text) > 10 && moment_parse(value.text, &moment))
        return moment_date(moment);
    return evidence_date(value, diags);
}

static bool read_passed(Text value, Diags *diags)
{
    static const char *const words[] = {"yes", "no", "passed", "failed", "true", "false", NULL};
    return evidence_word(value, words, 1, diags) % 2 == 0;
}

/* What FINDING says that was not known: else it is no act. */
static void check_finding(const ActSheet *sheet, Diags *diags)
{
    for (ActField field = 0; field < ACT_FIELDS; field++)
        if ((BITS_FINDING & (1u << field)) != 0 && sheet->values[field].text != NULL)
            return;
    Diag *diag =
        diags_add(diags, &rule_evidence_missing, sheet->span, "nothing is said of the finding");
    diag_help(diags, diag,
              "give it an owner, a day until which it is due, or the day on which it "
              "was closed");
}

static void check_control(Text subject, Diags *diags)
{
    const char *slash = subject.text == NULL ? NULL : strchr(subject.text, '/');
    if (subject.text == NULL || (slash != NULL && slash != subject.text && slash[1] != '\0'))
        return;
    g_autoptr(Arena) arena = arena_new();
    Diag *diag = diags_add(diags, &rule_evidence_malformed, subject.span,
                           "'%s' is not a control of a framework", evidence_shown(arena, subject));
    diag_help(diags, diag, "write framework/control, such as nist-800-53/CP-1");
}

void act_sheet_take(const ActSheet *sheet, const EvidenceInput *input, Evidence *evidence,
                    Diags *diags)
{
    const Text *values = sheet->values;
    const ActShape *shape = &shapes[sheet->kind];
    Text plan = values[ACT_FIELD_PLAN];
    if (plan.text == NULL)
        plan = (Text){input->hints->plan, sheet->span};
    check_fields(sheet, plan.text, diags);
    evidence_check_id(plan, "plan", diags);
    if (sheet->kind == ACT_FINDING)
        check_finding(sheet, diags);
    if (sheet->kind == ACT_ATTESTATION)
        check_control(values[ACT_FIELD_SUBJECT], diags);
    Act act = {.kind = sheet->kind,
               .date = read_day(values[ACT_FIELD_DATE], diags),
               .plan = plan.text,
               .subject = values[ACT_FIELD_SUBJECT].text,
               .by = values[ACT_FIELD_BY].text,
               .role = values[ACT_FIELD_ROLE].text,
               .passed = read_passed(values[ACT_FIELD_PASSED], diags),
               .until = evidence_date(values[ACT_FIELD_UNTIL], diags),
               .owner = values[ACT_FIELD_OWNER].text,
               .closed = evidence_date(values[ACT_FIELD_CLOSED], diags),
               .commit = values[ACT_FIELD_COMMIT].text,
               .retest = values[ACT_FIELD_RETEST].text,
               .note = values[ACT_FIELD_NOTE].text};
    evidence_mention(evidence, EVIDENCE_NAME_PLAN, NULL, plan);
    evidence_mention(evidence, EVIDENCE_NAME_ANYBODY, NULL, values[ACT_FIELD_BY]);
    if (shape->has_names)
        evidence_mention(evidence, shape->subject, plan.text, values[ACT_FIELD_SUBJECT]);
    evidence_add_act(evidence, input, act);
}
