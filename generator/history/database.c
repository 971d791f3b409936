#include "history/database.h"

#include "history/history_rules.h"
#include "history/plain_text.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum { BUSY_MILLISECONDS = 2000, MAX_MESSAGE = 200 };

/* What is in the header of a database. */
typedef struct Identity {
    int64_t application;
    int64_t version;
    int64_t n_objects; /* tables, indices ... */
} Identity;

static const Rule *rule_of(int code)
{
    switch (code & 0xFF) {
    case SQLITE_NOTADB:
        return &rule_system_history_foreign;
    case SQLITE_CORRUPT:
    case SQLITE_ERROR: /* our statements are sound: a table of ours is missing */
    case SQLITE_MISMATCH:
        return &rule_system_history_damaged;
    default:
        return &rule_system_history;
    }
}

void database_complain(History *history, Diags *diags)
{
    int code = history->db == NULL ? SQLITE_NOMEM : sqlite3_errcode(history->db);
    const char *message = history->db == NULL ? "out of memory" : sqlite3_errmsg(history->db);
    g_autoptr(Arena) arena = arena_new();
    const Rule *rule = rule_of(code);
    bool busy = (code & 0xFF) == SQLITE_BUSY || (code & 0xFF) == SQLITE_LOCKED;
    Diag *diag = diags_add_path(diags, rule, history->path, "%s: %s",
                                rule == &rule_system_history ? "the history cannot be used"
                                                             : "not a sound history",
                                plain_text(arena, message, strlen(message), MAX_MESSAGE));
    if (busy)
        diag_help(diags, diag, "another program is using it: try again when that is done");
}

sqlite3_stmt *database_prepare(History *history, const char *sql, Diags *diags)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(history->db, sql, -1, &statement, NULL) != SQLITE_OK)
        database_complain(history, diags);
    return statement;
}

Query *database_query(History *history, const char *sql, Diags *diags)
{
    sqlite3_stmt *statement = g_hash_table_lookup(history->statements, sql);
    if (statement == NULL) {
        statement = database_prepare(history, sql, diags);
        if (statement != NULL)
            g_hash_table_insert(history->statements, g_strdup(sql), statement);
    }
    return statement;
}

void query_end(Query *query)
{
    if (query == NULL)
        return;
    sqlite3_reset(query);
    sqlite3_clear_bindings(query);
}

void query_bind(Query *query, int index, const char *text)
{
    /* Binding fails only when memory runs out, and then the step does too. */
    sqlite3_bind_text(query, index, text, -1, SQLITE_STATIC);
}

bool database_next(History *history, sqlite3_stmt *statement, bool *failed, Diags *diags)
{
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    *failed = true;
    database_complain(history, diags);
    return false;
}

bool database_run(History *history, sqlite3_stmt *statement, Diags *diags)
{
    bool failed = false;
    while (database_next(history, statement, &failed, diags))
        continue;
    sqlite3_reset(statement);
    return !failed;
}

bool database_execute(History *history, const char *sql, Diags *diags)
{
    if (sqlite3_exec(history->db, sql, NULL, NULL, NULL) == SQLITE_OK)
        return true;
    database_complain(history, diags);
    return false;
}

static bool read_number(History *history, const char *sql, int64_t *number, Diags *diags)
{
    g_autoptr(sqlite3_stmt) statement = database_prepare(history, sql, diags);
    bool failed = statement == NULL;
    if (!failed && database_next(history, statement, &failed, diags))
        *number = sqlite3_column_int64(statement, 0);
    return !failed;
}

/* Whether the database is ours, or empty; false with a finding when it is neither or newer. */
static bool identify(History *history, const Migrations *migrations, Identity *identity,
                     Diags *diags)
{
    *identity = (Identity){0};
    if (!read_number(history, "PRAGMA application_id", &identity->application, diags) ||
        !read_number(history, "PRAGMA user_version", &identity->version, diags) ||
        !read_number(history, "SELECT count(*) FROM sqlite_schema", &identity->n_objects, diags))
        return false;
    bool empty = identity->application == 0 && identity->version == 0 && identity->n_objects == 0;
    if (!empty && identity->application != HISTORY_APPLICATION_ID) {
        diags_add_path(diags, &rule_system_history_foreign, history->path,
                       "this is the database of another program");
        return false;
    }
    if (identity->version < 0 || identity->version > (int64_t)migrations->count) {
        diags_add_path(diags, &rule_system_history_newer, history->path,
                       "the history has version %lld, this program knows up to %zu",
                       (long long)identity->version, migrations->count);
        return false;
    }
    return true;
}

static bool apply(History *history, const Migration *step, int64_t version, Diags *diags)
{
    g_autofree char *stamp =
        g_strdup_printf("PRAGMA application_id = %d; PRAGMA user_version = %lld",
                        HISTORY_APPLICATION_ID, (long long)version + 1);
    return database_execute(history, step->script, diags) &&
           (step->carry_over == NULL || step->carry_over(history, diags)) &&
           database_execute(history, stamp, diags);
}

/* Applies the next script in a transaction of its own; *DONE when there is none. The version
 * is read inside of it: another program may have been faster. */
static bool migrate_once(History *history, const Migrations *migrations, bool *done, Diags *diags)
{
    if (!database_execute(history, "BEGIN IMMEDIATE", diags))
        return false;
    Identity identity;
    bool sound = identify(history, migrations, &identity, diags);
    *done = sound && identity.version == (int64_t)migrations->count;
    if (sound && !*done)
        sound = apply(history, &migrations->steps[identity.version], identity.version, diags);
    if (sound && database_execute(history, "COMMIT", diags))
        return true;
    sqlite3_exec(history->db, "ROLLBACK", NULL, NULL, NULL);
    return false;
}

static bool migrate(History *history, const Migrations *migrations, Diags *diags)
{
    for (bool done = false; !done;)
        if (!migrate_once(history, migrations, &done, diags))
            return false;
    return true;
}

/* The file may come from anywhere: no triggers and views of its own, no functions in its
 * schema, no writing past SQLite's own rules. */
static bool distrust(History *history, Diags *diags)
{
    static const struct {
        int option;
        int value;
    } settings[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},      {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0}, {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
        {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
    };
    bool set = true;
    for (size_t i = 0; i < G_N_ELEMENTS(settings); i++)
        set = sqlite3_db_config(history->db, settings[i].option, settings[i].value, NULL) ==
                  SQLITE_OK &&
              set;
    sqlite3_busy_timeout(history->db, BUSY_MILLISECONDS);
    sqlite3_extended_result_codes(history->db, 0);
    /* Many files in one transaction: nothing is written before its end, nor beside the database. */
    return set && database_execute(history,
                                   "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;"
                                   "PRAGMA cache_size = -32768",
                                   diags);
}

static bool open_file(History *history, const char *file, int flags, Diags *diags)
{
    /* One thread has it: locks for each column that is read would take a tenth of the time. */
    if (sqlite3_open_v2(file, &history->db, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) {
        database_complain(history, diags);
        return false;
    }
    return distrust(history, diags);
}

/* Puts a copy in memory in place of the open database: what is older is brought up to date
 * there when the file itself is only to be read. */
static bool move_to_memory(History *history, Diags *diags)
{
    sqlite3 *file = history->db;
    history->db = NULL;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY;
    bool copied = open_file(history, ":memory:", flags, diags);
    if (copied && file != NULL) {
        sqlite3_backup *backup = sqlite3_backup_init(history->db, "main", file, "main");
        copied = backup != NULL && sqlite3_backup_step(backup, -1) == SQLITE_DONE;
        if (backup == NULL || sqlite3_backup_finish(backup) != SQLITE_OK || !copied) {
            copied = false;
            database_complain(history, diags);
        }
    }
    sqlite3_close(file);
    return copied;
}

/* A program that was killed may have left a journal that has to be rolled back before anything can
 * be read, which takes the right to write; where there is none, SQLite opens the file to read. */
static bool open_to_read(History *history, const char *file, bool exists,
                         const Migrations *migrations, Diags *diags)
{
    /* What is read is read once and in order: a small cache does. */
    static const char settings[] = "PRAGMA query_only = ON; PRAGMA cache_size = -8192";
    Identity identity = {0};
    if (exists && (!open_file(history, file, SQLITE_OPEN_READWRITE, diags) ||
                   !database_execute(history, settings, diags) ||
                   !identify(history, migrations, &identity, diags)))
        return false;
    if (exists && identity.version == (int64_t)migrations->count)
        return true;
    return move_to_memory(history, diags) && migrate(history, migrations, diags);
}

static bool open_to_write(History *history, const char *file, const Migrations *migrations,
                          Diags *diags)
{
    Identity identity;
    if (!open_file(history, file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, diags) ||
        !identify(history, migrations, &identity, diags))
        return false;
    if (sqlite3_db_readonly(history->db, "main") == 1) {
        diags_add_path(diags, &rule_system_history, history->path,
                       "the history cannot be written to");
        return false;
    }
    return identity.version == (int64_t)migrations->count || migrate(history, migrations, diags);
}

/* Whether there is a file; false with a finding when there is something else. */
static bool look(const History *history, bool *exists, Diags *diags)
{
    struct stat about;
    *exists = stat(history->path, &about) == 0;
    if (*exists && !S_ISREG(about.st_mode)) {
        diags_add_path(diags, &rule_system_history, history->path, "this is not a file");
        return false;
    }
    bool missing = !*exists && errno == ENOENT;
    if (!*exists && (!missing || history->mode == HISTORY_INSPECT)) {
        diags_add_path(diags, &rule_system_history, history->path,
                       "the history cannot be opened: %s", g_strerror(errno));
        return false;
    }
    return true;
}

static void free_source(gpointer data)
{
    source_free(data);
}

static void free_statement(gpointer data)
{
    sqlite3_finalize(data);
}

History *database_open(const char *path, HistoryMode mode, const Migrations *migrations,
                       Diags *diags)
{
    g_autoptr(History) history = g_new0(History, 1);
    history->path = g_strdup(path);
    history->mode = mode;
    history->sources = g_ptr_array_new_with_free_func(free_source);
    history->statements = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_statement);
    history->last = -1;
    bool exists = false;
    if (!look(history, &exists, diags))
        return NULL;
    /* SQLite has names of its own, such as ":memory:"; with a folder before it none is. */
    g_autofree char *file =
        g_path_is_absolute(path) ? g_strdup(path) : g_build_filename(".", path, NULL);
    bool sound = mode == HISTORY_WRITE ? open_to_write(history, file, migrations, diags)
                                       : open_to_read(history, file, exists, migrations, diags);
    return sound ? g_steal_pointer(&history) : NULL;
}
