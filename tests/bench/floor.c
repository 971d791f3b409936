/*
 * What no build of a library can be faster than: parsing its YAML to events with libyaml, and
 * writing the files of its output, each on one thread with nothing in between.
 *
 *   floor LIBRARY OUTPUT SCRATCH
 *
 * OUTPUT holds the files to write again; they go to the folder SCRATCH, which must not exist.
 */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <yaml.h>

enum { MAX_OPEN_FOLDERS = 16 };

typedef struct Work {
    uint64_t nanoseconds, files, bytes, events;
} Work;

/* nftw() hands nothing through: what its callbacks read and add to. */
static struct {
    Work read, parse, write;
    const char *output, *scratch;
} tour;

static uint64_t now(void)
{
    struct timespec time = {0};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

static uint64_t count_events(const char *text, size_t length)
{
    yaml_parser_t parser;
    if (yaml_parser_initialize(&parser) == 0)
        return 0;
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, length);
    uint64_t count = 0;
    bool more = true;
    while (more) {
        yaml_event_t event;
        more = yaml_parser_parse(&parser, &event) != 0;
        if (!more)
            break;
        count++;
        more = event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return count;
}

static void add(Work *work, uint64_t start, size_t length)
{
    work->nanoseconds += now() - start;
    work->files++;
    work->bytes += length;
}

static int parse_file(const char *path, const struct stat *about, int type, struct FTW *place)
{
    (void)about, (void)place;
    if (type != FTW_F || !g_str_has_suffix(path, ".yaml"))
        return 0;
    g_autofree char *text = NULL;
    size_t length = 0;
    uint64_t start = now();
    if (!g_file_get_contents(path, &text, &length, NULL))
        return -1;
    add(&tour.read, start, length);
    start = now();
    tour.parse.events += count_events(text, length);
    add(&tour.parse, start, length);
    return 0;
}

static bool put_file(const char *path, const char *bytes, size_t length, mode_t mode)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (file < 0)
        return false;
    bool whole = true;
    while (whole && length > 0) {
        ssize_t written = write(file, bytes, length);
        whole = written >= 0 || errno == EINTR;
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        }
    }
    return close(file) == 0 && whole;
}

static int write_file(const char *path, const struct stat *about, int type, struct FTW *place)
{
    (void)place;
    g_autofree char *copy = g_strconcat(tour.scratch, path + strlen(tour.output), NULL);
    uint64_t start = now();
    if (type == FTW_D) {
        int made = mkdir(copy, 0755);
        tour.write.nanoseconds += now() - start;
        return made;
    }
    g_autofree char *bytes = NULL;
    size_t length = 0;
    if (!g_file_get_contents(path, &bytes, &length, NULL))
        return -1;
    start = now();
    if (!put_file(copy, bytes, length, about->st_mode & 0777))
        return -1;
    add(&tour.write, start, length);
    return 0;
}

static void print_work(const char *name, const Work *work)
{
    printf("%-10s %9.1f ms %9.1f MB %7llu files\n", name, (double)work->nanoseconds / 1e6,
           (double)work->bytes / 1e6, (unsigned long long)work->files);
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: floor LIBRARY OUTPUT SCRATCH\n");
        return 2;
    }
    tour.output = argv[2];
    tour.scratch = argv[3];
    if (nftw(argv[1], parse_file, MAX_OPEN_FOLDERS, FTW_PHYS) != 0 ||
        nftw(argv[2], write_file, MAX_OPEN_FOLDERS, FTW_PHYS) != 0) {
        fprintf(stderr, "floor: %s\n", g_strerror(errno));
        return 3;
    }
    struct rusage usage = {0};
    getrusage(RUSAGE_SELF, &usage);
    print_work("read", &tour.read);
    print_work("parse", &tour.parse);
    print_work("write", &tour.write);
    printf("%-10s %9.1f MB\n", "peak", (double)usage.ru_maxrss / 1024.0);
    return 0;
}
