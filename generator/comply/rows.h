#ifndef REDBINDER_COMPLY_ROWS_H
#define REDBINDER_COMPLY_ROWS_H

#include "comply/comply.h"

enum { MOST_ROWS = 50 }; /* of each sort; more are not kept */

/*
 * The runs and acts on which a verdict rests, each once, in the order of their coming. Borrows
 * them.
 */
typedef struct Rows {
    GPtrArray *runs; /* of const Run * */
    GPtrArray *acts; /* of const Act * */
} Rows;

Rows *rows_new(void) G_GNUC_WARN_UNUSED_RESULT;
void rows_free(Rows *rows);

/* NULL is nothing. */
void rows_add_run(Rows *rows, const Run *run);
void rows_add_act(Rows *rows, const Act *act);

/* Hands what is there to RESULT, in ARENA, and empties ROWS. */
void rows_hand_over(Rows *rows, ControlResult *result, Arena *arena);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Rows, rows_free)

#endif
