#ifndef REDBINDER_UNIT_FIGURE_LEGIBLE_H
#define REDBINDER_UNIT_FIGURE_LEGIBLE_H

#include "doc/figure.h"

#include <cairo.h>
#include <check.h>
#include <fontconfig/fontconfig.h>
#include <string.h>

/*
 * Whether a figure can be read: nothing outside, no text over another, over a sign, or over the
 * edge of a box. Widths of texts are measured with cairo, not with the estimate that figures are
 * laid out by. To be used between legible_begin and legible_end.
 */
static cairo_t *legible_cairo;

static inline void legible_begin(void)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
    legible_cairo = cairo_create(surface);
    cairo_surface_destroy(surface);
}

static inline void legible_end(void)
{
    cairo_destroy(legible_cairo);
    /* Else what they keep for the next font looks like a leak. */
    cairo_debug_reset_static_data();
    FcFini();
}

static inline double width_of(const char *family, const char *text, double size, bool bold)
{
    cairo_text_extents_t extents;
    cairo_select_font_face(legible_cairo, family, CAIRO_FONT_SLANT_NORMAL,
                           bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(legible_cairo, size);
    cairo_text_extents(legible_cairo, text, &extents);
    return extents.x_advance;
}

typedef struct Box {
    double left, top, right, bottom;
} Box;

static inline Box text_box(const Drawing *drawing)
{
    double width = MAX(width_of("Open Sans", drawing->text, drawing->size, drawing->bold),
                       width_of("DejaVu Sans", drawing->text, drawing->size, drawing->bold));
    double left = drawing->x;
    if (drawing->anchor == ANCHOR_MIDDLE)
        left -= width / 2;
    else if (drawing->anchor == ANCHOR_END)
        left -= width;
    return (Box){left, drawing->y - drawing->size * 0.75, left + width,
                 drawing->y + drawing->size * 0.22};
}

static inline Box polygon_box(const Drawing *drawing)
{
    Box box = {1e9, 1e9, -1e9, -1e9};
    for (size_t i = 0; i < drawing->n_points; i++) {
        box.left = MIN(box.left, drawing->points[i].x);
        box.right = MAX(box.right, drawing->points[i].x);
        box.top = MIN(box.top, drawing->points[i].y);
        box.bottom = MAX(box.bottom, drawing->points[i].y);
    }
    return box;
}

static inline Box box_of(const Drawing *drawing)
{
    if (drawing->kind == DRAW_TEXT)
        return text_box(drawing);
    if (drawing->kind == DRAW_POLYGON || drawing->kind == DRAW_POLYLINE)
        return polygon_box(drawing);
    if (drawing->kind == DRAW_DISC)
        return (Box){drawing->x - drawing->width, drawing->y - drawing->width,
                     drawing->x + drawing->width, drawing->y + drawing->width};
    return (Box){MIN(drawing->x, drawing->x + drawing->width),
                 MIN(drawing->y, drawing->y + drawing->height),
                 MAX(drawing->x, drawing->x + drawing->width),
                 MAX(drawing->y, drawing->y + drawing->height)};
}

static inline bool boxes_overlap(const Box *a, const Box *b)
{
    return a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
}

static inline bool box_holds(const Box *outer, const Box *inner)
{
    return inner->left >= outer->left && inner->right <= outer->right && inner->top >= outer->top &&
           inner->bottom <= outer->bottom;
}

/* Signs are polygons and discs: no text may lie over one. A text lies in a rectangle or beside
 * it. */
static inline bool collide(const Box *text, const Drawing *other)
{
    Box second = box_of(other);
    if (other->kind == DRAW_TEXT || other->kind == DRAW_POLYGON)
        return boxes_overlap(text, &second);
    return other->kind == DRAW_RECTANGLE && boxes_overlap(text, &second) &&
           !box_holds(&second, text);
}

static inline const char *label_of(const Drawing *drawing)
{
    return drawing->kind == DRAW_TEXT        ? drawing->text
           : drawing->kind == DRAW_RECTANGLE ? "a box"
                                             : "a sign";
}

static inline void expect_inside(const Figure *figure, const Drawing *drawing)
{
    Box box = box_of(drawing);
    ck_assert_msg(box.left >= -0.01 && box.top >= -0.01 && box.right <= figure->width + 0.01 &&
                      box.bottom <= figure->height + 0.01,
                  "%s: '%s' lies outside: %.1f %.1f %.1f %.1f of %.1f x %.1f", figure->title,
                  label_of(drawing), box.left, box.top, box.right, box.bottom, figure->width,
                  figure->height);
}

static inline void expect_legible(const Figure *figure)
{
    for (size_t i = 0; i < figure->n_drawings; i++) {
        const Drawing *drawing = &figure->drawings[i];
        Box box = box_of(drawing);
        expect_inside(figure, drawing);
        for (size_t j = 0; drawing->kind == DRAW_TEXT && j < figure->n_drawings; j++)
            ck_assert_msg(j == i || !collide(&box, &figure->drawings[j]), "%s: '%s' lies over '%s'",
                          figure->title, drawing->text, label_of(&figure->drawings[j]));
    }
    ck_assert_ptr_nonnull(figure->alt);
    ck_assert(g_str_has_suffix(figure->alt, "."));
    /* A4 has 842 points, of which the margins take some. */
    double scale = figure->width > 470 ? 470 / figure->width : 1;
    ck_assert_msg(figure->height * scale < 720, "%s: %.0f high", figure->title, figure->height);
    ck_assert_msg(scale > 0.7, "%s: %.0f wide", figure->title, figure->width);
}

#endif
