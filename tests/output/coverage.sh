#!/bin/sh
# usage: tests/output/coverage.sh BINARY
# docs/coverage.md says which words of each original plan must appear; they are looked for in the
# compiled Markdown of that plan. First the reader of that list is seen finding fault.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
# shellcheck source=tests/tally.sh
. "$here/../tally.sh"
program "${1-}"
make_scratch
has python3 || { tally; exit; }

cover()
{
    python3 "$here/coverage.py" "$1" "$scratch/output" >"$scratch/said" 2>&1
}

"$binary" build --quiet --only markdown --as-of 2026-11-21 --history "$scratch/history.db" \
    --output "$scratch/output" "$root/plans" >"$scratch/said" 2>&1
verdict "build" $? "$scratch/said"

cover "$root/docs/coverage.md"
status=$?
counted=$(sed -n 's/^\([0-9]*\) strings found.*/\1/p' "$scratch/said")
while IFS= read -r line; do
    case $line in
    MISSING*) fail "$line" ;;
    esac
done <"$scratch/said"
verdict "docs/coverage.md" $status "$scratch/said"
[ "${counted:-0}" -gt 500 ]
verdict "enough was looked for (${counted:-0} strings)" $?
for plan in "$root"/plans/*/plan.yaml; do
    name=$(basename "$(dirname "$plan")")
    grep -q "^## $name " "$root/docs/coverage.md"
    verdict "$name stands in the list" $?
done

# complains WORDS LINES: a list with these LINES for a plan makes it say WORDS.
complains()
{
    printf '## ai-docs-assistant (004)\n\n| a | b | c |\n|---|---|---|\n%b\n' "$2" >"$scratch/list.md"
    if cover "$scratch/list.md" || ! grep -qF -e "$1" "$scratch/said"; then
        fail "the list lets pass: $1" "$scratch/said"
    else
        pass
    fi
}

complains 'MISSING ai-docs-assistant: row | no such words' '| row | x | `no such words` |'
complains 'row without a string' '| row | x | words |'
complains 'no rows' ''
complains 'no such plan' '| row | x | `Database` |\n\n## nowhere (009)\n\n| row | x | `a` |'
tally
