#include "publish/report.h"

#include "publish/machine_files.h"

/* Appends the document at PATH, with a blank line before it unless it comes FIRST. */
static void append_document(const Template *template, const Subject *subject, const char *path,
                            bool first, const ExportOut *out, Diags *diags)
{
    g_autoptr(Doc) doc = compose(template, subject, path, diags);
    if (!first)
        g_string_append(out->text, "\n");
    press_markdown(doc, out->text);
    export_hand_over(out);
}

static void append_for_machines(const Shelf *shelf, const Plan *plan, const ReportForm *form,
                                const ExportOut *out)
{
    ExportJob job = machine_job(shelf, plan);
    switch (form->format) {
    case REPORT_MARKDOWN:
        break;
    case REPORT_JSON:
        export_json(&job, out);
        break;
    case REPORT_CSV:
        export_csv(&job, form->table, out);
        break;
    case REPORT_OSCAL_RESULTS:
        export_oscal(&job, OSCAL_RESULTS, out->text);
        break;
    case REPORT_OSCAL_SCHEDULE:
        export_oscal(&job, OSCAL_SCHEDULE, out->text);
        break;
    case REPORT_OSCAL_MILESTONES:
        export_oscal(&job, OSCAL_MILESTONES, out->text);
        break;
    }
    export_hand_over(out);
}

static void append_for_people(const Shelf *shelf, const Plan *plan, const ExportOut *out,
                              Diags *diags)
{
    const Library *library = shelf->library;
    const Resources *resources = shelf->resources;
    if (plan == NULL) {
        Subject subject = shelf_subject(shelf, NULL, NULL);
        append_document(&resources->compliance, &subject, "compliance/report", true, out, diags);
    }
    for (size_t i = 0; i < library->n_plans; i++) {
        if (plan != NULL && library->plans[i] != plan)
            continue;
        Subject subject = shelf_subject(shelf, &shelf->views[i], NULL);
        g_autofree char *path = plan_compliance_document(library->plans[i]);
        append_document(&resources->plan_compliance, &subject, path, plan != NULL, out, diags);
    }
}

void report_write(const Shelf *shelf, const Plan *plan, const ReportForm *form,
                  const ExportOut *out, Diags *diags)
{
    if (form->format == REPORT_MARKDOWN)
        append_for_people(shelf, plan, out, diags);
    else
        append_for_machines(shelf, plan, form, out);
}
