#!/bin/sh
# usage: tests/pages/run.sh BUILD_DIR
# Looks at printed pages. Where words stand (positions.py), in all PDFs of plans/, in a document that
# means ill and in COUNT random ones (200); that the PDFs of plans say all that their Markdown says, in
# its order (strings.py); that links into them have the names of the site; and a handful of pages beside
# their pictures (picture.py). BLESS=1 draws the pictures anew: look at them. The judges are first seen
# finding fault.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
# shellcheck source=tests/tally.sh
. "$here/../tally.sh"
[ -e "${1-}/libredbinder.a" ] || { echo "usage: $0 BUILD_DIR" >&2; exit 2; }
build=$(cd "$1" && pwd)
program "$build/redbinder"
make_scratch
for tool in python3 pdftotext pdftohtml pdftoppm cmark; do
    has $tool || { tally; exit 1; }
done

# ---- Documents -----------------------------------------------------------------------------

case $build in
*asan*) sanitize='-g -fsanitize=address,undefined -fno-sanitize-recover=all' ;;
*) sanitize=-O1 ;;
esac
packages='glib-2.0 yaml-0.1 libcmark libxml-2.0 cairo cairo-pdf pangocairo pangoft2 fontconfig
    sqlite3 libqrencode nettle'
# shellcheck disable=SC2046,SC2086 # lists of words
${CC:-cc} -std=c11 -D_GNU_SOURCE -I"$root/generator" $sanitize $(pkg-config --cflags $packages) \
    "$here/odd_docs.c" "$build/libredbinder.a" -o "$scratch/odd_docs" \
    $(pkg-config --libs $packages) -lm >"$scratch/faults" 2>&1
verdict "odd_docs.c can be built" $? "$scratch/faults"
mkdir "$scratch/odd"
"$scratch/odd_docs" "$scratch/odd" "${COUNT:-200}" >"$scratch/list" 2>"$scratch/faults"
verdict "odd documents can be printed" $? "$scratch/faults"
cp -R "$root/plans" "$scratch/plans"
rm -f "$scratch"/plans/*.db*
"$binary" build --as-of 2026-11-21 --output "$scratch/out" "$scratch/plans" >"$scratch/faults" 2>&1
[ -s "$scratch/out/binder.pdf" ]
verdict "plans can be printed" $? "$scratch/faults"

# ---- Positions -----------------------------------------------------------------------------

# shellcheck disable=SC2046 # names without spaces
python3 "$here/positions.py" $(sed 's/ /=/' "$scratch/list") >"$scratch/faults" 2>&1
verdict "words of odd documents stand where they should" $? "$scratch/faults"
# shellcheck disable=SC2046
python3 "$here/positions.py" $(find "$scratch/out" -name '*.pdf' | sort) >"$scratch/faults" 2>&1
verdict "words of plans stand where they should" $? "$scratch/faults"
cp -R "$scratch/plans" "$scratch/large"
echo 'paper: {sheet: letter, duplex: true, text-size: 12pt}' >>"$scratch/large/redbinder.yaml"
"$binary" build --quiet --as-of 2026-11-21 --only pdf --output "$scratch/large-out" "$scratch/large" \
    >"$scratch/faults" 2>&1
# shellcheck disable=SC2046
python3 "$here/positions.py" $(find "$scratch/large-out" -name '*.pdf' | sort) >"$scratch/faults" 2>&1
verdict "so they do in large type, on both sides of other sheets" $? "$scratch/faults"

# bad WORDS COMMAND...: the judge says WORDS.
bad()
{
    words=$1
    shift
    "$@" >"$scratch/faults" 2>&1
    grep -qF -e "$words" "$scratch/faults"
    verdict "a judge says: $words" $? "$scratch/faults"
}

bad 'overlap' python3 "$here/positions.py" "$here/bad.pdf"
bad 'is outside the margins' python3 "$here/positions.py" "$here/bad.pdf"
bad "the page before ends with 'Heading last of all'" python3 "$here/positions.py" "$here/bad.pdf"
bad "'o3' stands where 'o2' should" python3 "$here/positions.py" "$here/bad.pdf=3"
bad 'are missing' python3 "$here/positions.py" "$scratch/odd/hostile.pdf=99999"

# ---- Strings -------------------------------------------------------------------------------

# gaps PLAN.md: the chapter of its gaps; rest PLAN.md: all others. A plan on paper has errors alone,
# grouped: the auditor's pack has them all.
gaps()
{
    awk '/^## / { inside = ($0 ~ /^## Gaps/) } inside' "$1"
}
rest()
{
    awk '/^## / { inside = ($0 ~ /^## Gaps/) } !inside' "$1"
}

"$binary" build --quiet --as-of 2026-11-21 --only pdf --edition audit --output "$scratch/audit" \
    "$scratch/plans" >"$scratch/faults" 2>&1
verdict "the auditor's pack can be printed" $? "$scratch/faults"
for plan in "$scratch"/out/*/plan.pdf; do
    name=$(basename "$(dirname "$plan")")
    rest "${plan%.pdf}.md" >"$scratch/rest.md"
    python3 "$here/strings.py" "$plan" "$scratch/rest.md" "${plan%/*}"/runbooks/*.md \
        >"$scratch/faults" 2>&1
    verdict "the PDF of $name says all of its Markdown, in order" $? "$scratch/faults"
    gaps "${plan%.pdf}.md" | sed 1d >"$scratch/gaps.md"
    [ "$(wc -l <"$scratch/gaps.md")" -gt 5 ] &&
        python3 "$here/strings.py" "$scratch/audit/audit.pdf" "$scratch/gaps.md" \
            >"$scratch/faults" 2>&1
    verdict "the auditor's pack has the gaps of $name" $? "$scratch/faults"
done

echo 'nobody wrote this' >"$scratch/absent.md"
bad 'not there: nobody' python3 "$here/strings.py" "$scratch/out/pytest-analyzer/plan.pdf" \
    "$scratch/absent.md"

# ---- Destinations --------------------------------------------------------------------------

# The places that links from elsewhere lead to, as "DOCUMENT ANCHOR": those of a PDF that no page of the
# site has. What is one document on paper may be several pages of the site.
unknown_places()
{
    pdfinfo -dests "$1" | sed -n 's|.*"\([^":]*\):\([^".]*\)"$|\1 \2|p' >"$scratch/places"
    [ -s "$scratch/places" ] || echo "$1 has no places"
    while read -r document anchor; do
        pages=$scratch/out/$document.html
        [ -e "$pages" ] || pages=$(find "$scratch/out/${document%/*}" -maxdepth 1 -name '*.html')
        # shellcheck disable=SC2086 # names without spaces
        grep -qF "id=\"$anchor\"" $pages || echo "the site has no $document#$anchor"
    done <"$scratch/places"
}

for plan in "$scratch"/out/*/plan.pdf; do
    unknown_places "$plan" >"$scratch/faults" 2>&1
    [ ! -s "$scratch/faults" ]
    verdict "places of ${plan#"$scratch/out/"} are those of the site" $? "$scratch/faults"
done
sed -i 's/id="gaps"/id="chasms"/' "$scratch"/out/ai-docs-assistant/*.html
bad 'the site has no ai-docs-assistant/plan#gaps' unknown_places "$scratch/out/ai-docs-assistant/plan.pdf"

# ---- Pictures ------------------------------------------------------------------------------

while read -r name page; do
    golden=$here/golden/$name-$page.png
    python3 "$here/picture.py" "$scratch/odd/$name.pdf" "$page" "$golden" ${BLESS:+bless} \
        >"$scratch/faults" 2>&1
    verdict "page $page of $name looks as it did" $? "$scratch/faults"
done <<END
003 1
010 1
010 2
042 2
hostile 7
END
bad ' differs at' python3 "$here/picture.py" "$scratch/odd/042.pdf" 1 "$here/golden/042-2.png"
tally
