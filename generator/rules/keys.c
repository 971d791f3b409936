#include "rules/checks.h"
#include "rules/footing.h"
#include "rules/subject.h"

/* Whether the keys of a backup are there when it is to be restored. */

enum { MOST_NOTES = 3 };

/* What each holder of keys cannot work without, worked out once for all backups. */
typedef struct Holders {
    GHashTable *needs; /* Entity to Footing, owned */
    size_t budget;
} Holders;

static const Footing *footing_of(Holders *holders, const Entity *holder)
{
    const Footing *known = g_hash_table_lookup(holders->needs, holder);
    if (known != NULL)
        return known;
    Footing *needs = footing_new(holder, &holders->budget);
    g_hash_table_insert(holders->needs, (void *)(uintptr_t)holder, needs);
    return needs;
}

/* Do all holders need DATA? A site does not, nor does what cannot be found. */
static bool are_all_lost(Holders *holders, const RefList *keys, const DataSet *data)
{
    for (size_t i = 0; i < keys->count; i++) {
        const Entity *holder = keys->items[i]->target;
        if (holder == NULL || footing_find(footing_of(holders, holder), &data->entity) == SIZE_MAX)
            return false;
    }
    return keys->count > 0;
}

static void report_keys(const DataSet *data, const Backup *backup, const Plan *plan,
                        Holders *holders, Diags *diags)
{
    const Ref *key = backup->keys.items[0];
    const char *id = subject_id(&data->entity);
    const char *method = backup->method.text != NULL ? backup->method.text : "(no method)";
    Diag *diag = diags_add(diags, &check_key_on_recovered_system.rule, key->span,
                           "the keys of '%s' are lost together with data set '%s', which it is to "
                           "bring back",
                           method, id);
    for (size_t i = 0; i < MIN(backup->keys.count, (size_t)MOST_NOTES); i++) {
        const Ref *ref = backup->keys.items[i];
        if (ref->target == &data->entity)
            diag_note(diags, diag, ref->span, "they lie in the data set itself");
        else {
            const Footing *needs = footing_of(holders, ref->target);
            g_autofree char *way = footing_way(needs, footing_find(needs, &data->entity), plan);
            diag_note(diags, diag, ref->span, "%s '%s' needs the data: %s",
                      entity_kind_word(ref->target->kind), ref->text, way);
        }
    }
    diag_help(
        diags, diag,
        "keep a copy of the keys where it does not need '%s', such as on paper in a safe, and "
        "name that site in `keys`",
        id);
}

static void key_on_recovered_system(const CheckInput *input, Diags *diags)
{
    const Plan *plan = input->plan;
    Holders holders = {.needs = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL,
                                                      (GDestroyNotify)footing_free),
                       .budget = FOOTING_BUDGET};
    for (size_t i = 0; i < plan->data.count; i++) {
        const DataSet *data = plan->data.items[i];
        for (size_t j = 0; j < data->backups.count; j++)
            if (are_all_lost(&holders, &data->backups.items[j]->keys, data))
                report_keys(data, data->backups.items[j], plan, &holders, diags);
    }
    g_hash_table_unref(holders.needs);
}

const Check check_key_on_recovered_system = {
    .rule =
        {
            .id = "key-on-recovered-system",
            .severity = SEVERITY_ERROR,
            .summary = "the keys of a backup lie only where they are lost with what it brings back",
            .remedy = "keep a copy of the keys outside of all that needs the data, and name it in "
                      "`keys`",
            .why = "The backup is there, whole and useless: what opens it went down with what it "
                   "was to bring back.",
            .origin = "NIST SP 800-53 Rev. 5 CP-9 d and CP-9(8)",
        },
    .run = key_on_recovered_system,
};
