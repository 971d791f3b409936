#ifndef REDBINDER_PUBLISH_SEARCH_INDEX_H
#define REDBINDER_PUBLISH_SEARCH_INDEX_H

#include "doc/node.h"

#include <glib.h>

/*
 * What the site can be searched for: every place of every page that a link can lead to, with its
 * text. It is a script and no JSON, since a page that was opened from a disk can load nothing
 * else. assets/search.js reads it:
 *
 *   var redbinderPages = [["docs/runbooks/x.html", "Title, Plan", [["anchor", "kind", "label",
 * "text"], ...]], ...];
 *
 * The first place of a page is the page itself, with the anchor "". Kinds: page, section, step,
 * card.
 */
typedef struct SearchIndex SearchIndex;

SearchIndex *search_index_new(void) G_GNUC_WARN_UNUSED_RESULT;
void search_index_free(SearchIndex *index);

/* Takes in PART of DOC, a section that is a page of its own, or NULL: what is left of DOC without
 * such sections. Its page in the site is FILE, of the plan called PLAN or of none (NULL). Any
 * thread may call it. */
void search_index_add(SearchIndex *index, const Doc *doc, const Node *part, const char *file,
                      const char *plan);

/* Appends the script: the pages sorted by file, whatever the order in which they came. */
void search_index_write(SearchIndex *index, GString *out);

/* The files of the pages, sorted once the index has been written. */
size_t search_index_count(const SearchIndex *index);
const char *search_index_file(const SearchIndex *index, size_t at);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SearchIndex, search_index_free)

#endif
