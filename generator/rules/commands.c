#include "rules/commands.h"

#include "rules/subject.h"
#include "rules/text_place.h"

#include <string.h>

/* A text that was read takes about fifty times its length. */
enum { MOST_KEPT = 128 * 1024 };

struct ShellTexts {
    GHashTable *by_text; /* const Text * -> ShellText * */
};

static void visit_text(Body body, const char *key, const Text *text, BodyVisit visit, void *data)
{
    body.key = key;
    body.text = text;
    if (text->text != NULL)
        visit(&body, data);
}

/* The rights come first, as in the script. */
void runbook_each_text(const Runbook *runbook, BodyVisit visit, void *data)
{
    for (size_t i = 0; i < runbook->needs.access.count; i++) {
        const AccessNeed *access = runbook->needs.access.items[i];
        Body body = {.runbook = runbook, .kind = "the access"};
        body.id = access->about.text == NULL ? "" : access->about.text;
        visit_text(body, "check", &access->check, visit, data);
    }
    for (size_t i = 0; i < runbook->steps.count; i++) {
        const Step *step = runbook->steps.items[i];
        Body body = {.runbook = runbook, .step = step, .kind = "step"};
        body.id = subject_id(&step->entity);
        visit_text(body, "unless", &step->unless, visit, data);
        visit_text(body, "require", &step->require, visit, data);
        visit_text(body, "run", &step->run, visit, data);
        visit_text(body, "wait", &step->wait, visit, data);
        visit_text(body, "verify", &step->verify, visit, data);
        visit_text(body, "rollback", &step->rollback, visit, data);
    }
}

static void add_length(const Body *body, void *data)
{
    size_t *length = data;
    *length += strlen(body->text->text);
}

static size_t length_of(const Plan *plan)
{
    size_t length = 0;
    for (size_t i = 0; i < plan->runbooks.count; i++)
        runbook_each_text(plan->runbooks.items[i], add_length, &length);
    return length;
}

static void free_text(gpointer text)
{
    shell_text_free(text);
}

ShellTexts *shell_texts_new(const Plan *plan)
{
    if (length_of(plan) > MOST_KEPT)
        return NULL;
    ShellTexts *texts = g_new0(ShellTexts, 1);
    texts->by_text = g_hash_table_new_full(NULL, NULL, NULL, free_text);
    return texts;
}

void shell_texts_free(ShellTexts *texts)
{
    if (texts == NULL)
        return;
    g_hash_table_unref(texts->by_text);
    g_free(texts);
}

/* Read when first asked for. */
static const ShellText *kept_text(const ShellTexts *texts, const Text *text)
{
    ShellText *shell = g_hash_table_lookup(texts->by_text, text);
    if (shell == NULL) {
        shell = shell_text_read(text->text);
        g_hash_table_insert(texts->by_text, (gpointer)text, shell);
    }
    return shell;
}

/* Whom to call with the pieces that are whole. */
typedef struct Reading {
    const CheckInput *input;
    BodyVisit visit;
    void *data;
} Reading;

static void read_text(const Body *text, void *data)
{
    const Reading *reading = data;
    const ShellTexts *texts = reading->input->texts;
    Body body = *text;
    g_autoptr(ShellText) own = texts == NULL ? shell_text_read(body.text->text) : NULL;
    body.shell = own != NULL ? own : kept_text(texts, body.text);
    if (body.shell->is_whole)
        reading->visit(&body, reading->data);
}

void runbook_each_body(const CheckInput *input, const Runbook *runbook, BodyVisit visit, void *data)
{
    Reading reading = {input, visit, data};
    runbook_each_text(runbook, read_text, &reading);
}

void plan_each_body(const CheckInput *input, BodyVisit visit, void *data)
{
    for (size_t i = 0; i < input->plan->runbooks.count; i++)
        runbook_each_body(input, input->plan->runbooks.items[i], visit, data);
}

Span body_place(const Body *body, const ShellWord *word)
{
    return text_place(body->text, word->offset, word->length);
}

/* What runs another command, and how to find that. */
typedef struct Wrapper {
    const char *name;
    const char *subcommand; /* its first argument; NULL: none */
    const char *valued;     /* letters of options that take the next word */
    size_t skipped;         /* arguments before the command */
    bool is_remote;
    bool is_behind_dashes; /* the command follows `--` */
} Wrapper;

static const Wrapper wrappers[] = {
    {.name = "sudo", .valued = "ugpCDhRTU"},
    {.name = "doas", .valued = "uC"},
    {.name = "env", .valued = "uCS"},
    {.name = "nohup", .valued = ""},
    {.name = "time", .valued = "fo"},
    {.name = "timeout", .valued = "ks", .skipped = 1},
    {.name = "nice", .valued = "n"},
    {.name = "ionice", .valued = "cnpPu"},
    {.name = "setsid", .valued = ""},
    {.name = "stdbuf", .valued = "ioe"},
    {.name = "exec", .valued = "a"},
    {.name = "command", .valued = ""},
    {.name = "xargs", .valued = "nIPLdsEa"},
    {.name = "watch", .valued = "n"},
    {.name = "flock", .valued = "wE", .skipped = 1},
    {.name = "chroot", .valued = "", .skipped = 1, .is_remote = true},
    {.name = "ssh", .valued = "iploFJLRDbcEmOQSWwBeI", .skipped = 1, .is_remote = true},
    {.name = "kubectl", .subcommand = "exec", .is_remote = true, .is_behind_dashes = true},
    {.name = "oc", .subcommand = "exec", .is_remote = true, .is_behind_dashes = true},
    {.name = "docker", .subcommand = "exec", .valued = "uew", .skipped = 1, .is_remote = true},
    {.name = "podman", .subcommand = "exec", .valued = "uew", .skipped = 1, .is_remote = true},
};

static const char *without_folder(const ShellWord *word)
{
    const char *slash = strrchr(word->value, '/');
    return slash == NULL ? word->value : slash + 1;
}

static void name_call(Call *call)
{
    const ShellWord *first = call->words[0];
    call->name = first->is_fixed ? without_folder(first) : "";
}

bool call_start(const ShellCommand *command, Call *call)
{
    if (command->words->len == 0)
        return false;
    call->words = (const ShellWord *const *)command->words->pdata;
    call->count = command->words->len;
    call->is_remote = false;
    name_call(call);
    return true;
}

static const Wrapper *find_wrapper(const Call *call)
{
    for (size_t i = 0; i < G_N_ELEMENTS(wrappers); i++) {
        const Wrapper *wrapper = &wrappers[i];
        if (strcmp(wrapper->name, call->name) != 0)
            continue;
        if (wrapper->subcommand == NULL ||
            (call->count > 1 && strcmp(call->words[1]->value, wrapper->subcommand) == 0))
            return wrapper;
    }
    return NULL;
}

/* Is WORD an option of WRAPPER whose value is the next word? */
static bool takes_next(const Wrapper *wrapper, const char *word)
{
    return word[0] == '-' && word[1] != '-' && word[1] != '\0' && word[2] == '\0' &&
           strchr(wrapper->valued, word[1]) != NULL;
}

static bool is_assignment(const char *word)
{
    size_t name = strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789");
    return name > 0 && word[name] == '=';
}

/* The place of the command among the words of CALL; its count when there is none. */
static size_t find_inner(const Wrapper *wrapper, const Call *call)
{
    size_t at = wrapper->subcommand == NULL ? 1 : 2;
    if (wrapper->is_behind_dashes) {
        while (at < call->count && strcmp(call->words[at]->value, "--") != 0)
            at++;
        return MIN(at + 1, call->count);
    }
    size_t skipped = 0;
    for (; at < call->count; at++) {
        const char *word = call->words[at]->value;
        if (takes_next(wrapper, word))
            at++;
        else if (word[0] == '-' || is_assignment(word))
            continue;
        else if (skipped++ == wrapper->skipped)
            return at;
    }
    return call->count;
}

bool call_next(Call *call)
{
    const Wrapper *wrapper = find_wrapper(call);
    if (wrapper == NULL)
        return false;
    size_t inner = find_inner(wrapper, call);
    if (inner >= call->count)
        return false;
    call->words += inner;
    call->count -= inner;
    call->is_remote = call->is_remote || wrapper->is_remote;
    name_call(call);
    return true;
}

/* ---- patterns ---- */

/* Is the option at PATTERN, LENGTH bytes, what WORD says? */
static bool is_option(const char *word, const char *pattern, size_t length)
{
    if (word[0] != '-' || word[1] == '\0')
        return false;
    bool is_letter = length == 2 && pattern[1] != '-';
    if (is_letter && word[1] != '-') {
        size_t cluster = strcspn(word + 1, "=");
        return memchr(word + 1, pattern[1], cluster) != NULL;
    }
    return strncmp(word, pattern, length) == 0 && (word[length] == '\0' || word[length] == '=');
}

static bool is_one(const char *word, const char *pattern, size_t length)
{
    if (pattern[0] == '=')
        return strlen(word) == length - 1 && strncmp(word, pattern + 1, length - 1) == 0;
    if (pattern[length - 1] == '*')
        return strncmp(word, pattern, length - 1) == 0;
    if (pattern[0] == '-')
        return is_option(word, pattern, length);
    return strlen(word) == length && g_ascii_strncasecmp(word, pattern, length) == 0;
}

/* Does WORD say one of the alternatives at PATTERN, LENGTH bytes? */
static bool is_any(const char *word, const char *pattern, size_t length)
{
    for (size_t start = 0; start < length;) {
        const char *bar = memchr(pattern + start, '|', length - start);
        size_t end = bar == NULL ? length : (size_t)(bar - pattern);
        if (end > start && is_one(word, pattern + start, end - start))
            return true;
        start = end + 1;
    }
    return false;
}

bool call_has(const Call *call, const char *pattern)
{
    size_t next = 1; /* arguments come in order, options anywhere */
    while (*pattern != '\0') {
        size_t length = strcspn(pattern, " ");
        bool is_option_word = *pattern == '-' || *pattern == '=';
        size_t at = is_option_word ? 1 : next;
        while (at < call->count && !is_any(call->words[at]->value, pattern, length))
            at++;
        if (at >= call->count)
            return false;
        if (!is_option_word)
            next = at + 1;
        pattern += length;
        pattern += strspn(pattern, " ");
    }
    return true;
}
