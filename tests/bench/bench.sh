#!/bin/sh
# Measures builds of made-up libraries beside what no build can be faster than.
#
#   bench.sh OUT_DIR
#
# Then the time for one plan of this checkout, and for lists of 10,000 rows beside lists of 5,000: a
# check that takes more than three times as long fails the benchmark; and a history of 100,000 runs
# (RUNS) is recorded, verified and reported on. PAPER are the numbers of plans to print (default
# "32 100": a thousand pages and three thousand).
#
# OUT_DIR holds the program and libredbinder.a. SIZES are the numbers of plans (default "10 100 1000"), SCRATCH the
# folder to work in; it must not exist. By default it lies in memory, for on a disk the figures
# tell more of the file system than of the program: ext4 takes six times as long to create files
# in the minutes after others were removed.
set -eu

out=$(cd "${1:?usage: bench.sh OUT_DIR}" && pwd)
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

# The same for what calls the program's own code, which needs all that the program is linked with.
compile_with_library() { # NAME SOURCES...
    name=$1
    shift
    compile "$name" 'glib-2.0 yaml-0.1 libcmark libxml-2.0 cairo cairo-pdf pangocairo pangoft2
        fontconfig sqlite3 libqrencode nettle' -I"$root/generator" "$@" "$out/libredbinder.a" -lm
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

pages() { # FOLDER: how many pages a second run() wrote, and how large they are
    find "$1" -name '*.html' -printf '%s\n' | awk -v usage="$(cat "$scratch/usage")" '
        { bytes += $1; if ($1 > largest) largest = $1 }
        END { split(usage, time, " ")
            printf "  %-26s %8.0f /s %8.0f B %8.0f B at most\n", NR " pages", NR / (time[1] > 0 ? time[1] : 0.01),
                bytes / NR, largest }'
}

finding() { # SITE: how long its search takes, where there is a browser
    chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
    if [ -n "$chromium" ] && [ -d "$root/tests/browser/node_modules/playwright-core" ]; then
        node "$here/search.mjs" "$chromium" "$1"
    else
        echo "  search: not measured without Chromium and playwright-core: make deps"
    fi
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
    pages "$work/site"
    finding "$work/site"
    build 'build again, unchanged' "$kinds" out
}

# paper NAME ARGUMENT...: what it takes to print NAME, and how many pages a second of processor.
paper() {
    name=$1
    shift
    rm -rf "$work/paper"
    run build --as-of "$as_of" --only pdf --timings -q -o "$work/paper" "$@" "$work/library"
    row "$name"
    find "$work/paper" -name '*.pdf' -exec pdfinfo {} \; | awk '
        NR == FNR { if ($1 == "pdf") ms = $2; next }
        /^Pages:/ { pages += $2 }
        END { printf "  %-26s %19d    %8.0f a second of processor\n", "  pages", pages, pages * 1000 / ms }
    ' "$scratch/log" -
}

# The usual paper of made-up plans, and of that the binder alone and each plan's own.
measure_paper() { # PLANS
    begin "$1"
    printf '\n%d plans on paper\n' "$1"
    paper 'all that is usual'
    paper 'the binder' --edition binder
    paper 'the plans' --edition plan
}

# Documents out of all proportion, each of which may take 10 seconds and 512 MB.
measure_documents() {
    printf '\none document with\n'
    compile_with_library paper "$here/paper.c"
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
    compile_with_library lists "$here/lists.c" "$here/list_text.c"
    "$scratch/lists" "$scratch/long"
}

# What the recovery from one scenario costs to schedule, however much it hits.
measure_schedules() {
    compile_with_library schedules "$here/schedules.c"
    "$scratch/schedules" "$scratch/schedule"
}

# What reports cost when much has been run: standings of all plans, for a year and for all days, with
# verdicts and checks, and as Markdown.
measure_standings() {
    compile_with_library standings "$here/standings.c"
    REDBINDER_DATA=$root "$scratch/standings" "$scratch/standing"
}

# The page of a runbook of 40 steps is read on a bad connection: it has at most 60,000 bytes.
measure_runbook_page() {
    library=$scratch/forty
    mkdir -p "$library/docs/runbooks"
    echo 'title: Forty' >"$library/redbinder.yaml"
    printf 'title: Documents\nservices: [{id: api, rto: 4h}]\n' >"$library/docs/plan.yaml"
    awk 'BEGIN {
        print "title: Restore\nrecovers: [api]\nrto: 4h\nsteps:"
        for (i = 1; i <= 40; i++) {
            printf "  - id: step-%d\n    title: Bring back part %d of the service\n", i, i
            printf "    who: on call\n    takes: 5m\n    timeout: 15m\n"
            printf "    run: |\n      pg_restore --clean --host=\"$DB_HOST\" --dbname=part%d part%d.dump\n", i, i
            printf "    verify: psql --host=\"$DB_HOST\" --command=\"select count(*) from part%d\"\n", i
            print "    expect: more rows than yesterday\n    on-failure: stop"
        }
    }' >"$library/docs/runbooks/restore.yaml"
    run build --as-of "$as_of" --only site -q -o "$scratch/forty.out" "$library"
    size=$(wc -c <"$scratch/forty.out/docs/runbooks/restore.html")
    printf '\na page of 40 steps %32d bytes\n' "$size"
    [ "$size" -le 60000 ] || { echo 'bench: it is above 60,000' >&2; exit 1; }
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
    run report --format json --as-of "$as_of" --history "$scratch/history.db" "$work/library"
    row 'report --format json'
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
measure_runbook_page
for size in $sizes; do
    measure "$size"
done
for size in ${PAPER:-32 100}; do
    measure_paper "$size"
done
measure_documents
measure_schedules
measure_standings
measure_history
measure_one
measure_lists
