#ifndef REDBINDER_PRESS_PDF_RULES_H
#define REDBINDER_PRESS_PDF_RULES_H

#include "base/diag.h"

/* What may go wrong while printing. */
extern const Rule rule_font_missing;
extern const Rule rule_glyph_missing;
extern const Rule rule_pdf_failed;

#endif
