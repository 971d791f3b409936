#!/bin/sh
# usage: tests/cli/faults.sh BINARY [ROUNDS]
# What the world does to a history: the program is killed ROUNDS times (default 10) at random moments
# while it records, and as often while it merges; the disk is full, the database is locked, cut off,
# of another program or newer. It must open, verify, and hold all or nothing of each file.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
# shellcheck source=tests/tally.sh
. "$here/../tally.sh"
program "${1-}"
rounds=${2-10}
# What is killed is the program, not the machine: memory serves as a disk, and is faster.
[ ! -w /dev/shm ] || export TMPDIR=/dev/shm
make_scratch
cd "$scratch" || exit 3
has sqlite3 || { tally; exit; }
said=$scratch/said

# A report of three suites with two cases each: three runs of two steps. FILES have to be many, so that
# there is time to be killed in; FIRST is the number of the first.
reports() # FOLDER FIRST FILES
{
    mkdir -p "$1"
    awk -v folder="$1" -v first="$2" -v files="$3" 'BEGIN {
        for (i = first; i < first + files; i++) {
            path = folder "/" i ".xml"
            print "<testsuites>" >path
            for (s = 1; s <= 3; s++)
                printf "<testsuite name=\"s%d-%d\" timestamp=\"2026-08-14T09:00:00Z\" time=\"9\">" \
                    "<testcase name=\"a\" time=\"1\"/><testcase name=\"b\" time=\"2\"/>" \
                    "</testsuite>\n", i, s >path
            print "</testsuites>" >path
            close(path)
        }
    }'
}

# Whether DATABASE is sound and holds whole files only; its number of files in $held.
whole() # WHAT DATABASE
{
    "$binary" history verify --history "$2" >"$said" 2>&1
    verdict "$1: the history verifies" $? "$said"
    held=0
    # Killed while it was made: nothing was recorded.
    [ "$(sqlite3 "$2" 'PRAGMA user_version')" -eq 3 ] || return
    sqlite3 "$2" "PRAGMA integrity_check; PRAGMA foreign_key_check;
        SELECT 'half a file', evidence FROM records WHERE kind = 'run'
            GROUP BY evidence HAVING count(*) <> 3;
        SELECT 'a file without runs', sha256 FROM evidence
            WHERE sha256 NOT IN (SELECT evidence FROM records WHERE kind = 'run');
        SELECT 'half a run', record FROM run_steps GROUP BY record HAVING count(*) <> 2;
        SELECT 'a run without steps', record FROM runs
            WHERE record NOT IN (SELECT record FROM run_steps);" >"$said" 2>&1
    [ "$(cat "$said")" = ok ]
    verdict "$1: all or nothing of each file" $? "$said"
    held=$(sqlite3 "$2" 'SELECT count(*) FROM evidence')
}

# now: milliseconds
now()
{
    date +%s%3N
}

# A part of MILLISECONDS for ROUND, from anywhere in it, in seconds: the same in each run of the test.
moment() # ROUND MILLISECONDS
{
    awk -v round="$1" -v time="$2" 'BEGIN {
        srand(7919 * round)
        rand()
        printf "%.4f\n", rand() * time / 1000
    }'
}

# killed SECONDS ARGUMENT...: runs the program and kills it after so long, if it is still there.
killed()
{
    after=$1
    shift
    "$binary" "$@" >/dev/null 2>&1 &
    child=$!
    sleep "$after"
    kill -9 "$child" 2>/dev/null && kills=$((kills + 1))
    wait "$child" 2>/dev/null
}

# ---- killed while recording ----
files=700
reports one 1 $files
begun=$(now)
"$binary" record --plan docs --history base.db one/*.xml >"$said" 2>&1
verdict 'record' $? "$said"
took=$(($(now) - begun))
whole 'recorded' base.db
[ "$held" -eq $files ]
verdict "all $files files were recorded" $?
kills=0 partly=0 round=0
while [ $((round = round + 1)) -le "$rounds" ]; do
    rm -f killed.db killed.db-journal
    killed "$(moment $round $took)" record --plan docs --history killed.db one/*.xml
    [ -e killed.db ] || continue
    [ -s killed.db ] || { pass; continue; } # created, and not yet made a database
    whole "killed while recording, round $round" killed.db
    [ "$held" -eq 0 ] || [ "$held" -eq $files ] || partly=$((partly + 1))
    if [ $((round % 10)) -eq 0 ]; then
        "$binary" record --plan docs --history killed.db one/*.xml >"$said" 2>&1
        verdict "recorded again, round $round" $? "$said"
        whole "recorded again, round $round" killed.db
        [ "$held" -eq $files ]
        verdict "recorded again: $held files of $files" $?
    fi
done
echo "recording: $rounds times, killed in $kills, $partly with some of the files"
[ "$kills" -gt 0 ]
verdict 'the program was killed at least once while it recorded' $?

# ---- killed while merging ----
reports two 10001 300
"$binary" record --plan docs --history other.db two/*.xml >"$said" 2>&1
verdict 'record the other site' $? "$said"
cp base.db merged.db
begun=$(now)
"$binary" history merge --history merged.db other.db >"$said" 2>&1
verdict 'merge' $? "$said"
took=$(($(now) - begun))
kills=0 nothing=0 round=0
while [ $((round = round + 1)) -le "$rounds" ]; do
    cp base.db killed.db
    rm -f killed.db-journal
    killed "$(moment $round $took)" history merge --history killed.db other.db
    whole "killed while merging, round $round" killed.db
    [ "$held" -eq $files ] && nothing=$((nothing + 1))
    [ "$held" -eq $files ] || [ "$held" -eq $((files + 300)) ]
    verdict "killed while merging, round $round: $held files" $?
done
"$binary" history merge --history killed.db other.db >"$said" 2>&1
verdict 'merged in the end' $? "$said"
whole 'merged in the end' killed.db
[ "$held" -eq $((files + 300)) ]
verdict "merged in the end: $held files" $?
echo "merging: $rounds times, killed in $kills, nothing merged in $nothing"
[ "$kills" -gt 0 ]
verdict 'the program was killed at least once while it merged' $?

# ---- the disk is full ----
# complains STATUS WORDS ARGUMENT...: ends so, and says the words.
complains()
{
    wanted=$1 words=$2
    shift 2
    status=0
    "$binary" "$@" >"$said" 2>&1 || status=$?
    [ "$status" -eq "$wanted" ] && grep -qF -e "$words" "$said"
    verdict "$* ends with $status, not $wanted, or does not say '$words'" $? "$said"
}

cp base.db full.db
size=$(($(wc -c <full.db) / 1024))
(
    trap '' XFSZ # the write fails instead
    tally_failed=0
    ulimit -f $((size * 2 + 40)) 2>/dev/null || ulimit -f $((size + 20))
    complains 3 'system-history' record --plan docs --history full.db two/*.xml
    grep -q ': refused$' "$said"
    verdict 'the files that were lost are said to be refused' $? "$said"
    complains 3 'system-history' history merge --history full.db other.db
    [ "$tally_failed" -eq 0 ]
) >"$scratch/grow" 2>&1
verdict 'a file that may not grow' $? "$scratch/grow"
whole 'a file that may not grow' full.db
[ "$held" -eq $files ]
verdict "a file that may not grow: $held files" $?
mkdir small
if mount -t tmpfs -o size=$((size + 64))k none small 2>/dev/null; then
    cp base.db small/full.db
    complains 3 'system-history' record --plan docs --history small/full.db two/*.xml
    whole 'a full disk' small/full.db
    [ "$held" -eq $files ]
    verdict "a full disk: $held files" $?
    umount small
else
    echo 'no small disk could be mounted: only limits of files were tried'
fi

# ---- other databases than expected ----
cp base.db locked.db
mkfifo lock
sqlite3 locked.db <lock >"$scratch/locker" 2>&1 &
exec 9>lock
printf 'BEGIN EXCLUSIVE;\nSELECT 1;\n' >&9
until grep -qs 1 "$scratch/locker"; do sleep 0.05; done
complains 3 'another program is using it' record --plan docs --history locked.db two/10001.xml
complains 3 'another program is using it' history list --history locked.db
exec 9>&-
wait
whole 'a history that was locked' locked.db

head -c 20000 base.db >cut.db
cp base.db newer.db
sqlite3 newer.db 'PRAGMA user_version = 99'
sqlite3 foreign.db 'CREATE TABLE songs (title)'
echo 'not a database, only some text that is longer than a page header' >text.db
for name in cut:system-history-damaged newer:system-history-newer \
    foreign:system-history-foreign text:system-history-foreign; do
    rule=${name#*:} name=${name%%:*}.db
    cp "$name" before
    complains 3 "$rule" record --plan docs --history "$name" two/10001.xml
    complains 3 "$rule" history verify --history "$name"
    complains 3 "$rule" history list --history "$name"
    complains 3 "$rule" history export --history "$name"
    complains 3 "$rule" history merge --history "$name" other.db
    cp base.db target.db
    complains 3 "$rule" history merge --history target.db "$name"
    cmp -s base.db target.db
    verdict "nothing of $name was merged" $?
    cmp -s before "$name"
    verdict "$name is left as it was" $?
done
tally
