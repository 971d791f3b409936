#ifndef REDBINDER_COMPOSE_FINDING_AGES_H
#define REDBINDER_COMPOSE_FINDING_AGES_H

#include "comply/comply.h"

/* How many findings have been open how long: up to 30 days, up to 90, longer. OVERDUE are among
 * them. */
typedef struct FindingAges {
    size_t young, middling, old;
    size_t overdue;
} FindingAges;

FindingAges finding_ages(const Standing *standing);

#endif
