#ifndef REDBINDER_BASE_PHONE_H
#define REDBINDER_BASE_PHONE_H

/*
 * Telephone numbers that can be dialled from anywhere (ITU-T E.164): '+', country code and
 * number, 7 to 15 digits; spaces, dashes, dots and parentheses between them do no harm.
 */

/* What keeps TEXT from being dialled: "has letters"; NULL when nothing does. The result is
 * constant text. */
const char *phone_fault(const char *text);

#endif
