#include "plan_text.h"

/* plan.yaml: what is recovered, where, and how copies are made. */
static const char head[] = "number: \"@slug@\"\n"
                           "title: @system@ @slug@\n"
                           "about: |\n"
                           "  How **@system@** is brought back. @sentence@\n"
                           "\n"
                           "  @paragraph@\n"
                           "@purpose-key@: |\n"
                           "  @sentence@ @sentence@\n"
                           "scope: |\n"
                           "  | part | in scope | since |\n"
                           "  |---|:-:|---|\n"
                           "  | `@store@` database | yes | 20@nn@ |\n"
                           "  | files in @region@ | yes | 20@nn@ |\n"
                           "  | laptops in @site@ | no | |\n"
                           "version: \"@n@.@n@\"\n"
                           "classification: internal\n"
                           "owner: @team@\n"
                           "reviewed: @reviewed@\n"
                           "review: 1y\n"
                           "approved: 2026-07-01\n"
                           "approved-by: @commander@\n"
                           "reviews:\n"
                           "  - {name: Contacts, every: 1mo}\n"
                           "  - {name: Procedures, every: 3mo}\n"
                           "update-when:\n"
                           "  - a release changes the schema of `@store@`\n"
                           "  - \"@remark@\"\n"
                           "levels:\n"
                           "  - {name: Availability, target: 95% uptime}\n"
                           "  - {name: Error rate, target: \"< 0.@n@% of requests fail\"}\n";

static const char services[] =
    "services:\n"
    "  - id: api\n"
    "    name: @system@ API\n"
    "    about: \"@sentence@\"\n"
    "    tier: critical\n"
    "@api-objective@"
    "    mtd: 8h\n"
    "    wrt: 1h\n"
    "    why: \"an hour of outage costs @nn@,000 EUR\"\n"
    "    depends: [store, files, @other@/store]\n"
    "  - {id: portal, name: Web portal in @site@, tier: high, rto: 6h, mtd: 12h, depends: [api],\n"
    "     why: customers wait for half a day}\n"
    "  - {id: reports, name: Reports, tier: low, rto: 2d, depends: [store],\n"
    "     why: nobody reads them on the same day}\n";

static const char data[] =
    "data:\n"
    "  - id: store\n"
    "    name: Database `@store@`\n"
    "    about: |\n"
    "      @sentence@\n"
    "    rpo: 1h\n"
    "    rto: 4h\n"
    "    why: orders of one hour can be typed again\n"
    "    items: [\"table `@store@_entry`\", \"table `@store@_owner`\"]\n"
    "    backups:\n"
    "      - {method: pg_dump, kind: full, every: 1d, takes: 10m, keep: 30d, "
    "to: [bucket],\n"
    "         format: custom-format dump, encryption: AES-256, check: SHA-256, test: 3mo,\n"
    "         immutable: true}\n"
    "      - {method: WAL archive, kind: log, every: @log-interval@, keep: 7d, to: [bucket, "
    "standby-hall]}\n"
    "  - id: files\n"
    "    name: Uploaded files\n"
    "    rpo: 1d\n"
    "    rto: 2h\n"
    "    why: they change seldom\n"
    "    backups:\n"
    "      - method: rsync of `/srv/@slug@`\n"
    "        kind: incremental\n"
    "        every: 4h\n"
    "        takes: @nn@m\n"
    "        retention:\n"
    "          - {stage: online, keep: 30d}\n"
    "          - {stage: archived, keep: 2y}\n"
    "        to: [standby-hall]\n"
    "        offline: true\n"
    "        test: 3mo\n"
    "        about: \"@sentence@\"\n";

static const char sites[] =
    "sites:\n"
    "  - {id: main-hall, name: Hall in @site@, kind: datacenter, role: primary, capacity: 100%,\n"
    "     failover-when: \"health below 9@n@ %\"}\n"
    "  - {id: standby-hall, name: Standby in @region@, kind: region, role: secondary, capacity: "
    "50%,\n"
    "     needed: 50%, activation: by hand, sync: 5m}\n"
    "  - id: bucket\n"
    "    name: Backup bucket\n"
    "    kind: storage\n"
    "    location: @region@\n"
    "    encryption: AES-256\n"
    "    holds: [dumps of `@store@`, \"@remark@\"]\n"
    "replication:\n"
    "  - {from: main-hall, to: standby-hall, strategy: active-passive, consistency: eventual,\n"
    "     lag: @n@m}\n";

/* risks.yaml */
static const char *const risks[] = {
    "  - {id: hall-lost, name: Loss of the hall in @site@, likelihood: low, impact: critical,\n"
    "     level: @risk-level@, treatment: \"@sentence@\", owner: @team@, scenario: hall-down}\n",
    "  - {id: data-corrupted, name: Corruption of `@store@`, likelihood: medium, impact: high,\n"
    "     level: high, treatment: \"@sentence@\", owner: @person@, scenario: store-corrupted}\n",
    "  - {id: keys-leaked, name: Leaked credentials, likelihood: medium, impact: critical,\n"
    "     level: critical, treatment: \"@sentence@\", owner: @team@, scenario: break-in}\n",
    "  - {id: supplier-gone, name: The supplier's network is down, likelihood: medium,\n"
    "     impact: medium, level: medium, treatment: \"@sentence@\", owner: @vendor@}\n",
    "  - {id: bad-release, name: A release that cannot be taken back, likelihood: high,\n"
    "     impact: medium, level: high, treatment: \"@sentence@\", owner: @team@,\n"
    "     scenario: store-corrupted}\n",
    "  - {id: staff-away, name: Too few people within reach, likelihood: medium, impact: medium,\n"
    "     level: medium, treatment: \"@sentence@\", owner: incident-commander}\n",
    "  - {id: disk-full, name: Disks fill faster than expected, likelihood: high, impact: low,\n"
    "     level: medium, treatment: \"@sentence@\", owner: database-administrator}\n",
};

static const char *const failures[] = {
    "  - {id: memory-leak, name: Memory leak, group: application, likelihood: high, impact: low,\n"
    "     detect: @nn@m, procedure: automatic restart after @n@ probes}\n",
    "  - {id: replica-lags, name: The replica lags, group: database, likelihood: medium,\n"
    "     impact: medium, detect: @n@m, procedure: \"@remark@\", runbook: restore-database}\n",
    "  - {id: node-dead, name: A node dies, group: platform, likelihood: high, impact: low,\n"
    "     detect: 1m, procedure: rescheduled by itself, runbook: rebuild-application}\n",
    "  - {id: files-gone, name: Files deleted by mistake, group: storage, likelihood: low,\n"
    "     impact: high, detect: 1d, procedure: \"@remark@\", runbook: restore-files}\n",
};

static const char *const scenarios[] = {
    "  - id: hall-down\n"
    "    name: The hall in @site@ is down\n"
    "    about: |\n"
    "      @sentence@ @sentence@\n"
    "    priority: P1\n"
    "    likelihood: low\n"
    "    impact: critical\n"
    "    effect: \"@sentence@\"\n"
    "    causes: [loss of power, cut cable, \"fire & water\"]\n"
    "    affects: [api, portal]\n"
    "    rto: 4h\n"
    "    detect: 5m\n"
    "    decide: 15m\n"
    "    phases:\n"
    "      - {id: hall-first, name: First minutes, from: 0, to: 15m,\n"
    "         actions: [call the commander, \"@remark@\", open the bridge]}\n"
    "      - {id: hall-move, name: Move, from: 15m, to: 1h,\n"
    "         actions: [\"@remark@\", point DNS to @region@]}\n"
    "      - {id: hall-proof, name: Proof, from: 1h, to: 2h, actions: [\"@remark@\"]}\n"
    "    runbooks: [fail-over-region, rebuild-application]\n",
    "  - id: store-corrupted\n"
    "    name: The database is corrupted\n"
    "    priority: P2\n"
    "    likelihood: medium\n"
    "    impact: high\n"
    "    effect: \"wrong figures in @site@\"\n"
    "    causes: [faulty release, broken disk]\n"
    "    affects: [store, api]\n"
    "    rto: 4h\n"
    "    rpo: 1h\n"
    "    detect: @n@m\n"
    "    decide: 15m\n"
    "    phases:\n"
    "      - {id: store-stop, name: Stop writes, from: 0, to: 15m, actions: [\"@remark@\"]}\n"
    "      - {id: store-restore, name: Restore, from: 15m, to: 2h,\n"
    "         actions: [restore the newest good copy, \"@remark@\", \"@remark@\"]}\n"
    "    runbooks: [@scenario-runbook@, rebuild-application]\n",
    "  - id: break-in\n"
    "    name: A break-in\n"
    "    about: \"@sentence@\"\n"
    "    priority: P1\n"
    "    likelihood: medium\n"
    "    impact: critical\n"
    "    effect: \"none that users see at first\"\n"
    "    affects: [api]\n"
    "    detect: @nn@m\n"
    "    decide: 30m\n"
    "    runbooks: [rotate-credentials]\n",
};

/* team.yaml */
static const char roles[] =
    "roles:\n"
    "  - id: incident-commander\n"
    "    name: Incident commander\n"
    "    duties: [decides & keeps the log, \"@remark@\", hands over after @n@ hours]\n"
    "    declares: true\n"
    "    holders: [@commander@]\n"
    "    alternates: [@person@, @person@]\n"
    "    escalate: 15m\n"
    "  - id: database-administrator\n"
    "    name: Database administrator\n"
    "    duties: [restores `@store@`, \"@remark@\"]\n"
    "    holders: [@person@]\n"
    "    alternates: [@team@]\n"
    "    escalate: 30m\n"
    "  - {id: communications, name: Communications, duties: [tells customers in @site@],\n"
    "     holders: [@person@], alternates: [@team@]}\n"
    "contacts:\n"
    "  - {who: incident-commander, as: Decides, when: at any hour}\n"
    "  - {who: @team@, as: On call, when: \"@remark@\"}\n"
    "  - {who: @vendor@, as: Supplier of the hall}\n"
    "escalation:\n"
    "  - {level: 1, who: @team@, after: 0}\n"
    "  - {level: 2, who: incident-commander, after: 15m}\n"
    "  - {level: 3, who: @person@, after: 1h, when: customers are affected}\n";

static const char messages[] =
    "notifications:\n"
    "  - {id: first, name: First notice, group: Internal, when: \"severity 1, critical\",\n"
    "     within: 15m, audience: [engineers, management], channels: [chat, telephone],\n"
    "     message: first-notice}\n"
    "  - {id: customers, name: Customers, group: External, when: severity 1, within: 1h, every: "
    "30m,\n"
    "     audience: [customers], channels: [status page, e-mail], actions: [\"@remark@\"],\n"
    "     message: status-notice}\n"
    "messages:\n"
    "  - id: first-notice\n"
    "    name: First notice\n"
    "    subject: \"[@system@] Störung / outage since {start_time}\"\n"
    "    body: |\n"
    "      We have declared an incident for @system@ at {start_time}.\n"
    "      Affected: {affected}. The next word comes in @nn@ minutes.\n"
    "    placeholders: [start_time, {name: affected, about: services that do not answer}]\n"
    "  - id: status-notice\n"
    "    name: Status notice\n"
    "    subject: \"@system@: {status}\"\n"
    "    body: |\n"
    "      Dear customers, {status}. We expect to be back at {eta} — thank you for waiting.\n"
    "    placeholders: [status, eta]\n";

/* proof.yaml */
static const char exercises[] =
    "exercises:\n"
    "  - id: restore-drill\n"
    "    name: Restore drill\n"
    "    about: \"@sentence@\"\n"
    "    type: restore\n"
    "    every: 3mo\n"
    "    lasts: 2h\n"
    "    scenarios: [store-corrupted]\n"
    "    runbooks: [restore-database, restore-files]\n"
    "    services: [store, files, api]\n"
    "    absent: [@commander@]\n"
    "    participants: [database administrators, \"one guest from @site@\"]\n"
    "    success: [\"@remark@\", row counts agree]\n"
    "    process: [take the newest dump, restore it beside the original, \"@remark@\"]\n"
    "    proves: {rto: 2h, rpo: 1h}\n"
    "  - {id: move, name: Move to the standby, type: failover, every: 1y, lasts: 4h,\n"
    "     scenarios: [hall-down], runbooks: [fail-over-region, rebuild-application],\n"
    "     services: [api, portal], success: [\"@remark@\"], proves: {rto: 2h}}\n"
    "  - {id: table, name: Round the table, type: tabletop, every: 6mo, scenarios: [break-in],\n"
    "     runbooks: [rotate-credentials], services: [api], participants: [everybody on call]}\n"
    "success:\n"
    "  must: [\"@remark@\", no lost order of the last hour]\n"
    "  nice: [\"@remark@\"]\n"
    "kpis:\n"
    "  - {id: met-rto, name: RTO achievement, about: share of runs that met their RTO, target: "
    "95%}\n"
    "  - {id: call-time, name: Time to the first call, about: \"@remark@\", target: @n@ minutes}\n";

static const char practices[] =
    "triggers:\n"
    "  - {id: health, name: Service health, when: \"@n@ failed probes in a row\",\n"
    "     action: \"traffic moves to @region@\"}\n"
    "snippets:\n"
    "  - id: deployment\n"
    "    name: Deployment that heals itself\n"
    "    language: yaml\n"
    "    code: |\n"
    "      kind: Deployment\n"
    "      metadata: {name: \"@slug@\"}\n"
    "      spec:\n"
    "        replicas: @n@\n"
    "        strategy: {type: RollingUpdate}\n"
    "        template:\n"
    "          spec:\n"
    "            containers:\n"
    "              - name: api\n"
    "                livenessProbe: {httpGet: {path: \"/health?deep=1&who=<probe>\"}}\n"
    "after-incident:\n"
    "  - {name: Put the times in order, about: \"@sentence@\"}\n"
    "  - {name: Find the cause, about: \"@sentence@\"}\n"
    "  - Update this plan\n"
    "practices:\n"
    "  - id: security\n"
    "    name: Security\n"
    "    items:\n"
    "      - {name: \"@remark@\", every: 1mo}\n"
    "      - {name: Access logs are read, items: [\"@remark@\", \"@remark@\"]}\n"
    "links:\n"
    "  - {name: Issue tracker, url: \"https://issues.silva.name/@slug@?sort=age&open=1\"}\n"
    "closing: |\n"
    "  @paragraph@\n"
    "\n"
    "  1. @sentence@\n"
    "  2. @sentence@\n"
    "     - [x] @remark@\n"
    "     - [ ] @remark@\n";

static void put_plan(Prose *prose, GString *out)
{
    prose_put(prose, head, out);
    prose_put(prose, services, out);
    prose_put(prose, data, out);
    prose_put(prose, sites, out);
}

static void put_risks(Prose *prose, GString *out)
{
    g_string_append(out, "risks:\n");
    /* The first ones answer the scenarios. */
    prose_put_some(prose, risks, 3, 3, out);
    prose_put_some(prose, risks + 3, G_N_ELEMENTS(risks) - 3, 3, out);
    g_string_append(out, "failures:\n");
    prose_put_some(prose, failures, G_N_ELEMENTS(failures), 3, out);
    g_string_append(out, "scenarios:\n");
    prose_put_some(prose, scenarios, G_N_ELEMENTS(scenarios), 3, out);
}

static void put_team(Prose *prose, GString *out)
{
    prose_put(prose, roles, out);
    prose_put(prose, messages, out);
}

static void put_proof(Prose *prose, GString *out)
{
    prose_put(prose, exercises, out);
    prose_put(prose, practices, out);
}

const PlanFile plan_files[] = {
    {"plan.yaml", put_plan},
    {"risks.yaml", put_risks},
    {"team.yaml", put_team},
    {"proof.yaml", put_proof},
    {NULL, NULL},
};
