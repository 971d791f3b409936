#ifndef REDBINDER_HISTORY_EXPORT_H
#define REDBINDER_HISTORY_EXPORT_H

#include "history/history.h"

/* Takes the next line of an export, with its line end. False stops it. */
typedef bool (*ExportLine)(void *data, const char *line, size_t length);

/* Hands all rows to WRITE in the order of their seals, as JSON Lines: {"seal":"...","row":{...}},
 * where the row is the text that was sealed. False with a finding, or when WRITE has stopped it. */
bool history_export(History *history, ExportLine write, void *data, Diags *diags);

#endif
