#include "rules/destruction.h"

#include "rules/commands.h"

#include <string.h>

/* A command with arguments (as call_has reads them) that destroys, and how. */
typedef struct Destroyer {
    const char *command; /* may end with '*' */
    const char *pattern;
    const char *what;
} Destroyer;

#define FOLDERS "removes folders with all that is in them"
#define DEVICE "writes over a whole device or file"
#define HISTORY "throws away commits that others may have"
#define CLUSTER "deletes what runs in the cluster"
#define CLOUD "deletes what lies in the cloud"
#define BASE "drops a database or what is in it"
#define MOVES "makes another server the leading one"

static const Destroyer destroyers[] = {
    /* Files, file systems, devices. */
    {"rm", "-r|-R|--recursive", FOLDERS},
    {"find", "-delete", "removes every file that it finds"},
    {"shred", "", "makes files unreadable for ever"},
    {"truncate", "", "cuts files off"},
    {"rsync", "--delete*", "removes at the target what is not at the source"},
    {"dd", "of=*", DEVICE},
    {"mkfs*", "", "makes an empty file system"},
    {"mke2fs", "", "makes an empty file system"},
    {"mkswap", "", DEVICE},
    {"wipefs", "-a|-o|--all|--offset", "erases the signatures of a file system"},
    {"blkdiscard", "", DEVICE},
    {"sgdisk", "-z|-Z|-o|-d|--zap*|--clear|--delete*", "erases partitions"},
    {"parted", "mklabel|rm", "erases partitions"},
    {"cryptsetup", "luksFormat|erase|luksErase", "makes the data of a device unreadable"},
    {"mdadm", "--zero-superblock|--create", "takes an array apart"},
    {"pvremove|vgremove|lvremove", "", "removes volumes"},
    {"zfs", "destroy|rollback", "removes a file system or what is newer than a snapshot"},
    {"zpool", "destroy|labelclear", "removes a pool"},
    {"btrfs", "subvolume delete", "removes a subvolume"},
    {"restic|borg", "forget|prune|delete|compact", "removes backups"},
    {"velero", "delete", "removes backups"},
    /* Version control. */
    {"git", "push -f|--force|--force-with-lease|--mirror|--delete", HISTORY},
    {"git", "reset --hard", "throws away changes that are in no commit"},
    {"git", "clean -f|--force", "removes files that are in no commit"},
    /* Clusters, containers, machines. */
    {"kubectl|oc", "delete", CLUSTER},
    {"kubectl|oc", "replace --force", CLUSTER},
    {"helm", "uninstall|delete", CLUSTER},
    {"docker|podman", "rm|rmi|prune", "removes containers, images or volumes"},
    {"docker|docker-compose", "down -v|--volumes", "removes volumes"},
    {"virsh", "destroy|undefine", "removes a machine"},
    {"terraform|tofu|pulumi", "destroy", "takes down what it has built"},
    {"terraform|tofu", "apply -destroy", "takes down what it has built"},
    /* Clouds and their stores. */
    {"aws", "delete-*|terminate-*|deregister-*|purge-*", CLOUD},
    {"aws", "s3 rm|rb", CLOUD},
    {"aws", "s3 sync --delete", CLOUD},
    {"aws", "failover-*|promote-*|switchover-*", MOVES},
    {"gcloud|az", "delete|purge|destroy", CLOUD},
    {"gcloud|az", "promote-replica|failover|switchover", MOVES},
    {"gsutil|mc|s3cmd", "rm|rb|del", CLOUD},
    {"rclone", "delete|purge|sync|deletefile", CLOUD},
    {"curl", "-XDELETE|DELETE|--request=DELETE", "has something deleted"},
    /* Databases and queues. */
    {"pg_restore", "=-c|--clean", "drops what is in the database before it is restored"},
    {"dropdb|dropuser", "", BASE},
    {"pg_resetwal", "", "throws away transactions"},
    {"pg_rewind", "", "writes over a data folder"},
    {"mysqladmin", "drop", BASE},
    {"mongorestore", "--drop", "drops collections before they are restored"},
    {"redis-cli", "flushall|flushdb", "empties the store"},
    {"redis-cli", "failover", MOVES},
    {"rabbitmqctl", "reset|force_reset|delete_queue|purge_queue", "empties queues"},
    {"kafka-topics*", "--delete", "removes topics"},
    {"etcdctl", "del", "removes keys"},
    {"pg_ctl|pg_ctlcluster", "promote", MOVES},
    {"pg_autoctl", "perform failover|switchover", MOVES},
    {"patronictl", "failover|switchover|reinit|remove", MOVES},
    {"repmgr", "standby promote|switchover", MOVES},
};

/* Programs that take SQL, or what is like it. */
static const char *const sql_clients[] = {
    "psql",    "mysql",     "mariadb", "sqlite3", "sqlcmd",
    "sqlplus", "cockroach", "mongosh", "mongo",   "clickhouse-client"};

typedef struct Statement {
    const char *words;   /* apart by one blank */
    const char *without; /* it is harmless with this word; NULL: never */
    const char *what;
} Statement;

static const Statement statements[] = {
    {"drop table", NULL, BASE},
    {"drop database", NULL, BASE},
    {"drop schema", NULL, BASE},
    {"drop column", NULL, BASE},
    {"drop view", NULL, BASE},
    {"drop materialized view", NULL, BASE},
    {"drop index", NULL, BASE},
    {"drop owned", NULL, BASE},
    {"drop user", NULL, BASE},
    {"drop role", NULL, BASE},
    {"drop tablespace", NULL, BASE},
    {"dropdatabase", NULL, BASE},
    {"; truncate", NULL, "empties tables"},
    {"delete from", " where ", "deletes every row"},
    {"pg_promote", NULL, MOVES},
};

typedef struct Finder {
    DestructionFound found;
    void *data;
    const ShellWord *around; /* the word that holds the text; NULL: the text is the step's own */
} Finder;

static void find_in(const ShellText *shell, const Finder *finder);

static bool is_named(const char *name, const char *pattern)
{
    size_t length = strlen(name);
    for (const char *at = pattern; length > 0 && *at != '\0';) {
        size_t one = strcspn(at, "|");
        bool is_open = at[one - 1] == '*';
        if (is_open ? strncmp(name, at, one - 1) == 0
                    : one == length && strncmp(name, at, one) == 0)
            return true;
        at += one + (at[one] == '|' ? 1 : 0);
    }
    return false;
}

static void tell(const Finder *finder, const ShellWord *word, const char *what)
{
    finder->found(finder->around != NULL ? finder->around : word, what, finder->data);
}

/* `dd of=/dev/null` measures, --dry-run shows; neither destroys. */
static bool is_harmless(const Call *call)
{
    return call_has(call, "--dry-run*") || call_has(call, "of=/dev/null|of=/dev/stdout");
}

static bool find_destroyer(const Call *call, const Finder *finder)
{
    for (size_t i = 0; i < G_N_ELEMENTS(destroyers); i++) {
        if (!is_named(call->name, destroyers[i].command) ||
            !call_has(call, destroyers[i].pattern) || is_harmless(call))
            continue;
        tell(finder, call->words[0], destroyers[i].what);
        return true;
    }
    return false;
}

/* TEXT in lower case, with one blank for each stretch of what is in no name; one at either end. */
static char *plain_sql(const char *text)
{
    GString *words = g_string_new(" ; ");
    for (; *text != '\0'; text++) {
        if (g_ascii_isalnum(*text) || *text == '_')
            g_string_append_c(words, g_ascii_tolower(*text));
        else if (*text == ';')
            g_string_append(words, words->str[words->len - 1] == ' ' ? "; " : " ; ");
        else if (words->str[words->len - 1] != ' ')
            g_string_append_c(words, ' ');
    }
    g_string_append(words, words->str[words->len - 1] == ' ' ? "; " : " ; ");
    return g_string_free(words, FALSE);
}

static bool has_statement(const char *sql, const Statement *statement)
{
    g_autofree char *words = g_strdup_printf(" %s ", statement->words);
    for (const char *at = sql; (at = strstr(at, words)) != NULL; at++) {
        if (statement->without == NULL)
            return true;
        const char *end = strchr(at, ';');
        const char *saved = strstr(at, statement->without);
        if (saved == NULL || (end != NULL && saved > end))
            return true;
    }
    return false;
}

static bool find_statement(const ShellWord *word, const Finder *finder)
{
    g_autofree char *sql = plain_sql(word->value);
    for (size_t i = 0; i < G_N_ELEMENTS(statements); i++) {
        if (!has_statement(sql, &statements[i]))
            continue;
        tell(finder, word, statements[i].what);
        return true;
    }
    return false;
}

static bool is_sql_client(const Call *call)
{
    for (size_t i = 0; i < G_N_ELEMENTS(sql_clients); i++)
        if (strcmp(call->name, sql_clients[i]) == 0)
            return true;
    return false;
}

static void find_sql(const Call *call, const ShellCommand *command, const Finder *finder)
{
    for (size_t i = 1; i < call->count; i++)
        if (find_statement(call->words[i], finder))
            return;
    for (guint i = 0; i < command->others->len; i++) {
        const ShellWord *word = g_ptr_array_index(command->others, i);
        if (word->role == SHELL_HERE && find_statement(word, finder))
            return;
    }
}

/* `sh -c '...'`, `su -c '...'`, `ssh host '...'`: shell text in one word, looked into once. */
static void find_in_words(const Call *call, bool is_remote_word, const Finder *finder)
{
    static const char *const shells[] = {"sh", "bash", "dash", "ash", "su", "runuser"};
    bool is_shell = is_remote_word;
    for (size_t i = 0; i < G_N_ELEMENTS(shells); i++)
        is_shell = is_shell || (strcmp(call->name, shells[i]) == 0 && call_has(call, "-c"));
    for (size_t i = 0; is_shell && finder->around == NULL && i < call->count; i++) {
        if (!call->words[i]->is_quoted)
            continue;
        g_autoptr(ShellText) inner = shell_text_read(call->words[i]->value);
        Finder nested = {finder->found, finder->data, call->words[i]};
        find_in(inner, &nested);
    }
}

static void find_in_command(const ShellCommand *command, const Finder *finder)
{
    Call call;
    if (!call_start(command, &call))
        return;
    /* `docker exec x rm` removes a file, not a container: the last one counts. */
    while (call_next(&call))
        continue;
    if (find_destroyer(&call, finder))
        return;
    if (is_sql_client(&call))
        find_sql(&call, command, finder);
    find_in_words(&call, call.is_remote && call.words[0]->is_quoted, finder);
}

static void find_in(const ShellText *shell, const Finder *finder)
{
    for (guint i = 0; i < shell->commands->len; i++)
        find_in_command(g_ptr_array_index(shell->commands, i), finder);
}

void destruction_find(const ShellText *shell, DestructionFound found, void *data)
{
    Finder finder = {.found = found, .data = data, .around = NULL};
    find_in(shell, &finder);
}
