#include "rules/checks.h"
#include "rules/listing.h"
#include "rules/subject.h"

/*
 * The ladder of calls. A level is called `after` so long, counted from the declaration, or when the
 * role of the level before has not answered within its `escalate`, whichever comes first. The first
 * level is called at once.
 */

/* Was something written where VALUE should be? */
static bool is_given(const DurationValue *value)
{
    return value->text != NULL || value->span.source != NULL;
}

/* How long the role of LEVEL may leave a call unanswered; NULL when LEVEL calls no role. */
static const DurationValue *patience(const EscalationLevel *level)
{
    const Entity *who = level->who.target;
    return who != NULL && who->kind == ENTITY_ROLE ? &((const Role *)who)->escalate : NULL;
}

static const char *level_name(const EscalationLevel *level)
{
    return level->who.text != NULL ? level->who.text : "(nobody)";
}

/* Marks those whom LEVEL calls; true when all of them were called by a level before. A role whose
 * holders are not known counts as somebody of its own. FIRST gets the level that called one. */
static bool calls_nobody_new(const EscalationLevel *level, GHashTable *called,
                             const EscalationLevel **first)
{
    const Entity *who = level->who.target;
    *first = g_hash_table_lookup(called, who);
    if (*first != NULL)
        return true;
    g_hash_table_insert(called, (void *)(uintptr_t)who, (void *)(uintptr_t)level);
    if (who->kind != ENTITY_ROLE)
        return false;
    const RefList *holders = &((const Role *)who)->holders;
    bool repeats = holders->count > 0;
    for (size_t i = 0; i < holders->count; i++) {
        const Entity *holder = holders->items[i]->target;
        const EscalationLevel *before = holder == NULL ? NULL : g_hash_table_lookup(called, holder);
        if (before != NULL && before != level)
            *first = before;
        else
            repeats = false;
        if (holder != NULL && before == NULL)
            g_hash_table_insert(called, (void *)(uintptr_t)holder, (void *)(uintptr_t)level);
    }
    return repeats;
}

static void escalation_cycle(const CheckInput *input, Diags *diags)
{
    g_autoptr(GHashTable) called = g_hash_table_new(g_direct_hash, g_direct_equal);
    Diag *diag = NULL;
    size_t notes = 0;
    for (size_t i = 0; i < input->plan->escalation.count; i++) {
        const EscalationLevel *level = input->plan->escalation.items[i];
        const EscalationLevel *first = NULL;
        if (level->who.target == NULL || !calls_nobody_new(level, called, &first))
            continue;
        if (diag != NULL) {
            if (notes++ < LISTING_NOTED)
                diag_note(diags, diag, level->who.span, "'%s' brings nobody new either",
                          level_name(level));
            continue;
        }
        bool is_behind_role =
            level->who.target->kind == ENTITY_ROLE && level->who.target != first->who.target;
        diag = diags_add(diags, &check_escalation_cycle.rule, level->who.span,
                         is_behind_role
                             ? "escalation goes in a circle: role '%s' is held by whoever was "
                               "called before"
                             : "escalation goes in a circle: '%s' was called before",
                         level_name(level));
        diag_note(diags, diag, first->who.span, "called here first");
    }
}

const Check check_escalation_cycle = {
    .rule =
        {
            .id = "escalation-cycle",
            .severity = SEVERITY_ERROR,
            .summary = "an escalation level calls only those who have been called before",
            .remedy = "name somebody else at this level, or remove it",
            .why = "Whoever did not answer the first time is called again, and nobody else ever "
                   "hears of the disaster.",
            .origin = "NIST SP 800-34 Rev. 1 4.2.2",
        },
    .run = escalation_cycle,
};

static void escalation_timeless(const CheckInput *input, Diags *diags)
{
    size_t count = input->plan->escalation.count;
    Listing names = {.count = 0};
    g_autoptr(GPtrArray) timeless = g_ptr_array_new();
    for (size_t i = 1; i < count; i++) {
        const EscalationLevel *level = input->plan->escalation.items[i];
        const EscalationLevel *before = input->plan->escalation.items[i - 1];
        /* An id that names nothing might be a role that says it. */
        if (is_given(&level->after) || level->who.text == NULL || before->who.target == NULL ||
            (patience(before) != NULL && is_given(patience(before))))
            continue;
        g_ptr_array_add(timeless, (void *)(uintptr_t)level);
        listing_add(&names, level_name(level));
    }
    g_autofree char *list = listing_end(&names);
    if (timeless->len == 0)
        return;
    const EscalationLevel *first = timeless->pdata[0];
    Diag *diag = diags_add(diags, &check_escalation_timeless.rule, first->who.span,
                           "nothing says after how long %s %s called: %u of %zu levels have no "
                           "time",
                           list, timeless->len == 1 ? "is" : "are", timeless->len, count);
    for (guint i = 1; i < timeless->len && i <= LISTING_NOTED; i++) {
        const EscalationLevel *level = timeless->pdata[i];
        diag_note(diags, diag, level->who.span, "nor after how long '%s' is", level_name(level));
    }
}

const Check check_escalation_timeless = {
    .rule =
        {
            .id = "escalation-timeless",
            .severity = SEVERITY_ERROR,
            .summary = "an escalation level is called after no stated time",
            .remedy =
                "add `after` to the level, or `escalate` to the role that is called before it",
            .why = "Whoever calls and gets no answer waits, tries again and waits, since no "
                   "minute is written at which the next one is to be called.",
            .origin = "NIST SP 800-34 Rev. 1 4.2.2 and 4.3.1",
        },
    .run = escalation_timeless,
};

static void escalation_order(const CheckInput *input, Diags *diags)
{
    const EscalationLevel *latest = NULL;
    Diag *diag = NULL;
    size_t notes = 0;
    for (size_t i = 0; i < input->plan->escalation.count; i++) {
        const EscalationLevel *level = input->plan->escalation.items[i];
        if (known_length(&level->after) == NULL)
            continue;
        int order = latest == NULL ? 1 : duration_compare(level->after.value, latest->after.value);
        /* One level may call several at the same time. */
        bool is_other_level = latest != NULL && level->level.known && latest->level.known &&
                              (int64_t)level->level.value != (int64_t)latest->level.value;
        if (order > 0 || (order == 0 && !is_other_level)) {
            latest = level;
        } else if (diag == NULL) {
            diag = diags_add(diags, &check_escalation_order.rule, level->after.span,
                             "'%s' is called %s the level before: %s %s %s", level_name(level),
                             order == 0 ? "together with" : "earlier than", level->after.text,
                             order == 0 ? "=" : "<", latest->after.text);
            diag_note(diags, diag, latest->after.span, "'%s' is called after %s",
                      level_name(latest), latest->after.text);
        } else if (notes++ < LISTING_NOTED) {
            diag_note(diags, diag, level->after.span, "nor does '%s' come later",
                      level_name(level));
        }
    }
}

const Check check_escalation_order = {
    .rule =
        {
            .id = "escalation-order",
            .severity = SEVERITY_WARNING,
            .summary = "the times of the escalation levels do not rise",
            .remedy = "put the levels in the order in which they are called, and check `after`: it "
                      "counts from the declaration",
            .why = "Times that do not rise are often meant from level to level; read as written, "
                   "two levels are called at once or in the wrong order.",
            .origin = "NIST SP 800-34 Rev. 1 4.2.2",
        },
    .run = escalation_order,
};
