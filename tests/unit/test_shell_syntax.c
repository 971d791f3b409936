#include "base/shell_syntax.h"

#include <check.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>

START_TEST(knows_plain_text)
{
    static const char *const plain[] = {
        "",
        "ls -l",
        "# why (not)\nls # it's",
        "a 'b (c' \"d \\` $e ${f} ${g:-h}\" >i 2>&1 <j\nX=1 k",
        "pg_restore -h \"$DB_HOST\" -d docs \"$BACKUP_FILE\"",
        "a | b &&\n  c || d; e & f",
        "echo \"Timestamp: $(date -u)\"",
        "a $(b | c \"$(d)\") ; e",
        "kubectl get pods -n x || true\ncurl -f https://a.b/c?d=e || echo \"Service unreachable\"",
        "find . -exec ls {} +",
        "a \\( b",
        "curl -f \\\n  -o x \\\n  https://a.b",
        "if a; then b; fi",
        "if ! a\nthen\n  b # c\nelif d && e; then f; else g; fi >h",
        "for i in a \"$b\" c; do\n  d \"$i\" || { e; f; }\ndone | g",
        "while a; do b; done; until c; do d & done",
        "(a; b) && ( c )",
        "{ a; }",
        "! a",
        "if a; then if b; then c; fi; fi",
        "a <<'E' | b \"$c\"\n$(\n'E\nE\nf",
        "if a <<E; then\nb $c\nE\nd; fi",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(plain); i++)
        ck_assert_msg(shell_syntax_is_plain(plain[i]), "%s", plain[i]);
}
END_TEST

START_TEST(is_wary_of_the_rest)
{
    static const char *const doubtful[] = {
        "f() { a; }",
        "a `b`",
        "a <<E\n$(\nE",
        "a <<E",
        "a <<E\nF",
        "a <<'E\nE",
        "a <<-E\nE",
        "a <<E <<F\nE\nF",
        "a <<E; for b in c; do\nE\nd; done",
        "a <<E; b 'c\nE\n'",
        "(a <<E)\nE",
        "a |",
        "a && ; b",
        "a 'b",
        "a \"b",
        "a $(b",
        "a ${b",
        "a ${}",
        "a $((1))",
        "a;; b",
        "| a",
        "; a",
        "a >",
        "a > # b",
        "case",
        "fi",
        "[[ a ]]",
        "a \\",
        "a)",
        "a |& b",
        "a $'b'",
        "a ${b'}",
        "a & & b",
        "a \"$(b\"",
        "a >> ; b",
        "if a; then fi",
        "if a; then b",
        "if a then b; fi",
        "if a; then b; else fi",
        "if a; then b; fi c",
        "i\\\nf a; then b; fi",
        "for i in a do b; done",
        "for i; do a; done",
        "for 1 in a; do b; done",
        "while a; do b; }",
        "do a; done",
        "( )",
        "(a) b",
        "((a))",
        "{ a }",
        "{ a; fi }",
        "! ! a",
        "! ",
        "a && fi",
        "case a in b) c;; esac",
        "done",
        "a | fi",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(doubtful); i++)
        ck_assert_msg(!shell_syntax_is_plain(doubtful[i]), "%s", doubtful[i]);
}
END_TEST

static void expect_fault(const char *text, size_t line)
{
    ShellFault fault = {0, NULL};
    ck_assert_msg(shell_syntax_check(text, &fault) == SHELL_FAULTY, "%s", text);
    ck_assert_ptr_nonnull(fault.message);
    ck_assert_msg(*fault.message != '\0' && strchr(fault.message, '\n') == NULL, "%s",
                  fault.message);
    ck_assert(!g_ascii_isupper(*fault.message));
    /* busybox names no line. */
    ck_assert_msg(fault.line == line || fault.line == 0, "%s: %zu", text, fault.line);
    g_free(fault.message);
}

START_TEST(finds_faults)
{
    expect_fault("a\nif b; then c\n", 3);
    expect_fault("a\nfi\n", 2);
    expect_fault("a )", 1);
    expect_fault("a && ; b", 1);
}
END_TEST

START_TEST(accepts_what_the_shell_accepts)
{
    static const char *const fine[] = {
        "if a; then b; fi",
        "for i in 1 2; do a \"$i\"; done",
        "f() { a; }; f",
        "case $x in a) b;; esac",
        "a <<E\n(\nE\n",
        "echo $((1 + 2))",
        "a `b`",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(fine); i++) {
        ShellFault fault = {0, NULL};
        ck_assert_msg(shell_syntax_check(fine[i], &fault) == SHELL_WELL_FORMED, "%s", fine[i]);
        ck_assert_ptr_null(fault.message);
    }
}
END_TEST

START_TEST(runs_nothing)
{
    g_setenv("ENV", "/dev/stdin", TRUE);
    g_autofree char *witness = g_strdup_printf("/tmp/redbinder-unit-%d-ran", g_random_int());
    g_autofree char *text = g_strdup_printf("if true; then : >%s; fi; x=$(: >%s)\n: `: >%s`\n",
                                            witness, witness, witness);
    ShellFault fault = {0, NULL};
    ck_assert_int_eq(shell_syntax_check(text, &fault), SHELL_WELL_FORMED);
    ck_assert(!g_file_test(witness, G_FILE_TEST_EXISTS));
}
END_TEST

/* What is called plain must be well-formed for the shell too: any text that it refuses must have
 * been doubtful. */
START_TEST(is_never_too_sure)
{
    static const char *const pieces[] = {
        "a",     " ",   " ",     "'",          "\"",     "$x",    "$(",      ")",     ";",
        "&",     "|",   ">",     "<",          "\n",     "#",     "${",      "}",     "\\",
        "{",     "!",   "if",    "b=",         "2",      "&&",    "||",      "fi",    ":-",
        "then ", "do ", "done",  "for x in a", "while ", "else ", "; then ", "; do ", "; done",
        "; fi",  "(",   "if a",  "\\\n",       "{ ",     "; }",   "\n",      " ",     "a",
        "! ",    "<<E", "\nE\n", "<<'E'\n"};
    unsigned seed = 7, plain = 0;
    for (size_t round = 0; round < 60000 && plain < 400; round++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (size_t i = 0; i < 2 + round % 12; i++) {
            seed = seed * 1103515245u + 12345u;
            g_string_append(text, pieces[(seed >> 16) % G_N_ELEMENTS(pieces)]);
        }
        if (!shell_syntax_is_plain(text->str))
            continue;
        plain++;
        /* What is in backticks is never plain: the shell is asked. */
        g_autofree char *asked = g_strdup_printf("`:`\n%s\n", text->str);
        ShellFault fault = {0, NULL};
        ck_assert_msg(shell_syntax_check(asked, &fault) == SHELL_WELL_FORMED, "[%s]: %s", text->str,
                      fault.message);
    }
    ck_assert_uint_ge(plain, 300);
}
END_TEST

START_TEST(bears_deep_nesting)
{
    static const char *const openers[] = {"$(", "\"$(", "${x:-", "`", "(", "$((", "{ ", "if "};
    for (size_t i = 0; i < G_N_ELEMENTS(openers); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        while (text->len < 64 * 1024)
            g_string_append(text, openers[i]);
        ShellFault fault = {0, NULL};
        ck_assert_int_ne(shell_syntax_check(text->str, &fault), SHELL_WELL_FORMED);
        g_free(fault.message);
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("shell_syntax");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, knows_plain_text);
    tcase_add_test(tests, is_wary_of_the_rest);
    tcase_add_test(tests, finds_faults);
    tcase_add_test(tests, accepts_what_the_shell_accepts);
    tcase_add_test(tests, runs_nothing);
    tcase_add_test(tests, is_never_too_sure);
    tcase_add_test(tests, bears_deep_nesting);
    Suite *suite = suite_create("shell_syntax");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
