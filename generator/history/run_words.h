#ifndef REDBINDER_HISTORY_RUN_WORDS_H
#define REDBINDER_HISTORY_RUN_WORDS_H

/*
 * The words of run logs and database rows for the enums of model/run.h and model/act.h, in the
 * order of the enum; each list ends with NULL.
 */
extern const char *const run_kind_words[];
extern const char *const run_outcome_words[];
extern const char *const step_outcome_words[];
extern const char *const script_state_words[];
extern const char *const checksum_words[];
extern const char *const log_seal_words[];
extern const char *const act_kind_words[];
extern const char *const finding_severity_words[];
extern const char *const row_kind_words[]; /* of a row of a table: of runs, then of acts */

/* The place of TEXT in WORDS, or -1. TEXT may be NULL. */
int word_find(const char *const *words, const char *text);

#endif
