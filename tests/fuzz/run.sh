#!/bin/sh
# usage: tests/fuzz/run.sh BUILD_DIR [COUNT [SEED]]
# Spoils the plans of this checkout, and those of tests/golden/rich, which have every key there is,
# COUNT times (300 when not said), each time in another way, and reads, checks, composes and prints
# what is left: see mutate.c. Files of evidence are spoilt and read too: see evidence.c; and run logs
# for their seals: see spoil_logs.c. BUILD_DIR holds libredbinder.a; meant for the sanitizer build.
# The test suite calls it with BUILD_DIR alone, `make fuzz` with .build/asan and 100000.
# A failure names the seed: COUNT 1 and that SEED do it again.
set -u

[ $# -ge 1 ] || { echo "usage: $0 BUILD_DIR [COUNT [SEED]]" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
build=$1
count=${2:-300}
seed=${3:-1}
[ -e "$build/libredbinder.a" ] || { echo "$0: $build holds no libredbinder.a: make" >&2; exit 2; }
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
case $build in
*asan*) sanitize='-g -fsanitize=address,undefined -fno-sanitize-recover=all' ;;
*) sanitize=-O1 ;;
esac
packages='glib-2.0 yaml-0.1 libcmark libxml-2.0 cairo cairo-pdf pangocairo pangoft2 fontconfig
    sqlite3 libqrencode nettle'
# build_one NAME [SOURCE]: tests/fuzz/NAME.c, with another one that it needs
build_one()
{
    # shellcheck disable=SC2046,SC2086 # lists of words
    if ! ${CC:-cc} -std=c11 -D_GNU_SOURCE -I"$root/generator" $sanitize $(pkg-config --cflags $packages) \
        "$here/$1.c" ${2+"$here/$2.c"} "$build/libredbinder.a" -o "$work/$1" \
        $(pkg-config --libs $packages) -lm; then
        echo "tests/fuzz/$1.c cannot be built" >&2
        exit 1
    fi
}

build_one mutate losses
build_one evidence
build_one spoil_logs

export G_SLICE=always-malloc
export REDBINDER_DATA="${REDBINDER_DATA-$root}"
mkdir "$work/library"
passed=0
failed=0

# fuzz WHAT COMMAND...: it says what failed, and on its last line how many rounds passed and failed.
fuzz()
{
    what=$1
    shift
    status=0
    "$@" >"$work/out" 2>&1 || status=$?
    if [ $status -ne 0 ] && [ $status -ne 1 ]; then
        tail -n 60 "$work/out"
        printf 'it ended with status %s at seed %s of %s; again: %s %s 1 %s\n' \
            "$status" "$(cat "$work/library/seed")" "$what" "$0" "$build" "$(cat "$work/library/seed")"
        failed=$((failed + 1))
        return
    fi
    sed '$d' "$work/out"
    counts=$(tail -n 1 "$work/out")
    passed=$((passed + ${counts%% *}))
    counts=${counts#*, }
    failed=$((failed + ${counts%% *}))
    rm -rf "$work/library"
    mkdir "$work/library"
}

# spoil LIBRARY COUNT
spoil()
{
    fuzz "$1" "$work/mutate" "$1" "$work/library" "$2" "$seed"
}

spoil "$root/plans" $((count - count / 3))
fuzz 'the logs' "$work/spoil_logs" "$work/library/seed" $((count * 10)) "$seed" "$here"/logs/*.log
[ "$count" -ge 3 ] || count=3 # one seed is tried on both
spoil "$root/tests/golden/rich/library" $((count / 3))

# What is recorded: logs, reports, forms and tables.
status=0
"$work/evidence" "$root/tests/golden/rich/library" $((count * 5)) "$seed" \
    "$root"/tests/golden/evidence/* "$here"/evidence/* "$here"/logs/* >"$work/out" 2>&1 || status=$?
if [ $status -ne 0 ] && [ $status -ne 1 ]; then
    tail -n 60 "$work/out"
    echo "reading spoilt evidence ended with status $status at seed $seed"
    failed=$((failed + 1))
else
    sed '$d' "$work/out"
    counts=$(tail -n 1 "$work/out")
    passed=$((passed + ${counts%% *}))
    counts=${counts#*, }
    failed=$((failed + ${counts%% *}))
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
