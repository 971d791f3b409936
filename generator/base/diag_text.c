#include "base/diag_text.h"

#include <string.h>

enum {
    TAB_WIDTH = 4,
    LONGEST_LINE = 160,
    LONGEST_NOTED_LINE = 100, /* bytes; longer lines are not shown for a note */
    MOST_SHOWN_NOTES = 4,     /* a finding with more shows no lines for them */
};

typedef struct Palette {
    const char *error, *warning, *info, *place, *help, *off;
} Palette;

static const Palette plain = {"", "", "", "", "", ""};
static const Palette ansi = {"\033[1;31m", "\033[1;35m", "\033[1;36m",
                             "\033[1m",    "\033[1;32m", "\033[0m"};

static const char *severity_colour(Severity severity, const Palette *palette)
{
    if (severity == SEVERITY_ERROR)
        return palette->error;
    return severity == SEVERITY_WARNING ? palette->warning : palette->info;
}

/* What is shown for C: no control character reaches the terminal. */
static gunichar shown(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);
    bool hidden = type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT ||
                  type == G_UNICODE_SURROGATE || type == G_UNICODE_LINE_SEPARATOR ||
                  type == G_UNICODE_PARAGRAPH_SEPARATOR;
    return hidden ? '?' : c;
}

/* Columns of the terminal that C takes. */
static int display_width(gunichar c)
{
    if (c == '\t')
        return TAB_WIDTH;
    if (g_unichar_iszerowidth(shown(c)))
        return 0;
    return g_unichar_iswide(c) ? 2 : 1;
}

static void put_character(GString *out, gunichar c)
{
    if (c == '\t')
        g_string_append(out, "    ");
    else
        g_string_append_unichar(out, shown(c));
}

/* Bytes of the character at TEXT, and what it is; an invalid byte counts as U+FFFD. */
static size_t take_character(const char *text, size_t room, gunichar *c)
{
    gunichar read = g_utf8_get_char_validated(text, (gssize)room);
    bool valid = read != (gunichar)-1 && read != (gunichar)-2;
    *c = valid ? read : 0xFFFD;
    return valid ? (size_t)g_utf8_skip[(unsigned char)*text] : 1;
}

/* Where to begin to show LINE, so that START is seen. */
static size_t first_shown(const char *line, size_t start)
{
    if (start < LONGEST_LINE)
        return 0;
    size_t first = start - LONGEST_LINE / 4;
    while (first > 0 && ((unsigned char)line[first] & 0xC0) == 0x80)
        first--;
    return first;
}

/* Appends the line, or what stands around START when it is long; *BEFORE and *UNDER get the
 * display width before and of the bytes from START to END. */
static void put_line(GString *out, const char *line, size_t length, size_t start, size_t end,
                     int *before, int *under)
{
    size_t at = first_shown(line, start);
    if (at > 0)
        g_string_append(out, "...");
    *before = at > 0 ? 3 : 0;
    *under = 0;
    while (at < length && at < start + LONGEST_LINE) {
        gunichar c = 0;
        size_t step = take_character(line + at, length - at, &c);
        put_character(out, c);
        if (at < start)
            *before += display_width(c);
        else if (at < end)
            *under += display_width(c);
        at += step;
    }
}

static void put_snippet(GString *out, Span span, const Palette *palette)
{
    Place place = source_place(span.source, span.offset);
    size_t length = 0;
    const char *line = source_line(span.source, place.line, &length);
    size_t start = MIN(span.offset - span.source->lines[place.line - 1], length);
    size_t end = MIN(start + span.length, length);
    int before = 0;
    int under = 0;
    g_string_append_printf(out, "%5u | ", place.line);
    put_line(out, line, length, start, end, &before, &under);
    g_string_append_printf(out, "\n      | %*s%s^", before, "", palette->help);
    for (int i = 1; i < under && i < LONGEST_LINE; i++)
        g_string_append_c(out, '~');
    g_string_append_printf(out, "%s\n", palette->off);
}

/* Appends TEXT without control characters: messages quote what plans say, and
 * anybody can give a file its name. */
static void put_message(GString *out, const char *text)
{
    size_t length = strlen(text);
    for (size_t at = 0; at < length;) {
        gunichar c = 0;
        at += take_character(text + at, length - at, &c);
        if (c == '\n' || c == '\t')
            g_string_append_c(out, ' ');
        else
            put_character(out, c);
    }
}

char *text_for_terminal(const char *text)
{
    GString *out = g_string_new(NULL);
    put_message(out, text);
    return g_string_free(out, FALSE);
}

static void put_place(GString *out, Span span, const char *path)
{
    if (span.source == NULL) {
        if (path != NULL) {
            put_message(out, path);
            g_string_append(out, ": ");
        }
        return;
    }
    Place place = source_place(span.source, span.offset);
    put_message(out, span.source->path);
    g_string_append_printf(out, ":%u:%u: ", place.line, place.column);
}

/* Whether the line of NOTE is worth showing: short, and not shown just before, at LAST. */
static bool is_shown(const Note *note, Span last)
{
    if (note->span.source == NULL)
        return false;
    Place place = source_place(note->span.source, note->span.offset);
    size_t length = 0;
    source_line(note->span.source, place.line, &length);
    if (length > LONGEST_NOTED_LINE)
        return false;
    return last.source != note->span.source ||
           source_place(last.source, last.offset).line != place.line;
}

static void put_notes(GString *out, const Diag *diag, const Palette *palette)
{
    Span last = diag->span;
    size_t count = diag->notes == NULL ? 0 : diag->notes->len;
    for (size_t i = 0; i < count; i++) {
        const Note *note = diag->notes->pdata[i];
        g_string_append(out, "   note: ");
        put_place(out, note->span, NULL);
        put_message(out, note->text);
        g_string_append_c(out, '\n');
        if (count > MOST_SHOWN_NOTES || !is_shown(note, last))
            continue;
        put_snippet(out, note->span, palette);
        last = note->span;
    }
}

void diag_print(const Diag *diag, bool colour, GString *out)
{
    const Palette *palette = colour ? &ansi : &plain;
    g_string_append(out, palette->place);
    put_place(out, diag->span, diag->path);
    g_string_append_printf(out, "%s%s%s: %s", palette->off,
                           severity_colour(diag->severity, palette), severity_word(diag->severity),
                           palette->off);
    put_message(out, diag->text);
    g_string_append_printf(out, " [%s]\n", diag->rule->id);
    if (diag->span.source != NULL)
        put_snippet(out, diag->span, palette);
    put_notes(out, diag, palette);
    g_string_append_printf(out, "   %shelp:%s ", palette->help, palette->off);
    put_message(out, diag->help);
    g_string_append_c(out, '\n');
}

void diags_print_counts(const Diags *diags, GString *out)
{
    static const struct {
        Severity severity;
        const char *word;
    } kinds[] = {
        {SEVERITY_ERROR, "error"}, {SEVERITY_WARNING, "warning"}, {SEVERITY_INFO, "remark"}};
    size_t counts[G_N_ELEMENTS(kinds)];
    size_t rest = 0; /* kinds that are still to be named */
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        counts[i] = diags_count_severity(diags, kinds[i].severity);
        rest += counts[i] > 0;
    }
    if (rest == 0)
        g_string_append(out, "nothing to complain about");
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (counts[i] == 0)
            continue;
        g_string_append_printf(out, "%zu %s%s", counts[i], kinds[i].word,
                               counts[i] == 1 ? "" : "s");
        rest--;
        if (rest > 0)
            g_string_append(out, rest == 1 ? " and " : ", ");
    }
    g_string_append_c(out, '\n');
}
