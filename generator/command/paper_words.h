#ifndef REDBINDER_COMMAND_PAPER_WORDS_H
#define REDBINDER_COMMAND_PAPER_WORDS_H

#include "publish/currency.h"
#include "publish/papers.h"

/* Says of each changed document of CURRENCY what has changed between the library as it was THEN and
 * as it is NOW. */
void paper_words_add(Currency *currency, const Papers *then, const Papers *now);

#endif
