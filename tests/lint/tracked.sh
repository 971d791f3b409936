#!/bin/sh
# usage: tests/lint/tracked.sh ROOT
# What a build leaves is made anew by the next one and belongs in no commit: nothing of .build/ and
# output/ but a .gitignore, no history, no archives, no objects or programs, whatever they are
# called. Only what git tracks is looked at; without git there is nothing to say.
set -u
cd "$1" || exit 2
# A hook of git names the repository that it was called in, which may be another one.
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
[ -e .git ] && command -v git >/dev/null 2>&1 || exit 0
names=$(git -c core.quotePath=false ls-files) || exit 2
bad=0

# refuse WHY PATHS
refuse()
{
    [ -n "$2" ] || return 0
    bad=1
    printf '%s\n' "$2" | while IFS= read -r path; do
        echo "$path: $1; take it out with \`git rm --cached\`"
    done
}

# tracked PATTERN
tracked()
{
    printf '%s\n' "$names" | grep -E "$1"
}

refuse 'it is what a build has made' \
    "$(tracked '^(\.build|output|output\.new)/' | grep -v '/\.gitignore$')"
refuse 'the history is made from the evidence' \
    "$(tracked '(^|/)history\.db(-wal|-shm|-journal)?$' | grep -v '^tests/')"
refuse 'it is made by a compiler or a packer' \
    "$(tracked '\.(o|d|a|so|gcno|gcda|pyc|tar|tgz|zip|gz|xz|bz2|zst|deb|rpm)$')"
# Programs, objects and archives are known by how they begin; scripts may speak of them inside.
refuse 'it is a program, an object or an archive' \
    "$(git ls-files -z | xargs -0 -r grep -laE "^($(printf '\177')ELF|!<arch>$)" 2>/dev/null)"
exit $bad
