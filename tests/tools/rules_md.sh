#!/bin/sh
# usage: tests/tools/rules_md.sh BINARY
# Prints docs/rules.md: what the program says about each rule, and behind it an example from
# tests/rules/<id>/: the first finding about the bad plan, and what makes it a good one.
set -u
LC_ALL=C.UTF-8
export LC_ALL
binary=$1
cases=$(cd "$(dirname "$0")/../rules" && pwd)

# The first finding of the rule $1 on standard input, with its lines.
first_finding()
{
    awk -v id="[$1]" '
        /^[^ ]/ { if (shown) exit
                  mine = substr($0, length($0) - length(id) + 1) == id
                  shown = mine }
        mine'
}

# What leads from bad to good in the folder $1, without times and numbers of lines, and only the
# beginning of what is long.
difference()
{
    if [ -d "$1/bad" ]; then
        (cd "$1" && diff -ruN -U 2 bad good 2>/dev/null)
    else
        (cd "$1" && diff -u -U 2 bad.yaml good.yaml 2>/dev/null)
    fi | iconv -c -f UTF-8 -t UTF-8 | tr -d '\000-\010\013-\037\177' | awk '
        /^(diff|\+\+\+|Binary|Only|\\) / { next }
        /^--- / { file = $2
                  sub(/^bad\//, "", file)
                  sub(/^bad\.yaml/, "case/plan.yaml", file)
                  print "--- " file
                  first = 1
                  next }
        /^@@ / { if (!first) print " ..."
                 first = 0
                 next }
        { print substr($0, 1, 120) }
    ' | awk 'NR <= 26 { print } NR == 27 { print " ..." }'
}

# The example of the rule $1, if it has one, with a blank line behind each part.
example()
{
    [ -f "$cases/$1/expected" ] || return 0
    printf '````text\n'
    first_finding "$1" <"$cases/$1/expected" | sed "s:\./::g"
    printf '````\n\n'
    changes=$(difference "$cases/$1")
    [ -z "$changes" ] || printf '````diff\n%s\n````\n\n' "$changes"
}

cat <<'END_OF_INTRODUCTION'
# The rules

Written by `make docs` from the program and from the cases in `tests/rules/`: do not edit. Each rule
has a name, which stands in brackets behind its findings; `redbinder explain NAME` says the same as
here. An example shows one finding and what puts it right. A rule of a check can be given another
level, or turned off, under `rules:` in `redbinder.yaml` or with `check --rule`; a finding can be
accepted for a while with a waiver ([format.md](format.md)).

END_OF_INTRODUCTION
{ "$binary" explain --list --format markdown && echo && echo '## '; } | {
    id=
    while IFS= read -r line; do
        case $line in
        '## '*)
            [ -z "$id" ] || example "$id"
            id=${line#'## '}
            [ -n "$id" ] || break
            ;;
        esac
        printf '%s\n' "$line"
    done
} | sed '${/^$/d;}'
