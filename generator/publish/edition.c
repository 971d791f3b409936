#include "publish/edition.h"

#include "base/nearest.h"

#include <string.h>

const Edition all_editions[] = {
    {.name = "plan",
     .summary = "each plan with its runbooks",
     .of = EDITION_OF_PLAN,
     .template = "editions/plan.md",
     .file = "plan.pdf",
     .subtitle = "Disaster recovery plan",
     .usual = true},
    {.name = "binder",
     .summary = "the whole library for the shelf",
     .of = EDITION_OF_LIBRARY,
     .template = "editions/binder.md",
     .file = "binder.pdf",
     .subtitle = "Disaster recovery binder",
     .usual = true},
    {.name = "booklet",
     .summary = "the runbooks of each plan, for a pocket",
     .of = EDITION_OF_PLAN,
     .template = "editions/booklet.md",
     .file = "booklet.pdf",
     .subtitle = "Runbooks",
     .sheet = EDITION_HALF,
     .usual = true},
    {.name = "wallet-card",
     .summary = "whom to call, folded to the size of a bank card",
     .of = EDITION_OF_PLAN,
     .template = "editions/wallet-card.md",
     .file = "wallet-card.pdf",
     .subtitle = "Whom to call",
     .sheet = EDITION_CARD,
     .usual = true},
    {.name = "compliance",
     .summary = "the compliance reports",
     .of = EDITION_OF_LIBRARY,
     .template = "editions/compliance.md",
     .file = "compliance/report.pdf",
     .subtitle = "Compliance report",
     .usual = true},
    {.name = "compliance",
     .summary = "the compliance reports",
     .of = EDITION_OF_PLAN,
     .template = "plan-compliance.md",
     .file = "compliance.pdf",
     .subtitle = "Compliance report",
     .usual = true},
    {.name = "drill-sheet",
     .summary = "each runbook with room to write down a run",
     .of = EDITION_OF_RUNBOOK,
     .template = "editions/drill-sheet.md",
     .subtitle = "Drill sheet"},
    {.name = "audit",
     .summary = "everything that an auditor asks for",
     .of = EDITION_OF_LIBRARY,
     .template = "editions/audit.md",
     .file = "audit.pdf",
     .subtitle = "Auditor's pack"},
    {.name = NULL},
};

/* ---- which there are ---- */

static bool is_replaced(const Library *library, const char *name)
{
    for (size_t i = 0; i < library->editions.count; i++)
        if (g_strcmp0(library->editions.items[i]->name.text, name) == 0)
            return true;
    return false;
}

static void add_program(Editions *editions, const Library *library)
{
    for (const Edition *edition = all_editions; edition->name != NULL; edition++)
        if (!is_replaced(library, edition->name))
            g_array_append_val(editions->known, *edition);
}

/* TEXT, or where it is not written FORMAT with NAME for its star. */
static const char *text_or(Editions *editions, const Text *text, const char *format,
                           const char *name)
{
    if (text->text != NULL)
        return text->text;
    g_autoptr(GString) made = g_string_new(format);
    g_string_replace(made, "*", name, 1);
    return g_string_chunk_insert(editions->texts, made->str);
}

static void add_own(Editions *editions, const Library *library)
{
    for (size_t i = 0; i < library->editions.count; i++) {
        const OwnEdition *own = library->editions.items[i];
        if (own->name.text == NULL)
            continue; /* told when it was read */
        const Text unwritten = {0};
        Edition edition = {
            .name = own->name.text,
            .summary = own->title.text == NULL ? own->name.text : own->title.text,
            .of = (EditionOf)own->of.index,
            .template = text_or(editions, &own->template, "editions/*.md", own->name.text),
            .file = text_or(editions, &unwritten, "*.pdf", own->name.text),
            .subtitle = own->title.text,
            .sheet = (EditionSheet)own->sheet.index,
            .usual = own->usual.value,
            .span = own->template.text == NULL ? own->name.span : own->template.span,
        };
        g_array_append_val(editions->known, edition);
    }
}

static bool has_name(const Editions *editions, const char *name)
{
    for (guint i = 0; i < editions->known->len; i++)
        if (strcmp(g_array_index(editions->known, Edition, i).name, name) == 0)
            return true;
    return false;
}

const char *editions_nearest(const Editions *editions, const char *name)
{
    Nearest nearest = nearest_start(name);
    for (guint i = 0; i < editions->known->len; i++)
        nearest_offer(&nearest, g_array_index(editions->known, Edition, i).name);
    return nearest.best;
}

/* ---- which are printed ---- */

static bool is_named(const EditionChoice *choice, const char *name)
{
    for (size_t i = 0; i < choice->n_names; i++)
        if (strcmp(choice->names[i], name) == 0)
            return true;
    return false;
}

Editions *editions_new(const Library *library, const EditionChoice *choice, const char **unknown)
{
    Editions *editions = g_new0(Editions, 1);
    editions->known = g_array_new(FALSE, FALSE, sizeof(Edition));
    editions->chosen = g_ptr_array_new();
    editions->texts = g_string_chunk_new(256);
    add_program(editions, library);
    add_own(editions, library);
    for (guint i = 0; i < editions->known->len; i++) {
        const Edition *edition = &g_array_index(editions->known, Edition, i);
        bool named = choice->n_names == 0 ? edition->usual : is_named(choice, edition->name);
        if (named || choice->all)
            g_ptr_array_add(editions->chosen, (gpointer)edition);
    }
    for (size_t i = choice->n_names; i > 0; i--)
        if (!has_name(editions, choice->names[i - 1]))
            *unknown = choice->names[i - 1];
    return editions;
}

void editions_free(Editions *editions)
{
    if (editions == NULL)
        return;
    g_array_unref(editions->known);
    g_ptr_array_unref(editions->chosen);
    g_string_chunk_free(editions->texts);
    g_free(editions);
}

bool editions_print(const Editions *editions, const char *name)
{
    for (guint i = 0; i < editions->chosen->len; i++) {
        const Edition *edition = editions->chosen->pdata[i];
        if (strcmp(edition->name, name) == 0)
            return true;
    }
    return false;
}

char *edition_path(const Edition *edition, const Plan *plan, const Runbook *runbook)
{
    switch (edition->of) {
    case EDITION_OF_LIBRARY:
        return g_strdup(edition->file);
    case EDITION_OF_PLAN:
        return g_strdup_printf("%s/%s", plan->id, edition->file);
    case EDITION_OF_RUNBOOK:
        return g_strdup_printf("%s/%s/%s.pdf", plan->id, edition->name, runbook->entity.id.text);
    }
    g_assert_not_reached();
}
