#ifndef REDBINDER_PRESS_PDF_TAGS_H
#define REDBINDER_PRESS_PDF_TAGS_H

#include <glib.h>
#include <stdbool.h>

/*
 * What cairo cannot say of a document's structure and who does not see needs: the language, that
 * the cells of a header row are about their columns, and what figures show. It is put into the
 * bytes that cairo has written, whose list of objects is then written anew.
 *
 * OUT holds the PDF from START to its end. FIGURES (of const char *) says what each figure shows,
 * in the order of the pages; when there are more or fewer in the PDF none is said. Bytes that are
 * not as cairo writes them stay as they are, and that is false.
 */
bool pdf_tags_complete(GString *out, gsize start, const char *language, const GPtrArray *figures);

#endif
