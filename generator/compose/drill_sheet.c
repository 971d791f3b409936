#include "compose/drill_sheet.h"

#include "compose/directive.h"
#include "compose/show.h"

/* What is written down on paper during a run: the fields that `record --form` asks for, in their
 * order, so that a sheet can be typed in line by line. */
typedef struct Blank {
    const char *label;
    const char *remark; /* or NULL */
    int width;
} Blank;

static void add_blanks(Doc *doc, Node *parent, const Blank *blanks, size_t count)
{
    Node *facts = node_add(doc, parent, NODE_FACTS);
    for (size_t i = 0; i < count; i++) {
        Node *fact = node_add_fact(doc, facts, blanks[i].label, NULL);
        node_add_field(doc, fact, "", blanks[i].width);
        if (blanks[i].remark == NULL)
            continue;
        node_add_text(doc, fact, " ");
        node_add_text(doc, fact, blanks[i].remark);
    }
}

void append_drill_start(const Scope *scope)
{
    static const Blank blanks[] = {
        {"Kind", "drill, incident or test", 14},
        {"Exercise", "its id, when it is one", 24},
        {"Incident", "its name, when it is one", 24},
        {"What it is about", "services, scenario", 30},
        {"Site", "where the service came back", 24},
        {"Copies", "name of the set that was restored", 24},
        {"Checksum of them", "passed or failed", 14},
        {"Who leads", NULL, 40},
        {"Who watches", "and takes no part", 30},
        {"Who takes part", NULL, 50},
        {"Date", NULL, 16},
        {"Zone", "of the clock; UTC when empty", 16},
        {"Declared at", NULL, 16},
        {"Decided at", "to recover", 16},
        {"Work begun at", NULL, 16},
    };
    add_blanks(scope->doc, scope->parent, blanks, G_N_ELEMENTS(blanks));
}

void append_drill_end(const Scope *scope)
{
    static const Blank blanks[] = {
        {"Service back at", "the first good check", 16},
        {"Verified at", "normal work may go on", 16},
        {"Recovered to", "time of the newest data", 16},
        {"Ended at", NULL, 16},
        {"Outcome", "passed, failed or aborted", 16},
    };
    add_blanks(scope->doc, scope->parent, blanks, G_N_ELEMENTS(blanks));
}

/* "start ____  end ____": two fields on one line. */
static void add_pair(Doc *doc, Node *facts, const char *label, const char *first, int width,
                     const char *second, int second_width)
{
    Node *fact = node_add_fact(doc, facts, label, NULL);
    node_add_field(doc, fact, first, width);
    node_add_text(doc, fact, "  ");
    node_add_field(doc, fact, second, second_width);
}

void drill_step_fields(Doc *doc, Node *step)
{
    Node *facts = node_add(doc, step, NODE_FACTS);
    add_pair(doc, facts, "Times", "start", 14, "end", 14);
    add_pair(doc, facts, "Outcome", "passed, failed or skipped", 14, "by", 10);
    Node *fact = node_add_fact(doc, facts, "What happened", NULL);
    node_add_field(doc, fact, "", 60);
    node_add(doc, fact, NODE_LINE_BREAK);
    node_add_field(doc, fact, "", 60);
}
