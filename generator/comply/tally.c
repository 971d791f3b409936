#include "comply/tally.h"

#include "comply/reason.h"

void tally_count(Tally *tally, bool has, const char *name)
{
    size_t n_missing = tally->whole - tally->part;
    tally->whole++;
    if (has)
        tally->part++;
    else if (n_missing < TALLY_NAMED)
        tally->missing[n_missing] = name;
}

void tally_entity(Tally *tally, bool has, const Entity *entity)
{
    tally_count(tally, has, reason_id(entity));
}

const char *tally_text(const Tally *tally, Arena *arena, const char *things, const char *claim)
{
    if (tally->whole == 0)
        return arena_printf(arena, "There are no %s.", things);
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_append_printf(text, "%zu of %zu %s %s", tally->part, tally->whole, things, claim);
    size_t n_missing = tally->whole - tally->part;
    for (size_t i = 0; i < MIN(n_missing, TALLY_NAMED); i++)
        g_string_append_printf(text, "%s%s", i == 0 ? "; missing: " : ", ", tally->missing[i]);
    if (n_missing > TALLY_NAMED)
        g_string_append_printf(text, " and %zu more", n_missing - TALLY_NAMED);
    g_string_append_c(text, '.');
    return arena_text(arena, text->str);
}

Verdict tally_verdict(const Tally *tally)
{
    if (tally->whole == 0)
        return VERDICT_NO_EVIDENCE;
    return tally->part == tally->whole ? VERDICT_SATISFIED : VERDICT_NOT_SATISFIED;
}
