#include "publish/edition_files.h"

#include "publish/paper.h"
#include "publish/paper_print.h"

static void free_doc(gpointer doc)
{
    doc_free(doc);
}

static Subject printed_subject(const Press *press, const PlanView *view, const Runbook *runbook)
{
    Subject subject = shelf_subject(press->shelf, view, runbook);
    subject.paper = true;
    return subject;
}

static GPtrArray *compose_edition(const Press *press, const Edition *edition,
                                  const Subject *subject, Diags *diags)
{
    GPtrArray *docs = g_ptr_array_new_with_free_func(free_doc);
    const Book *book = books_find(press->books, edition->template);
    int64_t start = timings_now();
    if (book != NULL)
        book_compose(book, subject, docs, diags);
    timings_add(press->timings, STAGE_COMPOSE, start);
    return docs;
}

static const char *title_of(const Subject *subject)
{
    if (subject->runbook != NULL)
        return entity_name(&subject->runbook->entity);
    return subject->view != NULL ? subject->view->plan->title.text : subject->library->title.text;
}

/* Prints DOCS, of which there is one at least, to PATH. */
static bool print(const Press *press, const Edition *edition, const Subject *subject,
                  const GPtrArray *docs, const char *path, Diags *diags)
{
    const Library *library = subject->library;
    PdfDesign design = paper_design(library, edition->sheet);
    PdfJob job = {
        .docs = (const Doc *const *)docs->pdata,
        .n_docs = docs->len,
        .title = title_of(subject),
        .author = library->organization.text,
        .language = ((const Doc *)docs->pdata[0])->language,
        .as_of = subject->as_of,
        .commit = press->commit_shown,
        .pages = edition->sheet != EDITION_CARD,
        .subtitle = edition->subtitle,
        .footer = library->title.text,
        .design = &design,
        .sources = (const Source *const *)library->sources->pdata,
        .n_sources = library->sources->len,
    };
    return paper_print(press, &job, path, diags);
}

/* Prints EDITION about SUBJECT; mistakes of its templates go to MISTAKES, which may be NULL. */
static bool write_edition(const Press *press, const Edition *edition, const Subject *subject,
                          Diags *mistakes, Diags *diags)
{
    const Plan *plan = subject->view == NULL ? NULL : subject->view->plan;
    g_autoptr(GPtrArray) docs = compose_edition(press, edition, subject, mistakes);
    g_autofree char *path = edition_path(edition, plan, subject->runbook);
    return docs->len == 0 || print(press, edition, subject, docs, path, diags);
}

static bool write_runbooks(const Press *press, const Edition *edition, const PlanView *view,
                           Diags *diags)
{
    bool done = true;
    for (size_t i = 0; i < view->plan->runbooks.count; i++) {
        Subject subject = printed_subject(press, view, view->plan->runbooks.items[i]);
        done = write_edition(press, edition, &subject, NULL, diags) && done;
    }
    return done;
}

bool editions_write_plan(const Press *press, const PlanView *view, Diags *diags)
{
    const GPtrArray *chosen = press->editions->chosen;
    bool done = true;
    for (guint i = 0; (press->makes & MAKE_PDF) && i < chosen->len; i++) {
        const Edition *edition = chosen->pdata[i];
        Subject subject = printed_subject(press, view, NULL);
        if (edition->of == EDITION_OF_PLAN)
            done = write_edition(press, edition, &subject, NULL, diags) && done;
        else if (edition->of == EDITION_OF_RUNBOOK)
            done = write_runbooks(press, edition, view, diags) && done;
    }
    return done;
}

/* The first view whose plan has a runbook, or NULL. */
static const PlanView *view_with_runbook(const Shelf *shelf)
{
    for (size_t i = 0; i < shelf->library->n_plans; i++)
        if (shelf->views[i].plan->runbooks.count > 0)
            return &shelf->views[i];
    return NULL;
}

/* Composes EDITION once for the mistakes in its templates, since it is printed without a word about
 * them for each plan. */
static void find_mistakes(const Press *press, const Edition *edition, Diags *diags)
{
    bool of_runbook = edition->of == EDITION_OF_RUNBOOK;
    const Shelf *shelf = press->shelf;
    const PlanView *view = view_with_runbook(shelf);
    if (view == NULL && !of_runbook && shelf->library->n_plans > 0)
        view = &shelf->views[0];
    if (view == NULL)
        return;
    const Runbook *runbook = of_runbook ? view->plan->runbooks.items[0] : NULL;
    Subject subject = printed_subject(press, view, runbook);
    g_ptr_array_unref(compose_edition(press, edition, &subject, diags));
}

bool editions_write_library(const Press *press, Diags *diags)
{
    const GPtrArray *chosen = press->editions->chosen;
    Subject subject = printed_subject(press, NULL, NULL);
    bool done = true;
    for (guint i = 0; (press->makes & MAKE_PDF) && i < chosen->len; i++) {
        const Edition *edition = chosen->pdata[i];
        if (edition->of == EDITION_OF_LIBRARY)
            done = write_edition(press, edition, &subject, diags, diags) && done;
        else
            find_mistakes(press, edition, diags);
    }
    return done;
}
