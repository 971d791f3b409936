#include "compose/verdict.h"

static Tone verdict_tone(Verdict verdict)
{
    switch (verdict) {
    case VERDICT_SATISFIED:
        return TONE_GOOD;
    case VERDICT_NOT_SATISFIED:
        return TONE_DANGER;
    case VERDICT_STALE:
    case VERDICT_NO_EVIDENCE:
        return TONE_WARNING;
    case VERDICT_NOT_APPLICABLE:
        return TONE_NEUTRAL;
    }
    g_assert_not_reached();
}

void show_verdict(Doc *doc, Node *inlines, Verdict verdict)
{
    node_add_badge(doc, inlines, verdict_tone(verdict), verdict_word(verdict));
}

void show_outcome(Doc *doc, Node *inlines, RunOutcome outcome)
{
    static const struct {
        Tone tone;
        const char *word;
    } badges[] = {
        [RUN_PASSED] = {TONE_GOOD, "passed"},
        [RUN_FAILED] = {TONE_DANGER, "failed"},
        [RUN_ABORTED] = {TONE_WARNING, "aborted"},
    };
    node_add_badge(doc, inlines, badges[outcome].tone, badges[outcome].word);
}
