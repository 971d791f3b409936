#include "press/pdf_missing.h"

#include "press/pdf_rules.h"

#include <string.h>

enum { NAMED = 6 };

static int compare_characters(gconstpointer a, gconstpointer b)
{
    gunichar left = *(const gunichar *)a;
    gunichar right = *(const gunichar *)b;
    return left < right ? -1 : left > right;
}

/* Where CHARACTER first stands; without a source when it is in none as it is. */
static Span place_of(const PdfJob *job, gunichar character)
{
    char bytes[8] = "";
    int length = g_unichar_to_utf8(character, bytes);
    for (size_t i = 0; i < job->n_sources; i++) {
        const Source *source = job->sources[i];
        const char *found = strstr(source->text, bytes);
        if (found != NULL)
            return (Span){.source = source,
                          .offset = (uint32_t)(found - source->text),
                          .length = (uint32_t)length};
    }
    return (Span){.source = NULL};
}

/* Names the characters of REST in one finding. */
static void report_rest(const Doc *doc, const GArray *rest, Diags *diags)
{
    if (rest->len == 0)
        return;
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < MIN(rest->len, NAMED); i++)
        g_string_append_printf(names, "%sU+%04X", i == 0 ? "" : ", ",
                               g_array_index(rest, gunichar, i));
    if (rest->len > NAMED)
        g_string_append_printf(names, " and %u more", rest->len - NAMED);
    diags_add_path(diags, &rule_glyph_missing, doc->path, "no font has the character%s %s",
                   rest->len == 1 ? "" : "s", names->str);
    g_string_free(names, TRUE);
}

void pdf_missing_report(const PdfJob *job, const Doc *doc, GArray *missing, Diags *diags)
{
    g_array_sort(missing, compare_characters);
    g_autoptr(GArray) rest = g_array_new(FALSE, FALSE, sizeof(gunichar));
    unsigned shown = 0;
    for (guint i = 0; i < missing->len; i++) {
        gunichar character = g_array_index(missing, gunichar, i);
        Span span = shown < NAMED ? place_of(job, character) : (Span){.source = NULL};
        if (span.source == NULL) {
            g_array_append_val(rest, character);
            continue;
        }
        shown++;
        diags_add(diags, &rule_glyph_missing, span, "no font has the character U+%04X", character);
    }
    report_rest(doc, rest, diags);
}
