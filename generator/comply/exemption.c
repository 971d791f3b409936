#include "comply/exemption.h"

#include "base/nearest.h"
#include "comply/comply_rules.h"
#include "comply/reason.h"

#include <string.h>

struct ExemptionBook {
    Date as_of;
    GHashTable *by_control; /* id to const Exemption * */
};

/* Without reason, owner and last day it is no claim; the reader has said so. */
static bool is_whole(const Exemption *exemption)
{
    return exemption->control.text != NULL && exemption->reason.text != NULL &&
           exemption->owner.target != NULL && exemption->until.known;
}

static bool is_over(const Exemption *exemption, Date as_of)
{
    return exemption->until.value.days < as_of.days;
}

static void enter(ExemptionBook *book, const Framework *framework, const Exemption *exemption)
{
    bool known = false;
    const Control *control =
        is_whole(exemption) ? framework_named(framework, exemption->control.text, &known) : NULL;
    if (control == NULL || control->entity.id.text == NULL)
        return;
    const Exemption *before = g_hash_table_lookup(book->by_control, control->entity.id.text);
    if (before == NULL || (is_over(before, book->as_of) && !is_over(exemption, book->as_of)))
        g_hash_table_insert(book->by_control, (gpointer)control->entity.id.text,
                            (gpointer)exemption);
}

ExemptionBook *exemption_book_new(const Framework *framework, const Plan *plan,
                                  const Library *library, Date as_of)
{
    ExemptionBook *book = g_new0(ExemptionBook, 1);
    book->as_of = as_of;
    book->by_control = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < plan->not_applicable.count; i++)
        enter(book, framework, plan->not_applicable.items[i]);
    for (size_t i = 0; i < library->not_applicable.count; i++)
        enter(book, framework, library->not_applicable.items[i]);
    return book;
}

void exemption_book_free(ExemptionBook *book)
{
    if (book == NULL)
        return;
    g_hash_table_unref(book->by_control);
    g_free(book);
}

const Exemption *exemption_of(const ExemptionBook *book, const Control *control, bool *over)
{
    const Exemption *exemption =
        control->entity.id.text == NULL
            ? NULL
            : g_hash_table_lookup(book->by_control, control->entity.id.text);
    *over = exemption != NULL && is_over(exemption, book->as_of);
    return exemption;
}

/* ---- what names no control ---- */

/* Nearest names are looked for so often; each is a look at all controls. */
enum { MOST_PROPOSALS = 20 };

typedef struct Register {
    Framework *const *frameworks;
    size_t count;
    size_t n_proposals;
    Diags *diags;
} Register;

/* What TEXT names in the frameworks; *FRAMEWORK gets the one that it names, or NULL. */
static const Control *find(const Register *all, const char *text, const Framework **framework)
{
    *framework = NULL;
    for (size_t i = 0; i < all->count; i++) {
        bool known = false;
        const Control *control = framework_named(all->frameworks[i], text, &known);
        if (known)
            *framework = all->frameworks[i];
        if (control != NULL)
            return control;
    }
    return NULL;
}

/* The nearest so far of what may be meant. */
typedef struct Guess {
    Nearest nearest;
    bool whole; /* the framework is written too */
    char *best; /* "framework/control"; owned */
} Guess;

static void guess_controls(Guess *guess, const Framework *framework, const char *name)
{
    for (size_t i = 0; i < framework->controls.count; i++) {
        const char *id = reason_id(&framework->controls.items[i]->entity);
        g_autofree char *full = g_strdup_printf("%s/%s", name, id);
        size_t distance = guess->nearest.distance;
        bool had = guess->nearest.best != NULL;
        nearest_offer(&guess->nearest, guess->whole ? full : id);
        if (guess->nearest.best == NULL || (had && guess->nearest.distance == distance))
            continue;
        g_free(guess->best);
        guess->best = g_steal_pointer(&full);
        /* What is compared next must outlive this turn. */
        guess->nearest.best = guess->best;
    }
}

/* "framework/control" of the nearest; owned by the caller, NULL when none is near. */
static char *nearest_control(Register *all, const char *text)
{
    if (all->n_proposals++ >= MOST_PROPOSALS)
        return NULL;
    Guess guess = {.nearest = nearest_start(text), .whole = strchr(text, '/') != NULL};
    for (size_t i = 0; i < all->count; i++)
        for (const Framework *each = all->frameworks[i]; each != NULL; each = each->base)
            if (each->id.text != NULL)
                guess_controls(&guess, all->frameworks[i], each->id.text);
    return guess.best;
}

static void look_at(Register *all, const Exemption *exemption)
{
    const char *text = exemption->control.text;
    const Framework *framework = NULL;
    if (text == NULL || find(all, text, &framework) != NULL)
        return;
    Diag *diag;
    const char *slash = strchr(text, '/');
    if (framework != NULL)
        diag = diags_add(all->diags, &rule_control_unknown, exemption->control.span,
                         "framework '%s' has no control '%s'", framework->id.text, slash + 1);
    else if (slash != NULL)
        diag = diags_add(all->diags, &rule_control_unknown, exemption->control.span,
                         "none of the frameworks of this library is called '%.*s'",
                         (int)(slash - text), text);
    else
        diag = diags_add(all->diags, &rule_control_unknown, exemption->control.span,
                         "'%s' names no control", text);
    g_autofree char *nearest = nearest_control(all, text);
    if (nearest != NULL)
        diag_help(all->diags, diag, "did you mean '%s'?", nearest);
}

void frameworks_check_exemptions(const Library *library, Framework *const *frameworks, size_t count,
                                 Diags *diags)
{
    Register all = {.frameworks = frameworks, .count = count, .diags = diags};
    for (size_t i = 0; i < library->not_applicable.count; i++)
        look_at(&all, library->not_applicable.items[i]);
    for (size_t i = 0; i < library->n_plans; i++)
        for (size_t j = 0; j < library->plans[i]->not_applicable.count; j++)
            look_at(&all, library->plans[i]->not_applicable.items[j]);
}
