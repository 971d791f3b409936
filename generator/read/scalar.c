#include "read/scalar.h"

#include "base/nearest.h"
#include "base/url.h"
#include "read/prose.h"
#include "read/reading_rules.h"

#include <string.h>

/* The text of a value that stands on one line: without line ends. */
static const char *one_line(Scalar scalar, Arena *arena)
{
    size_t length = scalar.length;
    while (length > 0 && g_ascii_isspace(scalar.text[length - 1]))
        length--;
    char *copy = arena_alloc(arena, length + 1);
    for (size_t i = 0; i < length; i++)
        copy[i] = g_ascii_isspace(scalar.text[i]) ? ' ' : scalar.text[i];
    return copy;
}

static void read_text(Scalar scalar, Text *target, Arena *arena)
{
    target->text = one_line(scalar, arena);
    target->span = scalar.span;
}

static void read_prose(Scalar scalar, Text *target, Arena *arena, Diags *diags)
{
    target->span = scalar.span;
    if (prose_within_limits(scalar.text, scalar.length, scalar.span, diags))
        target->text = arena_text_n(arena, scalar.text, scalar.length);
}

static void read_verbatim(Scalar scalar, Text *target, Arena *arena, Diags *diags)
{
    target->span = scalar.span;
    if (prose_within_size(scalar.length, scalar.span, diags))
        target->text = arena_text_n(arena, scalar.text, scalar.length);
}

bool is_id(const char *text)
{
    bool joins = false; /* may a '-' follow, or the end? */
    for (; *text != '\0'; text++) {
        if (*text == '-' ? !joins : !g_ascii_islower(*text) && !g_ascii_isdigit(*text))
            return false;
        joins = *text != '-';
    }
    return joins;
}

static void read_id(Scalar scalar, Text *target, Arena *arena, Diags *diags)
{
    read_text(scalar, target, arena);
    if (is_id(target->text))
        return;
    diags_add(diags, &rule_id_malformed, scalar.span, "'%s' is not an id", target->text);
    target->text = NULL;
}

static void read_url(Scalar scalar, Text *target, Arena *arena, Diags *diags)
{
    read_text(scalar, target, arena);
    if (!url_is_safe(target->text))
        diags_add(diags, &rule_url_unsafe, scalar.span, "'%s' is not an address for a link",
                  target->text);
}

static void read_web(Scalar scalar, Text *target, Arena *arena, Diags *diags)
{
    read_text(scalar, target, arena);
    if (url_is_web(target->text))
        return;
    Diag *diag = diags_add(diags, &rule_url_unsafe, scalar.span,
                           "'%s' is not an address of the web", target->text);
    diag_help(diags, diag, "begin it with https:// or http://, and write %%20 for a blank");
    target->text = NULL;
}

static void read_word(const Field *field, Scalar scalar, Word *target, Arena *arena, Diags *diags)
{
    target->text = one_line(scalar, arena);
    target->span = scalar.span;
    target->index = -1;
    Nearest nearest = nearest_start(target->text);
    g_autoptr(GString) all = g_string_new(NULL);
    for (int i = 0; field->words[i] != NULL; i++) {
        if (strcmp(field->words[i], target->text) == 0) {
            target->index = i;
            return;
        }
        nearest_offer(&nearest, field->words[i]);
        g_string_append_printf(all, "%s`%s`", i == 0 ? "" : ", ", field->words[i]);
    }
    Diag *diag = diags_add(diags, &rule_word_unknown, scalar.span, "'%s' is not a word for `%s`",
                           target->text, field->key);
    if (nearest.best != NULL)
        diag_help(diags, diag, "did you mean `%s`? one of %s", nearest.best, all->str);
    else
        diag_help(diags, diag, "use one of %s", all->str);
}

/* Turns "4 hours", "< 15 minutes", "real-time" into what was probably meant; NULL if unclear. */
static const char *guess_duration(const char *text, char *buffer)
{
    static const char *const zero[] = {"immediate", "immediately", "real-time", "realtime",
                                       "instant",   "none",        "zero"};
    for (size_t i = 0; i < G_N_ELEMENTS(zero); i++)
        if (g_ascii_strcasecmp(text, zero[i]) == 0)
            return "0";
    while (*text == '<' || *text == '~' || *text == '=' || *text == ' ')
        text++;
    size_t digits = strspn(text, "0123456789");
    const char *unit = text + digits;
    unit += strspn(unit, " -");
    char letter = g_ascii_tolower(*unit);
    const char *known = letter == '\0' ? NULL : strchr("smhdwy", letter);
    if (digits == 0 || digits > 6 || known == NULL)
        return NULL;
    bool month = g_ascii_strncasecmp(unit, "mo", 2) == 0;
    g_snprintf(buffer, DURATION_TEXT_SIZE, "%.*s%c%s", (int)digits, text, letter, month ? "o" : "");
    Duration meant;
    return duration_parse(buffer, &meant) ? buffer : NULL;
}

static DurationWord duration_word(const Field *field, const char *text)
{
    static const struct {
        const char *text;
        DurationWord word;
    } words[] = {
        {"continuous", DURATION_WORD_CONTINUOUS},
        {"on-change", DURATION_WORD_ON_CHANGE},
        {"forever", DURATION_WORD_FOREVER},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(text, words[i].text) == 0 && (field->duration_words & (1u << words[i].word)))
            return words[i].word;
    return DURATION_WORD_NONE;
}

static void read_duration(const Field *field, Scalar scalar, DurationValue *target, Arena *arena,
                          Diags *diags)
{
    target->text = one_line(scalar, arena);
    target->span = scalar.span;
    target->word = duration_word(field, target->text);
    target->known =
        target->word != DURATION_WORD_NONE || duration_parse(target->text, &target->value);
    if (target->known)
        return;
    Diag *diag = diags_add(diags, &rule_duration_malformed, scalar.span,
                           "'%s' is not a length of time", target->text);
    char buffer[DURATION_TEXT_SIZE];
    const char *guess = guess_duration(target->text, buffer);
    if (guess != NULL)
        diag_help(diags, diag, "write `%s`, if that is meant", guess);
}

static void read_date(Scalar scalar, DateValue *target, Arena *arena, Diags *diags)
{
    target->text = one_line(scalar, arena);
    target->span = scalar.span;
    target->known = date_parse(target->text, &target->value);
    if (!target->known)
        diags_add(diags, &rule_date_malformed, scalar.span, "'%s' is not a date", target->text);
}

/* Reads digits, with a fraction when there is a SUFFIX: up to 15, which a double keeps. */
static bool parse_decimal(const char *text, const char *suffix, double *value)
{
    static const char digits[] = "0123456789";
    size_t length = strspn(text, digits);
    if (length > 0 && *suffix != '\0' && text[length] == '.') {
        size_t fraction = strspn(text + length + 1, digits);
        length = fraction == 0 ? 0 : length + 1 + fraction;
    }
    if (length == 0 || length > 15 || strcmp(text + length, suffix) != 0)
        return false;
    *value = g_ascii_strtod(text, NULL);
    return true;
}

static void read_number(const Field *field, Scalar scalar, NumberValue *target, Arena *arena,
                        Diags *diags)
{
    static const struct {
        FieldType type;
        const char *suffix, *name, *example;
    } kinds[] = {
        {FIELD_INTEGER, "", "whole number", "1"},
        {FIELD_PERCENT, "%", "percentage", "50%"},
        {FIELD_POINTS, "pt", "size in points", "9.5pt"},
    };
    size_t kind = 0;
    while (kinds[kind].type != field->type)
        kind++;
    target->text = one_line(scalar, arena);
    target->span = scalar.span;
    target->known = parse_decimal(target->text, kinds[kind].suffix, &target->value);
    if (target->known)
        return;
    Diag *diag = diags_add(diags, &rule_number_malformed, scalar.span, "'%s' is not a %s",
                           target->text, kinds[kind].name);
    diag_help(diags, diag, "write for example `%s`", kinds[kind].example);
}

static void read_bool(Scalar scalar, BoolValue *target, Arena *arena, Diags *diags)
{
    target->text = one_line(scalar, arena);
    target->span = scalar.span;
    target->value = strcmp(target->text, "true") == 0;
    target->known = target->value || strcmp(target->text, "false") == 0;
    if (target->known)
        return;
    Diag *diag = diags_add(diags, &rule_number_malformed, scalar.span,
                           "'%s' is neither true nor false", target->text);
    diag_help(diags, diag, "write `true` or `false`");
}

/* What one of the kinds of value that are read in one piece looks like. */
typedef struct Pattern {
    const char *noun;
    const char *example;
} Pattern;

static void report_pattern(const char *text, Span span, Pattern pattern, Diags *diags)
{
    Diag *diag =
        diags_add(diags, &rule_number_malformed, span, "'%s' is not %s", text, pattern.noun);
    diag_help(diags, diag, "write for example `%s`", pattern.example);
}

static void read_size(const Field *field, Scalar scalar, SizeValue *target, Arena *arena,
                      Diags *diags)
{
    static const Pattern size = {"an amount of data", "200GB"};
    static const Pattern rate = {"a rate", "50MB/s"};
    bool is_rate = field->type == FIELD_RATE;
    target->text = one_line(scalar, arena);
    target->span = scalar.span;
    target->known = is_rate ? rate_parse(target->text, &target->value)
                            : size_parse(target->text, &target->value);
    if (!target->known)
        report_pattern(target->text, scalar.span, is_rate ? rate : size, diags);
}

static void read_colour(Scalar scalar, NumberValue *target, Arena *arena, Diags *diags)
{
    static const Pattern colour = {"a colour: two hexadecimal digits each for red, green and blue",
                                   "8f1414"};
    enum { DIGITS = 6 };
    target->text = one_line(scalar, arena);
    target->span = scalar.span;
    target->known =
        strlen(target->text) == DIGITS && strspn(target->text, "0123456789abcdefABCDEF") == DIGITS;
    if (target->known)
        target->value = (double)g_ascii_strtoull(target->text, NULL, 16);
    else
        report_pattern(target->text, scalar.span, colour, diags);
}

static void read_week(Scalar scalar, WeekValue *target, Arena *arena, Diags *diags)
{
    static const Pattern week = {"a time of the week", "mon-fri 08:00-18:00"};
    target->text = one_line(scalar, arena);
    target->span = scalar.span;
    target->known = week_parse(target->text, &target->value);
    if (!target->known)
        report_pattern(target->text, scalar.span, week, diags);
}

static void read_ref(Scalar scalar, Ref *target, Arena *arena)
{
    target->text = one_line(scalar, arena);
    target->span = scalar.span;
}

/* Is it a required text without anything in it? What only looks written down is missing. */
static bool is_blank(const Field *field, Scalar scalar)
{
    bool is_text = field->type == FIELD_TEXT || field->type == FIELD_LINE ||
                   field->type == FIELD_PROSE || field->type == FIELD_VERBATIM;
    if (!is_text || !field->required)
        return false;
    size_t blank = 0;
    while (blank < scalar.length && g_ascii_isspace(scalar.text[blank]))
        blank++;
    return blank == scalar.length;
}

static void report_blank(const Field *field, Scalar scalar, Text *target, Diags *diags)
{
    target->span = scalar.span;
    Diag *diag =
        diags_add(diags, &rule_value_missing, scalar.span, "`%s` has no value", field->key);
    if (field->example != NULL)
        diag_help(diags, diag, "write for example `%s: %s`", field->key, field->example);
}

void scalar_read(const Field *field, Scalar scalar, void *target, Arena *arena, Diags *diags)
{
    if (is_blank(field, scalar)) {
        report_blank(field, scalar, target, diags);
        return;
    }
    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_TEXTS:
        read_text(scalar, target, arena);
        return;
    case FIELD_LINE:
    case FIELD_LINES:
    case FIELD_PROSE:
        read_prose(scalar, target, arena, diags);
        return;
    case FIELD_VERBATIM:
        read_verbatim(scalar, target, arena, diags);
        return;
    case FIELD_URL:
        read_url(scalar, target, arena, diags);
        return;
    case FIELD_WEB:
        read_web(scalar, target, arena, diags);
        return;
    case FIELD_ID:
        read_id(scalar, target, arena, diags);
        return;
    case FIELD_WORD:
        read_word(field, scalar, target, arena, diags);
        return;
    case FIELD_DURATION:
        read_duration(field, scalar, target, arena, diags);
        return;
    case FIELD_DATE:
        read_date(scalar, target, arena, diags);
        return;
    case FIELD_PERCENT:
    case FIELD_INTEGER:
    case FIELD_POINTS:
        read_number(field, scalar, target, arena, diags);
        return;
    case FIELD_COLOUR:
        read_colour(scalar, target, arena, diags);
        return;
    case FIELD_BOOL:
        read_bool(scalar, target, arena, diags);
        return;
    case FIELD_SIZE:
    case FIELD_RATE:
        read_size(field, scalar, target, arena, diags);
        return;
    case FIELD_WEEK:
        read_week(scalar, target, arena, diags);
        return;
    case FIELD_REF:
    case FIELD_REFS:
        read_ref(scalar, target, arena);
        return;
    case FIELD_OBJECT:
    case FIELD_LIST:
    case FIELD_MAP:
        break;
    }
    g_assert_not_reached();
}
