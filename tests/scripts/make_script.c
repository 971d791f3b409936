/* Writes the sample runbooks of this folder's tests as scripts:
 *   make_script ENGINE FOLDER
 *   make_script ENGINE FOLDER --long STEPS          one runbook of that many steps
 *   make_script ENGINE FOLDER --random FROM UNTIL   of random text: 1.sh, 2.sh ...
 * ENGINE is the folder of its sections.
 * The models are built by hand, so that the tests stand on script/ alone. */
#include "samples.h"

#include "script/engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static Exercise quarterly = {.entity = ENTITY(ENTITY_EXERCISE, "quarterly-test", NULL)};
static const Person maria = {
    .entity = {.kind = ENTITY_PERSON, .id = TEXT("maria"), .name = TEXT("Maria Silva")},
    .phone = TEXT("+351 555 0100"),
};
static const Team board = {
    .entity = {.kind = ENTITY_TEAM, .id = TEXT("board"), .name = TEXT("Board")},
    .phone = TEXT("+351 555 0199"),
};
static EscalationLevel first_level = {.who = {.text = "maria", .target = &maria.entity},
                                      .after = SECONDS("30m", 1800)};
static EscalationLevel second_level = {.who = {.text = "board", .target = &board.entity},
                                       .after = SECONDS("100h", 360000)};
static EscalationLevel *const levels[] = {&first_level, &second_level};

static Exercise *const exercises[] = {&quarterly};

const Plan sample_plan = {
    .id = "docs",
    .title = TEXT("Docs Assistant"),
    .version = TEXT("1.4"),
    .exercises = {.items = exercises, .count = 1},
    .escalation = STEPS(levels),
};

static const Entity data_set = {.kind = ENTITY_DATA, .id = TEXT("docs-db")};
static Ref recovered = {.text = "docs-db", .target = &data_set};
static Ref *const recovers[] = {&recovered};

static Ref holder = {.text = "maria", .target = &maria.entity};
static Ref *const holders[] = {&holder};
static const Role administrator = {
    .entity = {.kind = ENTITY_ROLE, .id = TEXT("dba"), .name = TEXT("Database administrator")},
    .holders = STEPS(holders),
};

static Text tools_list[] = {TEXT("ls"), TEXT("step")};
static Text *const tools[] = {&tools_list[0]};
static Text *const missing_tools[] = {&tools_list[0], &tools_list[1]};

static EnvVariable host = {
    .name = TEXT("DB_HOST"), .about = TEXT("host to restore to"), .fallback = TEXT("it's `db`")};
static EnvVariable password = {
    .name = TEXT("PGPASSWORD"), .about = TEXT("password"), .secret = YES};
static EnvVariable nonsense = {.name = TEXT("x;touch /tmp/pwned"), .about = TEXT("nothing")};
static EnvVariable own = {.name = TEXT("rb_run"), .about = TEXT("nothing")};
static EnvVariable *const variables[] = {&host, &password};
static EnvVariable *const bad_variables[] = {&password, &nonsense, &own};

static Text hidden = TEXT("DNS answers");
static Text *const parts[] = {&hidden};
static CheckItem item_network = {.text = TEXT("Network"), .items = {.items = parts, .count = 1}};
static CheckItem item_power = {.text = TEXT("Power")};
static CheckItem *const checklist[] = {&item_network, &item_power};

static Text audience_staff = TEXT("staff"), audience_users = TEXT("users");
static Text *const audiences[] = {&audience_staff, &audience_users};
static const Message notice = {
    .entity = ENTITY(ENTITY_MESSAGE, "first-notice", "First notice"),
    .subject = TEXT("We are down"),
    .body = TEXT("Dear {name},\nit's $(date) and `we` are \"down\".\n"),
};

/* Every kind of step, with the texts that a shell could trip over. */
static Step look = {
    .entity = ENTITY(ENTITY_STEP, "look", "Look 'round"),
    .number = 1,
    .kind = STEP_RUN,
    .who = {.text = "dba", .target = &administrator.entity},
    .where = TEXT("bastion"),
    .takes = SECONDS("10m", 600),
    .run = TEXT("echo \"host $DB_HOST\"\nprintf '%s\\n' 'it''s' \\\n  done >>\"$PROOF\"\n"),
    .expect = TEXT("a line"),
};
static Step restore = {
    .entity = ENTITY(ENTITY_STEP, "restore", "Restore it"),
    .number = 2,
    .kind = STEP_RUN,
    .takes = SECONDS("45m", 2700),
    .timeout = SECONDS("1h", 3600),
    .run = TEXT("echo restored >>\"$PROOF\""),
    .verify = TEXT("grep -qx restored \"$PROOF\""),
    .irreversible = TEXT("overwrites the database"),
    .rollback = TEXT("echo undone"),
    .note = TEXT("Read `twice`."),
};
static Step by_hand = {
    .entity = ENTITY(ENTITY_STEP, "by-hand", "Turn the key"),
    .number = 3,
    .kind = STEP_MANUAL,
    .manual = TEXT("Turn the *key*.\n\nThen wait."),
};
static Step tick = {
    .entity = ENTITY(ENTITY_STEP, "tick", "See to it"),
    .number = 4,
    .kind = STEP_CHECKLIST,
    .checklist = {.items = checklist, .count = COUNT(checklist)},
};
static Step tell = {
    .entity = ENTITY(ENTITY_STEP, "tell", "Tell them"),
    .number = 5,
    .kind = STEP_NOTIFY,
    .notify = {.items = audiences, .count = COUNT(audiences)},
    .message = {.text = "first-notice", .target = &notice.entity},
};
static Step *const full_steps[] = {&look, &restore, &by_hand, &tick, &tell};

/* Commands alone. */
static Step first = {.entity = ENTITY(ENTITY_STEP, "first", "First"),
                     .number = 1,
                     .kind = STEP_RUN,
                     .takes = SECONDS("5m", 300),
                     .run = TEXT("echo first >>\"$PROOF\"")};
static Step second = {.entity = ENTITY(ENTITY_STEP, "second", "Second"),
                      .number = 2,
                      .kind = STEP_RUN,
                      .run = TEXT("echo \"second umask $(umask)\" >>\"$PROOF\""),
                      .verify = TEXT("test -s \"$PROOF\"")};
static Step *const plain_steps[] = {&first, &second};

static Step broken = {.entity = ENTITY(ENTITY_STEP, "broken", "Broken"),
                      .number = 1,
                      .kind = STEP_RUN,
                      .run = TEXT("false\necho never >>\"$PROOF\""),
                      .rollback = TEXT("echo undo it")};
static Step *const failing_steps[] = {&broken, &second};

static Step broken_on = {.entity = ENTITY(ENTITY_STEP, "broken", "Broken"),
                         .number = 1,
                         .kind = STEP_RUN,
                         .run = TEXT("exit 7"),
                         .on_failure = GOES_ON};
static Step *const going_on_steps[] = {&broken_on, &second};

static Step doubtful = {.entity = ENTITY(ENTITY_STEP, "doubtful", "Doubtful"),
                        .number = 1,
                        .kind = STEP_RUN,
                        .run = TEXT("echo done >>\"$PROOF\""),
                        .verify = TEXT("exit 3"),
                        .on_failure = GOES_ON};
static Step *const unverified_steps[] = {&doubtful, &second};

static Step careful = {.entity = ENTITY(ENTITY_STEP, "careful", "Careful"),
                       .number = 1,
                       .kind = STEP_RUN,
                       .run = TEXT("echo careful >>\"$PROOF\""),
                       .confirm = YES};
static Step *const confirmed_steps[] = {&careful};

/* With a child of its own; each writes its number to the file "pids". */
#define SLEEPS                                                                                     \
    "sleep 60 &\n"                                                                                 \
    "echo $$ $! >pids\n"                                                                           \
    "echo \"sleeping $((40 + 2))\"\n"                                                              \
    "wait $!; echo awake >>\"$PROOF\""
static Step slow = {.entity = ENTITY(ENTITY_STEP, "slow", "Slow"),
                    .number = 1,
                    .kind = STEP_RUN,
                    .timeout = SECONDS("1s", 1),
                    .run = TEXT(SLEEPS)};
static Step *const slow_steps[] = {&slow, &second};
static Step sleepy = {.entity = ENTITY(ENTITY_STEP, "sleepy", "Sleepy"),
                      .number = 1,
                      .kind = STEP_RUN,
                      .run = TEXT(SLEEPS)};
static Step *const sleepy_steps[] = {&sleepy, &second};

static Step ready = {.entity = ENTITY(ENTITY_STEP, "ready", "When ready"),
                     .number = 1,
                     .kind = STEP_RUN,
                     .require = TEXT("echo asked >>\"$PROOF\"\ntest -e ready || exit 5"),
                     .run = TEXT("echo run >>\"$PROOF\""),
                     .rollback = TEXT("echo undo it")};
static Step ready_by_hand = {.entity = ENTITY(ENTITY_STEP, "by-hand", "By hand"),
                             .number = 2,
                             .kind = STEP_MANUAL,
                             .require = TEXT("test -e ready # \x1b[2J"),
                             .manual = TEXT("Turn the key."),
                             .on_failure = GOES_ON};
static Step ready_final = {.entity = ENTITY(ENTITY_STEP, "final", "For ever"),
                           .number = 3,
                           .kind = STEP_RUN,
                           .require = TEXT("test -e ready"),
                           .run = TEXT("echo final >>\"$PROOF\""),
                           .irreversible = TEXT("it is gone")};
static Step *const requiring_steps[] = {&ready, &ready_by_hand, &ready_final};

static Step sawing = {.entity = ENTITY(ENTITY_STEP, "sawing", "Saw the branch"),
                      .number = 1,
                      .kind = STEP_RUN,
                      .run = TEXT("rm -r \"$BRANCH\"")};
static Step *const lost_log_steps[] = {&sawing, &second};

/* All that could break out of its quotes, steer the terminal or be taken for an option. */
#define HOSTILE                                                                                    \
    "'; touch pwned; ' \" $(touch pwned) `touch pwned` ${IFS} \\ \x1b[2J\r\n"                      \
    "*) ;; esac; touch pwned; } \\' \u2018curly\u2019 \u202e <<EOF %s %n !! ~ #"
static Text hostile_text = TEXT(HOSTILE);
static Text *const hostile_texts[] = {&hostile_text};
static Ref hostile_ref = {.text = HOSTILE};
static Ref *const hostile_refs[] = {&hostile_ref};
static CheckItem hostile_item = {.text = TEXT(HOSTILE),
                                 .items = {.items = hostile_texts, .count = 1}};
static CheckItem *const hostile_items[] = {&hostile_item};
static EnvVariable hostile_variable = {
    .name = TEXT("HOSTILE"), .about = TEXT(HOSTILE), .fallback = TEXT(HOSTILE)};
static EnvVariable *const hostile_variables[] = {&hostile_variable};
static AccessNeed hostile_right = {.about = TEXT(HOSTILE)};
static AccessNeed *const hostile_access[] = {&hostile_right};
static Step hostile_run = {.entity = ENTITY(ENTITY_STEP, "hostile", HOSTILE),
                           .number = 1,
                           .kind = STEP_RUN,
                           .who = {.text = HOSTILE},
                           .where = TEXT(HOSTILE),
                           .takes = {.text = HOSTILE},
                           .timeout = {.text = HOSTILE},
                           .run = TEXT("-n } ; ) ' \x1b[31m \\\n EOF"),
                           .verify = TEXT("true # '\u202e"),
                           .expect = TEXT(HOSTILE),
                           .rollback = TEXT(HOSTILE),
                           .on_failure = GOES_ON,
                           .note = TEXT(HOSTILE " \xc2\x85")};
static Step hostile_exact = {
    .entity = ENTITY(ENTITY_STEP, HOSTILE, HOSTILE),
    .number = 2,
    .kind = STEP_RUN,
    .run = TEXT("printf %s \"$HOSTILE\" >>\"$PROOF\"; exec <<'EOF'\n'\nEOF\n")};
static Step hostile_list = {.entity = ENTITY(ENTITY_STEP, "hostile-list", HOSTILE),
                            .number = 3,
                            .kind = STEP_CHECKLIST,
                            .checklist = {.items = hostile_items, .count = 1},
                            .irreversible = TEXT(HOSTILE)};
static Step hostile_hand = {.entity = ENTITY(ENTITY_STEP, "hostile-hand", HOSTILE),
                            .number = 4,
                            .kind = STEP_MANUAL,
                            .manual = TEXT(HOSTILE)};
static Step hostile_notice = {.entity = ENTITY(ENTITY_STEP, "hostile-notice", HOSTILE),
                              .number = 5,
                              .kind = STEP_NOTIFY,
                              .notify = {.items = hostile_texts, .count = 1},
                              .message = {.text = HOSTILE}};
static Step *const hostile_steps[] = {&hostile_run, &hostile_exact, &hostile_list, &hostile_hand,
                                      &hostile_notice};

static const Runbook runbooks[] = {
    {.entity = ENTITY(ENTITY_RUNBOOK, "full", "Restore the documents database"),
     .trigger = TEXT("the API answers 500"),
     .hash = SAMPLE_HASH,
     .recovers = {.items = recovers, .count = 1},
     .rto = SECONDS("2h", 7200),
     .needs = {.tools = {.items = tools, .count = 1}, .env = STEPS(variables)},
     .stop_when = {.items = parts, .count = 1},
     .steps = STEPS(full_steps)},
    {.entity = ENTITY(ENTITY_RUNBOOK, "plain", "Plain"),
     .hash = SAMPLE_HASH,
     .recovers = {.items = recovers, .count = 1},
     .steps = STEPS(plain_steps)},
    {.entity = ENTITY(ENTITY_RUNBOOK, "failing", "Failing"),
     .hash = SAMPLE_HASH,
     .recovers = {.items = recovers, .count = 1},
     .steps = STEPS(failing_steps)},
    {.entity = ENTITY(ENTITY_RUNBOOK, "going-on", "Going on"), .steps = STEPS(going_on_steps)},
    {.entity = ENTITY(ENTITY_RUNBOOK, "unverified", "Unverified"),
     .steps = STEPS(unverified_steps)},
    {.entity = ENTITY(ENTITY_RUNBOOK, "confirmed", "Confirmed"), .steps = STEPS(confirmed_steps)},
    {.entity = ENTITY(ENTITY_RUNBOOK, "slow", "Slow"), .steps = STEPS(slow_steps)},
    {.entity = ENTITY(ENTITY_RUNBOOK, "requiring", "Requiring"), .steps = STEPS(requiring_steps)},
    {.entity = ENTITY(ENTITY_RUNBOOK, "sleepy", "Sleepy"), .steps = STEPS(sleepy_steps)},
    {.entity = ENTITY(ENTITY_RUNBOOK, "lost-log", "Lost log"), .steps = STEPS(lost_log_steps)},
    {.entity = ENTITY(ENTITY_RUNBOOK, "empty", "Empty")},
    {.entity = ENTITY(ENTITY_RUNBOOK, "needy", "Needy"),
     .needs = {.tools = STEPS(missing_tools), .env = STEPS(bad_variables)},
     .steps = STEPS(plain_steps)},
    {.entity = ENTITY(ENTITY_RUNBOOK, "hostile", HOSTILE),
     .trigger = TEXT(HOSTILE),
     .recovers = {.items = hostile_refs, .count = 1},
     .rto = {.text = HOSTILE},
     .needs = {.access = {.items = hostile_access, .count = 1}, .env = STEPS(hostile_variables)},
     .stop_when = {.items = hostile_texts, .count = 1},
     .steps = STEPS(hostile_steps)},
};

bool write_sample(const Runbook *runbook, const char *engine, const char *folder, const char *name)
{
    const ScriptOrigin origin = {
        .generator = "redbinder 0.1.0", .as_of = "2026-06-30", .commit = "c0ffee"};
    g_autoptr(GString) script = g_string_new(NULL);
    script_write(runbook, &origin, engine, script);
    g_autofree char *hex = g_compute_checksum_for_string(G_CHECKSUM_SHA256, script->str, -1);
    script_seal(script, hex);
    g_autofree char *path = g_strdup_printf("%s/%s.sh", folder, name);
    return g_file_set_contents(path, script->str, (gssize)script->len, NULL);
}

static bool write_all(const char *engine, const char *folder)
{
    bool done = true;
    for (size_t i = 0; i < COUNT(runbooks); i++)
        done = done && write_sample(&runbooks[i], engine, folder, runbooks[i].entity.id.text);
    for (size_t i = 0; engine_samples[i] != NULL; i++)
        done = done &&
               write_sample(engine_samples[i], engine, folder, engine_samples[i]->entity.id.text);
    return done;
}

/* Owned; NULL when a section cannot be read. */
static char *read_engine(const char *folder)
{
    g_autoptr(GString) engine = g_string_new(NULL);
    for (size_t i = 0; engine_sections[i] != NULL; i++) {
        g_autofree char *path = g_strdup_printf("%s/%s.sh", folder, engine_sections[i]);
        g_autofree char *text = NULL;
        if (!g_file_get_contents(path, &text, NULL, NULL))
            return NULL;
        engine_append(engine, text);
    }
    return g_strdup(engine->str);
}

int main(int argc, char **argv)
{
    g_autofree char *engine = argc < 3 ? NULL : read_engine(argv[1]);
    if (engine == NULL)
        return EXIT_FAILURE;
    bool done = true;
    if (argc == 3)
        done = write_all(engine, argv[2]);
    else if (argc == 5 && strcmp(argv[3], "--long") == 0)
        done = write_long_sample(engine, argv[2], (size_t)atol(argv[4]));
    else if (argc == 6 && strcmp(argv[3], "--random") == 0)
        for (long seed = atol(argv[4]); done && seed < atol(argv[5]); seed++)
            done = write_random_sample(engine, argv[2], (unsigned)seed);
    else
        done = false;
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
