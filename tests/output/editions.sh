#!/bin/sh
# usage: tests/output/editions.sh BINARY
# Which editions a build prints, and where.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
# shellcheck source=tests/tally.sh
. "$here/../tally.sh"
program "${1-}"
make_scratch
as_of=2026-11-21
library=$scratch/library
history=$scratch/history.db

mkdir "$library"
cp -R "$root"/plans/* "$library"
rm -f "$library"/*.db*
"$binary" record --history "$history" --library "$library" "$library"/*/evidence/* \
    >"$scratch/said" 2>&1
verdict "record" $? "$scratch/said"

# build [ARGUMENT...]: of $library into $scratch/out, without a word.
build()
{
    rm -rf "$scratch/out"
    "$binary" build --quiet --as-of $as_of --history "$history" --output "$scratch/out" "$@" \
        "$library" >"$scratch/said" 2>&1
    verdict "build $*" $? "$scratch/said"
}

# prints NAME PATTERN...: of all PDF files there are those that match, the plan being *.
prints()
{
    name=$1
    shift
    (cd "$scratch/out" && find . -name '*.pdf' | sed -e 's,^\./,,' -e '/^compliance/!s,^[^/]*/,*/,' \
        -e 's,/drill-sheet/[^/]*$,/drill-sheet/*,') | sort -u >"$scratch/files"
    printf '%s\n' "$@" | sort | diff - "$scratch/files" >"$scratch/differences"
    verdict "$name" $? "$scratch/differences"
}

# ---- Which there are -----------------------------------------------------------------------

build --only pdf
prints "the usual editions" '*/booklet.pdf' '*/compliance.pdf' '*/plan.pdf' '*/wallet-card.pdf' \
    binder.pdf compliance/report.pdf
build --only pdf --edition binder
prints "the binder alone" binder.pdf
build --only pdf --edition plan --edition compliance --edition plan
prints "two by name" '*/compliance.pdf' '*/plan.pdf' compliance/report.pdf

# No page leads to paper that was not made.
build --edition plan
prints "the plan beside the site" '*/plan.pdf'
if has python3; then
    python3 "$here/pages.py" "$scratch/out" >"$scratch/faults" 2>&1
    verdict "no link leads astray" $? "$scratch/faults"
fi
tally
