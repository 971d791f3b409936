#include "compose/directive.h"
#include "compose/show.h"

#include <string.h>

static void show_retention(Doc *doc, Node *row, const Backup *backup)
{
    Node *cell = node_add_cell(
        doc, row, backup->keep.text == NULL && backup->retention.count == 0 ? or_dash(NULL) : NULL);
    show_duration(doc, cell, &backup->keep);
    for (size_t i = 0; i < backup->retention.count; i++) {
        const Retention *stage = backup->retention.items[i];
        if (cell->first != NULL)
            node_add_text(doc, cell, ", ");
        show_duration(doc, cell, &stage->keep);
        node_add_text(doc, cell, " ");
        node_add_text(doc, cell, or_dash(stage->stage.text));
    }
}

static void separate(Doc *doc, Node *cell)
{
    if (cell->first != NULL)
        node_add_text(doc, cell, "; ");
}

static void add_detail(Doc *doc, Node *cell, const char *label, const DurationValue *value,
                       void (*show)(Doc *, Node *, const DurationValue *))
{
    if (value->text == NULL)
        return;
    separate(doc, cell);
    node_add_text(doc, cell, label);
    show(doc, cell, value);
}

static void add_flag(Doc *doc, Node *cell, const char *word, const BoolValue *value)
{
    if (value->text == NULL)
        return;
    separate(doc, cell);
    show_flag(doc, cell, word, value);
}

/* What decides whether a copy survives, and how fast it is back. */
static void show_worth(Doc *doc, Node *cell, const Backup *backup)
{
    add_flag(doc, cell, "synchronous", &backup->synchronous);
    add_flag(doc, cell, "immutable", &backup->immutable);
    add_flag(doc, cell, "offline", &backup->offline);
    if (backup->rate.text != NULL) {
        separate(doc, cell);
        node_add_text(doc, cell, "restored at ");
        show_size(doc, cell, &backup->rate);
    }
    add_detail(doc, cell, "brought up to date in ", &backup->replay, show_duration);
    if (backup->keys.count > 0) {
        separate(doc, cell);
        node_add_text(doc, cell, "keys in ");
        show_refs(doc, cell, &backup->keys);
    }
}

/* Everything about a backup that has no column of its own. */
static void show_details(Doc *doc, Node *row, const Backup *backup)
{
    g_autoptr(GString) out = g_string_new(NULL);
    const struct {
        const char *label, *text;
    } details[] = {
        {"", backup->kind.text},
        {"encryption: ", backup->encryption.text},
        {"compression: ", backup->compression.text},
        {"format: ", backup->format.text},
        {"checked: ", backup->check.text},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(details); i++) {
        if (details[i].text == NULL)
            continue;
        g_string_append_printf(out, "%s%s%s", out->len > 0 ? "; " : "", details[i].label,
                               details[i].text);
    }
    Node *cell = node_add_cell(doc, row, out->str);
    add_detail(doc, cell, "takes ", &backup->takes, show_duration);
    add_detail(doc, cell, "behind by at most ", &backup->lag, show_duration);
    add_detail(doc, cell, "restore tested every ", &backup->test, show_interval);
    show_worth(doc, cell, backup);
    if (cell->first == NULL)
        node_add_text(doc, cell, or_dash(NULL));
}

static void append_backup(Doc *doc, Node *table, const DataSet *data, const Backup *backup)
{
    Node *row = node_add_row(doc, table, false);
    node_add_cell(doc, row, entity_name(&data->entity));
    node_add_cell(doc, row, or_dash(backup->method.text));
    cell_duration(doc, row, &backup->every);
    show_retention(doc, row, backup);
    cell_refs(doc, row, &backup->to);
    show_details(doc, row, backup);
}

static void append_backup_remarks(Doc *doc, Node *parent, const Plan *plan)
{
    Node *list = node_add_list(doc, parent, false);
    list->as.list.tight = false;
    for (size_t i = 0; i < plan->data.count; i++) {
        const DataSet *data = plan->data.items[i];
        if (data->no_backup.text != NULL) {
            Node *facts = node_add(doc, parent, NODE_FACTS);
            g_autofree char *label =
                g_strdup_printf("%s has no backup", entity_name(&data->entity));
            fact_text(doc, facts, label, data->no_backup.text);
        }
        for (size_t j = 0; j < data->backups.count; j++) {
            const Backup *backup = data->backups.items[j];
            g_autofree char *name =
                g_strdup_printf("%s, %s", entity_name(&data->entity), or_dash(backup->method.text));
            item_remark(doc, list, arena_text(doc->arena, name), backup->about.text);
        }
    }
    drop_if_empty(list);
}

void append_backups(const Scope *scope)
{
    static const char *const titles[] = {"Data set", "Method", "Every", "Kept", "To", "Details"};
    const Plan *plan = scope->subject->view->plan;
    Doc *doc = scope->doc;
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < plan->data.count; i++) {
        const DataSet *data = plan->data.items[i];
        for (size_t j = 0; j < data->backups.count; j++)
            append_backup(doc, table, data, data->backups.items[j]);
    }
    close_table(table);
    append_backup_remarks(doc, scope->parent, plan);
}

static void append_site(Doc *doc, Node *parent, const Site *site)
{
    g_autofree char *anchor = g_strdup_printf("site-%s", site->entity.id.text);
    Node *card = node_add(doc, parent, NODE_CARD);
    card->id = doc_anchor(doc, anchor);
    card->text = arena_text(doc->arena, entity_name(&site->entity));
    card->as.card.detail = arena_text(doc->arena, site->role.text);
    block_prose(doc, card, site->about.text);
    Node *facts = node_add(doc, card, NODE_FACTS);
    fact_text(doc, facts, "Kind", site->kind.text);
    fact_text(doc, facts, "Location", site->location.text);
    fact_text(doc, facts, "Provider", site->provider.text);
    fact_ref(doc, facts, "Fails with", &site->within);
    fact_text(doc, facts, "Capacity", site->capacity.text);
    fact_text(doc, facts, "Must carry", site->needed.text);
    fact_text(doc, facts, "Activation", site->activation.text);
    fact_text(doc, facts, "Fails over when", site->failover_when.text);
    fact_duration(doc, facts, "Brought up to date every", &site->sync);
    fact_duration(doc, facts, "Keeps copies for", &site->keep);
    fact_text(doc, facts, "Encryption", site->encryption.text);
    fact_lines(doc, facts, "Holds", &site->holds);
    drop_if_empty(facts);
}

static void append_replication(Doc *doc, Node *parent, const Replication *replication)
{
    Node *facts = node_add(doc, parent, NODE_FACTS);
    Node *fact = node_add_fact(doc, facts, "Replication", NULL);
    show_ref(doc, fact, &replication->from);
    if (replication->from.text != NULL && replication->to.text != NULL)
        node_add_text(doc, fact, " to ");
    show_ref(doc, fact, &replication->to);
    if (fact->first == NULL)
        node_detach(fact);
    fact_text(doc, facts, "Strategy", replication->strategy.text);
    fact_text(doc, facts, "Consistency", replication->consistency.text);
    fact_duration(doc, facts, "Lag at most", &replication->lag);
    drop_if_empty(facts);
    block_prose(doc, parent, replication->about.text);
}

void append_sites(const Scope *scope)
{
    const Plan *plan = scope->subject->view->plan;
    for (size_t i = 0; i < plan->sites.count; i++)
        append_site(scope->doc, scope->parent, plan->sites.items[i]);
    for (size_t i = 0; i < plan->replication.count; i++)
        append_replication(scope->doc, scope->parent, plan->replication.items[i]);
}
