#include "compose/template.h"

#include "base/nearest.h"
#include "compose/book.h"
#include "compose/directive.h"
#include "doc/markdown.h"

#include <string.h>

const Rule rule_template_variable = {
    .id = "template-variable-unknown",
    .severity = SEVERITY_ERROR,
    .summary = "a template uses a variable that there is not",
    .remedy = "see docs/templates.md for the variables of each template",
};

const Rule rule_template_directive = {
    .id = "template-directive-unknown",
    .severity = SEVERITY_ERROR,
    .summary = "a template uses a directive that there is not, or not in this place",
    .remedy = "see docs/templates.md for the directives of each template",
};

const Rule rule_template_page = {
    .id = "template-page-unknown",
    .severity = SEVERITY_ERROR,
    .summary = "a template names a page that there is not, or names it twice",
    .remedy = "name each page once, in templates/plan.md; it is a file of templates/plan/",
};

const Rule *const compose_rules[] = {&rule_template_directive, &rule_template_document,
                                     &rule_template_page, &rule_template_variable, NULL};

typedef struct Filling {
    const Template *template;
    const Subject *subject;
    Doc *doc;
    Diags *diags; /* or NULL */
} Filling;

static void fill(const Filling *filling, Node *parent, int level);

static Span line_span(const Source *source, int line)
{
    uint32_t number = (uint32_t)CLAMP(line, 1, (int)source->n_lines);
    size_t length = 0;
    source_line(source, number, &length);
    return (Span){source, source->lines[number - 1], (uint32_t)length};
}

/* "3f2a91bc"; BUFFER has more bytes than that. */
static const char *short_imprint(const Subject *subject, char *buffer)
{
    bool known = subject->imprint != NULL && !subject->bare;
    g_strlcpy(buffer, known ? subject->imprint : "", DOC_IMPRINT_SHOWN + 1);
    return buffer;
}

static const char *library_variable(const Subject *subject, const char *name, char *buffer)
{
    const Library *library = subject->library;
    if (strcmp(name, "library.title") == 0)
        return library->title.text;
    if (strcmp(name, "library.organization") == 0)
        return library->organization.text == NULL ? "" : library->organization.text;
    if (strcmp(name, "library.classification") == 0)
        return library->classification.text == NULL ? "" : library->classification.text;
    if (strcmp(name, "as-of") == 0)
        return date_format(subject->as_of, buffer);
    if (strcmp(name, "generator") == 0)
        return subject->generator;
    if (strcmp(name, "imprint") == 0)
        return short_imprint(subject, buffer);
    return NULL;
}

static const char *plan_variable(const Plan *plan, const char *name)
{
    if (strcmp(name, "plan.title") == 0)
        return plan->title.text;
    if (strcmp(name, "plan.id") == 0)
        return plan->id;
    if (strcmp(name, "plan.number") == 0)
        return plan->number.text == NULL ? "" : plan->number.text;
    return NULL;
}

static const char *runbook_variable(const Runbook *runbook, const char *name)
{
    if (strcmp(name, "runbook.title") == 0)
        return entity_name(&runbook->entity);
    if (strcmp(name, "runbook.id") == 0)
        return runbook->entity.id.text;
    return NULL;
}

static const char *fill_variable(void *data, const char *name, int line)
{
    const Filling *filling = data;
    const Subject *subject = filling->subject;
    char buffer[DATE_TEXT_SIZE];
    const char *value = library_variable(subject, name, buffer);
    if (value == NULL && subject->view != NULL)
        value = plan_variable(subject->view->plan, name);
    if (value == NULL && subject->runbook != NULL)
        value = runbook_variable(subject->runbook, name);
    if (value != NULL)
        return arena_text(filling->doc->arena, value);
    if (filling->diags != NULL)
        diags_add(filling->diags, &rule_template_variable,
                  line_span(filling->template->source, line), "there is no variable '%s' in %s",
                  name, filling->template->name);
    return NULL;
}

static const Directive *find_directive(const char *name)
{
    for (const Directive *directive = all_directives; directive->name != NULL; directive++)
        if (strcmp(directive->name, name) == 0)
            return directive;
    return NULL;
}

/* The directive that NAME was perhaps meant to be, or NULL. */
static const char *nearest_directive(const char *name)
{
    Nearest nearest = nearest_start(name);
    for (const Directive *directive = all_directives; directive->name != NULL; directive++)
        nearest_offer(&nearest, directive->name);
    return nearest.best;
}

static bool has_needs(const Subject *subject, Needs needs)
{
    if (needs == NEEDS_RUNBOOK)
        return subject->runbook != NULL;
    return needs == NEEDS_LIBRARY || subject->view != NULL;
}

/* ---- pages ---- */

static const Template *find_page(const Template *template, const char *name)
{
    for (size_t i = 0; i < template->n_pages; i++)
        if (strcmp(template->pages[i].name, name) == 0)
            return &template->pages[i];
    return NULL;
}

static bool has_page(const Node *parent, const char *name)
{
    for (const Node *node = parent->first; node != NULL; node = node->next)
        if (node->kind == NODE_SECTION && g_strcmp0(node->as.section.page, name) == 0)
            return true;
    return false;
}

static void report_page(const Filling *filling, const char *name, bool twice, int line)
{
    if (filling->diags == NULL)
        return;
    Diag *diag =
        diags_add(filling->diags, &rule_template_page, line_span(filling->template->source, line),
                  twice ? "the page '%s' is named twice" : "there is no page '%s'", name);
    Nearest nearest = nearest_start(name);
    for (size_t i = 0; i < filling->template->n_pages; i++)
        nearest_offer(&nearest, filling->template->pages[i].name);
    if (!twice && nearest.best != NULL)
        diag_help(filling->diags, diag, "did you mean `::page{%s}`?", nearest.best);
}

/* The chapter that the template of page NAME makes, among those of the document whichever chapter
 * PARENT lies in: `::page` has no heading of its own before it. */
static void fill_page(const Filling *filling, Node *parent, const char *name, int line)
{
    const Template *page = find_page(filling->template, name);
    while (parent->kind == NODE_SECTION && parent->as.section.level > 1)
        parent = parent->parent;
    bool twice = has_page(parent, name);
    if (page == NULL || twice) {
        report_page(filling, name, twice, line);
        return;
    }
    const Node *before = parent->last;
    Filling inner = {page, filling->subject, filling->doc, filling->diags};
    fill(&inner, parent, parent->kind == NODE_SECTION ? 2 : 1);
    Node *chapter = before == NULL ? parent->first : before->next;
    if (chapter != NULL && chapter->kind == NODE_SECTION)
        chapter->as.section.page = page->name;
}

/* ---- directives ---- */

static void fill_directive(void *data, Doc *doc, Node *parent, int level, const char *name,
                           const char *arguments, int line)
{
    const Filling *filling = data;
    if (filling->template->n_pages > 0 && strcmp(name, "page") == 0) {
        fill_page(filling, parent, arguments, line);
        return;
    }
    const Directive *directive = find_directive(name);
    if (directive != NULL && has_needs(filling->subject, directive->needs)) {
        Scope scope = {filling->subject, doc, parent, level, arguments};
        directive->append(&scope);
        return;
    }
    if (filling->diags == NULL)
        return;
    Span span = line_span(filling->template->source, line);
    Diag *diag = diags_add(filling->diags, &rule_template_directive, span,
                           directive == NULL ? "there is no directive '%s'"
                                             : "the directive '%s' cannot be used in this template",
                           name);
    const char *nearest = directive == NULL ? nearest_directive(name) : NULL;
    if (nearest != NULL)
        diag_help(filling->diags, diag, "did you mean `::%s`?", nearest);
}

static void fill(const Filling *filling, Node *parent, int level)
{
    const Template *template = filling->template;
    const char *text = template->text == NULL ? template->source->text : template->text;
    MarkdownHooks hooks = {fill_directive, fill_variable, (void *)filling};
    doc_append_markdown(filling->doc, parent, text, level, &hooks);
}

void template_fill(const Template *template, const Subject *subject, Doc *doc, Diags *diags)
{
    Filling filling = {template, subject, doc, diags};
    fill(&filling, doc->root, 1);
}
