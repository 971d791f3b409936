#ifndef REDBINDER_SCRIPT_ENGINE_H
#define REDBINDER_SCRIPT_ENGINE_H

#include <glib.h>

/*
 * The engine is what all scripts share: it stands behind what a runbook says of itself. Its
 * sections are shell files in a folder of their own.
 */

#define ENGINE_FOLDER "templates/runbook"

/* Names of the sections' files without ".sh", in the order of the script; the last is NULL. */
extern const char *const engine_sections[];

/* Appends the TEXT of the next section. */
void engine_append(GString *engine, const char *text);

#endif
