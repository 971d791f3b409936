#include "publish/page_nav.h"

#include "compose/compose.h"

struct PageNav {
    GArray *links; /* of struct HtmlLink */
    Arena *arena;
};

static PageNav *nav_new(void)
{
    PageNav *nav = g_new0(PageNav, 1);
    nav->links = g_array_new(FALSE, FALSE, sizeof(struct HtmlLink));
    nav->arena = arena_new();
    return nav;
}

void page_nav_free(PageNav *nav)
{
    if (nav == NULL)
        return;
    g_array_unref(nav->links);
    arena_free(nav->arena);
    g_free(nav);
}

const struct HtmlLink *page_nav_links(const PageNav *nav)
{
    return nav == NULL ? NULL : (const struct HtmlLink *)(const void *)nav->links->data;
}

size_t page_nav_count(const PageNav *nav)
{
    return nav == NULL ? 0 : nav->links->len;
}

/* DOCUMENT NULL: a title. */
static void add(PageNav *nav, const char *text, const char *document)
{
    g_autofree char *file = document == NULL ? NULL : html_file(document);
    struct HtmlLink link = {arena_text(nav->arena, text), arena_text(nav->arena, file)};
    g_array_append_val(nav->links, link);
}

static void add_library(PageNav *nav)
{
    static const struct {
        const char *text, *document;
    } pages[] = {
        {"All plans", "index"},     {"Something is wrong now", "now"},
        {"Whom to call", "people"}, {"Services", "services"},
        {"Gaps", "gaps"},           {"Compliance", "compliance/report"},
        {"Changes", "changes"},     {"About this build", "build"},
    };
    add(nav, "Library", NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++)
        add(nav, pages[i].text, pages[i].document);
}

static void add_chapters(PageNav *nav, const Doc *doc)
{
    const Node *top = doc->root->first;
    for (const Node *node = top == NULL ? NULL : top->first; node != NULL; node = node->next) {
        if (node->kind != NODE_SECTION || node->as.section.page == NULL)
            continue;
        g_autofree char *title = node_plain_text(node->first);
        g_autofree char *document = site_map_part(doc, node);
        add(nav, title, document);
    }
}

PageNav *page_nav_of_plan(const Plan *plan, const Doc *doc)
{
    PageNav *nav = nav_new();
    g_autofree char *compliance = plan_compliance_document(plan);
    add(nav, plan->title.text, NULL);
    add(nav, "Overview", doc->path);
    add_chapters(nav, doc);
    add(nav, "Compliance", compliance);
    if (plan->runbooks.count > 0)
        add(nav, "Runbooks", NULL);
    for (size_t i = 0; i < plan->runbooks.count; i++) {
        g_autofree char *document = runbook_document(plan->runbooks.items[i]);
        add(nav, entity_name(&plan->runbooks.items[i]->entity), document);
    }
    add_library(nav);
    return nav;
}

PageNav *page_nav_of_library(const Library *library)
{
    enum { FEW_PLANS = 40 };
    PageNav *nav = nav_new();
    add_library(nav);
    if (library->n_plans == 0 || library->n_plans > FEW_PLANS)
        return nav;
    add(nav, "Plans", NULL);
    for (size_t i = 0; i < library->n_plans; i++) {
        g_autofree char *document = plan_document(library->plans[i]);
        add(nav, library->plans[i]->title.text, document);
    }
    return nav;
}
