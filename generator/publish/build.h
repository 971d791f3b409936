#ifndef REDBINDER_PUBLISH_BUILD_H
#define REDBINDER_PUBLISH_BUILD_H

#include "model/revisions.h"
#include "publish/edition.h"
#include "publish/resources.h"
#include "publish/stage.h"
#include "publish/timings.h"

/* See publish/pages.h. */
typedef struct PaperTaker PaperTaker;

/* What a build makes. */
enum {
    MAKE_MARKDOWN = 1,
    MAKE_SITE = 2,
    MAKE_SCRIPTS = 4,
    MAKE_PDF = 8,
    MAKE_DATA = 16,   /* the compliance report for machines */
    MAKE_SURVEY = 32, /* nothing: pages only tell which links and places they have */
    MAKE_ALL = MAKE_MARKDOWN | MAKE_SITE | MAKE_SCRIPTS | MAKE_PDF | MAKE_DATA,
};

typedef struct BuildOptions {
    const char *library;        /* folder */
    const char *output;         /* folder */
    const char *history;        /* database; it need not exist */
    const char *commit;         /* of the library; NULL when not known */
    const Revisions *revisions; /* the same */
    Period period;
    unsigned makes;          /* MAKE_* */
    EditionChoice editions;  /* to be printed */
    bool is_public;          /* without what nobody outside should read; then no scripts are made */
    unsigned threads;        /* 0: one per processor */
    const PaperTaker *taker; /* gets what would be printed, with MAKE_PDF alone and one thread;
                                NULL: the output is written */
} BuildOptions;

/* What came of a build. Findings point into the sources that it holds: clear it when they have
 * been printed. */
typedef struct BuildResult {
    Library *library;     /* owned; NULL when there was none */
    Resources *resources; /* owned; NULL without a library */
    StageCounts counts;
    Timings timings;
    Editions *editions;          /* owned; NULL without a library */
    const char *unknown_edition; /* the first name asked for that none has, or NULL */
} BuildResult;

void build_result_clear(BuildResult *result);

/* Builds the whole output. A wrong plan is no hindrance: its gaps are findings in DIAGS and stand
 * in the output. False when the output could not be made; it is then as before. An edition
 * that there is not is told in RESULT alone. */
bool build(const BuildOptions *options, BuildResult *result, Diags *diags);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BuildResult, build_result_clear)

#endif
