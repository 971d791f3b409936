#include "press/pdf_paint.h"

static void set_rgb(cairo_t *cr, unsigned rgb)
{
    cairo_set_source_rgb(cr, (rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0,
                         (rgb & 0xff) / 255.0);
}

static const cairo_user_data_key_t accent_key;

void pdf_ink_set_accent(cairo_t *cr, const unsigned *accent)
{
    cairo_set_user_data(cr, &accent_key, (void *)accent, NULL);
}

void pdf_ink_set(cairo_t *cr, PdfInk ink)
{
    static const unsigned inks[] = {
        [INK_NONE] = 0xffffff,   [INK_PAPER] = 0xffffff,   [INK_TEXT] = 0x16181d,
        [INK_MUTED] = 0x545a64,  [INK_LINK] = 0x1b3f73,    [INK_RULE] = 0x8a9099,
        [INK_HAIR] = 0xc6cad0,   [INK_TINT] = 0xf3f4f6,    [INK_GOOD] = 0x4d8a5b,
        [INK_INFO] = 0x3a6ea5,   [INK_WARNING] = 0x8a5a00, [INK_DANGER] = 0x8f1414,
        [INK_ACCENT] = 0x8f1414,
    };
    const unsigned *accent = ink == INK_ACCENT ? cairo_get_user_data(cr, &accent_key) : NULL;
    set_rgb(cr, accent == NULL ? inks[ink] : *accent);
}

PdfInk pdf_ink_of_tone(Tone tone)
{
    static const PdfInk inks[] = {
        [TONE_NEUTRAL] = INK_RULE,    [TONE_GOOD] = INK_GOOD,     [TONE_INFO] = INK_INFO,
        [TONE_WARNING] = INK_WARNING, [TONE_DANGER] = INK_DANGER,
    };
    return inks[tone];
}

void pdf_paint_set_ground(cairo_t *cr, Paint paint)
{
    static const unsigned grounds[] = {
        [PAINT_NONE] = 0xffffff,  [PAINT_INK] = 0x16181d,     [PAINT_MUTED] = 0xdfe2e6,
        [PAINT_PAPER] = 0xffffff, [PAINT_ACCENT] = 0x2f5d8f,  [PAINT_GOOD] = 0xe3f1e3,
        [PAINT_INFO] = 0xc9dcef,  [PAINT_WARNING] = 0xf0bf55, [PAINT_DANGER] = 0xd9695c,
    };
    set_rgb(cr, grounds[paint]);
}

void pdf_paint_set_line(cairo_t *cr, Paint paint)
{
    static const unsigned lines[] = {
        [PAINT_NONE] = 0xffffff,  [PAINT_INK] = 0x16181d,     [PAINT_MUTED] = 0x6a707a,
        [PAINT_PAPER] = 0xffffff, [PAINT_ACCENT] = 0x2f5d8f,  [PAINT_GOOD] = 0x4d8a5b,
        [PAINT_INFO] = 0x3a6ea5,  [PAINT_WARNING] = 0x8a5a00, [PAINT_DANGER] = 0x8f1414,
    };
    set_rgb(cr, lines[paint]);
}
