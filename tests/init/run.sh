#!/bin/sh
# usage: tests/init/run.sh BINARY
# What `redbinder init` makes: a library without a single finding, whatever its title and day; its
# README.md, carried out as it stands, from the check to the report; and what happens when something
# is in the way.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
# shellcheck source=tests/tally.sh
. "$here/../tally.sh"
program "${1-}"
make_scratch
cd "$scratch" || exit 3
said=$scratch/said
unset BACKUP_FILE RESTORE_DIR

# run ARGUMENT...: all that it says is in $said, its status in $status.
run()
{
    status=0
    told="redbinder $*"
    "$binary" "$@" >"$said" 2>&1 </dev/null || status=$?
}

# ends STATUS [WORDS...]
ends()
{
    [ "$status" -eq "$1" ]
    verdict "$told ends with $status, not $1" $? "$said"
    shift
    for words in "$@"; do
        grep -qF -e "$words" "$said"
        verdict "$told does not say: $words" $? "$said"
    done
}

# clean FOLDER ARGUMENT...: its check finds nothing at all, not even a remark.
clean()
{
    run check "$@"
    ends 0
    [ "$(cat "$said")" = 'nothing to complain about' ]
    verdict "$told finds nothing" $? "$said"
}

# same NAME FOLDER OTHER: they hold the same.
same()
{
    diff -r "$2" "$3" >"$scratch/differences" 2>&1
    verdict "$1" $? "$scratch/differences"
}

# leftovers FOLDER: nothing of an arrival is left behind in it.
leftovers()
{
    find "$1" -name '*.init-*' -o -name '*.part' >"$scratch/left"
    [ ! -s "$scratch/left" ]
    verdict "$told leaves nothing behind in $1" $? "$scratch/left"
}

# ---- It is clean ---------------------------------------------------------------------------

run init made
ends 0 'made a plan library in made' 'made/README.md tells what to do next'
clean made
leftovers .
run init --as-of 2024-02-29 leap
ends 0
clean --as-of 2024-02-29 leap
grep -q 'until: 2026-02-28' leap/people.yaml
verdict "two years after a leap day is a day" $?
run init --as-of 2026-11-21 --title '"Our": {plans} #1 – {{today}} \ <b>' title
ends 0
clean --as-of 2026-11-21 title
grep -qF 'title: "\"Our\": {plans} #1 – {{today}} \\ <b>"' title/redbinder.yaml
verdict "any title is a text of YAML" $? title/redbinder.yaml
! grep -rn '{{[a-z]' made
verdict "every variable is filled in" $?
run init --as-of 2026-11-21 first
run init --as-of 2026-11-21 second
same "the same day and version make the same library" first second
for kind in library people plan part runbook; do
    "$binary" schema $kind | cmp -s - made/.schema/$kind.json
    verdict "the schema of $kind is that of the program" $?
done
find made -name '*.yaml' | while read -r file; do
    # shellcheck disable=SC2016 # a dollar of the file's
    schema=$(sed -n '1s/^# yaml-language-server: \$schema=//p' "$file")
    [ -n "$schema" ] && [ -f "$(dirname "$file")/$schema" ] || echo "$file"
done >"$scratch/lost"
[ ! -s "$scratch/lost" ]
verdict "every file leads an editor to its schema" $? "$scratch/lost"

# A finding would be noticed.
cp -R made broken
sed -i 's/rpo: 4h/rpo: 30m/' broken/office-files/plan.yaml
run check broken
[ "$status" -eq 1 ] && [ "$(cat "$said")" != 'nothing to complain about' ]
verdict "a finding in it is noticed" $? "$said"

# ---- It compiles ---------------------------------------------------------------------------

(cd made && "$binary" build >"$said" 2>&1)
verdict "build takes it" $? "$said"
grep -q '^built 1 plan into output' "$said"
verdict "build makes one plan" $? "$said"
if has shellcheck; then
    find made/output -name '*.sh' -exec shellcheck -s sh {} + >"$said" 2>&1
    verdict "shellcheck has nothing to say about its scripts" $? "$said"
fi
(cd made && "$binary" check >"$said" 2>&1)
[ "$(cat "$said")" = 'nothing to complain about' ]
verdict "it is clean with an output in it" $? "$said"
if has git; then
    (cd made && git init -q . && "$binary" record --history history.db 2>/dev/null
        : >history.db && git status --porcelain --untracked-files=all) >"$said" 2>&1
    ! grep -q 'output\|history' "$said"
    verdict "git is kept from what is made from the rest" $? "$said"
    rm -rf made/.git made/history.db
fi

# ---- Its README is carried out -------------------------------------------------------------

# block N: the commands of its block N. The second prepares and begins the drill, the third takes
# it in.
block()
{
    awk -v wanted="$1" '/^```sh$/ { inside = ++n == wanted; next }
        /^```$/ { inside = 0 }
        inside' made/README.md
}
mkdir bin
ln -s "$binary" bin/redbinder
if has python3 && has tar && has gzip; then
    block 2 >walk.sh
    sed -i 's/^sh \(.*\) --drill/sh \1 --operator Me --drill/' walk.sh
    mkdir temporary
    TMPDIR=$scratch/temporary
    export TMPDIR
    (cd made && PATH="$scratch/bin:$PATH" python3 "$here/../scripts/terminal.py" "$scratch/seen" \
        d r r r d d d "$(date -u +%Y-%m-%dT%H:%MZ)" -- sh -eu "$scratch/walk.sh") >"$said" 2>&1
    walked=$?
    cat "$scratch/seen" >>"$said" 2>/dev/null
    verdict "the drill of the README passes" $walked "$said"
    grep -q '7 passed, 0 failed, 0 skipped' "$said"
    verdict "all of its steps pass" $? "$said"
    unset TMPDIR
    drill=$(echo "$scratch"/temporary/*)
    export drill
    same "the drill has restored what was there" "$drill/office" "$drill/restored"
    block 3 >take.sh
    (cd made && PATH="$scratch/bin:$PATH" sh -eu "$scratch/take.sh") >"$said" 2>&1
    verdict "its log is taken in and reported" $? "$said"
    grep -q '/drill.log: run log, 1 run, 7 steps' "$said"
    verdict "the run is in the history" $? "$said"
    grep -q '^| File share | RTO | .*\*\*satisfied\*\*' "$said"
    verdict "the report says what it proves" $? "$said"
    clean made
fi

# ---- Something is in the way ---------------------------------------------------------------

mkdir full
echo mine >full/people.yaml
echo mine >full/README.md
cp -R full before
run init full
ends 3 'full/people.yaml: error: is there already' 'full/README.md: error: is there already' \
    '[system-init-occupied]' 'name a new folder'
same "what was there stays as it was" before full
leftovers full

mkdir beside
echo mine >beside/notes.txt
run init beside
ends 0
[ "$(cat beside/notes.txt)" = mine ] && [ -f beside/office-files/plan.yaml ]
verdict "init goes beside what does not collide" $?
leftovers beside
mkdir empty
run init --as-of 2026-11-21 empty/
ends 0
same "an empty folder gets the same" first empty
mkdir here
(cd here && "$binary" init .) >"$said" 2>&1
verdict "init fills the current folder" $? "$said"
run init made
ends 3 'is there already'
run init --as-of 2026-11-21 a/b/c
ends 0
same "a folder in folders that are not there gets the same" first a/b/c

echo mine >file
run init file
ends 3 'is not a folder'
[ "$(cat file)" = mine ]
verdict "a file of that name stays" $?
run init file/below
ends 3
ln -s nowhere link
run init link
ends 3
[ "$(readlink link)" = nowhere ]
verdict "a link to nowhere stays" $?
mkdir real
ln -s real linked
run init linked
ends 0
[ -f real/redbinder.yaml ] && [ -h linked ]
verdict "a link to a folder stays, and the folder is filled" $?
if [ "$(id -u)" -ne 0 ]; then
    mkdir locked
    chmod 555 locked
    run init locked/new
    ends 3 'nothing can be written'
    run init locked
    ends 3 'nothing can be written'
    chmod 755 locked
else
    run init /proc/nowhere
    ends 3
fi

# ---- Usage ---------------------------------------------------------------------------------

run init; ends 2 'name one folder'
run init ''; ends 2 'name one folder'
run init one two; ends 2 'name one folder'
run init --title '' new; ends 2 '--title takes one line'
run init --title '   ' new; ends 2
run init --title "two
lines" new; ends 2
run init --title "$(printf %0201d 0)" new; ends 2
run init --as-of soon new; ends 2 '--as-of takes a date'
[ ! -e new ]
verdict "a mistake in usage makes nothing" $?
run init --help
ends 0 'Usage:' 'Examples:'
tally
