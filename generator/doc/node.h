#ifndef REDBINDER_DOC_NODE_H
#define REDBINDER_DOC_NODE_H

#include "base/arena.h"
#include "doc/figure.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * The document tree: the middle of the compiler. Every page, binder and report is one; each
 * backend is one exhaustive switch over NodeKind, so that Markdown, HTML and PDF say the same.
 *
 * To add a kind: a line in NodeKind, its place in doc/validate.c, an answer in each backend of
 * press/ (the compiler names the switches that lack it).
 *
 * Which node may hold which (checked by doc_validate):
 *   document, section, quote, item, callout, step, card: blocks
 *   heading, paragraph, cell, fact: inlines
 *   list: items; table: rows; row: cells; facts: facts
 *   emphasis, strong, link, reference, pages: inlines
 *   a section's first child is its heading; a table's first row is its header.
 */
typedef enum NodeKind {
    /* blocks */
    NODE_DOCUMENT,  /* text: title */
    NODE_SECTION,   /* id: anchor, level: 1-6, new_page, folded, page or NULL */
    NODE_HEADING,   /* inlines; first child of a section only */
    NODE_PARAGRAPH, /* inlines */
    NODE_QUOTE,     /* blocks */
    NODE_LIST,      /* ordered, start, tight; items */
    NODE_ITEM,      /* task; blocks */
    NODE_TABLE,     /* n_columns, aligns; rows; text: caption or NULL */
    NODE_ROW,       /* id: anchor or NULL, with text: name of what it is about; header; cells */
    NODE_CELL,      /* inlines */
    NODE_CODE,      /* text: the code, ends with '\n'; language or NULL; caption or NULL */
    NODE_FIGURE,    /* figure; text: caption */
    NODE_CALLOUT,   /* tone; text: title; blocks */
    NODE_STEP,      /* id: anchor; number; step_id; text: title; blocks */
    NODE_CARD,      /* id: anchor or NULL; text: name; detail: role or NULL; blocks */
    NODE_FACTS,     /* list of facts, a label each */
    NODE_FACT,      /* text: label; loud; inlines */
    NODE_DIVIDER,   /* thematic break */
    NODE_CONTENTS,  /* table of contents of the document: sections of level 2 to LEVEL; LEVEL 0: of
                       all documents that are printed as one */
    NODE_QR,        /* text: URL, already safe; note: what stands beside it, or NULL */
    NODE_COVER,     /* text: what it is, below the title of the document, on the page's middle */
    /* inlines */
    NODE_TEXT,       /* text */
    NODE_SOFT_BREAK, /* a space that may end the line */
    NODE_LINE_BREAK,
    NODE_EMPHASIS,  /* inlines */
    NODE_STRONG,    /* inlines */
    NODE_CODE_SPAN, /* text */
    NODE_LINK,      /* text: URL, already safe (http, https, mailto, tel, relative); inlines */
    NODE_REFERENCE, /* target: a place in this or another document; inlines */
    NODE_BADGE,     /* tone; text: a word or two */
    NODE_PAGES, /* inlines; of references, on paper, the numbers of their pages alone, each once */
    NODE_FIELD, /* text: label; a gap to fill in by hand, width in characters */
} NodeKind;

/* A tone is never shown by colour alone: badges carry their word, callouts their title. */
typedef enum Tone { TONE_NEUTRAL, TONE_GOOD, TONE_INFO, TONE_WARNING, TONE_DANGER } Tone;

typedef enum Align { ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTER } Align;

typedef enum Task { TASK_NONE, TASK_OPEN, TASK_DONE } Task;

enum { MAX_HEADING_LEVEL = 6, MAX_TABLE_COLUMNS = 64 };

/*
 * A place: DOCUMENT is the path of a document in the output without suffix
 * ("ai-docs-assistant/plan", "index"), NULL for the document itself; ANCHOR is the id of a
 * section, step or card in it, NULL for its top. A backend that does not have the other
 * document at hand shows the inlines alone.
 */
typedef struct Target {
    const char *document;
    const char *anchor;
} Target;

typedef struct Node Node;
struct Node {
    NodeKind kind;
    Node *parent;
    Node *first, *last; /* children */
    Node *next;         /* sibling */
    const char *text;   /* meaning by kind, see above */
    const char *id; /* anchor: a-z 0-9 and '-', unique in the document; SECTION, STEP, CARD, ROW */
    union {
        struct {
            int level;
            bool new_page;    /* on paper, begins a page */
            bool folded;      /* in the site, what is below its heading is seen when it is opened */
            const char *page; /* in the site, with all below it a page of its own of this name,
                                 beside the page of the document: "objectives" */
        } section;
        struct {
            int level;
        } contents;
        struct {
            bool ordered;
            bool tight; /* items are single paragraphs */
            int start;
        } list;
        struct {
            Task task;
        } item;
        struct {
            size_t n_columns;
            Align *aligns;
        } table;
        struct {
            bool header;
        } row;
        struct {
            const char *language;
            const char *caption;
        } code;
        struct {
            const Figure *figure;
        } figure;
        struct {
            Tone tone;
        } tone; /* CALLOUT, BADGE */
        struct {
            int number;
            const char *step_id;
        } step;
        struct {
            const char *detail;
        } card;
        struct {
            bool loud; /* on paper, large enough to be read by torchlight */
        } fact;
        struct {
            const char *note;
        } qr;
        struct {
            const char *origin; /* the text that it was written in: an address to know that text
                                   again by, never to be read; NULL where there is none */
        } link;
        struct {
            Target target;
        } reference;
        struct {
            int width;
        } field;
    } as;
};

/* The tab at the edge of the printed pages of a part: its name, and its place among COUNT tabs. */
typedef struct DocTab {
    const char *text; /* NULL: there is no tab */
    int number, count;
} DocTab;

/* A document. All nodes and strings belong to ARENA, which it owns. */
typedef struct Doc {
    Arena *arena;
    Node *root;           /* NODE_DOCUMENT */
    const char *path;     /* in the output, without suffix: "ai-docs-assistant/plan" */
    const char *language; /* BCP 47 */
    const char *footer;   /* one line for the foot of each printed page, or NULL */
    const char *about;    /* one line for metadata, or NULL */
    int depth; /* in the contents of what is printed as one: 1 below the document above */
    DocTab tab;
    const char *imprint; /* hexadecimal digits that tell this version from others, or NULL */
} Doc;

/* So many digits of an imprint are shown on paper. */
enum { DOC_IMPRINT_SHOWN = 8 };

/* A new, empty document; PATH, TITLE and LANGUAGE are copied. */
Doc *doc_new(const char *path, const char *title, const char *language) G_GNUC_WARN_UNUSED_RESULT;

/* One owner more: each of them calls doc_free. */
Doc *doc_ref(Doc *doc) G_GNUC_WARN_UNUSED_RESULT;
void doc_free(Doc *doc);

/* Appends a new node of KIND to PARENT (NULL: left alone) and returns it; belongs to DOC. */
Node *node_add(Doc *doc, Node *parent, NodeKind kind);

/* Appends CHILD, which has no parent, to PARENT. */
void node_append(Node *parent, Node *child);

/* Takes NODE, with all below it, out of its parent. It still belongs to its document's arena. */
void node_detach(Node *node);

/* Shorthands; TEXT is copied. */
Node *node_add_text(Doc *doc, Node *parent, const char *text);
Node *node_add_strong(Doc *doc, Node *parent, const char *text);
Node *node_add_code_span(Doc *doc, Node *parent, const char *text);
Node *node_add_paragraph(Doc *doc, Node *parent, const char *text); /* TEXT NULL: empty */
Node *node_add_section(Doc *doc, Node *parent, int level, const char *id, const char *title);
Node *node_add_badge(Doc *doc, Node *parent, Tone tone, const char *text);
Node *node_add_link(Doc *doc, Node *parent, const char *url, const char *text);
Node *node_add_reference(Doc *doc, Node *parent, Target target, const char *text);
Node *node_add_callout(Doc *doc, Node *parent, Tone tone, const char *title);
Node *node_add_fact(Doc *doc, Node *facts, const char *label, const char *text);
Node *node_add_field(Doc *doc, Node *parent, const char *label, int width);
Node *node_add_code(Doc *doc, Node *parent, const char *language, const char *caption,
                    const char *code); /* LANGUAGE, CAPTION: or NULL; a line end is added */
Node *node_add_list(Doc *doc, Node *parent, bool ordered);
Node *node_add_table(Doc *doc, Node *parent, size_t n_columns);
Node *node_add_row(Doc *doc, Node *table, bool header);
Node *node_add_cell(Doc *doc, Node *row, const char *text); /* TEXT NULL: empty */

/* Is KIND one of those that stand in a line of text? */
bool node_is_inline(NodeKind kind);

/* Makes the id for an anchor from TEXT: lower case, other characters become '-'; never empty,
 * and unique in DOC by a number behind it. Belongs to DOC. */
const char *doc_anchor(Doc *doc, const char *text);

/* All text below NODE, joined; owned by the caller. For titles, search and tests. */
char *node_plain_text(const Node *node) G_GNUC_WARN_UNUSED_RESULT;

/* The node after NODE in document order within ROOT (enter only), or NULL at the end. */
const Node *node_following(const Node *root, const Node *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Doc, doc_free)

#endif
