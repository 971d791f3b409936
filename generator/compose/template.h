#ifndef REDBINDER_COMPOSE_TEMPLATE_H
#define REDBINDER_COMPOSE_TEMPLATE_H

#include "compose/compose.h"

extern const Rule rule_template_variable, rule_template_directive, rule_template_page;

/* Appends the blocks that TEMPLATE makes of SUBJECT to the root of DOC. */
void template_fill(const Template *template, const Subject *subject, Doc *doc, Diags *diags);

#endif
