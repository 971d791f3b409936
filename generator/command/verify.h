#ifndef REDBINDER_COMMAND_VERIFY_H
#define REDBINDER_COMMAND_VERIFY_H

#include "base/diag.h"

/* A file is of no kind that `redbinder verify` knows. */
extern const Rule rule_file_unverifiable;

#endif
