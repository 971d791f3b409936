#include "read/object.h"

#include "base/nearest.h"
#include "model/plan.h"
#include "read/prose.h"
#include "read/reading_rules.h"
#include "read/scalar.h"

#include <string.h>

/* What every LIST_OF has in memory. */
typedef LIST_OF(void) AnyList;

enum { MAX_FIELDS = 64 };

/* The length of the place in SeenKeys of a key that stands there misspelt. */
static const uint32_t MISSPELT = UINT32_MAX;

static void read_mapping(ObjectReader *reader, const Shape *shape, void *object, SeenKeys *seen);
static void read_value(ObjectReader *reader, const Field *field, char *member);

static Scalar current_scalar(const ObjectReader *reader)
{
    Scalar scalar = {.span = yaml_span(reader->yaml)};
    scalar.text = yaml_text(reader->yaml, &scalar.length);
    return scalar;
}

static const char *event_word(yaml_event_type_t type)
{
    if (type == YAML_MAPPING_START_EVENT)
        return "a mapping (`key: value`)";
    return type == YAML_SEQUENCE_START_EVENT ? "a list" : "a text";
}

/* Reports that the current event is not WANTED, and passes over it. An alias has been reported
 * before. */
static void refuse_type(ObjectReader *reader, const char *name, const char *wanted,
                        const char *help)
{
    Yaml *yaml = reader->yaml;
    if (yaml_is_empty(yaml)) {
        Diag *diag = diags_add(reader->diags, &rule_value_missing, yaml_span(yaml),
                               "`%s` has no value", name);
        if (help != NULL)
            diag_help(reader->diags, diag, "write for example `%s: %s`, or remove the key", name,
                      help);
        else
            diag_help(reader->diags, diag, "write %s, or remove the key", wanted);
    } else if (yaml->event.type != YAML_ALIAS_EVENT) {
        Diag *diag =
            diags_add(reader->diags, &rule_value_type, yaml_span(yaml),
                      "`%s` takes %s, and this is %s", name, wanted, event_word(yaml->event.type));
        if (help != NULL)
            diag_help(reader->diags, diag, "write it as %s", help);
    }
    yaml_skip(yaml);
}

static void note_use(ObjectReader *reader, const Field *field, void *target)
{
    if (reader->uses == NULL)
        return;
    RefUse use = {.ref = target, .kinds = field->refs};
    g_array_append_val(reader->uses, use);
}

/* A place without a text: written, but not readable, and reported. So no rule calls it missing. */
static void mark_written(const ObjectReader *reader, void *target)
{
    Text head = {NULL, yaml_span(reader->yaml)};
    memcpy(target, &head, sizeof head);
}

/* May a value of FIELD be long? */
static bool is_prose(const Field *field)
{
    return field->type == FIELD_PROSE || field->type == FIELD_LINE || field->type == FIELD_LINES ||
           field->type == FIELD_VERBATIM;
}

/* False when there is nothing to keep: each kind of value begins with its text. */
static bool read_scalar(ObjectReader *reader, const Field *field, void *target)
{
    if (reader->yaml->event.type != YAML_SCALAR_EVENT || yaml_is_empty(reader->yaml)) {
        mark_written(reader, target);
        refuse_type(reader, field->key, "a text", field->example);
        return false;
    }
    Scalar scalar = current_scalar(reader);
    if (!is_prose(field) && !prose_within_line(scalar.length, scalar.span, reader->diags)) {
        mark_written(reader, target);
        return false;
    }
    scalar_read(field, scalar, target, reader->arena, reader->diags);
    if (field->type == FIELD_REF || field->type == FIELD_REFS)
        note_use(reader, field, target);
    const char *text = NULL;
    memcpy(&text, target, sizeof text);
    return text != NULL;
}

static void keep_list(ObjectReader *reader, GPtrArray *items, Span span, char *member)
{
    void **kept = arena_alloc(reader->arena, items->len * sizeof *kept);
    if (items->len > 0)
        memcpy(kept, items->pdata, items->len * sizeof *kept);
    AnyList list = {.items = kept, .count = items->len, .span = span};
    memcpy(member, &list, sizeof list);
}

/* Is the current event the start of a sequence? Reports it when not. */
static bool begins_list(ObjectReader *reader, const Field *field, char *member)
{
    if (reader->yaml->event.type == YAML_SEQUENCE_START_EVENT)
        return true;
    AnyList written = {.span = yaml_span(reader->yaml)};
    memcpy(member, &written, sizeof written);
    refuse_type(reader, field->key, "a list", field->example);
    return false;
}

static void read_scalar_list(ObjectReader *reader, const Field *field, char *member)
{
    if (!begins_list(reader, field, member))
        return;
    size_t size = field->type == FIELD_REFS ? sizeof(Ref) : sizeof(Text);
    Span span = yaml_span(reader->yaml);
    g_autoptr(GPtrArray) items = g_ptr_array_new();
    while (yaml_next(reader->yaml) != YAML_SEQUENCE_END_EVENT && !reader->yaml->failed) {
        void *item = arena_alloc(reader->arena, size);
        if (read_scalar(reader, field, item))
            g_ptr_array_add(items, item);
    }
    keep_list(reader, items, span, member);
}

/* Reports ids that stand twice in ITEMS, which are entities. */
static void check_ids(ObjectReader *reader, const GPtrArray *items)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < items->len; i++) {
        const Entity *entity = items->pdata[i];
        const Entity *first = g_hash_table_lookup(seen, entity->id.text);
        if (first == NULL) {
            g_hash_table_insert(seen, (gpointer)entity->id.text, (gpointer)entity);
            continue;
        }
        Diag *diag = diags_add(reader->diags, &rule_id_duplicate, entity->id.span,
                               "the id '%s' is given twice", entity->id.text);
        diag_note(reader->diags, diag, first->id.span, "'%s' is given here first", entity->id.text);
    }
}

static void begin_entity(ObjectReader *reader, const Shape *shape, void *object)
{
    if (!shape->is_entity)
        return;
    Entity *entity = object;
    entity->kind = shape->kind;
    entity->plan = reader->plan;
    entity->span = yaml_span(reader->yaml);
}

/* An entity's span is its whole mapping, so that a finding inside can be told to be about it. */
static void end_entity(const ObjectReader *reader, const Shape *shape, void *object)
{
    if (!shape->is_entity)
        return;
    Entity *entity = object;
    Span end = yaml_span(reader->yaml);
    if (end.offset + end.length > entity->span.offset)
        entity->span.length = end.offset + end.length - entity->span.offset;
}

/* A bare text in place of a mapping fills the key that the shape names for it. */
static void read_bare(ObjectReader *reader, const Shape *shape, char *object, SeenKeys *seen)
{
    const Field *field = shape_find(shape, shape->bare);
    g_assert(field != NULL);
    Span span = yaml_span(reader->yaml);
    seen->spans[field - shape->fields] = span;
    read_scalar(reader, field, object + field->offset);
    object_require(reader, shape, seen, span);
}

static bool read_item(ObjectReader *reader, const Field *field, char *object, SeenKeys *seen)
{
    const Shape *shape = field->shape;
    begin_entity(reader, shape, object);
    if (reader->yaml->event.type == YAML_MAPPING_START_EVENT) {
        Span span = yaml_span(reader->yaml);
        read_mapping(reader, shape, object, seen);
        end_entity(reader, shape, object);
        object_require(reader, shape, seen, span);
    } else if (reader->yaml->event.type == YAML_SCALAR_EVENT && shape->bare != NULL &&
               !yaml_is_empty(reader->yaml)) {
        read_bare(reader, shape, object, seen);
    } else {
        refuse_type(reader, field->key, "items that are mappings (`key: value`)", NULL);
        return false;
    }
    return true;
}

/* What has no readable id gets one that no reference can mean, so that later rooms need not
 * ask: the finding has been made. */
static void complete_id(ObjectReader *reader, Entity *entity, size_t index)
{
    if (entity->id.text != NULL)
        return;
    entity->id.text = arena_printf(reader->arena, "unnamed.%zu", index + 1);
    entity->id.span = entity->span;
}

static void read_object_list(ObjectReader *reader, const Field *field, char *member)
{
    if (!begins_list(reader, field, member))
        return;
    Span span = yaml_span(reader->yaml);
    g_autoptr(GPtrArray) items = g_ptr_array_new();
    while (yaml_next(reader->yaml) != YAML_SEQUENCE_END_EVENT && !reader->yaml->failed) {
        Span spans[MAX_FIELDS] = {{0}};
        SeenKeys seen = {spans};
        char *item = arena_alloc(reader->arena, field->shape->size);
        if (!read_item(reader, field, item, &seen))
            continue;
        if (field->shape->is_entity)
            complete_id(reader, (Entity *)(void *)item, items->len);
        g_ptr_array_add(items, item);
    }
    if (field->shape->is_entity)
        check_ids(reader, items);
    keep_list(reader, items, span, member);
}

/* Reports that the key at SPAN stood at FIRST before. */
static void report_duplicate(ObjectReader *reader, const char *key, Span span, Span first)
{
    Diag *diag =
        diags_add(reader->diags, &rule_key_duplicate, span, "the key `%s` stands twice", key);
    diag_note(reader->diags, diag, first, "`%s` stands here first", key);
}

/* A mapping whose keys are names: each becomes an item, its key the first field. */
static void read_map(ObjectReader *reader, const Field *field, char *member)
{
    if (reader->yaml->event.type != YAML_MAPPING_START_EVENT) {
        refuse_type(reader, field->key, "a mapping (`NAME: value`)", field->example);
        return;
    }
    Span span = yaml_span(reader->yaml);
    const Field *name = &field->shape->fields[0];
    g_autoptr(GPtrArray) items = g_ptr_array_new();
    g_autoptr(GHashTable) seen_names = g_hash_table_new(g_str_hash, g_str_equal);
    while (yaml_next(reader->yaml) != YAML_MAPPING_END_EVENT && !reader->yaml->failed) {
        Span spans[MAX_FIELDS] = {{0}};
        SeenKeys seen = {spans};
        char *item = arena_alloc(reader->arena, field->shape->size);
        Text *key = (Text *)(void *)(item + name->offset);
        read_scalar(reader, name, key);
        spans[0] = yaml_span(reader->yaml);
        yaml_next(reader->yaml);
        if (reader->yaml->failed)
            break;
        bool read = read_item(reader, field, item, &seen);
        const Text *first = key->text == NULL ? NULL : g_hash_table_lookup(seen_names, key->text);
        if (first != NULL)
            report_duplicate(reader, key->text, key->span, first->span);
        else if (read && key->text != NULL) {
            g_hash_table_insert(seen_names, (gpointer)key->text, key);
            g_ptr_array_add(items, item);
        }
    }
    keep_list(reader, items, span, member);
}

static void read_nested(ObjectReader *reader, const Field *field, char *member)
{
    if (reader->yaml->event.type != YAML_MAPPING_START_EVENT) {
        refuse_type(reader, field->key, "a mapping (`key: value`)", field->example);
        return;
    }
    Span spans[MAX_FIELDS] = {{0}};
    SeenKeys seen = {spans};
    Span span = yaml_span(reader->yaml);
    read_mapping(reader, field->shape, member, &seen);
    object_require(reader, field->shape, &seen, span);
}

static void read_value(ObjectReader *reader, const Field *field, char *member)
{
    if (field->type == FIELD_LIST)
        read_object_list(reader, field, member);
    else if (field->type == FIELD_MAP)
        read_map(reader, field, member);
    else if (field->type == FIELD_OBJECT)
        read_nested(reader, field, member);
    else if (field->type == FIELD_TEXTS || field->type == FIELD_LINES || field->type == FIELD_REFS)
        read_scalar_list(reader, field, member);
    else
        read_scalar(reader, field, member);
}

/* The field that was meant is returned, NULL when none is near. */
static const Field *report_unknown(ObjectReader *reader, const Shape *shape, const char *key,
                                   Span span)
{
    if (strcmp(key, "<<") == 0) {
        diags_add(reader->diags, &rule_yaml_feature, span, "a merge key (<<) is not supported");
        return NULL;
    }
    Nearest nearest = nearest_start(key);
    g_autoptr(GString) all = g_string_new(NULL);
    for (size_t i = 0; i < shape->n_fields; i++) {
        nearest_offer(&nearest, shape->fields[i].key);
        g_string_append_printf(all, "%s`%s`", i == 0 ? "" : ", ", shape->fields[i].key);
    }
    Diag *diag = diags_add(reader->diags, &rule_key_unknown, span, "'%s' is not a key of %s", key,
                           shape->name);
    if (nearest.best != NULL)
        diag_help(reader->diags, diag, "did you mean `%s`?", nearest.best);
    else
        diag_help(reader->diags, diag, "the keys here are %s", all->str);
    return nearest.best == NULL ? NULL : shape_find(shape, nearest.best);
}

/* A misspelt key is one mistake: what it was meant to give is not missing as well. Its place is
 * kept with a length of its own, so that the key itself may still come. */
static void excuse(const ObjectReader *reader, const Shape *shape, const Field *meant, char *object,
                   SeenKeys *seen)
{
    Span *place = &seen->spans[meant - shape->fields];
    if (place->source != NULL)
        return;
    Span key = yaml_span(reader->yaml);
    *place = (Span){key.source, key.offset, MISSPELT};
    if (meant->type == FIELD_LIST || meant->type == FIELD_MAP || meant->type == FIELD_TEXTS ||
        meant->type == FIELD_LINES || meant->type == FIELD_REFS) {
        AnyList written = {.span = key};
        memcpy(object + meant->offset, &written, sizeof written);
    } else if (meant->type != FIELD_OBJECT) {
        mark_written(reader, object + meant->offset);
    }
}

/* The current event is the key of an unknown field. */
static void refuse_key(ObjectReader *reader, const Shape *shape, const char *key, char *object,
                       SeenKeys *seen)
{
    const Field *meant = report_unknown(reader, shape, key, yaml_span(reader->yaml));
    if (meant != NULL)
        excuse(reader, shape, meant, object, seen);
}

/* Reads one key and its value. */
static void read_entry(ObjectReader *reader, const Shape *shape, char *object, SeenKeys *seen)
{
    Yaml *yaml = reader->yaml;
    if (yaml->event.type != YAML_SCALAR_EVENT) {
        diags_add(reader->diags, &rule_value_type, yaml_span(yaml), "a key must be a text");
        yaml_skip(yaml);
        yaml_next(yaml);
        yaml_skip(yaml);
        return;
    }
    Span span = yaml_span(yaml);
    size_t length = 0;
    g_autofree char *key = g_strdup(yaml_text(yaml, &length));
    const Field *field = shape_find(shape, key);
    const Span *before = field == NULL ? NULL : &seen->spans[field - shape->fields];
    bool duplicate = field != NULL && before->source != NULL && before->length != MISSPELT;
    if (field == NULL)
        refuse_key(reader, shape, key, object, seen);
    else if (duplicate)
        report_duplicate(reader, key, span, *before);
    if (yaml_next(yaml) == YAML_NO_EVENT)
        return;
    if (field == NULL || duplicate) {
        yaml_skip(yaml);
        return;
    }
    seen->spans[field - shape->fields] = span;
    read_value(reader, field, object + field->offset);
}

/* The current event is the start of the mapping; afterwards its end is current. */
static void read_mapping(ObjectReader *reader, const Shape *shape, void *object, SeenKeys *seen)
{
    g_assert(shape->n_fields <= MAX_FIELDS);
    while (yaml_next(reader->yaml) != YAML_MAPPING_END_EVENT && !reader->yaml->failed)
        read_entry(reader, shape, object, seen);
}

void object_require(const ObjectReader *reader, const Shape *shape, const SeenKeys *seen, Span span)
{
    if (reader->yaml != NULL && reader->yaml->failed)
        return;
    for (size_t i = 0; i < shape->n_fields; i++) {
        const Field *field = &shape->fields[i];
        if (!field->required || seen->spans[i].source != NULL)
            continue;
        Diag *diag = diags_add(reader->diags, &rule_key_missing, span, "`%s` is missing in %s",
                               field->key, shape->name);
        if (field->example != NULL)
            diag_help(reader->diags, diag, "add for example `%s: %s`", field->key, field->example);
    }
}

static bool check_end(ObjectReader *reader)
{
    Yaml *yaml = reader->yaml;
    yaml_next(yaml); /* end of the document */
    if (yaml_next(yaml) == YAML_STREAM_END_EVENT)
        return true;
    if (!yaml->failed)
        diags_add(reader->diags, &rule_yaml_documents, yaml_span(yaml),
                  "a second YAML document begins here; it is left out");
    return !yaml->failed;
}

bool object_read_file(ObjectReader *reader, const Shape *shape, void *object, SeenKeys *seen)
{
    Yaml *yaml = reader->yaml;
    yaml_next(yaml); /* start of the stream */
    yaml_event_type_t type = yaml_next(yaml);
    if (yaml->failed)
        return false;
    if (type == YAML_STREAM_END_EVENT || yaml_next(yaml) == YAML_NO_EVENT || yaml_is_empty(yaml)) {
        if (!yaml->failed)
            diags_add(reader->diags, &rule_file_empty, (Span){yaml->source, 0, 0},
                      "the file holds nothing");
        return false;
    }
    if (yaml->event.type != YAML_MAPPING_START_EVENT) {
        refuse_type(reader, shape->name, "a mapping (`key: value`)", NULL);
        return false;
    }
    begin_entity(reader, shape, object);
    read_mapping(reader, shape, object, seen);
    return !yaml->failed && check_end(reader);
}
