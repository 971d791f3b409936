#!/bin/sh
# usage: tests/output/editions.sh BINARY
# Which editions a build prints, and where; their sheets, and whether index and contents of a binder
# lead to the right pages.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
# shellcheck source=tests/tally.sh
. "$here/../tally.sh"
# shellcheck source=tests/output/judge.sh
. "$here/judge.sh"
program "${1-}"
make_scratch
as_of=2026-11-21
library=$scratch/library
history=$scratch/history.db

mkdir "$library"
cp -R "$root"/plans/* "$library"
rm -f "$library"/*.db*
"$binary" record --history "$history" --library "$library" "$library"/*/evidence/* \
    >"$scratch/said" 2>&1
verdict "record" $? "$scratch/said"

# build [ARGUMENT...]: of $library into $scratch/out, without a word.
build()
{
    rm -rf "$scratch/out"
    "$binary" build --quiet --as-of $as_of --history "$history" --output "$scratch/out" "$@" \
        "$library" >"$scratch/said" 2>&1
    verdict "build $*" $? "$scratch/said"
}

# prints NAME PATTERN...: of all PDF files there are those that match, the plan being *.
prints()
{
    name=$1
    shift
    (cd "$scratch/out" && find . -name '*.pdf' | sed -e 's,^\./,,' -e '/^compliance/!s,^[^/]*/,*/,' \
        -e 's,/drill-sheet/[^/]*$,/drill-sheet/*,') | sort -u >"$scratch/files"
    printf '%s\n' "$@" | sort | diff - "$scratch/files" >"$scratch/differences"
    verdict "$name" $? "$scratch/differences"
}

# ---- Which there are -----------------------------------------------------------------------

build --only pdf
prints "the usual editions" '*/booklet.pdf' '*/compliance.pdf' '*/plan.pdf' '*/wallet-card.pdf' \
    binder.pdf compliance/report.pdf
build --only pdf --edition binder
prints "the binder alone" binder.pdf
build --only pdf --edition plan --edition compliance --edition plan
prints "two by name" '*/compliance.pdf' '*/plan.pdf' compliance/report.pdf

# No page leads to paper that was not made.
build --edition plan
prints "the plan beside the site" '*/plan.pdf'
if has python3; then
    python3 "$here/pages.py" "$scratch/out" >"$scratch/faults" 2>&1
    verdict "no link leads astray" $? "$scratch/faults"
fi

# ---- Sheets and pages ----------------------------------------------------------------------

# sheet SIZE FILE: it is whole, and its pages have that size.
sheet()
{
    sheet=$1
    pdf_faults "$scratch/out/$2" >"$scratch/faults" 2>&1
    [ ! -s "$scratch/faults" ]
    verdict "$2 on $1" $? "$scratch/faults"
}

build --only pdf --edition binder --edition booklet --edition wallet-card --edition drill-sheet \
    --edition audit
prints "what is not printed above" '*/booklet.pdf' '*/drill-sheet/*' '*/wallet-card.pdf' \
    audit.pdf binder.pdf
if has qpdf && has pdfinfo; then
    sheet '(A4)' binder.pdf
    sheet '(A4)' audit.pdf
    sheet "419.528 x 595.276" ai-docs-assistant/booklet.pdf
    sheet '(A4)' ai-docs-assistant/wallet-card.pdf
    sheet '(A4)' ai-docs-assistant/drill-sheet/restore-files.pdf
    [ "$(pdfinfo "$scratch/out/openapi-docgen/wallet-card.pdf" | sed -n 's/^Pages: *//p')" = 1 ]
    verdict "the card is one sheet" $?
fi
if has python3 && has qpdf; then
    python3 "$here/editions.py" "$scratch/out/binder.pdf" >"$scratch/faults" 2>&1
    verdict "index and contents lead to what they name" $? "$scratch/faults"
    qpdf "$scratch/out/binder.pdf" --pages . 2-z,1 -- "$scratch/shifted.pdf" >"$scratch/said" 2>&1
    python3 "$here/editions.py" "$scratch/shifted.pdf" >"$scratch/faults" 2>&1
    grep -q 'the index sends' "$scratch/faults" && grep -q 'the contents sends' "$scratch/faults"
    verdict "pages that are elsewhere are noticed" $? "$scratch/faults"
fi

# The same however many threads work on it.
mv "$scratch/out" "$scratch/first"
build --only pdf --threads 3 --edition binder --edition booklet --edition wallet-card \
    --edition drill-sheet --edition audit
diff -r "$scratch/first" "$scratch/out" >"$scratch/differences" 2>&1
verdict "the same bytes again" $? "$scratch/differences"

# ---- Those of a library --------------------------------------------------------------------

cat >>"$library/redbinder.yaml" <<'END'
paper: {sheet: letter}
editions:
  board: For the board
  night-shift: {title: For the night, of: runbook, sheet: half, template: runbook.md}
END
mkdir -p "$library/templates/editions"
cat >"$library/templates/editions/board.md" <<'END'
# The promises of {{library.title}}

What can be kept, plan by plan.

::each-plan{plan-compliance.md}
END
build --only pdf --edition board --edition night-shift
pdftotext "$scratch/out/board.pdf" "$scratch/text" && grep -q 'The promises of' "$scratch/text"
verdict "an edition follows the template of the library" $?
pdfinfo "$scratch/out/ai-docs-assistant/night-shift/restore-files.pdf" >"$scratch/said" 2>&1
grep -q 'Page size: *396 x 612' "$scratch/said"
verdict "half a letter sheet for each runbook" $? "$scratch/said"
tally
