#!/bin/sh
# usage: tests/cli/formats.sh BINARY
# What machines read: findings as JSON and SARIF, held against judges of their own, against the text,
# and against the schema of OASIS where REDBINDER_SARIF_SCHEMA names it; and rules explained.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
# shellcheck source=tests/tally.sh
. "$here/../tally.sh"
program "${1-}"
make_scratch
cd "$scratch" || exit 3
has python3 || { tally; exit; }
python=python3
"$python" -c 'import jsonschema' 2>/dev/null || [ ! -x /usr/bin/python3 ] || python=/usr/bin/python3
judge=$root/tests/tools/findings_check.py
[ -n "${REDBINDER_SARIF_SCHEMA-}" ] || skip 'REDBINDER_SARIF_SCHEMA does not name the schema of SARIF'
day='--as-of 2026-01-01'

# report FORMAT FILE STATUS ARGUMENT...: into FILE, judged, with nothing on stderr.
report()
{
    format=$1 file=$2 wanted=$3
    shift 3
    status=0
    # shellcheck disable=SC2086 # two words
    "$binary" check $day --format "$format" "$@" >"$file" 2>"$scratch/err" || status=$?
    [ "$status" -eq "$wanted" ] && [ ! -s "$scratch/err" ]
    verdict "check --format $format $* ends with $status, not $wanted" $? "$scratch/err"
    "$python" "$judge" "$format" "$file" "$PWD" >"$scratch/said" 2>&1
    verdict "check --format $format $*" $? "$scratch/said"
}

both() # NAME STATUS ARGUMENT...: into NAME.json and NAME.sarif
{
    name=$1 ends=$2
    shift 2
    report json "$scratch/$name.json" "$ends" "$@"
    report sarif "$scratch/$name.sarif" "$ends" "$@"
}

# The fingerprints of the own JSON in the file $1.
prints()
{
    sed -n 's/^ *"fingerprint": "\(.*\)"$/\1/p' "$1" | sort
}

holds() # WORDS FILE
{
    grep -qF -e "$1" "$2"
    verdict "${2##*/} does not hold $1" $? "$2"
}

cp -R "$root/tests/rules/base" base
mkdir base/case
cat >base/case/plan.yaml <<'END'
title: Größe 漢字 "Case"
services:
  - {id: web, name: "漢字 é", rto: 4h, mtd: 2h, depends: [orders]}
  - {id: shop, rto: soon}
data:
  - {id: orders, rpo: 1h}
END

# ---- Whatever is found ---------------------------------------------------------------------

both bad 1 base
holds '"startColumn": 34' bad.sarif
holds '"relatedLocations": [' bad.sarif
# shellcheck disable=SC2086 # two words
"$binary" check $day base 2>whole
sed -n 's/^\(base[^:]*:[0-9]*:[0-9]*\): \([a-z]*\): .* \[\(.*\)\]$/\1 \2 \3/p' whole >text
"$python" - bad.json >places <<'END'
import json, sys
for f in json.load(open(sys.argv[1]))["findings"]:
    if "line" in f:
        print("%(path)s:%(line)d:%(column)d %(severity)s %(rule)s" % f)
END
[ -s text ] && diff text places >said
verdict 'text and JSON find the same at the same places' $? said

# All cases of tests/rules that are one plan, as the plans of one library.
cp -R "$root/tests/rules/base" all
for plan in "$root"/tests/rules/*/bad.yaml; do
    id=$(basename "$(dirname "$plan")")
    mkdir "all/$id" && cp "$plan" "all/$id/plan.yaml"
done
both all 1 all
[ "$(prints all.json | wc -l)" -gt 100 ]; verdict 'many findings' $?
report sarif again.sarif 1 all
cmp -s all.sarif again.sarif; verdict 'the same findings give the same bytes' $?
! grep -qF "$scratch" all.sarif all.json; verdict 'a log tells nothing about the machine' $?

both nowhere 3 nowhere
holds '"executionSuccessful": false' nowhere.sarif

# Names of files are bytes, and plans quote whatever they like.
odd=$(printf 'odd "\\ \033[31m \302\205 \377 [a](b) {0} %%41')
cp -R base "$odd"
cp -R base/case "$odd/$odd"
printf 'title: "\\"lone \\x22 {0} [a](http://b) </script>"\nowner: %s\nrisk: 1\n' \
    "'it''s \"{nobody}\"'" >"$odd/case/plan.yaml"
mkdir "$odd/bytes" && printf 'title: \377\n' >"$odd/bytes/plan.yaml"
for format in json sarif; do
    status=0
    # shellcheck disable=SC2086 # two words
    "$binary" check $day --format $format "$odd" >odd.$format 2>err || status=$?
    [ $status -eq 1 ] && [ ! -s err ] && "$python" "$judge" $format odd.$format >said 2>&1
    verdict "odd names and texts as $format" $? said
done
holds '%22%5C%20%1B%5B31m%20%C2%85%20%EF%BF%BD%20%5Ba%5D%28b%29%20%7B0%7D%20%2541/' odd.sarif
holds "{{nobody}}" odd.sarif

# ---- Fingerprints --------------------------------------------------------------------------

cp bad.json before.json
cp base/case/plan.yaml still
{ printf '# Lines that were not there.\n\n'; cat still; } >base/case/plan.yaml
report json "$scratch/moved.json" 1 base
prints before.json >old; prints moved.json >new
[ -s old ] && cmp -s old new && ! cmp -s before.json moved.json
verdict 'fingerprints survive moved lines' $? new
cp still base/case/plan.yaml
report json "$scratch/absolute.json" 1 "$scratch/base"
cmp -s before.json absolute.json
verdict 'a library is the same by whatever path' $? absolute.json
mkdir elsewhere
cd elsewhere || exit 3
report sarif "$scratch/outside.sarif" 1 ../base
cd "$scratch" || exit 3
holds '"uri": "file:///' outside.sarif

# ---- The judge must be able to say no ------------------------------------------------------

refuses() # FORMAT EXPRESSION: what sed makes of a log
{
    sed "$2" "bad.$1" >broken
    if "$python" "$judge" "$1" broken "$PWD" >said 2>&1; then
        fail "the judge lets pass: $2" said
    else
        pass
    fi
}
refuses json 's/"line": 3/"line": 33/'
refuses json 's/"severity": "error"/"severity": "fatal"/'
refuses json 's/"errors": [0-9]*/"errors": 99/'
refuses json 's/"endColumn": [0-9]*/"endColumn": 999/'
refuses json 's/"fingerprint": ".*"/"fingerprint": "0123456789abcdef"/'
refuses json 's/"path": "base/"path": "bose/'
refuses json 's/"text": "/&"/'
refuses sarif 's/"ruleIndex": [0-9]*/"ruleIndex": 0/'
refuses sarif 's/"startLine": [0-9]*/"startLine": 0/'
refuses sarif 's/"uri": "base/"uri": "ba se/'
refuses sarif 's/"level": "error"/"level": "fatal"/'
refuses sarif 's/"columnKind"/"columKind"/'
refuses sarif 's/ is / {0} /'
[ -z "${REDBINDER_SARIF_SCHEMA-}" ] || refuses sarif 's/"exitCode": 1/"exitCode": "1"/'

# ---- In the hands of others ----------------------------------------------------------------

# The pattern for problems in docs/editors.md finds what the text says.
"$python" - "$root/docs/editors.md" bad.json <<'END' >said 2>&1
import json, re, subprocess, sys
for block in re.findall(r"```json\n(.*?)```", open(sys.argv[1], encoding="utf-8").read(), re.S):
    tasks = json.loads(block).get("tasks")
    if tasks:
        pattern = tasks[0]["problemMatcher"]["pattern"]
report = json.load(open(sys.argv[2]))
wanted = [(f["path"], f["line"], f["column"], f["severity"], f["text"], f["rule"])
          for f in report["findings"] if "line" in f]
found = []
for line in open("whole", encoding="utf-8"):
    match = re.match(pattern["regexp"], line.rstrip("\n"))
    if match:
        part = lambda name: match.group(pattern[name])
        found.append((part("file"), int(part("line")), int(part("column")), part("severity"),
                      part("message"), part("code")))
assert wanted and found == wanted, (found, wanted)
END
verdict 'the pattern for problems of VS Code' $? said

# The hook of docs/ci.md, and those for pre-commit, on a repository with a plan that is wrong.
mkdir bin
printf '#!/bin/sh\nexec "%s" "$@"\n' "$binary" >bin/redbinder
chmod +x bin/redbinder
PATH=$scratch/bin:$PATH
sed -n '/^#!\/bin\/sh/,/^```/p' "$root/docs/ci.md" | sed '/^```/d' >hook
[ -s hook ]; verdict 'docs/ci.md has a hook' $?
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
if has git && git init -q repository; then
    cp hook repository/.git/hooks/pre-commit && chmod +x repository/.git/hooks/pre-commit
    cp -R base repository/plans
    cd repository || exit 3
    git config user.name N && git config user.email n@localhost.test
    echo words >README.md && git add README.md && git commit -qm 'No plan' >../said 2>&1
    verdict 'the hook lets other files pass' $? ../said
    git add plans && ! git commit -qm 'A wrong plan' >../said 2>&1
    verdict 'the hook refuses a wrong plan' $? ../said
    cd "$scratch" || exit 3
    holds 'plans/case/plan.yaml:' said
fi
"$python" - "$root/.pre-commit-hooks.yaml" <<'END' >said 2>&1
import re, sys
text = open(sys.argv[1], encoding="utf-8").read()
patterns = re.findall(r"^  files: (.*)$", text, re.M)
assert len(patterns) == 2 and len(re.findall(r"^  entry: redbinder check$", text, re.M)) == 2
for pattern in patterns:
    for name in "plans/people.yaml", "plans/shop/plan.yml", "plans/shop/runbooks/a.yaml", "plans/a/b.md":
        assert re.search(pattern, name), name
    for name in "README.md", "plans/shop/evidence/run.log", "other/plans/plan.yaml", "plans.yaml":
        assert not re.search(pattern, name), name
END
verdict 'the hooks for pre-commit' $? said
if command -v pre-commit >/dev/null 2>&1 && [ -d repository ]; then
    PRE_COMMIT_HOME=$scratch/pre-commit
    export PRE_COMMIT_HOME
    mkdir hooks && cp "$root/.pre-commit-hooks.yaml" hooks && git init -q hooks
    git -C hooks add . && git -C hooks -c user.name=N -c user.email=n@localhost.test commit -qm Hooks
    for hook in redbinder-check redbinder-check-library; do
        ! (cd repository && pre-commit try-repo ../hooks $hook --all-files) >said 2>&1
        verdict "$hook refuses a wrong plan" $? said
        holds 'plans/case/plan.yaml:' said
        (cd repository && pre-commit try-repo ../hooks $hook --files README.md) >said 2>&1
        verdict "$hook lets other files pass" $? said
    done
fi

# ---- Explanations --------------------------------------------------------------------------

status=0
"$binary" check --format xml base >said 2>&1 || status=$?
[ $status -eq 2 ] && grep -qF -e '--format takes text, json or sarif' said
verdict 'a format that there is not' $? said
"$binary" explain backup-missing id-duplicate >said 2>&1
verdict 'two rules at once' $? said
for words in 'backup-missing (warning)' 'why:    ' 'remedy: ' 'origin: ' 'id-duplicate (error)'; do
    holds "$words" said
done
"$binary" explain --list | sed 's/ .*//' >ids
[ "$(wc -l <ids)" -gt 80 ] && sort -u ids | cmp - ids >said 2>&1
verdict 'the list is sorted' $? said
# shellcheck disable=SC2046 # names of rules
"$binary" explain $(cat ids) >said 2>&1
verdict 'all rules at once' $? said
[ "$(awk 'length > most { most = length } END { print most }' said)" -le 80 ]
verdict 'explanations take 80 columns' $? said
"$binary" explain --list --format json >rules.json && "$python" - >said 2>&1 <<'END'
import json
rules = json.load(open("rules.json"))
assert [rule["id"] for rule in rules] == open("ids").read().split()
for rule in rules:
    assert set(rule) == {"id", "severity", "summary", "why", "remedy", "origin"}
END
verdict 'the rules as JSON' $? said
"$binary" explain --format markdown backup-missing | grep -qx '## backup-missing'
verdict 'a rule as Markdown' $?
for arguments in '--list --format sarif' '--list backup-missing' 'backup-mising' '' 'id-duplicate x'; do
    status=0
    # shellcheck disable=SC2086 # words
    "$binary" explain $arguments >said 2>&1 || status=$?
    [ $status -eq 2 ]
    verdict "explain $arguments ends with $status, not 2" $? said
done
tally
