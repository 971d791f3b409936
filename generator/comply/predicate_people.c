#include "comply/predicate.h"

#include "base/phone.h"
#include "comply/reason.h"
#include "comply/tally.h"

#include <string.h>

static bool has_target(const RefList *refs)
{
    for (size_t i = 0; i < refs->count; i++)
        if (refs->items[i]->target != NULL)
            return true;
    return false;
}

Answer roles_filled(const Question *question)
{
    const Plan *plan = question->standing->plan;
    Tally tally = {0};
    for (size_t i = 0; i < plan->roles.count; i++)
        tally_entity(&tally, has_target(&plan->roles.items[i]->holders),
                     &plan->roles.items[i]->entity);
    return (Answer){tally_verdict(&tally),
                    tally_text(&tally, question->arena, "roles", "are held by somebody"), NULL};
}

Answer duties_written(const Question *question)
{
    const Plan *plan = question->standing->plan;
    Tally tally = {0};
    for (size_t i = 0; i < plan->roles.count; i++)
        tally_entity(&tally, plan->roles.items[i]->duties.count > 0, &plan->roles.items[i]->entity);
    return (Answer){tally_verdict(&tally),
                    tally_text(&tally, question->arena, "roles", "have duties"), NULL};
}

/* Whom a plan calls on: people, teams and vendors, each once, in the order of the plan. */
typedef struct Called {
    GPtrArray *all;   /* of const Entity * */
    GHashTable *seen; /* the same */
} Called;

static void call(Called *called, const Entity *entity)
{
    if (entity != NULL && g_hash_table_add(called->seen, (void *)(uintptr_t)entity))
        g_ptr_array_add(called->all, (void *)(uintptr_t)entity);
}

static void call_refs(Called *called, const RefList *refs)
{
    for (size_t i = 0; i < refs->count; i++)
        call(called, refs->items[i]->target);
}

/* A role stands for those who hold it, who are called on with the plan's roles. */
static void call_ref(Called *called, const Ref *ref)
{
    if (ref->target != NULL && ref->target->kind != ENTITY_ROLE)
        call(called, ref->target);
}

static void call_plan(Called *called, const Plan *plan)
{
    for (size_t i = 0; i < plan->roles.count; i++) {
        call_refs(called, &plan->roles.items[i]->holders);
        call_refs(called, &plan->roles.items[i]->alternates);
    }
    for (size_t i = 0; i < plan->contacts.count; i++)
        call_ref(called, &plan->contacts.items[i]->who);
    for (size_t i = 0; i < plan->escalation.count; i++)
        call_ref(called, &plan->escalation.items[i]->who);
}

static Called called_new(void)
{
    return (Called){g_ptr_array_new(), g_hash_table_new(NULL, NULL)};
}

static void called_clear(Called *called)
{
    g_ptr_array_unref(called->all);
    g_hash_table_unref(called->seen);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Called, called_clear)

static bool is_dialable(const Text *phone)
{
    return phone->text != NULL && phone_fault(phone->text) == NULL;
}

/* Written, and no placeholder in brackets. */
static bool is_filled(const Text *text)
{
    return text->text != NULL && *text->text != '\0' && strpbrk(text->text, "[]<>{}") == NULL;
}

static bool is_mail(const Text *mail)
{
    return is_filled(mail) && strchr(mail->text, '@') != NULL;
}

static bool person_reachable(const Person *person)
{
    bool first = is_dialable(&person->phone);
    bool second = is_dialable(&person->phone2);
    if (first && second && strcmp(person->phone.text, person->phone2.text) == 0)
        second = false;
    size_t others = (size_t)is_mail(&person->email) + is_filled(&person->chat);
    return (first || second) && (size_t)first + second + others >= 2;
}

static bool team_reachable(const Team *team)
{
    if (is_dialable(&team->phone) && (is_mail(&team->email) || is_filled(&team->chat)))
        return true;
    for (size_t i = 0; i < team->members.count; i++) {
        const Entity *member = team->members.items[i]->target;
        if (member != NULL && member->kind == ENTITY_PERSON &&
            person_reachable((const Person *)member))
            return true;
    }
    return false;
}

static bool is_reachable(const Entity *entity)
{
    if (entity->kind == ENTITY_PERSON)
        return person_reachable((const Person *)entity);
    if (entity->kind == ENTITY_TEAM)
        return team_reachable((const Team *)entity);
    if (entity->kind != ENTITY_VENDOR)
        return false;
    const Vendor *vendor = (const Vendor *)entity;
    return is_dialable(&vendor->phone) && (is_mail(&vendor->email) || is_filled(&vendor->url));
}

Answer contacts_reachable(const Question *question)
{
    g_auto(Called) called = called_new();
    call_plan(&called, question->standing->plan);
    Tally tally = {0};
    for (unsigned i = 0; i < called.all->len; i++)
        tally_entity(&tally, is_reachable(called.all->pdata[i]), called.all->pdata[i]);
    return (Answer){tally_verdict(&tally),
                    tally_text(&tally, question->arena, "people, teams and vendors called on",
                               "have a number that can be dialled and a second way"),
                    NULL};
}

/* Adds the members of the teams in CALLED. */
static void call_members(Called *called)
{
    for (unsigned i = 0; i < called->all->len; i++) {
        const Entity *entity = called->all->pdata[i];
        if (entity->kind == ENTITY_TEAM)
            call_refs(called, &((const Team *)entity)->members);
    }
}

Answer contacts_verified(const Question *question)
{
    const Date as_of = question->standing->as_of;
    g_auto(Called) called = called_new();
    call_plan(&called, question->standing->plan);
    call_members(&called);
    Tally dated = {0};
    Tally fresh = {0};
    for (unsigned i = 0; i < called.all->len; i++) {
        const Entity *entity = called.all->pdata[i];
        if (entity->kind != ENTITY_PERSON)
            continue;
        const DateValue *verified = &((const Person *)entity)->verified;
        bool has_date = verified->known && verified->value.days <= as_of.days;
        tally_entity(&dated, has_date, entity);
        tally_entity(&fresh,
                     has_date &&
                         as_of.days <=
                             date_add(verified->value, question->control->within.value).days,
                     entity);
    }
    const char *claim =
        arena_printf(question->arena, "had their numbers tried in the %s up to %s",
                     reason_duration(question->arena, question->control->within.value),
                     reason_date(question->arena, as_of));
    Answer answer = {tally_verdict(&fresh),
                     tally_text(&fresh, question->arena, "people called on", claim), NULL};
    if (answer.verdict == VERDICT_NOT_SATISFIED && dated.part == 0)
        answer.verdict = VERDICT_NO_EVIDENCE;
    else if (answer.verdict == VERDICT_NOT_SATISFIED && dated.part == dated.whole)
        answer.verdict = VERDICT_STALE;
    return answer;
}
