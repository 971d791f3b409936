#ifndef REDBINDER_EXPORT_WORDS_H
#define REDBINDER_EXPORT_WORDS_H

#include "comply/comply.h"

/* What machines are told for the values of enums; part of the formats, so never changed. */
const char *export_measure_word(MeasureKind kind);
const char *export_kind_word(RunKind kind);
const char *export_outcome_word(RunOutcome outcome);
const char *export_script_word(ScriptState state);
const char *export_checksum_word(ChecksumResult result);
const char *export_seal_word(LogSeal seal);
const char *export_act_word(ActKind kind);

#endif
