#ifndef REDBINDER_RULES_LEVELS_H
#define REDBINDER_RULES_LEVELS_H

#include "rules/rules.h"

/*
 * At which level each rule is reported: its own, what `rules:` of redbinder.yaml says, what the
 * command line says, the later before the earlier. Rules of reading and of the world keep their
 * level: what could not be read is not there.
 */
typedef struct Levels Levels;

/* Every rule at its own level. Owned by the caller. */
Levels *levels_new(void) G_GNUC_WARN_UNUSED_RESULT;
void levels_free(Levels *levels);

/* Sets the level of the rule ID (`all`: of every check), as the command line does: a later call
 * before an earlier one. False when no check is called so; *NEAREST is then the nearest, or NULL.
 */
bool levels_set(Levels *levels, const char *id, Severity severity, const char **nearest);

/* Warnings become errors, after all else; also those of reading. */
void levels_set_strict(Levels *levels);

/* Takes `rules:` of LIBRARY, for what levels_set has not set; there `all` comes before the others
 * wherever it stands. Findings about it go to DIAGS. */
void levels_read(Levels *levels, const Library *library, Diags *diags);

/* Gives each finding its level and drops what is off. */
void levels_apply(const Levels *levels, Diags *diags);

/* What can be wrong with `rules:`. */
extern const Rule rule_level_rule_unknown;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Levels, levels_free)

#endif
