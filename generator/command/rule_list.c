#include "command/rule_list.h"

#include "base/file.h"
#include "command/verify_rules.h"
#include "comply/comply.h"
#include "compose/compose.h"
#include "history/history.h"
#include "press/press.h"
#include "publish/arrival.h"
#include "publish/claim.h"
#include "publish/frameworks.h"
#include "publish/link_check.h"
#include "publish/resources.h"
#include "read/reader.h"
#include "rules/levels.h"
#include "rules/waivers.h"

#include <string.h>

static int compare(gconstpointer a, gconstpointer b)
{
    const Rule *left = *(const Rule *const *)a;
    const Rule *right = *(const Rule *const *)b;
    return strcmp(left->id, right->id);
}

static void add_all(GPtrArray *list, const Rule *const *rules)
{
    for (; *rules != NULL; rules++)
        g_ptr_array_add(list, (gpointer)*rules);
}

GPtrArray *rule_list(void)
{
    GPtrArray *list = g_ptr_array_new();
    const Rule *const world[] = {&rule_system_read,
                                 &rule_system_write,
                                 &rule_output_foreign,
                                 &rule_init_occupied,
                                 &rule_framework_circle,
                                 &rule_framework_misnamed,
                                 &rule_framework_unknown,
                                 &rule_level_rule_unknown,
                                 &rule_link_broken,
                                 &rule_waiver_expired,
                                 &rule_waiver_rule_unknown,
                                 &rule_waiver_unused,
                                 NULL};
    add_all(list, world);
    add_all(list, verify_rules);
    add_all(list, reading_rules);
    add_all(list, history_rules);
    add_all(list, comply_rules);
    add_all(list, compose_rules);
    add_all(list, press_rules);
    for (const Check *const *check = all_checks; *check != NULL; check++)
        g_ptr_array_add(list, (gpointer) & (*check)->rule);
    g_ptr_array_sort(list, compare);
    return list;
}
