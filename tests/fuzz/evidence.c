/*
 * usage: evidence LIBRARY COUNT SEED FILE...
 *
 * Spoils the files of evidence FILE, COUNT times in all, and reads what is left as `record` does:
 * nothing may crash, what is refused has a finding in its file, what is taken is text, and all
 * names it mentions can be looked up in LIBRARY. Round I uses nothing but SEED + I.
 */
#include "history/evidence.h"
#include "history/known_names.h"
#include "read/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const tokens[] = {
    ",",
    ";",
    "\"",
    "\"\"",
    "\n",
    "\r\n",
    "\t",
    "kind",
    "drill",
    "contact",
    "form: 1\n",
    "________",
    "- ",
    ": ",
    "{",
    "]",
    "&a ",
    "*a",
    "2026-08-14T09:00:00Z",
    "2026-08-14",
    "-",
    "NaN",
    "1,234",
    "<testcase ",
    "/>",
    "</testsuite>",
    "<failure",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE x>",
    "&lt;",
    "&#0;",
    "name='",
    "time='",
    "\xEF\xBB\xBF",
    "\xC3",
    "\xE2\x80\xAE",
    "(",
    ")",
    "\trun-begin\t",
    "plan=",
    "redbinder.plan",
    "yes",
    "passed",
    "/",
    "*",
};

typedef struct Chance {
    uint64_t state;
} Chance;

static size_t below(Chance *chance, size_t limit)
{
    uint64_t z = (chance->state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return limit == 0 ? 0 : (size_t)((z ^ (z >> 31)) % limit);
}

static void spoil(Chance *chance, GString *text)
{
    size_t at = below(chance, text->len + 1);
    size_t length = 1 + below(chance, 30);
    if (length > text->len - at)
        length = text->len - at;
    char byte = (char)(unsigned char)below(chance, 256);
    switch (below(chance, 6)) {
    case 0:
        g_string_erase(text, (gssize)at, (gssize)length);
        break;
    case 1:
        g_string_insert_len(text, (gssize)at, &byte, 1);
        break;
    case 2: {
        g_autofree char *piece = g_memdup2(text->str + at, length + 1);
        g_string_insert_len(text, (gssize)below(chance, text->len + 1), piece, (gssize)length);
        break;
    }
    case 3:
        if (below(chance, 20) == 0)
            g_string_truncate(text, at);
        break;
    default:
        g_string_insert(text, (gssize)at, tokens[below(chance, G_N_ELEMENTS(tokens))]);
        break;
    }
}

static bool is_text(const char *text)
{
    return text == NULL || g_utf8_validate(text, -1, NULL);
}

/* What is wrong with what was taken in, or NULL. */
static const char *judge(const Evidence *evidence)
{
    if (evidence->n_runs + evidence->n_acts == 0)
        return "nothing was taken in, and nobody was told";
    for (size_t i = 0; i < evidence->n_runs; i++) {
        const Run *run = &evidence->runs[i].run;
        if (run->id == NULL || run->plan == NULL || !is_text(run->id) || !is_text(run->title) ||
            !is_text(run->backup) || !is_text(run->observer))
            return "a run has no id, no plan or no text";
        for (size_t j = 0; j < run->n_steps; j++)
            if (run->steps[j].id == NULL || !is_text(run->steps[j].id) ||
                !is_text(run->steps[j].note))
                return "a step has no id or no text";
        for (size_t j = 0; j < run->n_people; j++)
            if (!is_text(run->people[j].name) || !is_text(run->people[j].role))
                return "a person has no text";
    }
    for (size_t i = 0; i < evidence->n_acts; i++) {
        const Act *act = &evidence->acts[i];
        if (act->date.days == INT32_MIN || !is_text(act->subject) || !is_text(act->note))
            return "an act has no day or no text";
    }
    return NULL;
}

/* Reads SOURCE as `record` does. What went wrong, or NULL. */
static const char *read_source(const Source *source, const Library *library)
{
    static const char hash[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    g_autoptr(Diags) diags = diags_new();
    EvidenceHints hints = {.plan = "case", .library = library};
    EvidenceInput input = {source, hash, &hints};
    EvidenceFormat format;
    g_autoptr(Evidence) evidence = NULL;
    if (evidence_format(source, &format, diags))
        evidence = evidence_read(&input, format, diags);
    if (evidence == NULL && diags_count_severity(diags, SEVERITY_ERROR) == 0)
        return "refused without a finding";
    for (size_t i = 0; i < diags_count(diags); i++) {
        Span span = diags_at(diags, i)->span;
        if (span.source != source || span.offset > source->length)
            return "a finding has no place";
    }
    if (evidence == NULL)
        return NULL;
    known_names_check(evidence, library, diags);
    return judge(evidence);
}

int main(int argc, char **argv)
{
    if (argc < 5)
        return 2;
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(Library) library = read_library(argv[1], diags);
    uint64_t seed = g_ascii_strtoull(argv[3], NULL, 10);
    size_t count = (size_t)g_ascii_strtoull(argv[2], NULL, 10);
    size_t failed = 0;
    for (size_t i = 0; i < count; i++) {
        Chance chance = {seed + i};
        const char *path = argv[4 + below(&chance, (size_t)argc - 4)];
        g_autofree char *contents = NULL;
        gsize length = 0;
        if (library == NULL || !g_file_get_contents(path, &contents, &length, NULL))
            return 2;
        GString *text = g_string_new_len(contents, (gssize)length);
        for (size_t times = 1 + below(&chance, 8); times > 0; times--)
            spoil(&chance, text);
        size_t size = text->len;
        g_autoptr(Source) source = source_new_take(path, g_string_free(text, FALSE), size);
        const char *wrong = size == 0 ? NULL : read_source(source, library);
        if (wrong == NULL)
            continue;
        failed++;
        printf("%s at seed %zu: %s\n", path, (size_t)seed + i, wrong);
    }
    printf("%zu passed, %zu failed\n", count - failed, failed);
    return failed == 0 ? 0 : 1;
}
