#include "publish/replacement.h"

#include "press/pdf_rules.h"
#include "publish/pages.h"
#include "publish/replacement_sheet.h"

#include <string.h>

enum { MOST_ATTEMPTS = 4 };

typedef struct Printing {
    const Replacement *replacement;
    const char *commit;
    GString *out;
    bool done;
} Printing;

/* A document that replaces PART says so in its feet. It is ours: it has been composed for this. */
static void mark(Doc *doc, const CurrencyPart *part, const PdfRecord *record)
{
    g_autofree char *pages = replacement_pages(part->first, part->last);
    const char *footer = doc->footer == NULL ? doc->root->text : doc->footer;
    if (pages != NULL)
        doc->footer = arena_printf(doc->arena, "%s · replaces %s%s%s", footer, pages,
                                   record->as_of == NULL ? "" : " of ",
                                   record->as_of == NULL ? "" : record->as_of);
}

/* Those documents of JOB that come in, behind an empty place for the sheet. */
static GPtrArray *choose(const Replacement *replacement, const PdfJob *job)
{
    GPtrArray *docs = g_ptr_array_new();
    g_ptr_array_add(docs, NULL);
    for (size_t i = 0; i < job->n_docs; i++) {
        Doc *doc = (Doc *)job->docs[i];
        const CurrencyPart *part = currency_find(replacement->currency, doc->path);
        if (part == NULL || (part->state != PART_CHANGED && part->state != PART_NEW))
            continue;
        mark(doc, part, replacement->record);
        g_ptr_array_add(docs, doc);
    }
    return docs;
}

static bool same_pages(const PdfRecord *one, const PdfRecord *other)
{
    for (guint i = 0; other != NULL && i < one->parts->len; i++)
        if (g_array_index(one->parts, PdfPart, i).first !=
            g_array_index(other->parts, PdfPart, i).first)
            return false;
    return other != NULL;
}

/* Prints until the sheet names the pages on which the documents come to stand. */
static bool print(const Printing *printing, const PdfFonts *fonts, const PdfJob *job,
                  const char *path, Diags *diags)
{
    char as_of[DATE_TEXT_SIZE];
    date_format(job->as_of, as_of);
    g_autoptr(GPtrArray) docs = choose(printing->replacement, job);
    g_autoptr(PdfRecord) known = NULL;
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
        g_autoptr(Doc) sheet =
            replacement_sheet(printing->replacement, job->docs, job->n_docs, known);
        g_autoptr(PdfRecord) record = pdf_record_new(path, as_of, printing->commit);
        record->is_public = printing->replacement->record->is_public;
        record->is_partial = true;
        docs->pdata[0] = sheet;
        PdfJob pages = *job;
        pages.docs = (const Doc *const *)docs->pdata;
        pages.n_docs = docs->len;
        pages.contents = false;
        pages.subtitle = "Pages to replace";
        pages.record = record;
        g_autoptr(Diags) heard = diags_new(); /* the same each time */
        g_string_truncate(printing->out, 0);
        bool printed = press_pdf(fonts, &pages, printing->out, heard);
        bool settled = known != NULL && same_pages(record, known);
        if (!printed || settled || attempt + 1 == MOST_ATTEMPTS) {
            diags_take_all(diags, g_steal_pointer(&heard));
            return printed;
        }
        pdf_record_free(known);
        known = g_steal_pointer(&record);
    }
    return false;
}

static bool take(void *data, const PdfFonts *fonts, const PdfJob *job, const char *path,
                 Diags *diags)
{
    Printing *printing = data;
    if (strcmp(path, printing->replacement->record->file) != 0)
        return true;
    printing->done = print(printing, fonts, job, path, diags);
    return printing->done;
}

static bool is_of_the_press(Diag *diag, void *unused)
{
    (void)unused;
    return g_str_has_prefix(diag->rule->id, "system-") || diag->rule == &rule_pdf_failed;
}

bool replacement_print(const Replacement *replacement, const BuildOptions *options, GString *out,
                       Diags *diags)
{
    Printing printing = {.replacement = replacement, .commit = options->commit, .out = out};
    const PaperTaker taker = {take, &printing};
    BuildOptions chosen = *options;
    chosen.makes = MAKE_PDF;
    chosen.is_public = replacement->record->is_public;
    chosen.threads = 1;
    chosen.taker = &taker;
    chosen.editions = (EditionChoice){.all = true};
    g_auto(BuildResult) result = {0};
    Diags *heard = diags_new();
    build(&chosen, &result, heard);
    diags_keep(heard, is_of_the_press, NULL);
    diags_take_all(diags, heard);
    return printing.done;
}
