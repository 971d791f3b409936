#include "read/schema_text.h"

#include "base/json.h"

#include <string.h>

#define DURATION_PATTERN "(0|([0-9]+(s|mo|m|h|d|w|y))+)"

#define SIZE_PATTERN "[0-9]+(\\.[0-9]+)? *([kMGTP]?B|[KMGTP]iB)"
#define DAY_PATTERN "(mon|tue|wed|thu|fri|sat|sun)"
#define RANGE_PATTERN DAY_PATTERN "(-" DAY_PATTERN ")?"
#define DAYS_PATTERN RANGE_PATTERN "(, *" RANGE_PATTERN ")*"
#define TIME_PATTERN "[0-2][0-9]:(00|15|30|45)"

static void put_shape(Json *json, const Shape *shape, bool partial);

static char *shape_slug(const Shape *shape)
{
    char *slug = g_ascii_strdown(shape->name, -1);
    return g_strdelimit(slug, " ", '-');
}

/* Unquoted scalars such as `2026` or `no` are no strings for an editor's YAML: our fields take
 * them as written. */
static void put_scalar_types(Json *json)
{
    json_begin_array(json, "type");
    json_text(json, NULL, "string");
    json_text(json, NULL, "number");
    json_text(json, NULL, "boolean");
    json_end_array(json);
}

static void put_reference(Json *json, const Shape *shape)
{
    g_autofree char *slug = shape_slug(shape);
    g_autofree char *reference = g_strconcat("#/$defs/", slug, NULL);
    if (shape->bare == NULL) {
        json_text(json, "$ref", reference);
        return;
    }
    json_begin_array(json, "anyOf");
    json_begin_object(json, NULL);
    put_scalar_types(json);
    json_end_object(json);
    json_begin_object(json, NULL);
    json_text(json, "$ref", reference);
    json_end_object(json);
    json_end_array(json);
}

static void put_words(Json *json, const char *const *words)
{
    json_begin_array(json, "enum");
    for (; *words != NULL; words++)
        json_text(json, NULL, *words);
    json_end_array(json);
}

static void put_duration(Json *json, const Field *field)
{
    g_autoptr(GString) pattern = g_string_new("^(" DURATION_PATTERN);
    if (field->duration_words & WORD_CONTINUOUS)
        g_string_append(pattern, "|continuous");
    if (field->duration_words & WORD_ON_CHANGE)
        g_string_append(pattern, "|on-change");
    if (field->duration_words & WORD_FOREVER)
        g_string_append(pattern, "|forever");
    g_string_append(pattern, ")$");
    json_begin_array(json, "type");
    json_text(json, NULL, "string");
    json_text(json, NULL, "integer");
    json_end_array(json);
    json_text(json, "pattern", pattern->str);
    json_number(json, "minimum", 0);
    json_number(json, "maximum", 0);
}

static void put_array(Json *json, const Field *field)
{
    json_text(json, "type", "array");
    json_begin_object(json, "items");
    if (field->type == FIELD_LIST)
        put_reference(json, field->shape);
    else
        put_scalar_types(json);
    json_end_object(json);
}

static void put_type(Json *json, const Field *field)
{
    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_LINE:
    case FIELD_PROSE:
    case FIELD_VERBATIM:
    case FIELD_URL:
    case FIELD_REF:
        put_scalar_types(json);
        return;
    case FIELD_WEB:
        put_scalar_types(json);
        json_text(json, "pattern", "^[hH][tT][tT][pP][sS]?://.");
        return;
    case FIELD_ID:
        put_scalar_types(json);
        json_text(json, "pattern", "^[a-z0-9]+(-[a-z0-9]+)*$");
        return;
    case FIELD_WORD:
        put_words(json, field->words);
        return;
    case FIELD_DURATION:
        put_duration(json, field);
        return;
    case FIELD_DATE:
        json_text(json, "type", "string");
        json_text(json, "format", "date");
        return;
    case FIELD_PERCENT:
        json_text(json, "type", "string");
        json_text(json, "pattern", "^[0-9]+(\\.[0-9]+)?%$");
        return;
    case FIELD_INTEGER:
        json_text(json, "type", "integer");
        json_number(json, "minimum", 0);
        return;
    case FIELD_POINTS:
        json_text(json, "type", "string");
        json_text(json, "pattern", "^[0-9]+(\\.[0-9]+)?pt$");
        return;
    case FIELD_COLOUR:
        /* Six digits alone are a number to YAML. */
        put_scalar_types(json);
        json_text(json, "pattern", "^[0-9a-fA-F]{6}$");
        return;
    case FIELD_BOOL:
        json_text(json, "type", "boolean");
        return;
    case FIELD_SIZE:
        json_text(json, "type", "string");
        json_text(json, "pattern", "^" SIZE_PATTERN "$");
        return;
    case FIELD_RATE:
        json_text(json, "type", "string");
        json_text(json, "pattern", "^" SIZE_PATTERN "/(s|min|h)$");
        return;
    case FIELD_WEEK:
        json_text(json, "type", "string");
        json_text(json, "pattern",
                  "^(always|" DAYS_PATTERN " +" TIME_PATTERN "-" TIME_PATTERN ")$");
        return;
    case FIELD_REFS:
    case FIELD_TEXTS:
    case FIELD_LINES:
    case FIELD_LIST:
        put_array(json, field);
        return;
    case FIELD_OBJECT:
        put_reference(json, field->shape);
        return;
    case FIELD_MAP:
        json_text(json, "type", "object");
        json_begin_object(json, "additionalProperties");
        put_reference(json, field->shape);
        json_end_object(json);
        return;
    }
    g_assert_not_reached();
}

static void put_field(Json *json, const Field *field)
{
    json_begin_object(json, field->key);
    json_text(json, "description", field->about);
    put_type(json, field);
    json_end_object(json);
}

/* A FIELD_MAP's name is its key, so it is not asked for inside. */
static void put_shape(Json *json, const Shape *shape, bool partial)
{
    json_text(json, "type", "object");
    json_text(json, "description", shape->about);
    json_bool(json, "additionalProperties", false);
    json_begin_object(json, "properties");
    for (size_t i = 0; i < shape->n_fields; i++)
        put_field(json, &shape->fields[i]);
    json_end_object(json);
    if (partial)
        return;
    json_begin_array(json, "required");
    for (size_t i = 0; i < shape->n_fields; i++)
        if (shape->fields[i].required && strcmp(shape->name, "Environment variable") != 0)
            json_text(json, NULL, shape->fields[i].key);
    json_end_array(json);
}

void schema_write_json(const Shape *shape, bool partial, GString *out)
{
    g_autoptr(GPtrArray) shapes = g_ptr_array_new();
    shape_collect(shapes, shape);
    Json json = json_start(out);
    json_begin_object(&json, NULL);
    json_text(&json, "$schema", "https://json-schema.org/draft/2020-12/schema");
    json_text(&json, "title", shape->name);
    put_shape(&json, shape, partial);
    json_begin_object(&json, "$defs");
    for (size_t i = 1; i < shapes->len; i++) {
        const Shape *part = shapes->pdata[i];
        g_autofree char *slug = shape_slug(part);
        json_begin_object(&json, slug);
        put_shape(&json, part, false);
        json_end_object(&json);
    }
    json_end_object(&json);
    json_end_object(&json);
    json_finish(&json);
}
