#include "model/open_finding.h"
#include "rules/checks.h"
#include "rules/trials.h"

/* How a finding ends: what was recorded stays as it is. */
#define CLOSING "then record that with `redbinder record --form finding`, which closes it"

/* The open findings of one place that share a fault. */
typedef struct Pile {
    size_t count;
    const OpenFinding *first; /* overdue: the one due first; without owner: the oldest */
} Pile;

static bool has_owner(const RunFinding *finding)
{
    return finding->owner != NULL && *finding->owner != '\0';
}

/* Piles up by place the open findings that HAS_FAULT; those due first come first when BY_DUE. */
static Pile *pile_up(const Trials *trials, const GArray *open,
                     bool (*has_fault)(const OpenFinding *), bool by_due)
{
    Pile *piles = g_new0(Pile, trials->n_places);
    for (guint i = 0; i < open->len; i++) {
        const OpenFinding *item = &g_array_index(open, OpenFinding, i);
        if (!has_fault(item))
            continue;
        Pile *pile = &piles[trials_place(trials, item->run)];
        bool is_earlier = by_due && pile->first != NULL &&
                          item->finding->due.days < pile->first->finding->due.days;
        if (pile->first == NULL || is_earlier)
            pile->first = item;
        pile->count++;
    }
    return piles;
}

static const char *finding_text(const RunFinding *finding)
{
    return finding->text != NULL ? finding->text : "(no text)";
}

static void report_overdue(const Trials *trials, size_t place, const Pile *pile, Diags *diags)
{
    char due[DATE_TEXT_SIZE];
    g_autofree char *words = trials_words(trials, place);
    g_autofree char *run = run_words(pile->first->run);
    const char *text = finding_text(pile->first->finding);
    int days = (int)(trials->as_of.days - pile->first->finding->due.days);
    date_format(pile->first->finding->due, due);
    Diag *diag;
    if (pile->count == 1)
        diag = diags_add(diags, &check_finding_overdue.rule, trials_span(trials, place),
                         "a finding of %s is %d day%s overdue, since %s: '%s' (%s)", words, days,
                         days == 1 ? "" : "s", due, text, run);
    else
        diag = diags_add(diags, &check_finding_overdue.rule, trials_span(trials, place),
                         "%zu findings of %s are overdue, the oldest by %d day%s, since %s: '%s' "
                         "(%s)",
                         pile->count, words, days, days == 1 ? "" : "s", due, text, run);
    if (has_owner(pile->first->finding))
        diag_help(diags, diag, "ask '%s' to mend it, " CLOSING, pile->first->finding->owner);
}

static bool is_overdue(const OpenFinding *item)
{
    return item->overdue;
}

static void finding_overdue(const CheckInput *input, Diags *diags)
{
    g_autoptr(Trials) trials = trials_new(input);
    if (trials == NULL)
        return;
    g_autoptr(GArray) open = trials_open_findings(trials, input);
    g_autofree Pile *piles = pile_up(trials, open, is_overdue, true);
    for (size_t i = 0; i < trials->n_places; i++)
        if (piles[i].count > 0)
            report_overdue(trials, i, &piles[i], diags);
}

const Check check_finding_overdue = {
    .rule =
        {
            .id = "finding-overdue",
            .severity = SEVERITY_ERROR,
            .summary = "a finding of a run is open beyond the day on which it was due",
            .remedy = "mend it, " CLOSING,
            .why = "The drill has shown what will go wrong, and it is still so: the disaster "
                   "finds it again.",
            .origin = "NIST SP 800-53 Rev. 5 CP-4 c; ISO 22301:2019 10.1",
        },
    .run = finding_overdue,
    .asks_history = true,
};

static void report_unowned(const Trials *trials, size_t place, const Pile *pile, Diags *diags)
{
    g_autofree char *words = trials_words(trials, place);
    g_autofree char *run = run_words(pile->first->run);
    const char *text = finding_text(pile->first->finding);
    if (pile->count == 1)
        diags_add(diags, &check_finding_unowned.rule, trials_span(trials, place),
                  "a finding of %s belongs to nobody: '%s' (%s)", words, text, run);
    else
        diags_add(diags, &check_finding_unowned.rule, trials_span(trials, place),
                  "%zu findings of %s belong to nobody, the oldest: '%s' (%s)", pile->count, words,
                  text, run);
}

static bool is_unowned(const OpenFinding *item)
{
    return !has_owner(item->finding);
}

static void finding_unowned(const CheckInput *input, Diags *diags)
{
    g_autoptr(Trials) trials = trials_new(input);
    if (trials == NULL)
        return;
    g_autoptr(GArray) open = trials_open_findings(trials, input);
    g_autofree Pile *piles = pile_up(trials, open, is_unowned, false);
    for (size_t i = 0; i < trials->n_places; i++)
        if (piles[i].count > 0)
            report_unowned(trials, i, &piles[i], diags);
}

const Check check_finding_unowned = {
    .rule =
        {
            .id = "finding-unowned",
            .severity = SEVERITY_ERROR,
            .summary = "an open finding of a run has no owner",
            .remedy = "agree on who mends it until when, then record that with "
                      "`redbinder record --form finding`, which can also close it",
            .why = "What belongs to nobody is mended by nobody; the next drill shows it again, or "
                   "the disaster does.",
            .origin = "NIST SP 800-53 Rev. 5 CP-4 c; ISO 22301:2019 10.1",
        },
    .run = finding_unowned,
    .asks_history = true,
};
