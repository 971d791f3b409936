#include "base/duration.h"
#include "model/law.h"
#include "rules/checks.h"
#include "rules/listing.h"
#include "rules/subject.h"

/* The notifications of a plan that one law asks for. Laws ask for several: an early warning, a
 * report, a final one. Only the first has the time that is checked. */
typedef struct Answer {
    const Law *law;
    const Notification *first;   /* written first */
    const Notification *soonest; /* NULL: none has a time */
    bool doubtful;               /* a time could not be read */
} Answer;

static void add_answer(const Notification *notification, GPtrArray *answers, GHashTable *index)
{
    const Law *law = notification->law.text == NULL ? NULL : law_find(notification->law.text);
    if (law == NULL)
        return;
    Answer *answer = g_hash_table_lookup(index, law);
    if (answer == NULL) {
        answer = g_new0(Answer, 1);
        *answer = (Answer){.law = law, .first = notification};
        g_hash_table_insert(index, (void *)(uintptr_t)law, answer);
        g_ptr_array_add(answers, answer);
    }
    const DurationValue *within = known_length(&notification->within);
    if (within == NULL)
        answer->doubtful |=
            notification->within.text != NULL || notification->within.span.source != NULL;
    else if (answer->soonest == NULL ||
             duration_compare(within->value, answer->soonest->within.value) < 0)
        answer->soonest = notification;
}

static void report_answer(const Answer *answer, Diags *diags)
{
    Duration most = {0, 0};
    g_assert(duration_parse(answer->law->within, &most));
    Diag *diag;
    if (answer->soonest == NULL) {
        diag =
            diags_add(diags, &check_notification_late.rule, answer->first->law.span,
                      "notification '%s' has no time, and %s allows at most %s",
                      subject_id(&answer->first->entity), answer->law->name, answer->law->within);
        diag_note(diags, diag, answer->first->law.span, "%s: %s (%s)", answer->law->name,
                  answer->law->demand, answer->law->clause);
    } else if (duration_compare(answer->soonest->within.value, most) > 0) {
        const Notification *late = answer->soonest;
        diag = diags_add(diags, &check_notification_late.rule, late->within.span,
                         "notification '%s' is too late for %s: %s > %s", subject_id(&late->entity),
                         answer->law->name, late->within.text, answer->law->within);
        diag_note(diags, diag, late->law.span, "%s: %s (%s)", answer->law->name,
                  answer->law->demand, answer->law->clause);
    } else {
        return;
    }
    diag_help(diags, diag, "write `within: %s` or less, and make sure that it can be kept",
              answer->law->within);
}

static void notification_late(const CheckInput *input, Diags *diags)
{
    g_autoptr(GPtrArray) answers = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) index = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (size_t i = 0; i < input->plan->notifications.count; i++)
        add_answer(input->plan->notifications.items[i], answers, index);
    for (guint i = 0; i < answers->len; i++) {
        const Answer *answer = answers->pdata[i];
        if (!answer->doubtful)
            report_answer(answer, diags);
    }
}

const Check check_notification_late = {
    .rule =
        {
            .id = "notification-late",
            .severity = SEVERITY_WARNING,
            .summary = "the first notification that a law asks for has no time, or one too late",
            .remedy = "shorten `within` of the notification to the time of the law",
            .why = "The authority is told when its deadline has passed, and the disaster is "
                   "followed by a fine.",
            .origin =
                "GDPR Art. 33(1); NIS2 Art. 23(4)(a); DORA Art. 19(4) with Delegated "
                "Regulation (EU) 2025/301 Art. 5; HIPAA 45 CFR 164.404(b); 23 NYCRR 500.17(a)",
        },
    .run = notification_late,
};

/* What the notifications of PLAN answer: keys of laws. */
static GHashTable *answered_laws(const Plan *plan)
{
    GHashTable *answered = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < plan->notifications.count; i++)
        if (plan->notifications.items[i]->law.text != NULL)
            g_hash_table_add(answered, law_key(plan->notifications.items[i]->law.text));
    return answered;
}

static Span notifications_place(const Plan *plan)
{
    if (plan->notifications.count > 0)
        return subject_place(&plan->notifications.items[0]->entity);
    return plan->title.span.source != NULL ? plan->title.span : plan->span;
}

static void notification_law_missing(const CheckInput *input, Diags *diags)
{
    const TextList *asked = &input->library->laws;
    const Plan *plan = input->plan;
    if (asked->count == 0 ||
        (plan->notifications.count == 0 && plan->notifications.span.source != NULL))
        return;
    g_autoptr(GHashTable) answered = answered_laws(plan);
    Listing names = {.count = 0};
    g_autoptr(GPtrArray) missing = g_ptr_array_new();
    for (size_t i = 0; i < asked->count; i++) {
        const Text *law = asked->items[i];
        char *key = law_key(law->text);
        /* A law that the library names twice is missing once. */
        if (!g_hash_table_add(answered, key))
            continue;
        listing_add(&names, law->text);
        g_ptr_array_add(missing, (void *)(uintptr_t)law);
    }
    size_t count = missing->len;
    g_autofree char *list = listing_end(&names);
    if (count == 0)
        return;
    Diag *diag = diags_add(diags, &check_notification_law_missing.rule, notifications_place(plan),
                           "no notification of the plan answers %s", list);
    for (guint i = 0; i < count && i < LISTING_NOTED; i++) {
        const Text *law = missing->pdata[i];
        const Law *known = law_find(law->text);
        if (known != NULL)
            diag_note(diags, diag, law->span, "%s: %s (%s)", law->text, known->demand,
                      known->clause);
        else
            diag_note(diags, diag, law->span, "the library asks for '%s'", law->text);
    }
    const Text *first = missing->pdata[0];
    const Law *known = law_find(first->text);
    diag_help(diags, diag, "add a notification with `law: %s` and `within: %s`", first->text,
              known != NULL ? known->within : "...");
}

const Check check_notification_law_missing = {
    .rule =
        {
            .id = "notification-law-missing",
            .severity = SEVERITY_WARNING,
            .summary = "a law that the library names is answered by no notification of a plan",
            .remedy = "add a notification with `law`, `within` and the authority as `audience`",
            .why = "In the first hours nobody thinks of the authority unless the plan does, and "
                   "the deadline of the law passes unnoticed.",
            .origin = "GDPR Art. 33; NIS2 Art. 23; DORA Art. 19; ISO 22301:2019 8.4.3",
        },
    .run = notification_law_missing,
};
