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
run --help; ends 0; answers check build record verify report explain schema; quiet
run --version; ends 0; answers 'redbinder '; quiet
run help; ends 0; answers 'usage: redbinder COMMAND'; quiet
run help build; ends 0; answers 'redbinder build [' 'Examples:'; quiet
run help biuld; ends 2; says "did you mean 'build'?"
run biuld; ends 2; says "there is no command 'biuld'" "did you mean 'build'?"
run qqqqqq; ends 2; says "there is no command"; keeps_from 'did you mean'
run --frobnicate; ends 2
for command in $("$binary" --help | sed -n 's/^  \([a-z]*\)  .*/\1/p'); do
    run "$command" --help; ends 0; answers "redbinder $command" 'Examples:' '--help'; quiet
    run "$command" --frobnicate; ends 2; says frobnicate "redbinder $command --help"
done
run check one two; ends 3; says 'one: error: there is no such folder'
run check good/docs/palne.yaml; ends 3; says 'good/docs/palne.yaml: error: there is no such folder'
echo >stray
run check stray; ends 3; says 'this is not a plan library: Not a directory'
run check .; ends 3; says 'it has no redbinder.yaml'
run check --as-of yesterday good; ends 2; says '--as-of takes a date'
run check --as-of 2026-02-30 good; ends 2
run check --as-of; ends 2
run build --only sight good; ends 2; says '--only takes'
run build --edition bnider good; ends 2
says "there is no edition 'bnider'" "did you mean 'binder'?"
run build --edition qqqqqqqq good; ends 2; says "there is no edition"; keeps_from 'did you mean'
run build --edition plan,binder good; ends 2; says 'give it again for another'
run build --output '' good; ends 2; says '--output takes'
run build --threads many good; ends 2
run record; ends 2; says 'at least one file'
run record --library nowhere x.log; ends 2; says 'is not a plan library'
run explain; ends 2
run explain key-unknwon; ends 2; says "did you mean 'key-unknown'?"
run explain key-unknown; ends 0; answers 'remedy:'; quiet
run explain --list; ends 0; answers backup-interval-over-rpo reference-unknown
run schema runbok; ends 2; says "did you mean 'runbook'?"
run schema qqqqqqqq; ends 2; says "there is no schema 'qqqqqqqq'" '| library]'; keeps_from 'did you mean'
run schema plan runbook; ends 2; says 'one kind of file at a time'
run schema --markdown plan; ends 2; says 'as a whole'
for kind in plan part runbook people library; do
    run schema $kind; ends 0; quiet
    if has python3; then
        python3 -c 'import json, sys; assert json.load(sys.stdin)["properties"]' <"$out" \
            2>/dev/null
        verdict "the schema of $kind is JSON" $? "$out"
    fi
done
run report --plan dosc good; ends 2; says "there is no plan 'dosc'" "did you mean 'docs'?"

# ---- Installed -----------------------------------------------------------------------------

# What is built is taken for up to date: the test must not build it anew.
env -u MAKEFLAGS -u MAKELEVEL make -s -C "$root" -o "$binary" PROGRAM="$binary" PREFIX=/usr \
    DESTDIR="$scratch/dest" install >"$out" 2>&1
verdict "make install" $? "$out"
env -u REDBINDER_DATA dest/usr/bin/redbinder build -q -o built good >"$out" 2>&1
verdict "the installed program finds its templates" $? "$out"
for page in dest/usr/share/doc/redbinder/README.md dest/usr/share/doc/redbinder/docs/*.md; do
    [ "${page##*/}" != rules.md ] || continue # its examples have links that lead nowhere
    for link in $(grep -o ']([^)#:]*[)#]' "$page" | sed 's/^](//; s/.$//'); do
        [ -e "${page%/*}/$link" ]; verdict "installed: ${page##*/} leads to $link" $?
    done
done

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

# What another plan's check finds in the chosen one is told too: web calls a runbook of docs, which
# calls one of base, and there a vendor comes too late for web.
cp -R good three; mkdir -p three/web/runbooks three/base/runbooks three/other
cat >three/people.yaml <<'END'
people: [{id: a, name: A, phone: "+49 30 901820", email: a@silva.name}]
vendors: [{id: slow, name: Slow, phone: "+49 30 901821", contract: S-1, response: 1d}]
END
printf 'title: Web\nservices: [{id: api, rto: 1h}]\n' >three/web/plan.yaml
for name in base other; do printf 'title: X\n' >three/$name/plan.yaml; done
printf 'title: S\nrecovers: [api]\nsteps: [{id: s, title: S, call: docs/middle}]\n' >three/web/runbooks/start.yaml
printf 'title: M\nsteps: [{id: m, title: M, call: base/swap}]\n' >three/docs/runbooks/middle.yaml
printf 'title: B\nsteps: [{id: b, title: B, who: slow, manual: x}]\n' >three/base/runbooks/swap.yaml
only="--rule all=off --rule vendor-response-late=error"
for path in three three/base three/base/runbooks/swap.yaml; do
    # shellcheck disable=SC2086 # words
    run check $only $path; ends 1; says "base/runbooks/swap.yaml:2:32: error: vendor 'slow'" '1 error'
done
for path in three/web three/docs three/other; do
    # shellcheck disable=SC2086 # words
    run check $only $path; ends 0; keeps_from "'slow'"
done

# ---- Losses --------------------------------------------------------------------------------

cp -R good gone
cat >gone/people.yaml <<'END'
people: [{id: ada, name: Ada, chat: '@ada'}]
END
cat >gone/redbinder.yaml <<'END'
title: Gone
tools: [{id: chat, name: Chat, kind: chat}]
END
run check --lose tool:chat gone; ends 0; answers 'without tool:chat' 'Ada: chat needs tool'; quiet
run check --lose tool:chat --format json gone; ends 0; quiet
answers '"without": [' '"unreachable": [' '"channel": "chat"'
if has python3; then
    python3 -m json.tool "$out" >/dev/null 2>"$scratch/both"
    verdict "check --lose --format json prints no JSON" $? "$scratch/both"
fi
run check --lose tool:chat --format sarif gone; ends 2; says '--lose answers in text or json'
run check --lose tool:cat gone; ends 2; says "there is no tool 'cat'; did you mean 'chat'?"

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
    ends 3; says 'No space left' '[system-write]'; keeps_from link-broken
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

# ---- What a verdict rests on ----------------------------------------------------------------

day='--as-of 2026-11-21'
run explain CP-4a --plan docs --library good $day; ends 0; quiet
answers 'CP-4a[2] Plan testing (nist-800-53-cp/cp-4-a-2)' 'defined: satisfied' 'met:' 'to do:' \
    'evidence one.log sha256 '
keeps_from 'CP-4b'
run explain cp-4-b --library good $day; ends 0; quiet; answers 'docs ' 'nist-800-53-cp/cp-4-b'
run explain cp-4-b --library good $day --format json; ends 0; quiet; answers '"control": "cp-4-b"'
run explain cp-4-b --library good --format markdown; ends 2; says 'text or json'
run explain A1.3 --plan docs --library good --framework soc-2 $day; ends 0; answers 'soc-2/a1-3-tested'
run explain A1.3 --library good; ends 2; says "there is no control 'A1.3'"
run explain nist-800-53-cp/cp-4-b --library good $day; ends 0; quiet; answers 'nist-800-53-cp/cp-4-b'
run explain soc-2/cp-4-b --library good $day; ends 2; says "there is no control 'soc-2/cp-4-b'"
run record --library good --form rewiew; ends 2; says "no runbook or kind of act 'rewiew'; did you mean 'review'?"
run record --library good --form review --plan dosc; ends 2; says "did you mean 'docs'?"
run explain CP-44 --library good; ends 2; says "there is no control 'CP-44'; did you mean"
run explain CP-4 --plan dosc --library good; ends 2; says "did you mean 'docs'?"
run explain CP-4 --library good --framework soc-3; ends 1; says "did you mean 'soc-2'?"
run explain CP-4 --library nowhere; ends 3; says "there is no such folder"
run explain --predicates; ends 0; answers services-exercised 'Needs within, types.'; quiet
run explain --predicates --format json; ends 0; answers '"twoQuestions": true'; quiet
(cd good && "$binary" explain CP-10 --plan docs $day >"$out" 2>"$err")
verdict "explain asks the library it stands in" $? "$err"
answers 'CP-10[1]'
(cd good && "$binary" explain backup-misssing >"$out" 2>"$err")
told='explain of a name that is neither'
says "there is no rule or control 'backup-misssing'; did you mean 'backup-missing'?"

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

# The seal, as docs/run-log.md defines it: its example is right by sha256sum's own count, and taken in
# as sealed; what anybody may do to it is told.
sed -n '/^## The seal/,/^## /p' "$root/docs/run-log.md" >seal.md
sed -n '/^```text/,/^```/p' seal.md | sed '/^```/d' >sealed.log
sed -n '/^```sh/,/^```/p' seal.md | sed '/^```/d' | sh | sed 's/ .*//' >values
sed -n 's/.*chain=//p' sealed.log | cmp - values >"$out" 2>&1 && [ "$(wc -l <values)" -eq 2 ]
verdict 'the seal of the example can be counted by hand' $? "$out"
run record --library good sealed.log; ends 0; answers 'sealed.log: run log, 1 run, 0 steps, 0 findings, sealed'
sed -e 's/run=example/run=bare/' -e 's/.chain=.*//' sealed.log >bare.log
run record --library good bare.log; ends 0; answers '0 findings, not sealed'
sed '/^2026-08-14T09:05/s/09:05/09:50/' sealed.log >broken.log
run record --library good broken.log; ends 1; answers 'broken.log: refused'
says 'broken.log:5:51: error' '[evidence-seal-broken]' 'broken.log:2:60: up to here' 'help: take the log'
sed '$s/.chain=.*//' sealed.log >open.log
run record --history open.db open.log; ends 0; answers '0 findings, not sealed to its end'

# Verified, nothing is taken in.
head=$(sed -n '$s/.*chain=//p' sealed.log)
run verify sealed.log; ends 0; answers "sealed.log: sealed (3 events, head $head)"; quiet
run verify bare.log; ends 0; answers 'bare.log: unsealed (3 events)'; says 'bare.log:2:1: warning' '[evidence-unsealed]'
run verify --strict bare.log; ends 1; says 'bare.log:2:1: error' '[evidence-unsealed]'
run verify --strict sealed.log; ends 0; quiet
run verify open.log; ends 0; says 'open.log:4:1: warning'
answers "open.log: open (3 events, 2 not covered, head $(sed -n '2s/.*chain=//p' sealed.log))"
run verify sealed.log broken.log; ends 1; answers 'sealed.log: sealed' 'broken.log: broken at line 5 (3 events)'
says 'broken.log:5:51: error' '[evidence-seal-broken]'
cp -R "$here/../rules/evidence-output-missing/bad" outputs
run verify outputs/drill.log; ends 1; answers 'drill.log: sealed (10 events' '), 4 outputs, 3 missing'
says 'drill.log:6:72: error' "'drill.log.d/02-load.out' is not beside the log" "'/bin/sh' is not beside the log"
(cd outputs && "$binary" verify drill.log) >"$out" 2>/dev/null; grep -q '3 missing$' "$out"
verdict 'outputs are looked for beside the log' $? "$out"
echo more >>outputs/drill.log.d/01-pick.out
run verify outputs/drill.log; ends 1; answers ', 3 missing, 1 changed'; says '[evidence-output-changed]'
sed 's/log 1/log 2/' sealed.log >later.log
run verify later.log; ends 1; answers 'later.log: cannot be verified'; says '[evidence-format]'
run verify gone.log story.log; ends 3; says 'gone.log: error' 'story.log:1:1: error' '[file-unverifiable]'
run verify "$odd"; ends 0; answers 'odd?[31m name.log: unsealed'
run verify; ends 2; says 'at least one file'
run verify --format xml sealed.log; ends 2; says '--format takes text or json'
run verify --format sarif sealed.log; ends 2
run verify --help; ends 0; answers Examples: '--strict' 'redbinder verify drill.log'
cp good/history.db before.db; run verify sealed.log; cmp -s before.db good/history.db
verdict 'verify takes nothing in' $?
# What a script has written is sealed, by the head that it shows.
cp -R good talking; sed -i "s/run: 'true'/run: echo done/" talking/docs/runbooks/restore.yaml
run build -q --only scripts -o sealing talking; ends 0
sh sealing/docs/runbooks/restore.sh --yes --operator N --log script.log >script.said 2>&1 </dev/null
verdict 'a script runs' $? script.said
run verify --strict script.log; ends 0; answers 'script.log: sealed (' '), 2 outputs'; quiet
answers "head $(sed -n 's/^Seal of the log: //p' script.said)"
sed -i 's/status=0/status=1/' script.log
run verify script.log; ends 1; answers 'script.log: broken at line '
if has python3; then
    run verify --format json sealed.log open.log bare.log broken.log outputs/drill.log gone.log; ends 3; quiet
    python3 - "$out" "$head" >"$scratch/judged" 2>&1 <<'END'
import json, sys
answer = json.load(open(sys.argv[1]))
assert answer["exitCode"] == 3 and answer["format"] == 1
files = {f["path"]: f for f in answer["files"]}
assert [f["seal"] for f in answer["files"][:5]] == ["sealed", "open", "unsealed", "broken", "sealed"]
assert files["sealed.log"]["head"] == sys.argv[2] and files["bare.log"]["head"] is None
assert files["sealed.log"]["events"] == 3 and files["open.log"]["eventsNotCovered"] == 2
assert files["broken.log"]["brokenLine"] == 5 and "brokenLine" not in files["open.log"]
drill = files["outputs/drill.log"]
assert (drill["outputs"], drill["outputsMissing"], drill["outputsChanged"]) == (0, 3, 1)
assert files["gone.log"] == {"path": "gone.log", "kind": None}
rules = sorted({f["rule"] for f in answer["findings"]})
assert rules == ["evidence-output-changed", "evidence-output-missing", "evidence-seal-broken",
                 "evidence-unsealed", "system-read"], rules
END
    verdict 'what verify says to machines' $? "$scratch/judged"
fi

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
run record --library good --plan docs --form contact; ends 0
answers 'kind: contact' "plan: 'docs'" 'entries:' 'passed: ____'; quiet
run record --library good --plan dosc --form review; ends 2; says "no plan 'dosc'"
run record --library good --form drill; ends 2; says 'attestation'

# Acts come by forms and tables; a table that has grown adds what is new in it.
printf 'form: 1\nkind: approval\nplan: docs\ndate: 2026-09-01\nby: Jo\n' >approval.yaml
run record --library good approval.yaml; ends 0; answers 'approval.yaml: form, 1 act'; quiet
printf 'kind,plan,date,by,started,outcome\nreview,docs,2026-09-01,Jo,,\n%s\n' \
    'drill,docs,,,2026-09-02T09:00:00Z,passed' >diary.csv
run record --library good diary.csv; ends 0; answers 'CSV, 1 run, 0 steps, 0 findings, 1 act'; quiet
echo 'review,docs,2026-09-03,Jo,,' >>diary.csv
run record --library good diary.csv; ends 0; answers 'diary.csv: CSV, 1 act'; quiet
echo 'review,dosc,soon,Jo,,' >>diary.csv
run record --library good diary.csv; ends 1; answers 'refused'; says "diary.csv:5:13:" 'is not a date'
run record --library good --started noon diary.csv; ends 2; says "'noon' is not a time"
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
says "there is no history 'gone.db': no run counts"
run check --history gone.db --as-of 2026-11-21 good; says "there is no history 'gone.db'"
[ ! -e gone.db ]; verdict "a report makes no history" $?

# ---- Periods and gates ---------------------------------------------------------------------

rm -f good/history.db
run record --library good one.log; ends 0
year='report --as-of 2026-11-21 --window 12m good'
# shellcheck disable=SC2086 # words
run $year; ends 0; answers '2025-11-22 to 2026-11-21' '1 run and 0 other records' '1 h 30 min'; quiet
cp "$out" year.md
for length in 1y 12mo 365d; do
    run report --as-of 2026-11-21 --window $length good; ends 0
    cmp -s "$out" year.md; verdict "$length is a year" $? "$out"
done
# The run was on 14 August: a window of 99 days begins on the day after it.
run report --as-of 2026-11-21 --window 100d good; ends 0; answers '1 h 30 min'
run report --as-of 2026-11-21 --window 99d good; ends 0
keeps_from '1 h 30 min'
answers 'No run from 2026-08-15 to 2026-11-21' 'found by hand' 'not in the period'
for length in 0 12 0d 3h m soon -1y 201y ''; do
    run report --window "$length" good; ends 2; says '--window takes a length of time'
done
run build --window soon good; ends 2; says '--window takes a length of time'
run build -q --only markdown --as-of 2026-11-21 --window 12m -o of-year good; ends 0
tail -n +7 of-year/docs/compliance.md >page
grep -qF "$(sed -n '2p' page)" year.md; verdict "build and report say the same" $? page
grep -q '2025-11-22 to 2026-11-21' of-year/docs/compliance.md; verdict "a build keeps to the period" $?
# What is taken in later and is of a later day changes nothing; nor does a file without a new run, or
# taking back what is of a later day.
sed 's/2026-08-14/2026-12-14/g; s/run=one/run=later/' one.log >later.log
run record --library good later.log; ends 0
# shellcheck disable=SC2086 # words
run $year; ends 0
cmp -s "$out" year.md; verdict "a period has the same report a month later" $? "$out"
head=$(sed -n 's/.*Head of the history.*`\([0-9a-f]*\)`.*/\1/p' "$out" | head -n 1)
run history verify --history good/history.db --head "$head"; ends 0
cp good/history.db kept.db
run history withdraw later --by Ana --reason 'wrong plan' --as-of 2026-12-20 --library good; ends 0
# shellcheck disable=SC2086 # words
run $year; ends 0
cmp -s "$out" year.md; verdict "and when that is taken back" $? "$out"
sed 's/2026-08-14/2026-08-15/g; s/run=one/run=forgotten/' one.log >forgotten.log
run record --library good forgotten.log; ends 0
# shellcheck disable=SC2086 # words
run $year; ends 0
! cmp -s "$out" year.md; verdict "what was forgotten changes the report" $? "$out"
keeps_from "$head"
run history withdraw forgotten --by Ana --reason 'not held' --as-of 2026-12-20 --library good; ends 0
# shellcheck disable=SC2086 # words
run $year; ends 0
keeps_from "$head"; answers '1 run and 0 other records'
# A plan's report is its page, also where it tells of notes and of steps that failed, which a report
# loads of the newest runs only.
for day in 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28; do
    for month in 09 10; do
        log "2026-$month-${day}T09:00:00Z|run-begin|run=r-$month-$day|plan=docs|runbook=restore" \
            "2026-$month-${day}T09:01:00Z|step-begin|step=fetch" \
            "2026-$month-${day}T09:02:00Z|note|text=told on $month-$day" \
            "2026-$month-${day}T09:06:00Z|step-end|step=fetch|outcome=failed|status=1" \
            "2026-$month-${day}T09:07:00Z|run-end|outcome=failed" >"r-$month-$day.log"
    done
done
# In the oldest, whose steps a report in Markdown does not load, a clock went backwards.
sed '/step-end/s/T09:06/T09:00/' r-09-01.log >back.log && mv back.log r-09-01.log
run record --library good --history many.db r-??-??.log; ends 0
run build -q --only markdown --as-of 2026-11-21 --history many.db -o of-many good; ends 0
run report --plan docs --as-of 2026-11-21 --history many.db good; ends 0
answers 'newest 50 of 56 runs' 'told on 10-28' 'told on 09-07' '`fetch` failed'; keeps_from 'told on 09-06'
tail -n "+$(grep -n '^# ' of-many/docs/compliance.md | head -n 1 | cut -d: -f1)" of-many/docs/compliance.md >page
tail -n "+$(grep -n '^# ' "$out" | head -n 1 | cut -d: -f1)" "$out" | cmp - page
verdict "a report is the page of a build" $? "$out"
run report --format json --as-of 2026-11-21 --history many.db good; ends 0; cp "$out" many.json
run build -q --only data --as-of 2026-11-21 --history many.db -o of-many good; ends 0
cmp -s many.json of-many/compliance/report.json; verdict "and so are its tables" $? "$out"
mv kept.db good/history.db
run record --library good forgotten.log; ends 0

day='--as-of 2026-11-21 good'
# shellcheck disable=SC2086 # words
{
    run report --fail-on overdue $day; ends 1
    says "redbinder: docs: overdue: exercise 'restore-drill' was due on 2026-11-15"
    answers 'Can the plan keep its promise?'
    run report --quiet --fail-on overdue $day; ends 1
    [ ! -s "$out" ]; verdict "a quiet report is none" $? "$out"
    [ "$(wc -l <"$err")" -eq 1 ]; verdict "one line for the one reason" $? "$err"
    run report -q --fail-on overdue --as-of 2026-11-15 good; ends 0; quiet
    run report -q --fail-on missed $day; ends 0; quiet
    run report -q --fail-on stale $day; ends 1; says "docs: stale: RTO of 'docs-api': Measured 1h30m"
    run report -q --fail-on no-evidence $day; ends 1; says 'docs: no-evidence: control '
    run report -q --fail-on not-satisfied $day; ends 1; says 'docs: not-satisfied: control '
    run report -q --fail-on open-findings $day; ends 1
    says "docs: open-findings: 'the dump is found by hand', owner nobody, due on 2026-09-30"
    run report -q --fail-on overdue-findings $day; ends 1; says 'docs: overdue-findings: '
    run report -q --fail-on overdue-findings --as-of 2026-09-30 good; ends 0; quiet
    run report -q --fail-on 'missed, overdue' --fail-on stale $day; ends 1; says ': overdue: ' ': stale: '
    run report -q $day; ends 0; quiet; [ ! -s "$out" ]; verdict "nothing was asked" $?
    run report --fail-on overdeu $day; ends 2; says "--fail-on does not know 'overdeu'; did you mean 'overdue'?"
    run report --fail-on qqqqqqqqqq $day; ends 2; says "--fail-on does not know 'qqqqqqqqqq'"; keeps_from 'did you mean'
    run report --fail-on '' $day; ends 2
}
sed 's/T10:30:00Z\(.service-back\)/T13:00:01Z\1/; s/run=one/run=slow/; s/2026-08-14/2026-11-20/g
    s/T10:\(30:00Z.rec\|4\)/T13:\1/' one.log | grep -v finding >slow.log
run record --library good slow.log; ends 0
run report -q --fail-on missed --as-of 2026-11-21 good; ends 1; says "missed: RTO of 'docs-api'"

# Links that plans make: `#anchor` finds its page of the site, and a link to what the public edition
# leaves out is its words in it alone.
mkdir leads
cp -R "$root/tests/rules/base/." "$root/tests/rules/link-broken/good/." leads
mkdir leads/case/runbooks
cat >leads/case/runbooks/help.yaml <<'END'
title: Help
about: "Run [the script](help.sh)."
steps: [{id: look, manual: Look.}]
END
run build --only site,markdown,scripts --as-of 2026-01-01 -o linked-site leads; ends 0; keeps_from link-broken
grep -q '<a href="objectives.html#objectives">the same</a>' linked-site/case/index.html
verdict "a link to a place finds the page of the place" $? linked-site/case/index.html
run build --edition public --only site,markdown,scripts --as-of 2026-01-01 -o public-site leads; ends 0; keeps_from link-broken
grep -q 'Run the script\.' public-site/case/runbooks/help.html
verdict "a link to what is left out is text" $? public-site/case/runbooks/help.html
# The frame of all pages.
sed 's|root:now.html|root:nov.html|' "$root/templates/page.html" >leads/templates/page.html
run build --only site,markdown --as-of 2026-01-01 -o framed-site leads; ends 0
says 'leads/templates/page.html:23:24: warning: the frame of all pages leads to nov.html' 'link-broken' 'did you mean `root:now.html`'

# The summaries of the plans here keep to the first page.
if has pdftotext; then
    "$binary" record --library "$root/plans" --history plans.db "$root"/plans/*/evidence/* >/dev/null 2>&1
    run build -q --only pdf --as-of 2026-11-21 --history plans.db -o paper "$root/plans"; ends 0
    for file in paper/*/compliance.pdf; do
        pdftotext -f 2 -l 2 "$file" - | sed 3q >first # behind the head of the page
        grep -qx 'At a glance' first; verdict "$file: the summary is one page" $? first
    done
    pdftotext -f 2 -l 2 paper/compliance/report.pdf - | sed 3q >first
    grep -qx 'Figures of the plans' first; verdict "the summary of the library is one page" $? first
fi
tally
