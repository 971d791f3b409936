#ifndef REDBINDER_BASE_SARIF_H
#define REDBINDER_BASE_SARIF_H

#include "base/diag_json.h"

/* Appends REPORT as a log of one run in SARIF 2.1.0 (OASIS Standard with Errata 01): all rules
 * with their help, all findings with their regions, related places and fingerprints. Nothing in
 * it tells the machine or the time, so the same findings give the same bytes; where the folder
 * lies that URIs begin at is for the reader to say. */
void sarif_write(const DiagReport *report, GString *out);

#endif
