#include "history/csv_row.h"

#include "history/evidence_values.h"
#include "history/history_rules.h"
#include "history/run_sheet.h"
#include "history/run_words.h"

#include <string.h>

#define ORDER_HELP "write the times in the order in which they were"

static const char *kind_of(const CsvRow *row)
{
    return row->cells[0].text;
}

static void complain_useless(const CsvRowReader *reader, const CsvRow *row, size_t column)
{
    Diag *diag =
        diags_add(reader->diags, &rule_evidence_unknown, row->cells[column].span,
                  "'%s' says nothing of the kind '%s'", csv_columns[column].name, kind_of(row));
    diag_help(reader->diags, diag, "leave the cell empty in this row, or write it into the note");
}

static void complain_missing(const CsvRowReader *reader, Span span, const char *column,
                             const char *kind)
{
    Diag *diag = diags_add(reader->diags, &rule_evidence_missing, span, "the kind '%s' needs '%s'",
                           kind, column);
    diag_help(reader->diags, diag, "docs/evidence.md says what each kind needs");
}

static SheetTime read_time(const CsvRowReader *reader, Text value)
{
    SheetTime time = {value, {MOMENT_ABSENT}};
    if (value.text == NULL || sheet_moment(value.text, NULL, "Z", &time.at))
        return time;
    Diag *diag = diags_add(reader->diags, &rule_evidence_malformed, value.span,
                           "'%s' is not a time", evidence_shown(reader->evidence->arena, value));
    diag_help(reader->diags, diag,
              "times are written 2026-08-14T09:00:00Z, or 2026-08-14 09:00 "
              "where they are in UTC");
    return (SheetTime){value, {MOMENT_ABSENT}};
}

static SheetTime *moment_of(RunSheet *sheet, LogEvent event)
{
    SheetTime *const moments[LOG_EVENTS] = {
        [LOG_DECLARED] = &sheet->declared, [LOG_DECIDED] = &sheet->decided,
        [LOG_STARTED] = &sheet->started,   [LOG_SERVICE_BACK] = &sheet->service_back,
        [LOG_VERIFIED] = &sheet->verified, [LOG_RECOVERED_TO] = &sheet->recovered_to,
        [LOG_RUN_END] = &sheet->ended,
    };
    return moments[event];
}

/* What a row about a run says beside its sheet. */
typedef struct RunRow {
    RunSheet sheet;
    Text people, note;
    Text finding[LOG_FIELDS];
    Span finding_span; /* of what is said of it; source NULL: nothing is */
} RunRow;

static void fill_cell(const CsvRowReader *reader, const CsvRow *row, size_t index, RunRow *run)
{
    const CsvColumn *column = &csv_columns[index];
    Text value = row->cells[index];
    switch (column->part) {
    case CSV_PART_NONE:
        complain_useless(reader, row, index);
        break;
    case CSV_PART_KIND:
        run->sheet.values[LOG_FIELD_KIND] = value;
        break;
    case CSV_PART_HEAD:
        run->sheet.values[column->field] = value;
        break;
    case CSV_PART_MOMENT:
        *moment_of(&run->sheet, column->event) = read_time(reader, value);
        break;
    case CSV_PART_OUTCOME:
        run->sheet.outcome = value;
        break;
    case CSV_PART_PEOPLE:
        run->people = value;
        break;
    case CSV_PART_FINDING:
        run->finding[column->field] = value;
        run->finding_span = value.span;
        break;
    case CSV_PART_NOTE:
        run->note = value;
        break;
    }
}

/* The PEOPLE, with semicolons between them. */
static void take_people(LogReader *log, Text people, Moment at)
{
    const char *rest = people.text;
    while (rest != NULL && *rest != '\0') {
        const char *start = rest + strspn(rest, "; ");
        size_t length = strcspn(start, ";");
        rest = start + length;
        while (length > 0 && start[length - 1] == ' ')
            length--;
        Span span = people.span;
        if (span.length == strlen(people.text))
            span = (Span){span.source, span.offset + (uint32_t)(start - people.text),
                          (uint32_t)length};
        if (length > 0)
            run_sheet_person(log, (Text){arena_text_n(log->arena, start, length), span}, at);
    }
}

static void take_finding(const CsvRowReader *reader, LogReader *log, const RunRow *run)
{
    if (run->finding_span.source == NULL)
        return;
    LogLine line = sheet_line(LOG_FINDING, run->sheet.started.at, run->finding_span);
    memcpy(line.values, run->finding, sizeof line.values);
    if (run->finding[LOG_FIELD_TEXT].text != NULL)
        log_take(log, &line);
    else
        diags_add(reader->diags, &rule_evidence_missing, run->finding_span,
                  "the row does not say what was found: its 'finding' is empty");
}

static void take_note(LogReader *log, const RunRow *run)
{
    LogLine line = sheet_line(LOG_NOTE, run->sheet.started.at, run->note.span);
    line.values[LOG_FIELD_TEXT] = run->note;
    if (run->note.text != NULL)
        log_take(log, &line);
}

/* A run id stands once in a table: a second row would be another run of that name. */
static void check_id(const CsvRowReader *reader, Text id)
{
    if (id.text == NULL)
        return;
    const Span *first = g_hash_table_lookup(reader->ids, id.text);
    if (first != NULL) {
        Diag *diag =
            diags_add(reader->diags, &rule_evidence_duplicate, id.span,
                      "two rows are about a run '%s'", evidence_shown(reader->evidence->arena, id));
        diag_note(reader->diags, diag, *first, "first here");
        return;
    }
    Span *span = arena_new_item(reader->evidence->arena, Span);
    *span = id.span;
    g_hash_table_insert(reader->ids, (gpointer)(guintptr)id.text, span);
}

/* A name for a run without one, made of what its row says: a table that has grown since brings
 * the same runs again. */
static const char *id_of(const CsvRow *row, Arena *arena)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    for (size_t i = 0; i < CSV_COLUMNS; i++) {
        const char *text = row->cells[i].text;
        if (text == NULL)
            continue;
        const char *name = csv_columns[i].name;
        g_checksum_update(sum, (const guchar *)name, (gssize)strlen(name) + 1);
        g_checksum_update(sum, (const guchar *)text, (gssize)strlen(text) + 1);
    }
    return arena_printf(arena, "csv-%.16s", g_checksum_get_string(sum));
}

static void take_run(const CsvRowReader *reader, const CsvRow *row)
{
    RunRow run = {.sheet = {.span = row->span, .order_help = ORDER_HELP}};
    Arena *arena = reader->evidence->arena;
    static const Moment absent = {MOMENT_ABSENT};
    RunSheet *sheet = &run.sheet;
    sheet->declared.at = sheet->decided.at = sheet->started.at = sheet->service_back.at =
        sheet->verified.at = sheet->recovered_to.at = sheet->ended.at = absent;
    sheet->id = id_of(row, arena);
    for (size_t i = 0; i < CSV_COLUMNS; i++)
        if (row->cells[i].text != NULL)
            fill_cell(reader, row, i, &run);
    if (sheet->started.text.text == NULL)
        complain_missing(reader, row->span, "started", kind_of(row));
    if (sheet->outcome.text == NULL)
        complain_missing(reader, row->span, "outcome", kind_of(row));
    check_id(reader, sheet->values[LOG_FIELD_RUN]);
    g_auto(LogReader) log;
    log_reader_start(&log, reader->input, reader->evidence, reader->diags);
    run_sheet_begin(&log, sheet);
    take_people(&log, run.people, sheet->started.at);
    take_finding(reader, &log, &run);
    take_note(&log, &run);
    run_sheet_end(&log, sheet);
    log_reader_keep(&log);
}

static void take_act(const CsvRowReader *reader, const CsvRow *row, ActKind kind)
{
    ActSheet sheet = {.kind = kind, .span = row->span};
    for (size_t i = 0; i < CSV_COLUMNS; i++) {
        if (row->cells[i].text == NULL || csv_columns[i].part == CSV_PART_KIND)
            continue;
        if (csv_columns[i].act == ACT_FIELDS)
            complain_useless(reader, row, i);
        else
            sheet.values[csv_columns[i].act] = row->cells[i];
    }
    act_sheet_take(&sheet, reader->input, reader->evidence, reader->diags);
}

void csv_row_take(const CsvRowReader *reader, const CsvRow *row)
{
    Text kind = row->cells[0];
    if (kind.text == NULL) {
        Diag *diag = diags_add(reader->diags, &rule_evidence_missing, row->span,
                               "the row does not say what it is: its 'kind' is empty");
        diag_help(reader->diags, diag, "write drill, incident, test, or the kind of an act");
        return;
    }
    int act = word_find(act_kind_words, kind.text);
    if (act >= 0)
        take_act(reader, row, (ActKind)act);
    else if (evidence_word(kind, row_kind_words, -1, reader->diags) >= 0)
        take_run(reader, row);
}
