#include "rules/late.h"

#include "rules/subject.h"

void late_with_schedule(const CheckInput *input, Diags *diags)
{
    (void)input;
    (void)diags;
}

LateList late_list_new(void)
{
    return (LateList){.items = g_array_new(FALSE, FALSE, sizeof(Late)),
                      .index = g_hash_table_new(g_direct_hash, g_direct_equal)};
}

void late_list_clear(LateList *list)
{
    g_array_unref(list->items);
    g_hash_table_unref(list->index);
}

void late_list_add(LateList *list, const void *cause, const Recovered *recovered, IsWorse is_worse)
{
    size_t found = GPOINTER_TO_SIZE(g_hash_table_lookup(list->index, cause));
    if (found == 0) {
        Late late = {.worst = recovered};
        g_array_append_val(list->items, late);
        g_hash_table_insert(list->index, (void *)(uintptr_t)cause,
                            GSIZE_TO_POINTER(list->items->len));
        return;
    }
    Late *late = &g_array_index(list->items, Late, found - 1);
    const Recovered *other = recovered;
    if (is_worse(recovered, late->worst)) {
        other = late->worst;
        late->worst = recovered;
    }
    if (late->n_others < MOST_OTHERS)
        late->others[late->n_others] = other;
    late->n_others++;
}

/* "'web' and 'mail'", "'web', 'mail', 'cron' and 4 more". Owned by the caller. */
static char *others_text(const Late *late)
{
    GString *text = g_string_new(NULL);
    size_t named = MIN(late->n_others, MOST_OTHERS);
    for (size_t i = 0; i < named; i++) {
        bool is_last = i + 1 == named && late->n_others == named;
        g_string_append_printf(text, "%s'%s'",
                               i == 0    ? ""
                               : is_last ? " and "
                                         : ", ",
                               subject_id(late->others[i]->entity));
    }
    if (late->n_others > named)
        g_string_append_printf(text, " and %zu more", late->n_others - named);
    return g_string_free(text, FALSE);
}

void late_note(const Schedule *schedule, const Recovered *recovered, Diag *diag, Diags *diags)
{
    diag_note(diags, diag, recovered->ref->span, "scenario '%s' affects %s '%s'",
              subject_id(&schedule->scenario->entity), entity_kind_word(recovered->entity->kind),
              subject_id(recovered->entity));
}

void late_note_others(const Late *late, Diag *diag, Diags *diags)
{
    if (late->n_others == 0)
        return;
    g_autofree char *others = others_text(late);
    diag_note(diags, diag, late->others[0]->ref->span, "so %s %s", others,
              late->n_others == 1 ? "is late too" : "are late too");
}

void late_list_report(const LateList *list, const Schedule *schedule, LateReport report,
                      Diags *diags)
{
    guint told = MIN(list->items->len, MOST_FINDINGS);
    for (guint i = 0; i < told; i++) {
        Diag *diag = report(schedule, &g_array_index(list->items, Late, i), diags);
        if (i + 1 == told && list->items->len > told)
            diag_note(diags, diag, subject_place(&schedule->scenario->entity),
                      "and %u more chains of scenario '%s' are too long", list->items->len - told,
                      subject_id(&schedule->scenario->entity));
    }
}
