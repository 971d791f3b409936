#ifndef REDBINDER_SCRIPT_EXPANSION_H
#define REDBINDER_SCRIPT_EXPANSION_H

#include "script/needs.h"

/*
 * Appends TEXT as one shell word in which $NAME and ${NAME} are expanded when NEEDS declares that
 * variable and it is no secret; all else is quoted. It is the only way in which a plan makes an
 * expansion.
 */
void expansion(GString *out, const char *text, const Needs *needs);

#endif
