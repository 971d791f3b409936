#include "publish/site_files.h"

#include "base/url.h"
#include "base/xml.h"
#include "publish/feed.h"

static bool write_file(const Press *press, const char *path, const GString *text, Diags *diags)
{
    return stage_write(press->stage, path, text->str, text->len, 0644, diags);
}

static bool write_robots(const Press *press, Diags *diags)
{
    const Library *library = press->shelf->library;
    g_autoptr(GString) out = g_string_new("User-agent: *\n");
    bool let_in = library->search_engines.value;
    g_string_append(out, let_in ? "Disallow:\n" : "Disallow: /\n");
    if (let_in && site_address(library) != NULL) {
        g_autofree char *map = site_file_address(library, "sitemap.xml");
        g_string_append_printf(out, "Sitemap: %s\n", map);
    }
    return write_file(press, "robots.txt", out, diags);
}

static bool write_sitemap(const Press *press, Diags *diags)
{
    const Library *library = press->shelf->library;
    g_autoptr(GString) out = g_string_sized_new(16 * 1024);
    Xml xml = xml_start(out);
    xml_begin(&xml, "urlset");
    xml_set(&xml, "xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");
    for (size_t i = 0; i < search_index_count(press->search); i++) {
        g_autofree char *page = site_file_address(library, search_index_file(press->search, i));
        xml_begin(&xml, "url");
        xml_element(&xml, "loc", page);
        xml_end(&xml);
    }
    xml_end(&xml);
    xml_finish(&xml);
    return write_file(press, "sitemap.xml", out, diags);
}

const char *site_address(const Library *library)
{
    const char *url = library->url.text;
    return url != NULL && url_is_web(url) ? url : NULL;
}

char *site_file_address(const Library *library, const char *file)
{
    const char *base = site_address(library);
    g_autofree char *path = g_uri_escape_string(file, "/", FALSE);
    if (base == NULL)
        return g_steal_pointer(&path);
    return g_strconcat(base, g_str_has_suffix(base, "/") ? "" : "/", path, NULL);
}

bool site_files_write(const Press *press, Diags *diags)
{
    bool done = write_robots(press, diags);
    done = feed_write(press, diags) && done;
    bool has_address = site_address(press->shelf->library) != NULL;
    return (!has_address || write_sitemap(press, diags)) && done;
}
