#include "model/risk_scale.h"
#include "rules/checks.h"
#include "rules/subject.h"

#include <string.h>

/* The risk matrix of the library, and whether the plans' risks are placed on it alike. */

enum { MOST_NOTES = 3 };

/* One cell of the matrix and the words of its row and column. */
typedef struct Cell {
    const Text *level; /* NULL: no cell */
    const char *likelihood, *impact;
} Cell;

static Cell cell_at(const RiskMatrix *matrix, size_t row, size_t column)
{
    const MatrixRow *line = matrix->rows.items[row];
    Cell cell = {.level = NULL,
                 .likelihood = line->likelihood.text,
                 .impact = matrix->impacts.items[column]->text};
    if (column < line->levels.count && cell.likelihood != NULL && cell.impact != NULL)
        cell.level = line->levels.items[column];
    return cell;
}

/* What has been told of the matrix. */
typedef struct Falls {
    Diag *diag; /* of the first fall */
    size_t count;
    Diags *diags;
} Falls;

/* CELL comes after BEFORE, in its row or its column. Is it below? */
static bool is_below(const RiskScale *scale, const Cell *before, const Cell *cell)
{
    int order;
    return before->level != NULL &&
           risk_scale_compare(scale, before->level->text, cell->level->text, &order) && order > 0;
}

static void report_fall(Falls *falls, const Cell *before, const Cell *cell)
{
    falls->count++;
    if (falls->diag == NULL) {
        falls->diag =
            diags_add(falls->diags, &check_matrix_not_monotone.rule, cell->level->span,
                      "the risk matrix falls where it should rise: '%s' for likelihood '%s' and "
                      "impact '%s' is below '%s' for likelihood '%s' and impact '%s'",
                      cell->level->text, cell->likelihood, cell->impact, before->level->text,
                      before->likelihood, before->impact);
        diag_note(falls->diags, falls->diag, before->level->span,
                  "likelihood '%s' x impact '%s' = '%s'", before->likelihood, before->impact,
                  before->level->text);
    } else if (falls->count <= MOST_NOTES)
        diag_note(falls->diags, falls->diag, cell->level->span,
                  "here too: '%s' is below '%s' for likelihood '%s' and impact '%s'",
                  cell->level->text, before->level->text, before->likelihood, before->impact);
}

static bool has_rank(const RiskScale *scale, const Cell *cell)
{
    int order;
    return cell->level != NULL &&
           risk_scale_compare(scale, cell->level->text, cell->level->text, &order);
}

/* Each cell is held against the last one before it that has a rank: then so is every pair. */
static void matrix_not_monotone(const CheckInput *input, Diags *diags)
{
    const RiskMatrix *matrix = &input->library->matrix;
    size_t columns = matrix->impacts.count;
    g_autoptr(RiskScale) scale = risk_scale_new(matrix);
    Falls falls = {.diags = diags};
    g_autofree Cell *above = g_new0(Cell, MAX(columns, 1));
    for (size_t row = 0; row < matrix->rows.count; row++) {
        Cell left = {.level = NULL};
        for (size_t column = 0; column < columns; column++) {
            Cell cell = cell_at(matrix, row, column);
            if (!has_rank(scale, &cell))
                continue;
            if (is_below(scale, &left, &cell))
                report_fall(&falls, &left, &cell);
            else if (is_below(scale, &above[column], &cell))
                report_fall(&falls, &above[column], &cell);
            left = cell;
            above[column] = cell;
        }
    }
    if (falls.count > MOST_NOTES)
        diag_note(diags, falls.diag, matrix->rows.span,
                  "%zu cells in all are below one before them", falls.count);
}

const Check check_matrix_not_monotone = {
    .rule =
        {
            .id = "matrix-not-monotone",
            .severity = SEVERITY_ERROR,
            .summary = "a greater likelihood or impact has a lower level in the risk matrix",
            .remedy = "list likelihoods, impacts and `levels` least first, and correct the cell",
            .why = "The worse of two risks gets the lower level and the smaller part of the money "
                   "and the drills.",
            .origin = "NIST SP 800-30 Rev. 1 Appendix I; ISO 22301:2019 8.2.3",
        },
    .run_library = matrix_not_monotone,
};

static char *list_texts(const TextList *list)
{
    enum { MOST = 6 };
    GString *text = g_string_new(NULL);
    size_t shown = MIN(list->count, (size_t)MOST);
    for (size_t i = 0; i < shown; i++)
        g_string_append_printf(text, "%s'%s'", i == 0 ? "" : ", ", list->items[i]->text);
    if (shown < list->count)
        g_string_append_printf(text, " and %zu more", list->count - shown);
    return g_string_free(text, FALSE);
}

static void matrix_incomplete(const CheckInput *input, Diags *diags)
{
    const RiskMatrix *matrix = &input->library->matrix;
    size_t wanted = matrix->impacts.count;
    if (wanted == 0)
        return;
    Diag *first = NULL;
    size_t others = 0;
    for (size_t i = 0; i < matrix->rows.count; i++) {
        const MatrixRow *row = matrix->rows.items[i];
        if (row->levels.count == wanted || row->levels.count == 0 || row->likelihood.text == NULL)
            continue;
        if (first != NULL) {
            if (++others <= MOST_NOTES)
                diag_note(diags, first, row->levels.span, "likelihood '%s' has %zu",
                          row->likelihood.text, row->levels.count);
            continue;
        }
        g_autofree char *impacts = list_texts(&matrix->impacts);
        first = diags_add(diags, &check_matrix_incomplete.rule, row->levels.span,
                          "the row of likelihood '%s' has %zu level%s for %zu impact%s",
                          row->likelihood.text, row->levels.count,
                          row->levels.count == 1 ? "" : "s", wanted, wanted == 1 ? "" : "s");
        diag_note(diags, first, matrix->impacts.span, "the impacts are %s", impacts);
    }
    if (others > MOST_NOTES)
        diag_note(diags, first, matrix->rows.span, "and %zu more", others - MOST_NOTES);
}

const Check check_matrix_incomplete = {
    .rule =
        {
            .id = "matrix-incomplete",
            .severity = SEVERITY_ERROR,
            .summary = "a row of the risk matrix has not one level for each impact",
            .remedy = "give the row one level for each of `impacts`, in their order",
            .why = "A risk that falls into the missing cell has no level, and one level too many "
                   "or too few may have shifted the whole row.",
            .origin = "NIST SP 800-30 Rev. 1 Appendix I; ISO 22301:2019 8.2.3",
        },
    .run_library = matrix_incomplete,
};

/* "medium\nhigh": a place on the matrix as one text. Owned by the caller. */
static char *place_key(const Text *likelihood, const Text *impact)
{
    g_autofree char *one = g_utf8_casefold(likelihood->text, -1);
    g_autofree char *other = g_utf8_casefold(impact->text, -1);
    return g_strdup_printf("%s\n%s", one, other);
}

static bool is_rated(const Risk *risk)
{
    return risk->likelihood.text != NULL && risk->impact.text != NULL && risk->level.text != NULL;
}

/* The level that the matrix has for both A and its mirror image; NULL when it has not one. */
static const Text *shared_cell(const RiskScale *scale, const Risk *a)
{
    const Text *cell = risk_scale_cell(scale, a->likelihood.text, a->impact.text);
    const Text *mirror = risk_scale_cell(scale, a->impact.text, a->likelihood.text);
    return cell != NULL && mirror != NULL && word_is_same(cell->text, mirror->text) ? cell : NULL;
}

static void report_asymmetric(const Risk *a, const Risk *b, const Text *cell, Diags *diags)
{
    const Risk *wrong = word_is_same(b->level.text, cell->text) ? a : b;
    const Risk *other = wrong == a ? b : a;
    Diag *diag =
        diags_add(diags, &check_risk_levels_asymmetric.rule, wrong->level.span,
                  "risks '%s' and '%s' mirror each other and are rated differently: %s x %s = %s, "
                  "%s x %s = %s",
                  subject_id(&wrong->entity), subject_id(&other->entity), wrong->likelihood.text,
                  wrong->impact.text, wrong->level.text, other->likelihood.text, other->impact.text,
                  other->level.text);
    diag_note(diags, diag, other->level.span, "'%s' is rated '%s'", subject_id(&other->entity),
              other->level.text);
    diag_note(diags, diag, cell->span, "the matrix has '%s' both ways", cell->text);
    diag_help(diags, diag,
              "rate both '%s', or, when impact is to weigh more than likelihood, say so in the "
              "matrix",
              cell->text);
}

/* Each pair of places is told once, by the first two risks that stand there. */
static void risk_levels_asymmetric(const CheckInput *input, Diags *diags)
{
    const Plan *plan = input->plan;
    g_autoptr(RiskScale) scale = risk_scale_new(&input->library->matrix);
    g_autoptr(GHashTable) first = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < plan->risks.count; i++) {
        Risk *risk = plan->risks.items[i];
        const Text *cell = is_rated(risk) ? shared_cell(scale, risk) : NULL;
        if (cell == NULL)
            continue;
        g_autofree char *key = place_key(&risk->likelihood, &risk->impact);
        g_autofree char *mirror = place_key(&risk->impact, &risk->likelihood);
        const Risk *before = g_hash_table_lookup(first, mirror);
        if (before != NULL && strcmp(key, mirror) != 0 &&
            !word_is_same(before->level.text, risk->level.text) &&
            !g_hash_table_contains(told, mirror)) {
            report_asymmetric(before, risk, cell, diags);
            g_hash_table_add(told, g_strdup(mirror));
            g_hash_table_add(told, g_strdup(key));
        }
        if (!g_hash_table_contains(first, key))
            g_hash_table_insert(first, g_steal_pointer(&key), risk);
    }
}

const Check check_risk_levels_asymmetric = {
    .rule =
        {
            .id = "risk-levels-asymmetric",
            .severity = SEVERITY_WARNING,
            .summary = "two risks mirror each other on a symmetric matrix and have different "
                       "levels",
            .remedy = "rate both alike, or give the matrix different levels for the two places",
            .why = "The levels were set by feeling; what is done first then depends on who wrote "
                   "the row, not on what the risk would cost.",
            .origin = "NIST SP 800-30 Rev. 1 Appendix I; ISO 22301:2019 8.2.3",
        },
    .run = risk_levels_asymmetric,
};
