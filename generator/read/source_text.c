#include "read/source_text.h"

#include "base/file.h"
#include "read/reader.h"
#include "read/reading_rules.h"

#include <string.h>

enum { MOST_FINDINGS = 5 };

Source *source_text_read(const char *path, Diags *diags)
{
    size_t length = 0;
    char *text = file_read(path, MAX_FILE_SIZE, &length, diags);
    return text == NULL ? NULL : source_new_take(path, text, length);
}

/* Overrides of the writing direction: what is read would not be what is run. */
static bool turns_text(gunichar c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool source_text_forbids(gunichar c)
{
    if (c == '\n' || c == '\t')
        return false;
    return turns_text(c) || c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
           c == 0xFEFF || c == 0xFFFE || c == 0xFFFF;
}

/* Is the character at AT one that no source may hold? Lines end with LF or CR LF only. */
static bool is_forbidden(const char *at, gunichar c)
{
    return c == '\r' ? at[1] != '\n' : source_text_forbids(c);
}

static void report_bytes(const Source *source, uint32_t at, Diags *diags)
{
    diags_add(diags, &rule_text_encoding, (Span){source, at, 1}, "byte 0x%02x is not valid UTF-8",
              (unsigned char)source->text[at]);
}

static void report_character(const Source *source, uint32_t at, gunichar c, Diags *diags)
{
    uint32_t length = (uint32_t)g_utf8_skip[(unsigned char)source->text[at]];
    diags_add(diags, &rule_text_control, (Span){source, at, length},
              "character U+%04X is not allowed here", c);
}

static bool is_plain_byte(char c)
{
    return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\t';
}

/* True when all of the LENGTH bytes are printable ASCII, tab or line feed: nearly every file. */
static bool is_plain(const char *text, size_t length)
{
    unsigned bad = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        bad |= (unsigned)(c >= 0x7F) | (unsigned)(c < 0x20 && c != '\n' && c != '\t');
    }
    return bad == 0;
}

/* Does the file begin with the mark of UTF-16, as some editors and shells of Windows write it? */
static bool is_utf16(const Source *source)
{
    return source->length >= 2 &&
           (memcmp(source->text, "\xFF\xFE", 2) == 0 || memcmp(source->text, "\xFE\xFF", 2) == 0);
}

bool source_text_check(const Source *source, Diags *diags)
{
    if (is_plain(source->text, source->length))
        return true;
    if (is_utf16(source)) {
        diags_add(diags, &rule_text_encoding, (Span){source, 0, 2}, "this is UTF-16, not UTF-8");
        return false;
    }
    size_t findings = 0;
    const char *end = source->text + source->length;
    for (const char *at = source->text; at < end && findings < MOST_FINDINGS;) {
        if (is_plain_byte(*at)) {
            at++;
            continue;
        }
        gunichar c = g_utf8_get_char_validated(at, end - at);
        uint32_t offset = (uint32_t)(at - source->text);
        bool broken = *at == '\0' || c == (gunichar)-1 || c == (gunichar)-2;
        if (broken && *at != '\0') {
            report_bytes(source, offset, diags);
            findings++;
        } else if (broken || is_forbidden(at, c)) {
            report_character(source, offset, broken ? 0 : c, diags);
            findings++;
        }
        at += broken ? 1 : g_utf8_skip[(unsigned char)*at];
    }
    return findings == 0;
}
