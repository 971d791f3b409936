#include "press/pdf_flow.h"
#include "press/pdf_missing.h"
#include "press/pdf_record.h"
#include "press/pdf_rules.h"
#include "press/pdf_tags.h"

#include <cairo-pdf.h>

/*
 * A job is set at least twice: to count pages and to learn where the anchors are, and to draw.
 * Page numbers printed within the text may move a line, and with it an anchor; so it is counted
 * until nothing moves.
 */
enum { MOST_COUNTS = 3 };

typedef struct Press {
    const PdfJob *job;
    PdfLayout layout;
    const PdfType *type;
    PdfAnchors *anchors;
    const char *as_of;
    const char *edition; /* what the feet say */
    bool fixed_pages;
    int n_pages;
    GPtrArray *figures; /* of const char *: what each shows, in the order of the pages */
    GArray **missing;   /* for each doc: of gunichar */
} Press;

/* Does the text say on which page something is? */
static bool prints_pages(const PdfJob *job)
{
    return job->contents || job->pages;
}

/* Is there an index, which says so whatever else does? */
static bool has_pages(const PdfJob *job)
{
    for (size_t i = 0; i < job->n_docs; i++) {
        const Node *root = job->docs[i]->root;
        for (const Node *node = root; node != NULL; node = node_following(root, node))
            if (node->kind == NODE_PAGES)
                return true;
    }
    return false;
}

/* ---- one pass ---- */

static void flow_init(PdfFlow *flow, const Press *press, cairo_surface_t *surface)
{
    flow->job = press->job;
    flow->layout = &press->layout;
    flow->type = press->type;
    flow->anchors = press->anchors;
    flow->surface = surface;
    flow->place.anchors = press->anchors;
    flow->place.doc = press->job->docs[0];
    flow->place.print_pages = prints_pages(press->job);
    flow->as_of = press->as_of;
    flow->place.fixed_pages = press->fixed_pages;
    flow->width = pdf_layout_text_width(&press->layout, false);
    flow->pending = g_array_new(FALSE, FALSE, sizeof(PdfMark));
    flow->missing = press->missing[0];
    flow->figures = press->figures;
    g_ptr_array_set_size(press->figures, 0);
}

/* Sets all pages, of which the number is kept; draws them when CR is not NULL. */
static void run_pass(Press *press, cairo_surface_t *surface, cairo_t *cr)
{
    PdfFlow flow = {.x = 0};
    flow_init(&flow, press, surface);
    flow.paper = pdf_paper_new(cr, &press->layout, press->type, press->anchors, press->edition,
                               press->n_pages);
    if (press->job->contents) {
        pdf_paper_set_footer(flow.paper, NULL, false);
        pdf_flow_cover(&flow, press->job->title, press->job->subtitle);
        pdf_paper_end_page(flow.paper);
        pdf_flow_job_contents(&flow);
    }
    for (size_t i = 0; i < press->job->n_docs; i++) {
        flow.missing = press->missing[i];
        pdf_flow_doc(&flow, i);
    }
    g_assert(flow.pending->len == 0);
    pdf_paper_end(flow.paper);
    press->n_pages = pdf_paper_pages(flow.paper);
    g_array_unref(flow.pending);
    pdf_paper_free(flow.paper);
}

/* ---- drawing ---- */

/* Cairo crashes when it is told that its bytes cannot be written; so it is not, and who asks for
 * the end of TAGS learns it. */
static cairo_status_t write_bytes(void *tags, const unsigned char *bytes, unsigned length)
{
    pdf_tags_write(tags, (const char *)bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

static void set_metadata(cairo_surface_t *surface, const Press *press)
{
    const PdfJob *job = press->job;
    g_autofree char *created = g_strdup_printf("%sT00:00:00Z", press->as_of);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE,
                                   job->title == NULL ? "" : job->title);
    if (job->author != NULL)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, job->author);
    const char *about = job->subtitle != NULL ? job->subtitle : job->docs[0]->about;
    if (about != NULL)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, about);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR,
                                   "redbinder " REDBINDER_VERSION);
    /* Without these cairo would ask the clock. */
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, created);
}

/* Each doc begins on a page of its own, so it ends on the one before the next. */
static void set_record(cairo_surface_t *surface, const Press *press)
{
    const PdfJob *job = press->job;
    PdfRecord *record = job->record;
    g_array_set_size(record->parts, 0);
    record->n_pages = press->n_pages;
    int last = press->n_pages;
    for (size_t i = 0; i < job->n_docs; i++)
        pdf_record_add(record, job->docs[i]->path, job->docs[i]->imprint);
    for (size_t i = job->n_docs; i-- > 0;) {
        const PdfAnchor *anchor = pdf_anchors_at(press->anchors, job->docs[i]->root);
        PdfPart *part = &g_array_index(record->parts, PdfPart, i);
        if (anchor == NULL || anchor->page > last) /* printed a second time */
            continue;
        part->first = anchor->page;
        part->last = last;
        last = part->first - 1;
    }
    g_autoptr(GString) line = g_string_new(NULL);
    pdf_record_write(record, line);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_KEYWORDS, line->str);
}

/* Draws the job into TAGS; gives what cairo says of it. */
static cairo_status_t draw(Press *press, PdfTags *tags)
{
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
        write_bytes, tags, press->layout.width, press->layout.height);
    cairo_t *cr = cairo_create(surface);
    pdf_ink_set_accent(cr, &press->layout.accent);
    set_metadata(surface, press);
    /* A link outside of any element would break the file, and no status would tell. */
    cairo_tag_begin(cr, "Document", NULL);
    run_pass(press, surface, cr);
    cairo_tag_end(cr, "Document");
    if (press->job->record != NULL)
        set_record(surface, press);
    cairo_status_t status = cairo_status(cr);
    cairo_destroy(cr);
    pdf_tags_end_pages(tags, press->figures);
    cairo_surface_finish(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (status == CAIRO_STATUS_SUCCESS && !pdf_tags_end(tags))
        status = CAIRO_STATUS_WRITE_ERROR;
    return status;
}

/* Sets all pages without drawing. Is each anchor on the page on which it was before? */
static bool count_pages(Press *press)
{
    run_pass(press, NULL, NULL);
    return !pdf_anchors_take_moved(press->anchors);
}

/* Counts until each page number that is printed is true. */
static void settle(Press *press)
{
    count_pages(press);
    if (!prints_pages(press->job) && !has_pages(press->job))
        return;
    for (int i = 1; i < MOST_COUNTS; i++) {
        if (count_pages(press))
            return;
    }
    /* Lines swing to and fro, where 999 becomes 1000 and back: a number that has once been longer
     * stays as long, with a zero before it. */
    press->fixed_pages = true;
    for (int i = 0; i < MOST_COUNTS; i++) {
        if (count_pages(press))
            return;
    }
}

/* ---- the job ---- */

bool press_pdf_to(const PdfFonts *fonts, const PdfJob *job, PdfWrite write, void *data,
                  Diags *diags)
{
    const char *name = job->n_docs > 0 ? job->docs[0]->path : "pdf";
    const PdfType *type = pdf_type_get(fonts, job->language);
    if (type == NULL || job->n_docs == 0) {
        diags_add_path(diags, &rule_pdf_failed, name,
                       type == NULL ? "there is no font at all" : "there is nothing to print");
        return false;
    }
    char as_of[DATE_TEXT_SIZE];
    date_format(job->as_of, as_of);
    g_autofree char *edition = job->commit == NULL
                                   ? g_strdup_printf("as of %s", as_of)
                                   : g_strdup_printf("as of %s   ·   %s", as_of, job->commit);
    g_autoptr(PdfAnchors) anchors = pdf_anchors_new(job);
    g_autoptr(GPtrArray) figures = g_ptr_array_new();
    Press press = {.job = job,
                   .layout = pdf_layout_of(job->design == NULL ? &pdf_design_usual : job->design),
                   .type = type,
                   .anchors = anchors,
                   .as_of = as_of,
                   .edition = edition,
                   .figures = figures,
                   .missing = g_new0(GArray *, job->n_docs)};
    for (size_t i = 0; i < job->n_docs; i++)
        press.missing[i] = g_array_new(FALSE, FALSE, sizeof(gunichar));
    g_autoptr(PdfTags) tags =
        pdf_tags_new(write, data, job->language == NULL ? "en" : job->language);
    settle(&press);
    cairo_status_t status = draw(&press, tags);
    for (size_t i = 0; i < job->n_docs; i++) {
        pdf_missing_report(job, job->docs[i], press.missing[i], diags);
        g_array_unref(press.missing[i]);
    }
    g_free(press.missing);
    if (status != CAIRO_STATUS_SUCCESS && !pdf_tags_write_failed(tags))
        diags_add_path(diags, &rule_pdf_failed, name, "cairo says '%s'",
                       cairo_status_to_string(status));
    return status == CAIRO_STATUS_SUCCESS;
}

static bool append_bytes(void *data, const char *bytes, size_t length)
{
    g_string_append_len(data, bytes, (gssize)length);
    return true;
}

bool press_pdf(const PdfFonts *fonts, const PdfJob *job, GString *out, Diags *diags)
{
    gsize start = out->len;
    bool done = press_pdf_to(fonts, job, append_bytes, out, diags);
    if (!done)
        g_string_truncate(out, start);
    return done;
}
