#include "model/risk_scale.h"
#include "rules/checks.h"
#include "rules/subject.h"

/* Whether a copy is left when what it was made of is gone. */

enum { MOST_NOTES = 3, MOST_WITHIN = 32, MOST_TRIED = 64 };

static const Site *site_of(const Ref *ref)
{
    return ref->target != NULL && ref->target->kind == ENTITY_SITE ? (const Site *)ref->target
                                                                   : NULL;
}

/* The innermost site whose loss takes both A and B, which may be one of them; NULL when there is
 * none. The bound only ends walks through sites that lie within each other in a circle. */
static const Site *shared_site(const Site *a, const Site *b)
{
    for (size_t i = 0; a != NULL && i < MOST_WITHIN; i++, a = site_of(&a->within)) {
        const Site *other = b;
        for (size_t j = 0; other != NULL && j < MOST_WITHIN; j++, other = site_of(&other->within))
            if (a == other)
                return a;
    }
    return NULL;
}

static bool is_same_place(const Site *a, const Site *b)
{
    return word_is_same(a->provider.text, b->provider.text) &&
           word_is_same(a->location.text, b->location.text);
}

/* Does COPY go down with HOME? */
static bool is_bound(const Site *home, const Site *copy)
{
    return shared_site(home, copy) != NULL || is_same_place(home, copy);
}

/* Is each site of LIST known and bound to HOME? */
static bool all_bound(const RefList *list, const Site *home)
{
    for (size_t i = 0; i < list->count; i++) {
        const Site *site = site_of(list->items[i]);
        if (site == NULL || !is_bound(home, site))
            return false;
    }
    return list->count > 0;
}

static bool all_copies_bound(const DataSet *data, const Site *home)
{
    for (size_t i = 0; i < data->backups.count; i++)
        if (!all_bound(&data->backups.items[i]->to, home))
            return false;
    return data->backups.count > 0;
}

/* Says why the site that TO names goes down with HOME, where that is not plain. */
static void note_bond(const Ref *to, const Site *home, Diag *diag, Diags *diags)
{
    const Site *copy = site_of(to);
    const Site *shared = shared_site(home, copy);
    const char *id = subject_id(&copy->entity);
    if (copy == home)
        return;
    if (shared == NULL)
        diag_note(diags, diag, copy->location.span,
                  "'%s' is at the same place, %s, and of the same provider, %s", id,
                  copy->location.text, copy->provider.text);
    else if (shared == home || shared == copy)
        diag_note(diags, diag, shared == home ? copy->within.span : home->within.span,
                  "'%s' goes down with '%s'",
                  subject_id(shared == home ? &copy->entity : &home->entity),
                  subject_id(&shared->entity));
    else
        diag_note(diags, diag, copy->within.span, "'%s' and '%s' both go down with '%s'",
                  subject_id(&home->entity), id, subject_id(&shared->entity));
}

/* A site of the plan that does not go with HOME; NULL when none of the first ones is. */
static const Site *find_apart(const Plan *plan, const Site *home)
{
    for (size_t i = 0; i < MIN(plan->sites.count, (size_t)MOST_TRIED); i++)
        if (!is_bound(home, plan->sites.items[i]))
            return plan->sites.items[i];
    return NULL;
}

static void report_same_domain(const DataSet *data, const Site *home, const Plan *plan,
                               Diags *diags)
{
    const Ref *to = data->backups.items[0]->to.items[0];
    const char *id = subject_id(&home->entity);
    Diag *diag = diags_add(diags, &check_copy_same_failure_domain.rule, to->span,
                           "every copy of data set '%s' is lost together with the site where the "
                           "data is written, '%s'",
                           subject_id(&data->entity), id);
    diag_note(diags, diag, data->at.items[0]->span, "'%s' is written in '%s'",
              subject_id(&data->entity), id);
    g_autoptr(GHashTable) told = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (size_t i = 0; i < data->backups.count; i++) {
        const RefList *sites = &data->backups.items[i]->to;
        for (size_t j = 0; j < sites->count; j++)
            if (g_hash_table_size(told) < MOST_NOTES &&
                g_hash_table_add(told, (void *)(uintptr_t)sites->items[j]->target))
                note_bond(sites->items[j], home, diag, diags);
    }
    const Site *apart = find_apart(plan, home);
    if (apart != NULL)
        diag_help(diags, diag,
                  "send a copy to a site that does not go down with '%s', such as "
                  "'%s'",
                  id, subject_id(&apart->entity));
    else
        diag_help(diags, diag,
                  "send a copy to a site that does not go down with '%s': another "
                  "place, another provider",
                  id);
}

/* A backup that does not say where its copies lie may lie elsewhere: then nothing is said. */
static void copy_same_failure_domain(const CheckInput *input, Diags *diags)
{
    for (size_t i = 0; i < input->plan->data.count; i++) {
        const DataSet *data = input->plan->data.items[i];
        const Site *home = data->at.count == 0 ? NULL : site_of(data->at.items[0]);
        if (home != NULL && all_bound(&data->at, home) && all_copies_bound(data, home))
            report_same_domain(data, home, input->plan, diags);
    }
}

const Check check_copy_same_failure_domain = {
    .rule =
        {
            .id = "copy-same-failure-domain",
            .severity = SEVERITY_ERROR,
            .summary = "every copy of a data set lies where one loss takes the data and all copies",
            .remedy = "send a copy to a site that does not share the loss: elsewhere, or with "
                      "another provider",
            .why = "One fire, one flood or one mistake of one provider takes the data and every "
                   "copy of it; there is then nothing to restore.",
            .origin = "NIST SP 800-53 Rev. 5 CP-6(1); NIS2 Implementing Regulation (EU) 2024/2690 "
                      "Annex 4.2.2",
        },
    .run = copy_same_failure_domain,
};

static bool is_true(const BoolValue *value)
{
    return value->known && value->value;
}

static bool is_unreadable(const BoolValue *value)
{
    return !value->known && (value->text != NULL || value->span.source != NULL);
}

/* Is no copy of DATA out of an attacker's reach? False also when that cannot be read. */
static bool is_within_reach(const DataSet *data)
{
    for (size_t i = 0; i < data->backups.count; i++) {
        const Backup *backup = data->backups.items[i];
        if (is_true(&backup->immutable) || is_true(&backup->offline) ||
            is_unreadable(&backup->immutable) || is_unreadable(&backup->offline))
            return false;
    }
    return data->backups.count > 0;
}

/* One finding for the plan: one decision about the backups mends all of them. */
static void copy_offline_missing(const CheckInput *input, Diags *diags)
{
    const Plan *plan = input->plan;
    Diag *diag = NULL;
    size_t reachable = 0;
    const DataSet *first = NULL;
    const DataSet *next = NULL;
    for (size_t i = 0; i < plan->data.count; i++) {
        const DataSet *data = plan->data.items[i];
        if (!is_within_reach(data))
            continue;
        reachable++;
        if (diag == NULL) {
            first = data;
            diag = diags_add(diags, &check_copy_offline_missing.rule, subject_place(&data->entity),
                             "no copy of data set '%s' is immutable or offline",
                             subject_id(&first->entity));
        } else if (reachable <= MOST_NOTES + 1)
            diag_note(diags, diag, subject_place(&data->entity), "nor is one of '%s'",
                      subject_id(&data->entity));
        else if (next == NULL)
            next = data;
    }
    if (next != NULL)
        diag_note(diags, diag, subject_place(&next->entity), "nor of %zu more",
                  reachable - MOST_NOTES - 1);
}

const Check check_copy_offline_missing = {
    .rule =
        {
            .id = "copy-offline-missing",
            .severity = SEVERITY_WARNING,
            .summary = "a data set has backups, and none of them is immutable or offline",
            .remedy = "keep one copy that nobody can change or reach over the network, and write "
                      "`immutable: true` or `offline: true` at its backup",
            .why = "Ransomware, or an administrator's stolen key, deletes the backups first and "
                   "the data second.",
            .origin = "AICPA TSC A1.2.11; NIST SP 800-53 Rev. 5 CP-9 d",
        },
    .run = copy_offline_missing,
};

static const char *const class_names[] = {
    [DATA_USER] = "user",
    [DATA_SYSTEM] = "system",
    [DATA_DOCUMENTATION] = "documentation",
};

static const char *const class_examples[] = {
    [DATA_USER] = "what users have stored",
    [DATA_SYSTEM] = "images, configuration and licences of the systems",
    [DATA_DOCUMENTATION] = "the plans, the runbooks and the manuals",
};

static void report_classes(const bool *has, const Word *first, Diags *diags)
{
    g_autoptr(GString) names = g_string_new(NULL);
    size_t example = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(class_names); i++) {
        if (has[i])
            continue;
        if (names->len == 0)
            example = i;
        g_string_append_printf(names, "%s'%s'", names->len > 0 ? " or " : "", class_names[i]);
    }
    if (names->len == 0)
        return;
    Diag *diag = diags_add(diags, &check_backup_class_missing.rule, first->span,
                           "no data set is of class %s", names->str);
    diag_help(diags, diag,
              "add a data set of `class: %s` with its backups (%s), or mark the one "
              "that is there",
              class_names[example], class_examples[example]);
}

/* Only plans that class their data are asked. */
static void backup_class_missing(const CheckInput *input, Diags *diags)
{
    bool has[G_N_ELEMENTS(class_names)] = {false};
    const Word *first = NULL;
    for (size_t i = 0; i < input->plan->data.count; i++) {
        const Word *word = &input->plan->data.items[i]->data_class;
        if (word->text == NULL && word->span.source == NULL)
            continue;
        if (word->text == NULL || word->index < 0)
            return;
        has[word->index] = true;
        if (first == NULL)
            first = word;
    }
    if (first != NULL)
        report_classes(has, first, diags);
}

const Check check_backup_class_missing = {
    .rule =
        {
            .id = "backup-class-missing",
            .severity = SEVERITY_WARNING,
            .summary = "a plan classes its data, and user, system or documentation data is missing",
            .remedy = "add data sets of the missing class with their backups",
            .why = "The users' data comes back, and there is no system to put it on, or no manual "
                   "that says how.",
            .origin = "NIST SP 800-53 Rev. 5 CP-9 a, b and c",
        },
    .run = backup_class_missing,
};
