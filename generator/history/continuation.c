#include "history/continuation.h"

#include <string.h>

/* Does line NUMBER of SOURCE tell that the run was resumed? */
static bool resumes(const Source *source, uint32_t number)
{
    size_t length = 0;
    const char *line = source_line(source, number, &length);
    const char *tab = memchr(line, '\t', length);
    size_t rest = tab == NULL ? 0 : length - (size_t)(tab + 1 - line);
    return rest >= strlen("resumed") && memcmp(tab + 1, "resumed", strlen("resumed")) == 0;
}

/* Do the lines of SOURCE before one that tells that the run was resumed have the SHA-256 HASH? */
static bool begins_with(const Source *source, const char *hash)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    for (uint32_t number = 1; number < source->n_lines; number++) {
        uint32_t start = source->lines[number - 1];
        g_checksum_update(sum, (const guchar *)source->text + start,
                          (gssize)(source->lines[number] - start));
        if (!resumes(source, number + 1))
            continue;
        g_autoptr(GChecksum) copy = g_checksum_copy(sum);
        if (strcmp(g_checksum_get_string(copy), hash) == 0)
            return true;
    }
    return false;
}

/* Takes the run NUMBER and all its parts out. */
static bool take_out(History *history, int64_t number, Diags *diags)
{
    static const char *const statements[] = {
        "DELETE FROM run_steps WHERE run = ?", "DELETE FROM findings WHERE run = ?",
        "DELETE FROM run_notes WHERE run = ?", "DELETE FROM run_people WHERE run = ?",
        "DELETE FROM runs WHERE number = ?",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(statements); i++) {
        g_autoptr(sqlite3_stmt) statement = database_prepare(history, statements[i], diags);
        if (statement == NULL)
            return false;
        sqlite3_bind_int64(statement, 1, number);
        if (!database_run(history, statement, diags))
            return false;
    }
    return true;
}

bool continuation_make_room(History *history, const EvidenceInput *input, const Evidence *evidence,
                            Diags *diags)
{
    g_autoptr(sqlite3_stmt) look_up = database_prepare(
        history, "SELECT number, evidence FROM runs WHERE id = ? AND plan = ?", diags);
    if (look_up == NULL || evidence->n_runs != 1)
        return look_up != NULL;
    const Run *run = &evidence->runs[0].run;
    bool failed = false;
    sqlite3_bind_text(look_up, 1, run->id, -1, SQLITE_STATIC);
    sqlite3_bind_text(look_up, 2, run->plan, -1, SQLITE_STATIC);
    if (!database_next(history, look_up, &failed, diags))
        return !failed;
    int64_t number = sqlite3_column_int64(look_up, 0);
    const char *hash = (const char *)sqlite3_column_text(look_up, 1);
    bool longer = hash != NULL && begins_with(input->source, hash);
    sqlite3_reset(look_up);
    return !longer || take_out(history, number, diags);
}
