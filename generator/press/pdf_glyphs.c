#include "press/pdf_glyphs.h"

#include <fontconfig/fontconfig.h>
#include <hb.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-font.h>

/* Two ranges hold all plain characters: Latin letters and signs; punctuation, currencies, arrows.
 */
enum {
    LATIN_END = 0x180,
    SIGNS = 0x2010,
    SIGNS_END = 0x2300,
    N_PLACES = LATIN_END + SIGNS_END - SIGNS,
    ASCII_END = 0x7f,
    N_ASCII = ASCII_END - ' ',
};

/* Kernings in the units of the font, and two that are none. */
enum { KERN_UNKNOWN = G_MININT16, KERN_NONE_PLAIN };

typedef enum State { STATE_UNKNOWN, STATE_PLAIN, STATE_NOT_PLAIN } State;

struct PdfGlyphs {
    PangoContext *context;
    PangoFontDescription *description;
    hb_font_t *font; /* at the size of its own units */
    hb_buffer_t *buffer;
    bool usable; /* false for a font that is distorted in drawing */
    double unit; /* at size 1 */
    PdfGlyph glyphs[N_PLACES];
    unsigned char states[N_PLACES];
    gint16 ascii_kerns[N_ASCII][N_ASCII];
    GHashTable *kerns; /* of pairs with others: places to kernings */
    GHashTable *sizes; /* of cairo_scaled_font_t * */
};

/* ---- one font ---- */

static PangoFontDescription *describe(const char *family, bool bold, bool italic)
{
    PangoFontDescription *description = pango_font_description_new();
    pango_font_description_set_family(description, family);
    pango_font_description_set_weight(description, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(description, italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    return description;
}

static PangoFont *load(PangoContext *context, PangoFontDescription *description, int size)
{
    pango_font_description_set_absolute_size(description, size);
    return pango_font_map_load_font(pango_context_get_font_map(context), context, description);
}

/* Is the font slanted or made bold by drawing, since the family has no such face? */
static bool is_distorted(PangoFont *font)
{
    FcPattern *pattern = pango_fc_font_get_pattern(PANGO_FC_FONT(font));
    FcMatrix *matrix = NULL;
    FcBool emboldened = FcFalse;
    FcPatternGetBool(pattern, FC_EMBOLDEN, 0, &emboldened);
    return emboldened || FcPatternGetMatrix(pattern, FC_MATRIX, 0, &matrix) == FcResultMatch;
}

static void forget_kerns(PdfGlyphs *glyphs)
{
    for (int left = 0; left < N_ASCII; left++) {
        for (int right = 0; right < N_ASCII; right++)
            glyphs->ascii_kerns[left][right] = KERN_UNKNOWN;
    }
}

PdfGlyphs *pdf_glyphs_new(PangoContext *context, const char *family, bool bold, bool italic)
{
    enum { ANY_SIZE = 10 * PANGO_SCALE };
    PdfGlyphs *glyphs = g_new0(PdfGlyphs, 1);
    glyphs->context = context;
    glyphs->description = describe(family, bold, italic);
    PangoFont *font = load(context, glyphs->description, ANY_SIZE);
    hb_face_t *face = hb_font_get_face(pango_font_get_hb_font(font));
    glyphs->usable = !is_distorted(font);
    glyphs->font = hb_font_create(face);
    glyphs->buffer = hb_buffer_create();
    glyphs->unit = 1.0 / hb_face_get_upem(face);
    glyphs->kerns = g_hash_table_new(NULL, NULL);
    glyphs->sizes =
        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)cairo_scaled_font_destroy);
    forget_kerns(glyphs);
    g_object_unref(font);
    return glyphs;
}

void pdf_glyphs_free(PdfGlyphs *glyphs)
{
    if (glyphs == NULL)
        return;
    pango_font_description_free(glyphs->description);
    hb_font_destroy(glyphs->font);
    hb_buffer_destroy(glyphs->buffer);
    g_hash_table_unref(glyphs->kerns);
    g_hash_table_unref(glyphs->sizes);
    g_free(glyphs);
}

cairo_scaled_font_t *pdf_glyphs_font(PdfGlyphs *glyphs, int size)
{
    cairo_scaled_font_t *scaled = g_hash_table_lookup(glyphs->sizes, GINT_TO_POINTER(size));
    if (scaled != NULL)
        return scaled;
    PangoFont *font = load(glyphs->context, glyphs->description, size);
    scaled = cairo_scaled_font_reference(pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font)));
    g_object_unref(font);
    g_hash_table_insert(glyphs->sizes, GINT_TO_POINTER(size), scaled);
    return scaled;
}

/* ---- asking HarfBuzz ---- */

/* Shapes CHARACTERS as pango would: in plain text, without ligatures. */
static hb_glyph_info_t *shape(PdfGlyphs *glyphs, const gunichar *characters, int n, unsigned *count,
                              hb_glyph_position_t **positions)
{
    static const hb_feature_t features[] = {
        {HB_TAG('l', 'i', 'g', 'a'), 0, 0, HB_FEATURE_GLOBAL_END},
        {HB_TAG('c', 'l', 'i', 'g'), 0, 0, HB_FEATURE_GLOBAL_END},
    };
    const char *language = pango_language_to_string(pango_context_get_language(glyphs->context));
    hb_buffer_clear_contents(glyphs->buffer);
    hb_buffer_add_utf32(glyphs->buffer, characters, n, 0, n);
    hb_buffer_set_direction(glyphs->buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(glyphs->buffer, HB_SCRIPT_LATIN);
    hb_buffer_set_language(glyphs->buffer, hb_language_from_string(language, -1));
    hb_shape(glyphs->font, glyphs->buffer, features, G_N_ELEMENTS(features));
    *positions = hb_buffer_get_glyph_positions(glyphs->buffer, count);
    return hb_buffer_get_glyph_infos(glyphs->buffer, count);
}

static State measure(PdfGlyphs *glyphs, gunichar character, PdfGlyph *glyph)
{
    unsigned count = 0;
    hb_glyph_position_t *position = NULL;
    const hb_glyph_info_t *info = shape(glyphs, &character, 1, &count, &position);
    if (count != 1 || info->codepoint == 0 || position->x_offset != 0 || position->y_offset != 0)
        return STATE_NOT_PLAIN;
    glyph->index = info->codepoint;
    glyph->units = position->x_advance;
    glyph->advance = position->x_advance * glyphs->unit;
    return STATE_PLAIN;
}

/* The kerning of a pair that is not known yet: how far the right one is from where it would be. A
 * font may say it of either letter, or half of each; behind the pair all must be moved as far. */
static int measure_kern(PdfGlyphs *glyphs, gunichar left, gunichar right)
{
    const gunichar pair[] = {left, right};
    const PdfGlyph *alone[] = {pdf_glyphs_find(glyphs, left), pdf_glyphs_find(glyphs, right)};
    unsigned count = 0;
    hb_glyph_position_t *at = NULL;
    const hb_glyph_info_t *infos = shape(glyphs, pair, 2, &count, &at);
    if (count != 2 || infos[0].codepoint != alone[0]->index ||
        infos[1].codepoint != alone[1]->index)
        return KERN_NONE_PLAIN;
    int kern = at[0].x_advance + at[1].x_offset - alone[0]->units;
    int behind = at[0].x_advance + at[1].x_advance - alone[0]->units - alone[1]->units;
    bool level = at[0].x_offset == 0 && at[0].y_offset == 0 && at[1].y_offset == 0;
    return level && kern == behind ? kern : KERN_NONE_PLAIN;
}

/* ---- looking up ---- */

/* Where CHARACTER stands in the tables; -1 when it is not plain. */
static int place_of(gunichar character)
{
    enum { SOFT_HYPHEN = 0xad, FIRST_SEPARATOR = 0x2028, LAST_HIDDEN = 0x202f, JOINER = 0x2060 };
    if (character < LATIN_END)
        return character < ' ' || (character >= ASCII_END && character < 0xa0) ||
                       character == SOFT_HYPHEN
                   ? -1
                   : (int)character;
    if (character < SIGNS || character >= SIGNS_END ||
        (character >= FIRST_SEPARATOR && character <= LAST_HIDDEN) ||
        (character >= JOINER && character < JOINER + 16))
        return -1;
    return (int)character - SIGNS + LATIN_END;
}

const PdfGlyph *pdf_glyphs_find(PdfGlyphs *glyphs, gunichar character)
{
    int place = place_of(character);
    if (place < 0 || !glyphs->usable)
        return NULL;
    if (glyphs->states[place] == STATE_UNKNOWN)
        glyphs->states[place] = (unsigned char)measure(glyphs, character, &glyphs->glyphs[place]);
    return glyphs->states[place] == STATE_PLAIN ? &glyphs->glyphs[place] : NULL;
}

static int ascii_kern(PdfGlyphs *glyphs, gunichar left, gunichar right)
{
    gint16 *known = &glyphs->ascii_kerns[left - ' '][right - ' '];
    if (*known == KERN_UNKNOWN)
        *known = (gint16)CLAMP(measure_kern(glyphs, left, right), KERN_NONE_PLAIN, G_MAXINT16);
    return *known;
}

static int other_kern(PdfGlyphs *glyphs, gunichar left, gunichar right)
{
    gpointer pair = GINT_TO_POINTER(place_of(left) * N_PLACES + place_of(right));
    gpointer known = NULL;
    if (g_hash_table_lookup_extended(glyphs->kerns, pair, NULL, &known))
        return GPOINTER_TO_INT(known);
    int kern = measure_kern(glyphs, left, right);
    g_hash_table_insert(glyphs->kerns, pair, GINT_TO_POINTER(kern));
    return kern;
}

bool pdf_glyphs_kern(PdfGlyphs *glyphs, gunichar left, gunichar right, double *kern)
{
    bool ascii = left < ASCII_END && right < ASCII_END;
    int units = ascii ? ascii_kern(glyphs, left, right) : other_kern(glyphs, left, right);
    *kern = units * glyphs->unit;
    return units != KERN_NONE_PLAIN;
}
