#include "publish/paper_print.h"

#include "press/pdf_record.h"

bool paper_print(const Press *press, const PdfJob *job, const char *path, Diags *diags)
{
    if (press->taker != NULL)
        return press->taker->take(press->taker->data, press->fonts, job, path, diags);
    char as_of[DATE_TEXT_SIZE];
    g_autoptr(PdfRecord) record =
        pdf_record_new(path, date_format(job->as_of, as_of), press->commit);
    record->is_public = press->shelf->is_public;
    PdfJob recorded = *job;
    recorded.record = record;
    StageFile *file = stage_file_open(press->stage, path, 0644, diags);
    if (file == NULL)
        return false;
    int64_t start = timings_now();
    bool made = press_pdf_to(press->fonts, &recorded, stage_file_write, file, diags);
    timings_add(press->timings, STAGE_PDF, start);
    return stage_file_close(file, made, diags) && made;
}
