#include "press/press.h"

#include <check.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

/* ---- helpers ---- */

static const char bare[] = "<html lang=\"slot:language\"><slot name=\"content\"/></html>";

static Source *source_of(const char *text)
{
    return source_new_take("templates/page.html", g_strdup(text), strlen(text));
}

/* PAGE within FRAME; it must be well-formed XML. Owned by the caller. */
static char *print_page(const char *frame_text, const HtmlPage *page)
{
    g_autoptr(Source) source = source_of(frame_text);
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(HtmlFrame) frame = html_frame_new(source, diags);
    ck_assert_ptr_nonnull(frame);
    ck_assert_uint_eq(diags_count(diags), 0);
    g_autoptr(GString) out = g_string_new(NULL);
    press_html(frame, page, out);
    xmlDoc *tree = xmlReadMemory(out->str, (int)out->len, "page", NULL,
                                 XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    ck_assert_msg(tree != NULL, "not well-formed: %s", out->str);
    xmlFreeDoc(tree);
    return g_strdup(out->str);
}

static Doc *begin(void)
{
    return doc_new("shop/runbooks/restore", "T", "en");
}

/* The content of DOC behind its title is EXPECTED. */
static void prints(const Doc *doc, const char *expected)
{
    HtmlPage page = {.doc = doc};
    g_autofree char *text = print_page(bare, &page);
    g_autofree char *whole =
        g_strdup_printf("<!DOCTYPE html>\n<html lang=\"en\"><h1>T</h1>%s</html>\n", expected);
    ck_assert_str_eq(text, whole);
}

static Node *add_item(Doc *doc, Node *list, const char *text)
{
    Node *item = node_add(doc, list, NODE_ITEM);
    node_add_paragraph(doc, item, text);
    return item;
}

/* ---- the frame ---- */

START_TEST(the_frame_is_filled)
{
    g_autoptr(Doc) doc = begin();
    doc->about = "About \"T\"";
    struct HtmlLink crumbs[] = {{"Home", "index.html"}, {"T", NULL}};
    struct HtmlLink links[] = {{"PDF", "shop/plan.pdf"}};
    HtmlPage page = {.doc = doc,
                     .library_title = "L & M",
                     .as_of = "2026-03-31",
                     .crumbs = crumbs,
                     .n_crumbs = 2,
                     .links = links,
                     .n_links = 1};
    g_autofree char *text = print_page(
        "<!DOCTYPE html><html xmlns=\"http://www.w3.org/1999/xhtml\"><head>"
        "<meta name=\"description\" content=\"slot:about\"/><!-- note -->"
        "<link href=\"root:assets/style.css\"/><script src=\"root:a.js\"/></head><body>"
        "<p><slot name=\"title\"/>|<slot name=\"library\"/>|<slot name=\"as-of\">as of </slot>|"
        "<slot name=\"generator\">by </slot></p><slot name=\"crumbs\"/><slot name=\"links\"/>"
        "<slot name=\"content\"/></body></html>",
        &page);
    ck_assert_str_eq(
        text,
        "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\"><head>"
        "<meta name=\"description\" content=\"About &quot;T&quot;\"/>"
        "<link href=\"../../assets/style.css\"/><script src=\"../../a.js\"></script></head><body>"
        "<p>T|L &amp; M|as of 2026-03-31|</p>"
        "<nav class=\"crumbs\" aria-label=\"Path\"><ol><li><a "
        "href=\"../../index.html\">Home</a></li>"
        "<li aria-current=\"page\">T</li></ol></nav>"
        "<nav class=\"forms\" aria-label=\"Other forms of this page\"><ul>"
        "<li><a href=\"../../shop/plan.pdf\">PDF</a></li></ul></nav><h1>T</h1></body></html>\n");
}
END_TEST

START_TEST(pages_at_the_root_link_beside_themselves)
{
    g_autoptr(Doc) doc = doc_new("index", "T", "en");
    struct HtmlLink crumbs[] = {{"Home", ""}};
    HtmlPage page = {.doc = doc, .crumbs = crumbs, .n_crumbs = 1};
    g_autofree char *text = print_page(
        "<html><a href=\"root:\"/><slot name=\"crumbs\"/><slot name=\"content\"/></html>", &page);
    ck_assert_ptr_nonnull(strstr(text, "<a href=\"./\"></a>"));
    ck_assert_ptr_nonnull(strstr(text, "<a href=\"./\">Home</a>"));
}
END_TEST

/* FRAME gives exactly one finding: RULE at LINE and COLUMN. */
static void refuses(const char *frame, const char *rule, uint32_t line, uint32_t column)
{
    g_autoptr(Source) source = source_of(frame);
    g_autoptr(Diags) diags = diags_new();
    ck_assert_ptr_null(html_frame_new(source, diags));
    ck_assert_uint_eq(diags_count(diags), 1);
    const Diag *diag = diags_at(diags, 0);
    ck_assert_str_eq(diag->rule->id, rule);
    Place place = source_place(source, diag->span.offset);
    ck_assert_uint_eq(place.line, line);
    ck_assert_uint_eq(place.column, column);
}

START_TEST(a_page_adds_to_the_head_of_the_frame)
{
    g_autoptr(Doc) doc = begin();
    const struct HtmlMeta metas[] = {{"redbinder-version", "1\"><script>"}};
    const char *const scripts[] = {"record.js", NULL};
    HtmlPage page = {.doc = doc, .metas = metas, .n_metas = 1, .scripts = scripts};
    g_autofree char *text = print_page(
        "<html><head><title>t</title></head><body><slot name=\"content\"/></body></html>", &page);
    ck_assert_ptr_nonnull(
        strstr(text, "<title>t</title>"
                     "<meta name=\"redbinder-version\" content=\"1&quot;&gt;&lt;script&gt;\"/>\n"
                     "<script src=\"../../assets/record.js\" defer=\"defer\"></script>\n</head>"));
}
END_TEST

START_TEST(a_wrong_frame_is_refused_with_its_place)
{
    refuses("<html>\n<slot name=\"content\"/>\n <slot name=\"titel\"/></html>",
            "template-slot-unknown", 3, 14);
    refuses("<html>\n<a href=\"slot:crumbs\"/><slot name=\"content\"/></html>",
            "template-slot-unknown", 2, 10);
    refuses("<html><body/></html>", "template-slot-missing", 1, 1);
    refuses("<html>\n<p></html>", "template-malformed", 2, 11);
    refuses("<p><slot name=\"content\"/></p>", "template-malformed", 1, 2);
    refuses("", "template-malformed", 1, 1);
    refuses("<!DOCTYPE html [<!ENTITY a \"b\">]><html/>", "template-malformed", 1, 17);
    refuses("<html><slot name=\"content\"/>\n<x:p xmlns:x=\"y\"/></html>", "template-malformed", 2,
            4);
}
END_TEST

START_TEST(the_rules_are_sorted)
{
    for (size_t i = 0; press_rules[i] != NULL && press_rules[i + 1] != NULL; i++)
        ck_assert_int_lt(strcmp(press_rules[i]->id, press_rules[i + 1]->id), 0);
}
END_TEST

/* ---- inlines ---- */

START_TEST(every_inline_has_its_element)
{
    g_autoptr(Doc) doc = begin();
    Node *p = node_add_paragraph(doc, doc->root, "a");
    node_add_text(doc, node_add(doc, p, NODE_EMPHASIS), "b");
    node_add_strong(doc, p, "c");
    node_add(doc, p, NODE_SOFT_BREAK);
    node_add_code_span(doc, p, "d");
    node_add(doc, p, NODE_LINE_BREAK);
    node_add_badge(doc, p, TONE_WARNING, "due");
    node_add_field(doc, p, "Name", 4);
    prints(doc, "<p>a<em>b</em><strong>c</strong>\n<code>d</code><br/>"
                "<span class=\"badge tone-warning\">due</span><span class=\"field\">Name: "
                "<span class=\"gap\" role=\"img\" aria-label=\"to be filled in\">____</span></span>"
                "</p>\n");
}
END_TEST

START_TEST(links_are_relative_safe_and_do_not_nest)
{
    g_autoptr(Doc) doc = begin();
    Node *p = node_add_paragraph(doc, doc->root, NULL);
    node_add_reference(doc, p, (Target){"shop/plan", "a"}, "1");
    node_add_reference(doc, p, (Target){"shop/runbooks/other", NULL}, "2");
    node_add_reference(doc, p, (Target){NULL, "b"}, "3");
    node_add_link(doc, p, "javascript:alert(1)", "4");
    Node *link = node_add_link(doc, p, "https://x.y/?a=1&b=\"2\"", "5");
    node_add_link(doc, link, "mailto:a@b.c", "6");
    prints(doc,
           "<p><a href=\"../index.html#a\">1</a><a href=\"other.html\">2</a>"
           "<a href=\"#b\">3</a>4<a href=\"https://x.y/?a=1&amp;b=&quot;2&quot;\">56</a></p>\n");
}
END_TEST

START_TEST(hostile_text_stays_text)
{
    g_autoptr(Doc) doc = begin();
    node_add_paragraph(doc, doc->root,
                       "<script>&lt;\"' ]]>\x01\x1b\r\x7f \xff \xc2\x85 \xef\xbf\xbf"
                       "caf\xc3\xa9");
    node_add_code(doc, doc->root, "\"><b>", "</figcaption>", "\n</pre>&amp;\n");
    prints(doc, "<p>&lt;script&gt;&amp;lt;\"' ]]&gt; \xef\xbf\xbd  caf\xc3\xa9</p>\n"
                "<figure class=\"code\"><figcaption>&lt;/figcaption&gt;</figcaption>"
                "<pre tabindex=\"0\"><code data-language=\"&quot;&gt;&lt;b&gt;\">\n&lt;/pre&gt;"
                "&amp;amp;\n</code></pre></figure>\n");
}
END_TEST

/* ---- blocks ---- */

START_TEST(sections_have_headings_and_anchors)
{
    g_autoptr(Doc) doc = begin();
    node_add(doc, doc->root, NODE_CONTENTS)->as.contents.level = 3;
    Node *section = node_add_section(doc, doc->root, 2, "a", "A & B");
    section->as.section.new_page = true;
    node_add_section(doc, section, 3, "b", "C");
    node_add(doc, doc->root, NODE_DIVIDER);
    prints(doc,
           "<nav class=\"contents\" aria-label=\"Contents\"><p class=\"contents-title\">Contents"
           "</p><ol><li><a href=\"#a\">A &amp; B</a><ol><li><a href=\"#b\">C</a></li></ol></li>"
           "</ol></nav>\n"
           "<section id=\"a\" class=\"new-page\"><h2>A &amp; B <a class=\"anchor\" href=\"#a\" "
           "aria-label=\"Link to this section\">#</a></h2>\n<section id=\"b\"><h3>C "
           "<a class=\"anchor\" href=\"#b\" aria-label=\"Link to this section\">#</a></h3>\n"
           "</section>\n</section>\n<hr/>\n");
}
END_TEST

START_TEST(a_section_of_level_one_stands_in_for_the_title)
{
    g_autoptr(Doc) doc = begin();
    Node *section = node_add_section(doc, doc->root, 1, "t", "Other");
    node_add(doc, section, NODE_CONTENTS);
    node_add_section(doc, section, 2, "a", "A");
    node_add_paragraph(doc, doc->root, "end");
    HtmlPage page = {.doc = doc};
    g_autofree char *text = print_page("<html><slot name=\"content\"/></html>", &page);
    ck_assert_str_eq(text,
                     "<!DOCTYPE html>\n<html><h1 id=\"t\">Other</h1>\n"
                     "<nav class=\"contents\" aria-label=\"Contents\">"
                     "<p class=\"contents-title\">Contents</p><ol><li><a href=\"#a\">A</a>"
                     "</li></ol></nav>\n<section id=\"a\"><h2>A <a class=\"anchor\" "
                     "href=\"#a\" aria-label=\"Link to this section\">#</a></h2>\n</section>\n"
                     "<p>end</p>\n</html>\n");
}
END_TEST

/* A document of two pages: a title with a list of contents, and a chapter of its own. */
static Doc *begin_plan(void)
{
    Doc *doc = doc_new("shop/plan", "Shop", "en");
    Node *top = node_add_section(doc, doc->root, 1, "shop", "Shop");
    node_add(doc, top, NODE_CONTENTS)->as.contents.level = 2;
    Node *here = node_add_section(doc, top, 2, "here", "Here");
    node_add_reference(doc, node_add_paragraph(doc, here, NULL), (Target){NULL, "deep"}, "down");
    Node *risks = node_add_section(doc, top, 2, "risks", "Risks");
    risks->as.section.page = "dangers";
    Node *deep = node_add_section(doc, risks, 3, "deep", "Deep");
    node_add_reference(doc, node_add_paragraph(doc, deep, NULL), (Target){NULL, "here"}, "up");
    node_add_reference(doc, node_add_paragraph(doc, deep, NULL), (Target){NULL, "risks"}, "top");
    return doc;
}

#define HASH(id) " <a class=\"anchor\" href=\"#" id "\" aria-label=\"Link to this section\">#</a>"

START_TEST(a_chapter_may_be_a_page_of_its_own)
{
    static const char frame[] = "<html><title><slot name=\"title\"/></title><a href=\"root:x\"/>"
                                "<slot name=\"content\"/></html>";
    g_autoptr(Doc) doc = begin_plan();
    g_autoptr(SiteMap) map = site_map_new();
    site_map_add(map, doc);
    HtmlPage page = {.doc = doc, .map = map};
    g_autofree char *first = print_page(frame, &page);
    ck_assert_str_eq(
        first,
        "<!DOCTYPE html>\n<html><title>Shop</title><a href=\"../x\"></a><h1 id=\"shop\">Shop</h1>\n"
        "<nav class=\"contents\" aria-label=\"Contents\"><p "
        "class=\"contents-title\">Contents</p><ol>"
        "<li><a href=\"#here\">Here</a></li><li><a href=\"dangers.html#risks\" "
        "id=\"risks\">Risks</a>"
        "<span id=\"deep\"></span></li></ol></nav>\n<section id=\"here\"><h2>Here" HASH(
            "here") "</h2>\n"
                    "<p><a href=\"dangers.html#deep\">down</a></p>\n</section>\n</html>\n");
    page.part = doc->root->first->last;
    g_autofree char *second = print_page(frame, &page);
    ck_assert_str_eq(second,
                     "<!DOCTYPE html>\n<html><title>Risks, Shop</title><a href=\"../x\"></a>"
                     "<h1 id=\"risks\">Risks</h1>\n<section id=\"deep\"><h2>Deep" HASH(
                         "deep") "</h2>\n<p><a href=\"index.html#here\">up</a></p>\n"
                                 "<p><a href=\"#risks\">top</a></p>\n</section>\n</html>\n");
}
END_TEST

START_TEST(other_documents_find_the_page_of_a_place)
{
    g_autoptr(Doc) plan = begin_plan();
    g_autoptr(SiteMap) own = site_map_new();
    g_autoptr(SiteMap) all = site_map_new();
    site_map_add(own, plan);
    site_map_add_all(all, own);
    ck_assert_str_eq(site_map_page(all, "shop/plan", "deep"), "shop/dangers");
    ck_assert_str_eq(site_map_page(all, "shop/plan", "here"), "shop/plan");
    ck_assert_str_eq(site_map_page(all, "shop/plan", NULL), "shop/plan");
    ck_assert_str_eq(site_map_page(all, "mill/plan", "deep"), "mill/plan");
    ck_assert_str_eq(site_map_page(NULL, "shop/plan", "deep"), "shop/plan");
    g_autoptr(Doc) doc = begin();
    Node *paragraph = node_add_paragraph(doc, doc->root, NULL);
    node_add_reference(doc, paragraph, (Target){"shop/plan", "deep"}, "there");
    HtmlPage page = {.doc = doc, .map = all};
    g_autofree char *text = print_page(bare, &page);
    ck_assert_ptr_nonnull(strstr(text, "<a href=\"../dangers.html#deep\">there</a>"));
}
END_TEST

START_TEST(a_page_lists_its_places_and_those_around_it)
{
    static const char frame[] = "<html><slot name=\"contents\"/>|<slot name=\"pages\"/>"
                                "<slot name=\"content\"/></html>";
    const struct HtmlLink pages[] = {
        {"Shop <1>", NULL}, {"Overview", "shop/index.html"}, {"Fix", "shop/runbooks/restore.html"}};
    g_autoptr(Doc) doc = begin();
    Node *steps = node_add_section(doc, doc->root, 2, "steps", "Steps");
    HtmlPage page = {.doc = doc, .pages = pages, .n_pages = G_N_ELEMENTS(pages)};
    g_autofree char *few = print_page(frame, &page);
    ck_assert_ptr_null(strstr(few, "places")); /* one place needs no list */
    for (int i = 1; i <= 2; i++) {
        Node *step = node_add(doc, steps, NODE_STEP);
        step->id = doc_anchor(doc, i == 1 ? "step-a" : "step-b");
        step->text = "Do";
        step->as.step.number = i;
    }
    g_autofree char *text = print_page(frame, &page);
    const char *expected =
        "<html><nav class=\"places\" aria-label=\"On this page\"><p class=\"pages-title\">On this "
        "page</p>"
        "<ol><li><a href=\"#steps\">Steps</a><ol><li><a href=\"#step-a\">1. Do</a></li>"
        "<li><a href=\"#step-b\">2. Do</a></li></ol></li></ol></nav>|"
        "<nav class=\"pages\" aria-label=\"Pages\"><p class=\"pages-title\">Shop &lt;1&gt;</p><ul>"
        "<li><a href=\"../../shop/index.html\">Overview</a></li>"
        "<li><a href=\"../../shop/runbooks/restore.html\" "
        "aria-current=\"page\">Fix</a></li></ul></nav>";
    ck_assert_ptr_nonnull(strstr(text, expected));
}
END_TEST

START_TEST(lists_are_lists)
{
    g_autoptr(Doc) doc = begin();
    Node *list = node_add_list(doc, doc->root, true);
    list->as.list.start = 3;
    add_item(doc, list, "a");
    node_add_paragraph(doc, add_item(doc, list, "b"), "c");
    list = node_add_list(doc, node_add(doc, doc->root, NODE_QUOTE), false);
    add_item(doc, list, "open")->as.item.task = TASK_OPEN;
    add_item(doc, list, "done")->as.item.task = TASK_DONE;
    node_add(doc, doc->root, NODE_LIST);
    prints(doc, "<ol start=\"3\"><li>a</li><li><p>b</p>\n<p>c</p>\n</li></ol>\n"
                "<blockquote><ul class=\"tasks\"><li class=\"task\"><input type=\"checkbox\" "
                "disabled=\"disabled\" aria-label=\"to do\"/> open</li><li class=\"task\">"
                "<input type=\"checkbox\" disabled=\"disabled\" checked=\"checked\" "
                "aria-label=\"done\"/> done</li></ul>\n</blockquote>\n<ul></ul>\n");
}
END_TEST

START_TEST(facts_cards_callouts_and_steps_have_their_places)
{
    g_autoptr(Doc) doc = begin();
    for (int i = 0; i < 2; i++) {
        Node *card = node_add(doc, doc->root, NODE_CARD);
        card->text = i == 0 ? "Ada" : "Bob";
        card->id = i == 0 ? "ada" : NULL;
        card->as.card.detail = i == 0 ? "on call" : NULL;
    }
    Node *step = node_add(doc, doc->root, NODE_STEP);
    step->id = "restore";
    step->text = "Restore";
    step->as.step.number = 2;
    step->as.step.step_id = "restore";
    node_add_fact(doc, node_add(doc, step, NODE_FACTS), "Who", "DBA");
    node_add_callout(doc, step, TONE_DANGER, "Stop");
    prints(doc,
           "<div class=\"cards\"><article class=\"card\" id=\"ada\"><h2 class=\"card-name\">Ada"
           "</h2><p class=\"card-detail\">on call</p></article>\n<article class=\"card\">"
           "<h2 class=\"card-name\">Bob</h2></article>\n</div>"
           "<article class=\"step\" id=\"restore\"><h2 class=\"step-title\">"
           "<span class=\"step-number\">2.</span> Restore <a class=\"step-id\" "
           "href=\"#restore\"><code>restore</code></a></h2><div class=\"step-body\">"
           "<dl class=\"facts\"><div><dt>Who</dt><dd>DBA</dd></div></dl>\n"
           "<div class=\"callout tone-danger\" role=\"note\"><p class=\"callout-title\">Stop</p>"
           "</div>\n</div></article>\n");
}
END_TEST

START_TEST(tables_scroll_in_a_region_with_a_name)
{
    g_autoptr(Doc) doc = begin();
    Node *table = node_add_table(doc, doc->root, 2);
    table->as.table.aligns[1] = ALIGN_RIGHT;
    table->text = "Targets";
    Node *row = node_add_row(doc, table, true);
    node_add_cell(doc, row, "a");
    node_add_cell(doc, row, "b");
    node_add_cell(doc, node_add_row(doc, table, false), "c");
    prints(doc, "<section class=\"table\" aria-label=\"Table: Targets\" tabindex=\"0\">"
                "<table><caption>Targets</caption><thead><tr><th scope=\"col\">a</th>"
                "<th scope=\"col\" class=\"right\">b</th></tr></thead><tbody><tr><td>c</td>"
                "<td class=\"right\"></td></tr></tbody></table></section>\n");
}
END_TEST

/* What a narrow screen shows before each cell, whose row it stacks. */
START_TEST(cells_of_wide_tables_know_their_titles)
{
    g_autoptr(Doc) doc = begin();
    Node *table = node_add_table(doc, doc->root, 3);
    Node *header = node_add_row(doc, table, true);
    Node *row = node_add_row(doc, table, false);
    static const char *const titles[] = {"A & B", "two", "three"};
    for (size_t i = 0; i < G_N_ELEMENTS(titles); i++)
        node_add_cell(doc, header, titles[i]);
    node_add_cell(doc, row, "c");
    HtmlPage page = {.doc = doc};
    g_autofree char *text = print_page(bare, &page);
    ck_assert_ptr_nonnull(strstr(text, "<section class=\"table stack\""));
    ck_assert_ptr_nonnull(
        strstr(text, "<tr><td data-label=\"A &amp; B\">c</td><td data-label=\"two\"></td>"
                     "<td data-label=\"three\"></td></tr>"));
    ck_assert_ptr_nonnull(strstr(text, "<th scope=\"col\">two</th>"));
}
END_TEST

START_TEST(figures_are_drawn_with_a_name)
{
    g_autoptr(Doc) doc = begin();
    Figure *figure = figure_new(doc->arena, 100.5, 50, "Matrix", "One <risk>.");
    figure_rectangle(figure, 1.25, 2, 3, -4, PAINT_GOOD, PAINT_NONE);
    figure_line(figure, 0, 0, 10, 1.0 / 3, PAINT_MUTED, true);
    figure_disc(figure, 5, 5, 2, PAINT_DANGER, PAINT_INK);
    figure_text(figure, 1, -0.001, 9, ANCHOR_MIDDLE, PAINT_INK, true, "a<b");
    const Point points[] = {{1, 2.5}, {-3, 4}, {5, 6}};
    figure_polyline(figure, points, 2, PAINT_MUTED);
    figure_polygon(figure, points, 3, PAINT_GOOD, PAINT_INK);
    Node *node = node_add(doc, doc->root, NODE_FIGURE);
    node->as.figure.figure = figure;
    node->text = "Caption";
    prints(doc,
           "<figure class=\"figure\"><div class=\"drawing\" role=\"group\" aria-label=\"Figure\" "
           "tabindex=\"0\"><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 101 50\" "
           "width=\"134\" height=\"66.67\" role=\"img\" aria-labelledby=\"figure_1_title "
           "figure_1_desc\"><title id=\"figure_1_title\">Matrix</title>"
           "<desc id=\"figure_1_desc\">One &lt;risk&gt;.</desc>"
           "<rect class=\"fill-good stroke-none\" x=\"1.25\" y=\"2\" width=\"3\" height=\"0\"/>"
           "<line class=\"fill-none stroke-muted\" x1=\"0\" y1=\"0\" x2=\"10\" y2=\"0.33\" "
           "stroke-dasharray=\"4 3\"/>"
           "<circle class=\"fill-danger stroke-ink\" cx=\"5\" cy=\"5\" r=\"2\"/>"
           "<text class=\"fill-ink stroke-none\" x=\"1\" y=\"0\" font-size=\"9\" "
           "text-anchor=\"middle\" font-weight=\"bold\">a&lt;b</text>"
           "<polyline class=\"fill-none stroke-muted\" points=\"1,2.5 -3,4\"/>"
           "<polygon class=\"fill-good stroke-ink\" points=\"1,2.5 -3,4 5,6\"/></svg></div>"
           "<figcaption>Caption</figcaption></figure>\n");
}
END_TEST

START_TEST(the_deepest_document_is_printed)
{
    g_autoptr(Doc) doc = begin();
    Node *at = doc->root;
    for (int i = 0; i < 62; i++)
        at = node_add(doc, at, NODE_QUOTE);
    node_add_paragraph(doc, at, "x");
    HtmlPage page = {.doc = doc};
    g_autofree char *text = print_page(bare, &page);
    ck_assert_ptr_nonnull(strstr(text, "<blockquote><p>x</p>\n</blockquote>"));
}
END_TEST

static Suite *suite(void)
{
    Suite *suite = suite_create("html");
    TCase *frame = tcase_create("frame");
    tcase_add_test(frame, the_frame_is_filled);
    tcase_add_test(frame, pages_at_the_root_link_beside_themselves);
    tcase_add_test(frame, a_page_adds_to_the_head_of_the_frame);
    tcase_add_test(frame, a_wrong_frame_is_refused_with_its_place);
    tcase_add_test(frame, the_rules_are_sorted);
    suite_add_tcase(suite, frame);
    TCase *inlines = tcase_create("inlines");
    tcase_add_test(inlines, every_inline_has_its_element);
    tcase_add_test(inlines, links_are_relative_safe_and_do_not_nest);
    tcase_add_test(inlines, hostile_text_stays_text);
    suite_add_tcase(suite, inlines);
    TCase *blocks = tcase_create("blocks");
    tcase_add_test(blocks, sections_have_headings_and_anchors);
    tcase_add_test(blocks, a_section_of_level_one_stands_in_for_the_title);
    tcase_add_test(blocks, a_chapter_may_be_a_page_of_its_own);
    tcase_add_test(blocks, other_documents_find_the_page_of_a_place);
    tcase_add_test(blocks, a_page_lists_its_places_and_those_around_it);
    tcase_add_test(blocks, lists_are_lists);
    tcase_add_test(blocks, facts_cards_callouts_and_steps_have_their_places);
    tcase_add_test(blocks, tables_scroll_in_a_region_with_a_name);
    tcase_add_test(blocks, cells_of_wide_tables_know_their_titles);
    tcase_add_test(blocks, figures_are_drawn_with_a_name);
    tcase_add_test(blocks, the_deepest_document_is_printed);
    suite_add_tcase(suite, blocks);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    bool enough = srunner_ntests_run(runner) >= 12;
    srunner_free(runner);
    return failed == 0 && enough ? EXIT_SUCCESS : EXIT_FAILURE;
}
