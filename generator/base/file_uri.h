#ifndef REDBINDER_BASE_FILE_URI_H
#define REDBINDER_BASE_FILE_URI_H

/* PATH as seen from FOLDER, an absolute path: "plans/x.yaml" when it lies below, else absolute;
 * without "." and ".." parts, "" for FOLDER itself and for the empty path. Links are not
 * followed. Owned by the caller. */
char *path_below(const char *path, const char *folder);

/* The URI (RFC 3986) of a PATH that path_below has made: relative, or with the scheme file. All but
 * unreserved characters and '/' are percent-encoded, as bytes of UTF-8. Owned by the caller. */
char *file_uri(const char *path);

#endif
