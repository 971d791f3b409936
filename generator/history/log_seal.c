#include "history/log_seal.h"

#include "history/history_rules.h"
#include "history/run_log_line.h"

#include <string.h>

#define CHAIN_FIELD "\tchain="

/* One line, and the value at its end. */
typedef struct SealedLine {
    const char *text;
    size_t length; /* without the field of the value */
    const char *value;
    size_t value_length;
    bool has_value;
} SealedLine;

typedef struct SealReader {
    const Source *source;
    SealCheck *check;
    GChecksum *sum; /* of the value before and the events since; owned */
} SealReader;

static SealedLine take_apart(const char *text, size_t length)
{
    SealedLine line = {.text = text, .length = length};
    const char *field = memmem(text, length, CHAIN_FIELD, strlen(CHAIN_FIELD));
    if (field == NULL)
        return line;
    line.has_value = true;
    line.value = field + strlen(CHAIN_FIELD);
    line.value_length = (size_t)(text + length - line.value);
    line.length = (size_t)(field - text);
    return line;
}

static bool is_sha256(const char *text, size_t length)
{
    if (length != SEAL_DIGITS)
        return false;
    for (size_t i = 0; i < length; i++)
        if (!g_ascii_isdigit(text[i]) && !(text[i] >= 'a' && text[i] <= 'f'))
            return false;
    return true;
}

static Span span_of(const SealReader *reader, const SealedLine *line)
{
    return (Span){reader->source, (uint32_t)(line->value - reader->source->text),
                  (uint32_t)line->value_length};
}

/* Begins the sum of the next value. */
static void begin_sum(SealReader *reader)
{
    g_checksum_reset(reader->sum);
    g_checksum_update(reader->sum, (const guchar *)reader->check->head,
                      (gssize)strlen(reader->check->head));
    g_checksum_update(reader->sum, (const guchar *)"\n", 1);
}

/* Takes LINE as right when its value is that of the sum; else the chain is broken here. */
static void compare(SealReader *reader, const SealedLine *line)
{
    SealCheck *check = reader->check;
    bool malformed = !is_sha256(line->value, line->value_length);
    if (malformed || memcmp(g_checksum_get_string(reader->sum), line->value, SEAL_DIGITS) != 0) {
        check->state = SEAL_BROKEN;
        check->malformed = malformed;
        check->fault = span_of(reader, line);
        return;
    }
    memcpy(check->head, line->value, SEAL_DIGITS);
    check->sealed = span_of(reader, line);
    check->n_open = 0;
    check->open = (Span){0};
    begin_sum(reader);
}

/* Takes the event LINE in. A line that breaks off within its value was not written whole: it is an
 * event without one. */
static void take_event(SealReader *reader, SealedLine line, bool is_torn)
{
    SealCheck *check = reader->check;
    check->n_events++;
    if (check->n_open++ == 0)
        check->open = (Span){reader->source, (uint32_t)(line.text - reader->source->text),
                             (uint32_t)line.length};
    if (check->state == SEAL_BROKEN)
        return;
    if (is_torn && line.value_length < SEAL_DIGITS)
        line.has_value = false;
    g_checksum_update(reader->sum, (const guchar *)line.text, (gssize)line.length);
    g_checksum_update(reader->sum, (const guchar *)"\n", 1);
    if (line.has_value)
        compare(reader, &line);
}

static SealState state_of(const SealCheck *check)
{
    if (check->state == SEAL_BROKEN)
        return SEAL_BROKEN;
    if (*check->head == '\0')
        return SEAL_NONE;
    return check->n_open == 0 ? SEAL_WHOLE : SEAL_OPEN;
}

SealCheck log_seal_check(const Source *source)
{
    SealCheck check = {.state = SEAL_NONE};
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    SealReader reader = {source, &check, sum};
    begin_sum(&reader);
    for (uint32_t number = 2; number <= source->n_lines; number++) {
        size_t length = 0;
        const char *text = source_line(source, number, &length);
        if (log_line_is_event(text, length))
            take_event(&reader, take_apart(text, length), number == source->n_lines);
    }
    check.state = state_of(&check);
    return check;
}

void log_seal_complain(const SealCheck *check, Diags *diags)
{
    Diag *diag =
        diags_add(diags, &rule_evidence_seal_broken, check->fault,
                  check->malformed ? "the seal of this line is not a SHA-256 at its end"
                                   : "this line, or what stood before it, is not as it was sealed");
    if (check->sealed.source != NULL)
        diag_note(diags, diag, check->sealed, "up to here all is as it was sealed");
}
