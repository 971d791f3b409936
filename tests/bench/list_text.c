#include "list_text.h"

#include "base/file.h"

#include <string.h>

/* ---- the small library around the long list ---- */

static const struct {
    const char *name, *text;
} files[] = {
    {"redbinder.yaml", "title: Lists\n"
                       "matrix:\n"
                       "  impacts: [low, high]\n"
                       "  rows:\n"
                       "    - {likelihood: low, levels: [low, high]}\n"
                       "    - {likelihood: high, levels: [high, high]}\n"
                       "tools:\n"
                       "  - {id: sso, name: Sign-on, kind: identity, needs: [case/api]}\n"
                       "families: [cyber-attack]\n"
                       "laws: [GDPR]\n"
                       "domains: [silva.name]\n"
                       "rescue-kit: [psql]\n"
                       "binders: [{where: shelf, holder: p0, printed: 2026-06-30}]\n"},
    {"people.yaml", "people:\n"
                    "  - {id: p0, name: Ada Lang, phone: \"+49 30 901820\", site: Berlin}\n"
                    "  - {id: p1, name: Bo Berg, phone: \"+49 30 901821\", site: Hamburg}\n"
                    "teams: [{id: team, name: Team, members: [p0, p1]}]\n"
                    "vendors: [{id: cloud, name: Cloud, response: 1h}]\n"},
    {"case/plan.yaml", "title: Case\nowner: team\nreviewed: 2026-06-30\nreview: 1y\nrto: 8h\n"},
    {"case/services.yaml", "services:\n"
                           "  - {id: api, name: API, tier: critical, rto: 4h, mtd: 8h, "
                           "depends: [db], at: [main]}\n"},
    {"case/data.yaml", "data:\n"
                       "  - id: db\n"
                       "    rpo: 1h\n"
                       "    size: 100GB\n"
                       "    at: [main]\n"
                       "    backups: [{method: dump, every: 30m, to: [store], rate: 50MB/s}]\n"},
    {"case/sites.yaml", "sites: [{id: main, kind: region}, {id: store, kind: storage}]\n"},
    {"case/roles.yaml", "roles:\n"
                        "  - {id: lead, name: Lead, holders: [p0], alternates: [p1], "
                        "declares: true}\n"},
    {"case/scenarios.yaml", "scenarios:\n"
                            "  - {id: fire, name: Fire, family: site-loss, loses: [main], "
                            "affects: [api], runbooks: [r], detect: 5m, decide: 5m}\n"},
    {"case/risks.yaml", "risks: [{id: risk, likelihood: high, impact: high, level: high, "
                        "scenario: fire}]\n"},
    {"case/exercises.yaml", "exercises:\n"
                            "  - {id: drill, type: restore, every: 3mo, runbooks: [r], "
                            "services: [api, db]}\n"},
    {"case/messages.yaml", "messages: [{id: notice, body: \"we are down, {name}\"}]\n"},
    {"case/escalation.yaml", "escalation: [{level: 1, who: lead, after: 15m}]\n"},
    {"case/runbooks/r.yaml", "title: Recover\n"
                             "recovers: [api, db]\n"
                             "steps:\n"
                             "  - {id: s0, title: Load, who: p0, takes: 20m, run: psql -f x}\n"
                             "  - {id: s1, title: Look, who: p1, takes: 5m, manual: look at it}\n"},
};

/* ---- the long lists ---- */

#define SERVICE "services:\n"
#define STEPS "title: Recover\nrecovers: [api, db]\nsteps:\n"

const ListKind list_kinds[] = {
    {.name = "services",
     .file = "case/services.yaml",
     .head = SERVICE "  - {id: api, rto: 4h}\n",
     .row = "  - {id: s#, rto: 2h, mtd: 1h}\n"},
    {.name = "services, a chain",
     .file = "case/services.yaml",
     .head = SERVICE "  - {id: api, rto: 1h, depends: [s0]}\n",
     .row = "  - {id: s#, rto: 2h, depends: [s@]}\n"},
    {.name = "services, a star",
     .file = "case/services.yaml",
     .head = SERVICE "  - {id: api, rto: 5h}\n",
     .row = "  - {id: s#, rto: 2h, tier: low, at: [main], depends: [api]}\n"},
    {.name = "services, without RTO",
     .file = "case/services.yaml",
     .head = SERVICE "  - {id: api, rto: 5h}\n",
     .row = "  - {id: s#, depends: [api, db]}\n"},
    {.name = "what a service needs",
     .file = "case/services.yaml",
     .head = SERVICE "  - id: api\n    rto: 1h\n    depends:\n",
     .row = "      - db\n"},
    {.name = "promises",
     .file = "case/levels.yaml",
     .head = "levels:\n",
     .row = "  - {name: Availability #, target: 99.9% uptime}\n"},
    {.name = "data sets",
     .file = "case/data.yaml",
     .head = "data:\n  - {id: db, rpo: 1h}\n",
     .row = "  - {id: d#, rpo: 1h, consistent-with: db, at: [main], class: user}\n"},
    {.name = "data sets with copies",
     .file = "case/data.yaml",
     .head = "data:\n  - {id: db, rpo: 1h}\n",
     .row = "  - {id: d#, rpo: 1h, at: [main], backups: [{method: m, every: 2h, to: [main]}]}\n"},
    {.name = "backups of one set",
     .file = "case/data.yaml",
     .head = "data:\n  - id: db\n    rpo: 1h\n    at: [main]\n    backups:\n",
     .row = "      - {method: m#, every: 2h, to: [store], keep: 1d, kind: log, keys: [api]}\n"},
    {.name = "sites",
     .file = "case/sites.yaml",
     .head = "sites:\n  - {id: main}\n  - {id: store}\n",
     .row = "  - {id: s#, role: secondary, capacity: 50%, holds: [x]}\n"},
    {.name = "sites, one in another",
     .file = "case/sites.yaml",
     .head = "sites:\n  - {id: main, within: s0}\n  - {id: store, within: s1}\n",
     .row = "  - {id: s#, within: s@}\n"},
    {.name = "replication",
     .file = "case/replication.yaml",
     .head = "replication:\n",
     .row = "  - {from: main, to: store, strategy: active-passive, lag: 1m}\n"},
    {.name = "risks",
     .file = "case/risks.yaml",
     .head = "risks:\n",
     .row = "  - {id: r#, likelihood: low, impact: high, level: low, residual: high}\n"},
    {.name = "failure modes",
     .file = "case/failures.yaml",
     .head = "failures:\n",
     .row = "  - {id: f#, likelihood: low, impact: high, detect: 5m, runbook: r}\n"},
    {.name = "scenarios",
     .file = "case/scenarios.yaml",
     .head = "scenarios:\n  - {id: fire, affects: [api], runbooks: [r]}\n",
     .row = "  - {id: s#, affects: [api, db], loses: [main], rto: 9h, rpo: 9h, runbooks: [r]}\n"},
    {.name = "phases",
     .file = "case/scenarios.yaml",
     .head = "scenarios:\n  - id: fire\n    affects: [api]\n    runbooks: [r]\n    phases:\n",
     .row = "      - {id: p#, name: Phase, from: 1h, to: 9h, actions: [look]}\n"},
    {.name = "runbooks of a scenario",
     .file = "case/scenarios.yaml",
     .head = "scenarios:\n  - id: fire\n    affects: [api]\n    runbooks:\n",
     .row = "      - r\n"},
    {.name = "what a scenario takes",
     .file = "case/scenarios.yaml",
     .head = "scenarios:\n  - id: fire\n    affects: [api]\n    runbooks: [r]\n    loses:\n",
     .row = "      - main\n"},
    {.name = "roles",
     .file = "case/roles.yaml",
     .head = "roles:\n  - {id: lead, holders: [p0]}\n",
     .row = "  - {id: r#, holders: [p0], alternates: [p0], declares: true, training: 1y}\n"},
    {.name = "roles, empty",
     .file = "case/roles.yaml",
     .head = "roles:\n  - {id: lead, holders: [p0]}\n",
     .row = "  - {id: r#, name: Role number #}\n"},
    {.name = "holders of one role",
     .file = "case/roles.yaml",
     .head = "roles:\n  - id: lead\n    alternates: [p0]\n    declares: true\n    holders:\n",
     .row = "      - p0\n"},
    {.name = "shifts",
     .file = "case/roles.yaml",
     .head = "roles:\n  - id: lead\n    holders: [p0]\n    roster:\n",
     .row = "      - {who: p0, when: mon-fri 08:00-18:00}\n"},
    {.name = "contacts",
     .file = "case/contacts.yaml",
     .head = "contacts:\n",
     .row = "  - {who: p0, as: Contact #}\n"},
    {.name = "escalation",
     .file = "case/escalation.yaml",
     .head = "escalation:\n",
     .row = "  - {level: #, who: lead, after: 15m}\n"},
    {.name = "notifications",
     .file = "case/notifications.yaml",
     .head = "notifications:\n",
     .row = "  - {id: n#, within: 80h, audience: [lead, p0], law: GDPR, message: notice}\n"},
    {.name = "messages",
     .file = "case/messages.yaml",
     .head = "messages:\n",
     .row = "  - {id: m#, body: \"down {name} {a} {b}\", placeholders: [name]}\n"},
    {.name = "exercises",
     .file = "case/exercises.yaml",
     .head = "exercises:\n",
     .row = "  - {id: x#, type: tabletop, every: 3mo, runbooks: [r], services: [api]}\n",
     .runs = RUNS_APART},
    {.name = "exercises without runs",
     .file = "case/exercises.yaml",
     .head = "exercises:\n",
     .row = "  - {id: x#, type: restore, scenarios: [fire], participants: [p0], target: main}\n"},
    {.name = "runs",
     .file = "case/levels.yaml",
     .head = "levels: []\n",
     .row = "",
     .runs = RUNS_TOGETHER},
    {.name = "success criteria",
     .file = "case/success.yaml",
     .head = "success:\n  must:\n",
     .row = "    - no data loss #\n"},
    {.name = "kpis",
     .file = "case/kpis.yaml",
     .head = "kpis:\n",
     .row = "  - {id: k#, name: KPI #, target: 95%}\n"},
    {.name = "triggers",
     .file = "case/triggers.yaml",
     .head = "triggers:\n",
     .row = "  - {id: t#, when: 3 failed checks, action: fail over to store}\n"},
    {.name = "snippets",
     .file = "case/snippets.yaml",
     .head = "snippets:\n",
     .row = "  - {id: s#, language: sh, code: \"rm -rf /x/#\"}\n"},
    {.name = "practices",
     .file = "case/practices.yaml",
     .head = "practices:\n",
     .row = "  - {id: p#, items: [test the backups monthly]}\n"},
    {.name = "items of a practice",
     .file = "case/practices.yaml",
     .head = "practices:\n  - id: p\n    items:\n",
     .row = "      - {name: restore is tested quarterly #, every: 3mo}\n"},
    {.name = "after an incident",
     .file = "case/after.yaml",
     .head = "after-incident:\n",
     .row = "  - tested every month, part #\n"},
    {.name = "reviews",
     .file = "case/reviews.yaml",
     .head = "reviews:\n",
     .row = "  - {name: Review #, every: 1mo}\n"},
    {.name = "reasons to update",
     .file = "case/update.yaml",
     .head = "update-when:\n",
     .row = "  - TBD #\n"},
    {.name = "links",
     .file = "case/links.yaml",
     .head = "links:\n",
     .row = "  - {name: Link #, url: \"https://wiki.silva.name/#\"}\n"},
    {.name = "related plans",
     .file = "case/related.yaml",
     .head = "related:\n",
     .row = "  - plan-#\n"},
    {.name = "waivers",
     .file = "case/waivers.yaml",
     .head = "waivers:\n",
     .row = "  - {rule: backup-missing, at: x#, reason: none, owner: p0, until: 2026-12-31}\n"},
    {.name = "waivers, expired",
     .file = "case/waivers.yaml",
     .head = "waivers:\n",
     .row = "  - {rule: backup-missin, at: api, reason: none, owner: p0, until: 2025-12-31}\n"},
    {.name = "steps by hand",
     .file = "case/runbooks/r.yaml",
     .head = STEPS,
     .row = "  - {id: s#, title: Look, who: lead, takes: 5m, manual: assess impact}\n"},
    {.name = "steps with commands",
     .file = "case/runbooks/r.yaml",
     .head = STEPS,
     .row = "  - {id: s#, title: t, takes: 5m, run: 'rm -rf \"$A#\" ./x.sh | dd of=/dev/sda'}\n"},
    {.name = "steps, a chain",
     .file = "case/runbooks/r.yaml",
     .head = STEPS,
     .row = "  - {id: s#, title: Look, who: p0, takes: 5m, manual: x, after: [s~]}\n"},
    {.name = "steps after none",
     .file = "case/runbooks/r.yaml",
     .head = STEPS,
     .row = "  - {id: s#, title: Look, who: p0, takes: 5m, manual: x, after: []}\n"},
    {.name = "steps after one",
     .file = "case/runbooks/r.yaml",
     .head = STEPS,
     .row = "  - {id: s#, title: Look, who: team, takes: 5m, manual: x, after: [s0]}\n"},
    {.name = "lines of one command",
     .file = "case/runbooks/r.yaml",
     .head = STEPS "  - id: s0\n    title: Load\n    run: |\n",
     .row = "      a $b\n"},
    {.name = "checklist",
     .file = "case/runbooks/r.yaml",
     .head = STEPS "  - id: s0\n    title: Tick\n    checklist:\n",
     .row = "      - {text: Look at part #, items: [a]}\n"},
    {.name = "audiences of a step",
     .file = "case/runbooks/r.yaml",
     .head = STEPS "  - id: s0\n    title: Tell\n    notify:\n",
     .row = "      - group #\n"},
    {.name = "programs",
     .file = "case/runbooks/r.yaml",
     .head = "title: R\nneeds:\n  tools:\n",
     .row = "    - tool#\n",
     .tail = "steps:\n  - {id: s0, title: Load, run: tool1 && tool2}\n"},
    {.name = "variables",
     .file = "case/runbooks/r.yaml",
     .head = "title: R\nneeds:\n  env:\n",
     .row = "    V#: password of #\n",
     .tail = "steps:\n  - {id: s0, title: Load, run: 'echo \"$V1\"'}\n"},
    {.name = "files of a runbook",
     .file = "case/runbooks/r.yaml",
     .head = "title: R\nneeds:\n  files:\n",
     .row = "    - ./f#.sh\n",
     .tail = "steps:\n  - {id: s0, title: Load, run: ./f1.sh}\n"},
    {.name = "runbooks",
     .file = "case/runbooks/b#.yaml",
     .head = "title: Recover\n",
     .row = "recovers: [api]\nsteps:\n  - {id: s0, title: Look, who: p0, takes: 5m, manual: x}\n"},
    {.name = "plans",
     .file = "plan-#/plan.yaml",
     .head = "title: Another\n",
     .row = "owner: team\nservices: [{id: api, rto: 1h, depends: [case/api]}]\n"},
    {.name = "people",
     .file = "people.yaml",
     .head = "teams: [{id: team, members: [p0]}]\nvendors: [{id: cloud, name: C}]\npeople:\n",
     .row = "  - {id: p#, name: Ada #, phone: \"+49 30 9018#\", email: a#@silva.name, site: B}\n"},
    {.name = "people, as placeholders",
     .file = "people.yaml",
     .head = "teams: [{id: team, members: [p0]}]\nvendors: [{id: cloud, name: C}]\npeople:\n",
     .row = "  - {id: p#, name: TBD, phone: 555-0100, email: a@example.com}\n"},
    {.name = "teams",
     .file = "people.yaml",
     .head = "people: [{id: p0, name: A}, {id: p1, name: B}]\n"
             "vendors: [{id: cloud, name: C}]\nteams:\n  - {id: team, members: [p0, p1]}\n",
     .row = "  - {id: t#, name: Team #, members: [p0, p1]}\n"},
    {.name = "members of a team",
     .file = "people.yaml",
     .head = "people: [{id: p0, name: A}, {id: p1, name: B}]\n"
             "vendors: [{id: cloud, name: C}]\nteams:\n  - id: team\n    members:\n",
     .row = "      - p0\n"},
    {.name = "vendors",
     .file = "people.yaml",
     .head = "people: [{id: p0, name: A}, {id: p1, name: B}]\n"
             "teams: [{id: team, members: [p0]}]\nvendors:\n  - {id: cloud, name: C}\n",
     .row = "  - {id: v#, name: Vendor #, response: 9h, contract: C#}\n"},
    {.name = "tools, a chain",
     .file = "redbinder.yaml",
     .head = "title: Lists\ntools:\n",
     .row = "  - {id: t#, name: Tool #, kind: identity, needs: [t@, case/api]}\n"},
    {.name = "binders",
     .file = "redbinder.yaml",
     .head = "title: Lists\nbinders:\n",
     .row = "  - {where: shelf #, holder: p0, printed: 2024-06-30}\n"},
    {.name = "laws",
     .file = "redbinder.yaml",
     .head = "title: Lists\nlaws:\n",
     .row = "  - Law #\n"},
    {.name = "domains",
     .file = "redbinder.yaml",
     .head = "title: Lists\ndomains:\n",
     .row = "  - d#.name\n"},
    {.name = "rescue kit",
     .file = "redbinder.yaml",
     .head = "title: Lists\nrescue-kit:\n",
     .row = "  - tool#\n"},
    {.name = "rules",
     .file = "redbinder.yaml",
     .head = "title: Lists\nrules:\n",
     .row = "  rule-#: off\n"},
    {.name = "impacts",
     .file = "redbinder.yaml",
     .head = "title: Lists\nmatrix:\n  rows:\n    - {likelihood: a, levels: [a]}\n  impacts:\n",
     .row = "    - impact-#\n"},
    {.name = "likelihoods",
     .file = "redbinder.yaml",
     .head = "title: Lists\nmatrix:\n  impacts: [low, high]\n  rows:\n",
     .row = "    - {likelihood: l#, levels: [low, high]}\n"},
    {.name = NULL},
};

static void put_number(GString *out, size_t number)
{
    g_string_append_printf(out, "%zu", number);
}

static void put_row(const char *row, size_t index, size_t rows, GString *out)
{
    for (; *row != '\0'; row++) {
        if (*row == '#')
            put_number(out, index);
        else if (*row == '@')
            put_number(out, (index + 1) % rows);
        else if (*row == '~')
            put_number(out, index == 0 ? 0 : index - 1);
        else
            g_string_append_c(out, *row);
    }
}

static bool write_text(const char *folder, const char *name, const char *text, size_t length,
                       Diags *diags)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    return file_write(path, text, length, 0644, diags);
}

/* A file for each row. */
static bool write_files(const ListKind *kind, const char *folder, size_t rows, Diags *diags)
{
    bool written = true;
    for (size_t i = 0; written && i < rows; i++) {
        g_autoptr(GString) name = g_string_new(NULL);
        g_autoptr(GString) text = g_string_new(kind->head);
        put_row(kind->file, i, rows, name);
        put_row(kind->row, i, rows, text);
        written = write_text(folder, name->str, text->str, text->len, diags);
    }
    return written;
}

static bool write_list(const ListKind *kind, const char *folder, size_t rows, Diags *diags)
{
    g_autoptr(GString) text = g_string_new(kind->head);
    for (size_t i = 0; i < rows; i++)
        put_row(kind->row, i, rows, text);
    g_string_append(text, kind->tail == NULL ? "" : kind->tail);
    return write_text(folder, kind->file, text->str, text->len, diags);
}

bool list_write(const ListKind *kind, const char *folder, size_t rows, Diags *diags)
{
    bool written = strchr(kind->file, '#') == NULL ? write_list(kind, folder, rows, diags)
                                                   : write_files(kind, folder, rows, diags);
    for (size_t i = 0; written && i < G_N_ELEMENTS(files); i++)
        if (strcmp(files[i].name, kind->file) != 0)
            written =
                write_text(folder, files[i].name, files[i].text, strlen(files[i].text), diags);
    return written;
}
