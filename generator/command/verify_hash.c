#include "command/verify_hash.h"

#include "base/diag_text.h"
#include "command/verify_rules.h"
#include "compose/compose.h"

#include <string.h>

enum { LEAST_DIGITS = 8, MOST_DIGITS = 64 };

char *hash_digits(const char *text)
{
    g_autoptr(GString) digits = g_string_new(NULL);
    for (const char *at = text; *at != '\0'; at++) {
        if (g_ascii_isspace(*at))
            continue;
        if (!g_ascii_isxdigit(*at) || digits->len == MOST_DIGITS)
            return NULL;
        g_string_append_c(digits, g_ascii_tolower(*at));
    }
    return digits->len < LEAST_DIGITS ? NULL : g_string_free(g_steal_pointer(&digits), FALSE);
}

void hash_answer_clear(HashAnswer *answer)
{
    g_clear_pointer(&answer->document, g_free);
}

/* ---- looking ---- */

/* Is DIGITS the beginning of HASH, as far as that is kept? */
static bool begins(const char *hash, const char *digits)
{
    size_t length = MIN(strlen(hash), strlen(digits));
    return length >= LEAST_DIGITS && strncmp(hash, digits, length) == 0;
}

static void add_imprints(const Papers *papers, const char *digits, GHashTable *found)
{
    const GPtrArray *records = papers_records(papers);
    for (guint i = 0; i < records->len; i++) {
        const PdfRecord *record = records->pdata[i];
        for (guint j = 0; j < record->parts->len; j++) {
            const PdfPart *part = &g_array_index(record->parts, PdfPart, j);
            if (begins(part->imprint, digits))
                g_hash_table_add(found, g_strdup(part->path));
        }
    }
}

static void add_runbooks(const Library *library, const char *digits, GHashTable *found)
{
    for (size_t i = 0; i < library->n_plans; i++) {
        const Plan *plan = library->plans[i];
        for (size_t j = 0; j < plan->runbooks.count; j++) {
            const Runbook *runbook = plan->runbooks.items[j];
            if (begins(runbook->hash, digits))
                g_hash_table_add(found, runbook_document(runbook));
        }
    }
}

static int compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "a, b and c" */
static char *name_all(GHashTable *found)
{
    guint count = 0;
    g_autofree char **names = (char **)g_hash_table_get_keys_as_array(found, &count);
    qsort(names, count, sizeof *names, compare_texts);
    GString *all = g_string_new(names[0]);
    for (guint i = 1; i < count; i++)
        g_string_append_printf(all, "%s%s", i + 1 == count ? " and " : ", ", names[i]);
    return g_string_free(all, FALSE);
}

bool hash_judge(const char *path, const char *digits, PaperDesk *desk, HashAnswer *answer,
                 Diags *diags)
{
    const Papers *now = paper_desk_now(desk, diags);
    if (now == NULL)
        return false;
    g_autoptr(GHashTable) found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    add_imprints(now, digits, found);
    add_runbooks(papers_library(now), digits, found);
    if (g_hash_table_size(found) == 0) {
        diags_add_path(diags, &rule_hash_unknown, path,
                       "no document of the library has this hash now");
        return false;
    }
    g_autofree char *names = name_all(found);
    if (g_hash_table_size(found) > 1) {
        diags_add_path(diags, &rule_hash_ambiguous, path, "this may be %s", names);
        return false;
    }
    answer->document = g_steal_pointer(&names);
    return true;
}

/* ---- telling ---- */

void hash_answer_say(const HashAnswer *answer, GString *out)
{
    g_autofree char *document = text_for_terminal(answer->document);
    g_string_append_printf(out, "current: %s", document);
}

void hash_answer_put(const HashAnswer *answer, Json *json)
{
    json_bool(json, "current", true);
    json_text(json, "document", answer->document);
}
