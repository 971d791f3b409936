#!/bin/sh
# usage: tests/pages/run.sh BUILD_DIR
# Looks at printed pages. Where words stand (positions.py), in all PDFs of plans/, in a document that
# means ill and in COUNT random ones (200); that the PDFs of plans say all that their Markdown says, in
# its order (strings.py); and a handful of pages beside their pictures (picture.py). BLESS=1 draws the
# pictures anew: look at them. The judges are first seen finding fault.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
# shellcheck source=tests/tally.sh
. "$here/../tally.sh"
[ $# -eq 1 ] && [ -e "$1/libredbinder.a" ] || { echo "usage: $0 BUILD_DIR" >&2; exit 2; }
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

for plan in "$scratch"/out/*/plan.pdf; do
    name=$(basename "$(dirname "$plan")")
    python3 "$here/strings.py" "$plan" "${plan%.pdf}.md" "${plan%/*}"/runbooks/*.md \
        >"$scratch/faults" 2>&1
    verdict "the PDF of $name says all of its Markdown, in order" $? "$scratch/faults"
done

echo 'nobody wrote this' >"$scratch/absent.md"
bad 'not there: nobody' python3 "$here/strings.py" "$scratch/out/pytest-analyzer/plan.pdf" \
    "$scratch/absent.md"

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
