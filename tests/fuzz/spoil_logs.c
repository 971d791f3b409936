/*
 * usage: spoil_logs SEED_FILE COUNT SEED LOG...
 *
 * Spoils run logs, COUNT times, each time in another way, and reads them: nothing may crash, each
 * finding has its place, and a log that is still said to be sealed with the same head holds the
 * same events. Round I uses nothing but SEED + I, which stands in SEED_FILE meanwhile.
 */
#include "base/diag_text.h"
#include "history/evidence.h"
#include "history/log_verify.h"
#include "history/run_log_line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_FAILURES = 5 };

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

typedef struct Fuzz {
    GPtrArray *logs; /* Source *: as they were */
    const char *seed_file;
    uint64_t state; /* of the random numbers */
    uint64_t seed;  /* of this round */
    size_t failures;
} Fuzz;

static uint64_t next_random(Fuzz *fuzz)
{
    uint64_t z = (fuzz->state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* From 0 up to LIMIT - 1. */
static size_t below(Fuzz *fuzz, size_t limit)
{
    return limit == 0 ? 0 : (size_t)(next_random(fuzz) % limit);
}

static void fail(Fuzz *fuzz, const char *what, const char *detail)
{
    printf("FAIL seed %" G_GUINT64_FORMAT ": %s: %s\n", fuzz->seed, what,
           detail == NULL ? "" : detail);
    fuzz->failures++;
}

/* ---- how to spoil a log ---- */

/* A random line of TEXT; *LENGTH gets its bytes, with its end. */
static size_t pick_line(Fuzz *fuzz, const GString *text, size_t *length)
{
    size_t start = below(fuzz, text->len);
    while (start > 0 && text->str[start - 1] != '\n')
        start--;
    const char *end = memchr(text->str + start, '\n', text->len - start);
    *length = end == NULL ? text->len - start : (size_t)(end - text->str) - start + 1;
    return start;
}

static void drop_line(Fuzz *fuzz, GString *text)
{
    size_t length = 0;
    size_t start = pick_line(fuzz, text, &length);
    g_string_erase(text, (gssize)start, (gssize)length);
}

static void repeat_line(Fuzz *fuzz, GString *text)
{
    size_t length = 0;
    size_t start = pick_line(fuzz, text, &length);
    g_autofree char *line = g_strndup(text->str + start, length);
    g_string_insert_len(text, (gssize)pick_line(fuzz, text, &length), line, (gssize)strlen(line));
}

static void change_byte(Fuzz *fuzz, GString *text)
{
    if (text->len > 0)
        text->str[below(fuzz, text->len)] ^= (char)(1 + below(fuzz, 255));
}

static void cut(Fuzz *fuzz, GString *text)
{
    if (below(fuzz, 4) == 0)
        g_string_truncate(text, below(fuzz, text->len));
}

/* The value of one line in the place of another's. */
static void move_value(Fuzz *fuzz, GString *text)
{
    size_t length = 0;
    const char *from = strstr(text->str + pick_line(fuzz, text, &length), "chain=");
    const char *to = strstr(text->str + pick_line(fuzz, text, &length), "chain=");
    if (from != NULL && to != NULL && strlen(from) >= 70 && strlen(to) >= 70)
        memmove(text->str + (to - text->str), from, 70);
}

static void insert_token(Fuzz *fuzz, GString *text)
{
    static const char *const tokens[] = {
        "\t",
        "\n",
        "\r\n",
        "#",
        " ",
        "\tchain=",
        "\tchain=0",
        "=",
        "chain",
        "\tchain=" HASH,
        "\tmono=x",
        "\xC3\x28",
        "\x1B[2J",
        "\tstep=../x",
        "\toutput=../../etc/passwd",
        "\nresumed",
        "\tat=\t\t\t",
        "2026-08-14T09:00:00Z\tnote\ttext=x chain=" HASH "\n",
    };
    g_string_insert(text, (gssize)below(fuzz, text->len + 1),
                    tokens[below(fuzz, G_N_ELEMENTS(tokens))]);
}

static void spoil(Fuzz *fuzz, GString *text)
{
    static void (*const ways[])(Fuzz *, GString *) = {
        drop_line, repeat_line, change_byte,  change_byte,
        cut,       move_value,  insert_token, insert_token,
    };
    for (size_t times = 1 + below(fuzz, 4); times > 0; times--)
        ways[below(fuzz, G_N_ELEMENTS(ways))](fuzz, text);
}

/* ---- what must hold ---- */

/* The events of SOURCE without what seals them, by the words of docs/run-log.md. Owned. */
static char *events_of(const Source *source)
{
    g_autoptr(GString) events = g_string_new(NULL);
    for (uint32_t number = 2; number <= source->n_lines; number++) {
        size_t length = 0;
        const char *text = source_line(source, number, &length);
        if (!log_line_is_event(text, length))
            continue;
        const char *value = memmem(text, length, "\tchain=", strlen("\tchain="));
        g_string_append_len(events, text, value == NULL ? (gssize)length : value - text);
        g_string_append_c(events, '\n');
    }
    g_autofree char *hex =
        g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)events->str, events->len);
    return g_strdup(hex);
}

static void check_findings(Fuzz *fuzz, const Diags *diags, const Source *source)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (size_t i = 0; i < diags_count(diags); i++) {
        const Diag *diag = diags_at(diags, i);
        if (diag->span.source != source || diag->span.offset > source->length ||
            diag->span.length > source->length - diag->span.offset)
            fail(fuzz, "a finding outside of its file", diag->text);
        diag_print(diag, false, out);
    }
    if (!g_utf8_validate(out->str, (gssize)out->len, NULL))
        fail(fuzz, "findings that are no UTF-8", out->str);
}

/* SPOILT came from BEFORE: what is said about its seal is so. */
static void check_seal(Fuzz *fuzz, const Source *before, const Source *spoilt,
                       const SealCheck *seal)
{
    SealCheck first = log_seal_check(before);
    if (seal->state == SEAL_WHOLE && first.state == SEAL_WHOLE &&
        strcmp(seal->head, first.head) == 0) {
        g_autofree char *events = events_of(before);
        g_autofree char *left = events_of(spoilt);
        if (strcmp(events, left) != 0)
            fail(fuzz, "other events have the same head", seal->head);
    }
    if ((seal->state == SEAL_BROKEN) != (seal->fault.source != NULL) ||
        (seal->sealed.source != NULL) != (*seal->head != '\0') || seal->n_open > seal->n_events)
        fail(fuzz, "a seal that contradicts itself", seal->head);
}

/* What a run keeps of the seal of its log. */
static LogSeal kept_as(SealState state)
{
    return state == SEAL_WHOLE  ? LOG_SEALED
           : state == SEAL_OPEN ? LOG_SEALED_PARTLY
                                : LOG_NOT_SEALED;
}

static void check_log(Fuzz *fuzz, const Source *before, const Source *spoilt)
{
    static const EvidenceHints hints = {.plan = "docs"};
    g_autoptr(Diags) diags = diags_new();
    LogVerdict verdict;
    bool judged = log_verify(spoilt, "/nowhere", &verdict, diags);
    if (judged)
        check_seal(fuzz, before, spoilt, &verdict.seal);
    EvidenceInput input = {spoilt, HASH, &hints};
    g_autoptr(Evidence) evidence = evidence_read(&input, EVIDENCE_RUN_LOG, diags);
    if (evidence != NULL && (!judged || verdict.seal.state == SEAL_BROKEN ||
                             evidence->runs[0].run.seal != kept_as(verdict.seal.state)))
        fail(fuzz, "a log is taken in with another seal than it has", NULL);
    check_findings(fuzz, diags, spoilt);
}

static void round_of(Fuzz *fuzz, uint64_t seed)
{
    FILE *file = fopen(fuzz->seed_file, "w"); /* g_file_set_contents waits for the disk */
    if (file == NULL || fprintf(file, "%" G_GUINT64_FORMAT, seed) < 0 || fclose(file) != 0)
        g_error("cannot write %s", fuzz->seed_file);
    fuzz->seed = fuzz->state = seed;
    const Source *before = fuzz->logs->pdata[below(fuzz, fuzz->logs->len)];
    GString *text = g_string_new_len(before->text, (gssize)before->length);
    spoil(fuzz, text);
    size_t length = text->len;
    g_autoptr(Source) spoilt = source_new_take("spoilt.log", g_string_free(text, FALSE), length);
    check_log(fuzz, before, spoilt);
}

static void free_source(gpointer source)
{
    source_free(source);
}

int main(int argc, char **argv)
{
    if (argc < 5) {
        fprintf(stderr, "usage: %s SEED_FILE COUNT SEED LOG...\n", argv[0]);
        return 2;
    }
    Fuzz fuzz = {.logs = g_ptr_array_new_with_free_func(free_source), .seed_file = argv[1]};
    for (int i = 4; i < argc; i++) {
        char *text = NULL;
        gsize length = 0;
        if (!g_file_get_contents(argv[i], &text, &length, NULL))
            return 2;
        g_ptr_array_add(fuzz.logs, source_new_take(argv[i], text, length));
    }
    uint64_t count = strtoull(argv[2], NULL, 10);
    uint64_t seed = strtoull(argv[3], NULL, 10);
    uint64_t done = 0;
    for (; done < count && fuzz.failures < MOST_FAILURES; done++)
        round_of(&fuzz, seed + done);
    g_ptr_array_unref(fuzz.logs);
    printf("%" G_GUINT64_FORMAT " passed, %zu failed\n", done - MIN(done, fuzz.failures),
           fuzz.failures);
    return fuzz.failures > 0;
}
