#!/bin/sh
# usage: tests/lint/arrows.sh ROOT
# Every include of ROOT/generator goes along an arrow of arrows.txt; a room that is not in that
# table has no place.
set -u
here=$(cd "$(dirname "$0")" && pwd)
cd "$1/generator" || exit 2

find . -name '*.[ch]' | sed 's|^\./||' | LC_ALL=C sort | xargs awk '
    FILENAME == table && /^#/ { next }
    FILENAME == table {
        room = $1
        sub(/:$/, "", room)
        known[room] = 1
        may[room, room] = 1
        for (i = 2; i <= NF; i++)
            may[room, $i] = 1
        next
    }
    FNR == 1 {
        room = FILENAME
        if (!sub(/\/.*/, "", room))
            room = "main"
        if (!(room in known)) {
            print "generator/" FILENAME ":1: the room \"" room "\" is not in arrows.txt"
            bad = 1
        }
    }
    /^[ \t]*#[ \t]*include[ \t]*"/ {
        split($0, quoted, "\"")
        target = quoted[2]
        if (!sub(/\/.*/, "", target) || target ~ /^\./) {
            print "generator/" FILENAME ":" FNR ": write \"" quoted[2] "\" with its room"
            bad = 1
        } else if (!((room, target) in may)) {
            print "generator/" FILENAME ":" FNR ": " room " may not include " target "/"
            bad = 1
        }
    }
    END { exit bad }
' table="$here/arrows.txt" "$here/arrows.txt"
