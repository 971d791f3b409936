#include "export/table.h"

static void put_exemption(const Exemption *exemption, Row *row)
{
    bool is_exempt = exemption != NULL;
    row_text(row, is_exempt ? exemption->reason.text : NULL);
    row_text(row, is_exempt ? exemption->owner.text : NULL);
    row_day(row, is_exempt && exemption->until.known,
            is_exempt ? exemption->until.value : (Date){INT32_MIN});
}

static void put_control(const PlanView *view, const Framework *framework,
                        const ControlResult *result, Row *row)
{
    const Control *control = result->control;
    bool asked_twice = result->has_parameter;
    row_text(row, view->plan->id);
    row_text(row, framework->id.text);
    row_text(row, framework->version.text);
    row_text(row, control->entity.id.text);
    row_text(row, control->number.text);
    row_text(row, entity_name(&control->entity));
    row_text(row, control->oscal.text);
    row_text(row, control->evidence.text);
    row_text(row, verdict_word(result->verdict));
    row_flag(row, true, result->attested);
    row_text(row, asked_twice ? verdict_word(result->defined) : NULL);
    row_text(row, asked_twice ? verdict_word(result->met) : NULL);
    row_day(row, result->has_until, result->until);
    row_run(row, result->run);
    row_text(row, result->act == NULL ? NULL : result->act->key);
    row_text(row, result->reason);
    row_text(row, result->turn);
    put_exemption(result->exemption, row);
    row_end(row);
}

static void put_controls(const PlanView *view, Row *row)
{
    for (size_t i = 0; i < view->n_assessments; i++) {
        const Assessment *assessment = &view->assessments[i];
        for (size_t j = 0; j < assessment->n_results; j++)
            put_control(view, assessment->framework, &assessment->results[j], row);
    }
}

const Table table_controls = {
    .name = "controls",
    .about = "verdicts on the controls of the frameworks, with their reasons",
    .columns = {"plan",   "framework",   "frameworkVersion", "control",  "number",  "title",
                "oscal",  "evidence",    "verdict",          "attested", "defined", "met",
                "until",  "run",         "runDate",          "act",      "reason",  "turn",
                "exempt", "exemptOwner", "exemptUntil",      NULL},
    .rows = put_controls,
};
