#include "history/run_log_line.h"

#include "base/nearest.h"
#include "history/history_rules.h"
#include "history/plain_text.h"

#include <string.h>

#define FIELD_BIT(field) (UINT64_C(1) << (field))
/* What every event may have. */
#define BITS_ANY (FIELD_BIT(LOG_FIELD_MONO) | FIELD_BIT(LOG_FIELD_CHAIN))

typedef struct EventShape {
    const char *name;
    uint64_t required; /* FIELD_BIT masks */
    uint64_t optional;
} EventShape;

#define BIT_AT FIELD_BIT(LOG_FIELD_AT)
#define BIT_STEP FIELD_BIT(LOG_FIELD_STEP)
#define BIT_OUTCOME FIELD_BIT(LOG_FIELD_OUTCOME)
#define BIT_STATUS FIELD_BIT(LOG_FIELD_STATUS)
#define BIT_BY FIELD_BIT(LOG_FIELD_BY)
#define BIT_TEXT FIELD_BIT(LOG_FIELD_TEXT)
/* What is known when a command has ended. */
#define BITS_ENDED                                                                                 \
    (BIT_STATUS | BIT_BY | FIELD_BIT(LOG_FIELD_NOTE) | FIELD_BIT(LOG_FIELD_OUTPUT) |               \
     FIELD_BIT(LOG_FIELD_OUTPUT_HASH))
/* What a run is about, and where. */
#define BITS_SUBJECT                                                                               \
    (FIELD_BIT(LOG_FIELD_TYPE) | FIELD_BIT(LOG_FIELD_SCENARIO) | FIELD_BIT(LOG_FIELD_SITE) |       \
     FIELD_BIT(LOG_FIELD_BACKUP) | FIELD_BIT(LOG_FIELD_CHECKSUM) | FIELD_BIT(LOG_FIELD_OBSERVER) | \
     FIELD_BIT(LOG_FIELD_SERVICES))
/* What can change when a run is resumed. */
#define BITS_PLACE                                                                                 \
    (FIELD_BIT(LOG_FIELD_HASH) | FIELD_BIT(LOG_FIELD_OPERATOR) | FIELD_BIT(LOG_FIELD_HOST) |       \
     FIELD_BIT(LOG_FIELD_SCRIPT))

static const EventShape shapes[LOG_EVENTS] = {
    [LOG_RUN_BEGIN] = {.name = "run-begin",
                       .required = FIELD_BIT(LOG_FIELD_RUN),
                       .optional = BITS_PLACE | BITS_SUBJECT | FIELD_BIT(LOG_FIELD_PLAN) |
                                   FIELD_BIT(LOG_FIELD_RUNBOOK) | FIELD_BIT(LOG_FIELD_KIND) |
                                   FIELD_BIT(LOG_FIELD_EXERCISE) | FIELD_BIT(LOG_FIELD_INCIDENT) |
                                   FIELD_BIT(LOG_FIELD_TITLE) | FIELD_BIT(LOG_FIELD_VERSION) |
                                   FIELD_BIT(LOG_FIELD_COMMIT)},
    [LOG_DECLARED] = {.name = "declared", .optional = BIT_AT},
    [LOG_DECIDED] = {.name = "decided",
                     .optional =
                         BIT_AT | BIT_STEP | FIELD_BIT(LOG_FIELD_ANSWER) | FIELD_BIT(LOG_FIELD_GO)},
    [LOG_STARTED] = {.name = "started", .optional = BIT_AT},
    [LOG_STEP_BEGIN] = {.name = "step-begin",
                        .required = BIT_STEP,
                        .optional = FIELD_BIT(LOG_FIELD_ATTEMPT)},
    [LOG_STEP_END] = {.name = "step-end",
                      .required = BIT_STEP | BIT_OUTCOME,
                      .optional = BITS_ENDED | FIELD_BIT(LOG_FIELD_ATTEMPT)},
    [LOG_ROLLBACK_BEGIN] = {.name = "rollback-begin", .required = BIT_STEP},
    [LOG_ROLLBACK_END] = {.name = "rollback-end",
                          .required = BIT_STEP | BIT_OUTCOME,
                          .optional = BITS_ENDED},
    [LOG_SERVICE_BACK] = {.name = "service-back", .optional = BIT_AT},
    [LOG_SERVICE_LOST] = {.name = "service-lost"},
    [LOG_VERIFIED] = {.name = "verified", .optional = BIT_AT},
    [LOG_RECOVERED_TO] = {.name = "recovered-to", .required = BIT_AT},
    [LOG_HANDOVER] = {.name = "handover", .required = FIELD_BIT(LOG_FIELD_TO)},
    [LOG_PARTICIPANT] = {.name = "participant",
                         .required = FIELD_BIT(LOG_FIELD_NAME),
                         .optional = FIELD_BIT(LOG_FIELD_ROLE)},
    [LOG_BACKUP] = {.name = "backup",
                    .required = FIELD_BIT(LOG_FIELD_SET),
                    .optional = FIELD_BIT(LOG_FIELD_CHECKSUM)},
    [LOG_FINDING] = {.name = "finding",
                     .required = BIT_TEXT,
                     .optional = FIELD_BIT(LOG_FIELD_SEVERITY) | FIELD_BIT(LOG_FIELD_OWNER) |
                                 FIELD_BIT(LOG_FIELD_DUE) | FIELD_BIT(LOG_FIELD_CLOSED) |
                                 FIELD_BIT(LOG_FIELD_COMMIT) | FIELD_BIT(LOG_FIELD_RETEST)},
    [LOG_NOTE] = {.name = "note", .required = BIT_TEXT, .optional = BIT_STEP | BIT_BY},
    [LOG_RUN_END] = {.name = "run-end", .required = BIT_OUTCOME, .optional = BIT_STATUS},
    [LOG_RESUMED] = {.name = "resumed", .optional = BITS_PLACE},
};

static const char *const field_names[LOG_FIELDS] = {
    [LOG_FIELD_RUN] = "run",
    [LOG_FIELD_PLAN] = "plan",
    [LOG_FIELD_RUNBOOK] = "runbook",
    [LOG_FIELD_HASH] = "hash",
    [LOG_FIELD_KIND] = "kind",
    [LOG_FIELD_EXERCISE] = "exercise",
    [LOG_FIELD_INCIDENT] = "incident",
    [LOG_FIELD_TITLE] = "title",
    [LOG_FIELD_OPERATOR] = "operator",
    [LOG_FIELD_VERSION] = "version",
    [LOG_FIELD_COMMIT] = "commit",
    [LOG_FIELD_HOST] = "host",
    [LOG_FIELD_SCRIPT] = "script",
    [LOG_FIELD_AT] = "at",
    [LOG_FIELD_STEP] = "step",
    [LOG_FIELD_OUTCOME] = "outcome",
    [LOG_FIELD_STATUS] = "status",
    [LOG_FIELD_ATTEMPT] = "attempt",
    [LOG_FIELD_OUTPUT] = "output",
    [LOG_FIELD_OUTPUT_HASH] = "output-hash",
    [LOG_FIELD_ANSWER] = "answer",
    [LOG_FIELD_GO] = "go",
    [LOG_FIELD_TO] = "to",
    [LOG_FIELD_BY] = "by",
    [LOG_FIELD_NOTE] = "note",
    [LOG_FIELD_TEXT] = "text",
    [LOG_FIELD_SEVERITY] = "severity",
    [LOG_FIELD_OWNER] = "owner",
    [LOG_FIELD_DUE] = "due",
    [LOG_FIELD_CLOSED] = "closed",
    [LOG_FIELD_RETEST] = "retest",
    [LOG_FIELD_TYPE] = "type",
    [LOG_FIELD_SCENARIO] = "scenario",
    [LOG_FIELD_SITE] = "site",
    [LOG_FIELD_BACKUP] = "backup",
    [LOG_FIELD_CHECKSUM] = "checksum",
    [LOG_FIELD_OBSERVER] = "observer",
    [LOG_FIELD_SERVICES] = "services",
    [LOG_FIELD_NAME] = "name",
    [LOG_FIELD_ROLE] = "role",
    [LOG_FIELD_SET] = "set",
    [LOG_FIELD_MONO] = "mono",
    [LOG_FIELD_CHAIN] = "chain",
};

/* A line being taken apart; TEXT is a copy in which tabs become NULs. */
typedef struct LineParser {
    const Source *source;
    Arena *arena;
    Diags *diags;
    char *text;
    uint32_t offset; /* of the line in the source */
    char *next;      /* rest to be split; NULL at the end */
    bool spaced;     /* a space in place of a tab was reported: once is enough */
} LineParser;

#define HELP_TABS "time, event and fields are separated by tabs; here stands a space"

const char *log_event_name(LogEvent event)
{
    return shapes[event].name;
}

const char *log_field_name(LogField field)
{
    return field_names[field];
}

static Span span_of(const LineParser *parser, const char *piece, size_t length)
{
    uint32_t at = parser->offset + (uint32_t)(piece - parser->text);
    return (Span){parser->source, at, (uint32_t)length};
}

static const char *shown(const LineParser *parser, const char *text)
{
    return plain_text(parser->arena, text, strlen(text), EVIDENCE_MAX_SHOWN);
}

/* The next piece between tabs, empty ones passed over; NULL when there is none. */
static char *next_piece(LineParser *parser)
{
    if (parser->next == NULL)
        return NULL;
    char *piece = parser->next + strspn(parser->next, "\t");
    if (*piece == '\0')
        return NULL;
    char *tab = strchr(piece, '\t');
    parser->next = tab == NULL ? NULL : tab + 1;
    if (tab != NULL)
        *tab = '\0';
    return piece;
}

static bool take_time(LineParser *parser, LogLine *line)
{
    const char *piece = next_piece(parser);
    if (moment_parse(piece, &line->time))
        return true;
    Diag *diag =
        diags_add(parser->diags, &rule_evidence_malformed, span_of(parser, piece, strlen(piece)),
                  "'%s' is not a time", shown(parser, piece));
    if (strchr(piece, ' ') != NULL)
        diag_help(parser->diags, diag, HELP_TABS);
    else if (parser->next == NULL)
        diag_help(parser->diags, diag,
                  "time, event and fields are separated by tabs; there is none in this line");
    else
        diag_help(parser->diags, diag,
                  "a line begins with a UTC time such as "
                  "2026-08-14T09:00:00Z");
    return false;
}

static bool take_event(LineParser *parser, LogLine *line)
{
    const char *piece = next_piece(parser);
    if (piece == NULL) {
        Diag *diag = diags_add(parser->diags, &rule_evidence_missing,
                               span_of(parser, parser->text, strlen(parser->text)),
                               "there is no event after the time");
        diag_help(parser->diags, diag, "add a tab and what happened, such as 'step-begin'");
        return false;
    }
    line->span = span_of(parser, piece, strlen(piece));
    for (line->event = 0; line->event < LOG_EVENTS; line->event++)
        if (strcmp(shapes[line->event].name, piece) == 0)
            return true;
    Nearest nearest = nearest_start(piece);
    for (LogEvent event = 0; event < LOG_EVENTS; event++)
        nearest_offer(&nearest, shapes[event].name);
    Diag *diag = diags_add(parser->diags, &rule_evidence_unknown, line->span, "unknown event '%s'",
                           shown(parser, piece));
    if (strchr(piece, ' ') != NULL)
        diag_help(parser->diags, diag, HELP_TABS);
    else if (nearest.best != NULL)
        diag_help(parser->diags, diag, "did you mean '%s'?", nearest.best);
    return false;
}

/* The field of SHAPE called NAME, or LOG_FIELDS with a finding. */
static LogField find_field(const LineParser *parser, const EventShape *shape, const char *name)
{
    uint64_t allowed = shape->required | shape->optional | BITS_ANY;
    for (LogField field = 0; field < LOG_FIELDS; field++)
        if ((allowed & FIELD_BIT(field)) != 0 && strcmp(field_names[field], name) == 0)
            return field;
    Nearest nearest = nearest_start(name);
    for (LogField field = 0; field < LOG_FIELDS; field++)
        if ((allowed & FIELD_BIT(field)) != 0)
            nearest_offer(&nearest, field_names[field]);
    Diag *diag =
        diags_add(parser->diags, &rule_evidence_unknown, span_of(parser, name, strlen(name)),
                  "'%s' has no field '%s'", shape->name, shown(parser, name));
    if (nearest.best != NULL)
        diag_help(parser->diags, diag, "did you mean '%s'?", nearest.best);
    return LOG_FIELDS;
}

static bool keep_value(const LineParser *parser, Text *slot, const char *name, const char *value)
{
    size_t length = strlen(value);
    Span span = span_of(parser, value, length);
    if (slot->span.source != NULL) {
        Diag *diag = diags_add(parser->diags, &rule_evidence_duplicate, span,
                               "field '%s' stands twice in this line", name);
        diag_note(parser->diags, diag, slot->span, "first given here");
        return false;
    }
    *slot = (Text){length == 0 ? NULL : value, span};
    if (length <= LOG_MAX_VALUE)
        return true;
    diags_add(parser->diags, &rule_evidence_malformed, span, "field '%s' is longer than %d bytes",
              name, LOG_MAX_VALUE);
    return false;
}

/* May a value of FIELD hold any words, also such as look like a field? */
static bool is_free_text(LogField field)
{
    return field == LOG_FIELD_TEXT || field == LOG_FIELD_NOTE || field == LOG_FIELD_TITLE ||
           field == LOG_FIELD_ANSWER || field == LOG_FIELD_INCIDENT || field == LOG_FIELD_OUTPUT ||
           field == LOG_FIELD_SET || field == LOG_FIELD_BACKUP;
}

/* The space in VALUE behind which a field of SHAPE begins, or NULL. */
static char *next_field(const EventShape *shape, char *value)
{
    uint64_t allowed = shape->required | shape->optional | BITS_ANY;
    for (char *space = strchr(value, ' '); space != NULL; space = strchr(space + 1, ' '))
        for (LogField field = 0; field < LOG_FIELDS; field++) {
            size_t length = strlen(field_names[field]);
            if ((allowed & FIELD_BIT(field)) != 0 &&
                strncmp(space + 1, field_names[field], length) == 0 && space[1 + length] == '=')
                return space;
        }
    return NULL;
}

static bool take_field(LineParser *parser, char *piece, LogLine *line);

/* A space where a tab belongs is told once; what follows is read all the same, so that nothing
 * is missed because of it. */
static void split_at(LineParser *parser, char *space, LogLine *line)
{
    if (!parser->spaced) {
        Diag *diag = diags_add(parser->diags, &rule_evidence_malformed, span_of(parser, space, 1),
                               "a space stands before '%.*s' where a tab belongs",
                               (int)strcspn(space + 1, "=") + 1, space + 1);
        diag_help(parser->diags, diag, "fields are written name=value, with tabs between them");
    }
    parser->spaced = true;
    *space = '\0';
    take_field(parser, space + 1, line);
}

static bool take_field(LineParser *parser, char *piece, LogLine *line)
{
    char *equals = strchr(piece, '=');
    if (equals == NULL) {
        Diag *diag = diags_add(parser->diags, &rule_evidence_malformed,
                               span_of(parser, piece, strlen(piece)), "'%s' is not a field",
                               shown(parser, piece));
        diag_help(parser->diags, diag, "fields are written name=value, with tabs between them");
        return false;
    }
    *equals = '\0';
    LogField field = find_field(parser, &shapes[line->event], piece);
    if (field == LOG_FIELDS)
        return false;
    char *space = is_free_text(field) ? NULL : next_field(&shapes[line->event], equals + 1);
    if (space != NULL)
        split_at(parser, space, line);
    return keep_value(parser, &line->values[field], piece, equals + 1) && space == NULL;
}

static bool check_required(const LineParser *parser, const LogLine *line)
{
    bool sound = true;
    const EventShape *shape = &shapes[line->event];
    for (LogField field = 0; field < LOG_FIELDS; field++) {
        if ((shape->required & FIELD_BIT(field)) == 0 || line->values[field].text != NULL)
            continue;
        Diag *diag = diags_add(parser->diags, &rule_evidence_missing, line->span,
                               "'%s' needs the field '%s'", shape->name, field_names[field]);
        diag_help(parser->diags, diag, "add a tab and %s=…", field_names[field]);
        sound = false;
    }
    return sound;
}

static bool check_plain(const Source *source, const char *text, size_t length, Diags *diags)
{
    size_t plain = plain_text_span(text, length);
    if (plain == length)
        return true;
    Span span = {source, (uint32_t)(text + plain - source->text), 1};
    unsigned char c = (unsigned char)text[plain];
    diags_add(diags, &rule_evidence_encoding, span,
              c < 0x20 || c == 0x7F ? "control character (byte 0x%02X)"
                                    : "not UTF-8, or a control character (byte 0x%02X)",
              c);
    return false;
}

bool log_line_is_event(const char *text, size_t length)
{
    if (length == 0 || *text == '#')
        return false;
    for (size_t i = 0; i < length; i++)
        if (text[i] != ' ' && text[i] != '\t')
            return true;
    return false;
}

LogLineState log_line_read(const Source *source, uint32_t number, Arena *arena, LogLine *line,
                           Diags *diags)
{
    size_t length = 0;
    const char *text = source_line(source, number, &length);
    if (!check_plain(source, text, length, diags))
        return LOG_LINE_BAD;
    LineParser parser = {.source = source,
                         .arena = arena,
                         .diags = diags,
                         .text = arena_alloc(arena, length + 1),
                         .offset = source->lines[number - 1]};
    memcpy(parser.text, text, length);
    if (!log_line_is_event(text, length))
        return LOG_LINE_BLANK;
    parser.next = parser.text;
    *line = (LogLine){.event = LOG_EVENTS};
    bool timed = take_time(&parser, line);
    if (!timed && parser.next == NULL)
        return LOG_LINE_BAD;
    if (!take_event(&parser, line))
        return LOG_LINE_BAD;
    bool sound = timed;
    for (char *piece; (piece = next_piece(&parser)) != NULL;)
        sound = take_field(&parser, piece, line) && sound;
    sound = check_required(&parser, line) && sound;
    return sound ? LOG_LINE_SOUND : LOG_LINE_PARTIAL;
}
