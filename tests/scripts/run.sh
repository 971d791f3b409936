#!/bin/sh
# Drives the generated runbook scripts through all shells: tests/scripts/run.sh BUILD_DIR
# BUILD_DIR holds libredbinder.a; without it the few sources needed are compiled here.
# The cases stand in cases.sh; each runs in a new folder, once per shell.
set -u

[ $# -eq 1 ] || { echo "usage: $0 BUILD_DIR" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
build=$1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
scripts=$work/scripts
passed=0
failed=0

library=$build/libredbinder.a
sources=
if [ ! -e "$library" ]; then
    library=
    for name in script/assignment script/script script/shell_quote script/shown \
        script/step_part model/runbook model/value base/duration base/date; do
        sources="$sources $root/generator/$name.c"
    done
fi
case $build in
*asan*) sanitize='-fsanitize=address,undefined' ;;
*) sanitize= ;;
esac
mkdir "$scripts"
# shellcheck disable=SC2046,SC2086 # lists of words
if ! ${CC:-cc} -std=c11 -D_GNU_SOURCE -I"$root/generator" $sanitize \
    $(pkg-config --cflags glib-2.0) "$here/make_script.c" $sources $library -o "$work/make_script" \
    $(pkg-config --libs glib-2.0) -lm ||
    ! ASAN_OPTIONS=detect_leaks=0 "$work/make_script" "$root/templates/runbook.sh" "$scripts"; then
    echo "the sample scripts could not be made" >&2
    exit 1
fi

verdict() { # NAME STATUS
    if [ "$2" -eq 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $1"
    fi
}

# ---- What the cases use --------------------------------------------------------------------

fail() {
    bad=1
    echo "  $case_name ($shell): $*"
}

# run SCRIPT [ARGUMENT ...]: without a terminal.
run() {
    script=$scripts/$1.sh
    shift
    status=0
    # shellcheck disable=SC2086 # a shell and its options
    $shell "$script" "$@" </dev/null >out 2>&1 || status=$?
}

# type_to ANSWER ... -- SCRIPT [ARGUMENT ...]: on a terminal; terminal.py tells about answers.
type_to() {
    status=0
    # shellcheck disable=SC2086
    SCRIPTS=$scripts python3 "$here/terminal.py" out "$@" || status=$?
    tr -d '\r' <out >plain && mv plain out
}

ends_with() {
    [ "$status" -eq "$1" ] || { fail "exit status $status instead of $1"; sed 's/^/    /' out; }
}

shows() {
    for wanted in "$@"; do
        grep -qF -e "$wanted" out || { fail "does not show: $wanted"; sed 's/^/    /' out; }
    done
}

hides() {
    for unwanted in "$@"; do
        ! grep -qF -e "$unwanted" out || fail "shows: $unwanted"
    done
}

# logged LINE ...: all events but the first line, without their times; tabs as " | ".
logged() {
    tab=$(printf '\t')
    [ "$(head -n 1 log)" = 'redbinder-log 1' ] || fail "the log does not begin as it should"
    tail -n +2 log | grep -qvE "^20[0-9-]{8}T[0-9:]{8}Z$tab" && fail "a line has no time"
    tail -n +2 log | sed "s/^[^$tab]*$tab//; s/$tab/ | /g; s/run=[a-z0-9TZ-]*/run=R/" >events
    printf '%s\n' "$@" >wanted
    cmp -s wanted events || { fail "the log differs:"; diff wanted events | sed 's/^/    /'; }
}

nothing_happened() {
    [ ! -e proof ] || fail "a command was run"
    for file in ./*; do
        case $file in
        ./out | ./proof | ./wanted) ;;
        *) fail "was written: $file" ;;
        esac
    done
}

proof_is() {
    printf '%s\n' "$@" >wanted
    cmp -s wanted proof || { fail "the commands did otherwise:"; diff wanted proof; }
}

# ---- The run -------------------------------------------------------------------------------

for script in "$scripts"/*.sh; do
    if command -v shellcheck >/dev/null; then
        shellcheck -s sh "$script"
        verdict "shellcheck ${script##*/}" $?
    else
        echo "skipped, for shellcheck is not installed: ${script##*/}"
    fi
done

# shellcheck source=tests/scripts/cases.sh
. "$here/cases.sh"
cases=$(sed -n 's/^\(case_[a-z0-9_]*\)() {$/\1/p' "$here/cases.sh")
unset LANG LC_ALL LOGNAME USER
export PGPASSWORD='s3cr3t-value'
for shell in dash bash 'bash --posix' 'busybox sh'; do
    if ! command -v "${shell%% *}" >/dev/null; then
        echo "skipped, for it is not installed: $shell"
        continue
    fi
    for script in "$scripts"/*.sh; do
        # shellcheck disable=SC2086
        $shell -n "$script"
        verdict "$shell -n ${script##*/}" $?
    done
    for case_name in $cases; do
        [ -n "${ONLY-}" ] && [ "$case_name" != "$ONLY" ] && continue
        bad=0
        rm -rf "$work/case"
        mkdir "$work/case"
        cd "$work/case" || exit 2
        export PROOF="$work/case/proof"
        "$case_name"
        verdict "$case_name in $shell" $bad
    done
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
