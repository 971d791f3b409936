# Counts what a harness finds. Source it, say pass, fail and skip, end with tally.
# The harness has set $root, the folder of the checkout.
# shellcheck shell=sh disable=SC2034,SC2154
LC_ALL=C.UTF-8
export LC_ALL
unset SOURCE_DATE_EPOCH
tally_passed=0
tally_failed=0
tally_skipped=0

pass()
{
    tally_passed=$((tally_passed + 1))
}

# fail NAME [FILE]: FILE holds what there is to say about it.
fail()
{
    tally_failed=$((tally_failed + 1))
    echo "FAIL $1"
    [ -z "${2-}" ] || head -n 40 "$2" | sed 's/^/    /'
}

skip()
{
    tally_skipped=$((tally_skipped + 1))
    echo "skipped: $*"
}

# verdict NAME STATUS [FILE]
verdict()
{
    if [ "$2" -eq 0 ]; then
        pass
    else
        fail "$1" "${3-}"
    fi
}

# has PROGRAM: is it installed? Else what it would have shown counts as skipped.
has()
{
    command -v "$1" >/dev/null 2>&1 && return 0
    skip "$1 is not installed"
    return 1
}

# The last line of a harness, and its exit status. A harness in which nothing passed has failed.
tally()
{
    printf '%s passed, %s failed' "$tally_passed" "$tally_failed"
    [ "$tally_skipped" -eq 0 ] || printf ', %s skipped' "$tally_skipped"
    printf '\n'
    [ "$tally_failed" -eq 0 ] && [ "$tally_passed" -gt 0 ]
}

# After make_scratch: git knows no settings and no checkout but those that the harness makes there.
forget_git()
{
    for tally_name in $(env | sed -n 's/^\(GIT_[A-Z_]*\)=.*/\1/p'); do unset "$tally_name"; done
    export HOME="$scratch" GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 \
        GIT_CEILING_DIRECTORIES="$scratch"
}

# absolute FILE
absolute()
{
    printf '%s/%s\n' "$(cd "$(dirname "$1")" && pwd)" "$(basename "$1")"
}

# program ARGUMENT: the absolute path of the program to test, in $binary. The program finds its
# templates beside a checkout's .build/; elsewhere it is told.
program()
{
    if [ -z "${1-}" ] || [ ! -x "$1" ]; then
        echo "usage: $0 BINARY" >&2
        exit 2
    fi
    binary=$(absolute "$1")
    case $binary in
    "$root"/.build/*) ;;
    *)
        REDBINDER_DATA=${REDBINDER_DATA:-$root}
        export REDBINDER_DATA
        ;;
    esac
}

# A folder that goes when the harness ends, in $scratch.
make_scratch()
{
    scratch=$(mktemp -d) || exit 3
    trap 'rm -rf "$scratch"' EXIT
    trap 'exit 130' INT TERM
}
