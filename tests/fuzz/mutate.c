/*
 * usage: mutate PLANS WORK COUNT SEED
 *
 * Spoils the files of one plan of the library PLANS at a time, in the folder WORK, and does with
 * them all that a build does but for writing: nothing may crash, each finding of the reader has
 * its place, the plan beside the spoilt one is read, what a loss means can be told, each document
 * keeps the rules of its tree, each page is well-formed XML. Round I uses nothing but SEED + I.
 */
#include "base/diag_text.h"
#include "base/file.h"
#include "base/url.h"
#include "doc/validate.h"
#include "losses.h"
#include "model/calls.h"
#include "publish/shelf.h"
#include "read/reader.h"
#include "script/script.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_FAILURES = 5, AS_OF = 20543 };

#define GOOD_PLAN "title: Good\nservices: [{id: api, rto: 1h}]\n"

/* A chapter for each plan, with all that Markdown has. */
#define CHAPTER                                                                                    \
    "# Notes\n\nText with *emphasis*, **strong**, `code`, [link](http://x.test) and "              \
    "![image](y.png)."                                                                             \
    "\n\n## Lists\n\n- [ ] task\n  - nested\n    1. deeper\n\n> quoted\n> | a | b |\n> "           \
    "|:--|--:|\n"                                                                                  \
    "> | 1 | *2* |\n\n```sh\necho x\n```\n\n<div>html</div>\n\nSetext\n======\n\n---\n\n"          \
    "| a | b |\r\n|---|---|\r\n| c\\|d | `e` |\r\n\n[ref]: http://x.test\n[ref]\\\n&amp; "         \
    "<b>x</b>\n"

/* One file of the corpus. */
typedef struct File {
    char *name; /* in the library */
    char *text;
    size_t length;
} File;

/* A plan's folder, or with plan NULL the files of the library itself. */
typedef struct Corpus {
    GPtrArray *plans;   /* char *: names of folders */
    GPtrArray *files;   /* File * */
    const char *folder; /* WORK */
    uint64_t state;     /* of the random numbers */
    const char *plan;   /* that of this round */
    Resources *resources;
    size_t failures;
} Corpus;

/* ---- chance ---- */

static uint64_t next_random(Corpus *corpus)
{
    uint64_t z = (corpus->state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* From 0 up to LIMIT - 1. */
static size_t below(Corpus *corpus, size_t limit)
{
    return limit == 0 ? 0 : (size_t)(next_random(corpus) % limit);
}

/* ---- the corpus ---- */

static void free_file(gpointer data)
{
    File *file = data;
    g_free(file->name);
    g_free(file->text);
    g_free(file);
}

static void add_folder(Corpus *corpus, const char *root, const char *name)
{
    g_autofree char *path = g_build_filename(root, name, NULL);
    g_autoptr(GDir) entries = g_dir_open(path, 0, NULL);
    const char *entry = NULL;
    while (entries != NULL && (entry = g_dir_read_name(entries)) != NULL) {
        g_autofree char *below_root = g_build_filename(name, entry, NULL);
        g_autofree char *full = g_build_filename(root, below_root, NULL);
        if (g_file_test(full, G_FILE_TEST_IS_DIR)) {
            if (*name == '\0')
                g_ptr_array_add(corpus->plans, g_strdup(entry));
            if (strcmp(entry, "evidence") != 0)
                add_folder(corpus, root, below_root);
        } else if (g_str_has_suffix(entry, ".yaml") || g_str_has_suffix(entry, ".md")) {
            File *file = g_new0(File, 1);
            file->name = g_strdup(*below_root == '/' ? below_root + 1 : below_root);
            if (!g_file_get_contents(full, &file->text, &file->length, NULL))
                g_error("cannot read %s", full);
            g_ptr_array_add(corpus->files, file);
        }
    }
}

static void add_chapters(Corpus *corpus)
{
    for (size_t i = 0; i < corpus->plans->len; i++) {
        File *file = g_new0(File, 1);
        file->name = g_build_filename(corpus->plans->pdata[i], "notes.md", NULL);
        file->text = g_strdup(CHAPTER);
        file->length = strlen(CHAPTER);
        g_ptr_array_add(corpus->files, file);
    }
}

static int compare_files(gconstpointer a, gconstpointer b)
{
    return strcmp((*(const File *const *)a)->name, (*(const File *const *)b)->name);
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void put(const Corpus *corpus, const char *name, const char *text, size_t length)
{
    g_autoptr(Diags) diags = diags_new();
    g_autofree char *path = g_build_filename(corpus->folder, name, NULL);
    if (!file_write(path, text, length, 0644, diags))
        g_error("cannot write %s", path);
}

static bool belongs(const Corpus *corpus, const File *file)
{
    size_t length = strlen(corpus->plan);
    return strchr(file->name, '/') == NULL ||
           (strncmp(file->name, corpus->plan, length) == 0 && file->name[length] == '/');
}

/* Lays out the library of this round as it is in PLANS, with the good plan beside it. */
static void lay_out(const Corpus *corpus)
{
    for (size_t i = 0; i < corpus->files->len; i++) {
        const File *file = corpus->files->pdata[i];
        if (belongs(corpus, file))
            put(corpus, file->name, file->text, file->length);
    }
    put(corpus, "good/plan.yaml", GOOD_PLAN, strlen(GOOD_PLAN));
}

static void clear(const Corpus *corpus)
{
    g_autoptr(Diags) diags = diags_new();
    g_autofree char *path = g_build_filename(corpus->folder, corpus->plan, NULL);
    if (!file_remove_tree(path, diags))
        g_error("cannot remove %s", path);
}

/* ---- how to spoil a text ---- */

/* A random line of TEXT; *LENGTH gets its bytes, with its end. */
static size_t pick_line(Corpus *corpus, const GString *text, size_t *length)
{
    size_t start = below(corpus, text->len);
    while (start > 0 && text->str[start - 1] != '\n')
        start--;
    const char *end = memchr(text->str + start, '\n', text->len - start);
    *length = end == NULL ? text->len - start : (size_t)(end - text->str) - start + 1;
    return start;
}

static void drop_line(Corpus *corpus, GString *text)
{
    size_t length = 0;
    size_t start = pick_line(corpus, text, &length);
    g_string_erase(text, (gssize)start, (gssize)length);
}

static void repeat_line(Corpus *corpus, GString *text)
{
    size_t length = 0;
    size_t start = pick_line(corpus, text, &length);
    g_autofree char *line = g_strndup(text->str + start, length);
    for (size_t times = 1 + below(corpus, below(corpus, 8) == 0 ? 200 : 2); times > 0; times--)
        g_string_insert_len(text, (gssize)start, line, (gssize)length);
}

static void move_line(Corpus *corpus, GString *text)
{
    size_t length = 0;
    size_t start = pick_line(corpus, text, &length);
    g_autofree char *line = g_strndup(text->str + start, length);
    g_string_erase(text, (gssize)start, (gssize)length);
    size_t unused = 0;
    g_string_insert_len(text, (gssize)pick_line(corpus, text, &unused), line, (gssize)length);
}

static void delete_bytes(Corpus *corpus, GString *text)
{
    size_t start = below(corpus, text->len);
    size_t length = 1 + below(corpus, 20);
    g_string_erase(text, (gssize)start, (gssize)MIN(length, text->len - start));
}

static void insert_bytes(Corpus *corpus, GString *text)
{
    size_t at = below(corpus, text->len + 1);
    for (size_t count = 1 + below(corpus, 4); count > 0; count--) {
        char byte = (char)(unsigned char)below(corpus, 256);
        g_string_insert_len(text, (gssize)at, &byte, 1);
    }
}

static void indent(Corpus *corpus, GString *text)
{
    size_t length = 0;
    size_t start = pick_line(corpus, text, &length);
    if (below(corpus, 2) == 0)
        g_string_insert(text, (gssize)start, below(corpus, 6) == 0 ? "\t" : "  ");
    else if (length > 1 && text->str[start] == ' ')
        g_string_erase(text, (gssize)start, (gssize)(1 + below(corpus, 2)));
}

static void truncate_text(Corpus *corpus, GString *text)
{
    g_string_truncate(text, below(corpus, 30) == 0 ? 0 : below(corpus, text->len));
}

static const char *const tokens[] = {
    "[",
    "]",
    "{",
    "}",
    "'",
    "\"",
    "|\n",
    ">\n",
    "- ",
    ": ",
    ":",
    " #",
    "&a ",
    "*a",
    "!t ",
    "<<: ",
    "---\n",
    "...\n",
    "\t",
    "%x\n",
    "@",
    "`",
    "\r",
    "\r\n",
    "? ",
    ",",
    "~",
    "\\",
    "**",
    "_",
    "\xEF\xBB\xBF",
    "\xC2\x85",
    "\xE2\x80\xA8",
    "\xE2\x80\xAE",
    "\xCC\x81",
    "\xF0\x9F\x94\xA5",
    "[x](javascript:y)",
    "![](z)",
    "<b>",
    "&lt;",
    "| a |\n|---|\n",
    "::gaps",
    "{{plan.title}}",
    "</script>",
};

static void insert_token(Corpus *corpus, GString *text)
{
    const char *token = tokens[below(corpus, G_N_ELEMENTS(tokens))];
    size_t at = below(corpus, text->len + 1);
    size_t times = below(corpus, 12) == 0 ? 1 + below(corpus, 300) : 1;
    for (; times > 0; times--)
        g_string_insert(text, (gssize)at, token);
}

static void insert_long_line(Corpus *corpus, GString *text)
{
    static const char letters[] = "x >*[-a\t`{";
    size_t length = 0;
    size_t at = pick_line(corpus, text, &length);
    g_autofree char *line =
        g_strnfill(below(corpus, 100000), letters[below(corpus, strlen(letters))]);
    if (below(corpus, 2) == 0)
        g_string_insert(text, (gssize)at, "\n");
    g_string_insert(text, (gssize)at, line);
}

static const char *const values[] = {
    "",
    "0",
    "-1",
    "~",
    "\"\"",
    "''",
    "true",
    "[]",
    "{}",
    "[x]",
    "{a: b}",
    "[[x]]",
    "[~, '']",
    "99999999999999999999h",
    "200y",
    "1mo",
    "2024-01-XX",
    "2999-12-31",
    "1900-01-01",
    "100%",
    "1e9",
    "\"a\\a\\e[1m\\L\\N\\0z\"",
    "\"\\n\\n\\t\"",
    "unnamed.1",
    "good/api",
    "/",
    "a--b",
    "forever",
    "continuous",
    "|\n  x\n\n      y",
    ">-\n  x\n",
    "'*a* [b](c) | `d` <e> {{f}} ::g'",
    "\"# x\\n\\n- [ ] y\\n\"",
    "\"\\u202Eabc\\u200B\"",
    "'  '",
    "index",
    "critical",
    "stop",
    "tabletop",
    "[good/api, good/api]",
    "99999999999999999999",
    "9223372036854775807s",
    "999999999999y",
    "0s",
    "-5h",
    "1e308GB",
    "99999999999TB",
    "0MB/s",
    "0%",
    "999999999%",
    "always",
    "mon-sun 00:00-24:00",
    "fri-mon 22:00-06:00",
    "backup-missing",
    "rm -rf \"$X\" ${Y} $(Z <<E",
    "[[]]",
    "{a: {b: {c: d}}}",
};

/* Prose of many levels; owned. */
static char *nested(Corpus *corpus)
{
    static const char *const marks[][2] = {{"> ", ""},   {"- ", ""},  {"*_", "_*"},
                                           {"**", "**"}, {"1. ", ""}, {"[", "](x)"}};
    size_t kind = below(corpus, G_N_ELEMENTS(marks));
    size_t levels = below(corpus, marks[kind][1][0] == '\0' ? 36 : 500);
    g_autoptr(GString) text = g_string_new("'");
    for (size_t i = 0; i < levels; i++)
        g_string_append(text, marks[kind][0]);
    g_string_append(text, "core");
    for (size_t i = 0; i < levels; i++)
        g_string_append(text, marks[kind][1]);
    g_string_append_c(text, '\'');
    return g_strdup(text->str);
}

/* Gives a key another value. */
static void change_value(Corpus *corpus, GString *text)
{
    size_t length = 0;
    size_t start = pick_line(corpus, text, &length);
    g_autofree char *line = g_strndup(text->str + start, length);
    const char *colon = strstr(line, ": ");
    if (colon == NULL)
        return;
    size_t offset = (size_t)(colon - line) + 2;
    size_t end = strcspn(line + offset, ",}]\n");
    g_string_erase(text, (gssize)(start + offset), (gssize)end);
    g_autofree char *value = below(corpus, 8) == 0
                                 ? nested(corpus)
                                 : g_strdup(values[below(corpus, G_N_ELEMENTS(values))]);
    g_string_insert(text, (gssize)(start + offset), value);
}

/* Takes one key out of a mapping in braces. */
static void drop_key(Corpus *corpus, GString *text)
{
    size_t length = 0;
    size_t start = pick_line(corpus, text, &length);
    g_autofree char *line = g_strndup(text->str + start, length);
    const char *comma = strchr(line, ',');
    for (size_t skip = below(corpus, 4); comma != NULL && skip > 0; skip--)
        comma = strchr(comma + 1, ',') == NULL ? comma : strchr(comma + 1, ',');
    if (comma != NULL)
        g_string_erase(text, (gssize)(start + (size_t)(comma - line)),
                       (gssize)(1 + strcspn(comma + 1, ",}\n")));
}

/* A random id of TEXT; owned, NULL when there is none. */
static char *pick_id(Corpus *corpus, const GString *text)
{
    const char *found = strstr(text->str + below(corpus, text->len), "id: ");
    if (found == NULL)
        found = strstr(text->str, "id: ");
    return found == NULL ? NULL : g_strndup(found + 4, strcspn(found + 4, ",}\n "));
}

/* Lets what refers to one thing refer to another, perhaps to itself. */
static void redirect(Corpus *corpus, GString *text)
{
    g_autofree char *from = pick_id(corpus, text);
    g_autofree char *to = pick_id(corpus, text);
    if (from == NULL || *from == '\0')
        return;
    const char *at = strstr(text->str + below(corpus, text->len), from);
    if (at == NULL || (at - text->str >= 4 && strncmp(at - 4, "id: ", 4) == 0))
        return;
    size_t offset = (size_t)(at - text->str);
    g_string_erase(text, (gssize)offset, (gssize)strlen(from));
    g_string_insert(text, (gssize)offset, to);
}

/* Repeats an item of a list very often, each time with another id. */
static void lengthen(Corpus *corpus, GString *text)
{
    size_t length = 0;
    size_t start = pick_line(corpus, text, &length);
    g_autofree char *line = g_strndup(text->str + start, length);
    const char *id = strstr(line, "{id: ");
    if (g_str_has_prefix(line + strspn(line, " "), "- ") == FALSE || below(corpus, 20) > 0)
        return;
    size_t rows = MIN(2000, 900000 / (length + 1));
    g_autoptr(GString) more = g_string_new(NULL);
    for (size_t i = 0; i < rows; i++) {
        size_t split = id == NULL ? 0 : (size_t)(id - line) + 5;
        g_string_append_len(more, line, (gssize)split);
        if (id != NULL)
            g_string_append_printf(more, "x%zu-", i);
        g_string_append(more, line + split);
    }
    g_string_insert(text, (gssize)(start + length), more->str);
}

/* Puts some bytes of another file in. */
static void splice(Corpus *corpus, GString *text)
{
    const File *other = corpus->files->pdata[below(corpus, corpus->files->len)];
    size_t from = below(corpus, other->length);
    size_t length = 1 + below(corpus, 400);
    length = MIN(length, other->length - from);
    size_t unused = 0;
    size_t at = below(corpus, 2) == 0 ? pick_line(corpus, text, &unused) : below(corpus, text->len);
    g_string_insert_len(text, (gssize)at, other->text + from, (gssize)length);
}

/* Most texts are spoilt gently, so that they are still YAML and reach the later rooms. */
static void spoil(Corpus *corpus, GString *text)
{
    static void (*const gentle[])(Corpus *, GString *) = {
        change_value, drop_line, change_value, repeat_line, change_value,
        move_line,    drop_key,  redirect,     redirect,    lengthen,
    };
    static void (*const harsh[])(Corpus *, GString *) = {
        delete_bytes, insert_bytes, indent, insert_token, insert_long_line, splice,
    };
    bool is_gentle = below(corpus, 4) > 0;
    for (size_t times = 1 + below(corpus, 6); times > 0; times--)
        if (is_gentle)
            gentle[below(corpus, G_N_ELEMENTS(gentle))](corpus, text);
        else
            harsh[below(corpus, G_N_ELEMENTS(harsh))](corpus, text);
    if (!is_gentle && below(corpus, 4) == 0)
        truncate_text(corpus, text);
}

/* Spoils one to three files of the plan or of the library. */
static void spoil_files(Corpus *corpus)
{
    g_autoptr(GPtrArray) own = g_ptr_array_new();
    for (size_t i = 0; i < corpus->files->len; i++)
        if (belongs(corpus, corpus->files->pdata[i]))
            g_ptr_array_add(own, corpus->files->pdata[i]);
    for (size_t times = 1 + below(corpus, 3); times > 0; times--) {
        const File *file = own->pdata[below(corpus, own->len)];
        g_autoptr(GString) text = g_string_new_len(file->text, (gssize)file->length);
        spoil(corpus, text);
        put(corpus, file->name, text->str, text->len);
    }
}

/* ---- what must hold ---- */

static void fail(Corpus *corpus, const char *what, const char *detail)
{
    g_autofree char *path = g_build_filename(corpus->folder, "seed", NULL);
    g_autofree char *seed = NULL;
    g_file_get_contents(path, &seed, NULL, NULL);
    printf("FAIL seed %s (%s): %s: %s\n", seed, corpus->plan, what, detail == NULL ? "" : detail);
    corpus->failures++;
}

static bool is_of_reader(const Rule *rule)
{
    for (size_t i = 0; reading_rules[i] != NULL; i++)
        if (reading_rules[i] == rule)
            return true;
    return false;
}

/* Rules that may speak of a file or folder as a whole. */
static bool may_lack_text(const Rule *rule)
{
    static const char *const ids[] = {"plan-missing", "file-stray", "id-malformed"};
    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++)
        if (strcmp(rule->id, ids[i]) == 0)
            return true;
    return !is_of_reader(rule);
}

static void check_findings(Corpus *corpus, const Diags *diags)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (size_t i = 0; i < diags_count(diags); i++) {
        const Diag *diag = diags_at(diags, i);
        const Source *source = diag->span.source;
        if (source == NULL && (diag->path == NULL || !may_lack_text(diag->rule)))
            fail(corpus, "a finding without a place", diag->text);
        if (source != NULL && (diag->span.offset > source->length ||
                               diag->span.length > source->length - diag->span.offset))
            fail(corpus, "a finding outside of its file", diag->text);
        if (i < 200)
            diag_print(diag, false, out);
    }
    if (!g_utf8_validate(out->str, (gssize)out->len, NULL))
        fail(corpus, "findings that are no UTF-8", out->str);
}

static void check_text(Corpus *corpus, const char *what, const GString *text)
{
    if (strlen(text->str) != text->len || !g_utf8_validate(text->str, (gssize)text->len, NULL)) {
        fail(corpus, "no UTF-8", what);
        return;
    }
    for (const char *at = text->str; *at != '\0'; at++)
        if (((unsigned char)*at < 0x20 && *at != '\n' && *at != '\t') || *at == 0x7F) {
            fail(corpus, "a control character", what);
            return;
        }
}

/* The promises of the tree that doc_validate() does not look at. */
static void check_tree(Corpus *corpus, const Doc *doc)
{
    for (const Node *at = doc->root; at != NULL; at = node_following(doc->root, at)) {
        if (at->text == NULL)
            continue;
        g_autoptr(GString) text = g_string_new(at->text);
        check_text(corpus, doc->path, text);
        if (at->kind == NODE_LINK && !url_is_safe(at->text))
            fail(corpus, "an unsafe link", at->text);
        if (at->kind == NODE_CODE && !g_str_has_suffix(at->text, "\n"))
            fail(corpus, "code without a line end", at->text);
    }
}

static void check_html(Corpus *corpus, const Doc *doc)
{
    g_autoptr(GString) out = g_string_new(NULL);
    HtmlPage page = {.doc = doc, .library_title = "x", .generator = "x", .as_of = "2026-03-31"};
    press_html(corpus->resources->frame, &page, out);
    check_text(corpus, doc->path, out);
    xmlDoc *xml = xmlReadMemory(out->str, (int)out->len, "page", "UTF-8",
                                XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (xml == NULL)
        fail(corpus, "a page that is not well-formed", doc->path);
    xmlFreeDoc(xml);
}

static void check_document(Corpus *corpus, const Template *template, const Subject *subject,
                           const char *path)
{
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(Doc) doc = compose(template, subject, path, diags);
    g_autofree char *problem = doc_validate(doc);
    if (problem != NULL)
        fail(corpus, path, problem);
    if (diags_count(diags) > 0)
        fail(corpus, path, diags_at(diags, 0)->text);
    check_tree(corpus, doc);
    g_autoptr(GString) markdown = g_string_new(NULL);
    press_markdown(doc, markdown);
    check_text(corpus, path, markdown);
    check_html(corpus, doc);
}

static void check_runbook(Corpus *corpus, const Shelf *shelf, const PlanView *view,
                          const Runbook *runbook)
{
    Subject subject = shelf_subject(shelf, view, runbook);
    g_autofree char *path = runbook_document(runbook);
    check_document(corpus, &corpus->resources->runbook, &subject, path);
    g_autoptr(GString) script = g_string_new(NULL);
    const ScriptOrigin origin = {.generator = "x", .as_of = "2026-03-31"};
    script_write(runbook, &origin, corpus->resources->engine->str, script);
    check_text(corpus, path, script);
}

static void check_documents(Corpus *corpus, const Shelf *shelf)
{
    const Resources *resources = corpus->resources;
    Subject subject = shelf_subject(shelf, NULL, NULL);
    check_document(corpus, &resources->index, &subject, "index");
    check_document(corpus, &resources->people, &subject, "people");
    check_document(corpus, &resources->compliance, &subject, "compliance/report");
    for (size_t i = 0; i < shelf->library->n_plans; i++) {
        const PlanView *view = &shelf->views[i];
        Subject about = shelf_subject(shelf, view, NULL);
        g_autofree char *path = plan_document(view->plan);
        g_autofree char *report = plan_compliance_document(view->plan);
        check_document(corpus, &resources->plan, &about, path);
        check_document(corpus, &resources->plan_compliance, &about, report);
        for (size_t j = 0; j < view->plan->runbooks.count; j++)
            check_runbook(corpus, shelf, view, view->plan->runbooks.items[j]);
    }
}

/* ---- what may have happened ---- */

static int64_t any_moment(Corpus *corpus)
{
    if (below(corpus, 6) == 0)
        return below(corpus, 2) == 0 ? MOMENT_ABSENT : INT64_C(99999999999);
    return ((int64_t)AS_OF - (int64_t)below(corpus, 900)) * 86400 + (int64_t)below(corpus, 86400);
}

static Date any_date(Corpus *corpus)
{
    return (Date){below(corpus, 3) == 0 ? INT32_MIN : AS_OF - 400 + (int32_t)below(corpus, 500)};
}

/* What a run calls STEP, or a step of the runbook that it calls. */
static const char *any_step(Corpus *corpus, const Step *step, Arena *arena)
{
    const Runbook *called = step_called(step);
    if (called == NULL || called->steps.count == 0 || below(corpus, 2) == 0)
        return step->entity.id.text;
    const Step *inner = called->steps.items[below(corpus, called->steps.count)];
    return arena_printf(arena, "%s/%s", step->entity.id.text, inner->entity.id.text);
}

static void fill_run(Corpus *corpus, const Plan *plan, Arena *arena, Run *run)
{
    const Exercise *exercise = NULL;
    const Runbook *runbook = NULL;
    if (plan->exercises.count > 0)
        exercise = plan->exercises.items[below(corpus, plan->exercises.count)];
    if (plan->runbooks.count > 0)
        runbook = plan->runbooks.items[below(corpus, plan->runbooks.count)];
    run->plan = plan->id;
    run->exercise = exercise == NULL ? NULL : exercise->entity.id.text;
    run->runbook = runbook == NULL ? NULL : runbook->entity.id.text;
    run->runbook_hash = runbook == NULL || below(corpus, 2) == 0 ? NULL : runbook->hash;
    run->operator_name = below(corpus, 3) == 0 ? NULL : "Jo";
    run->n_steps = runbook == NULL ? 0 : below(corpus, runbook->steps.count + 1);
    run->steps = arena_alloc(arena, (run->n_steps + 1) * sizeof *run->steps);
    for (size_t i = 0; i < run->n_steps; i++)
        run->steps[i] = (RunStep){.id = any_step(corpus, runbook->steps.items[i], arena),
                                  .started = {any_moment(corpus)},
                                  .ended = {any_moment(corpus)},
                                  .outcome = (StepOutcome)below(corpus, 3),
                                  .by = below(corpus, 2) == 0 ? NULL : "Jo"};
    run->n_findings = below(corpus, 3);
    run->findings = arena_alloc(arena, (run->n_findings + 1) * sizeof *run->findings);
    for (size_t i = 0; i < run->n_findings; i++)
        run->findings[i] = (RunFinding){.severity = "high",
                                        .text = "it took long",
                                        .due = any_date(corpus),
                                        .closed = any_date(corpus)};
}

/* Runs of what the library has, at any times. */
static RunSet *runs_new(Corpus *corpus, const Library *library)
{
    RunSet *set = g_new0(RunSet, 1);
    set->arena = arena_new();
    set->count = library->n_plans == 0 || below(corpus, 3) == 0 ? 0 : below(corpus, 40);
    set->runs = arena_alloc(set->arena, (set->count + 1) * sizeof *set->runs);
    for (size_t i = 0; i < set->count; i++) {
        Run *run = &set->runs[i];
        *run = (Run){.id = arena_printf(set->arena, "run-%zu", i),
                     .kind = (RunKind)below(corpus, 3),
                     .outcome = (RunOutcome)below(corpus, 3),
                     .declared = {any_moment(corpus)},
                     .started = {any_moment(corpus)},
                     .ended = {any_moment(corpus)},
                     .service_back = {any_moment(corpus)},
                     .recovered_to = {any_moment(corpus)},
                     .evidence = "run.log"};
        fill_run(corpus, library->plans[below(corpus, library->n_plans)], set->arena, run);
    }
    return set;
}

static void check_loss(Corpus *corpus, const Library *library)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) json = g_string_new(NULL);
    losses_told(library, next_random(corpus), text, json);
    check_text(corpus, "what a loss means", text);
    check_text(corpus, "what a loss means to machines", json);
}

static void check_library(Corpus *corpus)
{
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(Library) library = read_library(corpus->folder, diags);
    if (library == NULL) {
        fail(corpus, "no library", NULL);
        return;
    }
    if (library_find_plan(library, "good") == NULL)
        fail(corpus, "the other plan was not read", NULL);
    check_findings(corpus, diags);
    RunSet *runs = runs_new(corpus, library);
    g_autoptr(Shelf) shelf = shelf_new(library, corpus->resources, diags, runs,
                                       (Period){.from = {INT32_MIN}, .as_of = {AS_OF}}, NULL);
    g_autoptr(Diags) all = diags_new();
    shelf_report(shelf, all);
    check_findings(corpus, all);
    check_loss(corpus, library);
    check_documents(corpus, shelf);
}

static void round_of(Corpus *corpus, uint64_t seed)
{
    g_autofree char *name = g_strdup_printf("%" G_GUINT64_FORMAT, seed);
    put(corpus, "seed", name, strlen(name));
    corpus->state = seed;
    corpus->plan = corpus->plans->pdata[below(corpus, corpus->plans->len)];
    lay_out(corpus);
    spoil_files(corpus);
    check_library(corpus);
    clear(corpus);
}

int main(int argc, char **argv)
{
    if (argc != 5) {
        fprintf(stderr, "usage: %s PLANS WORK COUNT SEED\n", argv[0]);
        return 2;
    }
    Corpus corpus = {.plans = g_ptr_array_new_with_free_func(g_free),
                     .files = g_ptr_array_new_with_free_func(free_file),
                     .folder = argv[2]};
    add_folder(&corpus, argv[1], "");
    add_chapters(&corpus);
    g_ptr_array_sort(corpus.files, compare_files);
    g_ptr_array_sort(corpus.plans, compare_names);
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(Library) library = read_library(argv[1], diags);
    if (library == NULL || corpus.plans->len == 0)
        return 2;
    g_autoptr(Resources) resources = resources_read(library, diags);
    corpus.resources = resources;
    uint64_t count = strtoull(argv[3], NULL, 10);
    uint64_t seed = strtoull(argv[4], NULL, 10);
    uint64_t done = 0;
    for (; done < count && corpus.failures < MOST_FAILURES; done++)
        round_of(&corpus, seed + done);
    g_ptr_array_unref(corpus.plans);
    g_ptr_array_unref(corpus.files);
    xmlCleanupParser();
    printf("%" G_GUINT64_FORMAT " passed, %zu failed\n", done - MIN(done, corpus.failures),
           corpus.failures);
    return corpus.failures > 0;
}
