#include "export/oscal.h"

void export_oscal(const ExportJob *job, OscalKind kind, GString *out)
{
    static void (*const put[])(Oscal * oscal) = {[OSCAL_RESULTS] = oscal_put_results,
                                                 [OSCAL_SCHEDULE] = oscal_put_schedule,
                                                 [OSCAL_MILESTONES] = oscal_put_milestones};
    Oscal oscal = oscal_start(job, kind, out);
    put[kind](&oscal);
    oscal_finish(&oscal);
}
