#ifndef REDBINDER_TESTS_PDF_PAGES_H
#define REDBINDER_TESTS_PDF_PAGES_H

#include "press/press.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Documents printed into a file, and what poppler and qpdf say of its pages. The fixture is
 * make_folder and remove_folder. */

static char folder[] = "/tmp/redbinder-pdf-XXXXXX";
static char file[64];

G_GNUC_UNUSED static void make_folder(void)
{
    ck_assert_ptr_nonnull(mkdtemp(folder));
    g_snprintf(file, sizeof file, "%s/out.pdf", folder);
}

G_GNUC_UNUSED static void remove_folder(void)
{
    unlink(file);
    rmdir(folder);
    press_pdf_thread_end();
}

/* What the shell COMMAND prints, with the name of the file in place of "%s". */
static char *ask(const char *format, ...) G_GNUC_PRINTF(1, 2);
G_GNUC_UNUSED static char *ask(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *command = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    FILE *pipe = popen(command, "r");
    ck_assert_ptr_nonnull(pipe);
    GString *answer = g_string_new(NULL);
    char buffer[4096];
    for (size_t n; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;)
        g_string_append_len(answer, buffer, (gssize)n);
    ck_assert_msg(pclose(pipe) == 0, "%s", command);
    return g_string_free(answer, FALSE);
}

G_GNUC_UNUSED static char *text_of_page(int page)
{
    return ask("pdftotext -layout -f %d -l %d %s -", page, page, file);
}

G_GNUC_UNUSED static int count_pages(void)
{
    g_autofree char *answer = ask("pdfinfo %s | sed -n 's/^Pages: *//p'", file);
    return atoi(answer);
}

G_GNUC_UNUSED static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, part)) != NULL; at += strlen(part))
        count++;
    return count;
}

G_GNUC_UNUSED static bool has_rule(const Diags *diags, const char *id, const char *words)
{
    for (size_t i = 0; i < diags_count(diags); i++) {
        const Diag *diag = diags_at(diags, i);
        if (strcmp(diag->rule->id, id) == 0 && strstr(diag->text, words) != NULL)
            return true;
    }
    return false;
}

G_GNUC_UNUSED static GString *print_job(const PdfJob *job, Diags *diags)
{
    g_autoptr(PdfFonts) fonts = pdf_fonts_new("Open Sans", "DejaVu Sans Mono", diags);
    GString *out = g_string_new(NULL);
    ck_assert(press_pdf(fonts, job, out, diags));
    ck_assert(g_file_set_contents(file, out->str, (gssize)out->len, NULL));
    return out;
}

G_GNUC_UNUSED static const PdfJob plain_job = {
    .title = "Plan <A> & B", .author = "Example Ltd", .language = "en", .as_of = {20634}};

/* Prints DOC alone into the file and holds it against qpdf. */
G_GNUC_UNUSED static void print_doc(const Doc *doc, Diags *diags)
{
    const Doc *docs[] = {doc};
    PdfJob job = plain_job;
    job.docs = docs;
    job.n_docs = 1;
    GString *out = print_job(&job, diags);
    g_string_free(out, TRUE);
    g_autofree char *answer = ask("qpdf --check %s", file);
    ck_assert_ptr_nonnull(strstr(answer, "No syntax or stream encoding errors"));
}

G_GNUC_UNUSED static const char words[] =
    "The lead decides within minutes whether the region is lost, tells the "
    "incident commander, and begins with the step below. ";

G_GNUC_UNUSED static void add_words(Doc *doc, Node *parent, int times)
{
    GString *text = g_string_new(NULL);
    for (int i = 0; i < times; i++)
        g_string_append(text, words);
    node_add_paragraph(doc, parent, text->str);
    g_string_free(text, TRUE);
}

G_GNUC_UNUSED static Node *add_code(Doc *doc, Node *parent, const char *text)
{
    Node *code = node_add(doc, parent, NODE_CODE);
    code->text = text;
    return code;
}

G_GNUC_UNUSED static Node *add_step(Doc *doc, Node *parent, int number)
{
    Node *step = node_add(doc, parent, NODE_STEP);
    step->id = arena_printf(doc->arena, "step-%d", number);
    step->as.step.number = number;
    step->as.step.step_id = arena_printf(doc->arena, "restore/%d", number);
    step->text = arena_printf(doc->arena, "Begin%d", number);
    return step;
}

/* Does every word lie between the margins? */
G_GNUC_UNUSED static void check_margins(void)
{
    g_autofree char *answer =
        ask("pdftotext -bbox %s - | sed -n 's/.*xMin=\"\\([^\"]*\\)\".*xMax=\"\\([^\"]*\\)\".*/"
            "\\1 \\2/p' | awk '$1 < 70.8 || $2 > 544.4 {print}' | head -n 3",
            file);
    ck_assert_str_eq(answer, "");
}

#endif
