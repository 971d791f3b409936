#include "command/verify_paper.h"

#include "base/diag_text.h"
#include "command/paper_words.h"
#include "command/verify_rules.h"
#include "press/pdf_reader.h"
#include "publish/commit_name.h"

void paper_answer_clear(PaperAnswer *answer)
{
    pdf_record_free(answer->record);
    currency_free(answer->currency);
    *answer = (PaperAnswer){NULL, NULL};
}

bool paper_knows(const char *path)
{
    return pdf_reader_knows(path);
}

bool paper_judge(const char *path, PaperDesk *desk, PaperAnswer *answer, Diags *diags)
{
    const char *why = NULL;
    PdfRecord *record = answer->record = pdf_reader_record(path, &why);
    if (record == NULL) {
        diags_add_path(diags, &rule_file_unverifiable, path, "this PDF %s", why);
        return false;
    }
    const Papers *now = paper_desk_now(desk, record->is_public, diags);
    if (now == NULL)
        return false;
    answer->currency = currency_new(record, papers_find(now, record->file));
    Currency *currency = answer->currency;
    const Papers *then = record->commit == NULL || currency->counts[PART_CHANGED] == 0
                             ? NULL
                             : paper_desk_then(desk, record->commit, record->is_public);
    if (then != NULL)
        paper_words_add(currency, then, now);
    size_t others = currency->parts->len - currency->counts[PART_CURRENT];
    if (others > 0)
        diags_add_path(diags, &rule_paper_outdated, path,
                       "%zu of the %u documents in '%s' %s not as %s would be printed now", others,
                       currency->parts->len, record->file, others == 1 ? "is" : "are",
                       others == 1 ? "it" : "they");
    return true;
}

/* ---- for people ---- */

static void say_counts(const Currency *currency, GString *out)
{
    static const PartState order[] = {PART_CHANGED, PART_NEW, PART_GONE, PART_UNKNOWN,
                                      PART_CURRENT};
    bool first = true;
    g_string_append(out, "out of date");
    for (size_t i = 0; i < G_N_ELEMENTS(order); i++) {
        size_t count = currency->counts[order[i]];
        if (count == 0)
            continue;
        g_string_append_printf(out, "%s%zu %s", first ? ": " : ", ", count,
                               part_state_word(order[i]));
        first = false;
    }
}

static void say_pages(const CurrencyPart *part, GString *out)
{
    if (part->first == 0)
        return;
    if (part->first == part->last)
        g_string_append_printf(out, ", page %d", part->first);
    else
        g_string_append_printf(out, ", pages %d-%d", part->first, part->last);
}

static void say_part(const CurrencyPart *part, GString *out)
{
    g_autofree char *path = text_for_terminal(part->path);
    g_string_append_printf(out, "\n  %-8s %s", part_state_word(part->state), path);
    say_pages(part, out);
    for (guint i = 0; part->words != NULL && i < part->words->len; i++) {
        g_autofree char *words = text_for_terminal(part->words->pdata[i]);
        g_string_append_printf(out, "\n             %s", words);
    }
}

static void say_origin(const PdfRecord *record, GString *out)
{
    if (record->as_of != NULL)
        g_string_append_printf(out, ", printed as of %s", record->as_of);
    if (record->commit == NULL)
        return;
    g_autofree char *commit = commit_name(record->commit);
    g_string_append_printf(out, " from commit %s", commit);
}

void paper_answer_say(const PaperAnswer *answer, GString *out)
{
    const Currency *currency = answer->currency;
    g_autoptr(GString) origin = g_string_new(NULL);
    say_origin(answer->record, origin);
    g_autofree char *shown = text_for_terminal(origin->str);
    if (currency_holds(currency))
        g_string_append_printf(out, "current: %u documents", currency->parts->len);
    else
        say_counts(currency, out);
    g_string_append(out, shown);
    for (guint i = 0; i < currency->parts->len; i++) {
        const CurrencyPart *part = &g_array_index(currency->parts, CurrencyPart, i);
        if (part->state != PART_CURRENT)
            say_part(part, out);
    }
}

/* ---- for machines ---- */

static void put_part(const CurrencyPart *part, Json *json)
{
    json_begin_object(json, NULL);
    json_text(json, "document", part->path);
    json_text(json, "state", part_state_word(part->state));
    json_text(json, "imprint", part->imprint);
    if (part->first > 0) {
        json_number(json, "firstPage", part->first);
        json_number(json, "lastPage", part->last);
    }
    if (part->words != NULL) {
        json_begin_array(json, "changes");
        for (guint i = 0; i < part->words->len; i++)
            json_text(json, NULL, part->words->pdata[i]);
        json_end_array(json);
    }
    json_end_object(json);
}

void paper_answer_put(const PaperAnswer *answer, Json *json)
{
    const Currency *currency = answer->currency;
    json_bool(json, "current", currency_holds(currency));
    json_text(json, "file", answer->record->file);
    json_text(json, "asOf", answer->record->as_of);
    json_text(json, "commit", answer->record->commit);
    json_begin_array(json, "documents");
    for (guint i = 0; i < currency->parts->len; i++)
        put_part(&g_array_index(currency->parts, CurrencyPart, i), json);
    json_end_array(json);
}
