#ifndef REDBINDER_RULES_COMMAND_FILE_H
#define REDBINDER_RULES_COMMAND_FILE_H

#include "rules/commands.h"

/*
 * Which files commands read, and which they make.
 */
typedef struct CommandFile {
    const ShellWord *word; /* that names it */
    const char *path;      /* relative, as written */
} CommandFile;

typedef void (*CommandFileVisit)(const Body *body, const CommandFile *file, void *data);

/* Calls VISIT for each file that COMMAND of BODY must find: scripts, manifests, input; only those
 * whose relative path is written out. */
void command_files(const Body *body, const ShellCommand *command, CommandFileVisit visit,
                   void *data);

/* What the commands so far have made. */
typedef struct FilesMade {
    GHashTable *paths;
    bool has_more;  /* a checkout or archive has brought files that are not named */
    bool has_moved; /* `cd`: relative paths mean something else */
} FilesMade;

FilesMade files_made_new(void);
void files_made_clear(FilesMade *made);
void files_made_add(FilesMade *made, const ShellCommand *command);

/* Whether PATH was made, or that is at least possible. */
bool files_made_has(const FilesMade *made, const char *path);

/* Whether COMMAND itself makes the file that its WORD names. */
bool files_made_by(const ShellCommand *command, const ShellWord *word);

#endif
