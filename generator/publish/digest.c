#include "publish/digest.h"

#include <nettle/base16.h>
#include <stdint.h>

const char *digest_end(struct sha256_ctx *context, char *hex)
{
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(context, sizeof digest, digest);
    base16_encode_update(hex, sizeof digest, digest);
    hex[DIGEST_DIGITS] = '\0';
    return hex;
}

const char *digest_hex(const char *bytes, size_t length, char *hex)
{
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, length, (const uint8_t *)bytes);
    return digest_end(&context, hex);
}
