#include "press/press.h"

#include "press/html_rules.h"
#include "press/pdf_rules.h"

const Rule *const press_rules[] = {
    &rule_font_missing,
    &rule_glyph_missing,
    &rule_pdf_failed,
    &rule_template_malformed,
    &rule_template_slot_missing,
    &rule_template_slot_unknown,
    NULL,
};
