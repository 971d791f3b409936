#ifndef REDBINDER_HISTORY_RUN_LOG_EVENTS_H
#define REDBINDER_HISTORY_RUN_LOG_EVENTS_H

#include "history/run_log_line.h"

/* What each event of a run log says about the run. */
typedef struct LogStep {
    RunStep step;
    Span begun, ended; /* source NULL: not */
} LogStep;

typedef struct LogReader {
    const EvidenceInput *input;
    Evidence *evidence;
    Arena *arena; /* of EVIDENCE */
    Diags *diags;
    EvidenceRun run;
    Span seen[LOG_EVENTS];     /* where an event that comes once was seen */
    bool misplaced;            /* something before run-begin was reported: the rest is an echo */
    bool backwards;            /* a jump of the clock was reported: once is enough */
    Moment last;               /* time of the line before */
    const char *operator_name; /* who goes on since a handover or a break; NULL before */
    GArray *steps;             /* LogStep */
    GHashTable *last_steps;    /* step id to the index of its latest LogStep; borrowed keys */
    GArray *findings;          /* RunFinding */
    GArray *notes;             /* RunNote */
    GArray *people;            /* RunPerson, each once */
    GHashTable *known_people;  /* name to the index in PEOPLE; borrowed keys */
} LogReader;

void log_reader_start(LogReader *reader, const EvidenceInput *input, Evidence *evidence,
                      Diags *diags);
void log_reader_clear(LogReader *reader);

/* Adds what was taken in to the evidence: one run. */
void log_reader_keep(LogReader *reader);

/* The place of VALUE in WORDS; FALLBACK when it is absent or, with a finding, not there. */
int log_read_word(LogReader *reader, Text value, const char *const *words, int fallback);

/* TEXT of VALUE as a message may show it. */
const char *log_shown(const LogReader *reader, Text value);

/* Takes LINE in; what is wrong with its values is a finding. */
void log_take(LogReader *reader, const LogLine *line);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(LogReader, log_reader_clear)

#endif
