#include "samples.h"

#include <string.h>

/*
 * Whatever a text holds, the script does the same: the fields below are filled with random bytes
 * and with pieces of shell that would be noticed, and the commands stay what they are.
 */

enum { MOST_PIECES = 12, TEXTS = 40 };

typedef struct Random {
    uint64_t state;
    GPtrArray *texts; /* owned */
} Random;

static unsigned next(Random *random, unsigned below)
{
    random->state = random->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(random->state >> 33) % below;
}

static const char *const pieces[] = {
    "'",
    "\"",
    "\\",
    "`",
    "$(touch pwned)",
    "`touch pwned`",
    "${IFS}",
    "\n",
    ";",
    "&",
    "|",
    "touch pwned",
    ";;",
    "esac",
    "\n}\n",
    ")",
    "#",
    "'; touch pwned; '",
    "<<EOF\n",
    "EOF\n",
    "\t",
    "\x1b[2J",
    "%s%n",
    "-n",
    "\\\n",
    "\u2019",
    "\u202e",
    "\r",
    "!!",
    "~",
    "*",
    "rb_self=x\n",
    "$((1/0))",
    "\nrb_yes=yes\n",
    "\x7f",
    "$PROOF",
    "${PROOF}",
    "\n1)",
    "> pwned",
    "exit 0",
    "\xc3",
    "--",
};

static const char *text(Random *random)
{
    GString *made = g_string_new(NULL);
    for (unsigned count = next(random, MOST_PIECES); count > 0; count--) {
        if (next(random, 2) == 0)
            g_string_append(made, pieces[next(random, COUNT(pieces))]);
        for (unsigned bytes = next(random, 6); bytes > 0; bytes--)
            g_string_append_c(made, (char)(1 + next(random, 255)));
    }
    g_ptr_array_add(random->texts, made->str);
    return g_string_free(made, FALSE);
}

#define ANY                                                                                        \
    {                                                                                              \
        .text = text(&random)                                                                      \
    }

bool write_random_sample(const char *engine, const char *folder, unsigned seed)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    Random random = {.state = seed * UINT64_C(0x9e3779b97f4a7c15) + 1, .texts = texts};
    Exercise exercise = {.entity = {.kind = ENTITY_EXERCISE, .id = ANY}};
    Exercise *const exercises[] = {&exercise};
    Person person = {.entity = {.kind = ENTITY_PERSON, .id = ANY, .name = ANY}, .phone = ANY};
    EscalationLevel level = {.who = {.text = "p", .target = &person.entity}};
    EscalationLevel *const levels[] = {&level};
    const Plan plan = {.id = text(&random),
                       .title = ANY,
                       .version = ANY,
                       .exercises = STEPS(exercises),
                       .escalation = STEPS(levels)};
    Text line = ANY;
    Text *const lines[] = {&line};
    CheckItem item = {.text = ANY, .items = {.items = lines, .count = 1}};
    CheckItem *const items[] = {&item};
    Choice choice = {.answer = ANY, .about = ANY};
    Choice *const choices[] = {&choice};
    EnvVariable variable = {.name = {.text = "FREE"},
                            .about = ANY,
                            .fallback = {.text = "x"},
                            .pattern = {.text = "*"}};
    EnvVariable *const variables[] = {&variable};
    AccessNeed access = {.about = ANY};
    AccessNeed *const rights[] = {&access};
    Message message = {.entity = {.kind = ENTITY_MESSAGE, .id = ANY, .name = ANY, .plan = &plan},
                       .subject = ANY,
                       .body = ANY};
    Ref recovered = ANY;
    Ref *const recovers[] = {&recovered};
    Step run = {.entity = {.kind = ENTITY_STEP, .id = {.text = "run"}, .name = ANY},
                .number = 1,
                .kind = STEP_RUN,
                .who = ANY,
                .where = ANY,
                .takes = ANY,
                .timeout = ANY,
                .run = {.text = "echo run >>\"$PROOF\""},
                .verify = {.text = "echo verify >>\"$PROOF\""},
                .expect = ANY,
                .tags = STEPS(lines),
                .rollback = {.text = "echo undo >>\"$PROOF\""},
                .note = ANY};
    Step call = {.entity = {.kind = ENTITY_STEP, .id = ANY, .name = ANY, .plan = &plan},
                 .number = 2,
                 .kind = STEP_CALL,
                 .call = ANY};
    Step decide = {.entity = {.kind = ENTITY_STEP, .id = ANY, .name = ANY, .plan = &plan},
                   .number = 3,
                   .kind = STEP_DECIDE,
                   .decide = ANY,
                   .choices = STEPS(choices),
                   .irreversible = ANY,
                   .target = ANY};
    Step tick = {.entity = {.kind = ENTITY_STEP, .id = ANY, .name = ANY, .plan = &plan},
                 .number = 4,
                 .kind = STEP_CHECKLIST,
                 .checklist = STEPS(items)};
    Step tell = {.entity = {.kind = ENTITY_STEP, .id = ANY, .name = ANY, .plan = &plan},
                 .number = 5,
                 .kind = STEP_NOTIFY,
                 .notify = {.items = lines, .count = 1},
                 .message = {.text = "m", .target = &message.entity}};
    Step by_hand = {.entity = {.kind = ENTITY_STEP, .id = ANY, .name = ANY, .plan = &plan},
                    .number = 6,
                    .kind = STEP_MANUAL,
                    .who = {.text = "p", .target = &person.entity},
                    .manual = ANY};
    Step last = {.entity = {.kind = ENTITY_STEP, .id = {.text = "last"}, .name = ANY},
                 .number = 7,
                 .kind = STEP_RUN,
                 .run = {.text = "echo last >>\"$PROOF\""}};
    Step *const steps[] = {&run, &call, &decide, &tick, &tell, &by_hand, &last};
    const Runbook runbook = {
        .entity = {.kind = ENTITY_RUNBOOK, .id = ANY, .name = ANY, .plan = &plan},
        .trigger = ANY,
        .hash = SAMPLE_HASH,
        .rto = ANY,
        .stop_when = {.items = lines, .count = 1},
        .abort_when = {.items = lines, .count = 1},
        .recovers = {.items = recovers, .count = 1},
        .needs = {.env = STEPS(variables), .access = STEPS(rights)},
        .steps = STEPS(steps)};
    char name[16];
    g_snprintf(name, sizeof name, "%u", seed);
    return write_sample(&runbook, engine, folder, name);
}

bool write_long_sample(const char *engine, const char *folder, size_t count)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    g_autofree Step *all = g_new0(Step, count);
    g_autofree Step **steps = g_new0(Step *, count);
    for (size_t i = 0; i < count; i++) {
        char *id = g_strdup_printf("step-%zu", i + 1);
        g_ptr_array_add(texts, id);
        all[i] = (Step){.entity = {.kind = ENTITY_STEP,
                                   .id = {.text = id},
                                   .name = {.text = "One of very many steps"}},
                        .number = i + 1,
                        .kind = STEP_RUN,
                        .takes = SECONDS("5m", 300),
                        .who = {.text = "administrator"},
                        .run = {.text = "printf '%s\\n' \"$HOME\" >/dev/null\ntrue\n"},
                        .verify = {.text = "true"}};
        steps[i] = &all[i];
    }
    const Runbook runbook = {.entity = ENTITY(ENTITY_RUNBOOK, "long", "A long one"),
                             .hash = SAMPLE_HASH,
                             .steps = {.items = steps, .count = count}};
    return write_sample(&runbook, engine, folder, "long");
}
