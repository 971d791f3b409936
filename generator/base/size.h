#ifndef REDBINDER_BASE_SIZE_H
#define REDBINDER_BASE_SIZE_H

#include <stdbool.h>

/*
 * Amounts of data and how fast they move. Units: B, kB MB GB TB PB (powers of 1000), KiB MiB GiB
 * TiB PiB (powers of 1024); per s, min or h.
 */
enum { SIZE_TEXT_SIZE = 32 };

/* Reads "200GB", "1.5 TiB" into bytes. False on anything else. */
bool size_parse(const char *text, double *bytes);

/* Reads "50MB/s", "1TB/h" into bytes per second, more than 0. False on anything else. */
bool rate_parse(const char *text, double *bytes_per_second);

/* "1.5 TB": for people. Writes into BUFFER of SIZE_TEXT_SIZE bytes and returns it. */
const char *size_words(double bytes, char *buffer);

#endif
