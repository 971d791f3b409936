#include "model/open_finding.h"

static bool is_open(const RunFinding *finding, Date as_of)
{
    return finding->closed.days == INT32_MIN || finding->closed.days > as_of.days;
}

static bool is_overdue(const RunFinding *finding, Date as_of)
{
    return finding->due.days != INT32_MIN && finding->due.days < as_of.days;
}

static void reverse(GArray *findings)
{
    for (guint i = 0; i < findings->len / 2; i++) {
        OpenFinding *a = &g_array_index(findings, OpenFinding, i);
        OpenFinding *b = &g_array_index(findings, OpenFinding, findings->len - 1 - i);
        OpenFinding kept = *a;
        *a = *b;
        *b = kept;
    }
}

GArray *open_findings(const Run *const *runs, size_t n_runs, Date as_of)
{
    GArray *open = g_array_new(FALSE, FALSE, sizeof(OpenFinding));
    g_autoptr(GHashTable) told = g_hash_table_new(g_str_hash, g_str_equal);
    /* The newest first: what comes after it in the same words has been told. */
    for (size_t i = n_runs; i > 0; i--) {
        const Run *run = runs[i - 1];
        for (size_t j = run->n_findings; j > 0; j--) {
            const RunFinding *finding = &run->findings[j - 1];
            if (finding->text != NULL && !g_hash_table_add(told, (gpointer)finding->text))
                continue;
            OpenFinding item = {finding, run, is_overdue(finding, as_of)};
            if (is_open(finding, as_of))
                g_array_append_val(open, item);
        }
    }
    reverse(open);
    return open;
}
