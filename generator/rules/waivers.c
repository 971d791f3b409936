#include "rules/waivers.h"

#include "base/nearest.h"
#include "model/plan_folders.h"
#include "rules/entity_map.h"

#include <string.h>

/* Proposals for misspelt names are looked for so often; each is a look at all names. */
enum { MOST_PROPOSALS = 20 };

typedef enum GrantState {
    GRANT_VALID,
    GRANT_EXPIRED,
    GRANT_VOID, /* it names no check, or what it names could not be read */
} GrantState;

/* A waiver and how many findings it covers, or would if it had not expired. */
typedef struct Grant {
    const Waiver *waiver;
    GrantState state;
    size_t covered;
    const struct Grant *other; /* the one that covers what this one would; may be NULL */
} Grant;

/* The waivers of a plan, or of the library. */
typedef struct Ledger {
    Grant *grants;
    size_t count;
    GHashTable *by_key; /* char *: the rule, and with a line break what it is at -> Grant * */
    EntityMap *map;     /* NULL when no waiver has an `at` */
} Ledger;

typedef struct Court {
    const WaiverInput *input;
    const Library *library;
    PlanFolders *folders;
    Ledger *ledgers;    /* of each plan, then of the library */
    GHashTable *checks; /* id to const Check * */
    size_t n_proposals;
    Diags *diags;
} Court;

/* ---- what the waivers cover ---- */

static char *key_of(const char *rule, const char *at)
{
    return at == NULL ? g_strdup(rule) : g_strdup_printf("%s\n%s", rule, at);
}

static GrantState judge(const Court *court, const Waiver *waiver)
{
    if (waiver->rule.text == NULL || (waiver->at.text == NULL && waiver->at.span.source != NULL) ||
        !g_hash_table_contains(court->checks, waiver->rule.text))
        return GRANT_VOID;
    bool over = waiver->until.known && waiver->until.value.days < court->input->as_of.days;
    return over ? GRANT_EXPIRED : GRANT_VALID;
}

/* Of two waivers of the same the FIRST counts, unless it has expired and the SECOND has not. */
static Grant *prefer(Grant *first, Grant *second)
{
    if (first == NULL)
        return second;
    bool is_second = first->state == GRANT_EXPIRED && second->state == GRANT_VALID;
    if (is_second)
        first->other = second;
    else
        second->other = first;
    return is_second ? second : first;
}

static void enter(Ledger *ledger, Grant *grant)
{
    if (grant->state == GRANT_VOID)
        return;
    char *key = key_of(grant->waiver->rule.text, grant->waiver->at.text);
    Grant *best = prefer(g_hash_table_lookup(ledger->by_key, key), grant);
    if (best == grant)
        g_hash_table_replace(ledger->by_key, key, grant);
    else
        g_free(key);
}

static void open_ledger(const Court *court, const Plan *plan, Waiver *const *waivers, size_t count,
                        Ledger *ledger)
{
    if (count == 0)
        return;
    bool placed = false;
    ledger->grants = g_new0(Grant, count);
    ledger->count = count;
    ledger->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < count; i++) {
        Grant *grant = &ledger->grants[i];
        grant->waiver = waivers[i];
        grant->state = judge(court, waivers[i]);
        enter(ledger, grant);
        placed = placed || waivers[i]->at.text != NULL;
    }
    if (placed)
        ledger->map = entity_map_new(court->library, plan);
}

static void close_ledger(Ledger *ledger)
{
    if (ledger->count == 0)
        return;
    g_free(ledger->grants);
    g_hash_table_unref(ledger->by_key);
    entity_map_free(ledger->map);
}

static Grant *look_up(const Ledger *ledger, const char *rule, const char *at)
{
    g_autofree char *key = key_of(rule, at);
    return g_hash_table_lookup(ledger->by_key, key);
}

/* The waiver of DIAG: of the innermost thing around it that has one, else of the whole plan; one
 * that has not expired goes before. */
static Grant *find_grant(const Ledger *ledger, const Diag *diag)
{
    Grant *best = NULL;
    size_t index = ledger->map == NULL ? SIZE_MAX : entity_map_at(ledger->map, diag->span);
    for (; index != SIZE_MAX; index = entity_map_around(ledger->map, index)) {
        const char *name = entity_map_name(ledger->map, index);
        Grant *grant = name == NULL ? NULL : look_up(ledger, diag->rule->id, name);
        if (grant != NULL)
            best = prefer(best, grant);
    }
    Grant *whole = look_up(ledger, diag->rule->id, NULL);
    return whole == NULL ? best : prefer(best, whole);
}

static bool keep(Diag *diag, void *data)
{
    Court *court = data;
    if (!g_hash_table_contains(court->checks, diag->rule->id))
        return true;
    size_t plan = plan_folders_find(court->folders, diag_path(diag));
    const Ledger *ledger = &court->ledgers[MIN(plan, court->library->n_plans)];
    Grant *grant = ledger->count == 0 ? NULL : find_grant(ledger, diag);
    if (grant == NULL)
        return true;
    grant->covered++;
    return grant->state == GRANT_EXPIRED;
}

/* ---- what is wrong with the waivers ---- */

static const char *nearest_check(Court *court, const char *id)
{
    Nearest nearest = nearest_start(id);
    if (court->n_proposals++ < MOST_PROPOSALS)
        for (const Check *const *check = all_checks; *check != NULL; check++)
            nearest_offer(&nearest, (*check)->rule.id);
    return nearest.best;
}

static void report_unknown(Court *court, const Waiver *waiver)
{
    Diag *diag = diags_add(court->diags, &rule_waiver_rule_unknown, waiver->rule.span,
                           "there is no check '%s' that could be waived", waiver->rule.text);
    const char *nearest = nearest_check(court, waiver->rule.text);
    if (nearest != NULL)
        diag_help(court->diags, diag, "did you mean `%s`?", nearest);
}

static bool is_covered_by_other(const Grant *grant)
{
    return grant->other != NULL && grant->other->covered > 0;
}

static void note_other(Court *court, const Grant *grant, Diag *diag, const char *help)
{
    diag_note(court->diags, diag, grant->other->waiver->rule.span, "this one covers it");
    diag_help(court->diags, diag, "%s", help);
}

static void report_expired(Court *court, const Grant *grant)
{
    const Waiver *waiver = grant->waiver;
    int days = court->input->as_of.days - waiver->until.value.days;
    Diag *diag = diags_add(court->diags, &rule_waiver_expired, waiver->until.span,
                           "the waiver of '%s' ended %d day%s ago, on %s", waiver->rule.text, days,
                           days == 1 ? "" : "s", waiver->until.text);
    if (grant->covered > 0)
        return;
    if (is_covered_by_other(grant))
        note_other(court, grant, diag, "take it out: another one covers what it did");
    else
        diag_help(court->diags, diag, "take it out: there is nothing left that it would cover");
}

static const char *nearest_name(Court *court, const EntityMap *map, const char *name)
{
    Nearest nearest = nearest_start(name);
    size_t count = court->n_proposals++ < MOST_PROPOSALS ? entity_map_count(map) : 0;
    for (size_t i = 0; i < count; i++)
        if (entity_map_name(map, i) != NULL)
            nearest_offer(&nearest, entity_map_name(map, i));
    return nearest.best;
}

static void report_misplaced(Court *court, const Ledger *ledger, const Text *at)
{
    Diag *diag = diags_add(court->diags, &rule_waiver_unused, at->span,
                           "this waiver covers nothing: nothing here is called '%s'", at->text);
    const char *nearest = nearest_name(court, ledger->map, at->text);
    if (nearest != NULL)
        diag_help(court->diags, diag, "did you mean `%s`?", nearest);
    else
        diag_help(court->diags, diag,
                  "name something by its id, a step as `runbook/step`, or leave `at` out");
}

/* Has RULE had all that it asks for? */
static bool can_tell(const Court *court, const char *rule)
{
    const Check *check = g_hash_table_lookup(court->checks, rule);
    return court->input->has_history || !check->asks_history;
}

static void report_unused(Court *court, const Ledger *ledger, const Grant *grant)
{
    const Waiver *waiver = grant->waiver;
    const char *rule = waiver->rule.text;
    const char *at = waiver->at.text;
    if (at != NULL && !entity_map_has(ledger->map, at))
        report_misplaced(court, ledger, &waiver->at);
    else if (is_covered_by_other(grant))
        note_other(court, grant,
                   diags_add(court->diags, &rule_waiver_unused, waiver->rule.span,
                             "this waiver covers nothing: another waiver of '%s' covers the same",
                             rule),
                   "take one of them out");
    else if (!can_tell(court, rule))
        return;
    else if (at == NULL)
        diags_add(court->diags, &rule_waiver_unused, waiver->rule.span,
                  "this waiver covers nothing: there is no finding of '%s'", rule);
    else
        diags_add(court->diags, &rule_waiver_unused, waiver->rule.span,
                  "this waiver covers nothing: there is no finding of '%s' at '%s'", rule, at);
}

static void report(Court *court, const Ledger *ledger)
{
    for (size_t i = 0; i < ledger->count; i++) {
        const Grant *grant = &ledger->grants[i];
        const char *rule = grant->waiver->rule.text;
        if (rule != NULL && !g_hash_table_contains(court->checks, rule))
            report_unknown(court, grant->waiver);
        else if (grant->state == GRANT_EXPIRED)
            report_expired(court, grant);
        else if (grant->state == GRANT_VALID && grant->covered == 0)
            report_unused(court, ledger, grant);
    }
}

/* ---- all of it ---- */

static bool has_waivers(const Library *library)
{
    bool has = library->waivers.count > 0;
    for (size_t i = 0; i < library->n_plans; i++)
        has = has || library->plans[i]->waivers.count > 0;
    return has;
}

static bool is_chosen(const Court *court, size_t plan)
{
    return court->input->chosen == NULL || court->input->chosen[plan];
}

static void hold_court(Court *court)
{
    const Library *library = court->library;
    size_t n = library->n_plans;
    for (size_t i = 0; i < n; i++)
        if (is_chosen(court, i))
            open_ledger(court, library->plans[i], library->plans[i]->waivers.items,
                        library->plans[i]->waivers.count, &court->ledgers[i]);
    open_ledger(court, NULL, library->waivers.items, library->waivers.count, &court->ledgers[n]);
    diags_keep(court->diags, keep, court);
    for (size_t i = 0; i <= n; i++) {
        report(court, &court->ledgers[i]);
        close_ledger(&court->ledgers[i]);
    }
}

void waivers_apply(const WaiverInput *input, Diags *diags)
{
    const Library *library = input->library;
    if (!has_waivers(library))
        return;
    g_autoptr(PlanFolders) folders = plan_folders_new(library);
    g_autoptr(GHashTable) checks = g_hash_table_new(g_str_hash, g_str_equal);
    for (const Check *const *check = all_checks; *check != NULL; check++)
        g_hash_table_insert(checks, (gpointer)(*check)->rule.id, (gpointer)*check);
    g_autofree Ledger *ledgers = g_new0(Ledger, library->n_plans + 1);
    Court court = {.input = input,
                   .library = library,
                   .folders = folders,
                   .ledgers = ledgers,
                   .checks = checks,
                   .diags = diags};
    hold_court(&court);
}

const Rule rule_waiver_expired = {
    .id = "waiver-expired",
    .severity = SEVERITY_ERROR,
    .summary = "a waiver has passed its last day",
    .remedy = "mend what it accepts, or have its owner decide on a new `until`",
    .why = "A gap that was accepted for a while has become permanent without anybody deciding so.",
    .origin = "NIST SP 800-53 Rev. 5 RA-7; NIST SP 800-53 Rev. 5 CA-5 b",
};

const Rule rule_waiver_rule_unknown = {
    .id = "waiver-rule-unknown",
    .severity = SEVERITY_ERROR,
    .summary = "a waiver names no check",
    .remedy = "name a check of `redbinder explain --list`; what cannot be read cannot be waived",
    .why = "The binder prints a gap as accepted that nobody can find, and the one that was meant "
           "is not covered.",
    .origin = "NIST SP 800-53 Rev. 5 RA-7",
};

const Rule rule_waiver_unused = {
    .id = "waiver-unused",
    .severity = SEVERITY_WARNING,
    .summary = "a waiver covers no finding",
    .remedy = "take it out: what it accepted is mended",
    .why = "It would hide the same gap without a word when it opens again, and the binder still "
           "prints it as accepted.",
    .origin = "NIST SP 800-53 Rev. 5 CA-5 b",
};
