#include "rules/checks.h"
#include "rules/commands.h"
#include "rules/quota.h"
#include "rules/secret.h"
#include "rules/subject.h"
#include "rules/text_place.h"

#include <string.h>

typedef struct Secrets {
    Quota quota;
    Diags *diags;
    const Body *body;
} Secrets;

/* The TEXT of what KIND and ID name shows HIT; the secret is pointed at, never repeated. */
static void report(Secrets *secrets, const char *kind, const char *id, const Text *text,
                   const SecretHit *hit)
{
    if (quota_is_spent(&secrets->quota))
        return;
    Span place = text_place(text, hit->offset, hit->length);
    if (quota_take(&secrets->quota, place))
        diags_add(secrets->diags, &check_secret_literal.rule, place,
                  "%s '%s' holds %s in plain text", kind, id, hit->what);
}

static void report_word(Secrets *secrets, const ShellWord *word, size_t length, const char *what)
{
    const Body *body = secrets->body;
    SecretHit hit = {word->offset, length > 0 ? length : word->length, what};
    report(secrets, body->kind, body->id, body->text, &hit);
}

/* NAME=value or --name=value. */
static bool look_at_pair(Secrets *secrets, const ShellWord *word)
{
    const char *sign = strchr(word->value, '=');
    if (!word->is_fixed || sign == NULL || sign == word->value)
        return false;
    size_t length = (size_t)(sign - word->value);
    if (strcspn(word->value, " \t\n\"'/{") < length || !secret_is_name(word->value, length) ||
        !secret_is_value(sign + 1))
        return false;
    report_word(secrets, word, length, "a password or key");
    return true;
}

static bool is_any(const char *text, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(text, texts[i]) == 0)
            return true;
    return false;
}

static bool is_mysql(const char *name)
{
    return g_str_has_prefix(name, "mysql") || g_str_has_prefix(name, "mariadb");
}

/* Programs whose `--password` takes no value, or only behind '='. */
static bool asks_for_password(const char *name)
{
    static const char *const names[] = {"psql",     "createdb", "dropdb",   "createuser",
                                        "dropuser", "vacuumdb", "reindexdb"};
    return is_mysql(name) || g_str_has_prefix(name, "pg_") ||
           is_any(name, names, G_N_ELEMENTS(names));
}

/* `--token value`, with VALUE a literal. */
static bool is_long_option(const char *program, const char *option)
{
    return g_str_has_prefix(option, "--") && strchr(option, '=') == NULL &&
           !asks_for_password(program) && secret_is_name(option, strlen(option));
}

/* `curl -u user:value`. */
static bool is_user_option(const char *program, const char *option, const char *value)
{
    static const char *const programs[] = {"curl", "wget"};
    static const char *const options[] = {"-u", "--user", "-U", "--proxy-user"};
    const char *colon = strchr(value, ':');
    return is_any(program, programs, G_N_ELEMENTS(programs)) &&
           is_any(option, options, G_N_ELEMENTS(options)) && colon != NULL && colon[1] != '\0';
}

static bool is_short_option(const char *program, const char *option)
{
    return (strcmp(program, "sshpass") == 0 && strcmp(option, "-p") == 0) ||
           (strcmp(program, "redis-cli") == 0 && strcmp(option, "-a") == 0);
}

/* `mysql -pvalue`. */
static bool is_attached(const char *program, const ShellWord *word)
{
    return (is_mysql(program) || strcmp(program, "sshpass") == 0) && word->is_fixed &&
           g_str_has_prefix(word->value, "-p") && secret_is_value(word->value + 2);
}

static bool look_at_option(Secrets *secrets, const Call *call, size_t at)
{
    const ShellWord *word = call->words[at];
    const ShellWord *next = at + 1 < call->count ? call->words[at + 1] : NULL;
    bool has_literal = next != NULL && next->is_fixed && secret_is_value(next->value);
    bool is_found = is_attached(call->name, word);
    if (has_literal)
        is_found = is_found || is_long_option(call->name, word->value) ||
                   is_user_option(call->name, word->value, next->value) ||
                   is_short_option(call->name, word->value);
    if (is_found)
        report_word(secrets, word, 0, "a password or key");
    return is_found;
}

/* "Authorization: Bearer value". */
static bool look_at_header(Secrets *secrets, const ShellWord *word)
{
    static const char *const heads[] = {"authorization: bearer ",
                                        "authorization: basic ",
                                        "authorization: token ",
                                        "x-api-key: ",
                                        "api-key: ",
                                        "private-token: "};
    g_autofree char *lower = g_ascii_strdown(word->value, -1);
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++) {
        const char *value = word->value + strlen(heads[i]);
        if (!g_str_has_prefix(lower, heads[i]) || strlen(value) < 8 ||
            strpbrk(value, "$`<") != NULL)
            continue;
        report_word(secrets, word, strlen(heads[i]), "a token in a header");
        return true;
    }
    return false;
}

static void look_at_command(Secrets *secrets, const ShellCommand *command)
{
    for (guint i = 0; i < command->others->len; i++) {
        const ShellWord *word = g_ptr_array_index(command->others, i);
        if (word->role == SHELL_ASSIGNMENT)
            look_at_pair(secrets, word);
    }
    Call call;
    if (!call_start(command, &call))
        return;
    Call inner = call;
    while (call_next(&inner))
        call.name = inner.name;
    for (size_t i = 1; i < call.count; i++)
        if (!look_at_pair(secrets, call.words[i]) && !look_at_option(secrets, &call, i))
            look_at_header(secrets, call.words[i]);
}

static void look_at_body(const Body *body, void *data)
{
    Secrets *secrets = data;
    secrets->body = body;
    for (guint i = 0; i < body->shell->commands->len; i++)
        look_at_command(secrets, g_ptr_array_index(body->shell->commands, i));
}

/* Keys of known shapes are told in any text. */
static void look_at_text(Secrets *secrets, const char *kind, const char *id, const Text *text)
{
    SecretHit hit;
    if (text->text != NULL &&
        (secret_find_key(text->text, &hit) || secret_find_in_address(text->text, &hit)))
        report(secrets, kind, id, text, &hit);
}

static void look_at_commands(const Body *body, void *data)
{
    look_at_text(data, body->kind, body->id, body->text);
}

static void look_at_words(Secrets *secrets, const Runbook *runbook)
{
    for (size_t i = 0; i < runbook->needs.access.count; i++) {
        const Text *about = &runbook->needs.access.items[i]->about;
        look_at_text(secrets, "runbook", subject_id(&runbook->entity), about);
    }
    for (size_t i = 0; i < runbook->steps.count; i++) {
        const Step *step = runbook->steps.items[i];
        const Text *const texts[] = {&step->manual, &step->note, &step->expect};
        for (size_t j = 0; j < G_N_ELEMENTS(texts); j++)
            look_at_text(secrets, "step", subject_id(&step->entity), texts[j]);
    }
}

static void look_at_variables(Secrets *secrets, const Runbook *runbook)
{
    for (size_t i = 0; i < runbook->needs.env.count; i++) {
        const EnvVariable *variable = runbook->needs.env.items[i];
        const char *name = variable->name.text;
        const char *value = variable->fallback.text;
        if (name == NULL || value == NULL || !secret_is_value(value))
            continue;
        bool is_secret =
            variable->secret.known ? variable->secret.value : secret_is_name(name, strlen(name));
        if (is_secret && quota_take(&secrets->quota, variable->fallback.span))
            diags_add(secrets->diags, &check_secret_literal.rule, variable->fallback.span,
                      "the variable '%s' of runbook '%s' has a secret in plain text as its default",
                      name, subject_id(&runbook->entity));
    }
}

static void secret_literal(const CheckInput *input, Diags *diags)
{
    Secrets secrets = {.diags = diags};
    for (size_t i = 0; i < input->plan->runbooks.count; i++) {
        const Runbook *runbook = input->plan->runbooks.items[i];
        look_at_variables(&secrets, runbook);
        runbook_each_body(input, runbook, look_at_body, &secrets);
        runbook_each_text(runbook, look_at_commands, &secrets);
        look_at_words(&secrets, runbook);
    }
    quota_end(&secrets.quota, &check_secret_literal.rule, "places", diags);
}

const Check check_secret_literal = {
    .rule =
        {
            .id = "secret-literal",
            .severity = SEVERITY_WARNING,
            .summary = "a runbook holds a password or key in plain text",
            .remedy = "change it where it is used, since it has been read; ask for the new one "
                      "under `needs.env` with `secret: true`",
            .why = "The plan is copied to a site, to paper and to every laptop of the team, and a "
                   "password that was changed since stops the recovery.",
            .origin = "NIST SP 800-53 Rev. 5 IA-5(7)",
        },
    .run = secret_literal,
};
