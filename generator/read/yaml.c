#include "read/yaml.h"

#include "read/reader.h"
#include "read/reading_rules.h"
#include "read/source_text.h"

#include <string.h>

void yaml_open(Yaml *yaml, const Source *source, Diags *diags)
{
    memset(yaml, 0, sizeof *yaml);
    yaml->source = source;
    yaml->diags = diags;
    yaml->findings_before = diags_count(diags);
    if (yaml_parser_initialize(&yaml->parser) == 0)
        g_error("out of memory");
    yaml_parser_set_encoding(&yaml->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&yaml->parser, (const unsigned char *)source->text,
                                 source->length);
}

void yaml_close(Yaml *yaml)
{
    yaml_event_delete(&yaml->event);
    yaml_parser_delete(&yaml->parser);
}

static Span span_of(const Yaml *yaml, yaml_mark_t start, yaml_mark_t end)
{
    uint32_t from = source_offset(yaml->source, start.line, start.column);
    uint32_t to = source_offset(yaml->source, end.line, end.column);
    return (Span){yaml->source, from, to > from ? to - from : 0};
}

static bool line_begins_with_tab(const Source *source, uint32_t offset)
{
    Place place = source_place(source, offset);
    size_t length = 0;
    const char *line = source_line(source, place.line, &length);
    size_t blanks = 0;
    while (blanks < length && line[blanks] == ' ')
        blanks++;
    return blanks < length && line[blanks] == '\t';
}

/* Plain words for what libyaml says in its own. */
static const char *plain_words(const char *problem)
{
    static const char *const words[][2] = {
        {"mapping values are not allowed in this context",
         "a second ': ' in an unquoted text, or wrong indentation"},
        {"could not find expected ':'", "a key without ':' behind it"},
        {"did not find expected key", "the indentation does not fit what stands above"},
        {"did not find expected '-' indicator", "a list item does not begin with '- ' here"},
        {"did not find expected ',' or ']'", "a list in brackets is not closed"},
        {"did not find expected ',' or '}'", "a mapping in braces is not closed"},
        {"found character that cannot start any token",
         "a character that cannot begin an unquoted text"},
        {"found unknown escape character", "an unknown escape in a text in double quotes"},
        {"did not find expected node content", "a value is missing or begins with a reserved "
                                               "character"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(problem, words[i][0]) == 0)
            return words[i][1];
    return problem;
}

static void report_syntax(Yaml *yaml)
{
    const yaml_parser_t *parser = &yaml->parser;
    Span span = span_of(yaml, parser->problem_mark, parser->problem_mark);
    const char *problem = parser->problem == NULL ? "it cannot be read" : parser->problem;
    if (line_begins_with_tab(yaml->source, span.offset)) {
        diags_add(yaml->diags, &rule_yaml_tab, span, "a tab is used for indentation");
        return;
    }
    if (parser->context != NULL && strcmp(problem, "found unexpected end of stream") == 0) {
        Span quote = span_of(yaml, parser->context_mark, parser->context_mark);
        Diag *open = diags_add(yaml->diags, &rule_yaml_syntax, quote,
                               "this is not YAML: the quoted text that begins here has no end");
        diag_help(yaml->diags, open, "close it with the quotation mark with which it begins");
        return;
    }
    Diag *diag = diags_add(yaml->diags, &rule_yaml_syntax, span, "this is not YAML: %s",
                           plain_words(problem));
    if (parser->context != NULL && parser->context_mark.line != parser->problem_mark.line)
        diag_note(yaml->diags, diag, span_of(yaml, parser->context_mark, parser->context_mark),
                  "it was begun here");
}

static void refuse_feature(Yaml *yaml, const char *what)
{
    diags_add(yaml->diags, &rule_yaml_feature, yaml_span(yaml), "%s is not supported", what);
}

/* Puts '?' in the place of characters that only an escape such as "\0" can have brought in. */
static void check_escapes(Yaml *yaml)
{
    char *to = (char *)yaml->event.data.scalar.value;
    const char *end = to + yaml->event.data.scalar.length;
    gunichar found = 0;
    bool clean = true;
    for (const char *at = to; at < end;) {
        gunichar c = g_utf8_get_char(at);
        size_t length = (size_t)g_utf8_skip[(unsigned char)*at];
        if (source_text_forbids(c)) {
            found = clean ? c : found;
            clean = false;
            *to++ = '?';
        } else {
            memmove(to, at, length);
            to += length;
        }
        at += length;
    }
    if (clean)
        return;
    *to = '\0';
    yaml->event.data.scalar.length = (size_t)(to - (char *)yaml->event.data.scalar.value);
    diags_add(yaml->diags, &rule_text_control, yaml_span(yaml),
              "the escape for character U+%04X is not allowed here", found);
}

static void check_features(Yaml *yaml)
{
    const yaml_event_t *event = &yaml->event;
    if (event->type == YAML_ALIAS_EVENT)
        refuse_feature(yaml, "an alias (*name)");
    if (event->type == YAML_SCALAR_EVENT) {
        if (event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
            check_escapes(yaml);
        if (event->data.scalar.anchor != NULL)
            refuse_feature(yaml, "an anchor (&name)");
        if (event->data.scalar.tag != NULL)
            refuse_feature(yaml, "a tag (!name)");
    }
    if (event->type == YAML_MAPPING_START_EVENT) {
        if (event->data.mapping_start.anchor != NULL)
            refuse_feature(yaml, "an anchor (&name)");
        if (event->data.mapping_start.tag != NULL)
            refuse_feature(yaml, "a tag (!name)");
    }
    if (event->type == YAML_SEQUENCE_START_EVENT) {
        if (event->data.sequence_start.anchor != NULL)
            refuse_feature(yaml, "an anchor (&name)");
        if (event->data.sequence_start.tag != NULL)
            refuse_feature(yaml, "a tag (!name)");
    }
}

static void fail(Yaml *yaml)
{
    yaml->failed = true;
    yaml_event_delete(&yaml->event);
}

static void follow_depth(Yaml *yaml)
{
    yaml_event_type_t type = yaml->event.type;
    if (type == YAML_MAPPING_START_EVENT || type == YAML_SEQUENCE_START_EVENT)
        yaml->depth++;
    else if (type == YAML_MAPPING_END_EVENT || type == YAML_SEQUENCE_END_EVENT)
        yaml->depth--;
    if (yaml->depth <= MAX_YAML_DEPTH)
        return;
    diags_add(yaml->diags, &rule_yaml_depth, yaml_span(yaml),
              "more than %d levels of nesting; the rest of the file is left out", MAX_YAML_DEPTH);
    fail(yaml);
}

/* Nobody reads thousands of findings, and printing them would take longer than the build. */
static void stop_listing(Yaml *yaml)
{
    if (yaml->failed || diags_count(yaml->diags) - yaml->findings_before <= MAX_FILE_FINDINGS)
        return;
    diags_add(yaml->diags, &rule_file_hopeless, yaml_span(yaml),
              "more than %d mistakes; the rest of the file is left out", MAX_FILE_FINDINGS);
    fail(yaml);
}

yaml_event_type_t yaml_next(Yaml *yaml)
{
    if (yaml->failed)
        return YAML_NO_EVENT;
    yaml_event_delete(&yaml->event);
    if (yaml_parser_parse(&yaml->parser, &yaml->event) == 0) {
        report_syntax(yaml);
        fail(yaml);
        return YAML_NO_EVENT;
    }
    check_features(yaml);
    follow_depth(yaml);
    stop_listing(yaml);
    return yaml->event.type;
}

void yaml_skip(Yaml *yaml)
{
    size_t outside = yaml->depth;
    if (yaml->event.type == YAML_MAPPING_START_EVENT ||
        yaml->event.type == YAML_SEQUENCE_START_EVENT)
        outside--;
    while (yaml->depth > outside && !yaml->failed)
        yaml_next(yaml);
}

Span yaml_span(const Yaml *yaml)
{
    const yaml_event_t *event = &yaml->event;
    if (event->type == YAML_SCALAR_EVENT && event->start_mark.line == event->end_mark.line)
        return span_of(yaml, event->start_mark, event->end_mark);
    if (event->type == YAML_ALIAS_EVENT)
        return span_of(yaml, event->start_mark, event->end_mark);
    return span_of(yaml, event->start_mark, event->start_mark);
}

const char *yaml_text(const Yaml *yaml, size_t *length)
{
    *length = yaml->event.data.scalar.length;
    return (const char *)yaml->event.data.scalar.value;
}

bool yaml_is_empty(const Yaml *yaml)
{
    return yaml->event.type == YAML_SCALAR_EVENT && yaml->event.data.scalar.length == 0 &&
           yaml->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
}
