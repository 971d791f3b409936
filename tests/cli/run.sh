#!/bin/sh
# usage: tests/cli/run.sh BINARY
# The program as its users meet it: exit statuses, help, proposals, messages, colours, and a world
# in which files are missing, foreign or damaged.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
# shellcheck source=tests/tally.sh
. "$here/../tally.sh"
program "${1-}"
make_scratch
cd "$scratch" || exit 3
unset NO_COLOR
tab=$(printf '\t')
out=$scratch/said.out
err=$scratch/said.err

# run ARGUMENT...: the answer is in $out, what went to stderr in $err, the status in $status.
run()
{
    status=0
    told="redbinder $*"
    "$binary" "$@" >"$out" 2>"$err" </dev/null || status=$?
}

# ends STATUS
ends()
{
    cat "$out" "$err" >"$scratch/both"
    [ "$status" -eq "$1" ]
    verdict "$told ends with $status, not $1" $? "$scratch/both"
}

# answers WORDS..., says WORDS...: on standard output, on stderr. quiet: nothing on stderr.
answers()
{
    for words in "$@"; do
        grep -qF -e "$words" "$out"
        verdict "$told does not answer: $words" $? "$out"
    done
}

says()
{
    for words in "$@"; do
        grep -qF -e "$words" "$err"
        verdict "$told does not say: $words" $? "$err"
    done
}

keeps_from() # WORDS: on neither
{
    ! grep -qF -e "$1" "$out" "$err"
    verdict "$told says: $1" $? "$err"
}

quiet()
{
    [ ! -s "$err" ]
    verdict "$told is not quiet" $? "$err"
}

# A library named FOLDER with one plan that is right.
make_library()
{
    mkdir -p "$1/docs/runbooks"
    printf 'title: Small library\nframeworks: [nist-800-53-cp]\n' >"$1/redbinder.yaml"
    cat >"$1/docs/plan.yaml" <<'END'
title: Documents
services:
  - {id: docs-api, name: Documents API, rto: 4h, depends: [docs-db], why: half a day is bearable}
data:
  - id: docs-db
    rpo: 1h
    why: an hour can be typed again
    backups: [{method: pg_dump, every: 30m, takes: 5m, immutable: true}]
exercises:
  - {id: restore-drill, type: restore, every: 3mo, runbooks: [restore]}
END
    cat >"$1/docs/runbooks/restore.yaml" <<'END'
title: Restore the documents
recovers: [docs-api, docs-db]
steps:
  - {id: fetch, title: Fetch the dump, run: 'true'}
  - {id: load, title: Load it, run: 'true', verify: 'true'}
END
}

# log LINE...: a run log; `|` stands for a tab.
log()
{
    echo 'redbinder-log 1'
    printf '%s\n' "$@" | tr '|' "$tab"
}

make_library good
cp -R good bad
sed -i 's/rto: 4h/rtoo: 4h/' bad/docs/plan.yaml

# ---- Usage ---------------------------------------------------------------------------------

run; ends 2; answers 'usage: redbinder COMMAND'
run --help; ends 0; answers check build record report explain schema; quiet
run --version; ends 0; answers 'redbinder '; quiet
run biuld; ends 2; says "there is no command 'biuld'" "did you mean 'build'?"
run qqqqqq; ends 2; says "there is no command"; keeps_from 'did you mean'
run --frobnicate; ends 2
for command in $("$binary" --help | sed -n 's/^  \([a-z]*\)  .*/\1/p'); do
    run "$command" --help; ends 0; answers "redbinder $command" 'Examples:' '--help'; quiet
    run "$command" --frobnicate; ends 2; says frobnicate "redbinder $command --help"
done
run check one two; ends 3; says one
run check --as-of yesterday good; ends 2; says '--as-of takes a date'
run check --as-of 2026-02-30 good; ends 2
run check --as-of; ends 2
run build --only sight good; ends 2; says '--only takes'
run build --output '' good; ends 2; says '--output takes'
run build --threads many good; ends 2
run record; ends 2; says 'at least one file'
run record --library nowhere x.log; ends 2; says 'is not a plan library'
run explain; ends 2
run explain key-unknwon; ends 2; says "did you mean 'key-unknown'?"
run explain key-unknown; ends 0; answers 'remedy:'; quiet
run explain --list; ends 0; answers backup-interval-over-rpo reference-unknown
run schema runbok; ends 2; says "did you mean 'runbook'?"
for kind in plan part runbook people library; do
    run schema $kind; ends 0; quiet
    if has python3; then
        python3 -c 'import json, sys; assert json.load(sys.stdin)["properties"]' <"$out" \
            2>/dev/null
        verdict "the schema of $kind is JSON" $? "$out"
    fi
done
run report --plan dosc good; ends 2; says "there is no plan 'dosc'" "did you mean 'docs'?"

# ---- Messages ------------------------------------------------------------------------------

run check --rule all=off good; ends 0; says 'nothing to complain about'
run check bad; ends 1
says "bad/docs/plan.yaml:3:41: error: 'rtoo' is not a key of Service [key-unknown]" \
    '    3 |   - {id: docs-api, name: Documents API, rtoo: 4h, depends: [docs-db], why: half a day is bearable}' \
    '      |                                         ^~~~' 'help: did you mean `rto`?'
cp -R good wrong
cat >wrong/docs/plan.yaml <<'END'
titel: Größe 漢字 Documents
services:
  - {id: docs-api, name: "漢字 é", rto: soon, depends: [docs-bd]}
data:
  - {id: docs-db, rpo: 1h}
  - {id: docs-db, rpo: 2h}
reviewed: 2026-02-30
END
echo 'people: [{id: a, name: A, phne: "1"}, {id: b}]' >wrong/people.yaml
run check wrong; ends 1
says 'plan.yaml:1:1: error' "did you mean \`title\`?" "'soon' is not" "did you mean 'docs-db'?" \
    "'2026-02-30'" 'id-duplicate' 'wrong/people.yaml:1:27: error' '[key-missing]'
count=$(grep -c ': error: ' "$err")
[ "$count" -ge 7 ]
verdict "all errors of all files in one run ($count)" $? "$err"
grep -F 'rto: soon' -A 1 "$err" | sed -n 2p | grep -qF '      |                                         ^~~~'
verdict "the caret counts wide characters twice" $? "$err"
run check nowhere; ends 3; says nowhere
mkdir empty; run check empty; ends 3; says redbinder.yaml
touch file; run check file; says file; [ "$status" -ne 0 ]; verdict "a file is no library" $?
ln -s "$scratch/good/docs" "$scratch/linked"; cp -R good links; rm -r links/docs
ln -s "$scratch/linked" links/docs
run check --rule all=off links; ends 0; says 'nothing to complain about'
run build --quiet --only markdown -o linked-out links; ends 0
[ -s linked-out/docs/plan.md ]; verdict "a plan's folder may be a link" $?
for part in people.yaml docs/plan.yaml docs/runbooks; do
    rm -rf torn; cp -R good torn; rm -rf "torn/$part"; ln -s nowhere "torn/$part"
    run check torn; ends 3; says "torn/$part"
done
rm torn/docs/runbooks; echo 'title: R' >torn/docs/runbooks; run check torn; ends 3; says torn/docs/runbooks
ln -s loop links/loop; run check links; [ "$status" -le 1 ]; verdict "a link to itself" $? "$err"
cp -R good locked; echo 'people: []' >locked/people.yaml; chmod 0 locked/people.yaml
if [ "$(id -u)" -ne 0 ]; then
    run check locked; ends 3; says people.yaml
    chmod 0 locked/docs/runbooks/restore.yaml; run check locked; ends 3; says restore.yaml
elif has setpriv; then
    chmod -R a+rX "$scratch" && chmod 0 locked/people.yaml
    told='redbinder check locked (as nobody)'
    status=0
    setpriv --reuid=65534 --regid=65534 --clear-groups "$binary" check locked >"$out" 2>"$err" ||
        status=$?
    if [ $status -ge 126 ]; then skip 'another user may not run the program'; else
        ends 3; says people.yaml 'Permission denied'
    fi
fi
chmod 644 locked/people.yaml
rm good2 2>/dev/null; cp -R good mute; : >mute/people.yaml; run check mute; says people.yaml
mkdir mute/docs/more.yaml; run check mute; [ "$status" -ge 1 ]; verdict "a folder called .yaml" $?
(cd good && "$binary" check --rule all=off) >"$out" 2>&1
verdict "the library is the current folder" $? "$out"

cp -R good lone; printf 'owner: ada\ncontacts: [{who: ada}, {who: bo}]\n' >>lone/docs/plan.yaml
run check --rule all=off lone; ends 1; says '1 error' \
    "there is no people.yaml, where 'ada' and 2 more references should be found [reference-unknown]"
sed -i 's/^title:/titel:/' lone/docs/plan.yaml; echo 'people: []' >lone/people.yaml
run check --rule all=off lone; ends 1; says "did you mean \`title\`?" '4 errors'

# ---- Paths ---------------------------------------------------------------------------------

# Two plans with a mistake each, and one in people.yaml.
cp -R bad two; mkdir two/web; sed 's/rtoo:/rpoo:/' bad/docs/plan.yaml >two/web/plan.yaml
sed -i 's/, runbooks: .restore.//' two/web/plan.yaml
echo 'people: [{id: a, name: A, phne: "1"}]' >two/people.yaml
run check two; ends 1; says "'rtoo'" "'rpoo'" "'phne'"
for path in two/docs two/docs/ ./two/docs/plan.yaml two/docs/runbooks/restore.yaml "$scratch/two/docs"; do
    run check "$path"; ends 1; says "'rtoo'"; keeps_from "'rpoo'"; keeps_from "'phne'"
done
run check two/docs/plan.yaml two/web/plan.yaml two/docs/runbooks; ends 1; says "'rtoo'" "'rpoo'"
keeps_from "'phne'"
for path in two/people.yaml two/redbinder.yaml "two/docs/plan.yaml two/people.yaml"; do
    # shellcheck disable=SC2086 # words
    run check $path; ends 1; says "'rtoo'" "'rpoo'" "'phne'"
done
told='redbinder check (in a folder of runbooks)'; status=0
(cd two/docs/runbooks && "$binary" check) >"$out" 2>"$err" || status=$?
ends 1; says "../../docs/plan.yaml:3:41: error: 'rtoo'"; keeps_from "'rpoo'"
(cd two/web && "$binary" check ../docs/plan.yaml) >"$out" 2>"$err" || status=$?
ends 1; says "../docs/plan.yaml:3:41: error: 'rtoo'"; keeps_from "'rpoo'"
run check two/dosc; ends 3; says two/dosc
run check two/docs two/docs/plam.yaml; ends 3; says two/docs/plam.yaml
run check two/docs good/docs; ends 2; says "'good/docs' does not lie in 'two'"
run check two/docs file; ends 2; says "'file' lies in no plan library"
mkdir two/lost; echo 'title: [' >two/lost/plan.yaml
run check two/lost; ends 1; says 'two/lost/plan.yaml'; keeps_from "'rtoo'"
mkdir two/templates; run check two/templates; ends 1; says "'rtoo'" "'rpoo'"

# ---- Levels and waivers --------------------------------------------------------------------

cp -R good open; sed -i '/backups:/d' open/docs/plan.yaml
# Of all checks only the one in question, so that new checks change nothing here.
all=--rule=all=off
run check $all --rule backup-missing=warning open; ends 0; says 'warning: data set' '1 warning'
run check $all --rule backup-missing=warning --strict open; ends 1; says 'error: data set' '1 error'
run check open; says 'warning: data set'
run check --rule backup-missing=error open; ends 1; says 'error: data set'
run check $all --rule backup-missing=info open; ends 0; says 'info: data set' '1 remark'
run check $all --rule backup-missing=info --strict open; ends 0
run check --rule backup-missing=off --strict open; keeps_from 'backup-missing'
run check --rule backup-missing=error --rule all=off open; ends 0; says 'nothing to complain about'
run check --rule all=off --rule backup-missing=error open; ends 1; says '1 error'
run check --rule all=off bad; ends 1; says "'rtoo'"
run check --rule backup-mising=off open; ends 2; says "did you mean 'backup-missing'?"
run check --rule key-unknown=off open; ends 2; says "'key-unknown' keeps its level"
run check --rule backup-missing=fatal open; ends 2; says '--rule takes'
run check --rule backup-missing open; ends 2; says '--rule takes'
echo 'rules: {all: info, backup-missing: error}' >>open/redbinder.yaml
run check open; ends 1; says 'error: data set'
run check --rule backup-missing=warning open; ends 0; says 'warning: data set'
echo 'rules: {backup-mising: error}' >>good/redbinder.yaml
run check good; ends 1; says '[level-rule-unknown]' "did you mean \`backup-missing\`?"
sed -i '/^rules:/d' open/redbinder.yaml good/redbinder.yaml
cat >>open/docs/plan.yaml <<'END'
waivers:
  - {rule: backup-missing, at: docs-db, reason: the store comes in May, owner: a, until: 2026-06-30}
END
echo 'people: [{id: a, name: Ada Lang}]' >open/people.yaml
run check --as-of 2026-06-30 open; keeps_from 'backup-missing'
run build -q --only markdown --as-of 2026-06-30 -o waived open; ends 0
! grep -q 'no backup and no reason' waived/docs/plan.md; verdict 'a build knows waivers' $?
run check --as-of 2026-07-01 open; ends 1; says '[backup-missing]' '[waiver-expired]' '1 day ago'
run check --as-of 2026-07-01 $all --rule waiver-expired=info open; ends 0; says '1 remark'
run check --as-of 2026-06-30 $all --rule backup-missing=error open; ends 0

# ---- Colour --------------------------------------------------------------------------------

escape=$(printf '\033')
run check bad; keeps_from "$escape"
if has script; then
    # coloured ENVIRONMENT: what a terminal would get.
    coloured()
    {
        script -qec "env $* '$binary' check bad" /dev/null </dev/null >"$out" 2>&1
    }
    coloured TERM=xterm; grep -qF "$escape" "$out"; verdict "colour on a terminal" $? "$out"
    coloured TERM=xterm NO_COLOR=1; ! grep -qF "$escape" "$out"; verdict "none under NO_COLOR" $?
    coloured TERM=xterm NO_COLOR=; grep -qF "$escape" "$out"; verdict "an empty NO_COLOR is none" $?
    coloured TERM=dumb; ! grep -qF "$escape" "$out"; verdict "none on a dumb terminal" $?
fi

# ---- Build ---------------------------------------------------------------------------------

run build --quiet -o out good; ends 0; says 'built 1 plan into out'
[ -s out/index.html ] && [ -s out/binder.pdf ] && [ -x out/docs/runbooks/restore.sh ]
verdict "a build makes site, paper and scripts" $?
run build --quiet -o out bad; ends 0
grep -q 'rtoo' out/docs/plan.md; verdict "a plan with gaps is printed with them" $?
run build --only markdown --timings -q -o out-md good; ends 0; says 'compose' 'peak'
[ -z "$(find out-md -name '*.html' -o -name '*.pdf' -o -name '*.sh')" ] && [ -s out-md/index.md ]
verdict "--only markdown makes nothing else" $?
run build -q -o "$scratch/a/b c/d" --only site good; ends 0
[ -s 'a/b c/d/index.html' ]; verdict "folders above the output are made" $?
run build -q -o file good; ends 3; says 'file: error: is not a folder'
[ -f file ]; verdict "the file is still there" $?
run build -q -o out empty; [ "$status" -ne 0 ]; verdict "no library to build" $?
[ -s out/index.html ]; verdict "the old output is still there" $?
SOURCE_DATE_EPOCH=0 run build -q --only markdown -o epoch good; ends 0
grep -rq 1970-01-01 epoch; verdict "SOURCE_DATE_EPOCH is the day" $?
SOURCE_DATE_EPOCH=noon run build -q -o epoch good; ends 2; says SOURCE_DATE_EPOCH
cp -R good half; mkdir half/lost; echo 'title: [' >half/lost/plan.yaml
run build -q --only markdown -o half-out half; ends 1
grep -q 'lost' half-out/index.md && [ -s half-out/docs/plan.md ] && [ ! -e half-out/lost ]
verdict "what cannot be read is left out, and says so" $?

# A library's own section of the scripts stands where the program's own would.
cp -R good changed; mkdir -p changed/templates/runbook
sed 's/^Usage:/How it is used:/' "${REDBINDER_DATA:-$root}/templates/runbook/help.sh" \
    >changed/templates/runbook/help.sh
run build -q -o changed-out changed; ends 0
sed '/^rb_self=/d; s/^How it is used:/Usage:/' changed-out/docs/runbooks/restore.sh >restored
sed '/^rb_self=/d' out/docs/runbooks/restore.sh | cmp -s - restored &&
    sh changed-out/docs/runbooks/restore.sh --help | grep -q '^How it is used:'
verdict "a section of the scripts is overridden" $?
printf '\377\n' >changed/templates/runbook/log.sh
run build -q -o changed-out changed; ends 3; says 'templates/runbook/log.sh' 'not valid UTF-8'

# On a disk of 256 kB, in a name space of its own, so that nothing stays mounted.
apart=
for way in 'unshare -rm' 'unshare -m'; do
    # shellcheck disable=SC2086 # a program and its options
    [ -n "$apart" ] || ! $way mount -t tmpfs -o size=256k tmpfs "$scratch/empty" 2>/dev/null ||
        apart=$way
done
if [ -n "$apart" ]; then
    told='redbinder build (on a full disk)'
    status=0
    mkdir disk
    # shellcheck disable=SC2016,SC2086 # for the shell inside; a program and its options
    $apart sh -c 'mount -t tmpfs -o size=256k tmpfs disk || exit 99
        status=0
        "$0" build -q -o disk/out good || status=$?
        ls -A disk
        exit $status' "$binary" >"$out" 2>"$err" || status=$?
    ends 3; says 'No space left' '[system-write]'
    [ ! -s "$out" ]; verdict "nothing is left on a full disk" $? "$out"
else
    skip 'nobody here may mount a small disk'
fi
if [ -w /dev/full ]; then
    "$binary" explain --list >/dev/full 2>"$err"
    [ $? -eq 3 ]; verdict "an answer that cannot be written is a failure" $? "$err"
    "$binary" report good >/dev/full 2>"$err"
    [ $? -eq 3 ]; verdict "a report that cannot be written is a failure" $? "$err"
fi

# ---- Evidence ------------------------------------------------------------------------------

log '2026-08-14T09:00:00Z|run-begin|run=one|plan=docs|runbook=restore|exercise=restore-drill|kind=drill' \
    '2026-08-14T09:00:00Z|declared' '2026-08-14T09:01:00Z|step-begin|step=fetch' \
    '2026-08-14T09:06:00Z|step-end|step=fetch|outcome=passed|status=0' \
    '2026-08-14T10:30:00Z|service-back' '2026-08-14T10:30:00Z|recovered-to|at=2026-08-14T08:30:00Z' \
    '2026-08-14T10:40:00Z|finding|severity=medium|text=the dump is found by hand|due=2026-09-30' \
    '2026-08-14T10:41:00Z|run-end|outcome=passed' >one.log
run report --as-of 2026-11-21 good; ends 0; answers no-evidence Documents; cp "$out" before
run record --library good one.log; ends 0; answers '1 run, 1 step, 1 finding'; quiet
[ -s good/history.db ]; verdict "the history lies in the library" $?
cp one.log renamed.log
run record --library good renamed.log; ends 0; answers 'known already'
run report --as-of 2026-11-21 good; ends 0; answers '1 h 30 min' satisfied '2026-08-14' 'found by hand'
! diff -q before "$out" >/dev/null; verdict "a recorded run changes the report" $?
run report --as-of 2026-08-13 good; ends 0; keeps_from '1 h 30 min'
run report --as-of 2027-11-21 good; ends 0; answers stale
run build -q --only markdown --as-of 2026-11-21 -o after good; ends 0
grep -q '1 h 30 min' after/docs/compliance.md; verdict "and the compliance page" $?

log '2026-08-14T09:00:00Z|run-begin|run=two|plan=docs|runbok=restore' \
    '2026-08-14T09:01:00Z|step-begin|step=fetch' '2026-13-14T09:06:00Z|declared' \
    '2026-08-14T09:07:00Z|step-end|step=fetch|outcome=perfect' >two.log
run record --library good two.log; ends 1; answers 'two.log: refused'
says 'two.log:2:' 'two.log:4:1: error' 'two.log:5:' 'perfect'
echo 'once upon a time' >story.log; run record --library good story.log; ends 1; says story.log
: >nothing.log; run record --library good nothing.log; ends 1
head -c 3000 /bin/sh >binary.log; run record --library good binary.log; ends 1; says binary.log
odd=$(printf 'odd\033[31m\nname.log')
cp one.log "$odd"; cp story.log "$odd.2"
run record --library good "$odd" "$odd.2"; ends 1
answers 'odd?[31m name.log: known already' 'name.log.2: refused'
run check good "$odd"; ends 2; run build -o "$odd.d" -q --only markdown good; ends 0
says 'into odd?[31m name.log.d'; run check "--$odd"; ends 2; run "$odd"; ends 2
! LC_ALL=C grep -q "$(printf '\033')" "$err"; verdict 'no control character is said' $? "$err"
run record --library good missing.log; ends 3; says missing.log

# A run on paper: a form is printed, filled in, and taken in like a log.
run record --library good --form docs/restore; ends 0; answers 'form: 1' '- id: fetch'; quiet
cp "$out" form.yaml
run record --library good form.yaml; ends 1; answers 'form.yaml: refused'
says 'form.yaml:' 'on which day' 'when work was started' 'how the run ended'
sed -i -e 's/^date: _*/date: 2026-09-14/' -e 's/^started: _*/started: 09:00/' \
    -e 's/^outcome: _*/outcome: passed/' -e '/id: fetch/,/outcome/s/outcome: _*/outcome: passed/' \
    form.yaml
run record --library good form.yaml; ends 0; answers 'form, 1 run, 1 step, 0 findings'; quiet
run record --library good form.yaml; ends 0; answers 'known already'
run record --library good --form docs/restroe; ends 2; says "did you mean 'docs/restore'?"
run record --library good --form docs/restore form.yaml; ends 2; says '--form'
run record --library nowhere --form docs/restore; ends 2; says 'is not a plan library'
run record --library good two.log one.log; ends 1; answers 'refused' 'known already'
cat >tests.xml <<'END'
<testsuite name="restore" tests="1" timestamp="2026-09-01T10:00:00" time="60">
<properties><property name="redbinder.plan" value="docs"/>
<property name="redbinder.exercise" value="restore-drill"/></properties>
<testcase name="fetch" time="60"/></testsuite>
END
run record --library good tests.xml; ends 0; answers 'JUnit XML, 1 run'
sed '/redbinder/d' tests.xml | sed 's/^.*name="redbinder.*//' >bare.xml
run record --library good bare.xml; ends 1; says bare.xml
run record --library good --plan docs --exercise restore-drill bare.xml; ends 0
printf '<!DOCTYPE a [<!ENTITY b "c">]><testsuite>&b;</testsuite>' >entity.xml
run record --library good entity.xml; ends 1; says entity.xml

# ---- A history that is none ----------------------------------------------------------------

for victim in text sqlite newer folder; do
    case $victim in
    text) echo 'this is a diary' >foreign.db ;;
    sqlite) has sqlite3 || continue
        sqlite3 foreign.db 'create table songs (title text)' ;;
    newer) has sqlite3 || continue
        cp good/history.db foreign.db && sqlite3 foreign.db 'pragma user_version = 4711' ;;
    folder) mkdir foreign.db ;;
    esac
    [ -d foreign.db ] || cp foreign.db original.db
    for command in 'record --history foreign.db --library good one.log' \
        'report --history foreign.db good' 'build -q --history foreign.db -o out good'; do
        # shellcheck disable=SC2086 # words
        run $command; ends 3; says foreign.db
    done
    [ -d foreign.db ] || cmp -s foreign.db original.db; verdict "$victim: the file stays" $?
    rm -r foreign.db
done
run report --history gone.db --as-of 2026-11-21 good; ends 0
[ ! -e gone.db ]; verdict "a report makes no history" $?
tally
