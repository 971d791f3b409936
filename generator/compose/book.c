#include "compose/book.h"

#include <string.h>

const Rule rule_template_document = {
    .id = "template-document-unknown",
    .severity = SEVERITY_ERROR,
    .summary = "a template takes in a document that cannot stand there",
    .remedy = "see docs/editions.md for the lines that take in documents",
};

/* ---- reading ---- */

static const struct {
    const char *name;
    BookPartKind kind;
} takers[] = {
    {"document", BOOK_DOCUMENT},
    {"each-plan", BOOK_EACH_PLAN},
    {"each-runbook", BOOK_EACH_RUNBOOK},
};

/* The part that LINE asks for, "::each-plan{plan.md}"; NULL when it is Markdown. Owned. */
static BookPart *taking_part(const char *line)
{
    for (size_t i = 0; i < G_N_ELEMENTS(takers); i++) {
        g_autofree char *start = g_strdup_printf("::%s{", takers[i].name);
        if (!g_str_has_prefix(line, start) || !g_str_has_suffix(line, "}"))
            continue;
        const char *name = line + strlen(start);
        BookPart *part = g_new0(BookPart, 1);
        part->kind = takers[i].kind;
        part->name = g_strndup(name, strlen(name) - 1);
        return part;
    }
    return NULL;
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\r\n")] == '\0';
}

/* Ends the document at hand, whose Markdown TEXT is; the next one's begins with as many empty lines
 * as stand before it in the template. */
static void end_text(Book *book, GString *text, size_t n_lines)
{
    if (!is_blank(text->str)) {
        BookPart *part = g_new0(BookPart, 1);
        part->kind = BOOK_TEXT;
        part->text = g_strdup(text->str);
        g_ptr_array_add(book->parts, part);
    }
    g_string_truncate(text, 0);
    for (size_t i = 0; i < n_lines; i++)
        g_string_append_c(text, '\n');
}

static void part_free(gpointer data)
{
    BookPart *part = data;
    g_free(part->text);
    g_free(part->name);
    g_free(part);
}

static bool is_fence(const char *line)
{
    return g_str_has_prefix(line, "```") || g_str_has_prefix(line, "~~~");
}

Book *book_new(const Template *template)
{
    const Source *source = template->source;
    Book *book = g_new0(Book, 1);
    book->template = *template;
    book->parts = g_ptr_array_new_with_free_func(part_free);
    g_autoptr(GString) text = g_string_new(NULL);
    bool fenced = false;
    for (uint32_t number = 1; number <= source->n_lines; number++) {
        size_t length = 0;
        const char *start = source_line(source, number, &length);
        g_autofree char *line = g_strchomp(g_strndup(start, length));
        fenced ^= is_fence(line);
        BookPart *part = fenced ? NULL : taking_part(line);
        if (part == NULL) {
            g_string_append(text, line);
            g_string_append_c(text, '\n');
            continue;
        }
        part->span = (Span){source, source->lines[number - 1], (uint32_t)length};
        end_text(book, text, number);
        g_ptr_array_add(book->parts, part);
    }
    end_text(book, text, 0);
    return book;
}

void book_free(Book *book)
{
    if (book == NULL)
        return;
    g_ptr_array_unref(book->parts);
    g_free(book);
}

/* ---- composing ---- */

/* The document that the template NAME makes of SUBJECT on the site, so that references find it in
 * print; NULL when it makes none. Owned. */
static char *site_document(const char *name, const Subject *subject)
{
    if (subject->runbook != NULL)
        return strcmp(name, "runbook.md") == 0 ? runbook_document(subject->runbook) : NULL;
    if (subject->view != NULL) {
        if (strcmp(name, "plan.md") == 0)
            return plan_document(subject->view->plan);
        return strcmp(name, "plan-compliance.md") == 0
                   ? plan_compliance_document(subject->view->plan)
                   : NULL;
    }
    if (strcmp(name, "compliance.md") == 0)
        return g_strdup("compliance/report");
    if (strcmp(name, "index.md") == 0 || strcmp(name, "people.md") == 0)
        return g_strndup(name, strlen(name) - strlen(".md"));
    return NULL;
}

/* "ai-docs-assistant/editions/plan-2": a path for the part INDEX of BOOK, which is a document in
 * print only. Owned. */
static char *own_document(const Book *book, const Subject *subject, guint index)
{
    g_autoptr(GString) path = g_string_new(NULL);
    if (subject->view != NULL)
        g_string_append_printf(path, "%s/", subject->view->plan->id);
    if (subject->runbook != NULL)
        g_string_append_printf(path, "runbooks/%s/", subject->runbook->entity.id.text);
    g_string_append(path, book->template.name);
    if (g_str_has_suffix(path->str, ".md"))
        g_string_truncate(path, path->len - strlen(".md"));
    if (index > 0)
        g_string_append_printf(path, "-%u", index + 1);
    return g_strdup(path->str);
}

static void compose_text(const Book *book, guint index, const Subject *subject, GPtrArray *docs,
                         Diags *diags)
{
    const BookPart *part = book->parts->pdata[index];
    Template template = book->template;
    template.text = part->text;
    g_autofree char *path = index == 0 ? site_document(template.name, subject) : NULL;
    if (path == NULL)
        path = own_document(book, subject, index);
    Doc *doc = compose(&template, subject, path, diags);
    if (doc->root->first != NULL)
        g_ptr_array_add(docs, doc);
    else
        doc_free(doc); /* nothing stands in it */
}

static void refuse(const BookPart *part, const char *why, Diags *diags)
{
    if (diags != NULL)
        diags_add(diags, &rule_template_document, part->span, "%s", why);
}

static void compose_plans(const BookPart *part, const Subject *subject, GPtrArray *docs,
                          Diags *diags)
{
    if (subject->view != NULL) {
        refuse(part, "a document about one plan cannot hold each plan", diags);
        return;
    }
    for (size_t i = 0; i < subject->n_views; i++) {
        Subject about = *subject;
        about.view = &subject->views[i];
        about.tab = (DocTab){about.view->plan->title.text, (int)i + 1, (int)subject->n_views};
        book_compose(part->book, &about, docs, i == 0 ? diags : NULL);
    }
}

/* Is the plan of SUBJECT itself one of DOCS? It stands near their end. */
static bool has_plan(const GPtrArray *docs, const Subject *subject)
{
    g_autofree char *path = plan_document(subject->view->plan);
    for (guint i = docs->len; i > 0; i--)
        if (strcmp(((const Doc *)docs->pdata[i - 1])->path, path) == 0)
            return true;
    return false;
}

/* Runbooks stand below their plan. */
static void compose_runbooks(const BookPart *part, const Subject *subject, GPtrArray *docs,
                             Diags *diags)
{
    if (subject->view == NULL || subject->runbook != NULL) {
        refuse(part, "only a document about one plan can hold each of its runbooks", diags);
        return;
    }
    const Plan *plan = subject->view->plan;
    bool below = has_plan(docs, subject);
    guint first = docs->len;
    for (size_t i = 0; i < plan->runbooks.count; i++) {
        Subject about = *subject;
        about.runbook = plan->runbooks.items[i];
        book_compose(part->book, &about, docs, i == 0 ? diags : NULL);
    }
    for (guint i = first; i < docs->len; i++)
        ((Doc *)docs->pdata[i])->depth = below;
}

void book_compose(const Book *book, const Subject *subject, GPtrArray *docs, Diags *diags)
{
    for (guint i = 0; i < book->parts->len; i++) {
        const BookPart *part = book->parts->pdata[i];
        if (part->kind == BOOK_TEXT)
            compose_text(book, i, subject, docs, diags);
        else if (part->book == NULL)
            continue; /* told when it was read */
        else if (part->kind == BOOK_DOCUMENT)
            book_compose(part->book, subject, docs, diags);
        else if (part->kind == BOOK_EACH_PLAN)
            compose_plans(part, subject, docs, diags);
        else
            compose_runbooks(part, subject, docs, diags);
    }
}
