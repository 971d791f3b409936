#include "history/run_words.h"

#include <string.h>

const char *const run_kind_words[] = {"drill", "incident", "test", NULL};
const char *const run_outcome_words[] = {"passed", "failed", "aborted", NULL};
const char *const step_outcome_words[] = {"passed", "failed", "skipped", NULL};
const char *const script_state_words[] = {"unknown", "intact", "modified", NULL};
const char *const checksum_words[] = {"unknown", "passed", "failed", NULL};
const char *const log_seal_words[] = {"none", "whole", "part", NULL};
const char *const act_kind_words[] = {"review", "approval",    "training", "contact",
                                      "backup", "attestation", "finding",  NULL};
const char *const finding_severity_words[] = {"low", "medium", "high", "critical", NULL};
const char *const row_kind_words[] = {"drill",       "incident", "test",    "review",
                                      "approval",    "training", "contact", "backup",
                                      "attestation", "finding",  NULL};

int word_find(const char *const *words, const char *text)
{
    if (text == NULL)
        return -1;
    for (int i = 0; words[i] != NULL; i++)
        if (strcmp(words[i], text) == 0)
            return i;
    return -1;
}
