#!/bin/sh
# usage: tests/run.sh BUILD_DIR
# Runs every test there is on what BUILD_DIR holds (libredbinder.a, redbinder, unit/*), two at a
# time: first the unit tests, then the harnesses. Each writes a line of its own; what failed is
# shown in full at the end, and the last line is the sum: N passed, N failed.
set -u
[ $# -ge 1 ] || { echo "usage: $0 BUILD_DIR" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/.." && pwd)

# A run with fewer tests has lost some on the way.
minimum=1000

# The last line of a harness or of a Check program as "PASSED FAILED SKIPPED"; nothing otherwise.
counts()
{
    sed -n -e 's/^\([0-9]*\) passed, \([0-9]*\) failed, \([0-9]*\) skipped$/\1 \2 \3/p' \
        -e 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2 0/p' \
        -e 's/^[0-9]*%: Checks: \([0-9]*\), Failures: \([0-9]*\), Errors: \([0-9]*\)$/\1 \2 \3 check/p' \
        "$1" | tail -n 1 | while read -r first second third kind; do
        if [ -n "$kind" ]; then
            echo "$((first - second - third)) $((second + third)) 0"
        else
            echo "$first $second $third"
        fi
    done
}

# one FOLDER NAME COMMAND...: runs a suite; its words go to FOLDER/NAME.out, its counts to
# FOLDER/NAME.counts. A suite that ends badly has failed, whatever it counts.
one()
{
    folder=$1
    name=$2
    shift 2
    begun=$(date +%s)
    status=0
    "$@" >"$folder/$name.out" 2>&1 </dev/null || status=$?
    read -r passed failed skipped <<END
$(counts "$folder/$name.out")
END
    passed=${passed:-0} failed=${failed:-0} skipped=${skipped:-0}
    if [ "$failed" -eq 0 ] && { [ $status -ne 0 ] || [ "$passed" -eq 0 ]; }; then
        failed=1
        echo "$name ended with status $status after $passed tests" >>"$folder/$name.out"
    fi
    echo "$passed $failed $skipped" >"$folder/$name.counts"
    printf '%-28s %5s passed %4s failed %3s skipped %4s s\n' \
        "$name" "$passed" "$failed" "$skipped" $(($(date +%s) - begun))
}

if [ "$1" = --one ]; then
    shift
    one "$@"
    exit 0
fi

build=$(cd "$1" && pwd) || exit 2
binary=$build/redbinder
[ -x "$binary" ] || { echo "$0: $build holds no redbinder: make" >&2; exit 2; }
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# The sanitizers end a program at its first fault; the slice allocator would hide leaks. Tests that
# need templates find them also when the build lies elsewhere.
# Ends what hangs; a busy machine under a sanitizer is slow, not wrong.
export CK_DEFAULT_TIMEOUT=60
export G_SLICE=always-malloc
export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
case $build in
"$root"/.build/*) ;;
*) export REDBINDER_DATA="${REDBINDER_DATA-$root}" ;;
esac

# Harnesses, the slowest first. Each takes the program or the folder of the build.
jobs()
{
    echo "reproducible $here/output/reproducible.sh $binary"
    echo "output $here/output/run.sh $binary"
    echo "pages $here/pages/run.sh $build"
    echo "public $here/output/public.sh $binary"
    echo "weight $here/output/weight.sh $binary"
    echo "editions $here/output/editions.sh $binary"
    echo "browser $here/browser/run.sh $binary"
    echo "scripts $here/scripts/run.sh $build"
    echo "fuzz $here/fuzz/run.sh $build"
    for program in "$build"/unit/test_*; do
        case $program in
        *.d) ;;
        *) echo "unit-${program##*/test_} $program" ;;
        esac
    done
    echo "golden $here/golden/run.sh $binary"
    echo "coverage $here/output/coverage.sh $binary"
    echo "cli $here/cli/run.sh $binary"
    echo "commit $here/cli/commit.sh $binary"
    echo "currency $here/cli/currency.sh $binary"
    echo "history $here/cli/history.sh $binary"
    echo "faults $here/cli/faults.sh $binary"
    echo "init $here/init/run.sh $binary"
    echo "formats $here/cli/formats.sh $binary"
    echo "machines $here/cli/machines.sh $binary"
    echo "rules $here/rules/run.sh $binary"
    echo "lint $here/lint/run.sh $binary"
}

jobs >"$work/jobs"
xargs -P 2 -L 1 "$0" --one "$work" <"$work/jobs"

passed=0 failed=0 skipped=0
while read -r name _; do
    read -r p f s <"$work/$name.counts" || { p=0 f=1 s=0; echo "$name did not end"; }
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    [ "$f" -eq 0 ] || { echo "---- $name"; cat "$work/$name.out"; }
    grep '^skipped' "$work/$name.out" >>"$work/skipped"
done <"$work/jobs"
sort -u "$work/skipped"
if [ "$passed" -lt $minimum ]; then
    echo "only $passed tests have passed, there should be at least $minimum"
    failed=$((failed + 1))
fi
if [ "$skipped" -gt 0 ]; then
    echo "$passed passed, $failed failed, $skipped skipped"
else
    echo "$passed passed, $failed failed"
fi
[ "$failed" -eq 0 ]
