#ifndef REDBINDER_COMMAND_GIT_CHILD_H
#define REDBINDER_COMMAND_GIT_CHILD_H

#include <stdbool.h>
#include <sys/types.h>

/*
 * git as a program beside ours, with little of our environment: the folder alone says which
 * repository it is, nothing is fetched or asked, and the index is not refreshed.
 */

/* Starts git with ARGUMENTS, which end with NULL, for the repository of FOLDER, reading from INPUT
 * (-1: nothing) and writing to OUTPUT. 0 when it cannot be. */
pid_t git_child_start(const char *folder, const char *const *arguments, int input, int output);

/* Waits for CHILD. True when all went well with it; 0 is no child. */
bool git_child_wait(pid_t child);

#endif
