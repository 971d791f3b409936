#include "history/form.h"

#include "base/nearest.h"
#include "history/evidence_values.h"
#include "history/form_act.h"
#include "history/form_run.h"
#include "history/history_rules.h"
#include "history/run_words.h"

#include <string.h>

#define FORM_VERSION "1"
#define KEY_KIND "kind:"

bool form_begins(const char *text)
{
    while (*text == '#' || g_ascii_isspace(*text)) {
        size_t length = *text == '#' ? strcspn(text, "\n") : 1;
        text += length;
    }
    return g_str_has_prefix(text, "form:");
}

bool form_check_version(Text form, Diags *diags)
{
    if (strcmp(form.text, FORM_VERSION) == 0)
        return true;
    g_autoptr(Arena) arena = arena_new();
    Diag *diag = diags_add(diags, &rule_evidence_format, form.span,
                           "'%s' is no form of this program", evidence_shown(arena, form));
    diag_help(diags, diag, "write 'form: " FORM_VERSION "'; another number is another program's");
    return false;
}

/* What stands behind the key `kind` at the beginning of a line; text NULL when it is nowhere. It
 * must be known before the rest can be read. */
static Text find_kind(const Source *source, Arena *arena)
{
    for (uint32_t number = 1; number <= source->n_lines; number++) {
        size_t length = 0;
        const char *line = source_line(source, number, &length);
        if (length < strlen(KEY_KIND) || strncmp(line, KEY_KIND, strlen(KEY_KIND)) != 0)
            continue;
        const char *word = line + strlen(KEY_KIND);
        word += strspn(word, " '\"");
        size_t size = strcspn(word, " '\"#\t\r\n");
        Span span = {source, (uint32_t)(word - source->text), (uint32_t)size};
        return evidence_filled((Text){arena_text_n(arena, word, size), span});
    }
    return (Text){0};
}

/* The kind of act that KIND says, or nearly says: a slip in it is told by the form that it is
 * meant for. -1: a form about a run. */
static int find_act(Text kind)
{
    if (kind.text == NULL)
        return -1;
    Nearest nearest = nearest_start(kind.text);
    for (size_t i = 0; run_kind_words[i] != NULL; i++)
        nearest_offer(&nearest, run_kind_words[i]);
    for (size_t i = 0; act_kind_words[i] != NULL; i++)
        nearest_offer(&nearest, act_kind_words[i]);
    return word_find(act_kind_words, nearest.best);
}

void form_read(const EvidenceInput *input, Evidence *evidence, Diags *diags)
{
    Text kind = find_kind(input->source, evidence->arena);
    int act = find_act(kind);
    if (act < 0)
        form_run_read(input, evidence, diags);
    else if (evidence_word(kind, act_kind_words, -1, diags) >= 0)
        form_act_read(input, (ActKind)act, evidence, diags);
}
