#!/bin/sh
# usage: tests/lint/names.sh ROOT
# In ROOT/generator every header has the guard REDBINDER_<ROOM>_<NOUN>_H, every .c includes its
# own header first where it has one, and none is called after nothing.
set -u
cd "$1/generator" || exit 2

find . -name '*.[ch]' | sed 's|^\./||' | LC_ALL=C sort | xargs awk '
    function complain(line, text) {
        print "generator/" FILENAME ":" line ": " text
        bad = 1
    }
    FNR == 1 {
        included = 0
        own = guard = noun = FILENAME
        sub(/\.c$/, ".h", own)
        has_own = FILENAME ~ /\.c$/ && (getline unused < own) >= 0
        if (has_own)
            close(own)
        guard = "REDBINDER_" toupper(guard)
        gsub(/[^A-Z0-9]/, "_", guard)
        sub(/.*\//, "", noun)
        sub(/\..*/, "", noun)
        if (noun ~ /^(utils?|misc|common|helpers?|stuff|defs|globals?)$/)
            complain(1, "\"" noun "\" names no noun")
        if (FILENAME ~ /\.h$/ && $0 != "#ifndef " guard)
            complain(1, "a header begins with #ifndef " guard)
    }
    FNR == 2 && FILENAME ~ /\.h$/ && $0 != "#define " guard { complain(2, "no #define " guard) }
    /^#include/ {
        if (!included && has_own && $0 != "#include \"" own "\"")
            complain(FNR, "\"" own "\" comes first")
        included = 1
    }
    /\t/ { complain(FNR, "a tab") }
    /[ \r]$/ { complain(FNR, "white space at the end of the line") }
    END { exit bad }
'
