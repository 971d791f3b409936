#ifndef REDBINDER_HISTORY_ACT_SHEET_H
#define REDBINDER_HISTORY_ACT_SHEET_H

#include "history/evidence.h"

/*
 * An act as a person tells it: in a form, or in a row of a table. Its words are the names of the
 * members of Act (model/act.h), which also says what they mean for each kind.
 *
 * To add a word: its name here, its line in act_sheet.c and which kinds have it, and its row in
 * docs/evidence.md.
 */
typedef enum ActField {
    ACT_FIELD_DATE,
    ACT_FIELD_PLAN,
    ACT_FIELD_SUBJECT,
    ACT_FIELD_BY,
    ACT_FIELD_ROLE,
    ACT_FIELD_PASSED,
    ACT_FIELD_UNTIL,
    ACT_FIELD_OWNER,
    ACT_FIELD_CLOSED,
    ACT_FIELD_COMMIT,
    ACT_FIELD_RETEST,
    ACT_FIELD_NOTE,
    ACT_FIELDS,
} ActField;

typedef struct ActSheet {
    ActKind kind;
    Span span;               /* where the act is named: what is missing is told there */
    Text values[ACT_FIELDS]; /* text NULL where nothing is written */
} ActSheet;

const char *act_field_name(ActField field);
bool act_has_field(ActKind kind, ActField field);

/* Judges SHEET and adds the act that it tells to EVIDENCE; findings say what is wrong with it. */
void act_sheet_take(const ActSheet *sheet, const EvidenceInput *input, Evidence *evidence,
                    Diags *diags);

#endif
