#include "rules/declaration.h"

#include "rules/checks.h"
#include "rules/listing.h"
#include "rules/reliance.h"
#include "rules/subject.h"

#include <string.h>

static bool is_unreadable(const Role *role)
{
    return !role->declares.known && role->declares.span.source != NULL;
}

/* Who commands is likely to be meant. */
static const Role *likely_role(const Plan *plan)
{
    for (size_t i = 0; i < plan->roles.count; i++)
        if (strstr(subject_id(&plan->roles.items[i]->entity), "command") != NULL)
            return plan->roles.items[i];
    return NULL;
}

static void declaration_unassigned(const CheckInput *input, Diags *diags)
{
    const Plan *plan = input->plan;
    for (size_t i = 0; i < plan->roles.count; i++)
        if (role_may_declare(plan->roles.items[i]) || is_unreadable(plan->roles.items[i]))
            return;
    if (plan->roles.count == 0)
        return;
    const Role *likely = likely_role(plan);
    const Role *place = likely != NULL ? likely : plan->roles.items[0];
    size_t count = plan->roles.count;
    Diag *diag =
        count == 1
            ? diags_add(diags, &check_declaration_unassigned.rule, subject_place(&place->entity),
                        "nobody may declare a disaster: the plan's only role does not")
            : diags_add(diags, &check_declaration_unassigned.rule, subject_place(&place->entity),
                        "nobody may declare a disaster: none of the plan's %zu roles does", count);
    if (likely != NULL)
        diag_help(diags, diag, "add `declares: true` to role '%s', if that is who decides",
                  subject_id(&likely->entity));
}

const Check check_declaration_unassigned = {
    .rule =
        {
            .id = "declaration-unassigned",
            .severity = SEVERITY_ERROR,
            .summary = "a plan has roles, and none of them may declare a disaster",
            .remedy = "add `declares: true` to the one role that decides",
            .why = "Everybody waits for somebody else to say that this is a disaster, and the "
                   "recovery time runs before recovery has begun.",
            .origin = "NIST SP 800-34 Rev. 1 4.2.1; ISO 22301:2019 8.4.2",
        },
    .run = declaration_unassigned,
};

static void declaration_ambiguous(const CheckInput *input, Diags *diags)
{
    const Role *first = NULL;
    Diag *diag = NULL;
    size_t count = 0;
    for (size_t i = 0; i < input->plan->roles.count; i++) {
        const Role *role = input->plan->roles.items[i];
        if (!role_may_declare(role))
            continue;
        count++;
        if (first == NULL) {
            first = role;
        } else if (diag == NULL) {
            const char *id = subject_id(&role->entity);
            const char *first_id = subject_id(&first->entity);
            diag =
                diags_add(diags, &check_declaration_ambiguous.rule, role->declares.span,
                          "more than one role may declare a disaster: '%s' and '%s'", first_id, id);
            diag_note(diags, diag, first->declares.span, "role '%s' may too", first_id);
            diag_help(diags, diag,
                      "let one decide: take `declares` from '%s' and name its holders as "
                      "alternates of '%s'",
                      id, first_id);
        } else if (count <= 2 + LISTING_NOTED) {
            diag_note(diags, diag, role->declares.span, "role '%s' may too",
                      subject_id(&role->entity));
        }
    }
}

const Check check_declaration_ambiguous = {
    .rule =
        {
            .id = "declaration-ambiguous",
            .severity = SEVERITY_ERROR,
            .summary = "more than one role of a plan may declare a disaster",
            .remedy = "leave `declares: true` with one role, and name the others as its alternates",
            .why = "Two people who may both decide wait for each other, or decide differently: "
                   "one half of the team fails over while the other still repairs.",
            .origin = "NIST SP 800-34 Rev. 1 4.2.1",
        },
    .run = declaration_ambiguous,
};

bool successor_is_missing(const Role *role)
{
    return role->holders.count > 0 && list_is_empty(role->alternates.count, role->alternates.span);
}

static void declaration_successor_missing(const CheckInput *input, Diags *diags)
{
    const Role *role = plan_declaring_role(input->plan);
    if (role == NULL || !successor_is_missing(role))
        return;
    Diag *diag = diags_add(
        diags, &check_declaration_successor_missing.rule, subject_place(&role->entity),
        "role '%s' may declare a disaster and has no successor", subject_id(&role->entity));
    diag_note(diags, diag, role->declares.span, "no other role may");
    if (role->holders.count > 1)
        return;
    const Ref *holder = role->holders.items[0];
    diag_note(diags, diag, holder->span, "its only holder is '%s'", holder->text);
    diag_help(diags, diag, "name in its `alternates` who decides when '%s' cannot be reached",
              holder->text);
}

const Check check_declaration_successor_missing = {
    .rule =
        {
            .id = "declaration-successor-missing",
            .severity = SEVERITY_ERROR,
            .summary = "the role that may declare a disaster has no alternate",
            .remedy = "name a successor in the role's `alternates`",
            .why = "When the one who decides is on a plane or among the victims, nobody has the "
                   "authority to begin, or it is taken by whoever dares.",
            .origin = "NIST SP 800-34 Rev. 1 4.2.1 and 3.4.6",
        },
    .run = declaration_successor_missing,
};
