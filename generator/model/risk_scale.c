#include "model/risk_scale.h"

/* Words that mean the same everywhere, or nearly, share a rank: what is not surely above another
 * must not be told to be. */
typedef struct KnownLevel {
    const char *word; /* case-folded */
    int rank;
} KnownLevel;

enum { RANK_HIGH = 5 };

static const KnownLevel known_levels[] = {
    {"none", 0},
    {"negligible", 1},
    {"insignificant", 1},
    {"trivial", 1},
    {"very low", 1},
    {"very-low", 1},
    {"minimal", 1},
    {"p5", 1},
    {"low", 2},
    {"minor", 2},
    {"p4", 2},
    {"medium", 3},
    {"moderate", 3},
    {"p3", 3},
    {"medium-high", 4},
    {"high", RANK_HIGH},
    {"major", RANK_HIGH},
    {"serious", RANK_HIGH},
    {"p2", RANK_HIGH},
    {"very high", 6},
    {"very-high", 6},
    {"critical", 6},
    {"severe", 6},
    {"extreme", 6},
    {"catastrophic", 6},
    {"p1", 6},
    {"p0", 6},
};

struct RiskScale {
    const RiskMatrix *matrix;
    GHashTable *likelihoods; /* case-folded word to its row plus 1; words owned */
    GHashTable *impacts;     /* to its column plus 1 */
    GHashTable *levels;      /* to its place in `levels` plus 1 */
};

static void add_word(GHashTable *words, const Text *word, size_t index)
{
    if (word->text == NULL)
        return;
    char *folded = g_utf8_casefold(word->text, -1);
    if (g_hash_table_contains(words, folded))
        g_free(folded);
    else
        g_hash_table_insert(words, folded, GSIZE_TO_POINTER(index + 1));
}

static GHashTable *words_new(const TextList *list)
{
    GHashTable *words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; list != NULL && i < list->count; i++)
        add_word(words, list->items[i], i);
    return words;
}

/* The place of WORD, SIZE_MAX when it has none. */
static size_t find_word(GHashTable *words, const char *word)
{
    if (word == NULL)
        return SIZE_MAX;
    g_autofree char *folded = g_utf8_casefold(word, -1);
    size_t found = GPOINTER_TO_SIZE(g_hash_table_lookup(words, folded));
    return found == 0 ? SIZE_MAX : found - 1;
}

RiskScale *risk_scale_new(const RiskMatrix *matrix)
{
    RiskScale *scale = g_new0(RiskScale, 1);
    scale->matrix = matrix;
    scale->likelihoods = words_new(NULL);
    for (size_t i = 0; i < matrix->rows.count; i++)
        add_word(scale->likelihoods, &matrix->rows.items[i]->likelihood, i);
    scale->impacts = words_new(&matrix->impacts);
    scale->levels = words_new(&matrix->levels);
    return scale;
}

void risk_scale_free(RiskScale *scale)
{
    if (scale == NULL)
        return;
    g_hash_table_unref(scale->likelihoods);
    g_hash_table_unref(scale->impacts);
    g_hash_table_unref(scale->levels);
    g_free(scale);
}

const Text *risk_scale_cell(const RiskScale *scale, const char *likelihood, const char *impact)
{
    size_t row = find_word(scale->likelihoods, likelihood);
    size_t column = find_word(scale->impacts, impact);
    if (row == SIZE_MAX || column == SIZE_MAX)
        return NULL;
    const TextList *levels = &scale->matrix->rows.items[row]->levels;
    return column < levels->count ? levels->items[column] : NULL;
}

/* What LEVEL means everywhere, -1 when that is not known. */
static int common_rank(const char *level)
{
    g_autofree char *folded = g_utf8_casefold(level, -1);
    for (size_t i = 0; i < G_N_ELEMENTS(known_levels); i++)
        if (g_str_equal(known_levels[i].word, folded))
            return known_levels[i].rank;
    return -1;
}

bool risk_scale_compare(const RiskScale *scale, const char *a, const char *b, int *order)
{
    if (a == NULL || b == NULL)
        return false;
    size_t left = find_word(scale->levels, a);
    size_t right = find_word(scale->levels, b);
    if (left != SIZE_MAX && right != SIZE_MAX) {
        *order = left < right ? -1 : left > right;
        return true;
    }
    int left_rank = common_rank(a);
    int right_rank = common_rank(b);
    *order = left_rank < right_rank ? -1 : left_rank > right_rank;
    return left_rank >= 0 && right_rank >= 0;
}

bool risk_scale_is_high(const RiskScale *scale, const char *level)
{
    size_t place = find_word(scale->levels, level);
    if (place != SIZE_MAX)
        return place * 2 >= scale->matrix->levels.count;
    return common_rank(level) >= RANK_HIGH;
}

const Text *risk_scale_level(const RiskScale *scale, const Risk *risk)
{
    if (risk->level.text != NULL)
        return &risk->level;
    const Text *cell = risk_scale_cell(scale, risk->likelihood.text, risk->impact.text);
    return cell != NULL && cell->text != NULL ? cell : NULL;
}

bool word_is_same(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return false;
    g_autofree char *left = g_utf8_casefold(a, -1);
    g_autofree char *right = g_utf8_casefold(b, -1);
    return g_str_equal(left, right);
}
