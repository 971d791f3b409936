#!/bin/sh
# usage: tests/output/weight.sh BINARY
# What a page costs on the way to a phone: a runbook of 40 steps is under 60 kB, and nothing but the
# page and its style is asked for before it is painted.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
# shellcheck source=tests/tally.sh
. "$here/../tally.sh"
program "${1-}"
make_scratch
library=$scratch/library
mkdir -p "$library/docs/runbooks"
echo 'title: Weights' >"$library/redbinder.yaml"
printf 'title: Documents\nservices: [{id: api, rto: 4h}]\n' >"$library/docs/plan.yaml"

# steps COUNT: a runbook of so many, none of them shorter than in life.
steps()
{
    printf 'title: Restore the documents database\nrecovers: [api]\nsteps:\n'
    i=0
    while [ $((i += 1)) -le "$1" ]; do
        cat <<END
  - id: part-$i-of-the-database
    title: Restore part $i of the documents database from its newest dump
    takes: 10m
    run: |
      pg_restore --clean --host "\$DB_HOST" --username "\$DB_USER" --dbname docs \\
        "/mnt/backups/documents/part-$i.dump"
    verify: psql -h "\$DB_HOST" -d docs -Atc 'select count(*) > 0 from part_$i' | grep -qx t
    expect: a count that is not smaller than the one of the day before
    note: Nobody writes to the database meanwhile; readers see the old part until the end.
END
    done
}

# bytes COUNT: of the page of a runbook with so many steps.
bytes()
{
    steps "$1" >"$library/docs/runbooks/restore.yaml"
    "$binary" build --quiet --as-of 2026-11-21 --history "$scratch/history.db" --only site \
        --output "$scratch/out" "$library" >"$scratch/said" 2>&1
    wc -c <"$scratch/out/docs/runbooks/restore.html"
}

most=60000
large=$(bytes 400)
[ "$large" -gt $most ]
verdict "400 steps are too much, or nothing is weighed: $large bytes" $?
size=$(bytes 40)
[ "$(grep -c 'class="step-title"' "$scratch/out/docs/runbooks/restore.html")" -gt 0 ] && [ "$size" -lt $most ]
verdict "a page of 40 steps has $size bytes, not under $most" $?

# What holds the first paint up: styles, and scripts that are not put off.
grep -o '<link rel="stylesheet"[^>]*>\|<script [^>]*>' "$scratch/out/docs/runbooks/restore.html" |
    grep -v 'defer="defer"' >"$scratch/waits"
[ "$(wc -l <"$scratch/waits")" -eq 1 ] && grep -q 'assets/style.css' "$scratch/waits"
verdict "the first paint waits for more than the page and its style" $? "$scratch/waits"
grep -q '@import\|url(' "$scratch/out/assets/style.css"
[ $? -eq 1 ]
verdict "the style asks for more" $?
tally
