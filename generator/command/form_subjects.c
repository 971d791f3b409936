#include "command/form_subjects.h"

#include "model/crew.h"
#include "publish/resources.h"

/* The people of PLAN: who hold a role in it, stand in for one, or are to be called. */
static GHashTable *people_of(const Plan *plan)
{
    GHashTable *people = g_hash_table_new(g_direct_hash, g_direct_equal);
    g_autoptr(GPtrArray) parts = g_ptr_array_new();
    for (size_t i = 0; i < plan->roles.count; i++)
        g_ptr_array_add(parts, &plan->roles.items[i]->entity);
    for (size_t i = 0; i < plan->contacts.count; i++)
        if (plan->contacts.items[i]->who.target != NULL)
            g_ptr_array_add(parts, (gpointer)(guintptr)plan->contacts.items[i]->who.target);
    for (guint i = 0; i < parts->len; i++) {
        g_auto(Crew) crew = crew_of(parts->pdata[i], NULL);
        for (guint j = 0; j < crew.people->len; j++)
            g_hash_table_add(people, crew.people->pdata[j]);
    }
    return people;
}

/* "Maria Silva, Database administrator, +55 ..., maria@..." */
static const char *about_person(const Person *person, Arena *arena)
{
    const char *const parts[] = {person->title.text, person->phone.text, person->phone2.text,
                                 person->email.text};
    g_autoptr(GString) about = g_string_new(entity_name(&person->entity));
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        if (parts[i] != NULL)
            g_string_append_printf(about, ", %s", parts[i]);
    return arena_text(arena, about->str);
}

static void add_people(GArray *subjects, const Library *library, const Plan *plan, Arena *arena)
{
    g_autoptr(GHashTable) wanted = plan == NULL ? NULL : people_of(plan);
    for (size_t i = 0; i < library->people.count; i++) {
        const Person *person = library->people.items[i];
        bool meant = wanted == NULL || g_hash_table_contains(wanted, &person->entity);
        FormSubject subject = {person->entity.id.text, NULL};
        if (!meant || person->left.text != NULL || subject.id == NULL)
            continue;
        subject.about = about_person(person, arena);
        g_array_append_val(subjects, subject);
    }
}

static void add_data(GArray *subjects, const Plan *plan)
{
    for (size_t i = 0; plan != NULL && i < plan->data.count; i++) {
        const Entity *data = &plan->data.items[i]->entity;
        FormSubject subject = {data->id.text, entity_name(data)};
        if (subject.id != NULL)
            g_array_append_val(subjects, subject);
    }
}

static void add_controls(GArray *subjects, const Library *library, Arena *arena)
{
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(Resources) resources = resources_read(library, diags);
    for (size_t i = 0; i < resources->n_frameworks; i++) {
        const Framework *framework = resources->frameworks[i];
        for (size_t j = 0; j < framework->controls.count; j++) {
            const Control *control = framework->controls.items[j];
            if (control->evidence.index != EVIDENCE_PERSON || control->number.text == NULL)
                continue;
            const char *text =
                control->about.text != NULL ? control->about.text : entity_name(&control->entity);
            FormSubject subject = {
                arena_printf(arena, "%s/%s", framework->id.text, control->number.text),
                arena_text(arena, text)};
            g_array_append_val(subjects, subject);
        }
    }
}

GArray *form_subjects_new(ActKind kind, const Library *library, const Plan *plan, Arena *arena)
{
    GArray *subjects = g_array_new(FALSE, FALSE, sizeof(FormSubject));
    switch (kind) {
    case ACT_TRAINING:
    case ACT_CONTACT:
        add_people(subjects, library, plan, arena);
        break;
    case ACT_BACKUP:
        add_data(subjects, plan);
        break;
    case ACT_ATTESTATION:
        add_controls(subjects, library, arena);
        break;
    case ACT_REVIEW:
    case ACT_APPROVAL:
    case ACT_FINDING:
        break;
    }
    return subjects;
}
