#include "history/migrations.h"

#include <glib.h>

/* Instants are seconds of UTC and days are counted from 1970. Days go from 1900 to 2999 as in
 * base/date; instants have a century more on both sides, for zones and durations. Nothing says when a row was written: the same evidence gives the same rows. */
static const char version_1[] =
    "CREATE TABLE evidence ("
    "  sha256 TEXT PRIMARY KEY NOT NULL CHECK (length(sha256) = 64),"
    "  name TEXT NOT NULL,"
    "  format TEXT NOT NULL CHECK (format IN ('run-log', 'junit'))"
    ") STRICT, WITHOUT ROWID;"

    "CREATE TABLE runs ("
    "  number INTEGER PRIMARY KEY,"
    "  id TEXT NOT NULL UNIQUE,"
    "  evidence TEXT NOT NULL REFERENCES evidence (sha256),"
    "  kind TEXT NOT NULL CHECK (kind IN ('drill', 'incident', 'test')),"
    "  outcome TEXT NOT NULL CHECK (outcome IN ('passed', 'failed', 'aborted')),"
    "  plan TEXT NOT NULL,"
    "  exercise TEXT,"
    "  incident TEXT,"
    "  runbook TEXT,"
    "  runbook_hash TEXT CHECK (length(runbook_hash) = 64),"
    "  title TEXT,"
    "  operator TEXT,"
    "  declared INTEGER CHECK (declared BETWEEN -5364662400 AND 35659353599),"
    "  started INTEGER NOT NULL CHECK (started BETWEEN -5364662400 AND 35659353599),"
    "  ended INTEGER CHECK (ended BETWEEN -5364662400 AND 35659353599),"
    "  service_back INTEGER CHECK (service_back BETWEEN -5364662400 AND 35659353599),"
    "  recovered_to INTEGER CHECK (recovered_to BETWEEN -5364662400 AND 35659353599)"
    ") STRICT;"
    "CREATE INDEX runs_by_start ON runs (started, id);"
    "CREATE INDEX runs_by_evidence ON runs (evidence);"

    "CREATE TABLE run_steps ("
    "  run INTEGER NOT NULL REFERENCES runs (number),"
    "  position INTEGER NOT NULL,"
    "  step TEXT NOT NULL,"
    "  started INTEGER CHECK (started BETWEEN -5364662400 AND 35659353599),"
    "  ended INTEGER CHECK (ended BETWEEN -5364662400 AND 35659353599),"
    "  outcome TEXT NOT NULL CHECK (outcome IN ('passed', 'failed', 'skipped')),"
    "  exit_status INTEGER CHECK (exit_status BETWEEN 0 AND 255),"
    "  done_by TEXT,"
    "  note TEXT,"
    "  PRIMARY KEY (run, position)"
    ") STRICT, WITHOUT ROWID;"

    "CREATE TABLE findings ("
    "  run INTEGER NOT NULL REFERENCES runs (number),"
    "  position INTEGER NOT NULL,"
    "  severity TEXT CHECK (severity IN ('low', 'medium', 'high', 'critical')),"
    "  text TEXT NOT NULL,"
    "  owner TEXT,"
    "  due INTEGER CHECK (due BETWEEN -25567 AND 376199),"
    "  closed INTEGER CHECK (closed BETWEEN -25567 AND 376199),"
    "  PRIMARY KEY (run, position)"
    ") STRICT, WITHOUT ROWID;"

    "CREATE TABLE run_notes ("
    "  run INTEGER NOT NULL REFERENCES runs (number),"
    "  position INTEGER NOT NULL,"
    "  at INTEGER NOT NULL CHECK (at BETWEEN -5364662400 AND 35659353599),"
    "  text TEXT NOT NULL,"
    "  PRIMARY KEY (run, position)"
    ") STRICT, WITHOUT ROWID;";

static const char *const scripts[] = {version_1};

const Migrations history_migrations = {.scripts = scripts, .count = G_N_ELEMENTS(scripts)};
