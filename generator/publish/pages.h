#ifndef REDBINDER_PUBLISH_PAGES_H
#define REDBINDER_PUBLISH_PAGES_H

#include "publish/books.h"
#include "publish/build.h"
#include "publish/link_check.h"
#include "publish/search_index.h"
#include "publish/shelf.h"

/*
 * Which files stand for a plan and for the library. A plan is one unit of work: its pages may be
 * made while another thread makes those of another plan.
 */
typedef struct Press {
    const Shelf *shelf;
    Stage *stage;
    const PdfFonts *fonts;      /* NULL when no PDF is made */
    const char *commit;         /* of the library; NULL when not known */
    const char *commit_shown;   /* the same for people */
    const Revisions *revisions; /* of the library; NULL when not known */
    unsigned makes;             /* MAKE_* */
    const Editions *editions;
    const Books *books;            /* of the editions */
    const PaperTaker *taker;       /* gets what would be printed; NULL: it is printed */
    SearchIndex *search;           /* NULL when no site is made */
    LinkCheck *links;              /* the same */
    const LinkCheck *public_links; /* of the public edition: all there will be; else NULL */
    Timings *timings;
} Press;

/* Whoever wants to know what would be printed. Nothing is written then: STAGE may be NULL, and
 * only PDFs must be asked for. */
struct PaperTaker {
    /* JOB would go to PATH, printed with FONTS, if there are any. False with a finding stops
     * nothing. */
    bool (*take)(void *data, const PdfFonts *fonts, const PdfJob *job, const char *path,
                 Diags *diags);
    void *data;
};

/* Writes all files of VIEW, and notes in MAP where its places stand. False with a finding when a
 * file could not be written. */
bool pages_write_plan(const Press *press, const PlanView *view, SiteMap *map, Diags *diags);

/* Writes the pages, reports and binder of the library, and the assets. MAP says where the places of
 * all plans stand. Template mistakes are found here. False with a finding when a file could not be
 * written. */
bool pages_write_library(const Press *press, const SiteMap *map, Diags *diags);

#endif
