#include "history/junit.h"

#include "base/nearest.h"
#include "history/evidence_values.h"
#include "history/history_rules.h"
#include "history/junit_runs.h"
#include "history/junit_values.h"
#include "history/plain_text.h"
#include "history/xml_events.h"

#include <stdlib.h>
#include <string.h>

#define PROPERTY_PREFIX "redbinder."

enum { MAX_NAME = 200, MAX_NOTE = 200, MAX_COLLECTED = 4096 };

typedef enum JunitTag {
    TAG_TESTSUITES,
    TAG_TESTSUITE,
    TAG_TESTCASE,
    TAG_FAILURE,
    TAG_ERROR,
    TAG_SKIPPED,
    TAG_FLAKY_FAILURE, /* Surefire: tries before the one that passed */
    TAG_FLAKY_ERROR,
    TAG_RERUN_FAILURE, /* tries that failed after the first one had */
    TAG_RERUN_ERROR,
    TAG_PROPERTY,
    TAG_OTHER,
} JunitTag;

static const char *const tag_names[TAG_OTHER] = {
    [TAG_TESTSUITES] = "testsuites",
    [TAG_TESTSUITE] = "testsuite",
    [TAG_TESTCASE] = "testcase",
    [TAG_FAILURE] = "failure",
    [TAG_ERROR] = "error",
    [TAG_SKIPPED] = "skipped",
    [TAG_FLAKY_FAILURE] = "flakyFailure",
    [TAG_FLAKY_ERROR] = "flakyError",
    [TAG_RERUN_FAILURE] = "rerunFailure",
    [TAG_RERUN_ERROR] = "rerunError",
    [TAG_PROPERTY] = "property",
};

typedef struct JunitReader {
    Arena *arena;
    Diags *diags;
    const EvidenceHints *hints;
    size_t n_before;             /* findings before this file */
    size_t depth;                /* open elements */
    size_t n_suites;             /* open suites */
    const JunitSuiteName *names; /* of the open suites, inner ones first */
    bool in_case;
    JunitCase current;
    JunitSuite suite; /* the outermost one that is open */
    Moment base;      /* start of the inner suite whose first case is still to come */
    Text timestamp;   /* of <testsuites>, for suites without one */
    Text properties[JUNIT_PROPERTIES]; /* likewise */
    GArray *suites;                    /* JunitSuite, closed, with cases */
    /* the element whose text is wanted */
    JunitTag collecting;
    GString *text;
    int property; /* JunitProperty, or -1 */
    Span property_span;
} JunitReader;

static JunitTag tag_of(const char *name)
{
    for (JunitTag tag = 0; tag < TAG_OTHER; tag++)
        if (strcmp(tag_names[tag], name) == 0)
            return tag;
    return TAG_OTHER;
}

/* The attribute NAME as plain text; NULL when absent or blank. */
static const char *plain_attribute(JunitReader *reader, const XmlElement *element, const char *name,
                                   size_t max)
{
    const char *value = xml_attribute(element, name);
    if (value == NULL)
        return NULL;
    const char *plain = plain_text(reader->arena, value, strlen(value), max);
    return *plain == '\0' ? NULL : plain;
}

/* The same with its place. */
static Text text_attribute(JunitReader *reader, const XmlElement *element, const char *name)
{
    const XmlAttribute *attribute = xml_find_attribute(element, name);
    return (Text){plain_attribute(reader, element, name, MAX_NAME),
                  attribute == NULL ? element->span : attribute->span};
}

/* Seconds of ELEMENT; -1 when it does not tell them. */
static double read_seconds(JunitReader *reader, const XmlElement *element)
{
    double seconds = -1;
    Text time = text_attribute(reader, element, "time");
    switch (junit_seconds(xml_attribute(element, "time"), &seconds)) {
    case JUNIT_SECONDS_KNOWN:
    case JUNIT_SECONDS_ABSENT:
        break;
    case JUNIT_SECONDS_ODD: {
        Diag *diag = diags_add(reader->diags, &rule_evidence_clock, time.span,
                               "time '%s' is none: it is taken as unknown", time.text);
        diag_help(reader->diags, diag,
                  "the clock was set while the tests ran, or the test runner "
                  "has a mistake; nothing needs to be done");
        break;
    }
    case JUNIT_SECONDS_WRONG: {
        Diag *diag =
            diags_add(reader->diags, &rule_evidence_malformed, time.span,
                      "time '%s' is not a number of seconds", time.text == NULL ? "" : time.text);
        diag_help(reader->diags, diag,
                  "times of suites and cases are written in seconds, as in 0.25");
        break;
    }
    }
    return seconds;
}

static bool is_positive(const char *text)
{
    return text != NULL && strtol(text, NULL, 10) > 0;
}

static void start_suite(JunitReader *reader, const XmlElement *element)
{
    JunitSuite *suite = &reader->suite;
    Text timestamp = text_attribute(reader, element, "timestamp");
    JunitSuiteName *name = arena_new_item(reader->arena, JunitSuiteName);
    *name = (JunitSuiteName){plain_attribute(reader, element, "name", MAX_NAME), reader->names};
    reader->names = name;
    if (reader->n_suites++ == 0) {
        *suite = (JunitSuite){.span = element->span,
                              .name = name->name,
                              .seconds = read_seconds(reader, element),
                              .cases = g_array_new(FALSE, FALSE, sizeof(JunitCase))};
        reader->base.seconds = MOMENT_ABSENT;
    } else if (timestamp.text != NULL && !junit_moment(timestamp.text, &reader->base)) {
        reader->base.seconds = MOMENT_ABSENT;
    }
    if (suite->timestamp.text == NULL)
        suite->timestamp = timestamp;
    if (is_positive(xml_attribute(element, "failures")) ||
        is_positive(xml_attribute(element, "errors")))
        suite->failed_count = true;
}

/* What the suite leaves open <testsuites> says, and then the command line. */
static void complete_suite(JunitReader *reader)
{
    JunitSuite *suite = &reader->suite;
    if (suite->timestamp.text == NULL)
        suite->timestamp = reader->timestamp;
    if (suite->timestamp.text == NULL)
        suite->timestamp = (Text){reader->hints->started, suite->span};
    for (int i = 0; i < JUNIT_PROPERTIES; i++)
        if (suite->properties[i].text == NULL)
            suite->properties[i] = reader->properties[i];
}

static void end_suite(JunitReader *reader)
{
    reader->names = reader->names->outer;
    if (--reader->n_suites > 0)
        return;
    complete_suite(reader);
    if (reader->suite.cases->len > 0)
        g_array_append_val(reader->suites, reader->suite);
    else
        g_array_unref(reader->suite.cases);
    reader->suite.cases = NULL;
}

static void start_case(JunitReader *reader, const XmlElement *element)
{
    if (reader->n_suites == 0 || reader->in_case) {
        Diag *diag = diags_add(reader->diags, &rule_evidence_malformed, element->span,
                               "a test case stands outside of a test suite");
        diag_help(reader->diags, diag, "put it into a <testsuite>");
        return;
    }
    const char *name = plain_attribute(reader, element, "name", MAX_NAME);
    const char *class_name = plain_attribute(reader, element, "classname", MAX_NAME);
    if (name == NULL) {
        Diag *diag = diags_add(reader->diags, &rule_evidence_missing, element->span,
                               "a test case has no name");
        diag_help(reader->diags, diag, "have the test runner write the attribute name");
        name = "";
    }
    reader->in_case = true;
    reader->current = (JunitCase){.base = reader->base,
                                  .seconds = read_seconds(reader, element),
                                  .span = element->span,
                                  .name = name,
                                  .class_name = class_name,
                                  .suites = reader->names,
                                  .suite = reader->suites->len};
    reader->base.seconds = MOMENT_ABSENT;
    RunStep *step = &reader->current.step;
    step->id = class_name == NULL ? name : arena_printf(reader->arena, "%s.%s", class_name, name);
    step->exit_status = -1;
    step->outcome = junit_status(xml_attribute(element, "result"), STEP_PASSED);
    step->outcome = junit_status(xml_attribute(element, "status"), step->outcome);
}

static void collect(JunitReader *reader, JunitTag tag)
{
    reader->collecting = tag;
    g_string_truncate(reader->text, 0);
}

static void start_outcome(JunitReader *reader, JunitTag tag, const XmlElement *element)
{
    if (!reader->in_case) {
        if (tag != TAG_SKIPPED)
            reader->suite.failed_outside = true;
        return;
    }
    RunStep *step = &reader->current.step;
    if (tag != TAG_SKIPPED)
        step->outcome = STEP_FAILED;
    else if (step->outcome == STEP_PASSED)
        step->outcome = STEP_SKIPPED;
    if (step->note != NULL)
        return;
    step->note = plain_attribute(reader, element, "message", MAX_NOTE);
    if (step->note == NULL)
        collect(reader, tag);
}

/* One more try of a case. That it has passed or failed in the end is told beside this. */
static void start_try(JunitReader *reader, const XmlElement *element)
{
    RunStep *step = &reader->current.step;
    if (!reader->in_case)
        return;
    step->attempt = step->attempt == 0 ? 2 : step->attempt + 1;
    if (step->note == NULL)
        step->note = plain_attribute(reader, element, "message", MAX_NOTE);
}

static void keep_property(JunitReader *reader, const char *value, size_t length)
{
    Text *properties = reader->in_case        ? reader->current.properties
                       : reader->n_suites > 0 ? reader->suite.properties
                                              : reader->properties;
    Text *slot = &properties[reader->property];
    const char *plain = plain_text(reader->arena, value, length, MAX_NAME);
    if (*plain == '\0' || g_strcmp0(slot->text, plain) == 0)
        return;
    if (slot->text == NULL) {
        *slot = (Text){plain, reader->property_span};
        return;
    }
    Diag *diag =
        diags_add(reader->diags, &rule_evidence_duplicate, reader->property_span,
                  "property '%s' has two values in one test %s",
                  junit_properties[reader->property].name, reader->in_case ? "case" : "suite");
    diag_note(reader->diags, diag, slot->span, "first given here");
}

static void start_property(JunitReader *reader, const XmlElement *element)
{
    const char *name = xml_attribute(element, "name");
    if (name == NULL || !g_str_has_prefix(name, PROPERTY_PREFIX))
        return;
    const XmlAttribute *value = xml_find_attribute(element, "value");
    reader->property_span = value == NULL ? element->span : value->span;
    Nearest nearest = nearest_start(name);
    for (int i = 0; i < JUNIT_PROPERTIES; i++) {
        nearest_offer(&nearest, junit_properties[i].name);
        if (strcmp(name, junit_properties[i].name) != 0)
            continue;
        reader->property = i;
        if (value != NULL)
            keep_property(reader, value->value, strlen(value->value));
        else
            collect(reader, TAG_PROPERTY);
        return;
    }
    Diag *diag = diags_add(reader->diags, &rule_evidence_unknown,
                           xml_find_attribute(element, "name")->span, "unknown property '%s'",
                           plain_attribute(reader, element, "name", EVIDENCE_MAX_SHOWN));
    if (nearest.best != NULL)
        diag_help(reader->diags, diag, "did you mean '%s'?", nearest.best);
}

static bool check_root(JunitReader *reader, JunitTag tag, const XmlElement *element)
{
    if (tag == TAG_TESTSUITES || tag == TAG_TESTSUITE)
        return true;
    diags_add(reader->diags, &rule_evidence_format, element->span,
              "<%s> is not the beginning of JUnit XML",
              plain_text(reader->arena, element->name, strlen(element->name), EVIDENCE_MAX_SHOWN));
    return false;
}

static bool on_start(void *data, const XmlElement *element)
{
    JunitReader *reader = data;
    JunitTag tag = tag_of(element->name);
    if ((reader->depth == 0 && !check_root(reader, tag, element)) ||
        evidence_too_much(reader->diags, reader->n_before, element->span))
        return false;
    reader->depth++;
    switch (tag) {
    case TAG_TESTSUITES:
        if (reader->depth == 1)
            reader->timestamp = text_attribute(reader, element, "timestamp");
        break;
    case TAG_TESTSUITE:
        start_suite(reader, element);
        break;
    case TAG_TESTCASE:
        start_case(reader, element);
        break;
    case TAG_FAILURE:
    case TAG_ERROR:
    case TAG_SKIPPED:
        start_outcome(reader, tag, element);
        break;
    case TAG_FLAKY_FAILURE:
    case TAG_FLAKY_ERROR:
    case TAG_RERUN_FAILURE:
    case TAG_RERUN_ERROR:
        start_try(reader, element);
        break;
    case TAG_PROPERTY:
        start_property(reader, element);
        break;
    case TAG_OTHER:
        break;
    }
    return true;
}

static void on_text(void *data, const char *text, size_t length)
{
    JunitReader *reader = data;
    if (reader->collecting == TAG_OTHER || reader->text->len >= MAX_COLLECTED)
        return;
    g_string_append_len(reader->text, text, (gssize)MIN(length, MAX_COLLECTED));
}

/* The first line of the collected text that is not blank. */
static const char *first_line(JunitReader *reader)
{
    const char *text = reader->text->str;
    text += strspn(text, " \t\r\n");
    const char *line = plain_text(reader->arena, text, strcspn(text, "\n"), MAX_NOTE);
    return *line == '\0' ? NULL : line;
}

static void end_collecting(JunitReader *reader)
{
    if (reader->collecting == TAG_PROPERTY)
        keep_property(reader, reader->text->str, reader->text->len);
    else
        reader->current.step.note = first_line(reader);
    reader->collecting = TAG_OTHER;
}

static void on_end(void *data, const char *name)
{
    JunitReader *reader = data;
    JunitTag tag = tag_of(name);
    reader->depth--;
    if (tag != TAG_OTHER && tag == reader->collecting)
        end_collecting(reader);
    if (tag == TAG_TESTSUITE)
        end_suite(reader);
    if (tag == TAG_TESTCASE && reader->in_case) {
        g_array_append_val(reader->suite.cases, reader->current);
        reader->in_case = false;
    }
}

static void free_cases(gpointer data)
{
    JunitSuite *suite = data;
    g_array_unref(suite->cases);
}

void junit_read(const EvidenceInput *input, Evidence *evidence, Diags *diags)
{
    static const XmlHandler handler = {.start = on_start, .text = on_text, .end = on_end};
    g_autoptr(GArray) suites = g_array_new(FALSE, FALSE, sizeof(JunitSuite));
    g_array_set_clear_func(suites, free_cases);
    g_autoptr(GString) text = g_string_new(NULL);
    JunitReader reader = {.arena = evidence->arena,
                          .diags = diags,
                          .hints = input->hints,
                          .n_before = diags_count(diags),
                          .suites = suites,
                          .text = text,
                          .collecting = TAG_OTHER};
    size_t errors = diags_count_severity(diags, SEVERITY_ERROR);
    bool read = xml_events_read(input->source, &handler, &reader, evidence->arena, diags);
    if (reader.suite.cases != NULL)
        g_array_unref(reader.suite.cases); /* a suite left open by broken XML */
    if (!read)
        return;
    if (suites->len > 0)
        junit_runs_make(suites, input, evidence, diags);
    else if (diags_count_severity(diags, SEVERITY_ERROR) == errors)
        diags_add(diags, &rule_evidence_empty, (Span){input->source, 0, 0},
                  "no test suite has a test case");
}
