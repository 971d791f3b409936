#include "script/assignment.h"

#include "script/script.h"
#include "script/shown.h"

void assign_exact(GString *out, const char *name, const char *value)
{
    if (value == NULL)
        return;
    g_string_append(out, name);
    g_string_append_c(out, '=');
    shell_quote(out, value);
    g_string_append_c(out, '\n');
}

void assign_text(GString *out, const char *name, const char *value)
{
    if (value == NULL)
        return;
    g_autoptr(GString) shown = g_string_new(NULL);
    shown_text(shown, value);
    assign_exact(out, name, shown->str);
}

void assign_line(GString *out, const char *name, const char *value)
{
    if (value == NULL)
        return;
    g_autoptr(GString) shown = g_string_new(NULL);
    shown_line(shown, value);
    assign_exact(out, name, shown->str);
}

static bool is_length(const DurationValue *length)
{
    return length->text != NULL && length->known && length->word == DURATION_WORD_NONE;
}

void assign_words(GString *out, const char *name, const DurationValue *length)
{
    char words[DURATION_TEXT_SIZE];
    const char *text = is_length(length) ? duration_words(length->value, words) : length->text;
    assign_line(out, name, text);
}

void assign_seconds(GString *out, const char *name, const DurationValue *length)
{
    if (!is_length(length))
        return;
    long long seconds = (long long)duration_approximate(length->value);
    g_string_append_printf(out, "%s=%lld\n", name, seconds);
}
