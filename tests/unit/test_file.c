#include "base/file.h"

#include "temp_folder.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static char *folder;

static void set_up(void)
{
    folder = temp_folder_new();
}

static void tear_down(void)
{
    temp_folder_remove(folder);
}

static char *in_folder(const char *name)
{
    return g_build_filename(folder, name, NULL);
}

/* Reads NAME; expects that this fails with one finding about it that says WHY. */
static void expect_unreadable(const char *name, size_t limit, const char *why)
{
    g_autoptr(Diags) diags = diags_new();
    g_autofree char *path = in_folder(name);
    size_t length = 0;
    g_autofree char *text = file_read(path, limit, &length, diags);
    ck_assert_ptr_null(text);
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert_ptr_eq(diags_at(diags, 0)->rule, &rule_system_read);
    ck_assert_str_eq(diags_at(diags, 0)->path, path);
    ck_assert_msg(strstr(diags_at(diags, 0)->text, why) != NULL, "%s", diags_at(diags, 0)->text);
}

static void expect_text(const char *name, const char *expected)
{
    g_autofree char *text = temp_folder_read(folder, name);
    ck_assert_ptr_nonnull(text);
    ck_assert_str_eq(text, expected);
}

static size_t count_entries(const char *path)
{
    g_autoptr(GDir) entries = g_dir_open(path, 0, NULL);
    size_t count = 0;
    while (entries != NULL && g_dir_read_name(entries) != NULL)
        count++;
    return count;
}

START_TEST(reads_all_bytes)
{
    g_autoptr(Diags) diags = diags_new();
    g_autofree char *large = g_malloc(200000);
    for (size_t i = 0; i < 200000; i++)
        large[i] = (char)(i % 251);
    temp_folder_write_bytes(folder, "large", large, 200000);
    temp_folder_write(folder, "empty", "");
    g_autofree char *path = in_folder("large");
    g_autofree char *empty_path = in_folder("empty");
    size_t length = 7;
    g_autofree char *text = file_read(path, 200000, &length, diags);
    ck_assert_ptr_nonnull(text);
    ck_assert_uint_eq(length, 200000);
    ck_assert_mem_eq(text, large, 200000);
    ck_assert_int_eq(text[200000], '\0');
    g_autofree char *empty = file_read(empty_path, 0, &length, diags);
    ck_assert_str_eq(empty, "");
    ck_assert_uint_eq(length, 0);
    ck_assert_uint_eq(diags_count(diags), 0);
}
END_TEST

START_TEST(refuses_what_it_cannot_read)
{
    temp_folder_write(folder, "five", "12345");
    expect_unreadable("five", 4, "larger");
    expect_unreadable("missing", 100, "No such file");
    expect_unreadable(".", 100, "is a folder");
    g_autofree char *pipe_path = in_folder("pipe");
    ck_assert_int_eq(mkfifo(pipe_path, 0600), 0);
    expect_unreadable("pipe", 100, "not a regular file");
    g_autofree char *loop = in_folder("loop");
    ck_assert_int_eq(symlink("loop", loop), 0);
    expect_unreadable("loop", 100, "opened");
    expect_unreadable("five/below", 100, "opened");
}
END_TEST

START_TEST(refuses_what_it_may_not_read)
{
    if (geteuid() == 0)
        return; /* root may read everything */
    temp_folder_write(folder, "secret", "x");
    g_autofree char *path = in_folder("secret");
    ck_assert_int_eq(chmod(path, 0), 0);
    expect_unreadable("secret", 100, "Permission denied");
}
END_TEST

START_TEST(writes_with_mode_and_folders)
{
    g_autoptr(Diags) diags = diags_new();
    g_autofree char *path = in_folder("a/b/run.sh");
    struct stat about;
    mode_t mask = umask(0077);
    ck_assert(file_write(path, "one", 3, 0755, diags));
    ck_assert_int_eq(stat(path, &about), 0);
    ck_assert_uint_eq(about.st_mode & 0777, 0755);
    ck_assert(file_write(path, "two\0!", 5, 0644, diags));
    umask(mask);
    ck_assert_int_eq(stat(path, &about), 0);
    ck_assert_uint_eq(about.st_mode & 0777, 0644);
    ck_assert_int_eq(about.st_size, 5);
    g_autofree char *parent = in_folder("a/b");
    ck_assert_uint_eq(count_entries(parent), 1);
    ck_assert_uint_eq(diags_count(diags), 0);
}
END_TEST

START_TEST(leaves_the_old_file_when_the_disk_is_full)
{
    g_autoptr(Diags) diags = diags_new();
    g_autofree char *path = in_folder("kept");
    g_autofree char *large = g_strnfill(100000, 'x');
    temp_folder_write(folder, "kept", "old");
    struct rlimit limit = {4096, 4096};
    signal(SIGXFSZ, SIG_IGN);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    ck_assert(!file_write(path, large, strlen(large), 0644, diags));
    expect_text("kept", "old");
    ck_assert_uint_eq(count_entries(folder), 1);
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert_ptr_eq(diags_at(diags, 0)->rule, &rule_system_write);
    ck_assert_str_eq(diags_at(diags, 0)->path, path);
    ck_assert_ptr_nonnull(strstr(diags_at(diags, 0)->text, "too large"));
}
END_TEST

START_TEST(leaves_what_stands_in_the_way)
{
    g_autoptr(Diags) diags = diags_new();
    temp_folder_write(folder, "file", "old");
    temp_folder_write(folder, "folder/inside", "old");
    g_autofree char *below_file = in_folder("file/below");
    g_autofree char *on_folder = in_folder("folder");
    ck_assert(!file_write(below_file, "new", 3, 0644, diags));
    ck_assert(!file_write(on_folder, "new", 3, 0644, diags));
    ck_assert_uint_eq(diags_count(diags), 2);
    expect_text("file", "old");
    expect_text("folder/inside", "old");
    ck_assert_uint_eq(count_entries(folder), 2);
}
END_TEST

/* Somebody else's link must not make us write to where it leads. */
START_TEST(follows_no_link_from_its_temporary_name)
{
    g_autoptr(Diags) diags = diags_new();
    temp_folder_write(folder, "victim", "old");
    g_autofree char *temporary = in_folder("new.part");
    g_autofree char *path = in_folder("new");
    ck_assert_int_eq(symlink("victim", temporary), 0);
    ck_assert(!file_write(path, "bad", 3, 0644, diags));
    expect_text("victim", "old");
    ck_assert_uint_eq(diags_count(diags), 1);
}
END_TEST

START_TEST(removes_trees_without_following_links)
{
    g_autoptr(Diags) diags = diags_new();
    temp_folder_write(folder, "kept/file", "old");
    temp_folder_write(folder, "tree/a/b/c/file", "x");
    temp_folder_write(folder, "tree/.hidden", "x");
    g_autofree char *link_path = in_folder("tree/a/link");
    g_autofree char *tree = in_folder("tree");
    ck_assert_int_eq(symlink("../../kept", link_path), 0);
    ck_assert(file_remove_tree(tree, diags));
    ck_assert(!g_file_test(tree, G_FILE_TEST_EXISTS));
    expect_text("kept/file", "old");
    ck_assert(file_remove_tree(tree, diags));
    g_autofree char *top_link = in_folder("top");
    ck_assert_int_eq(symlink("kept", top_link), 0);
    ck_assert(file_remove_tree(top_link, diags));
    expect_text("kept/file", "old");
    ck_assert_uint_eq(diags_count(diags), 0);
}
END_TEST

static Suite *file_suite(void)
{
    Suite *suite = suite_create("file");
    TCase *tests = tcase_create("reading and writing");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, reads_all_bytes);
    tcase_add_test(tests, refuses_what_it_cannot_read);
    tcase_add_test(tests, refuses_what_it_may_not_read);
    tcase_add_test(tests, writes_with_mode_and_folders);
    tcase_add_test(tests, leaves_the_old_file_when_the_disk_is_full);
    tcase_add_test(tests, leaves_what_stands_in_the_way);
    tcase_add_test(tests, follows_no_link_from_its_temporary_name);
    tcase_add_test(tests, removes_trees_without_following_links);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(file_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
