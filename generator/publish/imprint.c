#include "publish/imprint.h"

#include "press/press.h"

struct Imprints {
    const Library *library;
    PlanView *views;    /* one per plan: what is known without history and findings */
    Diags *no_findings;
    GMutex lock;
    GHashTable *known;  /* "template path" -> digits; a document is printed in several places */
};

/* No day: nothing is over, due or late on it. */
static const Period no_period = {.from = {INT32_MIN}, .as_of = {0}};

Imprints *imprints_new(const Library *library)
{
    Imprints *imprints = g_new0(Imprints, 1);
    imprints->library = library;
    imprints->no_findings = diags_new();
    imprints->views = g_new0(PlanView, library->n_plans + 1);
    for (size_t i = 0; i < library->n_plans; i++) {
        PlanView *view = &imprints->views[i];
        view->plan = library->plans[i];
        view->standing = standing_new_from(view->plan, (RunList){0}, (ActList){0}, no_period);
        view->findings = imprints->no_findings;
    }
    g_mutex_init(&imprints->lock);
    imprints->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return imprints;
}

void imprints_free(Imprints *imprints)
{
    if (imprints == NULL)
        return;
    for (size_t i = 0; i < imprints->library->n_plans; i++)
        standing_free((Standing *)imprints->views[i].standing);
    g_free(imprints->views);
    diags_free(imprints->no_findings);
    g_hash_table_unref(imprints->known);
    g_mutex_clear(&imprints->lock);
    g_free(imprints);
}

/* SUBJECT without what changes from day to day. */
static Subject bare_subject(const Imprints *imprints, const Subject *subject)
{
    Subject bare = *subject;
    bare.views = imprints->views;
    if (subject->view != NULL)
        bare.view = &imprints->views[subject->view - subject->views];
    bare.findings = imprints->no_findings;
    bare.as_of = no_period.as_of;
    bare.from = no_period.from;
    bare.head = "";
    bare.n_runs = 0;
    bare.n_acts = 0;
    bare.generator = "redbinder";
    bare.imprint = NULL;
    bare.bare = true;
    return bare;
}

Doc *imprint_compose(const Imprints *imprints, const Template *template, const Subject *subject,
                     const char *path)
{
    Subject bare = bare_subject(imprints, subject);
    Doc *doc = compose(template, &bare, path, NULL);
    doc->imprint = arena_text(doc->arena, subject->imprint);
    return doc;
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
    const char *known = g_hash_table_lookup(imprints->known, key);
    g_mutex_unlock(&imprints->lock);
    return known;
}

const char *imprint_of(Imprints *imprints, const Template *template, const Subject *subject,
                       const char *path)
{
    g_autofree char *key = g_strconcat(template->name, " ", path, NULL);
    const char *known = look_up(imprints, key);
    if (known != NULL)
        return known;
    g_autoptr(Doc) doc = imprint_compose(imprints, template, subject, path);
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
