#include "publish/page_head.h"

#include "base/week.h"
#include "model/calls.h"

#include <string.h>

static void add_meta(PageHead *head, const char *name, const char *content)
{
    g_assert(head->n_metas < PAGE_MOST_METAS);
    if (content == NULL || *content == '\0')
        return;
    head->metas[head->n_metas++] =
        (struct HtmlMeta){name, g_string_chunk_insert(head->texts, content)};
}

static void add_script(PageHead *head, const char *name)
{
    size_t i = 0;
    while (head->scripts[i] != NULL)
        i++;
    g_assert(i < PAGE_MOST_SCRIPTS);
    head->scripts[i] = name;
}

static void add_word(GString *words, const char *before, const char *word)
{
    if (words->len > 0)
        g_string_append_c(words, ' ');
    g_string_append(words, before);
    g_string_append(words, word);
}

/* The steps of RUNBOOK under the names that evidence gives them, those of called runbooks in the
 * place of the call; and which of them ask for a decision. */
static void add_steps(PageHead *head, const Runbook *runbook)
{
    g_autoptr(GArray) steps = calls_unfold(runbook);
    g_autoptr(GString) names = g_string_new(NULL);
    g_autoptr(GString) decisions = g_string_new(NULL);
    g_autoptr(GString) way = g_string_new(NULL); /* "outer/call/" */
    for (guint i = 0; i < steps->len; i++) {
        const CalledStep *called = &g_array_index(steps, CalledStep, i);
        const char *id = called->step->entity.id.text;
        if (id == NULL)
            continue;
        switch (called->kind) {
        case CALLED_STEP:
            add_word(names, way->str, id);
            if (called->step->kind == STEP_DECIDE)
                add_word(decisions, way->str, id);
            break;
        case CALLED_OPEN:
            g_string_append_printf(way, "%s/", id);
            break;
        case CALLED_CLOSE:
            g_string_truncate(way, way->len - strlen(id) - 1);
            break;
        }
    }
    add_meta(head, "redbinder-steps", names->str);
    add_meta(head, "redbinder-decisions", decisions->str);
}

/* What a run can have been about: the choices of the record. */
static void add_choices(PageHead *head, const Plan *plan)
{
    static const struct {
        const char *name;
        unsigned kinds;
    } choices[] = {
        {"redbinder-exercises", ENTITY_BIT(ENTITY_EXERCISE)},
        {"redbinder-scenarios", ENTITY_BIT(ENTITY_SCENARIO)},
        {"redbinder-services", ENTITY_BIT(ENTITY_SERVICE) | ENTITY_BIT(ENTITY_DATA)},
        {"redbinder-sites", ENTITY_BIT(ENTITY_SITE)},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(choices); i++) {
        g_autoptr(GPtrArray) ids = plan_ids(plan, choices[i].kinds);
        g_autoptr(GString) words = g_string_new(NULL);
        for (guint j = 0; j < ids->len; j++)
            add_word(words, "", ids->pdata[j]);
        add_meta(head, choices[i].name, words->str);
    }
}

/* What the record of a run names, and the limit that its clock runs against. */
static void add_runbook(PageHead *head, const Runbook *runbook)
{
    const Plan *plan = runbook->entity.plan;
    g_autofree char *name = g_strdup_printf("%s/%s", plan->id, runbook->entity.id.text);
    add_meta(head, "redbinder-runbook", name);
    add_meta(head, "redbinder-hash", runbook->hash);
    add_meta(head, "redbinder-version", plan->version.text);
    if (runbook->rto.known) {
        int64_t seconds = duration_approximate(runbook->rto.value);
        g_autofree char *rto = g_strdup_printf("%" G_GINT64_FORMAT, seconds);
        add_meta(head, "redbinder-rto", rto);
    }
    add_steps(head, runbook);
    add_choices(head, plan);
    add_script(head, "record_text.js");
    add_script(head, "record.js");
}

/* Is there the text of a message in the sections below NODE that are no pages of their own? */
static bool has_message(const Node *node)
{
    for (const Node *at = node->first; at != NULL; at = at->next) {
        if (at->kind != NODE_SECTION || at->as.section.page != NULL)
            continue;
        if ((at->id != NULL && g_str_has_prefix(at->id, "message-")) || has_message(at))
            return true;
    }
    return false;
}

/* Does a cell below NODE, but for sections that are pages of their own, say when in a week? */
static bool has_week(const Node *node)
{
    Week week;
    for (const Node *at = node->first; at != NULL; at = at->next) {
        if (at->kind == NODE_SECTION && at->as.section.page != NULL)
            continue;
        bool alone = at->kind == NODE_TEXT && node->kind == NODE_CELL && at == node->last &&
                     at == node->first;
        if ((alone && week_parse(at->text, &week)) || has_week(at))
            return true;
    }
    return false;
}

PageHead page_head(const Library *library, const Node *top, const Runbook *runbook)
{
    PageHead head = {.texts = g_string_chunk_new(512)};
    if (!library->search_engines.value)
        add_meta(&head, "robots", "noindex, nofollow");
    if (runbook != NULL)
        add_runbook(&head, runbook);
    if (has_message(top))
        add_script(&head, "messages.js");
    if (has_week(top))
        add_script(&head, "on_call.js");
    return head;
}

void page_head_clear(PageHead *head)
{
    g_string_chunk_free(head->texts);
}
