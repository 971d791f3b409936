#ifndef REDBINDER_RULES_DESTRUCTION_H
#define REDBINDER_RULES_DESTRUCTION_H

#include "rules/shell_text.h"

/* WORD begins what destroys; WHAT says how, as "removes folders with all that is in them". */
typedef void (*DestructionFound)(const ShellWord *word, const char *what, void *data);

/* Calls FOUND for each command of SHELL that destroys data, a device or a service, or moves a
 * service to another place; also behind sudo, ssh and `sh -c`, and in SQL that is handed over. */
void destruction_find(const ShellText *shell, DestructionFound found, void *data);

#endif
