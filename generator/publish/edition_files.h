#ifndef REDBINDER_PUBLISH_EDITION_FILES_H
#define REDBINDER_PUBLISH_EDITION_FILES_H

#include "publish/pages.h"

/* Prints the editions of VIEW and of its runbooks. False with a finding when one could not be. */
bool editions_write_plan(const Press *press, const PlanView *view, Diags *diags);

/* Prints the editions of the library. Mistakes in the templates of all editions are found here.
 * False with a finding when one could not be printed. */
bool editions_write_library(const Press *press, Diags *diags);

#endif
