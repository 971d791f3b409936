#include "publish/feed.h"

#include "base/uuid.h"
#include "base/xml.h"
#include "publish/site_files.h"

#include <string.h>

enum { MOST_ENTRIES = 50, MOST_TITLE = 200, DAY = 10 };

/* 6a0f3c1e-92a7-5d54-8b58-0d6f3b1c7e21, for this program's feeds alone. */
static const Uuid own_space = {{0x6a, 0x0f, 0x3c, 0x1e, 0x92, 0xa7, 0x5d, 0x54, 0x8b, 0x58, 0x0d,
                                0x6f, 0x3b, 0x1c, 0x7e, 0x21}};

/* One thing that has happened. */
typedef struct Entry {
    char *time; /* RFC 3339 */
    char *title;
    char *name;         /* what its id is made of: unique, and the same for ever */
    const char *author; /* or NULL */
    const Plan *plan;   /* whose it is, or NULL: of several */
    char *about;
} Entry;

static void free_entry(gpointer data)
{
    Entry *entry = data;
    g_free(entry->time);
    g_free(entry->title);
    g_free(entry->name);
    g_free(entry->about);
    g_free(entry);
}

/* What tells LIBRARY from others, and changes least. */
static const char *identity(const Library *library)
{
    const char *address = site_address(library);
    return address != NULL ? address : library->title.text == NULL ? "" : library->title.text;
}

/* ---- what has happened ---- */

/* The titles of the plans that REVISION has changed, and the only one of them in ONLY. Owned. */
static char *plans_of(const Library *library, const Revision *revision, const Plan **only)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    g_autoptr(GString) titles = g_string_new(NULL);
    for (size_t i = 0; i < revision->paths->len; i++) {
        const char *path = revision->paths->pdata[i];
        g_autofree char *folder = g_strndup(path, strcspn(path, "/"));
        const Plan *plan = library_find_plan(library, folder);
        if (plan == NULL || !g_hash_table_add(seen, (gpointer)(guintptr)plan))
            continue;
        *only = plan;
        g_string_append_printf(titles, "%s%s", titles->len > 0 ? ", " : "",
                               plan->title.text == NULL ? plan->id : plan->title.text);
    }
    if (g_hash_table_size(seen) != 1)
        *only = NULL;
    return g_string_free(g_steal_pointer(&titles), FALSE);
}

static void add_revisions(const Press *press, GPtrArray *entries)
{
    size_t n = press->revisions == NULL ? 0 : revisions_count(press->revisions);
    for (size_t i = 0; i < n && entries->len < MOST_ENTRIES; i++) {
        const Revision *revision = revisions_at(press->revisions, i);
        Entry *entry = g_new0(Entry, 1);
        entry->time = g_strdup(revision->time);
        entry->title = g_utf8_substring(revision->subject, 0,
                                        MIN(g_utf8_strlen(revision->subject, -1), MOST_TITLE));
        entry->name = g_strconcat("commit ", revision->commit, NULL);
        entry->author = revision->author;
        entry->about = plans_of(press->shelf->library, revision, &entry->plan);
        g_ptr_array_add(entries, entry);
    }
}

/* DAY of PLAN, when WHAT was done to it. What lies ahead has not happened. */
static void add_day(const Press *press, const Plan *plan, const char *what, const DateValue *day,
                    GPtrArray *entries)
{
    char text[DATE_TEXT_SIZE];
    if (!day->known || day->value.days > press->shelf->period.as_of.days)
        return;
    const char *title = plan->title.text == NULL ? plan->id : plan->title.text;
    Entry *entry = g_new0(Entry, 1);
    date_format(day->value, text);
    entry->time = g_strconcat(text, "T00:00:00Z", NULL);
    entry->title = g_strdup_printf("%s was %s", title, what);
    entry->name =
        g_strdup_printf("%s %s %s %s", what, plan->id, text, identity(press->shelf->library));
    entry->plan = plan;
    entry->about = g_strdup(title);
    g_ptr_array_add(entries, entry);
}

/* By day, newest first; what has the same day stays as it was found. */
static int compare_entries(gconstpointer a, gconstpointer b)
{
    const Entry *left = *(const Entry *const *)a;
    const Entry *right = *(const Entry *const *)b;
    return strncmp(right->time, left->time, DAY);
}

/* Entry *, newest first; owned by the caller. */
static GPtrArray *find_entries(const Press *press)
{
    const Library *library = press->shelf->library;
    GPtrArray *entries = g_ptr_array_new_with_free_func(free_entry);
    add_revisions(press, entries);
    for (size_t i = 0; i < library->n_plans; i++) {
        add_day(press, library->plans[i], "reviewed", &library->plans[i]->reviewed, entries);
        add_day(press, library->plans[i], "approved", &library->plans[i]->approved, entries);
    }
    g_ptr_array_sort(entries, compare_entries); /* GLib's is stable */
    if (entries->len > MOST_ENTRIES)
        g_ptr_array_set_size(entries, MOST_ENTRIES);
    return entries;
}

/* ---- the feed ---- */

static void put_id(Xml *xml, const char *name)
{
    char text[UUID_TEXT_SIZE];
    Uuid uuid = uuid_v5(&own_space, name, strlen(name));
    g_autofree char *id = g_strconcat("urn:uuid:", uuid_format(&uuid, text), NULL);
    xml_element(xml, "id", id);
}

/* Where it is relative, a feed reader goes by the address of the feed. */
static void put_link(Xml *xml, const char *relation, const Library *library, const char *file)
{
    g_autofree char *url = site_file_address(library, file);
    xml_begin(xml, "link");
    xml_set(xml, "rel", relation);
    xml_set(xml, "href", url);
    xml_end(xml);
}

static void put_entry(Xml *xml, const Library *library, const Entry *entry)
{
    g_autofree char *page = entry->plan == NULL ? g_strdup("index.html")
                                                : g_strconcat(entry->plan->id, "/index.html", NULL);
    xml_begin(xml, "entry");
    put_id(xml, entry->name);
    xml_element(xml, "title", entry->title);
    xml_element(xml, "updated", entry->time);
    put_link(xml, "alternate", library, page);
    if (entry->author != NULL) {
        xml_begin(xml, "author");
        xml_element(xml, "name", entry->author);
        xml_end(xml);
    }
    if (*entry->about != '\0')
        xml_element(xml, "summary", entry->about);
    xml_end(xml);
}

bool feed_write(const Press *press, Diags *diags)
{
    const Library *library = press->shelf->library;
    const char *title = library->title.text == NULL ? "Recovery plans" : library->title.text;
    char as_of[DATE_TEXT_SIZE];
    g_autofree char *made =
        g_strconcat(date_format(press->shelf->period.as_of, as_of), "T00:00:00Z", NULL);
    g_autoptr(GPtrArray) entries = find_entries(press);
    const Entry *newest = entries->len == 0 ? NULL : entries->pdata[0];
    g_autoptr(GString) out = g_string_sized_new(16 * 1024);
    Xml xml = xml_start(out);
    xml_begin(&xml, "feed");
    xml_set(&xml, "xmlns", "http://www.w3.org/2005/Atom");
    put_id(&xml, identity(library));
    xml_element(&xml, "title", title);
    xml_element(&xml, "updated", newest == NULL ? made : newest->time);
    put_link(&xml, "self", library, "feed.xml");
    put_link(&xml, "alternate", library, "index.html");
    xml_begin(&xml, "author");
    xml_element(&xml, "name",
                library->organization.text == NULL ? title : library->organization.text);
    xml_end(&xml);
    xml_element(&xml, "generator", generator_name);
    for (size_t i = 0; i < entries->len; i++)
        put_entry(&xml, library, entries->pdata[i]);
    xml_end(&xml);
    xml_finish(&xml);
    return stage_write(press->stage, "feed.xml", out->str, out->len, 0644, diags);
}
