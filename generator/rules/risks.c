#include "rules/checks.h"
#include "rules/subject.h"

#include "base/nearest.h"

static bool is_same_word(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return false;
    g_autofree char *left = g_utf8_casefold(a, -1);
    g_autofree char *right = g_utf8_casefold(b, -1);
    return g_strcmp0(left, right) == 0;
}

/* The cell of the matrix for LIKELIHOOD and IMPACT; NULL when it has none. */
static const Text *find_cell(const RiskMatrix *matrix, const char *likelihood, const char *impact)
{
    for (size_t i = 0; i < matrix->rows.count; i++) {
        const MatrixRow *row = matrix->rows.items[i];
        if (!is_same_word(row->likelihood.text, likelihood))
            continue;
        for (size_t j = 0; j < matrix->impacts.count && j < row->levels.count; j++)
            if (is_same_word(matrix->impacts.items[j]->text, impact))
                return row->levels.items[j];
    }
    return NULL;
}

static void compare_level(const Risk *risk, const RiskMatrix *matrix, Diags *diags)
{
    if (risk->level.text == NULL || risk->likelihood.text == NULL || risk->impact.text == NULL)
        return;
    const Text *cell = find_cell(matrix, risk->likelihood.text, risk->impact.text);
    if (cell == NULL || cell->text == NULL || is_same_word(cell->text, risk->level.text))
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
    for (size_t i = 0; i < input->plan->risks.count; i++)
        compare_level(input->plan->risks.items[i], &input->library->matrix, diags);
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
    const char *name; /* "likelihood" */
    GPtrArray *words; /* const char *, borrowed */
    Span span;        /* where they are listed */
} Side;

static char *list_words(const Side *side)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < side->words->len; i++)
        g_string_append_printf(text, "%s'%s'", i == 0 ? "" : ", ",
                               (const char *)side->words->pdata[i]);
    return g_string_free(text, FALSE);
}

static void check_word(const Side *side, const Text *word, const Entity *entity, Diags *diags)
{
    if (word->text == NULL || side->words->len == 0)
        return;
    Nearest nearest = nearest_start(word->text);
    for (guint i = 0; i < side->words->len; i++) {
        if (is_same_word(side->words->pdata[i], word->text))
            return;
        nearest_offer(&nearest, side->words->pdata[i]);
    }
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
    g_autoptr(GPtrArray) likelihoods = g_ptr_array_new();
    g_autoptr(GPtrArray) impacts = g_ptr_array_new();
    for (size_t i = 0; i < matrix->rows.count; i++)
        if (matrix->rows.items[i]->likelihood.text != NULL)
            g_ptr_array_add(likelihoods, (void *)(uintptr_t)matrix->rows.items[i]->likelihood.text);
    for (size_t i = 0; i < matrix->impacts.count; i++)
        if (matrix->impacts.items[i]->text != NULL)
            g_ptr_array_add(impacts, (void *)(uintptr_t)matrix->impacts.items[i]->text);
    const Side sides[] = {
        {.name = "likelihood", .words = likelihoods, .span = matrix->rows.span},
        {.name = "impact", .words = impacts, .span = matrix->impacts.span},
    };
    check_all_pairs(input->plan, sides, diags);
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
