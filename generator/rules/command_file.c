#include "rules/command_file.h"

#include <string.h>

/* A program and what of its arguments is a file. */
typedef struct Reader {
    const char *name;
    const char *needed;  /* it reads files only with this (as call_has reads it) */
    const char *options; /* apart by blanks, whose value is a file */
    bool reads_first;    /* its first argument is one */
    bool reads_all;      /* all its arguments with a '/' are */
} Reader;

static const Reader readers[] = {
    {.name = "sh", .reads_first = true},
    {.name = "bash", .reads_first = true},
    {.name = "dash", .reads_first = true},
    {.name = "ash", .reads_first = true},
    {.name = ".", .reads_first = true},
    {.name = "source", .reads_first = true},
    {.name = "python", .reads_first = true},
    {.name = "python3", .reads_first = true},
    {.name = "perl", .reads_first = true},
    {.name = "ruby", .reads_first = true},
    {.name = "node", .reads_first = true},
    {.name = "php", .reads_first = true},
    {.name = "pytest", .reads_all = true},
    {.name = "ansible-playbook", .options = "-i --inventory", .reads_first = true},
    {.name = "kubectl",
     .needed = "apply|create|replace|delete|patch|diff",
     .options = "-f --filename -k --kustomize"},
    {.name = "oc",
     .needed = "apply|create|replace|delete|patch|diff",
     .options = "-f --filename -k --kustomize"},
    {.name = "helm", .options = "-f --values"},
    {.name = "docker-compose", .options = "-f --file --env-file"},
    {.name = "docker", .needed = "compose|build", .options = "-f --file --env-file"},
    {.name = "psql", .options = "-f --file"},
    {.name = "terraform", .options = "-var-file"},
    {.name = "tofu", .options = "-var-file"},
    {.name = "make", .options = "-f --file"},
};

/* With one of these the interpreter reads no file. */
static const char without_file[] = "=-c|=-m|=-e|=-s|=-n|=--version";

static bool is_relative_path(const ShellWord *word, const char *path)
{
    return word->is_fixed && *path != '\0' && strchr("/-~@", *path) == NULL &&
           strstr(path, "://") == NULL && strpbrk(path, " \t\n;{}") == NULL &&
           strcmp(path, ".") != 0 && strcmp(path, "..") != 0;
}

/* What one command is looked through with. */
typedef struct Finder {
    const Body *body;
    CommandFileVisit visit;
    void *data;
} Finder;

static void tell(const Finder *finder, const ShellWord *word, const char *path)
{
    if (!is_relative_path(word, path))
        return;
    g_autofree char *copy = g_strndup(
        path, strstr(path, "::") == NULL ? strlen(path) : (size_t)(strstr(path, "::") - path));
    CommandFile file = {word, copy};
    finder->visit(finder->body, &file, finder->data);
}

/* Whether OPTION is one of OPTIONS; a form with '=' counts, *VALUE is then behind it. */
static bool is_option(const char *word, const char *options, const char **value)
{
    size_t length = strcspn(word, "=");
    *value = word[length] == '=' ? word + length + 1 : NULL;
    for (const char *at = options; *at != '\0';) {
        size_t one = strcspn(at, " ");
        if (one == length && strncmp(at, word, length) == 0)
            return true;
        at += one + strspn(at + one, " ");
    }
    return false;
}

static void find_in_options(const Finder *finder, const Call *call, const Reader *reader)
{
    for (size_t i = 1; reader->options != NULL && i < call->count; i++) {
        const char *value = NULL;
        if (!is_option(call->words[i]->value, reader->options, &value))
            continue;
        if (value != NULL)
            tell(finder, call->words[i], value);
        else if (i + 1 < call->count)
            tell(finder, call->words[i + 1], call->words[i + 1]->value);
    }
}

static void find_in_arguments(const Finder *finder, const Call *call, const Reader *reader)
{
    if (reader->reads_first && call_has(call, without_file))
        return;
    for (size_t i = 1; (reader->reads_first || reader->reads_all) && i < call->count; i++) {
        const ShellWord *word = call->words[i];
        const char *value = NULL;
        if (reader->options != NULL && is_option(word->value, reader->options, &value)) {
            i += value == NULL ? 1 : 0;
        } else if (*word->value != '-' && *word->value != '+') {
            if (reader->reads_first || strchr(word->value, '/') != NULL)
                tell(finder, word, word->value);
            if (reader->reads_first)
                return;
        }
    }
}

static void find_in_call(const Finder *finder, const Call *call)
{
    if (strchr(call->words[0]->value, '/') != NULL)
        tell(finder, call->words[0], call->words[0]->value);
    for (size_t i = 0; i < G_N_ELEMENTS(readers); i++) {
        const Reader *reader = &readers[i];
        if (strcmp(reader->name, call->name) != 0 ||
            (reader->needed != NULL && !call_has(call, reader->needed)))
            continue;
        find_in_options(finder, call, reader);
        find_in_arguments(finder, call, reader);
    }
}

void command_files(const Body *body, const ShellCommand *command, CommandFileVisit visit,
                   void *data)
{
    Finder finder = {body, visit, data};
    Call call;
    if (call_start(command, &call)) {
        do
            if (!call.is_remote)
                find_in_call(&finder, &call);
        while (call_next(&call));
    }
    for (guint i = 0; i < command->others->len; i++) {
        const ShellWord *word = g_ptr_array_index(command->others, i);
        if (word->role == SHELL_TARGET && !word->is_written && strchr(word->value, '/') != NULL)
            tell(&finder, word, word->value);
    }
}

/* ---- what is made ---- */

FilesMade files_made_new(void)
{
    return (FilesMade){.paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
}

void files_made_clear(FilesMade *made)
{
    g_hash_table_unref(made->paths);
}

/* How a path is compared: without "./". */
static const char *plain_path(const char *path)
{
    while (g_str_has_prefix(path, "./"))
        path += 2;
    return path;
}

/* Commands whose last argument is made, whose arguments are, and that bring many files. */
static bool makes_last(const Call *call)
{
    static const char *const names[] = {"cp",     "mv",  "scp", "rsync",  "ln",    "install",
                                        "gsutil", "aws", "mc",  "rclone", "s3cmd", "azcopy"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(call->name, names[i]) == 0)
            return true;
    return false;
}

static bool makes_all(const Call *call)
{
    return strcmp(call->name, "touch") == 0 || strcmp(call->name, "tee") == 0 ||
           strcmp(call->name, "mkdir") == 0;
}

static bool makes_many(const Call *call)
{
    static const struct {
        const char *name, *pattern;
    } many[] = {
        {"git", "clone|checkout|pull|submodule|worktree|restore|reset|fetch"},
        {"tar", "-x|--extract|x*"},
        {"unzip", ""},
        {"gunzip", ""},
        {"cpio", ""},
        {"7z", ""},
        {"rsync", ""},
        {"scp", "-r"},
        {"cp", "-r|-R|-a"},
        {"aws", "s3 sync|cp --recursive"},
        {"aws", "s3 sync"},
        {"gsutil", "rsync|cp -r"},
        {"gsutil", "rsync"},
        {"docker", "cp"},
        {"kubectl", "cp"},
        {"svn", ""},
        {"restic", "restore"},
        {"borg", "extract"},
        {"rclone", "copy|sync"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(many); i++)
        if (strcmp(many[i].name, call->name) == 0 && call_has(call, many[i].pattern))
            return true;
    return false;
}

/* Is the word at AT the value of an option that names what is written? */
static bool is_output(const Call *call, size_t at)
{
    static const char *const outputs[] = {"-o", "-O", "--output", "--output-document", "--out"};
    static const char *const dumps[] = {"pg_dump", "pg_dumpall", "mysqldump", "mongodump"};
    const char *option = at > 1 ? call->words[at - 1]->value : "";
    for (size_t i = 0; i < G_N_ELEMENTS(outputs); i++)
        if (strcmp(option, outputs[i]) == 0)
            return true;
    for (size_t i = 0; i < G_N_ELEMENTS(dumps); i++)
        if (strcmp(call->name, dumps[i]) == 0 &&
            (strcmp(option, "-f") == 0 || g_str_has_prefix(call->words[at]->value, "--file=")))
            return true;
    return strcmp(call->name, "tar") == 0 && call_has(call, "-c|--create|c*") &&
           (option[0] == '-' || strcspn(option, "f") < strlen(option));
}

static bool is_made(const Call *call, size_t at)
{
    return (at + 1 == call->count && at > 1 && makes_last(call)) || makes_all(call) ||
           is_output(call, at);
}

void files_made_add(FilesMade *made, const ShellCommand *command)
{
    for (guint i = 0; i < command->others->len; i++) {
        const ShellWord *word = g_ptr_array_index(command->others, i);
        if (word->role == SHELL_TARGET && word->is_written)
            g_hash_table_add(made->paths, g_strdup(plain_path(word->value)));
    }
    Call call;
    if (!call_start(command, &call))
        return;
    while (!call.is_remote && call_next(&call))
        continue;
    if (call.is_remote)
        return;
    made->has_moved =
        made->has_moved || strcmp(call.name, "cd") == 0 || strcmp(call.name, "pushd") == 0;
    made->has_more = made->has_more || makes_many(&call);
    for (size_t i = 1; i < call.count; i++) {
        const char *value = call.words[i]->value;
        const char *sign = *value == '-' ? strchr(value, '=') : NULL;
        if (is_made(&call, i))
            g_hash_table_add(made->paths, g_strdup(plain_path(sign == NULL ? value : sign + 1)));
    }
}

bool files_made_has(const FilesMade *made, const char *path)
{
    return g_hash_table_contains(made->paths, plain_path(path));
}

bool files_made_by(const ShellCommand *command, const ShellWord *word)
{
    Call call;
    if (!call_start(command, &call))
        return false;
    while (call_next(&call))
        continue;
    for (size_t i = 1; i < call.count; i++)
        if (call.words[i] == word)
            return is_made(&call, i);
    return false;
}
