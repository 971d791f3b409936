#include "rules/checks.h"
#include "rules/subject.h"

/* Whether a site can carry what falls to it. */

static const double FULL_LOAD = 100.0;

static bool has_role(const Site *site, const char *word)
{
    if (site->role.text == NULL)
        return false;
    g_autofree char *role = g_utf8_casefold(site->role.text, -1);
    return g_str_has_prefix(role, word);
}

/* Does it carry the load only when another site does not? */
static bool takes_over(const Site *site)
{
    return site->activation.text != NULL || (site->role.text != NULL && !has_role(site, "primary"));
}

/* The site that carries the load on a normal day; NULL when the plan names none. */
static const Site *primary_site(const Plan *plan)
{
    for (size_t i = 0; i < plan->sites.count; i++)
        if (has_role(plan->sites.items[i], "primary") && plan->sites.items[i]->capacity.known)
            return plan->sites.items[i];
    return NULL;
}

static void report_short(const Site *site, const Site *primary, Diags *diags)
{
    const char *needed = site->needed.known ? site->needed.text : "100%";
    Diag *diag = diags_add(diags, &check_site_capacity_short.rule, site->capacity.span,
                           "site '%s' carries less than it must when it takes over: %s < %s",
                           subject_id(&site->entity), site->capacity.text, needed);
    if (site->needed.known)
        diag_note(diags, diag, site->needed.span, "it must carry %s", needed);
    else if (primary != NULL && primary != site)
        diag_note(diags, diag, primary->capacity.span, "'%s', whose place it takes, carries %s",
                  subject_id(&primary->entity), primary->capacity.text);
    if (site->needed.known)
        diag_help(diags, diag,
                  "raise `capacity` to %s, or lower `needed` and say which services "
                  "are shed",
                  needed);
    else
        diag_help(diags, diag,
                  "raise `capacity`; when part of the load can be shed, write with "
                  "`needed:` what it must carry (100%% when left out)");
}

static void site_capacity_short(const CheckInput *input, Diags *diags)
{
    const Plan *plan = input->plan;
    const Site *primary = primary_site(plan);
    for (size_t i = 0; i < plan->sites.count; i++) {
        const Site *site = plan->sites.items[i];
        bool unreadable =
            !site->needed.known && (site->needed.text != NULL || site->needed.span.source != NULL);
        double needed = site->needed.known ? site->needed.value : FULL_LOAD;
        if (takes_over(site) && site->capacity.known && !unreadable &&
            site->capacity.value < needed)
            report_short(site, primary, diags);
    }
}

const Check check_site_capacity_short = {
    .rule =
        {
            .id = "site-capacity-short",
            .severity = SEVERITY_ERROR,
            .summary = "a site that takes over carries less than it must",
            .remedy = "raise the site's `capacity`, or say in `needed` which share is enough",
            .why = "The failover works, and then the second site falls under the full load: one "
                   "outage becomes two.",
            .origin = "NIST SP 800-53 Rev. 5 CP-7 and CP-2(2); NIST SP 800-34 Rev. 1 3.4.3",
        },
    .run = site_capacity_short,
};
