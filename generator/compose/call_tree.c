#include "compose/directive.h"
#include "compose/show.h"

/*
 * Who is called, in which order and when, with nothing but what is dialled: for the first page of a
 * binder and for the card in a wallet. Numbers are large.
 */

/* Someone of the tree. */
typedef struct Called {
    const Entity *who;
    const char *rank; /* "1", "escalation" or a contact's part; NULL: none */
    const char *when; /* "at once", "after 15 min"; NULL: nothing is said */
} Called;

static const Text *phone_of(const Entity *entity, bool second)
{
    static const Text none = {0};
    if (entity->kind == ENTITY_PERSON) {
        const Person *person = (const Person *)entity;
        return second ? &person->phone2 : &person->phone;
    }
    if (!second && entity->kind == ENTITY_TEAM)
        return &((const Team *)entity)->phone;
    if (!second && entity->kind == ENTITY_VENDOR)
        return &((const Vendor *)entity)->phone;
    return &none;
}

static const Text *mail_of(const Entity *entity)
{
    static const Text none = {0};
    if (entity->kind == ENTITY_PERSON)
        return &((const Person *)entity)->email;
    if (entity->kind == ENTITY_TEAM)
        return &((const Team *)entity)->email;
    return entity->kind == ENTITY_VENDOR ? &((const Vendor *)entity)->email : &none;
}

/* ---- cards ---- */

static void add_loud(Doc *doc, Node *facts, const char *label, const Text *number)
{
    if (number->text != NULL)
        node_add_fact(doc, facts, label, number->text)->as.fact.loud = true;
}

static void add_call_card(const Scope *scope, const Called *called)
{
    Doc *doc = scope->doc;
    Node *card = node_add(doc, scope->parent, NODE_CARD);
    card->text = arena_text(doc->arena, entity_name(called->who));
    g_autofree char *detail = g_strjoin(", ", called->rank == NULL ? called->when : called->rank,
                                        called->rank == NULL ? NULL : called->when, NULL);
    card->as.card.detail = arena_text(doc->arena, detail);
    Node *facts = node_add(doc, card, NODE_FACTS);
    add_loud(doc, facts, "Phone", phone_of(called->who, false));
    add_loud(doc, facts, "Second phone", phone_of(called->who, true));
    if (mail_of(called->who)->text != NULL)
        node_add_fact(doc, facts, "E-mail", mail_of(called->who)->text);
    if (facts->first == NULL)
        node_add_badge(doc, node_add_fact(doc, facts, "Phone", NULL), TONE_DANGER, "none");
}

/* ---- the card for the wallet ---- */

/* "1, at once | Maria Silva / +49 30 ..." */
static void add_brief(const Scope *scope, const Called *called)
{
    Doc *doc = scope->doc;
    Node *facts = scope->parent->last;
    g_autofree char *label =
        g_strjoin(", ", called->rank == NULL ? or_dash(called->when) : called->rank,
                  called->rank == NULL ? NULL : called->when, NULL);
    Node *fact = node_add_fact(doc, facts, label, entity_name(called->who));
    fact->as.fact.loud = true;
    for (int second = 0; second < 2; second++) {
        const Text *number = phone_of(called->who, second);
        if (number->text == NULL)
            continue;
        node_add(doc, fact, NODE_LINE_BREAK);
        node_add_text(doc, fact, number->text);
    }
    if (phone_of(called->who, false)->text != NULL)
        return;
    node_add(doc, fact, NODE_LINE_BREAK);
    node_add_text(doc, fact,
                  mail_of(called->who)->text == NULL ? "no number" : mail_of(called->who)->text);
}

/* ---- the tree ---- */

static void add_called(const Scope *scope, const Called *called, bool brief)
{
    if (called->who->kind == ENTITY_ROLE) {
        const Role *role = (const Role *)called->who;
        for (size_t i = 0; i < role->holders.count; i++) {
            Called holder = *called;
            holder.who = role->holders.items[i]->target;
            if (holder.who != NULL && holder.who->kind != ENTITY_ROLE)
                add_called(scope, &holder, brief);
        }
    } else if (brief) {
        add_brief(scope, called);
    } else {
        add_call_card(scope, called);
    }
}

/* "after 15 min"; the first level is called at once. */
static const char *when_of(Doc *doc, const EscalationLevel *level, bool first)
{
    char words[DURATION_TEXT_SIZE];
    if (!level->after.known)
        return first ? "at once" : NULL;
    if (duration_approximate(level->after.value) == 0)
        return "at once";
    return arena_printf(doc->arena, "after %s", duration_words(level->after.value, words));
}

static void add_levels(const Scope *scope, const Plan *plan, bool brief)
{
    for (size_t i = 0; i < plan->escalation.count; i++) {
        const EscalationLevel *level = plan->escalation.items[i];
        const char *rank = level->level.text != NULL
                               ? level->level.text
                               : arena_printf(scope->doc->arena, "%zu", i + 1);
        Called called = {level->who.target, rank, when_of(scope->doc, level, i == 0)};
        if (called.who != NULL)
            add_called(scope, &called, brief);
    }
}

static void add_contacts(const Scope *scope, const Plan *plan, bool brief)
{
    for (size_t i = 0; i < plan->contacts.count; i++) {
        const Contact *contact = plan->contacts.items[i];
        Called called = {contact->who.target, contact->as.text, contact->when.text};
        if (called.who != NULL)
            add_called(scope, &called, brief);
    }
}

/* The ladder of calls; where a plan has none, those who are to be called at all. */
static void add_tree(const Scope *scope, const Plan *plan, bool brief)
{
    Node *facts = brief ? node_add(scope->doc, scope->parent, NODE_FACTS) : NULL;
    const Node *before = scope->parent->last;
    add_levels(scope, plan, brief);
    if (brief ? facts->first == NULL : scope->parent->last == before)
        add_contacts(scope, plan, brief);
    bool nobody = brief ? facts->first == NULL : scope->parent->last == before;
    if (facts != NULL)
        drop_if_empty(facts);
    if (nobody)
        node_add_paragraph(scope->doc, scope->parent, "The plan names nobody to be called.");
}

void append_call_tree(const Scope *scope)
{
    const Subject *subject = scope->subject;
    bool brief = g_strcmp0(scope->arguments, "brief") == 0;
    if (subject->view != NULL) {
        add_tree(scope, subject->view->plan, brief);
        return;
    }
    for (size_t i = 0; i < subject->n_views; i++) {
        const Plan *plan = subject->views[i].plan;
        Scope inner = *scope;
        inner.parent =
            node_add_section(scope->doc, scope->parent, scope->level, plan->id, plan->title.text);
        inner.level++;
        add_tree(&inner, plan, brief);
    }
}
