#include "history/seal.h"

const char *seal_format(const Seal *seal, char *buffer)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < SEAL_SIZE; i++) {
        buffer[2 * i] = digits[seal->bytes[i] >> 4];
        buffer[2 * i + 1] = digits[seal->bytes[i] & 0xF];
    }
    buffer[SEAL_DIGITS] = '\0';
    return buffer;
}

void seal_add_line(struct sha256_ctx *sum, const char *text, size_t length)
{
    sha256_update(sum, length, (const uint8_t *)text);
    sha256_update(sum, 1, (const uint8_t *)"\n");
}

void seal_add(Seal *seal, const char *text, size_t length)
{
    char before[SEAL_DIGITS + 1];
    struct sha256_ctx sum;
    seal_format(seal, before);
    sha256_init(&sum);
    seal_add_line(&sum, before, SEAL_DIGITS);
    seal_add_line(&sum, text, length);
    sha256_digest(&sum, SEAL_SIZE, seal->bytes);
}
