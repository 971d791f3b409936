#include "command/window.h"

#include "base/duration.h"

#include <string.h>

/* Reads TEXT as plans write durations, but for `m`: nobody asks for a report on minutes. */
static bool parse(const char *text, Duration *window)
{
    size_t digits = strspn(text, "0123456789");
    g_autofree char *months = NULL;
    if (digits > 0 && strcmp(text + digits, "m") == 0)
        months = g_strdup_printf("%so", text);
    if (!duration_parse(months == NULL ? text : months, window))
        return false;
    enum { DAY = 24 * 60 * 60 };
    return window->months > 0 || window->seconds >= DAY;
}

bool command_window(const Command *command, const char *text, Date as_of, Period *period)
{
    Duration window = {0};
    *period = (Period){.from = {INT32_MIN}, .as_of = as_of};
    if (text == NULL)
        return true;
    if (!parse(text, &window)) {
        command_usage(command, "--window takes a length of time such as 12m, 1y or 90d, not '%s'",
                      text);
        return false;
    }
    /* Twelve months up to 31 December begin on 1 January. */
    period->from = (Date){date_subtract(as_of, window).days + 1};
    return true;
}
