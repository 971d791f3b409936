#include "compose/directive.h"
#include "compose/show.h"

/* "at once, then every 2 h (NIS2)" */
static void show_deadline(Doc *doc, Node *deadline, const Notification *notification)
{
    if (notification->within.known && notification->within.word == DURATION_WORD_NONE &&
        duration_approximate(notification->within.value) == 0)
        node_add_text(doc, deadline, "at once");
    else
        show_duration(doc, deadline, &notification->within);
    if (notification->every.text != NULL) {
        node_add_text(doc, deadline, deadline->first == NULL ? "every " : ", then every ");
        show_interval(doc, deadline, &notification->every);
    }
    if (deadline->first == NULL)
        node_add_text(doc, deadline, or_dash(NULL));
    if (notification->law.text == NULL)
        return;
    node_add_text(doc, deadline, " (");
    node_add_text(doc, deadline, notification->law.text);
    node_add_text(doc, deadline, ")");
}

static void append_notification(Doc *doc, Node *table, const Notification *notification)
{
    Node *row = node_add_row(doc, table, false);
    node_add_cell(doc, row, entity_name(&notification->entity));
    node_add_cell(doc, row, or_dash(notification->when.text));
    show_deadline(doc, node_add_cell(doc, row, NULL), notification);
    cell_lines(doc, row, &notification->audience);
    cell_lines(doc, row, &notification->channels);
    cell_lines(doc, row, &notification->actions);
    cell_ref(doc, row, &notification->message);
}

/* Consecutive notifications of one group share a table with the group's name above it. */
void append_notifications(const Scope *scope)
{
    static const char *const titles[] = {"Notice", "When", "Deadline", "Who is told",
                                         "By",     "What", "Message"};
    const Plan *plan = scope->subject->view->plan;
    Doc *doc = scope->doc;
    Node *table = NULL;
    for (size_t i = 0; i < plan->notifications.count; i++) {
        const Notification *notification = plan->notifications.items[i];
        const char *group = notification->group.text;
        if (i == 0 || g_strcmp0(group, plan->notifications.items[i - 1]->group.text) != 0) {
            if (group != NULL)
                node_add_strong(doc, node_add_paragraph(doc, scope->parent, NULL), group);
            table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
            header_row(doc, table, titles, G_N_ELEMENTS(titles));
        }
        append_notification(doc, table, notification);
        if (i + 1 == plan->notifications.count ||
            g_strcmp0(group, plan->notifications.items[i + 1]->group.text) != 0)
            close_table(table);
    }
}

static void append_placeholders(Doc *doc, Node *section, const Message *message)
{
    if (message->placeholders.count == 0)
        return;
    node_add_paragraph(doc, section, "What goes into the gaps:");
    Node *facts = node_add(doc, section, NODE_FACTS);
    for (size_t i = 0; i < message->placeholders.count; i++) {
        const Placeholder *placeholder = message->placeholders.items[i];
        const char *name = or_dash(placeholder->name.text);
        if (placeholder->about.text == NULL)
            node_add_field(doc, node_add_fact(doc, facts, name, NULL), "", 24);
        else
            fact_text(doc, facts, name, placeholder->about.text);
    }
}

void append_messages(const Scope *scope)
{
    const Plan *plan = scope->subject->view->plan;
    Doc *doc = scope->doc;
    for (size_t i = 0; i < plan->messages.count; i++) {
        const Message *message = plan->messages.items[i];
        Node *section =
            node_add_section(doc, scope->parent, scope->level, entity_anchor(doc, &message->entity),
                             entity_name(&message->entity));
        block_prose(doc, section, message->about.text);
        if (message->subject.text != NULL) {
            Node *facts = node_add(doc, section, NODE_FACTS);
            node_add_fact(doc, facts, "Subject", message->subject.text);
        }
        if (message->body.text != NULL)
            node_add_code(doc, section, "text", NULL, message->body.text);
        append_placeholders(doc, section, message);
        explain_if_bare(doc, section);
    }
}
