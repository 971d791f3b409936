#include "press/pdf_tags.h"

#include <stdlib.h>
#include <string.h>

/* An object of the file: its bytes lie between two offsets from the start of the PDF. */
typedef struct Object {
    unsigned number;
    gsize offset, end;
} Object;

/* A PDF as cairo writes it: objects, then the table of their offsets, then the trailer. */
typedef struct File {
    const char *bytes;
    gsize length;
    gsize table;     /* offset of "xref" */
    GArray *objects; /* of Object, as they lie in the file */
} File;

static const char OBJECT_END[] = ">>\nendobj\n";

/* ---- reading ---- */

static int compare_offsets(const void *a, const void *b)
{
    const Object *left = a;
    const Object *right = b;
    return left->offset < right->offset ? -1 : left->offset > right->offset;
}

/* The number behind the last WORD, which stands in the last bytes; 0 when there is none. */
static gsize number_behind_last(const File *file, const char *word)
{
    enum { TAIL = 64 };
    gsize from = file->length > TAIL ? file->length - TAIL : 0;
    const char *found = g_strrstr_len(file->bytes + from, (gssize)(file->length - from), word);
    return found == NULL ? 0 : (gsize)strtoull(found + strlen(word), NULL, 10);
}

/* Reads the table at TABLE: "xref\n0 COUNT\n", then a line of 20 bytes for each object. */
static bool read_table(File *file)
{
    enum { LINE = 20 };
    file->table = number_behind_last(file, "startxref\n");
    const char *at = file->bytes + file->table;
    if (file->table == 0 || file->table >= file->length || !g_str_has_prefix(at, "xref\n0 "))
        return false;
    char *lines = NULL;
    gsize count = (gsize)strtoull(at + strlen("xref\n0 "), &lines, 10);
    if (*lines++ != '\n' || count > (file->length - file->table) / LINE)
        return false;
    for (gsize i = 1; i < count; i++) {
        Object object = {.number = (unsigned)i,
                         .offset = (gsize)strtoull(lines + i * LINE, NULL, 10)};
        if (object.offset == 0 || object.offset >= file->table)
            return false;
        g_array_append_val(file->objects, object);
    }
    qsort(file->objects->data, file->objects->len, sizeof(Object), compare_offsets);
    for (guint i = 0; i < file->objects->len; i++) {
        Object *object = &g_array_index(file->objects, Object, i);
        object->end = i + 1 < file->objects->len ? object[1].offset : file->table;
    }
    return file->objects->len > 0 && strstr(at, "trailer\n") != NULL;
}

/* Does the dictionary of OBJECT begin with START? */
static bool begins_with(const File *file, const Object *object, const char *start)
{
    g_autofree char *whole = g_strdup_printf("%u 0 obj\n<< %s\n", object->number, start);
    return strncmp(file->bytes + object->offset, whole, strlen(whole)) == 0;
}

/* The first object that may have to be completed. Those before it, nearly all bytes, stay. */
static guint first_element(const File *file)
{
    guint i = 0;
    while (i < file->objects->len &&
           !begins_with(file, &g_array_index(file->objects, Object, i), "/Type /StructElem"))
        i++;
    return i;
}

/* ---- what is added ---- */

/* TEXT as PDF knows texts: as it is when it is ASCII, else in UTF-16. */
static void append_text(GString *out, const char *text)
{
    if (g_str_is_ascii(text)) {
        g_string_append_c(out, '(');
        for (; *text != '\0'; text++)
            g_string_append_printf(out, strchr("()\\", *text) == NULL ? "%c" : "\\%c", *text);
        g_string_append_c(out, ')');
        return;
    }
    glong count = 0;
    g_autofree gunichar2 *units = g_utf8_to_utf16(text, -1, NULL, &count, NULL);
    g_string_append(out, "<FEFF");
    for (glong i = 0; i < count; i++)
        g_string_append_printf(out, "%04X", units[i]);
    g_string_append_c(out, '>');
}

static void append_catalog(GString *out, const char *language)
{
    g_string_append(out, "   /Lang ");
    append_text(out, language);
    g_string_append(out, "\n   /ViewerPreferences << /DisplayDocTitle true >>\n");
}

/* What OBJECT lacks. FIGURE: how many figures came before it, counted on; FIGURES may be NULL. */
static void append_missing(const File *file, const Object *object, const char *language,
                           const GPtrArray *figures, guint *figure, GString *out)
{
    if (begins_with(file, object, "/Type /Catalog")) {
        append_catalog(out, language);
    } else if (begins_with(file, object, "/Type /StructElem\n   /S /TH")) {
        g_string_append(out, "   /A << /O /Table /Scope /Column >>\n");
    } else if (begins_with(file, object, "/Type /StructElem\n   /S /Figure")) {
        if (figures != NULL) {
            g_string_append(out, "   /Alt ");
            append_text(out, g_ptr_array_index(figures, *figure));
            g_string_append_c(out, '\n');
        }
        (*figure)++;
    }
}

static guint count_figures(const File *file, guint first)
{
    guint count = 0;
    for (guint i = first; i < file->objects->len; i++)
        count += begins_with(file, &g_array_index(file->objects, Object, i),
                             "/Type /StructElem\n   /S /Figure");
    return count;
}

/* ---- writing ---- */

/* Appends to TAIL the objects from FIRST on, completed, and moves their offsets. */
static void write_objects(File *file, guint first, const char *language, const GPtrArray *figures,
                          GString *tail)
{
    const gsize begin = g_array_index(file->objects, Object, first).offset;
    const gsize end_length = strlen(OBJECT_END);
    guint figure = 0;
    for (guint i = first; i < file->objects->len; i++) {
        Object *object = &g_array_index(file->objects, Object, i);
        const char *bytes = file->bytes + object->offset;
        gsize length = object->end - object->offset;
        gsize offset = begin + tail->len;
        bool open =
            length > end_length && memcmp(bytes + length - end_length, OBJECT_END, end_length) == 0;
        g_string_append_len(tail, bytes, (gssize)(open ? length - end_length : length));
        if (open) {
            append_missing(file, object, language, figures, &figure, tail);
            g_string_append(tail, OBJECT_END);
        }
        object->offset = offset;
    }
}

static int compare_numbers(const void *a, const void *b)
{
    const Object *left = a;
    const Object *right = b;
    return left->number < right->number ? -1 : left->number > right->number;
}

/* Appends the table and, as it was, the trailer. */
static void write_table(const File *file, gsize begin, GString *tail)
{
    const char *trailer =
        g_strstr_len(file->bytes + file->table, (gssize)(file->length - file->table), "trailer\n");
    const char *end = g_strrstr_len(trailer, -1, "startxref\n");
    gsize table = begin + tail->len;
    qsort(file->objects->data, file->objects->len, sizeof(Object), compare_numbers);
    g_string_append_printf(tail, "xref\n0 %u\n0000000000 65535 f \n", file->objects->len + 1);
    for (guint i = 0; i < file->objects->len; i++)
        g_string_append_printf(tail, "%010" G_GSIZE_FORMAT " 00000 n \n",
                               g_array_index(file->objects, Object, i).offset);
    g_string_append_len(tail, trailer, end - trailer);
    g_string_append_printf(tail, "startxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", table);
}

bool pdf_tags_complete(GString *out, gsize start, const char *language, const GPtrArray *figures)
{
    File file = {.bytes = out->str + start,
                 .length = out->len - start,
                 .objects = g_array_new(FALSE, FALSE, sizeof(Object))};
    bool known = read_table(&file);
    guint first = known ? first_element(&file) : 0;
    known = known && first < file.objects->len;
    if (known) {
        g_autoptr(GString) tail = g_string_new(NULL);
        gsize begin = g_array_index(file.objects, Object, first).offset;
        bool all = count_figures(&file, first) == figures->len;
        write_objects(&file, first, language, all ? figures : NULL, tail);
        write_table(&file, begin, tail);
        g_string_truncate(out, start + begin);
        g_string_append_len(out, tail->str, (gssize)tail->len);
    }
    g_array_unref(file.objects);
    return known;
}
