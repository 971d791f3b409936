#ifndef REDBINDER_COMMAND_TELL_H
#define REDBINDER_COMMAND_TELL_H

#include "base/diag.h"
#include "base/json.h"
#include "model/library.h"

/* How findings are told. Text goes to stderr, what machines read to stdout. */
typedef enum DiagFormat { FORMAT_TEXT, FORMAT_JSON, FORMAT_SARIF } DiagFormat;

/* The format called TEXT; FORMAT_TEXT for NULL. False when there is none. */
bool diag_format_parse(const char *text, DiagFormat *format);

/* Tells DIAGS, sorted, in FORMAT; STATUS is what the program ends with. LIBRARY, which the
 * findings are about, may be NULL. */
void tell(Diags *diags, DiagFormat format, const Library *library, int status);

/* Tells DIAGS, sorted, as one JSON object like `tell`, to which PUT adds the members of ANSWER. */
void tell_json(Diags *diags, int status, void (*put)(Json *json, const void *answer),
               const void *answer);

#endif
