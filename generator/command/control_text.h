#ifndef REDBINDER_COMMAND_CONTROL_TEXT_H
#define REDBINDER_COMMAND_CONTROL_TEXT_H

#include "base/json.h"
#include "comply/comply.h"

/*
 * A verdict on one control for people and for machines: what it rests on, row by row. Texts of
 * plans and evidence stand in it with control characters taken out.
 */
typedef struct ControlText {
    const Framework *framework;
    const Plan *plan;
    const ControlResult *result;
    Date as_of;
} ControlText;

/* All about it; FIRST: nothing stands before it. */
void control_text_write(const ControlText *text, bool first, GString *out);

/* One line: "docs  CP-4b  not-satisfied  0 of 3 runs were reviewed ...". */
void control_text_line(const ControlText *text, GString *out);

/* An object of an array. */
void control_text_json(const ControlText *text, Json *json);

#endif
