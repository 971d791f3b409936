#include "base/diag_text.h"
#include "base/json.h"
#include "command/history_commands.h"
#include "history/listing.h"

#include <stdio.h>
#include <string.h>

enum { N_FIELDS = 10, DIGITS_SHOWN = 12 };

static const char *const field_names[N_FIELDS] = {"date",    "kind", "plan",     "name", "about",
                                                  "outcome", "by",   "evidence", "key",  "counts"};

/* What ENTRY has for each field; NULL where there is none. DATE gets its day. */
static void get_fields(const ListEntry *entry, char *date, const char *fields[N_FIELDS])
{
    const char *const all[N_FIELDS] = {date_format(entry->date, date),
                                       entry->kind,
                                       entry->plan,
                                       entry->name,
                                       entry->about,
                                       entry->outcome,
                                       entry->by,
                                       entry->evidence,
                                       entry->key,
                                       entry->counts ? "yes" : "no"};
    memcpy(fields, all, sizeof all);
}

static void print_json(const Listing *listing, GString *out)
{
    Json json = json_start(out);
    json_begin_array(&json, NULL);
    for (guint i = 0; i < listing->entries->len; i++) {
        const ListEntry *entry = &g_array_index(listing->entries, ListEntry, i);
        char date[DATE_TEXT_SIZE];
        const char *fields[N_FIELDS];
        get_fields(entry, date, fields);
        json_begin_object(&json, NULL);
        for (size_t j = 0; j + 1 < N_FIELDS; j++)
            json_text(&json, field_names[j], fields[j]);
        json_bool(&json, field_names[N_FIELDS - 1], entry->counts);
        json_end_object(&json);
    }
    json_end_array(&json);
    json_finish(&json);
}

/* A text with '=', '+', '-' or '@' before it would be a formula in a spreadsheet. */
static void append_csv(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    if (*text != '\0' && strchr("=+-@", *text) != NULL)
        g_string_append_c(out, '\'');
    for (; *text != '\0'; text++) {
        if (*text == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *text);
    }
    g_string_append_c(out, '"');
}

static void print_csv(const Listing *listing, GString *out)
{
    for (size_t j = 0; j < N_FIELDS; j++)
        g_string_append_printf(out, "%s%s", j == 0 ? "" : ",", field_names[j]);
    g_string_append(out, "\r\n");
    for (guint i = 0; i < listing->entries->len; i++) {
        char date[DATE_TEXT_SIZE];
        const char *fields[N_FIELDS];
        get_fields(&g_array_index(listing->entries, ListEntry, i), date, fields);
        for (size_t j = 0; j < N_FIELDS; j++) {
            if (j > 0)
                g_string_append_c(out, ',');
            if (fields[j] != NULL)
                append_csv(out, fields[j]);
        }
        g_string_append(out, "\r\n");
    }
}

/* The fields that people want to see: all but who, from where, and whether it counts. */
enum { N_SHOWN = 7 };
static const size_t shown[N_SHOWN] = {0, 1, 2, 3, 4, 5, 8};

static const char *cell_of(const char *const *fields, size_t column, char *digits)
{
    const char *text = fields[shown[column]];
    if (text == NULL)
        return "-";
    if (column + 1 < N_SHOWN)
        return text;
    g_strlcpy(digits, text, DIGITS_SHOWN + 1);
    return digits;
}

/* The widest text of each column but the last. */
static void measure(const Listing *listing, int widths[N_SHOWN])
{
    for (size_t j = 0; j < N_SHOWN; j++)
        widths[j] = (int)strlen(field_names[shown[j]]);
    for (guint i = 0; i < listing->entries->len; i++) {
        char date[DATE_TEXT_SIZE], digits[DIGITS_SHOWN + 1];
        const char *fields[N_FIELDS];
        get_fields(&g_array_index(listing->entries, ListEntry, i), date, fields);
        for (size_t j = 0; j < N_SHOWN; j++)
            widths[j] = MAX(widths[j], (int)g_utf8_strlen(cell_of(fields, j, digits), -1));
    }
}

static void append_cell(GString *out, const char *text, int width)
{
    g_string_append(out, text);
    for (int blank = width - (int)g_utf8_strlen(text, -1); blank > 0; blank--)
        g_string_append_c(out, ' ');
    g_string_append(out, "  ");
}

static void print_table(const Listing *listing, GString *out)
{
    int widths[N_SHOWN];
    measure(listing, widths);
    for (size_t j = 0; listing->entries->len > 0 && j < N_SHOWN; j++)
        append_cell(out, field_names[shown[j]], j + 1 < N_SHOWN ? widths[j] : 0);
    for (guint i = 0; i < listing->entries->len; i++) {
        const ListEntry *entry = &g_array_index(listing->entries, ListEntry, i);
        char date[DATE_TEXT_SIZE], digits[DIGITS_SHOWN + 1];
        const char *fields[N_FIELDS];
        get_fields(entry, date, fields);
        g_string_truncate(out, out->len - 2);
        g_string_append_c(out, '\n');
        for (size_t j = 0; j < N_SHOWN; j++)
            append_cell(out, cell_of(fields, j, digits), j + 1 < N_SHOWN ? widths[j] : 0);
        if (!entry->counts)
            g_string_append(out, "counts no more  ");
    }
    if (out->len > 2)
        g_string_truncate(out, out->len - 2);
    g_string_append(out, listing->entries->len > 0 ? "\n" : "nothing\n");
}

typedef void (*ListPrinter)(const Listing *listing, GString *out);

/* The printer called TEXT; NULL when there is none. */
static ListPrinter find_printer(const char *text)
{
    if (text == NULL || strcmp(text, "table") == 0)
        return print_table;
    if (strcmp(text, "json") == 0)
        return print_json;
    return strcmp(text, "csv") == 0 ? print_csv : NULL;
}

/* What the command line asks for. */
typedef struct Wanted {
    HistoryPlace place;
    char *plan, *kind, *from, *to, *as_of, *format; /* NULL when not given */
    gboolean all;
} Wanted;

static void wanted_clear(Wanted *wanted)
{
    history_place_clear(&wanted->place);
    g_free(wanted->plan);
    g_free(wanted->kind);
    g_free(wanted->from);
    g_free(wanted->to);
    g_free(wanted->as_of);
    g_free(wanted->format);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Wanted, wanted_clear)

/* Fills FILTER; false when a word cannot be read, told on stderr. */
static bool make_filter(const Command *command, const Wanted *wanted, ListFilter *filter)
{
    *filter = (ListFilter){.from = {INT32_MIN},
                           .to = {INT32_MAX},
                           .plan = wanted->plan,
                           .kind = wanted->kind,
                           .all = wanted->all};
    const char *last = wanted->to != NULL ? wanted->to : wanted->as_of;
    if ((wanted->from != NULL && !date_parse(wanted->from, &filter->from)) ||
        (last != NULL && !date_parse(last, &filter->to))) {
        command_usage(command, "a day is written as 2026-03-31");
        return false;
    }
    if (wanted->kind != NULL && !listing_has_kind(wanted->kind)) {
        command_usage(command, "kinds are drill, incident, test, review, approval, training, "
                               "contact, backup, attestation and finding");
        return false;
    }
    return true;
}

static int list(const Wanted *wanted, const ListFilter *filter, ListPrinter print)
{
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(History) history = history_place_open(&wanted->place, HISTORY_INSPECT, diags);
    g_autoptr(Listing) listing = history == NULL ? NULL : listing_new(history, filter, diags);
    if (listing != NULL) {
        g_autoptr(GString) out = g_string_new(NULL);
        print(listing, out);
        fputs(out->str, stdout);
    }
    return history_place_end(diags, listing != NULL);
}

static int run_list(const Command *command, int argc, char **argv)
{
    g_auto(Wanted) wanted = {0};
    const GOptionEntry options[] = {
        HISTORY_PLACE_OPTIONS(wanted.place),
        {"plan", 0, 0, G_OPTION_ARG_STRING, &wanted.plan, "only of this plan", "PLAN"},
        {"kind", 0, 0, G_OPTION_ARG_STRING, &wanted.kind, "only drill, incident, review …", "KIND"},
        {"from", 0, 0, G_OPTION_ARG_STRING, &wanted.from, "from this day on", "DATE"},
        {"to", 0, 0, G_OPTION_ARG_STRING, &wanted.to, "up to this day", "DATE"},
        {"as-of", 0, 0, G_OPTION_ARG_STRING, &wanted.as_of, "the same as --to", "DATE"},
        {"all", 0, 0, G_OPTION_ARG_NONE, &wanted.all, "also what counts no more", NULL},
        {"format", 0, 0, G_OPTION_ARG_STRING, &wanted.format, "table, json or csv", "FORMAT"},
        {0}};
    int status = EXIT_CLEAN;
    if (!command_options(command, options, &argc, &argv, &status))
        return status;
    if (argc > 1)
        return command_usage(command, "name the history with --history FILE");
    ListFilter filter;
    if (!make_filter(command, &wanted, &filter))
        return EXIT_USAGE;
    ListPrinter print = find_printer(wanted.format);
    if (print == NULL)
        return command_usage(command, "--format is table, json or csv");
    return list(&wanted, &filter, print);
}

const Command command_history_list = {
    .name = "history list",
    .arguments = "",
    .summary = "list the runs and acts that count",
    .details =
        "By day: the kind, the plan, the run or what the act is about, its exercise, runbook or\n"
        "role, the outcome, and the first digits of its key. json and csv also tell who did it\n"
        "and the file it came from.\n"
        "\n"
        "Examples:\n"
        "  redbinder history list --library plans --plan docs --kind drill\n"
        "  redbinder history list --library plans --from 2026-01-01 --format csv",
    .run = run_list,
};

static int run_show(const Command *command, int argc, char **argv)
{
    g_auto(HistoryPlace) place = {0};
    const GOptionEntry options[] = {HISTORY_PLACE_OPTIONS(place), {0}};
    int status = EXIT_CLEAN;
    if (!command_options(command, options, &argc, &argv, &status))
        return status;
    if (argc != 2)
        return command_usage(command, "name one run or act, by its id or its key");
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(History) history = history_place_open(&place, HISTORY_INSPECT, diags);
    g_autoptr(GString) out = g_string_new(NULL);
    bool done = history != NULL && history_show(history, argv[1], out, diags);
    if (done)
        fputs(out->str, stdout);
    return history_place_end(diags, done);
}

const Command command_history_show = {
    .name = "history show",
    .arguments = "RUN|KEY",
    .summary = "show everything about a run or an act",
    .details =
        "All that was recorded of it, with its key, its seal, the file it came from and its\n"
        "SHA-256, and what has corrected it since. KEY is one that `redbinder history list`\n"
        "shows, at least eight digits of it.\n"
        "\n"
        "Examples:\n"
        "  redbinder history show --library plans drill-7",
    .run = run_show,
};
