#include "base/diag_text.h"
#include "read/reader.h"
#include "read/schema_text.h"

#include "json_check.h"

#include <check.h>
#include <stdlib.h>

static const Shape *const files[] = {&shape_library, &shape_people, &shape_plan, &shape_runbook};

static GPtrArray *all_shapes(void)
{
    GPtrArray *shapes = g_ptr_array_new();
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
        shape_collect(shapes, files[i]);
    return shapes;
}

START_TEST(every_shape_is_described)
{
    g_autoptr(GPtrArray) shapes = all_shapes();
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    ck_assert_uint_gt(shapes->len, 30);
    for (size_t i = 0; i < shapes->len; i++) {
        const Shape *shape = shapes->pdata[i];
        ck_assert_msg(g_hash_table_add(names, (gpointer)shape->name), "%s twice", shape->name);
        ck_assert_msg(g_str_has_suffix(shape->about, "."), "%s", shape->name);
        ck_assert_uint_gt(shape->n_fields, 0);
        ck_assert_uint_le(shape->n_fields, 64);
        ck_assert_uint_gt(shape->size, 0);
        if (shape->bare != NULL)
            ck_assert_ptr_nonnull(shape_find(shape, shape->bare));
        if (shape->is_entity && shape != &shape_runbook)
            ck_assert_ptr_nonnull(shape_find(shape, "id"));
    }
    ck_assert_ptr_null(shape_find(&shape_plan, "nothing"));
    ck_assert_ptr_null(shape_find(&shape_plan, ""));
}
END_TEST

static bool needs_shape(FieldType type)
{
    return type == FIELD_OBJECT || type == FIELD_LIST || type == FIELD_MAP;
}

static void check_field(const Shape *shape, const Field *field)
{
    const char *key = field->key;
    ck_assert_msg(field->about != NULL && strlen(field->about) > 3, "%s.%s", shape->name, key);
    ck_assert_msg(g_str_has_suffix(field->about, "."), "%s.%s: %s", shape->name, key, field->about);
    ck_assert_msg(strpbrk(field->about, "|\n") == NULL, "%s.%s breaks its table", shape->name, key);
    ck_assert_msg(field->example == NULL || strpbrk(field->example, "|\n`") == NULL,
                  "%s.%s breaks its table", shape->name, key);
    ck_assert_uint_lt(field->offset, shape->size);
    ck_assert_int_eq(needs_shape(field->type), field->shape != NULL);
    ck_assert_int_eq(field->type == FIELD_WORD, field->words != NULL);
    ck_assert_int_eq(field->type == FIELD_REF || field->type == FIELD_REFS, field->refs != 0);
    ck_assert_msg(strspn(key, "abcdefghijklmnopqrstuvwxyz-2") == strlen(key), "%s", key);
}

START_TEST(every_field_is_described)
{
    g_autoptr(GPtrArray) shapes = all_shapes();
    for (size_t i = 0; i < shapes->len; i++) {
        const Shape *shape = shapes->pdata[i];
        for (size_t j = 0; j < shape->n_fields; j++) {
            const Field *field = &shape->fields[j];
            check_field(shape, field);
            ck_assert_ptr_eq(shape_find(shape, field->key), field);
            for (size_t k = 0; k < j; k++)
                ck_assert_uint_ne(shape->fields[k].offset, field->offset);
        }
    }
}
END_TEST

/* What the reference page and the help lines tell people to write is taken. */
START_TEST(every_example_is_read_by_the_loader)
{
    g_autoptr(GPtrArray) shapes = all_shapes();
    size_t examples = 0;
    for (size_t i = 0; i < shapes->len; i++) {
        const Shape *shape = shapes->pdata[i];
        for (size_t j = 0; j < shape->n_fields; j++) {
            Field field = shape->fields[j];
            if (field.example == NULL)
                continue;
            field.required = false;
            Shape alone = *shape;
            alone.fields = &field;
            alone.n_fields = 1;
            char *text = g_strdup_printf("%s: %s\n", field.key, field.example);
            g_autoptr(Source) source = source_new_take("example", text, strlen(text));
            g_autoptr(Arena) arena = arena_new();
            g_autoptr(Diags) diags = diags_new();
            void *object = arena_alloc(arena, shape->size);
            bool read = read_object(source, &alone, object, arena, diags);
            g_autoptr(GString) said = g_string_new(NULL);
            for (size_t k = 0; k < diags_count(diags); k++)
                diag_print(diags_at(diags, k), false, said);
            ck_assert_msg(read && diags_count(diags) == 0, "%s: %s", shape->name, said->str);
            examples++;
        }
    }
    ck_assert_uint_gt(examples, 100);
}
END_TEST

/* Each "$ref" of JSON leads to something. */
static void check_references(const char *json)
{
    static const char start[] = "\"#/$defs/";
    const char *definitions = strstr(json, "\n  \"$defs\": {");
    size_t count = 0;
    ck_assert_ptr_nonnull(definitions);
    for (const char *at = json; (at = strstr(at, start)) != NULL; count++) {
        at += strlen(start);
        g_autofree char *name = g_strndup(at, strcspn(at, "\""));
        g_autofree char *definition = g_strdup_printf("\n    \"%s\": {", name);
        const char *found = strstr(definitions, definition);
        ck_assert_msg(found != NULL, "'%s' is not there", name);
        ck_assert_msg(strstr(found + 1, definition) == NULL, "'%s' is there twice", name);
    }
    ck_assert_uint_ge(count, 1);
}

START_TEST(the_json_schemas_are_valid_json)
{
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
        for (int partial = 0; partial < 2; partial++) {
            g_autoptr(GString) out = g_string_new(NULL);
            schema_write_json(files[i], partial == 1, out);
            ck_assert_msg(json_is_valid(out->str), "%s", files[i]->name);
            ck_assert(g_str_has_suffix(out->str, "}\n"));
            check_references(out->str);
        }
}
END_TEST

START_TEST(a_partial_schema_requires_nothing_at_the_top)
{
    g_autoptr(GString) whole = g_string_new(NULL);
    g_autoptr(GString) part = g_string_new(NULL);
    schema_write_json(&shape_plan, false, whole);
    schema_write_json(&shape_plan, true, part);
    ck_assert_ptr_nonnull(strstr(whole->str, "\n  \"required\": [\n    \"title\"\n  ]"));
    ck_assert_ptr_null(strstr(part->str, "\n  \"required\""));
    ck_assert_ptr_nonnull(strstr(part->str, "\n      \"required\""));
}
END_TEST

static size_t count_columns(const char *line)
{
    size_t count = 0;
    for (; *line != '\0'; line++)
        count += *line == '|';
    return count;
}

START_TEST(the_reference_page_holds_every_key_in_sound_tables)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GPtrArray) shapes = all_shapes();
    schema_write_markdown(out);
    g_auto(GStrv) lines = g_strsplit(out->str, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        if (**line == '|')
            ck_assert_msg(count_columns(*line) == 5, "%s", *line);
    for (size_t i = 0; i < shapes->len; i++) {
        const Shape *shape = shapes->pdata[i];
        g_autofree char *heading = g_strdup_printf("\n## %s\n", shape->name);
        const char *section = strstr(out->str, heading);
        ck_assert_msg(section != NULL, "%s", heading);
        const char *next = strstr(section + 1, "\n## ");
        g_autofree char *table =
            next == NULL ? g_strdup(section) : g_strndup(section, (size_t)(next - section));
        for (size_t j = 0; j < shape->n_fields; j++) {
            g_autofree char *row = g_strdup_printf("\n| `%s`", shape->fields[j].key);
            ck_assert_msg(strstr(table, row) != NULL, "%s.%s", shape->name, shape->fields[j].key);
        }
    }
}
END_TEST

static Suite *schema_suite(void)
{
    Suite *suite = suite_create("schema");
    TCase *tests = tcase_create("tables");
    tcase_add_test(tests, every_shape_is_described);
    tcase_add_test(tests, every_field_is_described);
    tcase_add_test(tests, every_example_is_read_by_the_loader);
    tcase_add_test(tests, the_json_schemas_are_valid_json);
    tcase_add_test(tests, a_partial_schema_requires_nothing_at_the_top);
    tcase_add_test(tests, the_reference_page_holds_every_key_in_sound_tables);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(schema_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
