#include "script/script.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/runbook.h"
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
                  "        rb_kind='run'\n        rb_takes='10 min'\n"
                  "        rb_irreversible='it cannot be undone'\n"
                  "        rb_run='echo \"'\\$'HOME\"\n'\n"
                  "        rb_verify='\x1b'\n        rb_verify_shown='<U+001B>'\n        ;;\n");
}
END_TEST

/* A plan that could not be read well must not make a script that does more. */
START_TEST(doubt_is_on_the_safe_side)
{
    g_autoptr(GString) script = written(&runbook, "");
    holds(script, "    2)\n        rb_id='two'\n        rb_step_title='two'\n"
                  "        rb_kind='manual'\n        rb_takes='1 h 30 min'\n"
                  "        rb_limit_words='soon'\n        rb_confirm='yes'\n        ;;\n");
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
                  "    need variable 'DB_HOST' '' \\$'(id)'\n    need nonsense 'A=1;id'\n"
                  "    need nonsense 'rb_id'\n    need secret 'KEY' ''\n}\n");
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
    tcase_add_test(writing, estimates_and_finds);
    suite_add_tcase(suite, writing);
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
