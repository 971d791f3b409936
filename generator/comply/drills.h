#ifndef REDBINDER_COMPLY_DRILLS_H
#define REDBINDER_COMPLY_DRILLS_H

#include "comply/answer.h"

/*
 * Whether exercises of some sort are planned at least once in the period of a control, and whether
 * the newest pass of one of them still counts. One that is current is enough; without one, the
 * worst of them speaks.
 */
typedef struct DrillSort {
    bool (*exercise)(const Question *question, const Exercise *exercise); /* is it of the sort? */
    bool (*run)(const Question *question, const Exercise *exercise,
                const Run *run); /* does it count? NULL: each does */
    const char *words;           /* "are of type restore" */
    const char *plan;      /* what to do when none is planned: an imperative without full stop */
    const char *run_words; /* "at an alternate site": what a run must be beside passed; or NULL */
} DrillSort;

Answer drills_judge(const Question *question, const DrillSort *sort);

#endif
