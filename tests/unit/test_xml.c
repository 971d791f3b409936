#include "base/xml.h"

#include <check.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

/* What libxml2 reads of TEXT; freed by the caller. */
static xmlDoc *parsed(const GString *text)
{
    xmlDoc *doc = xmlReadMemory(text->str, (int)text->len, "test", NULL, XML_PARSE_NONET);
    ck_assert_msg(doc != NULL, "%s", text->str);
    return doc;
}

START_TEST(indents_elements_and_leaves_text_alone)
{
    g_autoptr(GString) out = g_string_new(NULL);
    Xml xml = xml_start(out);
    xml_begin(&xml, "a");
    xml_set(&xml, "b", "1");
    xml_element(&xml, "c", "two\nlines");
    xml_begin(&xml, "d");
    xml_begin(&xml, "e");
    xml_end(&xml);
    xml_end(&xml);
    xml_end(&xml);
    xml_finish(&xml);
    ck_assert_str_eq(out->str, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a b=\"1\">\n"
                               "  <c>two\nlines</c>\n  <d>\n    <e/>\n  </d>\n</a>\n");
}
END_TEST

START_TEST(an_empty_text_is_text)
{
    g_autoptr(GString) out = g_string_new(NULL);
    Xml xml = xml_start(out);
    xml_element(&xml, "a", "");
    ck_assert(g_str_has_suffix(out->str, "<a></a>"));
}
END_TEST

/* Each byte, and what Unicode has of characters that XML forbids: a reader takes the whole, and
 * what it may hold comes back as it was. */
START_TEST(any_text_stays_well_formed)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (int byte = 1; byte < 256; byte++)
        g_string_append_c(text, (char)byte);
    g_string_append(text,
                    "]]> --> &amp; \xEF\xBF\xBE \xEF\xBF\xBF \xED\xA0\x80 \xF4\x90\x80\x80 \xE2");
    g_autoptr(GString) out = g_string_new(NULL);
    Xml xml = xml_start(out);
    xml_begin(&xml, "a");
    xml_set(&xml, "b", text->str);
    xml_text(&xml, text->str);
    xml_end(&xml);
    xml_finish(&xml);
    xmlDoc *doc = parsed(out);
    xmlChar *held = xmlNodeGetContent(xmlDocGetRootElement(doc));
    xmlChar *attribute = xmlGetProp(xmlDocGetRootElement(doc), (const xmlChar *)"b");
    ck_assert_str_eq((const char *)held, (const char *)attribute);
    ck_assert(strstr((const char *)held, "]]> --> &amp; ") != NULL);
    ck_assert(strstr((const char *)held, "\t\n !\"#$%&'()*+,-./0") != NULL);
    ck_assert(strpbrk((const char *)held, "\x01\x08\x0b\x0c\r\x1f\x7f") == NULL);
    xmlFree(held);
    xmlFree(attribute);
    xmlFreeDoc(doc);
}
END_TEST

static Suite *xml_suite(void)
{
    Suite *suite = suite_create("xml");
    TCase *tests = tcase_create("writing");
    tcase_add_test(tests, indents_elements_and_leaves_text_alone);
    tcase_add_test(tests, an_empty_text_is_text);
    tcase_add_test(tests, any_text_stays_well_formed);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(xml_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
