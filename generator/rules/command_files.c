#include "rules/checks.h"
#include "rules/command_file.h"
#include "rules/commands.h"
#include "rules/quota.h"
#include "rules/text_place.h"

#include <string.h>

/* ---- command-file-missing ---- */

typedef struct Missing {
    const CheckInput *input;
    const Runbook *runbook;
    FilesMade made;
    GHashTable *reported;
    Quota *quota;
    Diags *diags;
} Missing;

static bool is_needed_file(const Runbook *runbook, const char *path)
{
    g_autofree char *name = g_path_get_basename(path);
    for (size_t i = 0; i < runbook->needs.files.count; i++) {
        const char *file = runbook->needs.files.items[i]->text;
        if (file == NULL)
            continue;
        g_autofree char *file_name = g_path_get_basename(file);
        if (strcmp(file, path) == 0 || strcmp(file_name, name) == 0)
            return true;
    }
    return false;
}

/* Is PATH in the folder of the plan, of the library, or in the one around it? */
static bool is_there(const CheckInput *input, const char *path)
{
    g_autofree char *parent = g_build_filename(input->library->path, "..", NULL);
    const char *const folders[] = {input->plan->path, input->library->path, parent};
    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
        g_autofree char *full = g_build_filename(folders[i], path, NULL);
        if (g_file_test(full, G_FILE_TEST_EXISTS))
            return true;
    }
    return false;
}

static void report_missing(Missing *missing, const Body *body, const CommandFile *file)
{
    g_hash_table_add(missing->reported, g_strdup(file->path));
    if (quota_is_spent(missing->quota))
        return;
    Span place = body_place(body, file->word);
    if (!quota_take(missing->quota, place))
        return;
    Diag *diag = diags_add(missing->diags, &check_command_file_missing.rule, place,
                           "%s '%s' uses '%s', which is neither with the plan nor in the library",
                           body->kind, body->id, file->path);
    diag_help(missing->diags, diag,
              "put it beside the plan or correct the path; when it lies elsewhere, name it under "
              "`needs.files`");
}

static void look_at_file(const Body *body, const CommandFile *file, void *data)
{
    Missing *missing = data;
    if (!g_hash_table_contains(missing->reported, file->path) &&
        !files_made_has(&missing->made, file->path) &&
        !is_needed_file(missing->runbook, file->path) && !is_there(missing->input, file->path))
        report_missing(missing, body, file);
}

static void look_at_body(const Body *body, void *data)
{
    Missing *missing = data;
    missing->made.has_moved = false;
    for (guint i = 0; i < body->shell->commands->len; i++) {
        const ShellCommand *command = g_ptr_array_index(body->shell->commands, i);
        if (!missing->made.has_more && !missing->made.has_moved)
            command_files(body, command, look_at_file, missing);
        files_made_add(&missing->made, command);
    }
}

static void command_file_missing(const CheckInput *input, Diags *diags)
{
    Quota quota = {.count = 0};
    for (size_t i = 0; i < input->plan->runbooks.count; i++) {
        Missing missing = {
            .input = input,
            .runbook = input->plan->runbooks.items[i],
            .made = files_made_new(),
            .reported = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
            .quota = &quota,
            .diags = diags,
        };
        runbook_each_body(input, missing.runbook, look_at_body, &missing);
        files_made_clear(&missing.made);
        g_hash_table_unref(missing.reported);
    }
    quota_end(&quota, &check_command_file_missing.rule, "files", diags);
}

const Check check_command_file_missing = {
    .rule =
        {
            .id = "command-file-missing",
            .severity = SEVERITY_ERROR,
            .summary = "a command uses a script or file that is nowhere to be found",
            .remedy = "put the file beside the plan, correct its path, or name it under "
                      "`needs.files`",
            .why = "The step cannot be carried out: what it should do is known to nobody who has "
                   "the plan alone.",
            .origin = "NIST SP 800-34 Rev. 1 4.3.2 and App. C",
        },
    .run = command_file_missing,
};

/* ---- placeholder-file ---- */

enum { MOST_NOTES = 3 };

/* The constants of one runbook: file name to its Diag. */
typedef struct Constants {
    FilesMade made;
    GHashTable *reported;
    Quota *quota;
    Diags *diags;
} Constants;

static bool is_any(const char *text, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(text, texts[i]) == 0)
            return true;
    return false;
}

/* The letters of NAME up to its first dot, in lower case. */
static char *stem_letters(const char *name)
{
    GString *letters = g_string_new(NULL);
    for (; *name != '\0' && *name != '.'; name++)
        if (g_ascii_isalpha(*name))
            g_string_append_c(letters, g_ascii_tolower(*name));
        else if (g_ascii_isdigit(*name))
            g_string_append_c(letters, '0');
    return g_string_free(letters, FALSE);
}

/* Is WORD a file that stands for one whose name is different each time? */
static bool is_stand_in(const ShellWord *word, const char *name)
{
    static const char *const ends[] = {".dump", ".sql", ".tar", ".tgz", ".gz",    ".bz2",
                                       ".xz",   ".zst", ".zip", ".bak", ".rdb",   ".bson",
                                       ".enc",  ".gpg", ".age", ".img", ".backup"};
    static const char *const strong[] = {"backupfile", "dumpfile",      "yourbackup",    "mybackup",
                                         "backupname", "filename",      "yourfile",      "myfile",
                                         "somebackup", "examplebackup", "backupexample", "yourdump",
                                         "mydump",     "archivefile"};
    static const char *const weak[] = {"backup", "dump", "databasebackup", "dbbackup", "dbdump"};
    bool is_archive = false;
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
        is_archive = is_archive || g_str_has_suffix(name, ends[i]);
    if (!is_archive || *name == '.' || strpbrk(name, "$`*?") != NULL)
        return false;
    g_autofree char *stem = stem_letters(name);
    if (is_any(stem, strong, G_N_ELEMENTS(strong)))
        return true;
    return is_any(stem, weak, G_N_ELEMENTS(weak)) && word->is_fixed &&
           strstr(word->value, "latest") == NULL;
}

/* Where the file name NAME stands that ends WORD. */
static Span name_place(const Body *body, const ShellWord *word, const char *name)
{
    size_t at = (size_t)(name - word->value);
    /* With quotation marks the value is not as long as what is written. */
    if (word->is_quoted || at + strlen(name) != word->length)
        return body_place(body, word);
    return text_place(body->text, word->offset + at, strlen(name));
}

static void report_stand_in(Constants *constants, const Body *body, const ShellWord *word,
                            const char *name)
{
    Diag *known = g_hash_table_lookup(constants->reported, name);
    if (known != NULL) {
        if (known->notes == NULL || known->notes->len < MOST_NOTES)
            diag_note(constants->diags, known, name_place(body, word, name), "it is used here too");
        return;
    }
    if (quota_is_spent(constants->quota))
        return;
    Span place = name_place(body, word, name);
    if (!quota_take(constants->quota, place))
        return;
    Diag *diag = diags_add(constants->diags, &check_placeholder_file.rule, place,
                           "%s '%s' uses '%s', which is the name of no backup in particular",
                           body->kind, body->id, name);
    g_hash_table_insert(constants->reported, g_strdup(name), diag);
}

static void look_at_words(const Body *body, void *data)
{
    Constants *constants = data;
    for (guint i = 0; i < body->shell->commands->len; i++) {
        const ShellCommand *command = g_ptr_array_index(body->shell->commands, i);
        for (guint j = 1; j < command->words->len; j++) {
            const ShellWord *word = g_ptr_array_index(command->words, j);
            const char *start = word->value[0] == '-' ? strchr(word->value, '=') : NULL;
            start = start == NULL ? word->value : start + 1;
            const char *slash = strrchr(start, '/');
            const char *name = slash == NULL ? start : slash + 1;
            if (is_stand_in(word, name) && !files_made_by(command, word) &&
                !files_made_has(&constants->made, start))
                report_stand_in(constants, body, word, name);
        }
        files_made_add(&constants->made, command);
    }
}

static void placeholder_file(const CheckInput *input, Diags *diags)
{
    Quota quota = {.count = 0};
    for (size_t i = 0; i < input->plan->runbooks.count; i++) {
        Constants constants = {
            .made = files_made_new(),
            .reported = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
            .quota = &quota,
            .diags = diags,
        };
        runbook_each_body(input, input->plan->runbooks.items[i], look_at_words, &constants);
        files_made_clear(&constants.made);
        g_hash_table_unref(constants.reported);
    }
    quota_end(&quota, &check_placeholder_file.rule, "files", diags);
}

const Check check_placeholder_file = {
    .rule =
        {
            .id = "placeholder-file",
            .severity = SEVERITY_WARNING,
            .summary = "a command uses a made-up file name where that of a backup belongs",
            .remedy = "ask for the name under `needs.env`, such as BACKUP_FILE, and write "
                      "\"$BACKUP_FILE\"",
            .why = "No file has that name: whoever runs the command must edit it, and under "
                   "pressure takes the wrong backup.",
            .origin = "NIST SP 800-34 Rev. 1 4.3.2",
        },
    .run = placeholder_file,
};
