/* A build that is cut off before any of its calls to the system that change names: what it leaves
 * must never stop the next one, and the output is the old one or the new one. */
#include "publish/claim.h"
#include "publish/stage.h"

#include "temp_folder.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { KILLED = 9, MANY = 1000 };

/* In a child: how many calls are left to it. */
static int calls_left = -1;

static void count(void)
{
    if (calls_left > 0 && --calls_left == 0)
        _exit(KILLED);
}

/* These stand in front of those of the C library. */
int mkdir(const char *path, mode_t mode)
{
    count();
    return (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}

int link(const char *from, const char *to)
{
    count();
    return (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int rmdir(const char *path)
{
    count();
    return (int)syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR);
}

int unlinkat(int folder, const char *path, int flags)
{
    count();
    return (int)syscall(SYS_unlinkat, folder, path, flags);
}

int rename(const char *from, const char *to)
{
    count();
    return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    count();
    return (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
}

int fchmod(int file, mode_t mode)
{
    count();
    return (int)syscall(SYS_fchmod, file, mode);
}

static bool build(const char *target, const char *text)
{
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(Stage) stage = stage_open(target, diags);
    return stage != NULL && stage_write(stage, "a.txt", text, strlen(text), 0644, diags) &&
           stage_write(stage, "x/same.txt", "same", 4, 0644, diags) &&
           stage_commit(stage, NULL, diags);
}

/* A build of TEXT that may make CALLS calls. Was it killed? */
static bool build_killed(const char *target, const char *text, int calls)
{
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        calls_left = calls;
        _exit(build(target, text) ? 0 : 1);
    }
    int status = 0;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFEXITED(status));
    ck_assert_int_ne(WEXITSTATUS(status), 1);
    return WEXITSTATUS(status) == KILLED;
}

static void expect_one_of(const char *folder, const char *old, const char *new)
{
    g_autofree char *text = temp_folder_read(folder, "output/a.txt");
    if (text == NULL)
        ck_assert_ptr_null(old);
    else
        ck_assert(g_strcmp0(text, old) == 0 || strcmp(text, new) == 0);
}

/* Kills a build at each call in turn, in a folder that DOTTED is in before when it is not NULL and
 * a build of OLD when that is not; returns how many calls there were. */
static int kill_at_each(const char *dotted, const char *old)
{
    int calls = 1;
    for (bool killed = true; killed && calls < MANY; calls++) {
        char *folder = temp_folder_new();
        g_autofree char *target = g_build_filename(folder, "output", NULL);
        if (dotted != NULL)
            temp_folder_write(folder, dotted, "kept");
        ck_assert(old == NULL || build(target, old));
        killed = build_killed(target, "new", calls);
        expect_one_of(folder, old, "new");
        ck_assert_msg(build(target, "last"), "nothing can be built after %d calls", calls);
        expect_one_of(folder, "last", "last");
        g_autofree char *left = g_strconcat(target, ".new", NULL);
        ck_assert(!g_file_test(left, G_FILE_TEST_EXISTS));
        g_autofree char *kept = dotted == NULL ? NULL : temp_folder_read(folder, dotted);
        ck_assert_str_eq(kept == NULL ? "kept" : kept, "kept");
        temp_folder_remove(folder);
    }
    return calls;
}

START_TEST(a_first_build)
{
    ck_assert_int_gt(kill_at_each(NULL, NULL), 5);
}
END_TEST

START_TEST(a_build_that_replaces_one)
{
    ck_assert_int_gt(kill_at_each(NULL, "old"), 10);
}
END_TEST

START_TEST(a_build_into_a_folder_with_a_dot_file)
{
    ck_assert_int_gt(kill_at_each("output/.gitignore", NULL), 5);
    ck_assert_int_gt(kill_at_each("output/.gitignore", "old"), 10);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("stage killed");
    TCase *tests = tcase_create("killed");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, a_first_build);
    tcase_add_test(tests, a_build_that_replaces_one);
    tcase_add_test(tests, a_build_into_a_folder_with_a_dot_file);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
