#include "publish/pages.h"

#include "publish/chapter_origin.h"
#include "publish/digest.h"
#include "publish/edition_files.h"
#include "publish/machine_files.h"
#include "publish/page.h"
#include "publish/page_origin.h"
#include "script/script.h"

static char *plan_file(const Plan *plan, const char *name)
{
    return g_strdup_printf("%s/%s", plan->id, name);
}

/* What all pages of a plan have in common. */
typedef struct Around {
    const Press *press;
    const Plan *plan;
    const SiteMap *map;
    const PageNav *nav;
} Around;

static PageLinks start_links(const Around *around)
{
    PageLinks links = {.plan = around->plan->title.text, .map = around->map, .nav = around->nav};
    page_add_crumb(&links, around->press->shelf->library->title.text, "index.html");
    return links;
}

/* The chapters of DOC that are pages of their own. */
static bool write_chapters(const Press *press, const Plan *plan, const Doc *doc, PageLinks *links,
                           Diags *diags)
{
    g_autofree char *home = plan_file(plan, "index.html");
    const Node *top = doc->root->first;
    bool done = true;
    page_add_crumb(links, plan->title.text, home);
    for (const Node *node = top == NULL ? NULL : top->first; node != NULL; node = node->next) {
        if (node->kind != NODE_SECTION || node->as.section.page == NULL)
            continue;
        g_autofree char *edited =
            chapter_origin(press->shelf->library, plan, node->as.section.page);
        links->edited = edited;
        done = page_write_part(press, doc, node, links, diags) && done;
    }
    links->edited = NULL;
    return done;
}

static bool write_plan_page(const Around *around, const Doc *doc, Diags *diags)
{
    const Press *press = around->press;
    const Plan *plan = around->plan;
    g_autofree char *markdown = plan_file(plan, "plan.md");
    g_autofree char *pdf = plan_file(plan, "plan.pdf");
    g_autofree char *origin = plan_file(plan, "");
    PageLinks links = start_links(around);
    links.origin = origin;
    if (page_prints(press, "plan"))
        page_add_form(&links, "PDF", pdf);
    if (press->makes & MAKE_MARKDOWN)
        page_add_form(&links, "Markdown", markdown);
    bool done = page_write(press, doc, &links, diags);
    return write_chapters(press, plan, doc, &links, diags) && done;
}

static bool write_compliance_page(const Around *around, const Doc *doc, Diags *diags)
{
    const Press *press = around->press;
    const Plan *plan = around->plan;
    g_autofree char *home = plan_file(plan, "index.html");
    g_autofree char *markdown = plan_file(plan, "compliance.md");
    g_autofree char *pdf = plan_file(plan, "compliance.pdf");
    g_autofree char *below = plan_file(plan, "");
    PageLinks links = start_links(around);
    links.below = below;
    page_add_crumb(&links, plan->title.text, home);
    if (page_prints(press, "compliance"))
        page_add_form(&links, "PDF", pdf);
    if (press->makes & MAKE_MARKDOWN)
        page_add_form(&links, "Markdown", markdown);
    if (press->makes & MAKE_DATA)
        page_add_form(&links, "For machines", "compliance/machines.html");
    return page_write(press, doc, &links, diags);
}

static bool write_script(const Press *press, const Runbook *runbook, Diags *diags)
{
    char as_of[DATE_TEXT_SIZE];
    char hex[DIGEST_DIGITS + 1];
    const ScriptOrigin origin = {.generator = generator_name,
                                 .as_of = date_format(press->shelf->period.as_of, as_of),
                                 .commit = press->commit};
    g_autofree char *document = runbook_document(runbook);
    g_autofree char *path = g_strconcat(document, ".sh", NULL);
    g_autoptr(GString) out = g_string_sized_new(64 * 1024);
    int64_t start = timings_now();
    script_write(runbook, &origin, press->shelf->resources->engine->str, out);
    script_seal(out, digest_hex(out->str, out->len, hex));
    timings_add(press->timings, STAGE_SCRIPT, start);
    start = timings_now();
    bool done = stage_write(press->stage, path, out->str, out->len, 0755, diags);
    timings_add(press->timings, STAGE_WRITE, start);
    return done;
}

static bool write_runbook_page(const Around *around, const Runbook *runbook, const Doc *doc,
                               Diags *diags)
{
    const Press *press = around->press;
    const Plan *plan = around->plan;
    g_autofree char *home = plan_file(plan, "index.html");
    g_autofree char *pdf = plan_file(plan, "plan.pdf");
    g_autofree char *markdown = g_strconcat(doc->path, ".md", NULL);
    g_autofree char *script = g_strconcat(doc->path, ".sh", NULL);
    g_autofree char *origin = page_origin(press->shelf->library, runbook->entity.span);
    PageLinks links = start_links(around);
    links.runbook = runbook;
    links.origin = origin;
    page_add_crumb(&links, plan->title.text, home);
    if (press->makes & MAKE_SCRIPTS)
        page_add_form(&links, "Script", script);
    if (page_prints(press, "plan"))
        page_add_form(&links, "PDF", pdf);
    if (press->makes & MAKE_MARKDOWN)
        page_add_form(&links, "Markdown", markdown);
    return page_write(press, doc, &links, diags);
}

/* The pages and scripts of the runbooks. */
static bool write_runbooks(const Around *around, const PlanView *view, Diags *diags)
{
    const Press *press = around->press;
    const Plan *plan = around->plan;
    bool done = true;
    for (size_t i = 0; i < plan->runbooks.count; i++) {
        const Runbook *runbook = plan->runbooks.items[i];
        Subject subject = shelf_subject(press->shelf, view, runbook);
        g_autofree char *path = runbook_document(runbook);
        g_autoptr(Doc) doc =
            page_compose(press, &press->shelf->resources->runbook, &subject, path, NULL);
        done = write_runbook_page(around, runbook, doc, diags) && done;
        if (press->makes & MAKE_SCRIPTS)
            done = write_script(press, runbook, diags) && done;
    }
    return done;
}

bool pages_write_plan(const Press *press, const PlanView *view, SiteMap *map, Diags *diags)
{
    const Plan *plan = view->plan;
    const Resources *resources = press->shelf->resources;
    Subject subject = shelf_subject(press->shelf, view, NULL);
    g_autofree char *path = plan_document(plan);
    g_autofree char *compliance_path = plan_compliance_document(plan);
    g_autoptr(Doc) doc = page_compose(press, &resources->plan, &subject, path, NULL);
    site_map_add(map, doc);
    g_autoptr(PageNav) nav = page_nav_of_plan(plan, doc);
    const Around around = {press, plan, map, nav};
    bool done = write_plan_page(&around, doc, diags);
    done = write_runbooks(&around, view, diags) && done;
    g_autoptr(Doc) report =
        page_compose(press, &resources->plan_compliance, &subject, compliance_path, NULL);
    done = write_compliance_page(&around, report, diags) && done;
    done = machine_files_write_plan(press, view, diags) && done;
    return editions_write_plan(press, view, diags) && done;
}
