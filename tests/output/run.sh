#!/bin/sh
# usage: tests/output/run.sh BINARY
# Builds plans/ with its evidence and lets programs of other people judge every file of it. The
# judges (judge.sh, pages.py) are first seen finding fault with bad samples.
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
place=$scratch/unmistakable-4711
library=$place/plans
history=$place/history.db
out=$place/output

# good NAME COMMAND...: it prints nothing.
good()
{
    name=$1
    shift
    "$@" >"$scratch/faults" 2>&1
    [ ! -s "$scratch/faults" ]
    verdict "$name" $? "$scratch/faults"
}

# bad WORDS COMMAND...: it prints them.
bad()
{
    words=$1
    shift
    "$@" >"$scratch/faults" 2>&1
    if grep -qF -e "$words" "$scratch/faults"; then
        pass
    else
        fail "$1 lets pass: $words" "$scratch/faults"
    fi
}

# ---- The build -----------------------------------------------------------------------------

mkdir "$place"
cp -R "$root/plans" "$library"
rm -f "$library"/*.db*
"$binary" record --history "$history" --library "$library" "$library"/*/evidence/* \
    >"$scratch/recorded" 2>&1
verdict "record takes in all evidence" $? "$scratch/recorded"
"$binary" build --as-of $as_of --history "$history" --output "$out" "$library" \
    >"$scratch/built" 2>&1
verdict "build" $? "$scratch/built"
[ -s "$out/SHA256SUMS" ]
verdict "there is output to judge" $?
if [ ! -d "$out" ]; then
    tally
    exit 1
fi

# ---- Pages ---------------------------------------------------------------------------------

if has xmllint; then
    find "$out" \( -name '*.html' -o -name '*.svg' -o -name '*.xml' \) >"$scratch/list"
    while IFS= read -r file; do
        good "xmllint ${file#"$out"/}" xmllint --noout --nonet "$file"
    done <"$scratch/list"
    echo '<!DOCTYPE html><html><p>a<br></p></html>' >"$scratch/bad.html"
    bad 'mismatch' xmllint --noout "$scratch/bad.html"
fi

# sabotage WORDS FILE SED: pages.py says WORDS about a copy in which SED has changed FILE.
sabotage()
{
    rm -rf "$scratch/copy"
    cp -R "$out" "$scratch/copy"
    sed -i "$3" "$scratch/copy/$2"
    bad "$1" python3 "$here/pages.py" "$scratch/copy" reached
}

# What every page has.
for words in '<nav class="pages"' 'Last change: ' 'Something is wrong</a>' 'Skip to the content' \
    '<main id="content_"' 'name="viewport"' 'Everything on this page is as of 2026-11-21'; do
    grep -rLF --include='*.html' -e "$words" "$out" >"$scratch/list"
    [ ! -s "$scratch/list" ]
    verdict "there are pages without '$words'" $? "$scratch/list"
done
find "$out" -name '*.html' ! -path "$out/index.html" -exec grep -LF '<nav class="crumbs"' {} + >"$scratch/list"
[ ! -s "$scratch/list" ]
verdict 'there are pages without their path' $? "$scratch/list"

if has python3 && has cmark; then
    python3 "$here/pages.py" "$out" reached >"$scratch/faults" 2>&1
    verdict "links, anchors and rules of pages" $? "$scratch/faults"
    [ "$(ls "$out"/*/runbooks/*.html | wc -l)" -gt 10 ]
    verdict "there are pages to judge" $?
    page=ai-docs-assistant/index.html
    sabotage "leads to no file" $page 's|runbooks/restore-files.html|runbooks/gone.html|'
    sabotage "leads to no anchor" $page 's|href="#runbooks"|href="#chasms"|'
    sabotage "scheme that is refused" $page 's|href="#runbooks"|href="javascript:alert(1)"|'
    sabotage "does not work from file://" $page 's|href="#runbooks"|href="/index.html"|'
    sabotage "leads out of the output" $page 's|href="../index.html"|href="../../index.html"|'
    sabotage "a script in the page itself" $page 's|<body>|<body><script>run()</script>|'
    sabotage "has the attribute 'style'" $page 's|<body>|<body style="color: red">|'
    sabotage "has the attribute 'onload'" $page 's|<body>|<body onload="run()">|'
    sabotage "is loaded from elsewhere" $page 's|<body>|<body><img alt="" src="https://x.test/a.png"/>|'
    sabotage "begins by forbidding all" $page '/Content-Security-Policy/d'
    sabotage "the id 'gaps' is there twice" $page 's|<body>|<body><p id="gaps">a</p>|'
    sabotage "#mislaid' is not there" search-index.js 's|"scenario-service-outage"|"mislaid"|'
    sabotage "no links lead there" index.html 's|href="[^"]*html[^"]*"|href="index.html"|g'
    sabotage "is out of place" $page 's|</main>|</section></main>|'
    sabotage "h4 follows h1" $page 's|</h1>|</h1><h4>a</h4>|'
    sabotage "leads to no anchor" ai-docs-assistant/plan.md 's|](#gaps)|](#chasms)|'
    sabotage "raw HTML" ai-docs-assistant/plan.md 's|^## Gaps|<b>bold</b>|'
fi

# ---- Paper ---------------------------------------------------------------------------------

if has qpdf && has pdfinfo; then
    find "$out" -name '*.pdf' >"$scratch/list"
    [ "$(wc -l <"$scratch/list")" -ge 7 ]
    verdict "there are PDFs to judge" $?
    while IFS= read -r file; do
        good "paper ${file#"$out"/}" pdf_faults "$file"
    done <"$scratch/list"
    for word in 'AI Docs Assistant' 'pg_restore -h' 'Database Recovery' 'page 2 of' \
        'https://recovery.example/agent-factory/runbooks/recover-data.html' 'RTO 30 min'; do
        pdftotext "$out/binder.pdf" - | grep -qF "$word"
        verdict "the binder says: $word" $?
    done
    bad 'a font is not whole' pdf_faults "$here/bad.pdf"
    bad 'off page 1' pdf_faults "$here/bad.pdf"
    bad 'page 2 is empty' pdf_faults "$here/bad.pdf"
    bad 'pdfinfo does not say: Tagged' pdf_faults "$here/bad.pdf"
    head -c 20000 "$out/binder.pdf" >"$scratch/cut.pdf"
    bad 'pages have been read' pdf_faults "$scratch/cut.pdf"
fi

# ---- Scripts -------------------------------------------------------------------------------

find "$out" -name '*.sh' | sort >"$scratch/list"
[ "$(wc -l <"$scratch/list")" -gt 10 ]
verdict "there are scripts to judge" $?
while IFS= read -r file; do
    good "script ${file#"$out"/}" script_faults "$file"
done <"$scratch/list"
if has shellcheck; then
    xargs -P 2 -n 4 shellcheck -s sh <"$scratch/list" >"$scratch/faults" 2>&1
    verdict "shellcheck on every script" $? "$scratch/faults"
fi
# shellcheck disable=SC2016 # for the shells that read it
printf '%s\n' 'echo "${BASH_VERSION-other}" >left' 'echo "${BASH_VERSION-other}"' >"$scratch/odd.sh"
bad 'bash: --list says otherwise' script_faults "$scratch/odd.sh"
bad 'left' script_faults "$scratch/odd.sh"
echo 'if' >"$scratch/odd.sh"
bad 'busybox sh cannot read it' script_faults "$scratch/odd.sh"

# ---- History, manifest, leaks --------------------------------------------------------------

if has sqlite3; then
    good "history" database_faults "$history"
    files=$(find "$library" -path '*/evidence/*' -type f | wc -l)
    good "one row per file of evidence" sql_fault "$history" "$files" 'select count(*) from evidence'
    sqlite3 "$scratch/bad.db" 'create table a (n primary key); create table b (n references a);
        insert into b values (1)'
    bad 'pragma foreign_key_check gives b' database_faults "$scratch/bad.db"
    bad 'strict = 0' database_faults "$scratch/bad.db"
    bad 'user_version' database_faults "$scratch/bad.db"
fi

good "manifest" manifest_faults "$out"
rm -rf "$scratch/copy"
cp -R "$out" "$scratch/copy"
echo >>"$scratch/copy/index.html"
echo >"$scratch/copy/more.html"
bad 'index.html: FAILED' manifest_faults "$scratch/copy"
bad '> more.html' manifest_faults "$scratch/copy"

printf '%s\n' "$scratch" "$root/" unmistakable-4711 >"$scratch/words"
node=$(uname -n)
[ ${#node} -lt 6 ] || printf '%s\n' "$node" >>"$scratch/words"
good "no path and no machine in any file" leak_faults "$out" "$scratch/words"
echo 'pg_restore -h' >"$scratch/words"
bad 'ai-docs-assistant/plan.pdf' leak_faults "$out" "$scratch/words"
tally
