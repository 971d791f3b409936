#include "read/reading_rules.h"

#include "read/reader.h"

#define RULE(name, ...) const Rule rule_##name = {.severity = SEVERITY_ERROR, __VA_ARGS__}

RULE(file_empty, .id = "file-empty", .summary = "a source file holds nothing",
     .remedy = "write the keys of the format into it, or remove the file");
RULE(file_hopeless, .id = "file-hopeless", .summary = "a file has too many mistakes to list",
     .remedy = "mend the first ones; they may be one mistake seen many times");
RULE(plan_missing, .id = "plan-missing", .summary = "a folder of the library has no plan.yaml",
     .remedy = "add plan.yaml with at least `title:`, or move the folder out of the library");
RULE(file_stray, .id = "file-stray", .summary = "a file has a name that nothing reads",
     .remedy = "use the endings .yaml and .md, and runbooks/<id>.yaml with an id of a-z 0-9 -");
RULE(text_encoding, .id = "text-encoding", .summary = "a file is not valid UTF-8",
     .remedy = "save the file as UTF-8");
RULE(text_control, .id = "text-control-character",
     .summary = "a file holds a control character or an unusual line end",
     .remedy = "remove the character; lines end with a line feed");
RULE(yaml_syntax, .id = "yaml-syntax", .summary = "a file is not well-formed YAML",
     .remedy = "quote texts that hold `: ` or ` #` or start with one of `[]{}&*!|>'\"%@`, and "
               "check the indentation");
RULE(yaml_tab, .id = "yaml-tab", .summary = "a tab is used for indentation",
     .remedy = "indent with spaces");
RULE(yaml_feature, .id = "yaml-feature",
     .summary = "an anchor, an alias, a tag or a merge key is used",
     .remedy = "write the value out; what is used twice gets an id and is referred to");
RULE(yaml_depth, .id = "yaml-depth", .summary = "values are nested too deeply",
     .remedy = "a plan needs no more than a handful of levels; check the brackets");
RULE(yaml_documents, .id = "yaml-documents", .summary = "a file holds several YAML documents",
     .remedy = "keep one document in a file; remove the line `---` or `...` between them");
RULE(key_unknown, .id = "key-unknown", .summary = "a key is not part of the format",
     .remedy = "see docs/format.md for the keys");
RULE(key_duplicate, .id = "key-duplicate", .summary = "a key stands twice",
     .remedy = "keep one of them");
RULE(key_missing, .id = "key-missing", .summary = "a required key is left out",
     .remedy = "add the key");
RULE(value_missing, .id = "value-missing", .summary = "a key has no value",
     .remedy = "write the value, or remove the key");
RULE(value_type, .id = "value-type", .summary = "a value has the wrong shape",
     .remedy = "see docs/format.md for the shape of the value");
RULE(word_unknown, .id = "word-unknown", .summary = "a value is not one of the words allowed",
     .remedy = "use one of the words listed in docs/format.md");
RULE(duration_malformed, .id = "duration-malformed", .summary = "a value is not a length of time",
     .remedy = "write a number and a unit, such as 90s, 15m, 4h, 1h30m, 2d, 1w, 3mo, 1y; "
               "real-time is 0");
RULE(date_malformed, .id = "date-malformed", .summary = "a value is not a date",
     .remedy = "write year, month and day, such as 2026-03-31");
RULE(number_malformed, .id = "number-malformed", .summary = "a value is not a number of its kind",
     .remedy =
         "write a whole number, a percentage such as 99.9%, a size such as 200GB, a rate such as "
         "50MB/s, times such as mon-fri 08:00-18:00, points such as 9.5pt, a colour such as "
         "8f1414, or true or false");
RULE(id_malformed, .id = "id-malformed", .summary = "an id has characters that ids do not have",
     .remedy = "use a-z and 0-9, with single '-' between them");
RULE(id_duplicate, .id = "id-duplicate", .summary = "an id is given twice",
     .remedy = "rename one of them and the references to it");
RULE(url_unsafe, .id = "url-unsafe", .summary = "a link has an address that is not allowed",
     .remedy = "use http, https, mailto, tel or a relative address");
RULE(prose_limit, .id = "prose-limit", .summary = "a text is too long or nested too deeply",
     .remedy = "shorten it, or move it into Markdown files of the plan's folder");
RULE(reference_unknown, .id = "reference-unknown",
     .summary = "a reference names something that does not exist",
     .remedy = "correct the id, or add what it names");
RULE(step_kind, .id = "step-kind", .summary = "a step does not say what is to be done",
     .remedy = "give each step exactly one of `run`, `manual`, `checklist`, `notify`, `decide`, "
               "`wait` and `call`");

const Rule *const reading_rules[] = {
    &rule_date_malformed, &rule_duration_malformed, &rule_file_empty,
    &rule_file_hopeless,  &rule_file_stray,         &rule_id_duplicate,
    &rule_id_malformed,   &rule_key_duplicate,      &rule_key_missing,
    &rule_key_unknown,    &rule_number_malformed,   &rule_plan_missing,
    &rule_prose_limit,    &rule_reference_unknown,  &rule_step_kind,
    &rule_text_control,   &rule_text_encoding,      &rule_url_unsafe,
    &rule_value_missing,  &rule_value_type,         &rule_word_unknown,
    &rule_yaml_depth,     &rule_yaml_documents,     &rule_yaml_feature,
    &rule_yaml_syntax,    &rule_yaml_tab,           NULL,
};
