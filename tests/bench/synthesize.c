/*
 * Writes a plan library of made-up plans, for measuring: the same plans for the same seed.
 *
 *   synthesize FOLDER PLANS [SEED]
 */
#include "plan_text.h"

#include <stdio.h>
#include <stdlib.h>

enum { MAX_PLANS = 9999 };

static const char library[] =
    "title: Made-up plans\n"
    "about: A library of made-up plans, for measuring.\n"
    "language: en\n"
    "frameworks: [nist-800-53-cp]\n"
    "binders: [{where: red shelf, holder: team-00, printed: 2026-07-02}]\n"
    "matrix:\n"
    "  impacts: [low, medium, high, critical]\n"
    "  rows:\n"
    "    - {likelihood: low, levels: [low, low, medium, high]}\n"
    "    - {likelihood: medium, levels: [low, medium, high, critical]}\n"
    "    - {likelihood: high, levels: [medium, high, critical, critical]}\n";

static bool write_text(const char *folder, const char *name, const GString *text)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *parent = g_path_get_dirname(path);
    g_autoptr(GError) error = NULL;
    if (g_mkdir_with_parents(parent, 0755) == 0 &&
        g_file_set_contents(path, text->str, (gssize)text->len, &error))
        return true;
    fprintf(stderr, "synthesize: %s cannot be written\n", path);
    return false;
}

static void put_person(Prose *prose, size_t person, GString *out)
{
    g_string_append(out, "  - id: ");
    prose_put_person_id(person, out);
    g_string_append(out, "\n    name: \"");
    if (person == N_PEOPLE - 1)
        g_string_append(out, "[Name]");
    else
        prose_put_person_name(person, out);
    g_string_append_printf(
        out,
        "\"\n    site: %s\n    title: Engineer\n    phone: \"+49 30 9018%02zu\"\n"
        "    phone2: \"+49 171 39200%02zu\"\n",
        person % 2 == 0 ? "Zürich" : "Oulu", person, person);
    prose_put(prose,
              "    email: mail@n@@at@silva.name\n"
              "    timezone: Europe/Berlin\n    verified: 2026-10-31\n    trained: 2026-09-15\n"
              "    about: \"@sentence@\"\n",
              out);
}

static void put_people(Prose *prose, GString *out)
{
    g_string_append(out, "people:\n");
    for (size_t i = 0; i < N_PEOPLE; i++)
        put_person(prose, i, out);
    g_string_append(out, "teams:\n");
    for (size_t i = 0; i < N_TEAMS; i++) {
        g_string_append_printf(out, "  - id: team-%02zu\n    name: Team %zu\n", i, i + 1);
        prose_put(prose,
                  "    email: team@n@@at@silva.name\n    phone: \"+49 30 7654@nn@\"\n"
                  "    members: [person-1@n@, person-2@n@, person-3@n@]\n",
                  out);
    }
    g_string_append(out, "vendors:\n");
    for (size_t i = 0; i < N_VENDORS; i++) {
        g_string_append_printf(out, "  - id: vendor-%zu\n    name: Supplier %zu\n", i, i + 1);
        prose_put(prose,
                  "    service: Machines in @site@\n    contact: Emergency desk\n"
                  "    phone: \"+49 40 8080@nn@\"\n    contract: NW-@nn@@nn@\n"
                  "    email: desk@n@@at@halls.name\n    response: 1h\n    until: 2028-12-31\n",
                  out);
    }
}

static bool write_files(const char *folder, const PlanFile *files, Prose *prose)
{
    for (; files->name != NULL; files++) {
        g_autoptr(GString) text = g_string_new(NULL);
        files->put(prose, text);
        if (!write_text(folder, files->name, text))
            return false;
    }
    return true;
}

static bool write_plan(const char *folder, uint64_t seed, unsigned index)
{
    Prose prose = prose_new(seed, index);
    g_autofree char *path = g_strdup_printf("%s/plan-%04u", folder, index);
    return write_files(path, plan_files, &prose) && write_files(path, runbook_files, &prose);
}

static bool write_library(const char *folder, uint64_t seed)
{
    Prose prose = prose_new(seed, MAX_PLANS);
    g_autoptr(GString) text = g_string_new(library);
    g_autoptr(GString) people = g_string_new(NULL);
    put_people(&prose, people);
    return write_text(folder, "redbinder.yaml", text) && write_text(folder, "people.yaml", people);
}

int main(int argc, char **argv)
{
    unsigned long plans = argc >= 3 ? strtoul(argv[2], NULL, 10) : 0;
    uint64_t seed = argc >= 4 ? strtoull(argv[3], NULL, 10) : 1;
    if (argc < 3 || argc > 4 || plans == 0 || plans > MAX_PLANS) {
        fprintf(stderr, "usage: synthesize FOLDER PLANS [SEED], PLANS from 1 to %d\n", MAX_PLANS);
        return 2;
    }
    bool done = write_library(argv[1], seed);
    for (unsigned i = 0; done && i < plans; i++)
        done = write_plan(argv[1], seed, i);
    return done ? 0 : 3;
}
