#include "rules/blank.h"
#include "rules/checks.h"
#include "rules/commands.h"
#include "rules/quota.h"

#include <string.h>

typedef struct Placeholders {
    Quota quota;
    Diags *diags;
} Placeholders;

static void report(Placeholders *placeholders, const Body *body, const ShellWord *word,
                   const char *reason)
{
    if (quota_is_spent(&placeholders->quota))
        return;
    Span place = body_place(body, word);
    if (quota_take(&placeholders->quota, place))
        diags_add(placeholders->diags, &check_command_placeholder.rule, place,
                  "%s '%s' runs a command with a placeholder: %s", body->kind, body->id, reason);
}

/* What WORD says behind NAME= or --option=. */
static const char *value_of(const ShellWord *word)
{
    const char *sign = strchr(word->value, '=');
    size_t name = strcspn(word->value, "=./:\"' \n");
    return sign != NULL && name == (size_t)(sign - word->value) ? sign + 1 : word->value;
}

/* '<host>' in quotation marks; without them the shell would read a file. */
static bool is_in_angles(const ShellWord *word)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_- ";
    const char *value = value_of(word);
    size_t length = strlen(value);
    return word->is_fixed && length > 2 && value[0] == '<' && value[length - 1] == '>' &&
           strspn(value + 1, letters) == length - 2;
}

/* <host> as the shell reads it: from the file `host`, and into whatever follows. */
static bool is_between_angles(const Body *body, const ShellWord *word)
{
    const char *text = body->text->text;
    return word->role == SHELL_TARGET && !word->is_written && word->is_fixed && word->offset > 0 &&
           text[word->offset - 1] == '<' && text[word->offset + word->length] == '>' &&
           g_ascii_isalpha(*word->value);
}

/* Brackets mean too much in commands, in patterns above all, to be taken for blanks; `mktemp`
 * wants its X; and a sentence that is printed may speak of anything. */
static const char *word_reason(const ShellWord *word)
{
    const char *value = value_of(word);
    if (strpbrk(value, "[]<> \t\n") != NULL || strstr(value, "XXX") != NULL)
        return NULL;
    return blank_reason(value);
}

static void look_at_body(const Body *body, void *data)
{
    for (guint i = 0; i < body->shell->words->len; i++) {
        const ShellWord *word = g_ptr_array_index(body->shell->words, i);
        const char *reason = NULL;
        if (is_in_angles(word) || is_between_angles(body, word))
            reason = "the brackets are still to be filled in";
        else if (word->role == SHELL_ARGUMENT || word->role == SHELL_ASSIGNMENT)
            reason = word_reason(word);
        if (reason != NULL)
            report(data, body, word, reason);
    }
}

static void command_placeholder(const CheckInput *input, Diags *diags)
{
    Placeholders placeholders = {.diags = diags};
    plan_each_body(input, look_at_body, &placeholders);
    quota_end(&placeholders.quota, &check_command_placeholder.rule, "words", diags);
}

const Check check_command_placeholder = {
    .rule =
        {
            .id = "command-placeholder",
            .severity = SEVERITY_ERROR,
            .summary = "a command holds a name or address that was never filled in",
            .remedy = "write the real one, or ask for it under `needs.env`",
            .why = "The command cannot work as it stands, and whoever carries it out has to find "
                   "out in the night what belongs there.",
            .origin = "NIST SP 800-34 Rev. 1 4.3.2",
        },
    .run = command_placeholder,
};
