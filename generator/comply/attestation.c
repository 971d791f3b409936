#include "comply/attestation.h"

/* The newest of a control: of the plan, and of the whole library. */
typedef struct Newest {
    const Act *of_plan;
    const Act *of_library;
} Newest;

struct AttestationBook {
    Date as_of;
    GHashTable *by_control; /* id, borrowed, to Newest, owned */
};

static void enter(AttestationBook *book, const Framework *framework, const Act *act)
{
    bool known = false;
    const Control *control =
        act->subject == NULL ? NULL : framework_named(framework, act->subject, &known);
    if (control == NULL || control->entity.id.text == NULL)
        return;
    Newest *newest = g_hash_table_lookup(book->by_control, control->entity.id.text);
    if (newest == NULL) {
        newest = g_new0(Newest, 1);
        g_hash_table_insert(book->by_control, (gpointer)control->entity.id.text, newest);
    }
    if (act->plan != NULL)
        newest->of_plan = act;
    else
        newest->of_library = act;
}

AttestationBook *attestation_book_new(const Framework *framework, const Standing *standing)
{
    AttestationBook *book = g_new0(AttestationBook, 1);
    book->as_of = standing->as_of;
    book->by_control = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    for (size_t i = 0; i < standing->n_acts; i++)
        if (standing->acts[i]->kind == ACT_ATTESTATION)
            enter(book, framework, standing->acts[i]);
    return book;
}

void attestation_book_free(AttestationBook *book)
{
    if (book == NULL)
        return;
    g_hash_table_unref(book->by_control);
    g_free(book);
}

static Date counts_until(const Control *control, const Act *act)
{
    static const Duration year = {.months = 12};
    if (act->until.days != INT32_MIN)
        return act->until;
    return date_add(act->date, control->within.known ? control->within.value : year);
}

static Attestation judge(const AttestationBook *book, const Control *control, const Act *act)
{
    if (act == NULL)
        return (Attestation){.over = true};
    Date until = counts_until(control, act);
    return (Attestation){.act = act, .until = until, .over = until.days < book->as_of.days};
}

Attestation attestation_of(const AttestationBook *book, const Control *control)
{
    const Newest *newest = control->entity.id.text == NULL
                               ? NULL
                               : g_hash_table_lookup(book->by_control, control->entity.id.text);
    if (newest == NULL)
        return (Attestation){.over = true};
    Attestation own = judge(book, control, newest->of_plan);
    Attestation shared = judge(book, control, newest->of_library);
    bool takes_shared = own.act == NULL || (own.over && shared.act != NULL && !shared.over);
    return takes_shared ? shared : own;
}
