#ifndef REDBINDER_PUBLISH_PAPER_H
#define REDBINDER_PUBLISH_PAPER_H

#include "model/library.h"
#include "press/press.h"

/* What `paper` of redbinder.yaml means to the press. */

/* The look of pages printed on SHEET; what is absent or cannot be read is as usual. */
PdfDesign paper_design(const Library *library, EditionSheet sheet);

/* The fonts; a family that is not installed is a finding where it is named. */
PdfFonts *paper_fonts(const Library *library, Diags *diags) G_GNUC_WARN_UNUSED_RESULT;

#endif
