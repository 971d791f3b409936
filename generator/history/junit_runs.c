#include "history/junit_runs.h"

#include "history/evidence_values.h"
#include "history/history_rules.h"
#include "history/junit_claims.h"
#include "history/junit_values.h"
#include "history/run_sheet.h"

#include <string.h>

enum { ID_DIGITS = 16 };

/* The cases that make one run. */
typedef struct JunitPart {
    Text places[JUNIT_PLACES];
    const char *id; /* of the run */
    bool by_rule;
    GPtrArray *cases;    /* const JunitCase * */
    GPtrArray *services; /* const char *: that rules name, each once */
} JunitPart;

typedef struct RunMaker {
    GArray *suites; /* JunitSuite */
    const EvidenceInput *input;
    Evidence *evidence;
    Diags *diags;
    JunitClaims *claims;
    GPtrArray *parts;  /* JunitPart *, in the order of their first cases */
    GHashTable *by_id; /* id to JunitPart */
    size_t n_cases, n_left;
    Span first_left;
} RunMaker;

static void free_part(gpointer data)
{
    JunitPart *part = data;
    g_ptr_array_unref(part->cases);
    g_ptr_array_unref(part->services);
    g_free(part);
}

static JunitPart *find_part(RunMaker *maker, const char *id, const Text places[JUNIT_PLACES])
{
    JunitPart *part = g_hash_table_lookup(maker->by_id, id);
    if (part != NULL)
        return part;
    part = g_new0(JunitPart, 1);
    part->id = id;
    memcpy(part->places, places, sizeof part->places);
    part->cases = g_ptr_array_new();
    part->services = g_ptr_array_new();
    g_hash_table_insert(maker->by_id, (gpointer)(guintptr)id, part);
    g_ptr_array_add(maker->parts, part);
    return part;
}

/* An id for the run of PLACES: no two of them have the same, since a point stands in no id. */
static const char *run_id(const RunMaker *maker, const char *before,
                          const Text places[JUNIT_PLACES])
{
    g_autoptr(GString) id = g_string_new(NULL);
    g_string_printf(id, "junit-%.*s%s", ID_DIGITS, maker->input->hash, before);
    for (int i = 0; i < JUNIT_PLACES; i++)
        g_string_append_printf(id, ".%s", places[i].text == NULL ? "" : places[i].text);
    while (id->str[id->len - 1] == '.')
        g_string_truncate(id, id->len - 1);
    return arena_text(maker->evidence->arena, id->str);
}

/* A case that says itself where it belongs; what it leaves open its suite says. */
static void take_own(RunMaker *maker, const JunitCase *each, const JunitSuite *suite)
{
    Text places[JUNIT_PLACES];
    for (int i = 0; i < JUNIT_PLACES; i++)
        places[i] = each->properties[i].text != NULL ? each->properties[i] : suite->properties[i];
    g_autofree char *suite_number = g_strdup_printf("-%zu", each->suite + 1);
    const char *id = run_id(maker, suite_number, places);
    g_ptr_array_add(find_part(maker, id, places)->cases, (gpointer)(guintptr)each);
}

static void take_by_suite(RunMaker *maker, const JunitCase *each, const JunitSuite *suite)
{
    const char *id = arena_printf(maker->evidence->arena, "junit-%.*s-%zu", ID_DIGITS,
                                  maker->input->hash, each->suite + 1);
    g_ptr_array_add(find_part(maker, id, suite->properties)->cases, (gpointer)(guintptr)each);
}

static void take_by_rule(RunMaker *maker, const JunitCase *each, const JunitClaim *claim)
{
    const Ref *runbook = &claim->rule->runbook;
    const char *runbook_id = runbook->target == NULL ? NULL : runbook->target->id.text;
    const Text places[JUNIT_PLACES] = {
        [JUNIT_PLAN] = {claim->plan->id, each->span},
        [JUNIT_EXERCISE] = {claim->exercise->entity.id.text, each->span},
        [JUNIT_RUNBOOK] = {runbook_id, each->span},
    };
    const char *id = run_id(maker, "", places);
    JunitPart *part = find_part(maker, id, places);
    part->by_rule = true;
    g_ptr_array_add(part->cases, (gpointer)(guintptr)each);
    const RefList *services = &claim->rule->services;
    for (size_t i = 0; i < services->count; i++) {
        const Entity *target = services->items[i]->target;
        if (target != NULL && !g_ptr_array_find(part->services, target->id.text, NULL))
            g_ptr_array_add(part->services, (gpointer)(guintptr)target->id.text);
    }
}

static bool has_place(const Text properties[JUNIT_PROPERTIES])
{
    for (int i = 0; i < JUNIT_PLACES; i++)
        if (properties[i].text != NULL)
            return true;
    return false;
}

static void take_case(RunMaker *maker, const JunitCase *each)
{
    const JunitSuite *suite = &g_array_index(maker->suites, JunitSuite, each->suite);
    const EvidenceHints *hints = maker->input->hints;
    const JunitClaim *claim = NULL;
    maker->n_cases++;
    if (has_place(each->properties))
        take_own(maker, each, suite);
    else if (suite->properties[JUNIT_PLAN].text != NULL ||
             suite->properties[JUNIT_EXERCISE].text != NULL || hints->exercise != NULL)
        take_by_suite(maker, each, suite);
    else if ((claim = junit_claims_find(maker->claims, each)) != NULL)
        take_by_rule(maker, each, claim);
    else if (hints->plan != NULL)
        take_by_suite(maker, each, suite);
    else if (maker->n_left++ == 0)
        maker->first_left = each->span;
}

/* What the cases of PART say for PROPERTY, else what their suites do. */
static Text property_of(RunMaker *maker, const JunitPart *part, JunitProperty property, bool own)
{
    Text found = {0};
    for (guint i = 0; i < part->cases->len; i++) {
        const JunitCase *each = part->cases->pdata[i];
        const Text *said = own ? each->properties
                               : g_array_index(maker->suites, JunitSuite, each->suite).properties;
        Text value = said[property];
        if (value.text == NULL || g_strcmp0(value.text, found.text) == 0)
            continue;
        if (found.text == NULL) {
            found = value;
            continue;
        }
        Diag *diag =
            diags_add(maker->diags, &rule_evidence_duplicate, value.span,
                      "property '%s' has two values in one run", junit_properties[property].name);
        diag_note(maker->diags, diag, found.span, "first given here");
        return found;
    }
    return found.text == NULL && own ? property_of(maker, part, property, false) : found;
}

static SheetTime read_instant(RunMaker *maker, Text value, const char *name)
{
    SheetTime time = {value, {MOMENT_ABSENT}};
    if (value.text == NULL || junit_moment(value.text, &time.at))
        return time;
    Diag *diag =
        diags_add(maker->diags, &rule_evidence_malformed, value.span, "%s '%s' is not a time", name,
                  evidence_shown(maker->evidence->arena, value));
    diag_help(maker->diags, diag, "times are written 2026-08-14T09:00:00Z");
    time.at.seconds = MOMENT_ABSENT;
    return time;
}

static void fill_properties(RunMaker *maker, const JunitPart *part, RunSheet *sheet)
{
    SheetTime *const instants[LOG_EVENTS] = {
        [LOG_DECLARED] = &sheet->declared,         [LOG_DECIDED] = &sheet->decided,
        [LOG_SERVICE_BACK] = &sheet->service_back, [LOG_VERIFIED] = &sheet->verified,
        [LOG_RECOVERED_TO] = &sheet->recovered_to,
    };
    for (JunitProperty i = JUNIT_PLACES; i < JUNIT_PROPERTIES; i++) {
        const JunitPropertyName *name = &junit_properties[i];
        Text value = property_of(maker, part, i, true);
        if (name->field == LOG_FIELDS)
            *instants[name->event] = read_instant(maker, value, name->name);
        else
            sheet->values[name->field] = value;
    }
    for (int i = 0; i < JUNIT_PLACES; i++)
        sheet->values[junit_properties[i].field] = part->places[i];
    Text *services = &sheet->values[LOG_FIELD_SERVICES];
    if (services->text != NULL || part->services->len == 0)
        return;
    g_autoptr(GString) all = g_string_new(NULL);
    for (guint i = 0; i < part->services->len; i++)
        g_string_append_printf(all, "%s%s", i == 0 ? "" : ", ",
                               (const char *)part->services->pdata[i]);
    *services = (Text){arena_text(maker->evidence->arena, all->str), sheet->span};
}

static void widen(Moment *from, Moment *to, Moment first, Moment last)
{
    if (first.seconds != MOMENT_ABSENT &&
        (from->seconds == MOMENT_ABSENT || first.seconds < from->seconds))
        *from = first;
    if (last.seconds != MOMENT_ABSENT &&
        (to->seconds == MOMENT_ABSENT || last.seconds > to->seconds))
        *to = last;
}

/* From the first of its cases to the last; all cases of a suite take at least as long as it says.
 */
static void find_times(const RunMaker *maker, const JunitPart *part, Moment *from, Moment *to)
{
    *from = *to = (Moment){MOMENT_ABSENT};
    const JunitCase *first = part->cases->pdata[0];
    const JunitSuite *suite = &g_array_index(maker->suites, JunitSuite, first->suite);
    bool whole = part->cases->len == suite->cases->len;
    for (guint i = 0; i < part->cases->len; i++) {
        const JunitCase *each = part->cases->pdata[i];
        const JunitSuite *of = &g_array_index(maker->suites, JunitSuite, each->suite);
        whole = whole && each->suite == first->suite;
        bool placed = each->step.started.seconds != MOMENT_ABSENT;
        widen(from, to, placed ? each->step.started : of->started,
              placed ? each->step.ended : of->ended);
    }
    if (whole)
        widen(from, to, suite->started, suite->ended);
}

/* A run of which nothing was carried out has proved nothing. */
static RunOutcome outcome_of(const RunMaker *maker, const JunitPart *part)
{
    size_t skipped = 0;
    bool failed = false;
    for (guint i = 0; i < part->cases->len; i++) {
        const JunitCase *each = part->cases->pdata[i];
        failed = failed || each->step.outcome == STEP_FAILED;
        skipped += each->step.outcome == STEP_SKIPPED;
        failed = failed || g_array_index(maker->suites, JunitSuite, each->suite).failed_beside;
    }
    if (failed)
        return RUN_FAILED;
    return skipped == part->cases->len ? RUN_ABORTED : RUN_PASSED;
}

/* The name of the one suite that all cases are of, or NULL. */
static const char *title_of(const RunMaker *maker, const JunitPart *part)
{
    const JunitCase *first = part->cases->pdata[0];
    const JunitCase *last = part->cases->pdata[part->cases->len - 1];
    if (first->suite != last->suite)
        return NULL;
    return g_array_index(maker->suites, JunitSuite, first->suite).name;
}

static void make_run(RunMaker *maker, const JunitPart *part)
{
    const JunitCase *first = part->cases->pdata[0];
    const JunitSuite *suite = &g_array_index(maker->suites, JunitSuite, first->suite);
    RunSheet sheet = {.span = part->by_rule ? first->span : suite->span,
                      .id = part->id,
                      .order_help = "the instants of a run are in their order"};
    fill_properties(maker, part, &sheet);
    sheet.values[LOG_FIELD_KIND] = (Text){"test", sheet.span};
    sheet.values[LOG_FIELD_TITLE] = (Text){title_of(maker, part), sheet.span};
    Moment ended;
    find_times(maker, part, &sheet.started.at, &ended);
    g_auto(LogReader) log;
    log_reader_start(&log, maker->input, maker->evidence, maker->diags);
    run_sheet_begin(&log, &sheet);
    for (guint i = 0; i < part->cases->len; i++) {
        LogStep step = {.step = ((const JunitCase *)part->cases->pdata[i])->step};
        g_array_append_val(log.steps, step);
    }
    log.run.run.ended = ended;
    log.run.run.outcome = outcome_of(maker, part);
    log_reader_keep(&log);
}

static void tell_left(const RunMaker *maker)
{
    if (maker->n_left == 0)
        return;
    if (maker->parts->len == 0) {
        diags_add(maker->diags, &rule_evidence_plan_missing,
                  g_array_index(maker->suites, JunitSuite, 0).span,
                  "nothing says which plan these test cases belong to");
        return;
    }
    diags_add(maker->diags, &rule_evidence_case_unclaimed, maker->first_left,
              "%zu of %zu test cases belong to no exercise and are left out; this is the first",
              maker->n_left, maker->n_cases);
}

void junit_runs_make(GArray *suites, const EvidenceInput *input, Evidence *evidence, Diags *diags)
{
    const EvidenceHints *hints = input->hints;
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(free_part);
    g_autoptr(GHashTable) by_id = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(JunitClaims) claims = junit_claims_new(hints->library, hints->plan, diags);
    RunMaker maker = {.suites = suites,
                      .input = input,
                      .evidence = evidence,
                      .diags = diags,
                      .claims = claims,
                      .parts = parts,
                      .by_id = by_id};
    size_t before = diags_count(diags);
    for (guint i = 0; i < suites->len; i++) {
        JunitSuite *suite = &g_array_index(suites, JunitSuite, i);
        junit_suite_place(suite, diags);
        for (guint j = 0; j < suite->cases->len; j++)
            take_case(&maker, &g_array_index(suite->cases, JunitCase, j));
        if (evidence_too_much(diags, before, suite->span))
            return;
    }
    tell_left(&maker);
    for (guint i = 0; i < parts->len; i++) {
        const JunitPart *part = parts->pdata[i];
        make_run(&maker, part);
        if (evidence_too_much(diags, before, ((const JunitCase *)part->cases->pdata[0])->span))
            return;
    }
}
