#ifndef REDBINDER_PUBLISH_STAGE_H
#define REDBINDER_PUBLISH_STAGE_H

#include "base/diag.h"

/*
 * The output folder, written beside itself and swapped in whole: a build that fails or is cut
 * off leaves the old output as it was. A file whose bytes have not changed is linked, not
 * written again. SHA256SUMS lists every file. Several threads may write at once.
 */
typedef struct Stage Stage;

typedef struct StageCounts {
    size_t files, unchanged;
    uint64_t bytes;
} StageCounts;

/* Begins the stage of the folder TARGET. NULL with findings when TARGET holds files that no build
 * wrote, which would be lost, or when the stage cannot be made. */
Stage *stage_open(const char *target, Diags *diags) G_GNUC_WARN_UNUSED_RESULT;

/* Writes a file; PATH is relative to the target, MODE 0644 or 0755. False with a finding. */
bool stage_write(Stage *stage, const char *path, const char *bytes, size_t length, int mode,
                 Diags *diags);

/* A file that is written piece by piece; PATH and MODE as above. NULL with a finding. Closed before
 * the stage is committed. */
typedef struct StageFile StageFile;
StageFile *stage_file_open(Stage *stage, const char *path, int mode,
                           Diags *diags) G_GNUC_WARN_UNUSED_RESULT;

/* DATA is the StageFile. False when the bytes cannot be written, which closing it tells why. */
bool stage_file_write(void *data, const char *bytes, size_t length);

/* Ends the file and frees it; removes it when it is not to be KEPT. False with a finding when it
 * could not be written. */
bool stage_file_close(StageFile *file, bool kept, Diags *diags);

/* The paths of all files that will be in the target, a set; owned by the caller, its keys by the
 * stage. */
GHashTable *stage_files(const Stage *stage) G_GNUC_WARN_UNUSED_RESULT;

/* Writes SHA256SUMS and puts the stage in the target's place. False with a finding; then the
 * target is as before. */
bool stage_commit(Stage *stage, StageCounts *counts, Diags *diags);

/* Removes the stage where it was not committed. NULL is allowed. */
void stage_close(Stage *stage);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Stage, stage_close)

#endif
