#ifndef REDBINDER_PRESS_PRESS_H
#define REDBINDER_PRESS_PRESS_H

#include "base/date.h"
#include "base/diag.h"
#include "doc/node.h"
#include "press/site_map.h"

/*
 * Document trees to files. Each backend is one file with one exhaustive switch over NodeKind
 * (or one for blocks and one for inlines), plus its escaping in a file of its own. None of
 * them knows what an RTO is, and none reads the clock: they are pure functions of their input
 * and may run on several threads at once.
 */

/* Says whether DOCUMENT (a path without suffix) is in the output in the form of the backend
 * that asks. DATA is the caller's. */
typedef bool (*DocumentExists)(const char *document, void *data);

/* What can go wrong in this room, sorted by id; ends with NULL. */
extern const Rule *const press_rules[];

/* ---- Markdown (press/markdown.c): CommonMark with pipe tables and task items ---- */

/* Appends DOC as Markdown to OUT. References become relative links with the suffix ".md". */
void press_markdown(const Doc *doc, GString *out);

/* ---- HTML (press/html*.c) ---- */

/* The file of DOCUMENT in the site, from its root: "x/plan" and "x/report" are their folder's
 * "x/index.html", any other gets ".html". Owned by the caller. */
char *html_file(const char *document) G_GNUC_WARN_UNUSED_RESULT;

/* The page frame, read from templates/page.html once and shared, constant. */
typedef struct HtmlFrame HtmlFrame;

/* What fills the frame beside the document itself. Texts are plain; NULL leaves a slot empty. */
typedef struct HtmlPage {
    const Doc *doc;
    const Node *part;   /* the section of DOC that is this page; NULL: DOC without such sections */
    const SiteMap *map; /* of the documents that are several pages; or NULL */
    const char *library_title;
    const char *generator; /* name and version */
    const char *as_of;     /* date as text */
    const char *commit;    /* of the sources, as people read it */
    const struct HtmlLink {
        const char *text;
        const char *href; /* relative to the root of the site; NULL: the page itself */
    } * crumbs, *links;   /* path to the page; other forms of it (Markdown, PDF, script) */
    size_t n_crumbs, n_links;
    const struct HtmlLink *pages; /* the pages around it; href NULL: a title above the next ones */
    size_t n_pages;
    const struct HtmlMeta {
        const char *name, *content;
    } * metas; /* behind what the frame has in its head */
    size_t n_metas;
    const char *changed;        /* when, and by whom, the source was changed */
    const char *edit;           /* URL at which the source can be edited */
    const char *const *scripts; /* names below assets/, ends with NULL; or NULL. They run when the
                                   page has been read */
} HtmlPage;

/* Reads a page frame: well-formed XML with elements <slot name="..."/>. NULL with a finding
 * when it is not, or when a slot is unknown. Owned by the caller.
 *
 * Slots: title, about, language, library, generator, as-of, commit, changed (texts), content,
 * contents, crumbs, edit, links, pages.
 * What stands in a slot element comes before its filling and is left out with it. An attribute
 * "slot:title" takes a text slot; "root:assets/style.css" gets the way to the root of the site.
 * SOURCE stays where it is as long as the frame. */
HtmlFrame *html_frame_new(const Source *source, Diags *diags) G_GNUC_WARN_UNUSED_RESULT;
void html_frame_free(HtmlFrame *frame);

/* WAY is "assets/style.css", SPAN where it is written. */
typedef void (*HtmlFrameWay)(void *data, const char *way, Span span);

/* Calls SEE for each way from the root of the site that FRAME leads to. */
void html_frame_each_way(const HtmlFrame *frame, HtmlFrameWay see, void *data);

/* Appends PAGE as a whole HTML5 document that is also well-formed XML. All links are relative,
 * so that it opens from file:// and below any web root. References become links with the
 * suffix ".html". */
void press_html(const HtmlFrame *frame, const HtmlPage *page, GString *out);

/* ---- PDF (press/pdf*.c) ---- */

/* Fonts found by family name; shared, constant. */
typedef struct PdfFonts PdfFonts;

typedef enum PdfSheet {
    PDF_SHEET_A4,
    PDF_SHEET_LETTER,
    PDF_SHEET_A5,
    PDF_SHEET_HALF_LETTER,
    PDF_SHEET_CARD_A4, /* to be folded to the size of a bank card */
    PDF_SHEET_CARD_LETTER,
} PdfSheet;

/* How pages look. */
typedef struct PdfDesign {
    PdfSheet sheet;
    bool duplex;      /* both sides are printed: the margin for the holes alternates */
    double text_size; /* points, from PDF_TEXT_SMALLEST to PDF_TEXT_LARGEST */
    unsigned accent;  /* 0xrrggbb: the colour of what is to be found first */
} PdfDesign;

enum { PDF_TEXT_SMALLEST = 7, PDF_TEXT_LARGEST = 14 };

/* What a job without a design gets. */
extern const PdfDesign pdf_design_usual;

/* A font family, and where it is asked for; the source is NULL when that is in no file. */
typedef struct PdfFamily {
    const char *name;
    Span span;
} PdfFamily;

typedef struct PdfFamilies {
    PdfFamily text, code;
    const PdfFamily *fallbacks; /* for characters that those lack, in the order of trial */
    size_t n_fallbacks;
} PdfFamilies;

/* Finds the font families. A missing one is a finding in DIAGS, and another takes its place. */
PdfFonts *pdf_fonts_choose(const PdfFamilies *families, Diags *diags) G_GNUC_WARN_UNUSED_RESULT;

/* The same for two families without fallbacks. */
PdfFonts *pdf_fonts_new(const char *text_family, const char *code_family,
                        Diags *diags) G_GNUC_WARN_UNUSED_RESULT;
void pdf_fonts_free(PdfFonts *fonts);

typedef struct PdfJob {
    const Doc *const *docs; /* printed one after the other, as one document */
    size_t n_docs;
    const char *title;
    const char *author;           /* or NULL */
    const char *language;         /* BCP 47 */
    Date as_of;                   /* date of creation */
    const char *commit;           /* of the sources, as people read it, or NULL */
    bool contents;                /* begin with a cover and a table of contents with page numbers */
    const char *subtitle;         /* on the cover */
    bool pages;                   /* print page numbers behind references */
    const char *footer;           /* left in the foot of each page where a doc has none */
    const PdfDesign *design;      /* NULL: pdf_design_usual */
    const Source *const *sources; /* where the texts may come from, to point at a character */
    size_t n_sources;
    struct PdfRecord *record; /* gets the docs with their pages, and goes into the file; or NULL */
} PdfJob;

/* Takes the next LENGTH bytes of a PDF file. False when that fails; it is not called again then. */
typedef bool (*PdfWrite)(void *data, const char *bytes, size_t length);

/* Prints JOB; the bytes go to WRITE with DATA while the pages are drawn. False with a finding when
 * cairo fails, and without one when WRITE has failed; what was written is of no use then.
 * Characters that no font has are findings; the page shows a box in their place. */
bool press_pdf_to(const PdfFonts *fonts, const PdfJob *job, PdfWrite write, void *data,
                  Diags *diags);

/* The same, appended to OUT, which stays as it was when that fails. */
bool press_pdf(const PdfFonts *fonts, const PdfJob *job, GString *out, Diags *diags);

/* Frees what pango and fontconfig keep for the calling thread. The end of a thread frees it, too.
 */
void press_pdf_thread_end(void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HtmlFrame, html_frame_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfFonts, pdf_fonts_free)

#endif
