#include "command/verify_rules.h"

const Rule rule_file_unverifiable = {
    .id = "file-unverifiable",
    .severity = SEVERITY_ERROR,
    .summary = "a file holds nothing that it could be verified by",
    .remedy =
        "name a run log, which begins with the line 'redbinder-log 1', a PDF that redbinder has "
        "made, or a hash from paper, 8 digits of 0-9 and a-f or more",
};

const Rule rule_hash_unknown = {
    .id = "hash-unknown",
    .severity = SEVERITY_ERROR,
    .summary = "a hash from paper is that of no document of the library, now or as git knows it",
    .why = "The page may be out of date, or of another library.",
    .remedy = "compare its digits with the paper; name the PDF itself where there is one",
};

const Rule rule_hash_ambiguous = {
    .id = "hash-ambiguous",
    .severity = SEVERITY_ERROR,
    .summary = "a hash from paper is that of more than one document",
    .remedy = "type more of its digits, or look whether one of these documents is the paper",
};

const Rule rule_paper_outdated = {
    .id = "paper-outdated",
    .severity = SEVERITY_ERROR,
    .summary = "a print is not as the library would be printed now",
    .why = "Who follows paper in a disaster cannot see that the plan has gone on without it.",
    .remedy = "print the documents that are named again, and take the old pages away",
};

const Rule *const verify_rules[] = {
    &rule_file_unverifiable, &rule_hash_ambiguous, &rule_hash_unknown, &rule_paper_outdated, NULL,
};
