#include "publish/imprint.h"

#include "press/press.h"

struct Imprints {
    const Library *library;
    Imprinter imprinter;
    Diags *no_findings;
    GMutex lock;
    PlanView *views;   /* of all plans, without history; NULL until they are asked for */
    GHashTable *known; /* "template path" -> digits; a document is printed in several places */
};

/* No day: nothing is over, due or late on it. */
const Period imprint_period = {.from = {INT32_MIN}, .as_of = {0}};
const char imprint_generator[] = "redbinder";

static const char *ask(void *data, const Template *template, const Subject *subject,
                       const char *path);

Imprints *imprints_new(const Library *library)
{
    Imprints *imprints = g_new0(Imprints, 1);
    imprints->library = library;
    imprints->imprinter = (Imprinter){ask, imprints};
    imprints->no_findings = diags_new();
    g_mutex_init(&imprints->lock);
    imprints->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return imprints;
}

void imprints_free(Imprints *imprints)
{
    if (imprints == NULL)
        return;
    for (size_t i = 0; imprints->views != NULL && i < imprints->library->n_plans; i++)
        standing_free((Standing *)imprints->views[i].standing);
    g_free(imprints->views);
    diags_free(imprints->no_findings);
    g_hash_table_unref(imprints->known);
    g_mutex_clear(&imprints->lock);
    g_free(imprints);
}

const Imprinter *imprints_imprinter(const Imprints *imprints)
{
    return &imprints->imprinter;
}

static PlanView *make_views(const Imprints *imprints)
{
    const Library *library = imprints->library;
    PlanView *views = g_new0(PlanView, library->n_plans + 1);
    for (size_t i = 0; i < library->n_plans; i++) {
        const Plan *plan = library->plans[i];
        views[i] = (PlanView){
            .plan = plan,
            .standing = standing_new_from(plan, (RunList){0}, (ActList){0}, imprint_period),
            .findings = imprints->no_findings,
        };
    }
    return views;
}

/* SUBJECT without what changes from day to day. */
static Subject bare_subject(const Imprints *imprints, const Subject *subject)
{
    Subject bare = *subject;
    bare.views = imprints->views;
    if (subject->view != NULL)
        bare.view = &imprints->views[subject->view - subject->views];
    bare.findings = imprints->no_findings;
    bare.as_of = imprint_period.as_of;
    bare.from = imprint_period.from;
    bare.head = "";
    bare.n_runs = 0;
    bare.n_acts = 0;
    bare.generator = imprint_generator;
    bare.imprinter = NULL;
    bare.paper = false; /* the same, wherever it is read */
    bare.tab = (DocTab){0};
    bare.bare = true;
    return bare;
}

static char *make_imprint(const Doc *doc)
{
    g_autoptr(GString) text = g_string_sized_new(32 * 1024);
    press_markdown(doc, text);
    char *digits = g_malloc(DIGEST_DIGITS + 1);
    digest_hex(text->str, text->len, digits);
    return digits;
}

static const char *look_up(Imprints *imprints, const char *key)
{
    g_mutex_lock(&imprints->lock);
    if (imprints->views == NULL)
        imprints->views = make_views(imprints);
    const char *known = g_hash_table_lookup(imprints->known, key);
    g_mutex_unlock(&imprints->lock);
    return known;
}

static const char *ask(void *data, const Template *template, const Subject *subject,
                       const char *path)
{
    Imprints *imprints = data;
    g_autofree char *key = g_strconcat(template->name, " ", path, NULL);
    const char *known = look_up(imprints, key);
    if (known != NULL)
        return known;
    const Subject bare = bare_subject(imprints, subject);
    g_autoptr(Doc) doc = compose(template, &bare, path, NULL);
    char *made = make_imprint(doc);
    g_mutex_lock(&imprints->lock);
    known = g_hash_table_lookup(imprints->known, key);
    if (known == NULL)
        g_hash_table_insert(imprints->known, g_steal_pointer(&key), made);
    g_mutex_unlock(&imprints->lock);
    if (known == NULL)
        return made;
    g_free(made);
    return known;
}
