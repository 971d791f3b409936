#include "publish/link_check.h"

#include "base/nearest.h"
#include "press/press.h"
#include "press/route.h"
#include "press/site_map.h"
#include "publish/link_place.h"
#include "publish/link_way.h"

#include <string.h>

/* A proposal is looked for among all pages: for so many links, then no more. */
enum { MAX_PROPOSALS = 20, CHUNK = 4096 };

/* A link as it was written; all strings but ORIGIN are in the texts of the check. */
typedef struct Link {
    const char *document, *file; /* that it stands in */
    const char *url;
    const char *origin; /* doc/node.h */
} Link;

struct LinkCheck {
    GMutex lock;
    GStringChunk *texts;
    GHashTable *documents; /* a file of the site -> the document that it shows */
    GHashTable *anchors;   /* "shop/plan#risks" -> the page that it stands on */
    GArray *links;         /* of Link */
};

/* What the report has at hand. */
typedef struct Report {
    const LinkCheck *check;
    LinkPlaces *places;
    GHashTable *files;
    GPtrArray *names, *anchors; /* sorted, for proposals */
    size_t n_proposals;
    GHashTable *told; /* links that there is a finding about: text and URL */
    Diags *diags;
} Report;

const Rule rule_link_broken = {
    .id = "link-broken",
    .severity = SEVERITY_WARNING,
    .summary = "a relative link leads to a page, place or file that the site does not have",
    .remedy = "name a file of the site as it is seen from the page that the text stands on, "
              "`#anchor` for a place of the same document, or write a full address",
    .why = "Whoever follows it in an incident finds nothing, and does not know whether there ever "
           "was something to find.",
};

LinkCheck *link_check_new(void)
{
    LinkCheck *check = g_new0(LinkCheck, 1);
    g_mutex_init(&check->lock);
    check->texts = g_string_chunk_new(CHUNK);
    check->documents = g_hash_table_new(g_str_hash, g_str_equal);
    check->anchors = g_hash_table_new(g_str_hash, g_str_equal);
    check->links = g_array_new(FALSE, FALSE, sizeof(Link));
    return check;
}

void link_check_free(LinkCheck *check)
{
    if (check == NULL)
        return;
    g_hash_table_unref(check->documents);
    g_hash_table_unref(check->anchors);
    g_array_unref(check->links);
    g_string_chunk_free(check->texts);
    g_mutex_clear(&check->lock);
    g_free(check);
}

/* ---- what pages tell ---- */

static const char *add_file(LinkCheck *check, const char *file, const char *document)
{
    const char *kept = g_string_chunk_insert(check->texts, file);
    g_hash_table_insert(check->documents, (gpointer)kept, (gpointer)document);
    return kept;
}

static void add_link(LinkCheck *check, const Node *node, const char *document, const char *file)
{
    Link link = {document, file, g_string_chunk_insert(check->texts, node->text),
                 node->as.link.origin};
    g_array_append_val(check->links, link);
}

/* What stands below PARENT, which is on the page FILE. */
static void add_below(LinkCheck *check, const Doc *doc, const Node *parent, const char *document,
                      const char *file)
{
    for (const Node *node = parent->first; node != NULL; node = node->next) {
        const char *here = file;
        if (node->kind == NODE_SECTION && node->as.section.page != NULL) {
            g_autofree char *page = site_map_part(doc, node);
            g_autofree char *name = html_file(page);
            here = add_file(check, name, document);
        }
        if (node->id != NULL) {
            g_autofree char *key = g_strconcat(document, "#", node->id, NULL);
            g_hash_table_insert(check->anchors, g_string_chunk_insert(check->texts, key),
                                (gpointer)here);
        }
        if (node->kind == NODE_LINK && link_is_relative(node->text))
            add_link(check, node, document, here);
        add_below(check, doc, node, document, here); /* a tree is not deep: doc/validate.h */
    }
}

void link_check_add(LinkCheck *check, const Doc *doc)
{
    g_autofree char *page = html_file(doc->path);
    g_autofree char *markdown = g_strconcat(doc->path, ".md", NULL);
    g_mutex_lock(&check->lock);
    const char *document = g_string_chunk_insert(check->texts, doc->path);
    add_file(check, markdown, document);
    add_below(check, doc, doc->root, document, add_file(check, page, document));
    g_mutex_unlock(&check->lock);
}

/* ---- where links lead ---- */

/* May there be a file PATH that shows no document? A script never is in the public edition; else it
 * lies beside documents, or is an asset. */
static bool may_be_there(const LinkCheck *check, const char *path)
{
    static const char *const endings[] = {".html", ".md", ".sh"};
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(path, endings[i]))
            return false;
    if (g_str_has_prefix(path, "assets/"))
        return true;
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *index = g_strconcat(folder, "/index.html", NULL);
    return strchr(path, '/') == NULL || g_hash_table_contains(check->documents, index);
}

static bool leads(const LinkCheck *check, const char *file, const char *url)
{
    g_autofree char *path = link_file(file, url);
    g_autofree char *anchor = link_anchor(url);
    if (path == NULL)
        return false;
    const char *document = g_hash_table_lookup(check->documents, path);
    if (document == NULL)
        return may_be_there(check, path);
    g_autofree char *key = g_strconcat(document, "#", anchor, NULL);
    return *anchor == '\0' || g_hash_table_contains(check->anchors, key);
}

static void make_text(Doc *doc, Node *link)
{
    g_autofree char *words = node_plain_text(link);
    link->kind = NODE_TEXT;
    link->text = arena_text(doc->arena, words);
    link->first = link->last = NULL;
}

static void drop_below(const LinkCheck *check, Doc *doc, Node *parent, const char *file)
{
    for (Node *node = parent->first; node != NULL; node = node->next) {
        g_autofree char *part = node->kind == NODE_SECTION && node->as.section.page != NULL
                                    ? site_map_part(doc, node)
                                    : NULL;
        g_autofree char *own = part == NULL ? NULL : html_file(part);
        const char *here = own == NULL ? file : own;
        if (node->kind == NODE_LINK && link_is_relative(node->text) &&
            !leads(check, here, node->text))
            make_text(doc, node);
        drop_below(check, doc, node, here); /* a tree is not deep: doc/validate.h */
    }
}

void link_check_drop(const LinkCheck *check, Doc *doc)
{
    g_autofree char *file = html_file(doc->path);
    drop_below(check, doc, doc->root, file);
}

/* The nearest of the sorted CANDIDATES that begin with PREFIX, or NULL; WORD begins with it too. */
static const char *propose(Report *report, const GPtrArray *candidates, const char *prefix,
                           const char *word)
{
    if (report->n_proposals == MAX_PROPOSALS)
        return NULL;
    report->n_proposals++;
    Nearest nearest = nearest_start(word + strlen(prefix));
    for (guint i = 0; i < candidates->len; i++)
        if (g_str_has_prefix(candidates->pdata[i], prefix))
            nearest_offer(&nearest, (const char *)candidates->pdata[i] + strlen(prefix));
    return nearest.best;
}

/* A finding about LINK, which leads to WHAT that is not there; NULL when there is one already, for
 * another page that has the same text. */
static Diag *add_finding(const Report *report, const Link *link, const char *what)
{
    const void *origin = link->origin;
    if (!g_hash_table_add(report->told, g_strdup_printf("%p %s", origin, link->url)))
        return NULL;
    Span span = link_place(report->places, link->origin, link->url);
    if (span.source == NULL)
        return diags_add_path(report->diags, &rule_link_broken, link->file,
                              "the link '%s' leads %s", link->url, what);
    return diags_add(report->diags, &rule_link_broken, span, "the link '%s' on %s leads %s",
                     link->url, link->file, what);
}

/* The page of a document that was named in another way: by its Markdown, or as it is called within
 * the library. NULL when there is none; owned. */
static char *page_meant(const Report *report, const char *path)
{
    const char *dot = strrchr(path, '.');
    g_autofree char *document = g_strndup(path, dot == NULL ? strlen(path) : (size_t)(dot - path));
    g_autofree char *page = html_file(document);
    return g_hash_table_contains(report->files, page) ? g_steal_pointer(&page) : NULL;
}

static void report_file(Report *report, const Link *link, const char *path)
{
    g_autofree char *what = g_strdup_printf("to %s, which the site does not have", path);
    Diag *diag = add_finding(report, link, what);
    if (diag == NULL)
        return;
    g_autofree char *meant = page_meant(report, path);
    const char *best = meant == NULL ? propose(report, report->names, "", path) : meant;
    if (best == NULL)
        return;
    g_autoptr(GString) route = g_string_new(NULL);
    route_to_document(route, link->file, best, "");
    diag_help(report->diags, diag, "did you mean `%s`?", route->str);
}

static void report_anchor(Report *report, const Link *link, const char *path, const char *key)
{
    const char *anchor = strchr(key, '#') + 1;
    g_autofree char *prefix = g_strndup(key, (size_t)(anchor - key));
    g_autofree char *what = g_strdup_printf("to %s, which has no place '%s'", path, anchor);
    Diag *diag = add_finding(report, link, what);
    if (diag == NULL)
        return;
    const char *page = g_hash_table_lookup(report->check->anchors, key);
    const char *best = page != NULL ? anchor : propose(report, report->anchors, prefix, key);
    if (best == NULL)
        return;
    g_autoptr(GString) route = g_string_new(NULL);
    if (page != NULL)
        route_to_document(route, link->file, page, "");
    else
        g_string_append_len(route, link->url, (gssize)strcspn(link->url, "#"));
    diag_help(report->diags, diag, "did you mean `%s#%s`?", route->str, best);
}

/* ANCHOR of the file PATH, which the site has. */
static void look_at_anchor(Report *report, const Link *link, const char *path, const char *anchor)
{
    const char *document = g_hash_table_lookup(report->check->documents, path);
    if (document == NULL || *anchor == '\0')
        return;
    g_autofree char *key = g_strconcat(document, "#", anchor, NULL);
    const char *page = g_hash_table_lookup(report->check->anchors, key);
    /* Markdown has a document in one piece, and `#anchor` finds its page by itself. */
    bool any_page = *link->url == '#' || g_str_has_suffix(path, ".md");
    if (page == NULL || (!any_page && strcmp(page, path) != 0))
        report_anchor(report, link, path, key);
}

static void look_at(Report *report, const Link *link)
{
    g_autofree char *path = link_file(link->file, link->url);
    g_autofree char *anchor = link_anchor(link->url);
    if (path == NULL)
        add_finding(report, link, "out of the site");
    else if (!g_hash_table_contains(report->files, path))
        report_file(report, link, path);
    else
        look_at_anchor(report, link, path, anchor);
}

static void look_at_way(void *data, const char *way, Span span)
{
    Report *report = data;
    g_autofree char *path = link_file("index.html", way);
    if (path != NULL && g_hash_table_contains(report->files, path))
        return;
    Diag *diag = diags_add(report->diags, &rule_link_broken, span,
                           "the frame of all pages leads to %s, which the site does not have", way);
    const char *best = path == NULL ? NULL : propose(report, report->names, "", path);
    if (best != NULL)
        diag_help(report->diags, diag, "did you mean `root:%s`?", best);
}

/* ---- the report ---- */

static int compare_links(gconstpointer a, gconstpointer b)
{
    const Link *left = a;
    const Link *right = b;
    int order = strcmp(left->file, right->file);
    return order != 0 ? order : strcmp(left->url, right->url);
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *sorted_keys(GHashTable *table)
{
    GPtrArray *names = g_ptr_array_new();
    GHashTableIter at;
    gpointer key = NULL;
    g_hash_table_iter_init(&at, table);
    while (g_hash_table_iter_next(&at, &key, NULL))
        g_ptr_array_add(names, key);
    g_ptr_array_sort(names, compare_names);
    return names;
}

void link_check_report(const LinkCheck *check, Library *library, const Resources *resources,
                       GHashTable *files, Diags *diags)
{
    g_autoptr(LinkPlaces) places = link_places_new(library, resources);
    g_autoptr(GPtrArray) names = sorted_keys(files);
    g_autoptr(GPtrArray) anchors = sorted_keys(check->anchors);
    g_autoptr(GHashTable) told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Report report = {check, places, files, names, anchors, 0, told, diags_new()};
    g_array_sort(check->links, compare_links);
    for (guint i = 0; i < check->links->len; i++)
        look_at(&report, &g_array_index(check->links, Link, i));
    html_frame_each_way(resources->frame, look_at_way, &report);
    diags_sort(report.diags);
    diags_take_all(diags, report.diags);
}
