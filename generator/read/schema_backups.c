#include "model/plan.h"
#include "read/schema.h"

const char *const backup_kind_words[] = {"full",     "incremental", "log",     "snapshot",
                                         "replica",  "versioned",   NULL};

const char *const site_kind_words[] = {"region", "datacenter", "storage", "repository", "office",
                                       NULL};

static const Field retention_fields[] = {
    {.key = "stage", .type = FIELD_TEXT, .required = true, AT(Retention, stage, Text),
     .about = "Where copies of this age lie.", .example = "archived"},
    {.key = "keep", .type = FIELD_DURATION, .required = true, .duration_words = WORD_FOREVER,
     AT(Retention, keep, DurationValue), .about = "How long they stay there, or `forever`.",
     .example = "90d"},
};

static const Shape shape_retention = {
    .name = "Retention stage",
    .about = "One stage of keeping copies.",
    .size = sizeof(Retention),
    FIELDS(retention_fields),
};

static const Field backup_fields[] = {
    {.key = "method", .type = FIELD_TEXT, .required = true, AT(Backup, method, Text),
     .about = "Tool or manner.", .example = "pg_dump"},
    {.key = "kind", .type = FIELD_WORD, .words = backup_kind_words, AT(Backup, kind, Word),
     .about = "What one copy holds.", .example = "full"},
    {.key = "every", .type = FIELD_DURATION, .duration_words = WORD_CONTINUOUS | WORD_ON_CHANGE,
     AT(Backup, every, DurationValue), .about = "Interval, or `continuous`, or `on-change`.",
     .example = "1d"},
    {.key = "takes", .type = FIELD_DURATION, AT(Backup, takes, DurationValue),
     .about = "How long the job runs.", .example = "20m"},
    {.key = "lag", .type = FIELD_DURATION, AT(Backup, lag, DurationValue),
     .about = "How far a finished copy or a replica is behind at its destination.",
     .example = "1m"},
    {.key = "keep", .type = FIELD_DURATION, .duration_words = WORD_FOREVER,
     AT(Backup, keep, DurationValue), .about = "Retention, or `forever`.", .example = "30d"},
    {.key = "retention", .type = FIELD_LIST, .shape = &shape_retention,
     AT_LIST(Backup, retention, Retention), .about = "Retention in stages."},
    {.key = "to", .type = FIELD_REFS, .refs = ENTITY_BIT(ENTITY_SITE), AT(Backup, to, RefList),
     .about = "Sites where the copies lie.", .example = "[s3-backups]"},
    {.key = "encryption", .type = FIELD_TEXT, AT(Backup, encryption, Text),
     .about = "How copies are encrypted.", .example = "AES-256"},
    {.key = "compression", .type = FIELD_TEXT, AT(Backup, compression, Text),
     .about = "How copies are compressed.", .example = "gzip"},
    {.key = "format", .type = FIELD_TEXT, AT(Backup, format, Text), .about = "Format of a copy.",
     .example = "custom-format dump"},
    {.key = "check", .type = FIELD_TEXT, AT(Backup, check, Text),
     .about = "How a copy's integrity is checked.", .example = "SHA-256 after upload"},
    {.key = "test", .type = FIELD_DURATION, AT(Backup, test, DurationValue),
     .about = "How often a restore from it is tested.", .example = "3mo"},
    {.key = "synchronous", .type = FIELD_BOOL, AT(Backup, synchronous, BoolValue),
     .about = "A write is not done before the copy has it too.", .example = "true"},
    {.key = "immutable", .type = FIELD_BOOL, AT(Backup, immutable, BoolValue),
     .about = "Nobody can change or delete a copy while it is kept.", .example = "true"},
    {.key = "offline", .type = FIELD_BOOL, AT(Backup, offline, BoolValue),
     .about = "Copies cannot be reached over the network.", .example = "true"},
    {.key = "rate", .type = FIELD_RATE, AT(Backup, rate, SizeValue),
     .about = "How fast it is restored.", .example = "50MB/s"},
    {.key = "replay", .type = FIELD_DURATION, AT(Backup, replay, DurationValue),
     .about = "How long a restored copy takes to be brought up to date.", .example = "20m"},
    {.key = "keys", .type = FIELD_REFS,
     .refs = ENTITY_BIT(ENTITY_SERVICE) | ENTITY_BIT(ENTITY_DATA) | ENTITY_BIT(ENTITY_TOOL) |
             ENTITY_BIT(ENTITY_SITE),
     AT(Backup, keys, RefList), .about = "What holds the keys or credentials to read it.",
     .example = "[vault]"},
    {.key = "about", .type = FIELD_PROSE, AT(Backup, about, Text),
     .about = "Anything else worth knowing."},
};

const Shape shape_backup = {
    .name = "Backup",
    .about = "One way in which copies of a data set are made.",
    .size = sizeof(Backup),
    FIELDS(backup_fields),
};

static const Field site_fields[] = {
    {.key = "id", .type = FIELD_ID, .required = true, AT(Site, entity.id, Text),
     .about = "Name for references.", .example = "s3-backups"},
    {.key = "name", .type = FIELD_TEXT, AT(Site, entity.name, Text), .about = "Name for people.",
     .example = "Backup bucket"},
    {.key = "about", .type = FIELD_PROSE, AT(Site, about, Text), .about = "What it is for."},
    {.key = "kind", .type = FIELD_WORD, .words = site_kind_words, AT(Site, kind, Word),
     .about = "What it is.", .example = "storage"},
    {.key = "role", .type = FIELD_TEXT, AT(Site, role, Text), .about = "Its rank.",
     .example = "secondary"},
    {.key = "location", .type = FIELD_TEXT, AT(Site, location, Text), .about = "Where it lies.",
     .example = "us-west-2"},
    {.key = "provider", .type = FIELD_TEXT, AT(Site, provider, Text), .about = "Who runs it.",
     .example = "Amazon Web Services"},
    {.key = "capacity", .type = FIELD_PERCENT, AT(Site, capacity, NumberValue),
     .about = "Share of the full load that it carries.", .example = "50%"},
    {.key = "needed", .type = FIELD_PERCENT, AT(Site, needed, NumberValue),
     .about = "Share of the full load that it must carry when it takes over; `100%` when left out.",
     .example = "60%"},
    {.key = "within", .type = FIELD_REF, .refs = ENTITY_BIT(ENTITY_SITE), AT(Site, within, Ref),
     .about = "The site whose loss it shares.", .example = "us-west"},
    {.key = "activation", .type = FIELD_TEXT, AT(Site, activation, Text),
     .about = "How it takes over.", .example = "automatic"},
    {.key = "failover-when", .type = FIELD_TEXT, AT(Site, failover_when, Text),
     .about = "When work moves away from it.", .example = "health below 99%"},
    {.key = "sync", .type = FIELD_DURATION, .duration_words = WORD_CONTINUOUS,
     AT(Site, sync, DurationValue), .about = "How often it is brought up to date.",
     .example = "5m"},
    {.key = "keep", .type = FIELD_DURATION, .duration_words = WORD_FOREVER,
     AT(Site, keep, DurationValue), .about = "How long copies stay there, or `forever`.",
     .example = "7y"},
    {.key = "encryption", .type = FIELD_TEXT, AT(Site, encryption, Text),
     .about = "How what lies there is encrypted.", .example = "AES-256"},
    {.key = "holds", .type = FIELD_LINES, AT(Site, holds, TextList),
     .about = "What runs or lies there.", .example = "[standby systems, second copies]"},
};

const Shape shape_site = {
    .name = "Site",
    .about = "A region, data centre or store: where services run or copies lie.",
    .size = sizeof(Site),
    .is_entity = true,
    .kind = ENTITY_SITE,
    FIELDS(site_fields),
};

static const Field replication_fields[] = {
    {.key = "from", .type = FIELD_REF, .refs = ENTITY_BIT(ENTITY_SITE), AT(Replication, from, Ref),
     .about = "Where data is written.", .example = "us-west"},
    {.key = "to", .type = FIELD_REF, .refs = ENTITY_BIT(ENTITY_SITE), AT(Replication, to, Ref),
     .about = "Where it is copied to.", .example = "us-east"},
    {.key = "strategy", .type = FIELD_TEXT, AT(Replication, strategy, Text),
     .about = "Which side takes writes.", .example = "active-passive"},
    {.key = "consistency", .type = FIELD_TEXT, AT(Replication, consistency, Text),
     .about = "What a reader on the other side may see.", .example = "eventual"},
    {.key = "lag", .type = FIELD_DURATION, AT(Replication, lag, DurationValue),
     .about = "Tolerated lag, at most.", .example = "1m"},
    {.key = "about", .type = FIELD_PROSE, AT(Replication, about, Text),
     .about = "Anything else worth knowing."},
};

const Shape shape_replication = {
    .name = "Replication",
    .about = "How data is carried from one site to another.",
    .size = sizeof(Replication),
    FIELDS(replication_fields),
};
