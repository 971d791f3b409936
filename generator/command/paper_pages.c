#include "command/paper_pages.h"

#include "base/diag_text.h"
#include "base/file.h"
#include "command/library_commit.h"
#include "command/library_paths.h"
#include "publish/replacement.h"

#include <stdio.h>

bool paper_pages_write(const PaperAnswer *answer, const char *folder, Date as_of, const char *out,
                       Diags *diags)
{
    const Currency *currency = answer->currency;
    g_autofree char *name = text_for_terminal(out);
    if (currency->counts[PART_CHANGED] + currency->counts[PART_NEW] == 0) {
        fprintf(stderr, "%s is not written: there is no page to put in\n", name);
        return true;
    }
    g_autofree char *history = history_path(folder, NULL);
    g_autofree char *commit = library_commit(folder, "output", history);
    const BuildOptions options = {.library = folder,
                                  .history = history,
                                  .commit = commit,
                                  .period = {.from = {INT32_MIN}, .as_of = as_of}};
    const Replacement replacement = {answer->record, currency};
    g_autoptr(GString) pages = g_string_new(NULL);
    return replacement_print(&replacement, &options, pages, diags) &&
           file_write(out, pages->str, pages->len, 0644, diags);
}
