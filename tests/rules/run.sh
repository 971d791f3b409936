#!/bin/sh
# usage: tests/rules/run.sh BINARY [ID...]
#
# Each folder beside this script is named after a rule and holds
#   bad.yaml  or bad/    a plan, or files of a library, that breaks the rule
#   good.yaml or good/   its twin that keeps it
#   expected             what the program says about the bad one
#   command              how to ask it, in one line; `check --as-of 2026-01-01 .` when absent
# Both are laid over the library in base/; a .yaml file becomes case/plan.yaml in it. What lies in
# the folder evidence/ of a plan is recorded in the library's history first.
# What is said of the rule about bad must be exactly `expected`; good must give no finding of it.
# Where the rule is one of reading, bad may not have more findings of other rules than good has: what
# could not be read must not echo. A case with a command of its own is compared as a whole.
# Every rule of `redbinder explain --list` has a folder, or stands in elsewhere.txt beside the
# unit test that names it; and every folder has a rule.
#
# BLESS=1 writes `expected` anew; read the diff as the author of a plan would.
set -u
LC_ALL=C.UTF-8
export LC_ALL
unset SOURCE_DATE_EPOCH

[ $# -ge 1 ] || { echo "usage: $0 BINARY [ID...]" >&2; exit 2; }
binary=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
shift
[ -x "$binary" ] || { echo "$0: $binary is no program" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
REDBINDER_DATA=$(cd "$here/../.." && pwd)
export REDBINDER_DATA
scratch=$(mktemp -d) || exit 3
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
passed=0
failed=0

pass()
{
    passed=$((passed + 1))
}

fail()
{
    failed=$((failed + 1))
    echo "FAIL $*"
}

# Lays the case's SIDE (bad or good) over the base library in $scratch/library.
lay_out()
{
    rm -rf "$scratch/library"
    cp -R "$here/base" "$scratch/library"
    if [ -d "$1/$2" ]; then
        cp -R "$1/$2/." "$scratch/library"
    else
        mkdir "$scratch/library/case"
        cp "$1/$2.yaml" "$scratch/library/case/plan.yaml"
    fi
}

# Takes the evidence in that lies beside the plans.
record()
{
    set -- "$scratch"/library/*/evidence/*
    [ -e "$1" ] || return 0
    (cd "$scratch/library" && timeout 60 "$binary" record "$@") >"$scratch/recorded" 2>&1 || {
        fail "evidence was refused"
        cat "$scratch/recorded"
    }
}

# Asks about the case: what the program says goes to $scratch/said, its exit status to $status.
ask()
{
    record
    command='check --as-of 2026-01-01 .'
    [ ! -f "$1/command" ] || command=$(cat "$1/command")
    status=0
    # shellcheck disable=SC2086 # the command is several words
    (cd "$scratch/library" && NO_COLOR=1 timeout 60 "$binary" $command) \
        >"$scratch/answers" 2>"$scratch/all" || status=$?
    # What a build wrote changes with every template.
    sed '/^built /d' "$scratch/all" >"$scratch/whole"
    if [ -f "$1/command" ]; then
        cp "$scratch/whole" "$scratch/said"
    else
        only "$(basename "$1")" <"$scratch/whole" >"$scratch/said"
    fi
}

# The findings of the rule $1 among those on standard input.
only()
{
    awk -v id="[$1]" '
        /^[^ ]/ { mine = length($0) > length(id) &&
                  substr($0, length($0) - length(id) + 1) == id }
        mine'
}

# The rules that are not of reading and have findings in the file $1, one line for each finding.
others()
{
    sed -n 's/^[^ ].*\[\([a-z0-9-]*\)\]$/\1/p' "$1" | while read -r other; do
        is_reading_rule "$other" || echo "$other"
    done | sort
}

is_reading_rule()
{
    grep -q "\.id = \"$1\"" "$here/../../generator/read/reading_rules.c"
}

# Does bad ($scratch/bad-whole) have findings of other rules that good has not?
test_echo()
{
    others "$scratch/bad-whole" >"$scratch/bad-others"
    others "$scratch/whole" >"$scratch/good-others"
    if comm -23 "$scratch/bad-others" "$scratch/good-others" | grep .; then
        fail "$1: what could not be read echoes in the rules above"
        cat "$scratch/bad-whole"
    else
        pass
    fi
}

test_bad()
{
    lay_out "$1" bad
    ask "$1"
    wanted=0
    grep -q ': error: ' "$scratch/whole" && wanted=1
    cp "$scratch/whole" "$scratch/bad-whole"
    if [ "$status" -gt 3 ] || { [ ! -f "$1/command" ] && [ "$status" -ne "$wanted" ]; }; then
        fail "$2: bad ended with $status instead of $wanted"
        cat "$scratch/said"
    elif [ ! -f "$1/command" ] && [ -s "$scratch/answers" ]; then
        fail "$2: bad wrote to standard output"
    elif ! grep -qF "[$2]" "$scratch/said"; then
        fail "$2: bad does not break the rule"
        cat "$scratch/said"
    elif [ "${BLESS:-}" = 1 ]; then
        cp "$scratch/said" "$1/expected"
        pass
    elif ! diff -u "$1/expected" "$scratch/said"; then
        fail "$2: bad gives something else"
    else
        pass
    fi
}

test_good()
{
    lay_out "$1" good
    ask "$1"
    if [ "$status" -gt 1 ] || grep -q '\[[a-z0-9-]*\]$' "$scratch/said"; then
        fail "$2: good is not clean"
        cat "$scratch/said"
    elif [ ! -f "$1/command" ] && is_reading_rule "$2"; then
        test_echo "$2"
    else
        pass
    fi
}

# Whether the file that elsewhere.txt names for the rule ID speaks of it.
is_elsewhere()
{
    file=$(sed -n "s/^$1 //p" "$here/elsewhere.txt")
    [ -n "$file" ] && grep -qE "\"$1\"|rule_$(echo "$1" | tr - _)\\b" "$here/../../$file"
}

# Compares the folders with the rules that the program knows.
test_completeness()
{
    "$binary" explain --list | sed 's/[[:space:]].*//' | sort >"$scratch/rules"
    for folder in "$here"/*/; do
        basename "$folder"
    done | grep -vx base | sort >"$scratch/folders"
    [ -s "$scratch/rules" ] || fail "the program knows no rules"
    for id in $(comm -23 "$scratch/rules" "$scratch/folders"); do
        is_elsewhere "$id" || fail "$id: a rule without a test"
    done
    for id in $(comm -13 "$scratch/rules" "$scratch/folders"); do
        fail "$id: a folder without a rule"
    done
    [ "$failed" -gt 0 ] || pass
}

ids=$*
if [ $# -eq 0 ]; then
    test_completeness
    ids=$(cat "$scratch/folders")
fi
for id in $ids; do
    test_bad "$here/$id" "$id"
    test_good "$here/$id" "$id"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
