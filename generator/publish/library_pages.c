#include "publish/pages.h"

#include "publish/edition_files.h"
#include "publish/machine_files.h"
#include "publish/page.h"
#include "publish/site_pages.h"

/* What all pages of the library have in common. */
typedef struct Around {
    const SiteMap *map;
    const PageNav *nav;
} Around;

static bool write_assets(const Press *press, Diags *diags)
{
    if (press->taker != NULL || (press->makes & MAKE_SURVEY))
        return true;
    const GPtrArray *assets = press->shelf->resources->assets;
    bool done = true;
    for (size_t i = 0; i < assets->len; i++) {
        const Asset *asset = assets->pdata[i];
        g_autofree char *path = g_strconcat("assets/", asset->name, NULL);
        done = stage_write(press->stage, path, asset->bytes, asset->length, 0644, diags) && done;
    }
    return done;
}

/* Composes the library page PATH and writes it. */
static void write_page(const Press *press, const Template *template, const char *path,
                       const PageLinks *links, bool *done, Diags *diags)
{
    Subject subject = shelf_subject(press->shelf, NULL, NULL);
    g_autoptr(Doc) doc = page_compose(press, template, &subject, path, diags);
    *done = page_write(press, doc, links, diags) && *done;
}

/* Of a page below the index. */
static PageLinks start_links(const Press *press, const Around *around)
{
    PageLinks links = {.map = around->map, .nav = around->nav, .below = ""};
    page_add_crumb(&links, press->shelf->library->title.text, "index.html");
    return links;
}

static void write_index(const Press *press, const Around *around, bool *done, Diags *diags)
{
    PageLinks links = {.map = around->map, .nav = around->nav, .origin = "redbinder.yaml"};
    if (page_prints(press, "binder"))
        page_add_form(&links, "Binder (PDF)", "binder.pdf");
    if (press->makes & MAKE_MARKDOWN)
        page_add_form(&links, "Markdown", "index.md");
    write_page(press, &press->shelf->resources->index, "index", &links, done, diags);
}

static void write_people(const Press *press, const Around *around, bool *done, Diags *diags)
{
    PageLinks links = start_links(press, around);
    links.origin = "people.yaml";
    if (page_prints(press, "binder"))
        page_add_form(&links, "Binder (PDF)", "binder.pdf");
    if (press->makes & MAKE_MARKDOWN)
        page_add_form(&links, "Markdown", "people.md");
    write_page(press, &press->shelf->resources->people, "people", &links, done, diags);
}

/* The pages that are not on paper. */
static void write_site_pages(const Press *press, const Around *around, bool *done, Diags *diags)
{
    for (size_t i = 0; i < N_SITE_PAGES; i++) {
        PageLinks links = start_links(press, around);
        g_autofree char *markdown = g_strconcat(site_pages[i].path, ".md", NULL);
        if (press->makes & MAKE_MARKDOWN)
            page_add_form(&links, "Markdown", markdown);
        write_page(press, &press->shelf->resources->site[i], site_pages[i].path, &links, done,
                   diags);
    }
}

static void write_report(const Press *press, const Around *around, bool *done, Diags *diags)
{
    PageLinks links = start_links(press, around);
    if (page_prints(press, "compliance"))
        page_add_form(&links, "PDF", "compliance/report.pdf");
    if (press->makes & MAKE_MARKDOWN)
        page_add_form(&links, "Markdown", "compliance/report.md");
    if (press->makes & MAKE_DATA)
        page_add_form(&links, "For machines", "compliance/machines.html");
    write_page(press, &press->shelf->resources->compliance, "compliance/report", &links, done,
               diags);
}

/* Which file for machines holds what. */
static void write_machines(const Press *press, const Around *around, bool *done, Diags *diags)
{
    if (!(press->makes & MAKE_DATA))
        return;
    PageLinks links = start_links(press, around);
    page_add_crumb(&links, "Compliance", "compliance/index.html");
    if (press->makes & MAKE_MARKDOWN)
        page_add_form(&links, "Markdown", "compliance/machines.md");
    g_autoptr(Doc) doc = machine_files_document(press);
    *done = page_write(press, doc, &links, diags) && *done;
}

/* Fills the plan templates once for their mistakes, since plans are composed without a word. */
static void check_templates(const Press *press, Diags *diags)
{
    const Shelf *shelf = press->shelf;
    const Resources *resources = shelf->resources;
    if (shelf->library->n_plans == 0)
        return;
    const PlanView *view = &shelf->views[0];
    Subject plan = shelf_subject(shelf, view, NULL);
    doc_free(compose(&resources->plan, &plan, "template", diags));
    doc_free(compose(&resources->plan_compliance, &plan, "template", diags));
    for (size_t i = 0; i < shelf->library->n_plans; i++) {
        view = &shelf->views[i];
        if (view->plan->runbooks.count == 0)
            continue;
        Subject runbook = shelf_subject(shelf, view, view->plan->runbooks.items[0]);
        doc_free(compose(&resources->runbook, &runbook, "template", diags));
        return;
    }
}

bool pages_write_library(const Press *press, const SiteMap *map, Diags *diags)
{
    bool done = write_assets(press, diags);
    check_templates(press, diags);
    g_autoptr(PageNav) nav = page_nav_of_library(press->shelf->library);
    const Around around = {map, nav};
    write_index(press, &around, &done, diags);
    write_people(press, &around, &done, diags);
    write_report(press, &around, &done, diags);
    write_site_pages(press, &around, &done, diags);
    write_machines(press, &around, &done, diags);
    done = machine_files_write_library(press, diags) && done;
    return editions_write_library(press, diags) && done;
}
