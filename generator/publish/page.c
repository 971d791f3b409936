#include "publish/page.h"

#include "publish/page_head.h"
#include "publish/page_origin.h"
#include "publish/paper.h"
#include "publish/paper_print.h"

void page_add_crumb(PageLinks *links, const char *text, const char *href)
{
    g_assert(links->n_crumbs < G_N_ELEMENTS(links->crumbs));
    links->crumbs[links->n_crumbs++] = (struct HtmlLink){text, href};
}

void page_add_form(PageLinks *links, const char *text, const char *href)
{
    g_assert(links->n_forms < G_N_ELEMENTS(links->forms));
    links->forms[links->n_forms++] = (struct HtmlLink){text, href};
}

bool page_prints(const Press *press, const char *name)
{
    return (press->makes & MAKE_PDF) && editions_print(press->editions, name);
}

Doc *page_compose(const Press *press, const Template *template, const Subject *subject,
                  const char *path, Diags *diags)
{
    int64_t start = timings_now();
    Doc *doc = compose(template, subject, path, diags);
    if (press->public_links != NULL)
        link_check_drop(press->public_links, doc);
    timings_add(press->timings, STAGE_COMPOSE, start);
    return doc;
}

static bool write_file(const Press *press, const char *path, const GString *text, Diags *diags)
{
    int64_t start = timings_now();
    bool done = stage_write(press->stage, path, text->str, text->len, 0644, diags);
    timings_add(press->timings, STAGE_WRITE, start);
    return done;
}

static bool write_markdown(const Press *press, const Doc *doc, Diags *diags)
{
    g_autoptr(GString) out = g_string_sized_new(32 * 1024);
    g_autofree char *path = g_strconcat(doc->path, ".md", NULL);
    int64_t start = timings_now();
    press_markdown(doc, out);
    timings_add(press->timings, STAGE_MARKDOWN, start);
    return write_file(press, path, out, diags);
}

/* PART NULL: the page of the document. */
static bool write_html(const Press *press, const Doc *doc, const Node *part, const PageLinks *links,
                       Diags *diags)
{
    char as_of[DATE_TEXT_SIZE];
    g_autoptr(GString) out = g_string_sized_new(64 * 1024);
    g_autofree char *document = part == NULL ? g_strdup(doc->path) : site_map_part(doc, part);
    g_autofree char *path = html_file(document);
    const Library *library = press->shelf->library;
    bool is_public = press->shelf->is_public; /* records, editors and sources are for insiders */
    const char *origin = is_public ? NULL : links->origin;
    g_auto(PageHead) head =
        page_head(library, part == NULL ? doc->root : part, is_public ? NULL : links->runbook);
    g_autofree char *changed = page_changed(press, origin, is_public ? NULL : links->below);
    g_autofree char *edit =
        page_edit_url(library, is_public || links->edited == NULL ? origin : links->edited);
    PageLinks place = *links;
    g_autofree char *title = part == NULL ? NULL : node_plain_text(part->first);
    if (place.n_crumbs > 0)
        page_add_crumb(&place, title == NULL ? doc->root->text : title, NULL);
    HtmlPage page = {
        .doc = doc,
        .part = part,
        .map = links->map,
        .library_title = press->shelf->library->title.text,
        .generator = generator_name,
        .as_of = date_format(press->shelf->period.as_of, as_of),
        .commit = press->commit_shown,
        .crumbs = place.crumbs,
        .links = links->forms,
        .n_crumbs = place.n_crumbs,
        .n_links = links->n_forms,
        .metas = head.metas,
        .n_metas = head.n_metas,
        .scripts = head.scripts,
        .pages = page_nav_links(links->nav),
        .n_pages = page_nav_count(links->nav),
        .changed = changed,
        .edit = edit,
    };
    int64_t start = timings_now();
    press_html(press->shelf->resources->frame, &page, out);
    search_index_add(press->search, doc, part, path, links->plan);
    timings_add(press->timings, STAGE_HTML, start);
    return write_file(press, path, out, diags);
}

bool page_write(const Press *press, const Doc *doc, const PageLinks *links, Diags *diags)
{
    bool done = true;
    if (press->makes & MAKE_MARKDOWN)
        done = write_markdown(press, doc, diags);
    if (press->makes & MAKE_SITE)
        done = write_html(press, doc, NULL, links, diags) && done;
    if (press->makes & (MAKE_SITE | MAKE_SURVEY))
        link_check_add(press->links, doc);
    return done;
}

bool page_write_part(const Press *press, const Doc *doc, const Node *part, const PageLinks *links,
                     Diags *diags)
{
    return !(press->makes & MAKE_SITE) || write_html(press, doc, part, links, diags);
}
