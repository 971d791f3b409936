#include "base/phone.h"
#include "rules/blank.h"
#include "rules/checks.h"
#include "rules/subject.h"

/* One thing that is written about somebody who can be called. */
typedef struct Detail {
    const Entity *owner;
    const char *key;
    const Text *text;
    bool is_phone;
} Detail;

typedef void (*DetailVisit)(const Detail *detail, Diags *diags);

static void visit_all(const Detail *details, size_t count, DetailVisit visit, Diags *diags)
{
    for (size_t i = 0; i < count; i++)
        if (details[i].text->text != NULL)
            visit(&details[i], diags);
}

static void visit_person(const Person *person, DetailVisit visit, Diags *diags)
{
    const Entity *owner = &person->entity;
    const Detail details[] = {
        {owner, "name", &owner->name, false},    {owner, "title", &person->title, false},
        {owner, "phone", &person->phone, true},  {owner, "phone2", &person->phone2, true},
        {owner, "email", &person->email, false}, {owner, "chat", &person->chat, false},
        {owner, "about", &person->about, false},
    };
    visit_all(details, G_N_ELEMENTS(details), visit, diags);
}

static void visit_team(const Team *team, DetailVisit visit, Diags *diags)
{
    const Entity *owner = &team->entity;
    const Detail details[] = {
        {owner, "name", &owner->name, false},  {owner, "email", &team->email, false},
        {owner, "phone", &team->phone, true},  {owner, "chat", &team->chat, false},
        {owner, "about", &team->about, false},
    };
    visit_all(details, G_N_ELEMENTS(details), visit, diags);
}

static void visit_vendor(const Vendor *vendor, DetailVisit visit, Diags *diags)
{
    const Entity *owner = &vendor->entity;
    const Detail details[] = {
        {owner, "name", &owner->name, false},    {owner, "contact", &vendor->contact, false},
        {owner, "phone", &vendor->phone, true},  {owner, "email", &vendor->email, false},
        {owner, "url", &vendor->url, false},     {owner, "contract", &vendor->contract, false},
        {owner, "about", &vendor->about, false},
    };
    visit_all(details, G_N_ELEMENTS(details), visit, diags);
}

/* The directory belongs to no plan: it is looked at with the first one. */
static void visit_directory(const CheckInput *input, DetailVisit visit, Diags *diags)
{
    const Library *library = input->library;
    if (library->n_plans == 0 || input->plan != library->plans[0])
        return;
    for (size_t i = 0; i < library->people.count; i++)
        visit_person(library->people.items[i], visit, diags);
    for (size_t i = 0; i < library->teams.count; i++)
        visit_team(library->teams.items[i], visit, diags);
    for (size_t i = 0; i < library->vendors.count; i++)
        visit_vendor(library->vendors.items[i], visit, diags);
}

static void report_blank(const Detail *detail, const char *reason, Diags *diags)
{
    Diag *diag;
    if (detail->owner == NULL)
        diag = diags_add(diags, &check_contact_placeholder.rule, detail->text->span,
                         "`%s` of a contact is a placeholder: %s", detail->key, reason);
    else
        diag = diags_add(diags, &check_contact_placeholder.rule, detail->text->span,
                         "`%s` of %s '%s' is a placeholder: %s", detail->key,
                         entity_kind_word(detail->owner->kind), subject_id(detail->owner), reason);
    if (detail->is_phone)
        diag_help(diags, diag, "write the number that is answered at night, such as +49 30 901820");
    else if (detail->owner != NULL && detail->text == &detail->owner->name)
        diag_help(diags, diag, "write who it is");
}

static void look_for_blank(const Detail *detail, Diags *diags)
{
    const char *reason = blank_reason(detail->text->text);
    /* Only a number that could be dialled can lead nowhere; the rest is undialable. */
    if (reason == NULL && detail->is_phone && phone_fault(detail->text->text) == NULL &&
        blank_is_fictional_number(detail->text->text))
        reason = "the 555 block leads nowhere";
    if (reason != NULL)
        report_blank(detail, reason, diags);
}

static void contact_placeholder(const CheckInput *input, Diags *diags)
{
    visit_directory(input, look_for_blank, diags);
    for (size_t i = 0; i < input->plan->contacts.count; i++) {
        const Contact *contact = input->plan->contacts.items[i];
        const Detail details[] = {
            {NULL, "as", &contact->as, false},
            {NULL, "when", &contact->when, false},
        };
        visit_all(details, G_N_ELEMENTS(details), look_for_blank, diags);
    }
}

const Check check_contact_placeholder = {
    .rule =
        {
            .id = "contact-placeholder",
            .severity = SEVERITY_ERROR,
            .summary = "a name, address or number of a contact was never filled in",
            .remedy = "write the real one, or remove the key",
            .why = "The first call of the night goes to a name that is nobody, and finding "
                   "out who is meant takes minutes out of the recovery time.",
            .origin = "NIST SP 800-53 Rev. 5 CP-2 a.3; NIST SP 800-34 Rev. 1 4.2.2",
        },
    .run = contact_placeholder,
};

static void try_to_dial(const Detail *detail, Diags *diags)
{
    if (!detail->is_phone || blank_reason(detail->text->text) != NULL)
        return;
    const char *fault = phone_fault(detail->text->text);
    if (fault == NULL)
        return;
    diags_add(diags, &check_contact_undialable.rule, detail->text->span,
              "`%s` of %s '%s' cannot be dialled: it %s", detail->key,
              entity_kind_word(detail->owner->kind), subject_id(detail->owner), fault);
}

static void contact_undialable(const CheckInput *input, Diags *diags)
{
    visit_directory(input, try_to_dial, diags);
}

const Check check_contact_undialable = {
    .rule =
        {
            .id = "contact-undialable",
            .severity = SEVERITY_ERROR,
            .summary = "a telephone number cannot be dialled from anywhere",
            .remedy = "write the number in E.164 form: '+', country code and digits, such as "
                      "+49 30 901820",
            .why = "An extension or a number without its country code rings only inside the "
                   "office, on the telephones that are down with the rest.",
            .origin = "ITU-T E.164; NIST SP 800-34 Rev. 1 4.2.2",
        },
    .run = contact_undialable,
};

static void role_unfilled(const CheckInput *input, Diags *diags)
{
    for (size_t i = 0; i < input->plan->roles.count; i++) {
        const Role *role = input->plan->roles.items[i];
        if (role->holders.count > 0)
            continue;
        Diag *diag = diags_add(diags, &check_role_unfilled.rule, subject_place(&role->entity),
                               "nobody holds role '%s'", subject_id(&role->entity));
        if (role->alternates.count > 0)
            diag_note(diags, diag, role->alternates.span,
                      "its alternates have nobody to step in for");
    }
}

const Check check_role_unfilled = {
    .rule =
        {
            .id = "role-unfilled",
            .severity = SEVERITY_ERROR,
            .summary = "a role has no holder",
            .remedy = "name a person, team or vendor of people.yaml in its `holders`",
            .why = "Steps and decisions wait for somebody who does not exist; whoever is "
                   "there first takes the part, or nobody does.",
            .origin = "NIST SP 800-53 Rev. 5 CP-2 a.3; NIST SP 800-34 Rev. 1 3.4.6",
        },
    .run = role_unfilled,
};
