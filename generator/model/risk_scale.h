#ifndef REDBINDER_MODEL_RISK_SCALE_H
#define REDBINDER_MODEL_RISK_SCALE_H

#include "model/library.h"

/*
 * The risk matrix made quick to ask: which level a cell has, and which of two levels is worse.
 * Words are the same in any case of letters.
 *
 * Levels are ordered by `levels` of the matrix. A word that is not there, or a library that gives
 * no order, is ordered by what the words mean everywhere (the qualitative scales of NIST SP 800-30
 * Rev. 1 Appendices G to I, and what is commonly written in their place); a word of neither has no
 * rank.
 */
typedef struct RiskScale RiskScale;

/* MATRIX must outlive the result. Owned by the caller. */
RiskScale *risk_scale_new(const RiskMatrix *matrix) G_GNUC_WARN_UNUSED_RESULT;
void risk_scale_free(RiskScale *scale);

/* The cell for LIKELIHOOD and IMPACT; NULL when the matrix has none, or one of them is NULL. */
const Text *risk_scale_cell(const RiskScale *scale, const char *likelihood, const char *impact);

/* Compares two levels like strcmp. False when the order of the two is not known. */
bool risk_scale_compare(const RiskScale *scale, const char *a, const char *b, int *order);

/* Is LEVEL in the upper half of `levels`? Without that list: is it high or worse? */
bool risk_scale_is_high(const RiskScale *scale, const char *level);

/* The level of RISK: as claimed, else that of the matrix; NULL when there is neither. */
const Text *risk_scale_level(const RiskScale *scale, const Risk *risk);

/* Do A and B differ in nothing but the case of letters? NULL is like nothing. */
bool word_is_same(const char *a, const char *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(RiskScale, risk_scale_free)

#endif
