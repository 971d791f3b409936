#include "comply/answer.h"

#include "base/phone.h"
#include "comply/reason.h"
#include "comply/tally.h"
#include "model/channel.h"

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
    return answer_tally(question, &tally, "roles", "are held by somebody");
}

Answer duties_written(const Question *question)
{
    const Plan *plan = question->standing->plan;
    Tally tally = {0};
    for (size_t i = 0; i < plan->roles.count; i++)
        tally_entity(&tally, plan->roles.items[i]->duties.count > 0, &plan->roles.items[i]->entity);
    return answer_tally(question, &tally, "roles", "have duties");
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
    return answer_tally(question, &tally, "people, teams and vendors called on",
                        "have a number that can be dialled and a second way");
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

/* Person to the newest act that reached them; both borrowed. */
static GHashTable *newest_contacts(const Standing *standing)
{
    GHashTable *contacts = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < standing->n_acts; i++) {
        const Act *act = standing->acts[i];
        if (act->kind == ACT_CONTACT && act->passed && act->subject != NULL)
            g_hash_table_insert(contacts, (gpointer)act->subject, (gpointer)act);
    }
    return contacts;
}

/* When the numbers of PERSON were last tried, by what people.yaml says or what was recorded; false
 * when never. *ACT gets what was recorded, or NULL. */
static bool last_tried(const Question *question, GHashTable *contacts, const Person *person,
                       Date *date, const Act **act)
{
    const DateValue *verified = &person->verified;
    bool has = verified->known && verified->value.days <= question->standing->as_of.days;
    *act = person->entity.id.text == NULL ? NULL
                                          : g_hash_table_lookup(contacts, person->entity.id.text);
    if (*act != NULL && has && (*act)->date.days <= verified->value.days)
        *act = NULL;
    *date = *act != NULL ? (*act)->date : verified->value;
    return *act != NULL || has;
}

/* Whether the library says that numbers are tried at least once in the period. */
static Verdict contacts_defined(const Question *question, const char **reason)
{
    const DurationValue *limit = &question->library->limits.contacts;
    const char *within = reason_duration(question->arena, question->control->within.value);
    if (!limit->known)
        *reason = arena_printf(question->arena,
                               " `limits.contacts` of redbinder.yaml does not say how often that "
                               "is done; at least every %s is asked for.",
                               within);
    else if (duration_compare(limit->value, question->control->within.value) > 0)
        *reason = arena_printf(question->arena, " The library asks for it every %s, %s is allowed.",
                               limit->text, within);
    else
        *reason = "";
    return **reason == '\0' ? VERDICT_SATISFIED : VERDICT_NOT_SATISFIED;
}

Answer contacts_verified(const Question *question)
{
    const Date as_of = question->standing->as_of;
    g_autoptr(GHashTable) contacts = newest_contacts(question->standing);
    g_auto(Called) called = called_new();
    call_plan(&called, question->standing->plan);
    call_members(&called);
    Tally dated = {0};
    Tally fresh = {0};
    Answer limit = {.has_until = false};
    for (unsigned i = 0; i < called.all->len; i++) {
        const Entity *entity = called.all->pdata[i];
        if (entity->kind != ENTITY_PERSON || person_has_left((const Person *)entity, as_of))
            continue;
        Date date = {0};
        const Act *act = NULL;
        bool has_date = last_tried(question, contacts, (const Person *)entity, &date, &act);
        rows_add_act(question->rows, act);
        tally_entity(&dated, has_date, entity);
        tally_entity(&fresh, has_date && is_in_period(question, date), entity);
        if (has_date)
            answer_limit(&limit, last_day(question, date));
    }
    const char *claim =
        arena_printf(question->arena, "had their numbers tried in %s", period_text(question));
    Answer answer = answer_tally(question, &fresh, "people called on", claim);
    if (answer.verdict == VERDICT_NOT_SATISFIED && dated.part == 0)
        answer.verdict = VERDICT_NO_EVIDENCE;
    else if (answer.verdict == VERDICT_NOT_SATISFIED && dated.part == dated.whole)
        answer.verdict = VERDICT_STALE;
    const char *definition = "";
    Verdict defined = contacts_defined(question, &definition);
    answer_ask_two(&answer, defined, answer.verdict);
    answer.reason = arena_printf(question->arena, "%s%s", answer.reason, definition);
    if (answer.met == VERDICT_SATISFIED)
        answer.turn =
            arena_printf(question->arena, "Write `limits: {contacts: %s}` in redbinder.yaml.",
                         reason_duration(question->arena, question->control->within.value));
    answer.has_until = limit.has_until;
    answer.until = limit.until;
    return answer;
}

/* Has ENTITY channels of two kinds, so that one stands when the other's carrier is down? */
static bool is_independent(const Entity *entity)
{
    Channels channels = channels_of(entity);
    for (size_t i = 1; i < channels.count; i++)
        if (channels.items[i].kind != channels.items[0].kind)
            return true;
    return false;
}

Answer channels_independent(const Question *question)
{
    g_auto(Called) called = called_new();
    call_plan(&called, question->standing->plan);
    call_members(&called);
    Tally tally = {0};
    for (unsigned i = 0; i < called.all->len; i++) {
        const Entity *entity = called.all->pdata[i];
        /* A team without channels of its own is reached by those of its members. */
        bool by_members = entity->kind == ENTITY_TEAM && channels_of(entity).count == 0 &&
                          ((const Team *)entity)->members.count > 0;
        if (!by_members)
            tally_entity(&tally, is_independent(entity), entity);
    }
    return answer_tally(question, &tally, "people, teams and vendors called on",
                        "can be reached over two kinds of channels");
}
