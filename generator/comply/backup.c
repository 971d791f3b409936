#include "comply/backup.h"

#include "comply/answer.h"
#include "comply/tally.h"

static bool is_excused(const DataSet *data)
{
    return data->backups.count == 0 && data->no_backup.text != NULL;
}

Answer backup_tally(const Question *question, DataTest test, const char *claim,
                    const DataSet **failed)
{
    const Plan *plan = question->standing->plan;
    Tally tally = {0};
    *failed = NULL;
    size_t n_excused = 0;
    for (size_t i = 0; i < plan->data.count; i++) {
        const DataSet *data = plan->data.items[i];
        if (is_excused(data)) {
            n_excused++;
            continue;
        }
        bool has = test(plan, data);
        tally_entity(&tally, has, &data->entity);
        if (!has && *failed == NULL)
            *failed = data;
    }
    if (n_excused == 0)
        return answer_tally(question, &tally, "data sets", claim);
    if (tally.whole == 0)
        return answer_plain(VERDICT_NOT_APPLICABLE,
                            arena_printf(question->arena,
                                         "The plan gives a reason for having no backup of any of "
                                         "its data sets (%zu).",
                                         n_excused));
    Answer answer = answer_tally(question, &tally, "data sets", claim);
    answer.reason = arena_printf(question->arena, "%s Left out, with a written reason: %zu.",
                                 answer.reason, n_excused);
    return answer;
}
