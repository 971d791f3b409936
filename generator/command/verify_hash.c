#include "command/verify_hash.h"

#include "base/diag_text.h"
#include "command/past_search.h"
#include "command/verify_rules.h"
#include "compose/compose.h"
#include "doc/difference.h"
#include "publish/commit_name.h"

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
    g_free(answer->document);
    g_free(answer->commit);
    if (answer->words != NULL)
        g_ptr_array_unref(answer->words);
    *answer = (HashAnswer){.document = NULL};
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

/* A hash that is looked for, and the paths of the documents that have it. */
typedef struct Wanted {
    const char *digits;
    GHashTable *found;
} Wanted;

static bool has_hash(const Papers *papers, void *data)
{
    const Wanted *wanted = data;
    add_imprints(papers, wanted->digits, wanted->found);
    add_runbooks(papers_library(papers), wanted->digits, wanted->found);
    return g_hash_table_size(wanted->found) > 0;
}

/* Takes the one document that was found. False with a finding when there are several. */
static bool take_found(const char *path, const Wanted *wanted, HashAnswer *answer, Diags *diags)
{
    g_autofree char *names = name_all(wanted->found);
    if (g_hash_table_size(wanted->found) > 1) {
        diags_add_path(diags, &rule_hash_ambiguous, path, "this may be %s", names);
        return false;
    }
    answer->document = g_steal_pointer(&names);
    return true;
}

/* What has become of the document of ANSWER since THEN. */
static void compare(const char *path, const Papers *then, const Papers *now, HashAnswer *answer,
                    Diags *diags)
{
    g_autoptr(GHashTable) paths = g_hash_table_new(g_str_hash, g_str_equal);
    g_hash_table_add(paths, answer->document);
    g_autoptr(GHashTable) old_docs = papers_documents(then, paths);
    g_autoptr(GHashTable) new_docs = papers_documents(now, paths);
    const Doc *old = g_hash_table_lookup(old_docs, answer->document);
    const Doc *doc = g_hash_table_lookup(new_docs, answer->document);
    answer->is_gone = doc == NULL;
    answer->is_current = doc != NULL && old != NULL && g_strcmp0(old->imprint, doc->imprint) == 0;
    if (answer->is_current)
        return;
    if (doc != NULL && old != NULL)
        answer->words = doc_differences(old, doc);
    diags_add_path(diags, &rule_paper_outdated, path, "the document '%s' %s", answer->document,
                   answer->is_gone ? "is gone" : "is not as it would be printed now");
}

static bool judge_past(const char *path, Wanted *wanted, PaperDesk *desk, const Papers *now,
                       HashAnswer *answer, Diags *diags)
{
    GitObjects *git = paper_desk_git(desk);
    g_auto(PastFind) find = {.papers = NULL};
    if (git != NULL)
        find = past_search(git, has_hash, wanted);
    if (find.papers == NULL) {
        diags_add_path(diags, &rule_hash_unknown, path,
                       find.is_cut ? "no document of the library has this hash now, or had it in "
                                     "one of its last versions"
                                   : "no document of the library has this hash now, or had it in "
                                     "a commit that git knows");
        return false;
    }
    if (!take_found(path, wanted, answer, diags))
        return false;
    answer->commit = g_strdup(find.commit);
    compare(path, find.papers, now, answer, diags);
    return true;
}

bool hash_judge(const char *path, const char *digits, PaperDesk *desk, HashAnswer *answer,
                Diags *diags)
{
    const Papers *now = paper_desk_now(desk, false, diags);
    const Papers *public = now == NULL ? NULL : paper_desk_now(desk, true, diags);
    if (public == NULL)
        return false;
    g_autoptr(GHashTable) found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Wanted wanted = {digits, found};
    if (!has_hash(now, &wanted) && !has_hash(public, &wanted))
        return judge_past(path, &wanted, desk, now, answer, diags);
    answer->is_current = true;
    return take_found(path, &wanted, answer, diags);
}

/* ---- telling ---- */

void hash_answer_say(const HashAnswer *answer, GString *out)
{
    g_autofree char *document = text_for_terminal(answer->document);
    g_string_append_printf(out, "%s: %s", answer->is_current ? "current" : "out of date", document);
    if (answer->commit != NULL) {
        g_autofree char *commit = commit_name(answer->commit);
        g_string_append_printf(out, "%s, as in commit %s", answer->is_gone ? ", which is gone" : "",
                               commit);
    }
    for (guint i = 0; answer->words != NULL && i < answer->words->len; i++) {
        g_autofree char *words = text_for_terminal(answer->words->pdata[i]);
        g_string_append_printf(out, "\n             %s", words);
    }
}

void hash_answer_put(const HashAnswer *answer, Json *json)
{
    json_bool(json, "current", answer->is_current);
    json_text(json, "document", answer->document);
    json_text(json, "commit", answer->commit);
    if (answer->words == NULL)
        return;
    json_begin_array(json, "changes");
    for (guint i = 0; i < answer->words->len; i++)
        json_text(json, NULL, answer->words->pdata[i]);
    json_end_array(json);
}
