#include "export/oscal.h"

#include "base/text.h"

#include <stdarg.h>
#include <string.h>

/* What all our UUIDs are made within; drawn once. */
static const Uuid own_space = {{0x36, 0xc6, 0x69, 0x80, 0xe5, 0x0c, 0x4d, 0x61, 0x94, 0x03, 0x74,
                                0x27, 0x27, 0xa6, 0xea, 0x54}};
const char oscal_namespace[] = "urn:uuid:36c66980-e50c-4d61-9403-742727a6ea54";

static const struct {
    const char *root, *title, *file;
} documents[] = {
    [OSCAL_RESULTS] = {"assessment-results", "Results of exercises", "assessment-results.xml"},
    [OSCAL_SCHEDULE] = {"assessment-plan", "Schedule of exercises", "assessment-plan.xml"},
    [OSCAL_MILESTONES] = {"plan-of-action-and-milestones", "What is open", "poam.xml"},
};

const char *oscal_file_name(OscalKind kind)
{
    return documents[kind].file;
}

/* Each part with its length before it, so that no two lists of parts read alike. */
static void add_part(GString *name, const char *part)
{
    g_string_append_printf(name, "%zu:%s,", strlen(part), part);
}

static Uuid library_space(const Library *library)
{
    g_autoptr(GString) name = g_string_new(NULL);
    const char *organization = library->organization.text;
    add_part(name, "library");
    add_part(name, organization == NULL ? "" : organization);
    add_part(name, library->title.text == NULL ? "" : library->title.text);
    return uuid_v5(&own_space, name->str, name->len);
}

const char *oscal_uuid(const Oscal *oscal, char *buffer, ...)
{
    g_autoptr(GString) name = g_string_new(NULL);
    va_list parts;
    va_start(parts, buffer);
    for (const char *part = va_arg(parts, const char *); part != NULL;
         part = va_arg(parts, const char *))
        add_part(name, part);
    va_end(parts);
    Uuid uuid = uuid_v5(&oscal->space, name->str, name->len);
    return uuid_format(&uuid, buffer);
}

char *oscal_again(GHashTable *counts, const char *key)
{
    size_t before = GPOINTER_TO_SIZE(g_hash_table_lookup(counts, key));
    g_hash_table_insert(counts, (gpointer)key, GSIZE_TO_POINTER(before + 1));
    return g_strdup_printf("%zu", before);
}

/* ---- the frame of a document ---- */

static void put_party(Oscal *oscal)
{
    char uuid[UUID_TEXT_SIZE];
    const Library *library = oscal->job->library;
    const char *name = library->organization.text;
    g_autofree char *line = oscal_line(name == NULL ? library->title.text : name, "Unnamed");
    oscal_uuid(oscal, uuid, "organization", NULL);
    xml_begin(&oscal->xml, "role");
    xml_set(&oscal->xml, "id", "creator");
    oscal_title(oscal, "Who keeps the plans");
    xml_end(&oscal->xml);
    xml_begin(&oscal->xml, "party");
    xml_set(&oscal->xml, "uuid", uuid);
    xml_set(&oscal->xml, "type", "organization");
    xml_element(&oscal->xml, "name", line);
    xml_end(&oscal->xml);
    xml_begin(&oscal->xml, "responsible-party");
    xml_set(&oscal->xml, "role-id", "creator");
    xml_element(&oscal->xml, "party-uuid", uuid);
    xml_end(&oscal->xml);
}

static void put_metadata(Oscal *oscal, OscalKind kind)
{
    char day[DATE_TEXT_SIZE];
    const ExportJob *job = oscal->job;
    const char *about = job->plan == NULL ? job->library->title.text : job->plan->title.text;
    g_autofree char *line = oscal_line(about, job->plan == NULL ? "plans" : job->plan->id);
    g_autofree char *title = g_strdup_printf("%s: %s", documents[kind].title, line);
    g_autofree char *program = g_strconcat("redbinder ", job->version, NULL);
    xml_begin(&oscal->xml, "metadata");
    oscal_title(oscal, title);
    oscal_moment(oscal, "last-modified", date_start(job->as_of).seconds);
    xml_element(&oscal->xml, "version", date_format(job->as_of, day));
    xml_element(&oscal->xml, "oscal-version", "1.0.6");
    oscal_prop(oscal, "generator", program);
    oscal_prop(oscal, "history-head", job->head);
    oscal_prop_day(oscal, "from", job->from);
    oscal_prop_day(oscal, "as-of", job->as_of);
    put_party(oscal);
    xml_end(&oscal->xml);
}

Oscal oscal_start(const ExportJob *job, OscalKind kind, GString *out)
{
    Oscal oscal = {.job = job, .space = library_space(job->library), .start = out->len};
    oscal.xml = xml_start(out);
    xml_begin(&oscal.xml, documents[kind].root);
    xml_set(&oscal.xml, "xmlns", "http://csrc.nist.gov/ns/oscal/1.0");
    xml_set(&oscal.xml, "uuid", "00000000-0000-0000-0000-000000000000");
    oscal.uuid_at = out->len - UUID_TEXT_SIZE;
    put_metadata(&oscal, kind);
    return oscal;
}

void oscal_finish(Oscal *oscal)
{
    char text[UUID_TEXT_SIZE];
    GString *out = oscal->xml.out;
    xml_end(&oscal->xml);
    xml_finish(&oscal->xml);
    Uuid uuid = uuid_v5(&oscal->space, out->str + oscal->start, out->len - oscal->start);
    memcpy(out->str + oscal->uuid_at, uuid_format(&uuid, text), UUID_TEXT_SIZE - 1);
}

/* ---- values ---- */

char *oscal_line(const char *text, const char *fallback)
{
    g_autofree char *copy = NULL;
    GString *line = g_string_new(NULL);
    bool blank = false;
    for (const char *at = text_clean(text, &copy); *at != '\0'; at++) {
        bool is_blank = *at == ' ' || *at == '\t' || *at == '\n';
        if (!is_blank && blank && line->len > 0)
            g_string_append_c(line, ' ');
        if (!is_blank)
            g_string_append_c(line, *at);
        blank = is_blank;
    }
    if (line->len == 0 && fallback != NULL)
        g_string_append(line, fallback);
    return g_string_free(line, FALSE);
}

char *oscal_token(const char *text)
{
    GString *token = g_string_new(NULL);
    if (!g_ascii_isalpha(*text) && *text != '_')
        g_string_append_c(token, '_');
    for (const char *at = text; *at != '\0'; at++) {
        bool kept = g_ascii_isalnum(*at) || strchr(".-_", *at) != NULL;
        g_string_append_c(token, kept ? *at : '-');
    }
    return g_string_free(token, FALSE);
}

void oscal_title(Oscal *oscal, const char *text)
{
    g_autofree char *line = oscal_line(text, "Untitled");
    xml_element(&oscal->xml, "title", line);
}

void oscal_paragraph(Oscal *oscal, const char *name, const char *text, const char *fallback)
{
    g_autofree char *line = oscal_line(text, fallback);
    if (*line == '\0')
        return;
    xml_begin(&oscal->xml, name);
    xml_element(&oscal->xml, "p", line);
    xml_end(&oscal->xml);
}

void oscal_prop(Oscal *oscal, const char *name, const char *value)
{
    g_autofree char *line = oscal_line(value, NULL);
    if (*line == '\0')
        return;
    xml_begin(&oscal->xml, "prop");
    xml_set(&oscal->xml, "name", name);
    xml_set(&oscal->xml, "ns", oscal_namespace);
    xml_set(&oscal->xml, "value", line);
    xml_end(&oscal->xml);
}

void oscal_prop_number(Oscal *oscal, const char *name, int64_t value)
{
    g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, value);
    oscal_prop(oscal, name, text);
}

void oscal_prop_day(Oscal *oscal, const char *name, Date day)
{
    char text[DATE_TEXT_SIZE];
    if (day.days != INT32_MIN)
        oscal_prop(oscal, name, date_format(day, text));
}

void oscal_moment(Oscal *oscal, const char *name, int64_t seconds)
{
    enum { DAY = 86400 };
    static const int64_t first = (int64_t)-25567 * DAY;    /* 1900-01-01 */
    static const int64_t last = (int64_t)376200 * DAY - 1; /* the last second of 2999 */
    char text[MOMENT_TEXT_SIZE];
    Moment moment = {CLAMP(seconds, first, last)};
    xml_element(&oscal->xml, name, moment_format(moment, text));
}

void oscal_end_of(Oscal *oscal, const char *name, Date day)
{
    oscal_moment(oscal, name, date_start(day).seconds + 24 * 3600 - 1);
}

void oscal_mark(Oscal *oscal, const char *name, const char *attribute, const char *value)
{
    xml_begin(&oscal->xml, name);
    xml_set(&oscal->xml, attribute, value);
    xml_end(&oscal->xml);
}
