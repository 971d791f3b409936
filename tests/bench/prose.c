#include "prose.h"

#include <string.h>

static const char *const systems[] = {
    "Payments Ledger",  "Invoice Archive", "Parcel Tracking",    "Café Orders",
    "Customer Portal",  "Warehouse Stock", "Fleet Telemetry",    "Document Search",
    "Identity Service", "Exam Marking",    "Lieferschein-Druck", "Naïve Bayes Scoring",
    "Price Engine",     "Ticket Queue",    "Salary Statements",  "Smørrebrød Menus",
    "Map Tiles",        "Sensor Ingest",   "Translation Memory", "Claims Intake",
    "Mail Relay",       "Build Farm",      "Feature Flags",      "Reporting Cube",
};
static const char *const stores[] = {"ledger",  "orders",   "archive", "accounts",
                                     "catalog", "readings", "tickets", "journal"};
static const char *const regions[] = {"eu-north-1", "eu-central-1", "us-east-2", "ap-south-1"};
static const char *const sites[] = {"Zürich", "Malmö", "Łódź", "A Coruña", "Oulu", "Gdańsk"};

static const char *const given_names[] = {"Zoë",   "Łukasz", "Søren",  "María", "Anaïs", "Jo",
                                          "Мария", "Ελένη",  "Nguyễn", "Chloé", "Björn", "Tomáš"};
static const char *const family_names[] = {"Müller",  "Żółtowski", "Kjær", "Núñez",
                                           "O'Brien", "Παππά",     "Hoa",  "Иванова"};

/* Prose as plans have it: some of it with Markdown, some with characters that need escaping. */
static const char *const sentences[] = {
    "The service answers from two halls, and either of them carries the full load of a workday.",
    "When the primary of `@store@` is gone, writes stop at once and reads go on for @n@ minutes.",
    "Nobody starts a recovery alone: a second person reads each command aloud before it runs.",
    "Queues may hold up to @nn@,000 messages; they are **not** drained before the checks pass.",
    "See the [runbook index](https://wiki.silva.name/dr/@slug@) for what was decided and why.",
    "Costs grow by about @nn@ % while both regions run, which is accepted for @n@ days.",
    "Partners in @site@ rely on the nightly export & have no copy of their own.",
    "A restore is complete only when the row counts of `@store@` and its index agree.",
    "*Do not* fail back on the same day; caches < 1 hour old hide errors from the dashboards.",
    "The team keeps a printed copy in @site@, together with the sealed envelope of passwords.",
    "Monitoring pages the person on call after @n@ failed probes, that is within @nn@ seconds.",
    "Since the last exercise the snapshot of @system@ is mounted read-only first.",
    "Traffic is moved by DNS with a time to live of @nn@ s — clients that cache longer must wait.",
    "Its configuration lies in git; `make plan` shows what a rebuild would change.",
    "If in doubt, stop, write down the time, and call the incident commander.",
    "Data older than @n@ years may come back last, for nobody waits for it.",
    "The contract with the supplier says “within four hours”, measured from the first call.",
    "Every step writes its result into the log, and the log is kept for @n@ years.",
    "Two of the @nn@ nodes may fail without anybody noticing; a third makes writes slow.",
    "An auditor reads this chapter once a year; keep it short & true.",
};

static const char *const remarks[] = {
    "within @n@ minutes, see `status @slug@`",    "only **after** the second person has agreed",
    "the checksum in `manifest.txt` matches",     "no more than @n@ errors in @nn@ minutes",
    "all @nn@ partitions of `@store@` are there", "the dashboard shows *healthy* for @n@ minutes",
    "write the time & your name into the log",    "customers in @site@ have been told",
    "compare with the newest copy in @region@",   "keep the old disks until the review is over",
};

static const char *const good_or_gap[][3] = {
    {"api-objective", "    rto: 4h\n", ""},
    {"log-interval", "5m", "4h"},
    {"scenario-runbook", "restore-database", "restore-databse"},
    {"reviewed", "2026-06-30", "2023-01-09"},
    {"risk-level", "high", "low"},
    {"purpose-key", "purpose", "pupose"},
};

/* Marsaglia's and Vigna's splitmix64: small, and the same everywhere. */
static uint64_t next_number(Prose *prose)
{
    uint64_t z = prose->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

size_t prose_below(Prose *prose, size_t limit)
{
    return (size_t)(next_number(prose) % limit);
}

#define PICK(prose, words) words[prose_below(prose, G_N_ELEMENTS(words))]

Prose prose_new(uint64_t seed, unsigned index)
{
    Prose prose = {.state = seed * 1000003 + index, .index = index, .gap = -1};
    if (index % 16 == 5)
        prose.gap = (int)(index / 16 % G_N_ELEMENTS(good_or_gap));
    prose.system = systems[index % G_N_ELEMENTS(systems)];
    prose.store = PICK(&prose, stores);
    prose.site = PICK(&prose, sites);
    prose.region = PICK(&prose, regions);
    return prose;
}

void prose_put_person_id(size_t person, GString *out)
{
    g_string_append_printf(out, "person-%02zu", person);
}

void prose_put_person_name(size_t person, GString *out)
{
    size_t family = person / G_N_ELEMENTS(given_names) % G_N_ELEMENTS(family_names);
    g_string_append_printf(out, "%s %s", given_names[person % G_N_ELEMENTS(given_names)],
                           family_names[family]);
}

static void put_number(Prose *prose, size_t from, size_t to, GString *out)
{
    g_string_append_printf(out, "%zu", from + prose_below(prose, to - from + 1));
}

static void put_sentence(Prose *prose, GString *out)
{
    prose_put(prose, PICK(prose, sentences), out);
}

static void put_paragraph(Prose *prose, GString *out)
{
    put_sentence(prose, out);
    g_string_append_c(out, ' ');
    put_sentence(prose, out);
    g_string_append_c(out, ' ');
    put_sentence(prose, out);
}

static void put_remark(Prose *prose, GString *out)
{
    prose_put(prose, PICK(prose, remarks), out);
}

static void put_slug(Prose *prose, GString *out)
{
    g_string_append_printf(out, "plan-%04u", prose->index);
}

/* An earlier plan, or the plan itself when it is the first. */
static void put_other(Prose *prose, GString *out)
{
    unsigned back = 1 + (unsigned)prose_below(prose, 9);
    g_string_append_printf(out, "plan-%04u", prose->index - MIN(back, prose->index));
}

static void put_person(Prose *prose, GString *out)
{
    prose_put_person_id(prose_below(prose, N_PEOPLE), out);
}

/* The same wherever a plan names it. */
static void put_commander(Prose *prose, GString *out)
{
    prose_put_person_id(prose->index % N_PEOPLE, out);
}

static void put_team(Prose *prose, GString *out)
{
    g_string_append_printf(out, "team-%02zu", prose_below(prose, N_TEAMS));
}

static void put_vendor(Prose *prose, GString *out)
{
    g_string_append_printf(out, "vendor-%zu", prose_below(prose, N_VENDORS));
}

static void put_n(Prose *prose, GString *out)
{
    put_number(prose, 2, 9, out);
}

static void put_nn(Prose *prose, GString *out)
{
    put_number(prose, 10, 59, out);
}

static void put_system(Prose *prose, GString *out)
{
    g_string_append(out, prose->system);
}

static void put_store(Prose *prose, GString *out)
{
    g_string_append(out, prose->store);
}

static void put_site(Prose *prose, GString *out)
{
    g_string_append(out, prose->site);
}

static void put_region(Prose *prose, GString *out)
{
    g_string_append(out, prose->region);
}

static void put_at(Prose *prose, GString *out)
{
    (void)prose;
    g_string_append_c(out, '@');
}

static const struct {
    const char *name;
    void (*put)(Prose *prose, GString *out);
} slots[] = {
    {"commander", put_commander},
    {"at", put_at},
    {"n", put_n},
    {"nn", put_nn},
    {"other", put_other},
    {"person", put_person},
    {"paragraph", put_paragraph},
    {"region", put_region},
    {"remark", put_remark},
    {"sentence", put_sentence},
    {"site", put_site},
    {"slug", put_slug},
    {"store", put_store},
    {"system", put_system},
    {"team", put_team},
    {"vendor", put_vendor},
};

static bool is_name(const char *name, const char *text, size_t length)
{
    return strncmp(name, text, length) == 0 && name[length] == '\0';
}

static void put_slot(Prose *prose, const char *name, size_t length, GString *out)
{
    for (size_t i = 0; i < G_N_ELEMENTS(slots); i++) {
        if (is_name(slots[i].name, name, length)) {
            slots[i].put(prose, out);
            return;
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(good_or_gap); i++) {
        if (is_name(good_or_gap[i][0], name, length)) {
            g_string_append(out, good_or_gap[i][prose->gap == (int)i ? 2 : 1]);
            return;
        }
    }
    g_error("no slot '%.*s'", (int)length, name);
}

void prose_put(Prose *prose, const char *pattern, GString *out)
{
    for (;;) {
        size_t plain = strcspn(pattern, "@");
        g_string_append_len(out, pattern, (gssize)plain);
        pattern += plain;
        if (*pattern == '\0')
            return;
        size_t length = strcspn(pattern + 1, "@");
        put_slot(prose, pattern + 1, length, out);
        pattern += length + 2;
    }
}

void prose_put_some(Prose *prose, const char *const *patterns, size_t count, size_t wanted,
                    GString *out)
{
    for (size_t i = 0; i < count && wanted > 0; i++) {
        if (prose_below(prose, count - i) >= wanted)
            continue;
        prose_put(prose, patterns[i], out);
        wanted--;
    }
}
