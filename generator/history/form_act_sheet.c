#include "history/history.h"

#include "history/act_sheet.h"
#include "history/form_text.h"
#include "history/run_words.h"

/* What a form says beside a line to write on, for each kind of act: in its head, or in each of
 * its entries. */
typedef struct ActHint {
    ActField field;
    const char *text;
} ActHint;

enum { MOST_HINTS = 8 };

typedef struct ActForm {
    const char *title;
    const char *subject;       /* what an entry is about, where the form lists none */
    ActHint head[MOST_HINTS];  /* an entry without text ends each list */
    ActHint entry[MOST_HINTS]; /* without any: the form is about one act */
} ActForm;

static const ActForm forms[] = {
    [ACT_REVIEW] = {.title = "A review of the plan, or of a run",
                    .head = {{ACT_FIELD_SUBJECT, "id of the run; empty: the plan itself"},
                             {ACT_FIELD_DATE, "2026-08-14"},
                             {ACT_FIELD_BY, "who reviewed it"},
                             {ACT_FIELD_ROLE, "as what, such as management"},
                             {ACT_FIELD_UNTIL, "the next review"},
                             {ACT_FIELD_NOTE, "what came of it"}}},
    [ACT_APPROVAL] = {.title = "An approval of the plan",
                      .head = {{ACT_FIELD_SUBJECT, "the version that was approved"},
                               {ACT_FIELD_COMMIT, "or its commit"},
                               {ACT_FIELD_DATE, "2026-08-14"},
                               {ACT_FIELD_BY, "who approved it"},
                               {ACT_FIELD_ROLE, "as what"},
                               {ACT_FIELD_UNTIL, "the day up to which it counts"},
                               {ACT_FIELD_NOTE, ""}}},
    [ACT_TRAINING] = {.title = "People were trained",
                      .subject = "id of a person",
                      .head = {{ACT_FIELD_DATE, "2026-08-14"},
                               {ACT_FIELD_BY, "who trained them"},
                               {ACT_FIELD_UNTIL, "the day up to which it counts"}},
                      .entry = {{ACT_FIELD_PASSED, "yes or no"},
                                {ACT_FIELD_ROLE, "the role that they were trained for"},
                                {ACT_FIELD_NOTE, ""}}},
    [ACT_CONTACT] = {.title = "Phone numbers and addresses were tried",
                     .subject = "id of a person",
                     .head = {{ACT_FIELD_DATE, "2026-08-14"}, {ACT_FIELD_BY, "who tried them"}},
                     .entry = {{ACT_FIELD_PASSED, "yes when reached, else no"},
                               {ACT_FIELD_NOTE, "what is wrong with the number"}}},
    [ACT_BACKUP] = {.title = "Backup jobs have ended",
                    .subject = "id of a data set, or data-set/job",
                    .head = {{ACT_FIELD_DATE, "2026-08-14"}},
                    .entry = {{ACT_FIELD_PASSED, "yes when it ended well, else no"},
                              {ACT_FIELD_NOTE, ""}}},
    [ACT_ATTESTATION] = {.title = "What only a person can attest",
                         .subject = "framework/control",
                         .head = {{ACT_FIELD_DATE, "2026-08-14"},
                                  {ACT_FIELD_BY, "who attests it"},
                                  {ACT_FIELD_ROLE, "as what"},
                                  {ACT_FIELD_UNTIL, "the day up to which it counts"}},
                         .entry = {{ACT_FIELD_PASSED, "yes when it holds, else no"},
                                   {ACT_FIELD_NOTE, "where that can be seen"}}},
    [ACT_FINDING] = {.title = "Findings went on",
                     .subject = "its text, as it was recorded",
                     .head = {{ACT_FIELD_DATE, "2026-08-14"}, {ACT_FIELD_BY, "who says so"}},
                     .entry = {{ACT_FIELD_OWNER, "who sees to it from now on"},
                               {ACT_FIELD_UNTIL, "the day on which it is due now"},
                               {ACT_FIELD_CLOSED, "the day on which it was closed"},
                               {ACT_FIELD_COMMIT, "the change that closed it"},
                               {ACT_FIELD_RETEST, "id of the run that showed it"},
                               {ACT_FIELD_NOTE, ""}}},
};

static void put_hints(const ActHint *hints, const char *indent, GString *out)
{
    for (size_t i = 0; i < MOST_HINTS && hints[i].text != NULL; i++)
        form_put_blank(out, indent, act_field_name(hints[i].field), hints[i].text);
}

static void put_entry(const ActForm *form, const FormSubject *subject, GString *out)
{
    if (subject->about != NULL) {
        g_string_append(out, "  # ");
        form_put_words(out, subject->about);
        g_string_append_c(out, '\n');
    }
    if (subject->id == NULL) {
        form_put_blank(out, "  - ", "subject", form->subject);
    } else {
        g_string_append(out, "  - ");
        form_put_value(out, "subject", subject->id);
    }
    put_hints(form->entry, "    ", out);
}

bool history_find_act_kind(const char *word, ActKind *kind)
{
    int index = word_find(act_kind_words, word);
    if (index >= 0)
        *kind = (ActKind)index;
    return index >= 0;
}

void history_act_form(ActKind kind, const char *plan, const FormSubject *subjects, size_t n,
                      GString *out)
{
    static const FormSubject blank = {0};
    const ActForm *form = &forms[kind];
    g_string_append_printf(out,
                           "# %s\n"
                           "#\n" FORM_HEAD "form: 1\nkind: %s\n",
                           form->title, act_kind_words[kind]);
    if (plan != NULL)
        form_put_value(out, "plan", plan);
    else
        form_put_blank(out, "", "plan", "id of the plan it is about");
    g_string_append_c(out, '\n');
    put_hints(form->head, "", out);
    if (form->entry[0].text == NULL)
        return;
    g_string_append(out, "\n# What is said of each in turn. One of which nothing is written is "
                         "left out.\nentries:\n");
    for (size_t i = 0; i < n; i++)
        put_entry(form, &subjects[i], out);
    if (n == 0)
        put_entry(form, &blank, out);
}
