#include "publish/report.h"

static void append_document(const Template *template, const Subject *subject, const char *path,
                            GString *out, Diags *diags)
{
    g_autoptr(Doc) doc = compose(template, subject, path, diags);
    if (out->len > 0)
        g_string_append(out, "\n");
    press_markdown(doc, out);
}

void report_write(const Shelf *shelf, const Plan *plan, GString *out, Diags *diags)
{
    const Library *library = shelf->library;
    const Resources *resources = shelf->resources;
    if (plan == NULL) {
        Subject subject = shelf_subject(shelf, NULL, NULL);
        append_document(&resources->compliance, &subject, "compliance/report", out, diags);
    }
    for (size_t i = 0; i < library->n_plans; i++) {
        if (plan != NULL && library->plans[i] != plan)
            continue;
        Subject subject = shelf_subject(shelf, &shelf->views[i], NULL);
        g_autofree char *path = plan_compliance_document(library->plans[i]);
        append_document(&resources->plan_compliance, &subject, path, out, diags);
    }
}
