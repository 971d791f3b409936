#include "command/command.h"

#include "base/diag_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

bool command_options(const Command *command, const GOptionEntry *options, int *argc, char ***argv,
                     int *status)
{
    g_autoptr(GOptionContext) context = g_option_context_new(command->arguments);
    g_autofree char *summary = g_strdup_printf("redbinder %s: %s", command->name, command->summary);
    g_autofree char *program = g_strdup_printf("redbinder %s", command->name);
    g_set_prgname(program);
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_set_summary(context, summary);
    g_option_context_set_description(context, command->details);
    gboolean help = FALSE;
    const GOptionEntry help_entry[] = {
        {"help", 'h', 0, G_OPTION_ARG_NONE, &help, "show this help", NULL}, {0}};
    g_option_context_add_main_entries(context, options, NULL);
    g_option_context_add_main_entries(context, help_entry, NULL);
    g_autoptr(GError) error = NULL;
    if (!g_option_context_parse(context, argc, argv, &error)) {
        *status = command_usage(command, "%s", error->message);
        return false;
    }
    if (help) {
        g_autofree char *text = g_option_context_get_help(context, TRUE, NULL);
        fputs(text, stdout);
        *status = EXIT_CLEAN;
        return false;
    }
    return true;
}

int command_usage(const Command *command, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *shown = text_for_terminal(text);
    fprintf(stderr, "redbinder: %s\n", shown);
    fprintf(stderr, "usage: redbinder %s%s%s\n", command->name,
            *command->arguments == '\0' ? "" : " ", command->arguments);
    fprintf(stderr, "see 'redbinder %s --help'\n", command->name);
    return EXIT_USAGE;
}

static bool epoch_date(const char *text, Date *as_of)
{
    char *end = NULL;
    gint64 seconds = g_ascii_strtoll(text, &end, 10);
    if (end == text || *end != '\0' || seconds < 0 || seconds > (gint64)32503680000) {
        fprintf(stderr, "redbinder: SOURCE_DATE_EPOCH is not a number of seconds\n");
        return false;
    }
    *as_of = moment_date((Moment){seconds});
    return true;
}

bool command_as_of(const char *text, Date *as_of)
{
    if (text != NULL) {
        if (date_parse(text, as_of))
            return true;
        fprintf(stderr, "redbinder: --as-of takes a date such as 2026-03-31\n");
        return false;
    }
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    if (epoch != NULL)
        return epoch_date(epoch, as_of);
    *as_of = moment_date((Moment){time(NULL)});
    return true;
}

static bool wants_colour(void)
{
    const char *refused = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    return isatty(STDERR_FILENO) && (refused == NULL || *refused == '\0') &&
           (terminal == NULL || strcmp(terminal, "dumb") != 0);
}

void command_print(Diags *diags)
{
    diags_sort(diags);
    g_autoptr(GString) out = g_string_new(NULL);
    for (size_t i = 0; i < diags_count(diags); i++)
        diag_print(diags_at(diags, i), wants_colour(), out);
    diags_print_counts(diags, out);
    fputs(out->str, stderr);
}

void command_print_briefly(Diags *diags)
{
    diags_sort(diags);
    g_autoptr(GString) out = g_string_new(NULL);
    for (size_t i = 0; i < diags_count(diags); i++)
        if (diags_at(diags, i)->span.source == NULL)
            diag_print(diags_at(diags, i), wants_colour(), out);
    diags_print_counts(diags, out);
    fputs(out->str, stderr);
}

int command_status(const Diags *diags)
{
    int status = EXIT_CLEAN;
    for (size_t i = 0; i < diags_count(diags); i++) {
        const Diag *diag = diags_at(diags, i);
        if (diag->severity != SEVERITY_ERROR)
            continue;
        if (g_str_has_prefix(diag->rule->id, "system-"))
            return EXIT_WORLD;
        status = EXIT_FINDINGS;
    }
    return status;
}
