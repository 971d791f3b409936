#ifndef REDBINDER_COMPOSE_SHOW_H
#define REDBINDER_COMPOSE_SHOW_H

#include "doc/node.h"
#include "model/library.h"

/*
 * Values of the model as inlines and blocks: one way to show a duration, a person, a list. A
 * value that is absent shows a dash in a cell and nothing elsewhere; one that could not be read
 * shows what is written and says so.
 */

void show_duration(Doc *doc, Node *inlines, const DurationValue *value);

/* The same behind the word "every": "month", "3 months", "15 min". */
void show_interval(Doc *doc, Node *inlines, const DurationValue *value);

void show_date(Doc *doc, Node *inlines, const DateValue *value);
void show_size(Doc *doc, Node *inlines, const SizeValue *value);
void show_week(Doc *doc, Node *inlines, const WeekValue *value);

/* WORD, or "not WORD" when the value is false. */
void show_flag(Doc *doc, Node *inlines, const char *word, const BoolValue *value);

/* Is the last day VALUE before AS_OF? Not when it is unknown. */
bool date_is_over(const DateValue *value, Date as_of);

void show_ref(Doc *doc, Node *inlines, const Ref *ref);
void show_refs(Doc *doc, Node *inlines, const RefList *refs); /* joined by commas */

/* The entity's name, as a link where it has a page or section of its own. */
void show_entity(Doc *doc, Node *inlines, const Entity *entity);

/* Cells of a table row. */
void cell_duration(Doc *doc, Node *row, const DurationValue *value);
void cell_line(Doc *doc, Node *row, const char *markdown); /* NULL: a dash */
void cell_ref(Doc *doc, Node *row, const Ref *ref);
void cell_refs(Doc *doc, Node *row, const RefList *refs);
void cell_lines(Doc *doc, Node *row, const TextList *lines); /* joined by semicolons */

/* A header row with COUNT titles. */
void header_row(Doc *doc, Node *table, const char *const *titles, size_t count);

/* Figures stand at the right: the columns FROM to TO of TABLE do. */
void align_right(Node *table, size_t from, size_t to);

/* Takes the columns out of TABLE in which every cell below the header is a dash, and the table
 * itself when it has no row below the header. To be called when the table is filled. */
void close_table(Node *table);

/* Facts; nothing is added for what is absent. */
void fact_text(Doc *doc, Node *facts, const char *label, const char *markdown);
void fact_duration(Doc *doc, Node *facts, const char *label, const DurationValue *value);
void fact_date(Doc *doc, Node *facts, const char *label, const DateValue *value);
void fact_ref(Doc *doc, Node *facts, const char *label, const Ref *ref);
void fact_refs(Doc *doc, Node *facts, const char *label, const RefList *refs);
void fact_lines(Doc *doc, Node *facts, const char *label, const TextList *lines);
void fact_codes(Doc *doc, Node *facts, const char *label, const TextList *codes);

/* Takes FACTS out of its parent again when it holds none. */
void drop_if_empty(Node *facts);

/* Says so when SECTION holds nothing but its heading: else it would be left out, and its name
 * with it. */
void explain_if_bare(Doc *doc, Node *section);

/* Blocks; nothing is added for what is absent. */
void block_prose(Doc *doc, Node *parent, const char *markdown);
void block_lines(Doc *doc, Node *parent, const TextList *lines, bool ordered);

/* An item of LIST with what is said ABOUT the thing called NAME, which a table had no room for;
 * nothing when ABOUT is NULL. */
void item_remark(Doc *doc, Node *list, const char *name, const char *about);

/* The facts of an item of LIST about the thing called NAME: what a table had no room for. To be
 * closed with close_remark when they are filled. */
Node *open_remark(Doc *doc, Node *list, const char *name);

/* Puts FACTS below what is said ABOUT it (or NULL), and takes the item out when it holds nothing
 * but the name. */
void close_remark(Doc *doc, Node *facts, const char *about);

/* TEXT of a finding: plain, but for what stands between backticks, which is code. */
void show_remark(Doc *doc, Node *inlines, const char *text);

/* Where ENTITY is described: a runbook's page, a scenario's or message's section. DOCUMENT NULL
 * and ANCHOR NULL when nowhere. The strings belong to DOC. */
Target entity_target(Doc *doc, const Entity *entity);

/* The anchor that the section of ENTITY gets: "scenario-database-corrupted". Belongs to DOC. */
const char *entity_anchor(Doc *doc, const Entity *entity);

/* A row of TABLE that is the place of ENTITY, by its id: "risk-flood". KIND NULL: as entity_anchor
 * has it. */
Node *entity_row(Doc *doc, Node *table, const Entity *entity, const char *kind);

/* TEXT, or "-" in its longer form when it is NULL. */
const char *or_dash(const char *text);

#endif
