#include "export/words.h"

const char *export_measure_word(MeasureKind kind)
{
    static const char *const words[] = {
        [MEASURE_RTO] = "rto", [MEASURE_RPO] = "rpo", [MEASURE_WRT] = "wrt", [MEASURE_MTD] = "mtd"};
    return words[kind];
}

const char *export_kind_word(RunKind kind)
{
    static const char *const words[] = {
        [RUN_DRILL] = "drill", [RUN_INCIDENT] = "incident", [RUN_TEST] = "test"};
    return words[kind];
}

const char *export_outcome_word(RunOutcome outcome)
{
    static const char *const words[] = {
        [RUN_PASSED] = "passed", [RUN_FAILED] = "failed", [RUN_ABORTED] = "aborted"};
    return words[outcome];
}

const char *export_script_word(ScriptState state)
{
    static const char *const words[] = {
        [SCRIPT_UNKNOWN] = "unknown", [SCRIPT_INTACT] = "intact", [SCRIPT_MODIFIED] = "modified"};
    return words[state];
}

const char *export_checksum_word(ChecksumResult result)
{
    static const char *const words[] = {
        [CHECKSUM_UNKNOWN] = "unknown", [CHECKSUM_PASSED] = "passed", [CHECKSUM_FAILED] = "failed"};
    return words[result];
}

const char *export_seal_word(LogSeal seal)
{
    static const char *const words[] = {
        [LOG_NOT_SEALED] = "none", [LOG_SEALED] = "whole", [LOG_SEALED_PARTLY] = "partly"};
    return words[seal];
}

const char *export_act_word(ActKind kind)
{
    static const char *const words[] = {
        [ACT_REVIEW] = "review",   [ACT_APPROVAL] = "approval", [ACT_TRAINING] = "training",
        [ACT_CONTACT] = "contact", [ACT_BACKUP] = "backup",     [ACT_ATTESTATION] = "attestation",
        [ACT_FINDING] = "finding"};
    return words[kind];
}
