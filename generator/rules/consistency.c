#include "rules/checks.h"
#include "rules/subject.h"

/* Data sets that are of use only when all are of the same moment. */

enum { MOST_NOTES = 4 };

/* The data sets of one group, with an RPO that can be read; in the order of the source. */
typedef GPtrArray Group;

/* The groups of PLAN in the order in which they are first named. Owned by the caller. */
static GPtrArray *find_groups(const Plan *plan)
{
    GPtrArray *groups = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    g_autoptr(GHashTable) by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < plan->data.count; i++) {
        DataSet *data = plan->data.items[i];
        if (data->consistent_with.text == NULL || known_length(&data->rpo) == NULL)
            continue;
        g_autofree char *name = g_utf8_casefold(data->consistent_with.text, -1);
        Group *group = g_hash_table_lookup(by_name, name);
        if (group == NULL) {
            group = g_ptr_array_new();
            g_ptr_array_add(groups, group);
            g_hash_table_insert(by_name, g_steal_pointer(&name), group);
        }
        g_ptr_array_add(group, data);
    }
    return groups;
}

static void check_group(const Group *group, Diags *diags)
{
    const DataSet *least = group->pdata[0];
    const DataSet *most = group->pdata[0];
    for (guint i = 1; i < group->len; i++) {
        const DataSet *data = group->pdata[i];
        if (duration_compare(data->rpo.value, least->rpo.value) < 0)
            least = data;
        if (duration_compare(data->rpo.value, most->rpo.value) > 0)
            most = data;
    }
    if (least == most)
        return;
    Diag *diag = diags_add(diags, &check_consistency_group_unequal.rule, most->rpo.span,
                           "data sets of group '%s' must be of the same moment, but '%s' may lose "
                           "more than '%s': %s > %s",
                           most->consistent_with.text, subject_id(&most->entity),
                           subject_id(&least->entity), most->rpo.text, least->rpo.text);
    diag_note(diags, diag, least->rpo.span, "'%s' may lose %s", subject_id(&least->entity),
              least->rpo.text);
    size_t others = 0;
    for (guint i = 0; i < group->len; i++) {
        const DataSet *data = group->pdata[i];
        if (data == least || data == most ||
            duration_compare(data->rpo.value, least->rpo.value) == 0)
            continue;
        if (others++ < MOST_NOTES)
            diag_note(diags, diag, data->rpo.span, "'%s' may lose %s", subject_id(&data->entity),
                      data->rpo.text);
    }
    if (others > MOST_NOTES)
        diag_note(diags, diag, most->consistent_with.span, "and %zu more may lose more than %s",
                  others - MOST_NOTES, least->rpo.text);
    diag_help(diags, diag,
              "give all of them an `rpo` of %s, with backups taken at the same moment, or take "
              "'%s' out of the group",
              least->rpo.text, subject_id(&most->entity));
}

static void consistency_group_unequal(const CheckInput *input, Diags *diags)
{
    g_autoptr(GPtrArray) groups = find_groups(input->plan);
    for (guint i = 0; i < groups->len; i++)
        check_group(groups->pdata[i], diags);
}

const Check check_consistency_group_unequal = {
    .rule =
        {
            .id = "consistency-group-unequal",
            .severity = SEVERITY_WARNING,
            .summary = "data sets that must be of the same moment may lose different amounts",
            .remedy = "give all data sets of the group the same `rpo`",
            .why = "One of them comes back newer than the other: orders without payments, files "
                   "without records, and nobody can tell which are right.",
            .origin = "NIST SP 800-34 Rev. 1 3.2.1; NIST SP 800-53 Rev. 5 CP-10(2)",
        },
    .run = consistency_group_unequal,
};
