#include "script/script.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/runbook.h"
#include "script/callers.h"
#include "script/flat.h"
#include "script/shown.h"

/* ---- shell_quote ------------------------------------------------------------------------- */

static void quotes_to(const char *text, const char *expected)
{
    g_autoptr(GString) out = g_string_new(NULL);
    shell_quote(out, text);
    ck_assert_str_eq(out->str, expected);
}

START_TEST(quotes_what_a_shell_would_read)
{
    quotes_to("", "''");
    quotes_to("plain", "'plain'");
    quotes_to("it's", "'it'\\''s'");
    quotes_to("$HOME `x` \\", "\\$'HOME '\\`'x'\\`' '\\\\");
    quotes_to("two\nlines", "'two\nlines'");
    quotes_to("a \u2019 b", "'a '\"\u2019\"' b'");
}
END_TEST

static const char *const shells[] = {"dash", "bash", "bash --posix", "busybox sh"};

static const char *const hostile[] = {
    "",         "'",         "''",     "\\",       "\\'",          "'\\''", "$(id)",
    "`id`",     "${x}",      "$'\\n'", "a\nb\n\n", "\n",           "\\\n",  "*",
    "~",        "!!",        "#",      "-n",       "%s%n",         "\t",    " ",
    "\"",       "; exit 1;", "esac",   "<<EOF",    "\u2018\u2019", "\xe2",  "\xe2\x80",
    "\xff\xfe", "\x1b[31m",  "\x7f",   "\x01",     "a\\\nb'\\\n'",
};

/* Every byte but NUL, followed by each of the characters that are quoted apart. */
static void add_all_bytes(GPtrArray *texts)
{
    const char apart[] = "'$`\\\n";
    for (size_t i = 0; i < sizeof apart; i++) {
        GString *text = g_string_new(NULL);
        for (int byte = 1; byte < 256; byte++) {
            g_string_append_c(text, (char)byte);
            if (apart[i] != '\0')
                g_string_append_c(text, apart[i]);
        }
        g_ptr_array_add(texts, g_string_free(text, FALSE));
    }
}

/* Texts of the characters that matter, by a small generator with a fixed seed. */
static void add_random(GPtrArray *texts)
{
    static const char letters[] = "'\"$`\\\n(){}aZ0 -*\xe2\x80\x99";
    unsigned state = 12345;
    for (int i = 0; i < 400; i++) {
        char text[24];
        size_t length = 0;
        for (; length < sizeof text - 1; length++) {
            state = state * 1103515245u + 12345u;
            text[length] = letters[(state >> 16) % (sizeof letters - 1)];
        }
        text[length] = '\0';
        g_ptr_array_add(texts, g_strdup(text));
    }
}

static GPtrArray *all_texts(void)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < G_N_ELEMENTS(hostile); i++)
        g_ptr_array_add(texts, g_strdup(hostile[i]));
    add_all_bytes(texts);
    add_random(texts);
    return texts;
}

/* What SHELL prints when it runs the file at PATH. */
static GString *output_of(const char *shell, const char *path)
{
    g_autofree char *command = g_strdup_printf("%s %s", shell, path);
    FILE *pipe = popen(command, "r");
    ck_assert_ptr_nonnull(pipe);
    GString *output = g_string_new(NULL);
    char block[4096];
    for (size_t n; (n = fread(block, 1, sizeof block, pipe)) > 0;)
        g_string_append_len(output, block, (gssize)n);
    ck_assert_int_eq(pclose(pipe), 0);
    return output;
}

START_TEST(every_shell_reads_it_back)
{
    const char *shell = shells[_i];
    g_autoptr(GPtrArray) texts = all_texts();
    g_autoptr(GString) script = g_string_new(NULL);
    g_autoptr(GString) expected = g_string_new(NULL);
    for (guint i = 0; i < texts->len; i++) {
        const char *text = g_ptr_array_index(texts, i);
        g_string_append(script, "printf '%s<%u>\\n' ");
        shell_quote(script, text);
        g_string_append_printf(script, " %u\n", i);
        g_string_append_printf(expected, "%s<%u>\n", text, i);
    }
    char path[] = "/tmp/redbinder-quote-XXXXXX";
    int file = mkstemp(path);
    ck_assert_int_ge(file, 0);
    ck_assert_int_eq(write(file, script->str, script->len), (ssize_t)script->len);
    close(file);
    g_autoptr(GString) output = output_of(shell, path);
    unlink(path);
    ck_assert_uint_eq(output->len, expected->len);
    ck_assert_mem_eq(output->str, expected->str, expected->len);
}
END_TEST

/* ---- shown_text -------------------------------------------------------------------------- */

START_TEST(shows_what_could_steer_a_terminal)
{
    g_autoptr(GString) out = g_string_new(NULL);
    shown_text(out, "a\tb\n\x1b[2J\r\u202e \u0639 \xff\n\n");
    ck_assert_str_eq(out->str, "a\tb\n<U+001B>[2J<U+000D><U+202E> \u0639 <FF>");
    g_string_truncate(out, 0);
    shown_line(out, "a\tb\nc\n");
    ck_assert_str_eq(out->str, "a b c");
    ck_assert(shown_is_plain("a\tb\nça"));
    ck_assert(!shown_is_plain("\x1b"));
    ck_assert(!shown_is_plain("\xc3"));
    ck_assert(!shown_is_plain("\u2066"));
}
END_TEST

/* ---- script_write ------------------------------------------------------------------------ */

static const ScriptOrigin origin = {.generator = "redbinder 9", .as_of = "2026-06-30"};

static Step step_one = {
    .entity = {.kind = ENTITY_STEP, .id = {.text = "one"}, .name = {.text = "Say \"it's\""}},
    .number = 1,
    .kind = STEP_RUN,
    .run = {.text = "echo \"$HOME\"\n"},
    .takes = {.text = "10m", .known = true, .value = {.seconds = 600}},
    .verify = {.text = "\x1b"},
    .irreversible = {.text = ""},
};
static Step step_two = {
    .entity = {.kind = ENTITY_STEP, .id = {.text = "two"}},
    .number = 2,
    .kind = STEP_RUN,
    .takes = {.text = "90m", .known = true, .value = {.seconds = 5400}},
    .timeout = {.text = "soon"},
    .confirm = {.text = "maybe"},
    .on_failure = {.text = "perhaps", .index = -1},
};
static Step *const steps[] = {&step_one, &step_two};
static const Runbook runbook = {
    .entity = {.kind = ENTITY_RUNBOOK, .id = {.text = "a/b"}, .name = {.text = "Two\nlines"}},
    .hash = "0123456789abcdef",
    .steps = {.items = steps, .count = 2},
};

static GString *written(const Runbook *from, const char *engine)
{
    GString *out = g_string_new(NULL);
    script_write(from, &origin, engine, out);
    return out;
}

static void holds(const GString *script, const char *part)
{
    ck_assert_msg(strstr(script->str, part) != NULL, "not in the script: %s", part);
}

START_TEST(writes_head_data_and_engine)
{
    g_autoptr(GString) script = written(&runbook, "ENGINE\n");
    ck_assert(g_str_has_prefix(script->str, "#!/bin/sh\n# Runbook: Two lines\n# Plan: plan\n"
                                            "# SHA-256 of its source: 0123456789abcdef\n"
                                            "# As of: 2026-06-30\n# Made by: redbinder 9\n"));
    holds(script, "\nrb_name='plan-a_b'\n");
    holds(script, "\nrb_title='Two lines'\n");
    holds(script, "\nrb_short_hash='0123456789ab'\n");
    holds(script, "\nrb_estimate='1 h 40 min'\n");
    holds(script, "\nrb_count=2\n");
    ck_assert(g_str_has_suffix(script->str, "    esac\n}\n\nENGINE\n"));
}
END_TEST

START_TEST(writes_steps)
{
    g_autoptr(GString) script = written(&runbook, "");
    holds(script, "    1)\n        rb_id='one'\n        rb_step_title='Say \"it'\\''s\"'\n"
                  "        rb_kind='run'\n        rb_file='01-one'\n        rb_takes='10 min'\n"
                  "        rb_planned=600\n"
                  "        rb_irreversible='it cannot be undone'\n"
                  "        rb_run='echo \"'\\$'HOME\"\n'\n"
                  "        rb_verify='\x1b'\n        rb_verify_shown='<U+001B>'\n        ;;\n");
}
END_TEST

/* A plan that could not be read well must not make a script that does more. */
START_TEST(doubt_is_on_the_safe_side)
{
    g_autoptr(GString) script = written(&runbook, "");
    holds(script,
          "    2)\n        rb_id='two'\n        rb_step_title='two'\n"
          "        rb_kind='manual'\n        rb_file='02-two'\n"
          "        rb_takes='1 h 30 min'\n        rb_planned=5400\n        rb_confirm='yes'\n"
          "        rb_limit_words='soon'\n        ;;\n");
}
END_TEST

START_TEST(variables_are_names_or_nonsense)
{
    static EnvVariable good = {.name = {.text = "DB_HOST"}, .fallback = {.text = "$(id)"}};
    static EnvVariable bad = {.name = {.text = "A=1;id"}};
    static EnvVariable ours = {.name = {.text = "rb_id"}};
    static EnvVariable doubtful = {.name = {.text = "KEY"}, .secret = {.text = "ja"}};
    static EnvVariable *const variables[] = {&good, &bad, &ours, &doubtful};
    const Runbook needy = {.needs.env = {.items = variables, .count = 4}};
    g_autoptr(GString) script = written(&needy, "");
    holds(script, "needs() {\n    need clock\n"
                  "    need variable 'DB_HOST' '' '' \\$'(id)'\n    need nonsense 'A=1;id'\n"
                  "    need nonsense 'rb_id'\n    need secret 'KEY' '' ''\n}\n");
}
END_TEST

START_TEST(is_sealed_with_its_digest)
{
    g_autoptr(GString) script = written(&runbook, "rb_self=of the engine\n");
    holds(script, "\nrb_self=\nrb_name=");
    gsize open = script->len;
    script_seal(script, "0123abcd");
    holds(script, "\nrb_self=0123abcd\nrb_name=");
    ck_assert_uint_eq(script->len, open + 8);
}
END_TEST

/* What has to be typed holds the values of variables that are declared and no secrets; all else
 * is as it was written. */
START_TEST(target_expands_declared_variables)
{
    static EnvVariable name = {.name = {.text = "DB"}};
    static EnvVariable key = {.name = {.text = "KEY"}, .secret = {.text = "true"}};
    static EnvVariable *const variables[] = {&name, &key};
    Step step = {.number = 1, .target = {.text = "a $DB ${DB}s $DBS $KEY ${DB:-x} $(id) $"}};
    Step *const one[] = {&step};
    const Runbook from = {.steps = {.items = one, .count = 1},
                          .needs.env = {.items = variables, .count = 2}};
    g_autoptr(GString) script = written(&from, "");
    holds(script, "rb_target='a '\"${DB-}\"' '\"${DB-}\"'s '\\$'DBS '\\$'KEY '\\$'{DB:-x} "
                  "'\\$'(id) '\\$\n");
}
END_TEST

START_TEST(says_whom_to_call)
{
    Person ana = {.entity = {.kind = ENTITY_PERSON, .name = {.text = "Ana\tX"}},
                  .phone2 = {.text = "+351 1"}};
    Ref holder = {.text = "ana", .target = &ana.entity};
    Ref *const holders[] = {&holder};
    Role role = {.entity = {.kind = ENTITY_ROLE, .name = {.text = "Lead"}},
                 .holders = {.items = holders, .count = 1},
                 .declares = {.text = "true", .known = true, .value = true}};
    Role *const roles[] = {&role};
    EscalationLevel level = {.who = {.text = "lead", .target = &role.entity},
                             .after = {.text = "1h", .known = true, .value = {.seconds = 3600}}};
    EscalationLevel *const levels[] = {&level};
    Plan plan = {.roles = {.items = roles, .count = 1}, .owner = {.target = &ana.entity}};
    g_autoptr(GString) out = g_string_new(NULL);
    callers(&plan, out);
    ck_assert_str_eq(out->str, "0\tLead, Ana X\t+351 1\n");
    plan.escalation.items = levels, plan.escalation.count = 1;
    g_string_truncate(out, 0);
    callers(&plan, out);
    ck_assert_str_eq(out->str, "3600\tLead, Ana X\t+351 1\n");
    callers(NULL, out);
}
END_TEST

/* ---- flat_new ---------------------------------------------------------------------------- */

static const FlatStep *flat_step(const FlatRunbook *flat, guint number)
{
    ck_assert_uint_le(number, flat->steps->len);
    return g_ptr_array_index(flat->steps, number - 1);
}

static void is_labelled(const FlatRunbook *flat, guint number, const char *label)
{
    ck_assert_str_eq(flat_step(flat, number)->label, label);
}

#define ID(text_of_id) .entity = {.kind = ENTITY_STEP, .id = {.text = (text_of_id)}}

START_TEST(calls_are_followed)
{
    Choice go = {.answer = {.text = "on"}, .go = {.text = "b"}};
    Choice back = {.answer = {.text = "back"}, .go = {.text = "a"}};
    Choice *const choices[] = {&go, &back};
    Step a = {ID("a"), .number = 1, .kind = STEP_DECIDE, .choices = {choices, 2, {0}}};
    Step b = {ID("b"), .number = 2, .on_failure_go = {.text = "nowhere"}};
    Step *const inner_steps[] = {&a, &b};
    Runbook inner = {.entity = {.kind = ENTITY_RUNBOOK}, .steps = {inner_steps, 2, {0}}};
    Step first = {ID("first"), .number = 1, .on_failure_go = {.text = "last"}};
    Step call = {ID("call"),
                 .number = 2,
                 .kind = STEP_CALL,
                 .call = {.target = &inner.entity},
                 .verify = {.text = "true"},
                 .on_failure = {.text = "continue", .index = ON_FAILURE_CONTINUE}};
    Step last = {ID("last"), .number = 3};
    Step *const outer_steps[] = {&first, &call, &last};
    Runbook outer = {.entity = {.kind = ENTITY_RUNBOOK}, .steps = {outer_steps, 3, {0}}};
    g_autoptr(FlatRunbook) flat = flat_new(&outer);
    const char *const labels[] = {"first", "call", "call/a", "call/b", "call/end", "last"};
    ck_assert_uint_eq(flat->steps->len, G_N_ELEMENTS(labels));
    for (guint i = 0; i < G_N_ELEMENTS(labels); i++)
        is_labelled(flat, i + 1, labels[i]);
    ck_assert_uint_eq(flat_step(flat, 1)->failure_go, 6);
    ck_assert_uint_eq(flat_step(flat, 2)->last, 5);
    ck_assert_uint_eq(flat_step(flat, 3)->ways[0], 4);
    ck_assert_uint_eq(flat_step(flat, 3)->ways[1], FLAT_STOP);
    ck_assert_uint_eq(flat_step(flat, 4)->failure_go, 0);
    ck_assert_int_eq(flat_step(flat, 4)->on_failure, ON_FAILURE_CONTINUE);
    ck_assert(flat_step(flat, 5)->closes);
    ck_assert_uint_eq(flat->called->len, 1);
}
END_TEST

/* Two runbooks that call each other twice: a cycle, and without its end a tree without one. */
START_TEST(cycles_are_not_followed)
{
    Runbook one = {.entity = {.kind = ENTITY_RUNBOOK}};
    Runbook two = {.entity = {.kind = ENTITY_RUNBOOK}};
    Step to_two = {ID("x"), .number = 1, .kind = STEP_CALL, .call = {.target = &two.entity}};
    Step again = {ID("x"), .number = 2, .kind = STEP_CALL, .call = {.target = &two.entity}};
    Step to_one = {ID("y"), .number = 1, .kind = STEP_CALL, .call = {.target = &one.entity}};
    Step *const steps_one[] = {&to_two, &again};
    Step *const steps_two[] = {&to_one};
    one.steps.items = steps_one, one.steps.count = 2;
    two.steps.items = steps_two, two.steps.count = 1;
    g_autoptr(FlatRunbook) flat = flat_new(&one);
    const char *const labels[] = {"x", "x/y", "x~2", "x~2/y"};
    ck_assert_uint_eq(flat->steps->len, G_N_ELEMENTS(labels));
    for (guint i = 0; i < G_N_ELEMENTS(labels); i++)
        is_labelled(flat, i + 1, labels[i]);
    ck_assert_uint_eq(flat_step(flat, 2)->last, 0);
    ck_assert_uint_eq(flat->called->len, 1);
}
END_TEST

/* Each calls the next one twice: 2^20 steps, were there no end. */
START_TEST(calls_end_somewhere)
{
    enum { LEVELS = 20 };
    static Runbook runbooks[LEVELS + 1];
    static Step calls[LEVELS][2];
    static Step *lists[LEVELS][2];
    for (size_t i = 0; i < LEVELS; i++) {
        for (size_t j = 0; j < 2; j++) {
            calls[i][j] = (Step){ID(j == 0 ? "l" : "r"), .number = j + 1, .kind = STEP_CALL,
                                 .call = {.target = &runbooks[i + 1].entity}};
            lists[i][j] = &calls[i][j];
        }
        runbooks[i] =
            (Runbook){.entity = {.kind = ENTITY_RUNBOOK}, .steps = {.items = lists[i], .count = 2}};
    }
    runbooks[LEVELS] = (Runbook){.entity = {.kind = ENTITY_RUNBOOK}};
    g_autoptr(FlatRunbook) flat = flat_new(&runbooks[0]);
    ck_assert_uint_le(flat->steps->len, FLAT_MAX_STEPS + LEVELS); /* calls not followed */
}
END_TEST

START_TEST(waits_are_told_through_calls)
{
    static const Source source;
    static const Span written_down = {.source = &source};
    Step inner_step = {ID("i"), .number = 1};
    Step *const inner_steps[] = {&inner_step};
    Runbook inner = {.entity = {.kind = ENTITY_RUNBOOK}, .steps = {inner_steps, 1, {0}}};
    Text call_id = {.text = "call"};
    Text *const after[] = {&call_id};
    Step first = {ID("first"), .number = 1};
    Step call = {ID("call"), .number = 2, .kind = STEP_CALL, .call = {.target = &inner.entity},
                 .after = {.span = written_down}};
    Step last = {ID("last"), .number = 3, .after = {after, 1, written_down}};
    Step *const outer_steps[] = {&first, &call, &last};
    Runbook outer = {.entity = {.kind = ENTITY_RUNBOOK}, .steps = {outer_steps, 3, {0}}};
    g_autoptr(FlatRunbook) flat = flat_new(&outer);
    ck_assert(!flat_step(flat, 1)->is_tied);
    ck_assert(flat_step(flat, 2)->is_tied);
    ck_assert_uint_eq(flat_step(flat, 2)->after->len, 0);
    ck_assert(flat_step(flat, 3)->is_tied); /* as the call, it waits for nothing */
    ck_assert_uint_eq(flat_step(flat, 4)->after->len, 2);
    ck_assert_uint_eq(g_array_index(flat_step(flat, 4)->after, size_t, 1), 3);
}
END_TEST

/* ---- The runbook itself ------------------------------------------------------------------ */

START_TEST(estimates_and_finds)
{
    ck_assert_int_eq(runbook_estimate(&runbook).seconds, 6000);
    ck_assert_ptr_eq(runbook_find_step(&runbook, "two"), &step_two);
    ck_assert_ptr_null(runbook_find_step(&runbook, "three"));
}
END_TEST

static Suite *script_suite(void)
{
    Suite *suite = suite_create("script");
    TCase *quoting = tcase_create("quoting");
    tcase_set_timeout(quoting, 60);
    tcase_add_test(quoting, quotes_what_a_shell_would_read);
    tcase_add_loop_test(quoting, every_shell_reads_it_back, 0, (int)G_N_ELEMENTS(shells));
    tcase_add_test(quoting, shows_what_could_steer_a_terminal);
    suite_add_tcase(suite, quoting);
    TCase *writing = tcase_create("writing");
    tcase_add_test(writing, writes_head_data_and_engine);
    tcase_add_test(writing, writes_steps);
    tcase_add_test(writing, doubt_is_on_the_safe_side);
    tcase_add_test(writing, variables_are_names_or_nonsense);
    tcase_add_test(writing, is_sealed_with_its_digest);
    tcase_add_test(writing, target_expands_declared_variables);
    tcase_add_test(writing, says_whom_to_call);
    tcase_add_test(writing, estimates_and_finds);
    suite_add_tcase(suite, writing);
    TCase *calling = tcase_create("calling");
    tcase_add_test(calling, calls_are_followed);
    tcase_add_test(calling, cycles_are_not_followed);
    tcase_add_test(calling, calls_end_somewhere);
    tcase_add_test(calling, waits_are_told_through_calls);
    suite_add_tcase(suite, calling);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(script_suite());
    srunner_run_all(runner, CK_ENV);
    int failures = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
