#include "rules/shell_text.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* "cmd,arg;X=1+cmd2<file": commands by ';', words by ',', what else belongs to them behind '+'. */
static char *commands_of(const char *text)
{
    g_autoptr(ShellText) shell = shell_text_read(text);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < shell->commands->len; i++) {
        const ShellCommand *command = g_ptr_array_index(shell->commands, i);
        g_string_append(out, i == 0 ? "" : " ; ");
        for (guint j = 0; j < command->words->len; j++) {
            const ShellWord *word = g_ptr_array_index(command->words, j);
            g_string_append_printf(out, "%s%s", j == 0 ? "" : " , ", word->value);
        }
        for (guint j = 0; j < command->others->len; j++) {
            const ShellWord *word = g_ptr_array_index(command->others, j);
            const char *sign = word->role == SHELL_ASSIGNMENT ? "="
                               : word->role == SHELL_HERE     ? "<<"
                               : word->is_written             ? ">"
                                                              : "<";
            g_string_append_printf(out, " %s(%s)", sign, word->value);
        }
    }
    g_string_append(out, shell->is_whole ? "" : " BROKEN");
    return g_string_free(out, FALSE);
}

static void expect_commands(const char *text, const char *expected)
{
    g_autofree char *found = commands_of(text);
    ck_assert_msg(strcmp(found, expected) == 0, "%s\n  is read as  %s\n  and not     %s", text,
                  found, expected);
}

/* "X" quoted, "X!" bare, "X?" guarded, "$()" and "$(())"; with the text at its place. */
static char *expansions_of(const char *text)
{
    g_autoptr(ShellText) shell = shell_text_read(text);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < shell->expansions->len; i++) {
        const ShellExpansion *expansion = g_ptr_array_index(shell->expansions, i);
        ck_assert_uint_le(expansion->offset + expansion->length, strlen(text));
        ck_assert(text[expansion->offset] == '$' || text[expansion->offset] == '`');
        const char *name = expansion->kind == SHELL_OUTPUT   ? "$()"
                           : expansion->kind == SHELL_NUMBER ? "$(())"
                                                             : expansion->name;
        g_string_append_printf(out, "%s%s%s%s", i == 0 ? "" : " ", name,
                               expansion->is_quoted ? "" : "!", expansion->is_guarded ? "?" : "");
    }
    g_string_append(out, shell->is_whole ? "" : " BROKEN");
    return g_string_free(out, FALSE);
}

static void expect_expansions(const char *text, const char *expected)
{
    g_autofree char *found = expansions_of(text);
    ck_assert_msg(strcmp(found, expected) == 0, "%s\n  is read as  %s\n  and not     %s", text,
                  found, expected);
}

static char *names_of(const char *text)
{
    g_autoptr(ShellText) shell = shell_text_read(text);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < shell->definitions->len; i++) {
        const ShellDefinition *definition = g_ptr_array_index(shell->definitions, i);
        g_string_append_printf(out, "%s%s%s", i == 0 ? "" : " ", definition->name,
                               definition->is_function ? "()" : "");
    }
    return g_string_free(out, FALSE);
}

static void expect_names(const char *text, const char *expected)
{
    g_autofree char *found = names_of(text);
    ck_assert_msg(strcmp(found, expected) == 0, "%s\n  defines  %s\n  and not  %s", text, found,
                  expected);
}

static void expect_mark(const char *text, ShellExtra extra, const char *stretch)
{
    g_autoptr(ShellText) shell = shell_text_read(text);
    ck_assert_msg(shell->marks->len == 1, "%s: %u marks", text, shell->marks->len);
    const ShellMark *mark = &g_array_index(shell->marks, ShellMark, 0);
    ck_assert_msg(mark->extra == extra, "%s: %u", text, mark->extra);
    ck_assert_uint_eq(mark->length, strlen(stretch));
    ck_assert_msg(strncmp(text + mark->offset, stretch, mark->length) == 0, "%s", text);
}

START_TEST(reads_simple_commands)
{
    expect_commands("", "");
    expect_commands("  # nothing\n\n", "");
    expect_commands("ls", "ls");
    expect_commands("ls -l 'a b' \"c d\" e\\ f", "ls , -l , a b , c d , e f");
    expect_commands("a b; c d & e\nf|g && h || i", "a , b ; c , d ; e ; f ; g ; h ; i");
    expect_commands("a \\\n  b # c d", "a , b");
    expect_commands("a#b c", "a#b , c");
    expect_commands("a ''", "a , ");
    expect_commands("X=1 Y='2 3' a b", "a , b =(X=1) =(Y=2 3)");
    expect_commands("X=1; a X=2", " =(X=1) ; a , X=2");
    expect_commands("a 'it'\"'\"'s'", "a , it's");
    expect_commands("a \"x \\\" \\$ y\"", "a , x \" $ y");
}
END_TEST

START_TEST(reads_redirections)
{
    expect_commands("a >b 2>>c <d", "a >(b) >(c) <(d)");
    expect_commands("a >b c", "a , c >(b)");
    expect_commands("> b", " >(b)");
    expect_commands("a 2>&1 >&2 3<&-", "a <(1) <(2) <(-)");
    expect_commands("a2 >b", "a2 >(b)");
    expect_commands("a >|b <>c", "a >(b) >(c)");
    expect_commands("a >", "a >() BROKEN");
}
END_TEST

START_TEST(reads_here_documents)
{
    expect_commands("a <<E b\nx y\nE\nc\n", "a , b <<(x y\n) ; c");
    expect_commands("a <<-E\n\tx\n\tE\nc", "a <<(\tx\n) ; c");
    expect_commands("a <<'E F'\n$x\nE F\nc", "a <<($x\n) ; c");
    expect_commands("a <<A; b <<B\n1\nA\n2\nB\nc", "a <<(1\n) ; b <<(2\n) ; c");
    expect_commands("a <<E | b\nE\n", "a <<() ; b");
    expect_commands("a <<E\nx", "a <<(x)");
    expect_commands("a <<E", "a");
    expect_commands("a <<E\n\tE\nE\nb", "a <<(\tE\n) ; b");
    expect_commands("a <<E\n$(b c)\nE\nd", "a <<($(b c)\n) ; b , c ; d");
    expect_expansions("a <<E\n$X \\$Y `b`\nE\n$Z", "X $() Z!");
    expect_expansions("a <<\\E\n$X\nE\n", "");
}
END_TEST

START_TEST(reads_compound_commands)
{
    expect_commands("if a; then b; elif c; then d; else e; fi >f", "a ; b ; c ; d ; e ;  >(f)");
    expect_commands("while a\ndo b\ndone <f\nuntil c; do d; done", "a ; b ;  <(f) ; c ; d");
    expect_commands("for x in 1 2; do a; done; for x; do b; done", "a ; b");
    expect_commands("for x\nin 1\ndo a\ndone", "a");
    expect_commands("{ a; }; (b; c) | d; ! e", "a ; b ; c ; d ; e");
    expect_commands("case $x in a|b) c;; (d) e;; *) f; esac; g", "c ; e ; f ; g");
    expect_commands("case x in\na)\n case y in z) b;; esac\n;;\nc) d\nesac", "b ; d");
    expect_commands("case x in esac; a", "a");
    expect_commands("a $(case x in y) b;; esac) c", "a , $(case x in y) b;; esac) , c ; b");
    expect_commands("f() { a \"$1\"; }; f x", "a , $1 ; f , x");
    expect_commands("echo if then { } done", "echo , if , then , { , } , done");
}
END_TEST

START_TEST(reads_expansions)
{
    expect_expansions("a $X \"$Y\" '$Z' ${W} \"${V}x\" \\$U", "X! Y W! V");
    expect_expansions("a $1 $@ \"$#\" $? $$ ${10} $12", "1! @! # ?! $! 10! 1!");
    expect_expansions("a ${X:-$Y} \"${Z:?no $W}\" ${#V} ${U%.*} ${T##*/}", "X!? Y! Z? W V! U! T!");
    expect_expansions("a $(b $X \"$Y\") \"$(c $Z)\" `d $W`", "$()! X! Y $() Z! $()! W!");
    expect_expansions("a $((X + $Y)) \"$((1))\"", "$(())! Y $(())");
    expect_expansions("a $(((1) + 2)) $X", "$(())! X!");
    expect_expansions("a \"$(b \"$(c \"$X\")\")\"", "$() $() X");
    expect_expansions("a $ \"$\" $% b$", "");
    expect_expansions("a \"${X:-\"}\"}\" $Y", "X? Y!");
    expect_expansions("a ${X:-'}'} $Y", "X!? Y!");
    expect_expansions("X=$Y $Z", "Y! Z!");
    expect_commands("a $(b c; d) `e f`", "a , $(b c; d) , `e f` ; b , c ; d ; e , f");
}
END_TEST

START_TEST(tells_where_an_expansion_stands)
{
    static const struct {
        const char *text;
        ShellRole role;
    } cases[] = {
        {"$X", SHELL_COMMAND},
        {"a $X", SHELL_ARGUMENT},
        {"Y=$X", SHELL_ASSIGNMENT},
        {"a >$X", SHELL_TARGET},
        {"for y in $X; do a; done", SHELL_LIST},
        {"case $X in a) b;; esac", SHELL_SUBJECT},
        {"case a in $X) b;; esac", SHELL_PATTERN},
        {"[[ $X = a ]]", SHELL_TEST},
        {"a <<E\n$X\nE", SHELL_HERE},
        {"Y=(a $X)", SHELL_LIST},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(ShellText) shell = shell_text_read(cases[i].text);
        ck_assert_uint_eq(shell->expansions->len, 1);
        const ShellExpansion *expansion = g_ptr_array_index(shell->expansions, 0);
        ck_assert_msg(expansion->role == cases[i].role, "%s: %u", cases[i].text, expansion->role);
    }
    g_autoptr(ShellText) nested = shell_text_read("a $(b $X) $Y");
    const ShellExpansion *inner = g_ptr_array_index(nested->expansions, 1);
    const ShellExpansion *outer = g_ptr_array_index(nested->expansions, 2);
    ck_assert_str_eq(shell_command_name(inner->command), "b");
    ck_assert_str_eq(shell_command_name(outer->command), "a");
}
END_TEST

START_TEST(tells_where_a_word_stands)
{
    const char *text = "dd if=\"$A\" of='/dev/sda'\nrm x\n";
    g_autoptr(ShellText) shell = shell_text_read(text);
    const ShellCommand *dd = g_ptr_array_index(shell->commands, 0);
    const ShellWord *from = g_ptr_array_index(dd->words, 1);
    const ShellWord *to = g_ptr_array_index(dd->words, 2);
    ck_assert(!from->is_fixed && from->is_quoted);
    ck_assert(to->is_fixed && to->is_quoted);
    ck_assert_str_eq(to->value, "of=/dev/sda");
    ck_assert_uint_eq(to->offset, (size_t)(strstr(text, "of=") - text));
    ck_assert_uint_eq(to->length, strlen("of='/dev/sda'"));
    g_autoptr(ShellText) test = shell_text_read("[ a ]");
    ck_assert_str_eq(shell_command_name(g_ptr_array_index(test->commands, 0)), "[");
    g_autoptr(ShellText) patterns = shell_text_read("a *.x '*' ~/b b? [c]");
    const ShellCommand *a = g_ptr_array_index(patterns->commands, 0);
    static const bool fixed[] = {true, false, true, false, false, false};
    for (guint i = 0; i < a->words->len; i++)
        ck_assert(((const ShellWord *)g_ptr_array_index(a->words, i))->is_fixed == fixed[i]);
}
END_TEST

START_TEST(finds_what_is_defined)
{
    expect_names("X=1 a; Y=2", "X Y");
    expect_names("for i in 1; do a; done; read -r b c; getopts ab: o", "i b c o");
    expect_names("export X=1 Y; readonly Z=2", "X Z");
    expect_names("f() { local v w=1; }; a $(W=3)", "f() v w W");
    expect_names(": \"${X:=1}\" ${Y=2}", "X Y");
    expect_names("printf -v X %s a; echo X=1", "X");
    expect_names("function g { a; }; x[1]=2; y+=z", "g() x y");
    g_autoptr(ShellText) shell = shell_text_read("X=1; f() { a; }; . ./b");
    ck_assert_ptr_nonnull(shell_text_find(shell, "X", false));
    ck_assert_ptr_null(shell_text_find(shell, "X", true));
    ck_assert_ptr_nonnull(shell_text_find(shell, "f", true));
    ck_assert(shell->is_open && shell->has_arguments);
}
END_TEST

START_TEST(marks_what_is_not_of_posix)
{
    expect_mark("[[ a = b && ( c < d ) ]]", SHELL_DOUBLE_BRACKET, "[[");
    expect_mark("(( x++ )); a", SHELL_ARITHMETIC, "((");
    expect_mark("x=(a b)", SHELL_ARRAY, "x=(");
    expect_mark("x[1]=b", SHELL_ARRAY, "x[");
    expect_mark("a \"${x[@]}\"", SHELL_ARRAY, "${x");
    expect_mark("a <(b)", SHELL_PROCESS, "<(");
    expect_mark("function f { a; }", SHELL_FUNCTION_WORD, "function");
    expect_mark("a <<<b", SHELL_HERE_STRING, "<<<");
    expect_mark("a &>b", SHELL_BOTH_REDIRECTED, "&>");
    expect_mark("a >& b", SHELL_BOTH_REDIRECTED, ">&");
    expect_mark("a |& b", SHELL_BOTH_REDIRECTED, "|&");
    expect_mark("a $'b\\'c' d", SHELL_ANSI_QUOTE, "$'");
    expect_mark("case x in a) b;;& esac", SHELL_FALL_THROUGH, ";;&");
    expect_mark("a ${x/b/c}", SHELL_EDITED_EXPANSION, "${x");
    expect_mark("a ${x:1}", SHELL_EDITED_EXPANSION, "${x");
    expect_mark("a ${!x}", SHELL_EDITED_EXPANSION, "${!x");
    expect_mark("a {1..9}", SHELL_BRACES, "{1..9}");
    expect_mark("a x{b,c}y", SHELL_BRACES, "{b,c}");
    expect_mark("x+=a", SHELL_APPENDED, "x+=");
    expect_mark("select x in a; do b; done", SHELL_SELECT, "select");
}
END_TEST

START_TEST(leaves_posix_unmarked)
{
    static const char *const plain[] = {
        "[ a = b ] && a '{1..9}' {a} {} \"$'x'\" 'x=(a)' ${x#a} ${#x} $(( (1) ))",
        "(a; (b)); a >&2 2>&1 <&3; a <<E\n<(b) [[ ]]\nE\n",
        "find . -exec rm {} +\nawk '{ print $1, $2 }'\necho function select",
        "kubectl get pods -o jsonpath='{.items[0]}'; curl -d '{\"a\":1,\"b\":2}' x",
        "echo $((1+(2)))",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(plain); i++) {
        g_autoptr(ShellText) shell = shell_text_read(plain[i]);
        ck_assert_msg(shell->marks->len == 0, "%s", plain[i]);
        ck_assert_msg(shell->is_whole, "%s", plain[i]);
    }
}
END_TEST

START_TEST(notices_what_is_not_closed)
{
    static const char *const broken[] = {
        "a 'b",         "a \"b", "a $(b", "a `b",           "a ${b", "a $((1)",       "(a",
        "a)",           "[[ a",  "((1)",  "case x in",      "x=(a",  "a $'b",         "a \"$(b\"",
        "if a; then b", "{ a",   "a; }",  "case x in a) b", "a (b)", "while a; do b", "a ${}",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(broken); i++) {
        g_autoptr(ShellText) shell = shell_text_read(broken[i]);
        ck_assert_msg(!shell->is_whole, "%s", broken[i]);
    }
}
END_TEST

START_TEST(tells_what_is_not_closed)
{
    static const char *const texts[] = {"a b \"c\nd\n", "a b 'c", "a b `c", "a \"$(b 'c\""};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(ShellText) shell = shell_text_read(texts[i]);
        ck_assert_uint_eq(shell->unclosed, strcspn(texts[i], i == 3 ? "'" : "\"'`"));
    }
    g_autoptr(ShellText) whole = shell_text_read("a 'b'");
    ck_assert(whole->unclosed == SIZE_MAX);
}
END_TEST

static void read_to_the_end(const char *text)
{
    g_autoptr(ShellText) shell = shell_text_read(text);
    for (guint i = 0; i < shell->words->len; i++) {
        const ShellWord *word = g_ptr_array_index(shell->words, i);
        ck_assert_uint_le(word->offset + word->length, strlen(text));
    }
}

START_TEST(bears_garbage)
{
    static const char signs[] = "$`'\"(){}[]<>&|;#\\ \nax=!~*-1";
    unsigned seed = 1;
    for (size_t round = 0; round < 20000; round++) {
        char text[48];
        size_t length = round % (sizeof text - 1);
        for (size_t i = 0; i < length; i++) {
            seed = seed * 1103515245u + 12345u;
            text[i] = signs[(seed >> 16) % (sizeof signs - 1)];
        }
        text[length] = '\0';
        read_to_the_end(text);
    }
}
END_TEST

START_TEST(bears_deep_nesting)
{
    static const char *const openers[] = {
        "$(",  "\"$(",          "${x:-",     "`",   "(",  "((", "$((", "<(", "{ ",
        "if ", "case x in a) ", "a <<E\n$(", "x=(", "\\", "$'", "[[ ", "{"};
    for (size_t i = 0; i < G_N_ELEMENTS(openers); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        while (text->len < 64 * 1024)
            g_string_append(text, openers[i]);
        read_to_the_end(text->str);
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("shell_text");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, reads_simple_commands);
    tcase_add_test(tests, reads_redirections);
    tcase_add_test(tests, reads_here_documents);
    tcase_add_test(tests, reads_compound_commands);
    tcase_add_test(tests, reads_expansions);
    tcase_add_test(tests, tells_where_an_expansion_stands);
    tcase_add_test(tests, tells_where_a_word_stands);
    tcase_add_test(tests, finds_what_is_defined);
    tcase_add_test(tests, marks_what_is_not_of_posix);
    tcase_add_test(tests, leaves_posix_unmarked);
    tcase_add_test(tests, notices_what_is_not_closed);
    tcase_add_test(tests, tells_what_is_not_closed);
    tcase_add_test(tests, bears_garbage);
    tcase_add_test(tests, bears_deep_nesting);
    Suite *suite = suite_create("shell_text");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
