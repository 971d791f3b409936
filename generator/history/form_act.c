#include "history/form_act.h"

#include "history/act_sheet.h"
#include "history/evidence_values.h"
#include "history/form.h"
#include "history/history_rules.h"
#include "read/reader.h"

/* The words of an act, in the form's head or in an entry of it. */
typedef struct FormAct {
    Text date, plan, subject, by, role, passed, until, owner, closed, commit, retest, note;
} FormAct;

typedef struct FormActs {
    FormAct head;
    Text form, kind;
    LIST_OF(FormAct) entries;
} FormActs;

#define ACT_FIELD_LINES(object, prefix)                                                            \
    {.key = "date", .type = FIELD_TEXT, AT(object, prefix date, Text)},                            \
        {.key = "plan", .type = FIELD_TEXT, AT(object, prefix plan, Text)},                        \
        {.key = "subject", .type = FIELD_TEXT, AT(object, prefix subject, Text)},                  \
        {.key = "by", .type = FIELD_TEXT, AT(object, prefix by, Text)},                            \
        {.key = "role", .type = FIELD_TEXT, AT(object, prefix role, Text)},                        \
        {.key = "passed", .type = FIELD_TEXT, AT(object, prefix passed, Text)},                    \
        {.key = "until", .type = FIELD_TEXT, AT(object, prefix until, Text)},                      \
        {.key = "owner", .type = FIELD_TEXT, AT(object, prefix owner, Text)},                      \
        {.key = "closed", .type = FIELD_TEXT, AT(object, prefix closed, Text)},                    \
        {.key = "commit", .type = FIELD_TEXT, AT(object, prefix commit, Text)},                    \
        {.key = "retest", .type = FIELD_TEXT, AT(object, prefix retest, Text)},                    \
    {                                                                                              \
        .key = "note", .type = FIELD_TEXT, AT(object, prefix note, Text)                           \
    }

static const Field entry_fields[] = {ACT_FIELD_LINES(FormAct, )};

static const Shape shape_entry = {.name = "Entry", .size = sizeof(FormAct), FIELDS(entry_fields)};

static const Field form_fields[] = {
    {.key = "form", .type = FIELD_TEXT, .required = true, AT(FormActs, form, Text)},
    {.key = "kind", .type = FIELD_TEXT, .required = true, AT(FormActs, kind, Text)},
    {.key = "entries",
     .type = FIELD_LIST,
     .shape = &shape_entry,
     AT_LIST(FormActs, entries, FormAct)},
    ACT_FIELD_LINES(FormActs, head.),
};

static const Shape shape_form = {.name = "Form", .size = sizeof(FormActs), FIELDS(form_fields)};

static void fill(const FormAct *act, Text values[ACT_FIELDS])
{
    const Text written[ACT_FIELDS] = {
        [ACT_FIELD_DATE] = act->date,       [ACT_FIELD_PLAN] = act->plan,
        [ACT_FIELD_SUBJECT] = act->subject, [ACT_FIELD_BY] = act->by,
        [ACT_FIELD_ROLE] = act->role,       [ACT_FIELD_PASSED] = act->passed,
        [ACT_FIELD_UNTIL] = act->until,     [ACT_FIELD_OWNER] = act->owner,
        [ACT_FIELD_CLOSED] = act->closed,   [ACT_FIELD_COMMIT] = act->commit,
        [ACT_FIELD_RETEST] = act->retest,   [ACT_FIELD_NOTE] = act->note,
    };
    for (ActField field = 0; field < ACT_FIELDS; field++)
        values[field] = evidence_filled(written[field]);
}

/* Is anything written of the entry but what the form itself had? */
static bool is_told(const ActSheet *sheet)
{
    for (ActField field = 0; field < ACT_FIELDS; field++)
        if (field != ACT_FIELD_SUBJECT && sheet->values[field].text != NULL)
            return true;
    return false;
}

static void take_entries(const FormActs *form, ActKind kind, const EvidenceInput *input,
                         Evidence *evidence, Diags *diags)
{
    Text head[ACT_FIELDS];
    fill(&form->head, head);
    for (size_t i = 0; i < form->entries.count; i++) {
        ActSheet sheet = {.kind = kind, .span = form->kind.span};
        fill(form->entries.items[i], sheet.values);
        if (!is_told(&sheet))
            continue;
        if (sheet.values[ACT_FIELD_SUBJECT].text != NULL)
            sheet.span = sheet.values[ACT_FIELD_SUBJECT].span;
        for (ActField field = 0; field < ACT_FIELDS; field++)
            if (sheet.values[field].text == NULL)
                sheet.values[field] = head[field];
        act_sheet_take(&sheet, input, evidence, diags);
    }
}

void form_act_read(const EvidenceInput *input, ActKind kind, Evidence *evidence, Diags *diags)
{
    FormActs form = {0};
    size_t errors = diags_count_severity(diags, SEVERITY_ERROR);
    bool whole = read_object(input->source, &shape_form, &form, evidence->arena, diags);
    if (!whole || diags_count_severity(diags, SEVERITY_ERROR) > errors ||
        !form_check_version(form.form, diags))
        return;
    ActSheet alone = {.kind = kind, .span = form.kind.span};
    fill(&form.head, alone.values);
    if (form.entries.count == 0)
        act_sheet_take(&alone, input, evidence, diags);
    else
        take_entries(&form, kind, input, evidence, diags);
    if (evidence->all_acts->len == 0 && diags_count_severity(diags, SEVERITY_ERROR) == errors)
        diags_add(diags, &rule_evidence_empty, form.kind.span, "no entry of the form is filled in");
}
