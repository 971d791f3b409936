#include "publish/paper_print.h"

#include "press/pdf_record.h"

static bool write_bytes(const Press *press, const char *path, const GString *bytes, Diags *diags)
{
    int64_t start = timings_now();
    bool done = stage_write(press->stage, path, bytes->str, bytes->len, 0644, diags);
    timings_add(press->timings, STAGE_WRITE, start);
    return done;
}

bool paper_print(const Press *press, const PdfJob *job, const char *path, Diags *diags)
{
    if (press->taker != NULL)
        return press->taker->take(press->taker->data, press->fonts, job, path, diags);
    char as_of[DATE_TEXT_SIZE];
    g_autoptr(PdfRecord) record =
        pdf_record_new(path, date_format(job->as_of, as_of), press->commit);
    PdfJob recorded = *job;
    recorded.record = record;
    g_autoptr(GString) out = g_string_sized_new(256 * 1024);
    int64_t start = timings_now();
    bool made = press_pdf(press->fonts, &recorded, out, diags);
    timings_add(press->timings, STAGE_PDF, start);
    return made && write_bytes(press, path, out, diags);
}
