#!/bin/sh
# usage: tests/browser/run.sh BINARY
# Builds plans/ and lets Chromium, axe-core and html-validate look at the site, from a disk and from
# a server. What they are comes by `make deps`; without them the tests are skipped, but never in CI.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
# shellcheck source=tests/tally.sh
. "$here/../tally.sh"
program "${1-}"

# skip_all WHAT: nothing of it can be tried.
skip_all()
{
    if [ -n "${CI-}" ]; then
        fail "$1"
    else
        skip "$1"
        pass # a harness without any test has failed
    fi
    tally
    exit $?
}

chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
[ -n "$chromium" ] || skip_all "Chromium is not installed: make deps"
command -v node >/dev/null 2>&1 || skip_all "Node.js is not installed: make deps"
[ -d "$here/node_modules/playwright-core" ] || skip_all "playwright-core is not installed: make deps"
make_scratch

# Names that must be escaped in a URL, and in HTML.
place="$scratch/red & binder #1 ä"
mkdir "$place"
cp -R "$root/plans" "$place/plans"
rm -f "$place/plans"/*.db*
"$binary" record --history "$place/history.db" --library "$place/plans" \
    "$place"/plans/*/evidence/* >"$scratch/said" 2>&1
verdict "record" $? "$scratch/said"
"$binary" build --quiet --as-of 2026-11-21 --history "$place/history.db" \
    --output "$place/output" "$place/plans" >"$scratch/said" 2>&1
[ -f "$place/output/index.html" ]
verdict "build" $? "$scratch/said"

# tell NAME COMMAND...: takes in what the tests of COMMAND tell.
tell()
{
    name=$1
    shift
    "$@" >"$scratch/$name" 2>"$scratch/errors"
    status=$?
    while IFS= read -r line; do
        case $line in
        'ok '*) pass ;;
        'FAIL '*) fail "${line#FAIL }" ;;
        *) echo "$line" ;;
        esac
    done <"$scratch/$name"
    [ $status -eq 0 ] && [ ! -s "$scratch/errors" ]
    verdict "$name came to its end" $? "$scratch/errors"
}

# try NAME ARGUMENT...: takes in what the tests of NAME.mjs tell.
try()
{
    name=$1
    shift
    tell "$name" node "$here/$name.mjs" "$chromium" "$@"
}

try site "$place/output"

# A library that has something of everything.
rich=$root/tests/golden/rich/library
"$binary" build --quiet --as-of 2026-11-21 --history "$place/none.db" --only site \
    --output "$place/rich" "$rich" >"$scratch/said" 2>&1
[ -f "$place/rich/index.html" ]
verdict "build of everything" $? "$scratch/said"
try work "$place/rich" "$binary" "$rich"

# Plans that want to be markup.
"$binary" schema --markdown >"$scratch/format.md"
python3 "$here/hostile.py" write "$scratch/format.md" "$here/hostile.txt" "$place/hostile" \
    >"$scratch/said" 2>&1
verdict "write hostile libraries" $? "$scratch/said"
# and a history that wants to: runs, names of evidence, commits and their authors.
printf 'tame word %s\n' 1 2 3 4 5 6 >"$place/tame.txt"
for library in hostile-1 hostile-2 hostile-tame; do
    strings=$here/hostile.txt
    [ $library != hostile-tame ] || strings=$place/tame.txt
    python3 "$here/hostile.py" log "$strings" "$place/$library" "$place/$library.logs" &&
        "$binary" record --history "$place/$library.db" --library "$place/$library" \
            "$place/$library.logs"/* >"$scratch/said" 2>&1 &&
        python3 "$here/hostile.py" commit "$strings" "$place/$library" >"$scratch/said" 2>&1
    verdict "write a history of $library" $? "$scratch/said"
done
for library in hostile-1 hostile-2 hostile-tame; do
    "$binary" build --quiet --as-of 2026-11-21 --only site,markdown --output "$place/$library.out" \
        --history "$place/$library.db" "$place/$library" >"$scratch/said" 2>&1
    [ -f "$place/$library.out/index.html" ]
    verdict "build $library" $? "$scratch/said"
done
tell judge python3 "$here/hostile.py" judge "$here/hostile.txt" "$place/hostile-tame.out" \
    "$place/hostile-1.out" "$place/hostile-2.out"
try hostile "$here/hostile.txt" "$place/hostile-1.out" "$place/hostile-2.out"
tally
