#include "history/history_rules.h"

#include "history/history.h"

const Rule rule_evidence_case_ambiguous = {
    .id = "evidence-case-ambiguous",
    .severity = SEVERITY_WARNING,
    .summary = "two exercises claim the same test case",
    .remedy = "make the patterns of one `junit` rule narrower; until then the rule that comes "
              "first, by plan, exercise and line, takes the case",
};

const Rule rule_evidence_case_unclaimed = {
    .id = "evidence-case-unclaimed",
    .severity = SEVERITY_WARNING,
    .summary = "test cases belong to no exercise and are left out",
    .remedy = "add a rule to `junit` of the exercise that they prove, or record the drills' tests "
              "in a file of their own",
};

const Rule rule_evidence_clock = {
    .id = "evidence-clock",
    .severity = SEVERITY_WARNING,
    .summary = "the times of evidence go backwards",
    .remedy = "check the clock of the machine, and the times that were written by hand",
};

const Rule rule_evidence_duplicate = {
    .id = "evidence-duplicate",
    .severity = SEVERITY_ERROR,
    .summary = "evidence says twice what can be said once",
    .remedy = "keep the one that is right; a run has a file of its own",
};

const Rule rule_evidence_empty = {
    .id = "evidence-empty",
    .severity = SEVERITY_ERROR,
    .summary = "evidence shows no run",
    .remedy = "record a file with at least one test case or one run",
};

const Rule rule_evidence_encoding = {
    .id = "evidence-encoding",
    .severity = SEVERITY_ERROR,
    .summary = "evidence is not UTF-8 or holds control characters",
    .remedy = "save the file as UTF-8 and take the control characters out",
};

const Rule rule_evidence_format = {
    .id = "evidence-format",
    .severity = SEVERITY_ERROR,
    .summary = "a file is no run log, no form, no table and no JUnit XML",
    .remedy =
        "a run log begins with the line 'redbinder-log 1', a form with 'form: 1' below its "
        "comments, JUnit XML with <testsuites> or <testsuite>, a table with a line that names "
        "its columns, one of them 'kind'",
};

const Rule rule_evidence_malformed = {
    .id = "evidence-malformed",
    .severity = SEVERITY_ERROR,
    .summary = "a value of the evidence is not written as its format asks",
    .remedy = "write it as docs/evidence.md says",
};

const Rule rule_evidence_missing = {
    .id = "evidence-missing",
    .severity = SEVERITY_ERROR,
    .summary = "evidence leaves out something that it must say",
    .remedy = "add it",
};

const Rule rule_evidence_order = {
    .id = "evidence-order",
    .severity = SEVERITY_ERROR,
    .summary = "the events of a run log are out of order",
    .remedy = "'run-begin' comes first and 'run-end' last",
};

const Rule rule_evidence_name_unknown = {
    .id = "evidence-name-unknown",
    .severity = SEVERITY_ERROR,
    .summary = "evidence is about something that the library does not have",
    .remedy = "correct the id in the evidence; for one that was removed since, record with "
              "--history FILE alone, outside of the library",
};

const Rule rule_evidence_output_changed = {
    .id = "evidence-output-changed",
    .severity = SEVERITY_ERROR,
    .summary = "a file that a run log names as output is not what its command has printed",
    .remedy = "take the file from where the run was made, or from a copy that is whole",
    .why = "What a command has printed is what its outcome rests on. A changed one proves nothing, "
           "and "
           "nobody can tell later what the right one said.",
    .origin = "NIST SP 800-53 Rev. 5 AU-9 (3)",
};

const Rule rule_evidence_output_missing = {
    .id = "evidence-output-missing",
    .severity = SEVERITY_ERROR,
    .summary = "a file that a run log names as output does not lie beside it",
    .remedy = "move and keep a log together with the folder of its name and '.d'",
    .why = "The log has the outcome of a step; why it was so stands in its output.",
    .origin = "NIST SP 800-53 Rev. 5 AU-11",
};

const Rule rule_evidence_plan_missing = {
    .id = "evidence-plan-missing",
    .severity = SEVERITY_ERROR,
    .summary = "evidence does not say which plan it belongs to",
    .remedy = "record it with --plan ID, or name the plan in it: the property 'redbinder.plan' of "
              "a test suite, the field 'plan' of 'run-begin'; or say in the plan which test cases "
              "prove an exercise, with `junit`",
};

const Rule rule_evidence_run_known = {
    .id = "evidence-run-known",
    .severity = SEVERITY_ERROR,
    .summary = "the history has a run of this id from other evidence",
    .remedy = "give the run an id of its own, or withdraw the recorded one with `redbinder history "
              "withdraw`; only the same log takes its place when its run was resumed",
};

const Rule rule_evidence_seal_broken = {
    .id = "evidence-seal-broken",
    .severity = SEVERITY_ERROR,
    .summary = "a run log was changed after the script had sealed it",
    .remedy =
        "take the log from where the run was made, or from a copy that is whole; one that was "
        "changed for a reason can be recorded as not sealed: without the field `chain`",
    .why = "Times and outcomes that anybody may have changed prove nothing: who finds one altered "
           "line has to doubt all others.",
    .origin = "NIST SP 800-53 Rev. 5 AU-9 (3)",
};

const Rule rule_evidence_unfinished = {
    .id = "evidence-unfinished",
    .severity = SEVERITY_WARNING,
    .summary = "a run log does not say how a run or a step ended",
    .remedy = "add the missing 'run-end' or 'step-end' if it is known how it ended",
};

const Rule rule_evidence_unknown = {
    .id = "evidence-unknown",
    .severity = SEVERITY_ERROR,
    .summary = "evidence uses a word that its format does not have",
    .remedy = "use one of the words listed in docs/evidence.md and docs/run-log.md",
};

const Rule rule_evidence_unsealed = {
    .id = "evidence-unsealed",
    .severity = SEVERITY_WARNING,
    .summary = "a run log is not sealed, or not to its end",
    .remedy = "keep it where only those can write who may; scripts seal their logs where there is "
              "`sha256sum`, busybox, `shasum` or `openssl`",
    .why = "Who changes a line that is not sealed leaves no trace.",
    .origin = "NIST SP 800-53 Rev. 5 AU-9 (3)",
};

const Rule rule_evidence_xml = {
    .id = "evidence-xml",
    .severity = SEVERITY_ERROR,
    .summary = "evidence is not well-formed XML, or has a document type",
    .remedy = "have the test runner write the file again; test reports need no <!DOCTYPE>",
};

const Rule rule_history_broken = {
    .id = "history-broken",
    .severity = SEVERITY_ERROR,
    .summary = "a row of the history is not as it was sealed",
    .remedy = "find out who changed the database and how; restore a copy that verifies, or move "
              "it away and record the evidence again",
    .why = "Rows that somebody could change show nothing.",
};

const Rule rule_history_conflict = {
    .id = "history-conflict",
    .severity = SEVERITY_ERROR,
    .summary = "two histories have a run of the same id with different content",
    .remedy = "withdraw the wrong one where it was recorded, with `redbinder history withdraw`, "
              "and merge again",
};

const Rule rule_history_record_unknown = {
    .id = "history-record-unknown",
    .severity = SEVERITY_ERROR,
    .summary = "the history has no record of that name that could be shown or withdrawn",
    .remedy = "`redbinder history list` shows the records that count, with their keys",
};

const Rule rule_system_history = {
    .id = "system-history",
    .severity = SEVERITY_ERROR,
    .summary = "the history cannot be opened, read or written",
    .remedy = "check the path, the permissions of the file and its folder, and the free space",
};

const Rule rule_system_history_damaged = {
    .id = "system-history-damaged",
    .severity = SEVERITY_ERROR,
    .summary = "the database of the history is damaged",
    .remedy = "move the file away and record the evidence again, or restore a copy of it",
};

const Rule rule_system_history_foreign = {
    .id = "system-history-foreign",
    .severity = SEVERITY_ERROR,
    .summary = "the file given as history was not made by redbinder",
    .remedy = "name another file: it was left as it is",
};

const Rule rule_system_history_newer = {
    .id = "system-history-newer",
    .severity = SEVERITY_ERROR,
    .summary = "the history was written by a newer redbinder",
    .remedy = "use the newer program: the file was left as it is",
};

const Rule *const history_rules[] = {
    &rule_evidence_case_ambiguous, &rule_evidence_case_unclaimed,
    &rule_evidence_clock,          &rule_evidence_duplicate,
    &rule_evidence_empty,          &rule_evidence_encoding,
    &rule_evidence_format,         &rule_evidence_malformed,
    &rule_evidence_missing,        &rule_evidence_name_unknown,
    &rule_evidence_order,          &rule_evidence_output_changed,
    &rule_evidence_output_missing, &rule_evidence_plan_missing,
    &rule_evidence_run_known,      &rule_evidence_seal_broken,
    &rule_evidence_unfinished,     &rule_evidence_unknown,
    &rule_evidence_unsealed,       &rule_evidence_xml,
    &rule_history_broken,          &rule_history_conflict,
    &rule_history_record_unknown,  &rule_system_history,
    &rule_system_history_damaged,  &rule_system_history_foreign,
    &rule_system_history_newer,    NULL,
};
