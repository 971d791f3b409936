#include "comply/verdict.h"

const char *verdict_word(Verdict verdict)
{
    switch (verdict) {
    case VERDICT_SATISFIED:
        return "satisfied";
    case VERDICT_NOT_SATISFIED:
        return "not-satisfied";
    case VERDICT_STALE:
        return "stale";
    case VERDICT_NO_EVIDENCE:
        return "no-evidence";
    case VERDICT_NOT_APPLICABLE:
        return "not-applicable";
    }
    g_assert_not_reached();
}

static int badness(Verdict verdict)
{
    switch (verdict) {
    case VERDICT_NOT_APPLICABLE:
        return 0;
    case VERDICT_SATISFIED:
        return 1;
    case VERDICT_STALE:
        return 2;
    case VERDICT_NO_EVIDENCE:
        return 3;
    case VERDICT_NOT_SATISFIED:
        return 4;
    }
    g_assert_not_reached();
}

Verdict verdict_worst(Verdict a, Verdict b)
{
    return badness(b) > badness(a) ? b : a;
}
