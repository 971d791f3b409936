#!/bin/sh
# usage: tests/lint/sizes.sh ROOT
# Functions, files and lists of includes in ROOT/generator stay within their limits; what is above
# the aim is told and does not fail. A function begins with the line that begins its declaration
# and ends with the first } in the first column; the format of the house makes sure of that. The
# shell of the scripts, in ROOT/templates/runbook, is held to the same.
set -u
cd "$1/generator" || exit 2
bad=0
list=$(find . -name '*.[ch]' | sed 's|^\./||' | LC_ALL=C sort)
sections=$(find ../templates/runbook -name '*.sh' 2>/dev/null | LC_ALL=C sort)

# shellcheck disable=SC2086 # names without spaces
awk '
    function measure(what, size, aim, limit) {
        if (size > limit) {
            what = "generator/" what
            sub(/^generator\/\.\.\//, "", what)
            print what ": " size ", the limit is " limit
            bad = 1
        } else if (size > aim)
            over++
    }
    function end_file() {
        if (file == "")
            return
        measure(file " lines", lines, 400, 700)
        if (file ~ /\.c$/ && file !~ /^(command\/|main\.c)/)
            measure(file " own includes", includes, 5, 8)
    }
    FNR == 1 {
        end_file()
        file = FILENAME
        includes = inside = first = 0
    }
    { lines = FNR }
    /^#include "/ { includes++ }
    /^[A-Za-z_]/ && !inside { first = FNR; head = $0 }
    /^\{/ || /^[a-z_]+\(\) \{$/ { inside = 1 }
    /^\}/ && inside {
        name = head
        sub(/\(.*/, "", name)
        sub(/.*[ *]/, "", name)
        functions++
        measure(file ":" first ": " name "() lines", FNR - first + 1, 30, 80)
        inside = 0
    }
    END {
        end_file()
        if (over > 0)
            print "note: " over " of " functions " functions and " (ARGC - 1) \
                " files are above what they aim at"
        exit bad
    }
' $list $sections || bad=1

if command -v pmccabe >/dev/null 2>&1; then
    # The first column counts a switch as one decision: exhaustive switches are wanted here.
    # shellcheck disable=SC2046
    pmccabe $(printf '%s\n' "$list" | grep '\.c$') | awk -F '\t' '
        $1 > 15 {
            print "generator/" $6 "() has complexity " $1 ", the limit is 15"
            bad = 1
        }
        END { exit bad }
    ' || bad=1
else
    echo "note: pmccabe is not installed, complexity was not looked at"
fi
exit $bad
