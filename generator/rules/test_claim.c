#include "rules/test_claim.h"

#include <string.h>

enum {
    BETWEEN = 3,     /* words that may stand between the test and how often it is */
    BEFORE = 4,      /* words before "tested" in which "are" is looked for */
    MOST_CLAIMS = 20 /* of one text */
};

typedef struct Token {
    const char *start;
    size_t length;
    size_t sentence;
} Token;

/* How often, as the words from FIRST on say. */
typedef struct Period {
    size_t first, count;
    Duration length;
} Period;

static const char *const test_words[] = {"test",      "tests",      "tested",   "testing",
                                         "drill",     "drills",     "drilled",  "exercise",
                                         "exercises", "exercised",  "rehearse", "rehearsed",
                                         "rehearsal", "rehearsals", NULL};
/* Before or after a test word: tests of software, and things that are only named after tests. */
static const char *const other_tests[] = {"unit",       "integration", "load",        "smoke",
                                          "regression", "performance", "penetration", NULL};
static const char *const test_things[] = {"suite",   "suites",      "data",         "case",
                                          "cases",   "environment", "environments", "result",
                                          "results", "server",      "coverage",     NULL};
static const char *const doubts[] = {
    "not",  "never",  "no",    "nobody", "nothing", "none",   "neither", "cannot", "without",
    "if",   "unless", "until", "when",   "whether", "before", "once",    "to",     "should",
    "must", "shall",  "will",  "would",  "can",     "could",  "may",     "might",  NULL};
static const char *const copulas[] = {"is", "are", "was", "were", "been", NULL};

typedef struct PeriodWord {
    const char *word;
    Duration length;
} PeriodWord;

static const PeriodWord adverbs[] = {
    {"daily", {0, 86400}},     {"weekly", {0, 7 * 86400}}, {"fortnightly", {0, 14 * 86400}},
    {"monthly", {1, 0}},       {"bimonthly", {2, 0}},      {"quarterly", {3, 0}},
    {"semi-annually", {6, 0}}, {"semiannually", {6, 0}},   {"half-yearly", {6, 0}},
    {"annually", {12, 0}},     {"annual", {12, 0}},        {"yearly", {12, 0}},
};
static const PeriodWord units[] = {
    {"day", {0, 86400}},  {"week", {0, 7 * 86400}}, {"month", {1, 0}},         {"quarter", {3, 0}},
    {"year", {12, 0}},    {"days", {0, 86400}},     {"weeks", {0, 7 * 86400}}, {"months", {1, 0}},
    {"quarters", {3, 0}}, {"years", {12, 0}},
};
static const char *const numbers[] = {"zero",  "one",   "two",  "three", "four",   "five",  "six",
                                      "seven", "eight", "nine", "ten",   "eleven", "twelve"};

static bool is_word_byte(char byte)
{
    return g_ascii_isalnum(byte) || byte == '-' || byte == '\'' || (unsigned char)byte >= 0x80;
}

/* Does a sentence end between AT and END? Items of a list and paragraphs end one as well. */
static bool ends_sentence(const char *at, const char *end)
{
    for (; at < end; at++) {
        if (strchr(".!?;:|", *at) != NULL)
            return true;
        if (*at != '\n')
            continue;
        const char *next = at + 1;
        while (*next == ' ' || *next == '\t')
            next++;
        if (*next == '\n' || ((*next == '-' || *next == '*' || *next == '#') && next < end))
            return true;
    }
    return false;
}

static GArray *split(const char *text)
{
    GArray *tokens = g_array_new(FALSE, FALSE, sizeof(Token));
    size_t sentence = 0;
    const char *before = text;
    for (const char *at = text; *at != '\0';) {
        if (!is_word_byte(*at) || *at == '-') {
            at++;
            continue;
        }
        sentence += ends_sentence(before, at);
        Token token = {.start = at, .sentence = sentence};
        while (is_word_byte(*at))
            at++;
        token.length = (size_t)(at - token.start);
        g_array_append_val(tokens, token);
        before = at;
    }
    return tokens;
}

static const Token *token_at(const GArray *tokens, size_t index)
{
    return &g_array_index(tokens, Token, index);
}

static bool is(const Token *token, const char *word)
{
    return strlen(word) == token->length &&
           g_ascii_strncasecmp(token->start, word, token->length) == 0;
}

static bool is_one_of(const Token *token, const char *const *words)
{
    for (; *words != NULL; words++)
        if (is(token, *words))
            return true;
    return false;
}

static bool begins(const Token *token, const char *prefix)
{
    return token->length >= strlen(prefix) &&
           g_ascii_strncasecmp(token->start, prefix, strlen(prefix)) == 0;
}

/* Are both in the sentence of token INDEX? */
static bool has(const GArray *tokens, size_t index, size_t other)
{
    return other < tokens->len &&
           token_at(tokens, other)->sentence == token_at(tokens, index)->sentence;
}

static const Duration *find_length(const Token *token, const PeriodWord *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (is(token, words[i].word))
            return &words[i].length;
    return NULL;
}

/* The number that TOKEN is, 2 to 99; 0 when it is none. "Every other week" is every second. */
static int32_t number_of(const Token *token)
{
    if (is(token, "other") || is(token, "second"))
        return 2;
    for (size_t i = 2; i < G_N_ELEMENTS(numbers); i++)
        if (is(token, numbers[i]))
            return (int32_t)i;
    int32_t number = 0;
    for (size_t i = 0; i < token->length; i++) {
        if (!g_ascii_isdigit(token->start[i]) || i == 2)
            return 0;
        number = number * 10 + (token->start[i] - '0');
    }
    return number;
}

/* "every quarter", "each month", "every six months", "every other week" */
static bool read_every(const GArray *tokens, size_t index, Period *period)
{
    if (!is(token_at(tokens, index), "every") && !is(token_at(tokens, index), "each"))
        return false;
    int32_t number = has(tokens, index, index + 1) ? number_of(token_at(tokens, index + 1)) : 0;
    size_t at = index + (number > 0 ? 2 : 1);
    const Duration *unit = has(tokens, index, at)
                               ? find_length(token_at(tokens, at), units, G_N_ELEMENTS(units))
                               : NULL;
    if (unit == NULL)
        return false;
    int32_t times = MAX(number, 1);
    *period = (Period){index, at + 1 - index, {unit->months * times, unit->seconds * times}};
    return true;
}

/* "once a quarter", "twice a year", "four times per year" */
static bool read_times(const GArray *tokens, size_t index, Period *period)
{
    const Token *token = token_at(tokens, index);
    int32_t times = is(token, "once") ? 1 : is(token, "twice") ? 2 : 0;
    size_t at = index + 1;
    if (times == 0 && has(tokens, index, at) && is(token_at(tokens, at), "times")) {
        times = number_of(token);
        at++;
    }
    static const char *const links[] = {"a", "per", "every", "each", NULL};
    if (times == 0 || !has(tokens, index, at + 1) || !is_one_of(token_at(tokens, at), links))
        return false;
    const Duration *unit = find_length(token_at(tokens, at + 1), units, G_N_ELEMENTS(units));
    if (unit == NULL)
        return false;
    Duration length = {unit->months / times, unit->seconds / times};
    if (unit->months % times != 0)
        length = duration_from_seconds(duration_approximate(*unit) / times);
    *period = (Period){index, at + 2 - index, length};
    return true;
}

static bool read_period(const GArray *tokens, size_t index, Period *period)
{
    const Duration *length = find_length(token_at(tokens, index), adverbs, G_N_ELEMENTS(adverbs));
    if (length == NULL)
        return read_every(tokens, index, period) || read_times(tokens, index, period);
    *period = (Period){index, 1, *length};
    return true;
}

/* The period that stands nearest to token INDEX, after it rather than before. */
static bool nearest_period(const GArray *tokens, size_t index, Period *period)
{
    /* "Weekly tests, monthly drills": what stands right before belongs to it. */
    if (index > 0 && has(tokens, index, index - 1) && read_period(tokens, index - 1, period) &&
        period->count == 1)
        return true;
    for (size_t distance = 1; distance <= BETWEEN + 1; distance++) {
        if (has(tokens, index, index + distance) && read_period(tokens, index + distance, period))
            return true;
        /* A period before ends where the distance begins; the longest is of four words. */
        for (size_t count = 1; count <= 4 && distance + count - 1 <= index; count++) {
            size_t first = index - distance - (count - 1);
            if (has(tokens, index, first) && read_period(tokens, first, period) &&
                period->count == count)
                return true;
        }
    }
    return false;
}

static bool is_test(const GArray *tokens, size_t index)
{
    if (!is_one_of(token_at(tokens, index), test_words))
        return false;
    if (has(tokens, index, index + 1) && is_one_of(token_at(tokens, index + 1), test_things))
        return false;
    return index == 0 || !has(tokens, index, index - 1) ||
           !is_one_of(token_at(tokens, index - 1), other_tests);
}

/* Is there a word in the sentence, before token INDEX, that makes it no statement of fact? */
static bool is_doubtful(const GArray *tokens, size_t index, size_t after)
{
    for (size_t i = index; i > 0 && has(tokens, index, i - 1); i--)
        if (i - 1 != after && is_one_of(token_at(tokens, i - 1), doubts))
            return true;
    return false;
}

static unsigned topics_of(const GArray *tokens, size_t index)
{
    size_t first = index;
    while (first > 0 && has(tokens, index, first - 1))
        first--;
    unsigned topics = 0;
    for (size_t i = first; has(tokens, index, i); i++) {
        const Token *token = token_at(tokens, i);
        if (begins(token, "failover") || begins(token, "fail-over"))
            topics |= TOPIC_FAILOVER;
        if (begins(token, "backup") || begins(token, "restor"))
            topics |= TOPIC_RESTORE;
    }
    return topics;
}

/* "are documented and tested" without a word of how often; *FIRST gets where it begins. */
static bool is_statement(const GArray *tokens, size_t index, size_t *first)
{
    if (!is(token_at(tokens, index), "tested") && !is(token_at(tokens, index), "rehearsed") &&
        !is(token_at(tokens, index), "exercised"))
        return false;
    for (size_t back = 1; back <= BEFORE && back <= index; back++) {
        if (!has(tokens, index, index - back))
            return false;
        if (is_one_of(token_at(tokens, index - back), copulas)) {
            *first = index - back;
            return true;
        }
    }
    return false;
}

static bool read_claim(const GArray *tokens, size_t index, const char *text, size_t *last,
                       TestClaim *claim)
{
    Period period = {index, 1, {0, 0}};
    size_t first = index;
    if (!is_test(tokens, index))
        return false;
    claim->has_period = nearest_period(tokens, index, &period);
    if (!claim->has_period && !is_statement(tokens, index, &first))
        return false;
    /* The "once" of "once a year" is no condition. */
    size_t once = claim->has_period ? period.first : tokens->len;
    if (is_doubtful(tokens, index, once))
        return false;
    first = MIN(first, period.first);
    *last = MAX(index, period.first + period.count - 1);
    claim->period = period.length;
    claim->topics = topics_of(tokens, index);
    claim->offset = (size_t)(token_at(tokens, first)->start - text);
    claim->length = (size_t)(token_at(tokens, *last)->start - text) +
                    token_at(tokens, *last)->length - claim->offset;
    return true;
}

GArray *test_claims_find(const char *text)
{
    GArray *claims = g_array_new(FALSE, FALSE, sizeof(TestClaim));
    g_autoptr(GArray) tokens = split(text);
    for (size_t i = 0; i < tokens->len && claims->len < MOST_CLAIMS; i++) {
        TestClaim claim = {0};
        size_t last = i;
        if (!read_claim(tokens, i, text, &last, &claim))
            continue;
        g_array_append_val(claims, claim);
        i = last;
    }
    return claims;
}
