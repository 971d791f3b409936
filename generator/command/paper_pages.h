#ifndef REDBINDER_COMMAND_PAPER_PAGES_H
#define REDBINDER_COMMAND_PAPER_PAGES_H

#include "command/command.h"
#include "command/verify_paper.h"

/* Writes to the file OUT the pages that make the print of ANSWER current, as the library in FOLDER
 * prints them on the day AS_OF, and tells of it on stderr. Nothing is written when it is current,
 * or when all that has changed is gone. False with a finding when they cannot be printed. */
bool paper_pages_write(const PaperAnswer *answer, const char *folder, Date as_of, const char *out,
                       Diags *diags);

#endif
