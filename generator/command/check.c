#include "command/commands.h"
#include "publish/resources.h"
#include "read/reader.h"
#include "rules/rules.h"

static int run(const Command *command, int argc, char **argv)
{
    g_autofree char *as_of_text = NULL;
    const GOptionEntry options[] = {
        {"as-of", 0, 0, G_OPTION_ARG_STRING, &as_of_text, "check for this day", "DATE"}, {0}};
    int status = EXIT_CLEAN;
    if (!command_options(command, options, &argc, &argv, &status))
        return status;
    if (argc > 2)
        return command_usage(command, "one plan library at a time");
    Date as_of = {0};
    if (!command_as_of(as_of_text, &as_of))
        return EXIT_USAGE;
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(Library) library = read_library(argc == 2 ? argv[1] : ".", diags);
    Resources *resources = library == NULL ? NULL : resources_read(library, diags);
    for (size_t i = 0; library != NULL && i < library->n_plans; i++) {
        CheckInput input = {.library = library, .plan = library->plans[i], .as_of = as_of};
        rules_check(&input, diags);
    }
    command_print(diags); /* findings may point into the resources */
    resources_free(resources);
    return command_status(diags);
}

const Command command_check = {
    .name = "check",
    .arguments = "[LIBRARY]",
    .summary = "say what is wrong with the plans",
    .details = "Reads the plan library in the folder LIBRARY (the current one when left out) and\n"
               "reports what cannot be read and which promises the plans cannot keep.\n"
               "\n"
               "Exit status: 0 no errors, 1 errors in the plans, 2 wrong usage, 3 disk or\n"
               "permission.\n"
               "\n"
               "Examples:\n"
               "  redbinder check plans\n"
               "  redbinder check --as-of 2026-12-31 plans",
    .run = run,
};
