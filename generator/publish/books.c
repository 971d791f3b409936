#include "publish/books.h"

#include <string.h>

struct Books {
    Resources *resources;
    const Library *library;
    GPtrArray *list; /* Book *, owned */
    GPtrArray *open; /* names of those that are being read, borrowed */
};

static void free_book(gpointer book)
{
    book_free(book);
}

Books *books_new(Resources *resources, const Library *library)
{
    Books *books = g_new0(Books, 1);
    books->resources = resources;
    books->library = library;
    books->list = g_ptr_array_new_with_free_func(free_book);
    books->open = g_ptr_array_new();
    return books;
}

void books_free(Books *books)
{
    if (books == NULL)
        return;
    g_ptr_array_unref(books->list);
    g_ptr_array_unref(books->open);
    g_free(books);
}

static Book *find(const Books *books, const char *name)
{
    for (guint i = 0; i < books->list->len; i++) {
        Book *book = books->list->pdata[i];
        if (strcmp(book->template.name, name) == 0)
            return book;
    }
    return NULL;
}

/* Can NAME be that of a file below templates/? */
static bool is_name(const char *name)
{
    return g_str_has_suffix(name, ".md") && *name != '/' && strstr(name, "..") == NULL;
}

static void refuse(const BookPart *part, Diags *diags, const char *format, ...) G_GNUC_PRINTF(3, 4);
static void refuse(const BookPart *part, Diags *diags, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    diags_add(diags, &rule_template_document, part->span, "%s", text);
}

static Book *read_book(Books *books, const char *name, Diags *diags);

static bool is_open(const Books *books, const char *name)
{
    for (guint i = 0; i < books->open->len; i++)
        if (strcmp(books->open->pdata[i], name) == 0)
            return true;
    return false;
}

/* Finds what PART takes in. */
static void settle(Books *books, BookPart *part, Diags *diags)
{
    if (!is_name(part->name))
        refuse(part, diags, "'%s' is not the name of a template", part->name);
    else if (is_open(books, part->name))
        refuse(part, diags, "'%s' takes itself in", part->name);
    else if (!resource_exists(books->library, part->name))
        refuse(part, diags, "there is no template '%s'", part->name);
    else
        part->book = read_book(books, part->name, diags);
}

static Book *read_book(Books *books, const char *name, Diags *diags)
{
    Book *book = find(books, name);
    if (book != NULL)
        return book;
    const Template *template = resource_template(books->resources, books->library, name, diags);
    if (template == NULL)
        return NULL;
    book = book_new(template);
    g_ptr_array_add(books->list, book);
    g_ptr_array_add(books->open, (gpointer) template->name);
    for (guint i = 0; i < book->parts->len; i++) {
        BookPart *part = book->parts->pdata[i];
        if (part->kind != BOOK_TEXT)
            settle(books, part, diags);
    }
    g_ptr_array_remove_index(books->open, books->open->len - 1);
    return book;
}

void books_read_all(Books *books, const Editions *editions, Diags *diags)
{
    for (guint i = 0; i < editions->chosen->len; i++) {
        const Edition *edition = editions->chosen->pdata[i];
        g_autofree char *name = g_strdup(edition->template);
        BookPart part = {BOOK_DOCUMENT, NULL, name, NULL, edition->span};
        settle(books, &part, diags);
    }
}

const Book *books_find(const Books *books, const char *name)
{
    return find(books, name);
}
