#ifndef REDBINDER_COMPLY_SHARE_H
#define REDBINDER_COMPLY_SHARE_H

#include "comply/comply.h"

/* Counts the shares of STANDING: its figures. To be called when all else is known. */
void shares_count(Standing *standing);

#endif
