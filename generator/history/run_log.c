#include "history/run_log.h"

#include "base/duration.h"
#include "history/history_rules.h"
#include "history/log_seal.h"
#include "history/run_log_events.h"

#include <string.h>

#define FIRST_LINE "redbinder-log 1"

/* False with a finding when LINE stands before the run's begin or behind its end. */
static bool check_order(LogReader *reader, const LogLine *line)
{
    const Span *end = &reader->seen[LOG_RUN_END];
    if (end->source != NULL && line->event != LOG_RUN_END && line->event != LOG_RUN_BEGIN &&
        line->event != LOG_RESUMED) {
        Diag *diag = diags_add(reader->diags, &rule_evidence_order, line->span,
                               "'%s' stands after 'run-end'", log_event_name(line->event));
        diag_note(reader->diags, diag, *end, "the run ends here");
        return false;
    }
    if (reader->seen[LOG_RUN_BEGIN].source != NULL || line->event == LOG_RUN_BEGIN)
        return true;
    if (!reader->misplaced)
        diags_add(reader->diags, &rule_evidence_order, line->span, "'%s' stands before 'run-begin'",
                  log_event_name(line->event));
    reader->misplaced = true;
    return true;
}

static void check_clock(LogReader *reader, const LogLine *line)
{
    if (!reader->backwards && reader->last.seconds != MOMENT_ABSENT &&
        line->time.seconds < reader->last.seconds) {
        reader->backwards = true;
        char back[DURATION_TEXT_SIZE];
        int64_t seconds = reader->last.seconds - line->time.seconds;
        duration_words(duration_from_seconds(seconds), back);
        diags_add(reader->diags, &rule_evidence_clock, line->span,
                  "'%s' is %s earlier than the line before", log_event_name(line->event), back);
    }
    reader->last = line->time;
}

static void read_line(LogReader *reader, uint32_t number)
{
    LogLine line;
    LogLineState state =
        log_line_read(reader->input->source, number, reader->arena, &line, reader->diags);
    if (state == LOG_LINE_BAD)
        reader->misplaced = true; /* it may have been the run-begin */
    if (state == LOG_LINE_BLANK || state == LOG_LINE_BAD)
        return;
    if (state == LOG_LINE_SOUND)
        check_clock(reader, &line);
    if (check_order(reader, &line))
        log_take(reader, &line);
}

bool run_log_begins(const Source *source, Diags *diags)
{
    size_t length = 0;
    const char *line = source_line(source, 1, &length);
    while (length > 0 && g_ascii_isspace(line[length - 1]))
        length--;
    if (length == strlen(FIRST_LINE) && memcmp(line, FIRST_LINE, length) == 0)
        return true;
    Diag *diag = diags_add(diags, &rule_evidence_format, (Span){source, 0, (uint32_t)length},
                           "the first line is not '%s'", FIRST_LINE);
    diag_help(diags, diag, "write '%s'; another number is another program's", FIRST_LINE);
    return false;
}

/* How many lines there are to be read. A script seals each line; the last one, when it has neither
 * seal nor line end, was cut off for want of space perhaps. It is no event to --resume either. */
static size_t count_whole_lines(const Source *source, const SealCheck *seal, Diags *diags)
{
    uint32_t last = source->lines[source->n_lines - 1];
    bool ended = source->length > 0 && source->text[source->length - 1] == '\n';
    if (ended || seal->state != SEAL_OPEN || seal->n_open != 1 || seal->open.offset != last)
        return source->n_lines;
    Diag *diag = diags_add(diags, &rule_evidence_unfinished, seal->open,
                           "the last line was not written whole: it is left out");
    diag_help(diags, diag, "end the line, if a person has added it and it is all there");
    return source->n_lines - 1;
}

static bool read_lines(LogReader *reader, size_t n_lines)
{
    const Source *source = reader->input->source;
    size_t before = diags_count(reader->diags);
    for (uint32_t number = 2; number <= n_lines; number++) {
        read_line(reader, number);
        if (diags_count(reader->diags) - before < EVIDENCE_MAX_FINDINGS)
            continue;
        Diag *diag = diags_add(reader->diags, &rule_evidence_malformed,
                               (Span){source, source->lines[number - 1], 0},
                               "too much is wrong: the log was not read beyond this line");
        diag_help(reader->diags, diag, "repair what is listed and record it again");
        return false;
    }
    return true;
}

/* A value that is no SHA-256 was reported with its line. */
static void take_seal(LogReader *reader, const SealCheck *check)
{
    Run *run = &reader->run.run;
    run->seal = check->state == SEAL_WHOLE  ? LOG_SEALED
                : check->state == SEAL_OPEN ? LOG_SEALED_PARTLY
                                            : LOG_NOT_SEALED;
    if (*check->head != '\0')
        run->seal_head = arena_text(reader->arena, check->head);
    if (check->state == SEAL_BROKEN && !check->malformed)
        log_seal_complain(check, reader->diags);
}

/* What the log does not tell. Only worth saying when the rest is sound. */
static void check_ends(LogReader *reader)
{
    size_t told = 0;
    for (size_t i = 0; i < reader->steps->len && told < EVIDENCE_MAX_FINDINGS; i++) {
        const LogStep *step = &g_array_index(reader->steps, LogStep, i);
        if (step->ended.source != NULL)
            continue;
        told++;
        diags_add(reader->diags, &rule_evidence_unfinished, step->begun,
                  "step '%s' was begun and not ended: it is taken in as failed",
                  log_shown(reader, (Text){step->step.id, step->begun}));
    }
    if (reader->seen[LOG_RUN_END].source == NULL)
        diags_add(reader->diags, &rule_evidence_unfinished, reader->run.span,
                  "the log has no 'run-end': the run is taken in as aborted");
}

void run_log_read(const EvidenceInput *input, Evidence *evidence, Diags *diags)
{
    g_auto(LogReader) reader;
    log_reader_start(&reader, input, evidence, diags);
    size_t errors = diags_count_severity(diags, SEVERITY_ERROR);
    if (!run_log_begins(input->source, diags))
        return;
    SealCheck seal = log_seal_check(input->source);
    if (!read_lines(&reader, count_whole_lines(input->source, &seal, diags)))
        return;
    take_seal(&reader, &seal);
    if (reader.seen[LOG_RUN_BEGIN].source == NULL && !reader.misplaced)
        diags_add(diags, &rule_evidence_empty, (Span){input->source, 0, 0},
                  "the log has no 'run-begin'");
    if (diags_count_severity(diags, SEVERITY_ERROR) > errors)
        return;
    check_ends(&reader);
    log_reader_keep(&reader);
}
