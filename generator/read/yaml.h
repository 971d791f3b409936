#ifndef REDBINDER_READ_YAML_H
#define REDBINDER_READ_YAML_H

#include "base/diag.h"

#include <yaml.h>

/*
 * The events of one YAML file, checked: no anchors, aliases or tags, no control characters by
 * way of escapes (which become '?'), at most MAX_YAML_DEPTH levels. Once FAILED, the rest of the
 * file cannot be read and every further event is YAML_NO_EVENT; a finding has said why.
 */
typedef struct Yaml {
    yaml_parser_t parser;
    yaml_event_t event; /* the current one */
    const Source *source;
    Diags *diags;
    size_t depth;
    size_t findings_before; /* in DIAGS, when the file was opened */
    bool failed;
} Yaml;

/* Begins to read SOURCE, which has passed source_text_check(). */
void yaml_open(Yaml *yaml, const Source *source, Diags *diags);
void yaml_close(Yaml *yaml);

/* Goes on to the next event and returns its type. */
yaml_event_type_t yaml_next(Yaml *yaml);

/* Passes over the value that begins with the current event; afterwards its last event is
 * current. */
void yaml_skip(Yaml *yaml);

/* The place of the current event: the whole of a scalar, the start of anything else. */
Span yaml_span(const Yaml *yaml);

/* Text of the current event, which is a scalar; borrowed until yaml_next(). */
const char *yaml_text(const Yaml *yaml, size_t *length);

/* Is the current event a scalar without quotes and without text: a missing value? */
bool yaml_is_empty(const Yaml *yaml);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Yaml, yaml_close)

#endif
