#include "history/junit_suite.h"

#define HEAD(field_) .field = LOG_FIELD_##field_
#define INSTANT(event_) .field = LOG_FIELDS, .event = LOG_##event_

const JunitPropertyName junit_properties[JUNIT_PROPERTIES] = {
    [JUNIT_PLAN] = {"redbinder.plan", HEAD(PLAN)},
    [JUNIT_EXERCISE] = {"redbinder.exercise", HEAD(EXERCISE)},
    [JUNIT_RUNBOOK] = {"redbinder.runbook", HEAD(RUNBOOK)},
    [JUNIT_TYPE] = {"redbinder.type", HEAD(TYPE)},
    [JUNIT_SCENARIO] = {"redbinder.scenario", HEAD(SCENARIO)},
    [JUNIT_SERVICES] = {"redbinder.services", HEAD(SERVICES)},
    [JUNIT_SITE] = {"redbinder.site", HEAD(SITE)},
    [JUNIT_BACKUP] = {"redbinder.backup", HEAD(BACKUP)},
    [JUNIT_CHECKSUM] = {"redbinder.checksum", HEAD(CHECKSUM)},
    [JUNIT_OBSERVER] = {"redbinder.observer", HEAD(OBSERVER)},
    [JUNIT_DECLARED] = {"redbinder.declared", INSTANT(DECLARED)},
    [JUNIT_DECIDED] = {"redbinder.decided", INSTANT(DECIDED)},
    [JUNIT_SERVICE_BACK] = {"redbinder.service-back", INSTANT(SERVICE_BACK)},
    [JUNIT_VERIFIED] = {"redbinder.verified", INSTANT(VERIFIED)},
    [JUNIT_RECOVERED_TO] = {"redbinder.recovered-to", INSTANT(RECOVERED_TO)},
};
