#include "press/pdf_paper.h"

#include "press/pdf_page.h"

#include <math.h>

struct PdfPaper {
    const PdfLayout *layout;
    PdfPage *page;
    PdfMargins margins;
    bool turned;        /* the page at hand */
    int n_done;         /* pages finished */
    GPtrArray *waiting; /* of PdfSlab *: not yet on a page */
    guint settled;      /* of those at the front, already moved to PLACED */
    GArray *groups;     /* of guint: where each open group begins in WAITING */
    unsigned n_burst;   /* open groups, outermost, that turned out taller than a page */
    GArray *placed;     /* of PdfPlaced */
    double y;           /* bottom of the last placed slab, from the top of the text */
};

static void placed_clear(gpointer data)
{
    pdf_slab_unref(((PdfPlaced *)data)->slab);
}

PdfPaper *pdf_paper_new(cairo_t *cr, const PdfLayout *layout, const PdfType *type,
                        PdfAnchors *anchors, const char *edition, int n_pages)
{
    PdfPaper *paper = g_new0(PdfPaper, 1);
    paper->layout = layout;
    paper->page = pdf_page_new(cr, layout, type, anchors, edition, n_pages);
    paper->waiting = g_ptr_array_new_with_free_func((GDestroyNotify)pdf_slab_unref);
    paper->groups = g_array_new(FALSE, FALSE, sizeof(guint));
    paper->placed = g_array_new(FALSE, FALSE, sizeof(PdfPlaced));
    g_array_set_clear_func(paper->placed, placed_clear);
    return paper;
}

void pdf_paper_free(PdfPaper *paper)
{
    if (paper == NULL)
        return;
    g_ptr_array_unref(paper->waiting);
    g_array_unref(paper->groups);
    g_array_unref(paper->placed);
    pdf_page_free(paper->page);
    g_free(paper);
}

static void finish_page(PdfPaper *paper)
{
    paper->n_done++;
    pdf_page_draw(paper->page, paper->placed, &paper->margins, paper->n_done, paper->turned);
    paper->margins.opening = false;
    paper->y = 0;
    g_array_set_size(paper->placed, 0);
}

/* ---- filling pages ---- */

static PdfSlab *waiting_at(const PdfPaper *paper, guint index)
{
    return g_ptr_array_index(paper->waiting, index);
}

static double page_height(const PdfPaper *paper, bool turned)
{
    return pdf_layout_text_height(paper->layout, turned);
}

/* Where SLAB comes to stand below Y: behind its gap, on the next line of the grid if it keeps to
 * that. */
static double top_of(const PdfPaper *paper, const PdfSlab *slab, double y, bool first)
{
    double grid = paper->layout->line / 2;
    double top = first ? 0 : y + slab->gap;
    return slab->on_grid ? ceil(top / grid - 0.001) * grid : top;
}

static void place(PdfPaper *paper, PdfSlab *slab, bool repeated)
{
    double top = top_of(paper, slab, paper->y, paper->placed->len == 0);
    PdfPlaced placed = {.slab = pdf_slab_ref(slab), .y = top, .repeated = repeated};
    g_array_append_val(paper->placed, placed);
    paper->y = top + slab->height;
}

/* Does what begins with SLAB and is HEIGHT tall fit on the page at hand? */
static bool fits(const PdfPaper *paper, const PdfSlab *slab, double height)
{
    double top = top_of(paper, slab, paper->y, paper->placed->len == 0);
    return slab->turned == paper->turned &&
           top + height <= page_height(paper, paper->turned) + 0.01;
}

/* Begins a page with SLAB if there is none; a new page of a table begins with its header. */
static void begin_page(PdfPaper *paper, const PdfSlab *slab)
{
    if (paper->placed->len > 0)
        return;
    paper->turned = slab->turned;
    if (slab->header != NULL &&
        pdf_slab_least(slab) + slab->header->height <= page_height(paper, slab->turned))
        place(paper, slab->header, true);
}

/* Does nothing stand on the page at hand, or only a header again? */
static bool is_fresh(const PdfPaper *paper)
{
    guint n = paper->placed->len;
    return n == 0 || (n == 1 && g_array_index(paper->placed, PdfPlaced, 0).repeated);
}

/* Places SLAB; in pieces, each on a page of its own, where it does not fit and may be cut. */
static void place_in_pieces(PdfPaper *paper, PdfSlab *slab)
{
    for (;;) {
        begin_page(paper, slab);
        if (fits(paper, slab, slab->height))
            break;
        double top = top_of(paper, slab, paper->y, paper->placed->len == 0);
        PdfSlab *head = NULL;
        if (slab->turned == paper->turned)
            head = pdf_slab_cut(slab, page_height(paper, paper->turned) - top);
        if (head == NULL && is_fresh(paper))
            break;
        if (head != NULL)
            place(paper, head, false);
        pdf_slab_unref(head);
        finish_page(paper);
    }
    place(paper, slab, false);
}

/* Where the waiting slabs from START up to END reach below Y; FIRST: they begin a page. */
static double bottom_of(const PdfPaper *paper, guint start, guint end, double y, bool first)
{
    for (guint i = start; i < end; i++) {
        const PdfSlab *slab = waiting_at(paper, i);
        y = top_of(paper, slab, y, first && i == start) + slab->height;
    }
    return y;
}

/* One turned slab turns all that must be on one page with it, such as its heading. */
static bool turn_unit(const PdfPaper *paper, guint start, guint end)
{
    bool turned = false;
    for (guint i = start; i < end; i++)
        turned |= waiting_at(paper, i)->turned;
    for (guint i = start; turned && i < end; i++)
        waiting_at(paper, i)->turned = true;
    return turned;
}

/* Places the waiting slabs from START up to END together, on a new page if they must; they
 * are parted only when they are taller than a page. */
static void place_unit(PdfPaper *paper, guint start, guint end)
{
    const PdfSlab *last = waiting_at(paper, end - 1);
    bool turned = turn_unit(paper, start, end);
    double bottom =
        bottom_of(paper, start, end, paper->y, false) - last->height + pdf_slab_least(last);
    if (paper->placed->len > 0 &&
        (turned != paper->turned || bottom > page_height(paper, turned) + 0.01))
        finish_page(paper);
    for (guint i = start; i < end; i++)
        place_in_pieces(paper, waiting_at(paper, i));
}

/* Are the waiting slabs from START up to END taller than a page? */
static bool too_tall(const PdfPaper *paper, guint start, guint end)
{
    double bottom = bottom_of(paper, start, end, 0, true);
    return bottom > page_height(paper, turn_unit(paper, start, end));
}

/* The end of the run of waiting slabs from START that hold together at least by BOND; LIMIT + 1
 * when it may still grow. */
static guint unit_end(const PdfPaper *paper, guint start, guint limit, PdfBond bond)
{
    guint end = start;
    while (end < limit && waiting_at(paper, end)->bond >= bond)
        end++;
    return end + 1;
}

/* Blocks from START up to END, which are taller than a page, are parted where the page ends. */
static void loosen(PdfPaper *paper, guint start, guint end)
{
    for (guint i = start; i < end; i++) {
        if (waiting_at(paper, i)->bond == BOND_BLOCK)
            waiting_at(paper, i)->bond = BOND_NONE;
    }
}

/* Places all waiting slabs before LIMIT whose neighbours are known. */
static void settle(PdfPaper *paper, guint limit)
{
    guint start = paper->settled;
    while (start < limit) {
        guint end = unit_end(paper, start, limit, BOND_BLOCK);
        if (too_tall(paper, start, MIN(end, limit))) {
            loosen(paper, start, MIN(end, limit));
            end = unit_end(paper, start, limit, BOND_GROUP);
        }
        if (too_tall(paper, start, MIN(end, limit)))
            end = unit_end(paper, start, limit, BOND_FIRM);
        if (end > limit && !too_tall(paper, start, limit))
            break;
        end = MIN(end, limit);
        place_unit(paper, start, end);
        start = end;
    }
    paper->settled = start;
}

/* Forgets the waiting slabs that are settled. */
static void drop_settled(PdfPaper *paper)
{
    if (paper->settled == 0)
        return;
    g_ptr_array_remove_range(paper->waiting, 0, paper->settled);
    for (guint i = 0; i < paper->groups->len; i++) {
        guint *start = &g_array_index(paper->groups, guint, i);
        *start = *start < paper->settled ? 0 : *start - paper->settled;
    }
    paper->settled = 0;
}

/* The first waiting slab that an open group may still bind. */
static guint free_limit(const PdfPaper *paper)
{
    if (paper->n_burst < paper->groups->len)
        return g_array_index(paper->groups, guint, paper->n_burst);
    return paper->waiting->len;
}

static void advance(PdfPaper *paper)
{
    settle(paper, free_limit(paper));
    drop_settled(paper);
}

void pdf_paper_add_take(PdfPaper *paper, PdfSlab *slab)
{
    g_ptr_array_add(paper->waiting, slab);
    while (paper->n_burst < paper->groups->len &&
           too_tall(paper, free_limit(paper), paper->waiting->len))
        paper->n_burst++;
    advance(paper);
}

void pdf_paper_begin_group(PdfPaper *paper)
{
    guint start = paper->waiting->len;
    g_array_append_val(paper->groups, start);
}

void pdf_paper_end_group(PdfPaper *paper)
{
    guint depth = paper->groups->len - 1;
    guint start = g_array_index(paper->groups, guint, depth);
    g_array_set_size(paper->groups, depth);
    if (paper->n_burst > depth) {
        paper->n_burst = depth;
        return;
    }
    for (guint i = start; i + 1 < paper->waiting->len; i++) {
        PdfSlab *slab = waiting_at(paper, i);
        slab->bond = MAX(slab->bond, BOND_BLOCK);
    }
    advance(paper);
}

void pdf_paper_end_page(PdfPaper *paper)
{
    if (paper->waiting->len > 0)
        waiting_at(paper, paper->waiting->len - 1)->bond = BOND_NONE;
    settle(paper, paper->waiting->len);
    drop_settled(paper);
    if (paper->placed->len > 0)
        finish_page(paper);
}

void pdf_paper_set_footer(PdfPaper *paper, const char *footer, bool numbered)
{
    paper->margins.footer = footer;
    paper->margins.numbered = numbered;
}

void pdf_paper_open_doc(PdfPaper *paper, const Doc *doc)
{
    paper->margins.opening = true;
    paper->margins.title = doc->root->text;
    paper->margins.imprint = doc->imprint;
    paper->margins.tab = &doc->tab;
}

void pdf_paper_end(PdfPaper *paper)
{
    pdf_page_end_sheet(paper->page);
}

int pdf_paper_pages(const PdfPaper *paper)
{
    return paper->n_done;
}
