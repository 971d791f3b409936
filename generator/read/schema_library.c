#include "model/library.h"
#include "read/schema.h"

static const Field matrix_row_fields[] = {
    {.key = "likelihood", .type = FIELD_TEXT, .required = true, AT(MatrixRow, likelihood, Text),
     .about = "A likelihood, least first.", .example = "low"},
    {.key = "levels", .type = FIELD_TEXTS, .required = true, AT(MatrixRow, levels, TextList),
     .about = "The level for each impact, in the order of `impacts`.",
     .example = "[low, low, medium, high]"},
};

static const Shape shape_matrix_row = {
    .name = "Matrix row",
    .about = "The levels of one likelihood.",
    .size = sizeof(MatrixRow),
    FIELDS(matrix_row_fields),
};

static const Field matrix_fields[] = {
    {.key = "impacts", .type = FIELD_TEXTS, .required = true, AT(RiskMatrix, impacts, TextList),
     .about = "Impacts, least first.", .example = "[low, medium, high, critical]"},
    {.key = "rows", .type = FIELD_LIST, .required = true, .shape = &shape_matrix_row,
     AT_LIST(RiskMatrix, rows, MatrixRow), .about = "One row for each likelihood."},
};

static const Shape shape_matrix = {
    .name = "Risk matrix",
    .about = "Which level follows from likelihood and impact.",
    .size = sizeof(RiskMatrix),
    FIELDS(matrix_fields),
};

static const Field library_fields[] = {
    {.key = "title", .type = FIELD_TEXT, .required = true, AT(Library, title, Text),
     .about = "Name of the library.", .example = "Recovery plans of Octo Documents"},
    {.key = "about", .type = FIELD_PROSE, AT(Library, about, Text),
     .about = "What a reader should know first."},
    {.key = "organization", .type = FIELD_TEXT, AT(Library, organization, Text),
     .about = "Whose plans they are.", .example = "Octo Documents"},
    {.key = "classification", .type = FIELD_TEXT, AT(Library, classification, Text),
     .about = "Who may read it.", .example = "internal"},
    {.key = "language", .type = FIELD_TEXT, AT(Library, language, Text),
     .about = "Language of the texts, as in HTML; `en` when left out.", .example = "en"},
    {.key = "url", .type = FIELD_URL, AT(Library, url, Text),
     .about = "Where the site will be served.", .example = "https://dr.octo.test/"},
    {.key = "frameworks", .type = FIELD_TEXTS, AT(Library, frameworks, TextList),
     .about = "Frameworks to report on: names of files in `templates/frameworks/`.",
     .example = "[nist-800-53-cp]"},
    {.key = "matrix", .type = FIELD_OBJECT, .shape = &shape_matrix,
     AT(Library, matrix, RiskMatrix), .about = "The risk matrix."},
};

const Shape shape_library = {
    .name = "redbinder.yaml",
    .about = "The library as a whole.",
    .size = sizeof(Library),
    FIELDS(library_fields),
};
