#include "press/pdf_rules.h"

const Rule rule_font_missing = {
    .id = "font-missing",
    .severity = SEVERITY_WARNING,
    .summary = "a font family for the printed pages is not installed",
    .remedy =
        "install the packages fonts-open-sans and fonts-dejavu-core, or name an installed family "
        "in `paper` of redbinder.yaml",
};

const Rule rule_glyph_missing = {
    .id = "glyph-missing",
    .severity = SEVERITY_WARNING,
    .summary = "a character is in none of the fonts, so paper shows a box in its place",
    .remedy = "write it in characters that the fonts have, or name a family that has them in "
              "`fallback-fonts` of redbinder.yaml",
};

const Rule rule_pdf_failed = {
    .id = "pdf-failed",
    .severity = SEVERITY_ERROR,
    .summary = "a PDF could not be made",
    .remedy = "check that fonts are installed and that memory suffices",
};
