#include "model/plan.h"
#include "read/schema.h"

const char *const tier_words[] = {"critical", "high", "medium", "low", NULL};

const char *const data_class_words[] = {"user", "system", "documentation", NULL};

static const Field service_level_fields[] = {
    {.key = "name", .type = FIELD_TEXT, .required = true, AT(ServiceLevel, name, Text),
     .about = "What is measured.", .example = "Availability"},
    {.key = "target", .type = FIELD_TEXT, .required = true, AT(ServiceLevel, target, Text),
     .about = "The promise, as a person reads it.", .example = "99.9% uptime"},
    {.key = "about", .type = FIELD_LINE, AT(ServiceLevel, about, Text),
     .about = "What it amounts to.", .example = "8.77 hours of downtime a year"},
};

const Shape shape_service_level = {
    .name = "Service level",
    .about = "A measured promise to users.",
    .size = sizeof(ServiceLevel),
    FIELDS(service_level_fields),
};

static const Field service_fields[] = {
    {.key = "id", .type = FIELD_ID, .required = true, AT(Service, entity.id, Text),
     .about = "Name for references.", .example = "docs-api"},
    {.key = "name", .type = FIELD_TEXT, AT(Service, entity.name, Text),
     .about = "Name for people.", .example = "Documentation API"},
    {.key = "about", .type = FIELD_PROSE, AT(Service, about, Text),
     .about = "What it does and for whom."},
    {.key = "tier", .type = FIELD_WORD, .words = tier_words, AT(Service, tier, Word),
     .about = "How much depends on it.", .example = "critical"},
    {.key = "rto", .type = FIELD_DURATION, AT(Service, rto, DurationValue),
     .about = "Recovery time objective: back in service at most this long after the interruption "
              "began.",
     .example = "4h"},
    {.key = "mtd", .type = FIELD_DURATION, AT(Service, mtd, DurationValue),
     .about = "Maximum tolerable downtime: RTO and work recovery together fit into it.",
     .example = "8h"},
    {.key = "wrt", .type = FIELD_DURATION, AT(Service, wrt, DurationValue),
     .about = "Work recovery time: checking and catching up after the service is back.",
     .example = "1h"},
    {.key = "why", .type = FIELD_LINE, AT(Service, why, Text),
     .about = "What the objectives rest on.", .example = "an hour of outage costs 40,000 EUR"},
    {.key = "depends", .type = FIELD_REFS,
     .refs = ENTITY_BIT(ENTITY_SERVICE) | ENTITY_BIT(ENTITY_DATA), AT(Service, depends, RefList),
     .about = "Services and data sets that must be back first; `plan/id` for another plan's.",
     .example = "[docs-db]"},
    {.key = "at", .type = FIELD_REFS, .refs = ENTITY_BIT(ENTITY_SITE), AT(Service, at, RefList),
     .about = "Sites where it runs; it is lost when all of them are.",
     .example = "[us-west, us-east]"},
    {.key = "levels", .type = FIELD_LIST, .shape = &shape_service_level,
     AT_LIST(Service, levels, ServiceLevel), .about = "Promises made to users."},
};

const Shape shape_service = {
    .name = "Service",
    .about = "Something that is recovered, with a recovery time objective.",
    .size = sizeof(Service),
    .is_entity = true,
    .kind = ENTITY_SERVICE,
    FIELDS(service_fields),
};

static const Field data_set_fields[] = {
    {.key = "id", .type = FIELD_ID, .required = true, AT(DataSet, entity.id, Text),
     .about = "Name for references.", .example = "docs-db"},
    {.key = "name", .type = FIELD_TEXT, AT(DataSet, entity.name, Text),
     .about = "Name for people.", .example = "Documents database"},
    {.key = "about", .type = FIELD_PROSE, AT(DataSet, about, Text), .about = "What it holds."},
    {.key = "rpo", .type = FIELD_DURATION, AT(DataSet, rpo, DurationValue),
     .about = "Recovery point objective: at most so much of the newest data is lost. Real-time "
              "is written `0`.",
     .example = "15m"},
    {.key = "rto", .type = FIELD_DURATION, AT(DataSet, rto, DurationValue),
     .about = "Recovery time objective of its own, where it has one.", .example = "2h"},
    {.key = "why", .type = FIELD_LINE, AT(DataSet, why, Text),
     .about = "What the objectives rest on.", .example = "an hour of outage costs 40,000 EUR"},
    {.key = "class", .type = FIELD_WORD, .words = data_class_words, AT(DataSet, data_class, Word),
     .about = "What kind of information it is.", .example = "user"},
    {.key = "size", .type = FIELD_SIZE, AT(DataSet, size, SizeValue),
     .about = "How much it is.", .example = "200GB"},
    {.key = "at", .type = FIELD_REFS, .refs = ENTITY_BIT(ENTITY_SITE), AT(DataSet, at, RefList),
     .about = "Sites where it is written.", .example = "[us-west]"},
    {.key = "consistent-with", .type = FIELD_TEXT, AT(DataSet, consistent_with, Text),
     .about = "Name of a group of data sets that must be restored to the same moment.",
     .example = "orders"},
    {.key = "items", .type = FIELD_LINES, AT(DataSet, items, TextList),
     .about = "Files, tables or folders that belong to it.", .example = "[pyproject.toml]"},
    {.key = "backups", .type = FIELD_LIST, .shape = &shape_backup,
     AT_LIST(DataSet, backups, Backup), .about = "How copies of it are made."},
    {.key = "no-backup", .type = FIELD_LINE, AT(DataSet, no_backup, Text),
     .about = "Why no copies are made.", .example = "rebuilt from source in minutes"},
};

const Shape shape_data_set = {
    .name = "Data set",
    .about = "Something that is restored, with a recovery point objective.",
    .size = sizeof(DataSet),
    .is_entity = true,
    .kind = ENTITY_DATA,
    FIELDS(data_set_fields),
};
