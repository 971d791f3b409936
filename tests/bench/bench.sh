#!/bin/sh
# Measures builds of made-up libraries beside what no build can be faster than.
#
#   bench.sh OUT_DIR
#
# Then the time for one plan of this checkout, and for lists of 10,000 rows beside lists of 5,000: a
# check that takes more than three times as long fails the benchmark; and a history of 100,000 runs
# (RUNS) is recorded, verified and reported on. PAPER is the number of plans to print (default 100).
#
# OUT_DIR holds the program and libredbinder.a. SIZES are the numbers of plans (default "10 100 1000"), SCRATCH the
# folder to work in; it must not exist. By default it lies in memory, for on a disk the figures
# tell more of the file system than of the program: ext4 takes six times as long to create files
# in the minutes after others were removed.
set -eu

out=${1:?usage: bench.sh OUT_DIR}
sizes=${SIZES:-10 100 1000}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
program=$out/redbinder
as_of=2026-11-21
kinds=site,markdown,scripts
: "${CC:=cc}"
: "${CFLAGS:=-O2}"

compile() { # NAME PACKAGES SOURCES...
    name=$1 packages=$2
    shift 2
    # shellcheck disable=SC2046,SC2086 # lists of flags
    $CC -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wconversion -Wsign-conversion -Wshadow \
        -Wstrict-prototypes -Wmissing-prototypes $(pkg-config --cflags $packages) $CFLAGS "$@" \
        -o "$scratch/$name" $(pkg-config --libs $packages)
}

# Runs the program with all that it prints in $scratch/log, and the line
# "<seconds> <seconds of processor> <KiB at most>" in $scratch/usage. Findings are no failure.
run() {
    # GNU time counts the processor time of all threads and the peak of memory.
    "$time" -q -f '%e %U %S %M' -o "$scratch/usage" "$program" "$@" >"$scratch/log" 2>&1 ||
        [ $? -eq 1 ] || { cat "$scratch/log" >&2; exit 3; }
}

row() { # LABEL: prints what run() measured
    awk -v label="$1" '{ printf "  %-26s %8.2f s %8.2f s %8.1f MB\n", label, $1, $2 + $3, $4 / 1024 }' \
        "$scratch/usage"
}

stages() { # prints the stages of the run, in all and for each plan
    awk -v plans="$1" '/^(read|check|compose|markdown|html|script|pdf|write) / && $2 > 0 {
        printf "  %-26s %19.1f ms %8.3f ms\n", $1, $2, $2 / plans }' "$scratch/log"
}

build() { # LABEL KINDS FOLDER
    run build --as-of "$as_of" --only "$2" --timings -q -o "$work/$3" "$work/library"
    row "$1"
}

floor() { # prints what the floor took, and how far the build is from it
    "$scratch/floor" "$work/library" "$work/out" "$work/copy" >"$scratch/floor.log"
    awk 'NR == FNR { wall = $1; cpu = $2 + $3; next }
         $1 != "peak" { floor += $2 / 1000
             printf "  %-26s %19.1f ms %8.1f MB %6d files\n", "floor: " $1, $2, $4, $6 }
         END { printf "  build / floor: wall %.1f, processor %.1f\n", wall / floor, cpu / floor }' \
        "$scratch/usage" "$scratch/floor.log"
}

begin() { # PLANS
    work=$scratch/$1
    "$scratch/synthesize" "$work/library" "$1"
}

measure() { # PLANS
    begin "$1"
    printf '\n%d plans, %s of YAML\n' "$1" \
        "$(find "$work/library" -name '*.yaml' -exec cat {} + | wc -c |
            awk '{ printf "%.1f MB", $1 / 1e6 }')"
    printf '  %-26s %10s %10s %11s\n' '' wall processor peak
    run check --as-of "$as_of" "$work/library"
    row 'check'
    build 'build' "$kinds" out
    printf '  %-26s %22s %11s\n' 'its stages' processor 'each plan'
    stages "$1"
    floor
    for kind in scripts markdown site; do
        build "build, only $kind" "$kind" "$kind"
    done
    build 'build again, unchanged' "$kinds" out
}

# Pages a second of the library's binder and all plans, the peak of memory, and documents out of all
# proportion, each of which may take 10 seconds and 512 MB.
measure_paper() { # PLANS
    begin "$1"
    printf '\n%d plans on paper\n' "$1"
    build 'build, only pdf' pdf paper
    find "$work/paper" -name '*.pdf' -exec pdfinfo {} \; | awk '
        NR == FNR { if ($1 == "pdf") ms = $2; next }
        /^Pages:/ { pages += $2 }
        END { printf "  %-26s %19d    %8.0f a second of processor\n", "pages", pages, pages * 1000 / ms }
    ' "$scratch/log" -
    packages='glib-2.0 yaml-0.1 libcmark libxml-2.0 cairo cairo-pdf pangocairo pangoft2 fontconfig
        sqlite3 libqrencode nettle'
    # shellcheck disable=SC2046,SC2086 # lists of words
    $CC -std=c11 -D_GNU_SOURCE -I"$root/generator" $(pkg-config --cflags $packages) $CFLAGS \
        "$here/paper.c" "$out/libredbinder.a" -o "$scratch/paper" $(pkg-config --libs $packages) -lm
    for name in $("$scratch/paper"); do
        "$scratch/paper" "$name"
    done
}

# The time for one of the plans of this checkout, as an editor or a hook waits for it.
measure_one() {
    plan=$(find "$root/plans" -mindepth 2 -maxdepth 2 -name plan.yaml | sort | head -n 1)
    printf '\none plan of %s\n' "$(basename "$root")/plans"
    # shellcheck disable=SC2016 # for the shell inside
    "$time" -q -f '%e %U %S %M' -o "$scratch/usage" sh -c '
        for i in 1 2 3 4 5 6 7 8 9 10; do "$1" check --as-of "$2" "$3"; done >"$4" 2>&1' \
        sh "$program" "$as_of" "$plan" "$scratch/log" || [ $? -eq 1 ]
    awk '{ printf "  %-26s %7.1f ms %7.1f ms %8.1f MB\n", "check of one plan", $1 * 100,
        ($2 + $3) * 100, $4 / 1024 }' "$scratch/usage"
}

measure_lists() {
    # The library needs all that the program is linked with.
    packages='glib-2.0 yaml-0.1 libcmark libxml-2.0 cairo cairo-pdf pangocairo pangoft2 fontconfig
        sqlite3 libqrencode nettle'
    # shellcheck disable=SC2046,SC2086 # lists of words
    $CC -std=c11 -D_GNU_SOURCE -I"$root/generator" $(pkg-config --cflags $packages) $CFLAGS \
        "$here/lists.c" "$here/list_text.c" "$out/libredbinder.a" -o "$scratch/lists" \
        $(pkg-config --libs $packages) -lm
    "$scratch/lists" "$scratch/long"
}

# What the recovery from one scenario costs to schedule, however much it hits.
measure_schedules() {
    # The library needs all that the program is linked with.
    all='glib-2.0 yaml-0.1 libcmark libxml-2.0 cairo cairo-pdf pangocairo pangoft2 fontconfig
        sqlite3 libqrencode nettle'
    # shellcheck disable=SC2046,SC2086 # lists of words
    $CC -std=c11 -D_GNU_SOURCE -I"$here/../../generator" $(pkg-config --cflags $all) $CFLAGS \
        "$here/schedules.c" "$out/libredbinder.a" -o "$scratch/schedules" \
        $(pkg-config --libs $all) -lm
    "$scratch/schedules" "$scratch/schedule"
}

# What reports cost when much has been run: standings of all plans, for a year and for all days, with
# verdicts and checks, and as Markdown.
measure_standings() {
    # The library needs all that the program is linked with.
    all='glib-2.0 yaml-0.1 libcmark libxml-2.0 cairo cairo-pdf pangocairo pangoft2 fontconfig
        sqlite3 libqrencode nettle'
    # shellcheck disable=SC2046,SC2086 # lists of words
    $CC -std=c11 -D_GNU_SOURCE -I"$here/../../generator" $(pkg-config --cflags $all) $CFLAGS \
        "$here/standings.c" "$out/libredbinder.a" -o "$scratch/standings" \
        $(pkg-config --libs $all) -lm
    REDBINDER_DATA=$root "$scratch/standings" "$scratch/standing"
}

# A script of 500 steps: how long it takes to make, and to read and list it.
measure_script() {
    # shellcheck disable=SC2046,SC2086 # lists of words
    $CC -std=c11 -D_GNU_SOURCE -I"$here/../../generator" $(pkg-config --cflags glib-2.0) $CFLAGS \
        "$here"/../scripts/*.c "$out/libredbinder.a" -o "$scratch/make_script" \
        $(pkg-config --libs glib-2.0) -lm
    engine=$here/../../templates/runbook
    printf '\na script of 500 steps\n'
    script_row 'make it' "$scratch/make_script" "$engine" "$scratch" --long 500
    for shell in dash bash 'busybox sh'; do
        for mode in --version --list; do
            # shellcheck disable=SC2086 # a shell and its options
            script_row "$shell $mode" $shell "$scratch/long.sh" $mode
        done
    done
}

# A history of 100,000 runs with 1,000,000 steps: how fast it is recorded, verified and loaded. The logs
# are written and removed by parts: what is wanted is the history.
measure_history() {
    runs=${RUNS:-100000}
    compile histories glib-2.0 "$here/histories.c"
    begin 100
    mkdir "$scratch/logs"
    printf '\na history of %d runs with %d steps, of 100 plans\n' "$runs" $((runs * 10))
    wall=0 cpu=0 from=0
    while [ "$from" -lt "$runs" ]; do
        rm -f "$scratch"/logs/*
        "$scratch/histories" "$scratch/logs" "$from" 10000 10 100
        # Paths by way of xargs: more than fit on a command line.
        # shellcheck disable=SC2016 # for the shell inside
        (cd "$scratch/logs" && "$time" -q -f '%e %U %S' -o "$scratch/usage" sh -c '
            ls | xargs -n 5000 "$1" record --history "$2" >"$3"' sh "$program" \
            "$scratch/history.db" "$scratch/log")
        from=$((from + 10000))
        read -r w u s <"$scratch/usage"
        wall=$(echo "$wall $w" | awk '{ print $1 + $2 }')
        cpu=$(echo "$cpu $u $s" | awk '{ print $1 + $2 + $3 }')
    done
    rm -rf "$scratch/logs"
    echo "$wall $cpu $((runs * 10)) $(wc -c <"$scratch/history.db")" | awk '{
        printf "  %-26s %8.2f s %8.2f s %8.0f steps a second of processor, %.0f MB\n", "record",
            $1, $2, $3 / $2, $4 / 1e6 }'
    run history verify --history "$scratch/history.db"
    row 'history verify'
    run history list --history "$scratch/history.db" --format csv
    row 'history list'
    run history export --history "$scratch/history.db"
    row 'history export'
    run report --as-of "$as_of" "$work/library"
    row 'report without a history'
    run report --as-of "$as_of" --history "$scratch/history.db" "$work/library"
    row 'report'
}

script_row() { # LABEL COMMAND...: the mean of ten times
    label=$1
    shift
    begun=$(date +%s%N)
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        "$@" >"$scratch/log"
    done
    printf '  %-26s %19.1f ms\n' "$label" \
        "$(echo "$begun $(date +%s%N)" | awk '{ print ($2 - $1) / 1e7 }')"
}

time=$(command -v time || true)
[ -x "$time" ] || { echo "bench: GNU time is missing (Debian package: time)" >&2; exit 3; }
if [ -n "${SCRATCH:-}" ]; then
    mkdir -p "$(dirname "$SCRATCH")"
    mkdir "$SCRATCH"
    scratch=$SCRATCH
elif [ -w /dev/shm ]; then
    scratch=$(mktemp -d /dev/shm/redbinder-bench.XXXXXX)
else
    scratch=$(mktemp -d)
fi
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
compile synthesize glib-2.0 "$here/synthesize.c" "$here/prose.c" "$here/plan_text.c" \
    "$here/runbook_text.c"
compile floor 'glib-2.0 yaml-0.1' "$here/floor.c"
printf '%s processors, load %s before\n' "$(nproc)" "$(cut -d ' ' -f 1 /proc/loadavg)"
measure_script
for size in $sizes; do
    measure "$size"
done
measure_paper "${PAPER:-100}"
measure_schedules
measure_standings
measure_history
measure_one
measure_lists
