#include "history/evidence_values.h"

#include "base/nearest.h"
#include "history/history_rules.h"
#include "history/plain_text.h"

#include <string.h>

const char *evidence_shown(Arena *arena, Text value)
{
    return plain_text(arena, value.text, strlen(value.text), EVIDENCE_MAX_SHOWN);
}

Text evidence_filled(Text value)
{
    if (value.text != NULL && value.text[strspn(value.text, "_ ")] == '\0')
        value.text = NULL;
    return value;
}

int evidence_word(Text value, const char *const *words, int fallback, Diags *diags)
{
    if (value.text == NULL)
        return fallback;
    Nearest nearest = nearest_start(value.text);
    g_autoptr(GString) known = g_string_new(NULL);
    for (int i = 0; words[i] != NULL; i++) {
        if (strcmp(words[i], value.text) == 0)
            return i;
        nearest_offer(&nearest, words[i]);
        g_string_append_printf(known, "%s'%s'", i == 0 ? "" : ", ", words[i]);
    }
    g_autoptr(Arena) arena = arena_new();
    Diag *diag = diags_add(diags, &rule_evidence_unknown, value.span, "'%s' is none of %s",
                           evidence_shown(arena, value), known->str);
    if (nearest.best != NULL)
        diag_help(diags, diag, "did you mean '%s'?", nearest.best);
    else
        diag_help(diags, diag, "write one of these words");
    return fallback;
}

Date evidence_date(Text value, Diags *diags)
{
    Date date = DATE_ABSENT;
    if (value.text == NULL || date_parse(value.text, &date))
        return date;
    g_autoptr(Arena) arena = arena_new();
    Diag *diag = diags_add(diags, &rule_evidence_malformed, value.span, "'%s' is not a date",
                           evidence_shown(arena, value));
    diag_help(diags, diag, "dates are written 2026-03-31");
    return DATE_ABSENT;
}

bool evidence_too_much(Diags *diags, size_t before, Span where)
{
    if (diags_count(diags) - before < EVIDENCE_MAX_FINDINGS)
        return false;
    Diag *diag = diags_add(diags, &rule_evidence_malformed, where,
                           "too much is wrong: the file was not read beyond this place");
    diag_help(diags, diag, "repair what is listed and record it again");
    return true;
}

Text evidence_person(Arena *arena, Text value, Text *role)
{
    *role = (Text){NULL, value.span};
    size_t length = strlen(value.text);
    const char *open = strrchr(value.text, '(');
    if (open == NULL || open == value.text || value.text[length - 1] != ')')
        return value;
    role->text = arena_text_n(arena, open + 1, (size_t)(value.text + length - open) - 2);
    size_t end = (size_t)(open - value.text);
    while (end > 0 && value.text[end - 1] == ' ')
        end--;
    Text name = {arena_text_n(arena, value.text, end), value.span};
    if (value.span.length == length)
        name.span.length = (uint32_t)end;
    return name;
}
