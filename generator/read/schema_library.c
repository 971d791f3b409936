#include "model/library.h"
#include "read/schema.h"

const char *const tool_kind_words[] = {"identity",      "network",    "chat",       "mail",
                                       "telephone",     "status-page", "documentation",
                                       "repository",    "monitoring", "secrets",
                                       "automation",    NULL};

const char *const sheet_words[] = {"a4", "letter", NULL};

const char *const rule_level_words[] = {"off", "info", "warning", "error", NULL};

enum {
    REF_WHO = ENTITY_BIT(ENTITY_PERSON) | ENTITY_BIT(ENTITY_TEAM) | ENTITY_BIT(ENTITY_VENDOR)
};

static const Field tool_fields[] = {
    {.key = "id", .type = FIELD_ID, .required = true, AT(Tool, entity.id, Text),
     .about = "Name for references.", .example = "sso"},
    {.key = "name", .type = FIELD_TEXT, AT(Tool, entity.name, Text), .about = "Name for people.",
     .example = "Single sign-on"},
    {.key = "about", .type = FIELD_PROSE, AT(Tool, about, Text), .about = "What it is used for."},
    {.key = "kind", .type = FIELD_WORD, .words = tool_kind_words, AT(Tool, kind, Word),
     .about = "What it is.", .example = "identity"},
    {.key = "needs", .type = FIELD_REFS,
     .refs = ENTITY_BIT(ENTITY_SERVICE) | ENTITY_BIT(ENTITY_TOOL), AT(Tool, needs, RefList),
     .about = "What it does not work without: `plan/id` for a service of a plan.",
     .example = "[directory/ldap]"},
    {.key = "vendor", .type = FIELD_REF, .refs = ENTITY_BIT(ENTITY_VENDOR), AT(Tool, vendor, Ref),
     .about = "Who delivers it.", .example = "cloud-provider"},
    {.key = "fallback", .type = FIELD_LINE, AT(Tool, fallback, Text),
     .about = "What is used when it is down.", .example = "local accounts in the safe"},
};

static const Shape shape_tool = {
    .name = "Tool",
    .about = "A system that recovery itself needs: sign-on, chat, wiki, registry ...",
    .size = sizeof(Tool),
    .is_entity = true,
    .kind = ENTITY_TOOL,
    FIELDS(tool_fields),
};

static const Field limits_fields[] = {
    {.key = "contacts", .type = FIELD_DURATION, AT(Limits, contacts, DurationValue),
     .about = "Contact data is tried out at least so often; `3mo` when left out.",
     .example = "3mo"},
    {.key = "critical-rto", .type = FIELD_DURATION, AT(Limits, critical_rto, DurationValue),
     .about = "Longest RTO that a critical service may have.", .example = "2h"},
    {.key = "keep-least", .type = FIELD_DURATION, AT(Limits, keep_least, DurationValue),
     .about = "Backups are kept at least so long.", .example = "30d"},
    {.key = "keep-most", .type = FIELD_DURATION, AT(Limits, keep_most, DurationValue),
     .about = "Backups are kept at most so long.", .example = "7y"},
    {.key = "roles", .type = FIELD_INTEGER, AT(Limits, roles, NumberValue),
     .about = "Most roles that one person may hold in a plan; 2 when left out.", .example = "2"},
    {.key = "estimate", .type = FIELD_PERCENT, AT(Limits, estimate, NumberValue),
     .about = "How far a step's estimate may be below what was measured; `25%` when left out.",
     .example = "25%"},
};

static const Shape shape_limits = {
    .name = "Limits",
    .about = "Bounds that the checks hold the plans against.",
    .size = sizeof(Limits),
    FIELDS(limits_fields),
};

static const Field paper_fields[] = {
    {.key = "sheet", .type = FIELD_WORD, .words = sheet_words, AT(Paper, sheet, Word),
     .about = "What is printed on; `a4` when left out.", .example = "letter"},
    {.key = "duplex", .type = FIELD_BOOL, AT(Paper, duplex, BoolValue),
     .about = "Both sides are printed: the margin for the holes alternates.", .example = "true"},
    {.key = "text-size", .type = FIELD_POINTS, AT(Paper, text_size, NumberValue),
     .about = "Size of the text, from 7pt to 14pt; `9.5pt` when left out.", .example = "11pt"},
    {.key = "text-font", .type = FIELD_TEXT, AT(Paper, text_font, Text),
     .about = "Font family of the text; `Open Sans` when left out.", .example = "Source Sans 3"},
    {.key = "code-font", .type = FIELD_TEXT, AT(Paper, code_font, Text),
     .about = "Font family of commands; `DejaVu Sans Mono` when left out.",
     .example = "Source Code Pro"},
    {.key = "fallback-fonts", .type = FIELD_TEXTS, AT(Paper, fallback_fonts, TextList),
     .about = "Font families for characters that the others lack, in the order of trial.",
     .example = "[Noto Sans CJK JP, Noto Sans Arabic]"},
    {.key = "accent", .type = FIELD_COLOUR, AT(Paper, accent, NumberValue),
     .about = "Colour of what is to be found first, dark enough for a white page; `8f1414` when "
              "left out.",
     .example = "1b3f73"},
};

static const Shape shape_paper = {
    .name = "Paper",
    .about = "How printed pages look. Fonts are those installed where the pages are made.",
    .size = sizeof(Paper),
    FIELDS(paper_fields),
};

static const Field binder_fields[] = {
    {.key = "where", .type = FIELD_TEXT, .required = true, AT(Binder, where, Text),
     .about = "Where the copy lies.", .example = "red shelf, operations room"},
    {.key = "holder", .type = FIELD_REF, .refs = REF_WHO, AT(Binder, holder, Ref),
     .about = "Who keeps it.", .example = "maria-silva"},
    {.key = "printed", .type = FIELD_DATE, AT(Binder, printed, DateValue),
     .about = "When it was printed or copied.", .example = "2026-06-30"},
    {.key = "edition", .type = FIELD_TEXT, AT(Binder, edition, Text), .about = "What it holds.",
     .example = "binder"},
};

static const Shape shape_binder = {
    .name = "Binder",
    .about = "A copy of the plans that can be read when everything else is down.",
    .size = sizeof(Binder),
    FIELDS(binder_fields),
};

static const char *const edition_of_words[] = {"library", "plan", "runbook", NULL};
static const char *const edition_sheet_words[] = {"full", "half", "card", NULL};

static const Field edition_fields[] = {
    {.key = "name", .type = FIELD_ID, .required = true, AT(OwnEdition, name, Text),
     .about = "Name for `redbinder build --edition`; the key of the mapping.", .example = "board"},
    {.key = "title", .type = FIELD_TEXT, AT(OwnEdition, title, Text), .about = "What it is.",
     .example = "For the board"},
    {.key = "of", .type = FIELD_WORD, .words = edition_of_words, AT(OwnEdition, of, Word),
     .about = "What there is one file for; `library` when left out.", .example = "library"},
    {.key = "sheet", .type = FIELD_WORD, .words = edition_sheet_words,
     AT(OwnEdition, sheet, Word),
     .about = "What it is printed on: whole sheets, half sheets, or a sheet to be folded to the size "
              "of a bank card; `full` when left out.",
     .example = "half"},
    {.key = "template", .type = FIELD_TEXT, AT(OwnEdition, template, Text),
     .about = "Its template below `templates/`; `editions/NAME.md` when left out.",
     .example = "editions/board.md"},
    {.key = "usual", .type = FIELD_BOOL, AT(OwnEdition, usual, BoolValue),
     .about = "Is it printed when `--edition` names none? `false` when left out.", .example = "true"},
};

static const Shape shape_edition = {
    .name = "Edition",
    .about = "A way to print the plans: docs/editions.md. One of the program's is replaced by one of "
             "its name.",
    .size = sizeof(OwnEdition),
    .bare = "title",
    FIELDS(edition_fields),
};

static const Field rule_level_fields[] = {
    {.key = "rule", .type = FIELD_TEXT, .required = true, AT(RuleLevel, rule, Text),
     .about = "Name of the rule; the key of the mapping.", .example = "backup-margin-zero"},
    {.key = "level", .type = FIELD_WORD, .required = true, .words = rule_level_words,
     AT(RuleLevel, level, Word), .about = "How it is reported.", .example = "error"},
};

static const Shape shape_rule_level = {
    .name = "Rule level",
    .about = "The level of a rule; `redbinder explain --list` names the rules.",
    .size = sizeof(RuleLevel),
    .bare = "level",
    FIELDS(rule_level_fields),
};

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
    {.key = "levels", .type = FIELD_TEXTS, AT(RiskMatrix, levels, TextList),
     .about = "Levels, least first.", .example = "[low, medium, high, critical]"},
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
    {.key = "edit-url", .type = FIELD_URL, AT(Library, edit_url, Text),
     .about = "Where the pages lead those who want to change them; `{path}` stands for the file, "
              "as seen from this one.",
     .example = "https://git.octo.test/plans/edit/main/{path}"},
    {.key = "search-engines", .type = FIELD_BOOL, AT(Library, search_engines, BoolValue),
     .about = "Whether search engines may list the site; `false` when left out, for it is an internal "
              "one.",
     .example = "true"},
    {.key = "frameworks", .type = FIELD_TEXTS, AT(Library, frameworks, TextList),
     .about = "Frameworks to report on: names of files in `templates/frameworks/`.",
     .example = "[nist-800-53-cp]"},
    {.key = "matrix", .type = FIELD_OBJECT, .shape = &shape_matrix,
     AT(Library, matrix, RiskMatrix), .about = "The risk matrix."},
    {.key = "limits", .type = FIELD_OBJECT, .shape = &shape_limits, AT(Library, limits, Limits),
     .about = "Bounds that the checks hold the plans against."},
    {.key = "paper", .type = FIELD_OBJECT, .shape = &shape_paper, AT(Library, paper, Paper),
     .about = "How printed pages look."},
    {.key = "tools", .type = FIELD_LIST, .shape = &shape_tool, AT_LIST(Library, tools, Tool),
     .about = "Systems that recovery itself needs."},
    {.key = "rescue-kit", .type = FIELD_TEXTS, AT(Library, rescue_kit, TextList),
     .about = "Programs that are on the rescue medium, beside those of POSIX.",
     .example = "[psql, pg_restore, aws]"},
    {.key = "domains", .type = FIELD_TEXTS, AT(Library, domains, TextList),
     .about = "Own mail and web domains: down when the organization is.",
     .example = "[octo.test]"},
    {.key = "laws", .type = FIELD_TEXTS, AT(Library, laws, TextList),
     .about = "Laws and contracts that ask for a notification of every plan.",
     .example = "[GDPR, NIS2]"},
    {.key = "families", .type = FIELD_TEXTS, AT(Library, families, TextList),
     .about = "Families of scenarios that every plan must have; the words of `family`.",
     .example = "[cyber-attack, site-loss]"},
    {.key = "binders", .type = FIELD_LIST, .shape = &shape_binder,
     AT_LIST(Library, binders, Binder), .about = "Where copies of the plans lie."},
    {.key = "editions", .type = FIELD_MAP, .shape = &shape_edition,
     AT_LIST(Library, editions, OwnEdition), .about = "Ways to print the plans.",
     .example = "{board: For the board}"},
    {.key = "rules", .type = FIELD_MAP, .shape = &shape_rule_level,
     AT_LIST(Library, rules, RuleLevel), .about = "Rules that are reported at another level.",
     .example = "{backup-margin-zero: error}"},
    {.key = "waivers", .type = FIELD_LIST, .shape = &shape_waiver,
     AT_LIST(Library, waivers, Waiver),
     .about = "Findings about what the plans share that are accepted for a while."},
    {.key = "not-applicable", .type = FIELD_LIST, .shape = &shape_exemption,
     AT_LIST(Library, not_applicable, Exemption),
     .about = "Controls of the frameworks that do not apply to any plan, for a while."},
};

const Shape shape_library = {
    .name = "redbinder.yaml",
    .about = "The library as a whole.",
    .size = sizeof(Library),
    FIELDS(library_fields),
};
