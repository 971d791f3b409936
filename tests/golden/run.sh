#!/bin/sh
# usage: tests/golden/run.sh BINARY [CASE...]
#
# Each folder beside this script that holds library/ is a case: a small plan library, and the
# evidence in evidence/ where there is one; a file window holds the length of the period of its
# reports. The suffix of an expected file decides what it is
# compared with; drop a new one into a case and it is tested:
#   expected.md             case/plan.md                expected.runbook.md    case/runbooks/recover.md
#   expected.html           case/index.html             expected.runbook.html  its page
#   expected.now.md, services.md, gaps.md, changes.md        the pages of that name
#   expected.page.NAME.html case/NAME.html, one of the plan's other pages
#   expected.compliance.md  case/compliance.md          expected.sh            its script, without what all share
#   expected.index.md       index.md                    expected.people.md     people.md
#   expected.txt            the text of case/plan.pdf   expected.files         the files that were written
#   expected.diag           what check says             expected.build.diag    what build says
#   expected.report.md      what report prints          expected.status        their exit statuses
#   expected.NAME.csv       compliance/NAME.csv         expected.report.json   compliance/report.json
#   expected.NAME.xml       compliance/NAME.xml
#   expected.NAME.edition.txt  the text of all files of that edition
# Whatever is compared, every product of every case goes before the judges of tests/output.
#
# BLESS=1 writes the expected files anew; read the diff, and say in the commit why it changed.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
# shellcheck source=tests/tally.sh
. "$here/../tally.sh"
# shellcheck source=tests/output/judge.sh
. "$here/../output/judge.sh"
program "${1-}"
shift
make_scratch
as_of=2026-11-21
built=$scratch/output
version=$("$binary" --version)

# Runs all commands on CASE; leaves the products in $built and beside it.
compile()
{
    rm -rf "$scratch/case" "$built"
    mkdir "$scratch/case"
    cp -R "$1/library" "$scratch/case"
    cd "$scratch/case" || exit 3
    status=
    if [ -d "$1/evidence" ]; then
        cp -R "$1/evidence" .
        "$binary" record --library library evidence/* >"$scratch/record" 2>&1
        status="record $?
"
    fi
    "$binary" check --as-of $as_of library >"$scratch/answers" 2>"$scratch/diag"
    status="${status}check $?
"
    window=
    if [ -e "$1/window" ]; then
        window="--window $(cat "$1/window")"
    fi
    # shellcheck disable=SC2086 # two words, or none
    "$binary" build --as-of $as_of $window --output "$built" library \
        >>"$scratch/answers" 2>"$scratch/build"
    status="${status}build $?
"
    # shellcheck disable=SC2086 # two words, or none
    "$binary" report --as-of $as_of $window library >"$scratch/report" 2>/dev/null
    status="${status}report $?"
    cd "$here" || exit 3
    [ ! -s "$scratch/answers" ]
    verdict "$2: check and build are silent on standard output" $? "$scratch/answers"
}

# The text of the edition that EXPECTED is named after, in columns as on the page.
edition_text()
{
    (
        cd "$scratch/case" || exit
        "$binary" build -q --as-of $as_of --only pdf --commit none \
            --edition "${1%.edition.txt}" --output "$scratch/edition" library 2>&1 | grep 'error:'
        find "$scratch/edition" -name '*.pdf' | LC_ALL=C sort | while IFS= read -r file; do
            echo "==== ${file#"$scratch/edition/"}"
            pdftotext -layout "$file" -
        done
        rm -rf "$scratch/edition"
    )
}

# What EXPECTED is compared with, on standard output.
product()
{
    case ${1#expected.} in
    md) cat "$built/case/plan.md" ;;
    html) cat "$built/case/index.html" ;;
    compliance.md) cat "$built/case/compliance.md" ;;
    runbook.md) cat "$built/case/runbooks/recover.md" ;;
    runbook.html) cat "$built/case/runbooks/recover.html" ;;
    page.*.html) name=${1#expected.page.}; cat "$built/case/$name" ;;
    index.md) cat "$built/index.md" ;;
    people.md | now.md | services.md | gaps.md | changes.md) cat "$built/${1#expected.}" ;;
    sh) sed '/^# ---- From here on/,$d; s/^rb_self=.*/rb_self=DIGEST/' \
        "$built/case/runbooks/recover.sh" ;;
    txt) pdftotext "$built/case/plan.pdf" - ;;
    *.edition.txt) edition_text "${1#expected.}" ;;
    files) (cd "$built" && find . -type f ! -name .redbinder | sed 's|^\./||' | LC_ALL=C sort) ;;
    diag) cat "$scratch/diag" ;;
    build.diag) grep -v '^built ' "$scratch/build" ;;
    report.md) cat "$scratch/report" ;;
    report.json | *.csv | *.xml) cat "$built/compliance/${1#expected.}" ;;
    status) echo "$status" ;;
    *) echo "nobody knows what '$1' is" ;;
    esac 2>&1 | sed -e "s/$version/redbinder VERSION/" \
        -e '/"version"/s/"'"${version#* }"'"/"VERSION"/' -e '/xmlns=/s/ uuid="[^"]*"/ uuid="OF ALL"/' \
        -e '/history-\{0,1\}[Hh]ead/s/"[0-9a-f]\{64\}"/"HEAD"/'
}

compare()
{
    product "$(basename "$1")" >"$scratch/product"
    if [ "${BLESS:-}" = 1 ]; then
        cp "$scratch/product" "$1"
    fi
    diff -u "$1" "$scratch/product" >"$scratch/differences"
    verdict "$2: $(basename "$1")" $? "$scratch/differences"
}

# judge NAME COMMAND...: it has nothing to say.
judge()
{
    name=$1
    shift
    "$@" >"$scratch/faults" 2>&1
    [ ! -s "$scratch/faults" ]
    verdict "$name" $? "$scratch/faults"
}

judge_products()
{
    if has xmllint; then
        find "$built" -name '*.html' | while IFS= read -r file; do
            xmllint --noout --nonet "$file" || echo "$file"
        done >"$scratch/faults" 2>&1
        [ ! -s "$scratch/faults" ]
        verdict "$1: xmllint" $? "$scratch/faults"
    fi
    if has python3 && has cmark; then
        python3 "$here/../output/pages.py" "$built" >"$scratch/faults" 2>&1
        verdict "$1: pages" $? "$scratch/faults"
    fi
    if has qpdf && has pdfinfo; then
        judge "$1: paper" pdf_faults "$built/case/plan.pdf"
        judge "$1: binder" pdf_faults "$built/binder.pdf"
    fi
    for script in "$built"/*/runbooks/*.sh; do
        [ -e "$script" ] || continue
        judge "$1: script" script_faults "$script"
        has shellcheck && judge "$1: shellcheck" shellcheck -s sh "$script"
    done
    judge "$1: manifest" manifest_faults "$built"
}

# A file of the library's own assets/ stands in the output as it is.
own_assets()
{
    for asset in "$1"/library/assets/*; do
        [ -e "$asset" ] || continue
        cmp "$asset" "$built/assets/$(basename "$asset")" >"$scratch/faults" 2>&1
        verdict "$2: its own $(basename "$asset")" $? "$scratch/faults"
    done
}

cases=$*
[ $# -gt 0 ] || cases=$(cd "$here" && for case in */library; do dirname "$case"; done)
for case in $cases; do
    compile "$here/$case" "$case"
    count=0
    for expected in "$here/$case"/expected.*; do
        [ -e "$expected" ] || continue
        compare "$expected" "$case"
        count=$((count + 1))
    done
    [ $count -gt 0 ]
    verdict "$case: something is expected" $?
    own_assets "$here/$case" "$case"
    [ -d "$built" ] && judge_products "$case"
    if [ "$case" = rich ] && has python3; then
        "$binary" schema --markdown >"$scratch/format.md"
        python3 "$here/fields.py" "$here/rich/library" "$built" "$scratch/format.md" \
            >"$scratch/faults" 2>&1
        verdict "every key is used and every value printed" $? "$scratch/faults"
        sed -i '/dropdb orders/d' "$built/case/runbooks/recover.md"
        echo '| `moon` | text | A key that nobody uses. | |' >>"$scratch/format.md"
        python3 "$here/fields.py" "$here/rich/library" "$built" "$scratch/format.md" \
            >"$scratch/faults" 2>&1
        grep -q "'dropdb orders' of 'rollback' is not printed" "$scratch/faults" &&
            grep -q "'moon' is used nowhere" "$scratch/faults"
        verdict "a value that is not printed is noticed" $? "$scratch/faults"
    fi
done

# A product that differs in one letter is noticed.
if [ -s "$scratch/product" ] && [ "${BLESS:-}" != 1 ]; then
    sed '1s/^./_/' "$scratch/product" | diff -u - "$scratch/product" >"$scratch/differences"
    [ $? -eq 1 ]
    verdict "a difference is noticed" $?
fi
tally
