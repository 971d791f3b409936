#include "press/pdf_tags.h"

#include <stdlib.h>
#include <string.h>

/* A PDF as cairo writes it: objects, then the table of their offsets, then the trailer. */
typedef enum Stretch {
    STRETCH_PAGES,   /* passes unseen */
    STRETCH_OBJECTS, /* one after the other */
    STRETCH_TABLE,   /* its beginning */
    STRETCH_LINES,   /* of the table; then the trailer, which is held until the end */
} Stretch;

/* From BEHIND this offset of what cairo wrote, all lies SHIFT bytes further back. */
typedef struct Insertion {
    gsize behind, shift;
} Insertion;

struct PdfTags {
    PdfWrite write;
    void *data;
    const char *language;
    const GPtrArray *figures; /* or NULL */
    guint figure;             /* how many came by */
    Stretch stretch;
    GString *held;
    gsize searched;     /* of what is held: there is no end of an object before this */
    gsize offset;       /* of what is held, in what cairo wrote */
    gsize shift;        /* by what was put in so far */
    GArray *insertions; /* of Insertion */
    guint64 lines;      /* of the table, to come */
    bool failed;        /* to be written */
};

static const char OBJECT_END[] = ">>\nendobj\n";
static const char END[] = "\nendobj\n";
static const char TABLE[] = "xref\n0 ";

/* A line of the table. */
enum { LINE = 20, OFFSET_DIGITS = 10, LINE_STATE = 17 };

PdfTags *pdf_tags_new(PdfWrite write, void *data, const char *language)
{
    PdfTags *tags = g_new0(PdfTags, 1);
    tags->write = write;
    tags->data = data;
    tags->language = language;
    tags->held = g_string_new(NULL);
    tags->insertions = g_array_new(FALSE, FALSE, sizeof(Insertion));
    return tags;
}

void pdf_tags_free(PdfTags *tags)
{
    if (tags == NULL)
        return;
    g_string_free(tags->held, TRUE);
    g_array_unref(tags->insertions);
    g_free(tags);
}

static void put(PdfTags *tags, const char *bytes, gsize length)
{
    tags->failed = tags->failed || !tags->write(tags->data, bytes, length);
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
    long count = 0;
    g_autofree gunichar2 *units = g_utf8_to_utf16(text, -1, NULL, &count, NULL);
    g_string_append(out, "<FEFF");
    for (long i = 0; i < count; i++)
        g_string_append_printf(out, "%04X", units[i]);
    g_string_append_c(out, '>');
}

static void append_catalog(GString *out, const char *language)
{
    g_string_append(out, "   /Lang ");
    append_text(out, language);
    g_string_append(out, "\n   /ViewerPreferences << /DisplayDocTitle true >>\n");
}

static void append_figure(PdfTags *tags, GString *out)
{
    guint figure = tags->figure++;
    if (tags->figures == NULL || figure >= tags->figures->len)
        return;
    g_string_append(out, "   /Alt ");
    append_text(out, g_ptr_array_index(tags->figures, figure));
    g_string_append_c(out, '\n');
}

/* What the object OBJECT ("12 0 obj\n<< ...") lacks. */
static void append_missing(PdfTags *tags, const char *object, GString *out)
{
    const char *number_end = object + strspn(object, "0123456789");
    static const char begin[] = " 0 obj\n<< /Type /";
    if (number_end == object || !g_str_has_prefix(number_end, begin))
        return;
    const char *type = number_end + strlen(begin);
    if (g_str_has_prefix(type, "Catalog\n"))
        append_catalog(out, tags->language);
    else if (g_str_has_prefix(type, "StructElem\n   /S /TH\n"))
        g_string_append(out, "   /A << /O /Table /Scope /Column >>\n");
    else if (g_str_has_prefix(type, "StructElem\n   /S /Figure\n"))
        append_figure(tags, out);
}

/* ---- objects ---- */

/* Passes on the object of LENGTH bytes that begins at FROM in what is held, with what it lacks. */
static void pass_object(PdfTags *tags, gsize from, gsize length)
{
    const gsize end = strlen(OBJECT_END);
    const char *bytes = tags->held->str + from;
    g_autoptr(GString) missing = g_string_new(NULL);
    bool open = length > end && memcmp(bytes + length - end, OBJECT_END, end) == 0;
    if (open)
        append_missing(tags, bytes, missing);
    put(tags, bytes, missing->len == 0 ? length : length - end);
    if (missing->len > 0) {
        put(tags, missing->str, missing->len);
        put(tags, OBJECT_END, end);
        tags->shift += missing->len;
        Insertion insertion = {tags->offset, tags->shift};
        g_array_append_val(tags->insertions, insertion);
    }
    tags->offset += length;
}

/* Passes on all objects that are there whole. */
static void pass_objects(PdfTags *tags)
{
    GString *held = tags->held;
    gsize from = 0;
    for (;;) {
        gsize at = MAX(from, tags->searched);
        const char *found = memmem(held->str + at, held->len - at, END, strlen(END));
        if (found == NULL || g_str_has_prefix(held->str + from, TABLE))
            break;
        gsize end = (gsize)(found - held->str) + strlen(END);
        pass_object(tags, from, end - from);
        from = end;
    }
    g_string_erase(held, 0, (gssize)from);
    tags->searched = held->len > strlen(END) ? held->len - strlen(END) : 0;
    if (g_str_has_prefix(held->str, TABLE))
        tags->stretch = STRETCH_TABLE;
}

/* ---- the table ---- */

/* Where what cairo wrote at OFFSET lies now. */
static gsize moved(const PdfTags *tags, gsize offset)
{
    guint low = 0;
    guint high = tags->insertions->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(tags->insertions, Insertion, middle).behind < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? offset : offset + g_array_index(tags->insertions, Insertion, low - 1).shift;
}

/* One LINE of the table, of 20 bytes: "OFFSET 00000 n \n". */
static void put_line(PdfTags *tags, char *line)
{
    char offset[OFFSET_DIGITS + 1];
    if (line[LINE_STATE] == 'n') {
        gsize at = moved(tags, (gsize)g_ascii_strtoull(line, NULL, 10));
        if (g_snprintf(offset, sizeof offset, "%010" G_GSIZE_FORMAT, at) == OFFSET_DIGITS)
            memcpy(line, offset, OFFSET_DIGITS);
    }
    put(tags, line, LINE);
}

/* Reads "xref\n0 COUNT\n" once it is there whole. */
static void begin_table(PdfTags *tags)
{
    char *end = NULL;
    guint64 count = g_ascii_strtoull(tags->held->str + strlen(TABLE), &end, 10);
    if (*end != '\n')
        return;
    gsize length = (gsize)(end + 1 - tags->held->str);
    put(tags, tags->held->str, length);
    g_string_erase(tags->held, 0, (gssize)length);
    tags->lines = count;
    tags->stretch = STRETCH_LINES;
}

/* Passes on all lines of the table that are there whole; what comes behind it stays. */
static void pass_lines(PdfTags *tags)
{
    gsize from = 0;
    for (; tags->lines > 0 && tags->held->len - from >= LINE; tags->lines--, from += LINE)
        put_line(tags, tags->held->str + from);
    g_string_erase(tags->held, 0, (gssize)from);
}

/* Behind the table, the offset at which that begins is written anew. False when it was not there.
 */
static bool mend_trailer(PdfTags *tags)
{
    static const char pointer[] = "startxref\n";
    GString *held = tags->held;
    const char *last = g_strrstr(held->str, pointer);
    if (last == NULL || g_ascii_strtoull(last + strlen(pointer), NULL, 10) != tags->offset)
        return false;
    g_string_truncate(held, (gsize)(last - held->str) + strlen(pointer));
    g_string_append_printf(held, "%" G_GSIZE_FORMAT "\n%%%%EOF\n", tags->offset + tags->shift);
    return true;
}

/* ---- the whole ---- */

void pdf_tags_end_pages(PdfTags *tags, const GPtrArray *figures)
{
    tags->figures = figures;
    tags->stretch = STRETCH_OBJECTS;
}

void pdf_tags_write(PdfTags *tags, const char *bytes, size_t length)
{
    if (tags->stretch == STRETCH_PAGES) {
        put(tags, bytes, length);
        tags->offset += length;
        return;
    }
    g_string_append_len(tags->held, bytes, (gssize)length);
    if (tags->stretch == STRETCH_OBJECTS)
        pass_objects(tags);
    if (tags->stretch == STRETCH_TABLE)
        begin_table(tags);
    if (tags->stretch == STRETCH_LINES)
        pass_lines(tags);
}

bool pdf_tags_end(PdfTags *tags)
{
    bool agrees = tags->stretch == STRETCH_LINES && tags->lines == 0 && mend_trailer(tags);
    put(tags, tags->held->str, tags->held->len);
    return !tags->failed && (agrees || tags->insertions->len == 0);
}

bool pdf_tags_write_failed(const PdfTags *tags)
{
    return tags->failed;
}
