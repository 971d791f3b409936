#ifndef REDBINDER_BASE_DIAG_JSON_H
#define REDBINDER_BASE_DIAG_JSON_H

#include "base/diag.h"
#include "base/json.h"

/* What both machine formats are made of. */
typedef struct DiagReport {
    const Diags *diags;            /* sorted */
    const GPtrArray *fingerprints; /* of DIAGS, from fingerprints_new */
    const GPtrArray *rules;        /* const Rule *, sorted by id: all there are */
    const char *version;           /* of the program */
    const char *home;              /* URI of what holds README.md and docs/, without a last '/' */
    const char *folder;            /* absolute; paths are shown as seen from it */
    int status;                    /* with which the program ends */
} DiagReport;

/* Appends the findings as one JSON object:
 *
 *   {"format": 1, "tool": {"name", "version"}, "exitCode", "errors", "warnings",
 *    "findings": [{"rule", "severity", "path", "line", "column", "endLine", "endColumn",
 *                  "text", "help", "notes": [{"path", "line", ..., "text"}], "fingerprint"}]}
 *
 * Lines and columns count from 1, columns count characters, `endColumn` is the first character
 * behind what is meant. A finding without a place in a text has no line and what follows from it;
 * one that is about no file at all has a path of null. */
void diag_report_json(const DiagReport *report, GString *out);

/* Writes the members of that object into the one that JSON has begun. */
void diag_report_put(const DiagReport *report, Json *json);

/* Appends the names and texts of RULES as a JSON array. */
void rules_json(const GPtrArray *rules, GString *out);

#endif
