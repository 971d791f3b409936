#include "base/nearest.h"
#include "command/commands.h"
#include "read/schema_text.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    const Shape *shape;
    bool partial;
} kinds[] = {
    {"plan", &shape_plan, false},       {"part", &shape_plan, true},
    {"runbook", &shape_runbook, false}, {"people", &shape_people, false},
    {"library", &shape_library, false},
};

static int refuse_kind(const Command *command, const char *wanted)
{
    Nearest nearest = nearest_start(wanted);
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        nearest_offer(&nearest, kinds[i].name);
    if (nearest.best == NULL)
        return command_usage(command, "there is no schema '%s'", wanted);
    return command_usage(command, "there is no schema '%s'; did you mean '%s'?", wanted,
                         nearest.best);
}

static int run(const Command *command, int argc, char **argv)
{
    gboolean markdown = FALSE;
    const GOptionEntry options[] = {
        {"markdown", 0, 0, G_OPTION_ARG_NONE, &markdown, "print docs/format.md instead", NULL},
        {0}};
    int status = EXIT_CLEAN;
    if (!command_options(command, options, &argc, &argv, &status))
        return status;
    if (argc > (markdown ? 1 : 2))
        return command_usage(command, markdown ? "--markdown prints the format as a whole"
                                               : "one kind of file at a time");
    g_autoptr(GString) out = g_string_new(NULL);
    const char *wanted = argc > 1 ? argv[1] : "plan";
    if (markdown)
        schema_write_markdown(out);
    for (size_t i = 0; i < G_N_ELEMENTS(kinds) && !markdown; i++)
        if (strcmp(kinds[i].name, wanted) == 0)
            schema_write_json(kinds[i].shape, kinds[i].partial, out);
    if (out->len == 0)
        return refuse_kind(command, wanted);
    fputs(out->str, stdout);
    return EXIT_CLEAN;
}

const Command command_schema = {
    .name = "schema",
    .arguments = "[plan | part | runbook | people | library]",
    .summary = "print the source format for editors",
    .details = "Prints a JSON Schema of one kind of file: plan.yaml, another file of a plan, a\n"
               "runbook, people.yaml, or redbinder.yaml; that of plan.yaml when none is named.\n"
               "\n"
               "Examples:\n"
               "  redbinder schema plan > plan.schema.json\n"
               "  redbinder schema --markdown > docs/format.md",
    .run = run,
};
