#include "model/risk_scale.h"
#include "rules/checks.h"
#include "rules/subject.h"

#include "base/nearest.h"

static void compare_level(const Risk *risk, const RiskScale *scale, Diags *diags)
{
    if (risk->level.text == NULL)
        return;
    const Text *cell = risk_scale_cell(scale, risk->likelihood.text, risk->impact.text);
    if (cell == NULL || cell->text == NULL || word_is_same(cell->text, risk->level.text))
        return;
    Diag *diag = diags_add(diags, &check_risk_level_mismatch.rule, risk->level.span,
                           "risk '%s' is rated '%s', but the matrix has '%s' for likelihood '%s' "
                           "and impact '%s'",
                           subject_id(&risk->entity), risk->level.text, cell->text,
                           risk->likelihood.text, risk->impact.text);
    diag_note(diags, diag, cell->span, "likelihood '%s' x impact '%s' = '%s'",
              risk->likelihood.text, risk->impact.text, cell->text);
    diag_help(diags, diag, "write `level: %s`, or correct likelihood, impact or the matrix",
              cell->text);
}

static void risk_level_mismatch(const CheckInput *input, Diags *diags)
{
    g_autoptr(RiskScale) scale = risk_scale_new(&input->library->matrix);
    for (size_t i = 0; i < input->plan->risks.count; i++)
        compare_level(input->plan->risks.items[i], scale, diags);
}

const Check check_risk_level_mismatch = {
    .rule =
        {
            .id = "risk-level-mismatch",
            .severity = SEVERITY_ERROR,
            .summary = "the level of a risk is not the one that the matrix gives it",
            .remedy = "write the level of the matrix, or correct likelihood or impact",
            .why = "Money and drills go to the risks of the highest level, so one that stands "
                   "too low is the one that nobody has prepared for.",
            .origin = "NIST SP 800-30 Rev. 1 Appendix I",
        },
    .run = risk_level_mismatch,
};

/* The words of one side of the matrix. */
typedef struct Side {
    const char *name;  /* "likelihood" */
    GPtrArray *words;  /* const char *, borrowed */
    GHashTable *known; /* the same, case-folded; owned */
    Span span;         /* where they are listed */
} Side;

enum { MOST_WORDS = 16 }; /* of a side that are listed or held against a word that is not there */

static Side side_new(const char *name, Span span)
{
    return (Side){
        .name = name,
        .words = g_ptr_array_new(),
        .known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .span = span,
    };
}

static void side_clear(Side *side)
{
    g_ptr_array_unref(side->words);
    g_hash_table_unref(side->known);
}

static void side_add(Side *side, const Text *word)
{
    if (word->text == NULL)
        return;
    g_ptr_array_add(side->words, (void *)(uintptr_t)word->text);
    g_hash_table_add(side->known, g_utf8_casefold(word->text, -1));
}

static bool side_has(const Side *side, const char *word)
{
    g_autofree char *folded = g_utf8_casefold(word, -1);
    return g_hash_table_contains(side->known, folded);
}

static char *list_words(const Side *side)
{
    GString *text = g_string_new(NULL);
    guint shown = MIN(side->words->len, (guint)MOST_WORDS);
    for (guint i = 0; i < shown; i++)
        g_string_append_printf(text, "%s'%s'", i == 0 ? "" : ", ",
                               (const char *)side->words->pdata[i]);
    if (shown < side->words->len)
        g_string_append_printf(text, " and %u more", side->words->len - shown);
    return g_string_free(text, FALSE);
}

static void check_word(const Side *side, const Text *word, const Entity *entity, Diags *diags)
{
    if (word->text == NULL || side->words->len == 0 || side_has(side, word->text))
        return;
    Nearest nearest = nearest_start(word->text);
    for (guint i = 0; i < MIN(side->words->len, (guint)MOST_WORDS); i++)
        nearest_offer(&nearest, side->words->pdata[i]);
    const char *kind =
        entity->kind == ENTITY_OTHER ? "failure mode" : entity_kind_word(entity->kind);
    Diag *diag = diags_add(diags, &check_risk_word_unknown.rule, word->span,
                           "%s '%s' of %s '%s' is not in the risk matrix", side->name, word->text,
                           kind, subject_id(entity));
    diag_note(diags, diag, side->span, "the matrix is here");
    g_autofree char *words = list_words(side);
    if (nearest.best != NULL)
        diag_help(diags, diag, "did you mean '%s'? The matrix has %s", nearest.best, words);
    else
        diag_help(diags, diag, "use one of %s", words);
}

static void check_pair(const Side *sides, const Text *likelihood, const Text *impact,
                       const Entity *entity, Diags *diags)
{
    check_word(&sides[0], likelihood, entity, diags);
    check_word(&sides[1], impact, entity, diags);
}

static void check_all_pairs(const Plan *plan, const Side *sides, Diags *diags)
{
    for (size_t i = 0; i < plan->risks.count; i++) {
        const Risk *risk = plan->risks.items[i];
        check_pair(sides, &risk->likelihood, &risk->impact, &risk->entity, diags);
    }
    for (size_t i = 0; i < plan->failures.count; i++) {
        const FailureMode *mode = plan->failures.items[i];
        check_pair(sides, &mode->likelihood, &mode->impact, &mode->entity, diags);
    }
    for (size_t i = 0; i < plan->scenarios.count; i++) {
        const Scenario *scenario = plan->scenarios.items[i];
        check_pair(sides, &scenario->likelihood, &scenario->impact, &scenario->entity, diags);
    }
}

static void risk_word_unknown(const CheckInput *input, Diags *diags)
{
    const RiskMatrix *matrix = &input->library->matrix;
    Side sides[] = {side_new("likelihood", matrix->rows.span),
                    side_new("impact", matrix->impacts.span)};
    for (size_t i = 0; i < matrix->rows.count; i++)
        side_add(&sides[0], &matrix->rows.items[i]->likelihood);
    for (size_t i = 0; i < matrix->impacts.count; i++)
        side_add(&sides[1], matrix->impacts.items[i]);
    check_all_pairs(input->plan, sides, diags);
    side_clear(&sides[0]);
    side_clear(&sides[1]);
}

const Check check_risk_word_unknown = {
    .rule =
        {
            .id = "risk-word-unknown",
            .severity = SEVERITY_WARNING,
            .summary = "a likelihood or an impact is not a word of the risk matrix",
            .remedy = "use the words of `matrix:` in redbinder.yaml, or add the word there",
            .why = "A risk that the matrix cannot place has no level, and falls out of every "
                   "list that is sorted by it.",
            .origin = "NIST SP 800-30 Rev. 1 Appendices G and H",
        },
    .run = risk_word_unknown,
};
