#ifndef REDBINDER_RULES_TEST_CLAIM_H
#define REDBINDER_RULES_TEST_CLAIM_H

#include "base/duration.h"

#include <glib.h>

/*
 * Sentences of English prose that say that something is tested: "Tests every quarter", "restored in
 * a monthly drill", "failover procedures are documented and tested". Only what is said as a fact
 * is taken: a sentence that says not, should, if or until claims nothing.
 */
enum {
    TOPIC_FAILOVER = 1, /* the sentence speaks of failover */
    TOPIC_RESTORE = 2,  /* of backups or restores */
};

typedef struct TestClaim {
    size_t offset, length; /* the words that claim it, in bytes of the text */
    bool has_period;       /* false: "are tested", no word of how often */
    Duration period;
    unsigned topics;
} TestClaim;

/* The claims of TEXT (Markdown), in order: GArray of TestClaim, owned by the caller. */
GArray *test_claims_find(const char *text) G_GNUC_WARN_UNUSED_RESULT;

#endif
