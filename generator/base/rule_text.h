#ifndef REDBINDER_BASE_RULE_TEXT_H
#define REDBINDER_BASE_RULE_TEXT_H

#include "base/diag.h"

/* What a rule means, for people who want to know more than its finding says. */

/* TEXT as a sentence: with a capital and a full stop. Owned by the caller. */
char *rule_sentence(const char *text);

/* Appends what RULE says in lines of at most 80 columns:
 *
 *   backup-missing (warning)
 *
 *     A data set is in no backup and no reason is given.
 *
 *   why:    What has no copy is gone with its disk ...
 *   remedy: ...
 *   origin: ...
 */
void rule_print(const Rule *rule, GString *out);

/* Appends the same as Markdown, without a heading. */
void rule_print_markdown(const Rule *rule, GString *out);

/* Appends TEXT as Markdown; what stands between backticks is code, nothing else is markup. */
void rule_put_markdown(const char *text, GString *out);

#endif
