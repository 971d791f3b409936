#include "rules/term.h"

Term term_of(Date last, const DurationValue *every)
{
    return (Term){.last = last, .period = every->value, .text = every->text};
}

Date term_due(Term term)
{
    return date_add(term.last, term.period);
}

bool term_is_over(Term term, Date as_of)
{
    return term_due(term).days < as_of.days;
}

char *term_arithmetic(Term term, Date as_of)
{
    char last[DATE_TEXT_SIZE];
    char due[DATE_TEXT_SIZE];
    char today[DATE_TEXT_SIZE];
    return g_strdup_printf("%s + %s = %s < %s", date_format(term.last, last), term.text,
                           date_format(term_due(term), due), date_format(as_of, today));
}

char *term_overdue(Term term, Date as_of)
{
    int64_t days = (int64_t)as_of.days - term_due(term).days;
    g_autofree char *arithmetic = term_arithmetic(term, as_of);
    return g_strdup_printf("%" G_GINT64_FORMAT " day%s overdue: %s", days, days == 1 ? "" : "s",
                           arithmetic);
}
