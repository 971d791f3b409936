#ifndef REDBINDER_RULES_LEVELS_H
#define REDBINDER_RULES_LEVELS_H

#include "rules/rules.h"

/*
 * At which level each rule is reported: its own, what `rules:` of redbinder.yaml says, what the
 * command line says, the later before the earlier. Rules of reading and of the world keep their
 * level: what could not be read is not there.
 */
typedef struct Levels Levels;

/* Takes `rules:` of LIBRARY; findings about it go to DIAGS. */
Levels *levels_new(const Library *library, Diags *diags) G_GNUC_WARN_UNUSED_RESULT;
void levels_free(Levels *levels);

/* Sets the level of the rule ID (`all`: of every check). False when no check is called so; *NEAREST
 * is then the nearest, or NULL. */
bool levels_set(Levels *levels, const char *id, Severity severity, const char **nearest);

/* Warnings become errors, after all else. */
void levels_set_strict(Levels *levels);

/* Gives each finding its level and drops what is off. */
void levels_apply(const Levels *levels, Diags *diags);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Levels, levels_free)

#endif
