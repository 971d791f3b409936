#ifndef REDBINDER_UNIT_HISTORY_WORLD_H
#define REDBINDER_UNIT_HISTORY_WORLD_H

#include "history/database.h"
#include "history/evidence.h"
#include "temp_folder.h"

#include <check.h>
#include <stdio.h>

/* A folder for databases and evidence, for tests that look at more than one database. */
static char *folder;
static Diags *diags;
static const HistoryScope all_days = {
    .as_of = {376199}, .from = {INT32_MIN}, .steps_of_newest = HISTORY_ALL_STEPS};

static inline void set_up(void)
{
    folder = temp_folder_new();
    diags = diags_new();
}

static inline void tear_down(void)
{
    diags_free(diags);
    temp_folder_remove(folder);
}

static inline History *open_named(const char *name, HistoryMode mode)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    History *history = history_open(path, mode, diags);
    ck_assert_uint_eq(diags_count(diags), 0);
    ck_assert_ptr_nonnull(history);
    return history;
}

/* Records TEXT as a file NAME. */
static inline bool record_text(History *history, const char *name, const char *text,
                               Recorded *recorded)
{
    static const EvidenceHints hints = {.plan = "hinted"};
    g_autofree char *path = g_build_filename(folder, name, NULL);
    temp_folder_write(folder, name, text);
    return history_record(history, path, &hints, recorded, diags);
}

/* A log of the run ID of PLAN, on the day DAY. */
static inline char *log_text(const char *id, const char *plan, const char *day)
{
    return g_strdup_printf("redbinder-log 1\n"
                           "%sT09:00:00Z\trun-begin\trun=%s\tplan=%s\toperator=ana\n"
                           "%sT09:01:00Z\tstep-begin\tstep=one\n"
                           "%sT09:02:00Z\tstep-end\tstep=one\toutcome=passed\tstatus=0\n"
                           "%sT09:02:30Z\tnote\ttext=slow\n"
                           "%sT09:03:00Z\tservice-back\n"
                           "%sT09:04:00Z\tfinding\ttext=too slow\tseverity=low\n"
                           "%sT10:00:00Z\trun-end\toutcome=passed\n",
                           day, id, plan, day, day, day, day, day, day);
}

static inline void record_run(History *history, const char *id, const char *plan, const char *day)
{
    g_autofree char *text = log_text(id, plan, day);
    g_autofree char *name = g_strdup_printf("%s.log", id);
    Recorded recorded;
    ck_assert(record_text(history, name, text, &recorded));
    ck_assert_uint_eq(recorded.n_runs, 1);
}

/* What the sqlite3 program, an outsider, answers to SQL about the database NAME; owned. */
static inline char *ask_sqlite(const char *name, const char *sql)
{
    g_autofree char *command = g_strdup_printf("sqlite3 '%s/%s' \"%s\" 2>&1", folder, name, sql);
    FILE *pipe = popen(command, "r");
    ck_assert_ptr_nonnull(pipe);
    g_autoptr(GString) answer = g_string_new(NULL);
    char line[512];
    while (fgets(line, sizeof line, pipe) != NULL)
        g_string_append(answer, line);
    pclose(pipe);
    return g_string_free(g_steal_pointer(&answer), FALSE);
}

static inline void assert_sqlite(const char *name, const char *sql, const char *expected)
{
    g_autofree char *answer = ask_sqlite(name, sql);
    ck_assert_str_eq(answer, expected);
}

static inline const char *last_rule(void)
{
    size_t count = diags_count(diags);
    return count == 0 ? "none" : diags_at(diags, count - 1)->rule->id;
}

#endif
