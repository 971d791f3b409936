#include "script/needs.h"

#include "script/assignment.h"
#include "script/expansion.h"
#include "script/script.h"
#include "script/shown.h"

#include <math.h>
#include <string.h>

static const char *or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

/* Adds THING unless one called NAME is there already. */
static void add_once(GHashTable *seen, GPtrArray *things, const char *name, const void *thing)
{
    if (g_hash_table_add(seen, (gpointer)(guintptr)name))
        g_ptr_array_add(things, (gpointer)(guintptr)thing);
}

typedef struct Seen {
    GHashTable *tools, *files, *users, *access, *variables;
} Seen;

static void add_texts(GHashTable *seen, GPtrArray *things, const TextList *texts)
{
    for (size_t i = 0; i < texts->count; i++) {
        const char *text = texts->items[i]->text;
        if (text != NULL && *text != '\0')
            add_once(seen, things, text, text);
    }
}

static void add_needs(Needs *needs, const Seen *seen, const RunbookNeeds *from)
{
    add_texts(seen->tools, needs->tools, &from->tools);
    add_texts(seen->files, needs->files, &from->files);
    if (from->user.text != NULL && *from->user.text != '\0')
        add_once(seen->users, needs->users, from->user.text, from->user.text);
    for (size_t i = 0; i < from->space.count; i++)
        g_ptr_array_add(needs->space, from->space.items[i]);
    for (size_t i = 0; i < from->access.count; i++) {
        const AccessNeed *access = from->access.items[i];
        if (access->about.text != NULL)
            add_once(seen->access, needs->access, access->about.text, access);
    }
    for (size_t i = 0; i < from->env.count; i++) {
        const EnvVariable *variable = from->env.items[i];
        add_once(seen->variables, needs->variables, or_empty(variable->name.text), variable);
    }
}

static GHashTable *names(void)
{
    return g_hash_table_new(g_str_hash, g_str_equal);
}

Needs *needs_new(const FlatRunbook *flat)
{
    Needs *needs = g_new0(Needs, 1);
    needs->tools = g_ptr_array_new();
    needs->files = g_ptr_array_new();
    needs->users = g_ptr_array_new();
    needs->space = g_ptr_array_new();
    needs->access = g_ptr_array_new();
    needs->variables = g_ptr_array_new();
    g_autoptr(GHashTable) tools = names();
    g_autoptr(GHashTable) files = names();
    g_autoptr(GHashTable) users = names();
    g_autoptr(GHashTable) access = names();
    g_autoptr(GHashTable) variables = names();
    const Seen seen = {tools, files, users, access, variables};
    add_needs(needs, &seen, &flat->runbook->needs);
    for (guint i = 0; i < flat->called->len; i++) {
        const Runbook *called = g_ptr_array_index(flat->called, i);
        add_needs(needs, &seen, &called->needs);
    }
    return needs;
}

void needs_free(Needs *needs)
{
    g_ptr_array_free(needs->tools, TRUE);
    g_ptr_array_free(needs->files, TRUE);
    g_ptr_array_free(needs->users, TRUE);
    g_ptr_array_free(needs->space, TRUE);
    g_ptr_array_free(needs->access, TRUE);
    g_ptr_array_free(needs->variables, TRUE);
    g_free(needs);
}

/* The engine evaluates the name, so nothing but a name may reach it; rb_ is its own. */
static bool is_variable_name(const char *name)
{
    if ((!g_ascii_isalpha(*name) && *name != '_') || g_str_has_prefix(name, "rb_"))
        return false;
    for (; *name != '\0'; name++)
        if (!g_ascii_isalnum(*name) && *name != '_')
            return false;
    return true;
}

/* A doubtful `secret` is one. */
static bool is_open(const EnvVariable *variable)
{
    const BoolValue *secret = &variable->secret;
    return secret->text == NULL || (secret->known && !secret->value);
}

const char *needs_find_open(const Needs *needs, const char *name, size_t length)
{
    for (guint i = 0; i < needs->variables->len; i++) {
        const EnvVariable *variable = g_ptr_array_index(needs->variables, i);
        const char *known = or_empty(variable->name.text);
        if (strlen(known) == length && memcmp(known, name, length) == 0)
            return is_variable_name(known) && is_open(variable) ? known : NULL;
    }
    return NULL;
}

/* A call `need WHAT 'first' ...` in the body of `needs`; the first NULL ends the words. */
static void put_need(GString *out, const char *what, const char *const words[], size_t count)
{
    g_string_append_printf(out, "    need %s", what);
    for (size_t i = 0; i < count && words[i] != NULL; i++) {
        g_string_append_c(out, ' ');
        shell_quote(out, words[i]);
    }
    g_string_append_c(out, '\n');
}

static void put_one(GString *out, const char *what, const char *word)
{
    put_need(out, what, &word, 1);
}

static void put_variable(const EnvVariable *variable, GString *out)
{
    const char *name = or_empty(variable->name.text);
    g_autoptr(GString) about = g_string_new(NULL);
    shown_line(about, or_empty(variable->about.text));
    if (!is_variable_name(name)) {
        g_autoptr(GString) shown = g_string_new(NULL);
        shown_line(shown, name);
        put_one(out, "nonsense", shown->str);
        return;
    }
    const char *const words[] = {name, about->str, or_empty(variable->pattern.text),
                                 variable->fallback.text};
    put_need(out, is_open(variable) ? "variable" : "secret", words, G_N_ELEMENTS(words));
}

/* Rights that have no command to check them by, one a line. */
static void put_rights(const Needs *needs, GString *out)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    for (guint i = 0; i < needs->access->len; i++) {
        const AccessNeed *access = g_ptr_array_index(needs->access, i);
        if (access->check.text != NULL)
            continue;
        g_string_append(lines, lines->len == 0 ? "- " : "\n- ");
        shown_line(lines, access->about.text);
    }
    assign_exact(out, "rb_access", lines->str);
}

static void put_access(const AccessNeed *access, GString *out)
{
    g_autoptr(GString) about = g_string_new(NULL);
    g_autoptr(GString) shown = g_string_new(NULL);
    if (access->check.text == NULL)
        return;
    shown_line(about, access->about.text);
    shown_text(shown, access->check.text);
    const char *const words[] = {about->str, access->check.text, shown->str};
    put_need(out, "access", words, G_N_ELEMENTS(words));
}

/* In KiB, as `df -k` counts. */
static void put_space(const SpaceNeed *space, const Needs *needs, GString *out)
{
    char words[SIZE_TEXT_SIZE];
    if (!space->size.known)
        return;
    g_string_append_printf(out, "    need space %.0f ", ceil(space->size.value / 1024));
    shell_quote(out, size_words(space->size.value, words));
    g_string_append_c(out, ' ');
    expansion(out, or_empty(space->at.text), needs);
    g_string_append_c(out, '\n');
}

void needs_part(const Needs *needs, GString *out)
{
    put_rights(needs, out);
    g_string_append(out, "\nneeds() {\n    need clock\n");
    for (guint i = 0; i < needs->users->len; i++)
        put_one(out, "user", g_ptr_array_index(needs->users, i));
    for (guint i = 0; i < needs->tools->len; i++)
        put_one(out, "tool", g_ptr_array_index(needs->tools, i));
    for (guint i = 0; i < needs->variables->len; i++)
        put_variable(g_ptr_array_index(needs->variables, i), out);
    for (guint i = 0; i < needs->files->len; i++)
        put_one(out, "file", g_ptr_array_index(needs->files, i));
    for (guint i = 0; i < needs->space->len; i++)
        put_space(g_ptr_array_index(needs->space, i), needs, out);
    for (guint i = 0; i < needs->access->len; i++)
        put_access(g_ptr_array_index(needs->access, i), out);
    g_string_append(out, "}\n");
}
