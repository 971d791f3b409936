#!/bin/sh
# usage: tests/lint/format.sh ROOT
# The C sources below ROOT are as `make format` leaves them. Each release of clang-format has its own
# mind; that of Debian 12 counts, and any other is not asked.
set -u
root=$1
here=$(cd "$(dirname "$0")" && pwd)
case $(clang-format --version 2>/dev/null) in
*' version 14.'*) ;;
*)
    echo 'note: clang-format 14 is not there; the format of the sources is not looked at'
    exit 0
    ;;
esac
cd "$root" || exit 3
otherwise=$(find generator tests -name node_modules -prune -o -name "*.[ch]" -print0 2>/dev/null |
    xargs -r0 clang-format --style="file:$here/../../.clang-format" --dry-run -Werror 2>&1 |
    sed -n 's/^\([^:]*:[0-9]*\):.*clang-format-violations.*/\1: make format would write it otherwise/p' |
    sort -u -t : -k 1,1)
[ -n "$otherwise" ] || exit 0
echo "$otherwise"
exit 1
