#!/bin/sh
# Measures builds of made-up libraries beside what no build can be faster than.
#
#   bench.sh OUT_DIR
#
# OUT_DIR holds the program. SIZES are the numbers of plans (default "10 100 1000"), SCRATCH the
# folder to work in (default .build/bench; /dev/shm/bench leaves the disk out of it).
set -eu

out=${1:?usage: bench.sh OUT_DIR}
sizes=${SIZES:-10 100 1000}
scratch=${SCRATCH:-.build/bench}
here=$(dirname "$0")
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
    run build --as-of "$as_of" --only "$2" --timings -q -o "$scratch/$3" "$scratch/library"
    row "$1"
}

floor() { # prints what the floor took, and how far the build is from it
    cp "$scratch/usage" "$scratch/full"
    "$scratch/floor" "$scratch/library" "$scratch/out" "$scratch/copy" >"$scratch/floor.log"
    rm -rf "$scratch/copy"
    awk 'NR == FNR { wall = $1; cpu = $2 + $3; next }
         $1 != "peak" { floor += $2 / 1000
             printf "  %-26s %19.1f ms %8.1f MB %6d files\n", "floor: " $1, $2, $4, $6 }
         END { printf "  build / floor: wall %.1f, processor %.1f\n", wall / floor, cpu / floor }' \
        "$scratch/full" "$scratch/floor.log"
}

measure() { # PLANS
    plans=$1
    rm -rf "$scratch/library" "$scratch/out" "$scratch/part"
    "$scratch/synthesize" "$scratch/library" "$plans"
    printf '\n%d plans, %s of YAML\n' "$plans" \
        "$(find "$scratch/library" -name '*.yaml' -exec cat {} + | wc -c |
            awk '{ printf "%.1f MB", $1 / 1e6 }')"
    printf '  %-26s %10s %10s %11s\n' '' wall processor peak
    run check --as-of "$as_of" "$scratch/library"
    row 'check'
    for kind in scripts markdown site; do
        build "build, only $kind" "$kind" part
        rm -rf "$scratch/part"
    done
    build 'build' "$kinds" out
    cp "$scratch/log" "$scratch/full.log"
    cp "$scratch/usage" "$scratch/full.usage"
    build 'build again, unchanged' "$kinds" out
    mv "$scratch/full.log" "$scratch/log"
    mv "$scratch/full.usage" "$scratch/usage"
    printf '  %-26s %22s %11s\n' 'stages of the build' processor 'each plan'
    stages "$plans"
    floor
}

measure_paper() { # PLANS
    rm -rf "$scratch/library" "$scratch/part"
    "$scratch/synthesize" "$scratch/library" "$1"
    printf '\n%d plans on paper\n' "$1"
    build 'build, only pdf' pdf part
    stages "$1"
    rm -rf "$scratch/part"
}

time=$(command -v time || true)
[ -x "$time" ] || { echo "bench: GNU time is missing (Debian package: time)" >&2; exit 3; }
mkdir -p "$scratch"
compile synthesize glib-2.0 "$here/synthesize.c" "$here/prose.c" "$here/plan_text.c" \
    "$here/runbook_text.c"
compile floor 'glib-2.0 yaml-0.1' "$here/floor.c"
printf '%s processors, load %s before\n' "$(nproc)" "$(cut -d ' ' -f 1 /proc/loadavg)"
for size in $sizes; do
    measure "$size"
done
measure_paper 10
rm -rf "$scratch/library" "$scratch/out" "$scratch/part"
