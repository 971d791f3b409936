#!/bin/sh
# usage: tests/lint/fences.sh ROOT
# Headers, functions and words stand only in the rooms of ROOT/generator that fences.txt names.
# Comments and texts are left out of account.
set -u
here=$(cd "$(dirname "$0")" && pwd)
cd "$1/generator" || exit 2

find . -name '*.[ch]' | sed 's|^\./||' | LC_ALL=C sort | xargs awk '
    function allowed(rule, room,    i, n, places) {
        n = split(where[rule], places, " ")
        for (i = 1; i <= n; i++)
            if (places[i] == room || places[i] == FILENAME)
                return 1
        return 0
    }
    function report(what, rule) {
        print "generator/" FILENAME ":" FNR ": " what " may stand " \
            (where[rule] == "" ? "nowhere" : "only in " where[rule])
        bad = 1
    }
    function look(kind, name,    rule) {
        if ((kind, name) in seen)
            rule = seen[kind, name]
        else {
            for (rule = n_rules; rule > 0; rule--)
                if (kinds[rule] == kind && name ~ patterns[rule])
                    break
            seen[kind, name] = rule
        }
        if (rule > 0 && !allowed(rule, room))
            report(kind == "header" ? "<" name ">" : name, rule)
    }
    FILENAME == table && (/^#/ || NF == 0) { next }
    FILENAME == table {
        n_rules++
        kinds[n_rules] = $1
        patterns[n_rules] = "^(" $2 ")$"
        where[n_rules] = ""
        for (i = 3; i <= NF; i++)
            where[n_rules] = where[n_rules] (i > 3 ? " " : "") $i
        next
    }
    FNR == 1 {
        room = FILENAME
        if (!sub(/\/.*/, "", room))
            room = "main"
        comment = 0
    }
    /^[ \t]*#[ \t]*include[ \t]*</ {
        name = $0
        sub(/^[^<]*</, "", name)
        sub(/>.*/, "", name)
        look("header", name)
        next
    }
    {
        code = $0
        if (comment) {
            if (!sub(/^.*\*\//, "", code))
                next
            comment = 0
        }
        gsub(/'\''(\\.|[^\\])'\''/, "0", code)
        gsub(/"([^"\\]|\\.)*"/, "0", code)
        while (match(code, /\/\*/)) {
            end = index(substr(code, RSTART + 2), "*/")
            if (end == 0) {
                comment = 1
                code = substr(code, 1, RSTART - 1)
            } else
                code = substr(code, 1, RSTART - 1) " " substr(code, RSTART + 2 + end + 1)
        }
        sub(/\/\/.*/, "", code)
        while (match(code, /(->|\.)?[A-Za-z_][A-Za-z0-9_]*/)) {
            name = substr(code, RSTART, RLENGTH)
            code = substr(code, RSTART + RLENGTH)
            if (name ~ /^(->|\.)/)
                continue
            look("word", name)
            if (code ~ /^[ \t]*\(/)
                look("call", name)
        }
    }
    END { exit bad }
' table="$here/fences.txt" "$here/fences.txt"
