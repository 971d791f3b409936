#ifndef REDBINDER_RULES_SECRET_H
#define REDBINDER_RULES_SECRET_H

#include <stdbool.h>
#include <stddef.h>

/*
 * What looks like a password or key. Each stretch is given by where it begins and its length, so
 * that it can be pointed at without being repeated.
 */
typedef struct SecretHit {
    size_t offset, length; /* of what to point at, which is not the secret itself if possible */
    const char *what;      /* "a password", "an access key of AWS" */
} SecretHit;

/* Whether NAME, of a variable or an option, is that of a secret: PGPASSWORD, --api-key. Only its
 * first LENGTH bytes count. */
bool secret_is_name(const char *name, size_t length);

/* Whether VALUE can be a secret: not empty, no path, no flag, no blank to be filled in, nothing
 * that is expanded. */
bool secret_is_value(const char *value);

/* Finds a key of a known shape in TEXT: AKIA..., ghp_..., a private key. False when there is none.
 */
bool secret_find_key(const char *text, SecretHit *hit);

/* Finds `scheme://user:password@host` in TEXT. */
bool secret_find_in_address(const char *text, SecretHit *hit);

#endif
