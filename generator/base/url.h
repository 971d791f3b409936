#ifndef REDBINDER_BASE_URL_H
#define REDBINDER_BASE_URL_H

#include <stdbool.h>

/* May URL stand in a link: http, https, mailto, tel or relative, without blanks and control
 * characters? */
bool url_is_safe(const char *url);

/* Is URL safe, and one of http or https with a host? */
bool url_is_web(const char *url);

#endif
