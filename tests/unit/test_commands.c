#include "rules/commands.h"

#include "rules/command_file.h"
#include "rules/destruction.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* "sudo > rm": what is called in TEXT, one behind the other; '@' before what runs elsewhere. */
static char *chain_of(const char *text)
{
    g_autoptr(ShellText) shell = shell_text_read(text);
    GString *out = g_string_new(NULL);
    Call call;
    if (!call_start(g_ptr_array_index(shell->commands, 0), &call))
        return g_string_free(out, FALSE);
    do
        g_string_append_printf(out, "%s%s%s", out->len > 0 ? " > " : "", call.is_remote ? "@" : "",
                               call.name);
    while (call_next(&call));
    return g_string_free(out, FALSE);
}

START_TEST(follows_what_is_called)
{
    static const struct {
        const char *text, *chain;
    } cases[] = {
        {"rm -r x", "rm"},
        {"/bin/rm x", "rm"},
        {"\"$X\" y", ""},
        {"sudo -u root -E rm x", "sudo > rm"},
        {"sudo", "sudo"},
        {"env A=1 B=2 timeout -k 5 10 nice -n 3 rm", "env > timeout > nice > rm"},
        {"timeout 5m", "timeout"},
        {"ls | x", "ls"},
        {"ssh -p 22 -i key db sudo rm x", "ssh > @sudo > @rm"},
        {"ssh db", "ssh"},
        {"kubectl -n x get", "kubectl"},
        {"kubectl exec pod -c web -- rm x", "kubectl > @rm"},
        {"docker exec -u 0 web rm x", "docker > @rm"},
        {"docker run web", "docker"},
        {"xargs -n 1 rm", "xargs > rm"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *chain = chain_of(cases[i].text);
        ck_assert_msg(strcmp(chain, cases[i].chain) == 0, "%s: %s", cases[i].text, chain);
    }
}
END_TEST

static bool has(const char *text, const char *pattern)
{
    g_autoptr(ShellText) shell = shell_text_read(text);
    Call call;
    ck_assert(call_start(g_ptr_array_index(shell->commands, 0), &call));
    return call_has(&call, pattern);
}

START_TEST(compares_arguments)
{
    ck_assert(has("x", ""));
    ck_assert(has("x -fr y", "-r"));
    ck_assert(!has("x -f r", "-r"));
    ck_assert(!has("x --r", "-r"));
    ck_assert(has("x --force=yes", "--force"));
    ck_assert(!has("x --forced", "--force"));
    ck_assert(has("x --forced", "--force*"));
    ck_assert(has("x -Fc -c", "=-c"));
    ck_assert(!has("x -Fc", "=-c|--clean"));
    ck_assert(has("x a b c", "a c"));
    ck_assert(!has("x c a", "a c"));
    ck_assert(has("x -v c a", "a|c -v"));
    ck_assert(has("x DELETE", "delete"));
    ck_assert(has("x delete-db", "delete-*|remove"));
    ck_assert(!has("x y", "y y"));
    ck_assert(!has("x", "|"));
}
END_TEST

static void count_found(const ShellWord *word, const char *what, void *data)
{
    ck_assert(word->length > 0 && *what != '\0');
    (*(size_t *)data)++;
}

static size_t destroys(const char *text)
{
    g_autoptr(ShellText) shell = shell_text_read(text);
    size_t count = 0;
    destruction_find(shell, count_found, &count);
    return count;
}

START_TEST(knows_what_destroys)
{
    static const char *const texts[] = {
        "rm -rf /x",
        "rm -r x | tee log",
        "sudo find / -delete",
        "x=$(dd if=/dev/zero of=/dev/sda)",
        "mkfs.ext4 /dev/sda",
        "git push origin +main --force-with-lease",
        "git reset --hard HEAD",
        "kubectl -n shop delete pod x",
        "aws rds delete-db-instance --id x",
        "aws s3 rm s3://b --recursive",
        "gcloud sql instances failover x",
        "psql -c \"Drop  Table x\"",
        "psql <<E\nselect 1; TRUNCATE x;\nE",
        "psql -c 'delete from a; delete from b where c'",
        "mongosh --eval 'db.dropDatabase()'",
        "sh -c 'cd /x && rm -r y'",
        "ssh db \"sudo rm -r y\"",
        "su - postgres -c 'dropdb shop'",
        "docker exec db rm -r /var/lib",
        "redis-cli FLUSHALL",
        "if true; then terraform destroy; fi",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        ck_assert_msg(destroys(texts[i]) == 1, "%s: %zu", texts[i], destroys(texts[i]));
}
END_TEST

START_TEST(leaves_the_harmless_alone)
{
    static const char *const texts[] = {
        "rm x",
        "echo rm -r x",
        "# rm -r x",
        "grep 'drop table' x",
        "psql -c 'delete from a where b'",
        "psql -c 'select truncate(1), drop_count from x'",
        "dd if=x of=/dev/null",
        "pg_restore -Fc -d x y",
        "kubectl delete --dry-run=client -f x",
        "git push origin main",
        "git clean -n",
        "docker run --rm x",
        "terraform plan -destroy",
        "wipefs /dev/sda",
        "aws s3 ls",
        "sh -c 'rm x'",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        ck_assert_msg(destroys(texts[i]) == 0, "%s", texts[i]);
}
END_TEST

static void add_path(const Body *body, const CommandFile *file, void *data)
{
    (void)body;
    g_string_append_printf(data, "%s%s", ((GString *)data)->len > 0 ? " " : "", file->path);
}

static void expect_files(const char *text, const char *expected)
{
    g_autoptr(ShellText) shell = shell_text_read(text);
    g_autoptr(GString) files = g_string_new(NULL);
    for (guint i = 0; i < shell->commands->len; i++)
        command_files(NULL, g_ptr_array_index(shell->commands, i), add_path, files);
    ck_assert_msg(strcmp(files->str, expected) == 0, "%s: %s", text, files->str);
}

START_TEST(finds_files_that_are_read)
{
    expect_files("./a.sh x/y", "./a.sh");
    expect_files("sudo b/c", "b/c");
    expect_files("sh -x a.sh b", "a.sh");
    expect_files("sh -c a.sh", "");
    expect_files("python3 -m http.server", "");
    expect_files("kubectl apply -f a.yaml --filename=b.yaml -k c", "a.yaml b.yaml c");
    expect_files("kubectl logs -f pod", "");
    expect_files("ansible-playbook -i hosts site.yaml", "hosts site.yaml");
    expect_files("pytest -q a/b.py::c d", "a/b.py");
    expect_files("x <a/b >c/d 2>&1", "a/b");
    expect_files("/usr/x; sh /a; sh -; sh \"$X\"; sh https://x/y; ssh h ./z", "");
    expect_files(". ./names", "./names");
}
END_TEST

START_TEST(remembers_files_that_are_made)
{
    g_autoptr(ShellText) shell = shell_text_read(
        "a >one; cp x ./two; curl -o three y; tee four; pg_dump -f five z; cat six");
    FilesMade made = files_made_new();
    for (guint i = 0; i < shell->commands->len; i++)
        files_made_add(&made, g_ptr_array_index(shell->commands, i));
    static const char *const there[] = {"one", "./two", "two", "three", "four", "five"};
    for (size_t i = 0; i < G_N_ELEMENTS(there); i++)
        ck_assert_msg(files_made_has(&made, there[i]), "%s", there[i]);
    ck_assert(!files_made_has(&made, "six") && !made.has_more && !made.has_moved);
    g_autoptr(ShellText) more = shell_text_read("tar -xzf x; cd y");
    files_made_add(&made, g_ptr_array_index(more->commands, 0));
    ck_assert(made.has_more && !made.has_moved);
    files_made_add(&made, g_ptr_array_index(more->commands, 1));
    ck_assert(made.has_moved);
    files_made_clear(&made);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("commands");
    tcase_add_test(tests, follows_what_is_called);
    tcase_add_test(tests, compares_arguments);
    tcase_add_test(tests, knows_what_destroys);
    tcase_add_test(tests, leaves_the_harmless_alone);
    tcase_add_test(tests, finds_files_that_are_read);
    tcase_add_test(tests, remembers_files_that_are_made);
    Suite *suite = suite_create("commands");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
