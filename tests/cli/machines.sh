#!/bin/sh
# usage: tests/cli/machines.sh BINARY
# What `report` and `build` give to other programs: JSON by its schema, tables that hold the same, and
# OSCAL by a schema of our own, and by those of NIST where REDBINDER_OSCAL_SCHEMAS names their
# folder.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
# shellcheck source=tests/tally.sh
. "$here/../tally.sh"
program "${1-}"
make_scratch
cd "$scratch" || exit 3
has python3 && has xmllint || { tally; exit; }
python=python3
"$python" -c 'import jsonschema' 2>/dev/null || [ ! -x /usr/bin/python3 ] || python=/usr/bin/python3
judge=$root/tests/tools/machines_check.py
schema=$root/tests/schemas/oscal.rng
nist=${REDBINDER_OSCAL_SCHEMAS-}
[ -n "$nist" ] || skip 'REDBINDER_OSCAL_SCHEMAS does not name the schemas of OSCAL'
day='--as-of 2026-11-21'

# Which of NIST's schemas is for the file $1.
nist_schema()
{
    case ${1##*/} in
    assessment-results*) echo "$nist/ar-1.0.6.xsd" ;;
    assessment-plan*) echo "$nist/ap-1.0.6.xsd" ;;
    *) echo "$nist/poam-1.0.6.xsd" ;;
    esac
}

# oscal FILE: it keeps to the schemas, and its references lead somewhere.
oscal()
{
    xmllint --noout --nonet --relaxng "$schema" "$1" >said 2>&1
    verdict "$1 by our schema" $? said
    "$python" "$judge" oscal "$1" >said 2>&1
    verdict "the UUIDs of $1" $? said
    [ -n "$nist" ] || return 0
    xmllint --noout --nonet --schema "$(nist_schema "$1")" "$1" >said 2>&1
    verdict "$1 by NIST's schema" $? said
}

# build_data LIBRARY HISTORY OUTPUT
build_data()
{
    # shellcheck disable=SC2086 # two words
    "$binary" build -q --only data,site $day --history "$2" -o "$3" "$1" >said 2>&1
    status=$?
    [ $status -le 1 ]
    verdict "build $1" $? said
}

# ---- Every library of the golden cases, and one without a plan ----------------------------------

mkdir bare-library && echo "title: Nothing yet" >bare-library/redbinder.yaml
for case in machines rich hostile gaps minimal empty; do
    library=$root/tests/golden/$case/library
    [ "$case" != empty ] || library=bare-library
    if [ -d "$root/tests/golden/$case/evidence" ]; then
        "$binary" record --library "$library" --history "$case.db" \
            "$root/tests/golden/$case/evidence"/* >said 2>&1
        verdict "record $case" $? said
    fi
    build_data "$library" "$case.db" "$case"
    "$python" "$judge" report "$root/docs/schema/report.json" "$case/compliance/report.json" \
        "$case/compliance" >said 2>&1
    verdict "the tables of $case" $? said
    for file in "$case"/*/*.xml; do
        oscal "$file"
    done
done
grep -q '<title>Nothing is open</title>' empty/compliance/poam.xml
verdict 'a library in which nothing is open' $?

# ---- The command prints what the build writes -----------------------------------------------------

library=$root/tests/golden/machines/library

# prints FILE ARGUMENT...: the report with these arguments is machines/FILE.
prints()
{
    file=$1
    shift
    # shellcheck disable=SC2086 # two words
    "$binary" report $day --history machines.db "$@" "$library" >printed 2>said
    cmp printed "machines/$file" >>said 2>&1
    verdict "report $* is $file" $? said
}
prints compliance/report.json --format json
prints compliance/assessment-results.xml --format oscal-ar
prints compliance/assessment-plan.xml --format oscal-ap
prints compliance/poam.xml --format oscal-poam
prints case/compliance.json --format json --plan case
prints case/assessment-results.xml --format oscal-ar --plan case
for table in plans figures objectives exercises findings closed controls runs; do
    prints "compliance/$table.csv" --format csv --table $table
done

# refused WORDS ARGUMENT...
refused()
{
    words=$1
    shift
    status=0
    "$binary" report "$@" "$library" >printed 2>said || status=$?
    [ $status -eq 2 ] && [ ! -s printed ] && grep -qF -e "$words" said
    verdict "report $* ends with $status, not 2, or does not say: $words" $? said
}
refused "did you mean 'oscal-ar'" --format oscal-a
refused '--format takes one of markdown, json, csv, oscal-ar' --format spreadsheet
refused 'go together' --format csv
refused 'go together' --table runs
refused "did you mean 'runs'" --format csv --table run

# ---- The same bytes, and the same names ------------------------------------------------------------

build_data "$library" machines.db again
diff -r machines again >said 2>&1
verdict 'the same input gives the same bytes' $? said
(cd machines && sha256sum --check --quiet SHA256SUMS && grep -c 'compliance/.*csv$' SHA256SUMS) \
    >said 2>&1
[ "$(tail -n 1 said)" = 8 ]
verdict 'SHA256SUMS knows the tables' $? said
grep -q 'href="../compliance/machines.html">For machines' machines/case/compliance.html &&
    grep -q 'href="report.json"' machines/compliance/machines.html
verdict 'the pages name the files' $?
"$binary" build -q --only site $day -o bare "$library" >said 2>&1
verdict 'build --only site' $? said
! grep -q 'For machines' bare/case/compliance.html && [ ! -e bare/compliance/report.json ]
verdict '--only site names no files that are not there' $?

# uuids FILE: of runs, findings and risks, sorted.
uuids()
{
    sed -n 's/.*<\(observation\|finding\|risk\|task\) uuid="\([^"]*\)".*/\2/p' "$1" | sort
}
"$binary" report --as-of 2026-11-22 --history machines.db --format oscal-ar "$library" >later.xml
uuids later.xml >later
uuids machines/compliance/assessment-results.xml >now
[ -s now ] && cmp -s now later && ! cmp -s later.xml machines/compliance/assessment-results.xml
verdict 'a day later everything has the same UUID' $?
! grep -q "$(sed -n 's/.*xmlns=.* uuid="\([^"]*\)".*/\1/p' later.xml)" \
    machines/compliance/assessment-results.xml
verdict 'a day later the document has another UUID' $?

# ---- A framework is told of once -------------------------------------------------------------------

cp -R "$library" twice
sed -i 's/^frameworks: .*/frameworks: [own, own]/' twice/redbinder.yaml
# shellcheck disable=SC2086 # two words
"$binary" report $day --history machines.db --format oscal-ar twice >printed 2>said
grep -qF "redbinder.yaml:3:19: error: the framework 'own' is named twice [id-duplicate]" said
verdict 'a framework that is named twice is told' $? said
cmp -s printed machines/compliance/assessment-results.xml
verdict 'and counts once' $? printed

# ---- The schemas must be able to say no ----------------------------------------------------------

# no FILE EXPRESSION: what sed makes of a document is refused by our schema.
no()
{
    sed "$2" "machines/compliance/$1" >broken.xml
    if cmp -s "machines/compliance/$1" broken.xml; then
        fail "nothing was broken by: $2"
    elif xmllint --noout --nonet --relaxng "$schema" broken.xml >said 2>&1; then
        fail "our schema lets pass: $2" said
    else
        pass
    fi
}
no assessment-results.xml 's/<observation uuid="[^"]*"/<observation uuid="17"/'
no assessment-results.xml 's/<finding uuid="........-....-5/<finding uuid="00000000-0000-1/'
no assessment-results.xml 's/state="satisfied"/state="green"/'
no assessment-results.xml 's/reason="fail"/reason="pass"/'
no assessment-results.xml '/<collected>/d'
no assessment-results.xml 's/<collected>\(.*\)Z</<collected>\1</'
no assessment-results.xml 's/>TEST</>TRIED</'
no assessment-results.xml 's/>control-objective</>control</'
no assessment-results.xml 's/type="objective-id"/type="control-id"/'
no assessment-results.xml 's/target-id="own/target-id="1 own/'
no assessment-results.xml 's/<status>open</<status>red</'
no assessment-results.xml '/<import-ap/d'
no assessment-results.xml 's/ value="m-1"/ value=" "/'
no assessment-plan.xml 's/unit="months"/unit="quarters"/'
no assessment-plan.xml 's/period="3"/period="0"/'
no assessment-plan.xml 's/type="action"/type="drill"/'
no poam.xml 's/<deadline>.*</<deadline>soon</'
no poam.xml 's/<poam-item/<item/; s/<\/poam-item/<\/item/'

# wrong SUBCOMMAND EXPRESSION FILE: what sed makes of FILE of a good output is refused by the judge.
wrong()
{
    rm -rf broken
    cp -R machines/compliance broken
    sed "$2" "machines/compliance/$3" >"broken/$3"
    set -- "$1" "$2" "broken/$3"
    [ "$1" = oscal ] || set -- "$1" "$2" "$root/docs/schema/report.json" broken/report.json broken
    kind=$1 expression=$2
    shift 2
    if "$python" "$judge" "$kind" "$@" >said 2>&1; then
        fail "the judge lets pass: $expression" said
    else
        pass
    fi
}
wrong report 's/"verdict": "satisfied"/"verdict": "green"/' report.json
wrong report 's/"overdue": true/"overdue": "yes"/' report.json
wrong report 's/"asOf": .*/"asOf": null,/' report.json
wrong report '/"wrtSeconds"/d' report.json
wrong report "s/\"'=cmd/\"=cmd/" runs.csv
wrong report 's/12600/12601/' runs.csv
wrong report '2d' exercises.csv
wrong report 's/^plan,run/plan,id/' findings.csv
wrong oscal 's/observation uuid="./observation uuid="_/' assessment-results.xml
wrong oscal 's/<risk uuid="[^"]*"/<risk uuid="a"/' poam.xml
tally
