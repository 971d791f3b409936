#ifndef REDBINDER_COMMAND_VERIFY_HASH_H
#define REDBINDER_COMMAND_VERIFY_HASH_H

#include "base/json.h"
#include "command/paper_desk.h"

/*
 * A hash typed from paper: the imprint in the foot of a page, or the hash of a runbook. From 8 to
 * 64 hexadecimal digits, in either case, with spaces anywhere.
 */
typedef struct HashAnswer {
    char *document;  /* its path in the output; NULL: not known */
    char *commit;    /* the newest in which it has this hash; NULL: it has it now */
    bool is_current; /* it has the same words now */
    bool is_gone;
    GPtrArray *words; /* char *: what has changed since; or NULL */
} HashAnswer;

void hash_answer_clear(HashAnswer *answer);

/* The digits of TEXT in lower case; NULL when it is no such hash. Owned by the caller. */
char *hash_digits(const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* Judges the hash DIGITS by the library of DESK as it is, and where git is at hand as it was. What
 * is out of date is a finding. False with a finding when it is of nothing there; findings name it
 * as PATH. */
bool hash_judge(const char *path, const char *digits, PaperDesk *desk, HashAnswer *answer,
                Diags *diags);

void hash_answer_say(const HashAnswer *answer, GString *out);
void hash_answer_put(const HashAnswer *answer, Json *json);

#endif
