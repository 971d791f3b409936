#include "comply/answer.h"

#include "comply/reason.h"
#include "comply/verdict.h"

/* What the feed of backup jobs has told. */

/* The newest results of one data set. */
typedef struct Feed {
    const Act *last;
    const Act *good; /* newest that ended well */
} Feed;

/* Data set to its Feed, owned. */
static GHashTable *read_feed(const Standing *standing)
{
    GHashTable *feeds = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    for (size_t i = 0; i < standing->n_acts; i++) {
        const Act *act = standing->acts[i];
        if (act->kind != ACT_BACKUP || act->subject == NULL)
            continue;
        Feed *feed = g_hash_table_lookup(feeds, act->subject);
        if (feed == NULL) {
            feed = g_new0(Feed, 1);
            g_hash_table_insert(feeds, (gpointer)act->subject, feed);
        }
        feed->last = act;
        if (act->passed)
            feed->good = act;
    }
    return feeds;
}

/* The shortest interval at which DATA is backed up; false when none is a length of time. */
static bool shortest_interval(const DataSet *data, Duration *interval)
{
    bool has = false;
    for (size_t i = 0; i < data->backups.count; i++) {
        const DurationValue *every = &data->backups.items[i]->every;
        if (!value_is_length(every) || (has && duration_compare(every->value, *interval) >= 0))
            continue;
        *interval = every->value;
        has = true;
    }
    return has;
}

/* The last day on which the good result in FEED is no older than the interval. Results are told by
 * the day, so a job of yesterday counts for whatever runs more often than daily. */
static Date good_until(const Feed *feed, Duration interval)
{
    static const Duration day = {.seconds = 86400};
    bool often = duration_compare(interval, day) < 0;
    return date_add(feed->good->date, often ? day : interval);
}

static Verdict judge(const Question *question, const DataSet *data, const Feed *feed)
{
    Duration interval = {0, 0};
    if (feed == NULL)
        return VERDICT_NO_EVIDENCE;
    if (!feed->last->passed)
        return VERDICT_NOT_SATISFIED;
    if (!shortest_interval(data, &interval))
        return VERDICT_NO_EVIDENCE;
    bool over = question->standing->as_of.days > good_until(feed, interval).days;
    return over ? VERDICT_STALE : VERDICT_SATISFIED;
}

static const char *feed_text(const Question *question, const DataSet *data, const Feed *feed)
{
    Arena *arena = question->arena;
    const char *id = reason_id(&data->entity);
    Duration interval = {0, 0};
    if (feed == NULL)
        return arena_printf(arena, "'%s': no result of a job is recorded.", id);
    const char *day = reason_date(arena, feed->last->date);
    if (!feed->last->passed)
        return arena_printf(arena, "'%s': the job of %s failed.", id, day);
    if (!shortest_interval(data, &interval))
        return arena_printf(arena, "'%s': nothing says how often it is backed up.", id);
    return arena_printf(arena,
                        "'%s': the job of %s ended well; at an interval of %s that is enough "
                        "until %s.",
                        id, day, reason_duration(arena, interval),
                        reason_date(arena, good_until(feed, interval)));
}

Answer backups_succeed(const Question *question)
{
    const Plan *plan = question->standing->plan;
    g_autoptr(GHashTable) feeds = read_feed(question->standing);
    Tally tally = {0};
    Answer limit = {.has_until = false};
    Verdict worst = VERDICT_NOT_APPLICABLE;
    const DataSet *speaker = NULL;
    for (size_t i = 0; i < plan->data.count; i++) {
        const DataSet *data = plan->data.items[i];
        if (data->backups.count == 0 || data->entity.id.text == NULL)
            continue;
        const Feed *feed = g_hash_table_lookup(feeds, data->entity.id.text);
        Verdict own = judge(question, data, feed);
        Duration interval = {0, 0};
        tally_entity(&tally, own == VERDICT_SATISFIED, &data->entity);
        rows_add_act(question->rows, feed == NULL ? NULL : feed->last);
        if (own == VERDICT_SATISFIED && shortest_interval(data, &interval))
            answer_limit(&limit, good_until(feed, interval));
        if (verdict_worst(worst, own) != worst) {
            worst = own;
            speaker = data;
        }
    }
    Answer answer = answer_tally(question, &tally, "data sets with backups",
                                 "have a newest job that ended well and is not too old");
    if (speaker == NULL)
        return answer;
    const Feed *feed = g_hash_table_lookup(feeds, speaker->entity.id.text);
    answer.verdict = worst;
    answer.act = feed == NULL ? NULL : feed->last;
    answer.reason =
        arena_printf(question->arena, "%s %s", answer.reason, feed_text(question, speaker, feed));
    answer.has_until = limit.has_until;
    answer.until = limit.until;
    return answer;
}
