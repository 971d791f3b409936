#ifndef REDBINDER_COMMAND_LIBRARY_COMMIT_H
#define REDBINDER_COMMAND_LIBRARY_COMMIT_H

/*
 * The commit that the plan library in FOLDER is at: its id, with "+changes" behind it when the
 * files of the library are not those of that commit. Compared are the files below FOLDER that the
 * commit has, and new ones that a build reads; not compared are evidence, what a build makes
 * (output/ and OUTPUT), the history (history.db and HISTORY), and what begins with a dot.
 *
 * NULL when the library is not in a commit of a git repository, or git cannot tell. Owned by the
 * caller.
 */
char *library_commit(const char *folder, const char *output, const char *history);

#endif
