#include "press/pdf_page.h"

#include "press/pdf_fold.h"
#include "press/pdf_tab.h"

#include <cairo-pdf.h>
#include <string.h>

/* Where a rail reaches on the page at hand. */
typedef struct Reach {
    const PdfRail *rail;
    double top, bottom;
} Reach;

struct PdfPage {
    cairo_t *cr;
    const PdfLayout *layout;
    const PdfType *type;
    PdfAnchors *anchors;
    const char *edition;
    int n_pages, number;
    bool turned;          /* the page drawn last */
    PdfFrame frame;       /* of the page at hand */
    const Node *section;  /* that in which its last page ended, or NULL */
    GPtrArray *open;      /* of const char *: tags begun */
    GPtrArray *suspended; /* those that go on on the next page */
};

PdfPage *pdf_page_new(cairo_t *cr, const PdfLayout *layout, const PdfType *type,
                      PdfAnchors *anchors, const char *edition, int n_pages)
{
    PdfPage *page = g_new0(PdfPage, 1);
    page->cr = cr;
    page->layout = layout;
    page->type = type;
    page->anchors = anchors;
    page->edition = edition;
    page->n_pages = n_pages;
    page->open = g_ptr_array_new();
    page->suspended = g_ptr_array_new();
    return page;
}

void pdf_page_free(PdfPage *page)
{
    if (page == NULL)
        return;
    g_ptr_array_unref(page->open);
    g_ptr_array_unref(page->suspended);
    g_free(page);
}

/* ---- rails and tags ---- */

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

static void draw_rails(PdfPage *page, const GArray *slabs)
{
    /* A parent stands before its children, so that they lie over it. */
    GArray *reaches = g_array_new(FALSE, FALSE, sizeof(Reach));
    for (guint i = 0; i < slabs->len; i++) {
        const PdfPlaced *placed = &g_array_index(slabs, PdfPlaced, i);
        reach(reaches, placed->slab->rail, placed->y, placed->y + placed->slab->height);
    }
    for (guint i = 0; i < reaches->len; i++) {
        const Reach *one = &g_array_index(reaches, Reach, i);
        pdf_rail_draw(one->rail, page->cr, one->top, one->bottom);
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

static void begin_tag(PdfPage *page, const char *tag)
{
    cairo_tag_begin(page->cr, tag, NULL);
    g_ptr_array_add(page->open, (gpointer)tag);
}

static void end_tag(PdfPage *page, const char *tag)
{
    g_assert(page->open->len > 0);
    const char *last = g_ptr_array_index(page->open, page->open->len - 1);
    g_assert(strcmp(last, tag) == 0);
    cairo_tag_end(page->cr, tag);
    g_ptr_array_set_size(page->open, (int)page->open->len - 1);
}

static void set_anchor(PdfPage *page, PdfAnchor *anchor, double y)
{
    pdf_anchors_place(page->anchors, anchor, page->number);
    if (page->cr == NULL)
        return;
    /* In points of the page, whatever the context's matrix is. */
    g_autofree char *attributes =
        g_strdup_printf("name='%s' x=%d y=%d", anchor->name, (int)page->frame.left,
                        MAX((int)(page->frame.top + y) - 4, 0));
    cairo_tag_begin(page->cr, CAIRO_TAG_DEST, attributes);
    cairo_tag_end(page->cr, CAIRO_TAG_DEST);
}

static void draw_slab(PdfPage *page, const PdfPlaced *placed)
{
    for (guint i = 0; i < placed->slab->marks->len; i++) {
        const PdfMark *mark = &g_array_index(placed->slab->marks, PdfMark, i);
        if (mark->kind == MARK_ANCHOR && !placed->repeated)
            set_anchor(page, mark->anchor, placed->y);
        if (page->cr == NULL)
            continue;
        if (mark->kind == MARK_TAG && !placed->repeated)
            begin_tag(page, mark->name);
        else if (mark->kind == MARK_TAG_END && !placed->repeated)
            end_tag(page, mark->name);
        else
            pdf_mark_draw(mark, page->cr, placed->y, !placed->repeated);
    }
}

/* Ends elements that cannot cross to the next page, to begin them again there. */
static void suspend_tags(PdfPage *page)
{
    while (page->open->len > 0) {
        const char *last = g_ptr_array_index(page->open, page->open->len - 1);
        if (!holds_content(last))
            break;
        g_ptr_array_insert(page->suspended, 0, (gpointer)last);
        end_tag(page, last);
    }
}

static void resume_tags(PdfPage *page)
{
    for (guint i = 0; i < page->suspended->len; i++)
        begin_tag(page, g_ptr_array_index(page->suspended, i));
    g_ptr_array_set_size(page->suspended, 0);
}

/* ---- head and foot ---- */

static const double FOOT_GAP = 16; /* between the text and the rule above the foot */
static const double HEAD_GAP = 24; /* between the baseline of the head and the text */

static PdfText *set_margin(const PdfPage *page, const char *words)
{
    PdfInlines *inlines = pdf_inlines_new();
    pdf_inlines_add(inlines, words, 0);
    PdfText *text =
        pdf_text_new_take(page->type, inlines, &page->layout->styles[PDF_FOOT], page->frame.width);
    pdf_text_shorten(text);
    return text;
}

/* Draws INNER at the side of the binding and OUTER at the other, from Y on; below each other where
 * they have no room side by side. Either may be NULL. */
static void draw_margin(PdfPage *page, const char *inner, const char *outer, double y)
{
    bool verso = page->layout->duplex && page->number % 2 == 0;
    g_autoptr(PdfText) left = inner == NULL ? NULL : set_margin(page, inner);
    g_autoptr(PdfText) right = outer == NULL ? NULL : set_margin(page, outer);
    double left_width = left == NULL ? 0 : pdf_text_line_width(left, 0);
    double right_width = right == NULL ? 0 : pdf_text_line_width(right, 0);
    bool both = left != NULL && left_width + right_width + 10 > page->frame.width;
    double leading = page->layout->styles[PDF_FOOT].leading;
    if (left != NULL)
        pdf_text_draw(left, 0, page->cr, verso ? page->frame.width - left_width : 0, y, false);
    if (right != NULL)
        pdf_text_draw(right, 0, page->cr, verso ? 0 : page->frame.width - right_width,
                      both ? y + leading : y, false);
}

static void draw_foot(PdfPage *page, const PdfMargins *margins)
{
    cairo_t *cr = page->cr;
    double y = page->frame.height + FOOT_GAP;
    pdf_ink_set(cr, INK_HAIR);
    cairo_set_line_width(cr, 0.5);
    cairo_move_to(cr, 0, y);
    cairo_line_to(cr, page->frame.width, y);
    cairo_stroke(cr);
    bool marked = margins->imprint != NULL;
    g_autofree char *outer = g_strdup_printf(
        "%s%s%.*s   ·   page %d of %d", page->edition, marked ? "   ·   " : "", DOC_IMPRINT_SHOWN,
        marked ? margins->imprint : "", page->number, page->n_pages);
    draw_margin(page, margins->footer, outer, y + 4);
}

/* The section in which the page begins; that in which it ends is kept for the next. */
static const Node *take_section(PdfPage *page, const GArray *placed)
{
    const Node *begins_in = page->section;
    for (guint i = 0; i < placed->len; i++) {
        const PdfPlaced *one = &g_array_index(placed, PdfPlaced, i);
        for (guint j = 0; j < one->slab->marks->len; j++) {
            const PdfMark *mark = &g_array_index(one->slab->marks, PdfMark, j);
            if (mark->kind != MARK_SECTION)
                continue;
            if (i == 0 || begins_in == NULL)
                begins_in = mark->section;
            page->section = mark->section;
        }
    }
    return begins_in;
}

static void draw_head(PdfPage *page, const PdfMargins *margins, const Node *section)
{
    if (margins->opening || (margins->title == NULL && section == NULL))
        return;
    g_autofree char *words = section == NULL ? NULL : node_plain_text(section->first);
    draw_margin(page, margins->title, words, -HEAD_GAP);
}

/* ---- pages ---- */

/* Cairo joins the areas of all it draws on a page, which takes the longer the more they are, unless
 * one area holds them all. If it were the whole page, cairo would forget what it has been told of
 * that page so far, and with it the tag of the document. */
static void draw_ground(const PdfPage *page)
{
    pdf_ink_set(page->cr, INK_PAPER);
    cairo_rectangle(page->cr, 1, 1, page->frame.page_width - 2, page->frame.page_height - 2);
    cairo_fill(page->cr);
}

static void begin_drawing(PdfPage *page, bool turned)
{
    if (turned != page->turned)
        cairo_pdf_surface_set_size(cairo_get_target(page->cr), page->frame.page_width,
                                   page->frame.page_height);
    page->turned = turned;
    if (!page->layout->folded || pdf_fold_begins_sheet(page->number))
        draw_ground(page);
    cairo_save(page->cr);
    cairo_translate(page->cr, page->frame.left, page->frame.top);
}

static void end_drawing(PdfPage *page, const PdfMargins *margins, const Node *section)
{
    /* Viewers call the other pages what is printed on them: by their place. */
    if (!margins->numbered && !page->layout->folded)
        cairo_pdf_surface_set_page_label(cairo_get_target(page->cr), "cover");
    suspend_tags(page);
    if (margins->numbered && !page->layout->folded) {
        draw_head(page, margins, section);
        draw_foot(page, margins);
    }
    cairo_restore(page->cr);
    if (margins->tab != NULL && !page->turned)
        pdf_tab_draw(margins->tab, page->cr, page->layout, page->type, page->number);
    if (page->layout->folded && pdf_fold_ends_sheet(page->number))
        pdf_fold_draw(page->layout, page->cr, page->number);
    if (!page->layout->folded || pdf_fold_ends_sheet(page->number))
        cairo_show_page(page->cr);
}

void pdf_page_end_sheet(PdfPage *page)
{
    if (page->cr == NULL || !page->layout->folded || pdf_fold_ends_sheet(page->number))
        return;
    pdf_fold_draw(page->layout, page->cr, page->number);
    cairo_show_page(page->cr);
}

void pdf_page_draw(PdfPage *page, const GArray *placed, const PdfMargins *margins, int number,
                   bool turned)
{
    page->number = number;
    page->frame = pdf_layout_frame(page->layout, number, turned);
    if (margins->opening)
        page->section = NULL;
    const Node *section = take_section(page, placed);
    if (page->cr != NULL) {
        begin_drawing(page, turned);
        draw_rails(page, placed);
        resume_tags(page);
    }
    for (guint i = 0; i < placed->len; i++)
        draw_slab(page, &g_array_index(placed, PdfPlaced, i));
    if (page->cr != NULL)
        end_drawing(page, margins, section);
}
