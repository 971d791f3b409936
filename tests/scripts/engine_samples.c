#include "samples.h"

/* Steps of this file: a command `hit NAME` is a stub of run.sh that writes NAME to $PROOF, and
 * fails, hangs or kills the script when the case says so. */
#define STEP(step_id, ...)                                                                         \
    {                                                                                              \
        .entity = ENTITY(ENTITY_STEP, step_id, "Step " step_id), __VA_ARGS__                       \
    }
#define RUN(text) .kind = STEP_RUN, .run = TEXT(text)
#define RUNBOOK(of_id, of_steps, ...)                                                              \
    {                                                                                              \
        .entity = ENTITY(ENTITY_RUNBOOK, of_id, "Sample " of_id), .hash = SAMPLE_HASH,             \
        .steps = STEPS(of_steps), __VA_ARGS__                                                      \
    }
#define ROLLS_BACK                                                                                 \
    {                                                                                              \
        .text = "roll-back", .index = ON_FAILURE_ROLL_BACK                                         \
    }
#define AFTER(array)                                                                               \
    {                                                                                              \
        .items = (array), .count = COUNT(array), .span = {.source = &somewhere }                   \
    }
#define AT_ONCE                                                                                    \
    {                                                                                              \
        .span = {.source = &somewhere }                                                            \
    }

static const Source somewhere; /* that `after` was written */

/* ---- ten: one after the other ------------------------------------------------------------ */

static Step t1 = STEP("s1", .number = 1, RUN("hit 1"));
static Step t2 = STEP("s2", .number = 2, RUN("hit 2"), .verify = TEXT("hit verify-2"));
static Step t3 = STEP("s3", .number = 3, RUN("hit 3"), .business_check = YES);
static Step t4 = STEP("s4", .number = 4, RUN("hit 4"));
static Step t5 = STEP("s5", .number = 5, RUN("hit 5"), .idempotent = YES);
static Step t6 = STEP("s6", .number = 6, RUN("hit 6"));
static Step t7 = STEP("s7", .number = 7, RUN("hit 7"));
static Step t8 = STEP("s8", .number = 8, RUN("hit 8"));
static Step t9 = STEP("s9", .number = 9, RUN("hit 9"));
static Step t10 = STEP("s10", .number = 10, RUN("hit 10"));
static Step *const ten_steps[] = {&t1, &t2, &t3, &t4, &t5, &t6, &t7, &t8, &t9, &t10};
static const Runbook ten = RUNBOOK("ten", ten_steps, .rto = SECONDS("1h", 3600));

/* ---- names: long ones, to be mistyped ---------------------------------------------------- */

static Step y1 = STEP("restore-database", .number = 1, RUN("hit db"));
static Step y2 = STEP("restore-files", .number = 2, RUN("hit files"));
static Step y3 = STEP("check-tls-2", .number = 3, RUN("hit tls"));
static Step y4 = STEP("dns", .number = 4, RUN("hit dns"));
static Step *const named_steps[] = {&y1, &y2, &y3, &y4};
static const Runbook named = RUNBOOK("named", named_steps);

/* ---- decides ----------------------------------------------------------------------------- */

static Choice next_way = {.answer = TEXT("stay"), .about = TEXT("the region is back")};
static Choice later_way = {.answer = TEXT("fail over"), .go = TEXT("over")};
static Choice no_way = {.answer = TEXT("give up"), .go = TEXT("stop")};
static Choice wrong_way = {.answer = TEXT("nowhere"), .go = TEXT("before")};
static Choice *const choices[] = {&next_way, &later_way, &no_way, &wrong_way};
static Step before = STEP("before", .number = 1, RUN("hit before"));
static Step question =
    STEP("question", .number = 2, .kind = STEP_DECIDE, .decide = TEXT("Is the *region* back?"),
         .choices = {.items = choices, .count = 4});
static Step stay = STEP("stay", .number = 3, RUN("hit stay"));
static Step over = STEP("over", .number = 4, RUN("hit over"));
static Step *const deciding_steps[] = {&before, &question, &stay, &over};
static const Runbook deciding = RUNBOOK("deciding", deciding_steps);

/* ---- waits, retries ---------------------------------------------------------------------- */

static Step until = STEP("until", .number = 1, .kind = STEP_WAIT,
                         .wait = TEXT("hit until\ntest $(grep -c until \"$PROOF\") -ge 3"),
                         .interval = SECONDS("1s", 1), .timeout = SECONDS("1m", 60));
static Step *const waiting_steps[] = {&until};
static const Runbook waiting = RUNBOOK("waiting", waiting_steps);

static Step forever =
    STEP("forever", .number = 1, .kind = STEP_WAIT, .wait = TEXT("hit forever; false"),
         .interval = SECONDS("1s", 1), .timeout = SECONDS("2s", 2));
static Step *const late_steps[] = {&forever};
static const Runbook late = RUNBOOK("late", late_steps);

static Step flaky =
    STEP("flaky", .number = 1, RUN("hit flaky\ntest $(grep -c flaky \"$PROOF\") -ge 3"),
         .retries = {.text = "2", .known = true, .value = 2}, .interval = SECONDS("0s", 0));
static Step *const flaky_steps[] = {&flaky};
static const Runbook retrying = RUNBOOK("retrying", flaky_steps);

/* ---- guards ------------------------------------------------------------------------------ */

static EnvVariable target_name = {
    .name = TEXT("DB_NAME"), .about = TEXT("target"), .pattern = TEXT("[a-z]*-db")};
static EnvVariable hidden_name = {.name = TEXT("PGPASSWORD"), .secret = YES};
static EnvVariable *const guard_variables[] = {&target_name, &hidden_name};
static Text there = TEXT("/etc/passwd");
static Text *const files[] = {&there};
static AccessNeed right = {.about = TEXT("database administrator"),
                           .check = TEXT("test ! -e forbidden")};
static AccessNeed told = {.about = TEXT("the key to the room")};
static AccessNeed *const rights[] = {&right, &told};
static Step g_done = STEP("done-already", .number = 1, RUN("hit never"), .unless = TEXT("true"));
static Step g_wipe = STEP("wipe", .number = 2, RUN("hit wipe"), .unless = TEXT("false"),
                          .require = TEXT("test ! -e unsafe"), .irreversible = TEXT("drops it"),
                          .target = TEXT("x $DB_NAME ${DB_NAME} $PGPASSWORD $(id) $OTHER"));
static Step *const guarded_steps[] = {&g_done, &g_wipe};
static const Runbook guarded = RUNBOOK("guarded", guarded_steps,
                                       .needs = {.env = STEPS(guard_variables),
                                                 .files = {.items = files, .count = 1},
                                                 .access = {.items = rights, .count = 2}});

static Step w1 = STEP("wipe", .number = 1, RUN("hit wipe; exit 3"), .confirm = YES,
                      .irreversible = TEXT("drops it"));
static Step *const wiping_steps[] = {&w1};
static const Runbook wiping = RUNBOOK("wiping", wiping_steps);

/* ---- a user, and room ---------------------------------------------------------------------- */

static EnvVariable data_folder = {.name = TEXT("DATA_DIR"), .fallback = TEXT(".")};
static EnvVariable *const space_variables[] = {&data_folder};
static SpaceNeed little = {.size = {.text = "1kB", .known = true, .value = 1000}};
static SpaceNeed much = {.size = {.text = "9PB", .known = true, .value = 9e15},
                         .at = TEXT("$DATA_DIR")};
static SpaceNeed nowhere = {.size = {.text = "1 MB", .known = true, .value = 1e6},
                            .at = TEXT("it's/$PGPASSWORD/$(id)")};
static SpaceNeed *const spaces[] = {&little, &much, &nowhere};
static Step *const demanding_steps[] = {&t1};
static const Runbook demanding = RUNBOOK("demanding", demanding_steps,
                                         .needs = {.env = STEPS(space_variables),
                                                   .space = STEPS(spaces),
                                                   .user = TEXT("nobody-at-all")});
static SpaceNeed some = {.size = {.text = "2kB", .known = true, .value = 2000},
                         .at = TEXT("${DATA_DIR}")};
static SpaceNeed *const some_space[] = {&little, &some};
static const Runbook modest = RUNBOOK(
    "modest", demanding_steps,
    .needs = {.env = STEPS(space_variables), .space = STEPS(some_space), .user = TEXT("root")});

/* ---- failures ---------------------------------------------------------------------------- */

static Step b1 = STEP("one", .number = 1, RUN("hit one"), .rollback = TEXT("hit undo-one"));
static Step b2 = STEP("two", .number = 2, RUN("hit two"));
static Step b3 = STEP("three", .number = 3, RUN("hit three"), .rollback = TEXT("hit undo-three"));
static Step b4 = STEP("four", .number = 4, RUN("hit four; exit 9"), .on_failure = ROLLS_BACK,
                      .rollback = TEXT("hit undo-four"));
static Step *const back_steps[] = {&b1, &b2, &b3, &b4};
static const Runbook rolling = RUNBOOK("rolling", back_steps);

static Step u1 = STEP("one", .number = 1, RUN("hit one"), .rollback = TEXT("hit undo-one"));
static Step u2 = STEP("two", .number = 2, RUN("hit two"), .require = TEXT("test -e ready"),
                      .rollback = TEXT("hit undo-two"));
static Step *const unready_steps[] = {&u1, &u2};
static const Runbook unready = RUNBOOK("unready", unready_steps);
static Step v2 = STEP("two", .number = 2, RUN("hit two"), .require = TEXT("test -e ready"),
                      .rollback = TEXT("hit undo-two"), .on_failure = ROLLS_BACK);
static Step *const unready_back_steps[] = {&u1, &v2};
static const Runbook unready_back = RUNBOOK("unready-back", unready_back_steps);

static Step r1 = STEP("load", .number = 1, RUN("hit load"), .rollback = TEXT("hit unload"));
static Step r2 = STEP("look", .number = 2, RUN("hit look"));
static Step r3 = STEP("up", .number = 3, .kind = STEP_WAIT, .wait = TEXT("hit up"),
                      .interval = SECONDS("1s", 1), .business_check = YES);
static Step r4 = STEP("tune", .number = 4, RUN("hit tune; test -e mended"),
                      .rollback = TEXT("hit untune"), .on_failure = ROLLS_BACK);
static Step *const returning_steps[] = {&r1, &r2, &r3, &r4};
static const Runbook returning = RUNBOOK("returning", returning_steps);

static Step j1 = STEP("first-way", .number = 1, RUN("hit first-way; exit 3"),
                      .on_failure_go = TEXT("other-way"));
static Step j2 = STEP("between", .number = 2, RUN("hit between"));
static Step j3 = STEP("other-way", .number = 3, RUN("hit other-way"));
static Step *const jumping_steps[] = {&j1, &j2, &j3};
static const Runbook jumping = RUNBOOK("jumping", jumping_steps);

static Step doubtful = STEP("doubtful", .number = 1, RUN("hit doubtful; test -e mended"));
static Step *const doubtful_steps[] = {&doubtful};
static const Runbook mended = RUNBOOK("mended", doubtful_steps);

/* ---- calls ------------------------------------------------------------------------------- */

/* The innermost step calls the outermost runbook, which must not be followed. */
static const Runbook calling;
static Choice inner_way = {.answer = TEXT("last"), .go = TEXT("c")};
static Choice *const inner_choices[] = {&inner_way};
static Step i1 = STEP("a", .number = 1, .kind = STEP_DECIDE, .decide = TEXT("Where to?"),
                      .choices = {.items = inner_choices, .count = 1});
static Step i2 = STEP("b", .number = 2, RUN("hit inner-b"));
static Step i3 =
    STEP("c", .number = 3, RUN("hit \"inner-c $INNER\""), .rollback = TEXT("hit undo-c"));
static Step i4 = STEP("again", .number = 4, .kind = STEP_CALL,
                      .call = {.text = "calling", .target = &calling.entity});
static Step *const inner_steps[] = {&i1, &i2, &i3, &i4};
static EnvVariable inner_variable = {.name = TEXT("INNER"), .fallback = TEXT("by default")};
static EnvVariable *const inner_variables[] = {&inner_variable};
static const Runbook inner =
    RUNBOOK("inner", inner_steps, .needs = {.env = STEPS(inner_variables)});
static Step c1 =
    STEP("restore", .number = 1, .kind = STEP_CALL,
         .call = {.text = "inner", .target = &inner.entity}, .verify = TEXT("hit closing"));
static Step c2 = STEP("after", .number = 2, RUN("hit after"));
static Step *const calling_steps[] = {&c1, &c2};
static const Runbook calling = RUNBOOK("calling", calling_steps);

/* ---- tags: of a call's steps, those without are tagged as the call ----------------------- */

static Text tag_database = TEXT("database"), tag_network = TEXT("Net work");
static Text *const database_tags[] = {&tag_database};
static Text *const network_tags[] = {&tag_network};
static Text *const both_tags[] = {&tag_database, &tag_network};
static Step g1 = STEP("inner-a", .number = 1, RUN("hit inner-a"));
static Step g2 = STEP("inner-b", .number = 2, RUN("hit inner-b"), .tags = STEPS(network_tags));
static Step g3 = STEP("inner-c", .number = 3, RUN("hit inner-c"), .tags = AT_ONCE);
static Step *const tagged_inner_steps[] = {&g1, &g2, &g3};
static const Runbook tagged_inner = RUNBOOK("tagged-inner", tagged_inner_steps);
static Step h1 = STEP("plain", .number = 1, RUN("hit plain"));
static Step h2 = STEP("called", .number = 2, .kind = STEP_CALL, .tags = STEPS(database_tags),
                      .call = {.text = "tagged-inner", .target = &tagged_inner.entity},
                      .verify = TEXT("hit end"));
static Step h3 = STEP("both", .number = 3, RUN("hit both"), .tags = STEPS(both_tags));
static Step *const tagged_steps[] = {&h1, &h2, &h3};
static const Runbook tagged = RUNBOOK("tagged", tagged_steps);

/* ---- output ------------------------------------------------------------------------------ */

static EnvVariable second_secret = {.name = TEXT("TOKEN"), .secret = YES};
static EnvVariable *const secrets[] = {&hidden_name, &second_secret};
static Step p1 = STEP("tell", .number = 1,
                      RUN("echo \"it is <$PGPASSWORD>, $TOKEN\"; hit told; env | grep TOKEN >&2"),
                      .note = TEXT("s3cr3t-value stands here"));
static Step *const secretive_steps[] = {&p1};
static const Runbook secretive =
    RUNBOOK("secretive", secretive_steps, .needs = {.env = STEPS(secrets)});

static Step k1 = STEP("talk", .number = 1, RUN("echo \"it is <$PGPASSWORD>\"; sleep 60"));
static Step *const talking_steps[] = {&k1};
static const Runbook talking = RUNBOOK("talking", talking_steps, .needs = {.env = STEPS(secrets)});

static Step l1 = STEP("loud", .number = 1,
                      RUN("i=0; while [ $i -lt 30000 ]; do echo \"line $i of very many, all of "
                          "them of no use to anybody\"; i=$((i + 1)); done; hit loud"));
static Step l2 = STEP("service", .number = 2,
                      RUN("(trap '' HUP; echo started; exec sleep 60) & echo $! >service.pid\n"
                          "hit service"));
static Step *const loud_steps[] = {&l1, &l2};
static const Runbook loud = RUNBOOK("loud", loud_steps);

static Step q1 =
    STEP("login", .number = 1, RUN("test -t 1; printf 'Name> '; read -r name; hit \"$name\""),
         .interactive = YES);
static Step *const interactive_steps[] = {&q1};
static const Runbook interactive = RUNBOOK("interactive", interactive_steps);

static Step o1 = STEP("wordy", .number = 1, .takes = SECONDS("5m", 300),
                      RUN("echo 'a command that is longer than forty columns is never broken'"),
                      .note = TEXT("Whoever reads this on a small console wants whole words: "
                                   "Donaudampfschifffahrtsgesellschaftskapitaensmuetze stays in "
                                   "one piece, and so on."));
static Step *const wordy_steps[] = {&o1};
static const Runbook wordy = RUNBOOK("wordy", wordy_steps);

static Step z1 = STEP("raw", .number = 1, RUN("stty raw -echo; hit raw"));
static Step z2 = STEP("seen", .number = 2, RUN("hit seen"));
static Step *const raw_steps[] = {&z1, &z2};
static const Runbook raw = RUNBOOK("raw", raw_steps);

static Step x1 = STEP("slow", .number = 1, .takes = SECONDS("0s", 0), RUN("sleep 2"));
static Step x2 = STEP("quick", .number = 2, .takes = SECONDS("1h", 3600), RUN("hit quick"));
static Step *const overdue_steps[] = {&x1, &x2};
static const Runbook overdue = RUNBOOK("overdue", overdue_steps);

/* ---- two people -------------------------------------------------------------------------- */

static Text id_one = TEXT("one");
static Text *const after_one[] = {&id_one};
static Step n1 = STEP("one", .number = 1, RUN("hit one"));
static Step n2 = STEP("two", .number = 2, RUN("hit two"), .after = AFTER(after_one));
static Step n3 = STEP("three", .number = 3, RUN("hit three"), .after = AFTER(after_one));
static Step n4 = STEP("four", .number = 4, RUN("hit four"), .after = AT_ONCE);
static Step *const tied_steps[] = {&n1, &n2, &n3, &n4};
static const Runbook tied = RUNBOOK("tied", tied_steps);

const Runbook *const engine_samples[] = {
    &ten,     &deciding, &waiting, &late,      &retrying,     &guarded,     &rolling,
    &jumping, &mended,   &calling, &secretive, &loud,         &interactive, &tied,
    &talking, &named,    &tagged,  &unready,   &unready_back, &demanding,   &modest,
    &wiping,  &wordy,    &overdue, &returning, &raw,          NULL,
};
