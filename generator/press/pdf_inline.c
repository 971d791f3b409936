#include "press/pdf_inline.h"

#include <string.h>

/* Marks in force while going down the tree. */
typedef struct Manner {
    unsigned marks;
    const char *link;
    Tone tone;
} Manner;

PdfInlines *pdf_inlines_new(void)
{
    PdfInlines *inlines = g_new0(PdfInlines, 1);
    inlines->text = g_string_new(NULL);
    inlines->spans = g_array_new(FALSE, TRUE, sizeof(PdfSpan));
    inlines->links = g_ptr_array_new_with_free_func(g_free);
    return inlines;
}

void pdf_inlines_free(PdfInlines *inlines)
{
    if (inlines == NULL)
        return;
    g_string_free(inlines->text, TRUE);
    g_array_unref(inlines->spans);
    g_ptr_array_unref(inlines->links);
    g_free(inlines);
}

/* ---- characters ---- */

/* Marks that reorder what stands behind them could make a command read as another one. */
static bool is_reordering(gunichar c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static gunichar printable(gunichar c, bool code)
{
    if (c == '\t')
        return code ? '\t' : ' ';
    if (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029)
        return ' ';
    if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xfffc || is_reordering(c))
        return 0xfffd;
    return c;
}

static void append_printable(GString *out, const char *text, size_t length, bool code)
{
    const char *end = text + length;
    while (text < end) {
        const char *start = text;
        while (text < end && *text >= ' ' && *text < 0x7f)
            text++;
        g_string_append_len(out, start, text - start);
        if (text == end)
            return;
        gunichar c = g_utf8_get_char_validated(text, end - text);
        bool broken = c == (gunichar)-1 || c == (gunichar)-2;
        g_string_append_unichar(out, broken ? 0xfffd : printable(c, code));
        text = broken ? text + 1 : g_utf8_next_char(text);
    }
}

/* ---- spans ---- */

/* Lets the last span, or a new one, reach to the end of the text. */
static void cover(PdfInlines *inlines, const Manner *manner, int width)
{
    unsigned end = (unsigned)inlines->text->len;
    PdfSpan *last = NULL;
    if (inlines->spans->len > 0)
        last = &g_array_index(inlines->spans, PdfSpan, inlines->spans->len - 1);
    unsigned start = last == NULL ? 0 : last->end;
    if (start == end)
        return;
    bool alone = (manner->marks & (SPAN_BADGE | SPAN_GAP)) != 0;
    if (last != NULL && !alone && last->marks == manner->marks && last->link == manner->link) {
        last->end = end;
        return;
    }
    PdfSpan span = {.start = start,
                    .end = end,
                    .marks = manner->marks,
                    .link = manner->link,
                    .tone = manner->tone,
                    .width = width};
    g_array_append_val(inlines->spans, span);
}

static void add_text(PdfInlines *inlines, const char *text, const Manner *manner)
{
    if (text == NULL)
        return;
    append_printable(inlines->text, text, strlen(text), false);
    cover(inlines, manner, 0);
}

static void add_raw(PdfInlines *inlines, const char *text, const Manner *manner)
{
    g_string_append(inlines->text, text);
    cover(inlines, manner, 0);
}

static const char *keep_link(PdfInlines *inlines, char *link)
{
    g_ptr_array_add(inlines->links, link);
    return link;
}

/* ---- kinds with a shape of their own ---- */

static void add_badge(PdfInlines *inlines, const Node *node, Manner manner)
{
    manner.marks |= SPAN_BADGE;
    manner.tone = node->as.tone.tone;
    GString *text = inlines->text;
    gsize start = text->len;
    append_printable(text, node->text == NULL ? "" : node->text,
                     node->text == NULL ? 0 : strlen(node->text), false);
    /* The outline holds the word together, so its spaces must not end a line. */
    g_autofree char *word = g_strdup(text->str + start);
    g_string_truncate(text, start);
    g_string_append(text, "\u00a0");
    for (const char *at = word; *at != '\0'; at++) {
        if (*at == ' ')
            g_string_append(text, "\u00a0");
        else
            g_string_append_c(text, *at);
    }
    g_string_append(text, "\u00a0");
    cover(inlines, &manner, 0);
}

static void add_gap(PdfInlines *inlines, const Node *node, Manner manner)
{
    manner.marks |= SPAN_ASIDE;
    if (node->text != NULL && *node->text != '\0') {
        add_text(inlines, node->text, &manner);
        add_raw(inlines, "\u00a0", &manner);
    }
    manner.marks = SPAN_GAP;
    g_string_append(inlines->text, "\ufffc");
    cover(inlines, &manner, CLAMP(node->as.field.width, 3, 200));
}

/* An address as the attributes of a link tag; NULL when a reader of paper's file could not
 * open it. */
static char *link_attributes(const char *url)
{
    static const char *const schemes[] = {"http:", "https:", "mailto:", "tel:"};
    bool absolute = false;
    for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++)
        absolute |= g_ascii_strncasecmp(url, schemes[i], strlen(schemes[i])) == 0;
    if (!absolute)
        return NULL;
    GString *out = g_string_new("uri='");
    for (const char *at = url; *at != '\0'; at++) {
        if (g_ascii_isgraph(*at) && strchr("'\\()<>\"`{}|^", *at) == NULL)
            g_string_append_c(out, *at);
        else
            g_string_append_printf(out, "%%%02X", (unsigned char)*at);
    }
    g_string_append_c(out, '\'');
    return g_string_free(out, FALSE);
}

/* The part of URL that is of use on paper. */
static const char *shown_address(const char *url)
{
    if (g_str_has_prefix(url, "mailto:"))
        return url + strlen("mailto:");
    if (g_str_has_prefix(url, "tel:"))
        return url + strlen("tel:");
    return url;
}

/* Can the address be read from the words of the link? A number is the same however it is grouped.
 */
static bool is_read_from(const char *address, const char *words, bool number)
{
    if (!number)
        return strstr(words, address) != NULL;
    g_autoptr(GString) digits = g_string_new(NULL);
    for (const char *at = words; *at != '\0'; at++)
        if (g_ascii_isdigit(*at) || *at == '+')
            g_string_append_c(digits, *at);
    return strstr(digits->str, address) != NULL;
}

static void add_children(PdfInlines *inlines, const Node *parent, const PdfPlace *place,
                         const Manner *manner);

static void add_link(PdfInlines *inlines, const Node *node, const PdfPlace *place, Manner manner)
{
    char *attributes = node->text == NULL ? NULL : link_attributes(node->text);
    if (attributes == NULL) {
        add_children(inlines, node, place, &manner);
        return;
    }
    manner.link = keep_link(inlines, attributes);
    add_children(inlines, node, place, &manner);
    g_autofree char *words = node_plain_text(node);
    const char *address = shown_address(node->text);
    if (is_read_from(address, words, g_str_has_prefix(node->text, "tel:")))
        return;
    manner.marks |= SPAN_ASIDE;
    add_raw(inlines, " (", &manner);
    add_text(inlines, address, &manner);
    add_raw(inlines, ")", &manner);
}

static const char *anchor_link(PdfInlines *inlines, const PdfAnchor *anchor)
{
    return keep_link(inlines, g_strdup_printf("dest='%s'", anchor->name));
}

/* How many digits the number of ANCHOR's page has at least. */
static int digits_of(const PdfAnchor *anchor, const PdfPlace *place)
{
    return place->fixed_pages ? anchor->digits : 1;
}

static void add_reference(PdfInlines *inlines, const Node *node, const PdfPlace *place,
                          Manner manner)
{
    const PdfAnchor *anchor =
        pdf_anchors_find(place->anchors, place->doc, node->as.reference.target);
    if (anchor == NULL) {
        add_children(inlines, node, place, &manner);
        return;
    }
    manner.link = anchor_link(inlines, anchor);
    add_children(inlines, node, place, &manner);
    if (!place->print_pages)
        return;
    char words[64];
    int page = anchor->page == 0 ? 88 : anchor->page; /* not known yet */
    g_snprintf(words, sizeof words, " (page\u00a0%0*d)", digits_of(anchor, place), page);
    manner.marks |= SPAN_ASIDE;
    add_raw(inlines, words, &manner);
}

/* The numbers of the pages that the references below NODE lead to, each once: "4, 12". */
static void add_pages(PdfInlines *inlines, const Node *node, const PdfPlace *place, Manner manner)
{
    g_autoptr(GArray) seen = g_array_new(FALSE, FALSE, sizeof(int));
    manner.marks |= SPAN_QUIET;
    for (const Node *at = node->first; at != NULL; at = at->next) {
        const PdfAnchor *anchor =
            at->kind != NODE_REFERENCE
                ? NULL
                : pdf_anchors_find(place->anchors, place->doc, at->as.reference.target);
        bool repeated = anchor == NULL;
        for (guint i = 0; i < seen->len && !repeated; i++)
            repeated = anchor->page == g_array_index(seen, int, i);
        if (repeated)
            continue;
        char words[16];
        g_snprintf(words, sizeof words, "%0*d", digits_of(anchor, place), anchor->page);
        manner.link = NULL;
        add_raw(inlines, seen->len > 0 ? ", " : "", &manner);
        manner.link = anchor_link(inlines, anchor);
        add_raw(inlines, words, &manner);
        g_array_append_val(seen, anchor->page);
    }
}

/* ---- the walk ---- */

static void add_inline(PdfInlines *inlines, const Node *node, const PdfPlace *place, Manner manner)
{
    switch (node->kind) {
    case NODE_TEXT:
        add_text(inlines, node->text, &manner);
        break;
    case NODE_SOFT_BREAK:
        add_raw(inlines, " ", &manner);
        break;
    case NODE_LINE_BREAK:
        add_raw(inlines, "\n", &manner);
        break;
    case NODE_EMPHASIS:
        manner.marks |= SPAN_EMPHASIS;
        add_children(inlines, node, place, &manner);
        break;
    case NODE_STRONG:
        manner.marks |= SPAN_STRONG;
        add_children(inlines, node, place, &manner);
        break;
    case NODE_CODE_SPAN:
        manner.marks |= SPAN_CODE;
        add_text(inlines, node->text, &manner);
        break;
    case NODE_LINK:
        add_link(inlines, node, place, manner);
        break;
    case NODE_REFERENCE:
        add_reference(inlines, node, place, manner);
        break;
    case NODE_PAGES:
        add_pages(inlines, node, place, manner);
        break;
    case NODE_BADGE:
        add_badge(inlines, node, manner);
        break;
    case NODE_FIELD:
        add_gap(inlines, node, manner);
        break;
    case NODE_DOCUMENT:
    case NODE_SECTION:
    case NODE_HEADING:
    case NODE_PARAGRAPH:
    case NODE_QUOTE:
    case NODE_LIST:
    case NODE_ITEM:
    case NODE_TABLE:
    case NODE_ROW:
    case NODE_CELL:
    case NODE_CODE:
    case NODE_FIGURE:
    case NODE_CALLOUT:
    case NODE_STEP:
    case NODE_CARD:
    case NODE_FACTS:
    case NODE_FACT:
    case NODE_DIVIDER:
    case NODE_CONTENTS:
    case NODE_COVER:
    case NODE_QR:
        g_assert_not_reached();
    }
}

static void add_children(PdfInlines *inlines, const Node *parent, const PdfPlace *place,
                         const Manner *manner)
{
    for (const Node *node = parent->first; node != NULL; node = node->next)
        add_inline(inlines, node, place, *manner);
}

void pdf_inlines_add_children(PdfInlines *inlines, const Node *parent, const PdfPlace *place)
{
    Manner plain = {.marks = 0};
    add_children(inlines, parent, place, &plain);
}

void pdf_inlines_add(PdfInlines *inlines, const char *text, unsigned marks)
{
    Manner manner = {.marks = marks};
    add_text(inlines, text, &manner);
}

void pdf_inlines_add_anchor(PdfInlines *inlines, const char *text, const PdfAnchor *anchor)
{
    Manner manner = {.marks = SPAN_QUIET, .link = anchor_link(inlines, anchor)};
    add_text(inlines, text, &manner);
}

void pdf_inlines_add_code(PdfInlines *inlines, const char *code, size_t length)
{
    Manner manner = {.marks = 0};
    append_printable(inlines->text, code, length, true);
    cover(inlines, &manner, 0);
}

/* ---- estimates ---- */

double pdf_inlines_whole_word(double size, double width)
{
    enum { LONGEST = 40 };
    return MIN(width / (size * 0.65), LONGEST);
}

static double span_factor(const PdfSpan *span)
{
    if (span->marks & SPAN_BADGE)
        return 0.82;
    if (span->marks & SPAN_ASIDE)
        return 0.88;
    return span->marks & SPAN_CODE ? 0.9 : 1.0;
}

static PdfFace span_face(const PdfSpan *span, PdfFace face)
{
    if (span->marks & SPAN_CODE)
        return FACE_CODE;
    return span->marks & (SPAN_STRONG | SPAN_BADGE) ? FACE_BOLD : face;
}

void pdf_inlines_measure(const PdfInlines *inlines, const PdfType *type, PdfFace face, double size,
                         double *word, double *all)
{
    double line = 0;
    double run = 0;
    *word = 0;
    *all = 0;
    for (guint i = 0; i < inlines->spans->len; i++) {
        const PdfSpan *span = &g_array_index(inlines->spans, PdfSpan, i);
        PdfFace own_face = span_face(span, face);
        double own_size = size * span_factor(span);
        const char *end = inlines->text->str + span->end;
        for (const char *at = inlines->text->str + span->start; at < end;
             at = g_utf8_next_char(at)) {
            gunichar c = g_utf8_get_char(at);
            double advance = span->marks & SPAN_GAP
                                 ? span->width * own_size * 0.5
                                 : pdf_type_advance(type, own_face, c) * own_size;
            line = c == '\n' ? 0 : line + advance;
            run = c == '\n' || c == ' ' ? 0 : run + advance;
            *word = MAX(*word, run);
            if (c == '-' && own_face != FACE_CODE)
                run = 0;
            *all = MAX(*all, line);
        }
    }
    /* Kerning and substitute fonts may need a little more. */
    *word = *word * 1.01 + 0.5;
    *all = *all * 1.01 + 0.5;
}
