#include "press/html_rules.h"

const Rule rule_template_malformed = {
    .id = "template-malformed",
    .severity = SEVERITY_ERROR,
    .summary = "a page frame is not well-formed XML with the root element html",
    .remedy = "close every element, quote every attribute, write & as &amp;, declare no entities",
};

const Rule rule_template_slot_missing = {
    .id = "template-slot-missing",
    .severity = SEVERITY_ERROR,
    .summary = "a page frame has no place for the document",
    .remedy = "add <slot name=\"content\"/> where the document belongs",
};

const Rule rule_template_slot_unknown = {
    .id = "template-slot-unknown",
    .severity = SEVERITY_ERROR,
    .summary = "a page frame names a slot that nothing fills",
    .remedy = "use title, about, language, library, generator, as-of, commit, and as elements only "
              "content, crumbs, links",
};
