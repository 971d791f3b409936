#include "publish/build.h"

#include "publish/books.h"
#include "publish/commit_name.h"
#include "publish/pages.h"
#include "publish/paper.h"
#include "publish/site_files.h"
#include "publish/threads.h"
#include "read/reader.h"

#include <malloc.h>

enum { KEPT_MEMORY = 16 * 1024 * 1024 };

/* One plan's share of the work. */
typedef struct Job {
    const Press *press;
    const PlanView *view;
    Diags *diags;
    SiteMap *map; /* of the plan */
    bool done;
} Job;

static void run_job(void *data, size_t index)
{
    Job *job = (Job *)data + index;
    job->done = pages_write_plan(job->press, job->view, job->map, job->diags);
}

/* Trees of pages come and go by the thousand. By itself the C library would return the memory of
 * each to the system and fetch it again for the next, which costs as much as writing the page. */
static void keep_memory(void)
{
#ifdef __GLIBC__
    mallopt(M_TRIM_THRESHOLD, KEPT_MEMORY);
#endif
}

/* Makes the plans' pages and notes in MAP where their places stand. Findings come in the order of
 * the plans. */
static bool write_plans(const Press *press, const Workers *workers, SiteMap *map, Diags *diags)
{
    const Shelf *shelf = press->shelf;
    size_t n = shelf->library->n_plans;
    g_autofree Job *jobs = g_new0(Job, n + 1);
    for (size_t i = 0; i < n; i++)
        jobs[i] = (Job){press, &shelf->views[i], diags_new(), site_map_new(), false};
    workers_each(workers, n, run_job, jobs);
    bool done = true;
    for (size_t i = 0; i < n; i++) {
        done = jobs[i].done && done;
        diags_take_all(diags, jobs[i].diags);
        site_map_add_all(map, jobs[i].map);
        site_map_free(jobs[i].map);
    }
    return done;
}

static bool write_search_index(const Press *press, Diags *diags)
{
    g_autoptr(GString) out = g_string_sized_new(256 * 1024);
    search_index_write(press->search, out);
    return stage_write(press->stage, "search-index.js", out->str, out->len, 0644, diags);
}

static bool write_pages(const Press *press, const BuildOptions *options, Diags *diags)
{
    Workers workers = threads_workers(options->threads);
    g_autoptr(SiteMap) map = site_map_new();
    bool done = write_plans(press, &workers, map, diags);
    return pages_write_library(press, map, diags) && done;
}

/* All files have been written. */
static void check_links(const Press *press, Library *library, Diags *diags)
{
    g_autoptr(GHashTable) files = stage_files(press->stage);
    link_check_report(press->links, library, press->shelf->resources, files, diags);
}

/* All links and places that the pages will have. Pages are made one by one, and forget. */
static LinkCheck *survey(const Press *press, const BuildOptions *options)
{
    LinkCheck *found = link_check_new();
    g_autoptr(Diags) unheard = diags_new(); /* said when the pages are made */
    Press surveyor = *press;
    surveyor.makes = MAKE_SURVEY | (press->makes & MAKE_DATA); /* which has a page of its own */
    surveyor.links = found;
    write_pages(&surveyor, options, unheard);
    return found;
}

static bool write_output(Press *press, const BuildOptions *options, BuildResult *result,
                         Diags *diags)
{
    g_autoptr(Stage) stage = stage_open(options->output, diags);
    if (stage == NULL)
        return false;
    press->stage = stage;
    keep_memory();
    bool told = options->is_public && (press->makes & (MAKE_SITE | MAKE_MARKDOWN));
    g_autoptr(LinkCheck) public_links = told ? survey(press, options) : NULL;
    press->public_links = public_links;
    bool done = write_pages(press, options, diags);
    if (press->search != NULL) {
        done = write_search_index(press, diags) && done;
        done = site_files_write(press, diags) && done;
        if (done)
            check_links(press, result->library, diags);
    }
    return done && stage_commit(stage, &result->counts, diags);
}

/* Prints what SHELF holds. */
static bool press_shelf(const BuildOptions *options, const Shelf *shelf, BuildResult *result,
                        Diags *diags)
{
    g_autoptr(PdfFonts) fonts = NULL;
    g_autoptr(SearchIndex) search = options->makes & MAKE_SITE ? search_index_new() : NULL;
    g_autoptr(LinkCheck) links = options->makes & MAKE_SITE ? link_check_new() : NULL;
    if (options->makes & MAKE_PDF)
        fonts = paper_fonts(shelf->library, diags);
    g_autofree char *commit_shown = commit_name(options->commit);
    g_autoptr(Books) books = books_new(result->resources, result->library);
    if (options->makes & MAKE_PDF)
        books_read_all(books, result->editions, diags);
    Press press = {.shelf = shelf,
                   .fonts = fonts,
                   .commit = options->commit,
                   .commit_shown = commit_shown,
                   .revisions = options->is_public ? NULL : options->revisions,
                   .makes = options->makes & ~(options->is_public ? (unsigned)MAKE_SCRIPTS : 0u),
                   .editions = result->editions,
                   .books = books,
                   .taker = options->taker,
                   .search = search,
                   .links = links,
                   .timings = &result->timings};
    bool done = options->taker != NULL ? write_pages(&press, options, diags)
                                       : write_output(&press, options, result, diags);
    if (options->makes & MAKE_PDF)
        press_pdf_thread_end();
    return done;
}

bool build(const BuildOptions *options, BuildResult *result, Diags *diags)
{
    *result = (BuildResult){0};
    timings_start(&result->timings);
    g_autoptr(Diags) reading = diags_new();
    Workers workers = threads_workers(options->threads);
    int64_t start = timings_all_now();
    result->library = read_library_with(options->library, &workers, reading);
    if (result->library != NULL)
        result->editions =
            editions_new(result->library, &options->editions, &result->unknown_edition);
    if (result->unknown_edition != NULL)
        return false;
    if (result->library != NULL)
        result->resources = resources_read(result->library, reading);
    timings_add_all(&result->timings, STAGE_READ, start);
    RunSet *runs = NULL;
    if (result->resources != NULL && result->resources->complete)
        runs = shelf_read_runs(options->history, options->period, SHELF_STEPS_ALL, diags);
    if (runs == NULL) {
        diags_take_all(diags, g_steal_pointer(&reading));
        return false;
    }
    start = timings_all_now();
    g_autoptr(Shelf) shelf =
        shelf_new(result->library, result->resources, reading, runs, options->period, &workers);
    timings_add_all(&result->timings, STAGE_CHECK, start);
    shelf_report(shelf, diags);
    if (options->is_public)
        shelf_make_public(shelf, result->library);
    return press_shelf(options, shelf, result, diags);
}

void build_result_clear(BuildResult *result)
{
    editions_free(result->editions);
    resources_free(result->resources);
    library_free(result->library);
}
