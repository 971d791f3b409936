#include "history/log_verify.h"

#include "history/evidence.h"
#include "history/history_rules.h"
#include "history/run_log.h"

static void warn_unsealed(const SealCheck *seal, const Source *source, Diags *diags)
{
    bool is_open = seal->state == SEAL_OPEN;
    Span span = seal->open.source == NULL ? (Span){source, 0, 0} : seal->open;
    Diag *diag = is_open ? diags_add(diags, &rule_evidence_unsealed, span,
                                     "the seal ends before this line: %zu event%s not covered",
                                     seal->n_open, seal->n_open == 1 ? " is" : "s are")
                         : diags_add(diags, &rule_evidence_unsealed, span, "the log is not sealed");
    if (is_open)
        diag_note(diags, diag, seal->sealed, "up to here all is as it was sealed");
}

bool log_verify_knows(const Source *source)
{
    EvidenceFormat format;
    g_autoptr(Diags) unheard = diags_new();
    return evidence_format(source, &format, unheard) && format == EVIDENCE_RUN_LOG;
}

bool log_verify(const Source *source, const char *folder, LogVerdict *verdict, Diags *diags)
{
    *verdict = (LogVerdict){0};
    if (!run_log_begins(source, diags))
        return false;
    verdict->seal = log_seal_check(source);
    switch (verdict->seal.state) {
    case SEAL_BROKEN:
        log_seal_complain(&verdict->seal, diags);
        break;
    case SEAL_NONE:
    case SEAL_OPEN:
        warn_unsealed(&verdict->seal, source, diags);
        break;
    case SEAL_WHOLE:
        break;
    }
    verdict->outputs = log_outputs_check(source, folder, diags);
    return true;
}
