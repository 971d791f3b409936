#include "script/engine.h"

const char *const engine_sections[] = {
    "start", "help",     "text", "time", "processes",    "output",    "needs",
    "place", "lock",     "seal", "log",  "state",        "questions", "showing",
    "step",  "rollback", "run",  "near", "command_line", NULL,
};

void engine_append(GString *engine, const char *text)
{
    if (engine->len > 0)
        g_string_append_c(engine, '\n');
    g_string_append(engine, text);
}
