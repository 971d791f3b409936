#include "press/pdf_paper.h"

#include "press/pdf_fold.h"
#include "press/pdf_tab.h"

#include <string.h>

/* A slab on the page at hand. */
typedef struct Placed {
    PdfSlab *slab; /* one reference */
    double y;
    bool repeated; /* a table's header again: drawn without tags */
} Placed;

/* Where a rail reaches on the page at hand. */
typedef struct Reach {
    const PdfRail *rail;
    double top, bottom;
} Reach;

struct PdfPaper {
    cairo_t *cr;
    const PdfLayout *layout;
    const PdfType *type;
    PdfAnchors *anchors;
    const char *edition;
    const char *footer;
    bool numbered;
    const DocTab *tab; /* or NULL */
    PdfFrame frame;       /* of the page at hand */
    int n_pages, page;    /* all, and those finished */
    GPtrArray *waiting;   /* of PdfSlab *: not yet on a page */
    guint settled;        /* of those at the front, already moved to PLACED */
    GArray *groups;       /* of guint: where each open group begins in WAITING */
    unsigned n_burst;     /* open groups, outermost, that turned out taller than a page */
    GArray *placed;       /* of Placed */
    double y;             /* bottom of the last placed slab, from the top of the text */
    GPtrArray *open;      /* of const char *: tags begun */
    GPtrArray *suspended; /* those that go on on the next page */
};

static void placed_clear(gpointer data)
{
    pdf_slab_unref(((Placed *)data)->slab);
}

static void begin_page(PdfPaper *paper)
{
    paper->frame = pdf_layout_frame(paper->layout, paper->page + 1, false);
    paper->y = 0;
}

PdfPaper *pdf_paper_new(cairo_t *cr, const PdfLayout *layout, const PdfType *type,
                        PdfAnchors *anchors, const char *edition, int n_pages)
{
    PdfPaper *paper = g_new0(PdfPaper, 1);
    paper->cr = cr;
    paper->layout = layout;
    paper->type = type;
    paper->anchors = anchors;
    paper->edition = edition;
    paper->n_pages = n_pages;
    paper->waiting = g_ptr_array_new_with_free_func((GDestroyNotify)pdf_slab_unref);
    paper->groups = g_array_new(FALSE, FALSE, sizeof(guint));
    paper->placed = g_array_new(FALSE, FALSE, sizeof(Placed));
    g_array_set_clear_func(paper->placed, placed_clear);
    paper->open = g_ptr_array_new();
    paper->suspended = g_ptr_array_new();
    begin_page(paper);
    return paper;
}

void pdf_paper_free(PdfPaper *paper)
{
    if (paper == NULL)
        return;
    g_ptr_array_unref(paper->waiting);
    g_array_unref(paper->groups);
    g_array_unref(paper->placed);
    g_ptr_array_unref(paper->open);
    g_ptr_array_unref(paper->suspended);
    g_free(paper);
}

/* ---- drawing a page ---- */

static const double FOOT_GAP = 16; /* between the text and the rule above the foot */

static void reach(GArray *reaches, const PdfRail *rail, double top, double bottom)
{
    if (rail == NULL)
        return;
    for (guint i = reaches->len; i-- > 0;) {
        Reach *known = &g_array_index(reaches, Reach, i);
        if (known->rail == rail) {
            known->bottom = bottom;
            reach(reaches, rail->parent, top, bottom);
            return;
        }
    }
    reach(reaches, rail->parent, top, bottom);
    Reach fresh = {.rail = rail, .top = top, .bottom = bottom};
    g_array_append_val(reaches, fresh);
}

static void draw_rails(PdfPaper *paper)
{
    /* A parent stands before its children, so that they lie over it. */
    GArray *reaches = g_array_new(FALSE, FALSE, sizeof(Reach));
    for (guint i = 0; i < paper->placed->len; i++) {
        const Placed *placed = &g_array_index(paper->placed, Placed, i);
        reach(reaches, placed->slab->rail, placed->y, placed->y + placed->slab->height);
    }
    for (guint i = 0; i < reaches->len; i++) {
        const Reach *one = &g_array_index(reaches, Reach, i);
        pdf_rail_draw(one->rail, paper->cr, one->top, one->bottom);
    }
    g_array_unref(reaches);
}

/* Elements that hold marked content themselves; such content must not cross pages. */
static bool holds_content(const char *tag)
{
    static const char *const leaves[] = {"P", "TD", "TH", "Code", "Caption", "Lbl"};
    for (size_t i = 0; i < G_N_ELEMENTS(leaves); i++) {
        if (strcmp(tag, leaves[i]) == 0)
            return true;
    }
    return tag[0] == 'H' && g_ascii_isdigit(tag[1]);
}

static void begin_tag(PdfPaper *paper, const char *tag)
{
    cairo_tag_begin(paper->cr, tag, NULL);
    g_ptr_array_add(paper->open, (gpointer)tag);
}

static void end_tag(PdfPaper *paper, const char *tag)
{
    g_assert(paper->open->len > 0);
    const char *last = g_ptr_array_index(paper->open, paper->open->len - 1);
    g_assert(strcmp(last, tag) == 0);
    cairo_tag_end(paper->cr, tag);
    g_ptr_array_set_size(paper->open, (int)paper->open->len - 1);
}

static void set_anchor(PdfPaper *paper, PdfAnchor *anchor, double y)
{
    pdf_anchors_place(paper->anchors, anchor, paper->page + 1);
    if (paper->cr == NULL)
        return;
    /* In points of the page, whatever the context's matrix is. */
    g_autofree char *attributes =
        g_strdup_printf("name='%s' x=%d y=%d", anchor->name, (int)paper->frame.left,
                        MAX((int)(paper->frame.top + y) - 4, 0));
    cairo_tag_begin(paper->cr, CAIRO_TAG_DEST, attributes);
    cairo_tag_end(paper->cr, CAIRO_TAG_DEST);
}

static void draw_slab(PdfPaper *paper, const Placed *placed)
{
    for (guint i = 0; i < placed->slab->marks->len; i++) {
        const PdfMark *mark = &g_array_index(placed->slab->marks, PdfMark, i);
        if (mark->kind == MARK_ANCHOR && !placed->repeated)
            set_anchor(paper, mark->anchor, placed->y);
        if (paper->cr == NULL)
            continue;
        if (mark->kind == MARK_TAG && !placed->repeated)
            begin_tag(paper, mark->name);
        else if (mark->kind == MARK_TAG_END && !placed->repeated)
            end_tag(paper, mark->name);
        else
            pdf_mark_draw(mark, paper->cr, placed->y, !placed->repeated);
    }
}

static void draw_foot_text(PdfPaper *paper, const char *words, Align align, double width)
{
    PdfInlines *inlines = pdf_inlines_new();
    pdf_inlines_add(inlines, words, 0);
    PdfStyle style = paper->layout->styles[PDF_FOOT];
    style.align = align;
    g_autoptr(PdfText) text = pdf_text_new_take(paper->type, inlines, &style, width);
    pdf_text_shorten(text);
    double x = align == ALIGN_LEFT ? 0 : paper->frame.width - width;
    pdf_text_draw(text, 0, paper->cr, x, paper->frame.height + FOOT_GAP + 4, false);
}

enum { SHORT_EDITION = 16 }; /* characters: a date alone */

static void draw_foot(PdfPaper *paper)
{
    if (!paper->numbered || paper->layout->folded)
        return;
    cairo_t *cr = paper->cr;
    pdf_ink_set(cr, INK_HAIR);
    cairo_set_line_width(cr, 0.5);
    cairo_move_to(cr, 0, paper->frame.height + FOOT_GAP);
    cairo_line_to(cr, paper->frame.width, paper->frame.height + FOOT_GAP);
    cairo_stroke(cr);
    g_autofree char *right =
        g_strdup_printf("%s   ·   page %d of %d", paper->edition, paper->page + 1, paper->n_pages);
    double width = g_utf8_strlen(paper->edition, -1) <= SHORT_EDITION ? 145 : 265;
    if (paper->footer != NULL)
        draw_foot_text(paper, paper->footer, ALIGN_LEFT, paper->frame.width - width - 5);
    draw_foot_text(paper, right, ALIGN_RIGHT, width);
}

/* Ends elements that cannot cross to the next page, to begin them again there. */
static void suspend_tags(PdfPaper *paper)
{
    while (paper->open->len > 0) {
        const char *last = g_ptr_array_index(paper->open, paper->open->len - 1);
        if (!holds_content(last))
            break;
        g_ptr_array_insert(paper->suspended, 0, (gpointer)last);
        end_tag(paper, last);
    }
}

static void resume_tags(PdfPaper *paper)
{
    for (guint i = 0; i < paper->suspended->len; i++)
        begin_tag(paper, g_ptr_array_index(paper->suspended, i));
    g_ptr_array_set_size(paper->suspended, 0);
}

/* Panels of a sheet that is folded are shown together. */
static void show_page(PdfPaper *paper)
{
    int number = paper->page + 1;
    if (paper->tab != NULL)
        pdf_tab_draw(paper->tab, paper->cr, paper->layout, paper->type, number);
    if (paper->layout->folded && !pdf_fold_ends_sheet(number))
        return;
    if (paper->layout->folded)
        pdf_fold_draw(paper->layout, paper->cr, number);
    cairo_show_page(paper->cr);
}

/* Cairo joins the areas of all it draws on a page, which takes the longer the more they are, unless
 * one area holds them all. It leaves out a point of the page: what covers all of it would make cairo
 * forget what came before, and the element of the document is begun before its first page. */
static void draw_ground(PdfPaper *paper)
{
    if (paper->layout->folded && !pdf_fold_begins_sheet(paper->page + 1))
        return; /* it would cover the panels before */
    pdf_ink_set(paper->cr, INK_PAPER);
    cairo_rectangle(paper->cr, 1, 1, paper->layout->width - 2, paper->layout->height - 2);
    cairo_fill(paper->cr);
}

static void finish_page(PdfPaper *paper)
{
    cairo_t *cr = paper->cr;
    if (cr != NULL) {
        draw_ground(paper);
        cairo_save(cr);
        cairo_translate(cr, paper->frame.left, paper->frame.top);
        draw_rails(paper);
        resume_tags(paper);
    }
    for (guint i = 0; i < paper->placed->len; i++)
        draw_slab(paper, &g_array_index(paper->placed, Placed, i));
    if (cr != NULL) {
        suspend_tags(paper);
        draw_foot(paper);
        cairo_restore(cr);
        show_page(paper);
    }
    paper->page++;
    begin_page(paper);
    g_array_set_size(paper->placed, 0);
}

/* ---- filling pages ---- */

static PdfSlab *waiting_at(const PdfPaper *paper, guint index)
{
    return g_ptr_array_index(paper->waiting, index);
}

static void place(PdfPaper *paper, PdfSlab *slab, bool repeated)
{
    double gap = paper->placed->len == 0 ? 0 : slab->gap;
    Placed placed = {
        .slab = pdf_slab_ref(slab), .y = paper->y + gap, .repeated = repeated};
    g_array_append_val(paper->placed, placed);
    paper->y += gap + slab->height;
}

/* Makes room for HEIGHT points that begin with SLAB; a new page of a table begins with its
 * header. */
static void make_room(PdfPaper *paper, const PdfSlab *slab, double height)
{
    double gap = paper->placed->len == 0 ? 0 : slab->gap;
    if (paper->y + gap + height > paper->frame.height + 0.01 && paper->placed->len > 0)
        finish_page(paper);
    if (paper->placed->len == 0 && slab->header != NULL &&
        slab->height + slab->header->height <= paper->frame.height)
        place(paper, slab->header, true);
}

static double height_of(const PdfPaper *paper, guint start, guint end)
{
    double height = 0;
    for (guint i = start; i < end; i++)
        height += waiting_at(paper, i)->height + (i == start ? 0 : waiting_at(paper, i)->gap);
    return height;
}

/* Places the waiting slabs from START up to END together, on a new page if they must; they
 * are parted only when they are taller than a page. */
static void place_unit(PdfPaper *paper, guint start, guint end)
{
    make_room(paper, waiting_at(paper, start), height_of(paper, start, end));
    for (guint i = start; i < end; i++) {
        make_room(paper, waiting_at(paper, i), waiting_at(paper, i)->height);
        place(paper, waiting_at(paper, i), false);
    }
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

/* Places all waiting slabs before LIMIT whose neighbours are known. */
static void settle(PdfPaper *paper, guint limit)
{
    guint start = paper->settled;
    while (start < limit) {
        guint end = unit_end(paper, start, limit, BOND_GROUP);
        if (height_of(paper, start, MIN(end, limit)) > paper->frame.height)
            end = unit_end(paper, start, limit, BOND_FIRM);
        if (end > limit && height_of(paper, start, limit) <= paper->frame.height)
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
           height_of(paper, free_limit(paper), paper->waiting->len) > paper->frame.height)
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
        slab->bond = MAX(slab->bond, BOND_GROUP);
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
    paper->footer = footer;
    paper->numbered = numbered;
}

void pdf_paper_set_tab(PdfPaper *paper, const DocTab *tab)
{
    paper->tab = tab;
}

void pdf_paper_end(PdfPaper *paper)
{
    if (paper->cr == NULL || !paper->layout->folded || pdf_fold_ends_sheet(paper->page))
        return;
    pdf_fold_draw(paper->layout, paper->cr, paper->page);
    cairo_show_page(paper->cr);
}

int pdf_paper_pages(const PdfPaper *paper)
{
    return paper->page;
}
