#include "publish/claim.h"
#include "publish/stage.h"

#include "temp_folder.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static char *folder;
static char *target;
static Diags *diags;

static void set_up(void)
{
    folder = temp_folder_new();
    target = g_build_filename(folder, "output", NULL);
    diags = diags_new();
}

static void tear_down(void)
{
    diags_free(diags);
    g_free(target);
    temp_folder_remove(folder);
}

static void put(Stage *stage, const char *path, const char *text)
{
    ck_assert(stage_write(stage, path, text, strlen(text), 0644, diags));
}

static StageCounts commit(Stage *stage)
{
    StageCounts counts = {0};
    ck_assert(stage_commit(stage, &counts, diags));
    ck_assert_uint_eq(diags_count(diags), 0);
    return counts;
}

/* One build with the files a.txt and x/b.txt. */
static StageCounts build_two(const char *a, const char *b)
{
    g_autoptr(Stage) stage = stage_open(target, diags);
    ck_assert_ptr_nonnull(stage);
    put(stage, "x/b.txt", b);
    put(stage, "a.txt", a);
    return commit(stage);
}

static void expect_text(const char *name, const char *expected)
{
    g_autofree char *text = temp_folder_read(folder, name);
    ck_assert_msg(text != NULL, "%s is not there", name);
    ck_assert_str_eq(text, expected);
}

static bool is_there(const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    return g_file_test(path, G_FILE_TEST_EXISTS) || g_file_test(path, G_FILE_TEST_IS_SYMLINK);
}

static ino_t inode(const char *name)
{
    struct stat about;
    g_autofree char *path = g_build_filename(folder, name, NULL);
    ck_assert_int_eq(lstat(path, &about), 0);
    return about.st_ino;
}

/* The target cannot be opened: one finding of RULE about NAME in the folder. */
static void expect_refused(const Rule *rule, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    ck_assert_ptr_null(stage_open(target, diags));
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert_ptr_eq(diags_at(diags, 0)->rule, rule);
    ck_assert_str_eq(diags_at(diags, 0)->path, path);
    ck_assert(!is_there("output.new"));
    diags_free(diags);
    diags = diags_new();
}

START_TEST(writes_files_and_their_sums)
{
    StageCounts counts = build_two("one", "two");
    ck_assert_uint_eq(counts.files, 2);
    ck_assert_uint_eq(counts.unchanged, 0);
    ck_assert_uint_eq(counts.bytes, 6);
    expect_text("output/a.txt", "one");
    expect_text("output/x/b.txt", "two");
    g_autofree char *one = g_compute_checksum_for_string(G_CHECKSUM_SHA256, "one", -1);
    g_autofree char *two = g_compute_checksum_for_string(G_CHECKSUM_SHA256, "two", -1);
    g_autofree char *sums = g_strdup_printf("%s  a.txt\n%s  x/b.txt\n", one, two);
    expect_text("output/SHA256SUMS", sums);
    ck_assert(!is_there("output.new"));
}
END_TEST

START_TEST(sets_the_mode_of_each_file)
{
    struct stat about;
    mode_t mask = umask(0077);
    g_autoptr(Stage) stage = stage_open(target, diags);
    ck_assert(stage_write(stage, "run.sh", "x", 1, 0755, diags));
    put(stage, "page.html", "x");
    commit(stage);
    umask(mask);
    g_autofree char *script = g_build_filename(target, "run.sh", NULL);
    g_autofree char *page = g_build_filename(target, "page.html", NULL);
    ck_assert_int_eq(stat(script, &about), 0);
    ck_assert_uint_eq(about.st_mode & 0777, 0755);
    ck_assert_int_eq(stat(page, &about), 0);
    ck_assert_uint_eq(about.st_mode & 0777, 0644);
}
END_TEST

START_TEST(replaces_the_old_output_whole)
{
    build_two("one", "two");
    g_autoptr(Stage) stage = stage_open(target, diags);
    put(stage, "c.txt", "three");
    expect_text("output/a.txt", "one");
    ck_assert(!is_there("output/c.txt"));
    commit(stage);
    expect_text("output/c.txt", "three");
    ck_assert(!is_there("output/a.txt"));
    ck_assert(!is_there("output/x"));
}
END_TEST

START_TEST(links_what_has_not_changed)
{
    build_two("one", "two");
    ino_t a = inode("output/a.txt");
    ino_t b = inode("output/x/b.txt");
    StageCounts counts = build_two("one", "2");
    ck_assert_uint_eq(counts.files, 2);
    ck_assert_uint_eq(counts.unchanged, 1);
    ck_assert_uint_eq(inode("output/a.txt"), a);
    ck_assert_uint_ne(inode("output/x/b.txt"), b);
    expect_text("output/x/b.txt", "2");
    g_autoptr(Stage) stage = stage_open(target, diags);
    ck_assert(stage_write(stage, "a.txt", "one", 3, 0755, diags)); /* the mode has changed */
    ck_assert(stage_write(stage, "x/b.txt", "", 0, 0644, diags));
    ck_assert_uint_eq(commit(stage).unchanged, 0);
    expect_text("output/x/b.txt", "");
}
END_TEST

START_TEST(a_build_that_ends_early_leaves_all_as_it_was)
{
    build_two("one", "two");
    Stage *stage = stage_open(target, diags);
    put(stage, "a.txt", "new");
    put(stage, "c.txt", "new");
    stage_close(stage);
    stage_close(NULL);
    expect_text("output/a.txt", "one");
    expect_text("output/x/b.txt", "two");
    ck_assert(!is_there("output/c.txt"));
    ck_assert(!is_there("output.new"));
    Stage *first = stage_open(target, diags);
    ck_assert_ptr_nonnull(first);
    stage_close(first);
}
END_TEST

START_TEST(what_a_killed_build_left_is_no_hindrance)
{
    build_two("one", "two");
    temp_folder_write(folder, "output.new/half/written.txt", "x");
    temp_folder_write(folder, "output.new/.redbinder", "x");
    build_two("three", "two");
    expect_text("output/a.txt", "three");
    ck_assert(!is_there("output/half"));
    ck_assert(!is_there("output.new"));
}
END_TEST

START_TEST(refuses_a_stage_that_is_somebody_elses)
{
    temp_folder_write(folder, "output.new/thesis.txt", "x");
    ck_assert_ptr_null(stage_open(target, diags));
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert_ptr_eq(diags_at(diags, 0)->rule, &rule_output_foreign);
    expect_text("output.new/thesis.txt", "x");
}
END_TEST

START_TEST(two_builds_do_not_share_a_stage)
{
    g_autoptr(Stage) first = stage_open(target, diags);
    ck_assert_ptr_nonnull(first);
    ck_assert_ptr_null(stage_open(target, diags));
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert(stage_write(first, "a.txt", "one", 3, 0644, diags));
    ck_assert(stage_commit(first, NULL, diags));
    expect_text("output/a.txt", "one");
}
END_TEST

START_TEST(sums_alone_do_not_make_a_folder_ours)
{
    temp_folder_write(folder, "output/image.iso", "x");
    temp_folder_write(
        folder, "output/SHA256SUMS",
        "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881  image.iso\n");
    expect_refused(&rule_output_foreign, "output/SHA256SUMS");
    expect_text("output/image.iso", "x");
}
END_TEST

/* Writes TEXT to the file NAME, a byte at a time, TIMES times. */
static void put_slowly(Stage *stage, const char *name, const char *text, int times)
{
    StageFile *file = stage_file_open(stage, name, 0644, diags);
    ck_assert_ptr_nonnull(file);
    for (int i = 0; i < times; i++)
        for (const char *at = text; *at != '\0'; at++)
            ck_assert(stage_file_write(file, at, 1));
    ck_assert(stage_file_close(file, true, diags));
}

START_TEST(takes_a_file_piece_by_piece)
{
    enum { TIMES = 50000 };
    for (int round = 0; round < 3; round++) {
        g_autoptr(Stage) stage = stage_open(target, diags);
        put_slowly(stage, "x/long.bin", round < 2 ? "abc" : "abd", TIMES);
        StageFile *dropped = stage_file_open(stage, "x/dropped.bin", 0644, diags);
        ck_assert(stage_file_write(dropped, "half", 4));
        ck_assert(stage_file_close(dropped, false, diags));
        StageCounts counts = commit(stage);
        ck_assert_uint_eq(counts.files, 1);
        ck_assert_uint_eq(counts.bytes, 3 * TIMES);
        ck_assert_uint_eq(counts.unchanged, round == 1 ? 1 : 0);
        ck_assert(!is_there("output/x/dropped.bin"));
        g_autofree char *text = temp_folder_read(folder, "output/x/long.bin");
        ck_assert_uint_eq(strlen(text), 3 * TIMES);
        ck_assert_str_eq(text + 3 * (TIMES - 1), round < 2 ? "abc" : "abd");
        g_autofree char *command =
            g_strdup_printf("cd '%s' && sha256sum --check --quiet SHA256SUMS", target);
        ck_assert_int_eq(system(command), 0);
    }
}
END_TEST

/* From now on no file can be longer than 4 kB; gives a text that is. */
static char *fill_disk(void)
{
    struct rlimit limit = {4096, 4096};
    signal(SIGXFSZ, SIG_IGN);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    return g_strnfill(100000, 'x');
}

START_TEST(a_full_disk_is_told_of_a_file_in_pieces)
{
    build_two("one", "two");
    g_autofree char *large = fill_disk();
    Stage *stage = stage_open(target, diags);
    StageFile *file = stage_file_open(stage, "c.bin", 0644, diags);
    ck_assert(!stage_file_write(file, large, strlen(large)));
    ck_assert(!stage_file_close(file, true, diags));
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert_ptr_eq(diags_at(diags, 0)->rule, &rule_system_write);
    ck_assert(!is_there("output.new/c.bin"));
    ck_assert_ptr_null(stage_file_open(stage, "../output/a.txt", 0644, diags));
    stage_close(stage);
}
END_TEST

START_TEST(a_full_disk_leaves_all_as_it_was)
{
    build_two("one", "two");
    g_autofree char *large = fill_disk();
    Stage *stage = stage_open(target, diags);
    ck_assert_ptr_nonnull(stage);
    ck_assert(!stage_write(stage, "a.txt", large, strlen(large), 0644, diags));
    stage_close(stage);
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert_ptr_eq(diags_at(diags, 0)->rule, &rule_system_write);
    expect_text("output/a.txt", "one");
    ck_assert(!is_there("output.new"));
}
END_TEST

START_TEST(refuses_to_remove_what_it_has_not_written)
{
    build_two("one", "two");
    temp_folder_write(folder, "output/mine.txt", "x");
    expect_refused(&rule_output_foreign, "output/mine.txt");
    expect_text("output/mine.txt", "x");
    expect_text("output/a.txt", "one");
    g_autofree char *mine = g_build_filename(target, "mine.txt", NULL);
    ck_assert_int_eq(unlink(mine), 0);
    temp_folder_write(folder, "output/x/y/deep.txt", "x");
    expect_refused(&rule_output_foreign, "output/x/y/deep.txt");
}
END_TEST

START_TEST(refuses_a_folder_that_is_no_output)
{
    temp_folder_write(folder, "output/thesis.txt", "x");
    expect_refused(&rule_output_foreign, "output/thesis.txt");
    expect_text("output/thesis.txt", "x");
}
END_TEST

START_TEST(refuses_hidden_folders_and_files_below)
{
    temp_folder_write(folder, "output/.git/config", "x");
    expect_refused(&rule_output_foreign, "output/.git");
    expect_text("output/.git/config", "x");
}
END_TEST

START_TEST(refuses_a_target_that_is_a_file)
{
    temp_folder_write(folder, "output", "my notes");
    expect_refused(&rule_output_foreign, "output");
    expect_text("output", "my notes");
}
END_TEST

START_TEST(says_when_the_stage_cannot_be_made)
{
    temp_folder_write(folder, "file", "x");
    g_free(target);
    target = g_build_filename(folder, "file", "output", NULL);
    ck_assert_ptr_null(stage_open(target, diags));
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert_ptr_eq(diags_at(diags, 0)->rule, &rule_system_write);
    expect_text("file", "x");
}
END_TEST

START_TEST(carries_dot_files_over)
{
    temp_folder_write(folder, "output/.gitignore", "*\n");
    build_two("one", "two");
    build_two("one", "three");
    expect_text("output/.gitignore", "*\n");
    g_autofree char *sums = temp_folder_read(folder, "output/SHA256SUMS");
    ck_assert_ptr_null(strstr(sums, ".gitignore"));
}
END_TEST

START_TEST(makes_the_folders_above_and_forgives_slashes)
{
    g_free(target);
    target = g_build_filename(folder, "a", "b", "output//", NULL);
    build_two("one", "two");
    build_two("one", "two");
    expect_text("a/b/output/a.txt", "one");
    ck_assert(!is_there("a/b/output.new"));
    ck_assert(!is_there("a/b/output/.new"));
}
END_TEST

START_TEST(keeps_a_link_to_the_output)
{
    g_autofree char *real = g_build_filename(folder, "real", NULL);
    ck_assert_int_eq(mkdir(real, 0755), 0);
    ck_assert_int_eq(symlink("real", target), 0);
    build_two("one", "two");
    build_two("three", "two");
    ck_assert(g_file_test(target, G_FILE_TEST_IS_SYMLINK));
    expect_text("real/a.txt", "three");
    expect_text("output/a.txt", "three");
}
END_TEST

/* A link in the output leads out of it: it is replaced, not followed. */
START_TEST(follows_no_links_in_the_output)
{
    build_two("one", "two");
    temp_folder_write(folder, "victim.txt", "one");
    g_autofree char *a = g_build_filename(target, "a.txt", NULL);
    ck_assert_int_eq(unlink(a), 0);
    ck_assert_int_eq(symlink("../victim.txt", a), 0);
    build_two("one", "two");
    ck_assert(!g_file_test(a, G_FILE_TEST_IS_SYMLINK));
    build_two("new", "two");
    expect_text("victim.txt", "one");
    expect_text("output/a.txt", "new");
}
END_TEST

START_TEST(reports_a_file_that_is_written_twice)
{
    g_autoptr(Stage) stage = stage_open(target, diags);
    put(stage, "a.txt", "one");
    ck_assert(!stage_write(stage, "a.txt", "two", 3, 0644, diags));
    ck_assert_uint_eq(diags_count(diags), 1);
}
END_TEST

typedef struct Share {
    Stage *stage;
    int number;
    bool done;
} Share;

static gpointer write_share(gpointer data)
{
    Share *share = data;
    g_autoptr(Diags) own = diags_new();
    share->done = true;
    for (int i = 0; i < 200; i++) {
        g_autofree char *path = g_strdup_printf("f%d/%d/%d.txt", i % 7, share->number, i);
        share->done = stage_write(share->stage, path, path, strlen(path), 0644, own) && share->done;
    }
    return NULL;
}

START_TEST(takes_files_from_several_threads)
{
    g_autoptr(Stage) stage = stage_open(target, diags);
    Share shares[4];
    GThread *threads[4];
    for (int i = 0; i < 4; i++) {
        shares[i] = (Share){stage, i, false};
        threads[i] = g_thread_new("share", write_share, &shares[i]);
    }
    for (int i = 0; i < 4; i++) {
        g_thread_join(threads[i]);
        ck_assert(shares[i].done);
    }
    ck_assert_uint_eq(commit(stage).files, 800);
    g_autofree char *sums = temp_folder_read(folder, "output/SHA256SUMS");
    g_auto(GStrv) lines = g_strsplit(sums, "\n", -1);
    ck_assert_uint_eq(g_strv_length(lines), 801);
    for (size_t i = 1; i < 800; i++)
        ck_assert_str_lt(lines[i - 1] + 64, lines[i] + 64);
}
END_TEST

static Suite *stage_suite(void)
{
    Suite *suite = suite_create("stage");
    TCase *tests = tcase_create("swapping");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_set_timeout(tests, 30);
    tcase_add_test(tests, writes_files_and_their_sums);
    tcase_add_test(tests, sets_the_mode_of_each_file);
    tcase_add_test(tests, replaces_the_old_output_whole);
    tcase_add_test(tests, links_what_has_not_changed);
    tcase_add_test(tests, a_build_that_ends_early_leaves_all_as_it_was);
    tcase_add_test(tests, what_a_killed_build_left_is_no_hindrance);
    tcase_add_test(tests, refuses_a_stage_that_is_somebody_elses);
    tcase_add_test(tests, two_builds_do_not_share_a_stage);
    tcase_add_test(tests, sums_alone_do_not_make_a_folder_ours);
    tcase_add_test(tests, takes_a_file_piece_by_piece);
    tcase_add_test(tests, a_full_disk_is_told_of_a_file_in_pieces);
    tcase_add_test(tests, a_full_disk_leaves_all_as_it_was);
    tcase_add_test(tests, refuses_to_remove_what_it_has_not_written);
    tcase_add_test(tests, refuses_a_folder_that_is_no_output);
    tcase_add_test(tests, refuses_hidden_folders_and_files_below);
    tcase_add_test(tests, refuses_a_target_that_is_a_file);
    tcase_add_test(tests, says_when_the_stage_cannot_be_made);
    tcase_add_test(tests, carries_dot_files_over);
    tcase_add_test(tests, makes_the_folders_above_and_forgives_slashes);
    tcase_add_test(tests, keeps_a_link_to_the_output);
    tcase_add_test(tests, follows_no_links_in_the_output);
    tcase_add_test(tests, reports_a_file_that_is_written_twice);
    tcase_add_test(tests, takes_files_from_several_threads);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(stage_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
