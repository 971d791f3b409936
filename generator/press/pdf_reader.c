#include "press/pdf_reader.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    TAIL = 2048,              /* holds the last trailer */
    ENTRY = 20,               /* bytes of an entry of the table */
    MOST_TABLES = 16,         /* one for each time that something was appended */
    MOST_RANGES = 256,        /* of numbers in a table; one is usual */
    MOST_METADATA = 16 << 20, /* a record of PDF_MOST_PARTS is smaller */
};

static const char foreign[] = "was not written by redbinder, or by another program anew";
static const char damaged[] = "is damaged or was cut off";

typedef struct Reader {
    int file;
    size_t size;
} Reader;

/* Opens the file PATH; what is no file is not waited for. */
static bool reader_open(Reader *reader, const char *path)
{
    struct stat about;
    reader->size = 0;
    reader->file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (reader->file < 0 || fstat(reader->file, &about) != 0 || !S_ISREG(about.st_mode))
        return false;
    reader->size = (size_t)about.st_size;
    return true;
}

static void reader_close(Reader *reader)
{
    if (reader->file >= 0)
        close(reader->file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reader, reader_close)

/* At most LENGTH bytes from OFFSET on; owned. NULL where the file ends before OFFSET. */
static GString *read_at(const Reader *reader, guint64 offset, size_t length)
{
    if (offset >= reader->size)
        return NULL;
    length = MIN(length, reader->size - (size_t)offset);
    GString *text = g_string_sized_new(length);
    while (text->len < length) {
        ssize_t n = pread(reader->file, text->str + text->len, length - text->len,
                          (off_t)(offset + text->len));
        if (n <= 0)
            break;
        g_string_set_size(text, text->len + (size_t)n);
    }
    return text;
}

/* ---- words ---- */

static const char *skip_space(const char *at)
{
    while (*at != '\0' && g_ascii_isspace(*at))
        at++;
    return at;
}

/* Takes a number off *AT. */
static bool take_number(const char **at, guint64 *number)
{
    const char *from = skip_space(*at);
    size_t digits = strspn(from, "0123456789");
    if (digits == 0 || digits > 10)
        return false;
    g_autofree char *word = g_strndup(from, digits);
    *number = g_ascii_strtoull(word, NULL, 10);
    *at = from + digits;
    return true;
}

static bool take_word(const char **at, const char *word)
{
    const char *from = skip_space(*at);
    if (!g_str_has_prefix(from, word))
        return false;
    *at = from + strlen(word);
    return true;
}

/* The number behind the name KEY in the dictionary TEXT. */
static bool find_number(const char *text, const char *key, guint64 *number)
{
    const char *at = strstr(text, key);
    if (at == NULL)
        return false;
    at += strlen(key);
    return take_number(&at, number);
}

/* ---- the table ---- */

/* What a trailer says; PREVIOUS 0: nothing was appended. */
typedef struct Trailer {
    guint64 metadata;
    guint64 previous;
} Trailer;

static bool take_trailer(const char *text, Trailer *trailer)
{
    trailer->previous = 0;
    find_number(text, "/Prev", &trailer->previous);
    return find_number(text, "/Info", &trailer->metadata);
}

/* Looks for the object NUMBER in the table at OFFSET; *PLACE gets where it is, 0 when the table
 * does not have it, and TRAILER what follows the table. */
static bool look_up(const Reader *reader, guint64 offset, guint64 number, guint64 *place,
                    Trailer *trailer)
{
    *place = 0;
    for (int range = 0; range < MOST_RANGES; range++) {
        g_autoptr(GString) text = read_at(reader, offset, TAIL);
        if (text == NULL)
            return false;
        const char *at = text->str;
        if (range == 0 && !take_word(&at, "xref"))
            return false;
        if (take_word(&at, "trailer"))
            return take_trailer(at, trailer);
        guint64 first = 0;
        guint64 count = 0;
        if (!take_number(&at, &first) || !take_number(&at, &count) || count == 0)
            return false;
        at = skip_space(at);
        offset += (guint64)(at - text->str);
        if (number >= first && number - first < count) {
            g_autoptr(GString) entry = read_at(reader, offset + (number - first) * ENTRY, ENTRY);
            const char *word = entry == NULL ? "" : entry->str;
            if (!take_number(&word, place))
                return false;
        }
        offset += count * ENTRY;
    }
    return false;
}

/* Where the metadata is; 0 when that cannot be told. */
static guint64 find_metadata(const Reader *reader, const char *tail, const char **why)
{
    const char *start = g_strrstr(tail, "startxref");
    const char *dictionary = start == NULL ? NULL : g_strrstr_len(tail, start - tail, "trailer");
    guint64 table = 0;
    Trailer trailer = {0};
    *why = start == NULL ? damaged : foreign;
    if (dictionary == NULL || !take_trailer(dictionary, &trailer) ||
        !find_number(start, "startxref", &table))
        return 0;
    guint64 number = trailer.metadata;
    for (int i = 0; i < MOST_TABLES && table != 0; i++) {
        guint64 place = 0;
        *why = damaged;
        if (!look_up(reader, table, number, &place, &trailer))
            return 0;
        if (place != 0)
            return place;
        table = trailer.previous;
    }
    return 0;
}

/* ---- the metadata ---- */

/* Takes what a backslash at *AT stands for. */
static void take_escape(const char **at, GString *out)
{
    static const char letters[] = "nrtbf()\\";
    static const char meant[] = "\n\r\t\b\f()\\";
    const char *letter = **at == '\0' ? NULL : strchr(letters, **at);
    if (letter != NULL) {
        g_string_append_c(out, meant[letter - letters]);
        (*at)++;
        return;
    }
    int value = 0;
    int digits = 0;
    for (; digits < 3 && **at >= '0' && **at <= '7'; digits++, (*at)++)
        value = 8 * value + (**at - '0');
    if (digits > 0)
        g_string_append_c(out, (char)value);
}

/* Takes a text in parentheses off *AT; NULL when it has no end. Owned. */
static char *take_text(const char **at)
{
    GString *out = g_string_new(NULL);
    int depth = 0;
    const char *c = *at;
    while (*c != '\0') {
        if (*c == '\\') {
            c++;
            take_escape(&c, out);
            continue;
        }
        depth += *c == '(' ? 1 : *c == ')' ? -1 : 0;
        if (depth == 0)
            break;
        if (c != *at)
            g_string_append_c(out, *c);
        c++;
    }
    *at = *c == '\0' ? c : c + 1;
    return g_string_free(out, *c == '\0');
}

/* Takes the value at *AT: a text in parentheses, which is returned, owned, or one in angle
 * brackets. False when it is neither. */
static bool take_value(const char **at, char **text)
{
    *at = skip_space(*at);
    *text = NULL;
    if (**at == '(') {
        *text = take_text(at);
        return *text != NULL;
    }
    if (**at != '<')
        return false;
    const char *end = strchr(*at, '>');
    *at = end == NULL ? *at : end + 1;
    return end != NULL;
}

/* The values of Creator and Keywords in the dictionary at AT; owned, NULL where there is none. */
static bool take_metadata(const char *at, char **creator, char **keywords)
{
    guint64 unused = 0;
    if (!take_number(&at, &unused) || !take_number(&at, &unused) || !take_word(&at, "obj") ||
        !take_word(&at, "<<"))
        return false;
    while (take_word(&at, "/")) {
        size_t length = strcspn(at, " \t\r\n(<[/");
        g_autofree char *key = g_strndup(at, length);
        char *value = NULL;
        at += length;
        if (!take_value(&at, &value))
            return false;
        char **wanted = strcmp(key, "Creator") == 0    ? creator
                        : strcmp(key, "Keywords") == 0 ? keywords
                                                       : NULL;
        if (wanted != NULL && *wanted == NULL)
            *wanted = value;
        else
            g_free(value);
    }
    return take_word(&at, ">>");
}

static PdfRecord *record_in(const char *metadata, const char **why)
{
    g_autofree char *creator = NULL;
    g_autofree char *keywords = NULL;
    *why = damaged;
    if (!take_metadata(metadata, &creator, &keywords))
        return NULL;
    *why = foreign;
    if (creator == NULL || !g_str_has_prefix(creator, "redbinder "))
        return NULL;
    *why = "has no record of its documents that this version of redbinder can read";
    return keywords == NULL ? NULL : pdf_record_parse(keywords);
}

bool pdf_reader_knows(const char *path)
{
    g_auto(Reader) reader = {-1, 0};
    g_autoptr(GString) head = reader_open(&reader, path) ? read_at(&reader, 0, 5) : NULL;
    return head != NULL && strcmp(head->str, "%PDF-") == 0;
}

PdfRecord *pdf_reader_record(const char *path, const char **why)
{
    g_auto(Reader) reader = {-1, 0};
    *why = "cannot be read";
    if (!reader_open(&reader, path))
        return NULL;
    *why = damaged;
    g_autoptr(GString) tail = read_at(&reader, reader.size - MIN(reader.size, TAIL), TAIL);
    for (size_t i = 0; tail != NULL && i < tail->len; i++)
        if (tail->str[i] == '\0') /* of something packed */
            tail->str[i] = ' ';
    guint64 place = tail == NULL ? 0 : find_metadata(&reader, tail->str, why);
    g_autoptr(GString) metadata = place == 0 ? NULL : read_at(&reader, place, MOST_METADATA);
    return metadata == NULL ? NULL : record_in(metadata->str, why);
}
