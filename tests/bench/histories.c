/*
 * Writes made-up logs of runs, as scripts write them.
 *
 *   histories FOLDER FIRST COUNT STEPS PLANS
 *
 * COUNT logs of STEPS steps each, from the FIRST run on, into FOLDER, which must exist: each run on
 * a day of its own in five years, for one of PLANS plans as synthesize makes them.
 */
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>

/* 2021-01-01, and the seconds of five years. */
enum { FIRST_SECOND = 1609459200, FIVE_YEARS = 5 * 365 * 86400 };

static const char *const people[] = {"ana", "bo", "cy", "dee", "eve", "flo", "gus", "hal"};

static void add_event(GString *out, gint64 second, const char *rest)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(second);
    g_autofree char *text = g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ");
    g_string_append_printf(out, "%s\t%s\n", text, rest);
}

static GString *log_text(unsigned run, unsigned steps, unsigned plans)
{
    gint64 second = FIRST_SECOND + (gint64)run * 7919 * 60 % FIVE_YEARS;
    GString *out = g_string_new("redbinder-log 1\n");
    g_autoptr(GString) rest = g_string_new(NULL);
    g_string_printf(rest,
                    "run-begin\trun=run-%06u\tplan=plan-%04u\tkind=drill\toperator=%s\t"
                    "host=bastion-%u\tversion=1.%u\tcommit=0abc%04x",
                    run, run % plans, people[run % G_N_ELEMENTS(people)], run % 3, run % 40,
                    run % 40);
    add_event(out, second, rest->str);
    for (unsigned i = 1; i <= steps; i++) {
        second += 30;
        g_string_printf(rest, "step-begin\tstep=step-%u", i);
        add_event(out, second, rest->str);
        second += 60 + run % 90;
        g_string_printf(rest, "step-end\tstep=step-%u\toutcome=passed\tstatus=0\tby=%s", i,
                        people[(run + i) % G_N_ELEMENTS(people)]);
        add_event(out, second, rest->str);
    }
    add_event(out, second + 30, "service-back");
    if (run % 10 == 0)
        add_event(out, second + 40, "finding\tseverity=low\ttext=the list of hosts is old");
    add_event(out, second + 60, "run-end\toutcome=passed\tstatus=0");
    return out;
}

int main(int argc, char **argv)
{
    if (argc != 6) {
        fprintf(stderr, "usage: histories FOLDER FIRST COUNT STEPS PLANS\n");
        return 2;
    }
    unsigned first = (unsigned)atoi(argv[2]), count = (unsigned)atoi(argv[3]);
    unsigned steps = (unsigned)atoi(argv[4]), plans = (unsigned)atoi(argv[5]);
    for (unsigned run = first; run < first + count; run++) {
        g_autofree char *path = g_strdup_printf("%s/%06u.log", argv[1], run);
        g_autoptr(GString) text = log_text(run, steps, plans);
        if (!g_file_set_contents_full(path, text->str, (gssize)text->len, G_FILE_SET_CONTENTS_NONE,
                                      0644, NULL)) {
            fprintf(stderr, "histories: %s cannot be written\n", path);
            return 3;
        }
    }
    return 0;
}
