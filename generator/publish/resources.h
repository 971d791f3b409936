#ifndef REDBINDER_PUBLISH_RESOURCES_H
#define REDBINDER_PUBLISH_RESOURCES_H

#include "comply/comply.h"
#include "compose/compose.h"
#include "press/press.h"
#include "publish/site_pages.h"

/*
 * Templates, assets and frameworks: those of the library where it has a file of that name in
 * templates/ or assets/, else those that came with the program. Read once, constant, shared
 * by all threads.
 */
typedef struct Asset {
    const char *name; /* below assets/ */
    char *bytes;
    size_t length;
} Asset;

typedef struct Resources {
    Template plan, runbook, index, people, plan_compliance, compliance;
    Template site[N_SITE_PAGES];
    GArray *plan_pages; /* of Template: those of templates/plan/, sorted by name */
    GPtrArray *others;  /* Template *, owned: those that were asked for by name */
    HtmlFrame *frame;
    GString *engine;        /* of the scripts, its sections in one */
    GPtrArray *assets;      /* Asset * */
    Framework **frameworks; /* in the order of redbinder.yaml */
    size_t n_frameworks;
    GPtrArray *sources; /* Source *, owned; findings point into them */
    bool complete;      /* false: a needed one is missing, and a finding says which */
} Resources;

/* The folder that holds templates/ and assets/: REDBINDER_DATA where it is set, beside the sources
 * when run from a build, else where it was installed. Owned. */
char *data_folder(void) G_GNUC_WARN_UNUSED_RESULT;

/* Are the program's own templates there? Else one finding, which beats one for each file. */
bool is_installed(Diags *diags);

/* The text of the file PATH, owned; NULL with a finding when it cannot be read. */
Source *resource_read(const char *path, Diags *diags) G_GNUC_WARN_UNUSED_RESULT;

/* Adds the names in FOLDER to NAMES (char *, owned), each once. */
void resource_names(GPtrArray *names, const char *folder);

/* Is there a template NAME ("people.md"), of LIBRARY or of the program? */
bool resource_exists(const Library *library, const char *name);

/* The template NAME, read when it is first asked for; NULL with a finding when it cannot be read.
 * Belongs to RESOURCES. For one thread. */
const Template *resource_template(Resources *resources, const Library *library, const char *name,
                                  Diags *diags);

/* Reads all of them for LIBRARY. Never NULL; owned by the caller until the findings have been
 * printed. */
Resources *resources_read(const Library *library, Diags *diags) G_GNUC_WARN_UNUSED_RESULT;
void resources_free(Resources *resources);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Resources, resources_free)

#endif
