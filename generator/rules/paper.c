#include "rules/checks.h"

#include <math.h>

/* What `paper:` asks for that a tired reader could not read. */

/* How light one of the three parts of a colour is, from 0 to 1, as the eye takes it. */
static double lightness(unsigned part)
{
    double share = part / 255.0;
    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

/* The contrast of RGB with white, from 1 to 21, as WCAG 2.2 counts it. */
static double contrast(unsigned rgb)
{
    double light = 0.2126 * lightness(rgb >> 16 & 0xff) + 0.7152 * lightness(rgb >> 8 & 0xff) +
                   0.0722 * lightness(rgb & 0xff);
    return 1.05 / (light + 0.05);
}

static void check_size(const NumberValue *size, Diags *diags)
{
    if (!size->known || (size->value >= PAPER_TEXT_SMALLEST && size->value <= PAPER_TEXT_LARGEST))
        return;
    diags_add(diags, &check_paper_unreadable.rule, size->span,
              "a text of %s is too %s: it goes from %dpt to %dpt", size->text,
              size->value < PAPER_TEXT_SMALLEST ? "small to be read" : "large for its tables",
              PAPER_TEXT_SMALLEST, PAPER_TEXT_LARGEST);
}

static void check_accent(const NumberValue *accent, Diags *diags)
{
    static const double LEAST = 4.5; /* WCAG 2.2, 1.4.3 */
    if (!accent->known || contrast((unsigned)accent->value) >= LEAST)
        return;
    diags_add(diags, &check_paper_unreadable.rule, accent->span,
              "the colour %s is too light for a white page: its contrast is %.1f, and should be "
              "%.1f or more",
              accent->text, contrast((unsigned)accent->value), LEAST);
}

static void paper_unreadable(const CheckInput *input, Diags *diags)
{
    check_size(&input->library->paper.text_size, diags);
    check_accent(&input->library->paper.accent, diags);
}

const Check check_paper_unreadable = {
    .rule =
        {
            .id = "paper-unreadable",
            .severity = SEVERITY_WARNING,
            .summary = "the printed pages would be hard to read",
            .remedy = "choose a `text-size` from 7pt to 14pt and a darker `accent`",
            .why =
                "The binder is read at night, by torchlight, and often as a grey copy of a copy.",
            .origin = "WCAG 2.2 1.4.3",
        },
    .run_library = paper_unreadable,
};
