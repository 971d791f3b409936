#ifndef REDBINDER_BASE_JSON_H
#define REDBINDER_BASE_JSON_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * JSON text, written piece by piece and indented by two spaces. Names and texts are escaped;
 * the caller keeps begin and end in balance.
 */
typedef struct Json {
    GString *out; /* borrowed */
    int depth;
    bool first; /* nothing written yet at this depth */
} Json;

Json json_start(GString *out);

/* Appends TEXT as a string of JSON, with its quotes. What JSON lets stand, stands: characters of
 * UTF-8 are not written as numbers. */
void json_append_text(GString *out, const char *text);

/* NAME is NULL inside an array and at the top. */
void json_begin_object(Json *json, const char *name);
void json_end_object(Json *json);
void json_begin_array(Json *json, const char *name);
void json_end_array(Json *json);
void json_text(Json *json, const char *name, const char *text); /* TEXT NULL: null */
void json_number(Json *json, const char *name, int64_t number);
void json_bool(Json *json, const char *name, bool value);

/* Ends the text with a line end. */
void json_finish(Json *json);

#endif
