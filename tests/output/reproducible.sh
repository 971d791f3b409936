#!/bin/sh
# usage: tests/output/reproducible.sh BINARY
# The same sources, history and day give the same bytes, wherever and however they are built; what
# did not change is not written; a build that is cut off leaves the old output; what is not its
# own it does not touch.
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
first=$scratch/first

mkdir "$library" "$scratch/elsewhere"
cp -R "$root"/plans/* "$library"
rm -f "$library"/*.db*
"$binary" record --history "$history" --library "$library" "$library"/*/evidence/* \
    >"$scratch/said" 2>&1
verdict "record" $? "$scratch/said"

# build OUTPUT [ARGUMENT...]: of $library, without a word.
build()
{
    output=$1
    shift
    "$binary" build --quiet --history "$history" --output "$output" "$@" "$library" \
        >"$scratch/said" 2>&1
}

# same NAME OUTPUT: the folder has the bytes of the first build.
same()
{
    diff -r "$first" "$2" >"$scratch/differences" 2>&1
    verdict "$1" $? "$scratch/differences"
    rm -rf "$2"
}

build "$first" --as-of $as_of
verdict "first build" $? "$scratch/said"
[ "$(find "$first" -type f | wc -l)" -gt 80 ]
verdict "there is output to compare" $?

# ---- However it is built -------------------------------------------------------------------

for threads in 1 2 7; do
    build "$scratch/again" --as-of $as_of --threads $threads
    same "$threads threads" "$scratch/again"
done
(
    cd "$scratch/elsewhere" || exit
    umask 077
    TZ=Pacific/Kiritimati LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8 HOME=$scratch/elsewhere \
        LOGNAME=somebody COLUMNS=20 build ../again --as-of $as_of
)
same "another folder, time zone, language, home and umask" "$scratch/again"
build "$scratch/again" --as-of $as_of
(umask 077 && build "$scratch/tight" --as-of $as_of)
(cd "$scratch/again" && find . -type f -printf '%m %p\n' | sort) >"$scratch/modes"
(cd "$scratch/tight" && find . -type f -printf '%m %p\n' | sort) | diff "$scratch/modes" - \
    >"$scratch/said"
verdict "the umask changes no file's mode" $? "$scratch/said"
rm -rf "$scratch/again" "$scratch/tight"
env -i REDBINDER_DATA="${REDBINDER_DATA-}" "$binary" build --quiet --history "$history" --output \
    "$scratch/again" --as-of $as_of "$library" >"$scratch/said" 2>&1
same "an empty environment" "$scratch/again"

original=$library
mkdir -p "$scratch/far/away"
cp -R "$library" "$scratch/far/away/a plan library"
find "$scratch/far/away" -exec touch -d 2001-02-03 {} +
library="$scratch/far/away/a plan library"
build "$scratch/again" --as-of $as_of
same "a copy of the library elsewhere, with a space in its path" "$scratch/again"
cp "$history" "$library/history.db"
(cd "$library" && "$binary" build --quiet -o "$scratch/again" --as-of $as_of) >"$scratch/said" 2>&1
same "from within the library, with its own history" "$scratch/again"
library=$original

SOURCE_DATE_EPOCH=$(date -u -d "$as_of 17:30" +%s) build "$scratch/again"
same "the day from SOURCE_DATE_EPOCH" "$scratch/again"
SOURCE_DATE_EPOCH=0 build "$scratch/again" --as-of $as_of
same "--as-of goes before SOURCE_DATE_EPOCH" "$scratch/again"
build "$scratch/again" --as-of 2026-12-24
if diff -rq "$first" "$scratch/again" >"$scratch/differences"; then
    fail "another day gives the same output: nothing was compared"
else
    pass
fi
rm -rf "$scratch/again"

# told FOLDER: what its files say, but for the head of the history, which knows the order.
told()
{
    (cd "$1" && find . -name '*.md' -o -name '*.csv' -o -name '*.sh' -o -name 'plan.pdf' | sort |
        xargs sed '/^- \*\*Head of the history:/d; s/,"[0-9a-f]\{64\}"\r\{0,1\}$/,"head"/')
}

# Evidence taken in in another order is another history, of which the reports say the same.
find "$library" -path '*/evidence/*' -type f | sort -r |
    xargs "$binary" record --history "$scratch/backwards.db" --library "$library" >"$scratch/said" 2>&1
"$binary" build --quiet --history "$scratch/backwards.db" --output "$scratch/again" --as-of $as_of \
    "$library" >"$scratch/said" 2>&1
told "$first" >"$scratch/first.told"
told "$scratch/again" >"$scratch/again.told"
[ -s "$scratch/first.told" ] && diff "$scratch/first.told" "$scratch/again.told" >"$scratch/differences"
verdict "evidence recorded in another order" $? "$scratch/differences"
grep -q '^- \*\*Head of the history:' "$first/compliance/report.md"
verdict "reports name the head of the history" $?
rm -rf "$scratch/again"

# ---- Again, in place -----------------------------------------------------------------------

inodes()
{
    (cd "$1" && find . -type f ! -name SHA256SUMS -printf '%i %T@ %p\n' | sort -k 3)
}

build "$scratch/kept" --as-of $as_of
inodes "$scratch/kept" >"$scratch/before"
sleep 0.01
build "$scratch/kept" --as-of $as_of
inodes "$scratch/kept" | diff "$scratch/before" - >"$scratch/differences"
verdict "a second build writes no file anew" $? "$scratch/differences"
sed -i 's/^title: .*/title: A new title/' "$library/ai-docs-assistant/runbooks/restore-files.yaml"
build "$scratch/kept" --as-of $as_of
inodes "$scratch/kept" | diff "$scratch/before" - >"$scratch/differences"
grep -q 'restore-files.html' "$scratch/differences"
verdict "what changed is written anew" $?
! grep -q 'pytest-analyzer/' "$scratch/differences"
verdict "what did not change is not" $? "$scratch/differences"
rm "$library/ai-docs-assistant/runbooks/restore-files.yaml"
build "$scratch/kept" --as-of $as_of
[ ! -e "$scratch/kept/ai-docs-assistant/runbooks/restore-files.html" ] &&
    (cd "$scratch/kept" && sha256sum --check --quiet SHA256SUMS) >"$scratch/said" 2>&1
verdict "the page of a runbook that is gone goes" $? "$scratch/said"
cp "$root/plans/ai-docs-assistant/runbooks/restore-files.yaml" "$library/ai-docs-assistant/runbooks"
echo '*' >"$scratch/kept/.gitignore"
build "$scratch/kept" --as-of $as_of
[ -e "$scratch/kept/.gitignore" ]
verdict "a dot file at the top stays" $?
rm "$scratch/kept/.gitignore"
same "and the output is as at first" "$scratch/kept"

# ---- Cut off -------------------------------------------------------------------------------

build "$scratch/kept" --as-of 2020-01-01
cp -R "$scratch/kept" "$scratch/old"
for delay in 0.01 0.03 0.1 0.2 0.3 0.4 0.5 0.6; do
    "$binary" build --quiet --history "$history" --output "$scratch/kept" --as-of $as_of \
        "$library" >"$scratch/said" 2>&1 &
    builder=$!
    sleep $delay
    kill -KILL $builder 2>/dev/null
    wait $builder 2>/dev/null
    if diff -rq "$scratch/old" "$scratch/kept" >"$scratch/differences" 2>&1 ||
        diff -rq "$first" "$scratch/kept" >>"$scratch/differences" 2>&1; then
        pass
    else
        fail "killed after $delay s: neither the old output nor the new" "$scratch/differences"
    fi
done
build "$scratch/kept" --as-of $as_of
verdict "a build after killed builds" $? "$scratch/said"
[ ! -e "$scratch/kept.new" ]
verdict "no stage is left" $?
same "which is whole" "$scratch/kept"

# ---- What is not its own -------------------------------------------------------------------

mkdir "$scratch/home"
echo precious >"$scratch/home/thesis.txt"
build "$scratch/home" --as-of $as_of
status=$?
[ $status -eq 3 ] && grep -q 'output-foreign' "$scratch/said" && grep -q 'thesis.txt' "$scratch/said" &&
    [ "$(ls -A "$scratch/home")" = thesis.txt ]
verdict "a folder with other files is refused" $? "$scratch/said"
build "$scratch/kept" --as-of $as_of
mkdir -p "$scratch/kept/ai-docs-assistant/notes"
echo precious >"$scratch/kept/ai-docs-assistant/notes/mine.txt"
build "$scratch/kept" --as-of 2026-12-24
grep -q 'notes/mine.txt' "$scratch/said" && [ -s "$scratch/kept/ai-docs-assistant/notes/mine.txt" ]
verdict "an output with other files in it is refused" $? "$scratch/said"
rm -r "$scratch/kept/ai-docs-assistant/notes"
same "and stays as it was" "$scratch/kept"

# A library that cannot be read: the old output stays.
build "$scratch/kept" --as-of $as_of
mv "$library/redbinder.yaml" "$scratch/redbinder.yaml"
build "$scratch/kept" --as-of $as_of
status=$?
[ $status -eq 1 ] || [ $status -eq 3 ]
verdict "without redbinder.yaml a build fails" $? "$scratch/said"
mv "$scratch/redbinder.yaml" "$library"
same "and leaves the old output" "$scratch/kept"
ln -s elsewhere "$scratch/link"
build "$scratch/link/" --as-of $as_of
[ -L "$scratch/link" ]
verdict "an output folder that is a link stays one" $? "$scratch/said"
same "and leads to the new output" "$scratch/elsewhere"
tally
