#include "plan_text.h"

/* Steps that any runbook may hold; two or three of them are dealt to each. */
static const char *const common_steps[] = {
    "  - id: open-bridge\n"
    "    title: Open the bridge\n"
    "    who: incident-commander\n"
    "    takes: @n@m\n"
    "    notify: [engineers on call, management in @site@]\n"
    "    message: first-notice\n",
    "  - id: look-around\n"
    "    title: See what still works\n"
    "    who: incident-commander\n"
    "    takes: @n@m\n"
    "    checklist:\n"
    "      - text: Network connectivity\n"
    "        items: [DNS answers, \"port 443 in @region@ answers\"]\n"
    "      - \"@remark@\"\n"
    "      - \"@remark@\"\n",
    "  - id: freeze\n"
    "    title: Freeze releases\n"
    "    who: @team@\n"
    "    takes: 2m\n"
    "    timeout: 10m\n"
    "    verify: curl -fsS \"$HOST/freeze\" | grep -q true\n"
    "    run: |\n"
    "      curl -fsS -X POST -H 'Content-Type: application/json' \\\n"
    "        -d '{\"freeze\": true, \"why\": \"it'\\''s a recovery of @slug@\"}' \"$HOST/freeze\"\n"
    "    rollback: curl -fsS -X DELETE \"$HOST/freeze\"\n"
    "    on-failure: continue\n",
    "  - id: tell-customers\n"
    "    title: Tell the customers\n"
    "    who: communications\n"
    "    takes: @n@m\n"
    "    notify: [customers]\n"
    "    message: status-notice\n"
    "    note: |\n"
    "      @sentence@\n",
};

static const char closing_steps[] =
    "  - id: compare\n"
    "    title: Compare with what was there before\n"
    "    who: database-administrator\n"
    "    where: bastion host\n"
    "    takes: @n@m\n"
    "    timeout: 30m\n"
    "    run: |\n"
    "      diff -u \"before.txt\" <<'END' || echo \"$0: differs in @n@ places or fewer\"\n"
    "      @store@ @nn@ rows\n"
    "      END\n"
    "    expect: \"@remark@\"\n"
    "  - id: try-it\n"
    "    title: Do what a customer does\n"
    "    who: communications\n"
    "    where: the desk in @site@\n"
    "    takes: @n@m\n"
    "    business-check: true\n"
    "    manual: Place an order for one piece and cancel it again.\n"
    "    expect: a confirmation with a number\n"
    "  - id: stand-down\n"
    "    title: Stand down\n"
    "    who: incident-commander\n"
    "    takes: @n@m\n"
    "    manual: |\n"
    "      1. @sentence@\n"
    "      2. Send everybody home — @remark@.\n";

static void put_head(Prose *prose, const char *pattern, GString *out)
{
    prose_put(prose, pattern, out);
    prose_put(prose,
              "stop-when: [\"@remark@\", nobody answers on the bridge for @nn@ minutes]\n"
              "steps:\n",
              out);
    prose_put_some(prose, common_steps, G_N_ELEMENTS(common_steps), 2 + prose_below(prose, 2), out);
}

static void put_runbook(Prose *prose, const char *head, const char *steps, GString *out)
{
    put_head(prose, head, out);
    prose_put(prose, steps, out);
    prose_put(prose, closing_steps, out);
}

static void put_restore_database(Prose *prose, GString *out)
{
    put_runbook(prose,
                "title: Restore the database `@store@`\n"
                "about: |\n"
                "  @sentence@ @sentence@\n"
                "trigger: \"@remark@\"\n"
                "recovers: [store]\n"
                "rto: 2h\n"
                "needs:\n"
                "  tools: [pg_restore, psql, aws, curl]\n"
                "  access: [cluster administrator in @region@]\n"
                "  env:\n"
                "    HOST: {about: host to restore to, default: db-@nn@.silva.name}\n"
                "    PGPASSWORD: {about: password of the restore role, secret: true}\n"
                "    DUMP: path of the dump, as printed by the step before\n",
                "  - id: pick-copy\n"
                "    title: Pick the newest good copy\n"
                "    who: database-administrator\n"
                "    takes: @n@m\n"
                "    timeout: 20m\n"
                "    run: aws s3 ls \"s3://@slug@-backups/@store@/\" | sort | tail -n 3\n"
                "    expect: a dump that is not older than the RPO\n"
                "  - id: restore\n"
                "    title: Restore it\n"
                "    who: database-administrator\n"
                "    takes: 40m\n"
                "    timeout: 90m\n"
                "    require: test -s \"$DUMP\"\n"
                "    irreversible: overwrites the database `@store@`\n"
                "    run: |\n"
                "      pg_restore --clean --if-exists -j @n@ -h \"$HOST\" -d '@store@' \"$DUMP\"\n"
                "      psql -h \"$HOST\" -d '@store@' -c 'ANALYZE \"@store@_entry\";'\n"
                "    verify: psql -h \"$HOST\" -d '@store@' -Atc 'select count(*) > @nn@ from "
                "@store@_entry' | grep -qx t\n"
                "    on-failure: stop\n",
                out);
}

static void put_fail_over(Prose *prose, GString *out)
{
    put_runbook(prose,
                "title: Move to @region@\n"
                "about: |\n"
                "  @paragraph@\n"
                "trigger: the hall in @site@ has been silent for @n@ minutes\n"
                "recovers: [api, portal]\n"
                "rto: 1h30m\n"
                "failback: rebuild-application\n"
                "needs:\n"
                "  tools: [kubectl, dig, curl]\n"
                "  env:\n"
                "    HOST: {about: address of the load balancer, default: lb.silva.name}\n"
                "    ZONE: {about: DNS zone, default: \"@slug@.silva.name\"}\n",
                "  - id: promote\n"
                "    title: Promote the standby\n"
                "    who: database-administrator\n"
                "    takes: @n@m\n"
                "    timeout: 30m\n"
                "    confirm: true\n"
                "    run: kubectl --context '@region@' exec deploy/@store@ -- pg_ctl promote\n"
                "    verify: kubectl --context '@region@' get pods -l \"app=@slug@\" | grep -c "
                "Running\n"
                "    rollback: |\n"
                "      kubectl --context '@region@' scale deploy/@store@ --replicas=0\n"
                "  - id: point-names\n"
                "    title: Point names to the standby\n"
                "    who: @team@\n"
                "    takes: 5m\n"
                "    timeout: 15m\n"
                "    run: |\n"
                "      for name in api portal; do\n"
                "          echo \"update $name.$ZONE\"\n"
                "          dig +short \"$name.$ZONE\" | head -n 1\n"
                "      done\n"
                "    expect: two addresses that begin with `10.@nn@.`\n",
                out);
}

static void put_rebuild(Prose *prose, GString *out)
{
    put_runbook(prose,
                "title: Rebuild the application\n"
                "about: |\n"
                "  @sentence@\n"
                "\n"
                "  > @sentence@\n"
                "trigger: no pod of `@slug@` has answered for @n@ minutes\n"
                "recovers: [api, portal, reports]\n"
                "rto: 2h\n"
                "needs:\n"
                "  tools: [git, make, kubectl, curl]\n"
                "  access: [read access to the registry, \"@remark@\"]\n"
                "  env:\n"
                "    HOST: {about: control plane, default: \"k8s-@nn@.silva.name\"}\n"
                "    RELEASE: tag of the last good release\n",
                "  - id: fetch\n"
                "    title: Fetch the last good release\n"
                "    who: @team@\n"
                "    takes: @n@m\n"
                "    timeout: 20m\n"
                "    verify: test -d '@slug@'\n"
                "    run: git clone --depth 1 --branch \"$RELEASE\" "
                "'https://git.silva.name/@slug@.git'\n"
                "  - id: apply\n"
                "    title: Apply it\n"
                "    who: @team@\n"
                "    takes: 20m\n"
                "    timeout: 45m\n"
                "    run: |\n"
                "      cd '@slug@'\n"
                "      make -s plan | tee \"plan-$(date +%F).txt\"\n"
                "      make -s apply TARGET='@region@' REASON=\"rebuild of \\\"@slug@\\\"\"\n"
                "    verify: |\n"
                "      curl -fsS \"https://$HOST/health\" | grep -q '\"ok\": *true'\n"
                "    note: \"@sentence@\"\n",
                out);
}

static void put_restore_files(Prose *prose, GString *out)
{
    put_runbook(prose,
                "title: Restore uploaded files\n"
                "about: \"@sentence@\"\n"
                "trigger: files under `/srv/@slug@` are missing or have been changed\n"
                "recovers: [files]\n"
                "rto: 2h\n"
                "needs:\n"
                "  tools: [rsync, sha256sum, ssh, curl]\n"
                "  env:\n"
                "    HOST: {about: file server, default: files.silva.name}\n",
                "  - id: copy\n"
                "    title: Copy them back\n"
                "    who: @team@\n"
                "    where: standby hall\n"
                "    takes: 30m\n"
                "    timeout: 1h30m\n"
                "    run: rsync -aHAX --numeric-ids '/srv/@slug@/' \"$HOST:/srv/@slug@/\"\n"
                "    verify: ssh \"$HOST\" 'cd /srv/@slug@ && sha256sum -c --quiet manifest'\n"
                "  - id: rights\n"
                "    title: Put ownership right\n"
                "    who: @person@\n"
                "    takes: @n@m\n"
                "    manual: |\n"
                "      @sentence@\n"
                "\n"
                "      - owner `www-data`, mode `0640`\n"
                "      - @remark@\n",
                out);
}

static void put_rotate(Prose *prose, GString *out)
{
    put_runbook(
        prose,
        "title: Rotate credentials\n"
        "about: |\n"
        "  @sentence@ @sentence@\n"
        "trigger: a credential of @system@ is known outside\n"
        "recovers: [api]\n"
        "rto: 1h30m\n"
        "needs:\n"
        "  tools: [vault, curl]\n"
        "  env:\n"
        "    HOST: {about: vault server, default: vault.silva.name}\n"
        "    VAULT_TOKEN: {about: token from the sealed envelope, secret: true}\n",
        "  - id: revoke\n"
        "    title: Revoke what is out\n"
        "    who: incident-commander\n"
        "    takes: @n@m\n"
        "    timeout: 10m\n"
        "    verify: vault lease lookup -address \"https://$HOST\" 'database/creds/@slug@'\n"
        "    irreversible: all sessions end\n"
        "    run: vault lease revoke -prefix -address \"https://$HOST\" 'database/creds/@slug@'\n"
        "  - id: renew\n"
        "    title: Hand out new ones\n"
        "    who: @person@\n"
        "    takes: 10m\n"
        "    checklist:\n"
        "      - {text: Services, items: [api, portal, reports]}\n"
        "      - {text: People, items: [\"@remark@\", \"@remark@\"]}\n"
        "      - \"@remark@\"\n"
        "    expect: \"@remark@\"\n",
        out);
}

const PlanFile runbook_files[] = {
    {"runbooks/restore-database.yaml", put_restore_database},
    {"runbooks/fail-over-region.yaml", put_fail_over},
    {"runbooks/rebuild-application.yaml", put_rebuild},
    {"runbooks/restore-files.yaml", put_restore_files},
    {"runbooks/rotate-credentials.yaml", put_rotate},
    {NULL, NULL},
};
