#!/bin/sh
# Drives the generated runbook scripts through all shells: tests/scripts/run.sh BUILD_DIR
# BUILD_DIR holds libredbinder.a; without it the few sources needed are compiled here.
# The cases stand in the files called *cases.sh; each runs in a new folder, once per shell, the
# shells side by side. RANDOM_TEXTS is the number of runbooks of random text (default 40: the
# full count takes minutes), ONLY the name of a single case, SHELLS other shells to run them in, a
# line each.
set -u

[ $# -eq 1 ] || { echo "usage: $0 BUILD_DIR" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
build=$(cd "$1" && pwd) || exit 2
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
    for file in "$root"/generator/script/*.c "$root"/generator/model/*.c \
        "$root"/generator/base/*.c; do
        sources="$sources $file"
    done
fi
case $build in
*asan*) sanitize='-fsanitize=address,undefined' ;;
*) sanitize= ;;
esac
mkdir "$scripts" "$work/random" "$work/stubs"
# shellcheck disable=SC2046,SC2086 # lists of words
if ! ${CC:-cc} -std=c11 -D_GNU_SOURCE -I"$root/generator" $sanitize \
    $(pkg-config --cflags glib-2.0) "$here"/*.c $sources $library -o "$work/make_script" \
    $(pkg-config --libs glib-2.0) -lm ||
    ! ASAN_OPTIONS=detect_leaks=0 "$work/make_script" "$root/templates/runbook" "$scripts" ||
    ! ASAN_OPTIONS=detect_leaks=0 "$work/make_script" "$root/templates/runbook" \
        "$work/random" --random 0 "${RANDOM_TEXTS:-40}"; then
    echo "the sample scripts could not be made" >&2
    exit 1
fi

# The commands of the samples. `hit NAME` writes NAME to $PROOF, and kills the script when NAME is
# $KILL_IN. `sync` is called by the script behind each event: it kills it behind event $KILL_AT.
cat >"$work/stubs/hit" <<'END'
#!/bin/sh
echo "$*" >>"$PROOF"
[ "${KILL_IN-}" != "$*" ] || kill -9 "$(cut -f 1 .*.lock/holder)"
END
cat >"$work/stubs/sync" <<'END'
#!/bin/sh
[ -n "${KILL_AT-}" ] || exit 0
read -r event <events-so-far || event=0
event=$((event + 1))
echo "$event" >events-so-far
[ "$event" -ne "$KILL_AT" ] || kill -9 "$(cut -f 1 .*.lock/holder)"
END
chmod +x "$work/stubs/hit" "$work/stubs/sync"

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

# seal_is WORD: of "log", as seal.py reckons it.
seal_is() {
    seal=$(python3 "$here/seal.py" log)
    [ "${seal%% *}" = "$1" ] || fail "the log is not $1: $seal"
    [ -x "$build/redbinder" ] || return 0
    "$build/redbinder" verify log >verified 2>&1
    grep -q "$1" verified || fail "redbinder verify does not find it $1: $(cat verified)"
    rm verified
}

# logged LINE ...: all events but the first line, without their times; tabs as " | ".
logged() {
    tab=$(printf '\t')
    [ "$(head -n 1 log)" = 'redbinder-log 1' ] || fail "the log does not begin as it should"
    tail -n +2 log | grep -qvE "^20[0-9-]{8}T[0-9:]{8}Z$tab" && fail "a line has no time"
    seal_is sealed
    shows "Seal of the log: $(printf '%s\n' "$seal" | cut -c 8-23)"
    tail -n +2 log | sed "s/^[^$tab]*$tab//; s/${tab}chain=[0-9a-f]\{64\}\$//; s/$tab/ | /g; s/run=[a-z0-9TZ-]*/run=R/
        s/ | version=1.4 | commit=c0ffee//; s/ | host=[^ ]*//; s/ | script=intact//
        s/ | output=.*//; s/ | mono=[0-9]*\$//" >events
    printf '%s\n' "$@" >wanted
    cmp -s wanted events || { fail "the log differs:"; diff wanted events | sed 's/^/    /'; }
}

nothing_happened() {
    [ ! -e proof ] || fail "a command was run"
    for file in ./*; do
        case $file in
        ./out | ./proof | ./wanted | ./random) ;;
        *) fail "was written: $file" ;;
        esac
    done
}

# Of what has written its number to "pids"; nothing may have come so far.
nothing_runs() {
    [ -e pids ] || return 0
    read -r one other <pids
    for pid in $one $other; do
        case $(ps -o stat= -p "$pid") in
        '' | Z*) ;;
        *) fail "process $pid still runs" ;;
        esac
    done
}

proof_is() {
    printf '%s\n' "$@" >wanted
    cmp -s wanted proof || { fail "the commands did otherwise:"; diff wanted proof; }
}

# ---- The run -------------------------------------------------------------------------------

# shellcheck source=tests/scripts/cases.sh
. "$here/cases.sh"
# shellcheck source=tests/scripts/engine_cases.sh
. "$here/engine_cases.sh"
# shellcheck source=tests/scripts/place_cases.sh
. "$here/place_cases.sh"
cases=$(sed -n 's/^\(case_[a-z0-9_]*\)() {$/\1/p' "$here"/*cases.sh)
unset LANG LC_ALL LOGNAME USER TMPDIR REDBINDER_STATE
export PGPASSWORD='s3cr3t-value' TERM=dumb

# All cases in $shell; prints what failed, and then the counts.
in_shell() {
    for script in "$scripts"/*.sh; do
        # shellcheck disable=SC2086
        $shell -n "$script"
        verdict "$shell -n ${script##*/}" $?
    done
    for case_name in $cases; do
        [ -n "${ONLY-}" ] && [ "$case_name" != "$ONLY" ] && continue
        bad=0
        mkdir "$folder/$case_name"
        cd "$folder/$case_name" || exit 2
        export PROOF="$folder/$case_name/proof" REDBINDER_LOCKS="$folder/$case_name.locks"
        mkdir "$REDBINDER_LOCKS"
        [ -z "${TIMES-}" ] || begun=$(date +%s%N)
        "$case_name"
        [ -z "${TIMES-}" ] || echo "time $((($(date +%s%N) - begun) / 1000000)) ms $case_name ($shell)"
        verdict "$case_name in $shell" $bad
    done
    echo "$passed $failed" >"$folder.counts"
}

PATH=$work/stubs:$PATH
echo "${SHELLS:-dash
bash
bash --posix
busybox sh}" >"$work/shells"
n=0
while read -r shell; do
    if ! command -v "${shell%% *}" >/dev/null; then
        echo "skipped, for it is not installed: $shell"
        continue
    fi
    n=$((n + 1))
    folder=$work/$n
    mkdir "$folder"
    (in_shell) </dev/null >"$folder.out" 2>&1 &
done <"$work/shells"

# The engine is the same in all of them, and long: it is checked in three. In the others what the
# generator has written is, where nothing uses the variables and calls the functions.
engine_starts='# ---- From here on all runbook scripts are alike'
for script in "$scripts"/*.sh; do
    case ${script##*/} in
    full.sh | hostile.sh | calling.sh) part=$script others= ;;
    *)
        part=$work/part.sh others=SC2034,SC2317
        sed "/^$engine_starts/,\$d" "$script" >"$part"
        ;;
    esac
    if command -v shellcheck >/dev/null; then
        shellcheck -s sh ${others:+-e $others} "$part"
        verdict "shellcheck ${script##*/}" $?
    else
        echo "skipped, for shellcheck is not installed: ${script##*/}"
    fi
done
wait
while [ "$n" -gt 0 ]; do
    cat "$work/$n.out"
    read -r p f <"$work/$n.counts" || { p=0 f=1; echo "a shell did not get to the end"; }
    passed=$((passed + p)) failed=$((failed + f))
    n=$((n - 1))
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
