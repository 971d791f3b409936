#include "press/pdf_font.h"

#include "press/pdf_rules.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <stdlib.h>
#include <string.h>

static const char SYMBOL_FAMILY[] = "DejaVu Sans";
static const char CODE_SUBSTITUTE[] = "DejaVu Sans Mono";

struct PdfFonts {
    unsigned serial; /* tells fonts apart even when an address is used again */
    FcConfig *config;
    GPtrArray *files; /* of char *, in the order of addition */
    char *text_family, *code_family;
};

enum { N_CUTS = 8 };

typedef struct ThreadType {
    PdfType type;
    PdfGlyphs *glyphs[N_CUTS];
    unsigned serial;
    PangoFontMap *map; /* by a toggle reference */
    GMutex mutex;
    GCond cond;
    bool alone; /* nobody else refers to the map */
} ThreadType;

static void thread_type_free(gpointer data);

static GPrivate thread_type = G_PRIVATE_INIT(thread_type_free);

/* Fontconfig keeps caches for the whole process. They are dropped when the last user leaves,
 * never while another thread may look into them. */
static GMutex users_mutex;
static unsigned users;
static unsigned last_serial;

static unsigned fontconfig_enter(void)
{
    g_mutex_lock(&users_mutex);
    users++;
    unsigned serial = ++last_serial;
    g_mutex_unlock(&users_mutex);
    return serial;
}

static void fontconfig_leave(void)
{
    g_mutex_lock(&users_mutex);
    if (--users == 0)
        FcFini();
    g_mutex_unlock(&users_mutex);
}

/* ---- choosing the files ---- */

static void add_file(PdfFonts *fonts, const char *file)
{
    for (guint i = 0; i < fonts->files->len; i++) {
        if (strcmp(g_ptr_array_index(fonts->files, i), file) == 0)
            return;
    }
    if (FcConfigAppFontAddFile(fonts->config, (const FcChar8 *)file))
        g_ptr_array_add(fonts->files, g_strdup(file));
}

/* How far the font PATTERN is from the wanted weight and slant in normal width. */
static int distance(FcPattern *pattern, int weight, bool slanted)
{
    int has_weight = 0;
    int has_slant = 0;
    int has_width = FC_WIDTH_NORMAL;
    FcBool variable = FcFalse;
    FcPatternGetBool(pattern, FC_VARIABLE, 0, &variable);
    if (variable || FcPatternGetInteger(pattern, FC_WEIGHT, 0, &has_weight) != FcResultMatch ||
        FcPatternGetInteger(pattern, FC_SLANT, 0, &has_slant) != FcResultMatch)
        return 1000000;
    FcPatternGetInteger(pattern, FC_WIDTH, 0, &has_width);
    return abs(has_weight - weight) + abs(has_width - FC_WIDTH_NORMAL) * 10 +
           ((has_slant != FC_SLANT_ROMAN) != slanted ? 1000 : 0);
}

static const char *pattern_file(FcPattern *pattern)
{
    FcChar8 *file = NULL;
    if (FcPatternGetString(pattern, FC_FILE, 0, &file) != FcResultMatch)
        return NULL;
    return (const char *)file;
}

/* The nearest font of LIST; among equals the first path, so that no directory order matters. */
static const char *nearest_file(const FcFontSet *list, int weight, bool slanted)
{
    const char *best = NULL;
    int best_distance = 0;
    for (int i = 0; i < list->nfont; i++) {
        const char *file = pattern_file(list->fonts[i]);
        int away = distance(list->fonts[i], weight, slanted);
        if (file == NULL || (best != NULL && away > best_distance))
            continue;
        if (best == NULL || away < best_distance || strcmp(file, best) < 0) {
            best = file;
            best_distance = away;
        }
    }
    return best;
}

/* Adds the four faces of FAMILY; false when SYSTEM does not have it. */
static bool add_family(PdfFonts *fonts, FcConfig *system, const char *family)
{
    FcPattern *wanted = FcPatternBuild(NULL, FC_FAMILY, FcTypeString, family, FC_SCALABLE,
                                       FcTypeBool, FcTrue, (char *)NULL);
    FcObjectSet *objects =
        FcObjectSetBuild(FC_FILE, FC_WEIGHT, FC_SLANT, FC_WIDTH, FC_VARIABLE, (char *)NULL);
    FcFontSet *list = FcFontList(system, wanted, objects);
    bool found = list != NULL && list->nfont > 0;
    static const struct {
        int weight;
        bool slanted;
    } faces[] = {
        {FC_WEIGHT_REGULAR, false},
        {FC_WEIGHT_BOLD, false},
        {FC_WEIGHT_REGULAR, true},
        {FC_WEIGHT_BOLD, true},
    };
    for (size_t i = 0; found && i < G_N_ELEMENTS(faces); i++) {
        const char *file = nearest_file(list, faces[i].weight, faces[i].slanted);
        if (file != NULL)
            add_file(fonts, file);
    }
    if (list != NULL)
        FcFontSetDestroy(list);
    FcObjectSetDestroy(objects);
    FcPatternDestroy(wanted);
    return found;
}

/* SUBSTITUTE is NULL for a family that was only to help out. */
static void report_missing(const PdfFamily *family, const char *substitute, Diags *diags)
{
    g_autofree char *instead =
        substitute == NULL ? g_strdup("") : g_strdup_printf("; '%s' takes its place", substitute);
    if (family->span.source == NULL)
        diags_add_path(diags, &rule_font_missing, "fonts", "font family '%s' is not installed%s",
                       family->name, instead);
    else
        diags_add(diags, &rule_font_missing, family->span, "font family '%s' is not installed%s",
                  family->name, instead);
}

/* Adds FAMILY or SUBSTITUTE and gives the families to ask pango for, FALLBACKS behind it. */
static char *choose(PdfFonts *fonts, FcConfig *system, const PdfFamily *family,
                    const char *substitute, const char *fallbacks, Diags *diags)
{
    if (add_family(fonts, system, family->name))
        return g_strdup_printf("%s,%s", family->name, fallbacks);
    report_missing(family, substitute, diags);
    add_family(fonts, system, substitute);
    return g_strdup_printf("%s,%s", substitute, fallbacks);
}

/* Adds the families that help out and gives their names, parted by commas. */
static char *add_fallbacks(PdfFonts *fonts, FcConfig *system, const PdfFamilies *families,
                           Diags *diags)
{
    GString *names = g_string_new(NULL);
    for (size_t i = 0; i < families->n_fallbacks; i++) {
        const PdfFamily *family = &families->fallbacks[i];
        if (add_family(fonts, system, family->name))
            g_string_append_printf(names, "%s,", family->name);
        else
            report_missing(family, NULL, diags);
    }
    add_family(fonts, system, SYMBOL_FAMILY);
    g_string_append(names, SYMBOL_FAMILY);
    return g_string_free(names, FALSE);
}

/* When no family was found: whatever the machine shows text in. */
static void add_any(PdfFonts *fonts, FcConfig *system)
{
    FcPattern *wanted = FcPatternBuild(NULL, FC_FAMILY, FcTypeString, "sans-serif", FC_SCALABLE,
                                       FcTypeBool, FcTrue, (char *)NULL);
    FcConfigSubstitute(system, wanted, FcMatchPattern);
    FcDefaultSubstitute(wanted);
    FcResult result = FcResultNoMatch;
    FcPattern *match = FcFontMatch(system, wanted, &result);
    if (match != NULL) {
        const char *file = pattern_file(match);
        if (file != NULL)
            add_file(fonts, file);
        FcPatternDestroy(match);
    }
    FcPatternDestroy(wanted);
}

PdfFonts *pdf_fonts_new(const char *text_family, const char *code_family, Diags *diags)
{
    PdfFamilies families = {.text = {.name = text_family}, .code = {.name = code_family}};
    return pdf_fonts_choose(&families, diags);
}

PdfFonts *pdf_fonts_choose(const PdfFamilies *families, Diags *diags)
{
    PdfFonts *fonts = g_new0(PdfFonts, 1);
    fonts->serial = fontconfig_enter();
    fonts->files = g_ptr_array_new_with_free_func(g_free);
    fonts->config = FcConfigCreate();
    FcConfig *system = FcInitLoadConfigAndFonts();
    g_autofree char *fallbacks = add_fallbacks(fonts, system, families, diags);
    fonts->text_family = choose(fonts, system, &families->text, SYMBOL_FAMILY, fallbacks, diags);
    fonts->code_family = choose(fonts, system, &families->code, CODE_SUBSTITUTE, fallbacks, diags);
    if (fonts->files->len == 0)
        add_any(fonts, system);
    FcConfigDestroy(system);
    return fonts;
}

void pdf_fonts_free(PdfFonts *fonts)
{
    if (fonts == NULL)
        return;
    FcConfigDestroy(fonts->config);
    g_ptr_array_unref(fonts->files);
    g_free(fonts->text_family);
    g_free(fonts->code_family);
    g_free(fonts);
    fontconfig_leave();
}

/* ---- one thread's type ---- */

static void note_references(gpointer data, GObject *map, gboolean is_last)
{
    ThreadType *own = data;
    (void)map;
    g_mutex_lock(&own->mutex);
    own->alone = is_last;
    g_cond_signal(&own->cond);
    g_mutex_unlock(&own->mutex);
}

/* Pango sorts fonts in threads of its own, which refer to the map while they run. Fontconfig
 * must not be ended under them. */
static void wait_until_alone(ThreadType *own)
{
    g_mutex_lock(&own->mutex);
    while (!own->alone)
        g_cond_wait(&own->cond, &own->mutex);
    g_mutex_unlock(&own->mutex);
}

static void forget_glyphs(ThreadType *own)
{
    for (size_t i = 0; i < N_CUTS; i++)
        g_clear_pointer(&own->glyphs[i], pdf_glyphs_free);
}

static void thread_type_free(gpointer data)
{
    ThreadType *own = data;
    forget_glyphs(own);
    g_object_unref(own->type.context);
    wait_until_alone(own);
    /* pango 1.50 would keep its reference for ever. */
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(own->map), NULL);
    g_object_remove_toggle_ref(G_OBJECT(own->map), note_references, own);
    g_mutex_clear(&own->mutex);
    g_cond_clear(&own->cond);
    g_free(own);
    fontconfig_leave();
}

static void measure_face(PdfType *type, PdfFace face)
{
    enum { SIZE = 100 };
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font,
                                      face == FACE_CODE ? type->code_family : type->text_family);
    pango_font_description_set_weight(font,
                                      face == FACE_BOLD ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(font, SIZE * PANGO_SCALE);
    char ascii[128];
    for (int i = ' '; i < 127; i++)
        ascii[i - ' '] = (char)i;
    PangoLayout *layout = pango_layout_new(type->context);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_text(layout, ascii, 127 - ' ');
    for (int i = ' '; i < 127; i++) {
        PangoRectangle place;
        pango_layout_index_to_pos(layout, i - ' ', &place);
        type->advance[face][i] = (double)place.width / PANGO_SCALE / SIZE;
    }
    g_object_unref(layout);
    pango_font_description_free(font);
}

static ThreadType *thread_type_new(const PdfFonts *fonts)
{
    ThreadType *own = g_new0(ThreadType, 1);
    fontconfig_enter();
    own->serial = fonts->serial;
    g_mutex_init(&own->mutex);
    g_cond_init(&own->cond);
    own->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    g_object_add_toggle_ref(G_OBJECT(own->map), note_references, own);
    g_object_unref(own->map);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(own->map), fonts->config);
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(own->map), 72.0);
    own->type.text_family = fonts->text_family;
    own->type.code_family = fonts->code_family;
    own->type.glyphs = own->glyphs;
    own->type.context = pango_font_map_create_context(own->map);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(own->type.context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(own->type.context, FALSE);
    pango_context_set_base_dir(own->type.context, PANGO_DIRECTION_LTR);
    pango_context_set_language(own->type.context, pango_language_from_string("en"));
    for (PdfFace face = 0; face < N_FACES; face++)
        measure_face(&own->type, face);
    return own;
}

const PdfType *pdf_type_get(const PdfFonts *fonts, const char *language)
{
    if (fonts->files->len == 0)
        return NULL;
    ThreadType *own = g_private_get(&thread_type);
    if (own == NULL || own->serial != fonts->serial) {
        own = thread_type_new(fonts);
        g_private_replace(&thread_type, own);
    }
    /* Never the language of the machine's locale: it may choose other fonts and breaks. */
    PangoLanguage *spoken = pango_language_from_string(language == NULL ? "en" : language);
    if (pango_context_get_language(own->type.context) != spoken) {
        forget_glyphs(own);
        pango_context_set_language(own->type.context, spoken);
    }
    return &own->type;
}

PdfGlyphs *pdf_type_glyphs(const PdfType *type, bool code, bool bold, bool italic)
{
    PdfGlyphs **glyphs = &type->glyphs[(code ? 4 : 0) + (bold ? 2 : 0) + (italic ? 1 : 0)];
    if (*glyphs == NULL)
        *glyphs = pdf_glyphs_new(type->context, code ? type->code_family : type->text_family, bold,
                                 italic);
    return *glyphs;
}

void press_pdf_thread_end(void)
{
    g_private_replace(&thread_type, NULL);
}

double pdf_type_advance(const PdfType *type, PdfFace face, gunichar character)
{
    if (character < 128)
        return type->advance[face][character];
    if (g_unichar_iszerowidth(character))
        return 0;
    if (face == FACE_CODE)
        return type->advance[face]['0'];
    return g_unichar_iswide(character) ? 1.0 : 0.62;
}
