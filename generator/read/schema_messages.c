#include "model/plan.h"
#include "read/schema.h"

static const Field notification_fields[] = {
    {.key = "id", .type = FIELD_ID, .required = true, AT(Notification, entity.id, Text),
     .about = "Name for references.", .example = "critical-first-15-minutes"},
    {.key = "name", .type = FIELD_TEXT, AT(Notification, entity.name, Text),
     .about = "Name for people.", .example = "First 15 minutes"},
    {.key = "group", .type = FIELD_TEXT, AT(Notification, group, Text),
     .about = "Heading under which it is listed.", .example = "Internal"},
    {.key = "when", .type = FIELD_TEXT, AT(Notification, when, Text),
     .about = "Severity or phase.", .example = "severity 1, critical"},
    {.key = "within", .type = FIELD_DURATION, AT(Notification, within, DurationValue),
     .about = "Deadline after declaration; `0` is at once.", .example = "15m"},
    {.key = "every", .type = FIELD_DURATION, AT(Notification, every, DurationValue),
     .about = "Repeated so often until the end.", .example = "30m"},
    {.key = "audience", .type = FIELD_TEXTS, AT(Notification, audience, TextList),
     .about = "Who is told.", .example = "[customers, customer success]"},
    {.key = "channels", .type = FIELD_TEXTS, AT(Notification, channels, TextList),
     .about = "By which way.", .example = "[status page, e-mail]"},
    {.key = "actions", .type = FIELD_LINES, AT(Notification, actions, TextList),
     .about = "What is done or said."},
    {.key = "law", .type = FIELD_TEXT, AT(Notification, law, Text),
     .about = "The law or contract that asks for it.", .example = "GDPR"},
    {.key = "message", .type = FIELD_REF, .refs = ENTITY_BIT(ENTITY_MESSAGE),
     AT(Notification, message, Ref), .about = "The message template to use.",
     .example = "first-notice"},
    {.key = "internal", .type = FIELD_BOOL, AT(Notification, internal, BoolValue),
     .about = "The public edition leaves it out.", .example = "true"},
};

const Shape shape_notification = {
    .name = "Notification",
    .about = "One row of the notification matrix.",
    .size = sizeof(Notification),
    .is_entity = true,
    .kind = ENTITY_OTHER,
    FIELDS(notification_fields),
};

static const Field placeholder_fields[] = {
    {.key = "name", .type = FIELD_TEXT, .required = true, AT(Placeholder, name, Text),
     .about = "As written between braces in the body.", .example = "next_update_time"},
    {.key = "about", .type = FIELD_LINE, AT(Placeholder, about, Text), .about = "What goes there."},
};

static const Shape shape_placeholder = {
    .name = "Placeholder",
    .about = "A gap in a message.",
    .size = sizeof(Placeholder),
    .bare = "name",
    FIELDS(placeholder_fields),
};

static const Field message_fields[] = {
    {.key = "id", .type = FIELD_ID, .required = true, AT(Message, entity.id, Text),
     .about = "Name for references.", .example = "first-notice"},
    {.key = "name", .type = FIELD_TEXT, AT(Message, entity.name, Text),
     .about = "Name for people.", .example = "First notice"},
    {.key = "about", .type = FIELD_LINE, AT(Message, about, Text), .about = "When it is sent."},
    {.key = "subject", .type = FIELD_TEXT, AT(Message, subject, Text), .about = "Subject line."},
    {.key = "body", .type = FIELD_VERBATIM, .required = true, AT(Message, body, Text),
     .about = "The text, kept as written, with `{placeholders}` in braces."},
    {.key = "placeholders", .type = FIELD_LIST, .shape = &shape_placeholder,
     AT_LIST(Message, placeholders, Placeholder), .about = "What the gaps mean."},
    {.key = "internal", .type = FIELD_BOOL, AT(Message, internal, BoolValue),
     .about = "The public edition leaves it out.", .example = "true"},
};

const Shape shape_message = {
    .name = "Message",
    .about = "A message prepared before it is needed.",
    .size = sizeof(Message),
    .is_entity = true,
    .kind = ENTITY_MESSAGE,
    FIELDS(message_fields),
};
