#ifndef REDBINDER_COMMAND_VERIFY_PAPER_H
#define REDBINDER_COMMAND_VERIFY_PAPER_H

#include "base/json.h"
#include "command/paper_desk.h"
#include "publish/currency.h"

/* What is said about a PDF: its record, and how that compares. */
typedef struct PaperAnswer {
    PdfRecord *record;
    Currency *currency;
} PaperAnswer;

void paper_answer_clear(PaperAnswer *answer);

/* Is the file PATH a PDF? */
bool paper_knows(const char *path);

/* Judges the PDF PATH by the library of DESK. What is out of date is a finding. False with a
 * finding when it cannot be judged. */
bool paper_judge(const char *path, PaperDesk *desk, PaperAnswer *answer, Diags *diags);

/* Appends it for people, lines with no line end behind the last; and for machines. */
void paper_answer_say(const PaperAnswer *answer, GString *out);
void paper_answer_put(const PaperAnswer *answer, Json *json);

#endif
