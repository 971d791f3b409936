#include "publish/machine_files.h"

ExportJob machine_job(const Shelf *shelf, const Plan *plan)
{
    const Library *library = shelf->library;
    ExportJob job = {.library = library,
                     .views = shelf->views,
                     .n_views = library->n_plans,
                     .plan = plan,
                     .head = shelf->runs->head,
                     .from = shelf->period.from,
                     .as_of = shelf->period.as_of,
                     .version = REDBINDER_VERSION};
    for (size_t i = 0; i < library->n_plans && plan != NULL; i++) {
        if (library->plans[i] == plan) {
            job.views = &shelf->views[i];
            job.n_views = 1;
        }
    }
    return job;
}

static bool write_file(const Press *press, const char *folder, const char *name,
                       const GString *text, Diags *diags)
{
    g_autofree char *path = g_strdup_printf("%s/%s", folder, name);
    int64_t start = timings_now();
    bool done = stage_write(press->stage, path, text->str, text->len, 0644, diags);
    timings_add(press->timings, STAGE_WRITE, start);
    return done;
}

static bool write_oscal(const Press *press, const ExportJob *job, const char *folder, Diags *diags)
{
    static const OscalKind kinds[] = {OSCAL_RESULTS, OSCAL_SCHEDULE, OSCAL_MILESTONES};
    bool done = true;
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autoptr(GString) out = g_string_sized_new(64 * 1024);
        int64_t start = timings_now();
        export_oscal(job, kinds[i], out);
        timings_add(press->timings, STAGE_EXPORT, start);
        done = write_file(press, folder, oscal_file_name(kinds[i]), out, diags) && done;
    }
    return done;
}

static bool write_json(const Press *press, const ExportJob *job, const char *folder,
                       const char *name, Diags *diags)
{
    g_autoptr(GString) out = g_string_sized_new(64 * 1024);
    int64_t start = timings_now();
    export_json(job, &(ExportOut){.text = out});
    timings_add(press->timings, STAGE_EXPORT, start);
    return write_file(press, folder, name, out, diags);
}

static bool write_tables(const Press *press, const ExportJob *job, Diags *diags)
{
    bool done = true;
    for (size_t i = 0; export_tables[i] != NULL; i++) {
        g_autofree char *name = g_strconcat(export_tables[i], ".csv", NULL);
        g_autoptr(GString) out = g_string_sized_new(16 * 1024);
        int64_t start = timings_now();
        export_csv(job, export_tables[i], &(ExportOut){.text = out});
        timings_add(press->timings, STAGE_EXPORT, start);
        done = write_file(press, "compliance", name, out, diags) && done;
    }
    return done;
}

static void add_file(Doc *doc, Node *table, const char *name, const char *about)
{
    Node *row = node_add_row(doc, table, false);
    node_add_link(doc, node_add_cell(doc, row, NULL), name, name);
    node_add_cell(doc, row, about);
}

Doc *machine_files_document(const Press *press)
{
    const char *language = press->shelf->library->language.text;
    Doc *doc = doc_new("compliance/machines", "For machines", language == NULL ? "en" : language);
    node_add_paragraph(doc, doc->root,
                       "The compliance report in the formats that other programs read. Each plan "
                       "has compliance.json and the three OSCAL documents of its own.");
    Node *table = node_add_table(doc, doc->root, 2);
    Node *head = node_add_row(doc, table, true);
    node_add_cell(doc, head, "File");
    node_add_cell(doc, head, "What it holds");
    add_file(doc, table, "report.json", "all tables below in one document");
    for (size_t i = 0; export_tables[i] != NULL; i++) {
        g_autofree char *name = g_strconcat(export_tables[i], ".csv", NULL);
        add_file(doc, table, name, export_table_about(export_tables[i]));
    }
    add_file(doc, table, oscal_file_name(OSCAL_RESULTS),
             "OSCAL: runs, verdicts and the risks that follow");
    add_file(doc, table, oscal_file_name(OSCAL_SCHEDULE),
             "OSCAL: the exercises and how often they take place");
    add_file(doc, table, oscal_file_name(OSCAL_MILESTONES),
             "OSCAL: open findings, and promises and controls that were missed");
    return doc;
}

static bool are_made(const Press *press)
{
    return (press->makes & MAKE_DATA) && !(press->makes & MAKE_SURVEY);
}

bool machine_files_write_plan(const Press *press, const PlanView *view, Diags *diags)
{
    if (!are_made(press))
        return true;
    ExportJob job = machine_job(press->shelf, NULL);
    job.plan = view->plan;
    job.views = view;
    job.n_views = 1;
    bool done = write_json(press, &job, view->plan->id, "compliance.json", diags);
    return write_oscal(press, &job, view->plan->id, diags) && done;
}

bool machine_files_write_library(const Press *press, Diags *diags)
{
    if (!are_made(press))
        return true;
    ExportJob job = machine_job(press->shelf, NULL);
    bool done = write_json(press, &job, "compliance", "report.json", diags);
    done = write_tables(press, &job, diags) && done;
    return write_oscal(press, &job, "compliance", diags) && done;
}
