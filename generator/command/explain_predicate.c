#include "command/explain_predicate.h"

#include "base/json.h"
#include "base/rule_text.h"
#include "command/command.h"
#include "comply/framework_schema.h"
#include "comply/predicate.h"
#include "read/schema_text.h"

#include <stdio.h>

/* "within, types" of the parameters in SET; "" for none. */
static char *parameters_text(unsigned set, const char *quote)
{
    GString *text = g_string_new(NULL);
    for (unsigned bit = PARAMETER_WITHIN; bit <= PARAMETER_OVER; bit <<= 1)
        if ((set & bit) != 0)
            g_string_append_printf(text, "%s%s%s%s", text->len > 0 ? ", " : "", quote,
                                   parameter_word((Parameter)bit), quote);
    return g_string_free(text, FALSE);
}

static void print_text(GString *out)
{
    for (size_t i = 0; i < n_predicates; i++) {
        const Predicate *predicate = &predicates[i];
        g_autofree char *needs = parameters_text(predicate->needs, "");
        g_autofree char *takes = parameters_text(predicate->takes, "");
        g_string_append_printf(out, "%-28s %s", predicate->name, predicate->about);
        if (*needs != '\0')
            g_string_append_printf(out, " Needs %s.", needs);
        if (*takes != '\0')
            g_string_append_printf(out, " Takes %s.", takes);
        g_string_append_c(out, '\n');
    }
}

static void put_json_parameters(Json *json, const char *name, unsigned set)
{
    json_begin_array(json, name);
    for (unsigned bit = PARAMETER_WITHIN; bit <= PARAMETER_OVER; bit <<= 1)
        if ((set & bit) != 0)
            json_text(json, NULL, parameter_word((Parameter)bit));
    json_end_array(json);
}

static void print_json(GString *out)
{
    Json json = json_start(out);
    json_begin_array(&json, NULL);
    for (size_t i = 0; i < n_predicates; i++) {
        json_begin_object(&json, NULL);
        json_text(&json, "name", predicates[i].name);
        json_text(&json, "about", predicates[i].about);
        json_bool(&json, "twoQuestions", predicates[i].two);
        put_json_parameters(&json, "needs", predicates[i].needs);
        put_json_parameters(&json, "takes", predicates[i].takes);
        json_begin_array(&json, "of");
        for (size_t j = 0; predicates[i].of != NULL && predicates[i].of[j] != NULL; j++)
            json_text(&json, NULL, predicates[i].of[j]);
        json_end_array(&json);
        json_end_object(&json);
    }
    json_end_array(&json);
    json_finish(&json);
}

static void put_words(const Predicate *predicate, GString *out)
{
    for (size_t i = 0; predicate->of[i] != NULL; i++)
        g_string_append_printf(out, "%s`%s`", i == 0 ? "" : ", ", predicate->of[i]);
}

static void print_markdown(GString *out)
{
    g_string_append(out, "## Predicates\n\n"
                         "| predicate | it holds when | needs | takes | two questions |\n"
                         "|---|---|---|---|---|\n");
    for (size_t i = 0; i < n_predicates; i++) {
        g_autofree char *needs = parameters_text(predicates[i].needs, "`");
        g_autofree char *takes = parameters_text(predicates[i].takes, "`");
        g_string_append_printf(out, "| `%s` | ", predicates[i].name);
        rule_put_markdown(predicates[i].about, out);
        g_string_append_printf(out, " | %s | %s | %s |\n", needs, takes,
                               predicates[i].two ? "yes" : "");
    }
    g_string_append(out, "\n## Words of `of`\n");
    for (size_t i = 0; i < n_predicates; i++) {
        if (predicates[i].of == NULL)
            continue;
        g_string_append_printf(out, "\n- `%s`: ", predicates[i].name);
        put_words(&predicates[i], out);
        g_string_append_c(out, '.');
    }
    g_string_append_c(out, '\n');
    schema_put_markdown(&shape_framework, out);
}

int explain_predicates(bool json, bool markdown)
{
    g_autoptr(GString) out = g_string_new(NULL);
    if (json)
        print_json(out);
    else if (markdown)
        print_markdown(out);
    else
        print_text(out);
    fputs(out->str, stdout);
    return EXIT_CLEAN;
}
