#include "base/url.h"
#include "compose/call_link.h"
#include "compose/directive.h"
#include "compose/needed.h"
#include "compose/show.h"
#include "doc/markdown.h"

#include <string.h>

/* What is shown of anybody who can be called. */
typedef struct Caller {
    const char *detail;
    const Text *phone, *phone2, *email, *chat;
} Caller;

static const Text no_text = {NULL, {NULL, 0, 0}};

static Caller person_caller(const Person *person)
{
    return (Caller){person->title.text, &person->phone, &person->phone2, &person->email,
                    &person->chat};
}

static Caller team_caller(const Team *team)
{
    return (Caller){"team", &team->phone, &no_text, &team->email, &team->chat};
}

static Caller vendor_caller(const Vendor *vendor)
{
    return (Caller){vendor->service.text, &vendor->phone, &no_text, &vendor->email, &no_text};
}

static void fact_link(Doc *doc, Node *facts, const char *label, const char *scheme,
                      const Text *text)
{
    if (text->text != NULL)
        call_link(doc, node_add_fact(doc, facts, label, NULL), scheme, text->text);
}

/* A support site is opened in a hurry. */
static void fact_address(Doc *doc, Node *facts, const char *label, const Text *url)
{
    if (url->text == NULL)
        return;
    Node *fact = node_add_fact(doc, facts, label, NULL);
    if (url_is_safe(url->text) && strstr(url->text, "://") != NULL)
        node_add_link(doc, fact, url->text, url->text);
    else
        node_add_text(doc, fact, url->text);
}

static Node *add_card(Doc *doc, Node *parent, const Entity *entity, const char *anchor,
                      const char *detail, const Caller *caller)
{
    Node *card = node_add(doc, parent, NODE_CARD);
    card->id = anchor == NULL ? NULL : doc_anchor(doc, anchor);
    card->text = arena_text(doc->arena, entity_name(entity));
    card->as.card.detail = arena_text(doc->arena, detail == NULL ? caller->detail : detail);
    Node *facts = node_add(doc, card, NODE_FACTS);
    fact_link(doc, facts, "Phone", "tel:", caller->phone);
    fact_link(doc, facts, "Second phone", "tel:", caller->phone2);
    for (Node *fact = facts->first; fact != NULL; fact = fact->next)
        fact->as.fact.loud = true;
    fact_link(doc, facts, "E-mail", "mailto:", caller->email);
    fact_text(doc, facts, "Chat", caller->chat->text);
    return facts;
}

/* DATE, and the word for it when that day is over. */
static void fact_end(const Scope *scope, Node *facts, const char *label, const DateValue *date,
                     const char *word)
{
    if (date->text == NULL)
        return;
    Node *fact = node_add_fact(scope->doc, facts, label, NULL);
    show_date(scope->doc, fact, date);
    if (!date_is_over(date, scope->subject->as_of))
        return;
    node_add_text(scope->doc, fact, " ");
    node_add_badge(scope->doc, fact, TONE_DANGER, word);
}

static void add_person(const Scope *scope, Node *parent, const Person *person, const char *anchor,
                       const char *detail)
{
    Doc *doc = scope->doc;
    Caller caller = person_caller(person);
    Node *facts = add_card(doc, parent, &person->entity, anchor, detail, &caller);
    fact_text(doc, facts, "Site", person->site.text);
    fact_text(doc, facts, "Time zone", person->timezone.text);
    fact_date(doc, facts, "Numbers tried on", &person->verified);
    fact_date(doc, facts, "Last trained on", &person->trained);
    fact_end(scope, facts, "Last day", &person->left, "has left");
    Node *card = facts->parent;
    drop_if_empty(facts);
    block_prose(doc, card, person->about.text);
}

static void add_team(Doc *doc, Node *parent, const Team *team, const char *anchor,
                     const char *detail)
{
    Caller caller = team_caller(team);
    Node *facts = add_card(doc, parent, &team->entity, anchor, detail, &caller);
    fact_refs(doc, facts, "Members", &team->members);
    Node *card = facts->parent;
    drop_if_empty(facts);
    block_prose(doc, card, team->about.text);
}

static void add_vendor(const Scope *scope, Node *parent, const Vendor *vendor, const char *anchor,
                       const char *detail)
{
    Doc *doc = scope->doc;
    Caller caller = vendor_caller(vendor);
    Node *facts = add_card(doc, parent, &vendor->entity, anchor, detail, &caller);
    fact_text(doc, facts, "Ask for", vendor->contact.text);
    fact_text(doc, facts, "Contract", vendor->contract.text);
    fact_end(scope, facts, "Contract ends on", &vendor->until, "has ended");
    fact_duration(doc, facts, "Responds within", &vendor->response);
    fact_address(doc, facts, "Support site", &vendor->url);
    Node *card = facts->parent;
    drop_if_empty(facts);
    block_prose(doc, card, vendor->about.text);
}

/* The card of a role that nobody holds: better seen now than at night. */
static void add_vacancy(Doc *doc, Node *parent, const Entity *role, const char *detail)
{
    Node *card = node_add(doc, parent, NODE_CARD);
    card->text = arena_text(doc->arena, entity_name(role));
    card->as.card.detail = arena_text(doc->arena, detail);
    node_add_badge(doc, node_add_paragraph(doc, card, NULL), TONE_DANGER, "nobody");
}

/* A card of whatever ENTITY is; a role shows those who hold it. */
static void add_caller(const Scope *scope, Node *parent, const Entity *entity, const char *detail)
{
    Doc *doc = scope->doc;
    if (entity->kind == ENTITY_PERSON)
        add_person(scope, parent, (const Person *)entity, NULL, detail);
    else if (entity->kind == ENTITY_TEAM)
        add_team(doc, parent, (const Team *)entity, NULL, detail);
    else if (entity->kind == ENTITY_VENDOR)
        add_vendor(scope, parent, (const Vendor *)entity, NULL, detail);
    if (entity->kind != ENTITY_ROLE)
        return;
    const Role *role = (const Role *)entity;
    if (role->holders.count == 0)
        add_vacancy(doc, parent, entity, detail);
    for (size_t i = 0; i < role->holders.count; i++)
        if (role->holders.items[i]->target != NULL)
            add_caller(scope, parent, role->holders.items[i]->target,
                       detail == NULL ? entity_name(entity) : detail);
}

void append_contacts(const Scope *scope)
{
    const Plan *plan = scope->subject->view->plan;
    for (size_t i = 0; i < plan->contacts.count; i++) {
        const Contact *contact = plan->contacts.items[i];
        if (contact->who.target == NULL)
            continue;
        g_autofree char *detail = NULL;
        if (contact->as.text != NULL || contact->when.text != NULL)
            detail = g_strjoin(contact->as.text != NULL && contact->when.text != NULL ? ", " : "",
                               contact->as.text == NULL ? "" : contact->as.text,
                               contact->when.text == NULL ? "" : contact->when.text, NULL);
        add_caller(scope, scope->parent, contact->who.target, detail);
    }
}

static void separate(Doc *doc, Node *cell)
{
    if (cell->first != NULL)
        node_add_text(doc, cell, "; ");
}

/* The duties, with the right to declare and the training that go with them. */
static void cell_duties(Doc *doc, Node *row, const Role *role)
{
    bool none =
        role->duties.count == 0 && (role->declares.text != NULL || role->training.text != NULL);
    Node *cell = none ? node_add_cell(doc, row, NULL) : NULL;
    if (!none) {
        cell_lines(doc, row, &role->duties);
        cell = row->last;
    }
    if (role->declares.text != NULL) {
        separate(doc, cell);
        show_flag(doc, cell, "entitled to declare a disaster", &role->declares);
    }
    if (role->training.text != NULL) {
        separate(doc, cell);
        node_add_text(doc, cell, "trained every ");
        show_interval(doc, cell, &role->training);
    }
}

static void append_roster(Doc *doc, Node *parent, const Plan *plan)
{
    static const char *const titles[] = {"On call as", "Who", "When"};
    Node *table = node_add_table(doc, parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < plan->roles.count; i++) {
        const Role *role = plan->roles.items[i];
        for (size_t j = 0; j < role->roster.count; j++) {
            const Shift *shift = role->roster.items[j];
            Node *row = node_add_row(doc, table, false);
            node_add_cell(doc, row, entity_name(&role->entity));
            cell_ref(doc, row, &shift->who);
            show_week(doc, node_add_cell(doc, row, shift->when.text == NULL ? or_dash(NULL) : NULL),
                      &shift->when);
        }
    }
    close_table(table);
}

void append_roles(const Scope *scope)
{
    static const char *const titles[] = {"Role", "Held by", "Alternates", "Duties",
                                         "Escalates after"};
    const Plan *plan = scope->subject->view->plan;
    Doc *doc = scope->doc;
    if (plan->roles.count == 0)
        return;
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < plan->roles.count; i++) {
        const Role *role = plan->roles.items[i];
        Node *row = node_add_row(doc, table, false);
        node_add_cell(doc, row, entity_name(&role->entity));
        if (role->holders.count > 0)
            cell_refs(doc, row, &role->holders);
        else
            node_add_badge(doc, node_add_cell(doc, row, NULL), TONE_DANGER, "nobody");
        cell_refs(doc, row, &role->alternates);
        cell_duties(doc, row, role);
        cell_duration(doc, row, &role->escalate);
    }
    close_table(table);
    append_roster(doc, scope->parent, plan);
}

void append_escalation(const Scope *scope)
{
    static const char *const titles[] = {"Level", "Call", "After", "When"};
    const Plan *plan = scope->subject->view->plan;
    Doc *doc = scope->doc;
    if (plan->escalation.count == 0)
        return;
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < plan->escalation.count; i++) {
        const EscalationLevel *level = plan->escalation.items[i];
        char number[16];
        g_snprintf(number, sizeof number, "%zu", i + 1);
        Node *row = node_add_row(doc, table, false);
        node_add_cell(doc, row, level->level.text == NULL ? number : level->level.text);
        cell_ref(doc, row, &level->who);
        cell_duration(doc, row, &level->after);
        cell_line(doc, row, level->when.text);
    }
    close_table(table);
}

static Node *add_group(const Scope *scope, const char *id, const char *title)
{
    return node_add_section(scope->doc, scope->parent, scope->level, id, title);
}

void append_people(const Scope *scope)
{
    const Library *library = scope->subject->library;
    Doc *doc = scope->doc;
    if (library->people.count + library->teams.count + library->vendors.count == 0)
        node_add_paragraph(doc, scope->parent, "people.yaml names nobody yet.");
    Node *section = add_group(scope, "people", "People");
    for (size_t i = 0; i < library->people.count; i++) {
        const Person *person = library->people.items[i];
        add_person(scope, section, person, entity_anchor(doc, &person->entity), NULL);
    }
    section = add_group(scope, "teams", "Teams");
    for (size_t i = 0; i < library->teams.count; i++) {
        const Team *team = library->teams.items[i];
        add_team(doc, section, team, entity_anchor(doc, &team->entity), NULL);
    }
    section = add_group(scope, "vendors", "Vendors");
    for (size_t i = 0; i < library->vendors.count; i++) {
        const Vendor *vendor = library->vendors.items[i];
        add_vendor(scope, section, vendor, entity_anchor(doc, &vendor->entity), NULL);
    }
}

void append_needed_for(const Scope *scope)
{
    static const char *const titles[] = {"Who", "Plan", "What for"};
    const Library *library = scope->subject->library;
    Doc *doc = scope->doc;
    g_autoptr(Needed) needed = needed_new(library);
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < library->people.count; i++)
        needed_append(needed, doc, table, &library->people.items[i]->entity);
    for (size_t i = 0; i < library->teams.count; i++)
        needed_append(needed, doc, table, &library->teams.items[i]->entity);
    for (size_t i = 0; i < library->vendors.count; i++)
        needed_append(needed, doc, table, &library->vendors.items[i]->entity);
    close_table(table);
}
