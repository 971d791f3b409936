#include "export/oscal.h"

/* How often, in the words of OSCAL, which has no weeks. */
typedef struct Frequency {
    int64_t period;
    const char *unit;
} Frequency;

/* The largest unit that keeps EVERY exact; months and days together become days. */
static Frequency frequency_of(Duration every)
{
    enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };
    int64_t seconds = every.seconds;
    if (every.months > 0 && seconds == 0)
        return every.months % 12 == 0 ? (Frequency){every.months / 12, "years"}
                                      : (Frequency){every.months, "months"};
    if (every.months > 0)
        return (Frequency){duration_approximate(every) / DAY, "days"};
    if (seconds % DAY == 0)
        return (Frequency){seconds / DAY, "days"};
    if (seconds % HOUR == 0)
        return (Frequency){seconds / HOUR, "hours"};
    if (seconds % MINUTE == 0)
        return (Frequency){seconds / MINUTE, "minutes"};
    return (Frequency){seconds, "seconds"};
}

static void put_timing(Oscal *oscal, const Exercise *exercise)
{
    if (!exercise_has_frequency(exercise))
        return;
    Frequency frequency = frequency_of(exercise->every.value);
    if (frequency.period <= 0)
        return;
    g_autofree char *period = g_strdup_printf("%" G_GINT64_FORMAT, frequency.period);
    xml_begin(&oscal->xml, "timing");
    xml_begin(&oscal->xml, "at-frequency");
    xml_set(&oscal->xml, "period", period);
    xml_set(&oscal->xml, "unit", frequency.unit);
    xml_end(&oscal->xml);
    xml_end(&oscal->xml);
}

static void put_task(Oscal *oscal, const PlanView *view, const ExerciseState *state,
                     GHashTable *counts)
{
    char uuid[UUID_TEXT_SIZE];
    const Exercise *exercise = state->exercise;
    const char *id = exercise->entity.id.text == NULL ? "" : exercise->entity.id.text;
    g_autofree char *number = oscal_again(counts, id);
    oscal_uuid(oscal, uuid, "task", view->plan->id, id, number, NULL);
    xml_begin(&oscal->xml, "task");
    xml_set(&oscal->xml, "uuid", uuid);
    xml_set(&oscal->xml, "type", "action");
    oscal_title(oscal, entity_name(&exercise->entity));
    oscal_paragraph(oscal, "description", exercise->about.text, NULL);
    oscal_prop(oscal, "plan", view->plan->id);
    oscal_prop(oscal, "exercise", id);
    oscal_prop(oscal, "exercise-type", exercise->type.text);
    if (state->passed != NULL)
        oscal_prop_day(oscal, "last-passed", run_date(state->passed));
    if (state->has_due)
        oscal_prop_day(oscal, "due", state->due);
    if (state->overdue)
        oscal_prop(oscal, "overdue", "true");
    put_timing(oscal, exercise);
    xml_end(&oscal->xml);
}

void oscal_put_schedule(Oscal *oscal)
{
    char uuid[UUID_TEXT_SIZE];
    char href[UUID_TEXT_SIZE + 1] = "#";
    const ExportJob *job = oscal->job;
    oscal_uuid(oscal, uuid, "resource", "plans", NULL);
    g_strlcat(href, uuid, sizeof href);
    oscal_mark(oscal, "import-ssp", "href", href);
    oscal_reviewed_controls(oscal, job->views, job->n_views);
    for (size_t i = 0; i < job->n_views; i++) {
        const Standing *standing = job->views[i].standing;
        g_autoptr(GHashTable) counts = g_hash_table_new(g_str_hash, g_str_equal);
        for (size_t j = 0; j < standing->n_exercises; j++)
            put_task(oscal, &job->views[i], &standing->exercises[j], counts);
    }
    xml_begin(&oscal->xml, "back-matter");
    xml_begin(&oscal->xml, "resource");
    xml_set(&oscal->xml, "uuid", uuid);
    oscal_title(oscal, job->library->title.text);
    oscal_paragraph(oscal, "description", job->library->about.text,
                    "The plans for disaster recovery.");
    xml_end(&oscal->xml);
    xml_end(&oscal->xml);
}
