#include "publish/papers.h"

#include "publish/pages.h"
#include "read/reader.h"

#include <string.h>

struct Papers {
    Library *library;
    Resources *resources;
    Shelf *shelf;
    GPtrArray *records; /* PdfRecord * */
};

static void free_record(gpointer record)
{
    pdf_record_free(record);
}

static void free_doc(gpointer doc)
{
    doc_free(doc);
}

/* ---- a walk through all that would be printed ---- */

static void walk(const Papers *papers, const PaperTaker *taker)
{
    const EditionChoice all = {.all = true};
    const char *unknown = NULL;
    g_autoptr(Editions) editions = editions_new(papers->library, &all, &unknown);
    Timings unused = {.started = 0};
    g_autoptr(Diags) unheard =
        diags_new(); /* whoever builds the library is told of its templates */
    g_autoptr(Books) books = books_new(papers->resources, papers->library);
    books_read_all(books, editions, unheard);
    Press press = {.shelf = papers->shelf,
                   .makes = MAKE_PDF,
                   .editions = editions,
                   .books = books,
                   .taker = taker,
                   .timings = &unused};
    g_autoptr(SiteMap) map = site_map_new();
    for (size_t i = 0; i < papers->library->n_plans; i++)
        pages_write_plan(&press, &papers->shelf->views[i], map, unheard);
    pages_write_library(&press, map, unheard);
}

static bool note_record(void *data, const PdfFonts *fonts, const PdfJob *job, const char *path,
                        Diags *diags)
{
    (void)fonts;
    (void)diags;
    PdfRecord *record = pdf_record_new(path, NULL, NULL);
    for (size_t i = 0; i < job->n_docs; i++)
        pdf_record_add(record, job->docs[i]->path, job->docs[i]->imprint);
    g_ptr_array_add(data, record);
    return true;
}

static int compare_records(gconstpointer a, gconstpointer b)
{
    return strcmp((*(const PdfRecord *const *)a)->file, (*(const PdfRecord *const *)b)->file);
}

/* ---- reading ---- */

Papers *papers_new(const char *folder, bool is_public, Diags *diags)
{
    g_autoptr(Papers) papers = g_new0(Papers, 1);
    papers->library = read_library(folder, diags);
    if (papers->library == NULL)
        return NULL;
    papers->resources = resources_read(papers->library, diags);
    if (!papers->resources->complete)
        return NULL;
    papers->shelf = shelf_new_bare(papers->library, papers->resources);
    if (is_public)
        shelf_make_public(papers->shelf, papers->library);
    papers->records = g_ptr_array_new_with_free_func(free_record);
    PaperTaker taker = {.take = note_record, .data = papers->records};
    walk(papers, &taker);
    g_ptr_array_sort(papers->records, compare_records);
    return g_steal_pointer(&papers);
}

void papers_free(Papers *papers)
{
    if (papers == NULL)
        return;
    if (papers->records != NULL)
        g_ptr_array_unref(papers->records);
    shelf_free(papers->shelf);
    resources_free(papers->resources);
    library_free(papers->library);
    g_free(papers);
}

const GPtrArray *papers_records(const Papers *papers)
{
    return papers->records;
}

const PdfRecord *papers_find(const Papers *papers, const char *file)
{
    for (guint i = 0; i < papers->records->len; i++) {
        const PdfRecord *record = papers->records->pdata[i];
        if (strcmp(record->file, file) == 0)
            return record;
    }
    return NULL;
}

const Library *papers_library(const Papers *papers)
{
    return papers->library;
}

/* ---- documents ---- */

typedef struct Wanted {
    GHashTable *paths;
    GHashTable *found; /* path -> Doc */
} Wanted;

static bool keep_documents(void *data, const PdfFonts *fonts, const PdfJob *job, const char *path,
                           Diags *diags)
{
    (void)fonts;
    (void)path;
    (void)diags;
    Wanted *wanted = data;
    for (size_t i = 0; i < job->n_docs; i++) {
        const Doc *doc = job->docs[i];
        if (g_hash_table_contains(wanted->paths, doc->path) &&
            !g_hash_table_contains(wanted->found, doc->path))
            g_hash_table_insert(wanted->found, g_strdup(doc->path), doc_ref((Doc *)doc));
    }
    return true;
}

GHashTable *papers_documents(const Papers *papers, GHashTable *paths)
{
    GHashTable *found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_doc);
    Wanted wanted = {paths, found};
    PaperTaker taker = {.take = keep_documents, .data = &wanted};
    walk(papers, &taker);
    return found;
}
