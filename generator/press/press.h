#ifndef REDBINDER_PRESS_PRESS_H
#define REDBINDER_PRESS_PRESS_H

#include "base/diag.h"
#include "base/date.h"
#include "doc/node.h"

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
    const char *library_title;
    const char *generator; /* name and version */
    const char *as_of;     /* date as text */
    const char *commit;    /* of the sources, as people read it */
    const struct HtmlLink {
        const char *text;
        const char *href; /* relative to the root of the site; NULL: the page itself */
    } *crumbs, *links;    /* path to the page; other forms of it (Markdown, PDF, script) */
    size_t n_crumbs, n_links;
} HtmlPage;

/* Reads a page frame: well-formed XML with elements <slot name="..."/>. NULL with a finding
 * when it is not, or when a slot is unknown. Owned by the caller.
 *
 * Slots: title, about, language, library, generator, as-of, commit (texts), content, crumbs, links.
 * What stands in a slot element comes before its filling and is left out with it. An attribute
 * "slot:title" takes a text slot; "root:assets/style.css" gets the way to the root of the site. */
HtmlFrame *html_frame_new(const Source *source, Diags *diags) G_GNUC_WARN_UNUSED_RESULT;
void html_frame_free(HtmlFrame *frame);

/* Appends PAGE as a whole HTML5 document that is also well-formed XML. All links are relative,
 * so that it opens from file:// and below any web root. References become links with the
 * suffix ".html". */
void press_html(const HtmlFrame *frame, const HtmlPage *page, GString *out);

/* ---- PDF (press/pdf*.c) ---- */

/* Fonts found by family name; shared, constant. */
typedef struct PdfFonts PdfFonts;

/* Finds the font families. A missing one is a finding in DIAGS, and another takes its place. */
PdfFonts *pdf_fonts_new(const char *text_family, const char *code_family, Diags *diags)
    G_GNUC_WARN_UNUSED_RESULT;
void pdf_fonts_free(PdfFonts *fonts);

typedef struct PdfJob {
    const Doc *const *docs; /* printed one after the other, as one document */
    size_t n_docs;
    const char *title;
    const char *author;   /* or NULL */
    const char *language; /* BCP 47 */
    Date as_of;           /* date of creation */
    const char *commit;   /* of the sources, as people read it, or NULL */
    bool contents;        /* begin with a cover and a table of contents with page numbers */
    const char *subtitle; /* on the cover */
    const char *footer;   /* left in the foot of each page where a doc has none */
} PdfJob;

/* Prints JOB into OUT (the bytes of a PDF file). False with a finding when cairo fails. Glyphs
 * that no font has are findings; the page shows the text with replacement marks. */
bool press_pdf(const PdfFonts *fonts, const PdfJob *job, GString *out, Diags *diags);

/* Frees what pango and fontconfig keep for the calling thread. The end of a thread frees it, too. */
void press_pdf_thread_end(void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HtmlFrame, html_frame_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfFonts, pdf_fonts_free)

#endif
