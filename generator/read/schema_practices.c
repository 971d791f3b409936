#include "model/plan.h"
#include "read/schema.h"

static const Field trigger_fields[] = {
    {.key = "id", .type = FIELD_ID, .required = true, AT(Trigger, entity.id, Text),
     .about = "Name for references.", .example = "health-failover"},
    {.key = "name", .type = FIELD_TEXT, AT(Trigger, entity.name, Text),
     .about = "Name for people.", .example = "Service health"},
    {.key = "group", .type = FIELD_TEXT, AT(Trigger, group, Text),
     .about = "Heading under which it is listed."},
    {.key = "when", .type = FIELD_LINE, .required = true, AT(Trigger, when, Text),
     .about = "What sets it off.", .example = "3 failed health checks in a row"},
    {.key = "action", .type = FIELD_LINE, .required = true, AT(Trigger, action, Text),
     .about = "What then happens by itself.", .example = "failover"},
    {.key = "internal", .type = FIELD_BOOL, AT(Trigger, internal, BoolValue),
     .about = "The public edition leaves it out.", .example = "true"},
};

const Shape shape_trigger = {
    .name = "Automated trigger",
    .about = "Something that reacts without a person.",
    .size = sizeof(Trigger),
    .is_entity = true,
    .kind = ENTITY_OTHER,
    FIELDS(trigger_fields),
};

static const Field snippet_fields[] = {
    {.key = "id", .type = FIELD_ID, .required = true, AT(Snippet, entity.id, Text),
     .about = "Name for references.", .example = "deployment"},
    {.key = "name", .type = FIELD_TEXT, AT(Snippet, entity.name, Text), .about = "Caption.",
     .example = "Deployment that heals itself"},
    {.key = "about", .type = FIELD_PROSE, AT(Snippet, about, Text), .about = "What it is for."},
    {.key = "language", .type = FIELD_TEXT, AT(Snippet, language, Text),
     .about = "Language of the text.", .example = "yaml"},
    {.key = "code", .type = FIELD_VERBATIM, .privacy = PRIVACY_REMOVED, .required = true,
     AT(Snippet, code, Text),
     .about = "The text, shown verbatim."},
    {.key = "internal", .type = FIELD_BOOL, AT(Snippet, internal, BoolValue),
     .about = "The public edition leaves it out.", .example = "true"},
};

const Shape shape_snippet = {
    .name = "Snippet",
    .about = "A piece of configuration, shown verbatim with a caption.",
    .size = sizeof(Snippet),
    .is_entity = true,
    .kind = ENTITY_OTHER,
    FIELDS(snippet_fields),
};

static const Field practice_item_fields[] = {
    {.key = "name", .type = FIELD_LINE, .required = true, AT(PracticeItem, name, Text),
     .about = "What is done."},
    {.key = "about", .type = FIELD_PROSE, AT(PracticeItem, about, Text),
     .about = "How, or to what end."},
    {.key = "every", .type = FIELD_DURATION, AT(PracticeItem, every, DurationValue),
     .about = "How often.", .example = "1mo"},
    {.key = "items", .type = FIELD_LINES, AT(PracticeItem, items, TextList),
     .about = "Its parts."},
};

const Shape shape_practice_item = {
    .name = "Practice item",
    .about = "One thing that is done; a bare text is its name.",
    .size = sizeof(PracticeItem),
    .bare = "name",
    FIELDS(practice_item_fields),
};

static const Field practice_fields[] = {
    {.key = "id", .type = FIELD_ID, .required = true, AT(Practice, entity.id, Text),
     .about = "Name for references.", .example = "security"},
    {.key = "name", .type = FIELD_TEXT, AT(Practice, entity.name, Text), .about = "Heading.",
     .example = "Security"},
    {.key = "about", .type = FIELD_PROSE, AT(Practice, about, Text), .about = "What it is about."},
    {.key = "items", .type = FIELD_LIST, .shape = &shape_practice_item,
     AT_LIST(Practice, items, PracticeItem), .about = "What is done."},
    {.key = "internal", .type = FIELD_BOOL, AT(Practice, internal, BoolValue),
     .about = "The public edition leaves it out.", .example = "true"},
};

const Shape shape_practice = {
    .name = "Practice",
    .about = "A named list of things that are always done, or that recovery can draw on: security, "
             "redundancy, tools, improvement.",
    .size = sizeof(Practice),
    .is_entity = true,
    .kind = ENTITY_OTHER,
    FIELDS(practice_fields),
};
