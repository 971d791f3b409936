#include "base/rule_text.h"

#include <string.h>

enum { WIDTH = 80, LABEL = 8 };

char *rule_sentence(const char *text)
{
    GString *out = g_string_new(text);
    if (out->len == 0)
        return g_string_free(out, FALSE);
    out->str[0] = g_ascii_toupper(out->str[0]);
    if (strchr(".?!", out->str[out->len - 1]) == NULL)
        g_string_append_c(out, '.');
    return g_string_free(out, FALSE);
}

/* Appends LABEL and behind it TEXT, in lines that begin at column INDENT. */
static void put_wrapped(const char *label, int indent, const char *text, GString *out)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    g_string_append_printf(out, "%-*s", indent, label);
    long column = indent;
    for (char **word = words; *word != NULL; word++) {
        long width = g_utf8_strlen(*word, -1);
        if (column > indent && column + 1 + width > WIDTH) {
            g_string_append_printf(out, "\n%*s", indent, "");
            column = indent;
        } else if (word != words) {
            g_string_append_c(out, ' ');
            column++;
        }
        g_string_append(out, *word);
        column += width;
    }
    g_string_append_c(out, '\n');
}

void rule_print(const Rule *rule, GString *out)
{
    g_autofree char *summary = rule_sentence(rule->summary);
    g_autofree char *remedy = rule_sentence(rule->remedy);
    g_string_append_printf(out, "%s (%s)\n\n", rule->id, severity_word(rule->severity));
    put_wrapped("", 2, summary, out);
    g_string_append_c(out, '\n');
    if (rule->why != NULL)
        put_wrapped("why:", LABEL, rule->why, out);
    put_wrapped("remedy:", LABEL, remedy, out);
    if (rule->origin != NULL)
        put_wrapped("origin:", LABEL, rule->origin, out);
}

void rule_put_markdown(const char *text, GString *out)
{
    bool code = false;
    for (; *text != '\0'; text++) {
        if (*text == '`')
            code = !code && strchr(text + 1, '`') != NULL;
        else if (!code && strchr("\\<>*[]|&#", *text) != NULL)
            g_string_append_c(out, '\\');
        g_string_append_c(out, *text);
    }
}

void rule_print_markdown(const Rule *rule, GString *out)
{
    g_autofree char *summary = rule_sentence(rule->summary);
    g_autofree char *remedy = rule_sentence(rule->remedy);
    rule_put_markdown(summary, out);
    if (rule->why != NULL) {
        g_string_append(out, "\n\n**Why it matters.** ");
        rule_put_markdown(rule->why, out);
    }
    g_string_append(out, "\n\n**What to do.** ");
    rule_put_markdown(remedy, out);
    if (rule->origin != NULL) {
        g_string_append(out, "\n\n**Where it comes from.** ");
        rule_put_markdown(rule->origin, out);
    }
    g_string_append_c(out, '\n');
}
